"""Search everything: texts, sources, saved copies, quotes, claims and notes of the whole desk, as somebody types."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.finding import Found, find_everywhere
from newsroom.desk.saved_searches import told_by
from newsroom.domain.search_query import KIND_WORDS, explain_query
from ui.dialogs.kept_searches import KeptSearches
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.desk_bridge import DeskBridge
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline

MOST = 50
"""Of more hits nobody reads the rest; another letter narrows them."""
REST_MS = 40
"""What was typed is looked for once the keys have rested this long."""
WINDOW = "everything"
"""How a kept search says that it was made here."""
PROMPT = "Words to look for"
OPERATORS = "“two words” together · -without · type:quote · story:its-slug"
KINDS = ("", *KIND_WORDS)
KIND_ICONS = {
    "story": "stories", "draft": "page", "source": "source", "capture": "web_page", "quote": "quote", "claim": "claim",
    "note": "note",
}  # fmt: skip
ONE_OF = {
    "story": "headline", "draft": "text", "source": "source", "capture": "saved copy", "quote": "quote",
    "claim": "claim", "note": "note",
}  # fmt: skip


class SearchWindow(QDialog):
    """Stands beside the desk. Up and Down move while the letters stay, Return goes to the place and the window steps
    aside; called again it is as it was."""

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, jobs: JobRunner, focus: Focus, icons: Icons,
        go: Callable[[Found, str], None], timeline: Timeline, notices: Notices, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._jobs, self._focus, self._go, self._refused = desk, jobs, focus, go, notices.tell_error
        self._found: dict[str, Found] = {}
        self.line = QLineEdit(self)
        self.explained = QLabel(self)
        self.kinds = QTabBar(self)
        self.this_story = QCheckBox("Only in this story", self)
        self.best_first = QCheckBox("Best first", self)
        self.searches = KeptSearches(
            desk=desk, searched=self, timeline=timeline, notices=notices, parent=self, takes_others=True
        )
        self.list = RecordList(name="What was found", icons=icons, parent=self)
        self.told = QLabel(self)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._lay_out()
        self._connect(bridge)
        self._explain()

    @property
    def kind(self) -> str:
        """The kind of record that is looked for, empty for all."""
        return KINDS[self.kinds.currentIndex()]

    @property
    def scope(self) -> str:
        """All but the words, as it is kept with a saved search."""
        return json.dumps({
            "window": WINDOW, "kind": self.kind, "this_story": self.this_story.isChecked(),
            "best_first": self.best_first.isChecked(),
        })  # fmt: skip

    def take(self, words: str, scope: str) -> None:
        """Looks as a kept search says; one of the register looks among the sources."""
        kept = told_by(scope)
        kind = str(kept.get("kind") or "") if kept.get("window") == WINDOW else "source"
        with QSignalBlocker(self.line), QSignalBlocker(self.kinds):
            self.line.setText(words)
            self.kinds.setCurrentIndex(KINDS.index(kind) if kind in KINDS else 0)
        with QSignalBlocker(self.this_story), QSignalBlocker(self.best_first):
            self.this_story.setChecked(bool(kept.get("this_story")))
            self.best_first.setChecked(bool(kept.get("best_first")))
        self._look()

    def call(self) -> None:
        """Shows the window, or brings it to the front, ready for other words."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_story()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, page keys and Return belong to the list while the letters go to the line."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event).key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                self.list.keyPressEvent(cast("QKeyEvent", event))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.list.chosen_id)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.setWindowTitle("Search everything")
        self.setModal(False)
        self.line.setPlaceholderText(PROMPT)
        self.line.setAccessibleName(PROMPT)
        self.line.setClearButtonEnabled(True)
        self.explained.setWordWrap(True)
        self.explained.setTextFormat(Qt.TextFormat.PlainText)
        self.explained.setProperty("quiet", "true")
        self.told.setProperty("quiet", "true")
        for kind in KINDS:
            words = KIND_WORDS.get(kind, "everything")
            self.kinds.addTab(words[0].upper() + words[1:])
        self.kinds.setAccessibleName("What to look among")
        self.kinds.setExpanding(False)
        self.kinds.setDrawBase(False)
        ways = QHBoxLayout()
        ways.addWidget(self.this_story)
        ways.addWidget(self.best_first)
        ways.addStretch(1)
        ways.addWidget(self.told)
        ways.addWidget(self.searches)
        column = QVBoxLayout(self)
        for part in (self.line, self.explained, self.kinds):
            column.addWidget(part)
        column.addLayout(ways)
        column.addWidget(self.searches.asked)
        column.addWidget(self.list, 1)
        self.resize(max(720, self.kinds.sizeHint().width() + 48), 560)
        self.this_story.setToolTip("Look only at the open story and the sources in its file.")
        self.best_first.setToolTip("What fits best stands first; otherwise the newest does.")

    def _connect(self, bridge: DeskBridge) -> None:
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self.kinds.currentChanged.connect(lambda _at: self._look())
        self.this_story.toggled.connect(lambda _on: self._look())
        self.best_first.toggled.connect(lambda _on: self._look())
        self.list.opened.connect(self._open)
        self._timer.timeout.connect(self._look)
        bridge.changed.connect(lambda _changes: self._timer.start() if self.isVisible() else None)
        self._focus.story_changed.connect(lambda _story: self._follow_story())

    def _typed(self) -> None:
        self._explain()
        self._timer.start()

    def _explain(self) -> None:
        words = self.line.text()
        self.explained.setText(explain_query(words) if words.strip() else f"Type a word to look for. {OPERATORS}")

    def _follow_story(self) -> None:
        self.this_story.setEnabled(bool(self._focus.story))
        if self.this_story.isChecked() and self.isVisible():
            self._timer.start()

    def _look(self) -> None:
        self._explain()
        self._timer.stop()
        words, queries, story = self.line.text(), self._desk.queries, self._focus.story
        kinds = (self.kind,) if self.kind else ()
        only = story if self.this_story.isChecked() and story else None
        best_first = self.best_first.isChecked()

        def read(job: Job) -> tuple[Found, ...]:
            if job.is_cancelled:
                return ()
            return find_everywhere(
                queries, words, kinds=kinds, story_id=only, preferred=story, best_first=best_first, limit=MOST + 1
            )

        self._jobs.run(read, done=lambda found: self._show(words, found), failed=self._refused, key="search everything")

    def _show(self, words: str, found: tuple[Found, ...]) -> None:
        self._found = {one.id: one for one in found[:MOST]}
        chosen = self.list.chosen_id
        lines = [_line(one) for one in self._found.values()]
        nothing = "Nothing holds all of these words. Take one away, or look at everything."
        self.list.show_lines(lines or ([RecordLine("", nothing, heading=True)] if words.strip() else []))
        if chosen not in self._found and lines:
            self.list.choose(lines[0].id)
        self.told.setText(_how_many(len(found), best_first=self.best_first.isChecked()) if words.strip() else "")

    def _open(self, record_id: str) -> None:
        found = self._found.get(record_id)
        if found is not None:
            self.hide()
            self._go(found, self.line.text())


def _line(found: Found) -> RecordLine:
    kind = ONE_OF[found.kind]
    lies = "" if found.story or found.source else " · cannot be opened"
    return RecordLine(
        found.id, found.name or kind.capitalize(), found.snippet, mark=KIND_ICONS[found.kind], mark_name=kind,
        tail=f"{kind}{lies}", marks=found.marks,
    )  # fmt: skip


def _how_many(number: int, *, best_first: bool) -> str:
    if number > MOST:
        return f"The {MOST} {'best' if best_first else 'newest'} of many"
    return "1 found" if number == 1 else f"{number} found"
