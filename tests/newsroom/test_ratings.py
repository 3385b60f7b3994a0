"""How far an outlet is trusted: graded from a day on, with a reason, and known by its name or its address."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.ratings import outlet_lines, read_outlet
from newsroom.desk.sources import rate_publisher, stock_publishers
from newsroom.domain.errors import Refused
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

TODAY = date(2025, 10, 5)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "desk", ids=steady_ids())
    yield made
    made.close()


def test_an_outlet_is_rated_from_a_day_on_with_a_reason(desk: Desk) -> None:
    known = {"name": "Tarnby Courier", "domains": ("courier.example",)}
    entry = {**known, "grade": "C", "reason": "Local.", "since": "2025"}
    desk.run("Stock", stock_publishers, publishers=(entry,))
    desk.run("Add", Transaction.add, Source, type="news_report", title="Pier shut", publisher="The Courier")
    today = TODAY

    by_address = read_outlet(desk.queries, "The Courier", url="https://news.courier.example/1", today=today)
    assert by_address.counting is not None
    assert (by_address.counting.grade, by_address.sources) == ("C", 1)
    assert read_outlet(desk.queries, "The Courier", today=today).lines == ()

    rate = {"name": "Tarnby Courier", "reason": "New owner."}
    desk.run("Rate", rate_publisher, **rate, grade="D", rated_from="2025-08")
    desk.run("Rate", rate_publisher, **rate, grade="A", rated_from="2025-11-01")
    outlet = read_outlet(desk.queries, "tarnby courier", today=today)
    assert [(line.grade, line.counts) for line in outlet.lines] == [("A", False), ("D", True), ("C", False)]
    for wrong in ({"rated_from": "last week"}, {"reason": " "}, {"name": " "}):
        with pytest.raises(Refused):
            desk.run("Rate", rate_publisher, grade="B", **{**rate, **wrong})


def test_outlets_nobody_rated_stand_first_the_most_cited_of_them_before_the_others(desk: Desk) -> None:
    entries = (
        {"name": "Weir Weekly", "domains": (), "grade": "B", "reason": "Known.", "since": "2025"},
        {"name": "Tarnby Courier", "domains": ("courier.example",), "grade": "C", "reason": "Local.", "since": "2025"},
    )
    desk.run("Stock", stock_publishers, publishers=entries)
    named = ["Gull", "The Pier", "The Pier", "the pier", "WEIR WEEKLY", "courier.example", ""]
    rows = [{"type": "news_report", "title": f"{at}", "publisher": name} for at, name in enumerate(named)]
    desk.run("Add", Transaction.add_all, Source, rows)

    lines = [(line.name.casefold(), line.grade, line.sources) for line in outlet_lines(desk.queries, today=TODAY)]

    assert lines == [
        ("the pier", None, 3), ("gull", None, 1), ("courier.example", "C", 1), ("tarnby courier", "C", 0),
        ("weir weekly", "B", 1),
    ]  # fmt: skip
