"""Are the kept files still what was kept? Verified a slice at a time, remembered for the session, and told with all
that rests on each file; ``check_story`` and the levels follow from what is remembered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from newsroom.desk.where_used import WhereUsed, where_used
from newsroom.domain.custody import FILE_STATE_WORDS, FileState
from newsroom.domain.errors import Refused
from newsroom.domain.source import Capture, OriginalFile
from newsroom.storage.archive import Archive
from newsroom.storage.queries import Queries

Progress = Callable[[int, int], None]
"""Bytes read, of how many."""
FRESH_SECONDS = 60.0
"""So long a file found whole counts as just verified: whoever exports has looked right before."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """One kept file as it was found; ``resting`` is what rests on it, looked up where something is wrong."""

    file: OriginalFile
    state: FileState
    resting: WhereUsed | None = None

    @property
    def words(self) -> str:
        """One line for people."""
        return f"{self.file.file_name or self.file.sha256[:12]}: {FILE_STATE_WORDS[self.state]}"


@dataclass(frozen=True, slots=True)
class CustodyReport:
    """What was looked at. ``stopped``: it was cancelled before the end; ``has_news``: something is otherwise than this
    session knew, so whoever shows levels or findings reads them again."""

    results: tuple[FileResult, ...]
    bytes_read: int = 0
    stopped: bool = False
    has_news: bool = False

    @property
    def troubles(self) -> tuple[FileResult, ...]:
        """The files that are not what was kept."""
        return tuple(one for one in self.results if one.state != "whole")

    @property
    def words(self) -> str:
        """``60 files: all as they were kept``."""
        number = len(self.results)
        counted = "1 file" if number == 1 else f"{number} files"
        bad = len(self.troubles)
        found = "as kept" if not bad else f"{bad} of them not what was kept"
        return f"{counted}: {found}{', stopped before the end' if self.stopped else ''}"


def never() -> bool:
    """Nobody cancels."""
    return False


def silent(done: int, of: int) -> None:
    """Nobody watches."""
    del done, of


def verify_files(
    archive: Archive,
    *,
    files: Sequence[OriginalFile] | None = None,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = never,
    within: float | None = None,
) -> CustodyReport:
    """Hashes kept files (all of the desk, or ``files``) and compares them with their names, 1 MiB at a time; for any
    thread. With ``within`` (seconds) a file found whole so lately is not read again. What is found is remembered for
    the session."""
    wanted = tuple(files) if files is not None else all_files(Queries(archive))
    look = _Look(archive, of=sum(file.size for file in wanted), progress=progress, cancelled=cancelled)
    results: list[FileResult] = []
    for file in wanted:
        known = archive.custody.state(file.sha256, within=within) if within is not None else None
        state = known if known == "whole" else look.state(file)
        if state is None:
            return CustodyReport(tuple(results), look.done, stopped=True, has_news=look.has_news)
        resting = None if state == "whole" else where_used(Queries(archive), "original_file", file.id)
        results.append(FileResult(file, state, resting))
    return CustodyReport(tuple(results), look.done, has_news=look.has_news)


def verify_story_files(
    archive: Archive, *, story_id: str, progress: Progress = silent, cancelled: Callable[[], bool] = never,
    within: float | None = None,
) -> CustodyReport:  # fmt: skip
    """Like ``verify_files``, of the sources in a story's file and of what else the story rests on: before an export."""
    files = files_of_story(Queries(archive), story_id)
    return verify_files(archive, files=files, progress=progress, cancelled=cancelled, within=within)


def refuse_untold_damage(archive: Archive, *, story_id: str, told: Iterable[str]) -> None:
    """Before an export: verifies the files of the story's sources. Refused when one is not what was kept and the gate
    (``told``: the codes of its findings) did not know; it knows from now on."""
    report = verify_story_files(archive, story_id=story_id, within=FRESH_SECONDS)
    if report.troubles and "COPY_NOT_WHOLE" not in set(told):
        raise Refused(
            f"Nothing was exported: kept files of this story are not what was kept ({'; '.join(_named(report))}). "
            "Look at what rests on them in the list of open points, and export again."
        )


def _named(report: CustodyReport) -> list[str]:
    return [one.words for one in report.troubles[:5]]


def all_files(queries: Queries) -> tuple[OriginalFile, ...]:
    """Every kept file of the desk, read in slices."""
    found: list[OriginalFile] = []
    while part := queries.slice_of(OriginalFile, after=found[-1].id if found else ""):
        found += part
    return tuple(found)


def files_of_story(queries: Queries, story_id: str) -> tuple[OriginalFile, ...]:
    """The kept files of every source in a story's file or behind its claims and quotes."""
    records = queries.story_records(story_id)
    own = {one.source for one in records.holdings} | {one.source for one in records.evidence}
    own |= {quote.source for quote in records.quotes}
    cited = {one.capture for one in records.evidence}
    copies = [copy for copy in records.captures if copy.source in own or copy.id in cited]
    return _files_of(queries, copies)


def files_of_sources(queries: Queries, source_ids: Iterable[str]) -> tuple[OriginalFile, ...]:
    """The kept files of some sources."""
    wanted = tuple(source_ids)
    return _files_of(queries, queries.where(Capture, source=wanted) if wanted else ())


def _files_of(queries: Queries, copies: Iterable[Capture]) -> tuple[OriginalFile, ...]:
    named = dict.fromkeys(copy.original_file for copy in copies if copy.original_file is not None)
    return queries.original_files(named) if named else ()


class _Look:
    """Hashes one file after the other, and remembers what was found."""

    def __init__(
        self, archive: Archive, *, of: int, progress: Progress, cancelled: Callable[[], bool]
    ) -> None:  # fmt: skip
        self.done = 0
        self.has_news = False
        self._archive = archive
        self._of = of
        self._progress = progress
        self._cancelled = cancelled

    def state(self, file: OriginalFile) -> FileState | None:
        found = self._archive.files.state_of(file.sha256, go_on=self._go_on)
        if found is not None:
            self.has_news = self._archive.custody.note(file.sha256, found) or self.has_news
        return found

    def _go_on(self, read: int) -> bool:
        self.done += read
        self._progress(self.done, max(self.done, self._of))
        return not self._cancelled()
