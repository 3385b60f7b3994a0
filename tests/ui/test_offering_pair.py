"""The rules for two people are offered once, when the desk knows a second member, and never press themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.members import ensure_member
from newsroom.settings import Settings, read_settings
from tests.builders import new_desk
from ui.notices import Notice, Notices
from ui.offering_pair import offer_pair
from ui.session import Session


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    working = new_desk(tmp_path / "desk")
    working.run("Seat", ensure_member, name="Ines Falk")
    yield working
    working.close()


class Offers:
    def __init__(self, desk: Desk, folder: Path) -> None:
        self.said: list[Notice] = []
        self.notices, self.session = Notices(), Session(folder / "session.json")
        self.notices.said.connect(self.said.append)
        self.desk = desk

    def make(self, settings: Settings | None = None) -> bool:
        return offer_pair(desk=self.desk, settings=settings or Settings(), session=self.session, notices=self.notices)


def test_one_person_is_offered_nothing_and_two_are_offered_it_once(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    offers = Offers(desk, tmp_path)
    assert not offers.make()
    desk.run("Seat", ensure_member, name="Bo Lund")
    assert offers.make()
    assert "Two people work at this desk" in offers.said[-1].words
    assert not offers.make()
    assert len(offers.said) == 1


def test_who_takes_it_has_the_rules_for_two_from_the_next_start(
    qtbot: QtBot, desk: Desk, tmp_path: Path, own_home: Path
) -> None:
    offers = Offers(desk, tmp_path)
    desk.run("Seat", ensure_member, name="Bo Lund")
    offers.make()
    act = offers.said[-1].act
    assert act is not None
    act()
    assert read_settings().profile == "pair"
    assert "next start" in offers.said[-1].words


def test_who_has_other_rules_already_is_offered_nothing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.run("Seat", ensure_member, name="Bo Lund")
    assert not Offers(desk, tmp_path).make(Settings(profile="full"))
