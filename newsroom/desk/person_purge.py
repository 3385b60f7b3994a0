"""What purging a person takes and what it leaves, told before it is done; and the purge to its end, backups too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from newsroom.desk.name_places import NamePlace, PlaceTeller, read_identity
from newsroom.desk.people import called
from newsroom.desk.protecting import LEFT_ALONE
from newsroom.desk.purge import PurgeReport, those_made_one
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.errors import Missing
from newsroom.domain.ids import short_id
from newsroom.domain.kinds import RECORD_TYPES
from newsroom.domain.person import Person, Role
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Source
from newsroom.domain.story import Story
from newsroom.domain.terms import Terms
from newsroom.storage.archive import Archive
from newsroom.storage.naming import every_row_like, word_fields
from newsroom.storage.purge import purge_copies
from newsroom.storage.row_reading import read_where
from newsroom.text.naming import Naming

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class BeforePurge:
    """``label`` is what the person is called; ``quotes`` and ``requests`` stay and lose the person; ``places`` go on
    saying a name, in words somebody wrote or captured, or in what is told of something else."""

    person_id: str
    label: str
    protected: bool
    roles: int
    quotes: int
    requests: int
    places: tuple[NamePlace, ...]
    made_one: tuple[str, ...] = ()
    """What those in the bin are called who were made one with the person and go along."""


def look_before_purge(archive: Archive, *, person_id: str) -> BeforePurge:
    """For a person, also one in the bin; may take long on a large desk. Refused with ``Missing`` for one who is not
    here."""
    known = read_identity(archive, person_id=person_id)
    with archive.read() as connection:

        def find(record_type: type[R], **where: object) -> tuple[R, ...]:
            return read_where(connection, record_type, where)

        people = read_where(connection, Person, {"id": person_id})
        if not people:
            raise Missing(f"There is no person {short_id(person_id)} on this desk.")
        person = people[0]
        hidden = (known.real_name, *(one.value for one in known.aliases))
        naming = Naming(hidden if person.protected else (person.name, *person.aliases))
        quotes = read_where(connection, Quote, {"speaker": person_id})
        roles = read_where(connection, Role, {"person": person_id})
        goes: list[Record] = [*roles, *read_where(connection, Terms, {"record": person_id})]
        if quotes:
            goes += read_where(connection, QuoteUse, {"quote": tuple(one.id for one in quotes)})
        fields = {kind: word_fields(kind) for kind in RECORD_TYPES if kind not in LEFT_ALONE}
        gone = {record.id for record in goes}
        found = [
            record
            for record in every_row_like(connection, needles=naming.needles, fields=fields)
            if record.id not in gone and _says(record, fields[type(record)], naming)
        ]
        requests = read_where(connection, CommentRequest, {"via_person": person_id})
        same = those_made_one(find, person)
        stories, sources = read_where(connection, Story, {}), read_where(connection, Source, {})
    told = PlaceTeller(stories, sources, naming=naming, hidden=known.every_part, code=person.code_name)
    return BeforePurge(
        person_id, called(person), person.protected, sum(one.binned_at is None for one in roles),
        sum(one.binned_at is None for one in quotes), len(requests), told.places(found), tuple(map(called, same)),
    )  # fmt: skip


def delete_copies(archive: Archive, *, report: PurgeReport) -> None:
    """Makes a fresh backup, and only when that is verified deletes the backups and rescued files that still hold whom
    was purged. Nothing brings them back."""
    purge_copies(archive, backups=report.backups, rescues=report.rescues)


def _says(record: Record, fields: Sequence[str], naming: Naming) -> bool:
    values: list[Any] = [getattr(record, name) for name in fields]
    return any(naming.stands_in(one if isinstance(one, str) else "\n".join(one)) for one in values if one)
