"""The overview in a window: it follows the story, its lines lead to their places, it is printed and kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim
from newsroom.domain.overview import Way
from tests.ui.pane_window import NOW, PaneWindow
from ui.dialogs.overview import OverviewWindow
from ui.icons import Icons
from ui.session import Session

DRAFT = "The ferry was late. The fare rises.\n"


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


class Shown:
    """A story of two sentences, the first of them a claim, and its overview."""

    def __init__(self, window: PaneWindow, icons: Icons, folder: Path) -> None:
        self.window, self.gone = window, list[tuple[str, Way]]()
        self.file = folder / "late.html"
        self.story = window.lay_story(DRAFT)
        self.claim = self.mark(0, 19)
        window.open(self.story)
        self.page = OverviewWindow(
            desk=window.desk, watch=window.watch, jobs=window.jobs, look=icons.look, notices=window.notices,
            session=Session(folder / "overview.json"), go=lambda story, way: self.gone.append((story, way)),
            pick=lambda _window, _folder, _name: self.file, clock=lambda: NOW, parent=window.window,
        )  # fmt: skip
        self.page.call()
        window.until(lambda: "The ferry was late." in self.words)

    def mark(self, start: int, end: int) -> str:
        return self.window.desk.run("Mark", mark_claim, story_id=self.story, start=start, end=end).value.id

    @property
    def words(self) -> str:
        return self.page.browser.toPlainText()


@pytest.fixture
def shown(window: PaneWindow, icons: Icons, tmp_path: Path) -> Shown:
    return Shown(window, icons, tmp_path)


def test_the_page_follows_the_story_and_says_so_when_none_is_open(shown: Shown) -> None:
    assert "1 unsourced" in shown.words
    assert "No claim states it" in shown.words
    shown.mark(20, 35)
    shown.window.settle()
    shown.window.until(lambda: "2 unsourced" in shown.words)
    shown.window.focus.look_at_story("")
    assert shown.page.told.isVisible() and not shown.page.browser.isVisible()


def test_arrow_keys_go_through_the_lines_and_return_leads_to_the_place_of_one(shown: Shown) -> None:
    page, qtbot = shown.page.browser, shown.window.qtbot
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Down)
    qtbot.keyClick(page, Qt.Key.Key_Up)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.keyClick(page, Qt.Key.Key_Down)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    # The headline, the claim that states it, the first sentence; then back to the claim.
    (story, first), (_, second) = shown.gone
    assert (story, first) == (shown.story, Way("claim", shown.claim))
    assert second.kind == "place" and DRAFT[second.start : second.end].strip() == "The ferry was late."


def test_it_is_printed_in_black_and_kept_as_a_file_of_its_own(shown: Shown, tmp_path: Path) -> None:
    overview = shown.page.overview
    assert overview is not None
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "late.pdf"))
    shown.page.print_on(printer, overview)
    assert (tmp_path / "late.pdf").read_bytes().startswith(b"%PDF")
    shown.page.keep.click()
    shown.window.until(lambda: shown.file.exists() and bool(shown.window.words_told()))
    assert "Not for readers" in shown.file.read_text(encoding="utf-8")
    shown.page.keep.click()
    shown.window.until(lambda: "already there" in shown.window.words_told()[-1])
