"""Acts on marked words: make a claim, take the mark off, find lost words again, go to the evidence and back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim
from newsroom.domain.claim import Claim, Evidence
from newsroom.storage.transaction import Transaction
from tests.ui.claims_bench import Bench
from ui.icons import Icons
from ui.marking_marks import marks_of
from ui.notices import Notice

UNMARKED = "It ended with the harbour office on fire."
QUOTED = "“We broke eight, and nobody has asked me for more,”"

MOVED = "“We broke eight and nobody has asked me for any more,”"


@pytest.fixture
def bench(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Bench]:
    made = Bench(qtbot, icons=icons, folder=sample_desk)
    yield made
    made.close()


def test_the_sentence_at_the_caret_becomes_a_claim_and_is_looked_at(bench: Bench) -> None:
    bench.caret_in(UNMARKED)
    bench.act(bench.actions["claim_selection"].trigger)
    one = bench.claim(UNMARKED)
    assert bench.focus.record == ("claim", one.claim.id)
    assert bench.claims.claim.level.level.text() == "Unsourced"
    bench.act(bench.timeline.undo)
    assert UNMARKED not in [one.claim.wording for one in bench.view.checked.claims]


def test_a_part_of_a_sentence_is_enough_and_a_sentence_holds_several_claims(bench: Bench) -> None:
    bench.editor.setFocus()
    bench.editor.select(*bench.place("It ended"))
    bench.act(bench.actions["claim_selection"].trigger)
    bench.editor.select(*bench.place("the harbour office on fire"))
    bench.act(bench.actions["claim_selection"].trigger)
    worded = [one.claim.wording for one in bench.view.checked.claims]
    assert "It ended" in worded and "the harbour office on fire" in worded


def found_claim(bench: Bench) -> Claim:
    """The last sentence as the program finds it: a proposal, with a source guessed for it."""

    def lay(transaction: Transaction) -> Claim:
        start, end = bench.place(UNMARKED)
        claim = mark_claim(transaction, story_id=bench.story.id, start=start, end=end)
        source = next(held.source for held in bench.view.held if held.source.publisher == "The Slate Ledger")
        transaction.add(Evidence, claim=claim.id, source=source.id)
        return transaction.put(replace(claim, proposed=True))

    made: list[Claim] = []
    bench.act(lambda: made.append(bench.timeline.run("Find", lay).value))
    return made[0]


def test_what_was_guessed_for_the_sentence_is_offered_for_the_part_and_attached_by_one_press(bench: Bench) -> None:
    claim, said = found_claim(bench), list[Notice]()
    bench.notices.said.connect(said.append)
    bench.editor.setFocus()
    bench.editor.select(*bench.place("the harbour office on fire"))
    bench.act(bench.actions["claim_selection"].trigger)
    assert bench.view.evidence_by_claim.get(claim.id, ()) == ()
    assert said[-1].words == "“The Slate Ledger” was found for the whole sentence, not for these words."
    attach = said[-1].act
    assert attach is not None
    bench.act(attach)
    assert len(bench.view.evidence_by_claim[claim.id]) == 1
    bench.act(bench.timeline.undo)
    assert bench.view.evidence_by_claim.get(claim.id, ()) == ()


def test_words_of_a_found_sentence_are_another_place_of_the_claim_looked_at_before_it(bench: Bench) -> None:
    found, one = found_claim(bench), bench.look_at_claim("ten episodes")
    bench.editor.setFocus()
    bench.editor.select(*bench.place("the harbour office on fire"))
    bench.qtbot.waitUntil(lambda: bench.focus.record == ("claim", found.id), timeout=10_000)
    bench.act(bench.actions["claim_again"].trigger)
    assert bench.focus.record == ("claim", one.claim.id)
    bench.marking.look_at_caret()
    assert bench.claims.record == ("claim", one.claim.id)
    assert len(bench.view.claims[one.claim.id].places) == 2
    assert bench.view.claims[found.id].claim.proposed


def test_blanks_at_the_ends_of_a_selection_are_left_out_of_the_claim(bench: Bench) -> None:
    start, end = bench.place("the harbour office")
    bench.editor.select(start - 1, end + 1)
    bench.act(bench.actions["claim_selection"].trigger)
    assert "the harbour office" in [one.claim.wording for one in bench.view.checked.claims]


def test_selected_words_become_a_quote_with_the_marks_round_them(bench: Bench) -> None:
    bench.editor.setFocus()
    bench.editor.set_caret(len(bench.document.text()))
    bench.write(" “It burns well,” she said.")
    bench.editor.select(*bench.place("It burns well,"))
    bench.act(bench.actions["quote_selection"].trigger)
    assert bench.quote("It burns").published == "“It burns well,”"
    assert bench.focus.record == ("quote_use", bench.quote("It burns").use.id)


def test_with_the_caret_between_quotation_marks_the_whole_quotation_becomes_a_quote(bench: Bench) -> None:
    bench.editor.setFocus()
    bench.editor.set_caret(len(bench.document.text()))
    bench.write(" “It burns well,” she said.")
    bench.caret_in("burns well")
    bench.act(bench.actions["quote_selection"].trigger)
    assert bench.quote("It burns").published == "“It burns well,”"


def test_where_nothing_is_quoted_a_sentence_says_what_to_select(bench: Bench) -> None:
    bench.caret_in(UNMARKED)
    bench.actions["quote_selection"].trigger()
    assert bench.told[-1].startswith("Select the words that somebody said")


def test_removing_the_mark_takes_the_narrowest_at_the_caret_and_leaves_the_words(bench: Bench) -> None:
    text, one = bench.document.text(), bench.quote("We broke eight")
    bench.caret_in("We broke eight")
    bench.act(bench.actions["remove_mark"].trigger)
    assert one.use.id not in bench.view.uses
    assert bench.claim("writers’ room had broken eight")
    assert bench.document.text() == text
    bench.act(bench.timeline.undo)
    assert one.use.id in bench.view.uses


def test_a_reworded_claim_asks_and_the_words_are_taken_as_they_stand(bench: Bench) -> None:
    one = bench.claim("ten episodes")
    start, end = bench.place("put the order at")
    bench.editor.setFocus()
    bench.editor.select(start, end)
    bench.act(lambda: bench.write("counts"))
    line = next(line for line in bench.claims.list.lines if line.id == one.claim.id)
    assert "reworded, check again" in line.subtitle
    bench.focus.look_at("claim", one.claim.id)
    assert bench.claims.claim.level.state_act.text() == "The words are right"
    bench.act(bench.claims.claim.level.state_act.click)
    assert bench.view.claims[one.claim.id].claim.wording == "The Slate Ledger counts ten episodes."
    assert not bench.claims.claim.level.state.isVisible()
    bench.act(bench.timeline.undo)
    assert bench.view.claims[one.claim.id].claim.wording == one.claim.wording


def test_lost_words_that_stand_elsewhere_are_shown_and_placed_only_when_a_person_says_so(bench: Bench) -> None:
    one = bench.quote("We broke eight")
    bench.act(lambda: bench.delete(QUOTED))
    bench.editor.set_caret(len(bench.document.text()))
    bench.act(lambda: bench.write(f" {MOVED}"))
    assert bench.view.verdicts[one.use.id].state == "adrift"
    bench.focus.look_at("quote_use", one.use.id)
    bench.quotes.quote.find_again.click()
    assert bench.bar.isVisible()
    assert "stand here now?" in bench.bar.question.text()
    assert bench.document.words(*bench.editor.selection()).strip() == MOVED
    assert bench.view.verdicts[one.use.id].state == "adrift"
    bench.act(bench.bar.place.click)
    assert not bench.bar.isVisible()
    placed = bench.view.verdicts[one.use.id]
    assert (placed.published.strip(), placed.state) == (MOVED, "reworded")
    bench.act(bench.timeline.undo)
    assert bench.view.verdicts[one.use.id].state == "adrift"


def test_leaving_the_question_moves_nothing(bench: Bench) -> None:
    one = bench.quote("We broke eight")
    bench.act(lambda: bench.delete(QUOTED))
    bench.focus.look_at("quote_use", one.use.id)
    bench.actions["find_again"].trigger()
    bench.press(Qt.Key.Key_Escape, bench.bar)
    assert not bench.bar.isVisible()
    bench.settle()
    assert bench.view.verdicts[one.use.id].state == "adrift"


def test_lost_words_that_stand_nowhere_are_put_on_the_words_a_person_selects(bench: Bench) -> None:
    one = bench.quote("We broke eight")
    bench.act(lambda: bench.delete(QUOTED))
    bench.focus.look_at("quote_use", one.use.id)
    bench.actions["find_again"].trigger()
    assert "found nowhere" in bench.bar.question.text()
    bench.editor.select(*bench.place("the harbour office"))
    bench.act(bench.bar.selection.click)
    verdict = bench.view.verdicts[one.use.id]
    assert (verdict.published, verdict.state) == ("the harbour office", "reworded")


def test_ctrl_return_shows_the_passage_a_claim_rests_on_and_leads_back_to_the_same_caret(bench: Bench) -> None:
    bench.caret_in("according to the list it published")
    caret = bench.editor.caret()
    bench.actions["evidence_at_cursor"].trigger()
    rest = bench.read[-1]
    copy = bench.view.captures[rest.capture]
    assert "26-106 Lantern Quay" in copy.text[rest.start : rest.end]
    assert bench.raised == ["sources"]
    assert not bench.editor.hasFocus()
    bench.actions["evidence_at_cursor"].trigger()
    assert bench.editor.hasFocus()
    assert bench.editor.caret() == caret


def test_a_claim_with_nothing_behind_it_leads_to_the_claims(bench: Bench) -> None:
    bench.caret_in("Cameras will roll")
    bench.actions["evidence_at_cursor"].trigger()
    assert bench.raised == ["claims"]
    assert bench.claims.claim.level.wording.text().startswith("Filming begins")


def test_where_nothing_is_marked_ctrl_return_says_what_to_do(bench: Bench) -> None:
    bench.caret_in(UNMARKED)
    bench.actions["evidence_at_cursor"].trigger()
    assert bench.told[-1].startswith("No claim or quote stands here.")


def test_the_caret_in_a_mark_turns_the_panes_to_it(bench: Bench, qtbot: QtBot) -> None:
    bench.caret_in("put the order at ten")
    qtbot.waitUntil(lambda: bench.claims.claim.level.wording.text() == "The second season has ten episodes.")


def test_choosing_a_claim_brings_its_words_into_sight_and_leaves_the_caret(bench: Bench) -> None:
    bench.window.resize(1500, 300)
    bench.editor.setFocus()
    bench.editor.set_caret(0)
    bench.claims.list.setFocus()
    one = bench.claim("26 May")
    bench.claims.list.choose(one.claim.id)
    bench.focus.look_at("claim", one.claim.id)
    start, _ = bench.place("The commission will publish its next list on 26 May")
    top = bench.editor.offset_at(bench.editor.viewport().rect().topLeft())
    bottom = bench.editor.offset_at(bench.editor.viewport().rect().bottomRight())
    assert top <= start <= bottom
    assert bench.editor.caret() == 0


def test_return_on_a_claim_goes_from_its_first_place_to_its_next(bench: Bench) -> None:
    bench.look_at_claim("Vantry has ordered")
    bench.press(Qt.Key.Key_Return, bench.claims.list)
    first = bench.editor.selection()
    bench.press(Qt.Key.Key_Return, bench.claims.list)
    assert first == bench.place("The streaming service Vantry has ordered a second season of the harbour drama "
                                "Lantern Quay, The Slate Ledger reported on Tuesday.")  # fmt: skip
    assert bench.editor.selection() == bench.place("Lantern Quay is coming back")


def test_every_mark_says_what_it_is_to_a_screen_reader(bench: Bench) -> None:
    names = {mark.name for mark in marks_of(bench.view).values()}
    assert "Claim, disputed, two sources" in names
    assert "Quote, words changed, Isolde Farrant" in names
