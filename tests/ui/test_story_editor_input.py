"""What comes into the editor: the clipboard, drops, input methods, and signs put round words; each one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.domain.anchor import Place
from tests.ui.editing import Desk, compose, copied
from ui.editor.commands import head, list_items
from ui.editor.pasting import markdown_of
from ui.editor.story_editor import StoryEditor

TEXT = "The 😀 ferry was late. Nobody was told.\nThe council met on Friday.\n\nNo-break:\u00a0here."
FERRY = Place(6, 11, "attached")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, TEXT, {"a": FERRY})


def test_paste_keeps_structure_as_markdown_and_is_one_step(desk: Desk) -> None:
    html = "<p>A <b>strong</b> word and a <a href='https://example.org/x'>link</a>.</p><ul><li>one</li></ul>"
    desk.editor.select(0, len(TEXT))
    desk.editor.insertFromMimeData(copied("plain", html))
    assert desk.document.text() == "A **strong** word and a [link](https://example.org/x).\n\n- one"
    assert desk.timeline.undo_label == "Paste"
    desk.timeline.undo()
    assert desk.document.text() == TEXT


def test_html_that_says_no_more_than_the_words_is_pasted_as_words(desk: Desk) -> None:
    desk.editor.select(0, len(TEXT))
    desk.editor.insertFromMimeData(copied("two_words *here*", "<meta><span style='color:red'>two_words *here*</span>"))
    assert desk.document.text() == "two_words *here*"


def test_paste_plain_leaves_all_structure_behind(desk: Desk) -> None:
    QGuiApplication.clipboard().setMimeData(copied("A strong word", "<b>A strong</b> word"))
    desk.editor.select(0, len(TEXT))
    desk.editor.paste_plain()
    assert desk.document.text() == "A strong word"
    assert desk.timeline.undo_label == "Paste plain"


def test_scripts_and_styles_of_a_page_are_not_pasted() -> None:
    html = "<style>p {color: red}</style><script>alert(1)</script><!-- x --><p>Only <i>this</i></p>"
    assert markdown_of(html) == "Only *this*"
    assert markdown_of("<b style='font-weight:normal'><p>Not <em>bold</em></p></b>") == "Not *bold*"


def test_copied_words_keep_their_no_break_spaces(desk: Desk) -> None:
    start = TEXT.index("No-break")
    desk.editor.select(start, len(TEXT))
    source = desk.editor.createMimeDataFromSelection()
    assert source.text() == "No-break:\u00a0here."
    desk.editor.set_caret(0)
    desk.editor.insertFromMimeData(source)
    assert desk.document.text() == "No-break:\u00a0here." + TEXT


def test_a_dead_key_writes_one_letter(desk: Desk) -> None:
    desk.editor.set_caret(0)
    compose(desk.editor, "´")
    compose(desk.editor, "", "é")
    assert desk.document.text() == "é" + TEXT
    assert desk.document.place("a") == Place(7, 12, "attached")


def test_one_backspace_takes_a_whole_emoji(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.set_caret(5)
    qtbot.keyClick(desk.editor, Qt.Key.Key_Backspace)
    assert desk.document.text() == TEXT.replace("😀", "")
    assert desk.document.place("a") == Place(5, 10, "attached")


def test_dropped_files_are_told_of_with_the_place_and_write_nothing(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "saved page.html"
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(file))])
    desk.editor.grab()
    desk.editor.set_caret(3)
    point = desk.editor.cursorRect().center()
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, actions, source, button, keys)
    QApplication.sendEvent(desk.editor.viewport(), enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(desk.editor.files_dropped) as told:
        QApplication.sendEvent(desk.editor.viewport(), QDropEvent(QPointF(point), actions, source, button, keys))
    assert told.args == [[file], 3]
    assert desk.document.text() == TEXT


def test_dropped_words_are_one_step_and_take_their_anchor_along(desk: Desk) -> None:
    source = copied("ferry ")
    desk.editor.grab()
    desk.editor.select(6, 12)
    desk.editor.textCursor().removeSelectedText()
    desk.editor.set_caret(4)
    point = desk.editor.cursorRect().center()
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(point, actions, source, button, keys),
        QDropEvent(QPointF(point), actions, source, button, keys),
    ):
        QApplication.sendEvent(desk.editor.viewport(), event)
    assert desk.document.text().startswith("The ferry 😀 was late.")
    assert (desk.document.place("a"), desk.timeline.undo_label) == (Place(4, 9, "attached"), "Drop")
    desk.timeline.undo()
    desk.timeline.undo()
    assert (desk.document.text(), desk.document.place("a")) == (TEXT, FERRY)


def test_shift_return_writes_a_newline(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.set_caret(3)
    qtbot.keyClick(desk.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.document.text() == "The\n" + TEXT[3:]


# Strong, emphatic, linked.


@pytest.mark.parametrize(
    ("text", "selected", "sign", "result"),
    [
        ("the ferry sank", (4, 9), "bold", "the **ferry** sank"),
        ("the ferry sank", (6, 6), "bold", "the **ferry** sank"),
        ("the ferry sank", (3, 10), "italic", "the *ferry* sank"),
        ("the **ferry** sank", (6, 11), "bold", "the ferry sank"),
        ("the **ferry** sank", (4, 13), "bold", "the ferry sank"),
        ("the **ferry** sank", (6, 11), "italic", "the ***ferry*** sank"),
        ("the ***ferry*** sank", (7, 12), "bold", "the *ferry* sank"),
        ("one\n\ntwo", (0, 8), "bold", "**one**\n\n**two**"),
        ("a  b", (2, 2), "bold", "a **** b"),
        ("", (0, 0), "italic", "**"),
    ],
)
def test_strong_and_emphatic_words(qtbot: QtBot, text: str, selected: tuple[int, int], sign: str, result: str) -> None:
    desk = Desk(qtbot, text)
    desk.editor.select(*selected)
    getattr(desk.editor, sign)()
    assert desk.document.text() == result
    assert desk.timeline.undo_label == sign.capitalize()
    desk.timeline.undo()
    assert desk.document.text() == text


def test_bold_twice_is_as_before_and_keeps_the_words_selected(desk: Desk) -> None:
    desk.editor.select(6, 11)
    desk.editor.bold()
    assert desk.document.words(*desk.editor.selection()) == "ferry"
    assert desk.document.place("a") == Place(8, 13, "attached")
    desk.editor.bold()
    assert desk.document.text() == TEXT


@pytest.mark.parametrize(
    ("name", "typed", "result"),
    [
        ("bold", ("Bids open in ", "March", " again"), "Bids open in **March** again"),
        ("italic", ("In ", "the Lantern", ", he says"), "In *the Lantern*, he says"),
        ("bold", ("", "March", ""), "**March**"),
        ("bold", ("a ", "", "b"), "a b"),
    ],
)
def test_the_same_key_begins_and_ends_strong_words_while_typing(
    qtbot: QtBot, name: str, typed: tuple[str, str, str], result: str
) -> None:
    desk = Desk(qtbot, "")
    for number, words in enumerate(typed):
        if number:
            getattr(desk.editor, name)()
            assert desk.editor.selection()[0] == desk.editor.selection()[1], "nothing typed may be replaced"
        qtbot.keyClicks(desk.editor, words)
    assert desk.document.text() == result


@pytest.mark.parametrize(("text", "after"), [("the fe|rry", "the **fe|rry**"), ("the **fe|rry**", "the fe|rry")])
def test_without_a_selection_the_caret_stays_in_its_word(qtbot: QtBot, text: str, after: str) -> None:
    desk = Desk(qtbot, text.replace("|", ""))
    desk.editor.set_caret(text.index("|"))
    desk.editor.bold()
    assert desk.document.text() == after.replace("|", "")
    assert desk.editor.selection() == (after.index("|"), after.index("|"))


def test_a_link_takes_the_address_in_the_clipboard(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("https://example.org/ferry")
    desk.editor.select(6, 11)
    desk.editor.link()
    assert "[ferry](https://example.org/ferry)" in desk.document.text()
    QGuiApplication.clipboard().setText("just words")
    desk.editor.select(desk.document.text().index("late"), desk.document.text().index("late") + 4)
    desk.editor.link()
    assert "[late]()" in desk.document.text()
    assert desk.document.text()[desk.editor.caret() - 1] == "("


# Return, headings and lists. The upright stroke is the caret, in the text before and after.


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("One.|", "One.\n\n|"),
        ("One.|\n\nThree.", "One.\n\n|\n\nThree."),
        ("One. |Two.", "One. \n\n|Two."),
        ("😀 One.\n\nTwo.|", "😀 One.\n\nTwo.\n\n|"),
        ("## Head|", "## Head\n\n|"),
        ("One.\n|", "One.\n\n|"),
        ("|One.", "\n|One."),
        ("|", "\n|"),
        ("- one|", "- one\n- |"),
        ("* o|ne", "* o\n* |ne"),
        ("  - [x] done|", "  - [x] done\n  - [ ] |"),
        ("9. nine|", "9. nine\n10. |"),
        ("- one\n- |", "- one\n\n|"),
        ("- one\n-|", "- one\n\n|"),
        ("1. one\n2. |\n\nProse.", "1. one\n\n|\n\nProse."),
        ("> one|", "> one\n> |"),
        ("> one\n> |", "> one\n\n|"),
        ("> one\n>|", "> one\n\n|"),
        ("```\ncode|\n```", "```\ncode\n|\n```"),
        ("```|", "```\n|"),
        ("```\ncode\n```\n\nProse.|", "```\ncode\n```\n\nProse.\n\n|"),
        ("| a | b ||", "| a | b |\n|"),
        ("---|", "---\n|"),
        ("In 1984. It|", "In 1984. It\n\n|"),
        ("**Bold** one.|", "**Bold** one.\n\n|"),
    ],
)
def test_return_does_what_the_place_wants_and_is_taken_back_at_once(qtbot: QtBot, text: str, after: str) -> None:
    at, behind = text.rindex("|"), after.rindex("|")
    desk = Desk(qtbot, before := text[:at] + text[at + 1 :])
    desk.editor.set_caret(at)
    qtbot.keyClick(desk.editor, Qt.Key.Key_Return)
    assert (desk.document.text(), desk.editor.caret()) == (after[:behind] + after[behind + 1 :], behind)
    desk.timeline.undo()
    assert desk.document.text() == before


@pytest.mark.parametrize("times", [1, 2, 3])
def test_one_return_and_two_give_the_same_paragraphs(qtbot: QtBot, times: int) -> None:
    desk = Desk(qtbot, "")
    for number, words in enumerate(("The ferry was late.", "## The quay", "Nobody was told.")):
        for _ in range(times if number else 0):
            qtbot.keyClick(desk.editor, Qt.Key.Key_Return)
        qtbot.keyClicks(desk.editor, words)
    assert desk.document.text() == "The ferry was late.\n\n## The quay\n\nNobody was told."


def test_a_list_written_under_a_paragraph_is_a_list_in_print(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "The bids:")
    desk.editor.set_caret(9)
    for words in ("1. Ferry", "Quay", "", "Prose again."):
        qtbot.keyClick(desk.editor, Qt.Key.Key_Return)
        qtbot.keyClicks(desk.editor, words)
    assert desk.document.text() == "The bids:\n\n1. Ferry\n2. Quay\n\nProse again."


def test_return_puts_a_paragraph_in_place_of_what_is_selected(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.select(TEXT.index(" Nobody"), TEXT.index("The council"))
    qtbot.keyClick(desk.editor, Qt.Key.Key_Return)
    assert desk.document.text().startswith("The 😀 ferry was late.\n\nThe council met")
    desk.timeline.undo()
    assert (desk.document.text(), desk.document.place("a")) == (TEXT, FERRY)


@pytest.mark.parametrize(
    ("act", "text", "selected", "after"),
    [
        (head, "One\n\nTwo", (1, 1), "## One\n\nTwo"),
        (head, "### One", (5, 5), "One"),
        (head, "- One", (0, 5), "## One"),
        (head, "", (0, 0), "## "),
        (list_items, "One\n\nTwo\nThree", (0, 12), "- One\n\n- Two\n- Three"),
        (list_items, "- One\n- Two", (0, 11), "One\nTwo"),
        (list_items, "- One\nTwo", (0, 9), "- One\n- Two"),
        (list_items, "1. One", (6, 6), "- One"),
    ],
)
def test_headings_and_lists_are_put_on_and_taken_off(
    qtbot: QtBot, act: Callable[[StoryEditor], None], text: str, selected: tuple[int, int], after: str
) -> None:
    desk = Desk(qtbot, text)
    desk.editor.select(*selected)
    words = desk.document.words(*selected)
    act(desk.editor)
    assert desk.document.text() == after
    assert desk.document.words(*desk.editor.selection()).endswith(words[-3:])
    desk.timeline.undo()
    assert desk.document.text() == text


# The empty last line behind a single newline, where files end.


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("One.\n", "One.\n\nTwo"),
        ("## Head\n", "## Head\n\nTwo"),
        ("One.\n\n", "One.\n\nTwo"),
        ("One.", "One.Two"),
        ("\n", "\nTwo"),
        ("- one\n", "- one\nTwo"),
        ("```\ncode\n", "```\ncode\nTwo"),
    ],
)
@pytest.mark.parametrize("way", ["keys", "input method", "paste"])
def test_writing_behind_the_last_newline_begins_a_paragraph_and_is_taken_back_at_once(
    qtbot: QtBot, text: str, after: str, way: str
) -> None:
    desk = Desk(qtbot, text)
    desk.editor.set_caret(len(text))
    match way:
        case "keys":
            qtbot.keyClicks(desk.editor, "Two")
        case "paste":
            desk.editor.insertFromMimeData(copied("Two"))
        case _:
            compose(desk.editor, "Tw")
            compose(desk.editor, "", "Two")
    assert (desk.document.text(), desk.editor.caret()) == (after, len(after))
    desk.timeline.undo()
    assert desk.document.text() == text


def test_a_plain_line_made_by_hand_stays_one(desk: Desk, qtbot: QtBot) -> None:
    end = len(TEXT)
    desk.editor.set_caret(end)
    qtbot.keyClick(desk.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(desk.editor, "On")
    qtbot.keyClick(desk.editor, Qt.Key.Key_Return)
    qtbot.keyClick(desk.editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(desk.editor, "Off")
    assert desk.document.text() == TEXT + "\nOn\nOff"
