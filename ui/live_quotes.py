"""Every passage between quotation marks is live: linked ones are judged anew when the typing in them rests, others are
found and shown faintly, and signs nobody sees are made visible. All of it is looked at in a job, a paragraph a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from newsroom.desk.verdicts import verdict_now
from newsroom.text.hidden import hidden_characters
from newsroom.text.marks import quoted_spans
from newsroom.text.spans import paragraphs
from ui.editor.anchor_marks import AnchorMark
from ui.editor.live_anchors import PASSAGE
from ui.marking_marks import barred_words, quote_mark

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.desk.verdicts import Verdict
    from newsroom.domain.anchor import TextEdit
    from newsroom.domain.source import Capture
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor
    from ui.jobs import Job, JobRunner
    from ui.open_text import OpenText
    from ui.story_watch import StoryWatch

REST_MS = 200
"""Typing that rested for so long is looked at."""
MOST_LINES = 60
"""Lines above and below an edit that are taken for its paragraph."""
MOST_HIDDEN = 200
MANY = 200
"""More places than this are looked up all together."""
UNLINKED = "Words in quotation marks, not linked to anything said"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a stretch of text. ``passages`` and ``hidden`` are places relative to its start; a hidden one
    comes with what it is called."""

    passages: tuple[tuple[int, int], ...]
    hidden: tuple[tuple[int, int, str], ...]
    verdicts: tuple[Verdict, ...]


def look_through(
    words: str, quotations: Sequence[tuple[Verdict, str]], copies: Sequence[Capture] = (), *,
    taken: Sequence[tuple[int, int]] = (),
) -> Looked:  # fmt: skip
    """Reads a stretch of text: its quotations but those at the places ``taken``, its hidden signs, and the verdicts on
    ``quotations``, each with the words it has now."""
    spans = [quoted for those in quoted_spans(words, list(paragraphs(words))) for quoted in those if quoted.closed]
    return Looked(
        passages=_apart([(one.start, one.end) for one in spans], taken),
        hidden=_hidden_in(words),
        verdicts=tuple(verdict_now(verdict, now, copies=copies) for verdict, now in quotations),
    )


