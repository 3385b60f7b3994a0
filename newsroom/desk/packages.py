"""Builds what may leave: a ``StoryPackage``, read whole on a connection the engine bars from the identities.

Terms decide (domain.md section 6). Of all terms that speak of a record the strictest counts; a private source without
any is not cited; what a proposal says of a source or speaker is left out, for a proposal never counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from newsroom.desk.kept_states import rebuilt
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.draft import Draft, Revision, sha256_of_text
from newsroom.domain.errors import Damaged, Missing
from newsroom.domain.ids import short_id
from newsroom.domain.package import (
    Appearance,
    CitedSource,
    CitedSources,
    Picture,
    QuotedWords,
    ReaderNote,
    StoryPackage,
)
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Holding, Source
from newsroom.domain.story import Asset, PostPublication, Publication, Story
from newsroom.domain.terms import STRICTNESS, Terms, TermsValue
from newsroom.storage.archive import Archive
from newsroom.storage.walled import WalledReads, reads_behind_the_wall

R = TypeVar("R", bound=Record)

_PRIVATE_TYPES = frozenset({"interview_own", "email", "letter", "message", "observation", "document"})
SLICE = 400
"""Sources read at a time: a read that takes longer keeps the writer waiting."""
_NEVER_SPEECH = frozenset({"scare", "title"})


@dataclass(frozen=True, slots=True)
class _Agreed:
    """The strictest terms of a record, and the description agreed for it when no name may be printed."""

    value: TermsValue
    description: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """The rows behind one package, the bin left out."""

    uses: tuple[QuoteUse, ...]
    quotes: Mapping[str, Quote]
    sources: Mapping[str, Source]
    people: Mapping[str, Person]
    evidence: tuple[Evidence, ...]
    terms: Mapping[str, Sequence[Terms]]


def build_package(
    archive: Archive, *, story_id: str, now: str, revision_seq: int | None = None, as_draft: bool = False,
    links_outlets: bool = True,
) -> StoryPackage:  # fmt: skip
    """The story as it may leave at ``now`` (ISO 8601, UTC); of a kept revision when its seq is given.

    Refused with ``Missing`` for a story or revision that is not here, with ``Damaged`` when the words do not match
    their SHA-256.
    """
    with reads_behind_the_wall(archive) as reads:
        return _package(
            reads, story_id, now=now, revision_seq=revision_seq, as_draft=as_draft, links_outlets=links_outlets
        )


def _package(
    reads: WalledReads, story_id: str, *, now: str, revision_seq: int | None, as_draft: bool, links_outlets: bool
) -> StoryPackage:
    story = reads.one(Story, story_id)
    if story is None:
        raise Missing(f"There is no story {short_id(story_id)} on this desk.")
    words = _words(reads, story, revision_seq)
    facts = _facts(reads, story)
    public = {source.id for source in facts.sources.values() if _may_be_cited(source, facts, now=now)}
    notes = sorted(reads.all(PostPublication, "story", (story.id,)), key=lambda note: note.at)
    return StoryPackage(
        slug=story.slug, text=words.text or "", text_sha256=words.sha256, revision_seq=revision_seq or 0,
        headline=story.headline, dek=story.dek, byline=story.byline, dateline=story.dateline, section=story.section,
        language=story.language, kind=story.kind, tags=story.tags, due_at=story.due_at,
        embargo_until=story.embargo_until, extra=story.extra,
        sources=tuple(_cited(source) for source in facts.sources.values() if source.id in public),
        quotes=_quoted_words(words.text or "", unpack_positions(words.positions), facts, public),
        pictures=tuple(
            Picture(asset.caption, asset.alt_text, asset.credit) for asset in reads.all(Asset, "story", (story.id,))
        ),
        reader_notes=tuple(ReaderNote(note.kind, note.at, note.reader_text) for note in notes if note.reader_text),
        appearances=tuple(
            Appearance(row.address, row.published_at, row.taken_down_at)
            for row in reads.all(Publication, "story", (story.id,))
        ),
        is_draft=as_draft, links_outlets=links_outlets,
    )  # fmt: skip


def cited_sources(archive: Archive, *, story_id: str | None, now: str) -> CitedSources:
    """The sources in a story's file, or all of the desk (None), as they may leave at ``now``, by the rules of
    ``build_package``. Read in slices; refused with ``Missing`` for a story that is not here."""
    with reads_behind_the_wall(archive) as reads:
        wanted = reads.ids(Source) if story_id is None else _held(reads, story_id)
    cited: list[CitedSource] = []
    proposed = 0
    for start in range(0, len(wanted), SLICE):
        with reads_behind_the_wall(archive) as reads:
            facts = _facts_about(reads, wanted[start : start + SLICE])
        cited += [_cited(source) for source in facts.sources.values() if _may_be_cited(source, facts, now=now)]
        proposed += sum(source.proposed for source in facts.sources.values())
    return CitedSources(tuple(cited), len(wanted) - len(cited), proposed)


def _held(reads: WalledReads, story_id: str) -> tuple[str, ...]:
    if reads.one(Story, story_id) is None:
        raise Missing(f"There is no story {short_id(story_id)} on this desk.")
    return tuple(sorted({holding.source for holding in reads.all(Holding, "story", (story_id,))}))


def _facts_about(reads: WalledReads, source_ids: Sequence[str]) -> _Facts:
    """What decides about sources apart from any one story: all that was ever agreed for them counts."""
    sources = _by_id(reads.all(Source, "id", source_ids))
    quotes = _by_id(reads.all(Quote, "source", sources))
    captures = {capture.id: capture.source for capture in reads.all(Capture, "source", sources)}
    evidence = [*reads.all(Evidence, "source", sources), *reads.all(Evidence, "quote", quotes)]
    evidence += [replace(one, source=captures[one.capture or ""]) for one in reads.all(Evidence, "capture", captures)]
    people = _by_id(reads.all(Person, "id", (quote.speaker for quote in quotes.values())))
    terms: dict[str, list[Terms]] = defaultdict(list)
    for row in reads.all(Terms, "record", [*quotes, *people, *sources]):
        terms[row.record].append(row)
    return _Facts((), quotes, sources, people, tuple(evidence), terms)


def _words(reads: WalledReads, story: Story, revision_seq: int | None) -> Draft | Revision:
    words: Draft | Revision
    if revision_seq is None:
        drafts = reads.all(Draft, "story", (story.id,))
        if not drafts:
            raise Missing(f"There is no draft of story {short_id(story.id)} on this desk.")
        words = drafts[0]
    else:
        kept = [row for row in reads.all(Revision, "seq", (revision_seq,)) if row.story == story.id]
        if not kept:
            raise Missing(f"The story {short_id(story.id)} has no version {revision_seq}. Export another one.")
        base = reads.one(Revision, kept[0].base) if kept[0].base is not None else None
        words = replace(kept[0], text=rebuilt(kept[0], base))
    if sha256_of_text(words.text or "") != words.sha256:
        raise Damaged(
            f"The words of story {short_id(story.id)} no longer match their SHA-256, so nothing was exported. "
            "Run 'newsroom verify' to see what is affected and 'newsroom restore' to bring back a verified backup."
        )
    return words


def _facts(reads: WalledReads, story: Story) -> _Facts:
    uses = reads.all(QuoteUse, "story", (story.id,))
    claims = [claim for claim in reads.all(Claim, "story", (story.id,)) if not claim.proposed]
    evidence = reads.all(Evidence, "claim", (claim.id for claim in claims))
    quotes = _by_id(reads.all(Quote, "id", [*(use.quote for use in uses), *(one.quote for one in evidence)]))
    sources = reads.all(
        Source, "id", [*(one.source for one in evidence), *(quote.source for quote in quotes.values())]
    )  # fmt: skip
    people = _by_id(reads.all(Person, "id", (quote.speaker for quote in quotes.values())))
    terms: dict[str, list[Terms]] = defaultdict(list)
    for row in reads.all(Terms, "record", [*quotes, *people, *(source.id for source in sources)]):
        terms[row.record].append(row)
    return _Facts(uses, quotes, _by_id(sources), people, evidence, terms)


def _by_id(records: Sequence[R]) -> dict[str, R]:
    return {record.id: record for record in records}


def _agreed(facts: _Facts, records: Iterable[str | None], *, otherwise: TermsValue) -> _Agreed:
    """The strictest of what was agreed for any of ``records``, the evidence that rests on them included."""
    wanted = {record for record in records if record is not None}
    found = [_Agreed(row.value, row.agreed_description) for record in wanted for row in facts.terms.get(record, ())]
    # Evidence says 'on_record' unless somebody set it: it can make terms stricter, never looser.
    found += [
        _Agreed(one.terms, "")
        for one in facts.evidence
        if one.terms != "on_record" and (one.quote in wanted or one.source in wanted)
    ]
    if not found:
        return _Agreed(otherwise, "")
    value = max(found, key=lambda agreed: STRICTNESS[agreed.value]).value
    description = next((agreed.description for agreed in found if agreed.description), "")
    return _Agreed(value, description)


def _may_be_cited(source: Source, facts: _Facts, *, now: str) -> bool:
    if source.proposed or source.confidentiality != "normal":
        return False
    # An embargo may be a day or a minute: both are compared to the precision it was given in.
    if source.embargo_until and source.embargo_until > now[: len(source.embargo_until)]:
        return False
    quotes = [quote for quote in facts.quotes.values() if quote.source == source.id]
    speakers = [person for quote in quotes if (person := facts.people.get(quote.speaker or "")) is not None]
    is_private = source.type in _PRIVATE_TYPES
    if is_private and any(person.protected for person in speakers):
        return False
    agreed = _agreed(facts, (source.id,), otherwise="unspecified" if is_private else "on_record")
    of_quotes = [_agreed(facts, (quote.id, quote.speaker), otherwise="on_record") for quote in quotes if is_private]
    return all(STRICTNESS[terms.value] == 0 for terms in (agreed, *of_quotes))


def _cited(source: Source) -> CitedSource:
    return CitedSource(
        type=source.type, title=source.title, publisher=source.publisher, authors=source.authors,
        published=source.published, url=source.url, language=source.language, accessed_at=source.accessed_at,
    )  # fmt: skip


def _quoted_words(
    text: str, places: Mapping[str, Place], facts: _Facts, public: set[str]
) -> tuple[QuotedWords, ...]:  # fmt: skip
    found: list[QuotedWords] = []
    for use in facts.uses:
        place = places.get(use.anchor)
        if place is None or place.state == "adrift" or not 0 <= place.start < place.end <= len(text):
            continue
        if use.kind in _NEVER_SPEECH or use.kind == "indirect":
            continue
        quote = facts.quotes.get(use.quote or "")
        words = text[place.start : place.end]
        if use.proposed or quote is None or quote.proposed:
            # A guess of the program: the words are a quotation for the eye, whose they are is not said.
            found.append(QuotedWords(place.start, place.end, words, use.kind))
            continue
        attributed = _attributed(text, place, use, quote, facts, public)
        if attributed is not None:
            found.append(attributed)
    return tuple(sorted(found, key=lambda words: (words.start, words.end)))


def _attributed(
    text: str, place: Place, use: QuoteUse, quote: Quote, facts: _Facts, public: set[str]
) -> QuotedWords | None:
    """The quotation with what its terms let be said of it; None when they let nothing be quoted."""
    source = facts.sources.get(quote.source or "")
    is_private = source is not None and source.type in _PRIVATE_TYPES
    agreed = _agreed(
        facts, (quote.id, quote.speaker, quote.source), otherwise="unspecified" if is_private else "on_record"
    )  # fmt: skip
    if STRICTNESS[agreed.value] >= STRICTNESS["deep_background"]:
        return None
    person = facts.people.get(quote.speaker or "")
    is_named = agreed.value == "on_record" and (person is None or not person.protected)
    if is_named:
        name = person.name if person is not None else use.speaker_name
        # Without a person the name is only what was read in the text: it goes out only if the text still has it.
        speaker = name if person is not None or name in text else ""
    else:
        speaker = agreed.description
    cited = source if source is not None and source.id in public else None
    return QuotedWords(
        start=place.start, end=place.end, words=text[place.start : place.end], kind=use.kind,
        speaker=speaker, speaker_is_named=is_named and bool(speaker),
        outlet=cited.publisher if cited else "", cite_url=cited.url if cited else "",
    )  # fmt: skip
