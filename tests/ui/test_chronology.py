"""What happened when: dated claims and sources in the order of time, each line a way to its record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim, set_claim_fields
from newsroom.desk.sources import add_source
from tests.ui.pane_window import PaneWindow
from ui.dialogs.chronology import ChronologyWindow
from ui.icons import Icons

DRAFT = "The ferry was late. The fare rises."
NAMED = "The pier was shut in 2024 and on 4 March 2026."


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


class Laid:
    """A story with a claim of 5 March, a claim of "March" and a source of 4 March, and the window on it."""

    def __init__(self, window: PaneWindow, icons: Icons, *, draft: str = DRAFT) -> None:
        self.window = window
        self.gone: list[tuple[str, str]] = []
        self.story = story = window.lay_story(draft)
        self.late = self.claim(story, 0, 19, happened="2026-03-05")
        self.fare = self.claim(story, 20, len(DRAFT), happened="2026-03")
        fields = {"type": "news_report", "title": "Ferry late", "publisher": "The Weir Post", "published": "2026-03-04"}
        self.source = window.desk.run("Add", add_source, story_id=story, fields=fields).value.id
        window.open(story)
        self.list = ChronologyWindow(
            watch=window.watch, icons=icons, go=lambda kind, record: self.gone.append((kind, record)),
            parent=window.window,
        )  # fmt: skip
        self.list.call()

    def claim(self, story: str, start: int, end: int, **fields: object) -> str:
        desk = self.window.desk
        return desk.run("Mark", mark_claim, story_id=story, start=start, end=end, fields=fields).value.id

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(line.title, line.subtitle) for line in self.list.list.lines]


@pytest.fixture
def laid(window: PaneWindow, icons: Icons) -> Laid:
    return Laid(window, icons)


def test_claims_and_sources_stand_in_the_order_of_time_and_say_where_it_is_not_known(laid: Laid) -> None:
    assert laid.lines == [
        ("The fare rises.", "March 2026 · happened"),
        (
            "Ferry late · The Weir Post (news report)",
            "4 March 2026 · published, before or after the line above, nobody knows",
        ),
        ("The ferry was late.", "5 March 2026 · happened, before or after the line above, nobody knows"),
    ]


def test_sources_can_be_left_out(laid: Laid) -> None:
    laid.list.sources.click()
    assert [title for title, _ in laid.lines] == ["The fare rises.", "The ferry was late."]


def test_return_on_a_line_goes_to_its_record(laid: Laid) -> None:
    laid.window.qtbot.keyClick(laid.list.list, Qt.Key.Key_Return)
    laid.window.qtbot.keyClick(laid.list.list, Qt.Key.Key_Down)
    laid.window.qtbot.keyClick(laid.list.list, Qt.Key.Key_Return)
    assert laid.gone == [("claim", laid.fare), ("source", laid.source)]


def test_days_that_stand_in_the_words_alone_are_listed_and_marked_as_not_confirmed(
    window: PaneWindow, icons: Icons
) -> None:
    laid = Laid(window, icons, draft=f"{DRAFT} {NAMED}")
    claim = laid.claim(laid.story, len(DRAFT) + 1, len(DRAFT) + 1 + len(NAMED))
    laid.list.sources.click()
    window.until(lambda: laid.lines[:1] == [(NAMED, "2024 · from the words, not confirmed")])
    assert laid.lines[2] == (
        NAMED, "4 March 2026 · from the words, not confirmed, before or after the line above, nobody knows"
    )  # fmt: skip
    assert [line.faint for line in laid.list.list.lines] == [True, False, True, False]
    laid.list.list.choose(laid.list.list.lines[2].id)
    window.qtbot.keyClick(laid.list.list, Qt.Key.Key_Return)
    assert laid.gone == [("claim", claim)]


def test_the_list_follows_a_date_that_is_changed_and_says_when_there_is_none(laid: Laid) -> None:
    laid.list.sources.click()
    for claim in (laid.late, laid.fare):
        laid.window.desk.run("Change", set_claim_fields, claim_id=claim, fields={"happened": None})
    laid.window.settle()
    assert not laid.list.list.isVisible()
    assert laid.list.told.text().startswith("Nothing in this story has a date yet.")
