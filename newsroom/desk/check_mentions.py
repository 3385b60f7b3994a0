"""What the prose of a story says of its quotations, people and figures: whom it names, what it links to nothing, what
it spells in two ways. Proposals count against nothing; what is not sure is not told."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from newsroom.desk.quote_insertion import HEARD_BY_OTHERS
from newsroom.desk.verdicts import Verdict
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.folding import fold
from newsroom.domain.person import Person
from newsroom.domain.readiness_facts import ProseState
from newsroom.domain.readiness_point import shown
from newsroom.domain.source import Source
from newsroom.domain.story_records import StoryRecords, by_id, changed_rows
from newsroom.text.attribution import FoundQuote, find_attributions
from newsroom.text.consistency import Spoken, is_reporters_wording, unlike_quotations
from newsroom.text.language.en import ENGLISH
from newsroom.text.marks import has_marks, quoted_spans
from newsroom.text.mentions import Figure, figures_apart, introduction_of, misspelt_names
from newsroom.text.roster import person_from
from newsroom.text.spans import Span, paragraphs
from newsroom.text.unlike_figures import headline_figures_apart

LONGEST_READ = 1_000_000
"""Code points of a text up to which its marks, names and figures are read here: twice the length of a long book."""
MANY_QUOTATIONS = 300
"""Up to so many quotations each is read for whom its sentence names, even where it names the right one too."""
_FEWEST_WORDS = 3
_DOUBLE = '"“”„«»＂'


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was read of one text. ``unlinked`` are its quotations that no record stands for; ``attributed_to`` and
    ``unlike`` say, by the id of a use, whom else the prose names for it and how its words differ elsewhere."""

    text: str
    names: tuple[str, ...]
    unlinked: tuple[FoundQuote, ...] = ()
    attributed_to: Mapping[str, str] = field(default_factory=dict[str, str])
    unlike: Mapping[str, str] = field(default_factory=dict[str, str])
    states: tuple[ProseState, ...] = ()
    read: Mapping[str, tuple[FoundQuote, ...]] = field(default_factory=dict[str, tuple[FoundQuote, ...]])
    """Paragraph → its quotations, offsets counted from its start."""
    spelt: tuple[ProseState, ...] = ()
    """Names and figures that stand in two ways."""
    figures: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict[str, tuple[Figure, ...]])
    """Paragraph → its figures."""
    spoken: tuple[tuple[str, Spoken], ...] = ()
    """What was compared for ``unlike``: the id of each use, empty for headline and dek, with its words."""
    publishers: tuple[str, ...] = ()
    """The outlets whose names were looked for."""


def read_mentions(records: StoryRecords, verdicts: Sequence[Verdict], *, before: Mentions | None = None) -> Mentions:
    """The prose of a story read against its records. ``before``: an earlier reading, of which what did not change is
    taken over."""
    return _Reader(records, verdicts, before).mentions()


def reads_alike(old: StoryRecords, records: StoryRecords, verdicts: Sequence[Verdict]) -> bool:
    """Whether prose and records are as they were for ``read_mentions``; ``verdicts`` are those of both."""
    heads = [(one.story.headline, one.story.dek) for one in (old, records)]
    same = (
        old.draft is records.draft and old.people is records.people and old.quote_uses is records.quote_uses
        and old.derivations is records.derivations and heads[0] == heads[1]
    )  # fmt: skip
    if not same or _publishers(old) != _publishers(records):
        return False
    changed = {one.id for one in changed_rows(old.sources, records.sources)}
    return not changed or not any(one.quote is not None and one.quote.source in changed for one in verdicts)


def unlinked_quotations(records: StoryRecords) -> tuple[FoundQuote, ...]:
    """The passages between quotation marks that look like speech and that no quote, proposal or "not speech" of the
    story stands for, in order; speaker and outlet as far as their paragraph tells."""
    return _Reader(records, (), None).unlinked()


