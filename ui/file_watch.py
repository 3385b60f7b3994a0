"""Looks every few seconds, off the GUI thread, whether the archive still lies where it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.jobs import Job, JobRunner


class FileWatch(QObject):
    """``looked`` carries None when the archive is in its place, else the ``NewsroomError`` that says what is wrong."""

    looked = Signal(object)

    def __init__(self, *, desk: Desk, jobs: JobRunner, every_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._timer = QTimer(self, singleShot=True, interval=every_ms)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        archive = self._desk.archive

        def look(_: Job) -> None:
            archive.check_in_place()

        self._jobs.run(look, done=lambda _: self._tell(None), failed=self._tell)

    def _tell(self, error: NewsroomError | None) -> None:
        self._timer.start()
        self.looked.emit(error)
