"""Insert a quote: one line under the caret with the wordings the house and the terms allow, one key, one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from newsroom.desk.quote_insertion import FromCopy, Said, insert_quote, wordings_of
from newsroom.domain.anchor import TextEdit
from newsroom.domain.errors import Refused
from newsroom.text.quote_wording import FORM_NAMES, Wording
from ui.cite_rows import CiteRow, matching
from ui.editor.cite_line import LineWords, RowLine
from ui.quoting_offers import quote_rows, said_by, said_of_passage, said_of_quote

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.actions import Actions
    from ui.cite_rows import Passage
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

LABEL = "Insert the quote"
WORDS = LineWords(
    name="Insert a quote", input="Words to narrow the list", rows="What can be inserted",
    hint="Return inserts  ·  Esc leaves all as it is",
    nothing="The story has no captured words yet. Select some in a saved copy, or make words of the text a quote.",
)  # fmt: skip
_NO_PLACE = "No story is open to insert a quote in."
_AGREED = "agreed"
_AGREED_ROW = CiteRow(
    "passage", "Quote them: it was agreed that these words may be quoted", "noted with the quote when it is inserted",
    _AGREED,
)  # fmt: skip
_NOT_NOTED = "Quoting is not noted as agreed. In our words, or note it?"
_SHORTEST_NAME = 2
_LEAD, _END = 3, 2
"""Words of the beginning and the end of long captured words that are shown in a row."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose words the line is open for: a quote of the story, or a passage of a copy."""

    said: Said
    quote_id: str = ""
    passage: FromCopy | None = None


class QuoteLine(RowLine):
    """The line that inserts a quote."""


