"""The way out of a story: what is still open, as what and where it leaves, and the file it became."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.check import check_story
from newsroom.desk.outgoing_scan import says_protected
from newsroom.domain.errors import NewsroomError, Refused
from newsroom.settings import read_profile
from newsroom.tasks.exports import barring, put_out
from ui.dialogs.export_form import SHORTEST_REASON, ExportForm
from ui.dialogs.export_points import PointList

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

SIGNED = ("NOT_APPROVED", "CHANGED_SINCE_APPROVAL")
"""What only an approval settles."""


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
        self._settings = settings
        self._go_to = go_to
        self._show_folder = show_folder
        self._clock = clock
        self._path: Path | None = None
        self._is_exporting = False
        self.headline = QLabel()
        self.points = PointList(icons=icons)
        self.nothing_open = QLabel("Nothing is open. The story can leave as it is.")
        self.form = ExportForm(session=session)
        self.outcome = QLabel()
        self.show_in_folder = QPushButton("Show in folder")
        self.copy_path = QPushButton("Copy path")
        self.approve = QPushButton("Approve…")
        self.export_now = QPushButton("Export")
        self._lay_out()
        self._connect()
        self.form.ask_another(read_profile(settings.profile).ask_cleared_by != "anyone")
        self._show_view(watch.view)

    def export(self) -> None:
        """Stores the newest words, then checks the story as it lies on the desk and puts it out, in a job."""
        folder = self.form.folder.text().strip()
        if self._is_exporting:
            return
        if not folder:
            self._say("Name the folder the file is to be put in.")
            self.form.folder.setFocus()
            return
        if self.form.is_reason_too_short:
            self._say(f"A reason needs at least {SHORTEST_REASON} characters that say why what is open may stay.")
            self.form.reason.setFocus()
            return
        try:
            self._saving.flush_all()
        except NewsroomError as error:
            self._say(str(error))
            return
        self.form.remember(folder=not says_protected(self._desk.archive, self.form.folder.text()))
        self._set_exporting(True)
        self._say("Exporting…")
        self._jobs.run(self._work(Path(folder)), done=self._done, failed=self._failed, label="Exporting")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = self.form.reason if self.form.wants_reason else self.export_now
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work(self, folder: Path) -> Callable[[Job], Released]:
        desk, story, settings = self._desk, self._story, self._settings
        form = self.form
        format_name, as_draft, reason = form.format.value(), form.as_draft.isChecked(), form.reason.text().strip()
        answered_by = form.answered_by.text().strip()
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
                reason=reason, answered_by=answered_by,
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
        if self.form.wants_reason and not self.form.reason.text().strip():
            self.form.reason.setFocus()

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
        self.headline.setText(view.story.headline or view.story.slug)
        first = view.checked.not_yet
        # No reason stands for what the rules of the stages want, so it is not asked about as well.
        others = [one for one in view.checked.findings if one not in first]
        self.form.ask_for(sum(one.weight == "ask" for one in others))
        self.points.show_findings(others, text=view.draft.text, first=first)
        self.points.setVisible(bool(others or first))
        self.nothing_open.setVisible(not others and not first)
        self.approve.setVisible(any(one.code in SIGNED for one in first))

    def _jump(self, finding: Finding) -> None:
        self.accept()
        self._go_to(finding)

    def _go_to_approval(self) -> None:
        view = self._watch.view
        unsigned = [one for one in view.checked.not_yet if one.code in SIGNED] if view is not None else []
        if unsigned:
            self._jump(unsigned[0])

    def _connect(self) -> None:
        self.points.opened.connect(self._jump)
        self.export_now.clicked.connect(self.export)
        self.approve.clicked.connect(self._go_to_approval)
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
        self.outcome.hide()
        self.show_in_folder.hide()
        self.copy_path.hide()
        for label in (self.headline, self.nothing_open, self.outcome):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.outcome.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.outcome.setAccessibleName("What became of it")
        self.nothing_open.setAccessibleName("Open points")
        column = QVBoxLayout(self)
        column.addWidget(self.headline)
        column.addWidget(self.points, 1)
        column.addWidget(self.nothing_open)
        column.addWidget(self.form)
        column.addLayout(self._outcome_row())
        column.addWidget(self._buttons())

    def _outcome_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.outcome, 1)
        row.addWidget(self.show_in_folder, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.copy_path, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        box.addButton(self.approve, QDialogButtonBox.ButtonRole.ActionRole)
        self.approve.setToolTip("See what keeps the story from being approved, and say who approves it")
        box.addButton(self.export_now, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        for button in (*self.findChildren(QPushButton), *box.findChildren(QPushButton)):
            button.setAutoDefault(False)
        self.export_now.setDefault(True)
        return box
