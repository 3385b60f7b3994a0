"""Places that lost their words or changed them: looked at again, found again, or lifted from the text. Always by a
person's hand; nothing here moves a place by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from newsroom.desk.drafts import CONTEXT, draft_of
from newsroom.desk.people import without_names
from newsroom.domain.anchor import Place, pack_positions, state_of, unpack_positions
from newsroom.domain.claim import Claim
from newsroom.domain.draft import Anchor
from newsroom.domain.errors import Missing, Refused
from newsroom.storage.transaction import Transaction
from newsroom.text.reanchor import Candidate, Words, candidates


def accept_wording(transaction: Transaction, *, anchor_id: str) -> Anchor:
    """Takes the words that stand at the place now as the ones that were meant; the wording of a claim follows them,
    protected people by their code names.
    Refused for a place that lost its words."""
    anchor = transaction.get(Anchor, anchor_id)
    draft = draft_of(transaction, anchor.story)
    places = unpack_positions(draft.positions)
    place = places.get(anchor.id)
    if place is None or place.start == place.end:
        raise Refused("Nothing is left of these words in the text. Find their place again, or take the mark away.")
    words = draft.text[place.start : place.end]
    if anchor.owner_kind == "claim":
        wording = without_names(transaction, words, with_surnames=True)
        transaction.put(replace(transaction.get(Claim, anchor.owner), wording=wording))
    places[anchor.id] = Place(place.start, place.end, "attached")
    transaction.put(replace(draft, positions=pack_positions(places)))
    return transaction.put(remembering(anchor, draft.text, place.start, place.end, exact=words))


def accept_wordings(transaction: Transaction, *, anchor_ids: Iterable[str]) -> tuple[Anchor, ...]:
    """As ``accept_wording``, for each of these."""
    return tuple(accept_wording(transaction, anchor_id=anchor) for anchor in anchor_ids)


def take_offered_words(transaction: Transaction, *, places: Mapping[str, tuple[int, int]]) -> tuple[Anchor, ...]:
    """Takes the words that stand at these places (code points, by anchor) as the ones that were meant, after words the
    desk offered were put into the text. Refused: a place outside the text or without a character."""
    return tuple(
        accept_wording(transaction, anchor_id=place_again(transaction, anchor_id=anchor, start=start, end=end).id)
        for anchor, (start, end) in places.items()
    )


def place_again(transaction: Transaction, *, anchor_id: str, start: int, end: int) -> Anchor:
    """Puts a mark at ``start``–``end`` (code points). Words other than those it was made for are shown as reworded,
    to be looked at. Refused: a place outside the text or without a character."""
    anchor = transaction.get(Anchor, anchor_id)
    draft = draft_of(transaction, anchor.story)
    if not 0 <= start < end <= len(draft.text):
        raise Refused("That is no place in the text any more. Select the words again.")
    state = state_of(draft.text[start:end], anchor.exact)
    places = {**unpack_positions(draft.positions), anchor.id: Place(start, end, state)}
    transaction.put(replace(draft, positions=pack_positions(places)))
    return transaction.put(remembering(anchor, draft.text, start, end, exact=anchor.exact))


def find_again_candidates(text: str, anchor: Anchor, *, near: int = 0) -> tuple[Candidate, ...]:
    """Where the words of ``anchor`` may stand in ``text`` now, the likeliest first; ``near`` is where they were."""
    return candidates(Words(anchor.exact, anchor.before, anchor.after), text, near=near)


def lift_anchors(transaction: Transaction, *, story_id: str, owners: Iterable[str]) -> None:
    """Takes the places of these owners out of the text and lays their anchors in the bin; an undo brings both home."""
    wanted = set(owners)
    lifted = [
        one
        for one in transaction.find(Anchor, story=story_id, owner=tuple(wanted))
        if one.binned_at is None
    ]  # fmt: skip
    if not lifted:
        return
    draft = draft_of(transaction, story_id)
    places = unpack_positions(draft.positions)
    for anchor in lifted:
        places.pop(anchor.id, None)
        transaction.put(replace(anchor, binned_at=transaction.now))
    transaction.put(replace(draft, positions=pack_positions(places)))


def place_of(transaction: Transaction, *, anchor_id: str) -> Place:
    """Where an anchor lies in the draft; ``Missing`` when it has no place."""
    anchor = transaction.get(Anchor, anchor_id)
    place = unpack_positions(draft_of(transaction, anchor.story).positions).get(anchor.id)
    if place is None:
        raise Missing("This mark has no place in the text any more.")
    return place


def remembering(anchor: Anchor, text: str, start: int, end: int, *, exact: str) -> Anchor:
    """The anchor with the words it was made for, and those around its place."""
    return replace(anchor, exact=exact, before=text[max(0, start - CONTEXT) : start], after=text[end : end + CONTEXT])