class Quoting(QObject):
    """``passage`` tells what is selected in the reader, ``quote`` the quote looked at in its pane; each only counts
    while its part of the window has the keyboard, or the line asks what to insert."""

    def __init__(
        self, *, desk: Desk, editor: StoryEditor, watch: StoryWatch, timeline: Timeline, actions: Actions,
        notices: Notices, passage: Callable[[], Passage | None], quote: Callable[[], str],
        reader: QWidget, pane: QWidget, icon: Callable[[str], QIcon] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(editor)
        self._desk, self._editor, self._watch, self._timeline = desk, editor, watch, timeline
        self._notices, self._passage, self._quote = notices, passage, quote
        self._reader, self._pane = reader, pane
        self._subject: Subject | None = None
        self._asks_name = False
        self._wordings: dict[str, Wording] = {}
        self.line = QuoteLine(editor, icon=icon, words=WORDS, narrowed=self._narrowed)
        self.line.chosen.connect(self._chosen)
        self.line.closed.connect(self._closed)
        editor.verticalScrollBar().valueChanged.connect(self._follow)
        editor.installEventFilter(self)
        watch.viewed.connect(self._viewed)
        actions.bind("insert_quote", self.open_line)

    def open_line(self) -> None:
        """Opens the line for the words looked at where the keyboard is; in the text it asks which."""
        view, focused = self._watch.view, self._editor.window().focusWidget()
        if view is None or self._editor.story_document is None:
            self._notices.note(_NO_PLACE)
            return
        passage, quote = self._passage(), self._quote()
        if passage is not None and focused is not None and self._reader.isAncestorOf(focused):
            self.insert_passage(passage)
        elif quote and focused is not None and (focused is self._pane or self._pane.isAncestorOf(focused)):
            self.insert(quote)
        else:
            self._open(quote_rows(view, passage=passage), about="Which words? Type to find them")

    def insert(self, quote_id: str) -> None:
        """Opens the line with the wordings of a quote of the story."""
        view = self._watch.view
        said = said_of_quote(self._desk, view, quote_id) if view is not None else None
        if said is not None:
            self._offer(Subject(said, quote_id=quote_id))

    def insert_passage(self, passage: Passage) -> None:
        """Opens the line with the wordings of words selected in the reader."""
        view = self._watch.view
        said = said_of_passage(self._desk, view, passage) if view is not None else None
        if said is None:
            self._notices.note("That copy belongs to no source of this story. Lay it in the story’s file first.")
            return
        self._offer(Subject(said, passage=FromCopy(passage.capture_id, passage.start, passage.end)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def _offer(self, subject: Subject) -> None:
        self._subject = subject
        try:
            rows = self._rows(subject)
        except Refused as refusal:
            if subject.said.speaker or subject.said.is_protected or self._is_barred(subject):
                self._subject = None
                self.line.close_line()
                self._notices.tell_error(refusal)
                return
            rows = ()
        self._asks_name = not rows
        asks = _NOT_NOTED if subject.said.asks_for_agreement else "How? Type to narrow"
        self._open(rows, about=asks if rows else "Who said it? Type the name")

    def _is_barred(self, subject: Subject) -> bool:
        """Whether the terms refuse the words, whoever said them."""
        try:
            self._rows(replace(subject, said=replace(subject.said, speaker="Somebody")))
        except Refused:
            return True
        return False

    def _rows(self, subject: Subject) -> tuple[CiteRow, ...]:
        document = self._editor.story_document
        text = document.text() if document is not None else ""
        found = wordings_of(subject.said, text=text, at=self._editor.caret())
        self._wordings = {one.form: one for one in found}
        rows = [CiteRow("passage", _short(one), FORM_NAMES[one.form], one.form, words=one.text) for one in found]
        return (*rows, _AGREED_ROW) if subject.said.asks_for_agreement else tuple(rows)

    def _narrowed(self, rows: Sequence[CiteRow], words: str) -> Sequence[CiteRow]:
        """The rows the typed words leave; where nobody is named yet, the words are the name."""
        subject = self._subject
        if subject is None:
            return tuple(row for row in matching(rows, words) if row.kind == "passage")
        if subject.said.speaker or rows:
            wanted = words.casefold().split()
            return tuple(row for row in rows if all(one in f"{row.words or row.title} {row.subtitle}".casefold()
                                                    for one in wanted))  # fmt: skip
        name = " ".join(words.split())
        if len(name) < _SHORTEST_NAME:
            return ()
        try:
            return self._rows(replace(subject, said=said_by(self._desk, subject.said, name)))
        except Refused as refusal:
            self._notices.tell_error(refusal)
            return ()

    def _chosen(self, row: CiteRow, _stays: bool) -> None:
        if self._subject is None:
            kind, _, quote = row.key.partition(":")
            passage = self._passage()
            if kind == "quote":
                self.insert(quote)
            elif passage is not None:
                self.insert_passage(passage)
            return
        wording, subject = self._wordings.get(row.key), self._subject
        typed = self.line.input.text() if self._asks_name else ""
        if row.key == _AGREED:
            said = said_by(self._desk, subject.said, typed) if typed else subject.said
            self._offer(replace(subject, said=replace(said, quoting_agreed=True)))
            return
        self.line.close_line()
        if wording is not None:
            self._insert(wording, subject, subject.said.speaker or said_by(self._desk, subject.said, typed).speaker)

    def _insert(self, wording: Wording, subject: Subject, speaker: str) -> None:
        document = self._editor.story_document
        if document is None:
            return
        if self._editor.isReadOnly():
            self._notices.note("The desk is open for reading only; nothing can be inserted.")
            return
        at, before, behind = place_for(document, self._editor, wording)
        document.replace((TextEdit(at, "", f"{before}{wording.text}{behind}"),), label=LABEL)
        first = at + len(before)
        places = [(start + first, end + first) for start, end in wording.quoted]
        done = self._timeline.do(
            LABEL, insert_quote, story_id=document.story_id, places=places, kind=wording.kind,
            attribution_text=wording.attribution_text, quote_id=subject.quote_id, passage=subject.passage,
            speaker_name=speaker, quoting_agreed=subject.said.quoting_agreed,
        )  # fmt: skip
        if done is None:
            self._timeline.undo(for_good=True)
            return
        self._timeline.join(done.changes)
        if wording.form == "paraphrase":
            self._editor.go_to(*places[0], flash=False)
            self._notices.note("Now tell it in your own words; it is tied to what was said.")
        else:
            self._editor.set_caret(first + len(wording.text))
        self._editor.ensureCursorVisible()

    # The line itself.

    def _open(self, rows: Sequence[CiteRow], *, about: str) -> None:
        self._editor.ensureCursorVisible()
        self.line.open_at(self._under(), rows, about=about)

    def _closed(self, _had_keyboard: bool) -> None:
        self._subject = None
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _viewed(self, view: object) -> None:
        if view is None:
            self.line.close_line()

    def _follow(self) -> None:
        if self.line.is_open:
            self.line.move_under(self._under())

    def _under(self) -> QRect:
        return self._editor.caret_rect_in(self._editor)


def place_for(document: StoryDocument, editor: StoryEditor, wording: Wording) -> tuple[int, str, str]:
    """Where the wording goes (code points), and what parts it from the words before and behind: at the caret, but never
    into the middle of a sentence or a heading, and what is a paragraph of its own between paragraphs."""
    at, text = editor.selection()[1], document.text()
    if wording.form != "words":
        start, end = editor.sentence_at(at)
        bare = start + len(text[start:end].rstrip())
        at = bare if start < at < bare else at
    begin = text.rfind("\n", 0, at) + 1
    line, is_heading = text[begin:at], text.startswith("#", begin)
    if wording.is_apart or is_heading:
        end = text.find("\n" if is_heading else "\n\n", at)
        at = at if not line.strip() else end if end >= 0 else len(text)
        ahead, rest = text[:at].rstrip(" "), text[at:]
        before = "" if not ahead or ahead.endswith("\n\n") else "\n" if ahead.endswith("\n") else "\n\n"
        return at, before, "" if not rest.strip() or rest.startswith("\n\n") else "\n\n"
    if at == len(text) and editor.begins_a_paragraph():
        return at, "\n", ""
    before = " " if at and not text[at - 1].isspace() and text[at - 1] not in "([—–" else ""
    follows = text[at : at + 1]
    return at, before, " " if follows and not follows.isspace() and follows not in ".,;:!?)]" else ""


def _short(wording: Wording) -> str:
    """The wording in one line: of long captured words the beginning and the end."""
    text = wording.text
    for start, end in reversed(wording.quoted):
        words = text[start:end].split()
        if len(words) > _LEAD + _END + 1:
            text = f"{text[:start]}{' '.join(words[:_LEAD])} … {' '.join(words[-_END:])}{text[end:]}"
    return " ".join(text.split())
