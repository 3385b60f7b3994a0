"""The sheet of a person whose name must never leave: what is entered, and then where the name still stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.person_form import PersonForm
from ui.widgets.entries import tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.name_places import WhereNamed
    from newsroom.desk.person_sheet import Entered

NOWHERE = "The name stands in no other words of this desk. Pictures and files without text were not looked through."
ELSEWHERE = (
    "The name still stands in words that are never changed, because somebody wrote or captured them. An export with "
    "the name in it is stopped; look at these places yourself. Pictures and files without text were not looked through."
)


class PersonSheet(QDialog):
    """``store`` does what was entered and returns why not, empty when it was done; then the sheet waits for
    ``show_places``."""

    names_wanted = Signal(str)
    """The id of the protected person whose name somebody wants to see."""
    named_again = Signal(str, str)
    """The id of a protected person, and why the name may be used again."""
    backups_dropped = Signal()

    def __init__(self, *, store: Callable[[Entered], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Neither this title nor any other of the window ever says who it is about.
        self.setWindowTitle("Protect a person")
        self.setMinimumWidth(460)
        self._store = store
        self.form = PersonForm()
        self.told = wrapped(object_name="told")
        self.again = QPushButton("Name this person again…")
        self.again_because = QLineEdit()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.protect = QPushButton("Protect")
        self.places = QPlainTextEdit()
        self.outcome = wrapped(object_name="outcome")
        self.backups = wrapped(object_name="backups")
        self.drop_backups = QPushButton("Delete these backups and make a new one")
        self.close_places = QPushButton("Close")
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.resize(520, 680)

    def show_places(self, found: WhereNamed, *, code_name: str) -> None:
        """Shows where the name still stands, once it is protected."""
        lines = [place.words for place in found.places]
        self.outcome.setText(f"{code_name} is protected. {ELSEWHERE if lines else NOWHERE}")
        self.outcome.show()
        self.places.setPlainText("\n".join(lines))
        self.places.setVisible(bool(lines))
        count = len(found.backups)
        tell(self.backups, f"{_counted(count)} the name openly." if count else "")
        self.drop_backups.setVisible(bool(count))
        self.drop_backups.setEnabled(bool(count))
        self.pages.setCurrentIndex(1)
        self.close_places.setFocus()

    def refuse(self, sentence: str) -> None:
        """Says why it was not done; what was entered stays."""
        tell(self.told, sentence)

    def _take(self) -> None:
        self.refuse(self._store(self.form.entered()))

    def _turn(self) -> None:
        one = self.form.chosen
        protected = one is not None and one.protected
        self.protect.setText("Store" if protected else "Protect")
        self.again.setVisible(protected)
        self.again_because.setVisible(False)
        self.refuse("")

    def _name_again(self) -> None:
        one = self.form.chosen
        if self.again_because.isHidden():
            self.again_because.show()
            self.again_because.setFocus()
            return
        if one is not None:
            self.named_again.emit(one.id, self.again_because.text())

    def _show_names(self) -> None:
        one = self.form.chosen
        if one is not None:
            self.names_wanted.emit(one.id)

    def _connect(self) -> None:
        self.form.who_changed.connect(self._turn)
        self.form.show_names.clicked.connect(self._show_names)
        self.buttons.rejected.connect(self.reject)
        self.protect.clicked.connect(self._take)
        self.again.clicked.connect(self._name_again)
        self.again_because.returnPressed.connect(self._name_again)
        self.close_places.clicked.connect(self.accept)
        self.drop_backups.clicked.connect(self._drop_backups)

    def _drop_backups(self) -> None:
        self.drop_backups.setEnabled(False)
        self.backups_dropped.emit()

    def _lay_out(self) -> None:
        self.buttons.addButton(self.protect, QDialogButtonBox.ButtonRole.ActionRole)
        self.protect.setDefault(True)
        for button in (self.again, self.drop_backups, self.form.show_names):
            button.setAutoDefault(False)
        self.again_because.setAccessibleName("Why this person may be named again")
        self.again_because.setPlaceholderText("the log keeps the reason")
        self.places.setAccessibleName("Where the name still stands")
        self.places.setReadOnly(True)
        self.places.setTabChangesFocus(True)
        self.places.setProperty("framed", True)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        self.pages.addWidget(_column(area, self.told, self.again, self.again_because, self.buttons))
        self.pages.addWidget(_column(self.outcome, self.places, self.backups, self.drop_backups, self.close_places))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.pages)


def _column(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in widgets:
        if isinstance(widget, QPushButton):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(widget, 1 if isinstance(widget, QScrollArea | QPlainTextEdit) else 0)
    return page


def _counted(count: int) -> str:
    return "1 backup made before still holds" if count == 1 else f"{count} backups made before still hold"
