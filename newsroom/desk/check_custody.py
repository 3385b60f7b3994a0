"""What is wrong with the sources of a story, told at the source and at each quote and claim that rests on it: a copy
whose file is not what was kept, a notice that it was corrected or taken back, an embargo."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from newsroom.desk.levels import RatedClaim
from newsroom.desk.verdicts import Verdict
from newsroom.domain.claim import Evidence
from newsroom.domain.confidence_words import day_in_words
from newsroom.domain.custody import FILE_STATE_WORDS, NOTICE_WORDS
from newsroom.domain.origins import Link, ancestors_of, parents_of
from newsroom.domain.quote import Quote
from newsroom.domain.readiness_facts import SourceTrouble
from newsroom.domain.readiness_point import shown
from newsroom.domain.source import Capture, Source, SourceNotice
from newsroom.domain.story_records import StoryRecords, by_id, unsound_captures
from newsroom.domain.trust import Trust, day_of, embargo_day

_PASSAGE_SHOWN = 80


def source_troubles(
    records: StoryRecords, rated: Sequence[RatedClaim], verdicts: Sequence[Verdict], *, now: datetime
) -> tuple[SourceTrouble, ...]:
    """The troubles of every source in the story's file or behind its claims and quotations; proposals are left out."""
    if not (records.notices or records.file_troubles or any(one.embargo_until for one in records.sources)):
        return ()
    marks = _Marks(records, now=now)
    found = [*marks.of_sources()]
    for verdict in verdicts:
        if verdict.quote is not None and not verdict.use.proposed:
            found += marks.of_quotation(verdict, verdict.quote)
    for one in rated:
        if not one.claim.proposed:
            found += marks.of_claim(one)
    return tuple(found)


