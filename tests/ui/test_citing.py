"""Citing, apart from its keys: what the clipboard, the reader and odd files give, and what is told when it fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.desk.cite import cite_source
from newsroom.desk.claims import mark_claim
from newsroom.domain.source import Capture
from newsroom.tasks.citing import keep_unread
from newsroom.tasks.sources import keep_source_file
from tests.ui.writing_window import WritingWindow, lay_story
from ui.icons import Icons
from ui.panes.sources_reading import Passage

TEXT = (
    "The ferry to Tarnby was late on Monday. It carried 412 passengers.\n\n"
    "“We will not raise the fares,” Ottilie Brandvik said. The council meets on Friday.\n"
)
PAGE = """<html><head><title>Ferry carried 412 on Monday</title>
<meta property="og:site_name" content="The Slate Ledger"><meta property="article:published_time" content="2025-10-04">
</head><body><article><h1>Ferry carried 412 on Monday</h1><p>The boat left the pier late, as it often does in autumn.
People waited in the rain for most of the morning and nobody told them why.</p><p>It carried 412 passengers on Monday,
the harbour office said, more than on any day since the summer.</p></article></body></html>"""


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path, downloads: Path) -> Iterator[WritingWindow]:
    QApplication.clipboard().clear()
    window = WritingWindow(qtbot, icons=icons, folder=tmp_path / "desk", downloads=downloads)
    window.open(lay_story(window.desk, TEXT))
    yield window
    window.close()
    assert window.faults == []


def test_an_address_on_the_clipboard_becomes_a_source_nobody_has_seen(window: WritingWindow) -> None:
    QApplication.clipboard().setText("https://slate-ledger.example/ferry")
    window.put_caret("It carried")
    window.open_cite_line()
    assert window.citing.line.rows[0].subtitle == "web address, no copy saved yet"
    window.press(Qt.Key.Key_Return)
    window.settle()
    view = window.watch.view
    assert view is not None
    (source,) = view.records.sources
    assert (source.url, view.records.captures) == ("https://slate-ledger.example/ferry", ())


def test_a_passage_on_the_clipboard_is_kept_as_pasted_text_once(window: WritingWindow) -> None:
    QApplication.clipboard().setText("The harbour office counted 412 passengers on Monday.")
    window.put_caret("It carried")
    window.open_cite_line()
    assert window.citing.line.rows[0].kind == "pasted"
    window.press(Qt.Key.Key_Return)
    window.settle()
    view = window.watch.view
    assert view is not None
    (copy,) = view.records.captures
    assert (copy.method, copy.text) == ("pasted", "The harbour office counted 412 passengers on Monday.")
    window.put_caret("The ferry")
    window.open_cite_line()
    assert [row.kind for row in window.citing.line.rows] == ["last"]


def test_a_file_cited_once_is_not_offered_again_even_under_another_name(window: WritingWindow, downloads: Path) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    window.put_caret("It carried")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    window.settle()
    (downloads / "ferry (1).html").write_text(PAGE, encoding="utf-8")
    window.put_caret("The ferry")
    window.open_cite_line()
    assert "download" not in [row.kind for row in window.citing.line.rows]


def test_a_setting_keeps_the_downloads_folder_out_of_it(window: WritingWindow, downloads: Path, own_home: Path) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    settings = own_home / "newsroom" / "settings.yml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("offer_downloads: false\n", encoding="utf-8")
    window.put_caret("It carried")
    window.open_cite_line()
    assert window.citing.line.rows == ()


def test_a_file_of_a_kind_nobody_reads_is_cited_without_its_text_and_that_is_said(
    window: WritingWindow, downloads: Path
) -> None:
    (downloads / "minutes.odt").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    window.put_caret("It carried")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    assert window.sourced() == {"It carried 412 passengers.": ["minutes.odt"]}
    assert "“minutes.odt” is of a kind whose text is not read; it is kept without text." in window.words_told()[-1]


def test_a_file_that_went_away_while_the_line_was_open_is_told_and_nothing_is_cited(
    window: WritingWindow, downloads: Path
) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    window.put_caret("It carried")
    window.open_cite_line()
    (downloads / "ferry.html").unlink()
    window.press(Qt.Key.Key_Return)
    assert "cannot be read" in window.words_told()[-1]
    assert window.sourced() == {}


def test_with_the_caret_on_an_empty_line_the_reason_is_told(window: WritingWindow) -> None:
    window.editor.set_caret(TEXT.index("\n\n") + 1)
    window.actions["cite"].trigger()
    assert not window.citing.line.is_open
    assert window.words_told() == [
        "There is no sentence at the caret. Put the caret in one, or select words, then cite again."
    ]


def test_the_passage_selected_in_the_reader_is_cited_with_its_very_words(
    window: WritingWindow, downloads: Path
) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    window.put_caret("The ferry")
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    window.settle()
    (copy,) = window.desk.queries.where(Capture)
    words = "People waited in the rain for most of the morning"
    at = copy.text.index(words)
    window.picked = Passage(copy.source, copy.id, at, at + len(words), words)
    window.put_caret("It carried")
    window.open_cite_line()
    assert window.citing.line.rows[0].title == f"“{words}”"
    window.press(Qt.Key.Key_Return)
    window.settle()
    view = window.watch.view
    assert view is not None
    cited = [item for item in view.records.evidence if item.excerpt == words]
    assert [(item.source, item.to_confirm) for item in cited] == [(copy.source, ("authority", "as_of"))]
    window.put_caret("The council")
    window.open_cite_line()
    assert "passage" not in [row.kind for row in window.citing.line.rows]


def test_a_copy_whose_reading_was_cut_short_is_read_when_its_story_is_opened(
    window: WritingWindow, downloads: Path
) -> None:
    story = window.focus.story
    page = downloads / "ferry.html"
    page.write_text(PAGE, encoding="utf-8")
    kept = keep_unread(window.desk, path=page)
    window.desk.run("Cite", cite_source, story_id=story, start=0, end=38, source=kept.source, capture=kept.capture)
    window.focus.look_at_story("")
    window.open(story)
    window.settle()
    (copy,) = window.desk.queries.where(Capture)
    assert "412 passengers on Monday" in copy.text
    assert window.timeline.undo_label == ""


def test_turning_to_another_story_closes_the_line_and_cites_nothing(window: WritingWindow) -> None:
    window.add_source("Harbour log")
    story = window.focus.story
    window.put_caret("It carried")
    window.open_cite_line()
    window.open(lay_story(window.desk, "The pier is closed.", slug="pier"))
    assert not window.citing.line.is_open
    window.open(story)
    assert window.sourced() == {}


def test_a_file_kept_for_another_story_is_offered_as_already_on_the_desk(
    window: WritingWindow, downloads: Path
) -> None:
    (downloads / "ferry.html").write_text(PAGE, encoding="utf-8")
    keep_source_file(window.desk, story_id=window.focus.story, data=PAGE.encode(), file_name="ferry.html")
    (copy,) = window.desk.queries.where(Capture)
    second = lay_story(window.desk, "The boats carried 412 passengers on Monday.", slug="boats")
    window.open(second)
    window.put_caret("The boats")
    window.open_cite_line()
    row = next(row for row in window.citing.line.rows if "already on the desk" in row.subtitle)
    assert row.source == copy.source
    window.citing.line.chosen.emit(row, False)
    window.settle()
    view = window.watch.view
    assert view is not None
    assert [held.source.id for held in view.held] == [copy.source]
    assert len(window.desk.queries.where(Capture)) == 1


def test_typing_in_the_line_finds_the_sources_of_other_stories_after_those_of_this_one(window: WritingWindow) -> None:
    elsewhere = window.add_source("Harbour log of the pier office").id
    window.open(lay_story(window.desk, "The boats carried 412 passengers on Monday.", slug="boats"))
    here = window.add_source("Harbour report").id
    window.put_caret("The boats")
    window.open_cite_line()
    assert elsewhere not in [row.source for row in window.citing.line.rows]
    window.qtbot.keyClicks(window.citing.line.input, "harbour")
    assert [row.source for row in window.citing.line.rows] == [here, elsewhere]
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Return)
    window.settle()
    view = window.watch.view
    assert view is not None
    assert elsewhere in [held.source.id for held in view.held]


def test_cite_says_for_what_and_means_the_claim_under_the_caret(window: WritingWindow) -> None:
    ferry, crew = "The ferry to Tarnby was late", "on Monday"
    for words in (ferry, crew):
        start = TEXT.index(words)
        window.timeline.run("Mark", mark_claim, story_id=window.focus.story, start=start, end=start + len(words))
    window.settle()
    window.add_source("Ferry log")
    for words, asked in ((crew, "these words"), ("It carried", "this sentence"), ("will not raise", "this quotation")):
        window.put_caret(words)
        window.open_cite_line()
        assert window.citing.line.input.placeholderText() == f"Cite a source for {asked}"
        window.press(Qt.Key.Key_Escape)
    window.put_caret(crew)
    window.open_cite_line()
    window.press(Qt.Key.Key_Return)
    assert window.sourced() == {ferry: [], crew: ["Ferry log"]}
    assert window.words_told()[-1] == "Cited “Ferry log” for these words."
