"""The page readers would get, while it is written: the very HTML of the export, and what would keep it from leaving."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.packages import build_package
from newsroom.domain.errors import NewsroomError
from newsroom.domain.ids import timestamp
from ui.panes.preview_browser import PageBrowser
from ui.panes.preview_page import Page, PageMaker, page_style, with_words
from ui.panes.preview_standing import Standing
from ui.theme import interface_font, text_font
from ui.widgets.only_reads import only_reads

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.package import StoryPackage
    from newsroom.settings import Settings
    from ui.jobs import Job, JobRunner
    from ui.open_text import OpenText
    from ui.story_watch import StoryWatch
    from ui.theme import Look, Theme

GATHER_MS = 60
"""Keys that come within this time are shown together."""
USUAL_SIZE = 11.5


class PreviewPane(QWidget):
    """Follows the open text. ``follow_caret`` is told where the caret of the draft stands, in code points."""

    def __init__(
        self, *, desk: Desk, watch: StoryWatch, text: OpenText, jobs: JobRunner, look: Look, settings: Settings,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk = desk
        self._watch = watch
        self._text = text
        self._jobs = jobs
        self._look = look
        self._settings = settings
        self._size = USUAL_SIZE
        self._maker = PageMaker()
        self._page: Page | None = None
        self._story = ""
        self._caret = 0
        self._is_read_again = True
        self._is_working = False
        self._is_wanted = False
        self._was_typed = False
        self.trouble = QLabel()
        self.as_draft = only_reads(QCheckBox("As a draft"))
        self.standing = Standing(
            desk=desk, watch=watch, jobs=jobs, look=look, settings=settings, as_draft=self.as_draft.isChecked
        )
        self.browser = PageBrowser(self)
        self.foot = LinkFoot(self)
        self._soon = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._follow = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._lay_out()
        self._connect()
        self._use_theme(look.theme)
        self._viewed(watch.view)

    def follow_caret(self, offset: int) -> None:
        """The block of the page at this code point of the draft is brought into view; the focus stays where it is."""
        self._caret = offset
        if self.isVisible() and not self._follow.isActive():
            self._follow.start()

    def set_text_size(self, points: float) -> None:
        self._size = points
        self._use_theme(self._look.theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        dock = self.parent()
        if isinstance(dock, QDockWidget):
            # A dock behind another one counts as visible; only this tells when it is turned to.
            dock.visibilityChanged.connect(self._turned_to, Qt.ConnectionType.UniqueConnection)
        self._refresh()

    def _turned_to(self, _: bool) -> None:
        self._soon.start()
        self.standing.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.foot.isVisible():
            self.foot.hide()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.browser.setAccessibleName("Preview of the page")
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.trouble.setAccessibleName("What the preview cannot show")
        self.trouble.setWordWrap(True)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.as_draft.setAccessibleName("Show the page as a draft")
        self.as_draft.setToolTip("Show the page as it leaves when it is exported as a draft.")
        self.trouble.hide()
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 10, 6)
        head.addWidget(self.standing, 1)
        head.addWidget(self.as_draft, 0, Qt.AlignmentFlag.AlignTop)
        self.trouble.setContentsMargins(10, 0, 10, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.trouble)
        layout.addWidget(self.browser, 1)
        layout.addWidget(self.foot)
        self.setFocusProxy(self.browser)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._refresh)
        self._follow.timeout.connect(self._show_caret)
        self.as_draft.toggled.connect(self._draft_toggled)
        self.browser.link_pointed.connect(self._point_at)
        self.browser.link_asked.connect(self.foot.show_address)
        self._text.edited.connect(self._edited)
        self._text.turned.connect(self._turned)
        self._watch.viewed.connect(self._viewed)
        self._look.changed.connect(self._use_theme)

    # What is shown.

    def _edited(self) -> None:
        self._was_typed = True
        if not self._soon.isActive():
            self._soon.start()

    def _turned(self) -> None:
        self._is_read_again = True
        self._soon.start()

    def _viewed(self, _view: StoryView | None) -> None:
        self._is_read_again = True
        self._soon.start()

    def _draft_toggled(self) -> None:
        self._is_read_again = True
        self._refresh()

    def _refresh(self) -> None:
        """Makes the page anew in a job, one at a time; while it is hidden nothing is made."""
        if self.visibleRegion().isEmpty():
            return
        if self._is_working:
            self._is_wanted = True
            return
        view = self._watch.view
        if view is None:
            self._clear()
            return
        story, live = view.story.id, self._live_words(view)
        known = self._page.package if self._page and story == self._story and not self._is_read_again else None
        self._is_read_again, self._is_working = False, True
        desk, maker, as_draft = self._desk, self._maker, self.as_draft.isChecked()
        links = self._settings.link_outlets

        def work(_: Job) -> Page:
            package = known or _package_of(desk, story, links=links)
            if package.text != live:
                package = with_words(package, live)
            return maker.page(replace(package, is_draft=as_draft))

        self._jobs.run(
            work, done=lambda page: self._show(story, page), failed=lambda error: self._cannot_show(story, error)
        )

    def _live_words(self, view: StoryView) -> str:
        document = self._text.document
        return document.text() if document is not None and document.story_id == view.story.id else view.draft.text

    def _show(self, story: str, page: Page) -> None:
        self._is_working = False
        is_other = story != self._story
        self._story, self._page = story, page
        self.browser.show_pieces([piece.html for piece in page.pieces])
        self.trouble.hide()
        if is_other:
            self.browser.verticalScrollBar().setValue(0)
        elif self._was_typed:
            self._show_caret()
        self._was_typed = False
        self._go_on()

    def _cannot_show(self, story: str, error: NewsroomError) -> None:
        self._is_working = False
        self._is_read_again = True
        if story != self._story:
            self._story = story
            self.browser.show_pieces(())
        before = " What stands below is the page before that." if self._page is not None else ""
        self.trouble.setText(f"{error}{before}")
        self.trouble.show()
        self._go_on()

    def _go_on(self) -> None:
        if self._is_wanted:
            self._is_wanted = False
            self._refresh()

    def _clear(self) -> None:
        self._page, self._story = None, ""
        self.browser.show_pieces(())
        self.trouble.hide()

    def _show_caret(self) -> None:
        if self._page is not None and self.isVisible():
            self.browser.show_place(*self._page.place_of(self._caret))

    # How it looks.

    def _use_theme(self, theme: Theme) -> None:
        face = interface_font().family()
        sheet = page_style(theme.colours, size=self._size, face=face)
        self.browser.use_style(sheet, font=text_font(self._size))
        palette = self.trouble.palette()
        palette.setColor(self.trouble.foregroundRole(), theme.colour("warning"))
        self.trouble.setPalette(palette)

    def _point_at(self, address: str) -> None:
        QApplication.sendEvent(self, QStatusTipEvent(address))


class LinkFoot(QWidget):
    """The address of a link of the page: to be read, to be copied, never to be opened here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._address = ""
        self.words = QLabel()
        self.words.setAccessibleName("Where the link leads")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.copy = only_reads(QPushButton("Copy link"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.copy)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self._address))
        self.hide()

    def show_address(self, address: str) -> None:
        """Shows where a link leads; a footnote's own place is no address."""
        if address.startswith("#"):
            return
        self._address = address
        self.words.setText(address)
        self.words.setToolTip(address)
        self.show()


def _package_of(desk: Desk, story_id: str, *, links: bool) -> StoryPackage:
    now = timestamp(desk.archive.ids.clock())
    return build_package(desk.archive, story_id=story_id, now=now, links_outlets=links)
