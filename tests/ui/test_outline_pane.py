"""The outline: headings with what is open below each, there and back between it and the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim
from newsroom.text.sections import ClaimPlace, section_at, sections_of
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons

TEXT = """The ferry was late.

## What happened

It left at nine.

### At the pier

Nobody was told.

## What comes next

The council meets.
"""


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


def shown(window: PaneWindow) -> list[tuple[str, int, str]]:
    return [(line.title, line.depth, line.subtitle) for line in window.outline.list.lines]


def test_headings_stand_indented_and_the_words_before_them_are_the_opening(window: PaneWindow) -> None:
    window.open(window.lay_story(TEXT))
    assert shown(window) == [
        ("Opening", 0, "nothing marked"),
        ("What happened", 0, "nothing marked"),
        ("At the pier", 1, "nothing marked"),
        ("What comes next", 0, "nothing marked"),
    ]


def test_a_claim_counts_under_its_heading_with_what_is_open(window: PaneWindow) -> None:
    story = window.lay_story(TEXT)
    window.open(story)
    start = TEXT.index("It left at nine.")
    window.timeline.run("Claim", mark_claim, story_id=story, start=start, end=start + 16)
    window.settle()
    assert shown(window)[1] == ("What happened", 0, "1 open · sourced 0 of 1")
    window.actions["undo"].trigger()
    window.settle()
    assert shown(window)[1] == ("What happened", 0, "nothing marked")


def test_a_heading_written_now_appears_when_typing_rests(window: PaneWindow) -> None:
    window.open(window.lay_story(TEXT))
    editor = window.page.editor
    editor.set_caret(len(TEXT))
    window.qtbot.keyClicks(editor, "## Later")
    window.until(lambda: "Later" in [title for title, _, _ in shown(window)])


def test_return_goes_to_the_heading_and_the_outline_follows_the_caret(window: PaneWindow) -> None:
    window.open(window.lay_story(TEXT))
    pane = window.outline.list
    pane.setFocus()
    pane.choose("3")
    window.press(Qt.Key.Key_Return)
    editor = window.page.editor
    assert editor.hasFocus()
    assert TEXT[slice(*editor.selection())] == "What comes next"
    editor.set_caret(TEXT.index("Nobody"))
    assert pane.chosen_id == "2"


def test_a_click_goes_to_the_heading(window: PaneWindow) -> None:
    window.open(window.lay_story(TEXT))
    pane = window.outline.list
    place = pane.visualRect(pane.model().index(1, 0)).center()
    window.qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert TEXT[slice(*window.page.editor.selection())] == "What happened"


def test_a_text_without_headings_says_how_to_make_one(window: PaneWindow) -> None:
    window.open(window.lay_story("The ferry was late."))
    assert window.outline.empty.isVisible()
    assert window.outline.empty.accessibleName() == "No headings yet"


def test_without_a_story_the_outline_says_so(window: PaneWindow) -> None:
    window.until(lambda: window.outline.empty.accessibleName() == "No story is open")


def test_another_story_has_its_own_headings(window: PaneWindow) -> None:
    window.open(window.lay_story(TEXT))
    window.open(window.lay_story("# One\n\nWords.\n", headline="Another"))
    assert shown(window) == [("One", 0, "nothing marked")]


def test_a_claim_at_several_places_of_a_section_counts_once_there() -> None:
    sections = sections_of("# A\n\nx y\n\n# B\n\nz\n", [
        ClaimPlace("one", 5, True, False), ClaimPlace("one", 7, True, False), ClaimPlace("one", 15, True, False),
    ])  # fmt: skip
    assert [(section.sourced, section.of) for section in sections] == [(1, 1), (1, 1)]


def test_an_offset_lies_in_the_section_that_begins_before_it() -> None:
    sections = sections_of("Words.\n\n# A\n\nx\n\n# B\n", [])
    assert [section_at(sections, at) for at in (0, 7, 10, 13, 18)] == [0, 0, 1, 1, 2]
    assert section_at((), 5) == -1
