"""``newsroom person …``: who is on the desk, in what role; the name of somebody protected is on no command line and in
no list; somebody purged is gone."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsroom.cli import newsroom
from newsroom.domain.errors import Missing, Refused
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


def test_a_person_is_protected_by_name_like_everywhere_else(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    planted(desk)
    said("backup", desk=desk)
    out = said("person", "protect", NAME, "--code", "Heron", desk=desk)
    assert "Heron is protected" in out and "1 backup made before holds the name openly." in out


def test_the_name_of_somebody_new_is_read_from_the_standard_input_and_not_shown(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    planted(desk)
    out = said("person", "protect", "--code", "Gull", desk=desk, given="Torsten Vik\n")
    assert "Gull is protected" in out and "Torsten" not in out
    assert "Tern is protected" in said("person", "protect", "--code", "Tern", desk=desk, given="\n")


def test_somebody_the_desk_does_not_know_cannot_be_protected_by_id(tmp_path: Path) -> None:
    planted(tmp_path / "desk")
    with pytest.raises(Missing, match=r"no person 'zzzzzz' on this desk. 'newsroom person list' shows"):
        said("person", "protect", "zzzzzz", "--code", "Heron", desk=tmp_path / "desk")


def test_a_person_is_taken_in_given_a_role_and_purged_from_the_command_line(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    planted(desk)
    made = said("person", "add", "Ottilie Renn", "--pronouns", "she", "--alias", "Tilly Renn", desk=desk)
    end = made.split()[1].rstrip(":")
    assert "also Tilly Renn, Renn of the Quay" in said("person", "alias", end, "Renn of the Quay", desk=desk)
    role = ("--at", "Harbour Board", "--title", "press officer", "--as", "spokesperson", "--since", "2024-03")
    assert "press officer (spokesperson), Harbour Board, since March 2024" in said(
        "person", "role", "Ottilie Renn", *role, desk=desk
    )
    shown = said("person", "show", "Ottilie Renn", desk=desk)
    assert "Also: Tilly Renn, Renn of the Quay" in shown and "press officer (spokesperson)" in shown
    with pytest.raises(Refused, match="on this desk already"):
        said("person", "add", "tilly renn", desk=desk)

    said("backup", desk=desk)
    refused = CliRunner().invoke(newsroom, ["person", "purge", end, "--desk", str(desk)], input="n\n")
    assert refused.exit_code == 1 and "1 role" in refused.output
    out = said("person", "purge", end, "--yes", "--with-backups", desk=desk)
    assert "Purged. 2 records went." in out and "1 backup that held the person went too" in out
    assert "Ottilie" not in said("person", "list", desk=desk)
    assert b"Ottilie" not in b"".join(path.read_bytes() for path in desk.rglob("*") if path.is_file())


def test_a_purge_lists_first_where_the_name_goes_on_standing(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    planted(desk)
    out = said("person", "purge", NAME, "--yes", desk=desk)
    assert f"It goes on standing in: Words about the source “Talk with {NAME}”" in out


def test_no_words_mean_nobody_also_where_a_protected_person_has_no_name_to_show(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    person = planted(desk)
    said("person", "protect", person[-6:], "--code", "Heron", desk=desk)
    for words in ("", " "):
        with pytest.raises(Missing, match="no person"):
            said("person", "purge", words, "--yes", desk=desk)
    assert "Heron" in said("person", "list", desk=desk)
