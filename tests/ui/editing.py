"""An editor with a story in it, its timeline and actions, as the window puts them together; for the editor's tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.domain.anchor import Place
from newsroom.domain.errors import NewsroomError
from ui.actions import Actions
from ui.editor.story_document import StoryDocument
from ui.editor.story_editor import AnchorMark, StoryEditor
from ui.theme import Theme, read_theme
from ui.timeline import Timeline


def mark(owner: str = "c", *, kind: str = "claim", level: str | None = "high", proposed: bool = False) -> AnchorMark:
    return AnchorMark(kind, owner, level, proposed, False, f"{kind.capitalize()}, {level}")


def theme(folder: Path, name: str = "light") -> Theme:
    return read_theme(name, cache_folder=folder)


def document(
    text: str, places: Mapping[str, Place] | None = None, *, story: str = "s", **known: object
) -> StoryDocument:
    """A document whose anchors have the words that stand at their places."""
    places = places or {}
    exact = {anchor: text[place.start : place.end] for anchor, place in places.items()}
    return StoryDocument(story_id=story, text=text, positions=places, exact=exact, **known)  # pyright: ignore[reportArgumentType]


class Desk:
    """One window with the editor; undo and redo of the timeline stand on the actions."""

    def __init__(self, qtbot: QtBot, text: str, places: Mapping[str, Place] | None = None) -> None:
        self.refused: list[NewsroomError] = []
        self.timeline = Timeline(refused=self.refused.append)
        self.actions = Actions()
        self.window = QWidget()
        self.editor = StoryEditor(self.window, actions=self.actions)
        self.layout = QVBoxLayout(self.window)
        self.layout.addWidget(self.editor)
        self.window.addActions([self.actions[name] for name in self.actions.names])
        self.actions.bind("undo", self.timeline.undo)
        self.actions.bind("redo", self.timeline.redo)
        self.actions.set_there(desk=True, writable=True, story=True)
        self.document = document(text, places, push=self.timeline.push, parent=self.editor)
        self.timeline.open(self.document)
        self.editor.show_document(self.document)
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.window.show()
        self.window.activateWindow()
        self.editor.setFocus()


def compose(editor: StoryEditor, preedit: str, commit: str = "", *, back: int = 0, length: int = 0) -> None:
    """One event of an input method."""
    event = QInputMethodEvent(preedit, [])
    if commit or length:
        event.setCommitString(commit, -back, length)
    QApplication.sendEvent(editor, event)


def copied(text: str, html: str = "") -> QMimeData:
    made = QMimeData()
    made.setText(text)
    if html:
        made.setHtml(html)
    return made
