"""A story on its way: what keeps it from a stage, who can clear that, and the names under an approval. It asks; who
made it acts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.approval_points import UnmetList
from ui.dialogs.export_form import SHORTEST_REASON
from ui.widgets.entries import tell, wrapped

if TYPE_CHECKING:
    from newsroom.domain.readiness import Finding
    from newsroom.domain.story import Stage
    from ui.icons import Icons

ASSERTED = "Nobody’s name is proven on one machine: the record says whose name was given, and by whom."


@dataclass(frozen=True, slots=True)
class Way:
    """The stage wanted, in plain words, and what is said on the button that takes the story there. ``who`` asks for a
    name, empty where the stage needs none."""

    stage: Stage
    name: str
    verb: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What was given with a move: whose name, and what they say; both empty where nothing was asked."""

    way: Way
    by: str = ""
    statement: str = ""


class ApprovalWindow(QDialog):
    """Stands beside the desk, so that a point can be gone to and mended while it is open."""

    settled = Signal(object)
    """The ``Settled`` of a story that is to move."""
    waived = Signal(object, str, str)
    """The ``Finding`` that may stay, why, and in whose name."""
    opened = Signal(object)
    """The ``Finding`` the person wants to be taken to."""

    def __init__(
        self, *, icons: Icons, may_waive: Callable[[Finding], bool], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._may_waive = may_waive
        self._way: Way | None = None
        self._writable = True
        self._is_new = False
        self.headline, self.told = wrapped(object_name="headline"), wrapped()
        self.points = UnmetList(icons=icons)
        self.show_point, self.waive = QPushButton("Go to it"), QPushButton("Waive with a reason…")
        self.reason, self.by, self.statement = QLineEdit(), QLineEdit(), QLineEdit()
        self.by_label, self.statement_label = QLabel("In &whose name"), QLabel("What they &say")
        self.asserted, self.refusal = wrapped(ASSERTED), wrapped(object_name="refusal")
        self.go_on, self.close_it = QPushButton(), QPushButton("Close")
        self._lay_out()
        self._connect()

    @property
    def way(self) -> Way | None:
        """Where the story shown is to go."""
        return self._way

    def call(self) -> None:
        """Shows the window, or brings it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.points.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self, way: Way, *, writable: bool) -> None:
        """Turns to a stage; what keeps the story from it follows with ``show_unmet``."""
        self._is_new = True
        if way == self._way and self.isVisible():
            return
        self.statement.clear()
        self._way, self._writable = way, writable
        self.setWindowTitle(f"To “{way.name}”")
        self.go_on.setText(way.verb)
        self.reason.hide()
        tell(self.refusal, "")
        tell(self.headline, f"On the way to “{way.name}”")
        tell(self.told, "One moment…")
        self.points.hide()
        self._settle(can_go=False)

    def show_unmet(self, unmet: Sequence[Finding], *, text: str, waived: Collection[str]) -> None:
        """What is unmet now, found in ``text``; ``waived`` are the sentences of what somebody let pass."""
        if self._way is None:
            return
        name, count = self._way.name, len(unmet)
        let_pass = f" Let pass with a reason: {' '.join(waived)}" if waived else ""
        points = "1 point is" if count == 1 else f"{count} points are"
        tell(self.headline, f"What keeps it from “{name}”" if unmet else f"Nothing keeps it from “{name}”")
        tell(self.told, (f"{points} to be settled first." if unmet else "The story can go there now.") + let_pass)
        self.points.show_unmet(unmet, text=text)
        self.points.setVisible(bool(unmet))
        self._settle(can_go=not unmet)
        if self._is_new:
            self._is_new = False
            (self.points if unmet else self.by if self._way.who else self.go_on).setFocus()

    def refuse(self, words: str) -> None:
        """Says why it did not go there."""
        tell(self.refusal, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.reason.isVisible():
            self.reason.hide()
            self.waive.setFocus()
            return
        super().keyPressEvent(event)

    def _settle(self, *, can_go: bool) -> None:
        asks_name = bool(self._way is not None and self._way.who) or self.points.isVisibleTo(self)
        for part in (self.by, self.by_label, self.asserted):
            part.setVisible(asks_name)
        says = bool(self._way is not None and self._way.who)
        for part in (self.statement, self.statement_label):
            part.setVisible(says)
        self.by.setPlaceholderText(self._way.who if self._way is not None and self._way.who else "Who waives it")
        self.go_on.setEnabled(can_go and self._writable)
        self._show_verbs()

    def _show_verbs(self) -> None:
        point = self.points.point if self.points.isVisibleTo(self) else None
        for button in (self.show_point, self.waive):
            button.setVisible(self.points.isVisibleTo(self))
        self.show_point.setEnabled(point is not None)
        self.waive.setEnabled(point is not None and self._writable and self._may_waive(point))

    def _ask_reason(self) -> None:
        if not self._is_named():
            return
        self.reason.clear()
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _waive(self) -> None:
        point, reason = self.points.point, self.reason.text().strip()
        if len(reason) < SHORTEST_REASON:
            self.refuse(f"A reason needs at least {SHORTEST_REASON} characters that say why this may stay.")
            return
        if point is not None and self._is_named():
            self.reason.hide()
            self.points.setFocus()
            self.waived.emit(point, reason, self.by.text().strip())

    def _go(self) -> None:
        way = self._way
        if way is not None and (not way.who or self._is_named()):
            by, statement = (self.by.text().strip(), self.statement.text().strip()) if way.who else ("", "")
            self.settled.emit(Settled(way, by, statement))

    def _is_named(self) -> bool:
        is_named = bool(self.by.text().strip())
        self.refuse("" if is_named else "Say in whose name: the record keeps it.")
        if not is_named:
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)
        return is_named

    def _connect(self) -> None:
        self.points.opened.connect(self.opened)
        self.points.currentItemChanged.connect(lambda *_: self._show_verbs())
        self.show_point.clicked.connect(lambda: self.points.point and self.opened.emit(self.points.point))
        self.waive.clicked.connect(self._ask_reason)
        self.reason.returnPressed.connect(self._waive)
        self.go_on.clicked.connect(self._go)
        self.close_it.clicked.connect(self.close)

    def _lay_out(self) -> None:
        self.setModal(False)
        self.resize(640, 460)
        font = self.headline.font()
        font.setBold(True)
        self.headline.setFont(font)
        self.points.setAccessibleName("What keeps it back")
        self.show_point.setToolTip("Go to its place in the story (Return)")
        self.waive.setToolTip("Let this point pass, with a reason and a name that stay on record")
        self.reason.setAccessibleName("Why it may stay")
        self.reason.setPlaceholderText("Why it may stay; Return waives it, Esc does not")
        self.reason.hide()
        self.by.setAccessibleName("In whose name")
        self.statement.setAccessibleName("What they say")
        self.statement.setPlaceholderText("A sentence for the record")
        self.by_label.setBuddy(self.by)
        self.statement_label.setBuddy(self.statement)
        verbs, form, foot = QHBoxLayout(), QFormLayout(), QHBoxLayout()
        verbs.addWidget(self.show_point)
        verbs.addWidget(self.waive)
        verbs.addStretch(1)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.by_label, self.by)
        form.addRow(self.statement_label, self.statement)
        foot.addWidget(self.go_on)
        foot.addStretch(1)
        foot.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.addWidget(self.headline)
        column.addWidget(self.told)
        column.addWidget(self.points, 1)
        column.addLayout(verbs)
        column.addWidget(self.reason)
        column.addLayout(form)
        column.addWidget(self.asserted)
        column.addWidget(self.refusal)
        column.addStretch(0)
        column.addLayout(foot)
        for button in (self.show_point, self.waive, self.go_on, self.close_it):
            button.setAutoDefault(False)
