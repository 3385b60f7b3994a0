"""Does a published quotation say what the source says? The ladder of domain.md section 7, steps 1 to 5 in order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.text.fidelity_aligned import align_words
from newsroom.text.fidelity_marked import MarkedMatch, find_marked
from newsroom.text.normalise import ELLIPSIS, Normalised, hidden_characters, normalise
from newsroom.text.word_changes import Change
from newsroom.text.words import find_places

_MARKS = " '"
_MARKED, _MARKED_BUT_CUT = 6, 7
_NOTHING_SAID = f" '{ELLIPSIS}.,;:!?()[]-"
_SENTENCE_END = re.compile(r"['\)\]]*[.!?]")
_SPEECH_PAUSES = re.compile(r"(?:,'|',|')(?=[ -]|$)")
_SPEECH_RESUMES = re.compile(r"(?:,'|',|') ?[^'.!?]{1,80},? '")
_BLANK_LINE = re.compile(r"\n\s*\n|\u2029")


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How a published quotation stands to its source.

    `kind`: exact, marked_edit, unmarked_edit, not_found, ambiguous. `detail`: one word that says more, or None; for
    ambiguous the kind each of the places would have. `start`, `end`: code points in the source, None when not found.
    `changes`: (operation, published words, source words), the gravest first; operations are replace, insert (words
    the source lacks), delete (words of the source left out), and for edits that are marked ellipsis and bracket.
    """

    kind: str
    detail: str | None = None
    start: int | None = None
    end: int | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One place of the source read as the quotation; `rank` orders readings, the kindest first."""

    rank: int
    kind: str
    detail: str | None
    start: int
    end: int
    changes: tuple[Change, ...] = ()


def compare_quote(published: str, source: str, *, near: int | None = None) -> Fidelity:
    """Compare the words between (or with) quotation marks with the captured text.

    `near` is a code-point offset in the source: of several places the nearest is taken, and none is ambiguous.
    """
    return compare_with(published, normalise(source), near=near)


def compare_with(published: str, source: Normalised, *, near: int | None = None) -> Fidelity:
    """As `compare_quote`, with a source prepared once for many quotations."""
    quote = normalise(published)
    core = quote.text.strip(_MARKS)
    if not core.strip(_NOTHING_SAID):
        return Fidelity("not_found", "no_words")
    if not source.text or source.text.isspace():
        return Fidelity("not_found", "no_source")
    place = None if near is None else source.place(near)
    # A sign the source never has makes the first search vain; looking for one sign alone is much quicker.
    vain = any(sign in core and sign not in source.text for sign in f"{ELLIPSIS}[")
    readings = [] if vain else list(_contained(core, source, place))
    if not readings and any(sign in core for sign in f"{ELLIPSIS}[]"):
        marked = find_marked(core, published, source, runs_on=lambda end: sentence_runs_on(source, end))
        readings = [_marked_reading(match) for match in marked]
    if readings:
        return _choose(readings, quote, source, place)
    aligned = align_words(core, source, near=place)
    if aligned is None:
        return Fidelity("not_found")
    start, end = source.span(aligned.start, aligned.end)
    return Fidelity("unmarked_edit", aligned.detail, start, end, aligned.changes)


def sentence_runs_on(source: Normalised, end: int) -> bool:
    """Whether the source's sentence goes on at a place of the folded text where the published one has a period."""
    rest = source.text[end : end + 120]
    if not rest.strip() or _SENTENCE_END.match(rest):
        return False
    if rest[0] == ELLIPSIS:
        return rest[1:2].islower()
    if _SPEECH_PAUSES.match(rest):
        return bool(_SPEECH_RESUMES.match(rest))
    behind = source.span(end - 1, end)[1]
    gap = source.source[behind : behind + 40]
    gap = gap[: len(gap) - len(gap.lstrip())]
    if _BLANK_LINE.search(gap):
        return False
    return not ("\n" in gap and rest.lstrip()[0].isupper())


def _marked_reading(match: MarkedMatch) -> _Reading:
    if match.detail == "truncated_sentence":
        return _Reading(_MARKED_BUT_CUT, "unmarked_edit", match.detail, match.start, match.end, match.changes)
    return _Reading(_MARKED, "marked_edit", match.detail, match.start, match.end, match.changes)


def _contained(core: str, source: Normalised, place: int | None) -> Iterable[_Reading]:
    """Steps 1 to 3: the words stand there, but for the final comma or period and the case of the first letter."""
    body = core[:-1] if core[-1] in ".," and len(core) > 1 else core
    body = body.rstrip(_MARKS) or core
    verbatim = 0
    for start in find_places(source.text, body):
        reading = _read_place(core, body, source, start)
        yield reading
        verbatim += reading.rank == 0
        if verbatim > 1 and place is None:
            return


def _read_place(core: str, body: str, source: Normalised, start: int) -> _Reading:
    text = source.text
    same_case = text[start] == body[0]
    if text.startswith(core[1:], start + 1):
        end = start + len(core)
        if same_case:
            return _Reading(0, "exact", None, start, end)
        return _Reading(2, "marked_edit", "case_of_start", start, end)
    end = start + len(body)
    if core[-1] == "." and sentence_runs_on(source, end):
        cut = _rest_of_sentence(source, end)
        return _Reading(4 if same_case else 5, "unmarked_edit", "truncated_sentence", start, end, (cut,))
    if same_case:
        return _Reading(1, "exact", "terminal_punctuation", start, end)
    return _Reading(3, "marked_edit", "case_of_start", start, end)


def _rest_of_sentence(source: Normalised, end: int) -> Change:
    stop = re.compile(r"[.!?](?=['\)\]]*(?: |$))|$").search(source.text, end, end + 400)
    return ("delete", "", source.words(end, stop.start() if stop else end + 400).strip(" ,;:-–—"))


def _choose(readings: list[_Reading], quote: Normalised, source: Normalised, place: int | None) -> Fidelity:
    best = min(reading.rank for reading in readings)
    places = _apart([reading for reading in readings if reading.rank == best])
    if place is not None:
        places = [min(places, key=lambda reading: (_distance(reading, place), abs(reading.start - place)))]
    chosen = places[0]
    start, end = source.span(chosen.start, chosen.end)
    if len(places) > 1:
        return Fidelity("ambiguous", chosen.kind, start, end, chosen.changes)
    detail = chosen.detail
    if detail is None and hidden_characters(quote.source) != hidden_characters(source.source[start:end]):
        detail = "hidden_characters"
    return Fidelity(chosen.kind, detail, start, end, chosen.changes)


def _apart(readings: list[_Reading]) -> list[_Reading]:
    """Readings of marked edits that share words are one place, told by the shortest; others each stand alone."""
    if readings[0].rank < _MARKED:
        return sorted(readings, key=lambda reading: reading.start)
    kept: list[_Reading] = []
    for reading in sorted(readings, key=lambda reading: (reading.end - reading.start, reading.start)):
        if all(reading.end <= other.start or reading.start >= other.end for other in kept):
            kept.append(reading)
    return sorted(kept, key=lambda reading: reading.start)


def _distance(reading: _Reading, place: int) -> int:
    if reading.start <= place <= reading.end:
        return 0
    return min(abs(reading.start - place), abs(reading.end - place))
