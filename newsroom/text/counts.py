"""Counts that promise more than the text lists: "three reasons: cost and noise". Told, never decided; what cannot be
told apart for sure is not told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsroom.text.language import en_counts as en
from newsroom.text.language.en import ENGLISH
from newsroom.text.prose_flags import ProseFlag, flag_at
from newsroom.text.spans import MASK, Span, sentences

_QUOTED = re.compile(r"“[^”“]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|«[^»]*»")
_ITEM = re.compile(r"[-*+•]\s|\d{1,2}[.)]\s")
_ITEMS = re.compile(r":\s*(?P<items>[^.!?]+)[.!?]?\s*\Z")
_PARTED = re.compile(r",\s*(?:and\s+|or\s+)?|;\s*|\s+and\s+")
_LINES_AFTER = 60
_SHORT_ITEM = 6


def uncounted(text: str, lines: Sequence[Span]) -> list[ProseFlag]:
    """The counts of a text, whose paragraphs are ``lines``, that list fewer than they promise."""
    found: list[ProseFlag] = []
    for number, line in enumerate(lines):
        counted = en.COUNTED.match(text, line.start, line.end)
        if counted is not None and en.PROMISES.match(text, counted.end(), line.end):
            listed = _listed(text, lines, number)
            found += _told(text, Span(line.start, counted.end()), line, counted["count"], listed)
            continue
        words = text[line.start : line.end]
        # Looking for the nouns first costs next to nothing, and few paragraphs have any.
        if _has(words, en.NOUNS) and en.COUNTED_WITHIN.search(words) and words[0] != "#":
            found += _within(text, lines, number)
        if _has(words, en.SOURCE_NOUNS):
            found += _sources(text, lines, number)
        if "oth " in words:
            found += _both(text, line)
    return found


def _has(words: str, nouns: Sequence[str]) -> bool:
    return any(noun in words for noun in nouns)


def count_of(words: str) -> int:
    """The number a counted promise begins with: ``two`` → 2."""
    return en.COUNT_WORDS.get(words.lower()) or int(words)


def _told(text: str, place: Span, around: Span, count: str, listed: int | None) -> Iterator[ProseFlag]:
    promised = count_of(count)
    if listed is None or listed >= promised:
        return
    what = text[place.start : place.end].strip("*_ ")
    has = "only one" if listed == 1 else "none" if not listed else f"only {listed}"
    message = f"“{what}” promises {promised}; {has} can be told apart in what follows."
    flag = flag_at("COUNT_NOT_LISTED", text, place, around, message)
    yield replace(flag, instead=_recounted(what, count, listed))


def _recounted(what: str, count: str, listed: int) -> str:
    """``Three clear reasons`` → ``Two clear reasons``; of one thing more than the number would have to change."""
    words = {number: word for word, number in en.COUNT_WORDS.items()}
    if listed < min(words):
        return ""
    word = str(listed) if count.isdigit() else words[listed]
    return what.replace(count, word.capitalize() if count[0].isupper() else word, 1)


def _masked(text: str, line: Span) -> str:
    return _QUOTED.sub(lambda quoted: MASK * len(quoted.group()), text[line.start : line.end])


def _listed(text: str, lines: Sequence[Span], number: int) -> int:
    """The most things that can be told apart: behind a colon, sentence by sentence, or in the lines that follow."""
    line = lines[number]
    masked = _masked(text, line)
    spoken = sentences(masked, Span(0, len(masked)), language=ENGLISH)
    first = masked[spoken[0].start : spoken[0].end] if spoken else ""
    items = _ITEMS.search(first)
    behind_colon = len([one for one in _PARTED.split(items["items"]) if one.strip()]) if items is not None else 0
    dash = re.split(r"\s[–—]\s|\s-\s", first, maxsplit=1)
    behind_dash = len(_PARTED.split(dash[1])) if len(dash) > 1 else 0
    below = _items_below(text, lines, number)
    # Where the count is the whole line, the paragraphs that follow are what it counts.
    is_lead = len(spoken) == 1 and first.rstrip().endswith(":") and not below
    alone = len(lines) - number - 1 if is_lead else 0
    return max(behind_colon, behind_dash, len(spoken) - 1 + below, below, min(alone, 12))


def _items_below(text: str, lines: Sequence[Span], number: int) -> int:
    """The items of the list below, or the headings where one follows at once."""
    after = [text[one.start : one.end] for one in lines[number + 1 : number + 1 + _LINES_AFTER]]
    if after and after[0].startswith("#"):
        return sum(one.startswith("#") for one in after)
    below = 0
    for begins in after:
        if begins.startswith("#"):
            break
        below += _ITEM.match(begins) is not None or en.ITEM_BEGINS.match(begins) is not None
    return below


def _within(text: str, lines: Sequence[Span], number: int) -> Iterator[ProseFlag]:
    """Counts that stand in the midst of a paragraph."""
    line = lines[number]
    masked = _masked(text, line)
    for counted in en.COUNTED_WITHIN.finditer(masked):
        sentence = next(
            one
            for one in sentences(masked, Span(0, len(masked)), language=ENGLISH)
            if one.start <= counted.start() < one.end
        )
        behind = masked[counted.end() : sentence.end]
        following = masked[sentence.end :]
        if en.HERE_ARE.search(masked, 0, counted.start()):
            listed = _here_are(text, lines, number, behind, following)
        else:
            listed = _behind_colon(behind, following)
            if listed is None:
                listed = _in_order(text, lines, number, following)
        place = Span(line.start + counted.start(), line.start + counted.end())
        around = Span(line.start + sentence.start, line.start + sentence.end)
        yield from _told(text, place, around, counted["count"], listed)


def _here_are(text: str, lines: Sequence[Span], number: int, behind: str, following: str) -> int:
    colon = en.BEHIND_COLON.match(behind)
    parts = len(en.PARTED.split(colon["items"])) if colon is not None else 0
    spoken = len(sentences(following, Span(0, len(following)), language=ENGLISH)) if following.strip() else 0
    below = _items_below(text, lines, number)
    after = [text[one.start : one.start + 1] for one in lines[number + 1 :]]
    alone = next((at for at, begins in enumerate(after) if begins == "#"), len(after))
    return max(parts, spoken + below, below, alone if not below and not spoken else 0)


def _behind_colon(behind: str, following: str) -> int | None:
    """How many are named behind a colon; None where none is, or where more may follow."""
    colon = en.BEHIND_COLON.match(behind)
    if colon is None or en.COUNTS_ITSELF.search(colon["items"]):
        return None
    if any(en.GOES_ON.search(following) or word in following.lower() for word in en.ORDINALS):
        return None
    parts = len([one for one in en.PARTED.split(colon["items"]) if one.strip()])
    is_sure = parts > 1 or (not following.strip() and len(colon["items"].split()) <= _SHORT_ITEM)
    return parts if is_sure else None


def _in_order(text: str, lines: Sequence[Span], number: int, following: str) -> int | None:
    """How many are set apart by "first", "second" …; None where no such list begins."""
    spoken = [following[one.start : one.end] for one in sentences(following, Span(0, len(following)), language=ENGLISH)]
    for one in lines[number + 1 : number + 1 + _LINES_AFTER]:
        if text[one.start] == "#":
            break
        masked = _masked(text, one)
        spoken += [masked[at.start : at.end] for at in sentences(masked, Span(0, len(masked)), language=ENGLISH)]
    if not spoken or en.FIRST.match(spoken[0].strip("*_ ")) is None:
        return None
    whole = " ".join(spoken).lower()
    ordinals = sum(re.search(rf"\b{one}(?:ly)?\b", whole) is not None for one in en.ORDINALS)
    return ordinals + len(en.GOES_ON.findall(whole))


def _sources(text: str, lines: Sequence[Span], number: int) -> Iterator[ProseFlag]:
    """ "Two separate sources", of which only one is named; where none is, that is another finding."""
    line = lines[number]
    counted = en.COUNTED_SOURCES.search(text, line.start, line.end)
    if counted is None:
        return
    masked = _masked(text, line)
    until = line.end
    if number + 1 < len(lines) and en.GOES_ON.search(text, lines[number + 1].start, lines[number + 1].end):
        until = lines[number + 1].end
    words = masked + text[line.end : until]
    named: set[str] = set()
    for told in en.NAMED_TELLS.finditer(words):
        group = "name" if told["name"] else "cited"
        name = [part for part in told[group].split() if part.lower() not in en.NO_SOURCE_NAMED]
        before = words[max(0, told.start(group) - 60) : told.start(group)]
        if en.JOINED_BEFORE.search(before) or en.JOINED_BEHIND.match(words, told.end(group)):
            return
        named |= {name[-1]} if name else set[str]()
    if len(named) == 1:
        yield from _told(text, Span(counted.start(), counted.end()), line, counted["count"], 1)


def _both(text: str, line: Span) -> Iterator[ProseFlag]:
    """ "Both studies", where the text has spoken of a single one."""
    both = en.BOTH_WORKS.search(text, line.start, line.end)
    if both is None:
        return
    before = text[: both.start()].lower()
    named = [found.group() for found in en.WORK_NAMED.finditer(before)]
    single = en.WORKS[both["noun"].lower()]
    at = before.find(single)
    if named.count(single) != 1 or len(named) != 1:
        return
    around = before[max(0, before.rfind(".", 0, at)) :] + text[both.end() : line.end].lower()
    if en.A_SECOND.search(around) is None:
        message = f"“{both.group()}” speaks of two; only one {single} is named before."
        yield flag_at("COUNT_NOT_LISTED", text, Span(both.start(), both.end()), line, message)
