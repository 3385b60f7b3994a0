"""Headings and short answers that say it more strongly than the sentences below them do: told, never decided."""

from collections.abc import Iterator, Sequence

from newsroom.text.headings import Section, ShortAnswer
from newsroom.text.language.en import ENGLISH
from newsroom.text.prose_flags import ProseFlag, flag_at
from newsroom.text.repeated import telling_words
from newsroom.text.spans import Span, sentences
from newsroom.text.strength import Strengths, strength_of

_ANSWERED_SHARE, _ANSWERED_WORDS = 0.6, 2
_STATED_SHARE, _STATED_WORDS = 0.75, 3


def answers_too_strong(text: str, lines: Sequence[Span], answers: Sequence[ShortAnswer]) -> Iterator[ProseFlag]:
    """A flat "yes" where the sentences that answer the question best name a source or hold back."""
    strengths = Strengths(text)
    for answer in answers:
        place = Span(answer.start, answer.end)
        if answer.question is None or not answer.says_yes:
            continue
        said = strengths.of(place.start, place.end)
        wanted = telling_words(text[answer.question.start : answer.question.end])
        least = max(_ANSWERED_WORDS, _ANSWERED_SHARE * len(wanted))
        body = [strengths.of(one.start, one.end) for one in _sharing(text, lines, wanted, least, apart=place)]
        if said.force > min((one.force for one in body), default=said.force):
            message = (
                f"“{text[place.start : place.end]}” says it more strongly than the story does, which only says it with "
                "its source or with a word of doubt: say here too who says so."
            )
            yield flag_at("HEADING_STRONGER_THAN_BODY", text, place, place, message)


def subheads_too_strong(text: str, lines: Sequence[Span], sections: Sequence[Section]) -> Iterator[ProseFlag]:
    """A flat heading whose section says the same with a word of doubt only. One that names its source in the section
    alone is not told: how well it holds, only the evidence can say."""
    strengths = Strengths(text)
    for section in sections:
        heading, place = text[section.start : section.end], Span(section.start, section.end)
        if heading.rstrip("*_ ").endswith("?") or strength_of(f"# {heading}", 2, len(heading) + 2).word != "flat":
            continue
        wanted = telling_words(heading)
        if len(wanted) < _STATED_WORDS:
            continue
        below = [one for one in lines if section.body_start <= one.start < section.body_end]
        body = _sharing(text, below, wanted, _STATED_SHARE * len(wanted), apart=place)
        if body and all(strengths.of(one.start, one.end).hedged for one in body):
            message = "This heading says it more strongly than its section, which only says it with a word of doubt."
            yield flag_at("HEADING_STRONGER_THAN_BODY", text, place, place, message)


def _sharing(
    text: str, lines: Sequence[Span], wanted: frozenset[str], least: float, *, apart: Span
) -> list[Span]:  # fmt: skip
    """The sentences that share most telling words, and at least so many; not that of ``apart``, and no question."""
    shared: list[tuple[int, Span]] = []
    for line in lines:
        if text[line.start] == "#" or text[line.end - 1] == "?":
            continue
        for sentence in sentences(text, line, language=ENGLISH):
            number = len(wanted & telling_words(text[sentence.start : sentence.end]))
            if number >= least and not sentence.start <= apart.start < sentence.end:
                shared.append((number, sentence))
    most = max((number for number, _ in shared), default=0)
    return [sentence for number, sentence in shared if number == most]
