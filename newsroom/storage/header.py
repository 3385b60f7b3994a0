"""The first hundred bytes of an archive, read before SQLite has the file: is it ours, and of which version?"""

import struct
from pathlib import Path
from typing import NamedTuple

from newsroom.domain.errors import ArchiveTrouble

MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x4E525044
"""``NRPD``: says in the header of the file that it is an archive of this program."""


class ArchiveHeader(NamedTuple):
    application_id: int
    user_version: int


def read_header(path: Path) -> ArchiveHeader:
    """The ids in the header; refuses what is not an SQLite file. Never call it while SQLite has the file open here:
    closing any handle of a file drops this process's locks on it."""
    try:
        with path.open("rb") as handle:
            start = handle.read(100)
    except PermissionError as error:
        raise ArchiveTrouble(
            f"The archive {path} cannot be read: permission denied. Nothing was changed. "
            "Ask the owner of the folder for access, or name another desk with --desk."
        ) from error
    except OSError as error:
        raise ArchiveTrouble(
            f"The archive {path} cannot be read ({error.strerror}). Nothing was changed. Check the disk and try again."
        ) from error
    if len(start) < 100 or not start.startswith(MAGIC):
        raise ArchiveTrouble(
            f"The file {path} is not a newsroom archive. It was left as it is. "
            "If it once was one, it is damaged: bring back a backup with 'newsroom restore'."
        )
    user_version = struct.unpack(">i", start[60:64])[0]
    application_id = struct.unpack(">i", start[68:72])[0]
    return ArchiveHeader(application_id=application_id, user_version=user_version)


def check_header(path: Path, *, newest: int) -> ArchiveHeader:
    """Refuses a foreign file and a file of a newer (or impossible) version; both stay byte for byte as they are."""
    header = read_header(path)
    if header.application_id != APPLICATION_ID:
        raise ArchiveTrouble(
            f"The file {path} belongs to another program (application id {header.application_id}). "
            "It was left as it is. Name another desk with --desk."
        )
    if header.user_version > newest:
        raise ArchiveTrouble(
            f"The archive {path} was written by a newer version of this program (schema {header.user_version}; "
            f"this one knows up to {newest}). It was left as it is. Update the program and open it again."
        )
    if header.user_version < 1:
        raise ArchiveTrouble(
            f"The archive {path} says it is of schema {header.user_version}, which no version of this program "
            "ever wrote. It was left as it is. Bring back a backup with 'newsroom restore'."
        )
    return header
