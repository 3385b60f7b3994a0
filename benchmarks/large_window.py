"""The window on a story of 2,000 claims, 3,000 quotes and 1,000 sources (G11): how long until every pane is filled, and
until one new piece of evidence is to be seen in all of them.

Run: python benchmarks/large_window.py. The real program, off screen, with claims, sources, outline and text in sight,
in a process of its own for each start. What is shown is read off the widgets, counts once it is painted, and must in
the end be what a reading of the desk by itself gives. The longest gap is how long the window could not have answered a
key meanwhile. Medians; beside the time on the wall stands the work of the processor, which other programs on the
machine disturb less.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"
sys.path.insert(0, str(ROOT))
STARTS, ROUNDS = 3, 7
LOOK_MS = 2
"""How often the widgets are looked at. What lies between two looks beyond that is a gap."""
GOAL_SHOWN, GOAL_GAP = 100, 50
FIRST_CLAIM, STEP = 300, 14
"""Which of the weak claims are cited."""


class Watcher:
    """Looks at parts of the window again and again: what each shows, and since when it is painted so."""

    def __init__(self) -> None:
        from PySide6.QtCore import QEvent, QObject, Qt, QTimer

        self.parts: dict[str, Callable[[], object]] = {}
        self.shown: dict[str, object] = {}
        self.since: dict[str, tuple[float, float]] = {}
        self.longest_gap = 0.0
        self._painters: dict[str, Any] = {}
        self._painting: dict[str, object] = {}
        self._last = time.perf_counter()
        watcher = self

        class Paints(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
                if event.type() == QEvent.Type.Paint:
                    watcher.note_painting(watched)
                return False

        self._paints = Paints()
        self._timer = QTimer(interval=LOOK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def add(self, name: str, painter: Any, read: Callable[[], object]) -> None:
        """A part: the widget that paints it, and how what it shows is read."""
        painter.installEventFilter(self._paints)
        self._painters[name], self.parts[name] = painter, read
        self.shown[name] = read()

    def begin(self) -> None:
        self.longest_gap, self._last = 0.0, time.perf_counter()
        self.since.clear()
        self._painting.clear()
        self.shown = {name: read() for name, read in self.parts.items()}

    def note_painting(self, painter: Any) -> None:
        """What it shows now is painted behind this, and before the next look."""
        for name, one in self._painters.items():
            if one is painter:
                self._painting[name] = self.parts[name]()

    def look(self) -> None:
        now = time.perf_counter()
        self.longest_gap = max(self.longest_gap, (now - self._last) * 1000 - LOOK_MS)
        self._last = now
        for name, shown in self._painting.items():
            if shown != self.shown[name]:
                self.shown[name], self.since[name] = shown, (now, time.process_time())
        self._painting.clear()

    @property
    def unpainted(self) -> list[str]:
        """The parts that would show something else than is painted."""
        return [name for name, read in self.parts.items() if read() != self.shown[name]]


def wait(until: Callable[[], bool], *, told: Callable[[], object] = str, seconds: float = 60) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop, ends = QEventLoop(), time.perf_counter() + seconds
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: loop.quit() if until() or time.perf_counter() > ends else None)
    timer.start()
    loop.exec()
    if not until():
        raise SystemExit(f"The window never came to show what was waited for. {told()}")


def rest(program: Any, watcher: Watcher) -> None:
    """Until nothing is read and nothing left to paint for a while."""
    quiet = [time.perf_counter()]

    def is_at_rest() -> bool:
        is_quiet = program.watch is not None and program.watch.view is not None and program.jobs.is_idle
        if not is_quiet or watcher.unpainted:
            quiet[0] = time.perf_counter()
        return time.perf_counter() - quiet[0] > 0.5

    wait(is_at_rest, told=lambda: f"Not painted: {watcher.unpainted}")


def side_by_side(window: Any) -> None:
    """Claims and sources both in sight: the one in front of its dock, the other beside the window."""
    window.dock("claims").raise_()
    sources = window.dock("sources")
    sources.setFloating(True)
    sources.resize(420, 860)
    sources.show()


def watch_all(window: Any, watcher: Watcher) -> None:
    from ui.panes.readiness import ReadinessLine
    from ui.panes.status import StatusLine

    editor = window.page.editor
    for name in ("claims", "sources", "outline"):
        records = window.pane(name).list
        watcher.add(name, records.viewport(), lambda records=records: records.model().rowCount())
    counted, levels = window.findChild(ReadinessLine).counted, window.findChild(StatusLine).levels
    watcher.add("readiness", counted, lambda: counted.text())
    watcher.add("status", levels, lambda: levels.accessibleName())
    watcher.add("marks", editor.viewport(), lambda: len(editor.marks))


def open_it(desk: str, application: Any) -> tuple[Any, Watcher, dict[str, float]]:
    """The program as ``main.py`` starts it, until every pane in sight is filled."""
    from ui.app import Program

    began, worked = time.perf_counter(), time.process_time()
    seen: dict[str, float] = {}

    def note(name: str, at: tuple[float, float] | None = None) -> None:
        wall, work = at or (time.perf_counter(), time.process_time())
        seen.setdefault(f"ms {name}", (wall - began) * 1000)
        seen.setdefault(f"ms {name}, work", (work - worked) * 1000)

    program = Program(application, desk=Path(desk))
    program.window.resize(1600, 900)
    program.window.first_painted.connect(lambda: note("painted"))
    watcher = Watcher()
    program.show()
    wait(lambda: "ms painted" in seen)
    side_by_side(program.window)
    wait(lambda: program.window.pane("outline") is not None and program.watch is not None)
    watch_all(program.window, watcher)
    assert program.watch is not None
    program.watch.viewed.connect(lambda _view: note("read"))
    rest(program, watcher)
    note("filled", max(watcher.since.values()))
    seen["longest gap"] = watcher.longest_gap
    return program, watcher, seen


def watch_evidence(window: Any, watcher: Watcher, *, claim: str, source: str, anchor: str) -> None:
    """From now on what is said of this claim and this source, instead of how many there are."""
    from ui.widgets.record_lines import ACCESSIBLE_ROLE

    claims, sources, outline, editor = (*map(window.pane, ("claims", "sources", "outline")), window.page.editor)

    def line(pane: Any, record: str) -> Callable[[], object]:
        index = pane.list.model().index(pane.list.model().row_of(record), 0)
        pane.list.scrollTo(index)
        return lambda: index.data(ACCESSIBLE_ROLE)

    level, below = claims.claim.level, claims.claim.widget()
    watcher.add("claims", claims.list.viewport(), line(claims, claim))
    watcher.add("sources", sources.list.viewport(), line(sources, source))
    watcher.add("level", below, lambda: (level.level.text(), level.reasons.text(), level.next_step.text()))
    watcher.add("evidence", below, lambda: claims.claim.evidence.layout().count())
    watcher.add("outline", outline.list.viewport(), lambda: outline.list.lines)
    watcher.add("marks", editor.viewport(), lambda: editor.marks[anchor])


def agree(program: Any, watcher: Watcher, *, claim: str, source: str, anchor: str) -> None:
    """What is shown is what the desk says to somebody who reads it now, and has not been told anything."""
    from newsroom.desk.story_view import read_story_view
    from newsroom.settings import read_profile, read_settings
    from ui.marking_marks import marks_of
    from ui.panes.claims_lines import claim_detail, claim_line
    from ui.panes.readiness_lines import counts_but, counts_in_words
    from ui.panes.sources_lines import SourceLines

    house = read_profile(read_settings().profile)
    view = read_story_view(program.desk.queries, program.focus.story, profile=house, now=datetime.now(UTC))
    detail = claim_detail(view, claim)
    assert detail is not None
    expected = {
        "claims": claim_line(view.claims[claim]).spoken,
        "sources": next(one.spoken for one in SourceLines().of(view) if one.id == source),
        "evidence": len(view.evidence_by_claim[claim]),
        "marks": marks_of(view)[anchor],
        "readiness": f"{counts_in_words(counts_but(view.checked.findings, None))} · {view.checked.coverage.words}",
    }
    wrong = [name for name, words in expected.items() if watcher.shown[name] != words]
    if wrong or detail.headline != watcher.shown["level"][0]:  # type: ignore[index]
        raise SystemExit(f"The window shows what the desk does not say: {', '.join(wrong) or 'level'}.")


def cite(program: Any, watcher: Watcher, number: int) -> dict[str, float]:
    """One more source for one claim, as Cite does it, until all that tells of it is painted."""
    from newsroom.desk.cite import cite_source

    view, document = program.watch.view, program.window.page.editor.story_document
    weak = [one.claim.id for one in view.checked.claims if one.level == "low"]
    records = [held.source.id for held in view.held if held.source.type == "public_record"]
    claim, source = weak[FIRST_CLAIM + STEP * number], records[-1 - number]
    anchor = view.anchors_of(claim)[0]
    place = document.place(anchor)
    program.window.page.editor.set_caret(place.start)
    program.focus.look_at("claim", claim)
    rest(program, watcher)
    which = {"claim": claim, "source": source, "anchor": anchor}
    watch_evidence(program.window, watcher, **which)
    rest(program, watcher)
    watcher.begin()
    began, worked = time.perf_counter(), time.process_time()
    program.timeline.run(
        "Cite", cite_source, story_id=view.story.id, start=place.start, end=place.end, source=source, capture=None,
        passage="",
    )  # fmt: skip
    acted = time.perf_counter()
    rest(program, watcher)
    gap, shown = watcher.longest_gap, dict(watcher.since)
    missing = {"claims", "sources", "level", "evidence", "marks"} - shown.keys()
    if missing:
        raise SystemExit(f"Nothing changed in: {', '.join(sorted(missing))}.")
    agree(program, watcher, **which)
    wall, work = max(shown.values())
    each = {f"ms {name}": (at - began) * 1000 for name, (at, _) in shown.items()}
    return {
        "ms act": (acted - began) * 1000, "ms shown": (wall - began) * 1000, "ms shown, work": (work - worked) * 1000,
        "longest gap": gap, **each,
    }  # fmt: skip


def one(desk: str) -> None:
    """A start and the rounds after it; prints what was seen."""
    import gc

    gc.disable()
    from ui.app import make_application

    application = make_application()
    program, watcher, opened = open_it(desk, application)
    rounds = [cite(program, watcher, number) for number in range(ROUNDS)]
    sys.stdout.write(json.dumps({"opened": opened, "rounds": rounds}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def medians(rows: list[dict[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: round(median(row[name] for row in rows if name in row), 1) for name in names}


def measured() -> tuple[dict[str, float], dict[str, float]]:
    from benchmarks.large_desk import large_desk

    opened: list[dict[str, float]] = []
    rounds: list[dict[str, float]] = []
    with TemporaryDirectory() as temporary:
        made = Path(temporary) / "made"
        large_desk(made).close()
        for number in range(STARTS):
            home = Path(temporary) / f"home{number}"
            home.mkdir()
            desk = Path(shutil.copytree(made, home / "desk"))
            found = subprocess.run(
                [sys.executable, __file__, "one", str(desk)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
                env={**os.environ, "NEWSROOM_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
            )  # fmt: skip
            seen = json.loads(found.stdout.splitlines()[-1])
            opened.append(seen["opened"])
            rounds += seen["rounds"]
    return medians(opened), medians(rounds)


def loop_ms() -> float:
    """A loop of two million squares: how fast this machine is just now. On a shared one that doubles and halves."""
    begun = time.perf_counter()
    sum(number * number for number in range(2_000_000))
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    before = loop_ms()
    opened, cited = measured()
    found = {
        "what": "2,000 claims, 3,000 quotes, 1,000 sources in the window: one new piece of evidence until every pane "
        "in sight shows it, and the longest time it answers no key",
        "goal": GOAL_SHOWN, "measured": cited["ms shown"], "measured work": cited["ms shown, work"],
        "goal gap": GOAL_GAP, "measured gap": cited["longest gap"], "measured gap opening": opened["longest gap"],
        "ms of a loop before and after": [round(before), round(loop_ms())],
        "opened": opened, "cited": cited, "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    print(json.dumps(found, indent=1, ensure_ascii=False))
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results["G11 window"] = found
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one", folder]:
            one(folder)
        case _:
            main()
