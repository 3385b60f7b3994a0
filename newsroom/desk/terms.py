"""What was agreed with a source, a speaker or for one quotation."""

from dataclasses import replace
from typing import cast, get_args

from newsroom.domain.errors import Refused
from newsroom.domain.terms import Terms, TermsValue
from newsroom.storage.transaction import Transaction


def agree_terms(transaction: Transaction, *, record_id: str, value: str) -> Terms:
    """Notes what was agreed for a record, in place of what was noted before. Refused: a value that is none."""
    if value not in get_args(TermsValue):
        raise Refused(f"'{value}' says nothing about what was agreed. Choose one of the list.")
    agreed = cast("TermsValue", value)
    known = [terms for terms in transaction.find(Terms, record=record_id) if terms.binned_at is None]
    if known:
        return transaction.put(replace(known[-1], value=agreed))
    return transaction.add(Terms, record=record_id, value=agreed)
