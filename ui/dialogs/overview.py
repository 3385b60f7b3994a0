"""The story's evidence on one page: made anew as the story changes, each line a way to its place; printed, kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QShowEvent, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsroom.desk.overview import overview_of
from newsroom.domain.overview import Overview, Way, way_of
from newsroom.export.overview_page import MARK, ROW, overview_pieces
from newsroom.tasks.overviews import overview_for_paper, put_overview_out
from ui.dialogs.overview_page import OverviewPage
from ui.dialogs.overview_style import PAPER, overview_style
from ui.last_folder import documents, remember_folder
from ui.notices import Notice
from ui.theme import interface_font
from ui.time_words import clock_words, here_and_now
from ui.widgets.level_mark import LEVELS, paint_level_mark
from ui.widgets.sealed_document import SealedDocument

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.session import Session
    from ui.story_watch import StoryWatch
    from ui.theme import Look, Theme

FOLDER = "overview_folder"
"""Under this name the session remembers where an overview was put last."""
NO_STORY = "No story is open. Open one, and its evidence stands here on one page."
KEYS = "Up and Down go from line to line, Return goes to its place in the story"
PickOut = Callable[[QWidget, str, str], Path | None]
MARK_SIDE, FINE = 14, 3
"""How large a level's mark is, and how many times finer it is painted."""


class OverviewWindow(QDialog):
    """Stands beside the desk and follows the open story. ``go(story, way)`` leads to the place of a line."""

    def __init__(
        self, *, desk: Desk, watch: StoryWatch, jobs: JobRunner, look: Look, notices: Notices, session: Session,
        go: Callable[[str, Way], None], pick: PickOut | None = None, clock: Callable[[], datetime] = here_and_now,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._watch, self._jobs, self._look = desk, watch, jobs, look
        self._notices, self._session, self._go, self._clock = notices, session, go, clock
        self._pick = pick or name_page
        self._shown: tuple[str, Overview] | None = None
        self.told = QLabel()
        self.browser = OverviewPage(self)
        self.print_button, self.keep = QPushButton("Print…"), QPushButton("Save as HTML…")
        self._lay_out()
        self.browser.link_asked.connect(self._follow)
        self.print_button.clicked.connect(self.ask_printer)
        self.keep.clicked.connect(self.save_as)
        watch.viewed.connect(self._viewed)
        look.changed.connect(self._use_theme)
        self._use_theme(look.theme)

    @property
    def overview(self) -> Overview | None:
        """What stands on the page."""
        return self._shown[1] if self._shown is not None else None

    def call(self) -> None:
        """Shows the window, or brings it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.browser.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._viewed(self._watch.view)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._shown = None

    def ask_printer(self) -> None:
        """Asks for a printer, without holding the window up."""
        self._for_paper(self._show_printers)

    def print_on(self, printer: QPrinter, overview: Overview) -> None:
        """Prints an overview, black on white."""
        document = SealedDocument()
        document.setDefaultStyleSheet(overview_style(PAPER, size=10.0))
        document.setDefaultFont(interface_font())
        self._give_marks(document, ink=QColor(PAPER["text"]))
        document.setHtml("".join(overview_pieces(overview, made="", live=False, drawn=True)))
        document.print_(printer)

    def save_as(self) -> None:
        """Asks for a file and puts the page there."""
        shown = self.overview
        if shown is None:
            return
        kept = str(self._session.get(FOLDER, ""))
        folder = kept if kept and Path(kept).is_dir() else documents()
        path = self._pick(self, folder, "overview.html")
        if path is None:
            return
        remember_folder(self._session, FOLDER, path.parent, desk=self._desk)
        desk = self._desk
        self._jobs.run(
            lambda _: put_overview_out(desk, overview=shown, target=path), done=self._tell_saved,
            failed=self._notices.tell_error, label="Saving the overview",
        )  # fmt: skip

    def _tell_saved(self, path: Path) -> None:
        self._notices.say(Notice(f"The overview lies in {path}. It is not for readers."))

    def _for_paper(self, then: Callable[[Overview], None]) -> None:
        shown, desk = self.overview, self._desk
        if shown is not None:
            self._jobs.run(
                lambda _: overview_for_paper(desk, overview=shown), done=then, failed=self._notices.tell_error
            )

    def _show_printers(self, overview: Overview) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("Print the overview")
        dialog.accepted.connect(lambda: self.print_on(printer, overview))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def _viewed(self, view: StoryView | None) -> None:
        # Hidden it need not follow; it is made anew when it is shown.
        if not self.isVisible():
            return
        if view is None:
            self._show("", None)
            return
        now = self._clock()

        def make(_: object) -> Overview:
            return overview_of(view.checked, now=now)

        self._jobs.run(make, done=lambda overview: self._show(view.story.id, overview), key="overview")

    def _show(self, story: str, overview: Overview | None) -> None:
        self._shown = (story, overview) if overview is not None else None
        for button in (self.print_button, self.keep):
            button.setEnabled(overview is not None)
        self.told.setVisible(overview is None)
        self.browser.setVisible(overview is not None)
        if overview is not None:
            made = f"As of {clock_words(datetime.fromisoformat(overview.made_at))}"
            self.browser.show_pieces(overview_pieces(overview, made=made, live=True, drawn=True))

    def _follow(self, address: str) -> None:
        way = way_of(address.removeprefix(ROW)) if address.startswith(ROW) else None
        if way is not None and self._shown is not None:
            self._go(self._shown[0], way)

    def _use_theme(self, theme: Theme) -> None:
        colours = {role: theme.colour(role).name() for role in PAPER}
        self._give_marks(self.browser.document())
        self.browser.use_style(overview_style(colours, size=self.font().pointSizeF()), font=interface_font())

    def _give_marks(self, document: QTextDocument, *, ink: QColor | None = None) -> None:
        for level in LEVELS:
            image = QImage(MARK_SIDE * FINE, MARK_SIDE * FINE, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            paint_level_mark(painter, QRectF(image.rect()), level, self._look.theme, ink)
            painter.end()
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"{MARK}{level}"), image)

    def _lay_out(self) -> None:
        self.setWindowTitle("Overview of the evidence")
        self.setModal(False)
        self.resize(760, 700)
        self.told.setText(NO_STORY)
        self.told.setWordWrap(True)
        self.browser.setAccessibleName("The evidence of the story on one page")
        self.browser.setAccessibleDescription(
            "Up and Down go from line to line, Return goes to its place in the story."
        )
        self.browser.setToolTip("Up and Down go from line to line, Return goes to its place")
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        foot = QHBoxLayout()
        for button, tip in (
            (self.print_button, "Print this page in black and white; it is not for readers"),
            (self.keep, "Keep this page as a file of its own; it is not for readers"),
        ):
            button.setAutoDefault(False)
            button.setToolTip(tip)
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addWidget(self.browser, 1)
        column.addStretch(0)
        column.addLayout(foot)


def name_page(window: QWidget, folder: str, name: str) -> Path | None:
    """A file a person names; it gets the ending of a page where it has none."""
    # A file that lies there is never replaced; that is told when it is tried, so it need not be asked.
    options = QFileDialog.Option.DontConfirmOverwrite
    named, _ = QFileDialog.getSaveFileName(
        window, "Save the overview", str(Path(folder) / name), "Pages (*.html)", options=options
    )
    path = Path(named)
    return (path if path.suffix else path.with_name(f"{path.name}.html")) if named else None
