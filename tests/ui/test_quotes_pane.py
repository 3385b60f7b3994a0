"""The quotes pane: words as published beside words as captured, and what is done about a difference."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.quotes import link_quote, make_quote_at
from newsroom.desk.terms import agree_anonymity
from newsroom.domain.anchor import Place
from tests.ui.claims_bench import Bench
from ui.icons import Icons
from ui.panes.quotes_lines import mending
from ui.panes.quotes_words import difference, visible
from ui.record_mime import record_in

ALTERED = "Nobody in this business"


@pytest.fixture
def bench(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Bench]:
    made = Bench(qtbot, icons=icons, folder=sample_desk)
    yield made
    made.close()


def verbs_of(bench: Bench) -> list[str]:
    return [button.text() for button in bench.quotes.verbs.values() if button.isVisible()]


def test_each_quote_says_who_speaks_and_how_faithful_it_is(bench: Bench) -> None:
    told = [line.subtitle for line in bench.quotes.list.lines]
    assert told == [
        "Ottilie Renn · word for word",
        "Isolde Farrant · word for word",
        "Isolde Farrant · words changed",
        "Ottilie Renn · edited, and marked so",
    ]
    assert bench.quotes.list.lines[2].warned


def test_a_changed_word_is_told_in_a_sentence_and_shown_on_both_sides_without_colour(bench: Bench) -> None:
    bench.look_at_quote(ALTERED)
    assert bench.quotes.quote.verdict.text() == "Words changed"
    assert bench.quotes.quote.told.text() == "“business” stands for “trade”."
    assert "<b><u>business</u></b>" in bench.quotes.quote.layers.published.text()
    assert "<b><s>trade</s></b>" in bench.quotes.quote.layers.captured.text()


def test_the_captured_words_replace_those_in_the_text_by_one_undo(bench: Bench) -> None:
    before = bench.document.text()
    bench.look_at_quote(ALTERED)
    bench.act(bench.quotes.verbs["mend"].click)
    assert "“Nobody in this trade gets a promise any more, and I have stopped waiting for one,” she" in (
        bench.document.text()
    )
    assert bench.quotes.quote.verdict.text() == "Word for word"
    assert "Use the captured words" not in verbs_of(bench)
    assert bench.timeline.undo_label == "Use the captured words"
    bench.act(bench.timeline.undo)
    assert bench.document.text() == before
    assert bench.quotes.quote.verdict.text() == "Words changed"


def test_typing_in_a_linked_quote_is_told_once_the_words_are_stored(bench: Bench) -> None:
    bench.look_at_quote("We broke eight")
    assert bench.quotes.quote.verdict.text() == "Word for word"
    bench.editor.setFocus()
    start, end = bench.place("nobody has asked")
    bench.editor.select(start, end)
    bench.act(lambda: bench.write("somebody has asked"))
    assert bench.quotes.quote.verdict.text() == "Words changed"
    assert "“somebody” stands for “nobody”" in bench.quotes.quote.told.text()


def test_a_quote_whose_words_were_deleted_says_that_it_lost_its_place(bench: Bench) -> None:
    one = bench.quote("We broke eight")
    bench.act(lambda: bench.delete("“We broke eight, and nobody has asked me for more,”"))
    line = next(line for line in bench.quotes.list.lines if line.id == one.use.id)
    assert line.subtitle == "Ottilie Renn · lost its place"
    assert line.title.startswith("We broke eight")
    bench.focus.look_at("quote_use", one.use.id)
    assert bench.quotes.quote.find_again.isVisible()
    bench.act(bench.timeline.undo)
    assert "Ottilie Renn · word for word" in [line.subtitle for line in bench.quotes.list.lines]


def test_showing_it_in_the_source_hands_the_reader_the_passage_in_the_copy(bench: Bench) -> None:
    one = bench.look_at_quote("We broke eight")
    bench.quotes.verbs["source"].click()
    rest = bench.read[-1]
    assert one.capture is not None and rest.capture == one.capture.id
    assert one.capture.text[rest.start : rest.end] == "We broke eight, and nobody has asked me for more"


def test_unlinking_leaves_nothing_to_compare_and_a_found_passage_links_it_again(bench: Bench) -> None:
    bench.look_at_quote(ALTERED)
    bench.act(bench.quotes.quote.unlink.click)
    assert bench.quotes.quote.verdict.text() == "Not compared yet"
    assert "No source is linked" in bench.quotes.quote.told.text()
    assert bench.quotes.quote.speaker.text() == "Isolde Farrant"
    bench.quotes.quote.link.click()
    picker = bench.quotes.quote.picker
    assert picker.list.lines[0].subtitle.startswith("“Nobody in this trade gets a promise")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, picker.filter))
    assert bench.quotes.quote.verdict.text() == "Words changed"
    assert bench.quotes.quote.where.text().startswith("paragraph")


def test_the_speaker_is_changed_in_place_and_completed_from_people_of_the_story(bench: Bench) -> None:
    bench.look_at_quote(ALTERED)
    speaker = bench.quotes.quote.speaker
    names = speaker.completer().model()
    assert "Ottilie Renn" in [names.index(row, 0).data() for row in range(names.rowCount())]
    speaker.setFocus()
    speaker.setText("Dagny Sorel")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, speaker))
    assert "Dagny Sorel · words changed" in [line.subtitle for line in bench.quotes.list.lines]


def test_words_that_nobody_said_are_compared_with_nothing(bench: Bench) -> None:
    bench.look_at_quote(ALTERED)
    bench.act(bench.quotes.verbs["not_speech"].click)
    assert bench.quotes.quote.verdict.text() == "Not speech"
    assert "It is speech" in verbs_of(bench)
    bench.act(bench.timeline.undo)
    assert bench.quotes.quote.verdict.text() == "Words changed"


def test_terms_are_read_and_changed_in_plain_words(bench: Bench) -> None:
    bench.look_at_quote("We broke eight")
    terms = bench.quotes.quote.terms
    assert terms.currentText() == "on the record"
    at = terms.findText("off the record")
    terms.setCurrentIndex(at)
    bench.act(lambda: terms.activated.emit(at))
    assert terms.currentText() == "off the record"
    assert bench.readiness.counted.text().startswith("1 stops it")


def test_a_promise_to_read_words_back_is_noted_and_kept_by_one_undo_each(bench: Bench) -> None:
    bench.look_at_quote("We broke eight")
    agreed = bench.quotes.quote.agreed
    bench.act(agreed.read_back.click)
    assert agreed.told.text() == "These words are to be read back before they are printed."
    assert (agreed.read_back.text(), bench.timeline.undo_label) == (
        "Note that it was read back", "Promise to read back",
    )  # fmt: skip
    assert "READ_BACK_PROMISED" in [finding.code for finding in bench.view.checked.findings]
    bench.act(agreed.read_back.click)
    assert (agreed.told.isHidden(), agreed.read_back.text()) == (True, "Promise to read back")
    bench.act(bench.timeline.undo)
    assert agreed.read_back.text() == "Note that it was read back"


def test_where_only_the_speaker_agreed_to_no_name_it_is_noted_in_place_that_quoting_was_agreed(bench: Bench) -> None:
    verdict = bench.look_at_quote("We broke eight")
    assert verdict.quote is not None
    agreed, who = bench.quotes.quote.agreed, {"record_id": verdict.quote.speaker, "value": "background"}
    bench.act(lambda: bench.timeline.run("Agree", agree_anonymity, **who, agreed_description="a writer of the series"))
    assert agreed.told.text() == (
        "Told to readers as “a writer of the series”. That they may be quoted is not noted: tell them in our words "
        "until it is."
    )
    bench.act(agreed.quoting.click)
    assert agreed.quoting.isHidden() and bench.quotes.quote.terms.currentText() == "not by name, as agreed"
    assert "QUOTE_AGAINST_TERMS" not in [one.code for one in bench.view.findings_by_record[verdict.use.id]]
    bench.act(bench.timeline.undo)
    assert agreed.quoting.isVisible()
    assert "QUOTE_AGAINST_TERMS" in [one.code for one in bench.view.findings_by_record[verdict.use.id]]


def test_no_more_than_four_verbs_stand_under_a_quote(bench: Bench) -> None:
    for verdict in bench.view.checked.quotes:
        bench.focus.look_at("quote_use", verdict.use.id)
        assert 2 <= len(verbs_of(bench)) <= 4


def test_a_quote_is_dragged_as_the_record_it_is(bench: Bench) -> None:
    model = bench.quotes.list.model()
    mime = model.mimeData([model.index(0, 0)])
    quote = bench.view.checked.quotes[0].quote
    assert quote is not None and record_in(mime) == ("quote", quote.id)


def test_every_field_of_the_pane_has_a_name(bench: Bench) -> None:
    bench.look_at_quote(ALTERED)
    takers = [w for w in bench.quotes.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert not [w for w in takers if w.isVisible() and not (w.accessibleName() or getattr(w, "text", str)())]
    assert all(label.text() for label in bench.quotes.quote.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("text", "captured", "mended"),
    [
        ("“It was not late,” he said.", "It was late.", "“It was late,” he said."),
        ("“It was not late.”", "It was late.", "“It was late.”"),
        ("He called it “not late”.", "late", "He called it “late”."),
    ],
)
def test_mending_keeps_the_marks_and_the_comma_before_them(text: str, captured: str, mended: str) -> None:
    start, end = text.index("“"), text.index("”") + 1
    edit = mending(text, Place(start, end, "attached"), captured)
    assert edit is not None and edit.apply(text) == mended


def test_words_that_stand_there_already_are_not_mended() -> None:
    assert mending("“It was late,” he said.", Place(0, 14, "attached"), "It was late.") is None


def test_typographic_differences_are_no_differences() -> None:
    left, right = difference("“We’ve a plan—now,”", '"We\'ve a plan-now."')
    assert all(piece.same for piece in (*left, *right))


def test_a_word_that_is_missing_stands_out_on_the_side_that_has_it() -> None:
    left, right = difference("It is funded", "It is not funded")
    assert all(piece.same for piece in left)
    assert [piece.words for piece in right if not piece.same] == ["not"]


def test_the_captured_words_stand_between_the_sentences_around_them_and_each_layer_is_read_aloud(bench: Bench) -> None:
    bench.look_at_quote(ALTERED)
    layers = bench.quotes.quote.layers
    assert "<small>“It is only practice.</small>" in layers.captured.text()
    assert "<small>You do the work" in layers.captured.text()
    assert layers.captured.accessibleName().endswith("— changed or left out later: “trade”")
    assert layers.published.accessibleName().endswith("— not in the words before: “business”")


def test_the_same_words_printed_twice_lead_from_one_place_to_the_other(bench: Bench) -> None:
    one = bench.quote("We broke eight")
    bench.editor.setFocus()
    bench.editor.set_caret(len(bench.document.text()))
    bench.act(lambda: bench.write("\n\n“We broke eight,” Renn said."))
    start, end = bench.place("“We broke eight,” Renn")
    use = bench.timeline.run("Quote", make_quote_at, story_id=bench.story.id, start=start, end=end - 5)
    assert use is not None and one.quote is not None
    bench.act(lambda: bench.timeline.run("Link", link_quote, use_id=use.value.id, quote_id=one.quote.id))
    bench.look_at_quote("and nobody has asked me")
    other = next(button for button in bench.quotes.quote.findChildren(QPushButton) if "Also in line" in button.text())
    assert other.text().endswith(", word for word")
    other.click()
    assert bench.focus.record == ("quote_use", use.value.id)


def test_where_it_was_said_and_how_we_know_are_noted_in_place(bench: Bench) -> None:
    bench.look_at_quote("We broke eight")
    quote = bench.quotes.quote
    assert quote.heard_by.currentText() == "on a recording"
    quote.occasion.setFocus()
    quote.occasion.setText("telephone interview")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, quote.occasion))
    held = bench.quote("We broke eight").quote
    assert held is not None and held.occasion == "telephone interview"
    assert bench.timeline.undo_label == "Change where it was said"


def test_hidden_signs_stand_in_the_layers_by_their_names() -> None:
    assert visible("kno\u200bws") == "kno⟨zero-width space⟩ws"
    assert visible("b\u0430rge") == "b\u0430⟨Cyrillic letter \u0430 that looks like a⟩rge"
    assert visible("plain") == "plain"
