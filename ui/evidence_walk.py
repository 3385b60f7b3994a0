"""From a claim or quote to what it rests on, and back to where one was, by one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from ui.marking_places import MARKED
from ui.passages import Rest, rest_of_claim, rest_of_evidence, rest_of_quote

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.notices import Notices
    from ui.story_watch import StoryWatch


class RecordPane(Protocol):
    """A pane that shows one record of the story."""

    @property
    def record(self) -> tuple[str, str]: ...

    def isAncestorOf(self, child: QWidget, /) -> bool: ...


class EvidenceWalk:
    """``show_pane`` raises a pane by name and gives it the keyboard, ``show_passage`` has the reader show a passage and
    ``show_in_text`` the text the words of a record. ``panes``: those whose record has evidence, by name."""

    def __init__(
        self, *, editor: StoryEditor, watch: StoryWatch, focus: Focus, notices: Notices,
        show_pane: Callable[[str], None], show_passage: Callable[[Rest], None],
        show_in_text: Callable[[str, str], None], panes: Mapping[str, RecordPane],
    ) -> None:  # fmt: skip
        self._editor, self._watch, self._focus, self._notices = editor, watch, focus, notices
        self._show_pane, self._show_passage, self._show_in_text = show_pane, show_passage, show_in_text
        self._panes = panes
        self._back: Callable[[], None] | None = None
        self._candidate: Callable[[], Rest | None] = _no_candidate

    def use_candidates(self, candidate: Callable[[], Rest | None]) -> None:
        """``candidate`` gives where the words of a quotation at the caret were found that nobody linked."""
        self._candidate = candidate

    def go_from_text(self, kind: str, record_id: str) -> None:
        """To the evidence of the record meant in the text, to its pane where nothing is behind it; in a quotation that
        nobody linked to the saved copy that has its words."""
        view, candidate = self._watch.view, self._candidate()
        if candidate is not None:
            self._go_to_candidate(candidate)
            return
        if view is None or not record_id:
            self._notices.note("No claim or quote stands here. Make the sentence a claim, or cite a source for it.")
            return
        self._come_back_here()
        self._focus.look_at(kind, record_id)
        rest = rest_of(view, kind, record_id)
        if rest is None:
            self._show_pane("claims" if kind == "claim" else "quotes")
            return
        self._show_pane("sources")
        self._show_passage(rest)

    def _go_to_candidate(self, candidate: Rest) -> None:
        view = self._watch.view
        if view is None or all(one.source.id != candidate.source for one in view.held):
            self._notices.note("A source of another story has these words. Link the quotation to lay it in this one’s.")
            return
        self._come_back_here()
        self._show_pane("sources")
        self._show_passage(candidate)

    def _come_back_here(self) -> None:
        caret = self._editor.caret()
        self._back = partial(self._editor.go_to, caret, caret, flash=False)

    def go_on(self) -> None:
        """With the keyboard beside the text: from a pane to the evidence of its record, from anywhere else back."""
        focused = self._editor.window().focusWidget()
        name = next((one for one, pane in self._panes.items() if focused and pane.isAncestorOf(focused)), "")
        kind, record_id = self._panes[name].record if name else ("", "")
        view = self._watch.view
        rest = rest_of(view, kind, record_id) if view is not None and record_id else None
        if rest is None:
            self._go_back()
            return
        self._back = partial(self._return_to, name, kind, record_id)
        self._show_pane("sources")
        self._show_passage(rest)

    def _return_to(self, pane: str, kind: str, record_id: str) -> None:
        self._show_pane(pane)
        self._focus.look_at(kind, record_id)

    def _go_back(self) -> None:
        back, self._back = self._back, None
        kind, record_id = self._focus.record
        if back is not None:
            back()
        elif kind in MARKED and record_id:
            self._show_in_text(kind, record_id)
        else:
            self._editor.setFocus()


def _no_candidate() -> Rest | None:
    return None


def rest_of(view: StoryView, kind: str, record_id: str) -> Rest | None:
    """Where a claim, a quote or an item of evidence is to be read; None where nothing is behind it."""
    if kind == "claim":
        return rest_of_claim(view, record_id)
    if kind == "evidence":
        item = next((one for one in view.records.evidence if one.id == record_id), None)
        return rest_of_evidence(view, item) if item is not None else None
    verdict = view.verdicts.get(record_id)
    return rest_of_quote(view, verdict.quote, words=verdict.published) if verdict is not None else None
