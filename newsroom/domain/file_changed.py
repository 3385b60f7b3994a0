"""When a file says it was changed: told in the description of its source, for there is no field of its own."""

import re

_CHANGED = re.compile(r"Changed (?P<moment>\d{4}(?:-\d\d){0,2}(?:[ T]\d\d:\d\d\S*)?), as the file itself says\.")


def changed_note(modified: str) -> str:
    """The sentence for a moment as the file tells it (``2025-07-14T10:30``)."""
    return f"Changed {modified.replace('T', ' ')}, as the file itself says."


def changed_in(description: str) -> str:
    """The moment such a sentence tells, as a partial date; empty where none is told."""
    found = _CHANGED.search(description)
    return found["moment"].replace(" ", "T") if found is not None else ""
