"""Claims a text makes, proposed for marking: kind and strength of assertion, by the words of the sentence.

Kinds are those of domain.md section 1; strength is flat, attributed or hedged (section 4). Proposals count against
nothing until a person takes them.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.cues import Cue, cue_before
from newsroom.text.language import en_claims as claims_words
from newsroom.text.language.en_outlets import REPORTS
from newsroom.text.outlets import is_heading, is_outlet
from newsroom.text.reading import Page
from newsroom.text.spans import MASK, Span, Word, sentences, words
from newsroom.text.strength import strength_of

_CLAUSE = re.compile(rf"(?:[,;]|(?<={MASK}))\s(?:and|but|while|although|though|so|with|yet)\s|;\s")
_SHORTEST = 3
# A paragraph with more quotations is no prose and claims nothing.
_MOST_QUOTES = 1000


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A stretch that asserts something: a sentence, or the clause of one that asserts an absence by itself."""

    start: int
    end: int
    text: str
    kind: str
    strength: str


def claims_in(
    page: Page,
    blocks: Sequence[Span],
    *,
    speech: Sequence[Span],
    skipped: Sequence[Span],
    source_names: Sequence[str] = (),
) -> tuple[FoundClaim, ...]:
    """Proposed claims in order.

    `speech`: the quotations that are speech; `skipped`: captions and headers; `source_names`: what counts as a named
    source when the strength of a claim is told.
    """
    found: list[FoundClaim] = []
    quoted = sorted(speech, key=lambda span: span.start)
    starts = [span.start for span in quoted]
    at = 0
    for number, block in enumerate(blocks):
        crowded = bisect_left(starts, block.end) - bisect_left(starts, block.start) > _MOST_QUOTES
        if crowded or is_heading(page.text, block):
            continue
        leads_in = number + 1 < len(blocks) and page.masked[blocks[number + 1].start] == MASK
        for sentence in sentences(page.masked, block, language=page.language):
            while at < len(quoted) and quoted[at].end <= sentence.start:
                at += 1
            holds_quote = at < len(quoted) and quoted[at].start < sentence.end
            if any(span.start <= sentence.start < span.end for span in skipped):
                continue
            if not (leads_in and sentence.end == block.end and _only_leads_in(page, sentence)):
                found.extend(
                    _claim(page, piece, kind, source_names)
                    for piece, kind in _in_sentence(page, sentence, holds_quote=holds_quote)
                )
    return tuple(found)


def _only_leads_in(page: Page, sentence: Span) -> bool:
    """ "Ada Roe added," before a quotation on the next line: the quotation is the claim, this says nothing else."""
    line = words(page.masked, sentence)
    if len(line) < 2 or line[-1].text not in ",:":
        return False
    return cue_before(line[:-2], language=page.language) is None or len(line) < 6


def _in_sentence(page: Page, sentence: Span, *, holds_quote: bool) -> list[tuple[Span, str]]:
    clauses = _clauses(page.masked, sentence)
    absent = [clause for clause in clauses if _asserts_absence(page.masked[clause.start : clause.end])]
    rest = [clause for clause in clauses if clause not in absent]
    if not absent or not rest:
        kind = "absence" if absent else _kind(page, sentence, holds_quote=holds_quote)
        return [(sentence, kind)] if kind else []
    pieces = [(clause, "absence") for clause in absent]
    pieces.extend((piece, _kind(page, piece, holds_quote=holds_quote)) for piece in _joined(rest, clauses))
    return [(piece, kind) for piece, kind in sorted(pieces, key=lambda pair: pair[0].start) if kind]


def _clauses(masked: str, sentence: Span) -> list[Span]:
    clauses: list[Span] = []
    start = sentence.start
    for joint in _CLAUSE.finditer(masked, sentence.start, sentence.end):
        clauses.append(Span(start, joint.start()))
        start = joint.end()
    return [*clauses, Span(start, sentence.end)]


def _joined(rest: Sequence[Span], clauses: Sequence[Span]) -> list[Span]:
    """Neighbouring clauses that are no absence stay one claim."""
    joined: list[Span] = []
    for clause in rest:
        before = clauses.index(clause) - 1
        if joined and before >= 0 and clauses[before].end == joined[-1].end:
            joined[-1] = Span(joined[-1].start, clause.end)
        else:
            joined.append(clause)
    return joined


def _asserts_absence(clause: str) -> bool:
    return claims_words.ABSENCE.search(clause) is not None and claims_words.NO_POSITION.search(clause) is None


def _kind(page: Page, span: Span, *, holds_quote: bool) -> str:
    """The kind of claim a stretch makes, "" when it asserts nothing that could be checked."""
    plain = page.masked[span.start : span.end]
    line = words(page.masked, span)
    if len(line) < _SHORTEST and not holds_quote:
        return ""
    if claims_words.RUMOUR.search(plain):
        return "forecast"
    cue = cue_before(line, language=page.language)
    spoken = (
        cue is not None and cue.subject is not None and cue.strong and cue.word not in page.language.speech.according
    )
    spoken = spoken and not _ends_a_phrase(line, cue) and not _is_reported(cue)
    measured = claims_words.EVENT.search(plain) is not None and claims_words.NUMBER.search(plain) is not None
    whole_quote = MASK in plain and (not plain.replace(MASK, "").strip(" .?!…,") or spoken)
    if whole_quote or (MASK in plain and not measured) or spoken or claims_words.NO_POSITION.search(plain):
        return "speech"
    for kind, pattern in (
        ("opinion", claims_words.OPINION),
        ("forecast", claims_words.FORECAST),
        ("inference", claims_words.INFERENCE),
    ):
        if pattern.search(plain):
            # A decision with a figure or a day is a fact, whatever is concluded from it in passing.
            return "fact" if kind == "inference" and measured else kind
    checkable = (claims_words.NUMBER, claims_words.EVENT, claims_words.SUPERLATIVE, claims_words.NAMING)
    return "fact" if any(pattern.search(plain) for pattern in checkable) else ""


def _ends_a_phrase(line: Sequence[Word], cue: Cue | None) -> bool:
    """ "With the deal reported, …": a participle before a comma, with nobody who could have reported it."""
    if cue is None or cue.subject is None or cue.subject.kind != "nominal":
        return False
    at = next((i for i, word in enumerate(line) if word.start == cue.start), len(line))
    return at + 1 < len(line) and line[at + 1].text == ","


def _is_reported(cue: Cue | None) -> bool:
    """ "…, the Morning Ledger reported": an outlet passes on a fact, it is not what somebody said of themselves."""
    return cue is not None and cue.subject is not None and is_outlet(cue.subject.text) and cue.word in REPORTS


def _claim(page: Page, span: Span, kind: str, source_names: Sequence[str]) -> FoundClaim:
    start, end = span.start, span.end
    while end > start and page.text[end - 1].isspace():
        end -= 1
    while start < end and page.text[start].isspace():
        start += 1
    strength = strength_of(page.text, start, end, source_names=source_names).word
    return FoundClaim(start, end, page.text[start:end], kind, strength)
