"""The people and organisations of the desk as they are listed, and one of them in full with where they are used. A
protected person has no name here, only the code name."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from newsroom.desk.people import called
from newsroom.desk.persons import role_words
from newsroom.desk.where_used import UseLine, WhereUsed, where_used
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.errors import Missing
from newsroom.domain.person import Identity, IdentityAlias, Organization, Person, Role
from newsroom.domain.quote import Quote
from newsroom.domain.source import Holding, Source
from newsroom.domain.terms import Terms
from newsroom.storage.queries import Queries
from newsroom.text.naming import Naming, parts_too

PEOPLE, ORGANISATIONS, BIN = range(3)
"""The lists somebody or something can stand in."""
_SHOWN = ("stories", "claims", "evidence", "uses", "quotes")


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """``about`` tells the roles held now, or the last one; ``others`` the other names, none of a protected person."""

    id: str
    label: str
    about: str
    others: tuple[str, ...]
    protected: bool


@dataclass(frozen=True, slots=True)
class ListedOrganization:
    """``people`` is how many have or had a role there."""

    id: str
    label: str
    others: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role, the name of the organisation it is at, and both in a line."""

    role: Role
    organization: str
    words: str


@dataclass(frozen=True, slots=True)
class WholePerson:
    """``sources`` are those their words were taken from and those they wrote or are interviewed in; a source line has
    the story of whose file it lies in, where there is one. ``requests`` asked them for comment."""

    person: Person
    label: str
    roles: tuple[RoleLine, ...]
    terms: Terms | None
    used: WhereUsed
    sources: tuple[UseLine, ...]
    requests: tuple[UseLine, ...]


@dataclass(frozen=True, slots=True)
class WholeOrganization:
    """``people`` have or had a role there: id, what they are called, the role in words."""

    organization: Organization
    people: tuple[tuple[str, str, str], ...]


def listed_people(queries: Queries, *, binned: bool = False) -> tuple[ListedPerson, ...]:
    """The people of the desk by what they are called, or those in the bin, the last laid there first."""
    people = queries.binned(Person) if binned else queries.where(Person)
    bodies = {one.id: one.name for one in queries.where(Organization)}
    roles: dict[str, list[Role]] = {}
    for role in queries.where(Role):
        roles.setdefault(role.person, []).append(role)
    found = [
        ListedPerson(
            one.id, called(one), _about(roles.get(one.id, ()), bodies), () if one.protected else one.aliases,
            one.protected,
        )
        for one in people
        if called(one)
    ]  # fmt: skip
    return tuple(found if binned else sorted(found, key=lambda one: one.label.casefold()))


def listed_organizations(queries: Queries, *, binned: bool = False) -> tuple[ListedOrganization, ...]:
    """The organisations of the desk by name, or those in the bin, the last laid there first."""
    bodies = queries.binned(Organization) if binned else queries.where(Organization)
    at: dict[str, set[str]] = {}
    for role in queries.where(Role):
        at.setdefault(role.organization or "", set()).add(role.person)
    found = [ListedOrganization(one.id, one.name, one.aliases, len(at.get(one.id, ()))) for one in bodies]
    return tuple(found if binned else sorted(found, key=lambda one: one.label.casefold()))


def part_of(queries: Queries, record_id: str) -> int:
    """In which of the lists a person or an organisation stands; ``Missing`` when it is neither."""
    found: list[tuple[int, Person | Organization]] = []
    with suppress(Missing):
        found.append((PEOPLE, queries.get(Person, record_id)))
    part, record = found[0] if found else (ORGANISATIONS, queries.get(Organization, record_id))
    return part if record.binned_at is None else BIN


