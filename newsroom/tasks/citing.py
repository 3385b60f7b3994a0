"""What a cite needs of the outside: bytes kept before any row names them, and the file read behind the act.

``keep_unread`` → ``cite_source`` (an operation) → ``read_behind`` (a job) → ``put_behind`` (an operation that belongs
to the same act: ``merge_changes``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsroom.desk.cite import NewSource, place_in_copy
from newsroom.desk.desk import Desk
from newsroom.desk.quotes import words_in_copy
from newsroom.desk.read_behind import ReadBehind, ReadText, unread_copies
from newsroom.desk.sources import KeptFile, NewCapture
from newsroom.domain.changes import Changes
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.errors import BadInput
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.importing.capture_text import CapturedText, read_capture
from newsroom.importing.kinds import kind_of_file
from newsroom.tasks.files import named_bytes
from newsroom.tasks.sources import address_fields, guesses_of, method_of, unread

_TITLE_WORDS = 8


@dataclass(frozen=True, slots=True)
class KeptUnread:
    """A copy whose bytes are kept, to be handed to ``cite_source``: ``source`` and ``capture``."""

    source: NewSource
    capture: NewCapture


def keep_unread(
    desk: Desk, *, path: Path | None = None, data: bytes | None = None, file_name: str = ""
) -> KeptUnread:  # fmt: skip
    """Keeps a file, given by its path or as bytes with a name, without reading its words yet."""
    given = named_bytes(path, data, file_name)
    media_type = kind_of_file(given.data, given.name).media_type
    sha256 = desk.archive.files.keep(given.data)
    capture = NewCapture(KeptFile(sha256, len(given.data), media_type, given.name), method_of(media_type), "")
    blank = CapturedText("", media_type=media_type)
    return KeptUnread(NewSource(guesses=guesses_of(blank, given.name)), capture)


def keep_pasted(desk: Desk, *, words: str, url: str = "") -> KeptUnread:
    """Keeps a pasted passage as a copy: pasted, the page itself is not saved."""
    text = words.strip()
    if not text:
        raise BadInput("The clipboard holds no words to cite. Copy the passage again.")
    data = text.encode("utf-8", "replace")
    sha256 = desk.archive.files.keep(data)
    file = KeptFile(sha256, len(data), "text/plain", "pasted.txt", "utf-8", ("Pasted; the page was not saved.",))
    kept = data.decode("utf-8")
    title = " ".join(kept.split()[:_TITLE_WORDS])
    guesses: dict[str, object] = {"type": "document", "title": f"Pasted: {title}…"}
    guesses |= {name: value for name, value in (address_fields(url, {}) if url else {}).items() if name != "to_confirm"}
    return KeptUnread(NewSource(guesses=guesses), NewCapture(file, "pasted", kept, source_url=url))


def address_source(url: str) -> NewSource:
    """An address as a source not yet on the desk; it is never opened. Refused with ``BadInput``: no address."""
    guesses = address_fields(url, {})
    del guesses["to_confirm"]
    return NewSource(fields={"url": url}, guesses={name: value for name, value in guesses.items() if name != "url"})


def read_behind(desk: Desk, *, changes: Changes) -> ReadBehind:
    """Reads the files of the copies an act made and searches them for what it cited: long work, for a job. A file
    nobody can read stays without its text, and its notice says so."""
    copies = [copy for copy in changes.after(Capture) if copy.original_file is not None and not copy.text]
    left: dict[str, Record] = {row.id: row.after for row in changes.rows if row.after is not None}
    made = frozenset(row.id for row in changes.rows if row.before is None)
    at = max((record.changed_at for record in left.values()), default="")
    return replace(_read(desk, copies, left), made=made, at=at)


def read_left_behind(desk: Desk, *, story_id: str) -> ReadBehind:
    """Like ``read_behind``, for the copies of a story whose reading a sudden end cut short."""
    copies = unread_copies(desk.queries, story_id=story_id)
    sources = tuple({copy.source for copy in copies})
    queries = desk.queries
    found: list[Record] = [*copies, *queries.where(Source, id=sources)] if copies else []
    found += queries.where(Evidence, source=sources) if copies else ()
    found += queries.where(Quote, source=sources) if copies else ()
    return _read(desk, copies, {record.id: record for record in found})


def _read(desk: Desk, copies: Sequence[Capture], left: dict[str, Record]) -> ReadBehind:
    files = {file.id: file for file in desk.queries.original_files(copy.original_file or "" for copy in copies)}
    texts: list[ReadText] = []
    places: dict[str, Mapping[str, object]] = {}
    for copy in copies:
        file = files.get(copy.original_file or "")
        if file is None:
            continue
        left.setdefault(file.id, file)
        text = _text_of(desk, copy, file)
        texts.append(text)
        places |= _places(desk, replace(copy, text=text.text, offsets=text.offsets), left.values())
    return ReadBehind(tuple(texts), left, places=places)


def _text_of(desk: Desk, copy: Capture, file: OriginalFile) -> ReadText:
    try:
        read = read_capture(desk.archive.files.read(file.sha256), file_name=file.file_name)
    except BadInput as error:
        read = unread(file.file_name)
        read = replace(read, notices=(str(error), *read.notices))
    if not read.text and not read.notices:
        read = replace(read, notices=(f"“{file.file_name}” holds no words.",))
    return ReadText(
        capture=copy.id, text=read.text, offsets=read.offsets, source_url=read.url, method=method_of(read.media_type),
        media_type=read.media_type, encoding=read.encoding, notices=read.notices,
        guesses=guesses_of(read, file.file_name),
    )  # fmt: skip


def _places(desk: Desk, copy: Capture, left: Iterable[Record]) -> dict[str, Mapping[str, object]]:
    """Where the cited words stand in a copy that has its text now."""
    found: dict[str, Mapping[str, object]] = {}
    for record in left:
        fields: Mapping[str, Any] | None = None
        if isinstance(record, Evidence) and record.source == copy.source and not record.excerpt:
            claim = desk.queries.where(Claim, id=record.claim)
            fields = place_in_copy(copy.text, copy.offsets, claim[0].wording) if claim else None
        elif isinstance(record, Quote) and record.source == copy.source and not record.locator:
            fields = words_in_copy(record.verbatim, copy)
        if fields:
            found[record.id] = fields
    return found
