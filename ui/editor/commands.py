"""What a person does to the words with one key: strong, emphatic, link, paste plain. Each is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from ui.editor.markup import Markup
    from ui.editor.story_editor import StoryEditor
    from ui.editor.text_input import TextInput


def sentence_at(editor: StoryEditor, offset: int) -> tuple[int, int]:
    """The sentence around the offset, without the signs of a heading or list; empty on an empty line."""
    from ui.editor.sentences import sentence_in

    document = editor.story_document
    if document is None:
        return offset, offset
    block = editor.document().findBlock(document.to_utf16(offset))
    start = document.lines.start_of(block)
    begin, end = sentence_in(document.lines.line(block.blockNumber()), offset - start)
    return start + begin, start + end


def toggle(editor: StoryEditor, sign: str, *, label: str) -> None:
    """Puts ``sign`` round the selected words or the word at the caret, or takes it off."""
    from ui.editor.markup import toggled

    text, base, start, end = _paragraphs(editor)
    _apply(editor, toggled(text, start - base, end - base, sign, base=base), label)


def link(editor: StoryEditor) -> None:
    """Makes the selected words a link, to the address in the clipboard when there is one."""
    from PySide6.QtGui import QGuiApplication

    from ui.editor.markup import ADDRESS, linked

    text, base, start, end = _paragraphs(editor)
    copied = QGuiApplication.clipboard().text().strip()
    address = copied if ADDRESS.match(copied) else ""
    _apply(editor, linked(text, start - base, end - base, address=address, base=base), "Link")


def break_line(editor: TextInput) -> None:
    """What Return does: a new paragraph, the next item of a list, or a plain newline, as the place wants it."""
    from ui.editor.returning import NEWLINE, break_in

    document = editor.story_document
    if document is None or editor.isReadOnly():
        return
    cursor = editor.textCursor()
    begin, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = editor.document().findBlock(begin), editor.document().findBlock(end)
    number, lines = first.blockNumber(), document.lines
    offset = document.to_code_points(begin)
    column = offset - lines.start_of(first)
    fences = sum(1 for fence in lines.fences if fence < number)
    if fences % 2 or number in lines.fences:
        made = NEWLINE
    else:
        rest = lines.line(last.blockNumber())[document.to_code_points(end) - lines.start_of(last) :]
        line = lines.line(number)[:column] + rest
        made = break_in(line, column, above=lines.line(number - 1) if number else None)
    if not (made.removed or made.inserted or begin != end):
        return
    with document.one_step("New line"):
        cursor.setPosition(document.to_utf16(offset - made.removed))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(made.inserted)
        editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def wants_blank_line(editor: TextInput) -> bool:
    """Whether what is written at the caret needs a blank line before it: on the empty last line behind a single
    newline, where files end, it would run together with the paragraph above in print."""
    from ui.editor.returning import PARAGRAPH, break_in

    document, cursor = editor.story_document, editor.textCursor()
    if document is None or editor.isReadOnly() or cursor.hasSelection() or not cursor.atEnd():
        return False
    number, lines = cursor.blockNumber(), document.lines
    if not number or cursor.block().length() > 1 or len(lines.fences) % 2 or number - 1 in lines.fences:
        return False
    above = lines.line(number - 1)
    return break_in(above, len(above), above=None) == PARAGRAPH


def head(editor: StoryEditor) -> None:
    """Makes the paragraphs headings, or takes that off."""
    _begin_lines(editor, "## ", label="Heading")


def list_items(editor: StoryEditor) -> None:
    """Makes the paragraphs items of a list, or takes that off."""
    _begin_lines(editor, "- ", label="List")


def _begin_lines(editor: StoryEditor, sign: str, *, label: str) -> None:
    from ui.editor.markup import begun

    text, base, start, end = _paragraphs(editor)
    _apply(editor, begun(text, start - base, end - base, sign, base=base), label)


def paste_plain(editor: StoryEditor) -> None:
    """Pastes the bare words of the clipboard."""
    from PySide6.QtGui import QGuiApplication

    from ui.editor.pasting import words_of

    if not editor.isReadOnly():
        source = QGuiApplication.clipboard().mimeData()
        editor.insert(words_of(source, plain=True), label="Paste plain")


def _paragraphs(editor: StoryEditor) -> tuple[str, int, int, int]:
    """The selected paragraphs whole, the offset they begin at, and the selection."""
    start, end = editor.selection()
    document = editor.story_document
    if document is None:
        return "", 0, 0, 0
    first = editor.document().findBlock(document.to_utf16(start))
    last = editor.document().findBlock(document.to_utf16(end))
    text = "\n".join(document.lines.lines(first.blockNumber(), last.blockNumber()))
    return text, document.lines.start_of(first), start, end


def _apply(editor: StoryEditor, markup: Markup, label: str) -> None:
    document = editor.story_document
    if document is None or editor.isReadOnly():
        return
    if markup.edits:
        document.replace(markup.edits, label=label)
    editor.select(markup.start, markup.end)
    editor.ensureCursorVisible()
