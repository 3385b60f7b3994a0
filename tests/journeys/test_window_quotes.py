"""Quotes through the window: captured words are put into the text, altered, mended and taken back; terms decide what
may stand there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.desk.verdicts import Verdict
from tests.journeys.person import Person, words_in
from tests.ui.conftest import laid_sample, sample_desk
from ui.panes.quotes import QuotesPane
from ui.panes.readiness import ReadinessLine
from ui.panes.sources import SourcesPane
from ui.quote_hint import QuoteHint
from ui.quoting import QuoteLine

__all__ = ["laid_sample", "sample_desk"]

SAID = "I have been gardening since."
NEXT_TO = "and described where they lead."
INSERTED = "“I have been gardening since,” Renn said."
NOTHING = "Nothing about Lantern Quay since 6 November 2025."
DIARIES = "We were asked to keep our diaries open"


@pytest.fixture
def one(qtbot: QtBot, sample_desk: Path) -> Iterator[Person]:
    person = Person(qtbot, sample_desk)
    yield person
    person.shell.end()


def test_words_are_taken_from_a_copy_put_into_the_text_altered_mended_and_taken_back(one: Person) -> None:
    before, text = one.records(), one.shell.text
    one.put_caret("Renn would not say", into=0)
    select_in_copy(one, SAID)
    one.press("Ctrl+J")
    offered = [row.words for row in one.part(QuoteLine).rows]
    assert f"Renn said: “{SAID}”" in offered and INSERTED in offered
    one.press("Return")
    one.settle()
    assert INSERTED in one.shell.text and one.in_menu("Edit", "undo") == "Undo Insert the quote"
    assert (inserted(one).kind, inserted(one).use.speaker_name) == ("exact", "Ottilie Renn")
    alter(one)
    mend(one)
    while one.actions["undo"].isEnabled():
        one.editor.setFocus()
        one.press("Ctrl+Z")
    one.settle()
    assert one.shell.text == text
    assert set(one.records()["quote_use"]) == set(before["quote_use"])


def select_in_copy(one: Person, words: str) -> None:
    """In the reader, as the mouse does it."""
    capture = next(copy for copy in one.view.captures.values() if words in copy.text)
    pane = one.pane("sources", SourcesPane)
    one.shell.program.focus.look_at("source", capture.source)
    one.settle()
    view = pane.sheet.copy.view
    view.setFocus()
    assert view.find_words(words)


def inserted(one: Person, words: str = "gardening") -> Verdict:
    return next(verdict for verdict in one.view.checked.quotes if words in verdict.published)


def alter(one: Person) -> None:
    """A word is typed into the quote: its mark says so before the words are read again from the desk."""
    anchor = inserted(one).use.anchor
    one.select("I have been gardening")
    one.write("I have not been gardening")
    one.until(lambda: one.editor.marks[anchor].warned)
    one.until(lambda: "“not”" in one.part(QuoteHint).words.text())
    assert one.editor.marks[anchor].name == "Quote, words changed, Ottilie Renn"
    one.settle()
    assert "is not as it was said" in " ".join(finding.message for finding in one.view.checked.findings)


def mend(one: Person) -> None:
    """Its own button puts the captured words back, between the marks and before the comma."""
    pane = one.pane("quotes", QuotesPane)
    one.pick(pane.list, inserted(one).use.id)
    assert "<b><u>not</u></b>" in pane.quote.layers.published.text()
    one.click("Use the captured words", pane)
    assert INSERTED in one.shell.text and inserted(one).kind == "exact"


def test_what_was_said_off_the_record_is_refused_and_other_terms_let_it_in_under_the_agreed_words(one: Person) -> None:
    faults_of_the_sample_are_found(one)
    pane = one.pane("quotes", QuotesPane)
    one.pick(pane.list, next(v.use.id for v in one.view.checked.quotes if DIARIES in v.published))
    line = one.part(QuoteLine)
    one.choose(pane.quote.terms, "off_record")
    assert one.part(ReadinessLine).counted.text().startswith("1 stops it")
    barred = next(v for v in one.view.checked.quotes if DIARIES in v.published).use.anchor
    assert one.editor.marks[barred].warned
    assert one.editor.marks[barred].name == "Quote, said off the record, word for word, Isolde Farrant"
    pane.list.setFocus()
    one.press("Ctrl+J")
    assert not line.is_open and "said off the record" in one.said()
    one.choose(pane.quote.terms, "background")
    pane.list.setFocus()
    one.press("Ctrl+J")
    assert not line.is_open and "how the person may be described" in one.said()
    one.choose(pane.quote.terms, "on_record")
    assert one.editor.marks[barred].name == "Quote, word for word, Isolde Farrant"
    one.put_caret("Cameras will roll", into=0)
    one.press("Alt+2")
    one.press("Ctrl+J")
    QApplication.sendPostedEvents()
    assert "Farrant told The Evenlight Review" in line.rows[0].words
    one.write("middle")
    one.press("Return")
    one.settle()
    uses = [v for v in one.view.checked.quotes if v.published.startswith(("“We were asked", "“which is not"))]
    assert [verdict.kind for verdict in uses] == ["exact", "exact", "exact"]
    assert not [finding for finding in one.view.checked.findings if finding.code == "QUOTE_INCONSISTENT"]


def faults_of_the_sample_are_found(one: Person) -> None:
    """The word that was changed and the ellipsis that is glued to a comma."""
    told = " ".join(finding.message for finding in one.view.checked.findings)
    assert "“business” stands for “trade”" in told and "The ellipsis is glued to a comma" in told
    one.put_caret("a man who counts things")
    one.until(lambda: "The ellipsis is glued to a comma" in one.part(QuoteHint).words.text())


def test_a_kept_quote_waits_in_its_pane_until_the_text_uses_it_and_a_transcript_is_corrected(one: Person) -> None:
    select_in_copy(one, NOTHING)
    one.do("quote_from_copy")
    pane = one.pane("quotes", QuotesPane)
    assert [line.title for line in pane.list.lines][-2:] == ["Kept, not in the text yet", NOTHING]
    one.pick(pane.list, pane.list.lines[-1].id)
    assert "Kept, not in the text yet" in words_in(pane.quote)
    one.put_caret("Then there are rumours", into=0)
    one.click("Insert into the text", pane)
    line = one.part(QuoteLine)
    assert not line.rows and line.input.placeholderText() == "Who said it? Type the name"
    one.write("Ottilie Renn")
    assert line.rows[0].words == "“Nothing about Lantern Quay since 6 November 2025,” Renn said."
    one.press("Return")
    one.settle()
    assert inserted(one, "Nothing about").use.speaker_name == "Ottilie Renn"
    correct(one, pane)


def correct(one: Person, pane: QuotesPane) -> None:
    """Beside the captured words, with a reason; who and when is read from the log."""
    one.pick(pane.list, inserted(one, "Nothing about").use.id)
    one.click("Correct the transcript…", pane)
    form = pane.quote.layers.form
    form.words.setPlainText("Nothing new about Lantern Quay since 6 November 2025.")
    one.click("Keep it", pane)
    assert "needs a reason" in one.said() and form.isVisible()
    form.reason.setText("The page has it.")
    one.click("Keep it", pane)
    assert form.isHidden()
    layers = pane.quote.layers
    assert "Nothing about Lantern Quay" in layers.captured.text()
    assert "<b><u>new</u></b>" in layers.mended.text()
    one.until(lambda: layers.why.text().startswith("Why: The page has it. — "))
    assert inserted(one, "Nothing about").kind == "unmarked_edit"
    one.click("Change the correction…", pane)
    one.click("Take it back", pane)
    assert layers.mended.isHidden() and inserted(one, "Nothing about").kind == "exact"
