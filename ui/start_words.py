"""What is said once the desk is open: that it is only read, what was brought back, a backup that failed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ui.notices import Notice

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.notices import Notices
    from ui.session import Session


def tell_of_the_start(desk: Desk, *, saved_at: str, session: Session, notices: Notices) -> None:
    """That the desk is only read and why; or else what was brought back, and a backup that failed the last time."""
    from ui.ending import BACKUP_TROUBLE

    if desk.archive.is_read_only:
        notices.say(Notice(desk.archive.read_only_because, kind="trouble", key="desk"))
        return
    if saved_at:
        notices.note(recovery_words(saved_at))
    told = str(session.get(BACKUP_TROUBLE, ""))
    if told:
        session.set(BACKUP_TROUBLE, None)
        notices.say(Notice(told, kind="trouble", key="backup"))


def recovery_words(saved_at: str) -> str:
    """What was brought back after a session that was cut short; ``saved_at`` is the newest save, in UTC."""
    moment = datetime.fromisoformat(saved_at).astimezone()
    day = "" if moment.date() == datetime.now(UTC).astimezone().date() else f"{moment:%d %B} at "
    return f"The last session ended without saying goodbye. Everything up to {day}{moment:%H:%M:%S} is here."
