"""The command palette and the chooser it is made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.actions import Actions
from ui.dialogs.chooser import Choice, Chooser, narrowed
from ui.dialogs.palette import open_palette, palette_choices
from ui.icons import Icons


def choice(title: str, subtitle: str = "") -> Choice:
    return Choice(title, subtitle, lambda: None)


def test_what_begins_with_the_letters_stands_before_what_only_holds_them() -> None:
    rows = [choice("Export"), choice("Keep files"), choice("Find its place again"), choice("Find"), choice("Refine")]
    assert [row.title for row in narrowed(rows, "fin")] == ["Find its place again", "Find", "Refine"]


def test_letters_in_order_find_a_row_when_no_word_does() -> None:
    rows = [choice("Take the proposal here"), choice("Export")]
    assert [row.title for row in narrowed(rows, "tph")] == ["Take the proposal here"]
    assert narrowed(rows, "xyz") == []


def test_every_action_is_in_the_palette_and_what_cannot_be_done_stands_last(qtbot: QtBot) -> None:
    actions = Actions()
    actions.bind("help", lambda: None)
    actions.set_there(desk=False, writable=False, story=False)
    rows = palette_choices(actions)
    assert len(rows) == len(actions.names) - 1
    assert rows[0].title == "Help" and rows[0].enabled
    assert "not possible just now" in rows[-1].subtitle


def test_typing_and_return_do_the_action(qtbot: QtBot, icons: Icons) -> None:
    done: list[str] = []
    actions = Actions()
    for name in ("help", "find", "export"):
        actions.bind(name, lambda name=name: done.append(name))
    actions.set_there(desk=True, writable=True, story=True)
    window = QWidget()
    qtbot.addWidget(window)
    palette = open_palette(actions=actions, icons=icons, parent=window)
    line = palette.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, "expo")
    assert palette.titles == ("Export…",)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert done == ["export"]
    assert not palette.isVisible()


def test_the_arrows_move_while_the_letters_stay_and_escape_changes_nothing(qtbot: QtBot, icons: Icons) -> None:
    done: list[str] = []
    chooser = Chooser(title="Open", prompt="A story", icons=icons)
    qtbot.addWidget(chooser)
    chooser.offer([Choice(name, "", lambda name=name: done.append(name)) for name in ("Ferry", "Ferry fares")])
    chooser.open()
    line = chooser.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, "fer")
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert (line.text(), chooser.chosen_title) == ("fer", "Ferry fares")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert done == [] and not chooser.isVisible()
