"""The people and organisations of the stories: names, other names, roles from when to when, and two that are one. What
a protected person is called is not touched here: it lives behind the wall."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from newsroom.desk.authority import follow_role
from newsroom.desk.people import called, written_name
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Dismissal
from newsroom.domain.errors import Refused
from newsroom.domain.partial_date import date_in_words, is_partial_date, span_of
from newsroom.domain.person import Organization, Person, Role
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.readiness_point import shown
from newsroom.domain.terms import Terms
from newsroom.domain.wording import CAPACITY_NAMES
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction

Named = TypeVar("Named", Person, Organization)
_PERSON_FIELDS = frozenset({"name", "pronouns", "aliases"})
_ORGANIZATION_FIELDS = frozenset({"name", "aliases", "url"})
_ROLE_FIELDS = frozenset({"organization", "title", "capacity", "since", "until"})


def add_person(transaction: Transaction, *, name: str, pronouns: str = "", aliases: tuple[str, ...] = ()) -> Person:
    """Somebody the desk does not know yet. Refused: no name, a name somebody on the desk bears already, and another
    name that is a protected one."""
    wanted = _plain(name)
    if written_name(transaction, wanted) != wanted:
        raise Refused("This person is on the desk already, under a code name.")
    _refuse_protected(transaction, aliases)
    known = _bearer(transaction, wanted)
    if known is not None:
        raise Refused(f"{called(known)} is on this desk already. Open that person, or write what tells the two apart.")
    return transaction.add(Person, name=wanted, pronouns=pronouns.strip(), aliases=_others(aliases, wanted))


def add_alias(transaction: Transaction, *, person_id: str, alias: str) -> Person:
    """One more name a person is known by. Refused: for a protected person, and a name somebody else bears, protected or
    not."""
    person = transaction.get(Person, person_id)
    wanted = _plain(alias)
    other = _bearer(transaction, wanted, but=person.id)
    if other is not None:
        raise Refused(f"{called(other)} bears that name. If both are one person, make them one.")
    return set_person_fields(transaction, person_id=person.id, fields={"aliases": (*person.aliases, wanted)})


def set_person_fields(transaction: Transaction, *, person_id: str, fields: Mapping[str, object]) -> Person:
    """Changes name, pronouns or other names; who speaks in a quotation of theirs is called by the new name. Refused: an
    empty name, the names of a protected person, and for somebody else a name that is a protected one."""
    _refuse_unknown(fields, _PERSON_FIELDS, "a person")
    person = transaction.get(Person, person_id)
    if person.protected and fields.keys() & {"name", "aliases"}:
        raise Refused(f"{person.code_name} is protected: names are kept on the sheet of protected people alone.")
    named = _named(person, fields)
    _refuse_protected(transaction, {named.name, *named.aliases} - {person.name, *person.aliases})
    changed = transaction.put(named)
    _call_by_name(transaction, changed, former={person.name, *changed.aliases})
    return changed


def set_organization_fields(
    transaction: Transaction, *, organization_id: str, fields: Mapping[str, object]
) -> Organization:  # fmt: skip
    """Changes name, other names or address of an organisation; refused without a name."""
    _refuse_unknown(fields, _ORGANIZATION_FIELDS, "an organisation")
    return transaction.put(_named(transaction.get(Organization, organization_id), fields))


def add_organization(transaction: Transaction, *, name: str) -> Organization:
    """An organisation the desk does not know yet. Refused: no name, and one another bears already."""
    wanted = _plain(name)
    for body in transaction.find(Organization):
        if body.binned_at is None and wanted.casefold() in {one.casefold() for one in (body.name, *body.aliases)}:
            raise Refused(f"{body.name} is on this desk already.")
    return transaction.add(Organization, name=wanted)


def organization_named(transaction: Transaction, *, name: str) -> Organization:
    """The organisation of that name or other name, made when the desk does not know it."""
    wanted = _plain(name)
    for body in transaction.find(Organization):
        if body.binned_at is None and wanted.casefold() in {one.casefold() for one in (body.name, *body.aliases)}:
            return body
    return transaction.add(Organization, name=wanted)


def give_role(
    transaction: Transaction, *, person_id: str, organization: str = "", fields: Mapping[str, object] | None = None
) -> Role:
    """A person at an organisation (or at none): ``title``, ``capacity``, ``since`` and ``until`` (partial dates). Whose
    word their evidence is follows, where that was a guess. Refused when it ends before it begins."""
    given = dict(fields or {})
    _refuse_unknown(given, _ROLE_FIELDS, "a role")
    person = transaction.get(Person, person_id)
    body = organization_named(transaction, name=organization).id if organization.strip() else None
    _refuse_wrong_dates(given.get("since"), given.get("until"))
    role = transaction.add(Role, **{"person": person.id, "organization": body, **given})
    follow_role(transaction, person_id=person.id)
    return role


def set_role_fields(
    transaction: Transaction, *, role_id: str, fields: Mapping[str, object], organization: str | None = None
) -> Role:
    """Changes a role; its end is a field as well. ``organization`` is the name of the one it is at, made when the desk
    does not know it, empty for none; None leaves it. Refused when it ends before it begins."""
    _refuse_unknown(fields, _ROLE_FIELDS, "a role")
    given = dict(fields)
    if organization is not None:
        body = organization_named(transaction, name=organization).id if organization.strip() else None
        given["organization"] = body
    role = replace(transaction.get(Role, role_id), **cast("dict[str, Any]", given))
    _refuse_wrong_dates(role.since, role.until)
    changed = transaction.put(role)
    follow_role(transaction, person_id=changed.person)
    return changed


def bin_role(transaction: Transaction, *, role_id: str) -> Role:
    """Lays a role in the bin."""
    role = transaction.put(replace(transaction.get(Role, role_id), binned_at=transaction.now))
    follow_role(transaction, person_id=role.person)
    return role


def merge_people(transaction: Transaction, *, keep: str, drop: str) -> Person:
    """Two that are one person: quotes, roles, requests and terms go to ``keep``, the other's name becomes one of its
    other names. Refused when one of them is protected: their names must not meet outside the wall."""
    kept, gone = transaction.get(Person, keep), transaction.get(Person, drop)
    if kept.id == gone.id:
        raise Refused("That is one person already. Choose two.")
    if kept.protected or gone.protected:
        raise Refused("A protected person is not put together with another one: their names must not meet.")
    for quote in transaction.find(Quote, speaker=gone.id):
        transaction.put(replace(quote, speaker=kept.id))
    for request in transaction.find(CommentRequest, via_person=gone.id):
        transaction.put(replace(request, via_person=kept.id))
    for record in (*transaction.find(Terms, record=gone.id), *transaction.find(Dismissal, record=gone.id)):
        transaction.put(replace(record, record=kept.id))
    same = {_as_told(role) for role in transaction.find(Role, person=kept.id) if role.binned_at is None}
    for role in transaction.find(Role, person=gone.id):
        again = role.binned_at is None and _as_told(role) in same
        transaction.put(replace(role, person=kept.id, binned_at=transaction.now if again else role.binned_at))
    transaction.put(replace(gone, binned_at=transaction.now))
    merged = transaction.put(replace(_with_names_of(kept, gone), pronouns=kept.pronouns or gone.pronouns))
    _call_by_name(transaction, merged, former={*merged.aliases})
    follow_role(transaction, person_id=merged.id)
    return merged


def merge_organizations(transaction: Transaction, *, keep: str, drop: str) -> Organization:
    """Two that are one organisation: the roles at it go to ``keep``, the other's name becomes one of its other
    names."""
    kept, gone = transaction.get(Organization, keep), transaction.get(Organization, drop)
    if kept.id == gone.id:
        raise Refused("That is one organisation already. Choose two.")
    for role in transaction.find(Role, organization=gone.id):
        transaction.put(replace(role, organization=kept.id))
    transaction.put(replace(gone, binned_at=transaction.now))
    return transaction.put(replace(_with_names_of(kept, gone), url=kept.url or gone.url))


def bin_person(transaction: Transaction, *, person_id: str) -> Person:
    """Lays a person in the bin, with their roles. Refused while a quote of theirs is kept, or they were asked."""
    person = transaction.get(Person, person_id)
    for quote in transaction.find(Quote, speaker=person.id):
        if quote.binned_at is None:
            raise Refused(f"{called(person)} said {shown(quote.verbatim)}. Give the quote another speaker first.")
    if any(one.binned_at is None for one in transaction.find(CommentRequest, via_person=person.id)):
        raise Refused(f"{called(person)} was asked for comment. Change the request first.")
    for role in transaction.find(Role, person=person.id):
        if role.binned_at is None:
            transaction.put(replace(role, binned_at=transaction.now))
    return transaction.put(replace(person, binned_at=transaction.now))


def take_person_out(transaction: Transaction, *, person_id: str) -> Person:
    """Takes a person out of the bin, with the roles laid there together with them. Refused when somebody on the desk
    bears the name: the two were made one."""
    person = transaction.get(Person, person_id)
    other = _bearer(transaction, called(person), but=person.id)
    if other is not None:
        raise Refused(f"{called(other)} bears the name {called(person)} too. Take it off there first.")
    for role in transaction.find(Role, person=person.id):
        if role.binned_at is not None and role.binned_at == person.binned_at:
            transaction.put(replace(role, binned_at=None))
    return transaction.put(replace(person, binned_at=None))


def bin_organization(transaction: Transaction, *, organization_id: str) -> Organization:
    """Lays an organisation in the bin. Refused while somebody has a role there."""
    body = transaction.get(Organization, organization_id)
    for role in transaction.find(Role, organization=body.id):
        if role.binned_at is None:
            who = called(transaction.get(Person, role.person))
            raise Refused(f"{who} has a role at {body.name}. Take that role away first.")
    return transaction.put(replace(body, binned_at=transaction.now))


def take_organization_out(transaction: Transaction, *, organization_id: str) -> Organization:
    """Takes an organisation out of the bin. Refused when another one bears the name."""
    body = transaction.get(Organization, organization_id)
    for other in transaction.find(Organization):
        names = {one.casefold() for one in (other.name, *other.aliases)}
        if other.id != body.id and other.binned_at is None and body.name.casefold() in names:
            raise Refused(f"{other.name} bears the name {body.name} too. Take it off there first.")
    return transaction.put(replace(body, binned_at=None))


def role_lines(queries: Queries, person_id: str) -> tuple[str, ...]:
    """Each role of a person in a line, the present ones first: ``Harbour master (official), Harbour Board, since
    2020``."""
    roles = queries.where(Role, person=person_id)
    wanted = tuple(role.organization for role in roles if role.organization is not None)
    bodies = {one.id: one.name for one in queries.where(Organization, id=wanted)} if wanted else {}
    ordered = sorted(roles, key=lambda role: (role.until is None, role.until or "", role.since or ""), reverse=True)
    return tuple(role_words(role, bodies.get(role.organization or "", "")) for role in ordered)


def role_words(role: Role, organization: str) -> str:
    """One role in a line; ``organization`` is the name of the one it is at, empty for none."""
    capacity = CAPACITY_NAMES[role.capacity] if role.capacity != "other" else ""
    what = f"{role.title} ({capacity})" if role.title and capacity else role.title or capacity
    since, until = (date_in_words(one) if one else "" for one in (role.since, role.until))
    when = (
        f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}" if until else ""
    )
    return ", ".join(part for part in (what, organization, when) if part)


def _named(record: Named, fields: Mapping[str, object]) -> Named:
    changed = replace(record, **cast("dict[str, Any]", dict(fields)))
    hidden = isinstance(changed, Person) and changed.protected
    name = "" if hidden else _plain(changed.name)
    return replace(changed, name=name, aliases=_others(changed.aliases, name))


def _others(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    found = dict.fromkeys(" ".join(one.split()) for one in names)
    return tuple(one for one in found if one and one != name)


def _refuse_protected(transaction: Transaction, names: Iterable[str]) -> None:
    if any(name.strip() and written_name(transaction, name) != " ".join(name.split()) for name in names):
        raise Refused("Somebody on this desk bears that name, under a code name. It may stand in no list.")


def _bearer(transaction: Transaction, name: str, *, but: str = "") -> Person | None:
    """Who on the desk bears a name, as the name, the code name or another one."""
    for person in transaction.find(Person):
        names = {one.casefold() for one in (person.name, person.code_name, *person.aliases) if one}
        if person.id != but and person.binned_at is None and name.casefold() in names:
            return person
    return None


def _call_by_name(transaction: Transaction, person: Person, *, former: set[str]) -> None:
    """Quotations of a person told under another of their names are told under the name; no word of a text changes."""
    if person.protected:
        return
    for quote in transaction.find(Quote, speaker=person.id):
        for use in transaction.find(QuoteUse, quote=quote.id):
            if use.speaker_name in former and use.speaker_name != person.name:
                transaction.put(replace(use, speaker_name=person.name))


def _with_names_of(kept: Named, gone: Named) -> Named:
    others = dict.fromkeys((*kept.aliases, gone.name, *gone.aliases))
    return replace(kept, aliases=tuple(one for one in others if one and one.casefold() != kept.name.casefold()))


def _plain(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("Without a name nobody finds it again. Write one.")
    return wanted


def _as_told(role: Role) -> tuple[object, ...]:
    return role.organization, role.title, role.capacity, role.since, role.until


def _refuse_unknown(fields: Mapping[str, object], known: frozenset[str], what: str) -> None:
    unknown = set(fields) - known
    if unknown:
        raise ValueError(f"{what} has no field {sorted(unknown)[0]!r} that can be set")


def _refuse_wrong_dates(since: object, until: object) -> None:
    for date in (since, until):
        if date is not None and not (isinstance(date, str) and is_partial_date(date)):
            raise Refused(f"'{date}' is no date. Write 2025, 2025-07 or 2025-07-14.")
    first, last = span_of(cast("str | None", since)), span_of(cast("str | None", until))
    if first is not None and last is not None and last[1] <= first[0]:
        raise Refused(f"It would end ({until}) before it begins ({since}). Turn the dates round.")
