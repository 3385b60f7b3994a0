"""R08: the system asks the window to leave. Every word is stored, it is out in time, and no dialog holds it up."""

import signal
from pathlib import Path

import pytest

from newsroom.storage.manifest import list_backups
from tests.faults.typist import word
from tests.faults.window_runs import homes, signalled, start

MOST_SECONDS = 3.0
WORDS = "".join(word(number) for number in range(1, 41))
CASES = [(signal.SIGTERM, "idle"), (signal.SIGTERM, "dialog"), (signal.SIGHUP, "dialog"), (signal.SIGINT, "idle")]


def leaves_with_every_word(folder: Path, number: int, how: str) -> None:
    (home,) = homes(folder, 1)
    run = start(home, how=how, seed=1)
    code, took = signalled(run, number)
    assert (code, run.text) == (0, WORDS)
    assert took < MOST_SECONDS
    assert not (home / "rescue").exists()
    backups = list_backups(home / "desk" / "backups")
    assert [backup.why for backup in backups] in ([], ["on open"])


@pytest.mark.parametrize(("number", "how"), CASES, ids=lambda value: getattr(value, "name", value))
def test_a_signal_stores_every_word_and_leaves_in_time(number: signal.Signals, how: str, tmp_path: Path) -> None:
    leaves_with_every_word(tmp_path, number, how)


def test_the_end_of_the_session_stores_every_word_before_it_kills(tmp_path: Path) -> None:
    (home,) = homes(tmp_path, 1)
    run = start(home, how="log-out", seed=1)
    signalled(run, signal.SIGKILL)
    assert run.text == WORDS


@pytest.mark.long
@pytest.mark.parametrize("how", ["idle", "dialog"])
@pytest.mark.parametrize(("number", "times"), [(signal.SIGTERM, 20), (signal.SIGHUP, 10)])
def test_signals_again_and_again(number: signal.Signals, times: int, how: str, tmp_path: Path) -> None:
    for turn in range(times):
        leaves_with_every_word(tmp_path / str(turn), number, how)
