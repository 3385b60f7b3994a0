"""Importing without a dialog: the text opens at once, the bar says what was found and follows what is left of it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from newsroom.domain.changes import Changes
from newsroom.domain.source import Capture, OriginalFile, Source
from tests.ui.writing_window import WritingWindow, lay_story
from ui.dropping import Kept, told_of
from ui.icons import Icons

ARTICLE = """# Ferry fares to rise in spring

Ottilie Brandvik, the harbour master, said on Monday that fares would rise. “We have not raised them since 2019,” \
Brandvik said.

According to The Slate Ledger, the council will vote on Friday. The ferry carried 412,000 passengers last year.

“Nobody asked the islanders.”
"""


@pytest.fixture
def chosen() -> list[Path]:
    """What the file picker gives back."""
    return []


@pytest.fixture
def open_window(
    qtbot: QtBot, icons: Icons, tmp_path: Path, chosen: list[Path]
) -> Iterator[Callable[[], WritingWindow]]:
    windows: list[WritingWindow] = []

    def make() -> WritingWindow:
        for old in windows:
            old.close()
        windows.clear()
        windows.append(
            WritingWindow(
                qtbot, icons=icons, folder=tmp_path / "desk", downloads=tmp_path / "downloads",
                pick=lambda window, folder: chosen,
            )
        )  # fmt: skip
        return windows[0]

    yield make
    for window in windows:
        window.close()
        assert window.faults == []


@pytest.fixture
def window(open_window: Callable[[], WritingWindow]) -> WritingWindow:
    return open_window()


def write(folder: Path, name: str, content: str | bytes = ARTICLE) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def bring_in(window: WritingWindow, *paths: Path) -> None:
    window.importing.bring_in(paths)
    window.settle()


# The text opens at once


def test_a_chosen_file_opens_with_its_words_and_the_bar_above_it(
    window: WritingWindow, tmp_path: Path, chosen: list[Path]
) -> None:
    chosen.append(write(tmp_path, "fares.md"))
    window.actions["import_article"].trigger()
    window.settle()
    assert window.editor.toPlainText() == ARTICLE
    assert window.page.headline.text() == "Ferry fares to rise in spring"
    assert window.bar.isVisible()
    assert window.bar.found.text() == "Found 2 quotes, 1 source, 5 statements"


def test_the_bar_counts_what_the_desk_holds(window: WritingWindow, tmp_path: Path) -> None:
    bring_in(window, write(tmp_path, "fares.md"))
    view = window.watch.view
    assert view is not None
    kinds = [one.kind for one in view.proposals]
    counted = {kind: kinds.count(kind) for kind in ("quote_use", "source", "claim")}
    numbers = [int(word) for word in window.bar.found.text().split() if word.isdigit()]
    assert numbers == [counted["quote_use"], counted["source"], counted["claim"]]


def test_one_undo_takes_the_import_back_and_the_story_before_is_open_again(
    window: WritingWindow, tmp_path: Path
) -> None:
    before = lay_story(window.desk, "The harbour is closed today.")
    window.open(before)
    bring_in(window, write(tmp_path, "fares.md"))
    assert window.timeline.undo_label == "Import fares.md"
    window.actions["undo"].trigger()
    window.settle()
    assert window.focus.story == before
    assert window.editor.toPlainText() == "The harbour is closed today."
    assert [story.id for story in window.desk.queries.stories()] == [before]
    assert window.desk.queries.where(Source) == ()
    assert window.desk.queries.where(OriginalFile) == ()
    assert not window.bar.isVisible()


def test_typing_and_then_undoing_everything_ends_before_the_import(window: WritingWindow, tmp_path: Path) -> None:
    before = lay_story(window.desk, "The harbour is closed today.")
    window.open(before)
    bring_in(window, write(tmp_path, "fares.md"))
    window.editor.set_caret(0)
    window.qtbot.keyClicks(window.editor, "New. ")
    window.saving.flush_all()
    while window.timeline.undo_label.startswith("Typing"):
        window.actions["undo"].trigger()
    window.actions["undo"].trigger()
    window.settle()
    assert window.focus.story == before
    assert [notice for notice in window.told if notice.kind != "note"] == []


def test_several_articles_become_stories_and_one_undo_takes_all_back(window: WritingWindow, tmp_path: Path) -> None:
    before = lay_story(window.desk, "The harbour is closed today.")
    window.open(before)
    bring_in(window, write(tmp_path, "one.txt"), write(tmp_path, "two.md"), write(tmp_path, "bad.md", b"%PDF-1.7 x"))
    assert len(window.desk.queries.stories()) == 3
    notice = window.told[-1]
    assert notice.words == "Imported 2 of 3 files; the last one is open."
    assert "bad.md: “bad.md” is a PDF, whatever its name says." in notice.details
    window.actions["undo"].trigger()
    window.settle()
    assert [story.id for story in window.desk.queries.stories()] == [before]


def test_notices_of_the_decoding_are_shown(window: WritingWindow, tmp_path: Path) -> None:
    bring_in(window, write(tmp_path, "old.txt", "Fares rise – “too fast”, says the café owner.".encode("cp1252")))
    assert any("Windows-1252" in words or "windows-1252" in words.lower() for words in window.words_told())


# What cannot be brought in


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("noise.txt", bytes(range(256)) * 40, "holds no text but bytes of another kind"),
        ("empty.md", b"", "holds no words"),
        ("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture, whatever its name says"),
        ("letter.docx", b"PK\x03\x04" + bytes(100), "is no text or Markdown file"),
    ],
)
def test_a_file_that_is_no_article_is_told_in_a_sentence_and_nothing_is_changed(
    window: WritingWindow, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    before = lay_story(window.desk, "The harbour is closed today.")
    window.open(before)
    bring_in(window, write(tmp_path, name, content))
    assert said in window.words_told()[-1]
    assert window.told[-1].kind == "refused"
    assert window.focus.story == before
    assert len(window.desk.queries.stories()) == 1


def test_a_text_of_a_hundred_megabytes_is_refused_with_what_to_do_instead(
    window: WritingWindow, tmp_path: Path
) -> None:
    window.open(lay_story(window.desk, "The harbour is closed today."))
    large = write(tmp_path, "large.txt", "words")
    os.truncate(large, 100 * 1024 * 1024)
    bring_in(window, large)
    assert "has 100.0 MB; articles of up to 5 MB are imported. Add it as a source instead" in window.words_told()[-1]
    assert len(window.desk.queries.stories()) == 1


def test_a_folder_a_missing_file_and_one_that_may_not_be_read_are_told(window: WritingWindow, tmp_path: Path) -> None:
    window.open(lay_story(window.desk, "The harbour is closed today."))
    (tmp_path / "folder.md").mkdir()
    bring_in(window, tmp_path / "folder.md")
    assert "is no file that can be read to its end" in window.words_told()[-1]
    bring_in(window, tmp_path / "gone.md")
    assert "cannot be read (No such file or directory)" in window.words_told()[-1]
    locked = write(tmp_path, "locked.md")
    locked.chmod(0)
    bring_in(window, locked)
    if os.geteuid() != 0:
        assert "cannot be read (Permission denied)" in window.words_told()[-1]


# The bar follows what is left


def test_the_certain_ones_are_taken_by_one_press_and_come_back_by_one_undo(
    window: WritingWindow, tmp_path: Path
) -> None:
    bring_in(window, write(tmp_path, "fares.md"))
    found = window.bar.found.text()
    assert window.bar.certain.text() == f"Accept the certain ones ({window.guide.certain})"
    window.bar.certain.click()
    window.settle()
    assert "quotes" not in window.bar.found.text() or window.bar.found.text() != found
    assert window.guide.certain == 0
    assert not window.bar.certain.isEnabled()
    window.actions["undo"].trigger()
    window.settle()
    assert window.bar.found.text() == found


def test_later_hides_the_bar_until_the_program_starts_again(
    open_window: Callable[[], WritingWindow], tmp_path: Path
) -> None:
    window = open_window()
    bring_in(window, write(tmp_path, "fares.md"))
    story = window.focus.story
    window.bar.later.click()
    assert not window.bar.isVisible()
    window.open(lay_story(window.desk, "The harbour is closed today."))
    window.open(story)
    assert not window.bar.isVisible()
    again = open_window()
    again.open(story)
    assert again.bar.isVisible()
    assert again.bar.found.text().startswith("Found 2 quotes")


def test_the_bar_is_gone_when_nothing_is_left(window: WritingWindow, tmp_path: Path) -> None:
    bring_in(window, write(tmp_path, "fares.md"))
    window.bar.through.click()
    while window.guide.current is not None:
        window.bar.drop.click()
    window.settle()
    assert not window.bar.isVisible()
    assert window.words_told()[-1] == "That was the last. Everything found in this text is taken or dropped."


def test_a_story_without_proposals_has_no_bar(window: WritingWindow) -> None:
    window.open(lay_story(window.desk, "The harbour is closed today."))
    assert not window.bar.isVisible()


# Dropped


def test_an_article_dropped_on_the_window_opens_and_other_files_become_sources(
    window: WritingWindow, tmp_path: Path
) -> None:
    before = lay_story(window.desk, "The harbour is closed today.")
    window.open(before)
    assert window.drop(write(tmp_path, "fares.md"))
    window.settle()
    assert window.editor.toPlainText() == ARTICLE
    window.open(before)
    assert window.drop(
        write(tmp_path, "table.csv", "a,b"), write(tmp_path, "page.html", "<p>The ferry was late on Monday.</p>")
    )
    window.settle()
    view = window.watch.view
    assert view is not None
    assert [held.source.title for held in view.held] == ["table.csv", "page.html"]
    assert window.told[-1].words == "Kept 2 sources in the story’s file."
    assert "table.csv: Kept “table.csv” as a source." in window.told[-1].details
    window.actions["undo"].trigger()
    window.settle()
    view = window.watch.view
    assert view is not None
    assert view.held == ()


def test_what_of_several_files_could_not_be_kept_is_said_for_each(window: WritingWindow, tmp_path: Path) -> None:
    window.open(lay_story(window.desk, "The harbour is closed today."))
    (tmp_path / "folder").mkdir()
    assert window.drop(write(tmp_path, "table.csv", "a,b"), tmp_path / "folder", write(tmp_path, "bad.pdf", b"%PDF-x"))
    window.settle()
    notice = window.told[-1]
    assert notice.words.startswith("Kept 2 of 3. Not kept: folder. Kept “bad.pdf” without its text. ")
    assert "folder: " in notice.details and "is no file that can be read to its end" in notice.details
    assert "bad.pdf: Kept “bad.pdf” without its text." in notice.details
    assert len(window.desk.queries.where(Capture)) == 2


def kept(name: str, *, is_new: bool = True) -> Kept:
    return Kept(name, f"Kept “{name}” as a source.", Changes(1, "Add", ()), is_new=is_new)


def test_what_was_here_already_is_not_counted_as_kept() -> None:
    known = [kept(f"{at}.txt", is_new=False) for at in range(2)]
    told = [told_of(files).words for files in (
        [*(kept(f"{at}.csv") for at in range(8)), *known], [kept("a.csv"), known[0]], known,
    )]  # fmt: skip
    assert told == [
        "Kept 8 sources in the story’s file; 2 were here already.",
        "Kept 1 source in the story’s file; 1 was here already.",
        "All 2 were here already.",
    ]


def test_of_up_to_three_files_it_is_said_at_once_why_they_have_no_text() -> None:
    broken = [Kept(f"{at}.pdf", f"Why {at}.", Changes(1, "Add", ()), is_unread=True) for at in range(4)]
    assert told_of([kept("a.csv"), *broken]).words == "Kept 5 sources in the story’s file. Why 0. Why 1. Why 2."


def test_a_dropped_address_is_noted_and_never_opened(window: WritingWindow) -> None:
    window.open(lay_story(window.desk, "The harbour is closed today."))
    assert window.drop(addresses=["https://slate-ledger.example/ferry"])
    window.settle()
    (source,) = window.desk.queries.where(Source)
    assert (source.url, window.desk.queries.where(Capture)) == ("https://slate-ledger.example/ferry", ())


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/plain,x", "ftp://old.example/x"])
def test_what_is_no_web_address_is_not_welcome(window: WritingWindow, address: str) -> None:
    window.open(lay_story(window.desk, "The harbour is closed today."))
    assert not window.drop(addresses=[address])


def test_a_file_dropped_on_a_sentence_is_cited_for_it(window: WritingWindow, tmp_path: Path) -> None:
    text = "The harbour is closed today. It carried 412 passengers."
    window.open(lay_story(window.desk, text))
    page = write(tmp_path, "page.html", "<p>On Monday the boat carried 412 passengers to Tarnby.</p>")
    assert window.drop(page, on=window.editor.viewport(), at=place_of(window, text.index("carried")))
    window.settle()
    view = window.watch.view
    assert view is not None
    assert [rated.claim.wording for rated in view.claims.values()] == ["It carried 412 passengers."]
    assert window.timeline.undo_label == "Cite page.html"
    window.actions["undo"].trigger()
    window.settle()
    assert window.desk.queries.where(Source) == ()


def place_of(window: WritingWindow, offset: int) -> QPoint:
    """Where the words at ``offset`` stand on the viewport."""
    before = window.editor.caret()
    window.editor.set_caret(offset)
    place = window.editor.caret_rect_in(window.editor.viewport()).center()
    window.editor.set_caret(before)
    return place


def test_an_article_dropped_on_the_text_opens_as_a_story_of_its_own(window: WritingWindow, tmp_path: Path) -> None:
    before = lay_story(window.desk, "The harbour is closed today.")
    window.open(before)
    assert window.drop(write(tmp_path, "fares.md"), on=window.editor.viewport(), at=place_of(window, 5))
    window.settle()
    assert window.editor.toPlainText() == ARTICLE
    assert window.desk.queries.draft(before).text == "The harbour is closed today."


def test_a_file_dropped_on_an_empty_line_is_laid_in_the_storys_file(window: WritingWindow, tmp_path: Path) -> None:
    window.open(lay_story(window.desk, "One.\n\nTwo."))
    page = write(tmp_path, "table.csv", "a,b")
    assert window.drop(page, on=window.editor.viewport(), at=place_of(window, 5))
    window.settle()
    view = window.watch.view
    assert view is not None
    assert [held.source.title for held in view.held] == ["table.csv"]
    assert view.claims == {}


def test_a_source_dropped_where_no_story_is_open_is_refused_with_what_to_do(
    window: WritingWindow, tmp_path: Path
) -> None:
    assert window.drop(write(tmp_path, "table.csv", "a,b"))
    assert window.words_told() == ["No story is open whose file this could lie in. Open one, then drop it again."]


def test_every_button_of_the_bar_says_what_it_does_and_the_keyboard_stays_in_the_text(
    window: WritingWindow, tmp_path: Path
) -> None:
    bring_in(window, write(tmp_path, "fares.md"))
    window.bar.through.click()
    buttons = window.bar.findChildren(QAbstractButton)
    assert len(buttons) == 8
    assert all(button.accessibleName() and button.accessibleDescription() for button in buttons)
    assert QApplication.focusWidget() is window.editor
