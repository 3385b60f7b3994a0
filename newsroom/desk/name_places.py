"""Where a protected name still stands on the desk: in words that are never changed, and in the backups made before."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.desk.protecting import NEVER_CHANGED, Alias, fields_of_ours
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Anchor, Dismissal, Draft, Revision
from newsroom.domain.errors import Missing
from newsroom.domain.ids import short_id
from newsroom.domain.kinds import kind_of
from newsroom.domain.person import Identity, IdentityAlias, Person, Role
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.readiness_point import shown
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Holding, OriginalFile, Source
from newsroom.domain.story import Asset, LogEntry, PostPublication, Publication, Receipt, SavedSearch, Story
from newsroom.domain.terms import Terms
from newsroom.domain.wording import plain
from newsroom.storage.archive import Archive
from newsroom.storage.manifest import Backup
from newsroom.storage.naming import backups_saying, every_row_like
from newsroom.storage.purge import purge_copies
from newsroom.storage.row_reading import read_where
from newsroom.text.naming import Naming, parts_too

_OF_STORY: dict[type[Record], str] = {
    Story: "headline or another field", Draft: "text", Revision: "kept versions", Anchor: "marks of places in the text",
    Asset: "caption or credit of a picture", PostPublication: "what readers were told", Publication: "an address",
    Receipt: "the file name of an export already made", Evidence: "an excerpt from evidence",
}  # fmt: skip
_OF_ANY: dict[type[Record], str] = {
    OriginalFile: "the name of a kept file", CommentRequest: "a request for comment", Claim: "a claim",
    Dismissal: "why a point was dismissed", SavedSearch: "a kept search", Role: "the role of somebody else",
    Terms: "what was agreed with somebody else", QuoteUse: "the line about another quotation",
    Holding: "why a source lies in a file",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Words that were not changed and say the name: which record, and a line for people that does not say it."""

    kind: str
    record: str
    story: str | None
    words: str


@dataclass(frozen=True, slots=True)
class WhereNamed:
    """``places`` of the desk, and the ``backups`` in which the name stands openly as it stood before. Every backup
    holds the words that were not changed, and the table of the names."""

    places: tuple[NamePlace, ...]
    backups: tuple[Backup, ...]


@dataclass(frozen=True, slots=True)
class KnownIdentity:
    """What was entered of a protected person, for the one sheet that shows it."""

    real_name: str
    aliases: tuple[Alias, ...]
    contacts: str

    @property
    def every_part(self) -> Naming:
        """The names with each part of them, for lines in which the code name takes their place."""
        named = [one.value for one in self.aliases if one.kind in ("name", "alias")]
        return parts_too([self.real_name, *named], whole=[one.value for one in self.aliases])


def read_identity(archive: Archive, *, person_id: str) -> KnownIdentity:
    """What lies behind the wall about a person; nothing where nothing was entered."""
    with archive.read() as connection:
        identities = read_where(connection, Identity, {"person": person_id})
        if not identities:
            return KnownIdentity("", (), "")
        identity = identities[-1]
        aliases = read_where(connection, IdentityAlias, {"identity": identity.id})
    return KnownIdentity(
        identity.real_name, tuple(Alias(alias.value, alias.kind) for alias in aliases), identity.contacts
    )  # fmt: skip


def where_named(archive: Archive, *, person_id: str) -> WhereNamed:
    """Where the names of a protected person still stand. May take long on a large desk; refused with ``Missing`` for a
    person who is not here."""
    with archive.read() as connection:
        people = read_where(connection, Person, {"id": person_id, "protected": True})
    if not people:
        raise Missing(f"There is no protected person {short_id(person_id)} on this desk.")
    known = read_identity(archive, person_id=person_id)
    naming = Naming([known.real_name, *(alias.value for alias in known.aliases)])
    if not naming.needles:
        return WhereNamed((), ())
    fields = {kind: tuple(sorted(kept)) for kind, kept in NEVER_CHANGED.items()}
    with archive.read() as connection:
        found = [
            record
            for record in every_row_like(connection, needles=naming.needles, fields=fields)
            if any(naming.stands_in(getattr(record, name) or "") for name in fields[type(record)])
        ]
        stories, sources = read_where(connection, Story, {}), read_where(connection, Source, {})
    told = PlaceTeller(stories, sources, naming=naming, hidden=known.every_part, code=people[0].code_name)
    return WhereNamed(told.places(found), _older_backups(archive, naming))


def delete_older_backups(archive: Archive, *, found: WhereNamed) -> Backup:
    """Makes a fresh backup, and only when that is verified deletes those in which the name stands as it stood before.
    Returns the fresh one. Nothing brings the deleted ones back."""
    return purge_copies(archive, backups=found.backups)


def _older_backups(archive: Archive, naming: Naming) -> tuple[Backup, ...]:
    fields = {**fields_of_ours(), Person: ("name", "aliases"), LogEntry: ("before", "after", "reason")}
    return backups_saying(archive, needles=naming.needles, says=naming.stands_in, fields=fields)


class PlaceTeller:
    """Words the places where one of the names of ``naming`` stands; where there is a code name, it takes the place of
    ``hidden`` in titles."""

    def __init__(
        self, stories: Sequence[Story], sources: Sequence[Source], *, naming: Naming, hidden: Naming, code: str
    ) -> None:
        self._stories = {one.id: one.headline or one.slug for one in stories}
        self._sources = {one.id: one.title for one in sources}
        self._naming = naming
        self._parts = hidden
        self._code = code

    def places(self, records: Sequence[Record]) -> tuple[NamePlace, ...]:
        """One line for each thing a person would go and look at."""
        lines: dict[tuple[str, str], NamePlace] = {}
        for record in records:
            place = self._place(record)
            lines.setdefault((place.words, place.story or ""), place)
        return tuple(lines.values())

    def _place(self, record: Record) -> NamePlace:
        kind = type(record).__name__.lower()
        if isinstance(record, Capture):
            return NamePlace(kind, record.id, None, f"Saved copy of {self._shown(self._sources, record.source)}")
        if isinstance(record, Source):
            words = (record.title, record.publisher, record.description, *record.authors)
            part = "Words about" if any(map(self._naming.stands_in, words)) else "Address of"
            return NamePlace(kind, record.id, None, f"{part} the source {self._shown(self._sources, record.id)}")
        if isinstance(record, Quote):
            return NamePlace(kind, record.id, None, f"Words as they were said: {shown(self._hidden(record.verbatim))}")
        story = record.id if isinstance(record, Story) else getattr(record, "story", None)
        what = _OF_STORY.get(type(record)) or _OF_ANY.get(type(record)) or f"a {plain(kind_of(type(record)))}"
        if story is None:
            return NamePlace(kind, record.id, None, f"{what[0].upper()}{what[1:]}")
        return NamePlace(kind, record.id, story, f"{self._shown(self._stories, story)}: {what}")

    def _shown(self, names: dict[str, str], record_id: str) -> str:
        return shown(self._hidden(names.get(record_id, "a record")))

    def _hidden(self, words: str) -> str:
        return self._parts.replaced(words, by=self._code) if self._code else words
