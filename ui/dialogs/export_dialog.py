"""The way out of a story: what is still open, as what and where it leaves, and the file it became."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.check import check_story
from newsroom.domain.errors import NewsroomError, Refused
from newsroom.settings import read_profile
from newsroom.tasks.exports import barring, put_out
from ui.dialogs.export_points import PointList
from ui.widgets.entries import Choice

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.release import Released
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.readiness import Finding
    from newsroom.settings import Settings
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.saving import Saving
    from ui.session import Session
    from ui.story_watch import StoryWatch

FORMATS = (("html", "Web page (HTML)"), ("markdown", "Markdown text"))
FOLDER, FORMAT = "export_folder", "export_format"
"""Under these names the session remembers where and as what a story left last."""


class ExportDialog(QDialog):
    """Made anew for each export. ``go_to`` takes the person to where a point stands; ``show_folder`` opens a folder in
    the system's own file manager."""

    released = Signal(object)
    """The ``Released`` of a file that left."""
    refused = Signal(object)
    """The error that kept it from leaving."""

    def __init__(
        self, *, desk: Desk, story_id: str, watch: StoryWatch, jobs: JobRunner, saving: Saving, session: Session,
        settings: Settings, icons: Icons, go_to: Callable[[Finding], object],
        show_folder: Callable[[Path], object], clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk = desk
        self._story = story_id
        self._watch = watch
        self._jobs = jobs
        self._saving = saving
        self._session = session
        self._settings = settings
        self._go_to = go_to
        self._show_folder = show_folder
        self._clock = clock
        self._path: Path | None = None
        self._asks = 0
        self._is_exporting = False
        self.headline = QLabel()
        self.points = PointList(icons=icons)
        self.nothing_open = QLabel("Nothing is open. The story can leave as it is.")
        self.format = Choice("Format")
        self.folder = QLineEdit()
        self.choose = QPushButton("Choose…")
        self.as_draft = QCheckBox("As a draft")
        self.reason = QLineEdit()
        self.reason_label = QLabel("&Reason")
        self.outcome = QLabel()
        self.show_in_folder = QPushButton("Show in folder")
        self.copy_path = QPushButton("Copy path")
        self.export_now = QPushButton("Export")
        self._lay_out()
        self._connect()
        self._recall()
        self._show_view(watch.view)

    def export(self) -> None:
        """Stores the newest words, then checks the story as it lies on the desk and puts it out, in a job."""
        folder = self.folder.text().strip()
        if self._is_exporting:
            return
        if not folder:
            self._say("Name the folder the file is to be put in.")
            self.folder.setFocus()
            return
        try:
            self._saving.flush_all()
        except NewsroomError as error:
            self._say(str(error))
            return
        self._remember(folder)
        self._set_exporting(True)
        self._say("Exporting…")
        self._jobs.run(self._work(Path(folder)), done=self._done, failed=self._failed, label="Exporting")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = self.reason if self._asks and not self.as_draft.isChecked() else self.export_now
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work(self, folder: Path) -> Callable[[Job], Released]:
        desk, story, settings = self._desk, self._story, self._settings
        format_name, as_draft, reason = self.format.value(), self.as_draft.isChecked(), self.reason.text().strip()
        now = self._clock()

        def work(_: Job) -> Released:
            profile = read_profile(settings.profile)
            checked = check_story(desk.queries.story_records(story), profile=profile, now=now)
            held = barring(checked, as_draft=as_draft, reason=reason)
            if any(one not in checked.findings for one in held):
                # The rules of the stages, which release does not know.
                raise Refused(f"Nothing was exported. First: {' '.join(one.message for one in held)}")
            return put_out(
                desk, checked=checked, settings=settings, format_name=format_name, folder=folder, as_draft=as_draft,
                reason=reason,
            )  # fmt: skip

        return work

    def _done(self, released: Released) -> None:
        self._say(f"Exported as {released.path.name}.")
        self._path = released.path
        self.show_in_folder.show()
        self.copy_path.show()
        self.show_in_folder.setFocus()
        self.released.emit(released)
        self._set_exporting(False)

    def _failed(self, error: NewsroomError) -> None:
        self._say(str(error))
        self.refused.emit(error)
        self._set_exporting(False)
        if self._asks and not self.as_draft.isChecked() and not self.reason.text().strip():
            self.reason.setFocus()

    def _set_exporting(self, is_exporting: bool) -> None:
        self._is_exporting = is_exporting
        self._put_away()

    def _put_away(self) -> None:
        """A dialog that was closed goes, but not before the answer it waits for has come."""
        if not self._is_exporting and not self.isVisible():
            self.deleteLater()

    def _say(self, words: str) -> None:
        self._path = None
        self.show_in_folder.hide()
        self.copy_path.hide()
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))

    def _show_view(self, view: StoryView | None) -> None:
        if view is None or view.story.id != self._story:
            return
        self._asks = view.checked.count("ask")
        self.headline.setText(view.story.headline or view.story.slug)
        self.points.show_findings(view.checked.findings, text=view.draft.text)
        self.points.setVisible(bool(view.checked.findings))
        self.nothing_open.setVisible(not view.checked.findings)
        self._settle_reason()

    def _settle_reason(self) -> None:
        is_asked = bool(self._asks) and not self.as_draft.isChecked()
        self.reason.setVisible(is_asked)
        self.reason_label.setVisible(is_asked)
        points = "1 point that asks" if self._asks == 1 else f"{self._asks} points that ask"
        self.reason.setPlaceholderText(f"One reason for the {points}; it stands in the export record")

    def _jump(self, finding: Finding) -> None:
        self.accept()
        self._go_to(finding)

    def _pick_folder(self) -> None:
        dialog = QFileDialog(self, "Folder for exports", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _recall(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder.setText(str(self._session.get(FOLDER, "")) or documents)
        known = {value for value, _ in FORMATS}
        remembered = str(self._session.get(FORMAT, "html"))
        self.format.show_value(remembered if remembered in known else "html")

    def _remember(self, folder: str) -> None:
        self._session.set(FOLDER, folder)
        self._session.set(FORMAT, self.format.value())

    def _connect(self) -> None:
        self.points.opened.connect(self._jump)
        self.choose.clicked.connect(self._pick_folder)
        self.as_draft.toggled.connect(lambda _checked: self._settle_reason())
        self.export_now.clicked.connect(self.export)
        self.show_in_folder.clicked.connect(lambda: self._path and self._show_folder(self._path.parent))
        self.copy_path.clicked.connect(lambda: QApplication.clipboard().setText(str(self._path or "")))
        self._watch.viewed.connect(self._show_view)
        self.finished.connect(self._put_away)

    def _lay_out(self) -> None:
        self.setWindowTitle("Export")
        self.setModal(True)
        self.resize(620, 520)
        font = self.headline.font()
        font.setBold(True)
        self.headline.setFont(font)
        self.format.offer(FORMATS)
        self.outcome.hide()
        self.show_in_folder.hide()
        self.copy_path.hide()
        for label in (self.headline, self.nothing_open, self.outcome):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.outcome.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        names = {self.folder: "Folder", self.reason: "Reason for what is asked", self.outcome: "What became of it",
                 self.as_draft: "Export as a draft", self.nothing_open: "Open points"}  # fmt: skip
        for widget, name in names.items():
            widget.setAccessibleName(name)
        self.as_draft.setToolTip("The page says that it is a draft; what asks may stay open.")
        column = QVBoxLayout(self)
        column.addWidget(self.headline)
        column.addWidget(self.points, 1)
        column.addWidget(self.nothing_open)
        column.addLayout(self._form())
        column.addLayout(self._outcome_row())
        column.addWidget(self._buttons())

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        form.addRow("&Format", self.format)
        form.addRow("Folder", place)
        form.addRow("", self.as_draft)
        self.reason_label.setBuddy(self.reason)
        form.addRow(self.reason_label, self.reason)
        return form

    def _outcome_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.outcome, 1)
        row.addWidget(self.show_in_folder, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.copy_path, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        box.addButton(self.export_now, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        for button in (*self.findChildren(QPushButton), *box.findChildren(QPushButton)):
            button.setAutoDefault(False)
        self.export_now.setDefault(True)
        return box
