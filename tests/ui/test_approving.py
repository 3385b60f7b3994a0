"""A house that moves stages by rule, in the window: what keeps a story back, waivers, an approval."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from newsroom.desk.approvals import facts_to_move, mark_check
from newsroom.desk.claims import mark_claim
from newsroom.desk.drafts import save_draft
from newsroom.desk.stories import move_stage, start_story
from newsroom.desk.story_view import StoryView, read_story_view
from newsroom.domain.anchor import Place
from newsroom.domain.confidence_words import day_in_words
from newsroom.domain.draft import Anchor
from newsroom.domain.person import Member
from newsroom.domain.readiness import unmet_for_move
from newsroom.domain.story import Receipt, SignOff, Stage, Story, Waiver
from newsroom.domain.wording import STAGE_NAMES
from newsroom.settings import read_profile, read_settings, write_settings
from tests.builders import new_desk
from tests.ui.pane_window import NOW, PaneWindow
from tests.ui.shell import Shell
from ui.approving import ACTS, Approving, open_points
from ui.dialogs.approval import ApprovalWindow
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.palette import palette_choices
from ui.icons import Icons
from ui.moving_many import StagesOfMany
from ui.panes.claims import ClaimsPane
from ui.panes.claims_checks import checked_words

WORDS = "The ferry was late on Monday."
TEXT = f"{WORDS}\n\nIt rained all day at the harbour, and nobody minded.\n"


class Room:
    """The program of Ida Renner in a house with the full rules, on one story of hers."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        write_settings(replace(read_settings(), profile="full", member="Ida Renner"))
        desk = new_desk(folder)
        self.story = desk.run("Write", start_story, fields={"headline": "The ferry was late"}, text=TEXT).value.id
        known = {"common_knowledge": True}
        desk.run("Mark", mark_claim, story_id=self.story, start=0, end=len(WORDS), fields=known)
        desk.close()
        self.qtbot = qtbot
        self.shell = Shell(qtbot, desk=folder, furnish=None).start()
        self.window, self.page, self.actions = self.shell.window, self.shell.page, self.shell.program.actions
        self.settle()

    @property
    def view(self) -> StoryView:
        watch = self.shell.program.watch
        assert watch is not None and watch.view is not None
        return watch.view

    @property
    def approval(self) -> ApprovalWindow:
        found = self.window.findChild(ApprovalWindow)
        assert found is not None
        return found

    def settle(self) -> None:
        jobs, watch = self.shell.program.jobs, self.shell.program.watch
        assert jobs is not None and watch is not None
        self.qtbot.waitUntil(lambda: jobs.is_idle)
        QApplication.sendPostedEvents()
        with self.qtbot.waitSignal(watch.viewed):
            watch.refresh()
        self.qtbot.waitUntil(lambda: jobs.is_idle)

    def stage_words(self, stage: str) -> str:
        return self.page.stage.itemText(self.page.stage.findData(stage))

    def choose(self, stage: str) -> None:
        """Chooses a stage in the box, as a person does."""
        at = self.page.stage.findData(stage)
        self.page.stage.setCurrentIndex(at)
        self.page.stage.activated.emit(at)
        self.settle()

    def points(self) -> str:
        """What the open window lists."""
        shown = self.approval.points
        return "\n".join(shown.item(at).text() for at in range(shown.count())) if shown.isVisible() else ""

    def go_on(self) -> None:
        self.qtbot.waitUntil(self.approval.go_on.isEnabled)
        self.approval.go_on.click()
        self.settle()

    def export_dialog(self) -> ExportDialog:
        self.actions["export"].trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        return dialog


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, tmp_path / "desk")
    yield made
    made.shell.end()


def test_a_story_goes_by_rule_from_draft_to_exported_with_somebody_else_who_approves_it(
    room: Room, tmp_path: Path
) -> None:
    hand_in_once_somebody_signs(room)
    check_what_was_not_checked(room)
    approve_in_another_name(room)
    hold_back_words_changed_since(room)
    let_it_out(room, tmp_path / "out")


def hand_in_once_somebody_signs(room: Room) -> None:
    room.qtbot.waitUntil(lambda: "1 to settle" in room.stage_words("submitted"))
    assert room.stage_words("draft") == "Draft"
    room.choose("submitted")
    room.qtbot.waitUntil(lambda: "The story has no byline." in room.points())
    assert room.page.stage.currentData() == "draft" and not room.approval.go_on.isEnabled()
    assert "To clear it: the author" in room.points()
    room.qtbot.keyClick(room.approval.points, Qt.Key.Key_Return)
    room.qtbot.waitUntil(room.page.byline.hasFocus)
    room.qtbot.keyClicks(room.page.byline, "By Ida Renner")
    room.qtbot.keyClick(room.page.byline, Qt.Key.Key_Return)
    room.go_on()
    assert room.view.story.stage == "submitted" and not room.approval.isVisible()
    # Nothing keeps it from the next: it moves at once, and one undo takes it back.
    room.choose("checking")
    assert room.view.story.stage == "checking" and not room.approval.isVisible()


