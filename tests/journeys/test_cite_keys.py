"""Citing counted in key presses through the real window: two for what was done last, at most five for any other."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.domain.source import Capture, Source
from tests.ui.writing_window import WritingWindow, lay_story
from ui.icons import Icons
from ui.theme import Look

CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = (
    "The ferry to Tarnby was late on Monday. It carried 412 passengers.\n\n"
    "“We will not raise the fares,” Ottilie Brandvik said. The council meets on Friday.\n"
)
PAGE = """<html><head><title>Ferry carried 412 on Monday</title>
<meta property="og:site_name" content="The Slate Ledger"><meta property="article:published_time" content="2025-10-04">
</head><body><article><h1>Ferry carried 412 on Monday</h1><p>The boat left the pier late, as it often does in autumn.
People waited in the rain for most of the morning and nobody told them why.</p><p>It carried 412 passengers on Monday,
the harbour office said, more than on any day since the summer.</p></article></body></html>"""


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path, downloads: Path) -> Iterator[WritingWindow]:
    QApplication.clipboard().clear()
    window = WritingWindow(qtbot, icons=Icons(look=look), folder=tmp_path / "desk", downloads=downloads)
    window.open(lay_story(window.desk, TEXT))
    yield window
    window.close()
    assert window.faults == []


def test_a_page_just_saved_is_cited_by_two_keys_and_taken_back_by_one(window: WritingWindow, downloads: Path) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    window.put_caret("It carried")
    caret, words = window.editor.caret(), window.editor.toPlainText()
    window.keys_pressed = 0
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    assert window.keys_pressed == 2
    assert not window.citing.line.is_open
    assert window.sourced() == {"It carried 412 passengers.": ["Ferry carried 412 on Monday"]}
    assert window.words_told()[-2:] == [
        "Cited “ferry.html” for this sentence.", "Cited “Ferry carried 412 on Monday” for this sentence.",
    ]  # fmt: skip
    assert (window.editor.caret(), window.editor.toPlainText(), window.editor.hasFocus()) == (caret, words, True)
    assert window.timeline.undo_label == "Cite ferry.html"
    window.actions["undo"].trigger()
    assert window.sourced() == {}
    assert window.desk.queries.where(Source) == ()
    assert window.timeline.undo_label == ""
    window.actions["redo"].trigger()
    assert window.sourced() == {"It carried 412 passengers.": ["Ferry carried 412 on Monday"]}


def test_what_the_page_says_is_read_behind_the_act_and_found_in_it(window: WritingWindow, downloads: Path) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    window.put_caret("It carried")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    window.settle()
    view = window.watch.view
    assert view is not None
    (item,) = view.records.evidence
    (source,) = view.records.sources
    assert item.excerpt.startswith("It carried 412 passengers on Monday,")
    assert item.locator.startswith("paragraph ")
    assert set(item.to_confirm) == {"authority", "as_of", "locator"}
    assert (source.publisher, source.published) == ("The Slate Ledger", "2025-10-04")
    assert {"title", "publisher", "published"} <= set(source.to_confirm)


def test_the_source_cited_last_is_cited_again_by_two_keys(window: WritingWindow) -> None:
    for title in ("Timetable", "Harbour log", "Minutes"):
        window.add_source(title)
    window.put_caret("It carried")
    window.open_cite_line()
    window.qtbot.keyClicks(window.citing.line.input, "log")
    window.press(Qt.Key.Key_Return)
    window.put_caret("The ferry")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    assert window.sourced() == {
        "It carried 412 passengers.": ["Harbour log"],
        "The ferry to Tarnby was late on Monday.": ["Harbour log"],
    }


def test_any_other_source_takes_at_most_five_keys(window: WritingWindow) -> None:
    for title in ("Timetable", "Harbour log", "Minutes", "Fares 2025", "Budget", "Weather", "Press list", "Letter"):
        window.add_source(title)
    window.put_caret("It carried")
    window.keys_pressed = 0
    window.open_cite_line()
    for letter in (Qt.Key.Key_F, Qt.Key.Key_A, Qt.Key.Key_R):
        window.press(letter)
    window.press(Qt.Key.Key_Return)
    assert window.keys_pressed <= 5
    assert window.sourced() == {"It carried 412 passengers.": ["Fares 2025"]}


def test_the_source_nearest_to_the_sentence_stands_first(window: WritingWindow) -> None:
    window.add_source("Weather on the coast")
    window.add_source("Passengers of the Tarnby ferry, 412 a day")
    window.put_caret("It carried")
    window.open_cite_line()
    assert window.citing.line.rows[0].title == "Passengers of the Tarnby ferry, 412 a day"


def test_inside_quotation_marks_the_quotation_is_linked(window: WritingWindow) -> None:
    window.add_source("Council recording")
    window.put_caret("We will not")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    assert window.sourced() == {"We will not raise the fares,": ["Council recording"]}
    assert window.words_told()[-1] == "Cited “Council recording” for this quotation."


def test_control_and_return_stay_for_a_second_source_and_each_is_a_step(window: WritingWindow) -> None:
    window.add_source("Timetable of 412 passengers")
    window.add_source("Harbour log")
    window.put_caret("It carried")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return, CTRL)
    assert window.citing.line.is_open
    assert [row.title for row in window.citing.line.rows] == ["Harbour log"]
    window.press(Qt.Key.Key_Return)
    assert not window.citing.line.is_open
    assert window.sourced() == {"It carried 412 passengers.": ["Timetable of 412 passengers", "Harbour log"]}
    window.actions["undo"].trigger()
    assert window.sourced() == {"It carried 412 passengers.": ["Timetable of 412 passengers"]}
    window.actions["undo"].trigger()
    assert window.sourced() == {}


def test_selected_words_are_cited_and_not_the_sentence(window: WritingWindow) -> None:
    window.add_source("Harbour log")
    start = TEXT.index("412 passengers")
    window.editor.select(start, start + len("412 passengers"))
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    assert window.sourced() == {"412 passengers": ["Harbour log"]}
    assert window.editor.selection() == (start, start + len("412 passengers"))


def test_escape_changes_nothing_and_gives_the_keyboard_back(window: WritingWindow, downloads: Path) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    window.put_caret("It carried")
    window.open_cite_line()
    assert window.editor.extraSelections()
    window.press(Qt.Key.Key_Escape)
    assert window.sourced() == {}
    assert window.editor.hasFocus()
    assert not window.editor.extraSelections()
    assert window.timeline.undo_label == ""


def test_undo_right_after_the_act_takes_it_back_and_the_reading_behind_changes_nothing(
    window: WritingWindow, downloads: Path
) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    window.put_caret("It carried")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    window.actions["undo"].trigger()
    assert window.sourced() == {}
    assert window.desk.queries.where(Source) == ()
    window.actions["redo"].trigger()
    assert window.sourced()["It carried 412 passengers."]


def test_the_line_is_gone_within_a_tenth_of_a_second_and_the_file_is_read_after_that(
    window: WritingWindow, downloads: Path
) -> None:
    took: list[float] = []
    for number, words in enumerate(("It carried", "The ferry", "The council")):
        long_page = PAGE.replace("</article>", f"<p>The ferry carried people, day {number}.</p>" * 1_500)
        (downloads / f"long{number}.html").write_text(long_page, encoding="utf-8")
        window.put_caret(words)
        window.open_cite_line()
        began = time.thread_time()
        window.press(Qt.Key.Key_Return)
        took.append(time.thread_time() - began)
        assert not window.citing.line.is_open
        assert {copy.text for copy in window.desk.queries.where(Capture, text="")} == {""}
        window.settle()
        assert window.desk.queries.where(Capture, text="") == ()
    # The work of the window itself, which other programs do not lengthen; benchmarks/mixed_files.py reads the clock.
    assert min(took) < 0.1


def test_a_large_file_is_kept_behind_the_line_and_then_cited_for_the_same_words(
    window: WritingWindow, downloads: Path
) -> None:
    (downloads / "large.csv").write_bytes(b"day,passengers\n" * 100_000)
    window.put_caret("It carried")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    assert not window.citing.line.is_open
    window.editor.set_caret(0)
    window.qtbot.keyClicks(window.editor, "Late. ")
    assert window.sourced() == {"It carried 412 passengers.": ["large.csv"]}
    window.actions["undo"].trigger()
    assert window.sourced() == {}
    assert window.editor.toPlainText() == f"Late. {TEXT}"


def test_the_level_of_the_sentence_is_there_as_soon_as_the_story_is_read_again(
    window: WritingWindow, downloads: Path
) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    window.put_caret("It carried")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    window.settle()
    view = window.watch.view
    assert view is not None
    assert [rated.level for rated in view.claims.values()] == ["low"]