def _apart(spans: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans that share no character with those taken, all of them in order of place."""
    known = sorted(taken)
    ends = list(accumulate((end for _, end in known), max))
    found: list[tuple[int, int]] = []
    for start, end in spans:
        before = bisect_left(known, (end, 0))
        if not before or ends[before - 1] <= start:
            found.append((start, end))
    return tuple(found)


def _hidden_in(words: str) -> tuple[tuple[int, int, str], ...]:
    """The hidden signs with the letter before and behind each, without which nothing would be seen; those that stand
    together are one place."""
    found: list[tuple[int, int, str]] = []
    for one in hidden_characters(words)[:MOST_HIDDEN]:
        start, end, name = max(0, one.start - 1), min(len(words), one.start + 2), one.name
        if found and start < found[-1][1]:
            start, _, others = found.pop()
            name = others if name in others.split(", ") else f"{others}, {name}"
        found.append((start, end, name))
    return tuple(found)


class LiveQuotes(QObject):
    """Follows the open text. ``judged`` are the verdicts that are newer than what was read of the story, by the id of
    the quote use."""

    changed = Signal()
    """A verdict is another one, or a passage came or went."""

    def __init__(
        self, *, editor: StoryEditor, text: OpenText, watch: StoryWatch, jobs: JobRunner, rest_ms: int = REST_MS,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent or editor)
        self._editor, self._text, self._watch, self._jobs = editor, text, watch, jobs
        self._document: StoryDocument | None = None
        self._dirty: tuple[int, int] | None = None
        self._numbers = count(1)
        self._marks: dict[str, AnchorMark] = {}
        self._known_uses: frozenset[str] | None = None
        self.judged: dict[str, Verdict] = {}
        self._timer = QTimer(self, singleShot=True, interval=rest_ms)
        self._timer.timeout.connect(self._look)
        text.turned.connect(self._turn)
        watch.viewed.connect(self._viewed)
        self._turn()
        self._viewed(watch.view)

    def passage_at(self, caret: int) -> tuple[int, int] | None:
        """The quotation round the caret (code points) that nobody linked; None when there is none."""
        return next((place for kind, place, _ in self._shown_at(caret) if kind == "passage"), None)

    def hidden_at(self, caret: int) -> str:
        """What the sign at the caret is called that nobody sees; empty when there is none."""
        return next((name for kind, _, name in self._shown_at(caret) if kind == "hidden"), "")

    def verdict(self, use_id: str) -> Verdict | None:
        """The newest verdict on a quotation."""
        view = self._watch.view
        return self.judged.get(use_id) or (view.verdicts.get(use_id) if view is not None else None)

    def _shown_at(self, caret: int) -> list[tuple[str, tuple[int, int], str]]:
        document = self._document
        if document is None:
            return []
        found: list[tuple[str, tuple[int, int], str]] = []
        for passage in document.passages.at(caret, caret):
            mark, place = self._marks.get(passage), document.place(passage)
            if mark is not None and place is not None and place.start < place.end:
                found.append((mark.owner_kind, (place.start, place.end), mark.name))
        return found

    # What happens to the text.

    def _turn(self) -> None:
        document = self._text.document
        if document is self._document:
            return
        if self._document is not None:
            self._document.edited.disconnect(self._edited)
            self._document.passages.forget([one for one in self._marks if one[:1] == PASSAGE])
        self._document, self._dirty = document, None
        self._marks, self.judged, self._known_uses = {}, {}, None
        self._timer.stop()
        self._editor.set_live_marks({})
        if document is not None:
            document.edited.connect(self._edited)

    def _edited(self, edit: TextEdit) -> None:
        """On the way of a key: next to nothing."""
        end = edit.at + len(edit.inserted)
        if self._dirty is None:
            self._dirty = edit.at, end
        else:
            first, last = self._dirty
            last = last + edit.growth if last >= edit.at else last
            self._dirty = min(first, edit.at), max(last, end)
        self._timer.start()

    def _viewed(self, view: StoryView | None) -> None:
        self._turn()
        document = self._document
        if view is None or document is None or document.story_id != view.story.id:
            return
        # What was read of the story is as new as what was judged here.
        newer = {use: one for use, one in self.judged.items() if not _is_told(one, view.verdicts.get(use))}
        known = frozenset(view.verdicts)
        if newer != self.judged:
            self.judged = newer
            self._show({})
        if known != self._known_uses:
            self._known_uses = known
            self._dirty = 0, document.to_code_points(document.text_document.characterCount() - 1)
            self._look(behind=True)

    # Looking at a stretch of it.

    def _look(self, *, behind: bool = False) -> None:
        document, view, dirty = self._document, self._watch.view, self._dirty
        if document is None or dirty is None or view is None or view.story.id != document.story_id:
            return
        start, end = _paragraphs_round(document, *dirty)
        words, revision = document.words(start, end), document.revision
        placed = self._quotations(document, view, start, end)
        taken = [(first - start, last - start) for _, (first, last) in placed]
        # The words that were read need not be compared again, quotation by quotation.
        is_as_read = view.draft.text == document.text()
        quotations = [
            (verdict, document.words(*place))
            for verdict, place in placed
            if verdict.use.id in self.judged or (not is_as_read and verdict.published != document.words(*place))
        ]
        sources = {verdict.quote.source for verdict, _ in quotations if verdict.quote is not None}
        copies = tuple(one for one in view.captures.values() if one.source in sources)

        def work(_: Job) -> Looked:
            return look_through(words, quotations, copies, taken=taken)

        self._jobs.run(
            work, done=lambda looked: self._take(looked, document, start, end, revision), key="quotations",
            behind=behind,
        )  # fmt: skip

    def _quotations(
        self, document: StoryDocument, view: StoryView, start: int, end: int
    ) -> list[tuple[Verdict, tuple[int, int]]]:  # fmt: skip
        found: list[tuple[Verdict, tuple[int, int]]] = []
        there = document.anchors_at(start, end)
        place_of = document.places().get if len(there) > MANY else document.place
        for anchor in there:
            known, place = view.anchors.get(anchor), place_of(anchor)
            verdict = view.verdicts.get(known.owner) if known is not None and known.owner_kind == "quote_use" else None
            if verdict is not None and place is not None and place.start < place.end:
                found.append((verdict, (place.start, place.end)))
        return found

    def _take(self, looked: Looked, document: StoryDocument, start: int, end: int, revision: int) -> None:
        view = self._watch.view
        # The window may be gone by the time the answer is there.
        if not isValid(self._editor) or document is not self._document or view is None:
            return
        if document.revision != revision:
            # Typed on meanwhile: the timer runs, and what is dirty still holds this stretch.
            self._timer.start()
            return
        self._dirty = None
        for verdict in looked.verdicts:
            if _is_told(verdict, view.verdicts.get(verdict.use.id)):
                self.judged.pop(verdict.use.id, None)
            else:
                self.judged[verdict.use.id] = verdict
        wanted = {(first + start, last + start, UNLINKED): "passage" for first, last in looked.passages}
        wanted |= {(first + start, last + start, f"Hidden: {name}"): "hidden" for first, last, name in looked.hidden}
        self._show(wanted, within=(start, end))

    def _show(self, wanted: Mapping[tuple[int, int, str], str], *, within: tuple[int, int] = (0, -1)) -> None:
        """Passages of a stretch: those there already stay, the others come and go."""
        document, view = self._document, self._watch.view
        if document is None or view is None:
            return
        there: dict[tuple[int, int, str], str] = {}
        for passage in document.passages.at(*within) if within[1] >= within[0] else ():
            mark, place = self._marks.get(passage), document.place(passage)
            if mark is not None and place is not None:
                there[place.start, place.end, mark.name] = passage
        gone = [passage for key, passage in there.items() if key not in wanted]
        come = {f"{PASSAGE}{next(self._numbers)}": key for key in wanted if key not in there}
        kept = {one: mark for one, mark in self._marks.items() if one[:1] == PASSAGE and one not in gone}
        for passage, key in come.items():
            kept[passage] = AnchorMark(wanted[key], passage, None, False, wanted[key] == "hidden", key[2])
        if come:
            document.passages.show({passage: key[:2] for passage, key in come.items()})
        for use, verdict in self.judged.items():
            mark = quote_mark(verdict, barred=barred_words(view, use))
            kept |= dict.fromkeys(view.anchors_of(use), mark)
        if kept == self._marks:
            return
        self._marks = kept
        # The paragraphs of those that went are found by their places, so they are let go last.
        self._editor.set_live_marks(kept)
        if gone:
            document.passages.forget(gone)
        self.changed.emit()


def _is_told(judged: Verdict, read: Verdict | None) -> bool:
    """Whether what was read of the story says the same already, or the quotation is gone."""
    return read is None or read.published == judged.published


def _paragraphs_round(document: StoryDocument, start: int, end: int) -> tuple[int, int]:
    """The whole paragraphs from ``start`` to ``end``, parted by blank lines."""
    shown = document.text_document
    last = shown.characterCount() - 1
    first = shown.findBlock(min(document.to_utf16(start), last))
    final = shown.findBlock(min(document.to_utf16(end), last))
    for _ in range(MOST_LINES):
        if first.previous().isValid() and first.previous().text().strip():
            first = first.previous()
    for _ in range(MOST_LINES):
        if final.next().isValid() and final.next().text().strip():
            final = final.next()
    return document.lines.start_of(first), document.to_code_points(final.position() + final.length() - 1)
