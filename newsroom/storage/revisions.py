"""The kept states of a story's words, without reading more of them than is asked for."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from newsroom.domain.draft import Revision, RevisionLine
from newsroom.storage.schema import TABLES, record_from
from newsroom.storage.transaction import Transaction

_LINE = ("id", "seq", "created_at", "why", "name", "author", "sha256")


def revision_lines(connection: Connection, story_id: str) -> tuple[RevisionLine, ...]:
    """Every kept state of a story without its words, by seq."""
    table = TABLES[Revision]
    of_story = select(*(table.c[name] for name in _LINE)).where(table.c.story == story_id, table.c.binned_at.is_(None))
    return tuple(RevisionLine(*row) for row in connection.execute(of_story.order_by(table.c.seq)).all())


def lines_in(transaction: Transaction, *, story_id: str) -> tuple[RevisionLine, ...]:
    """The same, as the transaction sees it."""
    return revision_lines(transaction.connection, story_id)


def newest_revision(transaction: Transaction, *, story_id: str) -> Revision | None:
    """The state kept last, with its words or delta."""
    table = TABLES[Revision]
    newest = select(table).where(table.c.story == story_id).order_by(table.c.seq.desc()).limit(1)
    row = transaction.connection.execute(newest).one_or_none()
    return None if row is None else record_from(Revision, row)


def count_resting_on(transaction: Transaction, *, base: str) -> int:
    """How many states are kept as what differs from ``base``."""
    table = TABLES[Revision]
    counted = select(func.count()).select_from(table).where(table.c.base == base)
    return int(transaction.connection.execute(counted).scalar_one())


def whole_before(transaction: Transaction, *, story_id: str, seq: int, but: Collection[str]) -> Revision | None:
    """The newest autosaved state before ``seq`` that is kept whole and is none of ``but``."""
    table = TABLES[Revision]
    whole = select(table).where(
        table.c.story == story_id, table.c.seq < seq, table.c.text.is_not(None), table.c.why == "autosave",
        table.c.name == "", table.c.id.not_in(tuple(but)),
    )  # fmt: skip
    row = transaction.connection.execute(whole.order_by(table.c.seq.desc()).limit(1)).one_or_none()
    return None if row is None else record_from(Revision, row)
