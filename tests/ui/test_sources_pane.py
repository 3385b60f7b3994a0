"""The sources pane on a real desk: the list, the saved copy, what is known of a source, and what is done there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.desk.sources import add_source, rate_publisher, set_source_fields
from newsroom.domain.quote import Quote
from newsroom.domain.source import Source
from newsroom.tasks.sources import keep_source_file
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons
from ui.panes.sources_fields import SourceFields
from ui.panes.sources_outside import outside_name
from ui.panes.sources_reading import ReadingView

COPY = "The ferry 🛳️ left at nine.\n\nNobody told the pier.\n\nThe council meets on Monday.\n"


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    made.window.show_pane("sources")
    yield made
    made.close()


@pytest.fixture
def sample(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=sample_desk)
    made.window.show_pane("sources")
    made.open(made.lay_sample())
    yield made
    made.close()


def with_copy(window: PaneWindow, *, name: str = "pier.txt", text: str = COPY) -> str:
    """A story with one source that has a saved copy; returns the source's id."""
    story = window.lay_story("The ferry was late.")
    kept = keep_source_file(window.desk, story_id=story, data=text.encode(), file_name=name)
    window.open(story)
    return kept.source.id


def with_source(window: PaneWindow, **fields: object) -> str:
    story = window.lay_story("The ferry was late.")
    given = {"type": "news_report", "title": "Ferry late again", "publisher": "The Tarnby Courier", **fields}
    source = window.desk.run("Add", add_source, story_id=story, fields=given).value
    window.open(story)
    return source.id


def shown(window: PaneWindow) -> list[str]:
    return [line.title for line in window.sources.list.lines]


def fields(window: PaneWindow) -> SourceFields:
    window.sources.sheet.tabs.setCurrentIndex(1)
    return window.sources.sheet.fields


def reading(window: PaneWindow) -> ReadingView:
    return window.sources.sheet.copy.view


def select(window: PaneWindow, words: str) -> None:
    view = reading(window)
    assert view.find_words(words, from_start=True)


def test_sources_stand_by_how_far_they_were_read_with_what_rests_on_them(sample: PaneWindow) -> None:
    titles = shown(sample)
    assert titles[0] == "Key sources"
    assert "Read" in titles
    line = next(one for one in sample.sources.list.lines if one.title == "Interview with Ottilie Renn")
    assert line.subtitle == "5 claims, 2 quotes · 5 Mar 2026 · our interview"
    assert "key source" in line.spoken
    assert "rest on it" in line.spoken


def test_one_thing_rests_on_a_source_and_several_rest_on_it(sample: PaneWindow) -> None:
    spoken = {line.subtitle.split(" ·")[0]: line.spoken for line in sample.sources.list.lines}
    one = [said for words, said in spoken.items() if words in ("1 claim", "1 quote")]
    assert one and all("rests on it" in said for said in one)


def test_the_chosen_source_shows_its_saved_copy_and_is_in_focus(sample: PaneWindow) -> None:
    pane = sample.sources.list
    row = shown(sample).index("Interview with Ottilie Renn")
    pane.setCurrentIndex(pane.model().index(row, 0))
    assert sample.focus.record == ("source", pane.chosen_id)
    assert "Ottilie Renn" in reading(sample).toPlainText()
    assert "transcript" in sample.sources.sheet.copy.place.text()


def test_a_source_without_a_copy_says_so_in_the_list_and_below(window: PaneWindow) -> None:
    with_source(window)
    line = window.sources.list.lines[1]
    assert line.warned
    assert line.subtitle.startswith("no copy saved")
    assert "No copy of this source is saved" in window.sources.sheet.copy.said.text()
    assert not window.actions["open_copy"].isEnabled()


def test_a_list_scrolled_away_from_the_chosen_source_stays_where_it_is_when_the_story_is_read(
    window: PaneWindow,
) -> None:
    source = with_source(window)
    for number in range(40):
        window.desk.run(
            "Add", add_source, story_id=window.focus.story, fields={"type": "report", "title": f"Ferry {number}"}
        )
    window.settle()
    bar = window.sources.list.verticalScrollBar()
    assert window.sources.source_id == source and bar.value() == 0
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    window.settle()
    assert bar.value() == bar.maximum()


def test_a_field_changed_in_place_is_a_step_that_undo_takes_back(window: PaneWindow) -> None:
    source = with_source(window)
    outlet = fields(window).publisher
    outlet.setFocus()
    outlet.selectAll()
    window.qtbot.keyClicks(outlet, "The Weir Post")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.desk.queries.get(Source, source).publisher == "The Weir Post"
    assert "The Weir Post" in window.sources.list.lines[1].subtitle
    window.actions["undo"].trigger()
    window.settle()
    assert outlet.text() == "The Tarnby Courier"


