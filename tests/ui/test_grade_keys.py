"""An outlet nobody rated: one key in the evidence line rates it, for every claim that rests on it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.domain.source import ReliabilityRating
from tests.ui.claims_bench import Bench
from ui.icons import Icons
from ui.panes.claims_evidence import EvidenceRow


@pytest.fixture
def bench(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Bench]:
    made = Bench(qtbot, icons=icons, folder=sample_desk)
    # A grade counts from the day it was given.
    made.now = datetime.now(UTC)
    yield made
    made.close()


def asking(bench: Bench, outlet: str = "The Slate Ledger") -> list[EvidenceRow]:
    """The lines that ask how good an outlet is."""
    rows = bench.claims.claim.evidence.findChildren(EvidenceRow)
    return [row for row in rows if row.grades.isVisible() and row.grades.outlet == outlet]


def test_one_key_rates_the_outlet_for_every_claim_and_undo_asks_again(bench: Bench) -> None:
    bench.look_at_claim("Vantry has ordered")
    (row,) = asking(bench)
    assert row.grades.question.text() == "Nobody has rated The Slate Ledger yet. How good is it?"
    assert [button.text() for button in row.grades.buttons.values()] == [
        "A · always reliable", "B · usually reliable", "C · fairly reliable", "D · often unreliable", "E · unreliable",
    ]  # fmt: skip
    bench.claims.list.setFocus()
    bench.press(Qt.Key.Key_R)
    assert row.grades.buttons["A"].hasFocus()
    bench.act(lambda: bench.press(Qt.Key.Key_B, row.grades.buttons["A"]))
    assert row.opener.hasFocus() and not asking(bench)
    assert bench.claims.claim.level.level.text() == "Moderate"
    bench.look_at_claim("ten episodes")
    assert not asking(bench)
    bench.act(bench.timeline.undo)
    bench.look_at_claim("Vantry has ordered")
    assert len(asking(bench)) == 1 and not bench.desk.queries.where(ReliabilityRating, grade="A")


def test_a_button_says_what_it_does_and_a_key_it_has_no_grade_for_does_nothing(bench: Bench) -> None:
    bench.look_at_claim("Vantry has ordered")
    (row,) = asking(bench)
    bench.press(Qt.Key.Key_G, row.grades.buttons["A"])
    bench.press(Qt.Key.Key_F, row.grades.buttons["A"])
    assert asking(bench) == [row]
    row.opener.click()
    assert not asking(bench)
    row.opener.click()
    assert row.grades.buttons["D"].accessibleName() == "The Slate Ledger is often unreliable (D)"
    bench.act(row.grades.buttons["D"].click)
    assert not asking(bench) and bench.desk.queries.where(ReliabilityRating, grade="D")
