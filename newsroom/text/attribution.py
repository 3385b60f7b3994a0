"""Quotations in a text and who says them, by the signals of domain.md section 7. Proposes, never decides.

Every mark pair comes back, in order: speech ("direct", "fragment") and what only looks like it ("not_speech").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsroom.text.block_quotes import BlockQuote, blocks_and_quotes, signed, speaker_of, words_set_apart
from newsroom.text.cues import Cue, cue_after
from newsroom.text.language.base import Language
from newsroom.text.language.en import ENGLISH
from newsroom.text.marks import Quoted, has_marks, quoted_spans
from newsroom.text.no_prose import is_table_row, stretches_apart, without_markup
from newsroom.text.outlets import NOWHERE, Outlets, is_heading
from newsroom.text.reading import Page, Reading, masked_page, read_paragraph, speech_only, told_by
from newsroom.text.roster import people_in
from newsroom.text.spans import Span, sentences, words
from newsroom.text.speakers import Resolver, Speaker
from newsroom.text.speech import word_count
from newsroom.text.subjects import subject_of

# How far back a speaker is remembered, in paragraphs: further off nobody would still take the words for theirs.
_MEMORY = 4
# How far before a quotation indirect speech of its paragraph is read, in code points.
_TOLD_REACH = 3000
# How far apart two quotations of a paragraph may stand for the speaker of the second to hold for the first.
_CLOSE = 120
# A paragraph with more quotations is no prose; they are listed without speakers rather than read for minutes.
_MOST_QUOTES = 1000
# How many quotations and paragraphs back the two sides of a conversation are looked for.
_TURNS = 4
# A line below a quotation that is no longer, in words, signs it.
_LONGEST_NAME = 6
# Fewer words in the cell of a table are a label.
_FEWEST_IN_CELL = 3


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation found. Offsets are code points with the marks included; `text` is exactly that stretch.

    A paragraph of a Markdown block quotation has no marks: it begins with its first word, and where it was wrapped the
    ">" of its further lines stand in it.

    type: "direct", "fragment" or "not_speech". speaker_state and outlet_state: "explicit", "inferred" or "none".
    said_on is the ISO date given with the outlet, if any.
    """

    start: int
    end: int
    text: str
    type: str
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    speaker_state: str
    cue: str | None
    outlet: str | None
    said_on: str | None
    outlet_state: str


@dataclass(slots=True)
class _Said:
    reading: Reading
    block: int
    speaker: Speaker | None = None
    state: str = "none"
    cue: str | None = None


def find_attributions(text: str, *, known_names: Sequence[str] = ()) -> tuple[FoundQuote, ...]:
    """All quotations of a text in order, with speaker, outlet and date where the text tells them.

    `known_names` are the story's own people; they are recognised though the text gives only their last names.
    """
    return find_in_language(text, known_names=known_names, language=ENGLISH)


def find_in_language(text: str, *, known_names: Sequence[str], language: Language) -> tuple[FoundQuote, ...]:
    """`find_attributions` for a language whose data file is at hand."""
    blocks, apart = blocks_and_quotes(text)
    if not apart and not has_marks(text):
        return ()
    no_prose = stretches_apart(text)
    per_block = quoted_spans(text, blocks, apart=no_prose)
    whole = words_set_apart(text, blocks, apart, per_block)
    spoken, others = _sorted_out(text, blocks, per_block, language)
    for number, quoted in whole.items():
        others = [other for other in others if not quoted.start <= other.start < quoted.end]
        spoken[number] = [quoted]
    flat = [quoted for quotes in spoken for quoted in quotes]
    if not flat and not others:
        return ()
    page = masked_page(text, flat, language=language)
    page.masked = without_markup(page.masked, no_prose)
    roster = people_in(text, known_names=known_names, language=language)
    resolver = Resolver(page, roster, blocks)
    said = _Walk(page, blocks, spoken, resolver, _by_paragraph(apart), whole).run()
    outlets = Outlets(page, blocks)
    found = [_found(text, one, outlets) for one in said]
    found.extend(_not_speech(text, quoted) for quoted in others)
    return tuple(sorted(found, key=lambda quote: quote.start))


