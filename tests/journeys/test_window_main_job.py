"""The main job through the window: an article is dropped on it, gone through, cited, judged, put out, come back to."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.coldwater import ARTICLE, LISTING, LISTING_NAME, RENEWAL, RUMOUR
from tests.journeys.person import Person, Records, differing, words_in
from ui.dialogs.export_dialog import ExportDialog
from ui.editor.cite_line import CiteLine
from ui.editor.import_bar import ImportBar
from ui.panes.claims import ClaimsPane
from ui.panes.preview import PreviewPane
from ui.panes.readiness import ReadinessLine
from ui.panes.sources import SourcesPane
from ui.widgets.record_list import RecordList

SENTENCE = "Filming begins on 4 March 2026 and takes eleven weeks."
Seat = Callable[[], Person]


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """Sits down at the window on the desk of this test, which is empty at first."""
    sat: list[Person] = []

    def sit() -> Person:
        sat.append(Person(qtbot, tmp_path / "desk"))
        return sat[-1]

    yield sit
    for one in sat:
        one.shell.end()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "coldwater.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def titles(records: RecordList) -> list[str]:
    return [line.title for line in records.lines]


def bring_in(one: Person, article: Path) -> ImportBar:
    one.drop(article)
    bar = one.part(ImportBar)
    assert bar.isVisible()
    return bar


def test_a_dropped_article_opens_at_once_and_the_bar_says_what_was_found(seat: Seat, article: Path) -> None:
    one = seat()
    before = one.records()
    bar = bring_in(one, article)
    assert one.shell.text == ARTICLE
    assert "Found 4 quotes, 4 sources, 14 statements" in words_in(bar)
    assert "14 found and not taken yet" in words_in(one.pane("claims", ClaimsPane))
    named = titles(one.pane("sources", SourcesPane).list)
    assert all(any(outlet in title for title in named) for outlet in ("Marquee Wire", "Reel Quarterly"))
    # Found is not said to be true: nothing counts until it is taken.
    assert one.view.checked.coverage.words == "sourced 0 of 0"
    one.press("Ctrl+Z")
    one.settle()
    assert one.shell.text != ARTICLE and not bar.isVisible()
    assert differing(before, one.records()) == []


def test_the_main_job_from_the_drop_to_the_next_morning(seat: Seat, article: Path, own_home: Path) -> None:
    one = seat()
    before = one.records()
    bar = bring_in(one, article)
    take_what_holds(one, bar)
    write_mark_and_cite(one, own_home / "Downloads")
    read_the_level(one)
    change_the_evidence(one)
    take_all_back_and_do_it_again(one, before, article, own_home / "Downloads")
    go_through_what_is_open(one)
    put_out(one, own_home / "out")
    come_back_in_the_morning(one, seat)


def take_what_holds(one: Person, bar: ImportBar) -> None:
    """All that is certain by one press, two more by key, one dropped by key."""
    one.click("Accept the certain ones (5)", bar)
    assert one.said().startswith("Took ")
    assert "Found 2 quotes" in words_in(bar)
    one.click("Go through them", bar)
    assert "1 of " in words_in(bar) and "worth a check: " in words_in(bar)
    assert one.editor.hasFocus()
    one.editor.set_caret(0)
    one.press("Alt+Shift+Down")
    assert "1 of " in words_in(bar) and "Statement: " in words_in(bar)
    one.press("Alt+Return")
    one.settle()
    assert one.claim(RENEWAL[:30]).claim.proposed is False
    one.press("Alt+Delete")
    one.press("Alt+Down")
    one.click("Stop", bar)
    assert titles(one.pane("claims", ClaimsPane).list)


def write_mark_and_cite(one: Person, downloads: Path) -> None:
    """A sentence of one's own, marked by its key, and the page saved a moment ago cited in two keys."""
    one.put_caret(RUMOUR, into=0)
    one.write(f"{SENTENCE} ")
    one.put_caret(SENTENCE)
    one.press("Ctrl+Shift+C")
    one.settle()
    assert one.claim(SENTENCE).level == "unsourced"
    downloads.mkdir(exist_ok=True)
    (downloads / LISTING_NAME).write_text(LISTING, encoding="utf-8")
    one.put_caret(SENTENCE)
    text, caret = one.shell.text, one.editor.caret()
    one.press("Ctrl+Shift+A")
    assert one.part(CiteLine).is_open
    one.press("Return")
    assert not one.part(CiteLine).is_open
    assert (one.shell.text, one.editor.caret(), one.editor.hasFocus()) == (text, caret, True)
    one.settle()
    assert one.in_menu("Edit", "undo") == f"Undo Cite {LISTING_NAME}"


def read_the_level(one: Person) -> None:
    """Level, reasons, what caps it and the next step, each in words."""
    pane = look_at(one, SENTENCE)
    told = words_in(pane)
    assert "\nLow\n" in told
    assert "It rests on one source." in told
    assert "What caps it: What backs it is weak: the source is not rated yet." in told
    assert "Next step: Rate the outlet behind the published report" in told
    assert "+ backs it" in told and "North Sound Film Office: Credits of the August round" in told
    assert "published report (a guess)" in told and "“Filming of Coldwater Ferry begins on 4 March 2026" in told
    assert not re.search(r"[A-Z]+_[A-Z_]+|SINGLE|UNINSPECTED|publication", told)


