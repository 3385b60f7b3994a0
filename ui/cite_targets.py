"""Which words a source is cited for, from a caret, a selection or a place something was dropped at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsroom.text.passage import quotation_at
from ui.marking_places import MarkedPlaces

if TYPE_CHECKING:
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor
    from ui.story_watch import StoryWatch


@dataclass(frozen=True, slots=True)
class Target:
    """The words a source is cited for: code points of the draft, and the words themselves to find them again.
    ``called`` is what a person calls them: ``this sentence``, ``these words``, ``this quotation``."""

    story: str
    start: int
    end: int
    words: str
    called: str = "this sentence"

    def found_in(self, text: str) -> Target | None:
        """The same words where they stand in ``text`` now; None when they do not, or no longer at one place only."""
        if text[self.start : self.end] == self.words:
            return self
        at = text.find(self.words)
        if at < 0 or text.find(self.words, at + 1) >= 0:
            return None
        return replace(self, start=at, end=at + len(self.words))


class CiteTargets:
    """Of the claims somebody took, the smallest at a caret is meant; then the quotation round it, then the sentence."""

    def __init__(self, *, editor: StoryEditor, watch: StoryWatch) -> None:
        self._editor, self._watch = editor, watch
        self._marked = MarkedPlaces(editor=editor, watch=watch)

    def at(self, start: int, end: int, *, quotations: bool = True) -> Target | None:
        """The words meant by a selection (code points), or by a caret where both are the same; None where there are
        none. Without ``quotations`` the sentence round a quotation is meant."""
        document = self._editor.story_document
        if document is None or start < 0:
            return None
        called = ""
        if start == end:
            start, end, called = self._round(document, start, quotations=quotations)
        words = document.words(start, end)
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            return None
        called = called or self._called(document, start, words)
        return Target(document.story_id, start, start + len(words), words, called)

    def _round(self, document: StoryDocument, caret: int, *, quotations: bool) -> tuple[int, int, str]:
        claim = self._claim_at(caret)
        quoted = quotation_at(document.text(), caret, caret) if quotations else None
        is_inside = quoted is not None and quoted.start < caret < quoted.end
        if quoted is not None and is_inside and not (claim and quoted.start <= claim[0] and claim[1] <= quoted.end):
            return quoted.start, quoted.end, "this quotation"
        return (*(claim or self._editor.sentence_at(caret)), "")

    def _claim_at(self, caret: int) -> tuple[int, int] | None:
        """The smallest claim that holds the caret; of two that meet there, the one that goes on from it."""
        view = self._watch.view
        if view is None:
            return None
        found = [
            (caret == place.end, place.end - place.start, place.start, place.end)
            for kind, owner in self._marked.at(caret)
            if kind == "claim" and not view.claims[owner].claim.proposed
            for _, place in self._marked.places(owner)
            if place.state != "adrift" and place.start <= caret <= place.end
        ]
        return min(found)[2:] if found else None

    def _called(self, document: StoryDocument, start: int, words: str) -> str:
        if words[:1] in '“"„«' and quotation_at(document.text(), start, start + len(words)) is not None:
            return "this quotation"
        sentence = document.words(*self._editor.sentence_at(start))
        return "this sentence" if _bare(sentence) == _bare(words) else "these words"


def _bare(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())
