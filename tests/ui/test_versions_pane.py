"""Kept versions: named, compared with the words of now, brought back as one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim
from newsroom.desk.drafts import keep_revision
from newsroom.domain.draft import RevisionLine, RevisionWhy
from newsroom.text.word_diff import count_changes, word_diff
from tests.ui.pane_window import NOW, PaneWindow
from ui.icons import Icons
from ui.panes.versions_compare_lines import edits_back, shown_pieces, summary_of
from ui.panes.versions_lines import version_lines

FIRST = "The ferry was late.\n\nNobody said why.\n"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


def story_with_version(window: PaneWindow) -> str:
    """A story whose first words are kept as ``First`` and whose ferry is now a night ferry."""
    story = window.lay_story(FIRST)
    window.open(story)
    window.window.show_pane("versions")
    window.timeline.run("Name", keep_revision, story_id=story, why="named", name="First")
    editor = window.page.editor
    editor.set_caret(4)
    window.qtbot.keyClicks(editor, "night ")
    window.saving.flush_all()
    window.settle()
    return story


def choose(window: PaneWindow, title: str) -> None:
    pane = window.versions.list
    row = [line.title for line in pane.lines].index(title)
    pane.setCurrentIndex(pane.model().index(row, 0))
    window.until(lambda: window.jobs.is_idle)


def text_of(window: PaneWindow) -> str:
    document = window.page.editor.story_document
    assert document is not None
    return document.text()


def test_the_words_of_now_get_a_name_in_the_pane(window: PaneWindow) -> None:
    window.open(window.lay_story(FIRST))
    window.page.editor.setFocus()
    window.actions["name_version"].trigger()
    window.qtbot.keyClicks(window.versions.name.line, "For Tomas")
    window.press(Qt.Key.Key_Return)
    window.settle()
    line = window.versions.list.lines[0]
    assert line.title == "For Tomas"
    assert "named" in line.subtitle
    assert "7 words" in line.subtitle
    assert window.page.editor.hasFocus()
    window.actions["undo"].trigger()
    window.settle()
    assert not window.versions.list.lines
    assert window.versions.empty.isVisible()


def test_esc_names_nothing(window: PaneWindow) -> None:
    window.open(window.lay_story(FIRST))
    window.actions["name_version"].trigger()
    window.qtbot.keyClicks(window.versions.name.line, "For Tomas")
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert not window.versions.list.lines


def test_what_changed_since_a_version_is_shown_and_told_in_words(window: PaneWindow) -> None:
    story_with_version(window)
    choose(window, "First")
    assert window.versions.comparison.view.changes == ("Added: night",)
    assert window.versions.comparison.summary.text() == "Since then: 1 word added."


def test_the_comparison_follows_what_is_typed_and_f4_goes_through_it(window: PaneWindow) -> None:
    story_with_version(window)
    choose(window, "First")
    editor = window.page.editor
    editor.set_caret(len(text_of(window)) - 1)
    window.qtbot.keyClicks(editor, " Not yet.")
    view = window.versions.comparison.view
    window.until(lambda: view.changes == ("Added: night", "Added: Not yet."))
    window.versions.list.setFocus()
    window.press(Qt.Key.Key_F4)
    assert view.textCursor().selectedText().strip() == "night"
    window.press(Qt.Key.Key_F4)
    assert window.versions.comparison.summary.text() == "Added: Not yet."
    window.press(Qt.Key.Key_F4, SHIFT)
    assert window.versions.comparison.summary.text() == "Added: night"


def test_going_back_is_one_step_and_the_words_before_are_kept(window: PaneWindow) -> None:
    story_with_version(window)
    choose(window, "First")
    window.actions["restore_version"].trigger()
    window.settle()
    assert text_of(window) == FIRST
    assert "Before going back" in [line.title for line in window.versions.list.lines]
    assert window.timeline.undo_label == "Go back to a version"
    window.actions["undo"].trigger()
    window.settle()
    assert text_of(window).startswith("The night ferry")


def test_a_claim_stays_with_its_words_when_an_older_version_comes_back(window: PaneWindow) -> None:
    story = story_with_version(window)
    start = text_of(window).index("Nobody")
    done = window.timeline.run("Claim", mark_claim, story_id=story, start=start, end=start + 16)
    assert done is not None
    window.settle()
    choose(window, "First")
    window.actions["restore_version"].trigger()
    document, view = window.page.editor.story_document, window.watch.view
    assert document is not None
    assert view is not None
    place = document.place(view.anchors_by_owner[done.value.id][0])
    assert place is not None
    assert text_of(window)[place.start : place.end] == "Nobody said why."
    assert place.state == "attached"


def test_nothing_can_be_gone_back_to_before_a_version_is_chosen(window: PaneWindow) -> None:
    story_with_version(window)
    assert not window.actions["restore_version"].isEnabled()
    choose(window, "First")
    assert window.actions["restore_version"].isEnabled()


def test_comparing_by_the_menu_brings_the_pane_and_the_newest_version(window: PaneWindow) -> None:
    story_with_version(window)
    window.window.show_pane("sources")
    window.actions["compare_versions"].trigger()
    assert window.versions.list.hasFocus()
    assert window.versions.chosen_revision


def test_versions_saved_while_writing_fold_under_their_hour_and_open(window: PaneWindow) -> None:
    story = window.lay_story(FIRST)
    window.open(story)
    window.window.show_pane("versions")
    for _ in range(3):
        window.desk.run("Keep", keep_revision, story_id=story, why="autosave")
    window.settle()
    pane = window.versions.list
    assert [line.title for line in pane.lines] == ["3 versions saved while writing"]
    pane.setFocus()
    pane.choose_first()
    window.press(Qt.Key.Key_Return)
    assert [line.depth for line in pane.lines] == [0, 1, 1, 1]
    window.press(Qt.Key.Key_Return)
    assert len(pane.lines) == 1


def test_an_older_version_gets_a_name_by_f2(window: PaneWindow) -> None:
    story = window.lay_story(FIRST)
    window.open(story)
    window.window.show_pane("versions")
    window.desk.run("Keep", keep_revision, story_id=story, why="autosave")
    window.settle()
    pane = window.versions.list
    pane.setFocus()
    pane.choose_first()
    window.press(Qt.Key.Key_F2)
    window.qtbot.keyClicks(window.versions.name.line, "Before lunch")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert [line.title for line in pane.lines] == ["Before lunch"]


def test_a_version_named_elsewhere_appears(window: PaneWindow) -> None:
    story = window.lay_story(FIRST)
    window.open(story)
    window.window.show_pane("versions")
    window.desk.run("Name", keep_revision, story_id=story, why="named", name="From the command line")
    window.until(lambda: [line.title for line in window.versions.list.lines] == ["From the command line"])


def line_of(
    number: int, *, why: RevisionWhy = "autosave", at: str = "2026-03-12T09:10:00.000Z", name: str = ""
) -> RevisionLine:
    return RevisionLine(f"r{number}", number, at, why, name, "", "")


def test_a_version_tells_how_many_words_it_has_more_than_the_one_below() -> None:
    lines = version_lines(
        [line_of(1, why="import", name="story.md"), line_of(2, why="named", name="Later")],
        words={"r1": 557, "r2": 552}, opened=(), now=NOW,
    )  # fmt: skip
    assert [line.detail for line in lines] == ["09:10 · named · 552 words (−5)", "09:10 · as brought in · 557 words"]


def test_the_hours_of_folds_are_told_apart() -> None:
    lines = version_lines(
        [line_of(1, at="2026-03-11T23:10:00.000Z"), line_of(2, at="2026-03-11T23:20:00.000Z"), line_of(3), line_of(4)],
        words={}, opened=(), now=NOW,
    )  # fmt: skip
    assert [line.detail for line in lines] == ["09:00–10:00", "yesterday 23:00–00:00"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FIRST, FIRST.replace("Nobody", "No one").replace("late", "very late")),
        (FIRST, ""),
        ("", FIRST),
        ("naïve 🛳️ e\u0301tude\n", "naïf 🛳️ étude \n\n"),
        (FIRST, FIRST),
    ],
)
def test_the_edits_back_bring_the_old_words_back(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    text, grown = new, 0
    for edit in edits_back(pieces):
        text = text[: edit.at + grown] + edit.inserted + text[edit.end + grown :]
        grown += edit.growth
    assert text == old
    assert "".join(piece.words for piece in pieces if piece.kind != "removed") == new


def test_a_comparison_is_told_in_words() -> None:
    assert summary_of(word_diff("One two three.", "One three four five.")) == "Since then: 2 words added, 1 removed."
    assert summary_of(word_diff(FIRST, FIRST)) == "The words are as they were."
    assert summary_of(word_diff("One.", "One!")) == "Since then: no word changed."
    assert count_changes(word_diff("One two", "One")) == (0, 1)


def test_what_is_far_from_any_change_is_left_out_and_counted() -> None:
    long = "word " * 400
    shown = shown_pieces(word_diff(f"{long}late {long}", f"{long}early {long}"))
    assert [piece.piece.kind for piece in shown if not piece.left_out] == ["kept", "removed", "added", "kept"]
    assert all(piece.left_out > 300 for piece in shown if piece.left_out)
    assert "".join(piece.piece.words for piece in shown if piece.piece.kind != "removed") == f"{long}early {long}"
