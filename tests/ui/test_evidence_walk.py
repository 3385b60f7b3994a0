"""From a record to its evidence and back, from a pane to the words, and what rests while no record is meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.claims_bench import Bench
from ui.icons import Icons
from ui.panes.sources_reading import ReadingView
from ui.style_sheet import style_sheet
from ui.widgets.entries import Choice
from ui.widgets.list_over_detail import ListOverDetail

UNMARKED = "It ended with the harbour office on fire."
ALTERED = "Nobody in this business"


@pytest.fixture
def bench(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Bench]:
    made = Bench(qtbot, icons=icons, folder=sample_desk)
    yield made
    made.close()


def test_ctrl_return_from_the_claims_opens_the_evidence_and_leads_back_to_the_claim(bench: Bench) -> None:
    one = bench.look_at_claim("Vantry has ordered")
    bench.actions["evidence_at_cursor"].trigger()
    assert bench.raised == ["sources"]
    rest = bench.read[-1]
    assert rest.source and rest.end > rest.start
    bench.focus.look_at("source", rest.source)
    bench.readiness.counted.setFocus()
    bench.window.setFocus()
    bench.actions["evidence_at_cursor"].trigger()
    assert bench.raised[-1] == "claims"
    assert bench.focus.record == ("claim", one.claim.id)


def test_the_evidence_of_a_disputed_claim_opens_with_whom_its_own_words_name(bench: Bench) -> None:
    bench.caret_in("The Slate Ledger put the order at ten")
    bench.actions["evidence_at_cursor"].trigger()
    assert bench.view.sources[bench.read[-1].source].publisher == "The Slate Ledger"


def test_a_claim_chosen_in_its_list_stands_out_in_the_text_until_the_text_is_turned_to(bench: Bench) -> None:
    bench.look_at_claim("Vantry has ordered")
    marked = [one.cursor.selectedText() for one in bench.editor.extraSelections()]  # type: ignore[attr-defined]
    assert any("has ordered a second season" in words for words in marked)
    bench.caret_in(UNMARKED)
    assert bench.editor.extraSelections() == []


def test_what_acts_on_a_mark_rests_where_none_is_meant(bench: Bench) -> None:
    bench.caret_in(UNMARKED)
    assert not bench.actions["remove_mark"].isEnabled()
    assert not bench.actions["check_again"].isEnabled()
    assert not bench.actions["find_again"].isEnabled()
    bench.caret_in("put the order at ten")
    assert bench.actions["remove_mark"].isEnabled()
    assert not bench.actions["check_again"].isEnabled()


def test_linking_another_source_takes_its_outlet_and_keeps_the_day_set_by_hand(bench: Bench) -> None:
    bench.look_at_quote(ALTERED)
    said_at = bench.quotes.quote.said_at
    said_at.setFocus()
    said_at.setText("2026-02-11")
    bench.act(said_at.settle)
    held = next(one.source.id for one in bench.view.held if one.source.id != bench.quotes.quote.detail.source)  # type: ignore[union-attr]
    bench.act(lambda: bench.quotes.quote.picker.picked.emit(f"source {held}"))
    assert bench.quotes.quote.said_at.text() == "2026-02-11"
    assert bench.quotes.quote.outlet.text() == bench.view.sources[held].publisher


def test_a_quote_made_by_hand_guesses_who_speaks_and_asks(bench: Bench) -> None:
    bench.editor.setFocus()
    bench.editor.set_caret(len(bench.document.text()))
    bench.write("\n\n“The boats will sail again by Easter,” said Mara Quill.")
    bench.editor.select(*bench.place("The boats will sail again by Easter,"))
    bench.act(bench.actions["quote_selection"].trigger)
    assert bench.quote("The boats").use.speaker_name == "Mara Quill"
    assert bench.quotes.quote.confirm.isVisibleTo(bench.quotes.quote)
    assert bench.quotes.quote.speaker.font().italic()
    bench.act(bench.quotes.quote.confirm.click)
    assert "Mara Quill" in [person.name for person in bench.view.people.values()]
    assert bench.quote("The boats").use.to_confirm == ()


def test_while_no_claim_is_chosen_the_list_has_most_of_the_room(bench: Bench) -> None:
    whole = bench.claims.findChild(ListOverDetail)
    assert whole is not None
    bench.qtbot.waitUntil(lambda: bench.claims.list.height() > whole.height() * 2 // 3)


def test_the_order_button_says_what_pressing_it_does(bench: Bench) -> None:
    assert bench.claims.order.text() == "Show worst first"
    bench.claims.order.click()
    assert bench.claims.order.text() == "Show in text order"
    assert bench.claims.order.isChecked()


def test_evidence_without_a_saved_copy_is_not_told_with_the_sign_of_a_level(bench: Bench) -> None:
    bench.look_at_claim("26 May")
    for one in bench.view.checked.claims:
        bench.focus.look_at("claim", one.claim.id)
        for line in bench.view.evidence_by_claim.get(one.claim.id, ()):
            row = bench.claims.claim.evidence.row(line.id)
            assert row is not None
            assert "▲" not in row.warnings.text()
            assert row.sign.isVisibleTo(row) == bool(row.warnings.text())


def test_a_refusal_of_a_level_set_by_hand_is_brought_into_sight(bench: Bench) -> None:
    bench.window.resize(1500, 420)
    bench.look_at_claim("All scripts")
    bench.claims.claim.by_hand.click()
    form = bench.claims.claim.override
    form.set_level.click()
    view = bench.claims.claim.viewport()
    place = lambda: form.refusal.mapTo(view, form.refusal.rect().bottomLeft()).y()  # noqa: E731
    bench.qtbot.waitUntil(lambda: 0 < place() <= view.height())


def test_words_read_behind_the_act_fill_the_copy_that_is_shown(qtbot: QtBot, bench: Bench, icons: Icons) -> None:
    from dataclasses import replace

    copy = next(one for one in bench.view.captures.values() if one.text)
    view = ReadingView(look=icons.look)
    qtbot.addWidget(view)
    view.show_capture(replace(copy, text=""))
    view.show_capture(copy)
    assert view.toPlainText().strip().startswith(copy.text.strip()[:20])


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_a_list_of_choices_shows_all_of_them_on_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    choice = Choice("What it is")
    qtbot.addWidget(choice)
    choice.setStyleSheet("QComboBox { combobox-popup: 0; }")
    choice.offer((str(number), f"Kind {number}") for number in range(16))
    screen = choice.screen().availableGeometry()
    choice.move(20, screen.bottom() - 40)
    choice.show()
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    shown = choice.view().window().geometry()
    assert screen.contains(shown)
    last = choice.view().visualRect(choice.model().index(15, 0))
    assert choice.view().viewport().rect().contains(last)
    choice.hidePopup()
    assert style_sheet
