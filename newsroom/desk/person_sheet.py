"""What is entered about a person whose name must never leave, stored as one step that one undo takes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsroom.desk.people import called, identity_of, known_aliases
from newsroom.desk.protecting import Alias, Hidden, add_hidden, protect_person, protect_speaker, set_identity
from newsroom.desk.terms import KEPT_OUTSIDE, agree_anonymity
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.terms import AnonymityReason, Terms, TermsValue
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Entered:
    """Who is meant: a person of the desk, the speaker of a quotation nobody made a person yet, or, where both are
    empty, somebody new. ``real_name``, ``aliases`` and ``contacts``: None leaves what was entered before."""

    person_id: str = ""
    use_id: str = ""
    code_name: str = ""
    real_name: str | None = None
    aliases: tuple[Alias, ...] | None = None
    contacts: str | None = None
    terms: TermsValue = "background"
    description: str = ""
    reason: AnonymityReason | None = None
    editor: str = ""
    kept_outside: bool = False


@dataclass(frozen=True, slots=True)
class OnTheSheet:
    """A person as the sheet offers them; ``label`` is the name, or the code name where it is protected."""

    kind: Literal["person", "use"]
    id: str
    label: str
    protected: bool
    terms: Terms | None


def people_for_sheet(queries: Queries) -> tuple[OnTheSheet, ...]:
    """The people of the desk and the speakers of quotations nobody made a person yet, by what they are called."""
    people = [person for person in queries.where(Person) if called(person)]
    agreed = {terms.record: terms for terms in queries.where(Terms, record=[person.id for person in people])}
    found = [OnTheSheet("person", one.id, called(one), one.protected, agreed.get(one.id)) for one in people]
    known = {one.label.casefold() for one in found}
    nobodys = {quote.id for quote in queries.where(Quote) if quote.speaker is None}
    for use in queries.where(QuoteUse):
        name = use.speaker_name
        if name and (use.quote is None or use.quote in nobodys) and name.casefold() not in known:
            known.add(name.casefold())
            found.append(OnTheSheet("use", use.id, name, False, None))
    return tuple(sorted(found, key=lambda one: one.label.casefold()))


def speaker_of_use(queries: Queries, use_id: str) -> str:
    """The id of the person who speaks in a quotation; empty where nobody is one yet."""
    use = queries.get(QuoteUse, use_id)
    return (queries.get(Quote, use.quote).speaker if use.quote else None) or ""


def person_of_use(queries: Queries, use_id: str) -> str:
    """The id of the person who speaks in a quotation; the use's own where nobody is one yet."""
    return speaker_of_use(queries, use_id) or use_id


def store_person_sheet(transaction: Transaction, *, entered: Entered) -> Hidden:
    """Protects whoever is meant, or changes what is known of a protected person, and notes what was agreed."""
    aliases, contacts, name = entered.aliases, entered.contacts, entered.real_name
    person = transaction.get(Person, entered.person_id) if entered.person_id else None
    if person is not None and person.protected:
        known = known_aliases(transaction, identity_of(transaction, person.id))
        if aliases is not None:
            # Addresses and file names are not typed in that line: they stay.
            aliases += tuple(Alias(one.value, one.kind) for one in known if one.kind not in ("name", "alias"))
        hidden = set_identity(
            transaction, person_id=person.id, real_name=name, aliases=aliases, contacts=contacts
        )  # fmt: skip
    elif person is not None:
        hidden = protect_person(
            transaction, person_id=person.id, code_name=entered.code_name, real_name=name or "",
            aliases=aliases or (), contacts=contacts or "",
        )  # fmt: skip
    elif entered.use_id:
        hidden = protect_speaker(
            transaction, use_id=entered.use_id, code_name=entered.code_name, real_name=name or "",
            aliases=aliases or (), contacts=contacts or "",
        )  # fmt: skip
    else:
        hidden = add_hidden(
            transaction, code_name=entered.code_name, real_name=name or "", aliases=aliases or (),
            contacts=contacts or "",
        )  # fmt: skip
    agree_anonymity(
        transaction, record_id=hidden.person.id, value=entered.terms, agreed_description=entered.description,
        reason=entered.reason, approved_by=approval(entered.editor, kept_outside=entered.kept_outside),
    )  # fmt: skip
    return hidden


def approval(editor: str, *, kept_outside: bool) -> str:
    """How it is noted who knows the person and approved."""
    name = " ".join(editor.split())
    return KEPT_OUTSIDE.format(editor=name) if name and kept_outside else name


def approving_editor(approved_by: str) -> tuple[str, bool]:
    """The editor, and whether the name is kept outside this program, of a noted approval."""
    before, after = KEPT_OUTSIDE.split("{editor}")
    if approved_by.startswith(before) and approved_by.endswith(after):
        return approved_by[len(before) : -len(after)], True
    return approved_by, False


def aliases_of(words: str) -> tuple[Alias, ...]:
    """Other names as they were typed, with commas or on lines of their own."""
    return tuple(Alias(one.strip()) for one in words.replace("\n", ",").split(",") if one.strip())


def words_of(aliases: Sequence[Alias]) -> str:
    """Other names as they are shown in one line."""
    return ", ".join(alias.value for alias in aliases)
