"""Whose word an item of evidence is until a person says otherwise: by what the source is and, in our own interviews and
in messages, by the role of whoever speaks or writes there (domain.md section 5)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from newsroom.desk.people import Find
from newsroom.domain.claim import Authority, Claim, Evidence
from newsroom.domain.folding import fold
from newsroom.domain.partial_date import span_of
from newsroom.domain.person import Capacity, Person, Role
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Source
from newsroom.domain.source_types import default_authority, goes_by_role
from newsroom.storage.naming import rows_like
from newsroom.storage.transaction import Transaction
from newsroom.text.naming import Naming
from newsroom.text.outgoing_layers import folded

R = TypeVar("R", bound=Record)
_WORD = re.compile(r"[^\W_]+")
_STRICTEST_FIRST: tuple[Capacity, ...] = ("spokesperson", "subject", "official", "expert", "witness", "other")


def authority_of(
    transaction: Transaction, *, claim: Claim, source: Source | None, quote: Quote | None, day: str | None
) -> Authority:
    """Whose word it is by default; ``day`` is the partial date it was said on, for roles that have ended since."""
    if source is None:
        return "unknown"
    capacity = None
    if goes_by_role(source.type):
        speaker = quote.speaker if quote is not None and quote.speaker else speaker_of(transaction.find, source)
        roles = transaction.find(Role, person=speaker) if speaker else ()
        capacity = capacity_of(roles, day=day or transaction.today.isoformat())
    return default_authority(source.type, claim_kind=claim.kind, wording=claim.wording, capacity=capacity)


def capacity_of(roles: Sequence[Role], *, day: str) -> Capacity | None:
    """In what capacity somebody with these roles spoke on a day (a partial date); of several the one that lets the
    word count least. None where no role says so."""
    found = {role.capacity for role in roles if role.binned_at is None and _held_on(role, day)}
    return next((one for one in _STRICTEST_FIRST if one in found), None)


def follow_role(transaction: Transaction, *, person_id: str, quotes_alone: bool = False) -> int:
    """Lets the evidence that rests on what a person said follow a change of role, where whose word it is was guessed
    and nobody confirmed it yet. ``quotes_alone``: only what rests on a quote of theirs, for when that was said to be
    theirs just now. Returns how many items changed."""
    quotes = {quote.id: quote for quote in transaction.find(Quote, speaker=person_id)}
    person = transaction.get(Person, person_id)
    sources = [] if quotes_alone else [one.id for one in _sources_of(transaction, person)]
    copies = {one.id: one.source for one in _rows(transaction, Capture, "source", sources)}
    items = {
        item.id: item
        for field, ids in (("quote", quotes), ("source", sources), ("capture", copies))
        for item in _rows(transaction, Evidence, field, ids)
    }
    changed = 0
    for item in items.values():
        quote = quotes.get(item.quote or "")
        behind = item.source or copies.get(item.capture or "") or (quote.source if quote is not None else None)
        source = transaction.peek(Source, behind) if behind else None
        claim = transaction.peek(Claim, item.claim)
        if "authority" not in item.to_confirm or item.binned_at or source is None or claim is None:
            continue
        wanted = authority_of(transaction, claim=claim, source=source, quote=quote, day=item.as_of)
        if wanted != item.authority and goes_by_role(source.type):
            transaction.put(replace(item, authority=wanted))
            changed += 1
    return changed


def _held_on(role: Role, day: str) -> bool:
    asked, first, last = span_of(day), span_of(role.since), span_of(role.until)
    if asked is None:
        return True
    return (first is None or first[0] < asked[1]) and (last is None or asked[0] < last[1])


def speaker_of(find: Find, source: Source) -> str | None:
    """The id of whoever is interviewed, by the title or as the only speaker quoted from it, or of whoever wrote a
    message; None where that is not one known person."""
    quoted = {quote.speaker for quote in find(Quote, source=source.id) if quote.binned_at is None}
    if source.type == "interview_own" and len(quoted) == 1:
        return next(iter(quoted))
    words = _words_of(source)
    plain = fold(" ".join(words))
    people = [one for one in find(Person) if one.binned_at is None and _may_stand(one, plain)]
    named = [one.id for one in people if any(map(_naming(one).stands_in, words))]
    return named[0] if len(named) == 1 else None


def _sources_of(transaction: Transaction, person: Person) -> tuple[Source, ...]:
    """The interviews and messages that are a person's by their title or author."""
    naming = _naming(person)
    found = rows_like(transaction.connection, Source, needles=naming.needles, fields=("title", "authors"))
    return tuple(
        one
        for one in found
        if isinstance(one, Source) and goes_by_role(one.type) and any(map(naming.stands_in, _words_of(one)))
    )


def _words_of(source: Source) -> tuple[str, ...]:
    """Where whoever speaks there is named: our interviews are by us, so there it is the title."""
    return (source.title,) if source.type == "interview_own" else source.authors


def _naming(person: Person) -> Naming:
    return Naming(_names(person))


def _names(person: Person) -> list[str]:
    return [person.code_name] if person.protected else [person.name, *person.aliases]


def _may_stand(person: Person, plain: str) -> bool:
    """Whether the first word of one of their names is in folded words: looking for a name in full takes a hundred times
    as long, and a desk knows thousands of people."""
    every = [fold(one) for name in _names(person) for one in (name, folded(name))]
    return any(first is None or first.group() in plain for first in map(_WORD.search, every))


def _rows(transaction: Transaction, record_type: type[R], field: str, values: Iterable[str]) -> tuple[R, ...]:
    wanted = tuple(values)
    return transaction.find(record_type, **{field: wanted}) if wanted else ()
