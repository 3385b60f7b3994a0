"""People of the stories. A protected person's name lives behind the wall; everywhere else stands the code name."""

from newsroom.domain.errors import Refused
from newsroom.domain.person import Identity, IdentityAlias, Organization, Person, Role
from newsroom.storage.transaction import Transaction


def person_named(transaction: Transaction, *, name: str) -> Person:
    """The person of that name or alias, made when the desk does not know anybody of it."""
    wanted = name.strip().casefold()
    for person in transaction.find(Person):
        names = (person.name, person.code_name, *person.aliases)
        if person.binned_at is None and wanted in {known.casefold() for known in names if known}:
            return person
    return transaction.add(Person, name=name.strip())


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
    if not code_name.strip():
        raise Refused("A protected person needs a code name, which stands in every list in place of the name.")
    person = transaction.add(Person, name="", protected=True, code_name=code_name.strip())
    if real_name or aliases or contacts:
        identity = transaction.add(Identity, person=person.id, real_name=real_name, contacts=contacts)
        for alias in aliases:
            transaction.add(IdentityAlias, identity=identity.id, kind="alias", value=alias)
    return person
