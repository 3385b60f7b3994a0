"""An open story is read again when time alone changes what holds of it, and not before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import attach_evidence, set_claim_fields
from newsroom.desk.sources import set_source_fields
from newsroom.domain.errors import Damaged
from newsroom.domain.profile import SOLO
from tests.newsroom.story_desk import StoryDesk, pier_desk
from ui.desk_bridge import DeskBridge
from ui.focus import Focus
from ui.jobs import JobRunner
from ui.story_watch import StoryWatch

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


class Window:
    """An open story, with a clock somebody else turns."""

    def __init__(self, qtbot: QtBot, at: StoryDesk) -> None:
        self.qtbot, self.at, self.now = qtbot, at, NOON
        self.views: list[object] = []
        self.faults: list[BaseException] = []
        self.jobs = JobRunner(fault=self.faults.append)
        self.focus = Focus()
        self.watch = StoryWatch(
            desk=at.desk, bridge=DeskBridge(), focus=self.focus, jobs=self.jobs, profile=SOLO,
            refused=self.faults.append, clock=lambda: self.now, look_ms=10,
        )  # fmt: skip
        self.watch.viewed.connect(self.views.append)
        with qtbot.waitSignals([self.watch.viewed, self.watch.viewed], timeout=20_000):
            self.focus.look_at_story(at.story.id)

    def level(self) -> str:
        assert self.watch.view is not None
        return self.watch.view.claims[self.at.claim.id].level

    def turn(self, moment: datetime) -> None:
        """The clock goes on, and the window notices by itself."""
        with self.qtbot.waitSignal(self.watch.viewed, timeout=20_000):
            self.now = moment

    def look(self) -> int:
        """How many readings have come after a look at the clock."""
        self.watch.look_at_clock()
        self.qtbot.waitUntil(lambda: self.jobs.is_idle, timeout=20_000)
        return len(self.views)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


@pytest.fixture
def window(qtbot: QtBot, at: StoryDesk) -> Iterator[Window]:
    at.desk.run("Cite", attach_evidence, claim_id=at.claim.id, source_id=at.source.id, authority="witness",
                fields={"as_of": "2026-03-12"})  # fmt: skip
    at.desk.run("Set", set_claim_fields, claim_id=at.claim.id, fields={"ttl_days": 0})
    made = Window(qtbot, at)
    yield made
    made.jobs.close()
    made.jobs.wait()
    assert not made.faults


def test_a_claim_grows_stale_in_an_open_window_when_the_day_turns(window: Window) -> None:
    assert window.level() == "confirmed"
    window.turn(datetime(2026, 3, 13, 0, 0, 30, tzinfo=UTC))
    assert window.level() == "high"


def test_a_machine_that_slept_for_days_shows_what_holds_now(window: Window) -> None:
    window.turn(NOON + timedelta(days=9))
    assert window.level() == "high"


def test_a_clock_that_was_set_back_a_day_is_followed(window: Window) -> None:
    window.turn(NOON + timedelta(days=1))
    window.turn(NOON)
    assert window.level() == "confirmed"


def test_what_is_kept_of_a_reading_is_made_before_it_is_told(window: Window) -> None:
    seen: list[tuple[str, object]] = []
    window.watch.prepare(lambda view: seen.append(("made", view)))
    window.watch.viewed.connect(lambda view: seen.append(("told", view)))
    with window.qtbot.waitSignal(window.watch.viewed, timeout=20_000):
        window.watch.refresh()
    assert seen == [("made", window.watch.view), ("told", window.watch.view)]


def test_nothing_is_read_while_nothing_turns(window: Window) -> None:
    before = len(window.views)
    window.now = NOON + timedelta(hours=11, minutes=59)
    assert window.look() == before


def test_what_an_embargo_held_back_counts_from_its_minute_on(qtbot: QtBot, at: StoryDesk) -> None:
    fields = {"embargo_until": "2026-03-12T14:30+00:00"}
    at.desk.run("Hold", set_source_fields, source_id=at.source.id, fields=fields)
    at.desk.run("Cite", attach_evidence, claim_id=at.claim.id, source_id=at.source.id, authority="record")
    window = Window(qtbot, at)
    assert window.level() == "unsourced"
    before = len(window.views)
    window.now = NOON + timedelta(hours=2, minutes=29)
    assert window.look() == before
    window.turn(NOON + timedelta(hours=2, minutes=30))
    assert window.level() == "confirmed"
    window.jobs.close()
    window.jobs.wait()
    assert not window.faults


def test_damaged_words_are_told_and_never_shown(qtbot: QtBot, at: StoryDesk) -> None:
    with closing(sqlite3.connect(at.desk.archive.places.archive)) as connection, connection:
        connection.execute("UPDATE claim SET wording = 'The pier was open'")
    faults, views = list[BaseException](), list[object]()
    jobs, focus = JobRunner(fault=faults.append), Focus()
    watch = StoryWatch(
        desk=at.desk, bridge=DeskBridge(), focus=focus, jobs=jobs, profile=SOLO, refused=faults.append,
        clock=lambda: NOON,
    )  # fmt: skip
    watch.viewed.connect(views.append)
    focus.look_at_story(at.story.id)
    qtbot.waitUntil(lambda: len(faults) == 1, timeout=20_000)
    # It can be asked again, and says so again.
    watch.refresh()
    qtbot.waitUntil(lambda: len(faults) == 2, timeout=20_000)
    assert {type(fault) for fault in faults} == {Damaged}
    assert (watch.view, views) == (None, [None])
    jobs.close()
    jobs.wait()


def test_a_fault_of_ours_in_one_reading_does_not_keep_the_next_change_from_being_read(
    qtbot: QtBot, window: Window
) -> None:
    broken = [ValueError("ours")]

    def make(view: object) -> None:
        del view
        if broken:
            raise broken.pop()

    window.watch.prepare(make)
    window.watch.refresh()
    qtbot.waitUntil(lambda: bool(window.faults), timeout=20_000)
    assert [str(fault) for fault in window.faults] == ["ours"]
    window.faults.clear()
    with qtbot.waitSignal(window.watch.viewed, timeout=20_000):
        window.watch.refresh()
