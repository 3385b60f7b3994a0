"""Purging a person: what goes and what stays is said first; afterwards, which backups still hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.entries import tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.person_purge import BeforePurge
    from newsroom.desk.purge import PurgeReport

NO_WAY_BACK = (
    "Nothing brings this back, and nothing done before it can be undone afterwards. To be able to take it back, move "
    "the person to the bin instead."
)
WORKING = "Gone from the desk. Its file is now written anew, so that no byte of it stays behind…"
NOWHERE = (
    "No story, saved copy or source names them in words of its own. Pictures and files without text were not read."
)
ELSEWHERE = (
    "These go on naming them, because somebody wrote or captured the words, or they tell of something else. Look at "
    "them yourself. Pictures and files without text were not read."
)


class PurgePerson(QDialog):
    """Waits for ``show_before``, then for an answer, then for ``show_after``."""

    wanted = Signal()
    backups_dropped = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # No title of the window says who it is about.
        self.setWindowTitle("Purge a person")
        self.goes, self.warning = wrapped("Looking for where they are named…"), wrapped(NO_WAY_BACK)
        self.stays, self.named = wrapped(object_name="stays"), wrapped(object_name="named")
        self.places = QPlainTextEdit()
        self.purge = QPushButton("Purge for good")
        self.cancel = QPushButton("Cancel")
        self.told = wrapped(object_name="told")
        self.outcome = wrapped(object_name="outcome")
        self.backups = wrapped(object_name="backups")
        self.drop_backups = QPushButton("Delete these backups and make a new one")
        self.pages = QStackedWidget()
        self._lay_out()
        self.purge.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.reject)
        self.drop_backups.clicked.connect(self._drop)

    def show_before(self, before: BeforePurge) -> None:
        """Says what goes and what stays; from now on it can be answered."""
        roles = f", and {_counted(before.roles, 'role')}" if before.roles else ""
        names = "name, other names, addresses and numbers" if before.protected else "name, other names, pronouns"
        along = f" From the bin goes along what was made one with them: {', '.join(before.made_one)}."
        self.goes.setText(
            f"{before.label} goes from this desk for good: {names}, what was agreed{roles}."
            f"{along if before.made_one else ''}"
        )
        kept = [_counted(number, what) for number, what in ((before.quotes, "quote"), (before.requests, "request"))
                if number]  # fmt: skip
        tell(self.stays, f"What stays, without the person: {' and '.join(kept)}." if kept else "")
        tell(self.named, ELSEWHERE if before.places else NOWHERE)
        self.places.setPlainText("\n".join(place.words for place in before.places))
        self.places.setVisible(bool(before.places))
        self.purge.setEnabled(True)

    def refuse(self, sentence: str, *, again: bool = True) -> None:
        """Says why it was not done; ``again``: whether it can be tried again."""
        tell(self.told, sentence)
        self.purge.setEnabled(again)
        self.cancel.setText("Cancel" if again else "Close")
        self.cancel.setEnabled(True)

    def show_working(self) -> None:
        """The person is out of the desk; its file is being written anew without the old bytes."""
        tell(self.told, WORKING)
        self.purge.setEnabled(False)
        self.cancel.setEnabled(False)

    def show_after(self, report: PurgeReport) -> None:
        """Says that it is done, and what still holds the person."""
        held = len(report.backups) + len(report.rescues)
        self.outcome.setText("The person is purged.")
        self.outcome.show()
        one = held == 1
        still = f"{_counted(held, 'backup')} made before still {'holds' if one else 'hold'} the person."
        tell(self.backups, still if held else "No backup holds the person.")
        self.drop_backups.setVisible(bool(held))
        self.drop_backups.setEnabled(bool(held))
        self.pages.setCurrentIndex(1)

    def _ask(self) -> None:
        self.purge.setEnabled(False)
        tell(self.told, "")
        self.wanted.emit()

    def _drop(self) -> None:
        self.drop_backups.setEnabled(False)
        self.backups_dropped.emit()

    def _lay_out(self) -> None:
        self.purge.setEnabled(False)
        for button in (self.purge, self.drop_backups):
            button.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.places.setAccessibleName("Where the name still stands")
        self.places.setReadOnly(True)
        self.places.setTabChangesFocus(True)
        self.places.setProperty("framed", True)
        self.places.hide()
        asked = QDialogButtonBox()
        asked.addButton(self.purge, QDialogButtonBox.ButtonRole.ActionRole)
        asked.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.addButton(self.drop_backups, QDialogButtonBox.ButtonRole.ActionRole)
        closing.rejected.connect(self.accept)
        self.pages.addWidget(
            _column(self.goes, self.stays, self.warning, self.named, self.places, self.told, last=asked)
        )
        self.pages.addWidget(_column(self.outcome, self.backups, last=closing))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.pages)
        for before, after in ((self.places, self.purge), (self.purge, self.cancel)):
            QWidget.setTabOrder(before, after)
        letter = self.fontMetrics()
        self.resize(max(540, 70 * letter.averageCharWidth()), min(700, 26 * letter.height()))


def _column(*widgets: QWidget, last: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, QPlainTextEdit) else 0)
    column.addStretch(0)
    column.addWidget(last)
    return page


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
