"""Keys, settings, help, about and the welcome line: what a person sees and what is kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from newsroom.settings import read_settings
from ui.actions import Actions
from ui.dialogs.help import HelpWindow, about_words
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.shortcuts import ShortcutsDialog, use_own_keys
from ui.session import Session
from ui.theme import Look
from ui.welcome import WelcomeBar


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path / "session.json")


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Look:
    return Look(qapp, cache_folder=tmp_path, setting="light")


def part(parent: QWidget, kind: type, name: str):
    found = [one for one in parent.findChildren(kind) if name in (one.accessibleName(), getattr(one, "text", str)())]
    assert found, f"nothing of the kind is called {name}"
    return found[0]


def words_of(parent: QWidget) -> str:
    return "\n".join(label.text() for label in parent.findChildren(QLabel))


def row_of(tree: QTreeWidget, words: str):
    found = tree.findItems(words, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0)
    rows = [item for item in found if item.parent() is not None]
    assert rows, f"no row {words}"
    return rows[0]


def test_every_action_stands_in_the_list_of_keys(qtbot: QtBot, session: Session) -> None:
    actions = Actions()
    dialog = ShortcutsDialog(actions=actions, session=session)
    qtbot.addWidget(dialog)
    tree = part(dialog, QTreeWidget, "Commands and their keys")
    for name in actions.names:
        row = row_of(tree, actions[name].text())
        assert row.text(1) == actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def test_a_key_that_belongs_to_another_command_is_refused_by_its_name(qtbot: QtBot, session: Session) -> None:
    actions = Actions()
    dialog = ShortcutsDialog(actions=actions, session=session)
    qtbot.addWidget(dialog)
    tree = part(dialog, QTreeWidget, "Commands and their keys")
    tree.setCurrentItem(row_of(tree, "Cite a source"))
    dialog.findChild(QKeySequenceEdit).setKeySequence(QKeySequence("Ctrl+E"))
    part(dialog, QPushButton, "Use this key").click()
    assert "belongs to “Export…”" in words_of(dialog)
    assert actions["cite"].shortcut() == QKeySequence("Ctrl+Shift+A")


def test_another_key_works_at_once_and_after_the_next_start(qtbot: QtBot, session: Session) -> None:
    actions = Actions()
    dialog = ShortcutsDialog(actions=actions, session=session)
    qtbot.addWidget(dialog)
    tree = part(dialog, QTreeWidget, "Commands and their keys")
    tree.setCurrentItem(row_of(tree, "Cite a source"))
    dialog.findChild(QKeySequenceEdit).setKeySequence(QKeySequence("F2"))
    part(dialog, QPushButton, "Use this key").click()
    assert actions["cite"].shortcut() == QKeySequence("F2")
    later = Actions()
    use_own_keys(later, session)
    assert later["cite"].shortcut() == QKeySequence("F2")
    part(dialog, QPushButton, "Back to the usual key").click()
    assert actions["cite"].shortcut() == QKeySequence("Ctrl+Shift+A")
    fresh = Actions()
    use_own_keys(fresh, session)
    assert fresh["cite"].shortcut() == QKeySequence("Ctrl+Shift+A")


def test_settings_are_stored_with_ok_and_the_look_is_kept(qtbot: QtBot, session: Session, look: Look) -> None:
    named: list[str] = []
    dialog = SettingsDialog(look=look, session=session, renamed=named.append)
    qtbot.addWidget(dialog)
    part(dialog, QLineEdit, "Your name").setText("Ida Renner")
    part(dialog, QCheckBox, "Export").setChecked(False)
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    assert (read_settings().member, read_settings().link_outlets) == ("Ida Renner", False)
    assert named == ["Ida Renner"]
    assert session.get("look") == "light"


def test_cancel_leaves_settings_and_look_as_they_were(qtbot: QtBot, session: Session, look: Look) -> None:
    from PySide6.QtWidgets import QComboBox

    dialog = SettingsDialog(look=look, session=session)
    qtbot.addWidget(dialog)
    looks = part(dialog, QComboBox, "Look")
    looks.setCurrentIndex(looks.findData("dark"))
    assert look.theme.name == "dark"
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel).click()
    assert look.theme.name == "light"
    assert session.get("look") is None


def test_help_speaks_of_the_main_acts_and_about_says_what_is_not_encrypted(qtbot: QtBot, tmp_path: Path) -> None:
    page = HelpWindow()
    qtbot.addWidget(page)
    words = page.findChild(QTextBrowser).toPlainText()
    for key in ("Ctrl+Shift+A", "Ctrl+Shift+O", "F4", "Ctrl+E", "Ctrl+Return"):
        assert key in words
    assert f"The desk lies in {tmp_path}. Nothing in it is encrypted." in about_words(tmp_path)


def test_the_keys_help_speaks_of_are_those_of_the_table(qtbot: QtBot) -> None:
    import re

    page = HelpWindow()
    qtbot.addWidget(page)
    named = set(
        re.findall(r"\b(?:(?:Ctrl|Alt|Shift)\+)+[A-Za-z0-9?]+|\bF\d\b", page.findChild(QTextBrowser).toPlainText())
    )
    known = {QKeySequence(Actions().spec(name).key).toString() for name in Actions().names}
    assert not {key for key in named if QKeySequence(key).toString() not in known}


def test_the_welcome_line_takes_a_name_once(qtbot: QtBot, session: Session) -> None:
    taken: list[tuple[str, str]] = []

    def take(name: str, initials: str) -> bool:
        taken.append((name, initials))
        return True

    bar = WelcomeBar(name="ida", session=session, taken=take)
    qtbot.addWidget(bar)
    bar.show()
    line = part(bar, QLineEdit, "Your name")
    line.clear()
    qtbot.keyClicks(line, "Ida Renner")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert taken == [("Ida Renner", "IR")]
    assert session.get("welcomed") is True and not bar.isVisible()


def test_the_welcome_line_can_be_passed_over(qtbot: QtBot, session: Session) -> None:
    bar = WelcomeBar(name="ida", session=session, taken=lambda *_: pytest.fail("nothing was to be taken"))
    qtbot.addWidget(bar)
    part(bar, QPushButton, "Skip").click()
    assert session.get("welcomed") is True
