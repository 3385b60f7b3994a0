"""What was agreed with a source, a speaker or for one quotation."""

from dataclasses import replace
from typing import Any, cast, get_args

from newsroom.desk.people import naming_of
from newsroom.domain.errors import Refused
from newsroom.domain.person import Person
from newsroom.domain.source import Source
from newsroom.domain.terms import AnonymityReason, Terms, TermsValue, says_who
from newsroom.storage.transaction import Transaction

OWN_TALK = frozenset({"interview_own", "email", "letter", "message"})
"""Interviews and messages of our own: nothing is on the record in them without asking."""
KEPT_OUTSIDE = "known to {editor}, kept outside this program"
"""The approval of an editor who knows who it is, where the name was never entered."""


def agree_terms(transaction: Transaction, *, record_id: str, value: str) -> Terms:
    """Notes what was agreed for a record, in place of what was noted before. Refused: a value that is none."""
    return _store(transaction, record_id, value=_value(value))


def agree_anonymity(
    transaction: Transaction, *, record_id: str, value: str, agreed_description: str = "",
    reason: AnonymityReason | None = None, approved_by: str = "",
) -> Terms:  # fmt: skip
    """Notes how somebody may be used without a name: the terms, the description agreed, why, and who knows who it is
    and approved. What is missing may come later; the gate asks for it. Refused: a description that says nothing, and
    one a protected name stands in."""
    description, approval = " ".join(agreed_description.split()), " ".join(approved_by.split())
    if description and not says_who(description):
        raise Refused(
            f"“{description}” tells readers nothing. Describe how this person knows it, such as “a nurse on the night "
            "shift”, in words you both agreed."
        )
    person = transaction.peek(Person, record_id)
    if person is not None and person.protected and _value(value) == "on_record":
        raise Refused("A protected person is not on the record. Say what was agreed, or name the person again first.")
    naming = naming_of(transaction, record_id)
    if naming.stands_in(description) or naming.stands_in(approval):
        raise Refused("The name of this person stands in the description or the approval. Write it without.")
    return _store(
        transaction, record_id, value=_value(value), agreed_description=description, reason=reason,
        approved_by=approval,
    )  # fmt: skip


def promise_read_back(transaction: Transaction, *, record_id: str, promised: bool) -> Terms:
    """Notes that the words of a person, a source or one quote are to be read back before they are printed, or that it
    was done. Until then the check tells it. What else was agreed stays; where nothing was, an interview or message of
    our own goes on being asked about."""
    known = [terms for terms in transaction.find(Terms, record=record_id) if terms.binned_at is None]
    if known:
        return transaction.put(replace(known[-1], read_back=promised))
    source = transaction.peek(Source, record_id)
    value: TermsValue = "unspecified" if source is not None and source.type in OWN_TALK else "on_record"
    return transaction.add(Terms, record=record_id, value=value, read_back=promised)


def _store(transaction: Transaction, record_id: str, **fields: object) -> Terms:
    known = [terms for terms in transaction.find(Terms, record=record_id) if terms.binned_at is None]
    if not known:
        return transaction.add(Terms, record=record_id, **fields)
    person = transaction.peek(Person, record_id)
    if person is not None and person.protected:
        transaction.forget_values((known[-1].id,))
    return transaction.put(replace(known[-1], **cast("dict[str, Any]", fields)))


def _value(value: str) -> TermsValue:
    if value not in get_args(TermsValue):
        raise Refused(f"'{value}' says nothing about what was agreed. Choose one of the list.")
    return cast("TermsValue", value)
