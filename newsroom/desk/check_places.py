"""Where in the story a claim is stated and how strongly: headline, heading, first paragraph or body."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsroom.desk.check_behind import named_instead, names_behind_claims
from newsroom.desk.check_headings import headings_stating, words_that_tell
from newsroom.desk.levels import RatedClaim
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.assertion import Place as PlaceInStory
from newsroom.domain.assertion import Strength
from newsroom.domain.readiness_facts import SpanFacts
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.text.headings import Section, ShortAnswer
from newsroom.text.language.en import ENGLISH
from newsroom.text.markdown_blocks import Block, leading_heading, markdown_blocks
from newsroom.text.photos import header_of, photos_in
from newsroom.text.prose import Prose, read_prose
from newsroom.text.repeated import telling_words
from newsroom.text.spans import Span, paragraphs, sentences
from newsroom.text.strength import Strengths, strength_of

_OUTDATED = re.compile(
    r"\b(?:no longer|false(?:ly)?|wrong(?:ly)?|incorrect(?:ly)?|untrue|debunked|out ?dated|overtaken|retracted)\b", re.I
)
_SHARE_OF_HEADLINE, _SHARE_OF_QUESTION = 0.5, 0.6


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
    behind: Mapping[str, tuple[str, ...]]
    """Claim id → the names its evidence goes by; a claim without evidence is not in it."""
    publishers: frozenset[str]
    headline_claim: str | None
    anchors: Mapping[str, Place]
    prose: Prose
    answered: Mapping[str, tuple[ShortAnswer, ...]]
    """Claim id → the short answers that say yes to it."""
    headed: Mapping[str, tuple[Section, ...]]
    """Claim id → the headings that seem to state it, though nobody marked them."""
    starts: tuple[int, ...]
    """Where the blocks begin."""
    strengths: Strengths = field(compare=False)
    """Of the text, by the names and addresses of the story; no paragraph is read twice."""

    def lies_alike(self, before: "Surroundings") -> bool:
        """Whether text, headline and the names of sources are those of before."""
        return (
            self.prose is before.prose and self.blocks is before.blocks and self.headline == before.headline
            and self.names == before.names and self.addresses == before.addresses
            and self.publishers == before.publishers
        )  # fmt: skip

    def put_otherwise(self, before: "Surroundings") -> set[str]:
        """The claims that may be put otherwise at the same places than they were before, where all ``lies_alike``."""
        found = set[str]()
        if self.headline_claim != before.headline_claim:
            found |= {one for one in (self.headline_claim, before.headline_claim) if one is not None}
        for name in ("others", "behind", "answered", "headed"):
            now, then = getattr(self, name), getattr(before, name)
            if now is not then:
                found |= {claim for claim in now.keys() | then.keys() if now.get(claim) != then.get(claim)}
        return found

    def place_of_anchor(self, anchor: str) -> Place | None:
        return self.anchors.get(anchor)

    def spans_of(self, one: RatedClaim) -> tuple[SpanFacts, ...]:
        """Each place where the prose states the claim, short answers too; the headline, outside the text, last."""
        spans = [self._span(one, place) for place in one.places]
        spans += [self._answer_span(one, answer) for answer in self.answered.get(one.claim.id, ())]
        spans += [self._heading_span(one, section) for section in self.headed.get(one.claim.id, ())]
        if one.claim.id == self.headline_claim:
            spans.append(self._headline_span(one))
        return tuple(spans)

    def _span(self, one: RatedClaim, place: Place) -> SpanFacts:
        block = self._block_at(place.start)
        around = self.text[block.start : block.end] if block is not None else ""
        kind = self._kind_of_place(block, place.start)
        plain = self._plain_heading(place.start) if kind == "subhead" else None
        if plain is None:
            strength = self.strengths.of(place.start, place.end)
        else:
            as_heading = f"# {self.text[plain.start : plain.end]}"
            strength = self._strength(
                as_heading, 2 + place.start - plain.start, min(len(as_heading), 2 + place.end - plain.start)
            )
        instead = self._named_instead(one, place) if plain is None and strength.attributed else ""
        return SpanFacts(
            start=place.start,
            end=place.end,
            place=kind,
            state=place.state,
            strength=strength,
            other_side_in_paragraph=any(name in around for name in self.others.get(one.claim.id, ())),
            said_as_outdated=bool(_OUTDATED.search(self.text[place.start : place.end])),
            source_attached=self._is_attached(one, strength) and not instead,
            named_instead=instead,
        )

    def _is_attached(self, one: RatedClaim, strength: Strength) -> bool:
        return one.claim.id in self.behind or not strength.attributed

    def _named_instead(self, one: RatedClaim, place: Place) -> str:
        """Whom of the outlets and bodies the story knows the prose names for a claim, where it rests on others."""
        own = self.behind.get(one.claim.id)
        if own is None or one.claim.proposed:
            return ""
        named = self.strengths.named(place.start, place.end)
        return named_instead(named.telling & self.publishers, named.beside, own)

    def _heading_span(self, one: RatedClaim, section: Section) -> SpanFacts:
        as_heading = f"# {self.text[section.start : section.end]}"
        strength = self._strength(as_heading, 2, len(as_heading))
        return SpanFacts(
            start=section.start, end=section.end, place="subhead", strength=strength, is_guessed=True,
            source_attached=self._is_attached(one, strength),
        )  # fmt: skip

    def _answer_span(self, one: RatedClaim, answer: ShortAnswer) -> SpanFacts:
        strength = self.strengths.of(answer.start, answer.end)
        return SpanFacts(
            start=answer.start, end=answer.end, place="subhead", strength=strength, is_answer=True,
            source_attached=self._is_attached(one, strength),
        )  # fmt: skip

    def _headline_span(self, one: RatedClaim) -> SpanFacts:
        as_heading = f"# {self.headline}"
        strength = self._strength(as_heading, 2, len(as_heading))
        return SpanFacts(
            start=None, end=None, place="headline", strength=strength,
            other_side_in_paragraph=any(name in self.headline for name in self.others.get(one.claim.id, ())),
            source_attached=self._is_attached(one, strength),
        )  # fmt: skip

    def _strength(self, text: str, start: int, end: int) -> Strength:
        """Of words that do not stand in the text so."""
        return strength_of(text, start, end, source_names=self.names, source_addresses=self.addresses)

    def _block_at(self, offset: int) -> Block | None:
        number = bisect_right(self.starts, offset) - 1
        return self.blocks[number] if number >= 0 else None

    def _plain_heading(self, offset: int) -> Section | None:
        """The heading of a text without Markdown that the offset lies in."""
        found = next((one for one in self.prose.sections if one.start <= offset < one.end), None)
        return found if found is not None and not self.text.startswith("#", found.start) else None

    def _kind_of_place(self, block: Block | None, offset: int) -> PlaceInStory:
        if any(one.start <= offset < one.end for one in (*self.prose.answers, *self.prose.sections)):
            return "subhead"
        if block is None or (block.kind != "heading" and block is not self.first):
            return "body"
        if block is self.first:
            return "first_paragraph"
        return "headline" if block is self.heading else "subhead"


def surroundings_of(
    records: StoryRecords, rated: Sequence[RatedClaim], prose: Prose | None = None, *,
    before: tuple[StoryRecords, Surroundings] | None = None,
) -> Surroundings:  # fmt: skip
    """What ``spans_of`` needs, gathered once for a story. ``prose`` is the reading of its text, where there is one;
    ``before`` what was gathered from earlier records."""
    if before is not None and _is_same_text(before[0], records) and before[1].prose is prose:
        return _again(records, before)
    text = records.draft.text
    prose = prose if prose is not None else read_prose(text)
    blocks = markdown_blocks(text)
    first = _first_paragraph(text, blocks, headline=records.story.headline)
    lead = leading_heading(text)
    names, addresses = _names(records), _addresses(records)
    return Surroundings(
        text=text,
        headline=records.story.headline,
        blocks=blocks,
        first=first,
        heading=next((block for block in blocks if lead is not None and block.start == lead.start), None),
        statements=_statements(text, first),
        names=names,
        addresses=addresses,
        others=_other_sides(records),
        behind=names_behind_claims(records),
        publishers=_publishers(records),
        headline_claim=_headline_claim(records.story.headline, rated),
        anchors=unpack_positions(records.draft.positions),
        prose=prose,
        answered=_answered(text, rated, prose),
        headed=headings_stating(text, rated, prose.sections),
        starts=tuple(block.start for block in blocks),
        strengths=Strengths(text, source_names=names, source_addresses=addresses),
    )


def _is_same_text(old: StoryRecords, records: StoryRecords) -> bool:
    """Whether text, headline, claims and their places are those of before."""
    return (
        old.draft is records.draft and old.claims is records.claims and old.anchors is records.anchors
        and old.story.headline == records.story.headline
    )  # fmt: skip


def _again(records: StoryRecords, before: tuple[StoryRecords, Surroundings]) -> Surroundings:
    old, around = before
    if old.people is not records.people or old.sources is not records.sources:
        names, addresses = _names(records), _addresses(records)
        if (names, addresses) != (around.names, around.addresses):
            strengths = Strengths(around.text, source_names=names, source_addresses=addresses)
            around = replace(around, names=names, addresses=addresses, strengths=strengths)
        around = replace(around, publishers=_publishers(records))
    return replace(
        around, others=_other_sides(records), behind=names_behind_claims(records, before=(old, around.behind))
    )


def _names(records: StoryRecords) -> tuple[str, ...]:
    people = [name for person in records.people for name in (person.name, *person.aliases) if name]
    return tuple(dict.fromkeys([source.publisher for source in records.sources if source.publisher] + people))


def _publishers(records: StoryRecords) -> frozenset[str]:
    return frozenset(source.publisher for source in records.sources if source.publisher)


def _addresses(records: StoryRecords) -> tuple[str, ...]:
    return tuple(source.url for source in records.sources if source.url)


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


def _answered(text: str, rated: Sequence[RatedClaim], prose: Prose) -> dict[str, tuple[ShortAnswer, ...]]:
    """The claim a "yes" stands for is the one that shares most telling words with the question, and enough of them."""
    found: dict[str, tuple[ShortAnswer, ...]] = {}
    taken = [one for one in rated if not one.claim.proposed and one.places]
    for answer in prose.answers:
        if answer.question is None or not answer.says_yes:
            continue
        wanted = telling_words(text[answer.question.start : answer.question.end])
        best, most = None, _SHARE_OF_QUESTION * len(wanted)
        for one in taken:
            shared = len(wanted & telling_words(one.claim.wording))
            if shared > most or (best is None and shared >= most > 1):
                best, most = one, shared
        if best is not None:
            found[best.claim.id] = (*found.get(best.claim.id, ()), answer)
    return found


def _headline_claim(headline: str, rated: Sequence[RatedClaim]) -> str | None:
    """The claim the headline states: the one that has most of its telling words, and at least half of them.

    The headline stands outside the text, so no anchor can say it; a wrong guess is mended by wording the claim.
    """
    wanted = words_that_tell(headline)
    best, most = None, 1
    for one in rated:
        shared = len(wanted & words_that_tell(one.claim.wording))
        if not one.claim.proposed and shared > most and shared >= _SHARE_OF_HEADLINE * len(wanted):
            best, most = one.claim.id, shared
    return best
