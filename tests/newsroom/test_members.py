"""Members of a desk: asserted names, told apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.members import ensure_member, rename_member
from newsroom.domain.errors import Refused
from newsroom.domain.person import Member
from tests.builders import new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk")
    yield desk
    desk.close()


def test_a_member_takes_another_name_and_undo_gives_the_old_one_back(desk: Desk) -> None:
    member = desk.run("Take a seat", ensure_member, name="sanne").value
    done = desk.run("Rename", rename_member, member_id=member.id, name="  Sanne   Ulvaeus ")
    assert (done.value.name, done.value.initials) == ("Sanne Ulvaeus", "SU")
    desk.revert(done.changes)
    assert desk.queries.get(Member, member.id).name == "sanne"


def test_two_members_of_one_name_are_refused(desk: Desk) -> None:
    desk.run("Take a seat", ensure_member, name="Ida Renner")
    other = desk.run("Take a seat", ensure_member, name="Tomas Weil").value
    with pytest.raises(Refused, match="another member called IDA renner"):
        desk.run("Rename", rename_member, member_id=other.id, name="IDA renner")
    with pytest.raises(Refused, match="needs a name"):
        desk.run("Rename", rename_member, member_id=other.id, name=" ")