def _by_paragraph(apart: Sequence[BlockQuote]) -> dict[int, BlockQuote]:
    return {number: quote for quote in apart for number in range(quote.first, quote.last + 1)}


def _sorted_out(
    text: str, blocks: Sequence[Span], per_block: Sequence[Sequence[Quoted]], language: Language
) -> tuple[list[list[Quoted]], list[Quoted]]:
    doubles = any(not quoted.single for quotes in per_block for quoted in quotes)
    spoken: list[list[Quoted]] = []
    others: list[Quoted] = []
    for number, (block, quotes) in enumerate(zip(blocks, per_block, strict=True)):
        title = number == 0 and block.end - block.start <= 200
        speech, rest = speech_only(text, quotes, language=language)
        if is_table_row(text, block):
            # A cell is no sentence: a word or two in marks is a label there, and nobody is named beside the rest.
            rest.extend(quoted for quoted in speech if _words_in(text, quoted) < _FEWEST_IN_CELL)
            speech = [quoted for quoted in speech if _words_in(text, quoted) >= _FEWEST_IN_CELL]
        if doubles:
            # Beside double marks, single ones are a heading's quotations (by custom, of three words or more), or they
            # are scare quotes.
            heading = title or is_heading(text, block)
            rest.extend(quoted for quoted in speech if quoted.single and not (heading and _words_in(text, quoted) >= 3))
            speech = [one for one in speech if not one.single or (heading and _words_in(text, one) >= 3)]
        spoken.append(speech)
        others.extend(rest)
    return spoken, others


def _words_in(text: str, quoted: Quoted) -> int:
    return word_count(text[quoted.inner_start : quoted.inner_end])


