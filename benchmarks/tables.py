"""The register's table over 100,000 sources (G15): open, filter, sort and scroll, against what a table in memory does.

Run: python benchmarks/tables.py. Both sides show the same seven columns of the same rows in the same view, off screen,
take turns in one run, and medians are compared; every figure ends with what is shown painted.

* open: count and first page read; a Python table model over a list of all rows, read with plain sqlite3.
* filter: words as a person types them; a list comprehension over lower-cased titles and outlets in memory, and a reset.
* sort: by an indexed column; ``sorted()`` of the list in memory by that column, and a reset.
* scroll: one page further, through rows not read yet; a QStandardItemModel that holds them all.
"""

import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex  # noqa: E402
from PySide6.QtGui import QStandardItem, QStandardItemModel  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableView  # noqa: E402

from newsroom.desk.desk import Desk  # noqa: E402
from newsroom.domain.register import RegisterFilter, RegisterLine, RegisterSort  # noqa: E402
from newsroom.domain.source import Source  # noqa: E402
from newsroom.storage.opening import open_archive  # noqa: E402
from ui.dialogs.register_model import HEADS, PAGE, RegisterModel  # noqa: E402
from ui.dialogs.register_table import RegisterTable  # noqa: E402

ROWS = 100_000
ROUNDS = 7
STEPS = 60
WORDS = ("harbour", "ferry li", "steel crac", "quay courier")
GOALS = {"open": 1.0, "filter": 1.5, "sort": 0.5, "scroll": 1.5}
AGAINST = {
    "open": "first paint of a Python table model, its rows read", "filter": "list comprehension and reset",
    "sort": "sorted() and reset", "scroll": "QStandardItemModel",
}  # fmt: skip
Row = tuple[str, ...]


