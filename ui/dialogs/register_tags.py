"""The tags of several sources at once: those of the desk to be ticked, and a line for new ones; and a tag renamed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.tags import is_named
from ui.widgets.entries import Choice, labelled

if TYPE_CHECKING:
    from newsroom.desk.tags import TagUse
    from newsroom.domain.story import Tag

MOST_SEEN = 8
"""Tags shown without scrolling."""
RENAME = "Rename"


class TagSources(QDialog):
    """``wanted`` carries the names of the tags to put on all of them, and the ids of those to take off."""

    wanted = Signal(object, object)

    def __init__(self, *, count: int, uses: Sequence[TagUse], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        several = "1 source" if count == 1 else f"{count:,} sources"
        self.setWindowTitle(f"Tags of {several}")
        self._count, self._uses = count, tuple(uses)
        self.boxes = {use.tag.id: QCheckBox(self) for use in uses}
        self.line = QLineEdit(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.change = self.buttons.addButton("Change the tags", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.line.textChanged.connect(lambda _words: self._follow())
        for use, box in zip(self._uses, self.boxes.values(), strict=True):
            self._show_use(use, box)
            box.checkStateChanged.connect(lambda _state: self._follow())
        self.buttons.accepted.connect(self._settle)
        self.buttons.rejected.connect(self.reject)
        self._follow()

    @property
    def put_on(self) -> tuple[str, ...]:
        """The names of the tags that are to be on all of them and are not yet."""
        ticked = [
            use.tag.name for use in self._uses
            if use.count < self._count and self.boxes[use.tag.id].checkState() == Qt.CheckState.Checked
        ]  # fmt: skip
        return (*ticked, *(part.strip() for part in self.line.text().split(",") if part.strip()))

    @property
    def take_off(self) -> tuple[str, ...]:
        """The ids of the tags that are on some of them and are to be on none."""
        return tuple(
            use.tag.id for use in self._uses
            if use.count and self.boxes[use.tag.id].checkState() == Qt.CheckState.Unchecked
        )  # fmt: skip

    def _show_use(self, use: TagUse, box: QCheckBox) -> None:
        is_partly = 0 < use.count < self._count
        box.setTristate(is_partly)
        states = Qt.CheckState
        box.setCheckState(states.PartiallyChecked if is_partly else states.Checked if use.count else states.Unchecked)
        name = use.tag.name.replace("&", "&&")
        box.setText(f"{name} · on {use.count:,} of {self._count:,}" if is_partly else name)

    def _lay_out(self) -> None:
        told = QLabel("A tick puts the tag on all of them, an empty box takes it off. One undo takes it back.", self)
        told.setWordWrap(True)
        self.line.setPlaceholderText("such as to call, flood archive")
        self.line.setAccessibleName("New tags, with commas between")
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self._listed(), 1)
        labelled(column, "New tags, with commas between", self.line)
        column.addSpacing(8)
        column.addWidget(self.buttons)
        self.setMinimumWidth(400)
        if not self._uses:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _listed(self) -> QWidget:
        inside = QWidget(self)
        boxes = QVBoxLayout(inside)
        boxes.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes.values():
            boxes.addWidget(box)
        if len(self.boxes) <= MOST_SEEN:
            return inside
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(220)
        return area

    def _follow(self) -> None:
        self.change.setEnabled(bool(self.put_on or self.take_off))

    def _settle(self) -> None:
        put_on, take_off = self.put_on, self.take_off
        self.accept()
        self.wanted.emit(put_on, take_off)


class RenameTag(QDialog):
    """``wanted`` carries the id of a tag and its new name; one that another tag bears makes the two one."""

    wanted = Signal(str, str)

    def __init__(self, *, tags: Sequence[Tag], chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rename a tag")
        self._tags = {tag.id: tag for tag in tags}
        self.tag = Choice("Tag", self)
        self.name = QLineEdit(self)
        self.told = QLabel(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.rename = self.buttons.addButton(RENAME, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.tag.offer((tag.id, tag.name) for tag in tags)
        self.tag.show_value(chosen if chosen in self._tags else next(iter(self._tags), ""))
        self.tag.currentIndexChanged.connect(lambda _at: self._show_name())
        self.name.textChanged.connect(lambda _words: self._follow())
        self.buttons.accepted.connect(self._settle)
        self.buttons.rejected.connect(self.reject)
        self._show_name()

    @property
    def other(self) -> Tag | None:
        """Another tag that bears the name written, whatever its case."""
        return next(
            (tag for tag in self._tags.values() if tag.id != self.tag.value() and is_named(tag, self.name.text())), None
        )

    def _show_name(self) -> None:
        tag = self._tags.get(self.tag.value())
        self.name.setText(tag.name if tag is not None else "")
        self.name.selectAll()
        self._follow()

    def _lay_out(self) -> None:
        self.told.setWordWrap(True)
        self.name.setAccessibleName("New name of the tag")
        column = QVBoxLayout(self)
        labelled(column, "Tag", self.tag)
        labelled(column, "New name", self.name)
        column.addWidget(self.told)
        column.addStretch(1)
        column.addSpacing(8)
        column.addWidget(self.buttons)
        self.setMinimumWidth(400)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        tag, other = self._tags.get(self.tag.value()), self.other
        name = " ".join(self.name.text().split())
        self.rename.setEnabled(tag is not None and bool(name) and name != tag.name)
        self.rename.setText(RENAME if other is None else "Make them one")
        self.told.setText(
            "It is renamed on all its sources. One undo takes it back."
            if other is None
            else f"“{other.name}” is a tag already. The two become one, on all sources of both. One undo parts them."
        )

    def _settle(self) -> None:
        tag_id, name = self.tag.value(), self.name.text()
        self.accept()
        self.wanted.emit(tag_id, name)
