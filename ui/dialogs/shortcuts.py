"""All keys at a glance, and another key for an action: clashes are refused with the name of who has it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.actions import MENUS, Actions
from ui.session import Session

SESSION_KEY = "keys"
"""In the session: action name → key, only where it is not the usual one."""


def use_own_keys(actions: Actions, session: Session) -> None:
    """Gives the actions the keys the person chose before; one that clashes meanwhile is left at the usual key."""
    chosen = session.get(SESSION_KEY, {})
    if isinstance(chosen, dict):
        for name, key in chosen.items():
            if name in actions.names and isinstance(key, str) and not actions.holder_of(key, but=name):
                actions.set_key(name, key)


class ShortcutsDialog(QDialog):
    """A searchable list by menu; the selected action's key is changed below it."""

    def __init__(self, *, actions: Actions, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.resize(620, 560)
        self._actions = actions
        self._session = session
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText("Find a command or a key")
        self._filter.setAccessibleName("Find a command or a key")
        self._filter.textChanged.connect(self._fill)
        self._tree = QTreeWidget(self)
        self._tree.setAccessibleName("Commands and their keys")
        self._tree.setHeaderLabels(["Command", "Key"])
        self._tree.setRootIsDecorated(False)
        self._tree.setColumnWidth(0, 400)
        self._tree.setStyleSheet("QTreeView::item { padding: 3px 0; }")
        self._tree.currentItemChanged.connect(lambda *_: self._show_key())
        self._edit = QKeySequenceEdit(self)
        self._edit.setMaximumSequenceLength(1)
        self._edit.setAccessibleName("New key")
        self._use = QPushButton("Use this key", self)
        self._use.clicked.connect(self._take)
        self._usual = QPushButton("Back to the usual key", self)
        self._usual.clicked.connect(self._take_usual)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._edit, 1)
        row.addWidget(self._use)
        row.addWidget(self._usual)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._filter)
        layout.addWidget(self._tree, 1)
        layout.addLayout(row)
        layout.addWidget(self._told)
        layout.addWidget(buttons)

    def _fill(self) -> None:
        wanted = self._filter.text().casefold().split()
        self._tree.clear()
        for menu in MENUS:
            names = [name for name in self._actions.names if self._actions.spec(name).menu.removeprefix("-") == menu]
            names = [name for name in names if self._actions[name].isVisible()]
            shown = [name for name in names if all(word in self._words(name).casefold() for word in wanted)]
            if not shown:
                continue
            heading = QTreeWidgetItem(self._tree, [menu, ""])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFont(0, _bold(self.font()))
            for name in shown:
                action = self._actions[name]
                item = QTreeWidgetItem(heading, [action.text(), _native(action.shortcut())])
                item.setToolTip(0, self._actions.spec(name).tip)
                item.setData(0, Qt.ItemDataRole.UserRole, name)
            heading.setExpanded(True)
        self._show_key()

    def _words(self, name: str) -> str:
        action = self._actions[name]
        return f"{action.text()} {_native(action.shortcut())} {self._actions.spec(name).tip}"

    def _name(self) -> str:
        item = self._tree.currentItem()
        return str(item.data(0, Qt.ItemDataRole.UserRole) or "") if item is not None else ""

    def _show_key(self) -> None:
        name = self._name()
        for widget in (self._edit, self._use, self._usual):
            widget.setEnabled(bool(name))
        self._edit.setKeySequence(self._actions[name].shortcut() if name else QKeySequence())
        self._told.setText(self._actions.spec(name).tip if name else "Choose a command to give it another key.")

    def _take(self) -> None:
        self._give(self._name(), self._edit.keySequence().toString())

    def _take_usual(self) -> None:
        name = self._name()
        self._give(name, self._actions.spec(name).key)

    def _give(self, name: str, key: str) -> None:
        holder = self._actions.holder_of(key, but=name)
        if holder:
            taken = self._actions[holder].text()
            self._told.setText(f"{_native(QKeySequence(key))} belongs to “{taken}”. Give that another key first.")
            return
        if "Ctrl+Alt+" in key:
            self._told.setText("Ctrl+Alt with a letter types a character on many keyboards. Choose another key.")
            return
        self._actions.set_key(name, key)
        chosen = {
            name: self._actions[name].shortcut().toString()
            for name in self._actions.names
            if self._actions[name].shortcut() != QKeySequence(self._actions.spec(name).key)
        }
        self._session.set(SESSION_KEY, chosen)
        item = self._tree.currentItem()
        if item is not None:
            item.setText(1, _native(self._actions[name].shortcut()))
        self._told.setText(f"“{self._actions[name].text()}” is now on {_native(QKeySequence(key)) or 'no key'}.")


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _native(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)