class ListModel(QAbstractTableModel):
    """The plain way: every row in a Python list."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows = rows

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802
        return len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802
        return len(HEADS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return self.rows[index.row()][index.column()] if role == 0 else None


def laid_out(folder: Path) -> Desk:
    numbers = random.Random(15)
    stock = ["harbour", "ferry", "council", "pier", "night", "steel", "board", "winter", "crews", "cracks", "boats"]
    stock += ["quay", "lamps", "planks", "gate", "lines"]
    fields = [
        {
            "type": numbers.choice(("news_report", "study", "dataset", "press_release")),
            "title": " ".join(numbers.choices(stock, k=7)).capitalize(),
            "publisher": f"The {numbers.choice(stock).capitalize()} Courier",
            "authors": ("Ottilie Brandvik",) if number % 50 == 0 else ("Ida Renner",),
            "published": f"2025-{numbers.randint(1, 12):02d}-{numbers.randint(1, 28):02d}",
            "url": f"https://courier.example/{number}",
            "to_confirm": ("title",) if number % 9 == 0 else (),
        }
        for number in range(ROWS)
    ]
    desk = Desk(open_archive(folder, create=True), actor="Ida Renner")
    for start in range(0, ROWS, 20_000):
        desk.run("Import", lambda tx, start=start: tx.add_all(Source, fields[start : start + 20_000]))
    return desk


def read_rows(path: Path) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT title, publisher, type, published, (SELECT count(*) FROM capture c WHERE c.source = s.id), "
            "(SELECT count(*) FROM holding h WHERE h.source = s.id), json_array_length(to_confirm) "
            "FROM source s WHERE binned_at IS NULL ORDER BY created_at"
        ).fetchall()
    return [tuple(str(value) for value in row) for row in found]


class Sides:
    """Both tables, and what each does; every act returns seconds."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.path = desk.archive.places.folder / "archive.sqlite"
        self.rows = read_rows(self.path)

    def timed(self, view: QTableView, act: Callable[[], None]) -> float:
        begun = time.perf_counter()
        act()
        view.viewport().repaint()
        return time.perf_counter() - begun

    def shown(self, view: QTableView) -> QTableView:
        view.resize(1100, 620)
        view.show()
        # Nothing is painted before the window is exposed.
        QTest.qWaitForWindowExposed(view)
        return view

    def show_ours(
        self, model: RegisterModel, wanted: RegisterFilter, sort: RegisterSort = RegisterSort.TITLE, *,
        count: int | None = None,
    ) -> None:  # fmt: skip
        """As the window does it, without the change of threads; another order of the same rows is not counted anew."""
        queries = self.desk.queries

        def read(offset: int, limit: int) -> Sequence[RegisterLine]:
            return queries.register_page(wanted, sort=sort, offset=offset, limit=limit)

        number = queries.register_count(wanted) if count is None else count
        model.show(number, queries.register_page(wanted, sort=sort, limit=PAGE), read)

    def open(self) -> tuple[float, float]:
        model = RegisterModel()
        view = self.shown(RegisterTable(model))
        ours = self.timed(view, lambda: self.show_ours(model, RegisterFilter()))
        plain = ListModel(())
        other = self.shown(RegisterTable(plain))  # type: ignore[arg-type]
        theirs = self.timed(other, lambda: plain.show(read_rows(self.path)))
        return ours, theirs

    def filter(self) -> tuple[float, float]:
        model, plain = RegisterModel(), ListModel(self.rows)
        view, other = self.shown(RegisterTable(model)), self.shown(RegisterTable(plain))  # type: ignore[arg-type]
        lowered = [(row[0] + "\n" + row[1]).lower() for row in self.rows]
        ours = theirs = 0.0
        for words in WORDS:
            ours += self.timed(view, partial(self.show_ours, model, RegisterFilter(words=words)))
            parts = words.split()

            def comb(parts: Sequence[str] = parts) -> None:
                pairs = zip(self.rows, lowered, strict=True)
                plain.show([row for row, told in pairs if all(part in told for part in parts)])

            theirs += self.timed(other, comb)
        return ours / len(WORDS), theirs / len(WORDS)

    def sort(self) -> tuple[float, float]:
        model, plain = RegisterModel(), ListModel(self.rows)
        view, other = self.shown(RegisterTable(model)), self.shown(RegisterTable(plain))  # type: ignore[arg-type]
        ours = theirs = 0.0
        sorts = ((RegisterSort.TITLE, 0), (RegisterSort.PUBLISHER, 1), (RegisterSort.PUBLISHED, 3))
        for sort, column in sorts:
            ours += self.timed(view, partial(self.show_ours, model, RegisterFilter(), sort, count=ROWS))

            def order(column: int = column) -> None:
                plain.show(sorted(self.rows, key=lambda row: row[column]))

            theirs += self.timed(other, order)
        return ours / len(sorts), theirs / len(sorts)

    def scroll(self, plain: QStandardItemModel) -> tuple[float, float]:
        model = RegisterModel()
        view, other = self.shown(RegisterTable(model)), self.shown(RegisterTable(plain))  # type: ignore[arg-type]
        self.show_ours(model, RegisterFilter())
        ours = theirs = 0.0
        # Step by step in turns, so that whatever else the machine does meets both.
        for _ in range(STEPS):
            ours += self._further(view)
            theirs += self._further(other)
        return ours / STEPS, theirs / STEPS

    def _further(self, view: QTableView) -> float:
        bar, begun = view.verticalScrollBar(), time.perf_counter()
        bar.setValue(bar.value() + bar.pageStep())
        view.viewport().repaint()
        return time.perf_counter() - begun


def in_items(rows: Sequence[Row]) -> QStandardItemModel:
    model = QStandardItemModel(len(rows), len(HEADS))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            model.setItem(number, column, QStandardItem(words))
    return model


def measured() -> dict[str, tuple[float, float]]:
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in GOALS}
    with tempfile.TemporaryDirectory() as temporary:
        desk = laid_out(Path(temporary) / "desk")
        sides = Sides(desk)
        items = in_items(sides.rows)
        acts: dict[str, Callable[[], tuple[float, float]]] = {
            "open": sides.open, "filter": sides.filter, "sort": sides.sort, "scroll": lambda: sides.scroll(items),
        }  # fmt: skip
        for _ in range(ROUNDS):
            for name, act in acts.items():
                found[name].append(act())
        desk.close()
    return {
        name: (median(ours for ours, _ in taken), median(theirs for _, theirs in taken))
        for name, taken in found.items()
    }


def main() -> None:
    application = QApplication(sys.argv[:1])
    found = measured()
    path = ROOT / "benchmarks" / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, (ours, theirs) in found.items():
        ratio = ours / theirs
        print(f"{name:7} {1000 * ours:7.2f} ms, {AGAINST[name]} {1000 * theirs:7.2f} ms: {ratio:.2f} ({GOALS[name]})")
        results[f"G15 {name}"] = {
            "what": f"a table of 100,000 sources: {name}, against {AGAINST[name]}",
            "goal": GOALS[name],
            "measured": round(ratio, 2),
            "ms": round(1000 * ours, 2),
            "ms against": round(1000 * theirs, 2),
        }
    path.write_text(json.dumps(results, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    del application


if __name__ == "__main__":
    main()
