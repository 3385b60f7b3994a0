"""Where the rows of the cite line come from: the reader, the downloads folder, the clipboard and the story's file.

Nothing here watches a folder: it is listed when the key is pressed, and only then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QClipboard

from newsroom.desk.cite import rank_sources
from newsroom.domain.errors import NewsroomError
from newsroom.domain.register import RegisterFilter
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.domain.wording import SOURCE_TYPE_NAMES
from newsroom.settings import read_settings
from newsroom.tasks.files import file_name_of
from ui.cite_rows import (
    LONG_AGO,
    ON_DESK,
    CiteRow,
    Clipboard,
    Download,
    Offer,
    Passage,
    cite_rows,
    passage_key,
    recent_downloads,
    source_row,
)
from ui.time_words import date_words

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import HeldSource, StoryView

HASHED = 8 * 1024 * 1024
"""Bytes up to which a file is known by its hash; of a larger one size and name must do."""

SHORTEST_TYPED, MOST_ELSEWHERE = 2, 20
"""Code points that must be typed before other stories' sources are looked through, and how many are offered."""


class CiteOffers(QObject):
    """Gathers what can be cited at this moment. ``passage`` tells what is selected in the reader."""

    def __init__(
        self, *, desk: Desk, clipboard: QClipboard, passage: Callable[[], Passage | None] = lambda: None,
        folder: Path | None = None, clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk = desk
        self._clipboard = clipboard
        self._passage = passage
        self._folder = folder
        self._clock = clock
        self._copied_at = LONG_AGO
        self._last = ("", LONG_AGO)
        self._cited_passage = ""
        clipboard.dataChanged.connect(self._note_copying)

    def remember(self, source_id: str, *, passage: Passage | None = None) -> None:
        """This source was cited just now; the passage selected in the reader is used up with it."""
        self._last = (source_id, self._clock())
        self._cited_passage = passage_key(passage) if passage is not None else self._cited_passage

    def rows(self, view: StoryView | None, *, sentence: str, draft: str) -> tuple[CiteRow, ...]:
        """The rows for a sentence of the draft, as things stand now."""
        now = self._clock()
        held = [one for one in view.held if one.source.binned_at is None] if view is not None else []
        by_id = {one.source.id: one.source for one in held}
        copied = {one.source.id for one in held if one.captures}
        last, last_at = self._cited_last(view)
        downloads, kept = self._downloads(now, set(by_id))
        passage = self._passage()
        if passage is not None and passage_key(passage) == self._cited_passage:
            passage = None
        return cite_rows(Offer(
            now=now,
            sources=[by_id[source] for source in rank_sources(sentence, held)],
            told=lambda source: _told(source, is_kept=source.id in copied or source.id not in by_id),
            files=self._file_names(held), passage=passage,
            downloads=downloads, kept=kept,
            clipboard=Clipboard(self._clipboard.text(), self._copied_at),
            last=last, last_at=last_at, draft=draft,
            copies=[copy.text for one in held for copy in one.captures if copy.method == "pasted"],
        ))  # fmt: skip

    def _file_names(self, held: Sequence[HeldSource]) -> dict[str, str]:
        """Source → the names of its kept files, read all at once."""
        wanted = {copy.original_file for one in held for copy in one.captures if copy.original_file}
        files = self._desk.queries.original_files(wanted) if wanted else ()
        names = {file.id: file.file_name for file in files}
        return {
            one.source.id: " ".join(names.get(copy.original_file or "", "") for copy in one.captures)
            for one in held if one.captures
        }  # fmt: skip

    def _cited_last(self, view: StoryView | None) -> tuple[Source | None, datetime]:
        """The one this person cited last, else the one behind the story's newest evidence."""
        source, at = self._last
        found = self._desk.queries.where(Source, id=source) if source else ()
        if found:
            return found[0], at
        if view is None:
            return None, LONG_AGO
        taken = {claim.id for claim in view.records.claims if not claim.proposed}
        items = sorted((one for one in view.records.evidence if one.claim in taken), key=lambda one: one.created_at)
        newest = items[-1] if items else None
        behind = view.source_behind(newest) if newest is not None else None
        return behind, _moment(newest.created_at) if newest is not None else LONG_AGO

    def elsewhere(self, words: str, *, view: StoryView | None) -> tuple[CiteRow, ...]:
        """Sources of other stories that answer to what was typed, those of ``view`` left out."""
        if len(words.strip()) < SHORTEST_TYPED:
            return ()
        held = {one.source.id for one in view.held} if view is not None else set[str]()
        lines = self._desk.queries.register_page(RegisterFilter(words=words), limit=MOST_ELSEWHERE + len(held))
        found = [line.id for line in lines if line.id not in held][:MOST_ELSEWHERE]
        sources = {source.id: source for source in self._desk.queries.where(Source, id=tuple(found))} if found else {}
        return tuple(
            replace(source_row(sources[one], told=lambda source: _told(source, is_kept=True)), subtitle=ON_DESK)
            for one in found if one in sources
        )  # fmt: skip

    def _downloads(
        self, now: datetime, held: set[str]
    ) -> tuple[tuple[Download, ...], tuple[tuple[Download, Source], ...]]:
        """The new files of the folder, and those that another story's source keeps already."""
        kept: list[tuple[Download, Source]] = []

        def is_known(files: Sequence[Download]) -> frozenset[Path]:
            known = self._known(files)
            kept.extend(self._kept_elsewhere(known, held))
            return frozenset(one.path for one in known)

        with suppress(NewsroomError):
            # A settings file nobody can read is told where settings are; here the folder is then left alone.
            if read_settings().offer_downloads:
                place = QStandardPaths.StandardLocation.DownloadLocation
                folder = self._folder or Path(QStandardPaths.writableLocation(place))
                return recent_downloads(folder, now=now, is_known=is_known), tuple(kept)
        return (), ()

    def _known(self, files: Sequence[Download]) -> dict[Download, tuple[str, ...]]:
        """The files that are kept on the desk, each with the ids they are kept under."""
        kept = self._desk.queries.where(OriginalFile, size=tuple({one.size for one in files}))
        sizes = {file.size for file in kept}
        known: dict[Download, tuple[str, ...]] = {}
        for one in files:
            if one.size not in sizes:
                continue
            mark = _sha256(one.path) if one.size <= HASHED else ""
            same = [
                file.id for file in kept
                if (file.sha256 == mark if mark else (file.size, file.file_name) == (one.size, file_name_of(one.path)))
            ]  # fmt: skip
            if same:
                known[one] = tuple(same)
        return known

    def _kept_elsewhere(
        self, known: dict[Download, tuple[str, ...]], held: set[str]
    ) -> Iterator[tuple[Download, Source]]:
        """Each file with the source it is a copy of, those of this story left out."""
        for file, ids in known.items():
            copies = self._desk.queries.where(Capture, original_file=ids)
            behind = tuple({copy.source for copy in copies})
            sources = self._desk.queries.where(Source, id=behind) if behind and not held & set(behind) else ()
            if sources:
                yield file, sources[0]

    def _note_copying(self) -> None:
        self._copied_at = self._clock()


def _told(source: Source, *, is_kept: bool) -> str:
    outlet = source.publisher or SOURCE_TYPE_NAMES[source.type]
    parts = ["" if outlet in source.title else outlet, "" if (source.published or "-") in source.title else
             date_words(source.published), "" if is_kept else "no copy saved"]  # fmt: skip
    return " · ".join(part for part in parts if part)


def _moment(stored: str) -> datetime:
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return LONG_AGO
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
