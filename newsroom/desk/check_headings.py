"""Which headings seem to state a claim that was marked below them only."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from newsroom.desk.levels import RatedClaim
from newsroom.text.headings import Section

_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    {"the", "and", "for", "has", "have", "had", "was", "were", "been", "with", "that", "this", "from", "its", "are",
     "will", "who", "what", "when", "why", "how", "says", "said", "report", "reports", "according"}
)  # fmt: skip
_SHARE_OF_HEADING, _FEWEST_WORDS = 0.75, 3


def headings_stating(
    text: str, rated: Sequence[RatedClaim], sections: Sequence[Section]
) -> Mapping[str, tuple[Section, ...]]:
    """Claim id → the headings above it that have nearly all of its telling words; of several claims below a heading
    the first that shares most. Questions, and headings in which something is marked, are passed over."""
    placed = sorted(
        ((place.start, place.end, one) for one in rated if not one.claim.proposed for place in one.places),
        key=lambda at: at[:2],
    )
    starts = [start for start, _, _ in placed]
    found: dict[str, tuple[Section, ...]] = {}
    for section in sections if placed else ():
        wanted = words_that_tell(text[section.start : section.end])
        if text[section.start : section.end].rstrip("*_ ").endswith("?") or len(wanted) < _FEWEST_WORDS:
            continue
        first, last = bisect_left(starts, section.start), bisect_left(starts, section.body_end)
        below = placed[first:last]
        if not below or below[0][0] < section.end:
            continue
        shared = [len(wanted & words_that_tell(text[start:end])) for start, end, _ in below]
        most = max(shared)
        if most >= _SHARE_OF_HEADING * len(wanted):
            claim = below[shared.index(most)][2].claim.id
            found[claim] = (*found.get(claim, ()), section)
    return found


def words_that_tell(words: str) -> frozenset[str]:
    """What a heading is about, as far as its words say, without endings of the plural."""
    found = {word.casefold() for word in _WORD.findall(words)} - _COMMON
    return frozenset(word[:-1] if word.endswith("s") and len(word) > 4 else word for word in found)
