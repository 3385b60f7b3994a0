"""Who works at this desk. A member is asserted, not proven: one machine knows nobody's password."""

from newsroom.domain.person import Member
from newsroom.storage.transaction import Transaction


def ensure_member(transaction: Transaction, *, name: str, roles: tuple[str, ...] = ("writer",)) -> Member:
    """The member of that name, taken in when the desk does not know it."""
    known = [member for member in transaction.find(Member) if member.name.casefold() == name.casefold()]
    if known:
        return known[0]
    initials = "".join(word[0] for word in name.split() if word)[:3].upper()
    return transaction.add(Member, name=name, initials=initials, roles=roles)
