"""What a text shows a careful reader before anything in it is marked: vague sources, "reportedly", nothing published as
of no day, counts that list fewer, headings that promise more. Each place is told, never decided.

Read paragraph by paragraph, so that of a text read before only the paragraphs that changed are read again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsroom.text.counts import uncounted
from newsroom.text.doubled_marks import doubled_pairs
from newsroom.text.heading_strength import answers_too_strong, subheads_too_strong
from newsroom.text.headings import Section, ShortAnswer, sections_in, short_answers, unkept_headings
from newsroom.text.language import en_unnamed
from newsroom.text.language import en_wordings as en
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.en_counts import NAMED_TELLS
from newsroom.text.language.words import lowered
from newsroom.text.markdown_blocks import Block, markdown_blocks
from newsroom.text.prose_flags import ProseFlag, flag_at
from newsroom.text.replies import ToldReply, replies_apart, told_replies
from newsroom.text.spans import MASK, Span, paragraphs, sentences
from newsroom.text.strength import strength_of

_QUOTED = re.compile(r"“[^”“]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|«[^»]*»")
_NOT_PROSE = frozenset({"code", "table", "definition"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What one paragraph shows by itself; offsets count from its start."""

    flags: tuple[ProseFlag, ...]
    replies: tuple[ToldReply, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A text read. ``known`` keeps what each paragraph showed, its offsets counted from the paragraph."""

    text: str
    flags: tuple[ProseFlag, ...] = ()
    answers: tuple[ShortAnswer, ...] = ()
    sections: tuple[Section, ...] = ()
    known: Mapping[str, Paragraph] = field(default_factory=dict[str, Paragraph])


def read_prose(text: str, *, before: Prose | None = None) -> Prose:
    """Everything the text shows, in order of place. ``before``: the reading of an earlier state of it."""
    if before is not None and before.text == text:
        return before
    blocks = markdown_blocks(text)
    lines = _lines(text, blocks)
    old: Mapping[str, Paragraph] = before.known if before is not None else {}
    known: dict[str, Paragraph] = {}
    flags: list[ProseFlag] = []
    replies: list[ToldReply] = []
    for line in lines:
        words = text[line.start : line.end]
        read = known[words] = old.get(words) or _read_paragraph(words)
        flags += [replace(one, start=one.start + line.start, end=one.end + line.start) for one in read.flags]
        replies += [replace(one, start=one.start + line.start, end=one.end + line.start) for one in read.replies]
    sections = sections_in(text, blocks=blocks, lines=lines)
    answers = short_answers(text, sections)
    flags += [*uncounted(text, lines), *_unkept(text, sections), *answers_too_strong(text, lines, answers)]
    flags += [*subheads_too_strong(text, lines, sections), *_replies(replies), *_doubled(text, lines)]
    return Prose(text, tuple(sorted(flags, key=lambda flag: (flag.start, flag.code))), answers, sections, known)


def prose_lines(text: str) -> list[Span]:
    """The paragraphs of the text that are prose: no code, no table."""
    return _lines(text, markdown_blocks(text))


def _lines(text: str, blocks: Sequence[Block]) -> list[Span]:
    aside = [Span(block.start, block.end) for block in blocks if block.kind in _NOT_PROSE]
    return [line for line in paragraphs(text) if not any(one.start <= line.start < one.end for one in aside)]


def _doubled(text: str, lines: Sequence[Span]) -> list[ProseFlag]:
    """Told once for the text, where it has the first: nothing that is said in it was found."""
    pairs = doubled_pairs(text, lines)
    if not pairs:
        return []
    place = Span(pairs[0][0], pairs[0][0] + 2)
    more = len(pairs) - 1
    also = f" and at {more:,} more place{'' if more == 1 else 's'}" if more else ""
    message = f"Two apostrophes stand for quotation marks here{also}; replace them to have the quotations found."
    return [flag_at("DOUBLED_APOSTROPHES", text, place, place, message)]


def _read_paragraph(words: str) -> Paragraph:
    return Paragraph(paragraph_flags(words), told_replies(words, Span(0, len(words))))


def paragraph_flags(words: str) -> tuple[ProseFlag, ...]:
    """What one paragraph shows by itself; its quotations are somebody's words and are passed over."""
    masked = _QUOTED.sub(lambda quoted: MASK * len(quoted.group()), words)
    lower = lowered(masked)
    is_vague = _holds(lower, en_unnamed.VAGUE_HINT) and en_unnamed.VAGUE_SOURCE.search(lower) is not None
    absent = _holds(lower, en_unnamed.ABSENT_HINT) and en_unnamed.ABSENT.search(lower) is not None
    if not is_vague and not absent and en.REPORTEDLY.search(lower) is None:
        return ()
    found: list[ProseFlag] = []
    for sentence in sentences(masked, Span(0, len(masked)), language=ENGLISH):
        found += _sentence_flags(words, masked, lower, sentence)
    return tuple(found)


def _holds(lower: str, hints: Sequence[str]) -> bool:
    return any(hint in lower for hint in hints)


def _sentence_flags(words: str, masked: str, lower: str, sentence: Span) -> list[ProseFlag]:
    found: list[ProseFlag] = []
    for vague in en_unnamed.VAGUE_SOURCE.finditer(lower, sentence.start, sentence.end):
        if not _is_vague(vague, words, lower, sentence):
            continue
        told = words[vague.start() : vague.end()]
        message = f"“{told}” names no source a reader could look up: say which."
        found.append(flag_at("VAGUE_SOURCE", words, Span(vague.start(), vague.end()), sentence, message))
    reported = en.REPORTEDLY.search(lower, sentence.start, sentence.end)
    if reported is not None and not strength_of(words, reported.start(), reported.end()).attributed:
        told = words[reported.start() : reported.end()]
        message = f"“{told}” does not say who reports it: name the source."
        found.append(flag_at("REPORTEDLY", words, Span(reported.start(), reported.end()), sentence, message))
    absent = en_unnamed.ABSENT.search(lower, sentence.start, sentence.end)
    if absent is not None and not en.DAY_GIVEN.search(masked, sentence.start, sentence.end):
        message = "This says that nothing is there yet, but not as of when: give the day it was looked for."
        found.append(flag_at("UNDATED_ABSENCE", words, Span(absent.start(), absent.end()), sentence, message))
    return found


def _is_vague(vague: re.Match[str], words: str, lower: str, sentence: Span) -> bool:
    """Whether nothing round the words says after all who it is, or that somebody is said to speak at all."""
    told = vague.group()
    if en_unnamed.ONLY_BESIDE_A_VERB.search(told):
        return en_unnamed.SAYS_SO.search(lower, sentence.start, sentence.end) is not None
    if told.startswith("source") and en_unnamed.COUNTED_BEFORE.search(lower, 0, vague.start()):
        # "Two sources confirmed it: the Courier and the Ledger."
        return NAMED_TELLS.search(words) is None
    is_study = en_unnamed.STUDIED.search(told) is not None
    if not is_study and "officials" not in told:
        return True
    if not told.startswith("according") and not en_unnamed.BEGINS_ANEW.search(lower[: vague.start()]):
        return False
    if is_study:
        return en_unnamed.NAMED_STUDY.search(words, sentence.start, sentence.end) is None
    # "The county closed it. Officials said …" speaks of those named before.
    return en_unnamed.BODY.search(lower, 0, vague.start()) is None


def _unkept(text: str, sections: Sequence[Section]) -> list[ProseFlag]:
    return [
        flag_at(
            "HEADING_NOT_KEPT", text, Span(one.start, one.end), Span(one.start, one.end),
            f"This heading promises more than it keeps: the section has no {one.lacks}.",
        )
        for one in unkept_headings(text, sections)
    ]  # fmt: skip


def _replies(told: Sequence[ToldReply]) -> list[ProseFlag]:
    found: list[ProseFlag] = []
    for apart in replies_apart(told):
        first, number = apart.told[0], len(apart.told)
        wordings = "; ".join(dict.fromkeys(_told(one.words, one.quoted, one.outlet) for one in apart.told))
        message = f"The reply of {apart.of} is told {_times(number)} and not alike: {wordings}. Tell it in one wording."
        said = Span(first.start, first.end)
        sentence = " ".join(f"{one.words} {one.outlet}" for one in apart.told)
        found.append(ProseFlag("REPLY_INCONSISTENT", said.start, said.end, message, sentence))
        unnamed = next((one for one in apart.told if not one.outlet), None)
        if apart.outlet and unnamed is not None:
            message = (
                f"{apart.outlet} asked {apart.of}, as the story says elsewhere; this reads as if you had. "
                f"Name {apart.outlet} here, or ask yourself."
            )
            found.append(ProseFlag("ASKED_BY_OTHER_OUTLET", unnamed.start, unnamed.end, message, sentence))
    return found


def _told(words: str, quoted: bool, outlet: str) -> str:
    between = " between quotation marks" if quoted else ""
    return f"“{words}”{between}{f' to {outlet}' if outlet else ''}"


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"
