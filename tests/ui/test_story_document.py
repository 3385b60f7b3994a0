"""The document of a story: what is typed is kept exactly, undo takes whole steps back, anchors follow."""

from __future__ import annotations

import random

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from newsroom.domain.anchor import Place, TextEdit
from newsroom.domain.errors import NewsroomError
from tests.ui.editing import Desk, compose, copied, document
from ui.editor.positions import cleaned
from ui.editor.sentences import sentence_in
from ui.editor.story_document import StoryDocument
from ui.editor.story_editor import StoryEditor
from ui.timeline import Timeline

TEXT = "The ferry was late. Nobody was told.\nThe council met on Friday."
FERRY = Place(4, 9, "attached")


def not_refused(error: NewsroomError) -> None:
    pytest.fail(str(error))


class Written:
    """A document on a timeline of its own, written to through Qt as the editor does."""

    def __init__(self, text: str = TEXT, places: dict[str, Place] | None = None) -> None:
        self.timeline = Timeline(refused=not_refused)
        self.document = document(text, {"a": FERRY} if places is None else places, push=self.timeline.push)
        self.timeline.open(self.document)
        self.edits: list[TextEdit] = []
        self.document.edited.connect(self.edits.append)

    def at(self, start: int, end: int | None = None) -> QTextCursor:
        cursor = QTextCursor(self.document.text_document)
        cursor.setPosition(self.document.to_utf16(start))
        cursor.setPosition(self.document.to_utf16(start if end is None else end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def type(self, at: int, words: str) -> None:
        for number, letter in enumerate(words):
            self.at(at + number).insertText(letter)

    def words_of(self, anchor: str = "a") -> tuple[str, str]:
        place = self.document.place(anchor)
        assert place is not None
        return self.document.words(place.start, place.end), place.state


@pytest.fixture
def written(qtbot: QtBot) -> Written:
    return Written()


def test_typing_makes_one_step_of_a_sentence(written: Written) -> None:
    written.type(20, "It left at nine. Then")
    assert written.document.text() == TEXT[:20] + "It left at nine. Then" + TEXT[20:]
    written.timeline.undo()
    assert written.document.text() == TEXT[:20] + "It left at nine. " + TEXT[20:]
    written.timeline.undo()
    assert written.document.text() == TEXT
    assert written.timeline.undo_label == ""
    written.timeline.redo()
    written.timeline.redo()
    assert written.document.text() == TEXT[:20] + "It left at nine. Then" + TEXT[20:]


@pytest.mark.parametrize("between", ["jump", "seal", "newline", "desk"])
def test_a_new_step_begins(written: Written, between: str) -> None:
    written.type(0, "ab")
    at = 2
    if between == "jump":
        at = 5
    elif between == "newline":
        written.type(2, "\n")
        at = 3
    else:
        written.document.seal()
    before = written.document.text()
    written.type(at, "cd")
    steps = 2 if between == "newline" else 1
    written.timeline.undo()
    assert written.document.text() == (before if steps == 1 else before.replace("\n", "", 1))


def test_deleting_back_over_words_is_one_step(written: Written) -> None:
    for at in range(9, 5, -1):
        written.at(at - 1, at).removeSelectedText()
    assert written.words_of() == ("f", "reworded")
    assert written.timeline.undo_label == "Deleting"
    written.timeline.undo()
    assert written.document.text() == TEXT
    assert written.document.place("a") == FERRY


def test_what_the_reverse_edit_cannot_tell_comes_home_too(written: Written) -> None:
    written.at(2, 7).removeSelectedText()
    written.document.seal()
    written.at(0, 4).removeSelectedText()
    assert written.words_of()[1] == "adrift"
    written.timeline.undo()
    written.timeline.undo()
    assert written.document.place("a") == FERRY
    written.timeline.redo()
    assert written.words_of() == ("rry"[1:], "reworded")


def test_a_letter_typed_before_its_twin_stays_outside_the_passage(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "an eel", {"a": Place(3, 6, "attached")})
    desk.editor.set_caret(3)
    qtbot.keyClicks(desk.editor, "e")
    assert desk.document.place("a") == Place(4, 7, "attached")
    desk.editor.set_caret(4)
    compose(desk.editor, "e")
    compose(desk.editor, "", "e")
    assert desk.document.text() == "an eeeel"
    assert desk.document.place("a") == Place(5, 8, "attached")


def test_drawing_and_composing_are_no_edits(qtbot: QtBot) -> None:
    desk = Desk(qtbot, TEXT, {"a": FERRY})
    edits: list[TextEdit] = []
    desk.document.edited.connect(edits.append)
    desk.editor.set_caret(6)
    compose(desk.editor, "kan")
    desk.document.text_document.markContentsDirty(0, 20)
    desk.editor.grab()
    assert (edits, desk.document.text(), desk.document.revision) == ([], TEXT, 0)
    compose(desk.editor, "")
    assert edits == []
    compose(desk.editor, "", "漢字")
    assert edits == [TextEdit(6, "", "漢字")]
    compose(desk.editor, "", "X", back=2, length=2)
    assert desk.document.text() == TEXT[:6] + "X" + TEXT[6:]


def test_composing_over_a_selection_replaces_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, TEXT, {"a": FERRY})
    desk.editor.select(0, 3)
    compose(desk.editor, "d")
    compose(desk.editor, "", "D😀")
    assert desk.document.text() == "D😀" + TEXT[3:]
    desk.timeline.undo()
    desk.timeline.undo()
    assert (desk.document.text(), desk.document.place("a")) == (TEXT, FERRY)


def test_offsets_are_code_points_beside_emoji(qtbot: QtBot) -> None:
    text = "😀 one\n👩‍🚒 two 😀😀\n\nthree 😀"
    written = Written(text, {"a": Place(text.index("three"), text.index("three") + 5, "attached")})
    for offset in range(len(text) + 1):
        utf16 = written.document.to_utf16(offset)
        assert utf16 == len(text[:offset].encode("utf-16-le")) // 2
        assert written.document.to_code_points(utf16) == offset
    written.type(text.index("two"), "😀😀")
    assert written.words_of() == ("three", "attached")
    assert written.edits[0].at == text.index("two")
    written.at(0, 1).removeSelectedText()
    assert written.words_of() == ("three", "attached")
    assert written.document.text() == text[1:].replace("two", "😀😀two")


def test_words_and_offsets_agree_after_many_random_edits(qtbot: QtBot) -> None:
    rng = random.Random(7)
    text = "start 😀 here"
    written = Written(text, {})
    for _ in range(300):
        start = rng.randint(0, len(text))
        end = min(len(text), start + rng.choice([0, 0, 1, 5]))
        words = "".join(rng.choices("ab😀\né\u2028\u00a0", k=rng.randint(0, 4)))
        written.at(start, end).insertText(words)
        text = text[:start] + words + text[end:]
        assert written.document.text() == text
        offset = rng.randint(0, len(text))
        assert written.document.to_utf16(offset) == len(text[:offset].encode("utf-16-le")) // 2
        until = rng.randint(offset, len(text))
        assert written.document.words(offset, until) == text[offset:until]
    while written.timeline.undo_label:
        written.timeline.undo()
    assert written.document.text() == "start 😀 here"


def test_dragging_words_takes_their_anchor_along(written: Written) -> None:
    moved = written.at(0, 20)
    moved.beginEditBlock()
    moved.removeSelectedText()
    written.at(17).insertText("The ferry was late. ")
    moved.endEditBlock()
    assert written.document.text() == "Nobody was told.\nThe ferry was late. The council met on Friday."
    assert written.words_of() == ("ferry", "attached")
    assert written.timeline.undo_label == "Moving words"
    written.timeline.undo()
    assert (written.document.text(), written.document.place("a")) == (TEXT, FERRY)
    written.timeline.redo()
    assert written.words_of() == ("ferry", "attached")


def test_cut_words_take_their_anchor_along_but_words_that_look_alike_do_not(written: Written) -> None:
    written.at(4, 10).removeSelectedText()
    with written.document.one_step("Paste"):
        written.at(0).insertText("another ferry ")
    assert written.words_of() == ("", "adrift")
    with written.document.one_step("Paste"):
        written.at(18).insertText("ferry ")
    assert written.words_of() == ("ferry", "attached")
    assert written.document.place("a") == Place(18, 23, "attached")
    written.timeline.undo()
    written.timeline.undo()
    written.timeline.undo()
    assert written.document.place("a") == FERRY


def test_a_revised_copy_pasted_over_everything_keeps_the_anchors(qtbot: QtBot) -> None:
    text = TEXT * 3
    start = text.rindex("Nobody was told.")
    written = Written(text, {"a": Place(start, start + 16, "attached"), "b": FERRY})
    revised = "A new beginning, then. " + text.replace("ferry", "boat", 1)
    with written.document.one_step("Paste"):
        written.at(0, len(text)).insertText(revised)
    assert written.document.text() == revised
    assert written.words_of("a") == ("Nobody was told.", "attached")
    assert written.words_of("b")[1] != "attached"
    written.timeline.undo()
    assert written.document.places() == {"a": Place(start, start + 16, "attached"), "b": FERRY}


def test_a_missing_end_typed_again_makes_the_passage_whole(written: Written) -> None:
    written.at(7, 9).removeSelectedText()
    assert written.words_of() == ("fer", "reworded")
    written.type(7, "ry")
    assert written.words_of() == ("ferry", "attached")
    while written.timeline.undo_label:
        written.timeline.undo()
    assert written.document.place("a") == FERRY


def test_replacing_the_first_words_of_a_passage_rewords_it(written: Written) -> None:
    written.document.replace([TextEdit(4, "fe", "Be"), TextEdit(37, "The", "A")], label="Replace all")
    assert written.document.text().startswith("The Berry was late.")
    assert written.words_of() == ("Berry", "reworded")
    assert written.timeline.undo_label == "Replace all"
    written.timeline.undo()
    assert (written.document.text(), written.document.place("a")) == (TEXT, FERRY)


@pytest.mark.parametrize(
    "edits",
    [
        [TextEdit(4, "boat", "x")],
        [TextEdit(4, "ferry", "x"), TextEdit(6, "rry", "y")],
        [TextEdit(len(TEXT) - 1, ".!", "")],
        [TextEdit(4, "ferry", "x"), TextEdit(0, "The", "y")],
    ],
)
def test_a_replace_that_does_not_fit_the_text_changes_nothing(written: Written, edits: list[TextEdit]) -> None:
    with pytest.raises(ValueError, match="do not stand"):
        written.document.replace(edits, label="Replace")
    assert (written.document.text(), written.timeline.undo_label) == (TEXT, "")


def test_everyone_is_told_of_each_edit_and_could_follow_by_them(written: Written) -> None:
    text = TEXT
    written.type(3, "xy\nz")
    written.document.replace([TextEdit(0, "The", "A"), TextEdit(8, "f", "FF")], label="Replace")
    written.timeline.undo()
    written.timeline.undo()
    for edit in written.edits:
        text = edit.apply(text)
    assert text == written.document.text()
    assert written.document.revision == len(written.edits)


def test_words_learnt_later_judge_what_was_touched_before(qtbot: QtBot) -> None:
    made = StoryDocument(story_id="s", text=TEXT, positions={"a": FERRY})
    cursor = QTextCursor(made.text_document)
    cursor.setPosition(6)
    cursor.insertText("x")
    cursor.deletePreviousChar()
    place = made.place("a")
    assert place is not None and place.state == "reworded"
    with qtbot.waitSignal(made.places_changed):
        made.learn({"a": "ferry"})
    assert made.place("a") == FERRY


def test_a_step_of_one_story_leaves_the_others_alone(qtbot: QtBot) -> None:
    timeline = Timeline(refused=not_refused)
    first, second = (document(TEXT, {}, story=name, push=timeline.push) for name in ("one", "two"))
    for each, words in ((first, "1"), (second, "2")):
        timeline.open(each)
        QTextCursor(each.text_document).insertText(words)
    timeline.undo()
    timeline.undo()
    assert (first.text(), second.text()) == ("1" + TEXT, TEXT)
    timeline.open(first)
    timeline.undo()
    assert (first.text(), second.text()) == (TEXT, TEXT)


def test_what_qt_cannot_hold_is_replaced_and_nothing_else() -> None:
    assert cleaned("a\r\nb\rc\u2029d") == "a\nb\nc\nd"
    assert cleaned("a\x00b\ufdd0\ufdd1\ud800c\udc00") == "a\ufffdb\ufffd\ufffd\ufffdc\ufffd"
    assert cleaned("\ud83d\ude00 \u00a0\u2028\u200f\ufeff\x0b\x0c\x85") == "😀 \u00a0\u2028\u200f\ufeff\x0b\x0c\x85"


def test_every_character_comes_back_as_it_was_loaded_and_as_it_was_pasted(qtbot: QtBot) -> None:
    changed = {0x00, 0x0D, 0x2029, 0xFDD0, 0xFDD1}
    kept = [code for code in range(0x110000) if code not in changed and not 0xD800 <= code < 0xE000]
    editor = StoryEditor()
    qtbot.addWidget(editor)
    shown = document("")
    editor.show_document(shown)
    lines = ["".join(map(chr, kept[start : start + 100])) for start in range(0, len(kept), 100)]
    for start in range(0, len(lines), 1000):
        text = "\n".join(lines[start : start + 1000])
        assert document(text).text() == text
        editor.selectAll()
        editor.insertFromMimeData(copied(text))
        assert shown.text() == text
        assert shown.text_document.toRawText().replace("\u2029", "\n") == text
    for code in changed:
        expected = "a\nb" if code in (0x0D, 0x2029) else "a\ufffdb"
        assert document(f"a{chr(code)}b").text() == expected
        editor.selectAll()
        editor.insertFromMimeData(copied(f"a{chr(code)}b"))
        assert shown.text() == expected


@pytest.mark.parametrize(
    ("paragraph", "offset", "sentence"),
    [
        ("The ferry was late. Nobody was told.", 3, "The ferry was late."),
        ("The ferry was late. Nobody was told.", 22, "Nobody was told."),
        ("The ferry was late. Nobody was told.", 36, "Nobody was told."),
        ("> - “We left. Nobody came,” she said. Then", 20, "“We left. Nobody came,” she said."),
        ("## A heading", 0, "A heading"),
        ("Dr. Ulvaeus paid 1.4 million. More", 5, "Dr. Ulvaeus paid 1.4 million."),
        ("", 0, ""),
        ("“It sank.” The mayor left.", 2, "“It sank.”"),
    ],
)
def test_the_sentence_at_the_caret(paragraph: str, offset: int, sentence: str) -> None:
    start, end = sentence_in(paragraph, offset)
    assert paragraph[start:end] == sentence
