"""From the start of the process to the first complete picture with the last story in it, and the memory it takes.

Run: python benchmarks/start.py. Both sides in turn, medians: our window (G1, G2) against a bare PySide6 window with an
empty plain-text editor. The story is the sample, as it was left by an earlier session. Beside the time on the wall it
gives the work of the processor until the picture, which other programs on the machine disturb less.
"""

# The measured processes run this file too: whatever only the measuring needs is imported by it alone, or the bare side
# would be charged with it.
import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"
sys.path.insert(0, str(ROOT))
RUNS = 21
START_GOAL, PAINTED_GOAL, LOADED_GOAL = 1.4, 1.25, 2.0


def tell(what: str) -> None:
    work = time.process_time() * 1000
    sys.stdout.write(f"{what} {memory_kb()} {work:.1f}\n")
    sys.stdout.flush()


def memory_kb() -> int:
    """What this process has in the machine's memory. What it has in common with others counts whole, or the figure
    would depend on what else runs."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1])
    raise SystemExit("This system does not tell the memory of a process.")


def bare() -> None:
    """The least a window with a text can be."""
    from PySide6.QtCore import Qt, Signal
    from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

    class Window(QMainWindow):
        painted = Signal()

        def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt names it
            del event
            self.painted.emit()

    application = QApplication(["bare"])
    window = Window()
    window.setCentralWidget(QPlainTextEdit())
    window.resize(1366, 740)
    window.painted.connect(lambda: (tell("painted"), application.quit()), Qt.ConnectionType.QueuedConnection)
    window.show()
    application.exec()


def ours(desk: str, *, until: str) -> None:
    """The program as ``main.py`` starts it."""
    import gc

    gc.disable()
    from ui.qt_import import bring_in_qt

    bring_in_qt()
    from ui.app import Program, make_application

    application = make_application()
    program = Program(application, desk=Path(desk))

    def wait_for_the_rest() -> None:
        from PySide6.QtCore import QTimer

        if program.watch is not None and program.watch.view is not None and program.jobs and program.jobs.is_idle:
            tell("loaded")
            os._exit(0)
        else:
            QTimer.singleShot(50, wait_for_the_rest)

    def painted() -> None:
        if until == "painted" and not program.window.page.editor.toPlainText():
            # Without the story it is not the start that is meant.
            os._exit(1)
        tell("painted")
        if until == "painted":
            os._exit(0)
        wait_for_the_rest()

    program.window.first_painted.connect(painted)
    program.show()
    application.exec()


class Seen(NamedTuple):
    """At one line a measured process told: milliseconds since its start, kilobytes, milliseconds of processor."""

    ms: float
    kb: int
    work: float


def run(*words: str) -> dict[str, Seen]:
    import subprocess

    began = time.perf_counter()
    seen: dict[str, Seen] = {}
    with subprocess.Popen(
        [sys.executable, __file__, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            what, size, work = line.split()
            seen[what] = Seen((time.perf_counter() - began) * 1000, int(size), float(work))
    return seen


def measure(desk: str) -> dict[str, dict[str, object]]:
    from statistics import median

    for _ in range(2):
        run("ours", desk, "loaded")
        run("bare")
    pairs = [(run("bare")["painted"], run("ours", desk, "painted")["painted"]) for _ in range(RUNS)]
    loaded = [run("ours", desk, "loaded")["loaded"] for _ in range(3)]
    (bare_ms, bare_kb, bare_work), (ms, kb, work) = (
        (median(column) for column in zip(*(pair[side] for pair in pairs), strict=True)) for side in (0, 1)
    )
    whole_kb = median(one.kb for one in loaded)
    return {
        "G1": {"what": "process start to first paint with the last story, against a bare window", "goal": START_GOAL,
               "measured": round(ms / bare_ms, 2), "ms": round(ms, 1), "ms bare": round(bare_ms, 1),
               "measured work": round(work / bare_work, 2), "ms work": round(work, 1),
               "ms work bare": round(bare_work, 1)},
        "G2": {"what": "memory at first paint, and with everything loaded, against a bare window",
               "goal": PAINTED_GOAL, "measured": round(kb / bare_kb, 2), "MB": round(kb / 1024, 1),
               "MB bare": round(bare_kb / 1024, 1), "goal loaded": LOADED_GOAL,
               "measured loaded": round(whole_kb / bare_kb, 2), "MB loaded": round(whole_kb / 1024, 1)},
    }  # fmt: skip


def main() -> None:
    import json
    from tempfile import TemporaryDirectory

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as home:
        os.environ["NEWSROOM_HOME"] = home
        # Compiled once, as on a person's machine, and without a trace in the checkout.
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(home) / "compiled")
        rows = measure(str(Path(home) / "desk"))
    for name, row in rows.items():
        print(name, json.dumps(row))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps({**kept, **rows}, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare"]:
            bare()
        case ["ours", folder, moment]:
            ours(folder, until=moment)
        case _:
            main()
