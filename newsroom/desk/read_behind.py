"""What a file says, filled in behind the act that kept it: its text, what it tells of its source, and where in it the
cited words stand. Rows somebody changed since are left as they are, so that act and filling can be taken back as one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from newsroom.desk.cite import with_place
from newsroom.desk.keeping import guessed_fields, news_of
from newsroom.desk.proposals import source_without_copy
from newsroom.domain.claim import Evidence
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, CaptureMethod, Holding, OriginalFile, Source
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction, same_content

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class ReadText:
    """The words of one copy and what the file says of itself; ``guesses`` by the names of a source's fields."""

    capture: str
    text: str
    offsets: str
    source_url: str
    method: CaptureMethod
    media_type: str
    encoding: str
    notices: tuple[str, ...]
    guesses: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ReadBehind:
    """``left``: the records as the act left them, by id; ``made``: those it made; ``at``: when it was done (empty: not
    known). ``places``: evidence or quote id → the fields its place in the copy gives."""

    texts: tuple[ReadText, ...]
    left: Mapping[str, Record]
    made: frozenset[str] = frozenset()
    at: str = ""
    places: Mapping[str, Mapping[str, object]] = field(default_factory=dict[str, Mapping[str, object]])


def put_behind(transaction: Transaction, *, read: ReadBehind) -> tuple[Capture, ...]:
    """Fills in what was read; returns the copies that have their words now. A copy that is gone, because the act was
    taken back meanwhile, is passed over."""
    filled = [copy for text in read.texts if (copy := _fill_copy(transaction, text, read)) is not None]
    if filled:
        for record_id, fields in read.places.items():
            _fill_place(transaction, read, record_id, fields)
    return tuple(filled)


def unread_copies(queries: Queries, *, story_id: str) -> tuple[Capture, ...]:
    """The copies in a story's file whose words nobody has tried to read yet: what a sudden end left behind."""
    held = tuple(holding.source for holding in queries.where(Holding, story=story_id))
    blank = [
        copy
        for copy in (queries.where(Capture, source=held, text="") if held else ())
        if copy.original_file is not None
    ]
    files = {file.id: file for file in queries.original_files(copy.original_file or "" for copy in blank)}
    return tuple(copy for copy in blank if not files[copy.original_file or ""].notices)


def _fill_copy(transaction: Transaction, read: ReadText, behind: ReadBehind) -> Capture | None:
    copy = _untouched(transaction, behind, Capture, read.capture)
    if copy is None or copy.text:
        return None
    file = _untouched(transaction, behind, OriginalFile, copy.original_file or "")
    if file is not None:
        transaction.put(replace(file, media_type=read.media_type, encoding=read.encoding, notices=read.notices))
    source = _untouched(transaction, behind, Source, copy.source)
    if source is not None:
        source = _fill_source(transaction, source, read, behind)
    return transaction.put(
        replace(
            copy, source=source.id if source is not None else copy.source, text=read.text, offsets=read.offsets,
            method=read.method, source_url=copy.source_url or read.source_url,
        )
    )  # fmt: skip


def _fill_source(transaction: Transaction, source: Source, read: ReadText, behind: ReadBehind) -> Source:
    """The source with what the file tells of it; when the act made it and the story has it already without a copy, the
    one the story has."""
    known = _same_in_file(transaction, source, read) if source.id in behind.made else None
    hanging = _hanging_on(transaction, source, known) if known is not None else ()
    movable = all(one.id in behind.made or one.changed_at <= behind.at for one in hanging)
    kept = _moved_to(transaction, source, known) if known is not None and movable else source
    news = news_of(kept, guessed_fields(read.guesses, given={}), given={})
    return transaction.put(replace(kept, **cast("dict[str, Any]", news)))


def _same_in_file(transaction: Transaction, source: Source, read: ReadText) -> Source | None:
    holdings = transaction.find(Holding, source=source.id)
    if len(holdings) != 1:
        return None
    told = {name: str(read.guesses.get(name) or "") for name in ("url", "publisher", "published")}
    found = source_without_copy(transaction, story_id=holdings[0].story, **told)
    return found if found is not None and found.id != source.id else None


def _hanging_on(transaction: Transaction, source: Source, known: Source) -> tuple[Record, ...]:
    """Every record that moving from one source to the other would change."""
    both = (source.id, known.id)
    return (
        known,
        *transaction.find(Evidence, source=both),
        *transaction.find(Quote, source=source.id),
        *transaction.find(Holding, source=both),
    )


def _moved_to(transaction: Transaction, source: Source, known: Source) -> Source:
    """Lays what the act hung on its new source on the one the story had before; one document is one source."""
    for item in transaction.find(Evidence, source=source.id):
        for former in transaction.find(Evidence, claim=item.claim, source=known.id, stance=item.stance):
            if former.binned_at is None:
                transaction.put(replace(former, binned_at=transaction.now))
        transaction.put(replace(item, source=known.id))
    for quote in transaction.find(Quote, source=source.id):
        transaction.put(replace(quote, source=known.id))
    for holding in transaction.find(Holding, source=source.id):
        transaction.put(replace(holding, binned_at=transaction.now))
    transaction.put(replace(source, binned_at=transaction.now))
    return transaction.put(replace(known, proposed=False))


def _fill_place(transaction: Transaction, read: ReadBehind, record_id: str, fields: Mapping[str, object]) -> None:
    left = read.left.get(record_id)
    if left is None:
        return
    current = transaction.peek(type(left), record_id)
    if isinstance(current, Evidence) and isinstance(left, Evidence):
        if same_content(replace(current, source=left.source), left) and not current.excerpt:
            transaction.put(with_place(current, fields))
    elif (
        isinstance(current, Quote)
        and isinstance(left, Quote)
        and same_content(replace(current, source=left.source), left)
    ):
        transaction.put(replace(current, **cast("dict[str, Any]", dict(fields))))


def _untouched(transaction: Transaction, read: ReadBehind, record_type: type[R], record_id: str) -> R | None:
    """The record, when the act left it so; None when it is gone, was changed since, or was none of the act's."""
    left = read.left.get(record_id)
    current = transaction.peek(record_type, record_id) if isinstance(left, record_type) else None
    return current if current is not None and left is not None and same_content(current, left) else None
