"""Where somebody works is on the disk while they work, for the start after a session that was cut short."""

import json
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.shell import QUICK, Shell, written_desk


def remembered(own_home: Path) -> dict[str, object]:
    """What a start would read now; nothing before the first time."""
    for path in own_home.rglob("session.json"):
        return json.loads(path.read_text(encoding="utf-8"))
    return {}


def test_a_start_after_a_kill_opens_the_story_and_the_place_worked_at_last(
    qtbot: QtBot, tmp_path: Path, own_home: Path
) -> None:
    first, second = written_desk(tmp_path / "desk", "The ferry was late.", "The quay is closed. It stays so.")
    pace = replace(QUICK, remember=60)
    one = Shell(qtbot, desk=tmp_path / "desk", pace=pace).start()
    one.program.stories.open(second.id)
    one.editor.set_caret(20)
    one.type("Now ")
    qtbot.waitUntil(lambda: remembered(own_home).get("story") == second.id)
    qtbot.waitUntil(lambda: remembered(own_home)["places"][second.id][0] == 24)  # type: ignore[index]
    # Nothing more is written when it is killed: what lies there now is what the next start reads.
    kept = {path: path.read_bytes() for path in own_home.rglob("session.json")}
    one.end()
    for path, content in kept.items():
        path.write_bytes(content)
    again = Shell(qtbot, desk=tmp_path / "desk").start()
    assert again.program.focus.story == second.id != first.id
    assert again.editor.caret() == 24
    again.end()


def test_turning_to_another_story_is_remembered_without_a_word_typed(
    qtbot: QtBot, tmp_path: Path, own_home: Path
) -> None:
    first, second = written_desk(tmp_path / "desk", "The ferry was late.", "The quay is closed.")
    one = Shell(qtbot, desk=tmp_path / "desk", pace=replace(QUICK, remember=30)).start()
    for story in (first.id, second.id):
        one.program.stories.open(story)
        qtbot.waitUntil(lambda story=story: remembered(own_home).get("story") == story)
    one.end()
