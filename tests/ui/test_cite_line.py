"""The cite line: what it offers and in which order, and how it is worked by keyboard and mouse."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.domain.source import Source
from ui.cite_rows import (
    CiteRow,
    Clipboard,
    Download,
    Offer,
    cite_rows,
    matching,
    recent_downloads,
    web_address,
)
from ui.editor.cite_line import CiteLine
from ui.panes.sources_reading import Passage

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)


def source(number: int, title: str, *, url: str = "", publisher: str = "") -> Source:
    stamp = NOW.isoformat()
    return Source(f"source{number}", 1, stamp, stamp, None, type="news_report", title=title, url=url,
                  publisher=publisher)  # fmt: skip


COURIER = source(1, "Ferry fares rise again", publisher="The Tarnby Courier")
LEDGER = source(2, "Harbour budget", url="https://slate-ledger.example/harbour", publisher="The Slate Ledger")
REGISTER = source(3, "Register of ships", publisher="Harbour Office")


def minutes(ago: float) -> datetime:
    return NOW - timedelta(minutes=ago)


def titles(rows: Sequence[CiteRow]) -> list[str]:
    return [row.title for row in rows]


def full_offer() -> Offer:
    return Offer(
        now=NOW,
        sources=(REGISTER, COURIER, LEDGER),
        passage=Passage("source3", "capture3", 10, 39, "The vessel was built in 1961."),
        downloads=(Download(Path("/d/fares.html"), 900, minutes(2)),),
        clipboard=Clipboard("https://tarnby.example/news/17", minutes(3)),
        last=LEDGER,
        last_at=minutes(4),
    )


# What is offered


def test_what_was_done_newest_stands_first_and_the_ranked_sources_follow() -> None:
    assert [(row.kind, row.source or row.words or row.title) for row in cite_rows(full_offer())] == [
        ("passage", "source3"),
        ("download", "fares.html"),
        ("address", "https://tarnby.example/news/17"),
        ("last", "source2"),
        ("source", "source3"),
        ("source", "source1"),
    ]


def test_the_source_cited_last_stands_before_a_file_that_came_earlier() -> None:
    first = cite_rows(replace(full_offer(), passage=None, clipboard=None, last_at=minutes(0.5)))[0]
    assert (first.kind, first.source) == ("last", LEDGER.id)
    assert first.subtitle == "cited last · The Slate Ledger"


def test_a_source_is_offered_once_however_many_reasons_there_are() -> None:
    keys = [row.key for row in cite_rows(full_offer())]
    assert len(keys) == len(set(keys))


def test_an_address_the_story_knows_offers_its_source_and_not_a_second_one() -> None:
    rows = cite_rows(Offer(now=NOW, sources=(COURIER, LEDGER), clipboard=Clipboard(LEDGER.url, minutes(1))))
    assert titles(rows) == ["Harbour budget", "Ferry fares rise again"]
    assert all(row.kind == "source" for row in rows)


def test_a_passage_on_the_clipboard_is_offered_as_pasted_text_whose_page_is_not_saved() -> None:
    (row,) = cite_rows(Offer(now=NOW, clipboard=Clipboard("The ferry\n was late.", minutes(1))))
    assert (row.kind, row.title, row.subtitle) == ("pasted", "“The ferry was late.”", "pasted, page not saved")
    assert row.words == "The ferry\n was late."


@pytest.mark.parametrize("words", ["", "   \n", "ferry", "ferryferryferryferry", "x y", "a b" * 100_000])
def test_what_is_no_passage_is_not_offered_from_the_clipboard(words: str) -> None:
    assert cite_rows(Offer(now=NOW, clipboard=Clipboard(words, minutes(1)))) == ()


def test_words_moved_about_within_the_story_are_no_source_for_it() -> None:
    words = "The ferry was late on Monday."
    offer = Offer(now=NOW, clipboard=Clipboard(words, minutes(1)), draft=f"First. {words} Last.")
    assert cite_rows(offer) == ()


def test_a_passage_that_was_pasted_as_a_source_is_not_offered_again() -> None:
    words = "The ferry was late on Monday."
    assert cite_rows(Offer(now=NOW, clipboard=Clipboard(words, minutes(1)), copies=(f"{words}\n",))) == ()


def test_every_row_says_what_it_is_and_when_the_file_came() -> None:
    assert [row.subtitle for row in cite_rows(full_offer())] == [
        "the passage selected in Register of ships",
        "saved 2 min ago to the downloads",
        "web address, no copy saved yet",
        "cited last · The Slate Ledger",
        "Harbour Office",
        "The Tarnby Courier",
    ]


def test_typing_leaves_the_rows_that_hold_every_word_and_a_title_that_begins_so_comes_first() -> None:
    rows = cite_rows(Offer(now=NOW, sources=(COURIER, REGISTER, LEDGER)))
    assert titles(matching(rows, "HARB")) == ["Harbour budget", "Register of ships"]
    assert titles(matching(rows, "tarnby fares")) == ["Ferry fares rise again"]
    assert titles(matching(rows, "no such thing")) == []
    assert matching(rows, "  ") == rows


def test_an_address_typed_into_the_line_is_offered_itself() -> None:
    (row,) = matching((), "https://tarnby.example/a?b=1")
    assert (row.kind, row.words) == ("address", "https://tarnby.example/a?b=1")


@pytest.mark.parametrize(
    "words", ["tarnby.example", "file:///etc/passwd", "javascript:alert(1)", "https://", "http://[::1", "https://a b.c"]
)
def test_what_is_no_web_address_is_not_taken_for_one(words: str) -> None:
    assert web_address(words) == ""


# The downloads folder


def nothing_known(_: Sequence[Download]) -> frozenset[Path]:
    return frozenset()


def test_fresh_files_are_offered_newest_first_and_what_is_no_saved_file_is_not(tmp_path: Path) -> None:
    for name in ("page.html", ".hidden.pdf", "film.mp4.part", "half.pdf.crdownload", "register.pdf"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "page_files").mkdir()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "register.pdf")
    later = (tmp_path / "register.pdf").stat().st_mtime + 60
    os.utime(tmp_path / "register.pdf", (later, later))
    found = recent_downloads(tmp_path, now=datetime.now(UTC), is_known=nothing_known)
    assert [one.path.name for one in found] == ["register.pdf", "page.html"]


def test_a_file_with_an_old_date_of_its_own_that_came_just_now_is_offered(tmp_path: Path) -> None:
    (tmp_path / "budget-2019.pdf").write_text("words", encoding="utf-8")
    os.utime(tmp_path / "budget-2019.pdf", (1_500_000_000, 1_500_000_000))
    found = recent_downloads(tmp_path, now=datetime.now(UTC), is_known=nothing_known)
    assert [one.path.name for one in found] == ["budget-2019.pdf"]


def test_after_half_an_hour_a_file_is_no_longer_offered(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("words", encoding="utf-8")
    later = datetime.now(UTC) + timedelta(minutes=31)
    assert recent_downloads(tmp_path, now=later, is_known=nothing_known) == ()


def test_a_file_the_desk_has_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("words", encoding="utf-8")
    (tmp_path / "other.html").write_text("words", encoding="utf-8")
    known = frozenset({tmp_path / "page.html"})
    found = recent_downloads(tmp_path, now=datetime.now(UTC), is_known=lambda _: known)
    assert [one.path.name for one in found] == ["other.html"]


@pytest.mark.parametrize("typed", ["tax", "TAX credit", "slate", "budget list.pdf"])
def test_a_source_answers_to_the_name_of_its_file_and_to_its_outlet(typed: str) -> None:
    offer = Offer(
        now=NOW,
        sources=(REGISTER, LEDGER),
        told=lambda source: "",
        files={"source2": "tax-credit-list.pdf"},
        last=LEDGER,
    )
    assert titles(matching(cite_rows(offer), typed)) == ["Harbour budget"]


def test_a_downloads_folder_that_is_not_there_offers_nothing(tmp_path: Path) -> None:
    assert recent_downloads(tmp_path / "none", now=NOW, is_known=nothing_known) == ()


# The line on the screen


class Page(QWidget):
    """A stand for the line: a page with something else that can take the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(800, 500)
        layout = QVBoxLayout(self)
        self.text = QLineEdit(self)
        layout.addWidget(self.text)
        layout.addStretch()
        self.line = CiteLine(self)
        self.chosen: list[tuple[str, bool]] = []
        self.line.chosen.connect(lambda row, stays: self.chosen.append((row.title, stays)))


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.line.open_at(QRect(40, 60, 200, 20), cite_rows(Offer(now=NOW, sources=(REGISTER, COURIER, LEDGER))))
    qtbot.waitUntil(page.line.input.hasFocus)
    return page


