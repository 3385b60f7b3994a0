"""What a person can set, where the program keeps its own, and the resources that come with it.

Each setting is declared once, with its default and one sentence; a name nobody declared is refused by its name.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from getpass import getuser
from pathlib import Path
from typing import Any, cast, get_type_hints

import yaml

from newsroom.domain.errors import BadInput
from newsroom.domain.profile import Profile, profile_from
from newsroom.folders import data_folder, settings_file


def _declared(default: str | bool, sentence: str) -> Any:
    return field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one person on one machine."""

    desk: str = _declared("", "The desk folder opened when none is named; empty: 'desk' beside this program's data.")
    member: str = _declared("", "Your name, as it stands in the log of a desk; empty: your user name.")
    profile: str = _declared("solo", "The house profile whose weights decide what may leave: solo, pair or full.")
    link_outlets: bool = _declared(True, "Link an attributed outlet with a public address at its first mention.")
    offer_downloads: bool = _declared(
        True, "Offer files that came into the downloads folder in the last half hour when a source is cited."
    )

    @property
    def desk_folder(self) -> Path:
        return Path(self.desk).expanduser() if self.desk else data_folder() / "desk"

    @property
    def member_name(self) -> str:
        return self.member or getuser()


def read_settings(path: Path | None = None) -> Settings:
    """The settings in the file; a missing file means the defaults, a wrong entry is refused by its name."""
    place = path or settings_file()
    if not place.is_file():
        return Settings()
    try:
        content: object = yaml.safe_load(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"The settings file {place} cannot be read: {error}. Mend it or move it away.") from error
    if content is None:
        return Settings()
    if not isinstance(content, dict):
        raise BadInput(f"The settings file {place} must hold lines of the form 'name: value'. Mend it or move it away.")
    return _settings_from(cast("Mapping[object, object]", content), place)


def _settings_from(content: Mapping[object, object], place: Path) -> Settings:
    hints = get_type_hints(Settings)
    declared: dict[str, object] = {setting.name: hints[setting.name] for setting in fields(Settings)}
    for name, value in content.items():
        if name not in declared:
            raise BadInput(
                f"The settings file {place} names '{name}', which is no setting. There are: {', '.join(declared)}."
            )
        expected = declared[str(name)]
        if not isinstance(value, bool if expected is bool else str):
            kind = "true or false" if expected is bool else "text"
            raise BadInput(f"The setting '{name}' in {place} must be {kind}, not {value!r}.")
    return Settings(**cast("dict[str, Any]", dict(content)))


def write_settings(settings: Settings, path: Path | None = None) -> Path:
    """Stores what differs from the defaults, whole or not at all; returns the file."""
    place = path or settings_file()
    usual = Settings()
    own = {one.name: getattr(settings, one.name) for one in fields(Settings)}
    content = {name: value for name, value in own.items() if value != getattr(usual, name)}
    temporary = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        temporary.chmod(0o600)
        temporary.replace(place)
    except OSError as error:
        raise BadInput(
            f"The settings could not be stored in {place} ({error.strerror}). They hold until you leave. "
            "Check the folder and its permissions."
        ) from error
    return place


def resource(name: str) -> Path:
    """The path of a file that comes with the program, by its name below ``resources``."""
    path = Path(__file__).resolve().parent.parent / "resources" / name
    if not path.exists():
        raise BadInput(f"The program's own file resources/{name} is missing. Install the program again.")
    return path


def read_publishers() -> tuple[Mapping[str, object], ...]:
    """The list of publishers a new desk starts with: name, domains, grade, reason and since when."""
    content = cast("dict[str, list[dict[str, Any]]]", read_yaml(resource("publishers.yml")))
    return tuple(
        {**entry, "domains": tuple(str(domain) for domain in entry["domains"]), "since": str(entry["since"])}
        for entry in content["publishers"]
    )


def read_profile(name: str) -> Profile:
    """The house profile of that name: a file of the person's ``profiles`` folder, else the one that comes with the
    program."""
    own = settings_file().parent / "profiles" / f"{name}.yml"
    supplied = resource("profiles") / f"{name}.yml"
    chosen = own if own.is_file() else supplied
    if not chosen.is_file():
        known = ", ".join(sorted(path.stem for path in resource("profiles").glob("*.yml")))
        raise BadInput(f"There is no house profile '{name}'. There are: {known}.")
    return profile_from(cast("Mapping[str, object]", read_yaml(chosen)))


def read_yaml(path: Path) -> object:
    """What a YAML file holds; one that cannot be read is refused with its place."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"The file {path} cannot be read: {error}. Mend it or move it away.") from error


def read_sample() -> Mapping[str, Any]:
    """The wiring of the sample story that comes with the program."""
    return cast("Mapping[str, Any]", read_yaml(resource("sample/sample.yml")))
