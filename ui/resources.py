"""Where the files lie that come with the program; the window asks here so that it need not load the settings."""

from pathlib import Path


def resource(name: str) -> Path:
    """The path of a file or folder below ``resources``, such as ``themes/light.yml``."""
    return Path(__file__).resolve().parent.parent / "resources" / name
