"""Search everything: what a person types, sees and comes to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.sources import NewCapture, add_capture
from newsroom.desk.stories import start_story
from newsroom.domain.source import Holding, Source
from newsroom.storage.opening import open_archive
from newsroom.storage.transaction import Transaction
from tests.ui.shell import Shell
from ui.dialogs.register import RegisterWindow
from ui.dialogs.search import SearchWindow
from ui.panes.sources import SourcesPane

FERRY = "The ferry was late.\n\nNobody at the pier could say why the crêperie was shut."


def lay_ferry(tx: Transaction) -> None:
    """A second story, a source of it with a copy, and a source that lies in no story's file."""
    story = start_story(tx, fields={"slug": "ferry", "headline": "The ferry is late"}, text=FERRY)
    logbook = tx.add(Source, type="public_record", title="Logbook of the harbour")
    tx.add(Holding, story=story.id, source=logbook.id)
    add_capture(tx, source_id=logbook.id, capture=NewCapture(None, "pasted", "Long words before.\nFog at Gullholm."))
    tx.add(Source, type="book", title="Tides of Gullholm, an almanac")


@pytest.fixture
def shell(qtbot: QtBot, sample_desk: Path) -> Iterator[Shell]:
    desk = Desk(open_archive(sample_desk), actor="Sanne Ulvaeus")
    desk.run("Lay in", lay_ferry)
    desk.close()
    shell = Shell(qtbot, desk=sample_desk, furnish=None).start()
    yield shell
    shell.end()


@pytest.fixture
def window(shell: Shell, qtbot: QtBot) -> SearchWindow:
    shell.program.actions["search_everything"].trigger()
    found = shell.window.findChild(SearchWindow)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def look_for(window: SearchWindow, qtbot: QtBot, words: str) -> None:
    window.line.clear()
    # Keys of a test are ASCII alone; an accent comes in as from an input method.
    qtbot.keyClicks(window.line, words) if words.isascii() else window.line.insert(words)
    qtbot.waitUntil(lambda: bool(window.told.text()) or not words.strip())


def tails(window: SearchWindow) -> list[str]:
    return [line.tail for line in window.list.lines]


def until_tails(window: SearchWindow, qtbot: QtBot, *wanted: str) -> None:
    qtbot.waitUntil(lambda: sorted(tails(window)) == sorted(wanted), timeout=10_000)


def test_words_are_found_in_texts_copies_and_titles_whatever_their_accents(
    window: SearchWindow, qtbot: QtBot
) -> None:  # fmt: skip
    look_for(window, qtbot, "gullh")
    until_tails(window, qtbot, "saved copy", "source")
    look_for(window, qtbot, "creperie")
    until_tails(window, qtbot, "text")
    line = window.list.lines[0]
    assert line.title == "The ferry is late"
    assert [line.subtitle[start:end] for start, end in line.marks] == ["crêperie"]


def test_one_sentence_says_what_the_words_typed_mean(window: SearchWindow, qtbot: QtBot) -> None:
    assert "-without" in window.explained.text()
    look_for(window, qtbot, '"was late" -fog type:text')
    assert "but not “fog”" in window.explained.text() and "among texts" in window.explained.text()


def test_one_kind_or_this_story_alone_can_be_looked_at(shell: Shell, window: SearchWindow, qtbot: QtBot) -> None:
    look_for(window, qtbot, "gullholm")
    until_tails(window, qtbot, "saved copy", "source")
    tabs = window.kinds
    at = next(at for at in range(tabs.count()) if tabs.tabText(at) == "Sources")
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(at).center())
    until_tails(window, qtbot, "source")
    window.this_story.click()
    qtbot.waitUntil(lambda: "Nothing holds all" in window.list.lines[0].title)
    assert window.told.text() == "0 found"


def test_the_best_stand_first_when_asked_for(window: SearchWindow, qtbot: QtBot) -> None:
    look_for(window, qtbot, "ferry")
    qtbot.waitUntil(lambda: {"text", "headline"} <= set(tails(window)))
    window.best_first.click()
    qtbot.waitUntil(lambda: tails(window)[0] == "headline")


def test_return_goes_to_the_words_in_the_text_of_another_story(
    shell: Shell, window: SearchWindow, qtbot: QtBot
) -> None:  # fmt: skip
    look_for(window, qtbot, "crêperie")
    until_tails(window, qtbot, "text")
    qtbot.keyClick(window.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.text == FERRY)
    start = FERRY.index("crêperie")
    qtbot.waitUntil(lambda: shell.editor.selection() == (start, start + 8))
    assert not window.isVisible()


def test_a_saved_copy_opens_in_the_reader_at_the_words(shell: Shell, window: SearchWindow, qtbot: QtBot) -> None:
    look_for(window, qtbot, "type:copy gullholm")
    until_tails(window, qtbot, "saved copy")
    qtbot.keyClick(window.line, Qt.Key.Key_Return)
    pane = shell.window.findChild(SourcesPane)
    assert pane is not None
    qtbot.waitUntil(lambda: pane.sheet.copy.view.passage is not None, timeout=10_000)
    text = "Long words before.\nFog at Gullholm."
    assert pane.sheet.copy.view.passage == (text.index("Gullholm"), text.index("Gullholm") + 8)


def test_a_claim_opens_in_its_pane_and_in_the_text(shell: Shell, window: SearchWindow, qtbot: QtBot) -> None:
    look_for(window, qtbot, "type:claim scripts")
    until_tails(window, qtbot, "claim")
    qtbot.keyClick(window.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.program.focus.record[0] == "claim")
    start, end = shell.editor.selection()
    assert "scripts" in shell.text[start:end]


def test_a_source_of_no_story_opens_in_the_register(shell: Shell, window: SearchWindow, qtbot: QtBot) -> None:
    look_for(window, qtbot, "type:source gullholm")
    until_tails(window, qtbot, "source")
    qtbot.keyClick(window.line, Qt.Key.Key_Return)
    register = shell.window.findChild(RegisterWindow)
    assert register is not None
    title = "Tides of Gullholm, an almanac"
    qtbot.waitUntil(lambda: any(row.value == title for row in register.details.rows), timeout=10_000)
    line = register.model.line(register.table.currentIndex().row())
    assert register.isVisible() and line is not None and line.title == title


def test_it_comes_back_as_it_was_left(shell: Shell, window: SearchWindow, qtbot: QtBot) -> None:
    look_for(window, qtbot, "crêperie")
    until_tails(window, qtbot, "text")
    qtbot.keyClick(window.line, Qt.Key.Key_Escape)
    assert not window.isVisible()
    shell.program.actions["search_everything"].trigger()
    assert window.line.text() == "crêperie" and window.line.selectedText() == "crêperie"
    assert tails(window) == ["text"]


def test_no_string_is_an_error(shell: Shell, window: SearchWindow, qtbot: QtBot) -> None:
    for words in ('"', '-"', "NEAR(", "a* OR", "type:", "\ud800", "''';--", "(((", "story:", "in:x crêperie"):
        window.line.setText(words)
        qtbot.waitUntil(lambda: shell.program.jobs is not None and shell.program.jobs.is_idle)
        assert window.explained.text()
    look_for(window, qtbot, "crêperie")
    until_tails(window, qtbot, "text")
    assert not [one for one in shell.said if one.kind != "note"]
