"""Tags on sources."""

from collections.abc import Collection
from dataclasses import replace

from newsroom.domain.errors import Refused
from newsroom.domain.source import Source
from newsroom.domain.story import Tag, Tagging
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
    off = [one for one in transaction.find(Tagging, tag=tag_id) if one.source in set(ids) and one.binned_at is None]
    for tagging in off:
        transaction.put(replace(tagging, binned_at=transaction.now))
    return len(off)


def tag_named(transaction: Transaction, *, name: str) -> Tag:
    """The tag of that name whatever its case, made when the desk does not know it. Refused without a name."""
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("A tag needs a name. Write one or two words.")
    for tag in transaction.find(Tag):
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


def bin_tag(transaction: Transaction, *, tag_id: str) -> Tag:
    """Lays a tag in the bin and takes it off every source."""
    for tagging in transaction.find(Tagging, tag=tag_id):
        if tagging.binned_at is None:
            transaction.put(replace(tagging, binned_at=transaction.now))
    return transaction.put(replace(transaction.get(Tag, tag_id), binned_at=transaction.now))
