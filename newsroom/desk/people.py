"""People of the stories. A protected person's name lives behind the wall; everywhere else stands the code name."""

import re
from collections.abc import Callable
from typing import Protocol, TypeVar

from newsroom.domain.errors import Refused
from newsroom.domain.folding import fold
from newsroom.domain.person import Identity, IdentityAlias, Member, Organization, Person, Role
from newsroom.domain.record import Record
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction
from newsroom.text.language.en import ENGLISH
from newsroom.text.naming import Naming, surname_of, telling_surname
from newsroom.text.outgoing_layers import folded

_PART = re.compile(r"[^\W_]+")
_SHORTEST_PART = 3
_NOT_IN_A_CODE_NAME = re.compile(r'["\\<>&\n\r\t]')
_ONE_OF_SEVERAL = "somebody protected"
R = TypeVar("R", bound=Record)


class Find(Protocol):
    """Reads the records whose fields equal ``where``: ``Transaction.find``, those in the bin too, or
    ``Queries.where``."""

    def __call__(self, record_type: type[R], **where: object) -> tuple[R, ...]: ...


def person_named(transaction: Transaction, *, name: str) -> Person:
    """The person of that name or alias, made when the desk does not know anybody of it. The name of a protected person
    leads to that person, whose code name is what is to be written down."""
    wanted = name.strip().casefold()
    for person in transaction.find(Person):
        names = (person.name, person.code_name, *person.aliases)
        if person.binned_at is None and wanted in {known.casefold() for known in names if known}:
            return person
    code = written_name(transaction, name)
    if code == " ".join(name.split()):
        return transaction.add(Person, name=name.strip())
    return next(one for one in transaction.find(Person, protected=True, code_name=code) if one.binned_at is None)


def called(person: Person) -> str:
    """What a person is called everywhere but behind the wall."""
    return person.code_name if person.protected else person.name


def written_name(transaction: Transaction, name: str) -> str:
    """``name``, or the code name where it is that of a protected person."""
    spoken = " ".join(name.split())
    return code_names(transaction).get(fold(spoken), spoken)


def desk_name(transaction: Transaction, name: str) -> str:
    """What the desk writes down for whoever is called ``name`` in a text: the code name of a protected person, also
    where a surname or a name beside other words tells who it is."""
    return without_names(transaction, written_name(transaction, name), with_surnames=True)


def who_is_called(queries: Queries, name: str, *, by_parts: bool = False) -> tuple[str, Person | None]:
    """What the desk calls whoever is called ``name`` in a copy, and the person where it knows them: a protected one by
    the code name. ``by_parts``: a part of a protected name is enough, such as the surname; empty then where more than
    one could be meant, or such a part stands beside other words."""
    spoken = " ".join(name.split())
    known = queries.where(Person, name=spoken) if spoken else ()
    if known:
        return known[0].name, known[0]
    wanted, people = frozenset(_parts(spoken)), {one.id: one for one in queries.where(Person, protected=True)}
    hidden = [(people[one], frozenset(_parts(said))) for one, said in _hidden_names(queries.where) if one in people]
    meant = {one.id: one for one, parts in hidden if wanted and wanted == parts}
    if not meant and by_parts:
        meant = {one.id: one for one, parts in hidden if wanted and wanted <= parts}
    if len(meant) == 1:
        (person,) = meant.values()
        return person.code_name, person
    tells = by_parts and any(len(part) >= _SHORTEST_PART for _, parts in hidden for part in wanted & parts)
    return ("" if meant or tells else spoken), None


def _hidden_names(find: Find) -> list[tuple[str, str]]:
    """Person → each of their names behind the wall."""
    identities = find(Identity)
    of_identity = {one.id: one.person for one in identities}
    others = [one for one in find(IdentityAlias) if one.kind in ("name", "alias")]
    names = [(one.person, one.real_name) for one in identities]
    return names + [(of_identity[one.identity], one.value) for one in others if one.identity in of_identity]


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name folded, without those of address."""
    return tuple(one for one in _PART.findall(fold(folded(name))) if one not in ENGLISH.naming.titles)


def without_names(transaction: Transaction, words: str, *, with_surnames: bool = False) -> str:
    """``words`` with the code name in the place of each protected name: for what the desk writes down by itself, such
    as the name of a file. ``with_surnames``: of a surname alone too, by the rule of what may not leave."""
    return hiding_names(transaction, with_surnames=with_surnames)(words)


def hiding_names(transaction: Transaction, *, with_surnames: bool = False) -> Callable[[str], str]:
    """``without_names`` for many words, the names read once."""
    known = [
        (naming_of(transaction, one.person), transaction.get(Person, one.person).code_name)
        for one in transaction.find(Identity)
    ]

    def hidden(words: str) -> str:
        for naming, code in known:
            if naming.stands_in(words):
                words = naming.replaced(words, by=code)
        return surnames.hidden_in(words) if with_surnames and known else words

    surnames = _Surnames(transaction)
    return hidden


class _Surnames:
    """The surnames of protected people, put out of words. Who may be named is read only where one stands there: a desk
    knows thousands."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._known: dict[str, set[str]] | None = None
        self._borne: set[str] | None = None

    def hidden_in(self, words: str) -> str:
        for surname, people in self._surnames().items():
            naming = Naming([surname])
            if naming.stands_in(words) and surname_of(surname) not in self._public():
                codes = {self._transaction.get(Person, one).code_name for one in people}
                words = naming.replaced(words, by=codes.pop() if len(codes) == 1 else _ONE_OF_SEVERAL)
        return words

    def _surnames(self) -> dict[str, set[str]]:
        """Surname → the ids of those who bear it."""
        if self._known is None:
            self._known = {}
            for person, name in _hidden_names(self._transaction.find):
                surname = telling_surname(name, borne=())
                if surname:
                    self._known.setdefault(surname, set()).add(person)
        return self._known

    def _public(self) -> set[str]:
        if self._borne is None:
            people, members = self._transaction.find(Person, protected=False), self._transaction.find(Member)
            names = [name for one in people for name in (one.name, *one.aliases)]
            self._borne = {surname_of(name) for name in (*names, *(one.name for one in members))}
        return self._borne


