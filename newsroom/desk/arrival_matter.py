"""Whether a source speaks of what a claim says, and how it seems to stand to it: guesses, for a person to judge."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from newsroom.desk.arrival_denial import has_no, how_it_says, open_word
from newsroom.desk.arrival_figures import compared
from newsroom.desk.arrival_telling import circumstance_of, shares_matter, telling_of, told_alone
from newsroom.domain.claim import Authority, Claim, Stance
from newsroom.domain.source import SourceType
from newsroom.text.dates import without_days
from newsroom.text.language.en_claims import ABSENCE, NO_POSITION
from newsroom.text.passage import sentence_spans, tokens_of

_LEAST_SHARE, _LEAST_SHARED = 0.5, 3
_LONGEST = 200_000
_PUBLIC_WORD: frozenset[SourceType] = frozenset({"press_release", "official_site", "official_statement", "social_post"})
_READ_IT = "It says “not”, “no” or “wrong” of something: read whether it means this."
_NOT_SAID = "It does not say whether this is so."
_ALIKE = 5
"""Letters by which words count as one: renew, renewed, renewal."""
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "ten": "10",
}  # fmt: skip
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_OF_ITS_OWN = re.compile(
    r"announc|releas|statement|confirm|\bpost|\bpress|\bword\b|\bsaid\b|comment|answer|repl(?:y|ied)|respond|publish",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a source speaks of, sentence by sentence, its title the first; ``names`` are those of whoever speaks."""

    title: str
    sentences: tuple[frozenset[str], ...]
    keys: frozenset[str]
    names: frozenset[str]

    def is_of(self, wording: str) -> bool:
        """Whether one of its sentences, or two in a row, share at least half of what the wording tells by names,
        numbers and words. The names of whoever speaks tell nothing of what they speak of, and that somebody would not
        speak is no matter of theirs."""
        wanted = self._wanted(wording)
        if would_not_say(wording) or not _shares(wanted, self.keys):
            return False
        rows = zip(self.sentences, (*self.sentences[1:], frozenset[str]()), strict=True)
        return any(_shares(wanted, one | after) for one, after in rows)

    def title_says(self, wording: str) -> bool:
        """Whether its title alone shares that much."""
        return _shares(self._wanted(wording), self.sentences[0])

    def _wanted(self, wording: str) -> dict[str, float]:
        found = {_alike(token.key): token.weight for token in tokens_of(_numbered(without_days(told_alone(wording))))}
        return {key: weight for key, weight in found.items() if key not in self.names}


def matter_of(title: str, text: str, *, names: Iterable[str] = ()) -> Matter:
    """The matter of a source of this title and these words; ``names`` are those of whoever speaks in it."""
    words = text[:_LONGEST]
    spans = tuple(sentence_spans(words))
    sentences = (_keys(title), *(_keys(words[span.start : span.end]) for span in spans))
    return Matter(title, sentences, frozenset[str]().union(*sentences), _keys_of_all(names))


def _shares(wanted: Mapping[str, float], keys: frozenset[str]) -> bool:
    shared = wanted.keys() & keys
    told = sum(wanted[key] for key in shared)
    return len(shared) >= _LEAST_SHARED and told >= _LEAST_SHARE * sum(wanted.values())


def would_not_say(words: str) -> bool:
    """Whether it is said that somebody declined to speak, or could not be reached."""
    return bool(NO_POSITION.search(words.lower()))


def says_nothing_is_said(wording: str) -> bool:
    """Whether an absence is one that a statement ends by being there: no announcement, no word, no release."""
    return bool(_OF_ITS_OWN.search(wording))


def ends_absences(source_type: SourceType, authority: Authority) -> bool:
    """Whether a source is what an absence of announcements waits for: the public word of those who decide it."""
    return authority == "party" and source_type in _PUBLIC_WORD


@dataclass(frozen=True, slots=True)
class Guess:
    """A stance, and why it is no more than that where it might be thought to be more; ``because`` is empty or a whole
    sentence for whoever decides."""

    stance: Stance
    because: str = ""


