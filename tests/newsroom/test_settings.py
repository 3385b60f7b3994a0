"""Settings are declared, explained, and a wrong one is refused by its name."""

from pathlib import Path

import pytest

from newsroom.domain.errors import BadInput
from newsroom.settings import Settings, data_folder, read_profile, read_settings, settings_file, write_settings


def write(text: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold() -> None:
    assert read_settings() == Settings()
    assert read_settings().desk_folder == data_folder() / "desk"


def test_a_named_desk_and_member_are_used(tmp_path: Path) -> None:
    write(f"desk: {tmp_path / 'mine'}\nmember: Ida Renner\nlink_outlets: false\n")

    settings = read_settings()

    assert (settings.desk_folder, settings.member_name, settings.link_outlets) == (
        tmp_path / "mine",
        "Ida Renner",
        False,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour: red", "'colour', which is no setting"),
        ("link_outlets: perhaps", "'link_outlets' .* must be true or false"),
        ("member: 12", "'member' .* must be text"),
        ("- desk", "name: value"),
        ("desk: [", "cannot be read"),
    ],
)
def test_a_wrong_entry_is_refused_by_its_name(text: str, told: str) -> None:
    write(text)

    with pytest.raises(BadInput, match=told):
        read_settings()


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(BadInput, match="full, pair, solo"):
        read_profile("quartet")


def test_a_profile_of_ones_own_is_used_before_the_supplied_one() -> None:
    own = settings_file().parent / "profiles" / "solo.yml"
    own.parent.mkdir(parents=True)
    own.write_text("weights: [", encoding="utf-8")

    with pytest.raises(BadInput, match=r"solo\.yml cannot be read"):
        read_profile("solo")


def test_settings_are_stored_as_what_differs_and_read_back(tmp_path: Path) -> None:
    place = tmp_path / "config" / "settings.yml"
    wanted = Settings(member="Ida Renner", link_outlets=False)
    assert write_settings(wanted, place) == place
    assert read_settings(place) == wanted
    assert "profile" not in place.read_text(encoding="utf-8")
    assert place.stat().st_mode & 0o077 == 0


def test_settings_that_cannot_be_stored_say_where_and_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(BadInput, match="could not be stored"):
        write_settings(Settings(member="Ida Renner"), tmp_path / "config" / "settings.yml")
