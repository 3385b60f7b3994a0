"""The details of a source: guesses taken as right one by one, what its file says of itself, tags, and its outlet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.tags import tags_of
from newsroom.domain.source import Source
from newsroom.tasks.sources import keep_source_file
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons
from ui.panes.sources_fields import SourceFields

PAGE = b"""<html lang="en"><head><title>Pier shut</title>
<meta property="og:site_name" content="Tarnby Courier">
<meta property="article:published_time" content="2026-03-01T08:00:00Z">
<meta property="article:modified_time" content="2026-03-04T17:30:00Z"></head>
<body><article><p>The pier stays shut until the spring, the board said.</p></article></body></html>"""


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    made.window.show_pane("sources")
    yield made
    made.close()


@pytest.fixture
def source(window: PaneWindow) -> str:
    story = window.lay_story("The pier is shut.")
    kept = keep_source_file(window.desk, story_id=story, data=PAGE, file_name="pier.html")
    window.open(story)
    window.settle()
    return kept.source.id


def fields(window: PaneWindow) -> SourceFields:
    window.sources.sheet.tabs.setCurrentIndex(1)
    return window.sources.sheet.fields


def stored(window: PaneWindow, source: str) -> Source:
    return window.desk.queries.get(Source, source)


def test_what_a_file_says_of_itself_is_seen_and_taken_as_right_one_by_one(window: PaneWindow, source: str) -> None:
    shown = fields(window)
    guessed = [name for name, head in shown.heads.items() if head.right.isVisible()]
    assert set(guessed) == set(stored(window, source).to_confirm) and "description" in guessed
    assert shown.changed_on.text().startswith("Changed 4 Mar 2026")
    assert "as the file itself says" in shown.description.toPlainText() and shown.language.text() == "en"
    shown.heads["publisher"].right.click()
    window.settle()
    assert "publisher" not in stored(window, source).to_confirm and "title" in stored(window, source).to_confirm
    assert not shown.heads["publisher"].right.isVisible() and not shown.publisher.font().italic()
    assert window.sources.sheet.tabs.tabText(1) == f"Details · {len(guessed) - 1} to confirm"
    window.actions["undo"].trigger()
    window.settle()
    assert shown.heads["publisher"].right.isVisible()
    shown.confirm.click()
    window.settle()
    assert stored(window, source).to_confirm == ()


def test_tags_are_written_with_commas_and_one_undo_takes_them_back(window: PaneWindow, source: str) -> None:
    shown = fields(window)
    shown.tags.setFocus()
    window.qtbot.keyClicks(shown.tags, "to call,  flood archive, To Call")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert tags_of(window.desk.queries, source) == ("flood archive", "To Call")
    assert shown.tags.text() == "flood archive, To Call"
    window.actions["undo"].trigger()
    window.settle()
    assert tags_of(window.desk.queries, source) == () and shown.tags.text() == ""


def test_the_outlet_of_the_source_shown_is_asked_about(window: PaneWindow, source: str) -> None:
    asked: list[tuple[str, str]] = []
    window.sources.outlet_asked.connect(lambda name, url: asked.append((name, url)))
    fields(window).rate.click()
    assert asked == [("Tarnby Courier", stored(window, source).url)]
