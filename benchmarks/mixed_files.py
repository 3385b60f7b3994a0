"""200 mixed files kept as sources through the window's own job: how long the window stalls, and how long Cite takes.

Run: python benchmarks/mixed_files.py [number of files]. A timer ticks every 10 ms in the window's thread from the drop
until everybody has read the story anew; told is the longest gap between two ticks (goal 50 ms). Meanwhile every two
seconds a sentence is cited from a source held before, by the keys of a person (goal 100 ms for the act); an act is not
counted as a gap, for it is measured itself. What else runs on the machine lengthens the gaps; what the window's thread
itself worked between two ticks is told beside them.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl  # noqa: E402
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from newsroom.desk.desk import Desk  # noqa: E402
from newsroom.storage.opening import open_archive  # noqa: E402
from newsroom.tasks.sources import keep_source_file  # noqa: E402
from tests.journeys.mixed_files import ARTICLE_LIKE, HOSTILE, mixed_files  # noqa: E402
from tests.ui.shell import written_desk  # noqa: E402
from ui.app import Program, make_application  # noqa: E402
from ui.editor.cite_line import CiteLine  # noqa: E402

FILES, GAP_GOAL, CITE_GOAL = 200, 50.0, 100.0
TICK_MS, CITE_EVERY_MS, WAIT_SECONDS = 10, 2000, 600
SENTENCES = 60
HELD = "Held before"


def lay_files(folder: Path, number: int) -> list[Path]:
    """As many files of all kinds; each has its own bytes and its own words."""
    folder.mkdir()
    kinds = [one for one in mixed_files() if one.name not in (*ARTICLE_LIKE, *HOSTILE)]
    found: list[Path] = []
    for at in range(number):
        kind = kinds[at % len(kinds)]
        path = folder / f"{at:03}-{kind.name}"
        # A word of the same length leaves a PDF whole; behind a picture or a recording a tail does no harm.
        word = kind.word.encode()
        own = f"{at:03}".encode().rjust(len(word), b"x")[-len(word) :]
        data = kind.data.replace(word, own) if kind.has_text else kind.data
        path.write_bytes(data if data != kind.data or kind.name.endswith(".docx") else kind.data + b"\n" * (at + 1))
        found.append(path)
    return found


class Ticks(QObject):
    """The gaps between the ticks of a timer, and the window's own work in each, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.work: list[float] = []
        self._last = self._worked = 0.0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self.leave_out()
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Counts the gap up to now, for what comes next is to be left out."""
        self._tick()

    def leave_out(self) -> None:
        """What happened since the last tick is not counted."""
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append(1000 * (now - self._last))
        self.work.append(1000 * (worked - self._worked))
        self._last, self._worked = now, worked


class Measuring(QObject):
    """One program on a desk that holds a story and one source."""

    def __init__(self, program: Program, paths: list[Path], ticks: Ticks) -> None:
        super().__init__()
        self._program, self._paths, self.ticks = program, paths, ticks
        self.cites: list[float] = []
        self.cite_work: list[float] = []
        self.seconds = 0.0
        self.kept = 0
        self._cite = QTimer(self, interval=CITE_EVERY_MS)
        self._cite.timeout.connect(self.cite)
        program.notices.said.connect(self._said)

    def drop(self) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in self._paths])
        self.ticks.begin()
        self._cite.start()
        begun = time.perf_counter()
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        drop = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, left, none)
        entering = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, left, none)
        QApplication.sendEvent(self._program.window, entering)
        QApplication.sendEvent(self._program.window, drop)
        wait_for(lambda: self.kept > 0)
        self.seconds = time.perf_counter() - begun
        wait_for(lambda: is_idle(self._program))
        rest(1000)
        wait_for(lambda: is_idle(self._program))
        self._cite.stop()
        self.ticks.end()

    def cite(self) -> None:
        """The key that opens the line, some of the name, and Return; both keys together are the act."""
        editor = self._program.window.page.editor
        number = len(self.cites)
        if number >= SENTENCES or self.kept:
            return
        self.ticks.look()
        editor.set_caret(editor.toPlainText().index(f"Boat {number} ") + 2)
        begun, worked = time.perf_counter(), time.thread_time()
        self._program.actions["cite"].trigger()
        line = self._program.window.findChild(CiteLine)
        assert line is not None and line.is_open
        line.input.insert(HELD)
        line.input.textEdited.emit(HELD)
        assert line.rows and line.rows[0].title.startswith(HELD), line.rows
        press(line.input, Qt.Key.Key_Return)
        assert not line.is_open
        self.cites.append(1000 * (time.perf_counter() - begun))
        self.cite_work.append(1000 * (time.thread_time() - worked))
        self.ticks.leave_out()

    def _said(self, notice: object) -> None:
        words = str(getattr(notice, "words", ""))
        if words.startswith("Kept "):
            self.kept = len(str(getattr(notice, "details", "")).splitlines())
            print(words[:200])


def press(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def wait_for(holds: Callable[[], bool]) -> None:
    """Runs the events of the window until then, as the program itself does."""
    loop, look = QEventLoop(), QTimer(interval=25)
    begun = time.perf_counter()
    look.timeout.connect(lambda: loop.quit() if holds() or time.perf_counter() - begun > WAIT_SECONDS else None)
    look.start()
    loop.exec()
    look.stop()
    if not holds():
        raise SystemExit("It took too long.")


def rest(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def is_idle(program: Program) -> bool:
    watch, jobs = program.watch, program.jobs
    return watch is not None and watch.view is not None and jobs is not None and jobs.is_idle


def desk_with_a_story(folder: Path) -> None:
    text = "\n\n".join(f"Boat {number} waits outside until the tide lets it in." for number in range(SENTENCES))
    (story,) = written_desk(folder, text)
    desk = Desk(open_archive(folder))
    keep_source_file(desk, story_id=story.id, data=b"The tide is late.\n", file_name="t.txt", fields={"title": HELD})
    desk.close()


def measured(number: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        os.environ["NEWSROOM_HOME"] = str(home / "home")
        paths = lay_files(home / "inbox", number)
        desk_with_a_story(home / "desk")
        application = make_application()
        program = Program(application, desk=home / "desk")
        program.show()
        wait_for(lambda: is_idle(program))
        # Past the first look at the kept files and the backup of the start, which are measured elsewhere.
        rest(6000)
        quiet = Ticks()
        quiet.begin()
        rest(3000)
        quiet.end()
        found = Measuring(program, paths, Ticks())
        found.drop()
        program.ending.leave()
        program.end()
    gaps, work, cites = sorted(found.ticks.gaps), sorted(found.ticks.work), found.cites
    return {
        "what": f"{number} mixed files kept while a 10 ms timer ticks in the window: longest gap; Cite meanwhile; ms",
        "goal": GAP_GOAL, "measured": round(gaps[-1], 1), "next longest": [round(gap, 1) for gap in gaps[-6:-1]],
        "over 50 ms": sum(gap > GAP_GOAL for gap in gaps), "ticks": len(gaps),
        "longest work of the window's thread in one": round(work[-1], 1),
        "next longest work": [round(one, 1) for one in work[-6:-1]],
        "longest at rest": round(max(quiet.gaps), 1), "goal cite": CITE_GOAL, "measured cite": round(max(cites), 1),
        "cite, median": round(median(cites), 1), "cites": len(cites),
        "longest work of the window's thread in a cite": round(max(found.cite_work), 1), "s": round(found.seconds, 1),
        "files kept": found.kept,
    }  # fmt: skip


def main() -> None:
    number = int(sys.argv[1]) if sys.argv[1:] else FILES
    row = measured(number)
    print(json.dumps(row, indent=1, ensure_ascii=False))
    if number != FILES:
        return
    path = ROOT / "benchmarks" / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    results["I200"] = row
    path.write_text(json.dumps(results, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
