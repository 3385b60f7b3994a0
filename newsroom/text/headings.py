"""What headings promise and answer: sections that lack what theirs names, counts that list fewer, flat short answers.

Headings are those of Markdown; in a text without any, short lines of their own that are no sentence. Offsets are code
points, end exclusive.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.text.counts import count_of
from newsroom.text.language import en_promises as promises
from newsroom.text.language import en_wordings as en
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.en_counts import COUNTED
from newsroom.text.language.words import lowered
from newsroom.text.markdown_blocks import Block
from newsroom.text.outlets import is_heading
from newsroom.text.spans import Span

_LIST_ITEM = re.compile(r"(?m)^\s{0,3}(?:[-*+•]|\d{1,2}[.)])\s+\S")
_NAMED = re.compile(r"(?:,\s*(?:and|or|&)\s+|,\s*|\s+(?:and|or|&)\s+)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_PROMISING_FEWEST = 3
_STEM = 5
_SHORT_SECTION = 60
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
_PLAIN_COLON = re.compile(r"\A[^:?]{3,60}:\s+(?P<named>[^:?]+)\Z")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's words, ``start`` to ``end``, and the text below it up to the next heading of its rank or above."""

    start: int
    end: int
    body_start: int
    body_end: int


@dataclass(frozen=True, slots=True)
class Unkept:
    """A heading whose section lacks what it promises. ``lacks`` ends the sentence "The section has no …"."""

    start: int
    end: int
    lacks: str


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """ "Short answer: …" as it stands; ``question`` is the heading above that it answers, where it only says yes."""

    start: int
    end: int
    says_yes: bool
    question: Span | None


def sections_in(text: str, *, blocks: Sequence[Block], lines: Sequence[Span]) -> tuple[Section, ...]:
    """The sections in order; a title the text begins with is none. ``blocks`` and ``lines`` are those of the text."""
    found = [block for block in blocks if block.kind == "heading"]
    if not found:
        return _plain_sections(text, lines)
    sections: list[Section] = []
    for number, heading in enumerate(found):
        below = next((one.start for one in found[number + 1 :] if one.level <= heading.level), len(text))
        sections.append(Section(heading.words_start, heading.words_end, heading.end, below))
    leads = not text[: found[0].start].strip() and found[0].level == 1
    return tuple(sections[1:] if leads else sections)


def unkept_headings(text: str, sections: Sequence[Section]) -> tuple[Unkept, ...]:
    """The headings that promise what their section lacks."""
    return tuple(
        Unkept(section.start, section.end, lacks) for section in sections if (lacks := _lack(text, section)) is not None
    )


def short_answers(text: str, sections: Sequence[Section]) -> tuple[ShortAnswer, ...]:
    """Every paragraph or heading that gives a short answer, and each plain "yes" below a heading that asks."""
    found: list[ShortAnswer] = []
    for match in en.SHORT_ANSWER.finditer(text):
        stop = re.compile(r"[.!?](?=\s|$)").search(text, match.start("words"), match.end())
        end = stop.end() if stop is not None else match.end()
        begin = match.start("marks") + len(match["marks"])
        says_yes = en.YES.match(match["words"].lstrip("*_ ")) is not None
        above = [one for one in sections if one.end <= begin < one.body_end and text[one.end - 1] == "?"]
        question = Span(above[-1].start, above[-1].end) if above else None
        found.append(ShortAnswer(begin, end, says_yes, question))
    return tuple(sorted((*found, *_plain_answers(text, sections)), key=lambda one: one.start))


def _plain_answers(text: str, sections: Sequence[Section]) -> Iterator[ShortAnswer]:
    """ "Yes." where the section of a question begins."""
    for section in sections:
        if text[section.end - 1] == "?":
            found = en.PLAIN_YES.match(text, section.body_start, section.body_end)
            if found is not None:
                yield ShortAnswer(found.start("words"), found.end("words"), True, Span(section.start, section.end))


