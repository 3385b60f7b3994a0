"""Purge: a source, a person or a whole story is taken out of the desk for good, with all that hangs on it alone.

Not an act to undo: whoever keeps undo steps drops them. ``purge_source`` (``_person``, ``_story``) is run as an
operation, then ``finish_purge`` squeezes the file and tells which backups still hold what was purged.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from newsroom.desk.people import Find, called, naming_of
from newsroom.domain.claim import Evidence
from newsroom.domain.draft import Dismissal
from newsroom.domain.errors import Damaged, Missing
from newsroom.domain.ids import short_id
from newsroom.domain.kinds import kind_of
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Holding, OriginalFile, Source
from newsroom.domain.story import LogEntry, Story
from newsroom.domain.terms import Terms
from newsroom.storage.archive import Archive
from newsroom.storage.manifest import Backup
from newsroom.storage.naming import blank_log_saying
from newsroom.storage.purge import (
    backups_holding,
    blank_log,
    erase,
    links_to,
    naming,
    remove_unnamed,
    rescues_holding,
    squeeze,
    squeeze_index,
)
from newsroom.storage.transaction import Transaction
from newsroom.text.naming import Naming

Doomed = dict[type[Record], set[str]]

RESTS_ON: Mapping[type[Record], tuple[str, ...]] = {
    Evidence: ("source", "quote", "capture"),
    Quote: ("source", "capture", "translation_of"),
}
"""What a record may rest on, one or more of them filled: it goes when all it rests on goes."""
BLANKED_WHEN_LOOSE: Mapping[type[Record], Mapping[str, object]] = {
    QuoteUse: {"attribution_text": "", "speaker_name": "", "outlet": "", "fidelity": "not_compared", "detail": ""},
}
"""Fields computed from what was purged, in records that stay."""
_TAKES_IN = frozenset({"aliases", "protected"})
"""Fields of a person that change when another record of them is laid in the bin."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What went: how many of each kind, the hashes of kept files, and the stories that used it, whose own words may
    still repeat it."""

    kind: str
    record: str
    counts: tuple[tuple[str, int], ...]
    files: tuple[str, ...]
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """``backups`` and ``rescues`` still hold what was purged; ``storage.purge.purge_copies`` deletes them."""

    purged: Purged
    files_removed: tuple[str, ...]
    backups: tuple[Backup, ...]
    rescues: tuple[Path, ...]


def purge_source(transaction: Transaction, *, source_id: str) -> Purged:
    """Removes a source with its captures, the quotes and evidence that rest on it alone, its holdings, notices,
    derivations and terms, and blanks the log of all these. Quotes that rest on another source too stay and lose the
    link; places where a purged quote is used stay in the story as places without a quote."""
    return _purge(transaction, Source, source_id, _grown(transaction, {Source: {source_id}}))


def purge_story(transaction: Transaction, *, story_id: str) -> Purged:
    """Removes a story with its words, kept versions, marks, claims and their evidence, and all else that is its own;
    also what an import only proposed and no other story has. Sources with a capture stay."""
    doomed = _grown(transaction, {Story: {story_id}})
    doomed = _grown(transaction, _with_orphans(transaction, doomed))
    return _purge(transaction, Story, story_id, doomed)


def purge_person(transaction: Transaction, *, person_id: str) -> Purged:
    """Removes a person with all that is known of them: identity, other names, roles, terms, and whoever was made one
    with them. Quotes and requests stay and lose the person; what was written beside a quotation of who speaks is
    emptied, and what the log says of the name is blanked, whatever it is about."""
    doomed = {person_id, *same_person(transaction, person_id)}
    quotes = naming(transaction, Quote, field="speaker", values=doomed, wanted=("id",))
    rows = naming(transaction, QuoteUse, field="quote", values={row[0] for row in quotes}, wanted=("id", "story"))
    blank_log(transaction, record_ids=[*(use for use, _ in rows), *(row[0] for row in quotes)])
    named = all_names(transaction, person_id)
    blank_log_saying(transaction, needles=named.needles, says=named.stands_in)
    for use, _ in rows:
        transaction.put(replace(transaction.get(QuoteUse, use), speaker_name="", attribution_text=""))
    purged = _purge(transaction, Person, person_id, _grown(transaction, {Person: doomed}))
    return replace(purged, stories=tuple(sorted({story for _, story in rows})))


def same_person(transaction: Transaction, person_id: str) -> tuple[str, ...]:
    """The ids of ``those_made_one`` with a person; none where the rows cannot be read."""
    with suppress(Damaged, Missing):
        person = transaction.get(Person, person_id)
        return tuple(one.id for one in those_made_one(transaction.find, person))
    return ()


def those_made_one(find: Find, person: Person) -> tuple[Person, ...]:
    """Those in the bin who were made one with a person, or with one of these: they bear one of the names, and by the
    log they went there in the very act in which the other took their names in or was protected. Somebody else of the
    same name in the bin is another person."""
    known = {one.casefold() for one in (person.name, person.code_name, *person.aliases) if one}
    binned = [one for one in find(Person) if one.binned_at is not None and called(one).casefold() in known]
    found: dict[str, Person] = {}
    grown = [person]
    while grown:
        kept = grown.pop()
        acts = {entry.at for entry in find(LogEntry, record=kept.id) if entry.field in _TAKES_IN}
        joined = [one for one in binned if one.binned_at in acts and one.id not in (person.id, *found)]
        found |= {one.id: one for one in joined}
        grown += joined
    return tuple(found.values())


def all_names(transaction: Transaction, person_id: str) -> Naming:
    """Every name of a person, those behind the wall too; the code name is none."""
    with suppress(Damaged, Missing):
        person = transaction.get(Person, person_id)
        return naming_of(transaction, person_id) if person.protected else Naming([person.name, *person.aliases])
    return Naming(())


def finish_purge(archive: Archive, *, purged: Purged) -> PurgeReport:
    """After the commit: the file is written anew without the old bytes, kept files nobody names are unlinked. Safe to
    run again when it was cut short."""
    squeeze(archive)
    removed = remove_unnamed(archive, hashes=purged.files)
    return PurgeReport(
        purged,
        removed,
        backups_holding(archive.places.backups, kind=purged.kind, record=purged.record),
        rescues_holding(archive, kind=purged.kind, record=purged.record),
    )


def _purge(transaction: Transaction, record_type: type[Record], record_id: str, doomed: Doomed) -> Purged:
    if not naming(transaction, record_type, field="id", values=(record_id,), wanted=("id",)):
        raise Missing(f"The {kind_of(record_type)} {short_id(record_id)} is not on this desk, so it cannot be purged.")
    stories = _stories_of(transaction, doomed)
    files = _add_files(transaction, doomed)
    _add_remarks(transaction, doomed)
    loose = _loosened(transaction, doomed)
    told_of_it = {record for kind, record in loose if kind in BLANKED_WHEN_LOOSE}
    blank_log(transaction, record_ids={*_all_ids(doomed), *told_of_it})
    for (kind, record), fields in loose.items():
        transaction.put(replace(transaction.get(kind, record), **cast("dict[str, Any]", fields)))
    for kind, ids in doomed.items():
        erase(transaction, kind, record_ids=ids)
    squeeze_index(transaction)
    counts = tuple(sorted((kind_of(kind), len(ids)) for kind, ids in doomed.items() if ids))
    return Purged(kind_of(record_type), record_id, counts, files, tuple(sorted(stories - doomed.get(Story, set()))))


def _grown(transaction: Transaction, doomed: Doomed) -> Doomed:
    """``doomed`` with every record that cannot be without one of them."""
    grown: Doomed = {kind: set(ids) for kind, ids in doomed.items()}
    before = -1
    while before != (before := sum(len(ids) for ids in grown.values())):
        for kind in tuple(grown):
            for link in links_to(kind):
                group = RESTS_ON.get(link.child, ())
                if link.optional and link.field not in group:
                    continue
                rows = naming(
                    transaction, link.child, field=link.field, values=grown[kind], wanted=("id", link.field, *group)
                )
                falling = {row[0] for row in rows if not link.optional or _falls(grown, group, row[2:])}
                grown.setdefault(link.child, set()).update(falling)
    return grown


def _falls(doomed: Doomed, group: tuple[str, ...], rests_on: tuple[Any, ...]) -> bool:
    """Whether nothing is left for a record to rest on."""
    parents: dict[str, type[Record]] = {"source": Source, "quote": Quote, "capture": Capture, "translation_of": Quote}
    pairs = zip(group, rests_on, strict=True)
    return all(target is None or target in doomed.get(parents[field], ()) for field, target in pairs)


def _with_orphans(transaction: Transaction, doomed: Doomed) -> Doomed:
    """Adds proposed quotes nobody captured that only a doomed story uses, and proposed sources only it holds: the
    traces of an import of its text."""
    uses = naming(transaction, QuoteUse, field="id", values=doomed.get(QuoteUse, ()), wanted=("quote",))
    evidence = naming(transaction, Evidence, field="id", values=doomed.get(Evidence, ()), wanted=("quote",))
    quotes = {row[0] for row in (*uses, *evidence) if row[0] is not None}
    for kind in (QuoteUse, Evidence):
        users = naming(transaction, kind, field="quote", values=quotes, wanted=("id", "quote"))
        quotes -= {quote for user, quote in users if user not in doomed.get(kind, ())}
    rows = naming(transaction, Quote, field="id", values=quotes, wanted=("id", "capture", "source", "proposed"))
    uncaptured = {row[0] for row in rows if row[1] is None and (row[2] is None or row[3])}
    held = naming(transaction, Holding, field="id", values=doomed.get(Holding, ()), wanted=("source",))
    sources = {row[0] for row in held}
    elsewhere = naming(transaction, Holding, field="source", values=sources, wanted=("id", "source"))
    sources -= {source for holding, source in elsewhere if holding not in doomed.get(Holding, ())}
    rows = naming(transaction, Source, field="id", values=sources, wanted=("id", "proposed"))
    captured = {row[0] for row in naming(transaction, Capture, field="source", values=sources, wanted=("source",))}
    proposed = {source for source, is_proposed in rows if is_proposed} - captured
    return {**doomed, Quote: doomed.get(Quote, set()) | uncaptured, Source: doomed.get(Source, set()) | proposed}


def _add_files(transaction: Transaction, doomed: Doomed) -> tuple[str, ...]:
    """Dooms the file records that only doomed records name; returns the hashes of their bytes."""
    named: set[str] = set()
    kept: set[str] = set()
    for link in links_to(OriginalFile):
        gone = doomed.get(link.child, set())
        rows = naming(transaction, link.child, field="id", values=gone, wanted=(link.field,))
        named |= {row[0] for row in rows if row[0] is not None}
    for link in links_to(OriginalFile):
        users = naming(transaction, link.child, field=link.field, values=named, wanted=("id", link.field))
        kept |= {file for user, file in users if user not in doomed.get(link.child, ())}
    doomed.setdefault(OriginalFile, set()).update(named - kept)
    rows = naming(transaction, OriginalFile, field="id", values=named - kept, wanted=("sha256",))
    return tuple(sorted({row[0] for row in rows}))


def _add_remarks(transaction: Transaction, doomed: Doomed) -> None:
    """Terms and answered findings name any kind of record by its id alone."""
    ids = set(_all_ids(doomed))
    for kind in (Terms, Dismissal):
        rows = naming(transaction, kind, field="record", values=ids, wanted=("id",))
        doomed.setdefault(kind, set()).update(row[0] for row in rows)


def _loosened(transaction: Transaction, doomed: Doomed) -> dict[tuple[type[Record], str], dict[str, object]]:
    """The records that stay but name a doomed one, each with the fields to be emptied."""
    loose: dict[tuple[type[Record], str], dict[str, object]] = {}
    for kind, ids in tuple(doomed.items()):
        for link in links_to(kind):
            rows = naming(transaction, link.child, field=link.field, values=ids, wanted=("id",))
            for (record,) in rows:
                if record not in doomed.get(link.child, ()):
                    fields = loose.setdefault((link.child, record), dict(BLANKED_WHEN_LOOSE.get(link.child, {})))
                    fields[link.field] = None
    return loose


def _stories_of(transaction: Transaction, doomed: Doomed) -> set[str]:
    """The stories that used a doomed quote or held a doomed source."""
    held = naming(transaction, Holding, field="id", values=doomed.get(Holding, ()), wanted=("story",))
    used = naming(transaction, QuoteUse, field="quote", values=doomed.get(Quote, ()), wanted=("story",))
    return {row[0] for row in (*held, *used)}


def _all_ids(doomed: Doomed) -> Iterable[str]:
    return (record for ids in doomed.values() for record in ids)
