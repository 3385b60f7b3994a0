"""What was agreed with a source, a speaker or for one quotation."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast, get_args

from newsroom.desk.people import naming_of
from newsroom.domain.claim import Evidence
from newsroom.domain.errors import Refused
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote
from newsroom.domain.source import Source
from newsroom.domain.terms import AnonymityReason, Terms, TermsOfUse, TermsValue, says_who, terms_of_use
from newsroom.storage.transaction import Transaction

OWN_TALK = frozenset({"interview_own", "email", "letter", "message"})
"""Interviews and messages of our own: nothing is on the record in them without asking."""
KEPT_OUTSIDE = "known to {editor}, kept outside this program"
"""The approval of an editor who knows who it is, where the name was never entered."""


def terms_that_hold(quote_id: str, agreed: Iterable[Terms], evidence: Iterable[Evidence] = ()) -> TermsOfUse:
    """What holds for words, by the one rule that inserting and checking them share: the strictest of what was
    ``agreed`` for them, their speaker and their source. The ``evidence`` that rests on them can make it stricter, never
    looser."""
    every = tuple(agreed)
    of_quote = next((one for one in every if one.record == quote_id), None)
    others = [one for one in every if one is not of_quote]
    return terms_of_use(of_quote, [*others, *terms_of_evidence(evidence)])


def terms_of_evidence(evidence: Iterable[Evidence]) -> list[Terms]:
    """What items of evidence say of the words behind them. One says ``on_record`` unless somebody set it."""
    return [
        Terms(one.id, 1, "", "", None, record=one.id, value=one.terms) for one in evidence if one.terms != "on_record"
    ]


def terms_of_quote(transaction: Transaction, quote: Quote) -> TermsOfUse:
    """What holds for a quote as the desk has it now."""
    records = tuple(one for one in (quote.id, quote.speaker, quote.source) if one)
    evidence = [*transaction.find(Evidence, quote=quote.id)]
    evidence += transaction.find(Evidence, source=quote.source) if quote.source else ()
    return terms_that_hold(
        quote.id, (one for one in transaction.find(Terms, record=records) if one.binned_at is None),
        (one for one in evidence if one.binned_at is None),
    )  # fmt: skip


def agree_quoting(transaction: Transaction, *, quote_id: str) -> Terms:
    """Notes that words which may be used without a name may also be quoted: their terms stand on the quote itself.
    Refused where the terms let nothing be quoted, and where no name is left out."""
    holds = terms_of_quote(transaction, transaction.get(Quote, quote_id))
    if not holds.is_without_name:
        raise Refused(
            "These words may be quoted as it is."
            if holds.may_be_quoted
            else "By what was agreed nothing of this may be quoted. Change the terms first if it was agreed after all."
        )
    return _store(transaction, quote_id, value=holds.value)


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
    quote = transaction.peek(Quote, record_id)
    source = transaction.peek(Source, quote.source or "" if quote is not None else record_id)
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
