"""The stories pane on a real desk: what a person sees after an act, an undo, and a change from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.requests import ask_for_comment, set_outcome
from newsroom.desk.stories import bin_story, move_stage, set_story_fields
from newsroom.domain.story import Story
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons
from ui.widgets.record_lines import RecordLine


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


def titles(window: PaneWindow) -> list[str]:
    return [line.title for line in window.stories.list.lines]


def subtitle(window: PaneWindow, title: str) -> str:
    return next((line.subtitle for line in window.stories.list.lines if line.title == title), "")


def line(window: PaneWindow, title: str) -> RecordLine:
    return next(one for one in window.stories.list.lines if one.title == title)


def two_stories(window: PaneWindow) -> tuple[str, str]:
    first = window.lay_story("It was late.", headline="The ferry is late")
    second = window.lay_story("It was open.", headline="The museum is open")
    window.open(first)
    window.until(lambda: len(titles(window)) == 3)
    return first, second


def test_stories_stand_by_stage_and_then_by_what_is_due_first(window: PaneWindow) -> None:
    window.lay_story("A", headline="Without a time")
    window.lay_story("B", headline="Due tonight", due_at="2026-03-12T18:00")
    window.lay_story("C", headline="Overdue", due_at="2026-03-11T11:00")
    checking = window.lay_story("D", headline="With the checker")
    window.desk.run("Move", move_stage, story_id=checking, to_stage="checking")
    window.until(lambda: "With the checker" in titles(window) and "Being checked" in titles(window))
    assert titles(window) == [
        "Draft", "Overdue", "Due tonight", "Without a time", "Being checked", "With the checker",
    ]  # fmt: skip
    assert subtitle(window, "Overdue").startswith("overdue 1 day")
    assert next(line.warned for line in window.stories.list.lines if line.title == "Overdue")


def test_a_click_opens_a_story_and_the_open_one_says_so(window: PaneWindow) -> None:
    _, second = two_stories(window)
    pane = window.stories.list
    row = titles(window).index("The museum is open")
    window.qtbot.mouseClick(
        pane.viewport(), Qt.MouseButton.LeftButton, pos=pane.visualRect(pane.model().index(row, 0)).center()
    )
    window.settle()
    assert window.focus.story == second
    assert window.page.editor.toPlainText() == "It was open."
    spoken = {line.title: line.spoken for line in pane.lines}
    assert "open now" in spoken["The museum is open"]
    assert "open now" not in spoken["The ferry is late"]


def test_return_opens_the_chosen_story(window: PaneWindow) -> None:
    _, second = two_stories(window)
    window.stories.list.setFocus()
    window.stories.list.choose(second)
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.page.editor.toPlainText() == "It was open."


def test_a_new_story_is_there_at_once_and_open(window: PaneWindow) -> None:
    window.actions["new_story"].trigger()
    window.settle()
    assert window.focus.story
    assert titles(window) == ["Draft", "story"]
    assert window.page.editor.toPlainText() == ""


def test_a_story_moved_to_the_bin_goes_and_undo_brings_it_back(window: PaneWindow) -> None:
    _, second = two_stories(window)
    window.actions["bin_story"].trigger()
    window.settle()
    assert titles(window) == ["Draft", "The museum is open"]
    assert window.focus.story == second
    assert window.stories.bin_button.text() == "In the bin (1)"
    window.actions["undo"].trigger()
    window.settle()
    assert titles(window) == ["Draft", "The ferry is late", "The museum is open"]
    assert not window.stories.bin_button.isVisible()


def test_the_last_story_can_go_to_the_bin_and_the_notice_brings_it_back(window: PaneWindow) -> None:
    only = window.lay_story("It was late.")
    window.open(only)
    window.actions["bin_story"].trigger()
    window.settle()
    assert window.focus.story == ""
    assert window.stories.empty.isVisible()
    notice = window.told[-1]
    assert notice.verb == "Bring it back"
    assert notice.act is not None
    notice.act()
    window.settle()
    assert window.focus.story == only
    assert titles(window) == ["Draft", "The ferry is late"]


def test_the_bin_opens_and_return_brings_a_story_back(window: PaneWindow) -> None:
    first, second = two_stories(window)
    window.desk.run("Bin", bin_story, story_id=second)
    window.until(lambda: window.stories.bin_button.isVisible())
    assert not window.stories.bin.isVisible()
    window.stories.bin_button.click()
    window.stories.bin.setFocus()
    window.stories.bin.choose_first()
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.focus.story == second
    assert first in {line.id for line in window.stories.list.lines}
    assert second in {line.id for line in window.stories.list.lines}


def test_delete_moves_the_chosen_story_to_the_bin_and_leaves_the_open_one(window: PaneWindow) -> None:
    first, second = two_stories(window)
    window.stories.list.setFocus()
    window.stories.list.choose(second)
    window.press(Qt.Key.Key_Delete)
    window.settle()
    assert titles(window) == ["Draft", "The ferry is late"]
    assert window.focus.story == first


def test_a_due_time_is_asked_in_the_pane_and_kept_as_a_step(window: PaneWindow) -> None:
    first, _ = two_stories(window)
    window.actions["set_due"].trigger()
    window.qtbot.keyClicks(window.stories.due.line, "18:00")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert subtitle(window, "The ferry is late").startswith("due today 18:00")
    assert not window.stories.due.isVisible()
    window.actions["undo"].trigger()
    window.settle()
    assert not subtitle(window, "The ferry is late").startswith("due")
    assert window.desk.queries.get(Story, first).due_at is None


def test_words_that_are_no_time_are_told_and_esc_leaves_all_as_it_was(window: PaneWindow) -> None:
    first, _ = two_stories(window)
    window.stories.set_due(first)
    window.qtbot.keyClicks(window.stories.due.line, "soon")
    window.press(Qt.Key.Key_Return)
    assert "“soon” is no time" in window.stories.due.told.text()
    window.press(Qt.Key.Key_Escape)
    assert not window.stories.due.isVisible()
    assert window.desk.queries.get(Story, first).due_at is None


def test_a_story_tells_when_those_asked_for_comment_are_to_have_answered(window: PaneWindow) -> None:
    first, _ = two_stories(window)

    def ask(of: str, deadline: str) -> str:
        asked = window.desk.run("Ask", ask_for_comment, story_id=first, asked_of=of, fields={"deadline": deadline})
        return asked.value.id

    ask("The harbour board", "2026-03-14")
    noon = ask("Fathom House", "2026-03-13T12:00+00:00")
    window.until(lambda: subtitle(window, "The ferry is late").startswith("comment due tomorrow 12:00"))
    assert "comment" not in subtitle(window, "The museum is open")
    assert not line(window, "The ferry is late").warned

    late = ask("Bo Lund", "2026-03-12T09:00+00:00")
    window.until(lambda: subtitle(window, "The ferry is late").startswith("comment overdue 2 h"))
    assert line(window, "The ferry is late").warned
    assert ", comment overdue 2 h," in line(window, "The ferry is late").spoken
    ask("Ada Roe", "2026-03-11")
    window.until(lambda: subtitle(window, "The ferry is late").startswith("2 comments overdue"))

    for one in (noon, late):
        window.desk.run("Note", set_outcome, request_id=one, outcome="declined")
    window.until(lambda: subtitle(window, "The ferry is late").startswith("comment overdue 11 h"))


def test_open_points_are_counted_for_every_story_and_again_after_a_change_elsewhere(window: PaneWindow) -> None:
    first, second = two_stories(window)
    window.until(
        lambda: "ask" in subtitle(window, "The museum is open") and "ask" in subtitle(window, "The ferry is late")
    )
    before = subtitle(window, "The museum is open")
    window.desk.run("Byline", set_story_fields, story_id=second, fields={"byline": "By Sanne Ulvaeus"})
    window.until(lambda: subtitle(window, "The museum is open") != before)
    before = subtitle(window, "The ferry is late")
    window.desk.run("Byline", set_story_fields, story_id=first, fields={"byline": "By Sanne Ulvaeus"})
    window.until(lambda: subtitle(window, "The ferry is late") != before)


def test_a_stage_changed_elsewhere_regroups_the_list(window: PaneWindow) -> None:
    _, second = two_stories(window)
    window.desk.run("Move", move_stage, story_id=second, to_stage="approved")
    window.until(lambda: titles(window) == ["Draft", "The ferry is late", "Approved", "The museum is open"])


def test_an_empty_desk_says_what_to_do(window: PaneWindow) -> None:
    assert window.stories.empty.isVisible()
    assert not window.stories.list.isVisible()


def test_the_menu_of_a_story_has_its_acts(window: PaneWindow) -> None:
    first, _ = two_stories(window)
    menu = window.stories.menu_for(first)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Open", "Due time…", "Move to the bin", "New story",
    ]  # fmt: skip
    menu.close()