def code_names(transaction: Transaction) -> dict[str, str]:
    """Folded name or other name of each protected person → code name: for what is read out of a text."""
    found: dict[str, str] = {}
    for identity in transaction.find(Identity):
        person = transaction.peek(Person, identity.person)
        if person is not None and person.binned_at is None:
            names = [identity.real_name, *(one.value for one in known_aliases(transaction, identity))]
            found |= {fold(" ".join(name.split())): person.code_name for name in names if name.strip()}
    return found


def spoken_names(transaction: Transaction) -> dict[str, str]:
    """Folded name a text may call somebody by → what the desk calls them: the code name of a protected person, the
    name of whoever has other names."""
    people = [one for one in transaction.find(Person, protected=False) if one.binned_at is None and one.aliases]
    others = {fold(" ".join(alias.split())): person.name for person in people for alias in person.aliases}
    return {**others, **code_names(transaction)}


def names_standing_in(queries: Queries, text: str) -> tuple[str, ...]:
    """The names and other names of the people of the desk that stand in a text, each as a word of its own; for the
    finder, which knows few names by itself. Nothing of a protected person."""
    names = {name for person in queries.where(Person, protected=False) for name in (person.name, *person.aliases)}
    return tuple(sorted(name for name in names if len(name) > 1 and _stands(name, text)))


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def identity_of(transaction: Transaction, person_id: str) -> Identity | None:
    """What is known of a protected person behind the wall; None when nothing was entered."""
    found = transaction.find(Identity, person=person_id)
    return found[-1] if found else None


def known_aliases(transaction: Transaction, identity: Identity | None) -> tuple[IdentityAlias, ...]:
    """Everything else a protected person is known by."""
    return transaction.find(IdentityAlias, identity=identity.id) if identity is not None else ()


def naming_of(transaction: Transaction, person_id: str) -> Naming:
    """Every name a protected person was entered with; none for anybody else."""
    identity = identity_of(transaction, person_id)
    names = [identity.real_name] if identity is not None else []
    return Naming([*names, *(alias.value for alias in known_aliases(transaction, identity))])


def add_role(transaction: Transaction, *, person_id: str, organization: str, title: str, capacity: str) -> Role:
    """A person at an organisation; the organisation is made when the desk does not know it."""
    known = [found for found in transaction.find(Organization) if found.name.casefold() == organization.casefold()]
    body = known[0] if known else transaction.add(Organization, name=organization)
    return transaction.add(Role, person=person_id, organization=body.id, title=title, capacity=capacity)


def add_protected_person(
    transaction: Transaction, *, code_name: str, real_name: str = "", aliases: tuple[str, ...] = (), contacts: str = ""
) -> Person:
    """A person who stands everywhere under ``code_name``. The name is never required; one that is not entered cannot
    be looked for in what leaves."""
    person = transaction.add(Person, name="", protected=True, code_name=fit_code_name(transaction, code_name))
    if real_name or aliases or contacts:
        identity = transaction.add(Identity, person=person.id, real_name=real_name, contacts=contacts)
        for alias in aliases:
            transaction.add(IdentityAlias, identity=identity.id, kind="alias", value=alias)
    return person


def fit_code_name(transaction: Transaction, code_name: str, *, but: str = "") -> str:
    """The code name as it is to be stored. Refused: none, one with marks in it, one another person bears."""
    code = " ".join(code_name.split())
    if not code:
        raise Refused("A protected person needs a code name, which stands in every list in place of the name.")
    if _NOT_IN_A_CODE_NAME.search(code):
        raise Refused("A code name is made of letters, digits and spaces. Choose another one.")
    for person in transaction.find(Person):
        if person.id != but and person.binned_at is None and called(person).casefold() == code.casefold():
            raise Refused(f"Another person is called {code} on this desk. Choose another code name.")
    return code
