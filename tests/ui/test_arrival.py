"""When something came in: the bar above the text, and the windows of what it changes and of what is waited for."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.arrival_wording import WordingPoint
from newsroom.desk.claims import mark_claim
from newsroom.desk.pending import wait_for
from newsroom.desk.sources import NewCapture, add_capture, add_source, set_source_fields
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction
from tests.ui.pane_window import NOW, PaneWindow
from ui.arrival_watch import ArrivalBar, ArrivalWatch, remember_what_came
from ui.dialogs.arrival import CLAIMS, WORDS, ArrivalWindow
from ui.dialogs.watch_list import WatchListWindow
from ui.icons import Icons
from ui.session import Session

BOARD = "Harbour Board"
SHUT = "The inner pier is reportedly shut until spring."
NO_WORD = "No statement has been posted."
STATEMENT = f"{BOARD}: the inner pier is shut until spring, and the ferry is launched from the outer one.\n"


class Here:
    """A story whose claim waits for the board, the bar and the windows beside it."""

    def __init__(self, window: PaneWindow, icons: Icons) -> None:
        self.window = window
        self.went: list[tuple[str, object]] = []
        self.story = window.lay_story(f"{SHUT} {NO_WORD}")
        self.shut, self.no_word = window.desk.run("Mark", self._mark).value
        window.open(self.story)
        given = {"desk": window.desk, "bridge": window.bridge, "jobs": window.jobs, "notices": window.notices}
        self.watch = ArrivalWatch(**given, clock=lambda: NOW, parent=window.window)
        self.arrival = ArrivalWindow(
            **given, timeline=window.timeline, icons=icons, clock=lambda: NOW, parent=window.window,
            go_to_claim=lambda story, claim: self.went.append(("", claim)),
            go_to_words=lambda story, point: self.went.append((story, point)),
        )  # fmt: skip
        self.arrival.taken.connect(self.watch.settle)
        self.arrival.taken_back.connect(self.watch.offer_again)
        self.waiting = WatchListWindow(
            **given, timeline=window.timeline, icons=icons, clock=lambda: NOW, parent=window.window,
            go=lambda story, kind, record: self.went.append((kind, record)),
        )  # fmt: skip
        self.bar = ArrivalBar(watch=self.watch, look=self.arrival.call)
        window.page.bars.addWidget(self.bar)

    def _mark(self, tx: Transaction) -> tuple[Claim, Claim]:
        shut = mark_claim(tx, story_id=self.story, start=0, end=len(SHUT))
        fields = {"kind": "absence"}
        none = mark_claim(tx, story_id=self.story, start=len(SHUT) + 1, end=len(SHUT) + 1 + len(NO_WORD), fields=fields)
        return wait_for(tx, claim_id=shut.id, what="its minutes", from_whom=BOARD, by="2026-03-10"), none

    def next_start(self, session: Session) -> ArrivalWatch:
        """What the next start of the program would make of a session."""
        window = self.window
        given = {"desk": window.desk, "bridge": window.bridge, "jobs": window.jobs, "notices": window.notices}
        watch = ArrivalWatch(**given, clock=lambda: NOW, parent=window.window)
        remember_what_came(watch, session=session)
        return watch

    def comes_in(self, kind: str = "official_statement") -> Source:
        def lay(tx: Transaction) -> Source:
            fields = {"type": kind, "title": "The pier", "publisher": BOARD, "published": "2026-03-12"}
            source = add_source(tx, story_id=self.story, fields=fields)
            add_capture(tx, source_id=source.id, capture=NewCapture(None, "saved_page", STATEMENT))
            return source

        done = self.window.timeline.run("Add a source", lay)
        assert done is not None
        return done.value

    def looked_at(self, source: Source) -> ArrivalWindow:
        self.window.until(self.bar.isVisible)
        self.bar.look.click()
        self.window.until(lambda: self.arrival.arrival is not None and self.arrival.source_id == source.id)
        return self.arrival


@pytest.fixture
def here(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[Here]:
    window = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield Here(window, icons)
    window.close()


def test_the_bar_says_what_came_and_goes_when_it_was_taken_put_off_or_taken_back(here: Here) -> None:
    here.comes_in()
    here.window.until(here.bar.isVisible)
    assert here.bar.words.text() == "“The pier” by Harbour Board bears on 2 claims, one of which waited for it."
    here.window.timeline.undo()
    here.window.until(lambda: not here.bar.isVisible())
    here.window.timeline.redo()
    here.window.until(here.bar.isVisible)
    here.bar.later.click()
    assert not here.bar.isVisible()
    window = here.arrival
    second = here.comes_in()
    assert here.looked_at(second) is window
    window.take.click()
    here.window.until(lambda: not here.bar.isVisible())


def test_what_nobody_looked_at_is_told_again_at_the_next_start_and_what_was_put_off_is_not(
    here: Here, tmp_path: Path
) -> None:
    session = Session(tmp_path / "session.json")
    remember_what_came(here.watch, session=session)
    source = here.comes_in()
    here.window.until(here.bar.isVisible)
    again = here.next_start(session)
    here.window.until(lambda: [one.source.id for one in again.news] == [source.id])
    again.put_off()
    third = here.next_start(session)
    here.window.until(lambda: here.window.jobs.is_idle)
    assert third.news == () and session.get("arrivals_waiting") is None


def test_keys_decide_and_all_chosen_is_one_step(here: Here) -> None:
    source = here.comes_in()
    window = here.looked_at(source)
    records = window.claims.list
    assert [line.subtitle for line in records.lines if not line.heading] == [
        "unsourced → moderate · backs it · waited for this",
        "unsourced → refuted · contradicts it · says nothing is there yet",
    ]  # fmt: skip
    records.setFocus()
    here.window.qtbot.keyClick(records, Qt.Key.Key_3)
    assert window.claims.stance.value() == "partial" and "backs part of it" in records.lines[1].subtitle
    records.choose(here.no_word.id)
    here.window.qtbot.keyClick(records, Qt.Key.Key_Space)
    assert (records.lines[2].tail, window.take.text()) == ("leave", "Attach it to 1 claim")
    assert records.lines[2].faint and "left" in records.lines[2].spoken
    here.window.qtbot.keyClick(records, Qt.Key.Key_Return)
    assert here.went == [("", here.no_word.id)]

    window.take.click()
    here.window.settle()

    (item,) = here.window.desk.queries.where(Evidence, source=source.id)
    assert (item.claim, item.stance) == (here.shut.id, "partial")
    assert here.window.timeline.undo_label == "Take what came"
    here.window.timeline.undo()
    assert here.window.desk.queries.where(Evidence, source=source.id) == ()


def test_an_undo_of_what_was_attached_brings_the_bar_back_with_what_was_decided(here: Here) -> None:
    window = here.looked_at(here.comes_in())
    told = here.bar.words.text()
    window.claims.list.choose(here.no_word.id)
    window.claims.list.setFocus()
    here.window.qtbot.keyClick(window.claims.list, Qt.Key.Key_Space)
    window.take.click()
    here.window.until(lambda: not here.bar.isVisible())
    here.window.until(lambda: window.words.count > 0)

    here.window.timeline.undo()

    here.window.until(here.bar.isVisible)
    assert here.bar.words.text() == told
    here.window.until(lambda: window.take.text() == "Attach it to 1 claim" and window.take.isEnabled())
    assert window.tabs.currentIndex() == CLAIMS
    assert [line.tail for line in window.claims.list.lines if not line.heading] == ["✓ take", "leave"]
    here.window.timeline.redo()
    here.window.until(lambda: not here.bar.isVisible())


def test_the_words_that_must_change_stand_there_once_it_is_taken(here: Here) -> None:
    window = here.looked_at(here.comes_in())
    window.take.click()
    here.window.until(lambda: window.words.count > 0)
    assert window.tabs.currentIndex() == WORDS and window.words.list.hasFocus()
    lines = [(line.title, line.mark_name) for line in window.words.list.lines if not line.heading]
    assert lines == [(SHUT, "May change"), (NO_WORD, "Must change")]
    window.words.list.choose(window.words.list.lines[2].id)
    here.window.qtbot.keyClick(window.words.list, Qt.Key.Key_Return)
    (story, point) = here.went[0]
    assert story == here.story and isinstance(point, WordingPoint)
    assert (point.start, point.end) == (len(SHUT) + 1, len(SHUT) + 1 + len(NO_WORD))


def test_what_was_attached_to_some_claims_is_told_no_more_and_an_email_says_that_its_terms_are_not_noted(
    here: Here,
) -> None:
    here.window.desk.run("Wait", wait_for, claim_id=here.no_word.id, what="word", from_whom=BOARD)
    source = here.comes_in("email")
    window = here.looked_at(source)
    assert "terms not noted, counted as on the record" in window.about.text()
    window.claims.list.choose(here.shut.id)
    window.claims.list.setFocus()
    here.window.qtbot.keyClick(window.claims.list, Qt.Key.Key_3)
    window.take.click()
    here.window.until(lambda: not here.bar.isVisible())
    done = here.window.timeline.run(
        "Note", set_source_fields, source_id=source.id, fields={"published": "2026-03-11"}
    )  # fmt: skip
    assert done is not None
    here.window.settle()
    here.window.until(lambda: here.window.jobs.is_idle)
    assert not here.bar.isVisible()
    here.window.until(lambda: "What was agreed for it is not noted" in window.words.told.text())


def test_a_report_nobody_waited_for_says_nothing(here: Here) -> None:
    here.window.desk.run("Wait", wait_for, claim_id=here.shut.id, what="")
    here.comes_in("news_report")
    here.window.settle()
    here.window.until(lambda: here.window.jobs.is_idle)
    assert not here.bar.isVisible()


def test_the_watch_list_leads_to_the_claim_and_lets_it_go(here: Here) -> None:
    here.waiting.call()
    here.window.until(lambda: bool(here.waiting.list.lines))
    (line,) = here.waiting.list.lines
    assert (line.title, line.warned) == (SHUT, True)
    assert line.subtitle == "Overdue for 2 days · its minutes, from Harbour Board · The ferry is late"
    here.waiting.list.setFocus()
    here.window.qtbot.keyClick(here.waiting.list, Qt.Key.Key_Return)
    assert here.went == [("claim", here.shut.id)]
    here.waiting.drop.click()
    here.window.until(lambda: here.waiting.told.text().startswith("No claim waits for anything."))
    here.window.timeline.undo()
    here.window.until(lambda: bool(here.waiting.list.lines))
    kept = here.window.desk.queries.get(Claim, here.shut.id)
    assert kept == replace(here.shut, version=kept.version, changed_at=kept.changed_at)
