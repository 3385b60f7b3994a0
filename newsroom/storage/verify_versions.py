"""Do the kept states of the words still make the words they were made from? Part of looking at a whole desk."""

import sqlite3
from collections.abc import Callable

from newsroom.domain.ids import short_id
from newsroom.domain.text_delta import applied, unpacked
from newsroom.storage.soundness import sha256_of_words

_STATES = (
    "SELECT s.id, s.text, s.sha256, s.base, s.delta FROM revision AS s "
    "WHERE s.rowid > ? AND s.rowid <= ? AND (s.text IS NOT NULL OR s.delta IS NOT NULL) ORDER BY s.base, s.rowid"
)


def version_faults(connection: sqlite3.Connection, *, span: tuple[object, object], tell: Callable[..., None]) -> None:
    """Tells of each state between two row numbers (both inclusive) whose words do not match their SHA-256."""
    first, last = span
    rows = connection.execute(_STATES, (int(str(first)) - 1, last)).fetchall()
    base_id, base = "", None
    for record, text, sha256, rests_on, delta in rows:
        if text is None and rests_on != base_id:
            base_id = str(rests_on)
            found = connection.execute("SELECT text FROM revision WHERE id = ?", (base_id,)).fetchone()
            base = found[0] if found is not None else None
        if sha256_of_words(text if text is not None else _made(base, delta)) != sha256:
            tell(
                "text", f"The words of version {short_id(str(record))} do not match the SHA-256 kept with them.",
                table="revision", record=str(record),
            )  # fmt: skip


def _made(base: object, delta: object) -> str | None:
    """The words a delta makes; None, which has no hash of any words, when it makes none."""
    try:
        return applied(base, unpacked(str(delta))) if isinstance(base, str) else None
    except ValueError:
        return None
