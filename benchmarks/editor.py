"""How fast the editor takes a key: G3, G5, G6 and G7, each against a bare QPlainTextEdit or itself, in one run.

Run ``python benchmarks/editor.py``; prints both sides and the ratios and writes them to ``benchmarks/results.json``.
A key is sent, then the window is painted at once, gutter included; painting on the offscreen platform is real work
into a picture, without a screen. 1200 by 800 pixels, the same typeface on both sides.
"""

import gc
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from newsroom.domain.anchor import Place
from ui.editor.anchor_marks import AnchorMark
from ui.editor.story_document import StoryDocument
from ui.editor.story_editor import StoryEditor
from ui.theme import Theme, read_theme

SIZE = QSize(1200, 800)
RESULTS = Path(__file__).with_name("results.json")
LEVELS = ("unsourced", "low", "moderate", "high", "confirmed", "disputed", "refuted", "not_ratable")
STOCK = (
    "the",
    "harbour",
    "ferry",
    "council",
    "said",
    "nobody",
    "had",
    "been",
    "told",
    "of",
    "its",
    "sale",
    "before",
    "it",
)
KEYS = 400
ROUNDS = 5


def prose(words: int, *, seed: int = 3) -> str:
    """Paragraphs of 30 to 110 words with a heading here and there, and some Markdown."""
    rng = random.Random(seed)
    lines: list[str] = []
    left = words
    while left > 0:
        count = min(left, rng.randint(30, 110))
        chosen = [rng.choice(STOCK) for _ in range(count)]
        if rng.random() < 0.3:
            chosen[count // 2] = f"**{chosen[count // 2]}**"
        if rng.random() < 0.1:
            lines += [f"## {' '.join(chosen[:4]).capitalize()}", ""]
        lines += [" ".join(chosen).capitalize() + ".", ""]
        left -= count
    return "\n".join(lines)


def marked(text: str, count: int, *, seed: int = 5) -> tuple[dict[str, Place], dict[str, str], dict[str, AnchorMark]]:
    """``count`` passages of one sentence's length, three claims to two quotes."""
    rng = random.Random(seed)
    places: dict[str, Place] = {}
    marks: dict[str, AnchorMark] = {}
    for number in range(count):
        start = text.rfind(" ", 0, int(len(text) * (number + 0.5) / count)) + 1
        end = min(len(text), start + rng.randint(30, 110))
        end = end if "\n" not in text[start:end] else text.index("\n", start)
        if start >= end:
            continue
        anchor = f"anchor{number}"
        places[anchor] = Place(start, end, "attached")
        level = rng.choice(LEVELS) if number % 5 < 3 else None
        kind = "claim" if level else "quote_use"
        marks[anchor] = AnchorMark(kind, f"owner{number}", level, False, False, kind)
    return places, {anchor: text[place.start : place.end] for anchor, place in places.items()}, marks


def bare(text: str, font: Any) -> QPlainTextEdit:
    editor = QPlainTextEdit()
    editor.setFont(font)
    editor.resize(SIZE)
    editor.setPlainText(text)
    return editor


def ours(text: str, theme: Theme, *, count: int = 5000) -> StoryEditor:
    places, exact, marks = marked(text, count)
    editor = StoryEditor()
    editor.use_theme(theme)
    editor.resize(SIZE)
    editor.show_document(StoryDocument(story_id="bench", text=text, positions=places, exact=exact, parent=editor))
    editor.set_marks(marks)
    return editor


def paint(editor: QPlainTextEdit) -> None:
    editor.viewport().repaint()
    if isinstance(editor, StoryEditor):
        editor.gutter.repaint()


def go_to_the_middle(editor: QPlainTextEdit) -> None:
    editor.show()
    cursor = editor.textCursor()
    block = editor.document().findBlock(editor.document().characterCount() // 2)
    while len(block.text()) < 100:
        block = block.next()
    cursor.setPosition(block.position() + 40)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    QApplication.processEvents()
    paint(editor)


def key(editor: QWidget, letter: str) -> None:
    code = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(editor, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter))


def keys_to_paint(
    editor: QPlainTextEdit, *, count: int = KEYS, between: Callable[[], None] | None = None
) -> list[float]:
    """Milliseconds from each key to the painted window."""
    return [wall for wall, _ in keys_timed(editor, count=count, between=between)]


def keys_timed(
    editor: QPlainTextEdit, *, count: int = KEYS, between: Callable[[], None] | None = None
) -> list[tuple[float, float]]:
    """The same by the clock and by the work of this thread alone, which busy neighbours on the machine do not touch."""
    taken: list[tuple[float, float]] = []
    for number in range(count):
        letter = " " if number % 6 == 5 else "etaoin"[number % 6]
        begun, worked = time.perf_counter(), time.thread_time()
        key(editor, letter)
        paint(editor)
        taken.append(((time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000))
        if between is not None:
            between()
    return taken


def p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def key_to_paint(theme: Theme) -> dict[str, Any]:
    """G3: the same text in both, turn by turn, so that the machine's moods meet both alike."""
    text = prose(100_000)
    editor = ours(text, theme)
    other = bare(text, editor.font())
    timed: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for _ in range(ROUNDS):
        for each in (other, editor):
            go_to_the_middle(each)
            timed[each is editor] += keys_timed(each, count=KEYS // 2)
            each.hide()
    (mine, my_work), (theirs, their_work) = (tuple(map(list, zip(*timed[own], strict=True))) for own in (True, False))
    return {
        "what": "key to paint p99, 100,000 words, 5,000 marks, against a bare QPlainTextEdit",
        "goal": 1.5, "measured": round(p99(mine) / p99(theirs), 2),
        "p99 ms": round(p99(mine), 2), "p99 ms bare": round(p99(theirs), 2), "goal ms": 8,
        "p50 ms": round(statistics.median(mine), 2), "p50 ms bare": round(statistics.median(theirs), 2),
        "own work p99 ms": round(p99(my_work), 2), "own work p99 ms bare": round(p99(their_work), 2),
    }  # fmt: skip


def length_of_text(theme: Theme) -> dict[str, Any]:
    """G5: the middle of a long story costs what the middle of a short one does."""
    small, large = ours(prose(10_000), theme, count=500), ours(prose(500_000), theme, count=5000)
    short: list[float] = []
    long: list[float] = []
    for _ in range(ROUNDS):
        for each, values in ((small, short), (large, long)):
            go_to_the_middle(each)
            values += keys_to_paint(each, count=KEYS // 2)
            each.hide()
    return {
        "what": "key to paint p50 at 500,000 words, against 10,000", "goal": 1.5,
        "measured": round(statistics.median(long) / statistics.median(short), 2),
        "p50 ms": round(statistics.median(long), 2), "p50 ms at 10,000": round(statistics.median(short), 2),
    }  # fmt: skip


def loading(theme: Theme) -> dict[str, Any]:
    """G6: from the text to the first painted page; the widgets stand already, as they do in the window."""
    text = prose(100_000)
    places, exact, marks = marked(text, 5000)
    editor, other = StoryEditor(), QPlainTextEdit()
    editor.use_theme(theme)
    other.setFont(editor.font())
    timed: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for each in (editor, other):
        each.resize(SIZE)
        each.show()
    QApplication.processEvents()

    def load_ours() -> None:
        document = StoryDocument(story_id="bench", text=text, positions=places, exact=exact, parent=editor)
        editor.show_document(document)
        editor.set_marks(marks)
        paint(editor)

    def load_bare() -> None:
        other.setPlainText(text)
        paint(other)

    for _ in range(15):
        for load in (load_bare, load_ours):
            gc.collect()
            begun, worked = time.perf_counter(), time.thread_time()
            load()
            taken = (time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000
            timed[load is load_ours].append(taken)
    (mine, my_work), (theirs, their_work) = (tuple(map(list, zip(*timed[own], strict=True))) for own in (True, False))
    return {
        "what": "load, highlight, 5,000 anchors, first paint at 100,000 words, against bare setPlainText and paint",
        "goal": 1.75, "measured": round(statistics.median(mine) / statistics.median(theirs), 2),
        "ms": round(statistics.median(mine), 1), "ms bare": round(statistics.median(theirs), 1),
        "own work ms": round(statistics.median(my_work), 1),
        "own work ms bare": round(statistics.median(their_work), 1),
    }  # fmt: skip


def while_saving(theme: Theme) -> dict[str, Any]:
    """G7: keys while the whole text is stored once a second, four times as often as the window does while one types,
    against keys without."""
    from newsroom.desk.desk import Desk
    from newsroom.desk.drafts import add_draft, autosave_draft
    from newsroom.desk.stories import new_story
    from newsroom.storage.opening import open_archive

    text = prose(100_000)
    editor = ours(text, theme)
    document = editor.story_document
    assert document is not None
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(open_archive(Path(folder), create=True))
        story = desk.run("New story", lambda tx: new_story(tx, fields={"slug": "bench", "headline": "Bench"})).value
        desk.run("First words", lambda tx: add_draft(tx, story_id=story.id, text=text))
        quiet: list[float] = []
        busy: list[float] = []
        saved: list[object] = []

        def save() -> None:
            autosave_draft(
                desk, story_id=story.id, text=document.text(), positions=document.places(), told=saved.append
            )

        for _ in range(ROUNDS):
            go_to_the_middle(editor)
            quiet += keys_to_paint(editor, count=KEYS // 2)
            timer = QTimer(interval=1000)
            timer.timeout.connect(save)
            timer.start()
            save()
            busy += keys_to_paint(editor, count=KEYS, between=QApplication.processEvents)
            timer.stop()
            until = time.monotonic() + 5
            while not saved and time.monotonic() < until:
                QApplication.processEvents()
        desk.close()
    return {
        "what": "key to paint p50 with autosave running, against without, 100,000 words", "goal": 1.5,
        "measured": round(statistics.median(busy) / statistics.median(quiet), 2), "saves": len(saved),
        "p50 ms": round(statistics.median(busy), 2), "p50 ms without": round(statistics.median(quiet), 2),
    }  # fmt: skip


def main() -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    wanted = sys.argv[1:] or ["G3", "G5", "G6", "G7"]
    measures = {"G3": key_to_paint, "G5": length_of_text, "G6": loading, "G7": while_saving}
    with tempfile.TemporaryDirectory() as folder:
        theme = read_theme("light", cache_folder=Path(folder))
    found = {name: measures[name](theme) for name in wanted}
    print(json.dumps(found, indent=1))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    RESULTS.write_text(json.dumps({**kept, **found}, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
