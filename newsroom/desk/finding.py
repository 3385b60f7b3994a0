"""Search of the whole desk as a person reads it: each hit with what it stands in and where it is opened."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from newsroom.domain.errors import Damaged, Missing
from newsroom.domain.quote import QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Holding, Source
from newsroom.domain.story import Story
from newsroom.storage.queries import Queries
from newsroom.storage.search_hits import SearchHit

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Found:
    """One record that was found. ``name`` says what it stands in: the headline of its story, the title of its source.

    ``marks`` are the places found in the snippet (code points). ``story`` is where it is opened, empty for what lies in
    the file of no story; ``source`` is the source it is or comes from, ``use`` the place a quote is used at.
    """

    kind: str
    id: str
    name: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    story: str = ""
    source: str = ""
    use: str = ""


def find_everywhere(
    queries: Queries, words: str, *, kinds: Sequence[str] = (), story_id: str | None = None, preferred: str = "",
    best_first: bool = False, limit: int = 50,
) -> tuple[Found, ...]:  # fmt: skip
    """At most ``limit`` records that hold all the words, the newest or the best first. What is used in several stories
    is opened in the ``preferred`` one, where it lies there."""
    look = queries.search_ranked if best_first else queries.search
    hits = look(words, limit=limit, kinds=kinds, story_id=story_id)
    return _Places(queries, hits, preferred=story_id or preferred).found if hits else ()


class _Places:
    """Looks up, all hits together, what they stand in."""

    def __init__(self, queries: Queries, hits: Sequence[SearchHit], *, preferred: str) -> None:
        self._preferred = preferred
        source_ids = [hit.id if hit.kind == "source" else hit.source for hit in hits]
        self._sources = _read(queries, Source, source_ids)
        quotes = tuple(hit.id for hit in hits if hit.kind == "quote")
        uses = queries.where(QuoteUse, quote=quotes) if quotes else ()
        holdings = queries.where(Holding, source=tuple(self._sources)) if self._sources else ()
        named = [hit.story for hit in hits] + [use.story for use in uses] + [one.story for one in holdings]
        self._stories = _read(queries, Story, named)
        self._uses = [use for use in uses if use.story in self._stories]
        self._holders: dict[str, list[str]] = {}
        for one in holdings:
            if one.story in self._stories:
                self._holders.setdefault(one.source, []).append(one.story)
        self.found = tuple(map(self._placed, hits))

    def _placed(self, hit: SearchHit) -> Found:
        source = hit.id if hit.kind == "source" else hit.source or ""
        use = self._use_of(hit.id) if hit.kind == "quote" else None
        story = hit.story or (use.story if use is not None else self._holder(source))
        title = self._sources[source].title if source in self._sources else ""
        name = hit.title or title or _called(self._stories.get(story))
        return Found(
            hit.kind, hit.id, name, hit.snippet, hit.marks, story, source, use.id if use is not None else ""
        )  # fmt: skip

    def _use_of(self, quote: str) -> QuoteUse | None:
        uses = [use for use in self._uses if use.quote == quote]
        uses.sort(key=lambda use: use.story != self._preferred)
        return uses[0] if uses else None

    def _holder(self, source: str) -> str:
        holders = self._holders.get(source, [])
        return self._preferred if self._preferred in holders else next(iter(holders), "")


def _read(queries: Queries, record_type: type[R], ids: Iterable[str | None]) -> Mapping[str, R]:
    """The records by id; a damaged one is left out, and is no reason to show none."""
    wanted = tuple(dict.fromkeys(one for one in ids if one))
    if not wanted:
        return {}
    try:
        return {one.id: one for one in queries.where(record_type, id=wanted)}
    except Damaged:
        found: dict[str, R] = {}
        for record_id in wanted:
            with suppress(Damaged, Missing):
                record = queries.get(record_type, record_id)
                if record.binned_at is None:
                    found[record_id] = record
        return found


def _called(story: Story | None) -> str:
    return (story.headline or story.slug) if story is not None else ""
