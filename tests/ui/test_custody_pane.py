"""Whether sources are still what they were: damaged files, corrections, embargoes, uses and the log, in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import attach_evidence, mark_claim
from newsroom.desk.sources import post_notice
from newsroom.domain.source import OriginalFile, Source, SourceNotice
from newsroom.tasks.sources import keep_source_file
from tests.ui.pane_window import PaneWindow
from ui.custody_watch import CustodyWatch
from ui.icons import Icons
from ui.panes.claims_evidence_lines import evidence_lines
from ui.panes.sources_sheet import DETAILS
from ui.panes.sources_standing import StandingView
from ui.time_words import here_and_now, read_due
from ui.widgets.record_lines import RecordLine

COPY = "The ferry left at nine.\n\nNobody told the pier."


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    made.actions.set_there(desk=True, writable=True, story=True)
    made.window.show_pane("sources")
    yield made
    made.close()


class Held:
    """A story whose one claim rests on a source with a saved copy."""

    def __init__(self, window: PaneWindow) -> None:
        self.window = window
        self.story = window.lay_story("The ferry was late.")
        kept = keep_source_file(
            window.desk, story_id=self.story, data=COPY.encode(), file_name="pier.txt", fields={"title": "The pier log"}
        )
        self.source = kept.source.id
        self.claim = window.desk.run("Mark", mark_claim, story_id=self.story, start=0, end=19).value.id
        window.desk.run("Back", attach_evidence, claim_id=self.claim, source_id=self.source)
        window.open(self.story)
        window.sources.sheet.tabs.setCurrentIndex(DETAILS)

    @property
    def path(self) -> Path:
        (file,) = self.window.desk.queries.where(OriginalFile)
        return next(self.window.desk.archive.places.folder.rglob(f"*{file.sha256}*"))

    def damage(self) -> None:
        self.path.chmod(0o600)
        self.path.write_bytes(COPY.encode().replace(b"nine", b"five"))

    @property
    def standing(self) -> StandingView:
        return self.window.sources.sheet.standing

    @property
    def subtitle(self) -> str:
        return self.line.subtitle

    @property
    def line(self) -> RecordLine:
        return next(one for one in self.window.sources.list.lines if one.id == self.source)

    def look(self) -> CustodyWatch:
        shown: list[str] = []
        watch = CustodyWatch(
            desk=self.window.desk, watch=self.window.watch, jobs=self.window.jobs, notices=self.window.notices,
            actions=self.window.actions, show_source=shown.append, first_ms=0, rest_ms=0, parent=self.window.window,
        )  # fmt: skip
        self.window.until(lambda: watch.is_done)
        self.window.settle()
        return watch


@pytest.fixture
def held(window: PaneWindow) -> Held:
    return Held(window)


def test_files_that_are_as_they_were_kept_are_not_spoken_of(held: Held) -> None:
    held.look()
    assert not held.line.warned
    assert not held.window.told


def test_a_changed_file_marks_its_source_and_says_since_when_and_what_rests_on_it(held: Held) -> None:
    held.damage()
    held.look()
    assert held.subtitle.startswith("changed since it was kept")
    assert held.line.warned
    assert "changed since it was kept" in held.line.spoken
    assert "is no longer what was kept on" in held.window.sources.sheet.fields.trouble.text()
    said = held.window.told[-1]
    assert (said.kind, said.verb) == ("trouble", "Show the source")
    assert "no longer what was kept. On it rest: 1 claim." in said.words
    view = held.window.watch.view
    assert view is not None
    assert "COPY_NOT_WHOLE" in {one.code for one in view.findings_by_record[held.claim]}


def test_a_missing_file_is_found_before_the_story_leaves(held: Held) -> None:
    watch = CustodyWatch(
        desk=held.window.desk, watch=held.window.watch, jobs=held.window.jobs, notices=held.window.notices,
        actions=held.window.actions, show_source=lambda _source: None, first_ms=1_000_000, parent=held.window.window,
    )  # fmt: skip
    held.path.unlink()
    held.window.actions.bind("export", lambda: None)
    held.window.actions["export"].trigger()
    held.window.until(lambda: "file missing" in held.subtitle)
    assert not watch.is_done


def test_a_correction_is_posted_marks_what_rests_on_the_source_and_is_withdrawn(held: Held) -> None:
    held.standing.note.click()
    form = held.standing.form
    form.kind.show_value("retracted")
    held.window.qtbot.keyClicks(form.note, "never happened")
    form.post.click()
    held.window.settle()
    assert not form.isVisible()
    assert held.subtitle.startswith("was retracted")
    view = held.window.watch.view
    assert view is not None
    assert "SOURCE_NOTICE" in {one.code for one in view.findings_by_record[held.claim]}
    (button,) = [one for one in held.standing.findChildren(type(form.post)) if one.text() == "Withdraw this"]
    assert "It was retracted" in button.accessibleDescription()
    button.click()
    held.window.settle()
    assert not held.line.warned
    held.window.actions["undo"].trigger()
    held.window.settle()
    assert held.subtitle.startswith("was retracted")


def test_the_form_says_what_rests_on_the_source_no_longer_counts_and_opens_in_sight(held: Held) -> None:
    held.window.window.resize(1000, 420)
    held.standing.note.click()
    form = held.standing.form
    held.window.until(lambda: not form.kind.visibleRegion().isEmpty())
    assert form.kind.hasFocus()
    assert form.reach.value() == "whole" and "everything that rests on this source stops counting" in form.effect.text()
    form.reach.show_value("passage")
    form.reach.chosen.emit("passage")
    assert "only what rests on that passage" in form.effect.text()


def test_a_correction_is_of_the_passage_selected_until_the_person_says_otherwise(held: Held) -> None:
    view = held.window.sources.sheet.copy.view
    assert view.find_words(COPY.split(".")[0], from_start=True)
    held.standing.note.click()
    form = held.standing.form
    assert (form.reach.value(), form.passage.text()) == ("passage", COPY.split(".")[0])
    form.kind.show_value("retracted")
    form.kind.chosen.emit("retracted")
    assert form.reach.value() == "whole"
    form.reach.show_value("passage")
    form.reach.chosen.emit("passage")
    form.kind.chosen.emit("forged")
    assert form.reach.value() == "passage"


def test_evidence_says_what_became_of_its_source(held: Held) -> None:
    for kind in ("corrected", "forged"):
        held.window.desk.run("Note", post_notice, source_id=held.source, fields={"kind": kind, "reach": "whole"})
    held.window.open(held.story)
    held.window.settle()
    assert held.window.watch.view is not None
    (line,) = evidence_lines(held.window.watch.view, held.claim)
    assert {"was corrected", "turned out to be forged"} <= set(line.warnings)
    assert "taken back" not in line.name


def test_a_correction_of_one_passage_needs_its_words(held: Held) -> None:
    held.standing.note.click()
    form = held.standing.form
    form.reach.show_value("passage")
    form.reach.chosen.emit("passage")
    form.post.click()
    assert form.isVisible()
    assert form.refusal.text().startswith("Say which passage")
    form.passage.setText("Nobody told the pier.")
    form.post.click()
    held.window.settle()
    (notice,) = held.window.desk.queries.where(SourceNotice)
    assert (notice.reach, notice.passage) == ("passage", "Nobody told the pier.")
    assert "was corrected in part" in held.subtitle


def test_an_embargo_is_noted_seen_in_the_list_and_lifted(held: Held) -> None:
    embargo = held.standing.embargo
    embargo.setText("soon")
    embargo.settle()
    assert "is no day or time" in held.window.words_told()[-1]
    told = len(held.window.words_told())
    embargo.settle()
    assert len(held.window.words_told()) == told
    embargo.setText("2999-07-14")
    embargo.settle()
    held.window.settle()
    assert "embargo until 14 Jul 2999" in held.subtitle
    embargo.setText("2999-07-15 09:00")
    embargo.settle()
    held.window.settle()
    assert "embargo until 15 Jul 2999, 09:00" in held.subtitle and embargo.text() == "2999-07-15 09:00"
    embargo.setText("tomorrow 18:00")
    embargo.settle()
    held.window.settle()
    assert held.window.desk.queries.get(Source, held.source).embargo_until == read_due(
        "tomorrow 18:00", now=here_and_now()
    )
    embargo.setText("")
    embargo.settle()
    held.window.settle()
    assert held.window.desk.queries.get(Source, held.source).embargo_until is None
    assert not held.line.warned


def test_what_rests_on_a_source_is_listed_and_gone_to(held: Held) -> None:
    gone: list[tuple[str, str, str]] = []
    held.window.sources.use_wanted.connect(lambda *use: gone.append(use))
    held.standing.show_uses.click()
    held.window.until(held.standing.uses.isVisible)
    titles = [line.title for line in held.standing.uses.lines]
    assert titles[0] == "The ferry is late: used in the story"
    assert any("The ferry was late." in title for title in titles)
    claim = next(line for line in held.standing.uses.lines if line.id == f"claim {held.claim}")
    held.standing.uses.opened.emit(claim.id)
    assert gone == [(held.story, "claim", held.claim)]


def test_what_was_done_to_a_source_is_told_in_sentences(held: Held) -> None:
    held.window.sources.acts.set_field(held.source, "title", "The log of the pier")
    held.window.settle()
    held.standing.show_log.click()
    held.window.until(held.standing.log.isVisible)
    newest, *_, oldest = held.standing.log.text().split("\n")
    assert "changed the title from “The pier log” to “The log of the pier”" in newest
    assert "added this source" in oldest
