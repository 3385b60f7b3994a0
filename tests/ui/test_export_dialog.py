"""The way out through the window: what is open, as what and where, the file, the clipboard, the printed page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim, set_claim_fields
from newsroom.domain.anchor import TextEdit
from newsroom.domain.person import Person
from newsroom.domain.story import Receipt
from newsroom.importing.capture_text import read_capture
from newsroom.settings import Settings
from newsroom.tasks.exports import preview_bytes
from tests.newsroom.reader_pages import parsed, words_of
from tests.ui.pane_window import PaneWindow
from ui.dialogs.export_dialog import ExportDialog
from ui.exporting import Exporting, print_page
from ui.icons import Icons
from ui.session import Session

HARMLESS = "It rained all day at the harbour."


class Room:
    """The window with the acts of export bound, and the folders it was asked to show."""

    def __init__(self, qtbot: QtBot, icons: Icons, folder: Path, tmp_path: Path) -> None:
        self.qtbot = qtbot
        self.window = PaneWindow(qtbot, icons=icons, folder=folder)
        self.session_file = tmp_path / "session.json"
        self.session = Session(self.session_file)
        self.out = tmp_path / "out"
        self.session.set("export_folder", str(self.out))
        self.shown_folders: list[Path] = []
        self.exporting = Exporting(
            window=self.window.window, desk=self.window.desk, watch=self.window.watch, editor=self.window.page.editor,
            jobs=self.window.jobs, saving=self.window.saving, session=self.session, settings=Settings(),
            actions=self.window.actions, notices=self.window.notices, icons=icons,
            show_folder=self.shown_folders.append,
        )  # fmt: skip

    def action(self, name: str) -> QAction:
        return self.window.actions[name]

    def dialog(self) -> ExportDialog:
        """The dialog Ctrl+E opens."""
        self.window.window.activateWindow()
        self.qtbot.waitUntil(self.window.window.isActiveWindow)
        self.window.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def until_told(self, dialog: ExportDialog) -> str:
        self.window.until(lambda: bool(dialog.outcome.text()) and dialog.outcome.text() != "Exporting…")
        return dialog.outcome.text()

    def expected(self, *, format_name: str = "html", as_draft: bool = False) -> bytes:
        view = self.window.watch.view
        assert view is not None
        return preview_bytes(
            self.window.desk, checked=view.checked, settings=Settings(), format_name=format_name, as_draft=as_draft
        )

    def files(self) -> list[Path]:
        return sorted(self.out.iterdir()) if self.out.exists() else []

    def receipts(self) -> list[Receipt]:
        story = self.window.focus.story
        return list(self.window.desk.run("Look", lambda tx: tx.find(Receipt, story=story)).value)


@pytest.fixture
def room(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, icons, tmp_path / "desk", tmp_path)
    yield made
    made.window.close()


@pytest.fixture
def sample(qtbot: QtBot, icons: Icons, sample_desk: Path, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, icons, sample_desk, tmp_path)
    made.window.open(made.window.desk.queries.stories()[0].id)
    yield made
    made.window.close()


def open_calm_story(room: Room) -> None:
    """A story about which nothing is asked and nothing stopped."""
    desk = room.window.desk
    story = room.window.lay_story(HARMLESS, headline="", byline="By Sanne Ulvaeus")
    claim = desk.run("Mark", mark_claim, story_id=story, start=0, end=len(HARMLESS)).value
    desk.run("Set", set_claim_fields, claim_id=claim.id, fields={"common_knowledge": True})
    room.window.open(story)


def points_shown(dialog: ExportDialog) -> list[str]:
    return [dialog.points.item(row).text() for row in range(dialog.points.count())]


def test_what_is_open_stands_by_weight_with_its_place(sample: Room) -> None:
    dialog = sample.dialog()
    view = sample.window.watch.view
    assert view is not None
    shown = points_shown(dialog)
    for finding in view.checked.findings:
        assert any(words.split("\n")[0] == finding.message for words in shown), finding
    headings = [words for words in shown if words.endswith(")")]
    assert headings[0].startswith("Asks for an answer") and f"({view.checked.count('ask')})" in headings[0]
    assert headings[-1].startswith("Told")
    assert any("\nLine " in words for words in shown)


def test_a_double_click_on_a_point_goes_to_its_place_and_closes(sample: Room) -> None:
    dialog = sample.dialog()
    row = next(row for row, words in enumerate(points_shown(dialog)) if "\nLine " in words)
    finding = dialog.points.item(row).data(Qt.ItemDataRole.UserRole)
    dialog.points.setCurrentRow(row)
    sample.qtbot.keyClick(dialog.points, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert sample.window.page.editor.selection()[0] == finding.start


def test_the_ask_list_wants_one_reason_and_return_in_it_exports(sample: Room) -> None:
    dialog = sample.dialog()
    assert QApplication.focusWidget() is dialog.form.reason
    dialog.export_now.click()
    assert "points are to be answered first" in sample.until_told(dialog)
    assert sample.files() == [] and QApplication.focusWidget() is dialog.form.reason
    sample.qtbot.keyClicks(dialog.form.reason, "because")
    sample.qtbot.keyClick(dialog.form.reason, Qt.Key.Key_Return)
    assert dialog.outcome.text().startswith("A reason needs at least 15 characters") and sample.files() == []
    dialog.form.reason.clear()
    sample.qtbot.keyClicks(dialog.form.reason, "The desk knows, the editor agreed.")
    sample.qtbot.keyClick(dialog.form.reason, Qt.Key.Key_Return)
    sample.window.until(lambda: dialog.outcome.text().startswith("Exported as"))
    (file,) = sample.files()
    assert file.read_bytes() == sample.expected()
    assert file.name in dialog.outcome.text()
    (receipt,) = sample.receipts()
    assert receipt.reason == "The desk knows, the editor agreed." and len(receipt.waivers) >= 1


def test_with_the_rules_for_two_the_dialog_asks_who_answers(sample: Room, icons: Icons) -> None:
    dialog = ExportDialog(
        desk=sample.window.desk, story_id=sample.window.focus.story, watch=sample.window.watch, jobs=sample.window.jobs,
        saving=sample.window.saving, session=sample.session, settings=Settings(profile="pair"), icons=icons,
        go_to=lambda finding: None, show_folder=lambda folder: None,
    )  # fmt: skip
    sample.qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.form.answered_by.isVisible()
    dialog.form.reason.setText("The desk knows, the editor agreed.")
    dialog.export_now.click()
    assert "somebody other than the author answers" in sample.until_told(dialog)
    assert sample.files() == []


def test_a_draft_leaves_with_asks_open_and_says_what_it_is(sample: Room) -> None:
    dialog = sample.dialog()
    dialog.form.as_draft.click()
    assert dialog.form.reason.isVisible() and not dialog.form.reason.isEnabled()
    dialog.export_now.click()
    assert sample.until_told(dialog).startswith("Exported as")
    (file,) = sample.files()
    assert file.name.endswith("-draft.html")
    assert file.read_bytes() == sample.expected(as_draft=True)


def test_folder_and_format_are_remembered(room: Room, tmp_path: Path) -> None:
    open_calm_story(room)
    dialog = room.dialog()
    dialog.form.format.show_value("markdown")
    dialog.form.folder.setText(str(tmp_path / "elsewhere"))
    dialog.export_now.click()
    assert room.until_told(dialog).endswith(".md.")
    dialog.close()
    assert room.session.save()
    again = room.dialog()
    assert (again.form.format.value(), again.form.folder.text()) == ("markdown", str(tmp_path / "elsewhere"))
    kept = Session(room.session_file)
    assert (kept.get("export_format"), kept.get("export_folder")) == ("markdown", str(tmp_path / "elsewhere"))


def test_words_typed_a_moment_ago_leave_with_the_story(room: Room) -> None:
    open_calm_story(room)
    document = room.window.page.editor.story_document
    assert document is not None
    document.replace([TextEdit(document.text().index("rained"), "rained", "snowed")], label="Change")
    dialog = room.dialog()
    dialog.export_now.click()
    assert room.until_told(dialog).startswith("Exported as")
    assert b"It snowed all day" in room.files()[0].read_bytes()


def test_the_file_is_shown_in_its_folder_and_its_path_copied(room: Room) -> None:
    open_calm_story(room)
    dialog = room.dialog()
    assert not dialog.show_in_folder.isVisible() and not dialog.copy_path.isVisible()
    dialog.export_now.click()
    assert room.until_told(dialog).startswith("Exported as")
    dialog.show_in_folder.click()
    dialog.copy_path.click()
    (file,) = room.files()
    assert room.shown_folders == [room.out] and QApplication.clipboard().text() == str(file)


def test_a_dialog_closed_too_soon_still_says_what_became_of_it(room: Room) -> None:
    open_calm_story(room)
    dialog = room.dialog()
    dialog.export_now.click()
    dialog.reject()
    room.window.until(lambda: any(words.startswith("Exported as") for words in room.window.words_told()))
    dialog = room.dialog()
    room.files()[0].write_text("somebody else's")
    dialog.export_now.click()
    dialog.reject()
    room.window.until(lambda: any("already there" in words for words in room.window.words_told()))


def test_a_protected_name_stops_the_export_in_words_that_do_not_say_it(room: Room) -> None:
    open_calm_story(room)
    room.window.desk.run("Protect", lambda tx: tx.add(Person, name="Sanne Ulvaeus", protected=True))
    dialog = room.dialog()
    dialog.export_now.click()
    told = room.until_told(dialog)
    assert "a protected name" in told and "Ulvaeus" not in told
    assert room.files() == [] and dialog.export_now.isEnabled()


@pytest.mark.parametrize("place", ["file", "read_only"])
def test_a_folder_that_cannot_be_used_is_said_and_nothing_is_lost(room: Room, tmp_path: Path, place: str) -> None:
    open_calm_story(room)
    (tmp_path / "taken").write_text("a file")
    folder = {"file": tmp_path / "taken" / "in", "read_only": Path("/proc/nowhere")}[place]
    dialog = room.dialog()
    dialog.form.folder.setText(str(folder))
    dialog.export_now.click()
    assert str(folder) in room.until_told(dialog)
    dialog.form.folder.setText(str(room.out))
    dialog.export_now.click()
    room.window.until(lambda: dialog.outcome.text().startswith("Exported as"))


def test_a_foreign_file_in_the_way_is_left_alone(room: Room) -> None:
    open_calm_story(room)
    dialog = room.dialog()
    dialog.export_now.click()
    assert room.until_told(dialog).startswith("Exported as")
    room.files()[0].write_text("somebody else's")
    dialog.export_now.click()
    room.window.until(lambda: "already there" in dialog.outcome.text())
    assert room.files()[0].read_text() == "somebody else's"


def test_every_part_of_the_dialog_has_a_name_and_a_place_in_the_tab_order(sample: Room) -> None:
    dialog = sample.dialog()
    for widget in [*dialog.findChildren(QLineEdit), dialog.points, dialog.form.format, dialog.form.as_draft]:
        assert widget.accessibleName(), widget
    reached: list[object] = []
    for _ in range(12):
        reached.append(QApplication.focusWidget())
        sample.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {dialog.points, dialog.form.format, dialog.form.folder, dialog.form.reason, dialog.export_now} <= set(
        reached
    )


def test_the_copy_for_a_cms_is_the_body_as_html_in_both_forms(room: Room) -> None:
    open_calm_story(room)
    room.action("copy_html").trigger()
    room.window.until(lambda: any("on the clipboard as HTML" in words for words in room.window.words_told()))
    mime = QApplication.clipboard().mimeData()
    assert mime.html() == mime.text() == f"<p>{HARMLESS}</p>\n"
    assert mime.html().encode("utf-8") == room.expected(format_name="html_body")


def test_a_copy_with_points_open_is_marked_as_a_draft_and_says_so(sample: Room) -> None:
    sample.action("copy_html").trigger()
    sample.window.until(lambda: any("marked as a draft" in words for words in sample.window.words_told()))
    assert "Draft. Not edited for publication" in QApplication.clipboard().mimeData().html()


def test_a_protected_name_never_reaches_the_clipboard(room: Room) -> None:
    open_calm_story(room)
    QApplication.clipboard().setText("as before")
    room.window.desk.run("Protect", lambda tx: tx.add(Person, name="Harbour", protected=True))
    room.window.settle()
    room.action("copy_html").trigger()
    room.window.until(lambda: any("a protected name" in words for words in room.window.words_told()))
    assert QApplication.clipboard().text() == "as before"


def test_the_printed_page_has_the_words_of_the_export(sample: Room, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    page = sample.expected()
    print_page(page, printer)
    printed = "".join(read_capture((tmp_path / "page.pdf").read_bytes(), file_name="page.pdf").text.split())
    for paragraph in parsed(page).iter("p"):
        words = "".join(words_of(paragraph).split())[:24]
        assert words in printed, words


def test_print_asks_for_a_printer_without_holding_the_window_up(room: Room) -> None:
    open_calm_story(room)
    room.action("print").trigger()
    room.window.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog.windowTitle() == "Print the story"
    dialog.close()


def test_with_nothing_open_it_says_so(room: Room) -> None:
    open_calm_story(room)
    dialog = room.dialog()
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert ("Nothing is open. The story can leave as it is." in labels) == (points_shown(dialog) == [])
