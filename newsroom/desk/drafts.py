"""The words of a story and the places marked in them: save, keep a revision, place an anchor."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from newsroom.desk.desk import Desk, Done
from newsroom.desk.kept_states import keep_autosaved, thin_versions
from newsroom.domain.anchor import Place, pack_positions, unpack_positions
from newsroom.domain.draft import Anchor, Draft, OwnerKind, Revision, RevisionWhy, sha256_of_text
from newsroom.domain.errors import ArchiveTrouble, Damaged, Missing
from newsroom.storage.transaction import Transaction

CONTEXT = 32
"""How many code points before and after an anchor's words are kept to find it again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An anchor to be placed: code points ``start`` to ``end`` of the draft belong to ``owner``."""

    owner_kind: OwnerKind
    owner: str
    start: int
    end: int


def add_draft(transaction: Transaction, *, story_id: str, text: str) -> Draft:
    """The first words of a new story."""
    return transaction.add(Draft, story=story_id, text=text, sha256=sha256_of_text(text), positions=pack_positions({}))


def draft_of(transaction: Transaction, story_id: str) -> Draft:
    """The words of a story, or ``Missing``."""
    drafts = transaction.drafts_of(story_id)
    if not drafts:
        raise Missing(f"There is no draft of story {story_id} on this desk.")
    return drafts[0]


def save_draft(
    transaction: Transaction, *, story_id: str, text: str, positions: Mapping[str, Place] | None = None
) -> Draft:
    """Stores the words and, with them in one transaction, where the anchors lie; None leaves the places as they are.
    New words are kept as a version too, which no undo takes away."""
    return _save(transaction, story_id=story_id, text=text, positions=positions)[0]


def _save(
    transaction: Transaction, *, story_id: str, text: str, positions: Mapping[str, Place] | None
) -> tuple[Draft, Revision | None]:
    draft = draft_of(transaction, story_id)
    packed = draft.positions if positions is None else pack_positions(positions)
    saved = transaction.put(replace(draft, text=text, sha256=sha256_of_text(text), positions=packed))
    return saved, keep_autosaved(transaction, before=draft, after=saved)


def autosave_draft(
    desk: Desk,
    *,
    story_id: str,
    text: str,
    positions: Mapping[str, Place],
    told: Callable[[object], None],
    is_superseded: Callable[[], bool] = lambda: False,
) -> None:
    """Saves the newest words of a story as soon as it can; nobody waits.

    ``is_superseded`` is asked in the writer's thread when its turn comes: words stored meanwhile by an act that went
    before are not overwritten with these older ones.

    ``told`` gets ``Done`` only once the words are on the disk and were read back from there through another
    connection, and an ``ArchiveTrouble`` each time they could not be saved yet; they are kept and tried again.
    """

    kept: list[Revision] = []

    def told_and_thinned(outcome: object) -> None:
        told(outcome)
        if isinstance(outcome, Done) and any(state.text is not None for state in kept):
            # Once in many saves, and not again while the desk is closing.
            with suppress(ArchiveTrouble):
                desk.batch("Thin out versions", lambda transaction: thin_versions(transaction, story_id=story_id))

    def save(transaction: Transaction) -> Draft:
        if is_superseded():
            return draft_of(transaction, story_id)
        saved, state = _save(transaction, story_id=story_id, text=text, positions=positions)
        kept[:] = [state] if state is not None else []
        return saved

    def read_back(saved: Draft) -> None:
        check_saved(desk.queries.draft(story_id), saved)

    desk.autosave(f"draft {story_id}", "Typing", save, told=told_and_thinned, read_back=read_back)


def check_saved(stored: Draft, saved: Draft) -> None:
    """Refuses ``stored``, as read back, when it is neither what was ``saved`` nor something newer."""
    if stored.version < saved.version or (stored.version == saved.version and stored.sha256 != saved.sha256):
        raise Damaged(
            "The words were written but came back from the disk changed. They are still in the editor: "
            "save them as a file somewhere else, then check the disk."
        )


def keep_revision(transaction: Transaction, *, story_id: str, why: RevisionWhy, name: str = "") -> Revision:
    """Keeps the present words for good, with their places."""
    draft = draft_of(transaction, story_id)
    return transaction.add(
        Revision,
        story=story_id, seq=transaction.next_seq(), text=draft.text, sha256=draft.sha256, positions=draft.positions,
        why=why, name=name, author=transaction.actor,
    )  # fmt: skip


def place_anchors(transaction: Transaction, *, story_id: str, wanted: Sequence[Wanted]) -> tuple[Anchor, ...]:
    """Marks places of the draft; refuses a place outside the text or without a character."""
    draft = draft_of(transaction, story_id)
    for place in wanted:
        if not 0 <= place.start < place.end <= len(draft.text):
            raise ValueError(
                f"the place {place.start}–{place.end} does not lie in a text of {len(draft.text)} characters"
            )
    anchors = transaction.add_all(
        Anchor,
        [
            {
                "story": story_id,
                "owner_kind": place.owner_kind,
                "owner": place.owner,
                "exact": draft.text[place.start : place.end],
                "before": draft.text[max(0, place.start - CONTEXT) : place.start],
                "after": draft.text[place.end : place.end + CONTEXT],
            }
            for place in wanted
        ],
    )
    positions = dict(unpack_positions(draft.positions))
    for anchor, place in zip(anchors, wanted, strict=True):
        positions[anchor.id] = Place(place.start, place.end, "attached")
    transaction.put(replace(draft, positions=pack_positions(positions)))
    return anchors
