"""Whether a source speaks of what a claim says, and how it seems to stand to it: guesses, for a person to judge."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsroom.desk.arrival_figures import ATTRIBUTED, compared
from newsroom.domain.claim import Authority, Claim, Stance
from newsroom.domain.source import SourceType
from newsroom.text.dates import dates_in
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.en_claims import ABSENCE, NO_POSITION
from newsroom.text.passage import sentence_spans, tokens_of

_LEAST_SHARE, _LEAST_SHARED = 0.5, 3
_LONGEST = 200_000
_PUBLIC_WORD: frozenset[SourceType] = frozenset({"press_release", "official_site", "official_statement", "social_post"})
_ALIKE = 5
"""Letters by which words count as one: renew, renewed, renewal."""
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "ten": "10",
}  # fmt: skip
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_NEGATES = re.compile(
    r"\b(?:not|no|never|neither|without|cannot|denie[sd]|deny|untrue|false|cancel(?:s|led|ed)?)\b|n[’']t\b",
    re.IGNORECASE,
)
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
        found = {_alike(token.key): token.weight for token in tokens_of(_told_alone(wording))}
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


def guessed_stance(claim: Claim, *, ends_absence: bool, sentence: str, before: str = "") -> Stance:
    """How a source seems to stand to a claim, by the ``sentence`` of it that says most about it and the one ``before``;
    where none does, where it leaves out the figure, the date or the deed of the claim, or where it says itself that
    nothing is there, it is background until a person says more."""
    if sentence and would_not_say(sentence):
        return "no_position"
    if claim.kind == "absence":
        return "contradicts" if ends_absence and says_nothing_is_said(claim.wording) else "context"
    if not sentence or ABSENCE.search(sentence.lower()):
        return "context"
    is_denied = bool(_NEGATES.search(sentence)) != bool(_NEGATES.search(claim.wording))
    told = compared(claim.wording, sentence, before=before) if claim.kind != "speech" else None
    if told == "other":
        # That it is not another number says nothing of this one.
        return "context" if is_denied else "contradicts"
    if is_denied:
        return "contradicts"
    return "context" if told == "not_said" else "supports"


def _told_alone(wording: str) -> str:
    """The wording without whom it is attributed to and when they said it, which the newcomer will not repeat."""
    kept, at = "", 0
    for found in dates_in(wording, language=ENGLISH):
        kept, at = kept + wording[at : found.start], found.end
    alone = ATTRIBUTED.sub("", kept + wording[at:])
    return _numbered(alone if len(alone) > 20 else wording)


def _numbered(words: str) -> str:
    return _ORDINAL.sub(lambda match: _ORDINALS[match.group().lower()], words)


def _keys(words: str) -> frozenset[str]:
    return frozenset(_alike(token.key) for token in tokens_of(_numbered(words)))


def _keys_of_all(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names for key in _keys(name))


def _alike(key: str) -> str:
    return key if key[0].isdigit() else key[:_ALIKE]
