"""Words against level in the window: words offered by one key, statements made twice joined, marks by one key."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import attach_evidence, mark_claim
from newsroom.desk.sources import add_source
from newsroom.domain.claim import Claim
from tests.ui.claims_bench import Bench
from ui.icons import Icons

PLAIN = "The old harbour office is the largest of its kind."
FIRST = "The board of Port Ellery approved an estimated $9.4 million for the outer wall in late May."
AGAIN = "On May 27, 2026, the board of Port Ellery awarded the outer wall roughly $9.4 million."
COUNT = "Three clear reasons led to it: ice and wind."


@pytest.fixture
def bench(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Bench]:
    made = Bench(qtbot, icons=icons, folder=sample_desk)
    yield made
    made.close()


def write_more(bench: Bench, *paragraphs: str) -> None:
    bench.editor.setFocus()
    bench.editor.set_caret(len(bench.document.text()))
    bench.act(lambda: bench.write("\n\n" + "\n\n".join(paragraphs)))


def mark(bench: Bench, words: str) -> Claim:
    start, end = bench.place(words)
    made: list[Claim] = []
    bench.act(
        lambda: made.append(bench.timeline.run("Mark", mark_claim, story_id=bench.story.id, start=start, end=end).value)
    )
    return made[0]


def test_words_are_offered_for_a_point_taken_by_one_key_and_taken_back_by_one_undo(bench: Bench) -> None:
    write_more(bench, COUNT, PLAIN)
    before = bench.document.text()
    bar = bench.readiness.point
    bench.editor.set_caret(bench.place("Three clear")[0])
    assert not bench.actions["use_wording"].isEnabled()
    bench.actions["next_finding"].trigger()
    assert bar.offered.text() == "Offered: “Two clear reasons led to it: ice and wind.”"
    assert bar.use.isVisible()
    bench.act(bench.actions["use_wording"].trigger)
    assert "Two clear reasons led to it: ice and wind." in bench.document.text()
    assert "COUNT_NOT_LISTED" not in [one.finding.code for one in bench.readiness.open]
    bench.act(bench.timeline.undo)
    assert bench.document.text() == before


def test_words_taken_for_a_claim_are_its_own_and_the_next_point_is_shown(bench: Bench) -> None:
    body = "According to The Tarnby Courier, a sale of the ferry is “very likely.”"
    write_more(bench, body, COUNT)
    claim = mark(bench, body)
    fields = {"type": "news_report", "title": "Ferry", "publisher": "The Tarnby Courier"}
    source = bench.desk.run("Add", add_source, story_id=bench.story.id, fields=fields).value
    bench.act(lambda: bench.desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=source.id))
    before, bar = bench.document.text(), bench.readiness.point
    bench.editor.set_caret(bench.place(body)[0])
    bench.actions["next_finding"].trigger()
    while bar.offer is None:
        bench.actions["next_finding"].trigger()
    settled, total = bar.words.text(), len(bench.readiness.open)
    assert bar.shown is not None and bar.shown.finding.record == claim.id
    bench.actions["use_wording"].trigger()
    assert bar.isVisible() and bar.words.text() != settled
    assert f" of {total - 1}." in bar.who.text()
    bench.settle()
    assert f" of {len(bench.readiness.open)}." in bar.who.text()
    one = bench.claim("a sale of the ferry")
    assert bench.document.text().endswith(f"{one.claim.wording}\n\n{COUNT}")
    assert one.claim.wording.endswith("a sale of the ferry is “very likely,” unconfirmed so far.")
    assert [place.state for place in one.places] == ["attached"]
    assert "CLAIM_REWORDED" not in [point.finding.code for point in bench.readiness.open]
    bench.act(bench.timeline.undo)
    assert bench.document.text() == before
    assert bench.claim("a sale of the ferry").claim.wording == body
    assert [place.state for place in bench.claim("a sale of the ferry").places] == ["attached"]
    bench.act(bench.timeline.redo)
    assert [place.state for place in bench.claim("unconfirmed so far").places] == ["attached"]


def test_no_words_are_offered_nor_put_into_a_text_that_is_open_for_reading_only(bench: Bench) -> None:
    write_more(bench, COUNT, PLAIN)
    before, bar = bench.document.text(), bench.readiness.point
    bench.editor.set_caret(bench.place("Three clear")[0])
    bench.actions["next_finding"].trigger()
    assert bar.use.isVisible()
    bench.editor.setReadOnly(True)
    bench.act(bar.use.click)
    assert bench.document.text() == before
    bench.editor.set_caret(bench.place("Three clear")[0])
    bench.actions["next_finding"].trigger()
    assert not bar.use.isVisible() and not bench.actions["use_wording"].isEnabled()


def test_a_point_of_the_prose_is_gone_to_where_its_words_are_now(bench: Bench) -> None:
    write_more(bench, COUNT)
    # Not read again yet: the point was found where it stood before these words.
    bench.editor.set_caret(0)
    bench.write("More words come first. ")
    bench.editor.set_caret(bench.place("Three clear")[0] - 1)
    bench.actions["next_finding"].trigger()
    assert bench.document.words(*bench.editor.selection()) == "Three clear reasons"
    bench.act(bench.actions["use_wording"].trigger)
    assert "Two clear reasons led to it: ice and wind." in bench.document.text()


def test_a_point_without_words_to_offer_shows_none(bench: Bench) -> None:
    bench.editor.set_caret(bench.place("Cameras will roll")[0])
    bench.actions["next_finding"].trigger()
    assert bench.readiness.point.isVisible()
    assert not bench.readiness.point.use.isVisible()
    assert not bench.readiness.point.offered.isVisible()


def test_a_statement_made_twice_shows_its_wordings_and_is_joined_by_one_key(bench: Bench) -> None:
    write_more(bench, FIRST, AGAIN)
    first, again = mark(bench, FIRST), mark(bench, AGAIN)
    bench.look_at_claim(FIRST)
    shown = bench.claims.claim.again
    assert shown.isVisible()
    assert shown.title.text() == "Said twice, in one strength"
    assert "another verb: “awarded” for “approved”" in shown.accessibleName()
    bench.claims.list.setFocus()
    bench.act(lambda: bench.press(Qt.Key.Key_J, bench.claims.list))
    joined = bench.view.claims[first.id]
    assert again.id not in bench.view.claims
    assert [bench.document.words(place.start, place.end) for place in joined.places] == [FIRST, AGAIN]
    bench.act(bench.timeline.undo)
    assert {first.id, again.id} <= bench.view.claims.keys()


def test_statements_that_differ_are_kept_apart_with_a_reason(bench: Bench) -> None:
    write_more(bench, FIRST, AGAIN)
    mark(bench, FIRST)
    mark(bench, AGAIN)
    bench.look_at_claim(AGAIN)
    shown = bench.claims.claim.again
    shown.apart.click()
    bench.qtbot.keyClicks(shown.reason, "Two grants of one size.")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, shown.reason))
    assert not shown.isVisible()
    assert "CLAIM_REPEATED" not in [one.finding.code for one in bench.readiness.open]
    bench.act(bench.timeline.undo)
    assert shown.isVisible()


def test_common_knowledge_and_what_we_saw_are_said_by_one_key_each(bench: Bench) -> None:
    write_more(bench, PLAIN)
    bench.caret_in(PLAIN)
    bench.act(bench.actions["common_knowledge"].trigger)
    claim = bench.claim(PLAIN).claim
    assert claim.common_knowledge
    assert bench.focus.record == ("claim", claim.id)
    bench.caret_in(PLAIN)
    bench.act(bench.actions["own_observation"].trigger)
    bench.act(bench.actions["common_knowledge"].trigger)
    claim = bench.view.claims[claim.id].claim
    assert (claim.common_knowledge, claim.own_observation) == (False, True)
    (line,) = [one for one in bench.claims.list.lines if one.id == claim.id]
    assert line.subtitle.startswith("We saw it · unsourced") and "we saw it" in line.accessible
    shown = bench.claims.claim
    assert shown.level.level.text() == "We saw it · Unsourced" and "Marked: we saw it" in shown.picture.toolTip()
    assert "Note when and where it was seen" in shown.level.next_step.text()
    assert [one.finding.code for one in bench.readiness.open if one.finding.record == claim.id] == []
    bench.act(bench.timeline.undo)
    bench.act(bench.timeline.undo)
    bench.act(bench.timeline.undo)
    assert claim.id not in bench.view.claims


def test_what_we_saw_is_noted_in_the_pane_and_backs_the_claim(bench: Bench) -> None:
    write_more(bench, PLAIN)
    bench.caret_in(PLAIN)
    bench.act(bench.actions["own_observation"].trigger)
    level = bench.claims.claim.level
    level.note.click()
    bench.qtbot.keyClicks(level.noted.line, "Today at 9:10, from the quay")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, level.noted.line))
    assert bench.claim(PLAIN).level == "confirmed"
    assert not level.note.isVisibleTo(level)
    bench.act(bench.timeline.undo)
    assert (bench.claim(PLAIN).level, level.note.isVisibleTo(level)) == ("unsourced", True)


def test_one_claim_stands_in_several_places(bench: Bench) -> None:
    write_more(bench, FIRST, AGAIN)
    first = mark(bench, FIRST)
    bench.look_at_claim(FIRST)
    bench.caret_in(FIRST)
    bench.actions["claim_again"].trigger()
    assert "a place of that claim already" in bench.told[-1]
    bench.editor.select(*bench.place("the outer wall roughly $9.4 million"))
    bench.act(bench.actions["claim_again"].trigger)
    places = bench.view.claims[first.id].places
    assert [bench.document.words(at.start, at.end) for at in places] == [FIRST, "the outer wall roughly $9.4 million"]
    bench.act(bench.timeline.undo)
    assert len(bench.view.claims[first.id].places) == 1


def test_found_claims_come_in_the_order_of_what_a_check_is_worth_and_say_why(bench: Bench) -> None:
    accused = "The clerk is accused of fraud over $3 million."
    write_more(bench, PLAIN, accused)
    found = [mark(bench, PLAIN), mark(bench, accused)]
    for one in found:
        bench.act(
            lambda one=one: bench.desk.run(
                "Propose", lambda act: act.put(replace(act.get(Claim, one.id), proposed=True))
            )
        )
    bench.claims.order.click()
    assert [line.id for line in bench.claims.list.lines][-2:] == [found[1].id, found[0].id]
    bench.look_at_claim(accused)
    assert bench.claims.claim.level.worth.text() == "Worth a check: it accuses somebody, a sum of money, a number."
