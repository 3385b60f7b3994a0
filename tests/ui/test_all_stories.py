"""The table of all stories: its orders and filters as values, then the whole of it in a window."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from newsroom.desk.many_stories import hand_over, move_stages
from newsroom.desk.members import ensure_member
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.story import StageMove, Story
from tests.builders import everything
from tests.newsroom.story_desk import bare
from tests.ui.pane_window import NOW, PaneWindow
from ui.dialogs.all_stories import AllStoriesWindow
from ui.dialogs.all_stories_rows import (
    CHANGED,
    DUE,
    LENGTH,
    LEVELS,
    NAME,
    OPEN,
    STAGE,
    TURN,
    StoryFilter,
    StoryRow,
    in_order,
    kept_rows,
    rows_of,
)
from ui.icons import Icons
from ui.panes.stories_lines import OpenCounts, Shelf

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def story(name: str, **fields: object) -> Story:
    common = {"version": 1, "created_at": "2026-03-01", "changed_at": "2026-03-01T08:00:00Z", "binned_at": None}
    return Story(id=name, slug=name, **{**common, **fields})  # pyright: ignore[reportArgumentType]


SHELF = Shelf(
    (
        story("late", due_at="2026-03-12T09:00+00:00", stage="editing", with_whom="m2", section="harbour"),
        story("soon", due_at="2026-03-12T18:00+00:00", with_whom="m1"),
        story("undated", headline="The harbour vote"),
        story("later", due_at="2026-03-20"),
    ),
    members={"m1": "Ida Renner", "m2": "Bo Holt"},
)
COUNTS = {
    "late": OpenCounts(0, 1, 4, (("low", 1),), 120, "2026-03-12T08:00:00Z"),
    "soon": OpenCounts(1, 0, 0, (("disputed", 1), ("high", 2)), 900, "2026-03-11T08:00:00Z"),
    "later": OpenCounts(0, 1, 5, (), 10, "2026-03-10T08:00:00Z"),
}


def rows() -> list[StoryRow]:
    return rows_of(SHELF, COUNTS, now=NOON)


def names(found: list[StoryRow]) -> list[str]:
    return [row.story.slug for row in found]


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        (NAME, ["late", "later", "soon", "undated"]),
        (STAGE, ["soon", "later", "undated", "late"]),
        (DUE, ["late", "soon", "later", "undated"]),
        (TURN, ["late", "soon", "later", "undated"]),
        (OPEN, ["soon", "later", "late", "undated"]),
        (LEVELS, ["soon", "late", "later", "undated"]),
        (LENGTH, ["soon", "late", "later", "undated"]),
        (CHANGED, ["late", "soon", "later", "undated"]),
    ],
)
def test_each_column_gives_an_order_with_what_is_not_known_last(column: int, wanted: list[str]) -> None:
    assert names(in_order(rows(), column, turned=False)) == wanted


def test_turned_round_what_is_not_known_still_stands_last() -> None:
    assert names(in_order(rows(), DUE, turned=True)) == ["later", "soon", "late", "undated"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (StoryFilter("HARBOUR"), ["late", "undated"]),
        (StoryFilter("harbour vote"), ["undated"]),
        (StoryFilter(stage="editing"), ["late"]),
        (StoryFilter(member="m1"), ["soon"]),
        (StoryFilter(member="nobody"), ["undated", "later"]),
        (StoryFilter("harbour", "draft", "nobody"), ["undated"]),
    ],
)
def test_words_stage_and_member_narrow_the_table_down(wanted: StoryFilter, found: list[str]) -> None:
    assert names(kept_rows(rows(), wanted)) == found


def test_a_story_that_was_not_counted_yet_is_told_with_all_that_is_known_of_it() -> None:
    (undated,) = kept_rows(rows(), StoryFilter("vote"))
    assert undated.cells[:5] == ("The harbour vote", "draft", "", "", "…")


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


class Laid:
    """Three stories, one of them overdue and one with a claim's worth of words, and the table over them."""

    def __init__(self, window: PaneWindow, icons: Icons) -> None:
        self.window, self.opened = window, list[str]()
        self.member = window.desk.run("Take in", ensure_member, name="Ida Renner").value
        self.one = window.lay_story("One two three.", headline="Alder", slug="alder")
        self.late = window.lay_story("Four.", headline="Birch", slug="birch", due_at="2026-03-12T09:00+00:00")
        self.open = window.lay_story("Five six.", headline="Cedar", slug="cedar")
        window.open(self.open)
        self.table = AllStoriesWindow(
            desk=window.desk, bridge=window.bridge, timeline=window.timeline, jobs=window.jobs,
            counts=window.stories.counts, notices=window.notices, look=icons.look, open_story=self.opened.append,
            clock=lambda: NOW, parent=window.window,
        )  # fmt: skip
        self.table.call()
        window.until(lambda: len(self.cells) == 3 and all("…" not in row for row in self.cells))

    @property
    def cells(self) -> list[tuple[str, ...]]:
        return [row.cells for row in self.table.table.rows]

    def story(self, story_id: str) -> Story:
        return self.window.desk.queries.get(Story, story_id)

    def press(self, button: QPushButton, words: str) -> None:
        """Picks a line of a button's menu."""
        menu = button.menu()
        assert menu is not None
        next(action for action in menu.actions() if action.text() == words).trigger()
        self.window.settle()


