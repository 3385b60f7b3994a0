"""Whether a source speaks of what a claim says, and how it seems to stand to it: guesses, for a person to judge."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.domain.claim import Authority, Claim, Stance
from newsroom.text.dates import dates_in
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.en_claims import NO_POSITION
from newsroom.text.passage import tokens_of

_LEAST_SHARE, _LEAST_SHARED = 0.5, 3
_LONGEST = 200_000
_ALIKE = 5
"""Letters by which words count as one: renew, renewed, renewal."""
_ATTRIBUTED = re.compile(r",?\s*\b(?:as per|per|according to|via)\b[^,.;]*", re.IGNORECASE)
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
SETTLES_ABSENCE: frozenset[Authority] = frozenset({"party", "record", "witness"})


@dataclass(frozen=True, slots=True)
class Matter:
    """What a source speaks of: its title and the words of its copies."""

    keys: frozenset[str]
    names: frozenset[str]

    def is_of(self, wording: str) -> bool:
        """Whether it shares at least half of what the wording tells, told by names, numbers and words; the names of
        whoever speaks tell nothing of what they speak of. That somebody would not speak is no matter of theirs."""
        if would_not_say(wording):
            return False
        found = {_alike(token.key): token.weight for token in tokens_of(_told_alone(wording))}
        wanted = {key: weight for key, weight in found.items() if key not in self.names}
        shared = wanted.keys() & self.keys
        return len(shared) >= _LEAST_SHARED and sum(wanted[key] for key in shared) >= _LEAST_SHARE * sum(
            wanted.values()
        )


def matter_of(title: str, text: str, *, names: Iterable[str] = ()) -> Matter:
    """The matter of a source of this title and these words; ``names`` are those of whoever speaks in it."""
    whole = f"{title}.\n\n{text[:_LONGEST]}"
    return Matter(_keys(whole), frozenset(key for name in names for key in _keys(name)))


def would_not_say(words: str) -> bool:
    """Whether it is said that somebody declined to speak, or could not be reached."""
    return bool(NO_POSITION.search(words.lower()))


def says_nothing_is_said(wording: str) -> bool:
    """Whether an absence is one that a statement ends by being there: no announcement, no word, no release."""
    return bool(_OF_ITS_OWN.search(wording))


def guessed_stance(claim: Claim, *, authority: Authority, sentence: str) -> Stance:
    """How a source seems to stand to a claim, by the sentence of it that says most about it."""
    if claim.kind == "absence":
        return "contradicts" if authority in SETTLES_ABSENCE else "context"
    if would_not_say(sentence):
        return "no_position"
    return (
        "contradicts"
        if bool(_NEGATES.search(sentence)) != bool(_NEGATES.search(claim.wording)) and sentence
        else "supports"
    )


def _told_alone(wording: str) -> str:
    """The wording without whom it is attributed to and when they said it, which the newcomer will not repeat."""
    kept, at = "", 0
    for found in dates_in(wording, language=ENGLISH):
        kept, at = kept + wording[at : found.start], found.end
    alone = _ATTRIBUTED.sub("", kept + wording[at:])
    return _numbered(alone if len(alone) > 20 else wording)


def _numbered(words: str) -> str:
    return _ORDINAL.sub(lambda match: _ORDINALS[match.group().lower()], words)


def _keys(words: str) -> frozenset[str]:
    return frozenset(_alike(token.key) for token in tokens_of(_numbered(words)))


def _alike(key: str) -> str:
    return key if key[0].isdigit() else key[:_ALIKE]
