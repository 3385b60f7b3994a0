"""What the cite line offers: the newest act first, then the sources of the story, those nearest to the sentence first.

Pure but for ``recent_downloads``, which lists one folder when it is called and never again by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import urlsplit

from newsroom.domain.source import Source

CiteKind = Literal["passage", "download", "address", "pasted", "last", "source"]

FRESH = timedelta(minutes=30)
"""How long ago a file may have come into the downloads folder to be offered."""
MOST_DOWNLOADS = 5
"""Rows of files; whoever loaded down more than that wants the newest, or types a part of the name."""
SHORTEST_PASSAGE = 12
"""Code points on the clipboard that can be a passage; fewer are a word that was moved about."""
LONGEST_PASSAGE = 200_000
LONG_AGO = datetime.min.replace(tzinfo=UTC)
_HALF_LOADED = (".part", ".crdownload", ".download", ".tmp", ".partial", ".opdownload")
_SHOWN = 90
ON_DESK = "already on the desk, in another story’s file"


class Passage(Protocol):
    """Words selected in the reader: ``start`` and ``end`` in the copy's text, in code points."""

    @property
    def source_id(self) -> str: ...
    @property
    def capture_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the downloads folder: size in bytes and when it came in."""

    path: Path
    size: int
    came_at: datetime


@dataclass(frozen=True, slots=True)
class Clipboard:
    """The words on the clipboard and when they came there, as far as this program saw it."""

    words: str
    copied_at: datetime


@dataclass(frozen=True, slots=True)
class CiteRow:
    """One thing that can be cited. ``key`` tells rows apart; which of the last three is set follows from ``kind``."""

    kind: CiteKind
    title: str
    subtitle: str
    key: str
    source: str = ""
    path: Path | None = None
    words: str = ""
    passage: Passage | None = None
    at: datetime = LONG_AGO
    also: str = ""
    """What it answers to beside the words shown: the outlet, the names of the kept files."""


@dataclass(frozen=True, slots=True)
class Offer:
    """All that rows are made of. ``sources``: those of the story, nearest to the sentence first; ``told`` gives the
    words under a source's title. ``kept``: files that came in anew and are kept as a source of another story.
    ``draft`` is the story's own text, ``copies`` the texts of its copies."""

    now: datetime
    sources: Sequence[Source] = ()
    told: Callable[[Source], str] = lambda source: source.publisher
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """Source → the names of its kept files."""
    passage: Passage | None = None
    downloads: Sequence[Download] = ()
    kept: Sequence[tuple[Download, Source]] = ()
    clipboard: Clipboard | None = None
    last: Source | None = None
    last_at: datetime | None = None
    draft: str = ""
    copies: Sequence[str] = ()


def cite_rows(offer: Offer) -> tuple[CiteRow, ...]:
    """The rows in their order: what was done newest first, then the story's other sources as they are ranked."""
    acts = [*_passage_row(offer), *_download_rows(offer), *_clipboard_rows(offer), *_last_row(offer)]
    acts.sort(key=lambda row: row.at, reverse=True)
    rows = acts + [source_row(source, told=offer.told) for source in offer.sources]
    publishers = {source.id: source.publisher for source in (*offer.sources, *filter(None, (offer.last,)))}
    rows = [
        replace(row, also=f"{publishers.get(row.source, '')} {offer.files.get(row.source, '')}") if row.source else row
        for row in rows
    ]
    seen: set[str] = set()
    once: list[CiteRow] = []
    for row in rows:
        if row.key not in seen:
            once.append(row)
            seen.add(row.key)
    return tuple(once)


def matching(rows: Sequence[CiteRow], words: str) -> tuple[CiteRow, ...]:
    """The rows that hold every one of ``words``; an address that was typed or pasted is offered itself."""
    wanted = words.casefold().split()
    if not wanted:
        return tuple(rows)
    found = [row for row in rows if all(word in _answers_to(row) for word in wanted)]
    address = web_address(words)
    if address and not any(row.kind == "address" and row.words == address for row in found):
        found.append(address_row(address))
    # A title that begins with what was typed is what was meant, wherever it stood; the others keep their order.
    return tuple(sorted(found, key=lambda row: not row.title.casefold().startswith(wanted[0])))


def _answers_to(row: CiteRow) -> str:
    return f"{row.title} {row.subtitle} {row.also}".casefold()


def source_row(source: Source, *, told: Callable[[Source], str]) -> CiteRow:
    return CiteRow("source", source.title or "Untitled", told(source), f"source:{source.id}", source=source.id)


def address_row(address: str) -> CiteRow:
    return CiteRow("address", short(address), "web address, no copy saved yet", f"address:{address}", words=address)