def whole_person(queries: Queries, person_id: str) -> WholePerson:
    """One person in full, also one in the bin; ``Missing`` when there is none."""
    person = queries.get(Person, person_id)
    roles = queries.where(Role, person=person.id)
    bodies = _by_id(queries, (one.organization for one in roles))
    lines = [RoleLine(one, name := bodies.get(one.organization or "", ""), role_words(one, name)) for one in roles]
    terms = queries.where(Terms, record=person.id)
    asked = queries.where(CommentRequest, via_person=person.id)
    requests = tuple(UseLine("comment_request", one.id, one.story, f"asked as {one.asked_of}") for one in asked)
    used, sources = where_used(queries, "person", person.id), _sources(queries, person)
    if person.protected:
        hidden = _parts_of_name(queries, person)
        used = replace(used, **{kind: _hidden(getattr(used, kind), hidden, person) for kind in _SHOWN})
        sources, requests = _hidden(sources, hidden, person), _hidden(requests, hidden, person)
    return WholePerson(
        person, called(person), tuple(sorted(lines, key=_present_first, reverse=True)), terms[-1] if terms else None,
        used, sources, requests,
    )  # fmt: skip


def whole_organization(queries: Queries, organization_id: str) -> WholeOrganization:
    """One organisation with whoever has or had a role there; ``Missing`` when there is none."""
    body = queries.get(Organization, organization_id)
    roles = queries.where(Role, organization=body.id)
    people = {one.id: one for one in queries.where(Person, id=tuple({role.person for role in roles}))} if roles else {}
    ordered = sorted(roles, key=lambda one: _present_first(RoleLine(one, "", "")), reverse=True)
    return WholeOrganization(
        body,
        tuple((one.person, called(people[one.person]), role_words(one, "")) for one in ordered if one.person in people),
    )


def _parts_of_name(queries: Queries, person: Person) -> Naming:
    """Every name of a protected person and each part of it: beside the code name the surname alone would tell."""
    identities = queries.where(Identity, person=person.id)
    aliases = queries.where(IdentityAlias, identity=tuple(one.id for one in identities)) if identities else ()
    names = [*(one.real_name for one in identities), *(one.value for one in aliases if one.kind in ("name", "alias"))]
    return parts_too(names)


def _hidden(lines: Iterable[UseLine], naming: Naming, person: Person) -> tuple[UseLine, ...]:
    return tuple(replace(line, words=naming.replaced(line.words, by=person.code_name)) for line in lines)


def _sources(queries: Queries, person: Person) -> tuple[UseLine, ...]:
    quoted = dict.fromkeys(one.source for one in queries.where(Quote, speaker=person.id) if one.source)
    by_title = Naming([person.code_name] if person.protected else [person.name, *person.aliases])
    named = [one.id for one in queries.sources_saying(by_title.needles) if _is_theirs(one, by_title)]
    wanted = tuple(dict.fromkeys((*quoted, *named)))
    found = queries.where(Source, id=wanted) if wanted else ()
    held = {one.source: one.story for one in queries.where(Holding, source=wanted)} if wanted else {}
    return tuple(UseLine("source", one.id, held.get(one.id), one.title or one.publisher) for one in found)


def _is_theirs(source: Source, naming: Naming) -> bool:
    """Whether a person wrote it, or is whom we interviewed."""
    words = (*source.authors, source.title) if source.type == "interview_own" else source.authors
    return not source.proposed and any(map(naming.stands_in, words))


def _about(roles: Iterable[Role], bodies: dict[str, str]) -> str:
    ordered = sorted((RoleLine(one, "", "") for one in roles), key=_present_first, reverse=True)
    now = [line.role for line in ordered if line.role.until is None] or [line.role for line in ordered[:1]]
    words = (role_words(one, bodies.get(one.organization or "", "")) for one in now)
    return "; ".join(one for one in words if one)


def _present_first(line: RoleLine) -> tuple[bool, str, str]:
    return line.role.until is None, line.role.until or "", line.role.since or ""


def _by_id(queries: Queries, ids: Iterable[str | None]) -> dict[str, str]:
    wanted = tuple({one for one in ids if one is not None})
    return {one.id: one.name for one in queries.where(Organization, id=wanted)} if wanted else {}
