"""Notes typed here, of an interview or of what we saw ourselves: a source whose saved copy is what was typed. While
they are being written the copy grows; once finished, or once something rests on it, a change is a new version."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from newsroom.desk.people import add_protected_person, person_named, written_name
from newsroom.desk.sources import add_source, set_holding
from newsroom.desk.terms import agree_terms
from newsroom.domain.claim import Evidence
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.partial_date import date_in_words
from newsroom.domain.person import Member, Person
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture, Source, SourceType
from newsroom.domain.terms import TermsValue
from newsroom.storage.transaction import Transaction

NotesKind = Literal["interview", "code_name", "observation"]
"""An interview, one whose person stands everywhere under a code name, or what we saw ourselves."""

_TYPES: Mapping[NotesKind, SourceType] = {
    "interview": "interview_own", "code_name": "interview_own", "observation": "observation",
}  # fmt: skip
_STAMP = re.compile(r"^\[(\d{1,2}:\d{2})\]", re.MULTILINE)
_PARAGRAPH = re.compile(r"(?:\A|\n\s*\n)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """What is typed: of whom (a name, a code name, or what was seen), what was agreed, and the words."""

    kind: NotesKind
    who: str
    terms: TermsValue
    text: str


@dataclass(frozen=True, slots=True)
class KeptNotes:
    """Where notes lie, and what was made of them so far: the source, its copy, the person made for them, the title."""

    source: str
    capture: str
    person: str | None = None
    title: str = ""


def keep_notes(
    transaction: Transaction, *, story_id: str, notes: OwnNotes, known: KeptNotes | None = None
) -> KeptNotes:  # fmt: skip
    """Stores notes as they are now: as a new source in the story's file, else where they lie already. A name that is no
    fit code name stands in the title alone until it is mended: words that were typed are never refused for it."""
    if notes.kind != "observation":
        notes = replace(notes, who=written_name(transaction, notes.who))
    title = title_of(notes, day=transaction.today.isoformat())
    source = transaction.peek(Source, known.source) if known is not None else None
    if known is None or source is None:
        return _new(transaction, story_id, notes, title)
    if source.title == known.title and title != known.title:
        transaction.put(replace(source, title=title, type=_TYPES[notes.kind]))
    person = _person(transaction, notes, made=known.person)
    if notes.kind != "observation":
        agree_terms(transaction, record_id=source.id, value=notes.terms)
    copy = _store(transaction, source.id, notes.text, known.capture)
    return KeptNotes(source.id, copy.id, person, title if source.title == known.title else known.title)


def keep_more_notes(transaction: Transaction, *, known: KeptNotes, text: str) -> KeptNotes:
    """Stores notes that are gone on with: as a new version where those before are finished or something rests on
    them. ``Missing`` when the source is gone."""
    transaction.get(Source, known.source)
    return replace(known, capture=_store(transaction, known.source, text, known.capture).id)


def finish_notes(transaction: Transaction, *, capture_id: str) -> Capture:
    """Says that a copy is whole: nothing overwrites it from now on."""
    return transaction.put(replace(transaction.get(Capture, capture_id), evidentiary=True))


def title_of(notes: OwnNotes, *, day: str) -> str:
    """``Interview with Ottilie Renn``, ``What we saw, 5 March 2026: the pier``; ``day`` is an ISO date."""
    who = " ".join(notes.who.split())
    if notes.kind == "observation":
        seen = f"What we saw, {date_in_words(day)}"
        return f"{seen}: {who}" if who else seen
    return f"Interview with {who}" if who else f"Interview, {date_in_words(day)}"


def _new(transaction: Transaction, story_id: str, notes: OwnNotes, title: str) -> KeptNotes:
    member = transaction.peek(Member, transaction.actor)
    fields: dict[str, object] = {
        "type": _TYPES[notes.kind], "title": title, "published": transaction.today.isoformat(),
        "authors": (member.name,) if member is not None else (),
    }  # fmt: skip
    source = add_source(transaction, story_id=story_id, fields=fields, why="Notes typed here")
    set_holding(transaction, story_id=story_id, source_id=source.id, state="read")
    person = _person(transaction, notes, made=None)
    if notes.kind != "observation":
        agree_terms(transaction, record_id=source.id, value=notes.terms)
    copy = _store(transaction, source.id, notes.text, None)
    return KeptNotes(source.id, copy.id, person, title)


def _person(transaction: Transaction, notes: OwnNotes, *, made: str | None) -> str | None:
    """The person of an interview, known or made; one made for these notes follows the name while it is written."""
    who = " ".join(notes.who.split())
    if notes.kind == "observation" or not who:
        return made
    mine = transaction.peek(Person, made) if made else None
    if mine is not None and mine.protected == (notes.kind == "code_name"):
        named = replace(mine, code_name=who) if mine.protected else replace(mine, name=who)
        if not _others_of(transaction, who, but=mine.id):
            return transaction.put(named).id
    before = {person.id for person in transaction.find(Person)}
    try:
        if notes.kind == "code_name" and not _others_of(transaction, who, but=""):
            found = add_protected_person(transaction, code_name=who)
        else:
            found = person_named(transaction, name=who)
    except Refused:
        return made
    if mine is not None and mine.id != found.id:
        transaction.put(replace(mine, binned_at=transaction.now))
    return found.id if found.id not in before else None


def _others_of(transaction: Transaction, who: str, *, but: str) -> bool:
    wanted = who.casefold()
    return any(
        wanted in {name.casefold() for name in (one.name, one.code_name, *one.aliases) if name}
        for one in transaction.find(Person)
        if one.id != but and one.binned_at is None
    )


def _store(transaction: Transaction, source_id: str, text: str, capture_id: str | None) -> Capture:
    copy = transaction.peek(Capture, capture_id) if capture_id else None
    if copy is not None and copy.binned_at is None:
        if copy.text == text:
            return copy
        if not copy.evidentiary and not _is_cited(transaction, copy.id):
            # The log says that it grew, not each state of it.
            transaction.forget_values((copy.id,))
            return transaction.put(replace(copy, text=text, offsets=_offsets(text)))
        if not copy.evidentiary:
            copy = finish_notes(transaction, capture_id=copy.id)
    return transaction.add(
        Capture,
        source=source_id, original_file=None, captured_at=transaction.now, captured_by=transaction.actor,
        method="notes", text=text, offsets=_offsets(text), evidentiary=False,
        replaces=copy.id if copy is not None else None,
    )  # fmt: skip


def _is_cited(transaction: Transaction, capture_id: str) -> bool:
    return bool(transaction.find(Quote, capture=capture_id) or transaction.find(Evidence, capture=capture_id))


def _offsets(text: str) -> str:
    """Where each paragraph and each stamped time begins, as a capture keeps it."""
    marks: dict[str, object] = {}
    if paragraphs := [match.end() for match in _PARAGRAPH.finditer(text)]:
        marks["paragraph"] = paragraphs
    if times := [[match.start(), match[1]] for match in _STAMP.finditer(text)]:
        marks["time"] = times
    return json.dumps(marks, separators=(",", ":")) if marks else ""


def newest_notes(copies: tuple[Capture, ...], *, source_id: str) -> Capture:
    """The version of notes to go on with; ``Missing`` where none were typed."""
    typed = [copy for copy in copies if copy.source == source_id and copy.method == "notes"]
    replaced = {copy.replaces for copy in typed}
    last = [copy for copy in typed if copy.id not in replaced]
    if not last:
        raise Missing("Of this source no notes were typed here, so there are none to go on with.")
    return max(last, key=lambda copy: copy.captured_at)
