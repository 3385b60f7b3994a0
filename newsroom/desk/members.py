"""Who works at this desk. A member is asserted, not proven: one machine knows nobody's password."""

from dataclasses import replace

from newsroom.domain.errors import Refused
from newsroom.domain.person import Member
from newsroom.storage.transaction import Transaction


def ensure_member(transaction: Transaction, *, name: str, roles: tuple[str, ...] = ("writer",)) -> Member:
    """The member of that name, taken in when the desk does not know it."""
    known = [member for member in transaction.find(Member) if member.name.casefold() == name.casefold()]
    if known:
        return known[0]
    return transaction.add(Member, name=name, initials=initials_of(name), roles=roles)


def rename_member(transaction: Transaction, *, member_id: str, name: str, initials: str = "") -> Member:
    """Gives a member another name; the initials are made from it when none are given."""
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("A member needs a name, which stands in the log of the desk. Write one.")
    others = [one for one in transaction.find(Member) if one.id != member_id]
    if any(one.name.casefold() == wanted.casefold() for one in others):
        raise Refused(f"There is another member called {wanted} on this desk. Choose a name that tells you apart.")
    short = initials.strip() or initials_of(wanted)
    return transaction.put(replace(transaction.get(Member, member_id), name=wanted, initials=short))


def initials_of(name: str) -> str:
    """``Ida Renner`` → ``IR``, three letters at most."""
    return "".join(word[0] for word in name.split() if word)[:3].upper()
