"""A window on a desk that another one holds: what would write is dimmed and says why, what only looks stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from newsroom.storage.opening import open_archive
from tests.ui.shell import Shell
from ui.panes.claims import ClaimsPane
from ui.panes.quotes import QuotesPane
from ui.panes.readiness_point import PointBar
from ui.panes.sources import SourcesPane
from ui.panes.sources_sheet import DETAILS
from ui.panes.stories import StoriesPane
from ui.reading_only import TIP
from ui.widgets.action_button import ActionButton
from ui.widgets.entries import EntryLine
from ui.widgets.record_list import RecordList


@pytest.fixture
def shell(qtbot: QtBot, sample_desk: Path) -> Iterator[Shell]:
    holder = open_archive(sample_desk)
    shell = Shell(qtbot, desk=sample_desk, furnish=None).start()
    watch = shell.program.watch
    qtbot.waitUntil(lambda: watch is not None and watch.view is not None, timeout=20_000)
    yield shell
    shell.end()
    holder.close()


def turn_to(shell: Shell, name: str, listed: RecordList) -> None:
    """The pane in front, with the first record of its list in full."""
    shell.window.show_pane(name)
    shell.qtbot.waitUntil(lambda: bool(listed.lines), timeout=20_000)
    listed.choose_first()
    jobs = shell.program.jobs
    shell.qtbot.waitUntil(lambda: jobs is not None and jobs.is_idle, timeout=20_000)


def verbs_of(pane: QWidget) -> dict[str, bool]:
    """The buttons of a pane that are seen, with whether they can be pressed."""
    buttons = [one for one in pane.findChildren(QPushButton) if one.isVisible() and not isinstance(one, ActionButton)]
    assert all(one.isEnabled() or one.toolTip() == TIP for one in buttons)
    return {one.text(): one.isEnabled() for one in buttons}


def test_verbs_of_the_panes_that_would_write_are_dimmed_and_say_why(shell: Shell) -> None:
    window = shell.window
    claims, quotes, sources = (window.pane(name) for name in ("claims", "quotes", "sources"))
    assert isinstance(claims, ClaimsPane) and isinstance(quotes, QuotesPane) and isinstance(sources, SourcesPane)
    turn_to(shell, "claims", claims.list)
    assert verbs_of(claims).items() >= {
        "Show in the text": True, "Show worst first": True, "Remove the mark": False, "Set by hand…": False,
        "Add evidence…": False, "Ask for comment…": False,
    }.items()  # fmt: skip
    turn_to(shell, "quotes", quotes.list)
    assert verbs_of(quotes).items() >= {
        "Show in the source": True, "Show its history": True, "About the speaker…": True, "Remove the mark": False,
        "Insert into the text": False, "Correct the transcript…": False,
    }.items()  # fmt: skip
    turn_to(shell, "sources", sources.list)
    sources.sheet.tabs.setCurrentIndex(DETAILS)
    assert verbs_of(sources).items() >= {
        "Show what rests on it": True, "Show what was done to it": True, "It was corrected or taken back…": False,
    }.items()  # fmt: skip
    fields = [one for pane in (claims, quotes, sources) for one in pane.findChildren(EntryLine)]
    assert fields and all(one.isReadOnly() for one in fields if one.isVisible())
    assert not sources.sheet.fields.type.isEnabled() and sources.sheet.copy.copies.isEnabled()
    assert not [notice.words for notice in shell.said if notice.kind == "refused"]


def test_the_bar_of_open_points_leads_on_and_the_menu_of_a_story_opens_it_and_no_more(shell: Shell) -> None:
    shell.program.actions["next_finding"].trigger()
    bar = shell.window.findChild(PointBar)
    assert bar is not None
    shell.qtbot.waitUntil(bar.isVisible, timeout=20_000)
    assert bar.next.isEnabled() and bar.close_it.isEnabled()
    bar.let_stand.show()
    assert not bar.let_stand.isEnabled() and bar.let_stand.toolTip() == TIP
    stories = shell.window.pane("stories")
    assert isinstance(stories, StoriesPane)
    menu = stories.menu_for(shell.program.focus.story)
    assert [one.text() for one in menu.actions() if one.isEnabled() and one.text()] == ["Open"]
    menu.close()
