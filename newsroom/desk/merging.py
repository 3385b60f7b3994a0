"""Two sources that are one: everything that hangs on the second is laid on the first, and nothing is lost."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from newsroom.domain.claim import Evidence
from newsroom.domain.draft import Dismissal
from newsroom.domain.errors import Refused
from newsroom.domain.origins import CARRIES_MATTER, Link, refuse_cycle
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Derivation, Holding, OriginalFile, Source, SourceNotice
from newsroom.domain.story import Tagging
from newsroom.domain.terms import STRICTNESS, Terms
from newsroom.domain.wording import plain
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction

R = TypeVar("R", bound=Record)
_COMPARED = (
    "type", "title", "publisher", "authors", "published", "accessed_at", "url", "language", "access", "rights",
)  # fmt: skip
_SECRECY = ("normal", "restricted", "sealed")
_READ = ("unread", "read", "key")


@dataclass(frozen=True, slots=True)
class DuplicateCandidates:
    """Sources that may be one, the first brought in first. ``why``: the same file, the same address, or the same
    title, outlet and day."""

    why: str
    sources: tuple[Source, ...]


def merge_sources(transaction: Transaction, *, keep: str, drop: str) -> Source:
    """Lays copies, quotes, evidence, places in stories' files, derivations, terms, tags and notices of ``drop`` on
    ``keep`` and ``drop`` in the bin. Empty fields are filled, guesses bettered; what differs goes into the description,
    and the stricter of terms, embargo and confidentiality counts. Refused for one source twice, and when one is said to
    be taken from the other through a third."""
    kept, gone = transaction.get(Source, keep), transaction.get(Source, drop)
    if kept.id == gone.id:
        raise Refused("That is one source already. Choose two.")
    for copy in transaction.find(Capture, source=gone.id):
        transaction.put(replace(copy, source=kept.id))
    for quote in transaction.find(Quote, source=gone.id):
        transaction.put(replace(quote, source=kept.id))
    for notice in transaction.find(SourceNotice, source=gone.id):
        transaction.put(replace(notice, source=kept.id))
    _move_evidence(transaction, kept, gone)
    _move_holdings(transaction, kept, gone)
    _move_derivations(transaction, kept, gone)
    _move_terms(transaction, kept, gone)
    _move_tags(transaction, kept, gone)
    for answered in transaction.find(Dismissal, record=gone.id):
        transaction.put(replace(answered, record=kept.id))
    transaction.put(replace(gone, binned_at=transaction.now))
    return transaction.put(_joined(kept, gone))


def _move_evidence(transaction: Transaction, kept: Source, gone: Source) -> None:
    """The same thing said twice of a claim counts once: the second, where it adds nothing, goes to the bin."""
    for item in transaction.find(Evidence, source=gone.id):
        same = [
            one
            for one in transaction.find(Evidence, claim=item.claim, source=kept.id, stance=item.stance)
            if one.binned_at is None and item.binned_at is None and _says_no_more(item, one)
        ]
        moved = replace(item, source=kept.id)
        transaction.put(replace(moved, binned_at=transaction.now) if same else moved)


def _says_no_more(item: Evidence, than: Evidence) -> bool:
    """Whether an item differs from another only in what is empty or a guess."""
    fields = ("authority", "terms", "first_hand", "reliability_override", "locator", "excerpt", "note", "as_of")
    return all(
        getattr(item, name) in ("", None, getattr(than, name)) or name in item.to_confirm for name in fields
    )  # fmt: skip


def _move_holdings(transaction: Transaction, kept: Source, gone: Source) -> None:
    for holding in transaction.find(Holding, source=gone.id):
        there = transaction.find(Holding, source=kept.id, story=holding.story)
        if not there:
            transaction.put(replace(holding, source=kept.id))
        elif holding.binned_at is None:
            state = max(there[0].state, holding.state, key=_READ.index)
            why = " · ".join(dict.fromkeys(part for part in (there[0].why, holding.why) if part))
            transaction.put(replace(there[0], state=state, why=why, binned_at=None))
            transaction.put(replace(holding, binned_at=transaction.now))


def _move_derivations(transaction: Transaction, kept: Source, gone: Source) -> None:
    known = [link for link in transaction.find(Derivation) if link.binned_at is None]
    moving = [link for link in known if gone.id in (link.child, link.parent)]
    links = [Link(link.child, link.parent, link.kind) for link in known if link not in moving]
    for link in moving:
        child, parent = (kept.id if end == gone.id else end for end in (link.child, link.parent))
        new = Link(child, parent, link.kind)
        if child == parent or new in links:
            transaction.put(replace(link, binned_at=transaction.now))
            continue
        if link.kind in CARRIES_MATTER:
            _refuse_cycle(new, links, kept)
        links.append(new)
        transaction.put(replace(link, child=child, parent=parent))


def _refuse_cycle(new: Link, links: Collection[Link], kept: Source) -> None:
    try:
        refuse_cycle(new, links)
    except Refused as error:
        raise Refused(
            f"“{kept.title}” and the other cannot be one: one of them is said to go back to the other through a third "
            "source. Take that link away first."
        ) from error


def _move_terms(transaction: Transaction, kept: Source, gone: Source) -> None:
    """The stricter agreement counts; the other one is laid in the bin beside it."""
    agreed = [one for one in transaction.find(Terms, record=kept.id) if one.binned_at is None]
    for terms in transaction.find(Terms, record=gone.id):
        moved = replace(terms, record=kept.id)
        if terms.binned_at is not None or not agreed:
            transaction.put(moved)
            continue
        first = agreed[-1]
        if STRICTNESS[terms.value] > STRICTNESS[first.value]:
            transaction.put(replace(first, binned_at=transaction.now))
            transaction.put(moved)
        else:
            transaction.put(replace(moved, binned_at=transaction.now))


def _move_tags(transaction: Transaction, kept: Source, gone: Source) -> None:
    """A tag both bear stays on the one that is kept."""
    there = {one.tag for one in transaction.find(Tagging, source=kept.id) if one.binned_at is None}
    for tagging in transaction.find(Tagging, source=gone.id):
        if tagging.binned_at is None and tagging.tag not in there:
            transaction.put(replace(tagging, source=kept.id))


def _joined(kept: Source, gone: Source) -> Source:
    """The fields of both: what the first lacks, or only guesses, is taken from the second."""
    fields: dict[str, object] = {}
    differing: list[str] = []
    open_names = set(kept.to_confirm)
    for name in _COMPARED:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if not theirs or mine == theirs:
            if mine and mine == theirs and name not in gone.to_confirm:
                open_names.discard(name)
            continue
        if not mine or (name in kept.to_confirm and name not in gone.to_confirm):
            fields[name] = theirs
            open_names = open_names | {name} if name in gone.to_confirm else open_names - {name}
            theirs = mine
        if theirs:
            differing.append(f"{plain(name)}: {_as_words(theirs)}")
    described = [part for part in dict.fromkeys((kept.description, gone.description)) if part.strip()]
    note = f"The same source was kept twice; the other said {'; '.join(differing)}." if differing else ""
    embargo = max((one.embargo_until for one in (kept, gone) if one.embargo_until), default=None)
    upstream = kept.upstream_sourcing if kept.upstream_sourcing != "unknown" else gone.upstream_sourcing
    return replace(
        kept,
        **cast("dict[str, Any]", fields),
        description="\n".join((*described, *([note] if note else ()))),
        embargo_until=embargo,
        upstream_sourcing=upstream,
        confidentiality=max(kept.confidentiality, gone.confidentiality, key=_SECRECY.index),
        to_confirm=tuple(name for name in dict.fromkeys((*kept.to_confirm, *gone.to_confirm)) if name in open_names),
        proposed=kept.proposed and gone.proposed,
        binned_at=None,
    )


def _as_words(value: object) -> str:
    return ", ".join(cast("tuple[str, ...]", value)) if isinstance(value, tuple) else plain(str(value))


def duplicate_candidates(queries: Queries) -> tuple[DuplicateCandidates, ...]:
    """Sources that may be one, read in slices for a job: copies with the same bytes, the same address, or the same
    title, outlet and day. A pair is told once, for the strongest reason."""
    sources = {one.id: one for one in _all(queries, Source) if not one.proposed}
    files = {one.id: one.sha256 for one in _all(queries, OriginalFile)}
    by_file: dict[str, list[str]] = {}
    for copy in _all(queries, Capture):
        if copy.original_file in files and copy.source in sources:
            by_file.setdefault(files[copy.original_file], []).append(copy.source)
    by_address = _grouped(sources, lambda one: _bare_address(one.url))
    by_name = _grouped(sources, _name_and_day)
    told: set[frozenset[str]] = set()
    found: list[DuplicateCandidates] = []
    for why, groups in (("same file", by_file), ("same address", by_address), ("same title, outlet and day", by_name)):
        for ids in groups.values():
            group = frozenset(ids)
            if len(group) > 1 and not any(group <= other for other in told):
                told.add(group)
                ordered = sorted((sources[one] for one in group), key=lambda one: (one.created_at, one.id))
                found.append(DuplicateCandidates(why, tuple(ordered)))
    return tuple(found)


def _grouped(sources: Mapping[str, Source], key: Callable[[Source], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for source in sources.values():
        if name := key(source):
            groups.setdefault(name, []).append(source.id)
    return groups


def _bare_address(url: str) -> str:
    """An address without what makes no other page: scheme, ``www.``, the part behind ``#`` and a closing stroke."""
    bare = url.strip().partition("#")[0].partition("://")[2] or url.strip()
    return bare.removeprefix("www.").rstrip("/")


def _name_and_day(source: Source) -> str:
    title, outlet = (" ".join(words.casefold().split()) for words in (source.title, source.publisher))
    day = (source.published or "")[: len("2025-07-14")]
    return f"{title}\n{outlet}\n{day}" if title and outlet and day else ""


def _all(queries: Queries, record_type: type[R]) -> Iterator[R]:
    last, limit = "", 50 if record_type is Capture else 500
    while part := queries.slice_of(record_type, after=last, limit=limit):
        yield from part
        last = part[-1].id
