"""``newsroom person list|protect``: the name of somebody protected is on no command line and in no list."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsroom.cli import newsroom
from newsroom.domain.errors import Missing
from newsroom.domain.person import Person
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk

NAME = "Annika Żółtowska"


def planted(folder: Path) -> str:
    def lay(tx: Transaction) -> Person:
        tx.add(Source, type="interview_own", title=f"Talk with {NAME}")
        return tx.add(Person, name=NAME)

    desk = new_desk(folder)
    person = desk.run("Add", lay).value
    desk.close()
    return person.id


def said(*words: str, desk: Path, given: str = "") -> str:
    result = CliRunner().invoke(newsroom, [*words, "--desk", str(desk)], input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_person_is_protected_by_id_and_listed_by_the_code_name(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    person = planted(desk)
    assert NAME in said("person", "list", desk=desk)
    out = said("person", "protect", person[-6:], "--code", "Heron", desk=desk)
    assert "Heron is protected" in out and "gave way in 1 record" in out and NAME not in out
    listed = said("person", "list", desk=desk)
    assert f"{person[-6:]}  Heron  (protected)" in listed and NAME not in listed
    assert json.loads(said("person", "list", "--json", desk=desk)) == [
        {"id": person, "name": "Heron", "protected": True}
    ]


def test_the_name_of_somebody_new_is_read_from_the_standard_input_and_not_shown(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    planted(desk)
    out = said("person", "protect", "--code", "Gull", desk=desk, given="Torsten Vik\n")
    assert "Gull is protected" in out and "Torsten" not in out
    assert "Tern is protected" in said("person", "protect", "--code", "Tern", desk=desk, given="\n")


def test_somebody_the_desk_does_not_know_cannot_be_protected_by_id(tmp_path: Path) -> None:
    planted(tmp_path / "desk")
    with pytest.raises(Missing, match="no person 'zzzzzz'"):
        said("person", "protect", "zzzzzz", "--code", "Heron", desk=tmp_path / "desk")
