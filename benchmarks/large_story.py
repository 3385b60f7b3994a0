"""A story of 2,000 claims, 3,000 quotes and 1,000 sources (G11): reading all of it, as the window does, and its first
screen against raw ``sqlite3`` reading the same rows, and the time one new piece of evidence takes until the story is
computed with it.

Run: python benchmarks/large_story.py. Both sides take turns in one run; medians. Beside the figures it notes how busy
the machine was.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.large_desk import large_desk  # noqa: E402
from newsroom.desk.claims import attach_evidence  # noqa: E402
from newsroom.desk.desk import Desk  # noqa: E402
from newsroom.desk.story_view import read_story_view  # noqa: E402
from newsroom.settings import read_profile  # noqa: E402
from newsroom.storage.driver import open_reading  # noqa: E402
from newsroom.storage.first_screen import read_first_screen  # noqa: E402
from newsroom.storage.opening import open_archive  # noqa: E402

ALL_GOAL, FIRST_GOAL = 1.5, 0.3
ROUNDS = 15
TABLES = (
    "story", "draft", "claim", "evidence", "anchor", "quote", "quote_use", "source", "holding", "capture", "person",
)  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Milliseconds until what was read is there; laying it away again is not counted, on either side."""
    begun = time.perf_counter()
    read = work()
    taken = (time.perf_counter() - begun) * 1000
    del read
    return taken


def raw(folder: Path) -> list[list[object]]:
    """Every row of the story, as plain ``sqlite3`` gives it."""
    with closing(open_reading(folder / "archive.sqlite")) as connection:
        return [connection.execute(f"SELECT * FROM {table} ORDER BY created_at, id").fetchall() for table in TABLES]


def first_screen(folder: Path) -> None:
    found = read_first_screen(folder)
    if found.lock is not None:
        found.lock.release()


def reading(folder: Path) -> dict[str, float]:
    sides: dict[str, list[float]] = {"all": [], "raw": [], "first": [], "compared": []}
    for _ in range(ROUNDS):
        sides["first"].append(timed(lambda: first_screen(folder)))
    desk = Desk(open_archive(folder), actor="Ida Renner")
    story = desk.queries.stories()[0].id
    for _ in range(ROUNDS):
        sides["raw"].append(timed(lambda: raw(folder)))
        sides["all"].append(timed(lambda: desk.queries.story_with_versions(story, checked=False)))
        records, _ = desk.queries.story_with_versions(story, checked=False)
        sides["compared"].append(timed(partial(desk.queries.check_words, records)))
    desk.close()
    return {name: median(times) for name, times in sides.items()}


def computing(folder: Path) -> dict[str, float]:
    """The whole view made for the first time, and made again after one new piece of evidence, the act included."""
    desk = Desk(open_archive(folder), actor="Ida Renner")
    story, house = desk.queries.stories()[0].id, read_profile("solo")
    begun = time.perf_counter()
    view = read_story_view(desk.queries, story, profile=house, now=datetime.now(UTC))
    first = (time.perf_counter() - begun) * 1000
    times: list[float] = []
    for number in range(ROUNDS):
        begun = time.perf_counter()
        claim, source = view.records.claims[number * 7], view.held[-1 - number].source
        desk.run("Cite", attach_evidence, claim_id=claim.id, source_id=source.id)
        view = read_story_view(desk.queries, story, profile=house, now=datetime.now(UTC), known=view)
        times.append((time.perf_counter() - begun) * 1000)
    desk.close()
    return {"first": first, "again": median(times)}


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "desk"
        large_desk(folder).close()
        read, computed = reading(folder), computing(folder)
    found = {
        "what": "2,000 claims, 3,000 quotes, 1,000 sources: all of it and the first screen, against raw sqlite3",
        "goal": ALL_GOAL, "measured": round(read["all"] / read["raw"], 2),
        "goal first": FIRST_GOAL, "measured first": round(read["first"] / read["raw"], 2),
        "ms": round(read["all"], 1), "ms raw": round(read["raw"], 1), "ms first": round(read["first"], 1),
        "ms digests compared after it": round(read["compared"], 1),
        "ms everything computed": round(computed["first"]), "ms computed again": round(computed["again"], 1),
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    print(json.dumps(found, indent=1))
    path = ROOT / "benchmarks" / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    results["G11"] = found
    path.write_text(json.dumps(results, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
