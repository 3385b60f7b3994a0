"""Making several sources one: which of them is kept, and what moves to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.where_used import WhereUsed, where_used
from newsroom.domain.source import Source
from newsroom.domain.wording import SOURCE_TYPE_NAMES
from ui.time_words import date_words
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.merging import DuplicateCandidates
    from ui.icons import Icons


@dataclass(frozen=True, slots=True)
class Mergeable:
    """A source, and what hangs on it."""

    source: Source
    used: WhereUsed


def read_mergeable(desk: Desk, ids: Sequence[str]) -> tuple[Mergeable, ...]:
    """For a job: the sources with what hangs on each; ``Missing`` when one is gone."""
    queries = desk.queries
    return tuple(Mergeable(queries.get(Source, one), where_used(queries, "source", one)) for one in ids)


class MergeSources(QDialog):
    """``wanted`` carries the id to keep and those that become it."""

    wanted = Signal(str, object)

    def __init__(self, *, sources: Sequence[Mergeable], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Make them one source")
        self._sources = sources
        self.choices = QButtonGroup(self)
        self.preview = QLabel(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        keep = self.buttons.addButton("Make them one", QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setDefault(True)
        self._lay_out()
        self.choices.idToggled.connect(lambda _id, _on: self._tell())
        self.buttons.accepted.connect(self._settle)
        self.buttons.rejected.connect(self.reject)
        # What most hangs on is most likely the one to keep.
        most = max(range(len(sources)), key=lambda at: len(sources[at].used.lines))
        self.choices.button(most).setChecked(True)
        self._tell()

    @property
    def kept(self) -> Mergeable:
        return self._sources[max(0, self.choices.checkedId())]

    def _lay_out(self) -> None:
        asked = QLabel("Which one is kept? What hangs on the others is laid on it; one undo parts them again.", self)
        asked.setWordWrap(True)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        for number, one in enumerate(self._sources):
            button = QRadioButton(f"Keep this one: {_short(one.source)}", inside)
            told = QLabel(_about(one), inside)
            told.setProperty("quiet", "true")
            told.setWordWrap(True)
            told.setContentsMargins(28, 0, 0, 6)
            button.setAccessibleDescription(told.text())
            self.choices.addButton(button, number)
            rows.addWidget(button)
            rows.addWidget(told)
        rows.addStretch(1)
        self.preview.setWordWrap(True)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.addWidget(asked)
        if len(self._sources) > 4:
            area = QScrollArea(self)
            area.setWidgetResizable(True)
            area.setWidget(inside)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            column.addWidget(area, 1)
        else:
            column.addWidget(inside)
        column.addWidget(self.preview)
        column.addStretch(0 if len(self._sources) > 4 else 1)
        column.addWidget(self.buttons)
        self.resize(560, min(560, 160 + 54 * len(self._sources)))

    def _tell(self) -> None:
        self.preview.setText(preview_words(self.kept, [one for one in self._sources if one is not self.kept]))

    def _settle(self) -> None:
        kept = self.kept.source.id
        self.accept()
        self.wanted.emit(kept, tuple(one.source.id for one in self._sources if one.source.id != kept))


class DuplicatesList(QDialog):
    """The sources that may be one, a line a group. ``opened`` carries the ids of the group chosen."""

    opened = Signal(object)

    def __init__(self, *, groups: Sequence[DuplicateCandidates], icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sources that may be one")
        self._groups = groups
        self.told = QLabel(_how_many(len(groups)), self)
        self.told.setWordWrap(True)
        self.list = RecordList(name="Sources that may be one", icons=icons, parent=self)
        self.list.show_lines([_group_line(str(number), group) for number, group in enumerate(groups)])
        self.list.choose("0")
        self.list.opened.connect(self._open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        if groups:
            look = buttons.addButton("Look at these", QDialogButtonBox.ButtonRole.ActionRole)
            look.clicked.connect(lambda: self._open(self.list.chosen_id))
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.list.setVisible(bool(groups))
        self.resize(560, 420 if groups else 120)

    def _open(self, number: str) -> None:
        if number.isdecimal():
            self.accept()
            self.opened.emit(tuple(one.id for one in self._groups[int(number)].sources))


def preview_words(kept: Mergeable, others: Sequence[Mergeable]) -> str:
    """What moves, in one sentence."""
    counted = (
        (sum(len(one.used.captures) for one in others), "saved copy", "saved copies"),
        (sum(len(one.used.quotes) for one in others), "quote", "quotes"),
        (sum(len(one.used.evidence) for one in others), "tie to a statement", "ties to statements"),
        (sum(len(one.used.stories) for one in others), "place in a story’s file", "places in stories’ files"),
    )
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]
    named = f"“{_short(kept.source)}”"
    if not parts:
        return f"Nothing hangs on the others; only what is known of them is laid on {named}."
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"Moves to {named}: {listed}. What is told differently is kept in its note."


def _about(one: Mergeable) -> str:
    source = one.source
    parts = (
        source.publisher, SOURCE_TYPE_NAMES[source.type], date_words((source.published or "")[:10]), source.url,
        f"brought in {date_words(source.created_at[:10])}",
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def _short(source: Source) -> str:
    words = " ".join(source.title.split()) or source.publisher or "Source without a title"
    return words if len(words) <= 60 else f"{words[:59]}…"


def _group_line(number: str, group: DuplicateCandidates) -> RecordLine:
    first = group.sources[0]
    about = f"{len(group.sources)} sources · {group.why}"
    return RecordLine(number, _short(first), f"{about} · {first.publisher}".rstrip(" ·"), mark="source")


def _how_many(number: int) -> str:
    if not number:
        return "No two sources of this desk look like one: no file, address, or title with outlet and day stands twice."
    several = "One group" if number == 1 else f"{number} groups"
    return f"{several} of sources that may be one. Open one to see what would move, and decide."
