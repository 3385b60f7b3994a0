"""The table of actions: no key twice, everything in words, enabled only when it can be done."""

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from ui.actions import MENUS, TABLE, Actions


def test_every_action_has_words_a_sentence_and_a_menu(qtbot: QtBot) -> None:
    for spec in TABLE:
        assert spec.text[0].isupper() and spec.tip.endswith("."), spec.name
        assert spec.menu.removeprefix("-") in MENUS, spec.name


def test_no_key_is_given_twice_and_none_is_altgr(qtbot: QtBot) -> None:
    keys = [QKeySequence(spec.key).toString() for spec in TABLE if spec.key]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if "Ctrl+Alt+" in key or not key]


def test_an_action_is_enabled_once_it_is_bound_and_what_it_needs_is_there(qtbot: QtBot) -> None:
    done: list[str] = []
    actions = Actions()
    actions.bind("cite", lambda: done.append("cite"))
    actions["cite"].trigger()
    actions.set_there(desk=True, writable=True, story=True)
    actions["cite"].trigger()
    actions.set_there(desk=True, writable=False, story=True)
    actions["cite"].trigger()
    assert done == ["cite"]
    assert "cite" not in actions.unbound and "export" in actions.unbound


def test_what_makes_no_sense_just_now_is_disabled(qtbot: QtBot) -> None:
    actions = Actions()
    actions.bind("undo", lambda: None)
    actions.set_there(desk=True, writable=True, story=True)
    actions.allow("undo", False)
    assert not actions["undo"].isEnabled()
    actions.allow("undo", True)
    assert actions["undo"].isEnabled()
