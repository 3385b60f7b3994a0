"""R01: the real program killed while somebody types. What was reported as saved is there, little else is missing."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.faults.window_runs import Run, killed_while_typing, words_stored
from tests.ui.shell import Shell

MOST_LOST_SECONDS = 5.0
LOST_AFTER_A_REST_SECONDS = 1.5
SLACK_SECONDS = 1.0
"""For a machine that does other things meanwhile."""


def lost_too_much(run: Run, stored: int) -> list[str]:
    """What of the promises a run broke."""
    typed, saved = run.told("typed"), run.told("saved")
    broken: list[str] = []
    if any(number > stored for number, _ in saved):
        broken.append(f"{max(saved)[0]} words were reported as saved, {stored} are there")
    lost = [(number, at) for number, at in typed if number > stored]
    if lost and run.ended_at - lost[0][1] > MOST_LOST_SECONDS + SLACK_SECONDS:
        broken.append(f"word {lost[0][0]} was typed {run.ended_at - lost[0][1]:.1f} s before the end and is lost")
    if lost and run.ended_at - typed[-1][1] > LOST_AFTER_A_REST_SECONDS + SLACK_SECONDS:
        broken.append(f"after a rest of {run.ended_at - typed[-1][1]:.1f} s word {lost[0][0]} is lost")
    return broken


def check(runs: Sequence[Run]) -> None:
    broken = {run.home.name: lost_too_much(run, words_stored(run.text)) for run in runs}
    assert not {name: sentences for name, sentences in broken.items() if sentences}


def test_a_kill_while_typing_loses_seconds_at_most_and_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    runs = list(killed_while_typing(tmp_path, count=20, seed=1, longest=8.0))
    assert sum(len(run.told("saved")) for run in runs) >= 3
    # The first opening after a kill is the window's own: it tells what was brought back.
    one = Shell(qtbot, desk=runs[0].home / "desk").start()
    told = [notice.words for notice in one.said if "ended without saying goodbye" in notice.words]
    one.end()
    assert len(told) == 1
    again = Shell(qtbot, desk=runs[0].home / "desk").start()
    assert not [notice for notice in again.said if "goodbye" in notice.words]
    again.end()
    check(runs)


@pytest.mark.long
def test_two_hundred_kills_while_typing_lose_seconds_at_most(tmp_path: Path) -> None:
    check(list(killed_while_typing(tmp_path, count=200, seed=2, longest=12.0)))
