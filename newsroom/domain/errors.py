"""The kinds of trouble a caller can tell apart. Each carries whole sentences: what is wrong, and what to do."""


class NewsroomError(Exception):
    """The root of every error this program raises on purpose; its text is shown to the person as it stands."""


class Refused(NewsroomError):
    """A rule of the trade forbids the act; the sentence names the blocker. Nothing was changed."""


class RefusedForGood(Refused):
    """Nothing the person can do would ever let the act pass; who offers it need not offer it again."""


class Missing(NewsroomError):
    """The record asked for is not on this desk (any more)."""


class StaleUndo(NewsroomError):
    """An undo or redo found a row that no longer equals what the step left behind. Nothing was changed."""


class BadInput(NewsroomError):
    """A file or argument from outside cannot be used; the sentence says what is wrong and what to do."""


class ArchiveTrouble(NewsroomError):
    """The world's fault, not ours: disk full, locked, damaged, a newer version. Says what is safe and what to do."""


class DeskHeld(ArchiveTrouble):
    """Another process holds the desk for writing; the sentence says who. Reading is still possible."""


class Damaged(ArchiveTrouble):
    """Words or bytes on the disk no longer match the SHA-256 that was stored with them."""
