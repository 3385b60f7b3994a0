"""What a person left is where they left it: the window, the place in each story, and the marks on the words."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.storage.opening import open_archive
from newsroom.tasks.samples import lay_sample_story
from tests.journeys.person import Person, differing, words_in
from tests.ui.shell import written_desk
from ui.panes.claims import ClaimsPane
from ui.panes.readiness import ReadinessLine
from ui.panes.stories import StoriesPane
from ui.widgets.place_bar import PlaceBar
from ui.widgets.record_lines import RecordLine

SENTENCE = "Of this the harbour office kept a record, and nobody asked for it in all those years. "
LONG = "\n\n".join(f"Day {number}. " + SENTENCE * (number % 7 + 1) for number in range(60)) + "\n"
CLAIM = "Cameras will roll in Port Ellery in June, and the new episodes will reach viewers before the end of the year."
WORDING = "Filming begins in June 2026 and the season is released in 2026."
Seat = Callable[[], Person]


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    sat: list[Person] = []

    def sit() -> Person:
        sat.append(Person(qtbot, tmp_path / "desk"))
        return sat[-1]

    yield sit
    for one in sat:
        one.shell.end()


@pytest.fixture(scope="module")
def laid_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "desk"
    desk = Desk(open_archive(folder, create=True), actor="Sanne Ulvaeus")
    lay_sample_story(desk)
    desk.close()
    return folder


@pytest.fixture
def one(seat: Seat, laid_sample: Path, tmp_path: Path) -> Person:
    """At the sample story."""
    shutil.copytree(laid_sample, tmp_path / "desk")
    return seat()


def turn_to(one: Person, slug: str) -> None:
    pane = one.pane("stories", StoriesPane)
    one.pick(pane.list, next(story.id for story in one.desk.queries.stories() if story.slug == slug))
    one.settle()


def leave_at(one: Person, words: str, *, scroll: int) -> None:
    """The caret in some words, and the page scrolled elsewhere: what is read is not always where one writes."""
    one.put_caret(words, into=4)
    one.editor.verticalScrollBar().setValue(scroll)


def seen(one: Person) -> tuple[int, str]:
    """The caret, and the first paragraph in sight."""
    return one.editor.caret(), one.editor.firstVisibleBlock().text()[:8]


def test_each_story_comes_back_at_its_place_within_a_session_and_in_the_next(seat: Seat, tmp_path: Path) -> None:
    written_desk(tmp_path / "desk", LONG, LONG.replace("Day", "Night"))
    one = seat()
    one.window.resize(780, 700)
    turn_to(one, "story-0")
    leave_at(one, "Day 50", scroll=160)
    first = seen(one)
    turn_to(one, "story-1")
    leave_at(one, "Night 3", scroll=40)
    second = seen(one)
    assert first[1].startswith("Day") and second[1].startswith("Night")
    turn_to(one, "story-0")
    assert seen(one) == first
    one.close()

    again = seat()
    assert again.page.headline.text() == "Story 0"
    assert seen(again) == first
    turn_to(again, "story-1")
    assert seen(again) == second
    again.put_caret("Night 59")
    assert again.editor.firstVisibleBlock().text()[:8] != second[1]


def test_the_window_comes_back_as_it_was_left(seat: Seat, tmp_path: Path) -> None:
    written_desk(tmp_path / "desk", LONG)
    one = seat()
    one.window.resize(780, 700)
    one.do("look_dark")
    one.do("larger")
    one.do("larger")
    one.window.dock("outline").close()
    one.press("Alt+4")
    usual = look_of(one)
    one.window.resizeDocks([one.window.dock("versions")], [250], Qt.Orientation.Horizontal)
    one.settle()
    left = look_of(one)
    assert left != usual
    assert "versions" in one.window.docks_in_front and "outline" not in one.window.docks_in_front
    one.close()

    again = seat()
    assert look_of(again) == left
    assert again.actions["look_dark"].isChecked()
    assert again.window.palette().window().color().lightness() < 80


def look_of(one: Person) -> tuple[object, ...]:
    sizes = [one.window.dock(name).width() for name in one.window.docks_in_front]
    return one.window.size(), one.window.docks_in_front, sizes, one.page.text_size, one.editor.font().pointSizeF()


def line_of(pane: ClaimsPane, words: str) -> RecordLine:
    return next(line for line in pane.list.lines if words in line.title)


def test_a_claim_whose_words_went_shows_them_is_found_again_and_undo_brings_it_home(one: Person) -> None:
    before = one.records()
    pane = one.pane("claims", ClaimsPane)
    one.select(CLAIM)
    one.press("Delete")
    one.settle()
    line = line_of(pane, WORDING)
    assert "lost its place" in line.subtitle and line.warned
    one.pick(pane.list, line.id)
    assert "Its words are gone from the text" in words_in(pane) and WORDING in words_in(pane)
    one.put_caret("Then there are rumours", into=0)
    one.write(
        "Cameras will roll in Port Ellery in July, and new episodes will reach viewers before the end of the year. "
    )
    one.settle()
    one.pick(pane.list, line.id)
    one.click("Find it again", pane)
    bar = one.part(PlaceBar)
    assert "stand here now?" in words_in(bar) and "Cameras will roll" in words_in(bar)
    start, end = one.editor.selection()
    assert one.shell.text[start:end].startswith("Cameras will roll in Port Ellery in July")
    one.click("It stands here now", bar)
    assert "lost its place" not in line_of(pane, WORDING).subtitle
    assert not bar.isVisible()
    assert one.in_menu("Edit", "undo") == "Undo Find its place again"
    one.undo_all()
    assert CLAIM in one.shell.text
    assert "lost its place" not in line_of(pane, WORDING).subtitle
    assert differing(before, one.records()) == []


def test_a_reworded_claim_asks_until_its_words_are_taken_as_they_stand(one: Person) -> None:
    before = one.records()
    pane = one.pane("claims", ClaimsPane)
    one.put_caret(CLAIM, into=CLAIM.index(" June"))
    one.write(" early")
    one.settle()
    line = line_of(pane, WORDING)
    assert "reworded, check again" in line.subtitle and line.warned
    one.pick(pane.list, line.id)
    assert "The words in the text were changed since it was marked." in words_in(pane)
    one.click("The words are right", pane)
    line = line_of(pane, "Cameras will roll in Port Ellery in early June")
    assert "check again" not in line.subtitle
    assert "were changed since" not in words_in(pane)
    one.press("Ctrl+Z")
    one.settle()
    assert "reworded, check again" in line_of(pane, WORDING).subtitle
    one.undo_all()
    assert "check again" not in line_of(pane, WORDING).subtitle
    assert differing(before, one.records()) == []


def test_what_is_gone_to_stays_in_sight_when_a_bar_opens_beside_it(one: Person) -> None:
    line, viewport, bar = one.part(ReadinessLine), one.editor.viewport(), one.editor.verticalScrollBar()
    one.put_caret("Neither of the two interviews")
    below = next(point for point in line.open if point.start is not None and point.start > one.editor.caret())
    assert below.start is not None and below.end is not None
    # The point lies in the very last line of the page.
    while bottom_of(one, below.end) > viewport.height():
        bar.setValue(bar.value() + 1)
    while bottom_of(one, below.end) + one.editor.fontMetrics().lineSpacing() < viewport.height():
        bar.setValue(bar.value() - 1)
    one.press("F4")
    one.settle()
    assert line.point.isVisible()
    assert one.editor.selection() == (below.start, below.end)
    assert viewport.rect().contains(one.editor.cursorRect())


def bottom_of(one: Person, offset: int) -> int:
    document = one.editor.story_document
    assert document is not None
    cursor = QTextCursor(document.text_document)
    cursor.setPosition(document.to_utf16(offset))
    return one.editor.cursorRect(cursor).bottom()
