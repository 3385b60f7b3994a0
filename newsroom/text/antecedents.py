"""Whom a pronoun may mean: the subjects of the sentences before it, nearest first."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.text.clauses import main_subject
from newsroom.text.cues import cue_after, cue_before
from newsroom.text.language.base import Language
from newsroom.text.reading import Page, past_dateline
from newsroom.text.spans import MASK, Span, Word, sentences, words
from newsroom.text.subjects import Subject, phrase_forward, subject_of

# Further back nobody looks for what a pronoun means: sentences, and paragraphs with the pronoun's own.
_MOST_SENTENCES = 10
_MOST_PARAGRAPHS = 3
# Of a long sentence only its beginning is read; its subject stands there.
_READ = 600
# An attribution that closes a sentence stands in its last words.
_CLOSING = 4
_COMES = ("came", "comes")
_BRINGS_IN = frozenset(("among", "with", "behind", "beside", "in", "at", "leading", "joining", "first", "then", "next"))


@dataclass(frozen=True, slots=True)
class EarlierSentence:
    """A sentence before the pronoun: its place, its subject, whether it reports speech, and how near it is."""

    start: int
    end: int
    subject: Subject | None
    tells: bool
    same_paragraph: bool


class EarlierSentences:
    """The sentences of a text with their subjects, each read once and only when it is asked for."""

    def __init__(self, page: Page, blocks: Sequence[Span]) -> None:
        self.page = page
        self.blocks = blocks
        self.block_starts = [block.start for block in blocks]
        self._split: dict[int, tuple[list[Span], list[int]]] = {}
        self._subjects: dict[int, tuple[Subject | None, bool]] = {}

    def before(self, at: int) -> Iterator[EarlierSentence]:
        """From the sentence `at` stands in (only what comes before it) backwards, over three paragraphs at most."""
        own = max(0, bisect_right(self.block_starts, at) - 1)
        left = _MOST_SENTENCES
        for number in range(own, max(-1, own - _MOST_PARAGRAPHS), -1):
            spans, starts = self._sentences(number)
            for index in range(bisect_right(starts, at) - 1, -1, -1):
                span = spans[index]
                if left == 0:
                    return
                left -= 1
                if span.end > at:
                    subject, tells = self._read(Span(span.start, at))
                    yield EarlierSentence(span.start, at, subject, tells, True)
                else:
                    if span.start not in self._subjects:
                        self._subjects[span.start] = self._read(span)
                    subject, tells = self._subjects[span.start]
                    yield EarlierSentence(span.start, span.end, subject, tells, number == own)

    def _sentences(self, number: int) -> tuple[list[Span], list[int]]:
        if number not in self._split:
            block = past_dateline(self.page.masked, self.blocks[number])
            spans = sentences(self.page.masked, block, language=self.page.language)
            self._split[number] = spans, [span.start for span in spans]
        return self._split[number]

    def _read(self, span: Span) -> tuple[Subject | None, bool]:
        language = self.page.language
        line = words(self.page.masked, Span(span.start, min(span.end, span.start + _READ)))
        begin = 0
        while begin < len(line) and line[begin].text.startswith(MASK):
            begin += 1
        if begin:
            cue = cue_after(line[begin:], language=language)
            if cue is not None and cue.subject is not None:
                return cue.subject, True
        presented = _presented(line, language)
        if presented is not None:
            return presented, False
        cue = cue_before(line, language=language)
        if cue is None or not cue.strong:
            return main_subject(line, language=language), False
        # "…, Ada Roe said." closes the sentence: the whole of it is hers, whatever it begins with.
        trailing = len(line) > _CLOSING and cue.start >= line[-_CLOSING].start and cue.subject is not None
        return (cue.subject if trailing else main_subject(line, language=language) or cue.subject), True


def _presented(line: Sequence[Word], language: Language) -> Subject | None:
    """ "Among them was Ada Roe", "His apprentice has been Bo Lund": who is brought in stands behind the verb."""
    first = line[0] if line else None
    if first is None or (first.lower not in _BRINGS_IN and first.lower not in language.grammar.determiners):
        return None
    for at, word in enumerate(line[1:14], start=1):
        if word.text in ".;:" or word.text.startswith(MASK):
            return None
        if (word.lower in language.grammar.be or word.lower in _COMES) and at + 1 < len(line):
            named = line[at + 1]
            if not named.capital or named.lower in language.naming.not_names:
                return None
            end = phrase_forward(line, at + 1, language=language)
            subject = subject_of(line[at + 1 : end], language=language)
            return subject if subject is not None and subject.kind == "name" else None
    return None