@pytest.fixture
def laid(window: PaneWindow, icons: Icons) -> Laid:
    return Laid(window, icons)


def test_the_whole_table_from_the_overdue_story_to_one_undo_of_many(laid: Laid) -> None:
    window, table = laid.window, laid.table.table
    assert [(row[0], row[2], row[6].strip()) for row in laid.cells] == [
        ("Birch", "overdue 2 h", "1"), ("Alder", "", "3"), ("Cedar", "", "2"),
    ]  # fmt: skip
    assert laid.table.told.text() == "3 stories · 1 overdue"
    window.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert laid.opened == [laid.late]
    table.selectAll()
    laid.press(laid.table.stage_button, "Being checked")
    laid.press(laid.table.turn_button, "Ida Renner")
    window.until(lambda: [row[1] for row in laid.cells] == ["being checked"] * 3)
    window.until(lambda: [row[3] for row in laid.cells] == ["Ida Renner"] * 3)
    assert len(table.selected_ids) == 3
    window.timeline.undo()
    window.timeline.undo()
    assert {laid.story(one).stage for one in (laid.one, laid.late, laid.open)} == {"draft"}
    assert {laid.story(one).with_whom for one in (laid.one, laid.late, laid.open)} == {None}
    window.settle()


def test_typed_words_narrow_it_down_and_what_is_written_elsewhere_is_followed(laid: Laid) -> None:
    laid.window.qtbot.keyClicks(laid.table.words, "ceda")
    laid.window.until(lambda: [row[0] for row in laid.cells] == ["Cedar"])
    laid.window.qtbot.keyClicks(laid.window.page.editor, "Seven. ")
    laid.window.settle()
    laid.window.until(lambda: [row[6].strip() for row in laid.cells] == ["3"])


def run_and_undo(window: PaneWindow, operation: Callable[..., int], **given: object) -> int:
    """Does the act on the desk and takes it back; everything must be as before."""
    before = everything(window.desk.archive)
    done = window.desk.run("Act", operation, **given)
    after = everything(window.desk.archive)
    window.desk.revert(done.changes)
    assert bare(everything(window.desk.archive)) == bare(before) != bare(after)
    return done.value


def test_many_are_changed_in_one_act_and_those_that_are_so_already_are_let_be(window: PaneWindow) -> None:
    one, other = window.lay_story("A."), window.lay_story("B.")
    member = window.desk.run("Take in", ensure_member, name="Ida Renner").value
    window.desk.run("Move", move_stages, story_ids=(one,), to_stage="checked")
    assert run_and_undo(window, move_stages, story_ids=(one, other, other), to_stage="checked") == 1
    assert run_and_undo(window, hand_over, story_ids=(one, other), member_id=member.id) == 2
    assert len(window.desk.queries.where(StageMove)) == 1


def test_what_is_no_stage_and_a_member_that_is_gone_are_refused_as_a_whole(window: PaneWindow) -> None:
    one = window.lay_story("A.")
    with pytest.raises(Refused, match="not a stage"):
        window.desk.run("Move", move_stages, story_ids=(one,), to_stage="nowhere")
    with pytest.raises(Missing):
        window.desk.run("Turn", hand_over, story_ids=(one,), member_id="0" * 26)
