"""Cite: one line under the sentence, one key, one step; the caret stays where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QIcon, QPalette, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from ui.cite_acts import AT_ONCE, CiteActs
from ui.cite_offers import CiteOffers
from ui.cite_rows import CiteRow
from ui.cite_targets import CiteTargets, Target
from ui.editor.cite_line import CiteLine
from ui.record_drops import RecordDrops

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from ui.actions import Actions
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor
    from ui.notices import Notices
    from ui.story_watch import StoryWatch

_SHADE = 110
_OVERLAY = "cite"
_NO_SENTENCE = "There is no sentence at the caret. Put the caret in one, or select words, then cite again."


class Citing(QObject):
    """Opens the line at the caret of the open story and does what is chosen in it."""

    def __init__(
        self, *, editor: StoryEditor, watch: StoryWatch, offers: CiteOffers, acts: CiteActs, actions: Actions,
        notices: Notices, icon: Callable[[str], QIcon] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(editor)
        self._editor = editor
        self._watch = watch
        self._offers = offers
        self._acts = acts
        self._notices = notices
        self._targets = CiteTargets(editor=editor, watch=watch)
        self._target: Target | None = None
        self._came_from: QWidget | None = None
        self._looked_after = ""
        self.line = CiteLine(editor, icon=icon, elsewhere=self._elsewhere)
        self.line.chosen.connect(self._chosen)
        self.line.closed.connect(self._closed)
        editor.verticalScrollBar().valueChanged.connect(self._follow)
        editor.installEventFilter(self)
        watch.viewed.connect(self._viewed)
        RecordDrops(
            editor=editor, watch=watch, targets=self._targets, acts=acts, cited=offers.remember, say=notices.note
        )
        actions.bind("cite", self.open_line)

    def open_line(self) -> None:
        """Opens the line for the claim at the caret, the quotation or sentence around it, or the selected words."""
        document = self._editor.story_document
        if document is None or self.line.is_open:
            return
        target = self._targets.at(*self._editor.selection())
        if target is None:
            self._notices.note(_NO_SENTENCE)
            return
        self._target = target
        self._came_from = QApplication.focusWidget()
        self._editor.ensureCursorVisible()
        self._shade(document, target)
        self.line.open_at(
            self._under(document, target), self._rows(document, target), about=f"Cite a source for {target.called}"
        )

    def cite_files(self, paths: Sequence[Path], *, offset: int) -> bool:
        """Cites files for the sentence at ``offset`` (code points); False when there is none there."""
        document = self._editor.story_document
        target = self._targets.at(offset, offset)
        if document is None or target is None:
            return False
        self._acts.cite_files(paths, target, text_now=document.text, cited=self._offers.remember)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def _viewed(self, view: StoryView | None) -> None:
        if view is None:
            # Another story is turned to; the line belonged to a sentence of the one before.
            self.line.close_line()
            self._looked_after = ""
        elif view.story.id != self._looked_after:
            self._looked_after = view.story.id
            if any(copy.original_file is not None and not copy.text for copy in view.captures.values()):
                self._acts.finish_reading(view.story.id)

    def _rows(self, document: StoryDocument, target: Target) -> tuple[CiteRow, ...]:
        view = self._watch.view
        mine = view if view is not None and view.story.id == document.story_id else None
        return self._offers.rows(mine, sentence=target.words, draft=document.text())

    def _elsewhere(self, words: str) -> tuple[CiteRow, ...]:
        return self._offers.elsewhere(words, view=self._watch.view)

    def _chosen(self, row: CiteRow, stays: bool) -> None:
        target, document = self._target, self._editor.story_document
        if target is None or document is None:
            return
        if row.path is not None and _is_large(row.path):
            self.line.close_line()
            self._acts.cite_files([row.path], target, text_now=document.text, cited=self._offers.remember)
            return
        if not stays:
            self.line.close_line()
        source = self._acts.cite(row, target)
        if source is not None:
            self._offers.remember(source, passage=row.passage)
        if stays:
            done = {row.key, f"source:{source}"} if source is not None else set[str]()
            self.line.go_on([one for one in self._rows(document, target) if one.key not in done])

    def _closed(self, had_keyboard: bool) -> None:
        self._editor.set_overlay(_OVERLAY, (), None)
        self._target = None
        came_from, self._came_from = self._came_from, None
        # Where the person clicked elsewhere meanwhile, the keyboard is there already.
        if had_keyboard:
            (came_from or self._editor).setFocus(Qt.FocusReason.OtherFocusReason)

    def _shade(self, document: StoryDocument, target: Target) -> None:
        """Marks the words concerned lightly for as long as the line is open."""
        colour = self._editor.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
        colour.setAlpha(_SHADE)
        span = document.to_utf16(target.start), document.to_utf16(target.end)
        self._editor.set_overlay(_OVERLAY, [span], colour)

    def _follow(self) -> None:
        document = self._editor.story_document
        if self.line.is_open and document is not None and self._target is not None:
            self.line.move_under(self._under(document, self._target))

    def _under(self, document: StoryDocument, target: Target) -> QRect:
        """The lines of the words concerned, from the first to the last, in the editor's coordinates."""
        first, last = (self._editor.cursorRect(_cursor(document, at, at)) for at in (target.start, target.end))
        viewport = self._editor.viewport()
        column = first.united(last).intersected(viewport.rect().adjusted(0, 0, 0, -1))
        left = min(first.left(), last.left())
        return QRect(column.topLeft(), column.size()).translated(viewport.pos()) if column.isValid() else QRect(
            left, viewport.rect().center().y(), 1, 1
        )  # fmt: skip


def _cursor(document: StoryDocument, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document.text_document)
    cursor.setPosition(document.to_utf16(start))
    cursor.setPosition(document.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size > AT_ONCE
    except OSError:
        return False
