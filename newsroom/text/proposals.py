"""Claims a text makes, proposed for marking: kind and strength of assertion, by the words of the sentence.

Kinds are those of domain.md section 1; strength is flat, attributed or hedged (section 4). Proposals count against
nothing until a person takes them.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsroom.text.claim_kinds import kind_of
from newsroom.text.cues import cue_before
from newsroom.text.language import en_claims as claims_words
from newsroom.text.language.words import lowered
from newsroom.text.outlets import is_heading
from newsroom.text.reading import Page
from newsroom.text.spans import MASK, Span, sentences, words
from newsroom.text.strength import Strengths

_CLAUSE = re.compile(rf"(?:[,;]|(?<={MASK}))\s(?:and|but|while|although|though|so|with|yet)\s|;\s")
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
    strengths = Strengths(page.text, source_names=source_names)
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
                    _claim(page, piece, kind, strengths)
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
    lower = lowered(clause)
    if claims_words.ABSENCE.search(lower) is None or claims_words.NO_POSITION.search(lower) is not None:
        return False
    return claims_words.NOT_DONE_YET.search(lower) is None


def _kind(page: Page, span: Span, *, holds_quote: bool) -> str:
    plain = page.masked[span.start : span.end]
    return kind_of(plain, words(page.masked, span), holds_quote=holds_quote, language=page.language)


def _claim(page: Page, span: Span, kind: str, strengths: Strengths) -> FoundClaim:
    start, end = span.start, span.end
    while end > start and page.text[end - 1].isspace():
        end -= 1
    while start < end and page.text[start].isspace():
        start += 1
    strength = strengths.of(start, end)
    if not strength.hedged and claims_words.RUMOUR.search(lowered(page.masked[start:end])):
        # Whoever passes on a rumour holds back, by whatever word it is called.
        strength = replace(strength, hedged=True)
    return FoundClaim(start, end, page.text[start:end], kind, strength.word)