def _plain_sections(text: str, spans: Sequence[Span]) -> tuple[Section, ...]:
    lines = [
        number
        for number, span in enumerate(spans)
        if 0 < number < len(spans) - 1 and is_heading(text, span) and _stands_alone(text, span, spans[number + 1])
    ]
    ends = [*(spans[after].start for after in lines[1:]), *([len(text)] if lines else [])]
    return tuple(
        Section(spans[number].start, spans[number].end, spans[number].end, end)
        for number, end in zip(lines, ends, strict=True)
    )


def _stands_alone(text: str, line: Span, following: Span) -> bool:
    above = text[max(0, line.start - 3) : line.start].count("\n")
    return above > 1 and text[line.end : following.start].count("\n") > 1 and "\n" not in text[line.start : line.end]


def _lack(text: str, section: Section) -> str | None:
    heading, body = text[section.start : section.end], text[section.body_start : section.body_end]
    if not body.strip():
        return "words at all"
    counted = COUNTED.match(heading)
    if counted is not None and _listed(body) < (number := count_of(counted["count"])):
        promised = heading[: counted.end("noun")].strip("*_ ")
        return f"list of “{promised}”: {_listed(body) or 'none'} of {number} can be told apart"
    for promise, pattern, lacks in (
        (promises.ASKS_WHEN, en.TIME_GIVEN, "date or time"),
        (promises.ASKS_HOW_MANY, en.NUMBER_GIVEN, "number"),
        (promises.PROMISES_WORDS, en.SAYS, "words of anybody"),
    ):
        if promise.search(heading) and not pattern.search(body) and not en.QUOTED.search(body):
            return lacks
    if promises.ASKS_WHO.search(heading) and not _names_in(body):
        return "names"
    if promises.ASKS_WHY.search(heading) and not _gives_a_reason(body):
        return "reason"
    missing = [named for named in _named_in(heading) if not _spoken_of(named, body)]
    return f"word of “{missing[0]}”" if missing else None


def _names_in(body: str) -> bool:
    """Whether somebody may be named there: any capital that no sentence, day, office or firm accounts for."""
    naming, grammar = ENGLISH.naming, ENGLISH.grammar
    no_names = (naming.not_names, naming.groups, naming.roles, grammar.pronouns, grammar.months, grammar.weekdays)
    for found in _CAPITALS.finditer(body):
        parts = found.group().split()
        is_casting = len(parts) == 1 and parts[0].endswith("ing")
        if parts[-1].lower() in naming.organisations or is_casting:
            continue
        if not all(any(part.lower() in those for those in no_names) for part in parts):
            return True
    return False


def _gives_a_reason(body: str) -> bool:
    """A reason may be given in many words; where the section is long, or quotes, one is taken to be there."""
    if len(body.split()) > _SHORT_SECTION or en.QUOTED.search(body):
        return True
    return promises.REASON_GIVEN.search(promises.NO_REASON.sub(" ", body)) is not None


def _listed(body: str) -> int:
    """How many things a section sets apart: items, headings of its own, or paragraphs."""
    items = len(_LIST_ITEM.findall(body))
    below = len(re.findall(r"(?m)^#{1,6}\s", body))
    return max(items, below, sum(bool(part.strip()) for part in body.split("\n\n")))


def _named_in(heading: str) -> Iterator[str]:
    """What a heading names one by one behind its colon: "Next: dates, cast, and money"."""
    found = _PLAIN_COLON.match(heading.strip("*_ "))
    named = [part.strip() for part in _NAMED.split(found["named"])] if found is not None else []
    if len(named) >= _PROMISING_FEWEST:
        yield from (one for one in named if _WORD.search(one))


def _spoken_of(named: str, body: str) -> bool:
    there = {word[:_STEM] for word in _WORD.findall(lowered(body))}
    return any(word[:_STEM] in there for word in _WORD.findall(lowered(named)))
