"""A story that was brought in or begun by mistake is taken back, and the key that is held down goes no further."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.coldwater import ARTICLE
from tests.journeys.command_line import written
from tests.journeys.person import Person, differing, words_in
from tests.ui.shell import written_desk
from ui.widgets.notice_bar import NoticeBar

WORDS = "The ferry was late. Nobody said why."


@pytest.fixture
def one(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    """In a story in which a word was typed already."""
    written_desk(tmp_path / "desk", WORDS)
    person = Person(qtbot, tmp_path / "desk")
    person.put_caret("Nobody", into=0)
    person.write("Again. ")
    person.settle()
    yield person
    person.shell.end()


def shown(one: Person) -> str:
    bar = one.part(NoticeBar)
    return words_in(bar) if bar.isVisible() else ""


def test_an_import_taken_back_is_said_and_a_held_key_does_not_reach_into_the_story_shown_then(
    one: Person, tmp_path: Path
) -> None:
    before = one.records()
    one.drop(written(tmp_path / "coldwater.txt", ARTICLE))
    imported = one.records()
    one.do("take_certain")
    one.put_caret("somebody", into=0)
    one.write("perhaps ")
    one.settle()
    after, text = one.records(), one.shell.text
    assert one.undo_all() == ["Undo Typing", "Undo Take all that are certain", "Undo Import coldwater.txt"]
    one.settle()
    assert one.shell.text == "The ferry was late. Again. Nobody said why."
    assert "is gone from the desk" in shown(one) and "Import coldwater.txt" in shown(one)
    for _ in range(3):
        one.press("Ctrl+Z")
    one.settle()
    assert one.shell.text == "The ferry was late. Again. Nobody said why."
    assert differing(one.records(), before) == []
    # The other key brings it back, and what was done in it.
    assert one.redo_all() == ["Redo Import coldwater.txt", "Redo Take all that are certain", "Redo Typing"]
    one.settle()
    assert one.shell.text == text and differing(one.records(), after) == []
    assert "gone" not in shown(one)
    one.undo_all()
    one.settle()
    one.click("Bring it back", one.part(NoticeBar))
    assert one.shell.text == ARTICLE and differing(one.records(), imported) == []
    assert one.in_menu("Edit", "redo") == "Redo Take all that are certain"


def test_once_the_caret_is_moved_undo_is_that_of_the_story_shown(one: Person, tmp_path: Path) -> None:
    one.drop(written(tmp_path / "coldwater.txt", ARTICLE))
    one.undo_all()
    one.settle()
    assert not one.actions["undo"].isEnabled()
    one.put_caret("ferry")
    assert one.in_menu("Edit", "undo") == "Undo Typing"
    one.press("Ctrl+Z")
    assert one.shell.text == WORDS
    one.click("Bring it back", one.part(NoticeBar))
    assert one.shell.text == ARTICLE


def test_the_undo_of_a_new_story_stands_in_that_story_and_not_in_the_one_before(one: Person) -> None:
    first = one.shell.program.focus.story
    one.do("new_story")
    assert one.in_menu("Edit", "undo") == "Undo New story"
    one.shell.program.focus.look_at_story(first)
    one.settle()
    assert one.in_menu("Edit", "undo") == "Undo Typing"


def test_what_was_said_of_an_act_goes_when_the_act_is_undone(one: Person, tmp_path: Path) -> None:
    one.drop(written(tmp_path / "coldwater.txt", ARTICLE))
    assert shown(one).startswith("Imported ")
    one.do("take_certain")
    assert shown(one).startswith("Took ")
    one.editor.setFocus()
    one.press("Ctrl+Z")
    one.settle()
    assert shown(one) == ""


def test_esc_in_the_text_closes_a_notice_and_none_that_was_covered_comes_back(one: Person) -> None:
    one.editor.setFocus()
    one.shell.program.notices.note("The first.")
    one.shell.program.notices.note("The second.")
    one.press("Esc")
    assert shown(one) == ""


def test_what_was_said_in_one_story_does_not_stand_over_another(one: Person, tmp_path: Path) -> None:
    first = one.shell.program.focus.story
    one.drop(written(tmp_path / "coldwater.txt", ARTICLE))
    assert shown(one).startswith("Imported ")
    one.shell.program.focus.look_at_story(first)
    one.settle()
    assert shown(one) == ""
