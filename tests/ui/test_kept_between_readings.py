"""Of a story of thousands of records only what changed is made again, and what was kept equals what is made anew."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from benchmarks.large_desk import large_desk
from newsroom.desk.claims import attach_evidence
from newsroom.desk.desk import Desk
from newsroom.desk.stories import start_story
from newsroom.desk.story_view import StoryView, read_story_view
from newsroom.domain.errors import NewsroomError
from newsroom.settings import read_profile
from newsroom.storage.opening import open_archive
from tests.newsroom.test_reading_again import ACTS
from ui.furnishing import in_turns
from ui.icons import Icons
from ui.jobs import Job, JobRunner
from ui.marking_marks import Marks, marks_of
from ui.panes.claims_lines import claim_line
from ui.panes.quotes_lines import quote_line, quote_lines
from ui.panes.sources_lines import SourceLines
from ui.panes.sources_trouble import troubles_in_short
from ui.panes.stories_counts import StoryCounts
from ui.widgets.kept_lines import KeptLines
from ui.widgets.record_list import RecordLine, RecordList

NOW = datetime(2026, 3, 12, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "desk"
    large_desk(folder, share=125).close()
    return folder


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(open_archive(Path(copytree(filled, tmp_path / "desk"))), actor="Ida Renner")
    yield opened
    opened.close()


def read(desk: Desk, known: StoryView | None = None) -> StoryView:
    story = desk.queries.stories()[0].id
    return read_story_view(desk.queries, story, profile=read_profile("solo"), now=NOW, known=known)


def test_one_new_piece_of_evidence_makes_one_line_and_one_mark_anew(desk: Desk) -> None:
    sources, marks, claims, quotes = SourceLines(), Marks(), KeptLines(claim_line), KeptLines(quote_line)
    before = read(desk)
    old = sources.of(before), claims.of(before.checked.claims), quotes.of(before.checked.quotes)
    old_marks = marks.of(before)
    claim, source = before.records.claims[0].id, before.held[-1].source.id
    desk.run("Cite", attach_evidence, claim_id=claim, source_id=source)
    view = read(desk, before)
    new = sources.of(view), claims.of(view.checked.claims), quotes.of(view.checked.quotes)
    other = [[line.id for line in now if line not in was] for was, now in zip(old, new, strict=True)]
    assert other == [[source], [claim], []]
    made = [{line.id for line in now if not any(line is one for one in was)} for was, now in zip(old, new, strict=True)]
    headings = {line.id for line in new[0] if line.heading}
    assert made[0] - headings == {source} and claim in made[1] and len(made[1]) < len(view.claims)
    assert new[2] is old[2]
    new_marks = marks.of(view)
    changed = {anchor for anchor, mark in new_marks.items() if mark is not old_marks[anchor]}
    assert set(view.anchors_of(claim)) <= changed < new_marks.keys()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_equals_what_is_made_anew_whatever_was_done(desk: Desk, seed: int) -> None:
    rng, view = random.Random(seed), read(desk)
    sources, marks, claims, quotes = SourceLines(), Marks(), KeptLines(claim_line), KeptLines(quote_line)
    for _ in range(12):
        try:
            desk.run("Act", rng.choice(ACTS), rng)
        except (NewsroomError, IndexError):
            continue
        view = read(desk, view)
        troubles = troubles_in_short(view, now=NOW)
        assert sources.of(view, troubles=troubles) == SourceLines().of(view, troubles=troubles)
        assert marks.of(view) == marks_of(view)
        assert claims.of(view.checked.claims) == tuple(claim_line(one) for one in view.checked.claims)
        assert quote_lines(view, made=quotes) == quote_lines(view, made=KeptLines(quote_line))


def test_a_line_that_says_something_else_does_not_have_the_list_laid_out_anew(qtbot: QtBot, icons: Icons) -> None:
    records = RecordList(name="Claims", icons=icons)
    qtbot.addWidget(records)
    lines = [RecordLine(id=str(number), title=f"Claim {number}") for number in range(300)]
    records.show_lines(lines)
    records.resize(300, 200)
    with qtbot.waitExposed(records):
        records.show()
    records.choose("299")
    at = records.verticalScrollBar().value()
    asked: list[int] = []
    records.model().rowCount = lambda parent=None: asked.append(1) or 300  # type: ignore[method-assign]
    lines[299] = RecordLine(id="299", title="Claim 299, disputed")
    painted: list[bool] = []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
            if event.type() == QEvent.Type.Paint:
                painted.append(True)
            return False

    look = Painted()
    records.viewport().installEventFilter(look)
    records.show_lines(lines)
    qtbot.waitUntil(lambda: bool(painted))
    assert records.currentIndex().data() == "Claim 299, disputed"
    assert records.verticalScrollBar().value() == at > 0
    assert len(asked) < 100


def test_the_open_story_is_not_counted_beside_the_one_who_reads_it(desk: Desk, qtbot: QtBot) -> None:
    jobs = JobRunner(fault=lambda error: None)
    story = desk.queries.stories()[0].id
    other = desk.run("Start", start_story, fields={"headline": "Planks"}).value.id
    is_open = [story]
    counts = StoryCounts(
        desk=desk, jobs=jobs, profile=read_profile("solo"), clock=lambda: NOW, open_story=lambda: is_open[0]
    )
    counts.know([story, other])
    qtbot.waitUntil(lambda: other in counts.counts and jobs.is_idle, timeout=20_000)
    assert story not in counts.counts
    is_open[0] = other
    counts.take_view(None)
    qtbot.waitUntil(lambda: story in counts.counts, timeout=20_000)
    assert counts.counts[story].tell
    jobs.close()
    jobs.wait()


def test_a_job_that_comes_behind_begins_after_the_window_painted(qtbot: QtBot) -> None:
    jobs = JobRunner(fault=lambda error: None)
    seen: list[str] = []

    class Window(QWidget):
        def paintEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
            seen.append("painted")

    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: bool(seen))
    seen.clear()

    def work(_: Job) -> None:
        seen.append("worked")

    window.update()
    jobs.run(work, done=lambda _: None, behind=True)
    assert not jobs.is_idle
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)
    assert seen == ["painted", "worked"]
    jobs.run(work, done=lambda _: None, behind=True)
    jobs.close()
    jobs.wait()
    qtbot.wait(1)
    assert seen == ["painted", "worked"]


def test_between_two_parts_of_the_window_a_key_is_answered(qtbot: QtBot) -> None:
    window, seen = QWidget(), list[str]()
    qtbot.addWidget(window)
    window.keyPressEvent = lambda event: seen.append(event.text())  # type: ignore[method-assign]

    def steps() -> Iterator[None]:
        seen.append("one")
        yield
        seen.append("two")

    in_turns(steps(), window=window, done=lambda: seen.append("done"))
    qtbot.keyClick(window, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: "done" in seen)
    assert seen == ["one", "k", "two", "done"]


def test_once_the_program_has_ended_no_further_part_of_the_window_is_made(qtbot: QtBot) -> None:
    window, seen = QWidget(), list[str]()
    qtbot.addWidget(window)

    def steps() -> Iterator[None]:
        for number in ("one", "two", "three"):
            seen.append(number)
            yield

    in_turns(steps(), window=window, done=lambda: seen.append("done"), has_ended=lambda: "two" in seen)
    qtbot.waitUntil(lambda: "two" in seen)
    qtbot.wait(10)
    assert seen == ["one", "two"]


def test_a_part_that_fails_leaves_the_rest_of_the_start_to_be_done() -> None:
    seen: list[str] = []

    def steps() -> Iterator[None]:
        raise KeyError("ours")
        yield

    with pytest.raises(KeyError):
        in_turns(steps(), window=QWidget(), done=lambda: seen.append("done"))
    assert seen == ["done"]
