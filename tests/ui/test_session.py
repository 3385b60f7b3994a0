"""What is remembered from one start to the next."""

import stat
from pathlib import Path

import pytest

from ui.session import Session


def test_values_come_back_at_the_next_start_and_only_their_owner_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "home" / "session.json"
    session = Session(path)
    session.set("story", "0" * 26)
    session.set("places", {"0" * 26: [12, 3]})
    assert session.save()
    again = Session(path)
    assert (again.get("story"), again.get("places")) == ("0" * 26, {"0" * 26: [12, 3]})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["session.json"]


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", "\x00"])
def test_a_broken_file_means_a_fresh_start(tmp_path: Path, content: str) -> None:
    path = tmp_path / "session.json"
    path.write_text(content, encoding="utf-8")
    session = Session(path)
    assert session.get("story", "none") == "none"
    session.set("story", "abc")
    assert session.save() and Session(path).get("story") == "abc"


def test_a_value_of_another_type_than_expected_gives_way_to_the_default(tmp_path: Path) -> None:
    session = Session(tmp_path / "session.json")
    session.set("text_size", "large")
    assert session.get("text_size", 13.0) == 13.0


def test_none_forgets_a_value(tmp_path: Path) -> None:
    session = Session(tmp_path / "session.json")
    session.set("story", "abc")
    session.set("story", None)
    assert session.get("story", "") == ""


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left_there(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file in the way", encoding="utf-8")
    session = Session(tmp_path / "home" / "session.json")
    session.set("story", "abc")
    assert not session.save()
