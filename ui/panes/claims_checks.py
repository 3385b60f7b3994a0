"""Whether a claim was checked: by whom, when, with what outcome, and whether its words were changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from newsroom.desk.signed import name_of
from newsroom.domain.confidence_words import day_in_words
from newsroom.domain.wording import CHECK_NAMES
from ui.widgets.entries import tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.draft import Check


class CheckedLine(QWidget):
    """The newest check of the claim in a sentence. ``note`` is the button that notes another, to stand among the verbs
    of the claim; ``acts`` are the marks that can be left. Where the house has no use for them nothing of it is seen."""

    def __init__(self, acts: Sequence[QAction], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts = tuple(acts)
        self.words = wrapped(object_name="checked")
        self.note = QPushButton("Note a check…")
        self.note.setToolTip("Note that somebody checked the claim, and what came of it")
        self.note.setAutoDefault(False)
        menu = QMenu(self.note)
        menu.addActions(list(acts))
        self.note.setMenu(menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)

    def show_checked(self, view: StoryView, claim_id: str) -> None:
        """Says what the newest check of a claim of the view came to; nothing of a proposal."""
        rated = view.claims.get(claim_id)
        is_offered = any(act.isVisible() for act in self._acts) and rated is not None and not rated.claim.proposed
        self.setVisible(is_offered)
        self.note.setVisible(is_offered)
        if is_offered:
            tell(self.words, checked_words(view, claim_id))


def checked_words(view: StoryView, claim_id: str) -> str:
    """``Checked by Ida Renner on 12 March 2026: holds.`` with what was written, and that words were changed since."""
    found = _newest_check(view, claim_id)
    if found is None:
        return "Nobody has checked it yet."
    when = day_in_words(datetime.fromisoformat(found.at).date())
    note = f" “{found.note.strip()}”" if found.note.strip() else ""
    told = f"Checked by {name_of(found.by, view.records.members)} on {when}: {CHECK_NAMES[found.mark]}.{note}"
    return f"{told} Its words were changed since: check it again." if _is_stale(view, found) else told


def _newest_check(view: StoryView, claim_id: str) -> Check | None:
    """The last one noted at a place of the claim, or at words that share some with it."""
    places = [view.places[anchor] for anchor in view.anchors_of(claim_id) if anchor in view.places]

    def is_here(check: Check) -> bool:
        other = view.places.get(check.anchor)
        return other is not None and any(place.start < other.end and other.start < place.end for place in places)

    return next((check for check in reversed(view.records.checks) if is_here(check)), None)


def _is_stale(view: StoryView, check: Check) -> bool:
    ground = view.checked.ground
    return ground is not None and any(one.id == check.id and one.stale for one in ground.facts.checks)
