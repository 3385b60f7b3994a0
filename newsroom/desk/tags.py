"""Tags on sources."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from newsroom.desk.saved_searches import search_by_other_tag
from newsroom.domain.errors import Refused
from newsroom.domain.source import Source
from newsroom.domain.story import Tag, Tagging
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction


def tag_sources(transaction: Transaction, *, ids: Collection[str], name: str) -> Tag:
    """Puts a tag on sources, made when the desk does not know it; one that is on them stays once."""
    tag = tag_named(transaction, name=name)
    wanted = dict.fromkeys(transaction.get(Source, one).id for one in ids)
    for tagging in transaction.find(Tagging, tag=tag.id):
        if tagging.source in wanted:
            transaction.put(replace(tagging, binned_at=None))
            del wanted[tagging.source]
    transaction.add_all(Tagging, [{"tag": tag.id, "source": one} for one in wanted])
    return tag


def untag_sources(transaction: Transaction, *, ids: Collection[str], tag_id: str) -> int:
    """Takes a tag off sources; returns off how many."""
    wanted = frozenset(ids)
    off = [one for one in transaction.find(Tagging, tag=tag_id) if one.source in wanted and one.binned_at is None]
    for tagging in off:
        transaction.put(replace(tagging, binned_at=transaction.now))
    return len(off)


def tag_named(transaction: Transaction, *, name: str) -> Tag:
    """The tag of that name whatever its case, made when the desk does not know it. Refused without a name."""
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("A tag needs a name. Write one or two words.")
    # One that is in use goes before one of that name in the bin.
    for tag in sorted(transaction.find(Tag), key=lambda tag: tag.binned_at is not None):
        if tag.name.casefold() == wanted.casefold():
            return transaction.put(replace(tag, binned_at=None))
    return transaction.add(Tag, name=wanted)


def set_tag(transaction: Transaction, *, tag_id: str, name: str | None = None, colour: str | None = None) -> Tag:
    """Gives a tag another name or colour; refused when another one has that name."""
    tag = transaction.get(Tag, tag_id)
    wanted = " ".join(name.split()) if name is not None else tag.name
    others = [one for one in transaction.find(Tag) if one.id != tag.id and one.binned_at is None]
    if not wanted or any(one.name.casefold() == wanted.casefold() for one in others):
        raise Refused(f"“{wanted}” is no name of its own for a tag. Choose another one.")
    return transaction.put(replace(tag, name=wanted, colour=tag.colour if colour is None else colour))


def rename_tag(transaction: Transaction, *, tag_id: str, name: str) -> Tag:
    """Gives a tag another name. One that another tag bears already, whatever its case, makes the two one: that one goes
    on all sources of both and into the kept searches of both, and this one to the bin. Refused without a name."""
    tag, wanted = transaction.get(Tag, tag_id), " ".join(name.split())
    if not wanted:
        raise Refused("A tag needs a name. Write one or two words.")
    kept = next((one for one in transaction.find(Tag) if one.id != tag.id and is_named(one, wanted)), None)
    if kept is None:
        return set_tag(transaction, tag_id=tag.id, name=wanted)
    sources = [one.source for one in transaction.find(Tagging, tag=tag.id) if one.binned_at is None]
    bin_tag(transaction, tag_id=tag.id)
    tag_sources(transaction, ids=sources, name=kept.name)
    search_by_other_tag(transaction, tag=tag.id, other=kept.id)
    return kept


def is_named(tag: Tag, name: str) -> bool:
    """Whether a tag that is not in the bin bears this name, case and spaces aside."""
    return tag.binned_at is None and tag.name.casefold() == " ".join(name.split()).casefold()


def bin_tag(transaction: Transaction, *, tag_id: str) -> Tag:
    """Lays a tag in the bin and takes it off every source."""
    for tagging in transaction.find(Tagging, tag=tag_id):
        if tagging.binned_at is None:
            transaction.put(replace(tagging, binned_at=transaction.now))
    return transaction.put(replace(transaction.get(Tag, tag_id), binned_at=transaction.now))


def change_tags(
    transaction: Transaction, *, ids: Collection[str], put_on: Collection[str] = (), take_off: Collection[str] = ()
) -> int:  # fmt: skip
    """Puts the tags of these names on sources and takes those of the ids off them, as one act; how many sources it was
    about. Refused as a whole when one of the sources is gone."""
    wanted = dict.fromkeys(ids)
    for name in put_on:
        tag_sources(transaction, ids=wanted, name=name)
    for tag_id in take_off:
        untag_sources(transaction, ids=wanted, tag_id=tag_id)
    return len(wanted)


def set_tags_of(transaction: Transaction, *, source_id: str, names: Collection[str]) -> tuple[str, ...]:
    """Lets exactly these tags be on a source; returns their names as the desk writes them."""
    wanted = {" ".join(name.split()).casefold(): name for name in names if name.strip()}
    known = {tag.id: tag for tag in transaction.find(Tag) if tag.binned_at is None}
    on = [known[one.tag] for one in transaction.find(Tagging, source=source_id) if one.binned_at is None]
    gone = [tag.id for tag in on if tag.name.casefold() not in wanted]
    there = {tag.name.casefold() for tag in on}
    change_tags(
        transaction, ids=[source_id], take_off=gone,
        put_on=[name for folded, name in wanted.items() if folded not in there],
    )  # fmt: skip
    return tuple(sorted(wanted.values(), key=str.casefold))


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag of the desk, and on how many of the sources asked about it lies."""

    tag: Tag
    count: int


def tags_in_use(queries: Queries, *, ids: Collection[str]) -> tuple[TagUse, ...]:
    """All tags of the desk by name, each with how many of these sources bear it."""
    counted = Counter(one.tag for one in queries.where(Tagging, source=tuple(ids)))
    tags = sorted(queries.where(Tag), key=lambda tag: (tag.name.casefold(), tag.id))
    return tuple(TagUse(tag, counted[tag.id]) for tag in tags)


def tags_of(queries: Queries, source_id: str) -> tuple[str, ...]:
    """The names of the tags on a source, in the order of the alphabet."""
    return tuple(use.tag.name for use in tags_in_use(queries, ids=[source_id]) if use.count)
