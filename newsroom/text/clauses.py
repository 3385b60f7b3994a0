"""Subjects of clauses: whose sentence it is, through appositions, joined verbs and relative words."""

from collections.abc import Sequence

from newsroom.text.language.base import Language
from newsroom.text.spans import MASK, Word
from newsroom.text.subjects import Subject, phrase_before, phrase_forward, starts_phrase, subject_of

SKIPPED = frozenset((",", "—", "–", "--", "-", "…", "(", "*", "_"))


def main_subject(words: Sequence[Word], *, language: Language) -> Subject | None:
    """The subject of the sentence: the first phrase that is not led in by a preposition."""
    begin = 0
    grammar = language.grammar
    for _ in range(4):
        while begin < len(words) and (
            words[begin].text in SKIPPED
            or words[begin].text.startswith(MASK)
            or words[begin].lower in grammar.adverbs
            or words[begin].lower in grammar.conjunctions
        ):
            begin += 1
        if begin >= len(words):
            return None
        leads = words[begin].lower in grammar.prepositions or words[begin].lower in grammar.subordinators
        gerund = begin == 0 and words[begin].lower.endswith("ing") and not words[min(1, len(words) - 1)].capital
        led = (
            words[begin].lower.endswith("ed")
            and begin + 1 < len(words)
            and (words[begin + 1].lower in grammar.prepositions or words[begin + 1].lower in grammar.subordinators)
        )
        if (
            not leads
            and not gerund
            and not (begin == 0 and led)
            and words[begin].lower not in language.speech.participles
        ):
            break
        comma = next((i for i in range(begin, min(len(words), begin + 40)) if words[i].text == ","), None)
        if comma is None:
            return None
        begin = comma + 1
        if begin < len(words) and words[begin].lower in ("a", "an") and words[comma - 1].capital:
            # "For Ada Roe, a nurse, …": the apposition belongs to the lead.
            begin = next((i + 1 for i in range(begin, min(len(words), begin + 20)) if words[i].text == ","), begin)
    if not starts_phrase(words[begin], language=language):
        return None
    end = phrase_forward(words, begin, language=language)
    subject = subject_of(words[begin:end], language=language)
    return named_behind(words, end, subject, language) if subject is not None else None


def named_behind(words: Sequence[Word], end: int, subject: Subject, language: Language) -> Subject:
    """ "the keeper, Ada Roe": the name behind the comma is the same person and says more."""
    if not _only_name(words, end, subject, language):
        return subject
    later = phrase_forward(words, end + 1, language=language)
    named = subject_of(words[end + 1 : later], language=language)
    return named if named is not None and named.kind == "name" else subject


def _only_name(words: Sequence[Word], comma: int, subject: Subject, language: Language) -> bool:
    if not _describes(subject, language) or comma + 1 >= len(words) or words[comma].text != ",":
        return False
    end = phrase_forward(words, comma + 1, language=language)
    named = words[comma + 1 : end]
    if any(word.lower in ("of", "for") for word in named) or not named or named[-1].lower in language.naming.not_names:
        return False
    if named[-1].lower in language.naming.places or named[-1].lower in language.naming.organisations:
        return False
    closed = end == len(words) or words[end].text in (",", ".", ":") or not words[end].capital
    if len(named) == 1:
        # "her husband, Burt": one name is enough where kin is named.
        # "An immigrant himself, Reyes said": what begins with "a" before a name only describes.
        told = subject.words[0].lower in ("a", "an") or any(word.lower in language.naming.kin for word in subject.words)
        return closed and named[0].capital and told
    return closed and named[-1].capital and named[-2].capital


def _describes(subject: Subject, language: Language) -> bool:
    """Whether a phrase says what somebody is and not who: "the keeper", "Merkur’s chairwoman"."""
    if subject.kind == "nominal":
        return True
    last = next((word for word in subject.words[1:] if word.lower in ("of", "for")), None)
    if last is not None:
        # "the mayor of Dunmere"
        before = [word for word in subject.words if word.end < last.start]
        return not before[-1].capital and language.naming.is_role(before[-1].lower)
    last = subject.words[-1]
    return subject.kind == "name" and not last.capital and language.naming.is_role(last.lower)


def before_who(words: Sequence[Word], who: int, *, language: Language) -> Subject | None:
    """ "… from Ada Roe, who declared": the last name before the relative word."""
    end = who - 1 if who and words[who - 1].text in SKIPPED else who
    begin = end
    while begin > 0 and words[begin - 1].text not in SKIPPED and not words[begin - 1].text.startswith(MASK):
        begin -= 1
    named = [at for at in range(begin, end) if words[at].capital and words[at].lower not in language.naming.not_names]
    if not named and begin > 0 and words[begin].lower in ("a", "an", "the"):
        # "Walter, a former sailor who declared": the apposition leads back to the name.
        apposed = phrase_before(words, begin, floor=0, language=language)
        if apposed is not None:
            return apposed
    if not named:
        return phrase_before(words, who, floor=0, language=language)
    first = last = named[-1]
    while first - 1 in named:
        first -= 1
    return subject_of(words[first : last + 1], language=language)


def of_clause(words: Sequence[Word], joint: int, *, language: Language) -> Subject | None:
    """ "Asked about it, he laughed and said": the pronoun or name that the joined verbs share within their clause."""
    begin = joint
    while begin > 0 and words[begin - 1].text not in (",", ";", ":", "—", "–") and joint - begin < 12:
        begin -= 1
    if begin >= joint or not (words[begin].lower in language.grammar.pronouns or words[begin].capital):
        return None
    end = phrase_forward(words, begin, language=language)
    return subject_of(words[begin:end], language=language) if begin < end < joint else None


def clause_floor(words: Sequence[Word], at: int) -> int:
    for place in range(at - 1, max(-1, at - 60), -1):
        if words[place].text in (";", ":"):
            return place + 1
    return max(0, at - 60)
