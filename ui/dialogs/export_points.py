"""What is open when a story is to leave, by weight: each point whole, with where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from newsroom.domain.readiness_point import shown

if TYPE_CHECKING:
    from newsroom.domain.readiness import Finding
    from ui.icons import Icons

HEADINGS = {
    "stop": ("stop", "stop", "Stops the story. Nobody can waive it."),
    "ask": ("ask", "ask", "Asks for an answer: mend it, or give one reason for all of them."),
    "tell": ("note", "tell", "Told"),
}
"""Icon, role of its colour, and what stands above the points of a weight."""

FIRST = "First, by the house rules; until then it can leave as a draft."
"""What stands above what keeps a story from the stage in which it leaves."""

FINDING_ROLE = Qt.ItemDataRole.UserRole


class PointList(QListWidget):
    """Return or a double click on a point goes to its place."""

    opened = Signal(object)
    """The ``Finding`` the person wants to be taken to."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setAccessibleName("Open points")
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSpacing(2)
        self.itemDoubleClicked.connect(self._open)

    def show_findings(self, findings: Sequence[Finding], *, text: str, first: Sequence[Finding] = ()) -> None:
        """Shows the findings, the weightiest first; ``text`` is the draft they were found in. ``first`` are those the
        rules of the stages want settled before the story leaves otherwise than as a draft."""
        self.clear()
        if first:
            self.add_heading(f"{FIRST} ({len(first)})")
        for finding in first:
            icon, role, _ = HEADINGS[finding.weight]
            about = (where_words(finding, text), f"To clear it: {finding.who}")
            self.add_point(finding, about, icon=icon, role=role, spoken=FIRST)
        for weight, (icon, role, heading) in HEADINGS.items():
            found = [finding for finding in findings if finding.weight == weight]
            if not found:
                continue
            self.add_heading(f"{heading} ({len(found)})")
            for finding in found:
                self.add_point(finding, (where_words(finding, text),), icon=icon, role=role, spoken=heading)

    def add_point(
        self, finding: Finding, about: Sequence[str], *, icon: str, role: str, spoken: str
    ) -> None:  # fmt: skip
        """One point with what is to be known ``about`` it in lines below; ``spoken`` says before it what it is."""
        lines = [line for line in about if line]
        item = QListWidgetItem("\n".join((finding.message, *lines)))
        item.setIcon(self._icons.icon(icon, role))
        item.setData(FINDING_ROLE, finding)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join((spoken, finding.message, *lines)))
        self.addItem(item)

    @property
    def point(self) -> Finding | None:
        """The point the keyboard stands on."""
        item = self.currentItem()
        return item.data(FINDING_ROLE) if item is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Return belongs to the point here, not to the dialog's default button.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._open(self.currentItem())
            return
        super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        finding = item.data(FINDING_ROLE)
        if finding is not None:
            self.opened.emit(finding)

    def add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemIsEnabled)
        self.addItem(item)


def where_words(finding: Finding, text: str) -> str:
    """The line of the text and the words, for a finding that stands somewhere: ``line 3 “…”``."""
    if finding.start is None or finding.end is None:
        return ""
    line = text.count("\n", 0, finding.start) + 1
    words = shown(text[finding.start : finding.end], limit=60)
    return f"Line {line}: {words}"
