"""“Found in …”: which saved copies of the desk hold the words of a quotation whose source is not known."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from newsroom.domain.errors import Damaged, Missing
from newsroom.domain.source import Capture, Source
from newsroom.storage.queries import Queries
from newsroom.text.fidelity import Fidelity, compare_with
from newsroom.text.normalise import normalise
from newsroom.text.telling_phrases import telling_phrases

ALIGNED = 5
"""How many copies are compared word by word; the others only voted."""
MOST_READ = 5_000_000
"""Code points of a copy up to which it is compared here: a longer one would keep the writer waiting."""
_FAITHFUL = frozenset({"exact", "marked_edit", "ambiguous"})
_ORDER = {"exact": 0, "marked_edit": 1, "ambiguous": 2, "unmarked_edit": 3}


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A copy that holds the words. ``kind``, ``detail`` and ``changes`` are those of the quote check, ``start`` and
    ``end`` code points of the copy's text."""

    source: Source
    capture: Capture
    kind: str
    detail: str
    start: int
    end: int
    changes: tuple[tuple[str, str, str], ...]


def find_in_captures(queries: Queries, words: str, *, limit: int = 3) -> tuple[FoundIn, ...]:
    """At most ``limit`` (and never more than five) saved copies of the whole desk that hold the words of a quotation,
    its marks included or not; word for word first. Empty when no copy has them."""
    compared: set[str] = set()
    found: list[FoundIn] = []
    for phrases_of_round in telling_phrases(words):
        for phrases in phrases_of_round:
            voted = [one for one in queries.captures_with(phrases) if one not in compared][:ALIGNED]
            compared.update(voted)
            found += _compared(queries, words, voted)
            # A copy that has all the words has each phrase of them: where few had this one, no other is better.
            if found and (len(voted) < ALIGNED or any(one.kind in _FAITHFUL for one in found)):
                break
        if found:
            break
    found.sort(key=lambda one: (_ORDER[one.kind], len(one.changes)))
    return tuple(found[:limit])


def _compared(queries: Queries, words: str, capture_ids: Iterable[str]) -> list[FoundIn]:
    found: list[FoundIn] = []
    for capture_id in capture_ids:
        # A damaged copy is told elsewhere; it is no reason to show none.
        with suppress(Damaged, Missing):
            capture = queries.get(Capture, capture_id)
            if len(capture.text) <= MOST_READ:
                found += _found(queries, capture, compare_with(words, normalise(capture.text)))
    return found


def _found(queries: Queries, capture: Capture, fidelity: Fidelity) -> list[FoundIn]:
    if fidelity.start is None or fidelity.end is None:
        return []
    source = queries.get(Source, capture.source)
    detail = fidelity.detail or ""
    return [FoundIn(source, capture, fidelity.kind, detail, fidelity.start, fidelity.end, fidelity.changes)]
