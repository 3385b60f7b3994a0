"""Searches kept under a name: the words, and where they are looked for."""

import json
from dataclasses import replace
from typing import cast

from newsroom.domain.errors import Refused
from newsroom.domain.story import SavedSearch
from newsroom.storage.transaction import Transaction


def save_search(transaction: Transaction, *, name: str, query: str, scope: str = "") -> SavedSearch:
    """Keeps a search under a name, in place of one of the same name made in the same window. Refused without a name."""
    plain = " ".join(name.split())
    if not plain:
        raise Refused("Give the search a name, so that you know it again.")
    for known in transaction.find(SavedSearch):
        is_there = known.binned_at is None and window_of(known.scope) == window_of(scope)
        if is_there and known.name.casefold() == plain.casefold():
            return transaction.put(replace(known, name=plain, query=query, scope=scope))
    return transaction.add(SavedSearch, name=plain, query=query, scope=scope)


def forget_search(transaction: Transaction, *, search_id: str) -> SavedSearch:
    """Lays a kept search in the bin."""
    return transaction.put(replace(transaction.get(SavedSearch, search_id), binned_at=transaction.now))


def search_by_other_tag(transaction: Transaction, *, tag: str, other: str) -> None:
    """Lets the kept searches for sources with one tag look for those with another, where two tags became one."""
    for search in transaction.find(SavedSearch):
        told = told_by(search.scope)
        if told.get("tag") == tag:
            transaction.put(replace(search, scope=json.dumps({**told, "tag": other})))


def told_by(scope: str) -> dict[str, object]:
    """What a scope says, part by part; nothing where it cannot be read."""
    try:
        told: object = json.loads(scope or "{}")
    except ValueError:
        return {}
    return cast("dict[str, object]", told) if isinstance(told, dict) else {}


def window_of(scope: str) -> str:
    """In which window a search was made: ``register`` where it does not say."""
    return str(told_by(scope).get("window") or "register")
