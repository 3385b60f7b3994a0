"""What the foot of the window says of saving, and where somebody is after a session that was cut short."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.person import Person
from tests.ui.shell import written_desk
from ui.saving import SaveState


@pytest.fixture
def one(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    written_desk(tmp_path / "desk", "The ferry was late. Nobody said why.", "The quay is closed. It stays so.")
    person = Person(qtbot, tmp_path / "desk")
    yield person
    person.shell.end()


def test_a_claim_made_is_a_save_too(one: Person) -> None:
    saving = one.shell.program.saving
    before = datetime.now().astimezone() - timedelta(minutes=4)
    saving.state = SaveState("saved", before)
    one.put_caret("Nobody" if "Nobody" in one.shell.text else "quay")
    one.do("claim_selection")
    assert saving.state.kind == "saved"
    assert saving.state.at is not None and saving.state.at - before > timedelta(minutes=3)
