"""The kept versions of a story: their words, a name for one, a safe copy before a restore, thinning out the old."""

from concurrent.futures import Future
from dataclasses import replace

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import draft_of, keep_revision
from newsroom.desk.kept_states import rebuilt, thin_versions
from newsroom.domain.draft import Revision
from newsroom.domain.errors import Refused
from newsroom.storage.archive import Written
from newsroom.storage.queries import Queries
from newsroom.storage.revisions import newest_revision
from newsroom.storage.transaction import Transaction


def revision_text(queries: Queries, revision_id: str) -> str:
    """The words of a kept version; ``Damaged`` when they cannot be made again as they were."""
    revision = queries.get(Revision, revision_id)
    return rebuilt(revision, queries.get(Revision, revision.base) if revision.base is not None else None)


def name_version(
    transaction: Transaction, *, story_id: str, name: str, revision_id: str | None = None
) -> Revision:  # fmt: skip
    """Keeps the present words, or those of an older version, for good under a name."""
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("A named version needs a name, so that you find it again. Write one.")
    if revision_id is None:
        return keep_revision(transaction, story_id=story_id, why="named", name=wanted)
    revision = transaction.get(Revision, revision_id)
    base = transaction.get(Revision, revision.base) if revision.base is not None else None
    why = "named" if revision.why == "autosave" else revision.why
    whole = rebuilt(revision, base)
    return transaction.put(replace(revision, text=whole, base=None, delta=None, why=why, name=wanted))


def keep_before_restore(transaction: Transaction, *, story_id: str) -> Revision:
    """Keeps the present words for good before an older version takes their place; words that are kept for good already
    need no second version."""
    draft = draft_of(transaction, story_id)
    newest = newest_revision(transaction, story_id=story_id)
    if newest is not None and newest.sha256 == draft.sha256 and newest.why != "autosave":
        return newest
    return keep_revision(transaction, story_id=story_id, why="before_restore")


def thin_story_versions(desk: Desk, *, story_id: str) -> "Future[Written[int]]":
    """Thins the versions of a story in the background, when nothing else waits to be written."""
    return desk.batch("Thin out versions", lambda transaction: thin_versions(transaction, story_id=story_id))
