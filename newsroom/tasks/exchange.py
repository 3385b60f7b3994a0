"""Lists of sources: brought in from CSL-JSON and RIS, put out as either."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.desk import Desk
from newsroom.desk.exchange import ListedSource, lay_in_sources
from newsroom.desk.release import ReleasedSources, release_sources
from newsroom.domain.changes import Changes
from newsroom.domain.errors import BadInput
from newsroom.domain.package import CitedSource
from newsroom.domain.source import Source
from newsroom.export.csl import render_csl
from newsroom.export.ris import render_ris
from newsroom.importing.csl import read_csl
from newsroom.importing.exchange import BadRecord, ReadSources
from newsroom.importing.ris import read_ris
from newsroom.tasks.files import named_bytes

READERS: Mapping[str, Callable[[bytes], ReadSources]] = {".json": read_csl, ".csljson": read_csl, ".ris": read_ris}
"""How a file of sources is read, by its ending."""
WRITERS: Mapping[str, Callable[[Sequence[CitedSource]], bytes]] = {".ris": render_ris}
"""How a file of sources is written, by its ending; any other is CSL-JSON."""


@dataclass(frozen=True, slots=True)
class SourceList:
    """A list that was read and not laid in yet, and the name of its file."""

    name: str
    read: ReadSources


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
    return lay_in_list(desk, story_id=story_id, listed=read_source_list(path=path, data=data, file_name=file_name))


def read_source_list(*, path: Path | None = None, data: bytes | None = None, file_name: str = "") -> SourceList:
    """Reads a list without a desk; refused as ``import_sources`` says."""
    given = named_bytes(path, data, file_name)
    read = _reader(given.name, given.data)(given.data)
    if not read.sources:
        first = f" The first: {read.bad[0].sentence}" if read.bad else ""
        raise BadInput(f"“{given.name}” holds no source that can be used.{first}")
    return SourceList(given.name, read)


def lay_in_list(desk: Desk, *, story_id: str | None, listed: SourceList) -> ImportedSources:
    """Lays in the sources of a list that was read: one act, one undo."""
    read = listed.read
    new = [ListedSource(source.fields, source.doi) for source in read.sources]
    done = desk.run(f"Import sources from {listed.name}", lay_in_sources, story_id=story_id, listed=new)
    changes = done.changes if done.changes.rows else None
    return ImportedSources(done.value.made, done.value.known, read.bad, read.notices, changes)


def export_sources(desk: Desk, *, story_id: str | None, target: Path) -> ReleasedSources:
    """Puts the sources in a story's file, or of the whole desk (None), out as RIS where the file is to end in ``.ris``,
    else as CSL-JSON; refused and left out as ``desk.release.release_sources`` says."""
    render = WRITERS.get(target.suffix.lower(), render_csl)
    return release_sources(desk, story_id=story_id, render=render, target=target)


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