def check_what_was_not_checked(room: Room) -> None:
    room.choose("checked")
    room.qtbot.waitUntil(lambda: "This statement is not checked." in room.points())
    room.qtbot.keyClick(room.approval.points, Qt.Key.Key_Return)
    assert room.shell.editor.selection() == (0, len(WORDS))
    room.window.show_pane("claims")
    room.shell.editor.setFocus()
    room.shell.editor.set_caret(4)
    menu = room.shell.editor.menu_at(QPoint(room.shell.editor.cursorRect().center()))
    within = [entry.menu() for entry in menu.actions() if entry.text() == "Check"]
    assert isinstance(within[0], QMenu)
    within[0].actions()[0].trigger()
    room.settle()
    pane = room.window.pane("claims")
    assert isinstance(pane, ClaimsPane)
    assert pane.claim.checked.words.text().startswith("Checked by Ida Renner on ")
    assert pane.claim.checked.words.text().endswith(": holds.")
    room.go_on()
    assert room.view.story.stage == "checked"


def approve_in_another_name(room: Room) -> None:
    dialog = room.export_dialog()
    assert "Nobody has approved the story.\nTo clear it: an editor, by approving the story" in listed(dialog)
    dialog.approve.click()
    room.qtbot.waitUntil(room.approval.isVisible)
    room.go_on()
    assert room.approval.refusal.text() == "Say in whose name: the record keeps it."
    for name in ("Ida Renner", "Otto Kern"):
        assert room.view.story.stage == "checked"
        room.approval.by.setText(name)
        room.approval.statement.setText("Read twice.")
        room.go_on()
        if name == "Ida Renner":
            assert "Ida Renner stands in the byline" in room.approval.refusal.text()
    assert room.view.story.stage == "approved" and not room.approval.isVisible()
    signed = room.shell.desk.queries.where(SignOff)
    members = {one.id: one.name for one in room.shell.desk.queries.where(Member)}
    assert [(members[one.member], one.statement) for one in signed] == [("Otto Kern", "Read twice.")]


def hold_back_words_changed_since(room: Room) -> None:
    room.shell.editor.set_caret(len(TEXT) - 1)
    room.shell.type(" Not at all.")
    room.shell.saved()
    room.settle()
    dialog = room.export_dialog()
    assert "The words have changed since they were approved.\nTo clear it: an editor, by appro" in listed(dialog)
    assert dialog.approve.isVisible()
    dialog.reject()
    room.shell.program.timeline.undo()
    assert room.shell.text == TEXT
    room.shell.saved()
    room.settle()


def let_it_out(room: Room, out: Path) -> None:
    room.choose("exported")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    assert not dialog.approve.isVisible()
    dialog.form.folder.setText(str(out))
    dialog.export_now.click()
    room.qtbot.waitUntil(lambda: dialog.outcome.text() not in ("", "Exporting…"))
    assert dialog.outcome.text().startswith("Exported as ")
    dialog.reject()
    receipt = room.shell.desk.queries.where(Receipt)[0]
    assert (receipt.is_draft, receipt.profile) == (False, "full")
    room.settle()
    assert room.page.stage.currentText() == "Exported"


def listed(dialog: ExportDialog) -> str:
    return "\n".join(dialog.points.item(at).text() for at in range(dialog.points.count()))


def test_a_point_is_waived_with_a_reason_in_somebody_elses_name_and_undo_takes_that_back(room: Room) -> None:
    room.page.byline.setText("By Ida Renner")
    room.page.byline.editingFinished.emit()
    room.settle()
    room.choose("checked")
    room.qtbot.waitUntil(lambda: "not checked" in room.points())
    window = room.approval
    window.waive.click()
    assert window.refusal.text() == "Say in whose name: the record keeps it." and not window.reason.isVisible()
    window.by.setText("Otto Kern")
    window.waive.click()
    window.reason.setText("too short")
    window.reason.returnPressed.emit()
    assert "at least 15 characters" in window.refusal.text() and window.reason.isVisible()
    window.reason.setText("Everybody at the pier saw it.")
    window.reason.returnPressed.emit()
    room.settle()
    room.qtbot.waitUntil(window.go_on.isEnabled)
    assert "Waived by Otto Kern: Everybody at the pier saw it." in window.told.text()
    assert [one.rule for one in room.shell.desk.queries.where(Waiver)] == ["FACT_NOT_CHECKED"]
    room.shell.program.timeline.undo()
    room.settle()
    room.qtbot.waitUntil(lambda: not window.go_on.isEnabled() and "not checked" in room.points())


