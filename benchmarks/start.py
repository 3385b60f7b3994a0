"""From the start of the process to the first complete picture with the last story in it, and the memory it takes.

Run: python benchmarks/start.py. Both sides in turn, medians: our window (G1, G2) against a bare PySide6 window with an
empty plain-text editor. The story is the sample, as it was left by an earlier session.
"""

import builtins
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"
sys.path.insert(0, str(ROOT))
RUNS = 15
START_GOAL, PAINTED_GOAL, LOADED_GOAL = 1.4, 1.25, 2.0


def tell(what: str) -> None:
    sys.stdout.write(f"{what} {memory_kb()}\n")
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
    gc.disable()
    plain_import = builtins.__import__
    from PySide6 import QtWidgets

    builtins.__import__ = plain_import
    from ui.app import Program

    application = QtWidgets.QApplication(["newsroom"])
    program = Program(application, desk=Path(desk))

    def wait_for_the_rest() -> None:
        from PySide6.QtCore import QTimer

        if program.watch is not None and program.watch.view is not None and program.jobs and program.jobs.is_idle:
            tell("loaded")
            os._exit(0)
        else:
            QTimer.singleShot(50, wait_for_the_rest)

    def painted() -> None:
        tell("painted")
        if until == "painted":
            os._exit(0)
        wait_for_the_rest()

    program.window.first_painted.connect(painted)
    program.show()
    application.exec()


def run(*words: str) -> tuple[dict[str, float], dict[str, int]]:
    """Milliseconds from the start of the process, and kilobytes, at each line the child tells."""
    began = time.perf_counter()
    moments: dict[str, float] = {}
    sizes: dict[str, int] = {}
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
            what, size = line.split()
            moments[what] = (time.perf_counter() - began) * 1000
            sizes[what] = int(size)
    return moments, sizes


def measure(desk: str) -> dict[str, dict[str, object]]:
    for _ in range(2):
        run("ours", desk, "loaded")
        run("bare")
    pairs = [(run("bare"), run("ours", desk, "painted")) for _ in range(RUNS)]
    loaded = [run("ours", desk, "loaded") for _ in range(3)]

    def median(values: list[float]) -> float:
        return round(statistics.median(values), 1)

    base, mine = median([b[0]["painted"] for b, _ in pairs]), median([o[0]["painted"] for _, o in pairs])
    base_mb, mine_mb = (median([side[number][1]["painted"] / 1024 for side in pairs]) for number in (0, 1))
    whole_mb = median([one[1]["loaded"] / 1024 for one in loaded])
    return {
        "G1": {"what": "process start to first paint with the last story, against a bare window", "goal": START_GOAL,
               "measured": round(mine / base, 2), "ms": mine, "ms bare": base},
        "G2": {"what": "memory at first paint, and with everything loaded, against a bare window",
               "goal": PAINTED_GOAL, "measured": round(mine_mb / base_mb, 2), "MB": mine_mb, "MB bare": base_mb,
               "goal loaded": LOADED_GOAL, "measured loaded": round(whole_mb / base_mb, 2), "MB loaded": whole_mb},
    }  # fmt: skip


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
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
