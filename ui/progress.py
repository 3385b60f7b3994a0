"""One line in the status bar for the work that runs: what it is, how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

if TYPE_CHECKING:
    from ui.jobs import Job, JobRunner


class ProgressLine(QWidget):
    """Shows the job with a label that was started last; hidden when none runs."""

    def __init__(self, *, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running: list[Job] = []
        self.words = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName("Progress")
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(140, 8)
        self.stop = QToolButton(self)
        self.stop.setText("Cancel")
        self.stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        for part in (self.words, self.bar, self.stop):
            row.addWidget(part)
        jobs.started.connect(self._started)
        self.hide()

    def _started(self, job: Job) -> None:
        self._running.append(job)
        job.progressed.connect(lambda done, of, words: self._progressed(job, done, of, words))
        job.ended.connect(lambda: self._ended(job))
        self._show()

    def _progressed(self, job: Job, done: int, of: int, words: str) -> None:
        if self._running and self._running[-1] is job:
            self.bar.setRange(0, of)
            self.bar.setValue(done)
            self.words.setText(f"{job.label}: {words}" if words else f"{job.label}…")

    def _ended(self, job: Job) -> None:
        self._running = [one for one in self._running if one is not job]
        self._show()

    def _cancel(self) -> None:
        if self._running:
            job = self._running[-1]
            job.cancel()
            self.words.setText(f"{job.label}: stopping…")

    def _show(self) -> None:
        self.setVisible(bool(self._running))
        if self._running:
            label = self._running[-1].label
            self.words.setText(f"{label}…")
            self.stop.setAccessibleName(f"Cancel: {label}")
            self.bar.setRange(0, 0)
