"""Our own faults: written to a log without a word of any story, the draft put aside, the person told once.

The log holds kinds of errors and places in the program only: a message could quote a title, a name or a sentence.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication

from newsroom.domain.errors import NewsroomError
from ui.notices import Notice, Notices

if TYPE_CHECKING:
    from logging import Logger

KEY = "fault"
LOG_BYTES = 200_000
LOGS_KEPT = 3
SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Faults(QObject):
    """Hears errors nobody caught, in any thread, once it is installed."""

    _happened = Signal(object)

    def __init__(self, *, notices: Notices, log_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._log_folder = log_folder
        self._log: Logger | None = None
        self._put_aside: Callable[[], tuple[Path, ...]] = lambda: ()
        self._before: tuple[Callable[..., object], Callable[..., object]] | None = None
        self._told = ""
        # From any thread; told in the window's own.
        self._happened.connect(self._tell)

    def rescue_with(self, put_aside: Callable[[], tuple[Path, ...]]) -> None:
        """``put_aside`` copies the open words and returns where to."""
        self._put_aside = put_aside

    def install(self) -> None:
        """Takes over the hooks of the interpreter and of Qt."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        qInstallMessageHandler(self._qt_said)

    def remove(self) -> None:
        """Gives the hooks back and closes the log."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            qInstallMessageHandler(None)
            self._before = None
        if self._log is not None:
            for handler in self._log.handlers:
                handler.close()
            self._log = None

    def tell(self, error: BaseException) -> None:
        """An error that was caught but is nobody's to answer."""
        self._happened.emit(error)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind, trace
        if isinstance(error, KeyboardInterrupt):
            return
        self._happened.emit(error)

    def _uncaught_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._happened.emit(told.exc_value)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, NewsroomError):
            self._notices.tell_error(error)
            return
        report = report_of(error)
        self._write(report)
        if report == self._told:
            return
        self._told = report
        words = "Something went wrong in the program itself."
        try:
            paths = self._put_aside()
        except Exception as second:  # noqa: BLE001 - the last place: nothing more can be done than to write it down
            self._write(report_of(second))
            paths = ()
        if paths:
            words += f" A copy of the open text is in {paths[0]}."
        words += " You can go on; if it comes again, start the program anew and send the report."
        copy = Notice(words, kind="trouble", key=KEY, verb="Copy report", act=lambda: _to_clipboard(report))
        self._notices.say(copy)

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        # The words stay out of the log: Qt quotes texts and paths in them.
        del words
        if kind in SERIOUS:
            self._write(f"Qt {kind.name} {context.category} {Path(context.file or '').name}:{context.line}")

    def _write(self, report: str) -> None:
        if self._log is None:
            self._log = open_log(self._log_folder)
        self._log.error("%s", report)


def report_of(error: BaseException) -> str:
    """The kinds of the error and of those behind it, and where in the program they arose; none of their words."""
    import platform

    lines = [f"Newsroom on Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"]
    current: BaseException | None = error
    while current is not None:
        lines.append(type(current).__name__)
        trace = current.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {'/'.join(Path(code.co_filename).parts[-2:])}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def open_log(folder: Path) -> Logger:
    """A log of a few short files in ``folder``, readable by their owner only; none where it cannot be written."""
    import logging
    from logging.handlers import RotatingFileHandler

    log = logging.Logger("newsroom")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "newsroom.log"
        path.touch(mode=0o600)
        path.chmod(0o600)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8")
    except OSError:
        log.addHandler(logging.NullHandler())
        return log
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    return log


def _to_clipboard(words: str) -> None:
    QGuiApplication.clipboard().setText(words)
