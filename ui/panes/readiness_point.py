"""What the line at the foot of the window is made of: the counts, and the point reached with what can be done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.panes.readiness_lines import Counts, Open, counts_in_words, is_same_point
from ui.widgets.empty_state import IconView
from ui.widgets.entries import tell, wrapped
from ui.widgets.only_reads import only_reads

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.desk.offered_wording import Offer
    from newsroom.domain.readiness import Finding
    from ui.icons import Icons

WEIGHTS = {
    "stop": ("stop", "stop", "Stops the story"),
    "ask": ("ask", "ask", "Asked when the story leaves"),
    "tell": ("note", "tell", "Told"),
}
"""Icon, role of its colour, and what it says."""
SETTLED_BY = {"SOURCE_NOT_ATTACHED": "cite"}
"""Finding → the action that settles it at its place."""


class CountsButton(QToolButton):
    """``2 to ask · 5 told · sourced 9 of 31``: pressing it goes to the next point."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip("Go to the next open point (F4)")

    def show_counts(self, found: Counts, *, coverage: str) -> None:
        worst = "stop" if found.stop else "ask" if found.ask else "tell" if found.tell else ""
        icon, role = WEIGHTS[worst][:2] if worst else ("accept", "good")
        self.setIcon(self._icons.icon(icon, role))
        words = f"{counts_in_words(found)} · {coverage}"
        self.setText(words)
        self.setAccessibleName(f"Open points: {words}")


class PointBar(QFrame):
    """The point reached: what it is, who can clear it, and for what is only told a way to let it stand."""

    went_on = Signal()
    closed = Signal()
    dismissed = Signal(object, str)
    wording_wanted = Signal()

    def __init__(self, *, icons: Icons, key_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        """``key_of`` gives the key of an action, as people read it; empty where it has none."""
        super().__init__(parent)
        self._key_of = key_of
        self.shown: Open | None = None
        self.offer: Offer | None = None
        self.icon = IconView("note", icons=icons, side=self.fontMetrics().height() + 2)
        self.words, self.who = wrapped(object_name="words"), wrapped(object_name="who")
        self.next, self.let_stand = only_reads(QPushButton("Next point")), QPushButton("Dismiss…")
        self.close_it = only_reads(QPushButton("Close"))
        self.offered, self.use = wrapped(object_name="offered"), QPushButton("Use these words")
        self.use.setToolTip("Put the words offered into the text; Undo takes them back (Alt+W)")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why it may stay")
        self.reason.setPlaceholderText("Why it may stay; Return dismisses it, Esc does not")
        self._lay_out()
        self.next.clicked.connect(self.went_on)
        self.close_it.clicked.connect(self.closed)
        self.let_stand.clicked.connect(self._ask_why)
        self.use.clicked.connect(self.wording_wanted)
        self.reason.returnPressed.connect(self._settle)
        self.hide()

    def show_point(self, point: Open, *, number: int, of: int) -> None:
        self.shown = point
        icon, role, weight = WEIGHTS[point.finding.weight]
        self.icon.show_icon(icon, role=role)
        self.icon.setAccessibleName(weight)
        self._tell(point, number=number, of=of)
        self.let_stand.setVisible(point.finding.weight == "tell")
        self.reason.hide()
        self.reason.clear()
        self.show()

    def show_offer(self, offer: Offer | None) -> None:
        """The words that would settle it, and the button that takes them; neither where there are none."""
        self.offer = offer
        tell(self.offered, f"Offered: “{offer.shown}”" if offer is not None else "")
        self.use.setVisible(offer is not None)

    def keep_only(self, found: tuple[Open, ...]) -> None:
        """Closes when the point shown is no longer open; else its number follows the list."""
        shown = self.shown
        if shown is None or self.isHidden():
            return
        still = [one for one in found if is_same_point(one.finding, shown.finding)]
        if not still:
            self.shown = None
            self.hide()
            return
        if shown not in still:
            at = shown.start or 0
            self.shown = shown = min(still, key=lambda one: abs((one.start or 0) - at))
        self._tell(shown, number=found.index(shown) + 1, of=len(found))

    def _tell(self, point: Open, *, number: int, of: int) -> None:
        weight = WEIGHTS[point.finding.weight][2]
        tell(self.words, self._with_key(point.finding))
        where = "" if point.start is not None else " It stands outside the text."
        tell(self.who, f"{weight}, {number} of {of}. To clear it: {point.finding.who}.{where}")
        self.setAccessibleName(f"Open point: {point.finding.message}")

    def _with_key(self, finding: Finding) -> str:
        """The message, with the key that settles it where one does."""
        key = self._key_of(SETTLED_BY[finding.code]) if finding.code in SETTLED_BY else ""
        return f"{finding.message.rstrip('.')} ({key})." if key else finding.message

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.reason.isVisible():
            self.reason.hide()
            self.let_stand.setFocus()
        else:
            self.closed.emit()

    def _ask_why(self) -> None:
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        if self.shown is not None and self.reason.text().strip():
            self.dismissed.emit(self.shown.finding, self.reason.text().strip())

    def _lay_out(self) -> None:
        sentences = QVBoxLayout()
        sentences.setSpacing(2)
        sentences.addWidget(self.words)
        sentences.addWidget(self.who)
        sentences.addWidget(self.offered)
        self.who.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(sentences, 1)
        for button in (self.use, self.next, self.let_stand, self.close_it):
            button.setAutoDefault(False)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.reason)
