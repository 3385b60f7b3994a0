"""In which order the things found in a text are gone through: as the text has them, or by what a check is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.editor.proposals import Standing


class ProposalOrder:
    """``by_worth``: what a check is worth most comes first; else they come as the text has them."""

    def __init__(self) -> None:
        self.by_worth = False
        self._worth: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        """Of another story nothing is known yet."""
        self._worth.clear()

    def key(self, one: Standing) -> tuple[int, bool, int, int, str]:
        return (-self._points(one) if self.by_worth else 0, *order_in_text(one))

    def sorted(self, waiting: Sequence[Standing]) -> list[Standing]:
        return sorted(waiting, key=self.key)

    def next_of(
        self, waiting: Sequence[Standing], *, after: Standing | None, caret: int, current: Standing | None
    ) -> Standing | None:  # fmt: skip
        """The next one behind ``after``, from the first again after the last; without one the first, in the order of
        the text the first at or below the caret."""
        ordered = self.sorted(waiting)
        if after is not None:
            later = [one for one in ordered if self.key(one) > self.key(after)]
            earlier = [one for one in ordered if self.key(one) < self.key(after)]
            return next(iter(later or earlier), None if earlier or later else current)
        below = [one for one in ordered if self.by_worth or one.start is None or one.start >= caret]
        return next(iter(below or ordered), None)

    def _points(self, one: Standing) -> int:
        """How much a check of it is worth; of words somebody said, of what they say. Read once."""
        from newsroom.text.worth import worth_of

        proposal = one.proposal
        if proposal.kind == "source":
            return 0
        known = (proposal.id, proposal.words)
        if known not in self._worth:
            kind = proposal.detail if proposal.kind == "claim" else "speech"
            self._worth[known] = worth_of(proposal.words, kind).points
        return self._worth[known]


def order_in_text(one: Standing) -> tuple[bool, int, int, str]:
    """Of two that begin together the shorter one, a quotation within its sentence, is judged first."""
    return (one.start is None, one.start or 0, one.end or 0, one.proposal.id)
