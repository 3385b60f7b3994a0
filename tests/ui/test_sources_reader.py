"""The reader of saved copies: passages brought to the text, pages as they look, time codes, signs nobody sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import attach_evidence, mark_claim
from newsroom.domain.claim import Claim, Evidence
from newsroom.tasks.sources import keep_source_file
from tests.newsroom.test_capture_text import pdf_of
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons
from ui.panes.sources_copy import CopyReader
from ui.passage_acts import PassageActs

DRAFT = "The ferry was late. The fare rises."
COPY = "The ferry left at nine.\n\nNobody told the pier.\n"
CAPTIONS = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nThe gate opens.\n\n01:02:03.000 --> 01:02:05.000\nIt shuts.\n"


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    made.actions.set_there(desk=True, writable=True, story=True)
    PassageActs(
        sources=made.sources, editor=made.page.editor, watch=made.watch, timeline=made.timeline,
        actions=made.actions, notices=made.notices,
    )  # fmt: skip
    made.window.show_pane("sources")
    yield made
    made.close()


def with_file(window: PaneWindow, name: str, data: bytes) -> str:
    """A story with one source, a copy of a file; its id."""
    story = window.lay_story(DRAFT)
    source = keep_source_file(window.desk, story_id=story, data=data, file_name=name).source.id
    window.open(story)
    return source


def reader(window: PaneWindow) -> CopyReader:
    return window.sources.sheet.copy


def select(window: PaneWindow, words: str) -> None:
    assert reader(window).view.find_words(words, from_start=True)


def test_words_selected_back_the_sentence_at_the_caret_of_the_text(window: PaneWindow) -> None:
    source = with_file(window, "pier.txt", COPY.encode())
    window.page.editor.set_caret(DRAFT.index("fare"))
    select(window, "Nobody told the pier.")
    assert window.sources.sheet.verbs.claim.isVisible()
    window.actions["claim_from_copy"].trigger()
    window.settle()
    (claim,) = window.desk.queries.where(Claim)
    (item,) = window.desk.queries.where(Evidence)
    assert claim.wording == "The fare rises."
    assert (item.source, item.excerpt, item.locator) == (source, "Nobody told the pier.", "paragraph 2")
    window.actions["undo"].trigger()
    assert not window.desk.queries.where(Claim)


def test_words_selected_become_the_passage_of_the_evidence_looked_at(window: PaneWindow) -> None:
    source = with_file(window, "pier.txt", COPY.encode())
    claim = window.desk.run("Mark", mark_claim, story_id=window.focus.story, start=0, end=19).value
    item = window.desk.run("Back", attach_evidence, claim_id=claim.id, source_id=source).value
    window.settle()
    select(window, "Nobody told the pier.")
    assert not window.actions["excerpt_from_copy"].isEnabled()
    window.focus.look_at("evidence", item.id)
    select(window, "Nobody told the pier.")
    window.actions["excerpt_from_copy"].trigger()
    window.settle()
    changed = window.desk.queries.get(Evidence, item.id)
    assert (changed.excerpt, changed.locator) == ("Nobody told the pier.", "paragraph 2")


def test_time_codes_stand_beside_the_lines_of_a_transcript(window: PaneWindow) -> None:
    with_file(window, "gate.vtt", CAPTIONS.encode())
    view = reader(window).view
    lines = view.toPlainText().split("\n")
    assert {lines[line]: code for line, code in view.times.items()} == {
        "The gate opens.": "0:01",
        "It shuts.": "1:02:03",
    }
    assert view.viewportMargins().left() > 0
    start = view.toPlainText().index("It shuts.")
    window.sources.show_passage(window.sources.source_id, start, start + 9)
    assert reader(window).place.text().startswith("1:02:03")


def test_signs_nobody_sees_are_counted_named_and_gone_to(window: PaneWindow) -> None:
    with_file(window, "odd.txt", "The p\u200bier is \u202eshut. P\u0430y here.".encode())
    copy = reader(window)
    assert copy.signs.text().startswith("3 signs here are not seen for what they are: zero-width space, right-to-left")
    copy.next_sign.click()
    assert copy.view.textCursor().position() == 5
    assert copy.place.text() == "Here: zero-width space"
    copy.next_sign.click()
    copy.next_sign.click()
    assert "Cyrillic letter" in copy.place.text()


def test_a_copy_without_such_signs_says_nothing_of_them(window: PaneWindow) -> None:
    with_file(window, "pier.txt", COPY.encode())
    assert not reader(window).signs.isVisible()
    assert not reader(window).next_sign.isVisible()
    assert not reader(window).page_button.isVisible()


def test_the_page_of_a_pdf_stands_below_its_words_and_is_turned(window: PaneWindow) -> None:
    with_file(window, "two.pdf", pdf_of(["The first page", "The second page"]))
    copy = reader(window)
    assert not copy.page.isVisible()
    copy.page_button.click()
    window.until(lambda: not copy.page.picture.pixmap().isNull())
    assert copy.page.which.text() == "Page 1 of 2"
    assert not copy.page.previous.isEnabled()
    copy.page.next.click()
    assert copy.page.which.text() == "Page 2 of 2"
    assert not copy.page.next.isEnabled()
    select(window, "first")
    assert copy.page.which.text() == "Page 1 of 2"
    window.until(lambda: window.jobs.is_idle)


def test_a_page_without_words_takes_a_typed_passage_beside_its_picture(window: PaneWindow) -> None:
    source = with_file(window, "scan.pdf", pdf_of(["The first page", ""]))
    copy = reader(window)
    copy.page_button.click()
    assert not copy.typed.isVisible()
    copy.page.next.click()
    assert copy.said.text().startswith("This page has no words")
    assert copy.typed.place.text() == "page 2"
    window.page.editor.set_caret(3)
    copy.typed.keep.click()
    assert copy.typed.said.text().startswith("Type what stands there")
    window.qtbot.keyClicks(copy.typed.words, "Signed by the board")
    copy.typed.keep.click()
    window.settle()
    (item,) = window.desk.queries.where(Evidence)
    assert (item.source, item.excerpt, item.locator) == (source, "Signed by the board", "page 2")
    assert not copy.typed.words.toPlainText()


def test_a_file_without_words_says_so_and_takes_a_typed_passage(window: PaneWindow) -> None:
    with_file(window, "tape.mp3", b"ID3\x04\x00\x00\x00\x00\x00\x00 no words here")
    copy = reader(window)
    assert copy.said.text().startswith("The file is kept, but it has no words")
    assert copy.typed.isVisible()
    window.page.editor.set_caret(3)
    window.qtbot.keyClicks(copy.typed.words, "Nobody told us")
    copy.typed.place.setText("1:02:03")
    copy.typed.keep.click()
    window.settle()
    (item,) = window.desk.queries.where(Evidence)
    assert (item.excerpt, item.locator) == ("Nobody told us", "1:02:03")