def test_a_change_from_elsewhere_is_shown_at_once(window: PaneWindow) -> None:
    source = with_source(window)
    window.desk.run("Change", set_source_fields, source_id=source, fields={"title": "Ferry on time"})
    window.until(lambda: "Ferry on time" in shown(window))
    assert fields(window).title.toPlainText() == "Ferry on time"


def test_guesses_say_that_they_are_to_be_confirmed_until_they_are(window: PaneWindow) -> None:
    source = with_source(window, to_confirm=("title", "publisher"))
    sheet = window.sources.sheet
    assert sheet.tabs.tabText(1) == "Details · 2 to confirm"
    assert fields(window).publisher.font().italic()
    assert fields(window).publisher.accessibleDescription() == "A guess, to confirm"
    fields(window).confirm.click()
    window.settle()
    assert sheet.tabs.tabText(1) == "Details"
    assert not fields(window).publisher.font().italic()
    assert window.desk.queries.get(Source, source).to_confirm == ()
    window.actions["undo"].trigger()
    window.settle()
    assert sheet.tabs.tabText(1) == "Details · 2 to confirm"


def test_how_far_an_outlet_is_trusted_stands_there_with_the_reason(window: PaneWindow) -> None:
    with_source(window)
    assert fields(window).reliability.text() == "This outlet is not rated."
    window.timeline.run("Rate", rate_publisher, name="The Tarnby Courier", grade="B", reason="Corrects its errors.")
    window.settle()
    assert "usually reliable" in fields(window).reliability.text()
    assert "Corrects its errors." in fields(window).reliability.text()


def test_terms_type_and_how_far_it_was_read_are_chosen_in_plain_words(window: PaneWindow) -> None:
    with_source(window)
    choices = fields(window)
    choices.terms.chosen.emit("background")
    choices.state.chosen.emit("key")
    choices.type.chosen.emit("public_record")
    window.settle()
    assert choices.terms.value() == "background"
    assert shown(window)[0] == "Key sources"
    assert "public record" in window.sources.list.lines[1].subtitle


def test_a_date_nobody_can_read_is_refused_and_told(window: PaneWindow) -> None:
    source = with_source(window, published="2026-03-10")
    published = fields(window).published
    published.setFocus()
    published.selectAll()
    window.qtbot.keyClicks(published, "last week")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.desk.queries.get(Source, source).published == "2026-03-10"
    assert window.words_told()


def test_return_takes_a_proposal_and_delete_drops_it(window: PaneWindow) -> None:
    source = with_source(window, proposed=True)
    assert shown(window)[0] == "Found in the text"
    assert window.sources.list.lines[1].faint
    window.sources.list.setFocus()
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert shown(window)[0] == "Not read yet"
    window.actions["undo"].trigger()
    window.settle()
    assert shown(window)[0] == "Found in the text"
    window.sources.list.setFocus()
    window.press(Qt.Key.Key_Delete)
    window.settle()
    assert source not in {line.id for line in window.sources.list.lines}
    window.actions["undo"].trigger()
    window.settle()
    assert source in {line.id for line in window.sources.list.lines}


def test_the_keys_of_proposals_work_in_the_list_too(window: PaneWindow) -> None:
    with_source(window, proposed=True)
    window.sources.list.setFocus()
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    window.settle()
    assert shown(window)[0] == "Not read yet"


def test_words_selected_in_the_copy_are_told_in_code_points_without_the_space_round_them(window: PaneWindow) -> None:
    source = with_copy(window)
    assert window.sources.selected_passage() is None
    select(window, "Nobody told the pier.")
    passage = window.sources.selected_passage()
    assert passage is not None
    assert passage.source_id == source
    assert COPY[passage.start : passage.end] == passage.text == "Nobody told the pier."
    assert window.sources.sheet.verbs.quote.isVisible()


def test_selected_words_become_a_quote_of_the_desk(window: PaneWindow) -> None:
    with_copy(window)
    select(window, "Nobody told the pier.")
    window.actions["quote_from_copy"].trigger()
    window.settle()
    assert [quote.verbatim for quote in window.desk.queries.where(Quote)] == ["Nobody told the pier."]
    window.actions["undo"].trigger()
    assert not window.desk.queries.where(Quote)


def test_a_passage_asked_for_is_marked_takes_the_keyboard_and_esc_leads_back(window: PaneWindow) -> None:
    source = with_copy(window)
    start = COPY.index("The council")
    window.sources.show_passage(source, start, start + 11)
    view = reading(window)
    assert view.hasFocus()
    assert [one.cursor.selectedText() for one in view.extraSelections()] == ["The council"]
    assert "paragraph 3" in window.sources.sheet.copy.place.text()
    window.press(Qt.Key.Key_Escape)
    assert window.sources.list.hasFocus()


def test_evidence_in_focus_shows_its_passage_and_leaves_the_keyboard(sample: PaneWindow) -> None:
    view = sample.watch.view
    assert view is not None
    item = next(one for one in view.records.evidence if one.excerpt and one.source)
    sample.page.editor.setFocus()
    sample.focus.look_at("evidence", item.id)
    assert sample.sources.source_id == item.source
    marked = [one.cursor.selectedText() for one in reading(sample).extraSelections()]
    assert " ".join(marked[0].split()) == " ".join(item.excerpt.split())
    assert sample.page.editor.hasFocus()


