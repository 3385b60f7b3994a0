"""Where a source, a saved copy, a kept file or a person is used: what rests on it, in which stories, in short lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.ids import short_id
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.readiness_point import shown
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Holding, OriginalFile, Source
from newsroom.domain.story import Asset, Story
from newsroom.domain.wording import HOLDING_NAMES, STANCE_NAMES, plain
from newsroom.storage.queries import Queries

R = TypeVar("R", bound=Record)
UsedKind = Literal["source", "capture", "person", "original_file"]


@dataclass(frozen=True, slots=True)
class UseLine:
    """One record that rests on it: its kind and id, its story where it has one, and a short line for people."""

    kind: str
    id: str
    story: str | None
    words: str


@dataclass(frozen=True, slots=True)
class WhereUsed:
    """What rests on one record. ``uses`` are places in the text of a story, ``stories`` all those it is used or lies
    in; proposals count as what they are: they are left out."""

    kind: UsedKind
    record: str
    sources: tuple[UseLine, ...] = ()
    captures: tuple[UseLine, ...] = ()
    quotes: tuple[UseLine, ...] = ()
    evidence: tuple[UseLine, ...] = ()
    claims: tuple[UseLine, ...] = ()
    uses: tuple[UseLine, ...] = ()
    stories: tuple[UseLine, ...] = ()

    @property
    def is_used(self) -> bool:
        """Whether anything of a story rests on it; lying in a story's file is no use."""
        return bool(self.evidence or self.uses)

    @property
    def lines(self) -> tuple[UseLine, ...]:
        """All lines, the stories first."""
        return (*self.stories, *self.claims, *self.evidence, *self.uses, *self.quotes, *self.captures, *self.sources)


def where_used(queries: Queries, kind: UsedKind, record_id: str) -> WhereUsed:
    """What rests on a source, a copy, a kept file or a person of the desk; ``Missing`` when it is not there.

    On a source rests what cites it, a copy of it or a quote from it; on a copy what cites it, a quote from it, or its
    source without saying which copy; on a person what cites their quotes, and what they were asked.
    """
    search = _Search(queries)
    if kind == "source":
        source = queries.get(Source, record_id)
        copies = queries.where(Capture, source=source.id)
        return search.resting(kind, record_id, sources=(source,), captures=copies, whole=True)
    if kind == "capture":
        return search.resting(kind, record_id, captures=(queries.get(Capture, record_id),))
    if kind == "original_file":
        file = queries.get(OriginalFile, record_id)
        assets = queries.where(Asset, original_file=file.id)
        stories = [asset.story for asset in assets]
        return search.resting(
            kind, record_id, captures=queries.where(Capture, original_file=file.id), stories=stories
        )  # fmt: skip
    person = queries.get(Person, record_id)
    requests = queries.where(CommentRequest, via_person=person.id)
    return search.resting(
        kind, record_id, quotes=queries.where(Quote, speaker=person.id), stories=[one.story for one in requests]
    )  # fmt: skip


class _Search:
    """Looks from what is used to what rests on it, in few short reads."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    def resting(
        self, kind: UsedKind, record_id: str, *, sources: Iterable[Source] = (), captures: Iterable[Capture] = (),
        quotes: Iterable[Quote] = (), whole: bool = False, stories: Iterable[str] = (),
    ) -> WhereUsed:  # fmt: skip
        """``whole``: all copies of the sources are meant; otherwise what names another copy is not."""
        copies = {copy.id: copy for copy in captures}
        behind = {one.id: one for one in sources} or self._by_id(Source, (copy.source for copy in copies.values()))
        found = {one.id: one for one in quotes}
        for quote in (*self._of(Quote, "source", behind), *self._of(Quote, "capture", copies)):
            if (whole or quote.capture in (None, *copies)) and not quote.proposed:
                found[quote.id] = quote
        items = {
            one.id: one
            for one in (
                *self._of(Evidence, "source", behind), *self._of(Evidence, "capture", copies),
                *self._of(Evidence, "quote", found),
            )
        }  # fmt: skip
        claims = {
            claim.id: claim
            for claim in self._of(Claim, "id", {one.claim: None for one in items.values()})
            if not claim.proposed
        }
        uses = [use for use in self._of(QuoteUse, "quote", found) if not use.proposed]
        holdings = self._of(Holding, "source", behind)
        named = [*(one.story for one in claims.values()), *(use.story for use in uses), *stories]
        kept = [item for item in items.values() if item.claim in claims]
        return WhereUsed(
            kind, record_id,
            sources=() if kind in ("source", "person") else tuple(_source_line(one) for one in behind.values()),
            captures=() if kind == "capture" else tuple(_copy_line(one) for one in copies.values()),
            quotes=tuple(UseLine("quote", one.id, None, shown(one.verbatim)) for one in found.values()),
            evidence=tuple(_evidence_line(item, claims[item.claim]) for item in kept),
            claims=tuple(UseLine("claim", one.id, one.story, shown(one.wording)) for one in claims.values()),
            uses=tuple(_use_line(use, found) for use in uses),
            stories=self._stories(named, holdings),
        )  # fmt: skip

    def _of(self, record_type: type[R], field: str, ids: Mapping[str, object]) -> tuple[R, ...]:
        return self._queries.where(record_type, **{field: tuple(ids)}) if ids else ()

    def _by_id(self, record_type: type[R], ids: Iterable[str]) -> dict[str, R]:
        return {one.id: one for one in self._of(record_type, "id", dict.fromkeys(ids))}

    def _stories(self, named: Iterable[str], holdings: Iterable[Holding]) -> tuple[UseLine, ...]:
        held = {one.story: one for one in holdings}
        used = dict.fromkeys(named)
        found = self._by_id(Story, (*used, *held))
        lines: list[UseLine] = []
        for story in found.values():
            how = "used in the story" if story.id in used else f"in its file, {HOLDING_NAMES[held[story.id].state]}"
            lines.append(UseLine("story", story.id, story.id, f"{story.headline or story.slug}: {how}"))
        return tuple(lines)


def _source_line(source: Source) -> UseLine:
    return UseLine("source", source.id, None, source.title)


def _copy_line(copy: Capture) -> UseLine:
    return UseLine("capture", copy.id, None, f"{plain(copy.method)}, kept {copy.captured_at[:10]}")


def _evidence_line(item: Evidence, claim: Claim) -> UseLine:
    where = f" ({item.locator})" if item.locator else ""
    return UseLine("evidence", item.id, claim.story, f"{STANCE_NAMES[item.stance]}: {shown(claim.wording)}{where}")


def _use_line(use: QuoteUse, quotes: Mapping[str, Quote]) -> UseLine:
    quote = quotes.get(use.quote or "")
    words = shown(quote.verbatim) if quote is not None else short_id(use.id)
    return UseLine("quote_use", use.id, use.story, f"quoted: {words}")
