"""Bulk import of rows (G12): a desk's own way, in one act with its log, its digests and its search index, against raw
``executemany`` of the very same rows into an empty archive with the same pragmas.

Run: python benchmarks/rows.py. Both sides take turns in one run; medians are compared. What is left out of the raw side
is what no program could leave out of its own: making ids, checking values, hashing rows, folding words.
"""

import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from newsroom.desk.desk import Desk  # noqa: E402
from newsroom.domain.source import Source  # noqa: E402
from newsroom.storage.create import create_archive  # noqa: E402
from newsroom.storage.driver import open_reading, open_writing  # noqa: E402
from newsroom.storage.opening import open_archive  # noqa: E402

GOAL = 2.5
ROWS = 20_000
ROUNDS = 5
STOCK = "harbour ferry council pier night steel board winter crews cracks boats quay lamps planks gate chain"
TABLES = ("source", "search_row", "search_text", "log_entry", "counter")
Rows = Mapping[str, list[tuple[object, ...]]]


def listed(numbers: random.Random) -> list[dict[str, object]]:
    """Fields of sources as a list of another program brings them."""
    stock = re.findall(r"\w+", STOCK)
    return [
        {
            "type": numbers.choice(("news_report", "study", "dataset", "press_release")),
            "title": " ".join(numbers.choices(stock, k=9)).capitalize(),
            "publisher": f"The {numbers.choice(stock).capitalize()} Courier",
            "authors": (f"Ada {numbers.choice(stock).capitalize()}", "Ida Renner"),
            "published": f"2025-{numbers.randint(1, 12):02d}-{numbers.randint(1, 28):02d}",
            "url": f"https://courier.example/{number}/{numbers.choice(stock)}",
            "language": "en",
            "description": " ".join(numbers.choices(stock, k=30)),
        }
        for number in range(ROWS)
    ]


def our_way(folder: Path, fields: list[dict[str, object]]) -> float:
    desk = Desk(open_archive(folder, create=True), actor="Ida Renner")
    begun = time.perf_counter()
    desk.run("Import", lambda transaction: transaction.add_all(Source, fields))
    taken = time.perf_counter() - begun
    desk.close()
    return taken


def rows_in(folder: Path) -> Rows:
    """Every row the act left, as raw as it lies there."""
    with closing(open_reading(folder / "archive.sqlite")) as connection:
        found = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
        found["search_text"] = connection.execute("SELECT rowid, words FROM search_text").fetchall()
    return found


def raw_way(path: Path, rows: Rows) -> float:
    create_archive(path)
    with closing(open_writing(path)) as connection:
        connection.execute("DELETE FROM counter")
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for table, values in rows.items():
            columns = "(rowid, words)" if table == "search_text" else ""
            marks = ", ".join("?" * len(values[0]))
            connection.executemany(f"INSERT INTO {table} {columns} VALUES ({marks})", values)
        connection.execute("COMMIT")
        return time.perf_counter() - begun


def measured() -> dict[str, float]:
    fields = listed(random.Random(12))
    sides: dict[str, list[float]] = {"ours": [], "raw": []}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        our_way(folder / "first", fields)
        rows = rows_in(folder / "first")
        for number in range(ROUNDS):
            sides["ours"].append(our_way(folder / f"ours-{number}", fields))
            sides["raw"].append(raw_way(folder / f"raw-{number}.sqlite", rows))
    return {name: median(times) for name, times in sides.items()}


def main() -> None:
    found = measured()
    ratio = found["ours"] / found["raw"]
    print(f"{ROWS:,} sources: {found['ours']:.2f} s, raw executemany {found['raw']:.2f} s: {ratio:.2f} (goal {GOAL})")
    path = ROOT / "benchmarks" / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    results["G12"] = {
        "what": "bulk import of 20,000 sources with log, digests and search index, against raw executemany of the same",
        "goal": GOAL,
        "measured": round(ratio, 2),
        "s": round(found["ours"], 2),
        "s raw": round(found["raw"], 2),
    }
    path.write_text(json.dumps(results, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
