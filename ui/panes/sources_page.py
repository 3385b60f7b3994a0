"""The picture of a page of a PDF below its words, made in the limited child and never opened in this process."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.panes.sources_times import pages_of
from ui.widgets.entries import tell, wrapped
from ui.widgets.only_reads import only_reads

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.domain.errors import NewsroomError
    from newsroom.domain.source import Capture
    from ui.jobs import JobRunner

WIDTH = 1000
"""Pixels of the picture that is asked for; it is shown as wide as there is room."""


class PagePicture(QWidget):
    """``picture_of`` gives the PNG bytes of a page of a copy, in a job; it raises ``NewsroomError``."""

    turned = Signal(int)
    """The page now shown, from 1, because a person turned to it."""

    def __init__(
        self, *, jobs: JobRunner, picture_of: Callable[[Capture, int, int], bytes], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._picture_of = jobs, picture_of
        self._capture: Capture | None = None
        self._pages: tuple[int, ...] = ()
        self._pixmap = QPixmap()
        self.page = 0
        self.previous = only_reads(QPushButton("Previous page"))
        self.next = only_reads(QPushButton("Next page"))
        self.which = QLabel()
        self.picture = QLabel()
        self.said = wrapped()
        self._lay_out()
        self.previous.clicked.connect(lambda: self._turn(self.page - 1))
        self.next.clicked.connect(lambda: self._turn(self.page + 1))

    @property
    def pages(self) -> int:
        """How many pages the copy has, as far as its reading told."""
        return len(self._pages)

    def show_copy(self, capture: Capture | None) -> None:
        """The copy whose pages are shown; nothing is drawn until ``show_page``."""
        if capture is not None and self._capture is not None and capture.id == self._capture.id:
            return
        self._capture = capture
        self._pages = pages_of(capture.offsets) if capture is not None else ()
        self.page = 0
        self._show(QPixmap())
        tell(self.said, "")

    def page_at(self, place: int) -> int:
        """The page a place (code points of the copy) lies on, from 1."""
        return max(1, bisect_right(self._pages, place))

    def start_of(self, page: int) -> int:
        """Where a page begins in the copy's text, in code points."""
        return self._pages[page - 1] if 1 <= page <= len(self._pages) else 0

    def show_page(self, page: int) -> None:
        """Has the picture of a page made and shows it."""
        capture = self._capture
        if capture is None or page < 1 or page == self.page:
            return
        self.page = page
        self.which.setText(f"Page {page} of {self.pages}" if self.pages else f"Page {page}")
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(not self.pages or page < self.pages)
        make = self._picture_of

        def done(png: bytes) -> None:
            if self._capture is not None and self._capture.id == capture.id and self.page == page:
                self._show(QPixmap.fromImage(QImage.fromData(png, "PNG")))  # pyright: ignore[reportArgumentType, reportCallIssue] - bytes are taken

        self._jobs.run(
            lambda _: make(capture, page, WIDTH), done=done, failed=self._failed, key="picture of a page"
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turn(self, page: int) -> None:
        self.show_page(page)
        self.turned.emit(self.page)

    def _failed(self, error: NewsroomError) -> None:
        self._show(QPixmap())
        tell(self.said, str(error))

    def _show(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        if not pixmap.isNull():
            tell(self.said, "")
        self._fit()

    def _fit(self) -> None:
        width = self._scroll.viewport().width()
        shown = self._pixmap
        if not shown.isNull() and width > 20:
            ratio = self.devicePixelRatioF()
            shown = shown.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
            shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self.picture.setFixedHeight(round(shown.height() / shown.devicePixelRatio()) if not shown.isNull() else 0)
        self.picture.setAccessibleName(f"Picture of {self.which.text().lower()}" if self.which.text() else "No page")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 4, 10, 2)
        head.addWidget(self.previous)
        head.addWidget(self.which, 1, Qt.AlignmentFlag.AlignHCenter)
        head.addWidget(self.next)
        for button in (self.previous, self.next):
            button.setAutoDefault(False)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(90)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("The page as it looks")
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.picture)
        inner.addStretch(1)
        self._scroll.setWidget(inside)
        self.said.setContentsMargins(10, 2, 10, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self._scroll, 1)