def guessed_stance(claim: Claim, *, ends_absence: bool, sentence: str, before: str = "") -> Stance:
    """The stance alone of ``guess_stance``."""
    return guess_stance(claim, ends_absence=ends_absence, sentence=sentence, before=before).stance


def guess_stance(
    claim: Claim, *, ends_absence: bool, sentence: str, before: str = "", after: str = "", reports: bool = False,
    known: Collection[str] = (), is_named: bool = True,
) -> Guess:  # fmt: skip
    """How a source seems to stand to a claim, by the ``sentence`` of it that says most about it and those ``before``
    and ``after``; where none does, where it leaves out the figure, the date or the deed of the claim, where it says
    itself that nothing is there, or where nobody knows what its "not" means, it is background until a person says more.
    ``reports``: its words are about others anyway; ``known`` are words that are names (folded); ``is_named``: a name
    tells what the claim is about, else all its words must."""
    if sentence and would_not_say(sentence):
        return Guess("no_position")
    if claim.kind == "absence":
        return Guess("contradicts" if ends_absence and says_nothing_is_said(claim.wording) else "context")
    if not sentence:
        return Guess("context")
    if ABSENCE.search(sentence.lower()) and not _denies(claim, sentence):
        return Guess("context", _READ_IT)
    alone = told_alone(claim.wording)
    wanted, given = (telling_of(words, known=known) for words in (alone, f"{before} {sentence}"))
    if not shares_matter(wanted, given):
        return Guess("context", _NOT_SAID)
    guess = _by_its_words(claim, sentence, before=before, after=after, wanted=wanted, reports=reports)
    why = circumstance_of(alone, known=known)
    is_whole = (is_named or wanted <= given) and (not why or bool(why & given))
    if is_whole or guess.stance not in ("supports", "contradicts") or _denies(claim, sentence):
        return guess
    return Guess("partial" if guess.stance == "supports" else "context", "It says a part of it only.")


def _by_its_words(
    claim: Claim, sentence: str, *, before: str, after: str, wanted: frozenset[str], reports: bool
) -> Guess:  # fmt: skip
    says = how_it_says(claim.wording, sentence, after=after, telling=wanted)
    if says == "unclear" or (says == "denied" and has_no(claim.wording) and not _is_plainly_denied(sentence)):
        return Guess("context", _READ_IT)
    if says == "of_others" and not reports:
        return Guess("context", "It tells what others say, and not whether it is so.")
    is_denied = (says == "denied") != has_no(claim.wording)
    told = compared(claim.wording, sentence, before=before) if claim.kind != "speech" else None
    if told == "other":
        # That it is not another number says nothing of this one.
        guess = Guess("context", "It denies another figure or day.") if is_denied else Guess("contradicts")
    elif is_denied:
        guess = Guess("contradicts")
    else:
        guess = Guess("context", _NOT_SAID) if told == "not_said" else Guess("supports")
        guess = Guess("partial", "It leaves out a figure or a day of the claim.") if told == "part" else guess
    left_open = open_word(claim.wording, sentence)
    if not left_open or guess.stance == "context":
        return guess
    because = f"It says “{left_open}”, which leaves open what the claim says."
    return Guess("partial" if guess.stance == "supports" else "context", because)


def _denies(claim: Claim, sentence: str) -> bool:
    """Whether it denies what the claim says rather than that there is word of it."""
    says = how_it_says(claim.wording, sentence, telling=telling_of(told_alone(claim.wording)))
    return says == "denied" and not says_nothing_is_said(sentence)


def _is_plainly_denied(sentence: str) -> bool:
    """Whether it says itself "not", and does not speak of what others said."""
    return how_it_says("", sentence) != "denied"


def _numbered(words: str) -> str:
    return _ORDINAL.sub(lambda match: _ORDINALS[match.group().lower()], words)


def _keys(words: str) -> frozenset[str]:
    return frozenset(_alike(token.key) for token in tokens_of(_numbered(words)))


def _keys_of_all(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names for key in _keys(name))


def _alike(key: str) -> str:
    return key if key[0].isdigit() else key[:_ALIKE]