def test_return_takes_the_first_row(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(page.line.input, Qt.Key.Key_Return)
    assert page.chosen == [("Register of ships", False)]


def test_control_and_return_take_it_and_ask_to_stay(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(page.line.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.chosen == [("Register of ships", True)]


def test_down_and_up_move_through_the_rows_and_stop_at_the_ends(page: Page, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(page.line.input, key)
    assert page.chosen == [("Ferry fares rise again", False)]


def test_typing_filters_the_rows_and_return_takes_what_is_left(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.line.input, "led")
    assert titles(page.line.rows) == ["Harbour budget"]
    qtbot.keyClick(page.line.input, Qt.Key.Key_Return)
    assert page.chosen == [("Harbour budget", False)]


def test_return_on_no_row_does_nothing_and_the_line_says_so(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.line.input, "zeppelin")
    qtbot.keyClick(page.line.input, Qt.Key.Key_Return)
    assert page.chosen == []
    assert page.line.is_open
    assert "Nothing here is called “zeppelin”." in shown_words(page.line)


def test_escape_closes_the_line_and_chooses_nothing(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.line.closed):
        qtbot.keyClick(page.line.input, Qt.Key.Key_Escape)
    assert not page.line.is_open
    assert page.chosen == []


def test_a_click_takes_the_row_under_the_pointer(page: Page, qtbot: QtBot) -> None:
    box = page.line.list.visualItemRect(page.line.list.item(2))
    qtbot.mouseClick(page.line.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert page.chosen == [("Harbour budget", False)]


def test_the_line_closes_when_the_keyboard_goes_elsewhere_in_the_window(page: Page, qtbot: QtBot) -> None:
    page.text.setFocus()
    qtbot.waitUntil(lambda: not page.line.is_open)
    assert page.chosen == []


def test_a_screen_reader_hears_the_row_return_would_take(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(page.line.input, Qt.Key.Key_Down)
    assert page.line.input.accessibleDescription() == "2 of 3: Ferry fares rise again, The Tarnby Courier"


def test_with_nothing_to_cite_the_line_says_what_to_do(page: Page) -> None:
    page.line.open_at(QRect(40, 60, 200, 20), ())
    assert "Nothing to cite yet. Save the page" in shown_words(page.line)


@pytest.mark.parametrize("top", [0, 60, 300, 470])
@pytest.mark.parametrize("size", [(800, 500), (420, 260)])
def test_the_line_lies_wholly_on_the_page_and_leaves_the_sentence_free(
    page: Page, top: int, size: tuple[int, int]
) -> None:
    page.resize(*size)
    sources = [source(number, f"Report {number} " + "on the harbour " * 20) for number in range(30)]
    under = QRect(40, min(top, size[1] - 20), 200, 20)
    page.line.open_at(under, cite_rows(Offer(now=NOW, sources=sources)))
    assert page.rect().contains(page.line.geometry())
    assert not page.line.geometry().intersects(under)
    assert page.line.list.visibleRegion().boundingRect().height() >= page.line.list.sizeHintForRow(0)


@pytest.mark.parametrize("left", [0, 300, 560])
@pytest.mark.parametrize("sides", [100, 300])
def test_the_line_stays_over_the_words_whatever_the_caret(qtbot: QtBot, left: int, sides: int) -> None:
    text = Column(sides)
    qtbot.addWidget(text)
    text.resize(760, 500)
    text.show()
    line = CiteLine(text)
    words = text.viewport().geometry()
    line.open_at(QRect(words.left() + left, 60, 2, 20), cite_rows(Offer(now=NOW, sources=(REGISTER, COURIER))))
    within = words if words.width() > 440 else text.rect()
    assert within.left() <= line.geometry().left() and line.geometry().right() <= within.right()


class Column(QPlainTextEdit):
    """A text with empty room on both sides of its column, pixels each."""

    def __init__(self, sides: int) -> None:
        super().__init__()
        self.setViewportMargins(sides, 0, sides, 0)


def test_the_first_row_is_inside_the_line(page: Page) -> None:
    box = page.line.list.visualItemRect(page.line.list.item(0))
    top_left = page.line.list.viewport().mapTo(page.line, QPoint(box.left(), box.top()))
    assert page.line.rect().contains(top_left)


def shown_words(line: CiteLine) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in line.findChildren(QLabel) if label.isVisible())
