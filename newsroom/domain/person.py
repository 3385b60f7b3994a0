"""Members of the desk, and the people and organisations of its stories.

The names of protected people live in ``Identity`` and ``IdentityAlias`` alone: the database engine bars
every connection that builds an export from tables whose names begin with ``identity``.
"""

from dataclasses import dataclass
from typing import Literal

from newsroom.domain.record import IdentityId, OrganizationId, PersonId, Record

MemberRole = Literal["writer", "editor", "fact_checker", "standards", "lawyer"]
Capacity = Literal["spokesperson", "official", "expert", "witness", "subject", "other"]
IdentityAliasKind = Literal["name", "alias", "address", "file_name", "other"]


@dataclass(frozen=True, slots=True)
class Member(Record):
    """Whoever ``by``, ``author`` and ``actor`` point at; a source's Person is never a Member."""

    name: str
    initials: str = ""
    roles: tuple[str, ...] = ("writer",)


@dataclass(frozen=True, slots=True)
class Person(Record):
    """For a protected person ``name`` is empty and ``code_name`` stands everywhere in its place."""

    name: str
    pronouns: str = ""
    aliases: tuple[str, ...] = ()
    protected: bool = False
    code_name: str = ""


@dataclass(frozen=True, slots=True)
class Organization(Record):
    name: str
    aliases: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Role(Record):
    person: PersonId
    organization: OrganizationId | None
    title: str = ""
    capacity: Capacity = "other"
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Identity(Record):
    """The real name, contacts and notes of a protected person, behind the wall."""

    person: PersonId
    real_name: str
    contacts: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class IdentityAlias(Record):
    identity: IdentityId
    kind: IdentityAliasKind
    value: str
