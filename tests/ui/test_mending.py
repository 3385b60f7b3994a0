"""A quote mended by the captured words is no new fault: nothing around it is left to be looked at again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim
from newsroom.domain.claim import Claim
from tests.builders import everything
from tests.journeys.person import Records, differing
from tests.ui.claims_bench import Bench
from ui.icons import Icons

ALTERED = "Nobody in this business"
WORDS = "a promise any more, and I have stopped waiting for one"


@pytest.fixture
def bench(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Bench]:
    """At the changed quote, of which a claim was made too."""
    made = Bench(qtbot, icons=icons, folder=sample_desk)
    start, end = made.place(f"“{ALTERED} gets {WORDS},” she")
    story = made.document.story_id
    made.act(lambda: made.timeline.run("Make it a claim", mark_claim, story_id=story, start=start, end=end))
    made.look_at_quote(ALTERED)
    yield made
    made.close()


def reworded(bench: Bench) -> set[str]:
    return {anchor for anchor, place in bench.document.places().items() if place.state == "reworded"}


def codes(bench: Bench) -> set[str]:
    view = bench.watch.view
    assert view is not None
    return {finding.code for finding in view.checked.findings}


def test_mending_a_quote_leaves_no_words_to_be_checked_again(bench: Bench) -> None:
    before, asked = reworded(bench), codes(bench)
    bench.act(bench.quotes.verbs["mend"].click)
    assert "Nobody in this trade" in bench.document.text()
    assert reworded(bench) <= before
    assert codes(bench) <= asked - {"QUOTE_WORDS_CHANGED"}
    assert any("Nobody in this trade" in one.wording for one in bench.desk.queries.where(Claim))


def test_one_undo_takes_the_mending_back_and_one_redo_makes_it_again(bench: Bench) -> None:
    before, text = everything(bench.desk.archive), bench.document.text()
    places = bench.document.places()
    bench.act(bench.quotes.verbs["mend"].click)
    mended, mended_text, mended_places = everything(bench.desk.archive), bench.document.text(), bench.document.places()
    assert bench.timeline.undo_label == "Use the captured words"
    bench.act(bench.timeline.undo)
    assert (bench.document.text(), bench.document.places()) == (text, places)
    assert differing(_lasting(everything(bench.desk.archive)), _lasting(before)) == []
    bench.act(bench.timeline.redo)
    assert (bench.document.text(), bench.document.places()) == (mended_text, mended_places)
    assert differing(_lasting(everything(bench.desk.archive)), _lasting(mended)) == []


def test_words_somebody_else_had_changed_before_still_wait_to_be_looked_at(bench: Bench) -> None:
    bench.editor.setFocus()
    at = bench.place("stopped waiting")[0]
    bench.editor.set_caret(at)
    bench.act(lambda: bench.write("quite "))
    changed = reworded(bench)
    assert changed
    bench.act(bench.quotes.verbs["mend"].click)
    assert "Nobody in this trade" in bench.document.text()
    assert changed <= reworded(bench)


def _lasting(records: Records) -> Records:
    return {kind: kept for kind, kept in records.items() if kind != "revision"}
