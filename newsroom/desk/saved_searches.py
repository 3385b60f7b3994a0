"""Searches kept under a name: the words, and where they are looked for."""

from dataclasses import replace

from newsroom.domain.errors import Refused
from newsroom.domain.story import SavedSearch
from newsroom.storage.transaction import Transaction


def save_search(transaction: Transaction, *, name: str, query: str, scope: str = "") -> SavedSearch:
    """Keeps a search under a name, in place of one of the same name. Refused without a name."""
    plain = " ".join(name.split())
    if not plain:
        raise Refused("Give the search a name, so that you know it again.")
    for known in transaction.find(SavedSearch):
        if known.binned_at is None and known.name.casefold() == plain.casefold():
            return transaction.put(replace(known, name=plain, query=query, scope=scope))
    return transaction.add(SavedSearch, name=plain, query=query, scope=scope)


def forget_search(transaction: Transaction, *, search_id: str) -> SavedSearch:
    """Lays a kept search in the bin."""
    return transaction.put(replace(transaction.get(SavedSearch, search_id), binned_at=transaction.now))
