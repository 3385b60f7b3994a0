"""Asking for comment on the real window: from a claim to the letter, the attempt, the outcome and the sentence in the
text, and back by undo."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from newsroom.desk.request_lines import RequestLine, request_lines
from newsroom.desk.requests import set_request_fields
from tests.ui.shell import Shell
from ui.dialogs.requests import RequestsWindow
from ui.panes.claims import ClaimsPane
from ui.time_words import here_and_now

WAIT = 20_000
MAYOR = "Halvard Quist"


class Room:
    """The real window on the sample desk."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.shell = Shell(qtbot, desk=folder, furnish=None).start()
        self.program, self.window = self.shell.program, self.shell.window
        self.settle()

    def settle(self) -> None:
        jobs, watch = self.program.jobs, self.program.watch
        assert jobs is not None and watch is not None
        QApplication.sendPostedEvents()
        self.qtbot.waitUntil(lambda: jobs.is_idle and watch.view is not None, timeout=WAIT)

    def line(self, whom: str = MAYOR) -> RequestLine | None:
        lines = request_lines(self.shell.desk.queries, now=here_and_now())
        return next((one for one in lines if one.request.asked_of == whom), None)

    def there(self) -> RequestLine:
        line = self.line()
        assert line is not None
        return line

    def until_shown(self, ledger: RequestsWindow) -> None:
        """Until the ledger shows the request as the desk holds it."""
        self.qtbot.waitUntil(
            lambda: ledger.chosen is not None and ledger.chosen.request == self.there().request
            and ledger.detail.line == ledger.chosen, timeout=WAIT,
        )  # fmt: skip
        self.settle()

    def press(self, button: QPushButton) -> None:
        self.qtbot.waitUntil(lambda: button.isEnabled() and button.isVisible(), timeout=WAIT)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def fill(self, line: QLineEdit, words: str) -> None:
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, words)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)

    def ask_from_claim(self) -> RequestsWindow:
        """Asks somebody from the claims pane, with the first claim chosen there."""
        pane = self.window.pane("claims")
        assert isinstance(pane, ClaimsPane)
        self.window.show_pane("claims")
        pane.list.choose_first()
        self.settle()
        self.press(pane.claim.ask_comment)
        self.qtbot.waitUntil(lambda: self.window.findChild(RequestsWindow) is not None, timeout=WAIT)
        ledger = self.window.findChild(RequestsWindow)
        assert ledger is not None
        self.qtbot.waitUntil(ledger.whom.isVisible, timeout=WAIT)
        self.fill(ledger.whom.line, MAYOR)
        self.qtbot.waitUntil(lambda: self.line() is not None, timeout=WAIT)
        self.until_shown(ledger)
        return ledger


@pytest.fixture
def room(qtbot: QtBot, laid_sample: Path, tmp_path: Path) -> Iterator[Room]:
    room = Room(qtbot, Path(shutil.copytree(laid_sample, tmp_path / "desk")))
    yield room
    room.shell.end()


def test_from_a_claim_to_the_sentence_in_the_text_and_back(room: Room) -> None:
    ledger = room.ask_from_claim()
    (claim,) = room.there().claims

    room.press(ledger.detail.write)
    room.qtbot.waitUntil(lambda: claim.wording in room.there().request.message, timeout=WAIT)
    room.until_shown(ledger)
    room.press(ledger.detail.copy)
    assert QApplication.clipboard().text() == room.there().request.message

    ledger.list.setFocus()
    room.qtbot.keyClick(ledger.list, Qt.Key.Key_N)
    room.fill(ledger.tried.line, "telephone: no answer")
    room.qtbot.waitUntil(lambda: len(room.there().attempts) == 1, timeout=WAIT)
    assert (room.there().attempts[0].channel, room.there().attempts[0].note) == ("telephone", "no answer")

    room.until_shown(ledger)
    ledger.detail.outcome.show_value("declined")
    ledger.detail.outcome.chosen.emit("declined")
    room.qtbot.waitUntil(lambda: room.there().request.outcome == "declined", timeout=WAIT)
    room.until_shown(ledger)
    before = room.shell.text
    room.shell.editor.set_caret(len(before))
    room.press(ledger.detail.tell)
    room.qtbot.waitUntil(lambda: room.there().is_noted, timeout=WAIT)
    assert room.shell.text.rstrip().endswith(f"{MAYOR} declined to comment.")
    assert room.there().told == f"{MAYOR} declined to comment."

    # Something else came of it: the sentence is offered anew, and changed where it stands.
    room.until_shown(ledger)
    ledger.detail.outcome.chosen.emit("could_not_be_reached")
    room.qtbot.waitUntil(lambda: room.there().request.outcome == "could_not_be_reached", timeout=WAIT)
    room.until_shown(ledger)
    ledger.list.setFocus()
    room.qtbot.keyClick(ledger.list, Qt.Key.Key_T)
    room.qtbot.waitUntil(
        lambda: "could not be reached in one attempt, by telephone." in room.there().told, timeout=WAIT
    )
    assert "declined to comment." not in room.shell.text[len(before) :]

    for _ in range(3):
        room.program.actions["undo"].trigger()
    room.qtbot.waitUntil(lambda: room.shell.text == before, timeout=WAIT)
    assert room.there().request.outcome == "declined"


def test_a_deadline_that_is_past_offers_that_they_did_not_respond(room: Room) -> None:
    ledger = room.ask_from_claim()
    room.fill(ledger.detail.deadline, "2020-03-14 12:00")
    room.qtbot.waitUntil(lambda: room.there().is_passed, timeout=WAIT)
    room.until_shown(ledger)
    # Whom nobody asked cannot have failed to answer.
    assert not ledger.detail.silent.isVisible()
    asked = {"request_id": room.there().request.id, "fields": {"asked_at": "2020-03-13"}}
    room.shell.desk.run("Ask", set_request_fields, **asked)
    room.until_shown(ledger)
    assert "overdue" in next(one.subtitle for one in ledger.list.lines if one.title == MAYOR)

    room.press(ledger.detail.silent)
    room.qtbot.waitUntil(lambda: room.there().request.outcome == "no_response_by_deadline", timeout=WAIT)
    ledger.close()
    room.shell.editor.set_caret(len(room.shell.text))
    # One key in the text tells the one reply that waits to be told.
    room.program.actions["tell_reply"].trigger()
    room.qtbot.waitUntil(lambda: room.there().is_noted, timeout=WAIT)
    assert "by 12:00 on 14 March 2020." in room.shell.text
