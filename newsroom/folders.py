"""Where the program keeps its own on this machine; ``NEWSROOM_HOME`` overrides every place."""

import os
from pathlib import Path

import appdirs  # pyright: ignore[reportMissingTypeStubs]

APPLICATION = "newsroom"


def _application_folder(kind: str) -> str:
    # appdirs carries no types; this is the one place that asks it.
    return str(getattr(appdirs, kind)(APPLICATION))


def data_folder() -> Path:
    """Where desks lie by default."""
    home = os.environ.get("NEWSROOM_HOME")
    return Path(home) if home else Path(_application_folder("user_data_dir"))


def settings_file() -> Path:
    """The person's settings."""
    home = os.environ.get("NEWSROOM_HOME")
    folder = Path(home) if home else Path(_application_folder("user_config_dir"))
    return folder / "settings.yml"