def test_a_quotation_in_focus_shows_the_words_it_was_taken_from(sample: PaneWindow) -> None:
    view = sample.watch.view
    assert view is not None
    use = next(one for one in view.records.quote_uses if one.quote)
    sample.focus.look_at("quote_use", use.id)
    quote = view.quotes[use.quote or ""]
    marked = [one.cursor.selectedText() for one in reading(sample).extraSelections()]
    assert " ".join(marked[0].split()) == " ".join(quote.verbatim.split())


def test_ctrl_f_finds_words_in_the_copy_and_not_in_the_text(window: PaneWindow) -> None:
    with_copy(window)
    reading(window).setFocus()
    window.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = window.sources.sheet.copy.find_line
    assert line.words.hasFocus()
    window.qtbot.keyClicks(line.words, "the")
    first = reading(window).textCursor().selectionStart()
    window.press(Qt.Key.Key_Return)
    assert reading(window).textCursor().selectionStart() != first
    window.qtbot.keyClicks(line.words, "zebra")
    assert line.told.text() == "not there"
    window.press(Qt.Key.Key_Escape)
    assert reading(window).hasFocus()


def test_the_copy_opens_outside_as_a_file_of_its_own_that_cannot_be_written(window: PaneWindow) -> None:
    with_copy(window)
    window.actions["open_copy"].trigger()
    window.until(lambda: bool(window.addresses))
    path = Path(window.addresses[0].toLocalFile())
    assert path.name == "pier.txt"
    assert path.read_text(encoding="utf-8") == COPY
    assert not path.stat().st_mode & 0o222
    assert not path.is_relative_to(window.desk.archive.places.folder)


def test_an_address_is_opened_only_when_it_is_pressed(window: PaneWindow) -> None:
    with_source(window, url="https://courier.example/ferry")
    assert not window.addresses
    fields(window).open_address.click()
    assert window.addresses == [QUrl("https://courier.example/ferry")]


@pytest.mark.parametrize(
    ("name", "outside"),
    [
        ("pier.pdf", "pier.pdf"),
        ("../../etc/passwd", "passwd.txt"),
        ("run.exe", "run.exe.txt"),
        ("open.desktop", "open.desktop.txt"),
        ("C:\\folder\\a:b?.html", "a_b_.html"),
        (".hidden", "hidden.txt"),
        ("", "file.txt"),
        (f"{'x' * 300}.pdf", f"{'x' * 116}.pdf"),
    ],
)
def test_a_file_outside_has_a_harmless_name(name: str, outside: str) -> None:
    assert outside_name(name) == outside


def test_a_source_is_set_aside_and_undo_brings_it_back(window: PaneWindow) -> None:
    with_source(window)
    window.actions["set_aside"].trigger()
    window.settle()
    assert window.sources.empty.isVisible()
    assert window.sources.empty.accessibleName() == "No sources yet"
    window.actions["undo"].trigger()
    window.settle()
    assert "Ferry late again" in shown(window)


def test_a_source_the_story_rests_on_is_not_set_aside_and_the_reason_is_told(sample: PaneWindow) -> None:
    before = shown(sample)
    sample.actions["set_aside"].trigger()
    sample.settle()
    assert shown(sample) == before
    assert "backs the statement" in sample.words_told()[-1]


def test_files_dropped_on_the_pane_are_told_to_whoever_keeps_them(window: PaneWindow, tmp_path: Path) -> None:
    with_source(window)
    dropped: list[list[Path]] = []
    window.sources.files_dropped.connect(dropped.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "page.html")), QUrl("https://courier.example/ferry")])
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, button, no_key)
    QApplication.sendEvent(window.sources, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window.sources, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, button, no_key))
    assert dropped == [[tmp_path / "page.html"]]


def test_another_story_has_its_own_sources_and_none_is_said_when_no_story_is_open(window: PaneWindow) -> None:
    with_source(window)
    window.open(window.lay_story("Words.", headline="Another"))
    assert window.sources.empty.accessibleName() == "No sources yet"
    window.focus.look_at_story("")
    assert window.sources.empty.accessibleName() == "No story is open"


def test_the_menu_of_selected_words_cites_quotes_and_copies(window: PaneWindow) -> None:
    with_copy(window)
    select(window, "Nobody told the pier.")
    menu = window.sources.sheet.menu_of_words()
    entries = {action.text(): action for action in menu.actions()}
    assert list(entries) == [
        "Cite a source", "Take as a quote", "Back the sentence with it", "Copy", "Find in the saved copy"
    ]  # fmt: skip
    entries["Copy"].trigger()
    assert QApplication.clipboard().text() == "Nobody told the pier."
    menu.close()