class _Walk:
    """Goes through the paragraphs once, carrying the last speaker along."""

    def __init__(
        self,
        page: Page,
        blocks: Sequence[Span],
        quotes: Sequence[Sequence[Quoted]],
        resolver: Resolver,
        apart: Mapping[int, BlockQuote],
        whole: Mapping[int, Quoted],
    ) -> None:
        self.apart = apart
        self.whole = whole
        self.page = page
        self.blocks = blocks
        self.quotes = quotes
        self.resolver = resolver
        self.said: list[_Said] = []

    def run(self) -> list[_Said]:
        for number, block in enumerate(self.blocks):
            if number in self.whole:
                self._set_apart(number, self.whole[number])
            elif self.quotes[number]:
                self._paragraph(number, block)
        return self.said

    def _set_apart(self, number: int, quoted: Quoted) -> None:
        """A paragraph of a block quotation: nobody's words unless somebody is named to the block."""
        named = speaker_of(self.page, self.blocks, self.apart[number], self.resolver)
        if named is None:
            return
        speaker, cue = named
        inner = self.page.text[quoted.start : quoted.end]
        state = "explicit" if speaker.certain else "inferred"
        self.said.append(_Said(Reading(quoted, "direct", inner=inner), number, speaker, state, cue))
        self.resolver.remember(speaker, at=quoted.end)

    def _paragraph(self, number: int, block: Span) -> None:
        if len(self.quotes[number]) > _MOST_QUOTES or is_table_row(self.page.text, block):
            self.said.extend(_Said(Reading(quoted, "direct"), number) for quoted in self.quotes[number])
            return
        readings = read_paragraph(self.page, block, self.quotes[number])
        group = [_Said(reading, number) for reading in readings]
        spoke: _Said | None = None
        for one in group:
            self._attribute(one, spoke)
            if one.speaker is not None and one.reading.kind != "not_speech":
                spoke = one
        self._from_later(group)
        for one in group:
            if one.speaker is None and one.reading.kind != "not_speech":
                self._from_elsewhere(one, number, block, first=one is group[0])
        self.said.extend(group)

    def _attribute(self, one: _Said, before: _Said | None) -> None:
        cue = one.reading.cue
        if cue is not None:
            if cue.subject is None:
                one.cue = cue.word or None
                return
            one.speaker = self.resolver.resolve(cue.subject)
            if cue.stands_for is not None:
                one.speaker = replace(one.speaker, start=cue.stands_for[0], end=cue.stands_for[1])
            one.cue = cue.word or None
            one.state = "explicit" if one.speaker.certain and one.reading.how == "own" else "inferred"
            if one.reading.kind != "not_speech":
                self.resolver.remember(one.speaker, at=max(one.reading.quoted.end, cue.start))
            return
        told = self._told_before(one, before)
        if told is not None:
            one.speaker, one.cue, one.state = told, None, "explicit" if told.certain else "inferred"
        elif before is not None and one.reading.kind == "direct":
            one.speaker, one.cue, one.state = before.speaker, before.cue, before.state

    def _told_before(self, one: _Said, before: _Said | None) -> Speaker | None:
        """Indirect speech between: the sentence just before a quotation that stands alone names who goes on."""
        if one.reading.kind != "direct":
            return None
        block = self.blocks[one.block]
        floor = before.reading.quoted.end if before is not None else block.start
        floor = max(floor, one.reading.quoted.start - _TOLD_REACH)
        if before is not None and before.reading.cue is not None and before.reading.cue.start >= floor:
            # “…,” said Ada Roe about Bo Lund’s letter. “…”: what closes her own sentence tells of nobody else.
            floor = sentences(self.page.masked, Span(floor, one.reading.quoted.start), language=self.page.language)[
                0
            ].end
        if not self.page.masked[floor : one.reading.quoted.start].strip(' \t,.;—–-”"\ufffc'):
            return None
        cue = told_by(self.page, Span(floor, one.reading.quoted.start), any_subject=True)
        if cue is None or cue.subject is None or (before is not None and cue.subject.kind == "nominal"):
            return None
        speaker = self.resolver.resolve(cue.subject)
        if not cue.word and speaker.gender not in ("", "m", "f"):
            # A town or a board that only opens the sentence before is a guess; a person is meant.
            speaker = replace(speaker, certain=False)
        self.resolver.remember(speaker, at=one.reading.quoted.end)
        return speaker

    def _from_later(self, group: Sequence[_Said]) -> None:
        """“No. Never.” “Not here,” she said: the first words are hers too."""
        for at in range(len(group) - 2, -1, -1):
            one, later = group[at], group[at + 1]
            close = later.reading.quoted.start - one.reading.quoted.end < _CLOSE
            open_yet = one.speaker is None and one.reading.kind == "direct" and one.reading.cue is None
            if close and open_yet and later.speaker is not None:
                one.speaker, one.cue, one.state = later.speaker, later.cue, later.state

    def _from_elsewhere(self, one: _Said, number: int, block: Span, *, first: bool) -> None:
        if one.reading.cue is not None and one.reading.cue.subject is None:
            return
        speaker, cue, state = None, None, "none"
        signed = self.apart.get(number)
        named = speaker_of(self.page, self.blocks, signed, self.resolver) if signed and signed.signature else None
        if named is not None:
            speaker, cue, state = named[0], named[1], "explicit" if named[0].certain else "inferred"
        elif first and one.reading.kind == "direct":
            speaker, cue, state = self._across(one, number, block)
        if speaker is None:
            speaker, state = self._in_turn(one, number, block) or self._remembered(number, block), "inferred"
        if speaker is None:
            return
        one.speaker, one.cue, one.state = speaker, cue, state
        if state == "explicit":
            self.resolver.remember(speaker, at=one.reading.quoted.end)

    def _across(self, one: _Said, number: int, block: Span) -> tuple[Speaker | None, str | None, str]:
        """A sentence that runs over the paragraph's edge: the speaker ends the line above, or begins the line below."""
        alone = self.page.text[block.start : one.reading.quoted.start].strip() == ""
        if alone and number and self.page.masked[self.blocks[number - 1].end - 1] in ",:":
            cue = told_by(self.page, self.blocks[number - 1])
            if cue is not None and cue.subject is not None:
                speaker = self.resolver.resolve(cue.subject)
                return speaker, cue.word, "explicit" if speaker.certain else "inferred"
        if number + 1 < len(self.blocks) and one.reading.quoted.end == block.end:
            signature = signed(self.page.text, self.blocks[number + 1]) if alone else None
            speaker = self._signing(signature) if signature is not None else None
            if speaker is not None:
                return speaker, None, "inferred"
            cue = self._next_cue(one, self.blocks[number + 1])
            if cue is not None and cue.subject is not None:
                speaker = self.resolver.resolve(cue.subject)
                return speaker, cue.word, "explicit" if speaker.certain else "inferred"
        return None, None, "none"

    def _signing(self, signature: Span) -> Speaker | None:
        """“…” and below it "— Ada Roe, keeper"."""
        line = words(self.page.masked, signature)
        end = next((i for i, word in enumerate(line) if word.text in ",("), len(line))
        if not all(word.capital or word.text in self.page.language.naming.particles for word in line[:end]):
            return None
        subject = subject_of(line[:end], language=self.page.language)
        return self.resolver.resolve(subject) if subject is not None and end <= _LONGEST_NAME else None

    def _next_cue(self, one: _Said, block: Span) -> Cue | None:
        head = self.page.masked[block.start : block.start + 1]
        if not (head.islower() or head in "—–-") or one.reading.inner[-1:] not in ",?!.":
            return None
        line = words(self.page.masked, Span(block.start, min(block.end, block.start + 300)))
        return cue_after(line, language=self.page.language)

    def _in_turn(self, one: _Said, number: int, block: Span) -> Speaker | None:
        """Question and answer by turns: a paragraph of nothing but words answers the question above, or asks again."""
        earlier = [said for said in self.said[-_TURNS:] if said.block >= number - _TURNS and said.speaker is not None]
        if len(earlier) < 2 or earlier[-1].block != number - 1 or one.reading.quoted.end != block.end:
            return None
        if earlier[-2].block < number - 2:
            return None
        asked = [said.speaker for said in earlier if said.reading.inner[-1:] == "?" and said.speaker is not None]
        before = earlier[-1].speaker
        if not asked or before is None or one.reading.quoted.start != block.start:
            return None
        if earlier[-1].reading.inner[-1:] != "?":
            # An answer stands above: only another question hands the word back to the one who asks.
            again = one.reading.inner[-1:] == "?" and asked[-1].name != before.name
            return asked[-1] if again else None
        if earlier[-1].cue is not None and earlier[-1].cue.lower() not in self.page.language.speech.asking:
            # One who only says a question aloud may well go on and answer it.
            return None
        others = [said.speaker for said in earlier if said.speaker is not None and said.speaker.name != before.name]
        return others[-1] if others else None

    def _remembered(self, number: int, block: Span) -> Speaker | None:
        """Whoever spoke last within a few paragraphs, indirect speech included."""
        for back in range(1, _MEMORY):
            if number - back < 0:
                break
            before = self.blocks[number - back]
            if self.resolver.last is not None and self.resolver.last_at >= before.start:
                return self.resolver.last
            cue = told_by(self.page, before)
            if cue is not None and cue.subject is not None and cue.subject.kind != "nominal":
                return self.resolver.resolve(cue.subject)
        return None


def _found(text: str, one: _Said, outlets: Outlets) -> FoundQuote:
    quoted = one.reading.quoted
    if one.reading.kind == "not_speech":
        return _not_speech(text, quoted)
    speaker = one.speaker if one.speaker is not None and not one.speaker.is_unknown else None
    outlet = outlets.for_quote(one.block, quoted.start, speaker.name if speaker else None) if speaker else NOWHERE
    return FoundQuote(
        start=quoted.start,
        end=quoted.end,
        text=text[quoted.start : quoted.end],
        type=one.reading.kind,
        speaker=speaker.name if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        speaker_state=one.state if speaker else "none",
        cue=one.cue,
        outlet=outlet.name,
        said_on=outlet.said_on,
        outlet_state=outlet.state,
    )


def _not_speech(text: str, quoted: Quoted) -> FoundQuote:
    words_found = text[quoted.start : quoted.end]
    return FoundQuote(
        quoted.start, quoted.end, words_found, "not_speech", None, None, None, "none", None, None, None, "none"
    )
