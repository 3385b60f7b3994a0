"""Lists of sources: brought in from CSL-JSON and RIS, put out as CSL-JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.desk import Desk
from newsroom.desk.exchange import ListedSource, lay_in_sources
from newsroom.desk.release import ReleasedSources, release_sources
from newsroom.domain.changes import Changes
from newsroom.domain.errors import BadInput
from newsroom.domain.source import Source
from newsroom.export.csl import render_csl
from newsroom.importing.csl import read_csl
from newsroom.importing.exchange import BadRecord, ReadSources
from newsroom.importing.ris import read_ris
from newsroom.tasks.files import named_bytes

READERS: Mapping[str, Callable[[bytes], ReadSources]] = {".json": read_csl, ".csljson": read_csl, ".ris": read_ris}
"""How a file of sources is read, by its ending."""


@dataclass(frozen=True, slots=True)
class ImportedSources:
    """The sources that were new and those the desk had, the records that could not be used, what there is to tell, and
    what was changed (None when nothing was)."""

    made: tuple[Source, ...]
    known: tuple[Source, ...]
    bad: tuple[BadRecord, ...]
    notices: tuple[str, ...]
    changes: Changes | None


def import_sources(
    desk: Desk, *, story_id: str | None, path: Path | None = None, data: bytes | None = None, file_name: str = ""
) -> ImportedSources:
    """Brings in the sources of a CSL-JSON or RIS file, given by its path or as bytes with a name: one act, one undo.
    Those the desk has already are not made twice; with a story all are laid in its file.

    Refused with ``BadInput``: another format, more than 20 MB, not one record that can be used.
    """
    given = named_bytes(path, data, file_name)
    read = _reader(given.name, given.data)(given.data)
    if not read.sources:
        first = f" The first: {read.bad[0].sentence}" if read.bad else ""
        raise BadInput(f"“{given.name}” holds no source that can be used.{first}")
    listed = [ListedSource(source.fields, source.doi) for source in read.sources]
    done = desk.run(f"Import sources from {given.name}", lay_in_sources, story_id=story_id, listed=listed)
    changes = done.changes if done.changes.rows else None
    return ImportedSources(done.value.made, done.value.known, read.bad, read.notices, changes)


def export_sources(desk: Desk, *, story_id: str | None, target: Path) -> ReleasedSources:
    """Puts the sources in a story's file, or of the whole desk (None), out as CSL-JSON; refused and left out as
    ``desk.release.release_sources`` says."""
    return release_sources(desk, story_id=story_id, render=render_csl, target=target)


def _reader(name: str, data: bytes) -> Callable[[bytes], ReadSources]:
    known = READERS.get(Path(name).suffix.lower())
    if known is not None:
        return known
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"[", b"{")):
        return read_csl
    if start.startswith(b"TY  -"):
        return read_ris
    raise BadInput(f"“{name}” is no list of sources that can be read. Export it as CSL JSON (.json) or RIS (.ris).")