def test_what_a_check_came_to_stands_with_the_claim_and_says_when_the_words_were_changed_since(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    story = desk.run("Write", start_story, fields={"headline": "Late"}, text=TEXT).value.id
    claim = desk.run("Mark", mark_claim, story_id=story, start=0, end=len(WORDS)).value.id

    def told() -> str:
        view = read_story_view(desk.queries, story, profile=read_profile("full"), now=datetime.now(UTC))
        return checked_words(view, claim)

    assert told() == "Nobody has checked it yet."
    anchor = desk.queries.where(Anchor, owner=claim)[0].id
    desk.run("Check", mark_check, story_id=story, anchor_id=anchor, mark="wrong", note="It was Tuesday.")
    today = day_in_words(datetime.now(UTC).date())
    assert told() == f"Checked by Sanne Ulvaeus on {today}: is wrong. “It was Tuesday.”"
    newer = TEXT.replace("Monday", "Tuesday")
    places = {anchor: Place(0, len(WORDS) + 1, "reworded")}
    desk.run("Save", save_draft, story_id=story, text=newer, positions=places)
    assert told().endswith("“It was Tuesday.” Its words were changed since: check it again.")
    desk.close()


def test_where_stages_are_moved_by_hand_nothing_of_the_rules_is_seen(
    qtbot: QtBot, icons: Icons, tmp_path: Path
) -> None:
    window = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    claims = ClaimsPane(
        timeline=window.timeline, watch=window.watch, focus=window.focus, notices=window.notices,
        actions=window.actions, icons=icons,
    )  # fmt: skip
    window.window.put("claims", claims)
    Approving(
        desk=window.desk, profile=read_profile("solo"), watch=window.watch, timeline=window.timeline, jobs=window.jobs,
        saving=window.saving, page=window.page, actions=window.actions, notices=window.notices, icons=icons,
        go_to=lambda _: None, claim_meant=lambda: "", export=lambda: None,
    )  # fmt: skip
    window.page.use_stages(STAGE_NAMES)
    story = window.lay_story(TEXT)
    claim = window.desk.run("Mark", mark_claim, story_id=story, start=0, end=len(WORDS)).value.id
    window.open(story)
    window.window.show_pane("claims")
    window.focus.look_at("claim", claim)
    shown = {choice.title for choice in palette_choices(window.actions)}
    assert not shown & {window.actions[name].text() for name in ACTS}
    assert claims.claim.level.isVisible()
    assert not claims.claim.checked.isVisible() and not claims.claim.checked.note.isVisible()
    bar = window.window.menuBar()
    menu = next(entry.menu() for entry in bar.actions() if entry.text() == "&Story")
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert [entry for entry in menu.actions() if entry.text().replace("&", "") == "Check" and entry.isVisible()] == []
    menu.aboutToHide.emit()
    stage = window.page.stage
    assert [stage.itemText(at) for at in range(stage.count())][:2] == ["Draft", "Handed in"]
    stage.activated.emit(stage.findData("approved"))
    window.settle()
    assert window.desk.queries.stories()[0].stage == "approved"
    window.close()


@pytest.mark.parametrize("stage", get_args(Stage))
def test_the_box_counts_for_every_stage_what_the_rules_of_the_house_want(stage: Stage, tmp_path: Path) -> None:
    full, desk = read_profile("full"), new_desk(tmp_path / "desk")
    story = desk.run("Write", start_story, fields={"headline": "Late"}, text=TEXT).value.id
    desk.run("Mark", mark_claim, story_id=story, start=0, end=len(WORDS))
    desk.run("Move", move_stage, story_id=story, to_stage=stage)
    view = read_story_view(desk.queries, story, profile=full, now=datetime.now(UTC))
    facts = facts_to_move(desk.queries, view.checked)
    desk.close()
    unmet = {one: unmet_for_move(facts, full, to=one) for one in get_args(Stage)}
    assert open_points(facts, full) == {one: len(found) for one, found in unmet.items() if found}


def test_of_many_stories_only_those_move_that_nothing_keeps_back(
    qtbot: QtBot, icons: Icons, tmp_path: Path
) -> None:  # fmt: skip
    window = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    signed, bare = window.lay_story("It rained.", byline="By Ida Renner"), window.lay_story("It snowed.")
    window.open(bare)
    many = StagesOfMany(
        desk=window.desk, profile=read_profile("full"), timeline=window.timeline, jobs=window.jobs,
        notices=window.notices, clock=lambda: NOW,
    )  # fmt: skip

    def stages() -> list[str]:
        window.settle()
        return [window.desk.queries.get(Story, one).stage for one in (signed, bare)]

    many.move([signed, bare], "submitted", label="Set the stage of 2 stories")
    assert stages() == ["submitted", "draft"]
    assert window.words_told()[-1].startswith("1 story is kept from “handed in” by the house rules.")
    window.timeline.undo()
    assert stages() == ["draft", "draft"]
    many.move([signed, bare], "held", label="Set the stage of 2 stories")
    assert stages() == ["held", "held"]
    window.close()
