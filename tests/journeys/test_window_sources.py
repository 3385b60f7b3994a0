"""The sources through the window: a mixed set is dropped, found, cited, traced and verified; a file goes bad, minutes
are taken back, and all that rests on them says so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.finding import find_everywhere
from newsroom.domain.source import Capture, OriginalFile, Source
from tests.journeys.mixed_files import (
    AGAIN,
    ARTICLE_LIKE,
    COURIER,
    HOSTILE,
    MINUTES,
    REVIEW,
    MixedFile,
    mixed_files,
    write_all,
)
from tests.journeys.person import Person, Records, differing, words_in
from tests.ui.shell import written_desk
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.search import SearchWindow
from ui.editor.cite_line import CiteLine
from ui.panes.claims import ClaimsPane
from ui.panes.readiness import ReadinessLine
from ui.panes.sources import SourcesPane
from ui.panes.sources_sheet import DETAILS, ORIGIN

SHUT = "The inner berth at Øyavik has been shut since the twelfth of March."
PARTED = "A hawser parted eight days before."
STORY = f"{SHUT} {PARTED}\n\nThe board says nothing yet."
Seat = Callable[[], Person]


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """Sits down at the window on a desk with one short story."""
    sat: list[Person] = []
    written_desk(tmp_path / "desk", STORY)

    def sit() -> Person:
        sat.append(Person(qtbot, tmp_path / "desk"))
        return sat[-1]

    yield sit
    for one in sat:
        one.shell.end()


@pytest.fixture
def files() -> tuple[MixedFile, ...]:
    return mixed_files()


def test_a_mixed_set_is_kept_found_cited_traced_and_what_goes_wrong_with_it_is_said(
    seat: Seat, files: tuple[MixedFile, ...], tmp_path: Path
) -> None:
    paths = write_all(tmp_path / "inbox", files)
    one = seat()
    drop_and_take_back(one, paths)
    every_file_became_a_source(one, files)
    each_is_found_again_by_its_word(one, files)
    cite(one, SHUT, "The pier stays shut", "Nobody lands at Øyavik")
    cite(one, PARTED, MINUTES)
    tell_two_origins(one)
    verify_the_files(one)
    flip_a_byte(one, COURIER)
    one.close()
    again = seat()
    the_damaged_file_is_told(again)
    post_a_correction(again)
    the_gate_shows_both(again)


def drop_and_take_back(one: Person, paths: dict[str, Path]) -> None:
    """Two drops, for on the window a plain text is an article; each is one step that goes and comes again."""
    before, pane = one.records(), one.pane("sources", SourcesPane)
    notes = [paths[name] for name in ARTICLE_LIKE]
    others = [path for name, path in paths.items() if name not in ARTICLE_LIKE]
    drop_on(one, one.window, others)
    told_of_the_drop(one, {path.name for path in others})
    dropped_first = one.records()
    drop_on(one, pane, notes)
    assert one.said() == f"Kept {len(notes)} sources in the story’s file."
    assert one.shell.text == STORY
    after = one.records()
    assert len(one.undo_all()) == 2
    one.settle()
    assert differing(before, one.records()) == [] and not pane.list.lines
    one.editor.setFocus()
    one.press("Ctrl+Shift+Z")
    one.settle()
    assert differing(dropped_first, one.records()) == []
    one.redo_all()
    one.settle()
    assert differing(after, one.records()) == []


def drop_on(one: Person, target: QWidget, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = target.rect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(target, entering)
    drop = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(target, drop)
    assert entering.isAccepted() and drop.isAccepted()
    jobs = one.shell.program.jobs
    assert jobs is not None
    one.qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)
    one.settle()


def told_of_the_drop(one: Person, names: set[str]) -> None:
    """One sentence, and a line for each file: kept, kept already, or why its words could not be read."""
    notice = one.shell.said[-1]
    new = len(names) - len(AGAIN)
    here = f"; {len(AGAIN)} {'was' if len(AGAIN) == 1 else 'were'} here already"
    assert notice.words.startswith(f"Kept {new} sources in the story’s file{here}. Kept “")
    lines = dict(line.split(": ", maxsplit=1) for line in notice.details.splitlines())
    assert lines.keys() == names
    for again in AGAIN:
        assert lines[again] == f"“{again}” lies in the story’s file already."
    assert "packed more than 200 times smaller than it is" in lines[HOSTILE[0]]
    assert "a document type or an entity of its own" in lines[HOSTILE[1]]
    assert all(lines[name].startswith(f"Kept “{name}” without its text.") for name in HOSTILE)
    assert "1 insertion taken as text, 1 deletion left out" in lines["contract.docx"]
    assert "holds no text" in lines["scanned-permit.pdf"]


def every_file_became_a_source(one: Person, files: tuple[MixedFile, ...]) -> None:
    """One source and one copy for each of sixty, but for the three whose bytes came twice; what was read holds its
    word, and every source says what it is."""
    kept = {copy_name(one, copy): copy for copy in one.desk.queries.where(Capture)}
    assert kept.keys() == {file.name for file in files} - AGAIN.keys()
    assert len(one.view.held) == len(kept) == len({copy.source for copy in kept.values()}) == 60 - len(AGAIN)
    for file in files:
        if file.name not in AGAIN:
            assert (file.word in kept[file.name].text) == file.has_text, file.name
    for held in one.view.held:
        assert held.source.title and held.source.type, held
    assert "fifty for the gantry" in kept["contract.docx"].text and "forty" not in kept["contract.docx"].text
    photo = source_of(one, "gate-photo.png")
    assert (photo.authors, photo.published) == (("Runa Eskildsen",), "2025-03-11T07:42")


def copy_name(one: Person, copy: Capture) -> str:
    (file,) = one.desk.queries.where(OriginalFile, id=copy.original_file)
    return file.file_name


def source_of(one: Person, name: str) -> Source:
    files = tuple(file.id for file in one.desk.queries.where(OriginalFile, file_name=name))
    (copy,) = one.desk.queries.where(Capture, original_file=files)
    return one.desk.queries.get(Source, copy.source)


def each_is_found_again_by_its_word(one: Person, files: tuple[MixedFile, ...]) -> None:
    """Every one by a word no other holds, a file without words by its name; of each kind one in the search window,
    where Return opens the copy with the word marked."""
    own = [file for file in files if file.name not in AGAIN]
    for file in own:
        (found,) = find_everywhere(one.desk.queries, asked_for(file))
        assert (found.source, found.story) == (source_of(one, file.name).id, one.view.story.id), file.name
    for file in {(file.kind, file.has_text): file for file in own}.values():
        look_for(one, file)


def asked_for(file: MixedFile) -> str:
    return f"type:{'copy' if file.has_text else 'source'} {file.word}"


def look_for(one: Person, file: MixedFile) -> None:
    pane = one.pane("sources", SourcesPane)
    one.actions["search_everything"].trigger()
    window = one.window.findChild(SearchWindow)
    assert window is not None
    one.until(window.isVisible)
    window.line.clear()
    one.qtbot.keyClicks(window.line, asked_for(file))
    one.until(lambda: finds_alone(window, file.word))
    one.qtbot.keyClick(window.line, Qt.Key.Key_Return)
    source = source_of(one, file.name).id
    one.until(lambda: pane.source_id == source)
    if file.has_text:
        copy = pane.sheet.copy
        one.until(lambda: marked(copy.view.capture, copy.view.passage) == file.word)
    one.come_back()
    one.settle()


def finds_alone(window: SearchWindow, word: str) -> bool:
    """Whether one line stands there, and holds the word."""
    found = [f"{line.title} {line.subtitle}".casefold() for line in window.list.lines]
    assert len(found) == 1 and word in found[0], (word, found)
    return True


def marked(copy: Capture | None, passage: tuple[int, int] | None) -> str:
    return copy.text[slice(*passage)] if copy is not None and passage is not None else ""


def cite(one: Person, sentence: str, *names: str) -> None:
    """Each source by the line under the sentence: some of its name, and Return."""
    for name in names:
        one.put_caret(sentence)
        one.press("Ctrl+Shift+A")
        line = one.part(CiteLine)
        assert line.is_open
        one.write(name)
        one.press("Return")
        one.settle()
        assert one.said() == f"Cited “{name}” for this sentence."
    (claim,) = [rated.claim for rated in one.view.checked.claims if rated.claim.wording == sentence]
    behind = [one.view.source_behind(item) for item in one.view.evidence_by_claim[claim.id]]
    assert [source.title for source in behind if source is not None] == list(names)


def tell_two_origins(one: Person) -> None:
    """Two papers back the sentence; once one is said to have its matter from the other, they count as one."""
    assert "one source" not in reasons(one, SHUT)
    pane = one.pane("sources", SourcesPane)
    one.pick(pane.list, source_of(one, REVIEW).id)
    pane.sheet.tabs.setCurrentIndex(ORIGIN)
    one.click("Took its matter from…", pane)
    one.write("pier stays")
    one.press("Return")
    one.settle()
    assert pane.sheet.origin.words.text() == "2 articles, one source"
    assert [line.depth for line in pane.sheet.origin.tree.lines] == [0, 1]
    assert "one source" in reasons(one, SHUT), reasons(one, SHUT)


def reasons(one: Person, sentence: str) -> str:
    pane = one.pane("claims", ClaimsPane)
    one.pick(pane.list, one.claim(sentence).claim.id)
    return words_in(pane)


def verify_the_files(one: Person) -> None:
    """Before a story leaves every file behind it is read again; here all are whole, and nothing is said of them."""
    dialog = export_dialog(one)
    custody = one.desk.archive.custody
    one.until(lambda: all(custody.state(file.sha256) == "whole" for file in one.desk.queries.where(OriginalFile)))
    one.click("Close", dialog)
    assert not [said for said in one.shell.said if said.key == "custody"]
    codes = {finding.code for finding in one.view.checked.findings}
    assert not codes & {"COPY_NOT_WHOLE", "SOURCE_NOTICE"}


def flip_a_byte(one: Person, name: str) -> None:
    (file,) = [file for file in one.desk.queries.where(OriginalFile) if file.file_name == name]
    path = next(one.desk.archive.places.folder.rglob(f"*{file.sha256}*"))
    path.chmod(0o600)
    held = bytearray(path.read_bytes())
    held[200] ^= 1
    path.write_bytes(held)


def the_damaged_file_is_told(one: Person) -> None:
    """Some seconds after the next opening, by itself: at the source, the claim and the story."""
    one.until(lambda: bool(one.shell.words("custody")))
    one.settle()
    assert f"{COURIER}: no longer what was kept. On it rest: 1 claim" in one.shell.words("custody")
    pane = one.pane("sources", SourcesPane)
    source = source_of(one, COURIER).id
    line = next(line for line in pane.list.lines if line.id == source)
    assert line.warned and line.subtitle.startswith("changed since it was kept")
    assert rests_on_trouble(one, SHUT, "rests on a saved copy that is no longer what was kept")
    assert not rests_on_trouble(one, PARTED, "")


def rests_on_trouble(one: Person, sentence: str, words: str) -> bool:
    """Whether the list of open points says this of the claim, and the text shows where."""
    claim = one.claim(sentence).claim.id
    troubles = {"COPY_NOT_WHOLE", "SOURCE_NOTICE"}
    points = [point for point in one.part(ReadinessLine).open if point.finding.record == claim]
    told = [point for point in points if point.finding.code in troubles and words in point.finding.message]
    return any(point.start is not None and one.shell.text[point.start : point.end] == sentence for point in told)


def post_a_correction(one: Person) -> None:
    """The board takes its minutes back: said at the source, and told at once by the sentence that rests on them."""
    pane = one.pane("sources", SourcesPane)
    source = source_of(one, MINUTES)
    one.pick(pane.list, source.id)
    pane.sheet.tabs.setCurrentIndex(DETAILS)
    standing = pane.sheet.standing
    before: Records = one.records()
    one.click("It was corrected or taken back…", pane)
    one.choose(standing.form.kind, "retracted")
    standing.form.note.setFocus()
    one.write("it was a rope of the pilots")
    one.click("Note it", pane)
    line = next(line for line in pane.list.lines if line.id == source.id)
    assert line.warned and line.subtitle.startswith("was retracted")
    assert rests_on_trouble(one, PARTED, "was retracted")
    one.editor.setFocus()
    one.press("Ctrl+Z")
    one.settle()
    assert differing(before, one.records()) == [] and not rests_on_trouble(one, PARTED, "")
    one.press("Ctrl+Shift+Z")
    one.settle()
    assert rests_on_trouble(one, PARTED, "it was a rope of the pilots")


def the_gate_shows_both(one: Person) -> None:
    """On the way out both are among the open points, and nothing leaves without an answer to them."""
    dialog = export_dialog(one)
    told = "\n".join(dialog.points.item(at).text() for at in range(dialog.points.count()))
    assert "no longer what was kept" in told and "was retracted" in told
    one.click("Export", dialog)
    one.until(lambda: dialog.outcome.text() not in ("", "Exporting…"))
    assert "Nothing was exported" in dialog.outcome.text()
    one.click("Close", dialog)


def export_dialog(one: Person) -> ExportDialog:
    one.editor.setFocus()
    one.press("Ctrl+E")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.activateWindow()
    one.until(dialog.isActiveWindow)
    return dialog