def change_the_evidence(one: Person) -> None:
    """It is the office’s own record: said where it stands, and the level follows."""
    pane = look_at(one, SENTENCE)
    (item,) = one.view.evidence_by_claim[one.claim(SENTENCE).claim.id]
    row = pane.claim.evidence.row(item.id)
    assert row is not None
    one.qtbot.mouseClick(row.opener, Qt.MouseButton.LeftButton)
    assert row.form is not None
    one.choose(row.form.authority, "record")
    assert "\nConfirmed\n" in words_in(pane)
    assert any(line.mark == "confirmed" for line in pane.list.lines if line.title == SENTENCE)
    assert one.in_menu("Edit", "undo") == "Undo Change the evidence"


def take_all_back_and_do_it_again(one: Person, before: Records, article: Path, downloads: Path) -> None:
    """Back to the import and forward again; then the import too is taken back, and the whole way is gone once more."""
    after, text = one.records(), one.shell.text
    steps = [
        "Undo Change the evidence", f"Undo Cite {LISTING_NAME}", "Undo Make it a claim", "Undo Typing",
        "Undo Drop the statement", "Undo Take the statement", "Undo Take all that are certain",
    ]  # fmt: skip
    for name in steps:
        assert one.in_menu("Edit", "undo") == name
        one.press("Ctrl+Z")
    one.settle()
    assert one.shell.text == ARTICLE
    assert "Found 4 quotes, 4 sources, 14 statements" in words_in(one.part(ImportBar))
    assert [name.replace("Redo", "Undo") for name in one.redo_all()] == steps[::-1]
    assert one.shell.text == text
    assert differing(after, one.records()) == []
    assert one.undo_all() == [*steps, "Undo Import coldwater.txt"]
    assert one.shell.text.count("Coldwater") == 0
    assert differing(before, one.records()) == []
    take_what_holds(one, bring_in(one, article))
    write_mark_and_cite(one, downloads)
    change_the_evidence(one)


def go_through_what_is_open(one: Person) -> None:
    """F4 goes from point to point, each said in a sentence with who can clear it, and round again."""
    line = one.part(ReadinessLine)
    assert "sourced" in line.counted.text() and " to ask" in line.counted.text()
    one.editor.setFocus()
    told: list[str] = []
    for _ in line.open:
        one.press("F4")
        assert line.point.isVisible()
        words = words_in(line.point)
        assert "To clear it: " in words and not re.search(r"[A-Z]+_[A-Z_]+", words)
        told.append(words)
    assert len(set(told)) == len(line.open) > 3
    one.press("F4")
    assert words_in(line.point) == told[0]


def put_out(one: Person, folder: Path) -> None:
    """The page is seen before it leaves; what asks is answered by one reason; what leaves is what was seen."""
    preview = one.pane("preview", PreviewPane)
    one.until(lambda: SENTENCE in preview.browser.toPlainText())
    seen = bare(preview.browser.toPlainText())
    dialog = export_dialog(one)
    one.click("Export", dialog)
    told = until_told(one, dialog)
    assert "Nothing was exported" in told and dialog.form.reason.isVisible()
    dialog.form.folder.setText(str(folder))
    dialog.form.reason.setFocus()
    one.write("Read by two of us.")
    one.press("Return")
    assert until_told(one, dialog).startswith("Exported as ")
    (page,) = folder.iterdir()
    assert page.suffix == ".html"
    html = page.read_text(encoding="utf-8")
    body = html[html.index("<body>") : html.rindex("</body>")]
    assert bare(unescape(re.sub(r"<[^>]+>", "", body))) == seen
    one.choose(dialog.form.format, "markdown")
    one.click("Export", dialog)
    one.until(lambda: len(list(folder.iterdir())) == 2)
    one.settle()
    one.click("Close", dialog)
    (markdown,) = folder.glob("*.md")
    assert markdown.read_text(encoding="utf-8").endswith(one.shell.text)


def come_back_in_the_morning(one: Person, seat: Seat) -> None:
    """Closed and opened again: the same story, the same place in it, the same pane, nothing lost."""
    look_at(one, SENTENCE)
    one.put_caret("What to expect next")
    story, text, caret = one.shell.program.focus.story, one.shell.text, one.editor.caret()
    records, first = one.records(), one.editor.firstVisibleBlock().text()
    assert first != text.split("\n", maxsplit=1)[0]
    one.close()
    again = seat()
    assert (again.shell.program.focus.story, again.shell.text, again.editor.caret()) == (story, text, caret)
    assert again.editor.firstVisibleBlock().text() == first
    assert "claims" in again.window.docks_in_front
    assert differing(records, again.records()) == []
    assert again.claim(SENTENCE).level == "confirmed"
    assert again.part(ImportBar).isVisible()


def look_at(one: Person, words: str) -> ClaimsPane:
    """Chooses a claim in its list."""
    pane = one.pane("claims", ClaimsPane)
    one.pick(pane.list, one.claim(words).claim.id)
    return pane


def export_dialog(one: Person) -> ExportDialog:
    one.editor.setFocus()
    one.press("Ctrl+E")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.activateWindow()
    one.until(dialog.isActiveWindow)
    return dialog


def until_told(one: Person, dialog: ExportDialog) -> str:
    one.until(lambda: bool(dialog.outcome.text()) and dialog.outcome.text() != "Exporting…")
    return dialog.outcome.text()


def bare(words: str) -> str:
    return re.sub(r"[\s\ufffc]+", "", words)