class _Reader:
    """Reads paragraph by paragraph; a paragraph read before is not read again."""

    def __init__(self, records: StoryRecords, verdicts: Sequence[Verdict], before: Mentions | None) -> None:
        self._records = records
        self._text = records.draft.text
        self._verdicts = [one for one in verdicts if not one.use.proposed]
        self._people = by_id(records.people)
        self._sources = by_id(records.sources)
        known = [name for person in records.people if not person.protected for name in (person.name, *person.aliases)]
        self._names = tuple(dict.fromkeys(name for name in known if name))
        self._before = before if before is not None and before.names == self._names else None
        self._read: dict[str, tuple[FoundQuote, ...]] = {}
        self._figures: Mapping[str, tuple[Figure, ...]] = {}

    def mentions(self) -> Mentions:
        unlinked = self.unlinked()
        spelt = self._spelt()
        told = (*map(self._unlinked_state, filter(_is_told, unlinked)), *self._introductions(), *spelt)
        states = (*told, *_headline_figures(self._records))
        attributed = {one.use.id: told for one in self._verdicts if (told := self._attributed_to(one))}
        spoken = self._spoken()
        return Mentions(
            self._text, self._names, unlinked, attributed, self._unlike(spoken), tuple(states), self._read, spelt,
            self._figures, spoken, _publishers(self._records),
        )  # fmt: skip

    def unlinked(self) -> tuple[FoundQuote, ...]:
        places = unpack_positions(self._records.draft.positions)
        taken = _Taken([places[use.anchor] for use in self._records.quote_uses if use.anchor in places])
        found: list[FoundQuote] = []
        if not has_marks(self._text) or len(self._text) > LONGEST_READ:
            return ()
        blocks = paragraphs(self._text)
        for block, spans in zip(blocks, quoted_spans(self._text, blocks), strict=True):
            starts = {one.start for one in spans if not taken.touches(one.start, one.end)}
            if starts:
                found += [one for one in self._found(block) if one.start in starts and one.type != "not_speech"]
        return tuple(found)

    def _found(self, block: Span) -> tuple[FoundQuote, ...]:
        """The quotations of a paragraph, their places those of the text."""
        words = self._text[block.start : block.end]
        if words not in self._read:
            known = self._before.read.get(words) if self._before is not None else None
            self._read[words] = known if known is not None else find_attributions(words, known_names=self._names)
        return tuple(
            replace(one, start=one.start + block.start, end=one.end + block.start) for one in self._read[words]
        )

    def _unlinked_state(self, one: FoundQuote) -> ProseState:
        told = "link it to its source, or say that it is not speech."
        if is_reporters_wording(one.text):
            told = "it reads like a reporter's words. Take the marks away, or link it to its source."
        message = f"{shown(one.text)} is compared with nothing: {told}"
        return ProseState("QUOTE_UNLINKED", message, one.start, one.end, _hash("unlinked", one.text))

    def _attributed_to(self, verdict: Verdict) -> str:
        """The speaker or outlet the paragraph names for a quotation, where the record has another one."""
        if verdict.quote is None or not verdict.is_speech or verdict.state == "adrift":
            return ""
        person = self._people.get(verdict.quote.speaker or "")
        source = self._sources.get(verdict.quote.source or "")
        start = self._text.rfind("\n", 0, verdict.start) + 1
        end = self._text.find("\n", verdict.end)
        block = Span(start, end if end >= 0 else len(self._text))
        if len(self._verdicts) > MANY_QUOTATIONS and self._names_them(block, person, source):
            return ""
        here = next((one for one in self._found(block) if one.start < verdict.end and verdict.start < one.end), None)
        if here is None:
            return ""
        if person is not None and here.speaker_state == "explicit" and _is_somebody_else(here.speaker or "", person):
            return f"the sentence names {here.speaker}, the quote is {person.name}’s."
        if source is not None and here.outlet_state == "explicit" and self._is_other_outlet(here.outlet or "", source):
            return f"the sentence names {here.outlet}, the source is {source.publisher}’s."
        return ""

    def _names_them(self, block: Span, person: Person | None, source: Source | None) -> bool:
        """Whether speaker and outlet of the record stand in a paragraph, so that in a very long text it need not be
        read for who else may be meant."""
        words = self._text[block.start : block.end]
        spoken = person is None or not person.name or person.name.split()[-1] in words
        return spoken and (source is None or source.type not in HEARD_BY_OTHERS or source.publisher in words)

    def _is_other_outlet(self, named: str, source: Source) -> bool:
        if source.type not in HEARD_BY_OTHERS or not source.publisher or not named:
            return False
        linked = {one.parent for one in self._records.derivations if one.child == source.id}
        linked |= {one.child for one in self._records.derivations if one.parent == source.id}
        own = [source.publisher, *(self._sources[one].publisher for one in linked if one in self._sources)]
        return not any(_same_outlet(named, publisher) for publisher in own if publisher)

    def _introductions(self) -> list[ProseState]:
        """Everybody quoted by name is introduced where first named."""
        found: list[ProseState] = []
        speakers = dict.fromkeys(one.quote.speaker for one in self._verdicts if one.quote is not None and one.is_speech)
        for speaker in speakers:
            person = self._people.get(speaker or "")
            if person is None or person.protected or not _is_person(person.name):
                continue
            first = introduction_of(self._text, person.name)
            if first is None or (first.is_full and first.has_role):
                continue
            lacks = "without a word who that is" if first.is_full else "by surname before the full name"
            message = f"{person.name} is quoted, and first named {lacks}."
            found.append(
                ProseState("FIRST_MENTION", message, first.start, first.end, _hash("first", person.id, message))
            )
        return found

    def _spelt(self) -> tuple[ProseState, ...]:
        before = self._before
        if before is not None and (before.text, before.publishers) == (self._text, _publishers(self._records)):
            self._figures = before.figures
            return before.spelt
        if len(self._text) > LONGEST_READ:
            return ()
        publishers = _publishers(self._records)
        found: list[ProseState] = []
        for one in misspelt_names(self._text, [*self._names, *publishers]):
            message = f"“{one.words}” is spelt “{one.elsewhere}” elsewhere."
            found.append(ProseState("NAME_SPELT_DIFFERENTLY", message, one.start, one.end, _hash("name", message)))
        self._figures = read = dict[str, tuple[Figure, ...]]()
        known = self._before.figures if self._before is not None else None
        for one in figures_apart(self._text, known=known, read=read):
            message = f"“{one.words}” stands as “{one.elsewhere}” elsewhere, for what seems to be the same."
            found.append(ProseState("FIGURE_DIFFERS", message, one.start, one.end, _hash("figure", message)))
        return tuple(found)

    def _spoken(self) -> tuple[tuple[str, Spoken], ...]:
        """Everything that is to agree, headline and dek included."""
        said = [one for one in self._verdicts if one.is_speech and one.use.kind != "indirect" and one.state != "adrift"]
        listed = [(one.use.id, Spoken(_speaker_key(one), one.published, is_sure=one.kind == "exact")) for one in said]
        return (*listed, *(("", Spoken("", words)) for words in self._in_headings()))

    def _unlike(self, spoken: Sequence[tuple[str, Spoken]]) -> Mapping[str, str]:
        """By the id of a use: how the same speaker's words stand elsewhere."""
        if self._before is not None and self._before.spoken == tuple(spoken):
            return self._before.unlike
        found: dict[str, str] = {}
        for pair in unlike_quotations([one for _, one in spoken]):
            _, published, source = pair.changes[0]
            told = f"“{published or '—'}” stands there for “{source or '—'}”."
            for at, other in ((pair.first, pair.other), (pair.other, pair.first)):
                use, elsewhere = spoken[at][0], spoken[other]
                where = shown(elsewhere[1].words, limit=40) if elsewhere[0] else "the headline or dek"
                if use:
                    found.setdefault(use, f"Compare {where}: {told}")
        return found

    def _in_headings(self) -> list[str]:
        """Quotations of headline and dek; what only looks like one is alike to nothing."""
        lines = (self._records.story.headline, self._records.story.dek)
        return [
            line[one.inner_start : one.inner_end]
            for line in lines
            if has_marks(line)
            for one in quoted_spans(line, [Span(0, len(line))])[0]
        ]


