"""Claims and their evidence: mark a sentence, attach what backs it, set a level by hand."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from newsroom.desk.anchors import lift_anchors, remembering
from newsroom.desk.authority import authority_of, speaker_of
from newsroom.desk.drafts import Wanted, draft_of, place_anchors
from newsroom.desk.parts import leave_guesses
from newsroom.desk.pending import fit_day
from newsroom.desk.people import Find, hiding_names, without_names
from newsroom.desk.terms import OWN_TALK
from newsroom.domain.anchor import Place, pack_positions, unpack_positions
from newsroom.domain.claim import Authority, Claim, Evidence, Level, Override, ReasonCode, Stance
from newsroom.domain.draft import Anchor
from newsroom.domain.errors import BadInput, Refused
from newsroom.domain.overrides import check_override
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture, Source
from newsroom.domain.source_types import goes_by_role
from newsroom.domain.terms import Terms, TermsValue
from newsroom.storage.transaction import Transaction
from newsroom.text.scan import scan
from newsroom.text.worth import term_of

CLAIM_FIELDS = frozenset(
    {"wording", "kind", "ttl_days", "about_date", "happened", "accusation", "common_knowledge", "own_observation",
     "labelled_as_analysis", "pending", "pending_from", "pending_by"}
)  # fmt: skip


EVIDENCE_FIELDS = frozenset(
    {"stance", "authority", "terms", "first_hand", "reliability_override", "locator", "excerpt", "note", "as_of"}
)

_LONGEST_GUESSED = 2000


def find_in_draft(text: str, words: str) -> tuple[int, int]:
    """Where ``words`` stand in the draft (code points); refused when nowhere or at more than one place."""
    start = text.find(words) if words.strip() else -1
    if start < 0:
        raise BadInput(
            f"The draft does not contain “{_shortened(words)}”. Copy the words exactly as they stand in it, "
            "with its quotation marks; 'newsroom show STORY' prints the text."
        )
    if text.find(words, start + 1) >= 0:
        raise BadInput(
            f"“{_shortened(words)}” stands more than once in the draft. Give more of the sentence, "
            "so that it is clear which place is meant."
        )
    return start, start + len(words)


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"


def mark_claim(
    transaction: Transaction, *, story_id: str, start: int, end: int, fields: Mapping[str, object] | None = None
) -> Claim:
    """Makes the words from ``start`` to ``end`` (code points) a claim; in its wording a protected person stands under
    the code name. A proposal at the same place is accepted instead, so that what was found about it is kept; of a
    longer one only these words are taken, and what was found about them."""
    given = _told(transaction, fields or {})
    unknown = set(given) - CLAIM_FIELDS
    if unknown:
        raise ValueError(f"a claim has no field {sorted(unknown)[0]!r} that can be set")
    text = draft_of(transaction, story_id).text
    known = claim_at(transaction, story_id=story_id, start=start, end=end)
    if known is not None and not known.proposed:
        return transaction.put(_with_fields(known, given))
    proposed = known or proposal_at(transaction, story_id=story_id, start=start, end=end)
    if proposed is not None:
        return _taken(transaction, proposed, start, end, given)
    wording = _wording(transaction, text[start:end])
    claim = transaction.add(Claim, **{"story": story_id, "wording": wording, **_guessed(text[start:end]), **given})
    place_anchors(transaction, story_id=story_id, wanted=[Wanted("claim", claim.id, start, end)])
    return claim


def _wording(transaction: Transaction, words: str) -> str:
    """Words of the draft as the wording of a claim, which lists, files and letters show: protected people by their code
    names. The words themselves stay with the mark."""
    return without_names(transaction, words, with_surnames=True)


def _told(transaction: Transaction, fields: Mapping[str, object]) -> dict[str, object]:
    """The fields with protected people under their code names."""
    if fields.get("pending_by"):
        fit_day(str(fields["pending_by"]), today=transaction.today)
    words = [name for name in ("wording", "pending", "pending_from") if fields.get(name)]
    hidden = hiding_names(transaction, with_surnames=True) if words else str
    return {**fields, **{name: hidden(str(fields[name])) for name in words}}


def _guessed(words: str) -> dict[str, object]:
    """The kind by the words where they leave little doubt, and how long it holds."""
    guessed = next((one.kind for one in scan(words).claims), "") if len(words) <= _LONGEST_GUESSED else ""
    kind = guessed if guessed in ("absence", "speech", "forecast") else "fact"
    return {"kind": kind, "ttl_days": term_of(words, kind)}


def _taken(transaction: Transaction, claim: Claim, start: int, end: int, fields: Mapping[str, object]) -> Claim:
    """A proposal accepted. Part of a sentence is enough: a mark that goes beyond the words meant is drawn in to them,
    and keeps of the evidence guessed for the whole what these words name."""
    draft = draft_of(transaction, claim.story)
    places, words = unpack_positions(draft.positions), draft.text[start:end]
    own = [one for one in transaction.find(Anchor, story=claim.story, owner=claim.id) if one.id in places]
    wider = next((one for one in own if _goes_beyond(draft.text, places[one.id], start, end)), None)
    if wider is None:
        return accept_claim(transaction, claim_id=claim.id, fields=fields)
    leave_guesses(transaction, claim=claim, words=words)
    accepted = accept_claim(transaction, claim_id=claim.id, fields=fields)
    places[wider.id] = Place(start, end, "attached")
    transaction.put(replace(draft, positions=pack_positions(places)))
    transaction.put(remembering(wider, draft.text, start, end, exact=words))
    return transaction.put(replace(accepted, wording=_wording(transaction, words)))


def _goes_beyond(text: str, place: Place, start: int, end: int) -> bool:
    return place.start <= start < end <= place.end and not _is_same(text, place, start, end)


def _is_same(text: str, place: Place, start: int, end: int) -> bool:
    """Whether a place that holds the words holds no more than signs beside them."""
    if not place.start <= start < end <= place.end:
        return False
    return not any(sign.isalnum() for sign in text[place.start : start] + text[end : place.end])


def proposal_at(transaction: Transaction, *, story_id: str, start: int, end: int) -> Claim | None:
    """The proposed claim whose place holds, or is held by, the given one."""
    positions = unpack_positions(draft_of(transaction, story_id).positions)
    for anchor in transaction.find(Anchor, story=story_id, owner_kind="claim"):
        place = positions.get(anchor.id)
        if place is None or not _covers(place.start, place.end, start, end):
            continue
        claim = transaction.peek(Claim, anchor.owner)
        if claim is not None and claim.proposed and claim.binned_at is None:
            return claim
    return None


def claim_at(transaction: Transaction, *, story_id: str, start: int, end: int) -> Claim | None:
    """The claim that stands at exactly these words already: one assertion is one claim, however often it is marked."""
    positions = unpack_positions(draft_of(transaction, story_id).positions)
    for anchor in transaction.find(Anchor, story=story_id, owner_kind="claim"):
        place = positions.get(anchor.id)
        if place is not None and (place.start, place.end) == (start, end):
            claim = transaction.peek(Claim, anchor.owner)
            if claim is not None and claim.binned_at is None:
                return claim
    return None


def _covers(a_start: int, a_end: int, b_start: int, b_end: int) -> bool:
    return (a_start <= b_start and b_end <= a_end) or (b_start <= a_start and a_end <= b_end)


def accept_claim(transaction: Transaction, *, claim_id: str, fields: Mapping[str, object] | None = None) -> Claim:
    """Makes a proposal a claim of the story; sources its evidence rests on are accepted with it."""
    claim = transaction.get(Claim, claim_id)
    for item in transaction.find(Evidence, claim=claim.id):
        source = transaction.peek(Source, item.source) if item.source and item.binned_at is None else None
        if source is not None and source.proposed:
            transaction.put(replace(source, proposed=False))
    return transaction.put(_with_fields(replace(claim, proposed=False), _told(transaction, fields or {})))


def set_claim_fields(transaction: Transaction, *, claim_id: str, fields: Mapping[str, object]) -> Claim:
    """Changes fields of a claim; in its wording and in what it waits for a protected person stands under the code
    name. Refused: a day by which it is to come that nobody can mean."""
    return transaction.put(_with_fields(transaction.get(Claim, claim_id), _told(transaction, fields)))


def unmark_claim(transaction: Transaction, *, claim_id: str) -> Claim:
    """Lays a claim in the bin and takes its places out of the text; the words stay. An undo brings all home."""
    claim = transaction.get(Claim, claim_id)
    lift_anchors(transaction, story_id=claim.story, owners=(claim.id,))
    return transaction.put(replace(claim, binned_at=transaction.now))


def mark_again(transaction: Transaction, *, claim_id: str, start: int, end: int) -> Anchor:
    """One more place (code points) where the story states a claim; a place it has already is returned. A proposed claim
    is accepted with it; proposals that say nothing beyond these words are settled by it and go to the bin."""
    claim = transaction.get(Claim, claim_id)
    if claim.proposed:
        claim = accept_claim(transaction, claim_id=claim.id)
    positions = unpack_positions(draft_of(transaction, claim.story).positions)
    for anchor in transaction.find(Anchor, story=claim.story, owner=claim.id):
        place = positions.get(anchor.id)
        if place is not None and (place.start, place.end) == (start, end):
            return anchor
    _settle_proposals(transaction, claim.story, start, end)
    return place_anchors(transaction, story_id=claim.story, wanted=[Wanted("claim", claim.id, start, end)])[0]


def _settle_proposals(transaction: Transaction, story_id: str, start: int, end: int) -> None:
    draft = draft_of(transaction, story_id)
    positions = unpack_positions(draft.positions)
    for anchor in transaction.find(Anchor, story=story_id, owner_kind="claim"):
        place = positions.get(anchor.id)
        if place is None or place.start == place.end:
            continue
        if (start <= place.start and place.end <= end) or _is_same(draft.text, place, start, end):
            found = transaction.peek(Claim, anchor.owner)
            if found is not None and found.proposed and found.binned_at is None:
                unmark_claim(transaction, claim_id=found.id)


def _with_fields(claim: Claim, fields: Mapping[str, object]) -> Claim:
    changes: dict[str, object] = dict(fields)
    return replace(claim, **changes)  # pyright: ignore[reportArgumentType] - the storage checks every value


def attach_evidence(
    transaction: Transaction,
    *,
    claim_id: str,
    source_id: str | None = None,
    quote_id: str | None = None,
    capture_id: str | None = None,
    stance: Stance = "supports",
    authority: Authority | None = None,
    fields: Mapping[str, object] | None = None,
) -> Evidence:
    """Attaches one source, quote or capture to a claim. Authority defaults by the source's type and the claim,
    ``as_of`` by the date it speaks of. A source, quote and claim that were proposals are accepted with it."""
    if sum(found is not None for found in (source_id, quote_id, capture_id)) != 1:
        raise Refused("Evidence rests on exactly one thing: a source, a quote or a saved copy. Name one of them.")
    claim = transaction.get(Claim, claim_id)
    if claim.proposed:
        claim = accept_claim(transaction, claim_id=claim_id)
    _refuse_twice(transaction, claim=claim.id, source=source_id, quote=quote_id, capture=capture_id, stance=stance)
    quote = transaction.get(Quote, quote_id) if quote_id else None
    capture = transaction.get(Capture, capture_id) if capture_id else None
    behind = source_id or (quote.source if quote else None) or (capture.source if capture else None)
    source = transaction.get(Source, behind) if behind else None
    _accept(transaction, source, quote)
    as_of = (quote.said_at if quote else None) or (source.published if source else None)
    default = authority_of(transaction, claim=claim, source=source, quote=quote, day=as_of)
    agreed = agreed_terms(transaction.find, source=source, quote=quote)
    given = {**({"authority": authority} if authority else {}), **(fields or {})}
    return transaction.add(
        Evidence,
        **{
            "claim": claim.id, "source": source_id, "quote": quote_id, "capture": capture_id, "stance": stance,
            "authority": default, "as_of": as_of, "terms": agreed,
            "to_confirm": tuple(name for name in guessed_of(transaction.find, source) if name not in given), **given,
        },
    )  # fmt: skip


def set_evidence_fields(transaction: Transaction, *, evidence_id: str, fields: Mapping[str, object]) -> Evidence:
    """Changes an item of evidence; what a person sets is no guess any more. Refused when it would then say the same
    thing twice."""
    unknown = set(fields) - EVIDENCE_FIELDS
    if unknown:
        raise ValueError(f"evidence has no field {sorted(unknown)[0]!r} that can be set")
    item = transaction.get(Evidence, evidence_id)
    if fields.get("stance", item.stance) != item.stance:
        _refuse_twice(
            transaction, claim=item.claim, source=item.source, quote=item.quote, capture=item.capture,
            stance=fields["stance"],
        )  # fmt: skip
    changes: dict[str, object] = {**fields, "to_confirm": tuple(name for name in item.to_confirm if name not in fields)}
    return transaction.put(replace(item, **changes))  # pyright: ignore[reportArgumentType] - the storage checks


def confirm_evidence(
    transaction: Transaction, *, evidence_id: str, names: Collection[str] | None = None
) -> Evidence:  # fmt: skip
    """Says that what was guessed about an item is right: all of it, or the fields of ``names``."""
    item = transaction.get(Evidence, evidence_id)
    left = () if names is None else tuple(name for name in item.to_confirm if name not in names)
    return transaction.put(replace(item, to_confirm=left))


def detach_evidence(transaction: Transaction, *, evidence_id: str) -> Evidence:
    """Lays an item of evidence in the bin; the claim loses what it added to its level."""
    return transaction.put(replace(transaction.get(Evidence, evidence_id), binned_at=transaction.now))


def _refuse_twice(transaction: Transaction, **same: object) -> None:
    if any(item.binned_at is None for item in transaction.find(Evidence, **same)):
        raise Refused(
            "The same thing is attached to this claim in the same sense already; a second time it would say no more. "
            "Change what is there, or attach another source."
        )


def guessed_of(find: Find, source: Source | None) -> tuple[str, ...]:
    """The fields of evidence that are guesses where nobody gives them: also its terms, where they are asked about."""
    asks = source is not None and asks_terms(find, source)
    return ("authority", "as_of", "terms") if asks else ("authority", "as_of")


def asks_terms(find: Find, source: Source) -> bool:
    """Whether it is a talk of our own for which nobody noted what was agreed, so that it is asked."""
    return source.type in OWN_TALK and _noted(find, source.id) in (None, "unspecified")


def agreed_terms(find: Find, *, source: Source | None, quote: Quote | None = None) -> TermsValue:
    """What was agreed for the quote, its speaker, the source, or whoever wrote that or is interviewed in it, in this
    order; published matter is on the record."""
    speaker = quote.speaker if quote else None
    for record in (quote.id if quote else None, speaker, source.id if source else None):
        if value := _noted(find, record):
            return value
    if source is None or speaker is not None or not goes_by_role(source.type):
        return "on_record"
    return _noted(find, speaker_of(find, source)) or "on_record"


def _noted(find: Find, record: str | None) -> TermsValue | None:
    kept = [one for one in find(Terms, record=record) if one.binned_at is None] if record is not None else []
    return kept[-1].value if kept else None


def _accept(transaction: Transaction, source: Source | None, quote: Quote | None) -> None:
    if source is not None and source.proposed:
        transaction.put(replace(source, proposed=False))
    if quote is not None and quote.proposed:
        transaction.put(replace(quote, proposed=False))


def override_level(
    transaction: Transaction,
    *,
    claim_id: str,
    level: Level,
    reason_code: ReasonCode,
    note: str,
    suggested: Level,
    evidence_hash: str,
) -> Override:
    """Sets a level by hand beside the suggested one, which stays visible; ``check_override`` says what is refused."""
    claim = transaction.get(Claim, claim_id)
    check_override(level=level, suggested=suggested, note=note)
    return transaction.add(
        Override,
        claim=claim.id, level=level, reason_code=reason_code, note=note, by=transaction.actor, at=transaction.now,
        suggested_then=suggested, evidence_hash=evidence_hash,
    )  # fmt: skip


def clear_override(transaction: Transaction, *, claim_id: str) -> Claim:
    """Lays every level set by hand for a claim in the bin, so that the suggested one counts again."""
    for override in transaction.find(Override, claim=claim_id):
        if override.binned_at is None:
            transaction.put(replace(override, binned_at=transaction.now))
    return transaction.get(Claim, claim_id)
