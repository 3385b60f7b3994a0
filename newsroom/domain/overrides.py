"""Which levels may be set by hand (domain.md section 3, last part)."""

from newsroom.domain.claim import Level
from newsroom.domain.errors import Refused
from newsroom.domain.wording import LEVEL_NAMES

SCALE: tuple[Level, ...] = ("unsourced", "low", "moderate", "high", "confirmed")
SHORTEST_NOTE = 15
"""Code points a note must have, white space at the ends not counted."""


def check_override(*, level: Level, suggested: Level, note: str) -> None:
    """Refuses what evidence must do: up two levels, up to confirmed, or out of disputed and refuted; and the level that
    is suggested anyhow, which is none set by hand.

    Down is free. Up one level is an editor's act who is not the author; on one machine that is only asserted.
    """
    if len(note.strip()) < SHORTEST_NOTE:
        raise Refused(f"A level set by hand needs a note of at least {SHORTEST_NOTE} characters that says why.")
    if level == suggested:
        raise Refused(
            f"The evidence suggests {LEVEL_NAMES[level]} already, so there is nothing to set by hand. Choose another "
            "level, or leave it as it is."
        )
    if suggested in ("disputed", "refuted"):
        raise Refused(
            f"The evidence makes this claim {suggested}. Only answering the contradicting evidence clears that: "
            "attach what settles it, or change the stance of the item that contradicts."
        )
    if level not in SCALE or suggested not in SCALE:
        return
    steps = SCALE.index(level) - SCALE.index(suggested)
    if steps >= 2 or (steps >= 1 and level == "confirmed"):
        raise Refused(
            f"The evidence suggests {suggested}; {level} is too far above it to be set by hand. "
            "Attach the evidence that makes you so sure, and the level follows."
        )
