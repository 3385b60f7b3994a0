"""A kept file laid in a story's file of sources: as a new source, or as a copy of one the story has already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.desk.proposals import source_without_copy
from newsroom.desk.sources import NewCapture, add_capture, add_source, hold_source, set_source_fields
from newsroom.domain.source import Capture, Holding, OriginalFile, Source
from newsroom.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class FileRead:
    """A copy to be kept, and what the file says about itself: guesses, by the names of a source's fields."""

    capture: NewCapture
    guesses: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Kept:
    """The source a file is a copy of, and that copy; ``is_new``: whether the copy was made of it now."""

    source: Source
    capture: Capture
    is_new: bool


def lay_file(
    transaction: Transaction,
    *,
    story_id: str,
    read: FileRead,
    fields: Mapping[str, object],
    onto: str | None = None,
) -> Kept:
    """Lays the file on the source ``onto``, else on the one of the story it is a copy of, else on a new one. What was
    read from it and is not in ``fields``, which a person gave, stays to be confirmed."""
    sha256 = read.capture.file.sha256 if read.capture.file is not None else ""
    known = onto or held_copy(transaction, story_id=story_id, sha256=sha256)
    known = known or _named_already(transaction, story_id, read.guesses, fields)
    guesses = guessed_fields(read.guesses, given=fields)
    copy = copy_of(transaction, source_id=known, sha256=sha256) if known is not None else None
    if known is None:
        source = add_source(transaction, story_id=story_id, fields={**guesses, **fields})
    else:
        current = transaction.get(Source, known)
        # The same bytes tell nothing new, and their other name is no better title.
        news = news_of(current, guesses, given=fields) if copy is None else {}
        hold_source(transaction, story_id=story_id, source_id=known)
        source = set_source_fields(transaction, source_id=known, fields={**news, **fields})
    if copy is not None:
        return Kept(source, copy, is_new=False)
    copy = add_capture(transaction, source_id=source.id, capture=read.capture)
    return Kept(transaction.get(Source, source.id), copy, is_new=True)


def lay_files(transaction: Transaction, *, story_id: str, reads: Sequence[FileRead]) -> tuple[Kept, ...]:
    """Lays several files in one act, in their order, each as ``lay_file`` does; refused as a whole with one."""
    return tuple(lay_file(transaction, story_id=story_id, read=read, fields={}) for read in reads)


def copy_of(transaction: Transaction, *, source_id: str, sha256: str) -> Capture | None:
    """The copy of a source that has these very bytes."""
    files = {file.id for file in transaction.find(OriginalFile, sha256=sha256)} if sha256 else set[str]()
    copies = transaction.find(Capture, source=source_id) if files else ()
    return next((copy for copy in copies if copy.original_file in files and copy.binned_at is None), None)


def held_copy(transaction: Transaction, *, story_id: str, sha256: str) -> str | None:
    """The source of the story these very bytes are a copy of already: one document is one source, however often it is
    brought in."""
    files = tuple(file.id for file in transaction.find(OriginalFile, sha256=sha256)) if sha256 else ()
    copies = transaction.find(Capture, original_file=files) if files else ()
    sources = tuple({copy.source for copy in copies if copy.binned_at is None})
    held = transaction.find(Holding, story=story_id, source=sources) if sources else ()
    return next((holding.source for holding in held if holding.binned_at is None), None)


def _named_already(
    transaction: Transaction, story_id: str, read: Mapping[str, object], fields: Mapping[str, object]
) -> str | None:
    found = source_without_copy(
        transaction,
        story_id=story_id,
        url=str(fields.get("url") or read.get("url") or ""),
        publisher=str(fields.get("publisher") or read.get("publisher") or ""),
        published=str(fields.get("published") or read.get("published") or ""),
    )
    return found.id if found is not None else None


def guessed_fields(read: Mapping[str, object], *, given: Mapping[str, object]) -> dict[str, object]:
    """What was read from a file, as fields of a source, with ``to_confirm``; empty ones are left out."""
    kept = {name: value for name, value in read.items() if value}
    return {**kept, "to_confirm": tuple(name for name in kept if name not in given and name != "language")}


def news_of(current: Source, guesses: Mapping[str, object], *, given: Mapping[str, object]) -> dict[str, object]:
    """Of the guesses only those that fill what the source does not say yet, or better what was a guess itself; what is
    given by hand is none."""
    open_to_better = {name for name in ("title", "published", "url") if name in current.to_confirm}
    news = {
        name: value
        for name, value in guesses.items()
        if name != "to_confirm" and (name in open_to_better or not getattr(current, name))
    }
    open_names = dict.fromkeys((*current.to_confirm, *news))
    return {**news, "to_confirm": tuple(name for name in open_names if name not in given)}
