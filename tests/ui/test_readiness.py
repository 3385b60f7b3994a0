"""The line at the foot: what is open, the key to the next point, and silence about what is just being written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.stories import set_story_fields
from newsroom.domain.readiness import Finding
from tests.ui.claims_bench import Bench
from ui.icons import Icons
from ui.panes.readiness_lines import Counts, counts_in_words, in_reading_order, is_same_point, step


@pytest.fixture
def bench(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Bench]:
    made = Bench(qtbot, icons=icons, folder=sample_desk)
    yield made
    made.close()


def codes(bench: Bench) -> list[str]:
    return [one.finding.code for one in bench.readiness.open]


def test_the_line_counts_what_is_asked_and_told_and_what_is_sourced(bench: Bench) -> None:
    assert bench.readiness.counted.text() == "3 to ask · 10 told · sourced 14 of 16"
    assert bench.readiness.counted.accessibleName().startswith("Open points: 3 to ask")


def test_the_key_goes_through_the_points_in_reading_order_and_says_each(bench: Bench) -> None:
    bench.editor.setFocus()
    bench.editor.set_caret(0)
    bench.actions["next_finding"].trigger()
    assert bench.readiness.point.isVisible()
    assert bench.readiness.point.words.text() == "A sentence of the first paragraph rests on something weak."
    assert bench.editor.selection()[0] == bench.place("The streaming service")[0]
    seen = []
    for _ in range(len(bench.readiness.open) - 1):
        bench.actions["next_finding"].trigger()
        seen.append(bench.editor.selection()[0])
    # What stands outside the text comes after the last point in it.
    inside = [start for start in seen if start != seen[-1]]
    assert inside == sorted(inside)
    bench.actions["next_finding"].trigger()
    assert bench.readiness.point.words.text() == "A sentence of the first paragraph rests on something weak."


def test_a_source_that_is_named_and_not_attached_is_told_with_the_key_that_attaches_it(bench: Bench) -> None:
    words = "The Slate Ledger reported that the pier has nine gates."
    bench.editor.setFocus()
    bench.editor.set_caret(len(bench.document.text()))
    bench.act(lambda: bench.write(f"\n\n{words}"))
    bench.caret_in(words)
    bench.act(bench.actions["claim_selection"].trigger)
    bench.actions.set_key("cite", "Ctrl+Shift+Y")
    bench.act(lambda: bench.editor.set_caret(0))
    told = []
    for _ in bench.readiness.open:
        bench.actions["next_finding"].trigger()
        told.append(bench.readiness.point.words.text())
    assert "A source is named but not attached: cite it for these words (Ctrl+Shift+Y)." in told


def test_the_key_back_returns_to_the_point_before(bench: Bench) -> None:
    bench.editor.set_caret(0)
    bench.actions["next_finding"].trigger()
    first = bench.readiness.point.words.text()
    bench.actions["next_finding"].trigger()
    assert bench.readiness.point.words.text() != first
    bench.actions["previous_finding"].trigger()
    assert bench.readiness.point.words.text() == first


def test_the_point_says_who_can_clear_it_and_only_what_is_told_can_be_dismissed(bench: Bench) -> None:
    bench.editor.set_caret(0)
    bench.actions["next_finding"].trigger()
    assert "Asked when the story leaves" in bench.readiness.point.who.text()
    assert "the author, or you, with a reason" in bench.readiness.point.who.text()
    assert not bench.readiness.point.let_stand.isVisible()


def test_a_point_is_dismissed_with_a_reason_and_comes_back_when_the_sentence_changes(bench: Bench) -> None:
    bench.editor.set_caret(bench.place("Cameras will roll")[0])
    bench.actions["next_finding"].trigger()
    bar = bench.readiness.point
    assert "Nothing that counts backs this" in bar.words.text()
    bar.let_stand.click()
    bench.press(Qt.Key.Key_Return, bar.reason)
    assert bar.isVisible()
    bench.qtbot.keyClicks(bar.reason, "The unit list says June; the document follows.")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, bar.reason))
    assert codes(bench).count("RESTS_ON_NOTHING") == 1
    assert not bar.isVisible()
    start, end = bench.place("in June")
    bench.editor.select(start, end)
    bench.act(lambda: bench.write("in July"))
    bench.editor.set_caret(0)
    bench.settle()
    assert codes(bench).count("RESTS_ON_NOTHING") == 2


def test_undo_takes_a_dismissal_back(bench: Bench) -> None:
    bench.editor.set_caret(bench.place("Cameras will roll")[0])
    bench.actions["next_finding"].trigger()
    bench.readiness.point.let_stand.click()
    bench.qtbot.keyClicks(bench.readiness.point.reason, "The unit list says June.")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, bench.readiness.point.reason))
    bench.act(bench.timeline.undo)
    assert codes(bench).count("RESTS_ON_NOTHING") == 2


def test_nothing_is_told_of_the_paragraph_just_written_until_the_caret_leaves_it(bench: Bench) -> None:
    before = codes(bench)
    bench.editor.setFocus()
    start, end = bench.place("nobody has asked me")
    bench.editor.select(start, end)
    bench.act(lambda: bench.write("somebody has asked me"))
    assert bench.quote("We broke eight").kind == "unmarked_edit"
    assert codes(bench).count("QUOTE_WORDS_CHANGED") == before.count("QUOTE_WORDS_CHANGED")
    bench.editor.set_caret(0)
    assert codes(bench).count("QUOTE_WORDS_CHANGED") == before.count("QUOTE_WORDS_CHANGED") + 1


def test_points_of_other_paragraphs_stay_told_while_one_is_written(bench: Bench) -> None:
    bench.editor.setFocus()
    bench.editor.set_caret(bench.place("The public record supports")[0])
    bench.act(lambda: bench.write("Yet "))
    assert "QUOTE_WORDS_CHANGED" in codes(bench)


def test_after_a_rest_the_paragraph_with_the_caret_is_told_about_too(
    qtbot: QtBot, icons: Icons, sample_desk: Path
) -> None:
    bench = Bench(qtbot, icons=icons, folder=sample_desk, idle_ms=300)
    asked = codes(bench).count("QUOTE_WORDS_CHANGED")
    bench.editor.setFocus()
    bench.editor.select(*bench.place("nobody has asked me"))
    bench.act(lambda: bench.write("somebody has asked me"))
    qtbot.waitUntil(lambda: codes(bench).count("QUOTE_WORDS_CHANGED") == asked + 1)
    bench.close()


def test_mending_the_quote_takes_its_point_off_the_line(bench: Bench) -> None:
    bench.look_at_quote("Nobody in this business")
    bench.act(bench.quotes.verbs["mend"].click)
    assert "QUOTE_WORDS_CHANGED" not in codes(bench)
    assert bench.readiness.counted.text().startswith("2 to ask")


def test_the_number_of_the_point_shown_follows_the_list(bench: Bench) -> None:
    bench.editor.set_caret(bench.place("Cameras will roll")[0])
    bench.actions["next_finding"].trigger()
    number, total = bench.readiness.open.index(bench.readiness.point.shown) + 1, len(bench.readiness.open)
    assert f"{number} of {total}." in bench.readiness.point.who.text()
    bench.act(lambda: bench.desk.run("Head", set_story_fields, story_id=bench.story.id, fields={"byline": ""}))
    assert len(bench.readiness.open) == total + 1
    assert f"{number + 1} of {total + 1}." in bench.readiness.point.who.text()


def test_a_point_of_the_prose_is_not_taken_for_another_of_its_kind() -> None:
    one = replace(finding("VAGUE", 3, 9), record=None, hash="a")
    assert is_same_point(one, replace(one, start=40, end=46))
    assert not is_same_point(one, replace(one, hash="b"))


def finding(code: str, start: int | None, end: int | None) -> Finding:
    return Finding(code, "tell", code, start, end, "claim", code, "the author")


def test_what_stands_outside_the_text_comes_first_and_the_round_closes() -> None:
    found = in_reading_order(
        [finding("B", 40, 50), finding("OUT", None, None), finding("A", 3, 9)], place_of=lambda one: None, quiet=None
    )
    assert [one.finding.code for one in found] == ["OUT", "A", "B"]
    assert step(found, at=10, last=None, forward=True) == found[2]
    assert step(found, at=60, last=None, forward=True) == found[0]
    assert step(found, at=10, last=None, forward=False) == found[1]
    assert step(found, at=0, last=found[0], forward=False) == found[2]
    assert step((), at=0, last=None, forward=True) is None


def test_only_points_wholly_inside_the_paragraph_being_written_are_kept_back() -> None:
    found = in_reading_order(
        [finding("IN", 12, 18), finding("ACROSS", 5, 18)], place_of=lambda one: None, quiet=(10, 20)
    )
    assert [one.finding.code for one in found] == ["ACROSS"]


def test_the_counts_are_said_in_words() -> None:
    assert counts_in_words(Counts(1, 0, 2)) == "1 stops it · 2 told"
    assert counts_in_words(Counts(0, 0, 0)) == "nothing open"