class _Marks:
    """Looks up, once per story, what is wrong with each source and copy."""

    def __init__(self, records: StoryRecords, *, now: datetime) -> None:
        self._records = records
        self._now = now
        self._trust = Trust(records, now=now)
        self._sources, self._quotes = by_id(records.sources), by_id(records.quotes)
        self._unsound = unsound_captures(records)
        self._parents = parents_of(Link(link.child, link.parent, link.kind) for link in records.derivations)
        self._copies: dict[str, list[Capture]] = {}
        for copy in records.captures:
            self._copies.setdefault(copy.source, []).append(copy)
        cited = by_id(records.captures)
        self._source_of_copy = {copy: cited[copy].source for copy in cited}

    def of_sources(self) -> Iterator[SourceTrouble]:
        for source_id in self._own_sources():
            source = self._sources[source_id]
            mark = _Mark("source", source.id)
            for copy in self._copies.get(source.id, ()):
                if copy.id in self._unsound:
                    yield mark.told("COPY_NOT_WHOLE", f"The saved copy of {shown(source.title)} is {self._lost(copy)}.")
            for notice in self._records.notices:
                if notice.source == source.id:
                    yield mark.told("SOURCE_NOTICE", f"{shown(source.title)} {notice_in_words(notice)}")
            yield from self._inherited(mark, source, shown(source.title), "took its matter from")

    def _own_sources(self) -> Sequence[str]:
        own = [one.source for one in self._records.holdings]
        own += [source for item in self._records.evidence if (source := self._behind(item)) is not None]
        own += [quote.source for quote in self._records.quotes if quote.source is not None]
        return [source for source in dict.fromkeys(own) if source in self._sources]

    def _behind(self, item: Evidence) -> str | None:
        quote = self._quotes.get(item.quote or "")
        return item.source or (quote.source if quote else None) or self._source_of_copy.get(item.capture or "")

    def of_quotation(self, verdict: Verdict, quote: Quote) -> Iterator[SourceTrouble]:
        mark = _Mark("quote_use", verdict.use.id, verdict.start, verdict.end)
        source = self._sources.get(quote.source or self._source_of_copy.get(quote.capture or "") or "")
        if verdict.state == "adrift":
            mark = _Mark("quote_use", verdict.use.id)
        words = shown(verdict.published)
        for copy in self._bad_copies(quote.capture, source):
            yield mark.told("COPY_NOT_WHOLE", f"{words} is taken from a saved copy that is {self._lost(copy)}.")
        if source is not None:
            for notice in self._trust.notices_on(source.id, quote=quote):
                yield mark.told(
                    "SOURCE_NOTICE", f"{words} is from {shown(source.title)}, which {notice_in_words(notice)}"
                )
            yield from self._inherited(mark, source, f"{words} is from {shown(source.title)}, which", "took from")
            yield from self._embargo(mark, source, f"{words} is from")

    def of_claim(self, one: RatedClaim) -> Iterator[SourceTrouble]:
        """Each trouble once, however many items of evidence bring it."""
        place = next((place for place in one.places if place.state != "adrift"), None)
        mark = _Mark("claim", one.claim.id, *((place.start, place.end) if place else (None, None)))
        found: dict[SourceTrouble, None] = {}
        for item in self._trust.evidence_of(one.claim.id):
            found |= dict.fromkeys(self._of_item(item, mark, shown(one.claim.wording)))
        yield from found

    def _of_item(self, item: Evidence, mark: "_Mark", words: str) -> Iterator[SourceTrouble]:
        basis = self._trust.basis(item)
        source, own = basis.source, item.capture or (basis.quote.capture if basis.quote else None)
        for copy in self._bad_copies(own, source):
            yield mark.told("COPY_NOT_WHOLE", f"{words} rests on a saved copy that is {self._lost(copy)}.")
        if source is None:
            return
        for notice in basis.notices:
            yield mark.told("SOURCE_NOTICE", f"{words} rests on {shown(source.title)}, which {notice_in_words(notice)}")
        yield from self._inherited(mark, source, f"{words} rests on {shown(source.title)}, which", "took from")
        yield from self._embargo(mark, source, f"{words} rests on")

    def _inherited(self, mark: "_Mark", source: Source, words: str, how: str) -> Iterator[SourceTrouble]:
        """What was said of the whole of a source that this one goes back to. It lowers no level by itself: this one may
        have looked for itself too."""
        for parent in ancestors_of(source.id, self._parents):
            for notice in self._records.notices:
                if notice.source == parent and notice.reach == "whole" and parent in self._sources:
                    told = f"{words} {how} {shown(self._sources[parent].title)}, and that {notice_in_words(notice)}"
                    yield mark.told("SOURCE_NOTICE", told)

    def _bad_copies(self, own: str | None, source: Source | None) -> Iterator[Capture]:
        """The copy it names, or, when it names none, every copy of its source, where the file is not what was kept."""
        for copy in self._copies.get(source.id, ()) if source is not None else ():
            if copy.id in self._unsound and own in (None, copy.id):
                yield copy

    def _embargo(self, mark: "_Mark", source: Source, words: str) -> Iterator[SourceTrouble]:
        until = embargo_day(source.embargo_until, now=self._now)
        if until is not None and source.embargo_until is not None:
            told = (
                f"{words} {shown(source.title)}, which is under embargo until {moment_in_words(source.embargo_until)}."
            )
            yield mark.told("RESTS_ON_EMBARGO", told)

    def _lost(self, copy: Capture) -> str:
        return FILE_STATE_WORDS[self._unsound[copy.id].state]


class _Mark:
    """A place that says so: record, and code points where it stands in the text."""

    def __init__(self, record_kind: str, record: str, start: int | None = None, end: int | None = None) -> None:
        self._where = (record_kind, record, start, end)

    def told(self, code: str, message: str) -> SourceTrouble:
        kind, record, start, end = self._where
        return SourceTrouble(
            code, message, kind, record, start, end, hashlib.sha256(f"{code}\n{message}".encode()).hexdigest()
        )  # fmt: skip


def notice_in_words(notice: SourceNotice) -> str:
    """``was corrected on 12 March 2025, in “…”: note`` as a sentence without its subject."""
    day = day_of(notice.at)
    when = f" on {day_in_words(day)}" if day is not None else ""
    where = f", in {shown(notice.passage, limit=_PASSAGE_SHOWN)}" if notice.reach == "passage" else ""
    note = " ".join(notice.note.split())
    return f"{NOTICE_WORDS[notice.kind]}{when}{where}{f': {note}' if note else ''}".rstrip(".") + "."


def moment_in_words(stored: str) -> str:
    """A stored day or moment as people read it: ``12 March 2025``, with the time where it has one."""
    day = day_of(stored)
    time = f", {stored[11:16]}" if len(stored) > len("2025-03-12") else ""
    return f"{day_in_words(day)}{time}" if day is not None else stored