def web_address(words: str) -> str:
    """The one web address the words are, else an empty text."""
    bare = words.strip()
    if len(bare.split()) != 1 or not bare.lower().startswith(("http://", "https://")):
        return ""
    try:
        host = urlsplit(bare).hostname or ""
    except ValueError:
        return ""
    return bare if "." in host or host == "localhost" else ""


def ago(then: datetime, *, now: datetime) -> str:
    """``just now``, ``3 min ago``, or the time of day."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    return f"{minutes} min ago" if minutes < 60 else f"at {then.astimezone():%H:%M}"


def short(words: str) -> str:
    """One line of at most 90 code points."""
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


def recent_downloads(
    folder: Path, *, now: datetime, is_known: Callable[[Sequence[Download]], frozenset[Path]]
) -> tuple[Download, ...]:
    """The files that came into ``folder`` in the last 30 minutes, newest first, without those ``is_known`` names.

    Left out: folders, links, hidden and empty files, what is still being loaded, what may not be read. A folder that
    cannot be listed holds none.
    """
    try:
        with os.scandir(folder) as entries:
            found = [download for entry in entries if (download := _download(entry, now)) is not None]
    except OSError:
        return ()
    found.sort(key=lambda one: (one.came_at, one.path.name), reverse=True)
    newest = found[: MOST_DOWNLOADS * 4]
    known = is_known(newest) if newest else frozenset[Path]()
    return tuple(one for one in newest if one.path not in known)[:MOST_DOWNLOADS]


def _download(entry: os.DirEntry[str], now: datetime) -> Download | None:
    name = entry.name
    if name.startswith((".", "~")) or name.lower().endswith(_HALF_LOADED):
        return None
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        state = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    # A file that is moved, or loaded with the server's own date, keeps an old mtime; ctime tells when it came here.
    came = datetime.fromtimestamp(max(state.st_mtime, state.st_ctime), UTC)
    if not state.st_size or not now - FRESH <= came <= now + FRESH or not os.access(entry.path, os.R_OK):
        return None
    return Download(Path(entry.path), state.st_size, came)


def _passage_row(offer: Offer) -> list[CiteRow]:
    passage = offer.passage
    if passage is None or not passage.text.strip():
        return []
    source = next((one for one in offer.sources if one.id == passage.source_id), None)
    subtitle = f"the passage selected in {source.title}" if source is not None else "the passage selected beside"
    # It is selected at this moment, so nothing was done after it.
    return [
        CiteRow("passage", f"“{short(passage.text)}”", subtitle, passage_key(passage), source=passage.source_id,
                passage=passage, at=offer.now)
    ]  # fmt: skip


def passage_key(passage: Passage) -> str:
    """Tells one selection from another."""
    return f"passage:{passage.capture_id}:{passage.start}:{passage.end}"


def _download_rows(offer: Offer) -> list[CiteRow]:
    return [
        CiteRow("download", one.path.name, f"saved {ago(one.came_at, now=offer.now)} to the downloads",
                f"download:{one.path}", path=one.path, at=one.came_at)
        for one in offer.downloads
    ] + [
        CiteRow("source", source.title or one.path.name,
                f"already on the desk · {one.path.name} saved {ago(one.came_at, now=offer.now)}",
                f"source:{source.id}", source=source.id, at=one.came_at)
        for one, source in offer.kept
    ]  # fmt: skip


def _clipboard_rows(offer: Offer) -> list[CiteRow]:
    if offer.clipboard is None:
        return []
    words, at = offer.clipboard.words, offer.clipboard.copied_at
    address = web_address(words)
    if address:
        known = next((source for source in offer.sources if source.url == address), None)
        row = source_row(known, told=offer.told) if known is not None else address_row(address)
        return [replace(row, at=at)]
    bare = words.strip()
    if not SHORTEST_PASSAGE <= len(bare) <= LONGEST_PASSAGE or len(bare.split()) < 2:
        return []
    # Words of the story itself are being moved about; words of a copy kept here are pasted text no more.
    if bare in offer.draft or any(bare == copy.strip() for copy in offer.copies):
        return []
    return [CiteRow("pasted", f"“{short(bare)}”", "pasted, page not saved", "pasted", words=words, at=at)]


def _last_row(offer: Offer) -> list[CiteRow]:
    if offer.last is None:
        return []
    told = offer.told(offer.last)
    return [
        CiteRow("last", offer.last.title or "Untitled", f"cited last{f' · {told}' if told else ''}",
                f"source:{offer.last.id}", source=offer.last.id, at=offer.last_at or offer.now - FRESH)
    ]  # fmt: skip
