"""Suggestions of circular reporting over a story's file, or for one new copy against all of the desk: a person takes
or dismisses each."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from newsroom.desk.custody import never, silent
from newsroom.desk.sources import derive_source
from newsroom.domain.draft import Dismissal
from newsroom.domain.origins import Link, ancestors_of, parents_of
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Derivation, DerivationKind, Holding, Source
from newsroom.domain.story_records import StoryRecords
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction
from newsroom.text.circular import Compared, CopyText, SaidWords, Suggestion, suggest_circular, suggest_for_copy
from newsroom.text.shingles import ShingleIndex

R = TypeVar("R", bound=Record)
CIRCULAR = "CIRCULAR_REPORTING"
_SLICE = 50


def circular_suggestions(
    records: StoryRecords, *, compared: Compared | None = None
) -> tuple[Suggestion, ...]:  # fmt: skip
    """What the copies in a story's file suggest; sources linked already, and what was dismissed, are left out.
    ``compared`` remembers what was found out of the copies before."""
    sources = {one.id: one for one in records.sources if not one.proposed}
    held = {holding.source for holding in records.holdings} & sources.keys()
    copies = [_copy_text(copy, sources[copy.source]) for copy in records.captures if copy.source in held and copy.text]
    names = {person.id: person.code_name or person.name for person in records.people}
    found = suggest_circular(copies, _said(records.quotes, names), compared=compared)
    dismissed = {(one.record or "", one.sha256) for one in records.dismissals if one.finding == CIRCULAR}
    links = [Link(one.child, one.parent, one.kind) for one in records.derivations]
    return tuple(
        one for one in _unlinked(found, links) if (one.child, hash_of_suggestion(one)) not in dismissed
    )  # fmt: skip


def index_of_desk(
    queries: Queries, *, known: ShingleIndex | None = None, progress: Callable[[int, int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> ShingleIndex:  # fmt: skip
    """The index of every copy's passages, in memory, read in short slices by a job; ``known`` is gone on with. Keep it
    up with ``index.add(capture.id, capture.text)`` as copies come in."""
    index = known if known is not None else ShingleIndex()
    of, done, last = queries.counts()["capture"], 0, ""
    while not cancelled() and (part := queries.slice_of(Capture, after=last, limit=_SLICE)):
        for copy in part:
            index.add(copy.id, copy.text)
        last, done = part[-1].id, done + len(part)
        progress(done, max(of, done))
    return index


def suggestions_for_capture(queries: Queries, index: ShingleIndex, *, capture_id: str) -> tuple[Suggestion, ...]:
    """What one copy suggests: with the copies of the whole desk it shares a passage with, and with all those of the
    stories in whose file its source lies. Dismissals are of a story and are not asked here."""
    copy = queries.get(Capture, capture_id)
    stories = tuple(one.story for one in queries.where(Holding, source=copy.source))
    beside = {one.source for one in queries.where(Holding, story=stories)} if stories else set[str]()
    alike = tuple(found for found, _ in index.alike(copy.text, but=copy.id))
    others = {one.id: one for one in _of(queries, Capture, "id", alike)}
    others |= {one.id: one for one in _of(queries, Capture, "source", beside)}
    wanted = {copy.source, *(one.source for one in others.values())}
    sources = {one.id: one for one in _of(queries, Source, "id", wanted) if not one.proposed}
    if copy.source not in sources:
        return ()
    texts = [_copy_text(one, sources[one.source]) for one in others.values() if one.source in sources and one.text]
    said = _said([one for one in _of(queries, Quote, "source", wanted) if not one.proposed], {})
    found = suggest_for_copy(_copy_text(copy, sources[copy.source]), texts, said)
    links = [Link(one.child, one.parent, one.kind) for one in queries.where(Derivation)]
    return tuple(_unlinked(found, links))


def take_suggestion(
    transaction: Transaction, *, suggestion: Suggestion, kind: DerivationKind | None = None, turned: bool = False
) -> Derivation:
    """Says that it is so. ``turned``: the other way round; the kind defaults to quotes where only the same words of a
    speaker show it, else restates. A cycle is refused."""
    only_words = all(reason.kind == "same_words" for reason in suggestion.reasons)
    child, parent = (
        (suggestion.parent, suggestion.child) if turned else (suggestion.child, suggestion.parent)
    )  # fmt: skip
    return derive_source(
        transaction, child_id=child, parent_id=parent, kind=kind or ("quotes" if only_words else "restates")
    )  # fmt: skip


def dismiss_suggestion(
    transaction: Transaction, *, story_id: str, suggestion: Suggestion, reason: str = ""
) -> Dismissal:  # fmt: skip
    """Says that it is not so; it is quiet for this story until another reason shows."""
    return transaction.add(
        Dismissal,
        story=story_id, finding=CIRCULAR, record=suggestion.child, anchor=None, reason=reason.strip(),
        by=transaction.actor, at=transaction.now, sha256=hash_of_suggestion(suggestion),
    )  # fmt: skip


def hash_of_suggestion(suggestion: Suggestion) -> str:
    """SHA-256 of the pair and the kinds of reasons: what a dismissal answered."""
    kinds = sorted({reason.kind for reason in suggestion.reasons})
    return hashlib.sha256("\n".join((suggestion.child, suggestion.parent, *kinds)).encode("utf-8")).hexdigest()


def _of(queries: Queries, record_type: type[R], field: str, values: Collection[str]) -> tuple[R, ...]:
    return queries.where(record_type, **{field: tuple(values)}) if values else ()


def _copy_text(copy: Capture, source: Source) -> CopyText:
    return CopyText(copy.id, source.id, source.publisher, source.published, copy.text)


def _said(quotes: Iterable[Quote], names: Mapping[str, str]) -> list[SaidWords]:
    return [
        SaidWords(one.id, one.source, one.speaker, names.get(one.speaker, "") or "The same person", one.verbatim)
        for one in quotes
        if one.source is not None and one.speaker is not None and not one.proposed
    ]


def _unlinked(found: Iterable[Suggestion], links: Iterable[Link]) -> Iterable[Suggestion]:
    """Those whose sources do not go back to each other yet."""
    parents = parents_of(links)
    above: dict[str, Collection[str]] = {}
    for one in found:
        for end in (one.child, one.parent):
            if end not in above:
                above[end] = ancestors_of(end, parents)
        if one.parent not in above[one.child] and one.child not in above[one.parent]:
            yield one
