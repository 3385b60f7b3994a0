"""Protecting a person: the name goes behind the wall, and a code name stands wherever the desk wrote it itself.

Words somebody wrote or captured are never changed: drafts, kept versions, saved copies, what was said, what readers
were told. ``places_with_name`` lists those, and the backups that were made before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from newsroom.desk.people import (
    add_protected_person,
    fit_code_name,
    hiding_names,
    identity_of,
    known_aliases,
    naming_of,
)
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.comment_request import Attempt, CommentRequest
from newsroom.domain.draft import Anchor, Draft, Revision
from newsroom.domain.errors import Refused
from newsroom.domain.kinds import RECORD_TYPES
from newsroom.domain.person import Identity, IdentityAlias, IdentityAliasKind, Member, Person, Role
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.domain.story import Asset, LogEntry, PostPublication, Publication, Receipt, Story
from newsroom.storage.naming import blank_log_saying, every_row_like, word_fields
from newsroom.storage.purge import blank_log
from newsroom.storage.transaction import Transaction
from newsroom.text.naming import Naming

NEVER_CHANGED: Mapping[type[Record], frozenset[str]] = {
    Story: frozenset({"headline", "dek", "byline", "dateline", "slug", "extra"}),
    Draft: frozenset({"text"}),
    Revision: frozenset({"text", "delta"}),
    Anchor: frozenset({"exact", "before", "after"}),
    Capture: frozenset({"text", "offsets", "source_url"}),
    Source: frozenset({"url"}),
    Quote: frozenset({"verbatim", "corrected", "context_before", "context_after"}),
    Evidence: frozenset({"excerpt"}),
    Asset: frozenset({"caption", "alt_text", "credit"}),
    PostPublication: frozenset({"before", "after", "reader_text"}),
    Publication: frozenset({"address"}),
    Receipt: frozenset({"file_name"}),
}
"""Words that were written for readers, captured, or tell of a file outside: they stay, and are listed."""
_SAYS_WHO: Mapping[type[Record], tuple[str, ...]] = {
    Claim: ("wording", "pending", "pending_from"), QuoteUse: ("speaker_name", "attribution_text"),
    CommentRequest: ("asked_of", "channel", "message", "reason"), Attempt: ("channel", "note"),
}  # fmt: skip
"""Words of our own in which a surname alone says who is meant."""
LEFT_ALONE: frozenset[type[Record]] = frozenset({Identity, IdentityAlias, Person, Member, LogEntry})


@dataclass(frozen=True, slots=True)
class Hidden:
    """Who is protected now, in how many records the name gave way to the code name, and how many entries of the log
    were blanked."""

    person: Person
    changed: int
    blanked: int


@dataclass(frozen=True, slots=True)
class Alias:
    """Something else a person is known by: another name, an address or number, the name of a file."""

    value: str
    kind: IdentityAliasKind = "alias"


def protect_person(
    transaction: Transaction, *, person_id: str, code_name: str, real_name: str = "", aliases: Sequence[Alias] = (),
    contacts: str = "",
) -> Hidden:  # fmt: skip
    """Puts a person the desk knows behind the wall. ``real_name`` stands beside the name the desk had, where it is
    another. Undo brings the name back; what the log said of it stays blank."""
    person = transaction.get(Person, person_id)
    if person.protected:
        raise Refused(f"{person.code_name} is protected already. Add what else is known of the person instead.")
    code = fit_code_name(transaction, code_name, but=person.id)
    named = [person.name, *person.aliases]
    name = real_name.strip() or person.name
    others = [Alias(one, "name") for one in named if one and one != name]
    given = [*others, *aliases]
    _refuse_code_that_tells(code, [name, *(one.value for one in given)])
    hidden = transaction.put(replace(person, name="", aliases=(), protected=True, code_name=code))
    store_identity(transaction, person=hidden, real_name=name, aliases=given, contacts=contacts)
    doubles = _take_in_doubles(transaction, hidden, Naming([name, *named]))
    for quote in transaction.find(Quote, speaker=hidden.id):
        for use in transaction.find(QuoteUse, quote=quote.id):
            transaction.forget_values((use.id,))
            transaction.put(replace(use, speaker_name=code))
    changed, blanked = hide_name(transaction, person=hidden)
    return Hidden(hidden, changed + doubles, blanked)


def protect_speaker(
    transaction: Transaction, *, use_id: str, code_name: str, real_name: str = "", aliases: Sequence[Alias] = (),
    contacts: str = "",
) -> Hidden:  # fmt: skip
    """Protects whoever speaks in a quotation, also when the desk knows nobody yet but a name written there."""
    use = transaction.get(QuoteUse, use_id)
    quote = transaction.get(Quote, use.quote) if use.quote else None
    if quote is not None and quote.speaker is not None:
        return protect_person(
            transaction, person_id=quote.speaker, code_name=code_name, real_name=real_name, aliases=aliases,
            contacts=contacts,
        )  # fmt: skip
    spoken = [Alias(use.speaker_name, "name")] if use.speaker_name else []
    name = real_name.strip() or use.speaker_name
    hidden = add_hidden(
        transaction, code_name=code_name, real_name=name,
        aliases=[one for one in (*spoken, *aliases) if one.value != name], contacts=contacts,
    )  # fmt: skip
    if quote is not None:
        transaction.put(replace(quote, speaker=hidden.person.id))
    transaction.forget_values((use.id,))
    transaction.put(replace(transaction.get(QuoteUse, use.id), speaker_name=hidden.person.code_name))
    return hidden


def add_hidden(
    transaction: Transaction, *, code_name: str, real_name: str = "", aliases: Sequence[Alias] = (), contacts: str = ""
) -> Hidden:
    """A protected person the desk did not know before; what it has written of the name already gives way too."""
    _refuse_code_that_tells(code_name, [real_name, *(one.value for one in aliases)])
    person = add_protected_person(transaction, code_name=code_name)
    store_identity(transaction, person=person, real_name=real_name, aliases=aliases, contacts=contacts)
    named = [real_name, *(one.value for one in aliases if one.kind in ("name", "alias"))]
    doubles = _take_in_doubles(transaction, person, Naming(named))
    changed, blanked = hide_name(transaction, person=person)
    return Hidden(person, changed + doubles, blanked)


def set_identity(
    transaction: Transaction, *, person_id: str, real_name: str | None = None, aliases: Sequence[Alias] | None = None,
    contacts: str | None = None, notes: str | None = None,
) -> Hidden:  # fmt: skip
    """Changes what is known of a protected person; None leaves a field as it is, "" empties it. The name is never
    required; one that is not entered cannot be looked for in what leaves."""
    person = transaction.get(Person, person_id)
    if not person.protected:
        raise Refused(f"{person.name or 'This person'} is not protected. Protect the person first.")
    known = identity_of(transaction, person.id)
    before = known_aliases(transaction, known)
    wanted = [Alias(one.value, one.kind) for one in before] if aliases is None else list(aliases)
    name = (known.real_name if known is not None else "") if real_name is None else real_name
    _refuse_code_that_tells(person.code_name, [name, *(one.value for one in wanted)])
    for alias in before:
        if Alias(alias.value, alias.kind) not in wanted:
            transaction.remove(alias)
    store_identity(transaction, person=person, real_name=name, aliases=wanted, contacts=contacts, notes=notes)
    changed, blanked = hide_name(transaction, person=person)
    return Hidden(person, changed, blanked)


def unprotect_person(transaction: Transaction, *, person_id: str, reason: str, name: str = "") -> Person:
    """Names a person again, in lists and in what leaves. Refused without a reason, which the log keeps, and without a
    name where none was entered. What was agreed with the person stays as it is."""
    person = transaction.get(Person, person_id)
    identity = identity_of(transaction, person.id)
    said = " ".join(reason.split())
    real_name = name.strip() or (identity.real_name if identity is not None else "")
    if not person.protected:
        raise Refused(f"{person.name or 'This person'} is not protected.")
    if not said:
        raise Refused("Write why this person may be named again; the log keeps it.")
    if not real_name:
        raise Refused("No name was entered for this person. Write the name the person is to have.")
    aliases = known_aliases(transaction, identity)
    if Naming([real_name, *(one.value for one in aliases)]).stands_in(said):
        raise Refused("The reason goes into the log, where no protected name may stand. Write it without the name.")
    for alias in aliases:
        transaction.remove(alias)
    if identity is not None:
        transaction.remove(identity)
    others = tuple(one.value for one in aliases if one.kind in ("name", "alias") and one.value != real_name)
    for quote in transaction.find(Quote, speaker=person.id):
        for use in transaction.find(QuoteUse, quote=quote.id, speaker_name=person.code_name):
            transaction.forget_values((use.id,))
            transaction.put(replace(use, speaker_name=real_name))
    transaction.reason = f"{transaction.reason}: {said}" if transaction.reason else said
    return transaction.put(replace(person, name=real_name, aliases=others, protected=False, code_name=""))


def store_identity(
    transaction: Transaction, *, person: Person, real_name: str, aliases: Sequence[Alias], contacts: str | None,
    notes: str | None = None,
) -> None:  # fmt: skip
    """Writes name, contacts and aliases behind the wall; no row where nothing is known."""
    identity = identity_of(transaction, person.id)
    fields = {"real_name": real_name.strip(), "contacts": contacts, "notes": notes}
    given: dict[str, Any] = {field: value for field, value in fields.items() if value is not None}
    if identity is None and not aliases and not any(given.values()):
        return
    identity = (
        transaction.add(Identity, person=person.id, **given)
        if identity is None
        else transaction.put(replace(identity, **given))
    )
    known = {(one.kind, one.value) for one in known_aliases(transaction, identity)}
    for alias in aliases:
        value = alias.value.strip()
        if value and (alias.kind, value) not in known and value != identity.real_name:
            known.add((alias.kind, value))
            transaction.add(IdentityAlias, identity=identity.id, kind=alias.kind, value=value)


def hide_name(transaction: Transaction, *, person: Person) -> tuple[int, int]:
    """Puts the code name in the place of every name of a protected person in what the desk wrote itself, and blanks
    the log of it. Returns in how many records, and in how many entries of the log."""
    naming = naming_of(transaction, person.id)
    fields_of = fields_of_ours()
    changed = 0
    for record in every_row_like(transaction.connection, needles=naming.needles, fields=fields_of):
        old = {name: getattr(record, name) for name in fields_of[type(record)]}
        new = {name: _without_name(value, naming, person.code_name) for name, value in old.items()}
        if new == old:
            continue
        if isinstance(record, OriginalFile) and new["file_name"] != record.file_name:
            _keep_file_name(transaction, person, record.file_name)
        transaction.forget_values((record.id,))
        transaction.put(replace(cast("Any", record), **new))
        changed += 1
    changed += _hide_surname(transaction)
    return changed, blank_log_saying(transaction, needles=naming.needles, says=naming.stands_in)


def _hide_surname(transaction: Transaction) -> int:
    """Puts the code name in the place of a surname alone where it says who is meant: claims, requests, speakers. It is
    looked for nowhere else, since titles and outlets bear surnames as places do. Returns in how many records."""
    hidden = hiding_names(transaction, with_surnames=True)
    told: list[str] = []
    for kind, names in _SAYS_WHO.items():
        for record in transaction.find(kind):
            old: dict[str, str] = {name: getattr(record, name) for name in names}
            new = {name: hidden(words) for name, words in old.items() if words}
            if any(old[name] != words for name, words in new.items()):
                told.append(record.id)
                transaction.put(replace(cast("Any", record), **new))
    blank_log(transaction, record_ids=told)
    return len(told)


def fields_of_ours() -> dict[type[Record], tuple[str, ...]]:
    """The words the desk wrote itself, in which a code name takes the place of a name."""
    return {
        kind: tuple(name for name in word_fields(kind) if name not in NEVER_CHANGED.get(kind, ()))
        for kind in RECORD_TYPES
        if kind not in LEFT_ALONE
    }


def _without_name(value: object, naming: Naming, code: str) -> object:
    if isinstance(value, str):
        return naming.replaced(value, by=code)
    if isinstance(value, tuple):
        return tuple(naming.replaced(one, by=code) for one in cast("tuple[str, ...]", value))
    return value


def _keep_file_name(transaction: Transaction, person: Person, file_name: str) -> None:
    identity = identity_of(transaction, person.id)
    if identity is not None:
        transaction.add(IdentityAlias, identity=identity.id, kind="file_name", value=file_name)


def _take_in_doubles(transaction: Transaction, hidden: Person, naming: Naming) -> int:
    """Other records of the same name are the same person: what points at them points at the protected one, and they
    go to the bin without a name."""
    changed = 0
    for other in transaction.find(Person, protected=False):
        if other.id == hidden.id or not naming.stands_in(other.name) or naming.replaced(other.name, by="").strip():
            continue
        for quote in transaction.find(Quote, speaker=other.id):
            transaction.put(replace(quote, speaker=hidden.id))
        for role in transaction.find(Role, person=other.id):
            transaction.put(replace(role, person=hidden.id))
        for request in transaction.find(CommentRequest, via_person=other.id):
            transaction.put(replace(request, via_person=hidden.id))
        blank = replace(
            other, name="", aliases=(), protected=True, code_name=hidden.code_name, binned_at=transaction.now
        )
        transaction.put(blank)
        changed += 1
    return changed


def _refuse_code_that_tells(code: str, names: Sequence[str]) -> None:
    parts = [part for name in names for part in (name, *name.split()) if len(part.strip()) > 1]
    if Naming(parts).stands_in(code.strip()) or Naming(parts).stands_in(code.strip().title()):
        raise Refused("The code name gives the name away. Choose a word that has nothing to do with the person.")