def _headline_figures(records: StoryRecords) -> Iterator[ProseState]:
    """Figures of headline and dek that the text gives otherwise; told where it does."""
    text = records.draft.text
    if len(text) > LONGEST_READ:
        return
    for line, where in ((records.story.headline, "headline"), (records.story.dek, "dek")):
        for one in headline_figures_apart(line, text):
            message = f"“{one.figure}” stands as “{one.headline}” in the {where}, for what seems to be the same."
            yield ProseState("FIGURE_DIFFERS", message, one.start, one.end, _hash("figure", message))


def _publishers(records: StoryRecords) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.publisher for source in records.sources if not source.proposed))


class _Taken:
    """The places some record stands for."""

    def __init__(self, places: Sequence[Place]) -> None:
        ordered = sorted((place.start, place.end) for place in places)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _is_told(one: FoundQuote) -> bool:
    """Whether a quotation linked to nothing is sure enough speech: said by somebody, or more than a word or two."""
    words = len(one.text.split())
    if is_reporters_wording(one.text):
        return True
    if one.text[:1] not in _DOUBLE:
        return words >= _FEWEST_WORDS and one.speaker_state == "explicit"
    return words >= _FEWEST_WORDS or one.speaker_state == "explicit"


def _speaker_key(verdict: Verdict) -> str:
    if verdict.quote is not None and verdict.quote.speaker is not None:
        return verdict.quote.speaker
    return fold(verdict.use.speaker_name) or verdict.use.id


def _is_person(name: str) -> bool:
    tokens = name.split()
    return len(tokens) > 1 and all(token[:1].isupper() for token in (tokens[0], tokens[-1])) and (
        person_from(tokens, at=0, language=ENGLISH) is not None
    )  # fmt: skip


def _is_somebody_else(named: str, person: Person) -> bool:
    """Whether a name in the prose is that of another person, and no role, code name or shorter form."""
    if person.protected or not person.name or " " not in named:
        return False
    mine = {fold(part) for name in (person.name, *person.aliases) for part in name.split()}
    return fold(named.split()[-1]) not in mine and _is_person(named)


def _same_outlet(one: str, other: str) -> bool:
    first, second = (re.sub(r"^the ", "", " ".join(fold(name).split())) for name in (one, other))
    return first in second or second in first


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()
