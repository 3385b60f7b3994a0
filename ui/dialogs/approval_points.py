"""What keeps a story from a stage: each point whole, with where it stands and who can clear it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.dialogs.export_points import HEADINGS, PointList, where_words

if TYPE_CHECKING:
    from newsroom.domain.readiness import Finding

SPOKEN = {"stop": "Nobody can waive it:", "ask": "To settle:", "tell": "To settle:"}


class UnmetList(PointList):
    """Return or a double click on a point goes to its place."""

    def show_unmet(self, unmet: Sequence[Finding], *, text: str) -> None:
        """Shows the points in their order; ``text`` is the draft they were found in. The point the keyboard stood on
        keeps it, or the one that came into its row."""
        row, before = self.currentRow(), self.point
        self.clear()
        for finding in unmet:
            icon, role, _ = HEADINGS[finding.weight]
            about = (where_words(finding, text), f"To clear it: {finding.who}")
            self.add_point(finding, about, icon=icon, role=role, spoken=SPOKEN[finding.weight])
        same = [at for at, one in enumerate(unmet) if before and (one.code, one.record) == (before.code, before.record)]
        self.setCurrentRow(same[0] if same else min(max(row, 0), len(unmet) - 1))
