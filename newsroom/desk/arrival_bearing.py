"""How a source bears on the claims of one story: on the same subject or another, by which of its sentences, backing or
denying what they say. Guesses, for a person to judge; in doubt it is background."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from newsroom.desk.arrival_figures import figures_compared
from newsroom.desk.arrival_matter import Guess, guess_stance, would_not_say
from newsroom.desk.arrival_newcomer import Newcomer
from newsroom.desk.arrival_party import REPORTS
from newsroom.desk.arrival_passage import passage_of
from newsroom.desk.arrival_statement import Said, Statement, rival_names, statement_of
from newsroom.desk.arrival_subject import Compared, Subject, compare_subject, other_than, subject_of, unnamed
from newsroom.desk.arrival_telling import is_event, missing_of, shares_matter, telling_of, told_alone
from newsroom.desk.levels import places_by_owner
from newsroom.domain.claim import Claim
from newsroom.domain.story_records import StoryRecords
from newsroom.text.dates import days_named
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.en_claims import ABSENCE
from newsroom.text.markdown_blocks import Block, headings
from newsroom.text.passage import locator_at
from newsroom.text.spans import Span, paragraphs, sentences

_A_DATE = re.compile(r"\bdates?\b", re.IGNORECASE)
_FROM_WHOM = re.compile(r"\b(?:as per|per|according to|via)\b", re.IGNORECASE)
_FIRST_FEW = 4
_NOT_SAID = "It does not say whether this is so."
_NOT_OF_IT = "It does not speak of what this says is missing."


@dataclass(frozen=True, slots=True)
class Bearing:
    """The guess about one claim: where the source says it (``locator`` and ``passage`` of a copy), and whether it is
    of another subject."""

    guess: Guess
    locator: str = ""
    passage: str = ""
    is_of_other: bool = False


@dataclass(frozen=True, slots=True)
class _Around:
    """Texts by which a claim without a name of its own is understood, the nearest first: of its paragraph, and the
    headings and the beginning of the story."""

    near: tuple[str, ...]
    far: tuple[str, ...]


def _bearing(said: Said, guess: Guess) -> Bearing:
    if said.copy is None:
        return Bearing(guess)
    return Bearing(guess, locator_at(said.copy.offsets, said.start), said.words)


class Bearings:
    """Looks up how a newcomer bears on the claims of one story. ``is_held``: the source lies in the story's file, so
    that words without any name are taken as said to what the story asked."""

    def __init__(self, records: StoryRecords, newcomer: Newcomer, *, is_held: bool) -> None:
        self._newcomer, self._is_held = newcomer, is_held
        self._text, self._headline = records.draft.text, records.story.headline
        self._outlets = tuple({one.publisher for one in records.sources if one.type in REPORTS and one.publisher})
        self._claims, self._places = records.claims, places_by_owner(records, "claim")

    def of(self, claim: Claim, *, is_awaited: bool) -> Bearing:
        """How it bears on a claim; ``is_awaited``: the claim waits for whoever speaks in the source."""
        if claim.kind == "absence":
            return self._of_absence(claim)
        subject = self._subject(claim.wording, claim)
        found = self._best(claim, subject)
        if found is None and is_awaited and subject.names and self._is_bare_reply:
            found = self._best(claim, unnamed(claim.wording, statement=self._statement))
        if found is not None:
            said, words = found
            guess = guess_stance(
                claim, ends_absence=False, sentence=words, before=said.before, after=said.after,
                reports=self._newcomer.source.type in REPORTS, known=self._statement.known,
                is_named=bool(subject.names),
            )  # fmt: skip
            return _bearing(said, guess)
        return self._of_nothing(claim, subject)

    @cached_property
    def _statement(self) -> Statement:
        newcomer = self._newcomer
        around = (self._text, self._headline)
        return statement_of(newcomer.source.title, newcomer.captures, party=newcomer.party.names, around=around)

    @cached_property
    def _is_bare_reply(self) -> bool:
        """Whether it names nothing at all, and came in answer to this story."""
        return self._is_held and not self._statement.names

    def _of_nothing(self, claim: Claim, subject: Subject) -> Bearing:
        """Where no sentence of it is on the subject and the matter: what it speaks of instead, and that it does."""
        shown = passage_of(claim, self._newcomer.captures)
        rival = other_than(subject, self._statement)
        if any(True for _ in self._on(subject)):
            return Bearing(Guess("context", _NOT_SAID), shown.locator, shown.words)
        about = subject.shown
        if rival and about:
            told = f"It speaks of {rival}; the claim is about {about}."
        elif rival:
            told = f"It speaks of {rival}, which the claim does not name."
        else:
            told = f"It does not name {about}, which the claim is about." if about else _NOT_SAID
        return Bearing(Guess("context", told), shown.locator, shown.words, is_of_other=bool(rival))

    def _best(self, claim: Claim, subject: Subject) -> tuple[Said, str] | None:
        """The sentence on the subject that says most about a claim, with the words of it that do."""
        wanted = telling_of(told_alone(claim.wording), known=self._statement.known)
        best: tuple[tuple[bool, bool, int], Said, str] | None = None
        for said, words in self._on(subject, sharing=wanted):
            given = said.telling | said.telling_before
            if not shares_matter(wanted, given) and not would_not_say(words):
                continue
            answer = figures_compared(claim.wording, words, before=said.before) if claim.kind != "speech" else None
            worth = (answer == "same", answer == "other", len(wanted & said.telling) * 2 + len(wanted & given))
            if best is None or worth > best[0]:
                best = worth, said, words
        return (best[1], best[2]) if best is not None else None

    def _on(self, subject: Subject, *, sharing: frozenset[str] = frozenset()) -> Iterator[tuple[Said, str]]:
        """The sentences on a subject, with the words of them that are; where ``sharing`` is given, those alone that
        share one of these words or would not say, for names take long to compare."""
        for said in (*self._statement.told, self._statement.title):
            if sharing and not sharing & (said.telling | said.telling_before) and not would_not_say(said.words):
                continue
            found: Compared = compare_subject(subject, said, self._statement)
            if found.sameness == "same":
                yield said, found.words

    # What is not there yet.

    def _of_absence(self, claim: Claim) -> Bearing:
        ends = self._newcomer.ends_absence(claim)
        said = self._ending(claim) if self._newcomer.may_end_absence(claim) else None
        if said is not None:
            return _bearing(said, guess_stance(claim, ends_absence=ends, sentence=said.words))
        found = self._of_nothing(claim, self._subject(claim.wording, claim))
        if would_not_say(found.passage) and not found.is_of_other:
            return Bearing(Guess("no_position"), found.locator, found.passage)
        because = found.guess.because if found.is_of_other else _NOT_OF_IT if ends else ""
        return Bearing(Guess("context", because), found.locator, found.passage, found.is_of_other)

    def _ending(self, claim: Claim) -> Said | None:
        """The sentence that tells the matter of which a claim says that nothing was said: that of its own words, else
        that of the paragraph it stands in, else that of the headings and the beginning of the story."""
        known = self._statement.known
        missing = missing_of(claim.wording, known=known)
        own = self._subject(claim.wording, claim)
        asks_day = _A_DATE.search(claim.wording) is not None
        if missing or self._has_names(claim.wording):
            return self._telling(own, missing, asks_day=asks_day)
        around = self._around(claim)
        units = [text for text in around.near if self._is_matter(text)]
        named = [text for text in units if self._has_names(text)]
        for text in named or units:
            found = self._telling(self._subject(text, claim), self._keys(text), asks_day=asks_day)
            if found is not None:
                return found
        # What the story begins with is what a paragraph on something else waits for only where they share a word.
        near = frozenset[str]().union(*(self._keys(_FROM_WHOM.sub(" ", text)) for text in around.near))
        for text in around.far if not named else ():
            keys = self._keys(text)
            is_near = not units or bool(keys & near)
            found = self._telling(self._subject(text, claim), keys, asks_day=asks_day) if keys and is_near else None
            if found is not None:
                return found
        return None

    def _telling(self, subject: Subject, keys: frozenset[str], *, asks_day: bool) -> Said | None:
        """The sentence on the subject that tells most of these words, and gives a day where one is asked for."""
        best: tuple[int, Said] | None = None
        for said, words in self._on(subject, sharing=keys):
            given = said.telling | said.telling_before
            is_of_it = shares_matter(keys, given) or any(is_event(key) for key in keys & said.telling)
            has_day = not asks_day or any(True for _ in days_named(words, language=ENGLISH))
            if (is_of_it or not keys) and has_day and not would_not_say(words) and not ABSENCE.search(words.lower()):
                worth = 2 * len(keys & said.telling) + len(keys & given)
                best = (worth, said) if best is None or worth > best[0] else best
        return best[1] if best is not None else None

    def _is_matter(self, text: str) -> bool:
        return bool(self._keys(text)) and not would_not_say(text)

    def _keys(self, text: str) -> frozenset[str]:
        return telling_of(text, known=self._statement.known)

    def _has_names(self, text: str) -> bool:
        """Whether it names something but who speaks, who reports and where."""
        return bool(rival_names(self._subject(text, None).names))

    # Where a claim stands.

    def _subject(self, wording: str, claim: Claim | None) -> Subject:
        around = self._around(claim) if claim is not None else _Around((), ())
        return subject_of(
            wording, around=(*around.near, *around.far), headline=self._headline if claim is not None else "",
            statement=self._statement, outlets=self._outlets,
        )  # fmt: skip

    def _around(self, claim: Claim) -> _Around:
        places = self._places.get(claim.id, ())
        head = (self._headline, *self._lead)
        if not places:
            return _Around((), head)
        start, end = places[0].start, places[0].end
        number = bisect_right([block.start for block in self._blocks], start) - 1
        if number < 0:
            return _Around((), head)
        lines = self._sentences(self._blocks[number])
        around = [one for one in lines if one.start <= start < one.end]
        own = [f"{self._text[one.start : start]} {self._text[end : one.end]}" for one in around]
        before = [self._text[one.start : one.end] for one in lines if one.end <= start]
        after = [self._text[one.start : one.end] for one in lines if one.start >= end]
        above = [self._text[one.words_start : one.words_end] for one in self._headings if one.end <= start][-1:]
        return _Around((*own, *reversed(before), *after), (*above, *head))

    @cached_property
    def _blocks(self) -> tuple[Span, ...]:
        return tuple(Span(one.start, one.end) for one in paragraphs(self._text))

    @cached_property
    def _headings(self) -> tuple[Block, ...]:
        return tuple(headings(self._text))

    @cached_property
    def _lead(self) -> tuple[str, ...]:
        """What the story states first: its first claim on something that happened, else the sentences of the first
        paragraph that tells of something."""
        stated = [one for one in self._claims if one.kind == "fact" and one.id in self._places and not one.proposed]
        for claim in sorted(stated, key=lambda one: self._places[one.id][0].start):
            if any(is_event(key) for key in self._keys(told_alone(claim.wording))):
                return (claim.wording,)
        for block in self._blocks[:_FIRST_FEW]:
            lines = [self._text[one.start : one.end] for one in self._sentences(block)]
            told = tuple(line for line in lines if any(is_event(key) for key in self._keys(line)))
            if told:
                return told
        return ()

    def _sentences(self, block: Span) -> list[Span]:
        return list(sentences(self._text, block, language=ENGLISH))
