"""The acts by which a story leaves: the export dialog, the copy for an editing system, the printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from newsroom.domain.errors import NewsroomError, Refused
from ui.notices import Notice

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from newsroom.desk.desk import Desk
    from newsroom.desk.release import Released
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.readiness import Finding
    from newsroom.settings import Settings
    from ui.actions import Actions
    from ui.dialogs.export_dialog import ExportDialog
    from ui.editor.story_editor import StoryEditor
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.saving import Saving
    from ui.session import Session
    from ui.story_watch import StoryWatch

PAPER = {
    "text": "#000000", "quiet": "#444444", "line": "#999999", "link": "#000000", "accent": "#000000",
    "on_accent": "#FFFFFF", "raised": "#FFFFFF",
}  # fmt: skip
PRINT_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Bytes that may leave, and how many points ask for an answer: with any it is marked as a draft."""

    content: bytes
    asks: int


class Exporting(QObject):
    """Binds ``export``, ``copy_html`` and ``print``. All go through the wall, the gate and the scan of the bytes.
    ``go_beyond`` takes the person to a point that stands outside the text."""

    def __init__(
        self, *, window: QWidget, desk: Desk, watch: StoryWatch, editor: StoryEditor, jobs: JobRunner, saving: Saving,
        session: Session, settings: Settings, actions: Actions, notices: Notices, icons: Icons,
        show_folder: Callable[[Path], None] | None = None, go_beyond: Callable[[Finding], object] = lambda _: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._watch = watch
        self._editor = editor
        self._jobs = jobs
        self._saving = saving
        self._session = session
        self._settings = settings
        self._notices = notices
        self._icons = icons
        self._show_folder = show_folder or open_folder
        self._go_beyond = go_beyond
        self._clock = clock
        actions.bind("export", self.show_dialog)
        actions.bind("copy_html", self.copy_html)
        actions.bind("print", self.print_story)

    def show_dialog(self) -> ExportDialog | None:
        """Opens the export dialog for the story that is looked at; None when there is none."""
        from ui.dialogs.export_dialog import ExportDialog

        view = self._watch.view
        if view is None:
            return None
        dialog = ExportDialog(
            desk=self._desk, story_id=view.story.id, watch=self._watch, jobs=self._jobs, saving=self._saving,
            session=self._session, settings=self._settings, icons=self._icons, go_to=self._go_to,
            show_folder=self._show_folder, clock=self._clock, parent=self._window,
        )  # fmt: skip
        dialog.released.connect(lambda released: self._tell_released(dialog, released))
        dialog.refused.connect(lambda error: None if dialog.isVisible() else self._notices.tell_error(error))
        dialog.open()
        return dialog

    def copy_html(self) -> None:
        """Puts the story's body on the clipboard as HTML, for rich text and for the field that takes markup."""
        self._outgoing("html_body", then=self._copy, label="Copying as HTML")

    def print_story(self) -> None:
        """Asks for a printer, without holding the window up, and prints the page readers get."""
        self._outgoing("html", then=self._ask_printer, label="Making the page to print")

    def _outgoing(self, format_name: str, *, then: Callable[[Outgoing], None], label: str) -> None:
        view = self._watch.view
        if view is None:
            return
        try:
            self._saving.flush_all()
        except NewsroomError as error:
            self._notices.tell_error(error)
            return
        desk, settings, story, now = self._desk, self._settings, view.story.id, self._clock()

        def work(_: Job) -> Outgoing:
            return outgoing(desk, story_id=story, settings=settings, format_name=format_name, now=now)

        self._jobs.run(work, done=then, failed=self._notices.tell_error, label=label)

    def _copy(self, out: Outgoing) -> None:
        words = out.content.decode("utf-8")
        mime = QMimeData()
        mime.setHtml(words)
        mime.setText(words)
        QApplication.clipboard().setMimeData(mime)
        self._notices.note(f"The story is on the clipboard as HTML. {_draft_words(out.asks)}".strip())

    def _ask_printer(self, out: Outgoing) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("Print the story")
        dialog.accepted.connect(lambda: print_page(out.content, printer))
        dialog.finished.connect(dialog.deleteLater)
        if out.asks:
            self._notices.note(_draft_words(out.asks))
        dialog.setModal(True)
        dialog.show()

    def _tell_released(self, dialog: ExportDialog, released: Released) -> None:
        if not dialog.isVisible():
            folder = released.path.parent
            self._notices.say(Notice(
                f"Exported as {released.path.name}.", verb="Show in folder", act=lambda: self._show_folder(folder),
            ))  # fmt: skip

    def _go_to(self, finding: Finding) -> None:
        place = place_of_finding(finding, editor=self._editor, view=self._watch.view)
        if place is not None:
            self._editor.go_to(*place)
        else:
            self._go_beyond(finding)


def place_of_finding(
    finding: Finding, *, editor: StoryEditor, view: StoryView | None
) -> tuple[int, int] | None:  # fmt: skip
    """Where a finding stands now: its record's nearest place in the open text, or where it was found; None outside."""
    document, start, end = editor.story_document, finding.start, finding.end
    if start is None or end is None:
        return None
    anchors = view.anchors_of(finding.record) if view is not None and finding.record else ()
    places = [document.place(anchor) for anchor in anchors] if document is not None else []
    held = [(place.start, place.end) for place in places if place is not None and place.start < place.end]
    return min(held, key=lambda place: abs(place[0] - start), default=(start, end))


def outgoing(desk: Desk, *, story_id: str, settings: Settings, format_name: str, now: datetime) -> Outgoing:
    """The bytes of a story that leaves without a file and so without an export record: as a draft when points ask.

    Refused, naming each, when a stop is open or a protected name stands in the bytes.
    """
    from newsroom.desk.check import check_story
    from newsroom.settings import read_profile
    from newsroom.tasks.exports import barring, preview_bytes

    profile = read_profile(settings.profile)
    checked = check_story(desk.queries.story_records(story_id), profile=profile, now=now)
    stops = [one.message for one in barring(checked, as_draft=True, reason="")]
    if stops:
        raise Refused(f"Nothing left the desk, and nobody can waive this: {' '.join(stops)}")
    asks = len(barring(checked, as_draft=False, reason=""))
    content = preview_bytes(desk, checked=checked, settings=settings, format_name=format_name, as_draft=bool(asks))
    return Outgoing(content, asks)


def print_page(page: bytes, printer: QPrinter) -> None:
    """Prints an exported page, black on white, in the same form as the preview."""
    from ui.panes.preview_page import drawn, page_style
    from ui.theme import interface_font, text_font
    from ui.widgets.sealed_document import SealedDocument

    words = page.decode("utf-8")
    body = words[words.index("<body>") + len("<body>") : words.rindex("</body>")]
    document = SealedDocument()
    document.setDefaultStyleSheet(page_style(PAPER, size=PRINT_SIZE, face=interface_font().family()))
    document.setDefaultFont(text_font(PRINT_SIZE))
    document.setHtml(drawn(body))
    document.print_(printer)


def open_folder(folder: Path) -> None:
    """Shows a folder in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _draft_words(asks: int) -> str:
    if not asks:
        return ""
    points = "1 point asks" if asks == 1 else f"{asks} points ask"
    return f"It is marked as a draft, for {points} for an answer. Export it with a reason to leave that off."
