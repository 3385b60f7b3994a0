"""Asking for comment: whom, about which claims, each try, what came of it, and where the story tells it. Each verb is
one step that can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsroom.desk.anchors import lift_anchors
from newsroom.desk.check_replies import hash_of_wordings
from newsroom.desk.drafts import Wanted, place_anchors
from newsroom.desk.people import desk_name, person_named, without_names
from newsroom.domain.claim import Claim
from newsroom.domain.comment_request import (
    OPEN_OUTCOMES,
    Attempt,
    CommentRequest,
    Outcome,
    ReportedOutcome,
    asked_too_late,
    deadline_in_words,
    still_has_until,
)
from newsroom.domain.errors import BadInput, Refused
from newsroom.domain.partial_date import is_partial_date
from newsroom.domain.quote import Quote
from newsroom.storage.transaction import Transaction
from newsroom.text.replies import parties_told

REQUEST_FIELDS = frozenset(
    {"asked_of", "via", "channel", "asked_by", "via_outlet", "asked_at", "message", "deadline", "reason"}
)
"""What ``set_request_fields`` takes; ``via`` is the name of a person, empty for nobody."""
_DATES = ("asked_at", "deadline")
_OUR_WORDS = ("channel", "message", "reason")


def ask_for_comment(
    transaction: Transaction, *, story_id: str, asked_of: str, claim_ids: Sequence[str] = (),
    fields: Mapping[str, object] | None = None,
) -> CommentRequest:  # fmt: skip
    """Notes that somebody is to be asked about these claims. Refused: nobody named, a claim of another story."""
    claims = _claims_of(transaction, story_id, claim_ids)
    request = transaction.add(
        CommentRequest, story=story_id, asked_of=_whom(transaction, asked_of), asked_by=transaction.actor, claims=claims
    )
    return set_request_fields(transaction, request_id=request.id, fields=fields or {})


def set_request_fields(transaction: Transaction, *, request_id: str, fields: Mapping[str, object]) -> CommentRequest:
    """Changes fields of a request. Either a member asked or another outlet did: naming one takes the other away.
    Refused: nobody to ask, no date, a deadline that was over before they were asked."""
    unknown = set(fields) - REQUEST_FIELDS
    if unknown:
        raise ValueError(f"a request has no field {sorted(unknown)[0]!r} that can be set")
    given: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    for name in _DATES:
        if name in given:
            given[name] = given[name] or None
            if given[name] is not None and not is_partial_date(given[name]):
                raise BadInput(f"“{given[name]}” is no date. Write it as 2026-03-14 or 2026-03-14T18:00.")
    given |= {name: _told(transaction, given[name]) for name in _OUR_WORDS if given.get(name)}
    if "asked_of" in given:
        given["asked_of"] = _whom(transaction, given["asked_of"])
    if "via" in given:
        name = given.pop("via")
        given["via_person"] = person_named(transaction, name=name).id if name else None
    if given.get("via_outlet"):
        given["asked_by"] = ""
    elif given.get("asked_by"):
        given["via_outlet"] = ""
    elif given.get("via_outlet") == "":
        given.setdefault("asked_by", transaction.actor)
    request = replace(transaction.get(CommentRequest, request_id), **given)
    if request.outcome == "reported_by_other_outlet" and not request.via_outlet:
        # What an outlet reported goes with the outlet.
        request = replace(request, outcome="pending", reported=None, outcome_at=None)
    if not given.keys().isdisjoint(_DATES):
        _refuse_too_late(transaction, request, "Choose a later deadline, or note when you really asked.")
    return transaction.put(request)


def _refuse_too_late(transaction: Transaction, request: CommentRequest, what_to_do: str) -> None:
    zone = _here(transaction).tzinfo
    asked = asked_too_late(request, zone=zone)
    if asked:
        by = deadline_in_words(request.deadline, zone=zone)
        raise Refused(
            f"{request.asked_of} was asked first {_at(asked)}, after the deadline ({by}), and could not have answered "
            f"by then. {what_to_do}"
        )


def _at(when: str) -> str:
    """``at 18:00 on 11 March 2026``, ``on 11 March 2026``."""
    return f"{'at' if ':' in when else 'on'} {when}"


def _here(transaction: Transaction) -> datetime:
    """Now; a day or an hour without a zone is one of the place where the desk is written."""
    return datetime.fromisoformat(transaction.now).astimezone()


def put_claims(transaction: Transaction, *, request_id: str, claim_ids: Sequence[str]) -> CommentRequest:
    """Says which claims are put to them. A letter written before speaks of others: the request turns stale."""
    request = transaction.get(CommentRequest, request_id)
    return transaction.put(replace(request, claims=_claims_of(transaction, request.story, claim_ids)))


def write_letter(transaction: Transaction, *, request_id: str, message: str) -> CommentRequest:
    """Keeps a letter made from the claims as they are worded now; protected people stand in it under code names."""
    request = transaction.get(CommentRequest, request_id)
    told = _told(transaction, message)
    return transaction.put(replace(request, message=told, claims_hash=_hash_of(transaction, request)))


def add_attempt(
    transaction: Transaction, *, request_id: str, channel: str = "", note: str = "", at: str | None = None
) -> Attempt:  # fmt: skip
    """One try to reach them, now or ``at``; the first one is when they were asked, about the claims as they are worded
    now. Refused: no date; asking where another outlet asked."""
    request = transaction.get(CommentRequest, request_id)
    if request.via_outlet:
        raise Refused(
            f"{request.via_outlet} asked, not this desk. Take the outlet out of the request first, then note that you "
            "asked yourself."
        )
    when = at or transaction.now
    if not is_partial_date(when):
        raise BadInput(f"“{when}” is no date. Write it as 2026-03-14 or 2026-03-14T18:00.")
    channel = _told(transaction, channel) or request.channel
    if request.asked_at is None:
        hashed = request.claims_hash or _hash_of(transaction, request)
        transaction.put(replace(request, asked_at=when, channel=request.channel or channel, claims_hash=hashed))
    return transaction.add(Attempt, request=request.id, at=when, channel=channel, note=_told(transaction, note))


def drop_attempt(transaction: Transaction, *, attempt_id: str) -> None:
    """Lays a try that was none in the bin; where it was the asking, they were asked by the next one, or not yet."""
    attempt = transaction.get(Attempt, attempt_id)
    transaction.put(replace(attempt, binned_at=transaction.now))
    request = transaction.get(CommentRequest, attempt.request)
    if request.asked_at == attempt.at:
        left = [one.at for one in transaction.find(Attempt, request=request.id) if one.binned_at is None]
        transaction.put(replace(request, asked_at=min(left, default=None)))


def ask_again(transaction: Transaction, *, request_id: str, message: str, channel: str = "") -> CommentRequest:
    """The claims as they are worded now are put to them in another letter: one more try, and what they said to the
    words before is no answer to these."""
    write_letter(transaction, request_id=request_id, message=message)
    add_attempt(transaction, request_id=request_id, channel=channel, note="Sent again with the new words.")
    request = transaction.get(CommentRequest, request_id)
    return transaction.put(replace(request, outcome="pending", outcome_at=None, reason="", reply_quote=None))


def set_outcome(
    transaction: Transaction, *, request_id: str, outcome: Outcome, reported: ReportedOutcome | None = None,
    reason: str | None = None,
) -> CommentRequest:  # fmt: skip
    """Notes what came of it, as of now. A reason noted for another outcome goes. Refused: a report of another outlet
    where none is named, a reply to us where another outlet asked, and no response where nobody asked, before the
    deadline is past, or by one that was over before they were asked."""
    request = transaction.get(CommentRequest, request_id)
    if outcome == "reported_by_other_outlet" and not request.via_outlet.strip():
        raise Refused("Say first which outlet asked them and reported it.")
    if outcome not in ("reported_by_other_outlet", "not_asked", *OPEN_OUTCOMES) and request.via_outlet.strip():
        raise Refused(
            f"{request.via_outlet} asked, not this desk: choose what it reported. If you asked them yourself, take the "
            "outlet out of the request first."
        )
    if outcome == "no_response_by_deadline":
        if not request.asked_at and request.outcome != outcome:
            raise Refused(f"Nobody has asked {request.asked_of} yet: note the attempt first, then what came of it.")
        _refuse_too_late(transaction, request, "Give them a new deadline, or note when you really asked.")
    until = still_has_until(request, now=_here(transaction))
    if outcome == "no_response_by_deadline" and until:
        raise Refused(
            f"{request.asked_of} still has until {until}: only then can it be said that they did not respond. Note it "
            "once the deadline has passed, or change the deadline."
        )
    kept = request.reason if reason is None and outcome == request.outcome else _told(transaction, reason or "")
    reported = (reported or "declined") if outcome == "reported_by_other_outlet" else None
    at = request.outcome_at if (outcome, reported) == (request.outcome, request.reported) else transaction.now
    at = None if outcome in OPEN_OUTCOMES else at
    return transaction.put(replace(request, outcome=outcome, reported=reported, outcome_at=at, reason=kept))


def link_reply(transaction: Transaction, *, request_id: str, quote_id: str | None) -> CommentRequest:
    """Says which quote is their reply; None for none. A request still open is answered by it, on the record."""
    request = transaction.get(CommentRequest, request_id)
    if quote_id is not None:
        transaction.get(Quote, quote_id)
    transaction.put(replace(request, reply_quote=quote_id))
    if quote_id is not None and request.outcome in OPEN_OUTCOMES and not request.via_outlet:
        return set_outcome(transaction, request_id=request_id, outcome="responded_on_record")
    return transaction.get(CommentRequest, request_id)


def tell_reply(transaction: Transaction, *, request_id: str, start: int, end: int) -> CommentRequest:
    """Says that the words from ``start`` to ``end`` of the draft (code points) tell the reply; a place noted before is
    let go."""
    request = transaction.get(CommentRequest, request_id)
    lift_anchors(transaction, story_id=request.story, owners=(request.id,))
    wanted = [Wanted("comment_request", request.id, start, end)]
    anchor = place_anchors(transaction, story_id=request.story, wanted=wanted)[0]
    return transaction.put(replace(request, reply_anchor=anchor.id))


def take_request(transaction: Transaction, *, request_id: str) -> CommentRequest:
    """Takes a request that was found in the text."""
    return transaction.put(replace(transaction.get(CommentRequest, request_id), proposed=False))


def drop_request(transaction: Transaction, *, request_id: str) -> None:
    """Lays a request, or one that was only found in the text, in the bin; the words of the story stay."""
    request = transaction.get(CommentRequest, request_id)
    lift_anchors(transaction, story_id=request.story, owners=(request.id,))
    transaction.put(replace(request, reply_anchor=None, binned_at=transaction.now))


def propose_requests(transaction: Transaction, *, story_id: str, text: str) -> tuple[CommentRequest, ...]:
    """A request for each party whose reply the text tells, as proposals that count against nothing: who asked is known
    only where the text names the outlet that heard it."""
    rows: list[Mapping[str, object]] = []
    for told in parties_told(text):
        outcome = _FOUND[told.told[0].form]
        asked: dict[str, object] = {"story": story_id, "asked_of": _whom(transaction, told.of), "proposed": True}
        if told.outlet:
            reported = "no_response" if outcome == "no_response_by_deadline" else "declined"
            asked |= {"via_outlet": told.outlet, "outcome": "reported_by_other_outlet", "reported": reported}
        else:
            asked["outcome"] = outcome
        rows.append(asked)
    return transaction.add_all(CommentRequest, rows)


_FOUND: dict[str, Outcome] = {
    "declined": "declined", "refused": "declined", "no comment": "declined", "silent": "no_response_by_deadline",
}  # fmt: skip


def _whom(transaction: Transaction, words: object) -> str:
    """Whom the desk calls so."""
    name = " ".join(str(words).split())
    if not name:
        raise BadInput("Say who is asked: a person, a company or an office.")
    return desk_name(transaction, name)


def _told(transaction: Transaction, words: str) -> str:
    """Words of the desk's own, protected people under their code names."""
    return without_names(transaction, words.strip(), with_surnames=True) if words.strip() else ""


def _claims_of(transaction: Transaction, story_id: str, claim_ids: Sequence[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(claim_ids))
    for claim_id in wanted:
        claim = transaction.get(Claim, claim_id)
        if claim.story != story_id:
            raise Refused("That claim belongs to another story; a request speaks of the claims of its own.")
    return wanted


def _hash_of(transaction: Transaction, request: CommentRequest) -> str:
    """Empty where no claim is put: nothing can turn stale then."""
    if not request.claims:
        return ""
    claims = transaction.find(Claim, id=request.claims)
    kept = {one.id: one.wording for one in claims if one.binned_at is None}
    return hash_of_wordings(kept, request.claims)
