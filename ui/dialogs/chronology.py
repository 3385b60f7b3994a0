"""What happened when: the dated claims of the open story and the days its sources were published, in a calm list."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QVBoxLayout, QWidget

from newsroom.desk.chronology import Moment, Told, chronology
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from ui.icons import Icons
    from ui.story_watch import StoryWatch

TOLD: dict[Told, str] = {
    "happened": "happened", "speaks_of": "speaks of this day", "published": "published",
    "in_words": "from the words, not confirmed", "in_words_no_year": "from the words, year guessed",
}  # fmt: skip
FOUND: frozenset[Told] = frozenset({"in_words", "in_words_no_year"})
"""What the program read by itself looks fainter."""
NOTHING = (
    "Nothing in this story has a date yet. Say when a claim happened, under “About the claim”, or when a source was "
    "published, in its details."
)
UNCERTAIN = "before or after the line above, nobody knows"


class ChronologyWindow(QDialog):
    """Stands beside the desk and follows the open story. ``go`` gets kind and id of the record of a line."""

    def __init__(
        self, *, watch: StoryWatch, icons: Icons, go: Callable[[str, str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._watch, self._go = watch, go
        self._moments: dict[str, Moment] = {}
        self._ground: tuple[object, ...] = ()
        self.list = RecordList(name="What happened when", icons=icons)
        self.sources = QCheckBox("Sources too")
        self.told = QLabel()
        self._lay_out()
        self.list.opened.connect(self._open)
        self.sources.toggled.connect(lambda _on: self._show(watch.view))
        watch.viewed.connect(self._show)

    def call(self) -> None:
        """Shows the window, or brings it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.choose_first()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._watch.view)

    def _show(self, view: StoryView | None) -> None:
        # Hidden it need not follow; it is read anew when it is shown.
        if not self.isVisible():
            return
        ground = _ground_of(view, with_sources=self.sources.isChecked())
        if len(ground) == len(self._ground) and all(map(operator.is_, ground, self._ground)):
            return
        self._ground = ground
        moments = chronology(view.records, with_sources=self.sources.isChecked()) if view is not None else ()
        self._moments = {f"{one.record_kind} {one.record} {one.date}": one for one in moments}
        before = ("", *(one.date for one in moments))
        self.list.show_lines(
            [_line(key, one, after=date) for (key, one), date in zip(self._moments.items(), before, strict=False)]
        )
        self.list.setVisible(bool(moments))
        story = (view.story.headline or view.story.slug) if view is not None else ""
        self.told.setText(story if moments else NOTHING)

    def _open(self, key: str) -> None:
        moment = self._moments.get(key)
        if moment is not None:
            self._go(moment.record_kind, moment.record)

    def _lay_out(self) -> None:
        self.setWindowTitle("What happened when")
        self.setModal(False)
        self.resize(620, 520)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.sources.setChecked(True)
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addWidget(self.sources)
        column.addStretch(0)


def _ground_of(view: StoryView | None, *, with_sources: bool) -> tuple[object, ...]:
    """What the list is made of. A reading takes over as they are the records nobody changed."""
    if view is None:
        return (None,)
    records = view.records
    return (
        records.story, records.draft, records.claims, records.anchors, records.sources, records.holdings, with_sources
    )  # fmt: skip


def _line(key: str, moment: Moment, *, after: str) -> RecordLine:
    """``after`` is the date of the line above: of the same day nothing need be said of their order."""
    is_known = moment.is_later or moment.date == after
    told = TOLD[moment.told] if is_known else f"{TOLD[moment.told]}, {UNCERTAIN}"
    is_claim = moment.record_kind == "claim"
    return RecordLine(
        id=key, title=moment.words, subtitle=f"{moment.when} · {told}", mark="claim" if is_claim else "source",
        mark_name="Claim" if is_claim else "Source", accessible=f"{moment.when}, {told}: {moment.words}",
        faint=moment.told in FOUND,
    )  # fmt: skip
