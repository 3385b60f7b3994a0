"""A zip file is judged by its directory before a byte of it is inflated (reliability.md U07, U11)."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable

from newsroom.domain.errors import BadInput

MOST_ENTRIES = 500
MOST_INFLATED = 100 * 1024 * 1024
"""Bytes of all entries together."""
GREATEST_RATIO = 200
_SMALL = 1024 * 1024
"""Bytes; below this an entry may be as repetitive as it likes."""
_END = b"PK\x05\x06"
_END_RECORD = struct.Struct("<4s4H2LH")
_ENTRY = b"PK\x01\x02"
_LONGEST_COMMENT = 0xFFFF
_DRIVE = re.compile(r"[A-Za-z]:")


def checked_zip(data: bytes) -> zipfile.ZipFile:
    """The zip file, when its directory is harmless. Refused with `BadInput`, in words that follow the file's name:
    no zip, more than 500 entries, more than 100 MB inflated, a ratio above 200, a name that leads outside, a lock."""
    _refuse_long_directory(data)
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise BadInput("is damaged: its directory cannot be read") from error
    entries = opened.infolist()
    check_names(entry.filename for entry in entries)
    total = sum(entry.file_size for entry in entries)
    if total > MOST_INFLATED:
        raise BadInput(f"would unpack to {total / 1024 / 1024:,.0f} MB; at most 100 MB are unpacked")
    for entry in entries:
        if entry.flag_bits & 1:
            raise BadInput("is locked with a password")
        if entry.file_size > max(_SMALL, GREATEST_RATIO * entry.compress_size):
            raise BadInput(f"is packed more than {GREATEST_RATIO} times smaller than it is, as no document is")
    if total > max(_SMALL, GREATEST_RATIO * len(data)):
        # Entries that lie over one another: each looks harmless.
        raise BadInput(f"is packed more than {GREATEST_RATIO} times smaller than it is, as no document is")
    return opened


def check_names(names: Iterable[str]) -> None:
    """Refuses the whole, with `BadInput`, for one name that is absolute, leads upwards, or stands there twice."""
    seen: set[str] = set()
    for name in names:
        path = name.replace("\\", "/")
        parts = path.split("/")
        if path.startswith("/") or _DRIVE.match(path) or ".." in parts or "\0" in path or not path:
            raise BadInput(f"holds the name “{name[:80]}”, which leads out of it")
        folded = path.casefold()
        if folded in seen:
            raise BadInput(f"holds the name “{name[:80]}” twice")
        seen.add(folded)


def member(opened: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one entry of a checked zip; None when it is not there."""
    try:
        return opened.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise BadInput(f"is damaged: its part “{name[:80]}” cannot be unpacked") from error


def _refuse_long_directory(data: bytes) -> None:
    """Counted by hand: opening a directory of a million entries is what such a file wants."""
    at = data.rfind(_END, max(0, len(data) - _END_RECORD.size - _LONGEST_COMMENT))
    if at < 0 or at + _END_RECORD.size > len(data):
        raise BadInput("is no zip file, or a part of it is missing")
    _, _, _, _, told, size, start, _ = _END_RECORD.unpack_from(data, at)
    if 0xFFFFFFFF in (size, start) or told == 0xFFFF:
        raise BadInput("is built as only zip files above 4 GB are")
    counted = data.count(_ENTRY, max(0, at - size), at)
    if max(told, counted) > MOST_ENTRIES:
        raise BadInput(f"holds {max(told, counted):,} parts; at most {MOST_ENTRIES} are unpacked")
