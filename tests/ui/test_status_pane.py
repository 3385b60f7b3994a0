"""The status line: words, goal, reading time, levels, saved, version."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.drafts import keep_revision
from newsroom.domain.story import Story
from newsroom.text.word_count import WordCount, count_words
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons
from ui.panes.status_counts import reading_words, saved_words, words_words


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


@pytest.fixture
def sample(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=sample_desk)
    made.open(made.lay_sample())
    yield made
    made.close()


def test_the_count_follows_what_is_typed(window: PaneWindow) -> None:
    window.open(window.lay_story("The *ferry* was late."))
    assert window.status.words.button.text() == "4 words"
    editor = window.page.editor
    editor.set_caret(0)
    window.qtbot.keyClicks(editor, "On Monday ")
    window.until(lambda: window.status.words.button.text() == "6 words")
    window.actions["undo"].trigger()
    window.until(lambda: window.status.words.button.text() == "4 words")


def test_a_goal_is_set_where_the_words_stand_and_undo_takes_it_back(window: PaneWindow) -> None:
    story = window.lay_story("The ferry was late.")
    window.open(story)
    words = window.status.words
    words.button.click()
    window.qtbot.keyClicks(words.field, "700")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert words.button.text() == "4/700 words"
    assert words.button.accessibleName() == "4 of 700 words"
    window.actions["undo"].trigger()
    window.settle()
    assert words.button.text() == "4 words"


def test_esc_leaves_the_goal_as_it_was(window: PaneWindow) -> None:
    story = window.lay_story("The ferry was late.", word_goal=500)
    window.open(story)
    words = window.status.words
    words.button.click()
    assert words.field.text() == "500"
    window.qtbot.keyClicks(words.field, "9")
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert words.button.text() == "4/500 words"
    assert window.desk.queries.get(Story, story).word_goal == 500


def test_an_empty_goal_is_no_goal(window: PaneWindow) -> None:
    window.open(window.lay_story("The ferry was late.", word_goal=500))
    window.status.words.button.click()
    window.press(Qt.Key.Key_Delete)
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.status.words.button.text() == "4 words"


def test_levels_of_the_sample_are_counted_weakest_first_and_said_in_words(sample: PaneWindow) -> None:
    levels = sample.status.levels
    assert next(level for level, _ in levels.shown) == "unsourced"
    assert [level for level, _ in levels.shown][-1] == "disputed"
    assert levels.accessibleName().startswith("Claims: ")
    assert "1 disputed" in levels.accessibleName()


def test_saving_and_the_kept_versions_are_told(sample: PaneWindow) -> None:
    assert sample.status.version.text() == "version 1"
    story = sample.focus.story
    sample.timeline.run("Name", keep_revision, story_id=story, why="named", name="For Tomas")
    sample.settle()
    assert sample.status.version.text() == "version 2"
    sample.qtbot.keyClicks(sample.page.editor, "Now ")
    sample.until(lambda: sample.status.saved.text() == "not saved yet")
    sample.saving.flush_all()
    assert sample.status.saved.text().startswith("saved ")


def test_without_a_story_nothing_is_counted(window: PaneWindow) -> None:
    assert not window.status.words.isVisible()
    assert not window.status.version.isVisible()
    assert not window.status.levels.isVisible()


def test_words_and_time_are_told_as_people_say_them() -> None:
    assert words_words(1, None) == "1 word"
    assert words_words(642, 700) == "642/700 words"
    assert words_words(12345, None) == "12\u202f345 words"
    assert [reading_words(number) for number in (0, 5, 642, 4000)] == ["0 min", "0.1 min", "2.8 min", "17 min"]


def test_what_is_not_saved_is_never_called_saved() -> None:
    now = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)
    assert saved_words("saved", datetime(2026, 3, 12, 10, 42, tzinfo=UTC), now=now) == "saved 10:42"
    assert saved_words("trouble", datetime(2026, 3, 12, 10, 42, tzinfo=UTC), now=now) == "not saved"
    assert saved_words("waiting", None, now=now) == "not saved yet"


def test_counting_line_by_line_is_counting_the_whole() -> None:
    counter = WordCount()
    for text in ("", "One two.\n\n**Three** [four](http://x.example/five) don't\n", "One two.\n\nThree.\n"):
        assert counter.of(text) == count_words(text)
    assert count_words("**Three** [four](http://x.example/five) don't") == 3
