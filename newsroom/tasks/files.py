"""Files a person names: their bytes and their names, as a desk can take them in."""

import os
from dataclasses import dataclass
from pathlib import Path

from newsroom.domain.errors import BadInput

LARGEST_READ = 500 * 1024 * 1024
"""Bytes; a larger file is refused before it is read."""


@dataclass(frozen=True, slots=True)
class NamedBytes:
    """The bytes of a file and the name it bears."""

    data: bytes
    name: str


def file_bytes(path: Path) -> bytes:
    """The bytes of a file a person named, or a sentence about why not."""
    try:
        if path.exists() and not path.is_file():
            raise BadInput(
                f"{path} is no file that can be read to its end (a folder, a pipe or a device). Name a file."
            )
        if path.stat().st_size > LARGEST_READ:
            raise BadInput(f"The file {path} is larger than 500 MB, more than a desk takes in. Name a smaller one.")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"The file {path} cannot be read ({error.strerror}). Check the name and try again.") from error


def file_name_of(path: Path) -> str:
    """The name of a file as it can be kept and shown: bytes of it that are no UTF-8 become U+FFFD."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def named_bytes(path: Path | None, data: bytes | None, file_name: str) -> NamedBytes:
    """What a task was given: a path, or bytes with the name they are to bear; one of the two."""
    if path is not None:
        return NamedBytes(file_bytes(path) if data is None else data, file_name or file_name_of(path))
    if data is None or not file_name:
        raise ValueError("a task on a file needs its path, or its bytes and a name for them")
    return NamedBytes(data, file_name)
