"""A house's own pages as a source: "Brightpan’s press site", "the studio’s press page", "on its website"."""

import re

from newsroom.text.citations import FoundSource
from newsroom.text.language import en_outlets as known
from newsroom.text.spans import Span

_CAP = r"[A-Z][\w&’'\-]*"
_NAME = rf"{_CAP}(?:\s(?:(?:of|for|and|&)\s)?(?:the\s)?{_CAP}){{0,5}}"
_PAGE = r"(?:press[ \-](?:site|room|page)|newsroom|web\s?site|home\s?page)\b"
# The owner is read backwards from the page: read forwards, a run of capitals would be tried from each of its letters.
_OWNED = re.compile(
    r"[’']s?\s(?:official\s|own\s|corporate\s)?"
    r"(?:press[ \-](?:site|room|page|office)|newsroom|web\s?site|site|overview|home\s?page|blog|annual report|filing)\b"
)
_OWNER = re.compile(rf"\b{_CAP}(?:\s{_CAP}){{0,4}}\Z")
_NOMINAL = re.compile(
    rf"\b(?:[Tt]he\s(?P<noun>{'|'.join(sorted(known.HOUSES))})[’']s|[Ii]ts)\s(?:(?:official|own|corporate)\s)?(?P<page>{_PAGE})"
)
# How far back the house is looked for, in code points.
_REACH = 2000
_IN_SENTENCE = 300
_LONGEST_OWNER = 100


def official_pages(text: str, block: Span) -> list[FoundSource]:
    """The pages a paragraph names, each under the name of its house; "its" only where the sentence names the house."""
    found: list[FoundSource] = []
    for match in _OWNED.finditer(text, block.start, block.end):
        floor = max(block.start, match.start() - _LONGEST_OWNER)
        owner = _OWNER.search(text[floor : match.start()])
        if owner is not None:
            start = floor + owner.start()
            found.append(FoundSource(text[start : match.end()], "official_site", None, start, match.end()))
    for match in _NOMINAL.finditer(text, block.start, block.end):
        owner = _called(text, match.start(), match["noun"]) if match["noun"] else _in_sentence(text, block, match)
        if owner:
            ending = "’" if owner.endswith("s") else "’s"
            name = f"{owner}{ending} {match['page']}"
            found.append(FoundSource(name, "official_site", None, match.start(), match.end()))
        elif match["noun"]:
            found.append(FoundSource(match.group(), "official_site", None, match.start(), match.end()))
    return found


def _called(text: str, at: int, noun: str) -> str:
    """The house called by a noun before a place: "Brightpan Pictures, the studio that …", or by a word of its name."""
    before = text[max(0, at - _REACH) : at]
    apposed = list(re.finditer(rf"\b(?P<name>{_NAME}),\s(?:the|a|an)\s(?:[a-z\-]+\s){{0,3}}{noun}\b", before))
    leading = list(re.finditer(rf"\b(?:the|The|A|a)\s(?:[a-z\-]+\s){{0,2}}{noun}\s(?P<name>{_NAME})", before))
    said = max([*apposed, *leading], key=lambda match: match.start(), default=None)
    if said is not None:
        return _bare(said["name"])
    for match in reversed(list(re.finditer(_NAME, before))):
        name = _bare(match.group())
        last = name.split()[-1].lower() if name else ""
        if last == noun or known.HOUSE_NAMES.get(last) == noun:
            return name
    return ""


def _in_sentence(text: str, block: Span, page: re.Match[str]) -> str:
    floor = max(block.start, page.start() - _IN_SENTENCE)
    start = max(text.rfind(". ", floor, page.start()) + 2, floor)
    for match in reversed(list(re.finditer(_NAME, text[start : page.start()]))):
        name = _bare(match.group())
        tokens = {word.lower() for word in name.split()}
        if tokens & (known.RECORD_BODIES | known.INSTITUTES | known.HOUSE_NAMES.keys()):
            return name
    return ""


def _bare(name: str) -> str:
    return re.sub(r"^(?:The|On|In|At|But|And|For)\s|[’']s?\Z", "", name)
