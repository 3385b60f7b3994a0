"""How the states of a story's words are kept: each autosaved one as what differs from a whole one, and thinned out as
they grow old. A text that is made again is checked against its SHA-256 before anybody sees it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from newsroom.domain.draft import Draft, Revision, sha256_of_text
from newsroom.domain.errors import Damaged
from newsroom.domain.ids import short_id
from newsroom.domain.text_delta import Delta, applied, edit_between, followed_by, packed, unpacked
from newsroom.domain.thinning import thinned
from newsroom.storage.revisions import count_resting_on, lines_in, newest_revision, whole_before
from newsroom.storage.transaction import Transaction

WHOLE_EVERY = 50
"""At least every so many states one is kept whole."""
MOST_REBASED = 20
"""Whole states that may go at one thinning while others rest on them: it runs between two keys."""


def keep_autosaved(transaction: Transaction, *, before: Draft, after: Draft) -> Revision | None:
    """Keeps what was just saved as a version, beside the act that saved it and no part of any undo; None when the
    newest version has these words already."""
    newest = newest_revision(transaction, story_id=after.story)
    if newest is not None and newest.sha256 == after.sha256:
        return None
    base, delta = _as_difference(transaction, newest, before, after)
    return transaction.add_silently(
        Revision,
        story=after.story, seq=transaction.next_seq(), text=after.text if base is None else None, sha256=after.sha256,
        positions=after.positions if base is None else "", why="autosave", author=transaction.actor, base=base,
        delta=None if base is None else packed(delta),
    )  # fmt: skip


def _as_difference(
    transaction: Transaction, newest: Revision | None, before: Draft, after: Draft
) -> tuple[str | None, Delta]:
    """The whole version the new words differ from, and how; no version when they are to be kept whole."""
    if newest is None or newest.why != "autosave" or newest.name or newest.sha256 != before.sha256:
        return None, ()
    base = newest.base or newest.id
    if count_resting_on(transaction, base=base) >= WHOLE_EVERY - 1:
        return None, ()
    edit = edit_between(before.text, after.text)
    delta = followed_by(unpacked(newest.delta) if newest.delta else (), edit) if edit is not None else ()
    return (None, ()) if _is_too_long(delta, after.text) else (base, delta)


def _is_too_long(delta: Delta, text: str) -> bool:
    return sum(len(inserted) for _, _, inserted in delta) > len(text) // 2


def rebuilt(revision: Revision, base: Revision | None) -> str:
    """The words of a version, made from ``base`` where it is kept as what differs from it."""
    try:
        text = revision.text
        if text is None and base is not None and base.text is not None:
            text = applied(base.text, unpacked(revision.delta or "[]"))
    except ValueError:
        text = None
    if text is None or sha256_of_text(text) != revision.sha256:
        raise Damaged(
            f"The words of version {short_id(revision.id)} no longer match their SHA-256, so they are not shown as "
            "good. Run 'newsroom verify' to see what is affected and 'newsroom restore' to bring back a verified "
            "backup."
        )
    return text


def thin_versions(transaction: Transaction, *, story_id: str) -> int:
    """Lets go of autosaved states as ``domain.thinning`` says; what rested on one that goes is written anew on one that
    stays. Returns how many went."""
    going = thinned(lines_in(transaction, story_id=story_id))
    resting: dict[str, list[Revision]] = {}
    for state in transaction.find(Revision, base=tuple(going)) if going else ():
        if state.id not in going:
            resting.setdefault(state.base or "", []).append(state)
    postponed = frozenset(list(resting)[MOST_REBASED:])
    for base, states in resting.items():
        if base not in postponed:
            _rebase(transaction, transaction.get(Revision, base), states, going=going)
    for gone in going - postponed:
        transaction.remove(transaction.get(Revision, gone))
    return len(going) - len(postponed)


def _rebase(transaction: Transaction, base: Revision, states: Sequence[Revision], *, going: Collection[str]) -> None:
    """Writes states anew on the whole one before them that stays; where they differ too much, or too many rest on it,
    one becomes whole and carries the next."""
    in_order = [(state, rebuilt(state, base)) for state in sorted(states, key=lambda one: one.seq)]
    ground = whole_before(transaction, story_id=base.story, seq=in_order[0][0].seq, but=going)
    carried = count_resting_on(transaction, base=ground.id) if ground is not None else 0
    for state, text in in_order:
        edit = edit_between(ground.text or "", text) if ground is not None else None
        delta = (edit,) if edit is not None else ()
        if ground is None or carried >= WHOLE_EVERY - 1 or _is_too_long(delta, text):
            ground = transaction.put(replace(state, text=text, base=None, delta=None))
            carried = 0
        else:
            transaction.put(replace(state, base=ground.id, delta=packed(delta)))
            carried += 1
