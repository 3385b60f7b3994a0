"""Where in the story a claim is stated and how strongly: headline, heading, first paragraph or body."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.desk.levels import RatedClaim
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.assertion import Place as PlaceInStory
from newsroom.domain.assertion import Strength
from newsroom.domain.readiness_facts import SpanFacts
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.text.language.en import ENGLISH
from newsroom.text.markdown_blocks import Block, leading_heading, markdown_blocks
from newsroom.text.photos import header_of, photos_in
from newsroom.text.spans import Span, paragraphs, sentences
from newsroom.text.strength import strength_of

_OUTDATED = re.compile(
    r"\b(?:no longer|false(?:ly)?|wrong(?:ly)?|incorrect(?:ly)?|untrue|debunked|out ?dated|overtaken|retracted)\b", re.I
)
_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    {"the", "and", "for", "has", "have", "had", "was", "were", "been", "with", "that", "this", "from", "its", "are",
     "will", "who", "what", "when", "why", "how", "says", "said", "report", "reports", "according"}
)  # fmt: skip
_SHARE_OF_HEADLINE = 0.5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The structure of one text, and the names and addresses of the story's sources."""

    text: str
    headline: str
    blocks: tuple[Block, ...]
    first: Block | None
    heading: Block | None
    statements: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]
    sourced: frozenset[str]
    headline_claim: str | None
    anchors: Mapping[str, Place]

    def place_of_anchor(self, anchor: str) -> Place | None:
        return self.anchors.get(anchor)

    def spans_of(self, one: RatedClaim) -> tuple[SpanFacts, ...]:
        """Each place where the prose states the claim; the headline, outside the text, last."""
        spans = [self._span(one, place) for place in one.places]
        if one.claim.id == self.headline_claim:
            spans.append(self._headline_span(one))
        return tuple(spans)

    def _span(self, one: RatedClaim, place: Place) -> SpanFacts:
        block = self._block_at(place.start)
        around = self.text[block.start : block.end] if block is not None else ""
        strength = self._strength(self.text, place.start, place.end)
        return SpanFacts(
            start=place.start,
            end=place.end,
            place=self._kind_of_place(block),
            state=place.state,
            strength=strength,
            other_side_in_paragraph=any(name in around for name in self.others.get(one.claim.id, ())),
            said_as_outdated=bool(_OUTDATED.search(self.text[place.start : place.end])),
            source_attached=one.claim.id in self.sourced or not strength.attributed,
        )

    def _headline_span(self, one: RatedClaim) -> SpanFacts:
        as_heading = f"# {self.headline}"
        strength = self._strength(as_heading, 2, len(as_heading))
        return SpanFacts(
            start=None, end=None, place="headline", strength=strength,
            other_side_in_paragraph=any(name in self.headline for name in self.others.get(one.claim.id, ())),
            source_attached=one.claim.id in self.sourced or not strength.attributed,
        )  # fmt: skip

    def _strength(self, text: str, start: int, end: int) -> Strength:
        return strength_of(text, start, end, source_names=self.names, source_addresses=self.addresses)

    def _block_at(self, offset: int) -> Block | None:
        number = bisect_right([block.start for block in self.blocks], offset) - 1
        return self.blocks[number] if number >= 0 else None

    def _kind_of_place(self, block: Block | None) -> PlaceInStory:
        if block is None or (block.kind != "heading" and block is not self.first):
            return "body"
        if block is self.first:
            return "first_paragraph"
        return "headline" if block is self.heading else "subhead"


def surroundings_of(records: StoryRecords, rated: Sequence[RatedClaim]) -> Surroundings:
    """What ``spans_of`` needs, gathered once for a story."""
    text = records.draft.text
    blocks = markdown_blocks(text)
    first = _first_paragraph(text, blocks, headline=records.story.headline)
    people = [name for person in records.people for name in (person.name, *person.aliases) if name]
    names = [source.publisher for source in records.sources if source.publisher] + people
    lead = leading_heading(text)
    return Surroundings(
        text=text,
        headline=records.story.headline,
        blocks=blocks,
        first=first,
        heading=next((block for block in blocks if lead is not None and block.start == lead.start), None),
        statements=_statements(text, first),
        names=tuple(dict.fromkeys(names)),
        addresses=tuple(source.url for source in records.sources if source.url),
        others=_other_sides(records),
        sourced=frozenset(item.claim for item in records.evidence),
        headline_claim=_headline_claim(records.story.headline, rated),
        anchors=unpack_positions(records.draft.positions),
    )


def _first_paragraph(text: str, blocks: Sequence[Block], *, headline: str) -> Block | None:
    """The first paragraph of prose: captions, credits, lines about the text and a repeated headline are passed over."""
    spans = paragraphs(text[:20_000])
    header = header_of(text, spans)
    aside = [(one.start, one.end) for one in (*header, *photos_in(text, spans, header))]
    for block in blocks:
        covered = sum(max(0, min(end, block.words_end) - max(start, block.words_start)) for start, end in aside)
        repeats = text[block.words_start : block.words_end].strip() == headline.strip()
        if block.kind == "paragraph" and not repeats and covered * 2 < block.words_end - block.words_start:
            return block
    return None


def _statements(text: str, first: Block | None) -> tuple[tuple[int, int], ...]:
    if first is None:
        return ()
    found = [
        (one.start, one.end) for one in sentences(text, Span(first.words_start, first.words_end), language=ENGLISH)
    ]
    return tuple((start, end) for start, end in found if not text[start:end].rstrip(' \n”"’)').endswith(("?", ":")))


def _other_sides(records: StoryRecords) -> dict[str, tuple[str, ...]]:
    """Claim id → the names under which its contradicting evidence may stand in the prose."""
    sources, quotes, people = by_id(records.sources), by_id(records.quotes), by_id(records.people)
    names: dict[str, list[str]] = {}
    for item in records.evidence:
        if item.stance != "contradicts":
            continue
        quote = quotes.get(item.quote or "")
        source = sources.get(item.source or (quote.source if quote is not None else "") or "")
        speaker = people.get(quote.speaker or "") if quote is not None else None
        found = names.setdefault(item.claim, [])
        if source is not None and source.publisher:
            found.append(source.publisher)
        if speaker is not None and speaker.name:
            found += [speaker.name, speaker.name.split()[-1]]
    return {claim: tuple(found) for claim, found in names.items()}


def _headline_claim(headline: str, rated: Sequence[RatedClaim]) -> str | None:
    """The claim the headline states: the one that has most of its telling words, and at least half of them.

    The headline stands outside the text, so no anchor can say it; a wrong guess is mended by wording the claim.
    """
    wanted = _telling(headline)
    best, most = None, 1
    for one in rated:
        shared = len(wanted & _telling(one.claim.wording))
        if not one.claim.proposed and shared > most and shared >= _SHARE_OF_HEADLINE * len(wanted):
            best, most = one.claim.id, shared
    return best


def _telling(words: str) -> frozenset[str]:
    found = {word.casefold() for word in _WORD.findall(words)} - _COMMON
    return frozenset(word[:-1] if word.endswith("s") and len(word) > 4 else word for word in found)
