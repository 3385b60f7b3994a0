"""The likeliest place of an altered quotation, and what was altered (step 5 of domain.md section 7).

The place comes from `likely_window`; only the words of that window are aligned with those of the quotation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import LCSseq, Levenshtein

from newsroom.text.fidelity_marked import BRACKET_WORDS
from newsroom.text.fidelity_window import LIKELY, SHORT_QUOTATION, SIGN_KEY, likely_windows, quote_words, short_windows
from newsroom.text.normalise import ELLIPSIS, Normalised
from newsroom.text.word_changes import Change, describe_changes, how_grave, is_grave, is_of_one_sort
from newsroom.text.words import Word, find_words

_LEAST_LETTERS = 4
_NAMES_WITHIN = 20_000
_WORTH_OF_WORD = 2.0
_COST_OF_SKIPPED_WORD = 0.5
_DEAREST_LEAP = 4.0
_SENTENCE_ENDS = re.compile(rf"[.!?{ELLIPSIS}]")


@dataclass(frozen=True, slots=True)
class Aligned:
    """The likeliest place (offsets in the source's folded text) and the changes, the gravest first."""

    detail: str
    changes: tuple[Change, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Step:
    """What was done to words[source_start:source_end] to make them quote[quote_start:quote_end]."""

    kind: str
    source_start: int
    source_end: int
    quote_start: int
    quote_end: int


def align_words(core: str, source: Normalised, *, near: int | None) -> Aligned | None:
    """The likely place of the folded quotation `core` in the source, or None where there is none.

    `near` is an offset of the folded text that decides between places that are equally likely.
    """
    quote = quote_words(core)
    grave = _gravest_of_short(core, quote, source, near)
    if grave is not None:
        return grave
    for start, end, share in likely_windows(core, quote, source.text, near=near):
        aligned = _align(core, quote, source, start, end, share)
        if aligned is not None:
            return aligned
    return None


def _gravest_of_short(core: str, quote: list[Word], source: Normalised, near: int | None) -> Aligned | None:
    """The place of a short quotation at which a "not", a number or a name was changed, and nothing else."""
    found: list[Aligned] = []
    for start, end in short_windows(core, quote, source.text):
        aligned = _align(core, quote, source, start, end, LIKELY)
        if aligned is not None and is_grave(aligned.detail) and len(aligned.changes) == 1:
            found.append(aligned)
    return min(found, key=lambda one: (how_grave(one.detail), abs(one.start - (near or 0))), default=None)


def _align(core: str, quote: list[Word], source: Normalised, start: int, end: int, share: float) -> Aligned | None:
    text = source.text
    words = _trim(quote, find_words(text, start=start, end=end), core, text)
    steps = _steps(words, quote)
    kept = [(step.source_start + n, step.quote_start + n) for step in steps if step.kind == "equal"
            for n in range(step.quote_end - step.quote_start)]  # fmt: skip
    same = sum(quote[at].end - quote[at].start for _, at in kept)
    spoken = [word for word in quote if word.key != SIGN_KEY]
    said = sum(word.end - word.start for word in spoken)
    if len(spoken) <= SHORT_QUOTATION and 2 * len(kept) < len(spoken):
        return None
    if not steps or same < min(_LEAST_LETTERS, said):
        return None
    changes = _word_changes(core, quote, source, words, steps)
    if same < share * (said - _excused(changes)):
        return None
    first, last = _with_punctuation(
        core, quote, text, words[steps[0].source_start].start, words[steps[-1].source_end - 1].end
    )
    if changes:
        around = text[max(0, start - _NAMES_WITHIN) : end + _NAMES_WITHIN]
        return Aligned(*describe_changes(changes, is_name=lambda word: _stands_as_name(word, around)), first, last)
    pairs = [(words[here], quote[there]) for here, there in kept]
    return Aligned(*_small_changes(core, source, pairs, first, last), first, last)


def _excused(changes: Sequence[Change]) -> int:
    """Published letters that need not stand in the source: a single number, name or "not" put in place of another says
    nothing against the place, it is what is looked for."""
    if len(changes) != 1 or not is_of_one_sort(changes[0]):
        return 0
    return sum(map(str.isalnum, changes[0][1]))


def _trim(quote: list[Word], words: list[Word], core: str, text: str) -> list[Word]:
    """The words of the window that the quotation is made of: the best run of equal words, and as many beyond it."""
    equal = [
        step
        for step in LCSseq.opcodes([word.key for word in words], [word.key for word in quote])
        if step.tag == "equal"
    ]
    best, score, first, chosen = 0.0, 0.0, 0, (0, -1)
    for number, step in enumerate(equal):
        if number:
            before = equal[number - 1]
            marked = any(word.key == SIGN_KEY for word in quote[before.dest_end : step.dest_start])
            skipped = step.src_start - before.src_end
            score -= 0 if marked else min(skipped * _COST_OF_SKIPPED_WORD, _DEAREST_LEAP)
        if score <= 0:
            score, first = 0.0, number
        score += _WORTH_OF_WORD * (step.src_end - step.src_start)
        if score > best:
            best, chosen = score, (first, number)
    if best == 0:
        return []
    opening, closing = equal[chosen[0]], equal[chosen[1]]
    start, end = opening.src_start, closing.src_end
    start -= _reach_back(words[:start], text, words[start].start, quote[: opening.dest_start], core)
    end += _reach_on(words[end:], text, words[end - 1].end, quote[closing.dest_end :], core)
    return words[start:end]


def _reach_back(words: list[Word], text: str, edge: int, unmatched: list[Word], core: str) -> int:
    """How many source words before the edge the unmatched published words may stand for: not beyond the sentence."""
    spoken = [word for word in unmatched if word.key != SIGN_KEY]
    crosses = bool(spoken) and bool(_SENTENCE_ENDS.search(core, spoken[0].start, spoken[-1].end + 1))
    taken = 0
    for word in reversed(words):
        if taken == len(spoken) or (_SENTENCE_ENDS.search(text, word.end, edge) and not crosses):
            break
        taken, edge = taken + 1, word.start
    return taken


def _reach_on(words: list[Word], text: str, edge: int, unmatched: list[Word], core: str) -> int:
    spoken = [word for word in unmatched if word.key != SIGN_KEY]
    crosses = bool(spoken) and bool(_SENTENCE_ENDS.search(core, spoken[0].start - 2, spoken[-1].end))
    taken = 0
    for word in words:
        if taken == len(spoken) or (_SENTENCE_ENDS.search(text, edge, word.start) and not crosses):
            break
        taken, edge = taken + 1, word.end
    return taken


def _steps(words: list[Word], quote: list[Word]) -> list[_Step]:
    """Steps from source to quotation, neighbouring changes joined, source words beyond both ends left out."""
    raw = Levenshtein.opcodes([word.key for word in words], [word.key for word in quote])
    steps: list[_Step] = []
    for changed, group in groupby(raw, key=lambda step: step.tag != "equal"):
        parts = list(group)
        first, last = parts[0], parts[-1]
        kind = "equal"
        if changed:
            lost, added = last.src_end > first.src_start, last.dest_end > first.dest_start
            kind = "replace" if lost and added else "delete" if lost else "insert"
        steps.append(_Step(kind, first.src_start, last.src_end, first.dest_start, last.dest_end))
    if steps and steps[0].kind == "delete":
        del steps[0]
    if steps and steps[-1].kind == "delete":
        del steps[-1]
    return steps if any(step.kind == "equal" for step in steps) else []


def _word_changes(
    core: str, quote: list[Word], source: Normalised, words: list[Word], steps: Sequence[_Step]
) -> list[Change]:
    changes: list[Change] = []
    for step in steps:
        if step.kind == "equal":
            continue
        ours, theirs = quote[step.quote_start : step.quote_end], words[step.source_start : step.source_end]
        spoken = [word for word in ours if word.key != SIGN_KEY]
        if len(spoken) < len(ours):
            if not spoken and _may_stand_for(core, ours, theirs):
                continue
            if spoken:
                # The mark stands for the rest: the changed words are compared with as many beside them.
                theirs = theirs[-len(spoken) :] if ours[0].key == SIGN_KEY else theirs[: len(spoken)]
        published = core[spoken[0].start : spoken[-1].end] if spoken else ""
        said = source.words(theirs[0].start, theirs[-1].end) if theirs else ""
        kind = "replace" if published and said else "insert" if published else "delete"
        changes.append((kind, published.replace(ELLIPSIS, " … "), said))
    return changes


def _may_stand_for(core: str, signs: list[Word], words: list[Word]) -> bool:
    return len(words) <= BRACKET_WORDS or any(ELLIPSIS in core[sign.start : sign.end] for sign in signs)


def _small_changes(
    core: str, source: Normalised, pairs: list[tuple[Word, Word]], start: int, end: int
) -> tuple[str, tuple[Change, ...]]:
    """All words are the same: what differs is capital letters or the punctuation between them."""
    text, cases, points = source.text, list[Change](), list[Change]()
    following = [*pairs[1:], None]
    for number, ((said, ours), behind) in enumerate(zip(pairs, following, strict=True)):
        mine, theirs = core[ours.start : ours.end], text[said.start : said.end]
        if mine != theirs and not (number == 0 and mine[1:] == theirs[1:]):
            cases.append(("replace", mine, source.words(said.start, said.end)))
        tail = core[ours.end : behind[1].start if behind else len(core)]
        other = text[said.end : behind[0].start if behind else end]
        if tail.strip() != other.strip() and not any(sign in tail for sign in f"[]{ELLIPSIS}"):
            points.append(("replace", mine + tail.rstrip(), theirs + other.rstrip()))
    if cases:
        return "changed_case", (*cases, *points)
    return "punctuation", tuple(points) or (("replace", core.replace(ELLIPSIS, "…"), source.words(start, end)),)


def _with_punctuation(core: str, quote: list[Word], text: str, start: int, end: int) -> tuple[int, int]:
    """The place grown by the signs around it that the quotation has too."""
    lead = core[: quote[0].start]
    if lead and text.endswith(lead, 0, start):
        start -= len(lead)
    for sign in core[quote[-1].end :]:
        if text[end : end + 1] != sign:
            break
        end += 1
    return start, end


def _stands_as_name(word: str, text: str) -> bool:
    """Whether a capitalised word also stands within a sentence, where only names keep their capital."""
    at = text.find(f" {word}")
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + 1 + len(word) : at + 2 + len(word)]
        if (before.isalnum() or before in ",;:") and before and not behind.isalnum():
            return True
        at = text.find(f" {word}", at + 1)
    return False
