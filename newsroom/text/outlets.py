"""The outlet a quotation was given to, and when: named in its sentence, or inherited within the section."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.dates import dates_in
from newsroom.text.language.base import Language
from newsroom.text.language.en_outlets import AGENCIES, ALONE, MEDIA_WORDS, NO_OUTLETS, OUTLETS, PUBLISHED
from newsroom.text.reading import Page
from newsroom.text.spans import Span, sentences

_CAP = r"[A-Z0-9][\w&.\-]*"
_MENTION = re.compile(
    r"\b(?P<lead>[Aa]s per|[Pp]er|[Aa]ccording to|told|[Tt]ells|[Vv]ia|[Ss]peaking (?:to|with)|[Ii]nterview with|"
    r"reported by|[Rr]eported in|[Cc]iting|published (?:by|in)|[Ss]ee|framed by|[Ii]n an?)\s"
    rf"(?:(?:a|an|the)\s)?(?P<name>(?!\d{{4}}\b)(?:The\s)?{_CAP}(?:\s(?:of\s|and\s|&\s|for\s)?{_CAP}){{0,5}}?)"
    r"(?P<own>[’']s)?"
    rf"(?:\s(?P<noun>(?:[a-z\-]+\s){{0,3}}?(?:{'|'.join(PUBLISHED)})))?"
    r"(?:(?P<dated>,?\s(?:dated|published|on|from|of|released)\s(?:on\s)?(?=\d|[A-Z][a-z]{2,8}\.?\s\d))"
    r"|(?![\w’'&])(?!\s[A-Z][a-z’]*[a-z’](?<!day)\b(?!\s\d)))"
)
_SAME = re.compile(
    r"\bsame (?:interview|feature|report|article|conversation|piece|story|profile|breath|statement)\b", re.I
)


# Behind these stands whoever was spoken to, as often a person as an outlet.
_TO_SOMEBODY = ("told", "tells", "speaking to", "speaking with", "interview with")
# How far before a quotation its outlet may stand, in code points.
_REACH = 2000


@dataclass(frozen=True, slots=True)
class OutletMention:
    """An outlet cited in the text: name and its place, the noun of what it published, the date given with it."""

    name: str
    start: int
    end: int
    noun: str
    said_on: str | None
    lead: str


@dataclass(frozen=True, slots=True)
class QuoteOutlet:
    """What is known about where a quotation was given."""

    name: str | None
    said_on: str | None
    state: str


NOWHERE = QuoteOutlet(None, None, "none")


def outlet_mentions(text: str, span: Span, *, language: Language) -> list[OutletMention]:
    """Outlets cited in a stretch by a phrase such as "As per a Morning Ledger feature dated May 2, 2024"."""
    found: list[OutletMention] = []
    for match in _MENTION.finditer(text, span.start, span.end):
        name = match["name"].rstrip(".")
        noun = (match["noun"] or "").split(" ")[-1]
        dated = match["dated"]
        said_on = None
        if dated:
            following = dates_in(text, language=language, start=match.end(), end=min(span.end, match.end() + 24))
            said_on = following[0].iso if following and following[0].start == match.end() else None
        if _is_cited(match, name, said_on, language):
            start = match.start("name")
            found.append(OutletMention(name, start, start + len(name), noun, said_on, match["lead"].lower()))
    return found


def _is_cited(match: re.Match[str], name: str, said_on: str | None, language: Language) -> bool:
    lead, noun = match["lead"].lower(), match["noun"] or ""
    if not any(sign.isupper() for sign in name) or name.lower() in NO_OUTLETS:
        return False
    if lead in ("in a", "in an"):
        return bool(noun) and said_on is not None
    article = match.string[match.end("lead") : match.start("name")].strip().lower() == "the"
    if is_outlet(name, article=article):
        return True
    if lead not in _TO_SOMEBODY:
        return bool(noun) or said_on is not None
    # "told Ada Roe on May 2, 2024": whoever is told something is a person, unless what was published stands beside.
    outlet = name.startswith("The ") or (" " not in name and name.lower() not in language.naming.first_names)
    return (outlet and said_on is not None) or (noun != "" and " " not in noun)


def is_outlet(name: str, *, article: bool = False) -> bool:
    """Whether a name looks like that of an outlet: a known one, by its last word, or as the initials of one.

    Initials with an article ("the DHC") are a body's, unless the outlet is known.
    """
    parts = name.split()
    lone = parts[-1].lower()
    if len(parts) == 1 and name[0].isupper() and lone in OUTLETS | AGENCIES:
        return name.isupper() or lone not in ("ap", "pa", "epa", "abc")
    if len(parts) == 1 and 2 <= len(name) <= 5 and name.isupper() and name.isalpha():
        return not article and lone not in ALONE
    return lone in MEDIA_WORDS and len(parts) > 1


class Outlets:
    """Finds the outlet of each quotation; asked in order, it remembers the last one of the section."""

    def __init__(self, page: Page, blocks: Sequence[Span]) -> None:
        self.page = page
        self.blocks = blocks
        self.last: OutletMention | None = None
        self.last_speaker: str | None = None
        self.last_block = -1
        self.read: list[Span] = []
        self.read_starts: list[int] = []
        self.read_block = -1

    def for_quote(self, block: int, start: int, speaker: str | None) -> QuoteOutlet:
        """Outlet and date of the quotation that begins at a place of a paragraph."""
        own = self._in_sentence(block, start)
        if own is not None:
            self._remember(own, speaker, block)
            return QuoteOutlet(own.name, own.said_on, "explicit")
        if self.last is not None and not self._heading_between(self.last_block, block):
            same = speaker is not None and speaker == self.last_speaker
            if same or self._same_interview(block, start):
                self._remember(self.last, speaker, block)
                return QuoteOutlet(self.last.name, self.last.said_on, "inferred")
        begin = max(self.blocks[block].start, start - _REACH)
        earlier = outlet_mentions(self.page.masked, Span(begin, start), language=self.page.language)
        if earlier and earlier[-1].noun:
            self._remember(earlier[-1], speaker, block)
            return QuoteOutlet(earlier[-1].name, earlier[-1].said_on, "inferred")
        return NOWHERE

    def _remember(self, mention: OutletMention, speaker: str | None, block: int) -> None:
        self.last, self.last_speaker, self.last_block = mention, speaker, block

    def _in_sentence(self, block: int, start: int) -> OutletMention | None:
        here = self.blocks[block]
        stretches = self._sentences(block)
        at = max(0, bisect_right(self.read_starts, start) - 1)
        found = outlet_mentions(self.page.masked, stretches[at], language=self.page.language)
        if not found and block and start == here.start and self.page.masked[self.blocks[block - 1].end - 1] in ",:":
            before = self._sentences(block - 1)[-1]
            found = outlet_mentions(self.page.masked, before, language=self.page.language)
        return min(found, key=lambda mention: abs(mention.start - start)) if found else None

    def _sentences(self, block: int) -> list[Span]:
        """The sentences of a paragraph, read once for all its quotations."""
        if self.read_block != block:
            self.read = sentences(self.page.masked, self.blocks[block], language=self.page.language)
            self.read_starts = [piece.start for piece in self.read]
            self.read_block = block
        return self.read

    def _same_interview(self, block: int, start: int) -> bool:
        begin = max(self.blocks[block].start, start - _REACH)
        if block and self.blocks[block].start == start:
            begin = self.blocks[block - 1].start
        return _SAME.search(self.page.masked, begin, start) is not None

    def _heading_between(self, first: int, last: int) -> bool:
        return any(is_heading(self.page.text, self.blocks[number]) for number in range(max(first, last - 12) + 1, last))


def is_heading(text: str, block: Span) -> bool:
    """A short line of its own that is no sentence, or a question, or marked with "#"."""
    line = text[block.start : block.end] if block.end - block.start <= 100 else ""
    if not line:
        return False
    return line[0] == "#" or line[-1] == "?" or (line[-1].isalnum() and line[0].isupper())
