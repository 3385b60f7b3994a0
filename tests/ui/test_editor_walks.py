"""Random walks of a writer: the editor, a real desk, the timeline and autosave together, against what must be.

After every undo and redo the words, the places and the records are those of that moment, and at the end the archive
holds what the editor shows. Undo never brings one story's words into another (R16).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim, set_claim_fields, unmark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import add_draft
from newsroom.desk.stories import new_story
from newsroom.domain.anchor import Place, TextEdit, unpack_positions
from newsroom.domain.claim import Claim
from newsroom.domain.draft import Anchor
from newsroom.domain.errors import NewsroomError
from newsroom.domain.record import Record
from newsroom.storage.opening import open_archive
from newsroom.storage.transaction import Transaction
from ui.desk_bridge import DeskBridge
from ui.editor.story_document import StoryDocument
from ui.editor.story_editor import StoryEditor
from ui.jobs import JobRunner
from ui.notices import Notices
from ui.rescue import RescueCopies
from ui.saving import Pace, Saving
from ui.timeline import Timeline

WALKS = 100
ACTS = 14
SWITCHES = 300
TEXT = "The ferry was late. Nobody was told. 😀 The council met on Friday.\n\n“Not one krone,” said the mayor.\n"


@dataclass(frozen=True, slots=True)
class Moment:
    """What must be there when somebody comes back to it."""

    text: str
    places: dict[str, Place]
    records: dict[str, Record]


class Room:
    """A desk, an editor, its timeline and autosave, as the window puts them together."""

    def __init__(self, folder: Path) -> None:
        self.bridge = DeskBridge()
        self.desk = Desk(open_archive(folder / "desk", create=True), actor="Sanne Ulvaeus", deliver=self.bridge.deliver)
        self.refused: list[NewsroomError] = []
        self.timeline = Timeline(refused=self.refused.append)
        self.saving = Saving(
            notices=Notices(), copies=RescueCopies(folder / "rescue"), fault=fail, pace=Pace(rest=20, longest=60)
        )
        self.saving.use(self.desk, jobs=JobRunner(fault=fail))
        self.timeline.use(self.desk, flush=self.saving.flush_all)
        self.editor = StoryEditor()
        self.editor.resize(700, 400)

    def open(self, text: str, *, number: int) -> StoryDocument:
        def lay(transaction: Transaction) -> str:
            story = new_story(transaction, fields={"slug": f"walk-{number}", "headline": "Walk"})
            add_draft(transaction, story_id=story.id, text=text)
            return story.id

        story = self.desk.run("Lay in", lay).value
        document = StoryDocument(story_id=story, text=text, positions={}, push=self.timeline.push, parent=self.editor)
        self.timeline.open(document)
        self.saving.watch(document)
        self.editor.show_document(document)
        return document

    def close(self) -> None:
        self.saving.flush_all()
        self.editor.show_document(None)
        self.desk.close()
        self.editor.deleteLater()


def fail(error: BaseException) -> None:
    pytest.fail(str(error))


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    qtbot.addWidget(made.editor)
    yield made
    made.close()


class Walk:
    """One story written at random."""

    def __init__(self, room: Room, *, seed: int) -> None:
        self.room, self.rng = room, random.Random(seed)
        self.document = room.open(TEXT, number=seed)
        self.editor = room.editor
        self.moments = [self.moment()]
        self.steps: list[object] = [None]
        self.at = 0

    def moment(self) -> Moment:
        queries, story = self.room.desk.queries, self.document.story_id
        records: dict[str, Record] = {}
        for kind in (Claim, Anchor):
            for record in queries.where(kind, story=story):
                records[record.id] = replace(record, version=0, changed_at="")
        return Moment(self.document.text(), self.document.places(), records)

    def remember(self) -> None:
        newest = self.room.timeline.newest()
        if newest is self.steps[self.at]:
            self.moments[self.at] = self.moment()
            return
        del self.moments[self.at + 1 :], self.steps[self.at + 1 :]
        self.moments.append(self.moment())
        self.steps.append(newest)
        self.at += 1

    def stretch(self, most: int = 25) -> tuple[int, int]:
        length = len(self.document.text())
        start = self.rng.randint(0, length)
        return start, min(length, start + self.rng.randint(0, most))

    def act(self) -> None:
        acts: tuple[tuple[int, Callable[[], None]], ...] = (
            (5, self.type), (2, self.delete), (2, self.paste), (2, self.drag), (1, self.over_all), (1, self.bold),
            (1, self.replace_all), (3, self.mark), (1, self.unmark), (1, self.change_record), (5, self.undo),
            (3, self.redo), (1, self.rest),
        )  # fmt: skip
        self.rng.choices([act for _, act in acts], [weight for weight, _ in acts])[0]()

    def type(self) -> None:
        self.editor.set_caret(self.stretch()[0])
        for letter in self.rng.choice(["late. A", "x", "tide\nturn", "é"]):
            insert_as_typed(self.editor, letter)
            self.remember()

    def delete(self) -> None:
        self.editor.select(*self.stretch())
        press(self.editor, Qt.Key.Key_Delete)
        self.remember()

    def paste(self) -> None:
        self.editor.select(*self.stretch())
        source = self.editor.createMimeDataFromSelection() if self.rng.random() < 0.5 else QMimeData()
        if not source.hasText():
            source.setText(f"pasted {self.rng.randint(0, 9)} 😀 words\n")
        self.document.seal()
        self.editor.set_caret(self.stretch()[0])
        self.editor.insertFromMimeData(source)
        self.remember()

    def drag(self) -> None:
        start, end = self.stretch(40)
        to = self.rng.randint(0, len(self.document.text()))
        if start == end or start <= to <= end:
            return
        words = self.document.words(start, end)
        source, target = (QTextCursor(self.document.text_document) for _ in range(2))
        target.setPosition(self.document.to_utf16(to))
        source.setPosition(self.document.to_utf16(start))
        source.setPosition(self.document.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        self.document.seal()
        source.beginEditBlock()
        source.removeSelectedText()
        target.insertText(words)
        source.endEditBlock()
        self.document.seal()
        self.remember()

    def over_all(self) -> None:
        self.editor.selectAll()
        self.editor.insert(self.document.text().replace("late", "early") + "The end.", label="Paste")
        self.remember()

    def bold(self) -> None:
        self.editor.select(*self.stretch())
        self.editor.bold()
        self.remember()

    def replace_all(self) -> None:
        text = self.document.text()
        edits = [TextEdit(at, "o", "00") for at, letter in enumerate(text) if letter == "o"]
        self.document.replace(edits, label="Replace all")
        self.remember()

    def mark(self) -> None:
        start, end = self.stretch(40)
        if start < end:
            self.room.timeline.run("Mark", mark_claim, story_id=self.document.story_id, start=start, end=end)
            self.remember()

    def claims(self) -> list[Claim]:
        return [one for one in self.moments[self.at].records.values() if isinstance(one, Claim) and not one.binned_at]

    def unmark(self) -> None:
        if claims := self.claims():
            self.room.timeline.run("Unmark", unmark_claim, claim_id=self.rng.choice(claims).id)
            self.remember()

    def change_record(self) -> None:
        if claims := self.claims():
            claim, wording = self.rng.choice(claims).id, f"wording {self.rng.random()}"
            self.room.timeline.run("Reword", set_claim_fields, claim_id=claim, fields={"wording": wording})
            self.remember()

    def undo(self) -> None:
        self.turn(self.room.timeline.undo, max(0, self.at - 1))

    def redo(self) -> None:
        self.turn(self.room.timeline.redo, min(len(self.moments) - 1, self.at + 1))

    def turn(self, act: Callable[[], None], to: int) -> None:
        act()
        self.at = to
        assert self.moment() == self.moments[self.at]

    def rest(self) -> None:
        """Lets autosave run in between."""
        QApplication.processEvents()

    def end(self) -> None:
        """All the way back and forth again, then the archive is looked at."""
        last = self.at
        while self.at:
            self.undo()
        assert self.document.text() == TEXT
        while self.at < last:
            self.redo()
        self.room.saving.flush_all()
        draft = self.room.desk.queries.draft(self.document.story_id)
        assert (draft.text, unpack_positions(draft.positions)) == (self.document.text(), self.document.places())
        assert not self.room.refused


def insert_as_typed(editor: StoryEditor, letter: str) -> None:
    """As a key does, without the cost of one."""
    editor.textCursor().insertText(letter)


def press(editor: StoryEditor, key: Qt.Key) -> None:
    QTest.keyClick(editor, key)


def test_every_undo_and_redo_of_a_hundred_walks_brings_back_that_moment(room: Room) -> None:
    for seed in range(WALKS):
        walk = Walk(room, seed=seed)
        for _ in range(ACTS):
            walk.act()
        walk.end()
        room.saving.leave(walk.document.story_id)


class Stories:
    """Three stories in one editor; each writes its own letter only, so that a stray word betrays itself."""

    def __init__(self, editor: StoryEditor, *, seed: int) -> None:
        self.editor, self.rng = editor, random.Random(seed)
        self.timeline = Timeline(refused=fail)
        self.names: tuple[str, ...] = ("a", "b", "c")
        self.documents = {
            name: StoryDocument(story_id=f"{name}{seed}", text=name * 5, positions={}, push=self.timeline.push)
            for name in self.names
        }
        self.states = {name: [name * 5] for name in self.names}
        self.at: dict[str, int] = dict.fromkeys(self.names, 0)
        self.switch()

    def switch(self) -> None:
        self.now = self.rng.choice(self.names)
        self.timeline.open(self.documents[self.now])
        self.editor.show_document(self.documents[self.now])

    def write(self) -> None:
        document, states, at = self.documents[self.now], self.states[self.now], self.at[self.now]
        words = self.now * self.rng.randint(1, 9)
        if self.rng.random() < 0.6:
            self.editor.selectAll()
            source = QMimeData()
            source.setText(words + "\n" + words)
            self.editor.insertFromMimeData(source)
        else:
            document.seal()
            insert_as_typed(self.editor, words)
        if document.text() != states[at]:
            del states[at + 1 :]
            states.append(document.text())
            self.at[self.now] = at + 1

    def undo(self) -> None:
        self.timeline.undo()
        self.at[self.now] = max(0, self.at[self.now] - 1)

    def redo(self) -> None:
        self.timeline.redo()
        self.at[self.now] = min(len(self.states[self.now]) - 1, self.at[self.now] + 1)

    def check(self) -> None:
        for name, document in self.documents.items():
            assert set(document.text()) <= {name, "\n"}
            assert document.text() == self.states[name][self.at[name]]
        assert self.editor.story_document is self.documents[self.now]
        assert self.editor.toPlainText() == self.documents[self.now].text()


def test_undo_belongs_to_one_story_however_one_switches_and_pastes(qtbot: QtBot) -> None:
    editor = StoryEditor()
    qtbot.addWidget(editor)
    for seed in range(SWITCHES):
        stories = Stories(editor, seed=seed)
        for _ in range(20):
            acts = (stories.switch, stories.write, stories.write, stories.undo, stories.undo, stories.redo)
            stories.rng.choice(acts)()
            stories.check()
    editor.show_document(None)
