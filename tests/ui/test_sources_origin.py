"""Where a source comes from: the tree and its drawing, links made and taken back, suggestions taken and dismissed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from newsroom.desk.sources import add_source, derive_source
from newsroom.domain.draft import Dismissal
from newsroom.domain.source import Derivation
from newsroom.tasks.sources import keep_source_file
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons
from ui.panes.sources_origin import OriginView
from ui.panes.sources_sheet import ORIGIN

SHARED = "the harbour board will raise the fares of every ferry by a fifth from the first week of spring onwards"


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    made.window.show_pane("sources")
    yield made
    made.close()


class Press:
    """A story with three reports of one thing: the Courier first, then the Post and the Echo."""

    def __init__(self, window: PaneWindow) -> None:
        self.window = window
        self.story = window.lay_story("The ferry was late.")
        self.courier = self.report("Fares to rise", "The Tarnby Courier", "2026-03-01")
        self.post = self.report("Ferries dearer", "The Weir Post", "2026-03-02")
        self.echo = self.report("Dearer ferries anger many", "Saltholm Echo", "2026-03-03")

    def report(self, title: str, outlet: str, day: str) -> str:
        fields = {"type": "news_report", "title": title, "publisher": outlet, "published": day}
        return self.window.desk.run("Add", add_source, story_id=self.story, fields=fields).value.id

    def link(self, child: str, parent: str) -> None:
        self.window.desk.run("Link", derive_source, child_id=child, parent_id=parent)

    def open(self, source: str) -> OriginView:
        self.window.open(self.story)
        self.window.sources.list.choose(source)
        self.window.sources.list.chosen.emit(source)
        self.window.sources.sheet.tabs.setCurrentIndex(ORIGIN)
        self.window.settle()
        return self.window.sources.sheet.origin


@pytest.fixture
def press(window: PaneWindow) -> Press:
    return Press(window)


def titles(origin: OriginView) -> list[tuple[int, str]]:
    return [(line.depth, line.title) for line in origin.tree.lines]


def click(origin: OriginView, words: str) -> None:
    next(one for one in origin.findChildren(QPushButton) if one.text() == words and one.isVisible()).click()


def test_a_source_alone_says_that_nothing_is_known_of_where_it_comes_from(press: Press) -> None:
    origin = press.open(press.courier)
    assert origin.words.text().startswith("Nothing says that this source took its matter")
    assert not origin.picture.isVisible()
    assert not origin.tree.isVisible()


def test_three_articles_of_one_source_stand_as_a_tree_the_earliest_first(press: Press) -> None:
    press.link(press.echo, press.courier)
    press.link(press.post, press.courier)
    origin = press.open(press.post)
    assert origin.words.text() == "3 articles, one source"
    assert titles(origin) == [(0, "Fares to rise"), (1, "Ferries dearer"), (1, "Dearer ferries anger many")]
    line = origin.tree.lines[1]
    assert line.tail == "this one"
    assert line.subtitle == "restates it · The Weir Post · 2 March 2026"


def test_the_drawing_has_the_origin_on_the_left_and_says_the_same_in_words(press: Press) -> None:
    press.link(press.post, press.courier)
    press.link(press.echo, press.post)
    origin = press.open(press.echo)
    boxes = {box.name: box for box in origin.picture.boxes}
    places = {name: origin.picture.place_of(box) for name, box in boxes.items()}
    courier, post, echo = (places[name] for name in ("The Tarnby Courier", "The Weir Post", "Saltholm Echo"))
    assert courier.right() < post.left() and post.right() < echo.left()
    assert echo.right() <= origin.picture.width()
    assert boxes["The Tarnby Courier"].above == ()
    said = origin.picture.accessibleDescription()
    assert said.startswith("3 articles, one source. The Tarnby Courier, 1 March 2026, the origin; ")
    assert "Saltholm Echo, 3 March 2026, restates The Weir Post" in said


def test_a_source_is_said_to_be_taken_from_another_and_undo_takes_it_back(press: Press) -> None:
    origin = press.open(press.post)
    origin.how.show_value("quotes")
    origin.link.click()
    press.window.qtbot.keyClicks(origin.picker.filter, "courier")
    press.window.qtbot.keyClick(origin.picker.filter, Qt.Key.Key_Return)
    press.window.settle()
    assert [(one.child, one.kind) for one in press.window.desk.queries.where(Derivation)] == [(press.post, "quotes")]
    assert origin.words.text() == "2 articles, one source"
    press.window.actions["undo"].trigger()
    press.window.settle()
    assert not press.window.desk.queries.where(Derivation)
    assert not origin.tree.isVisible()


def test_a_link_is_taken_back_where_it_stands(press: Press) -> None:
    press.link(press.post, press.courier)
    origin = press.open(press.post)
    assert not origin.unlink.isVisible()
    origin.tree.setCurrentIndex(origin.tree.model().index(1, 0))
    origin.unlink.click()
    press.window.settle()
    assert not press.window.desk.queries.where(Derivation)


def test_a_circle_is_refused_with_a_sentence(press: Press) -> None:
    press.link(press.post, press.courier)
    origin = press.open(press.courier)
    origin.picker.picked.emit(press.post)
    press.window.settle()
    assert len(press.window.desk.queries.where(Derivation)) == 1
    assert "would make a source its own origin" in press.window.words_told()[-1]


def test_return_on_a_line_turns_to_that_source(press: Press) -> None:
    press.link(press.post, press.courier)
    origin = press.open(press.post)
    origin.tree.opened.emit(origin.tree.lines[0].id)
    assert press.window.sources.source_id == press.courier
    assert press.window.focus.record == ("source", press.courier)


def keep(press: Press, source: str, text: str) -> None:
    keep_source_file(
        press.window.desk, story_id=press.story, data=text.encode(), file_name=f"{source}.txt", onto=source
    )


def test_a_passage_two_copies_share_is_asked_about_with_its_reason_and_taken(press: Press) -> None:
    keep(press, press.courier, f"We have learned that {SHARED}.")
    keep(press, press.post, f"As is known, {SHARED}. Nobody likes it.")
    origin = press.open(press.post)
    assert press.window.sources.sheet.tabs.tabText(ORIGIN) == "Origin · 1"
    (asked,) = origin.questions
    assert (asked.child, asked.parent) == (press.post, press.courier)
    click(origin, "Yes, taken from it")
    press.window.settle()
    assert [(one.child, one.parent) for one in press.window.desk.queries.where(Derivation)] == [
        (press.post, press.courier)
    ]
    assert press.window.sources.sheet.tabs.tabText(ORIGIN) == "Origin"
    assert origin.words.text() == "2 articles, one source"


def test_a_suggestion_that_is_dismissed_is_quiet_until_undo(press: Press) -> None:
    keep(press, press.courier, f"We have learned that {SHARED}.")
    keep(press, press.post, f"As is known, {SHARED}. Nobody likes it.")
    origin = press.open(press.post)
    click(origin, "No, each its own")
    press.window.settle()
    assert origin.questions == ()
    assert len(press.window.desk.queries.where(Dismissal)) == 1
    press.window.actions["undo"].trigger()
    press.window.settle()
    assert len(origin.questions) == 1
