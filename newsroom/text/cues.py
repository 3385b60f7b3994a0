"""Cue words in a sentence, and the subject each of them belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsroom.text.clauses import SKIPPED, before_who, clause_floor, main_subject, named_behind, of_clause
from newsroom.text.language.base import Language
from newsroom.text.spans import MASK, Word
from newsroom.text.subjects import Subject, phrase_before, phrase_forward, starts_phrase, subject_of


@dataclass(frozen=True, slots=True)
class Cue:
    """Who speaks, by which word, and where that word stands; subject None: the cue names nobody ("was asked")."""

    subject: Subject | None
    word: str
    start: int
    strong: bool
    # The relative word that stands for the subject beside its verb ("Ada Roe, who declared"), as (start, end).
    stands_for: tuple[int, int] | None = None


def cue_after(words: Sequence[Word], *, language: Language) -> Cue | None:
    """Attribution directly behind a quotation: "said Ada Roe", "Ada Roe, the keeper, said", "according to …"."""
    at = _skip(words, 0)
    while at < len(words) and words[at].lower in language.grammar.adverbs:
        at += 1
    if at >= len(words) or words[at].text.startswith(MASK):
        return None
    signed = _signed(words, language=language) if at and words[0].text in ("—", "–", "--") else None
    if signed is not None:
        return signed
    phrase = _according(words, at, language=language) or _came_from(words, at, language=language)
    if phrase is not None:
        return phrase
    if words[at].lower in language.speech.finite:
        turned = _inverted(words, at, language=language)
        if turned is not None or words[at].lower not in language.speech.weak:
            return turned
    if words[at].lower == "as":
        at += 1
    if at < len(words) and starts_phrase(words[at], language=language):
        return _subject_then_cue(words, at, language=language) or _unlisted_verb(words, at, language=language)
    if (
        at < len(words)
        and words[at].lower not in language.grammar.auxiliaries
        and _may_name(words, at, language=language)
    ):
        # "dental assistant Ada Roe said": a description we have no entry for, right before a name.
        return _subject_then_cue(words, at, language=language) or _unlisted_inverted(words, at, language=language)
    return _unlisted_inverted(words, at, language=language)


def _unlisted_verb(words: Sequence[Word], at: int, *, language: Language) -> Cue | None:
    """ "Ada Roe barked": a past tense we have no entry for, right behind a name or pronoun."""
    end = phrase_forward(words, at, language=language)
    subject = subject_of(words[at:end], language=language)
    if subject is None or subject.kind == "nominal":
        return None
    if end < len(words) and _past(words[end]):
        return Cue(subject, words[end].text, words[end].start, False)
    last = words[end - 1]
    if end - at >= 2 and _past(last):
        shorter = subject_of(words[at : end - 1], language=language)
        return Cue(shorter, last.text, last.start, False) if shorter is not None else None
    return None


def _unlisted_inverted(words: Sequence[Word], at: int, *, language: Language) -> Cue | None:
    if (
        at + 2 >= len(words)
        or not _past(words[at])
        or not words[at + 1].capital
        or words[at + 1].lower in language.naming.not_names
    ):
        return None
    end = phrase_forward(words, at + 1, language=language)
    subject = subject_of(words[at + 1 : end], language=language)
    return Cue(subject, words[at].text, words[at].start, False) if subject is not None else None


def _past(word: Word) -> bool:
    return word.text.islower() and word.text.endswith("ed") and len(word.text) > 4


def _skip(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].text in SKIPPED:
        at += 1
    return at


def _according(words: Sequence[Word], at: int, *, language: Language) -> Cue | None:
    for phrase in language.speech.according:
        parts = phrase.split()
        if [word.lower for word in words[at : at + len(parts)]] == parts:
            begin = at + len(parts)
            end = phrase_forward(words, begin, language=language)
            subject = subject_of(words[begin:end], language=language)
            return Cue(subject, phrase, words[at].start, True) if subject is not None else None
    return None


def _signed(words: Sequence[Word], *, language: Language) -> Cue | None:
    """“…” — Ada Roe, keeper: the name behind a dash that closes the paragraph."""
    end = next((i for i in range(1, len(words)) if words[i].text == ","), len(words))
    name = words[1:end]
    if not 1 < len(name) <= 4 or len(words) - end > 6:
        return None
    if not all(word.capital and word.lower not in language.naming.not_names for word in name):
        return None
    subject = subject_of(name, language=language)
    return Cue(subject, "", words[0].start, True) if subject is not None else None


def _came_from(words: Sequence[Word], at: int, *, language: Language) -> Cue | None:
    """“Never,” came the reply from Ada Roe."""
    if words[at].lower not in ("came", "comes"):
        return None
    source = next((i for i in range(at + 1, min(len(words), at + 6)) if words[i].lower == "from"), None)
    if source is None or not any(word.lower in language.speech.nouns for word in words[at:source]):
        return None
    subject = subject_of(words[source + 1 : phrase_forward(words, source + 1, language=language)], language=language)
    return Cue(subject, words[at].text, words[at].start, True) if subject is not None else None


def _inverted(words: Sequence[Word], at: int, *, language: Language) -> Cue | None:
    cue = words[at]
    named = at + 1 < len(words) and words[at + 1].capital and cue.lower not in language.speech.addressing
    if cue.lower not in language.speech.inverting and not (named and cue.lower not in language.speech.weak):
        return None
    begin = at + 1
    while begin < len(words) and words[begin].lower in language.grammar.adverbs:
        begin += 1
    if begin >= len(words) or words[begin].lower in ("that", "it") or not _may_name(words, begin, language=language):
        return None
    end = phrase_forward(words, begin, language=language)
    subject = subject_of(words[begin:end], language=language)
    if subject is None:
        return None
    return Cue(named_behind(words, end, subject, language), cue.text, cue.start, True)


def _may_name(words: Sequence[Word], at: int, *, language: Language) -> bool:
    """Whether a phrase that names somebody begins here, an adjective or two before the name included."""
    if starts_phrase(words[at], language=language):
        return True
    ahead = next((i for i in range(at, min(len(words), at + 4)) if words[i].capital), None)
    plain = words[at : ahead if ahead is not None else at]
    closed = language.grammar.prepositions | language.grammar.conjunctions | language.grammar.subordinators
    return bool(plain) and all(word.text.replace("-", "").isalnum() and word.lower not in closed for word in plain)


def _subject_then_cue(words: Sequence[Word], at: int, *, language: Language) -> Cue | None:
    end = phrase_forward(words, at, language=language)
    subject = subject_of(words[at:end], language=language)
    if subject is None:
        return None
    subject = named_behind(words, end, subject, language)
    apposed = end < len(words) and (
        words[end].text in SKIPPED or words[end].lower in ("who", "in", "at", "from", "with", "on", "by")
    )
    apposed = apposed or (end < len(words) and words[end].lower.endswith(("ed", "ing")) and subject.kind == "nominal")
    reach = min(len(words), end + (45 if apposed and subject.kind != "pronoun" else 5))
    for place in range(end, reach):
        word = words[place]
        if word.text in (".", ";", ":", "?", "!") or word.text.startswith(MASK):
            return None
        lower = word.lower
        if lower in language.speech.finite and is_verb(words, place, language=language):
            passive = place > 0 and words[place - 1].lower in language.grammar.be
            if lower in language.speech.quoting and not passive:
                subject = _one_quoted(words, place, language=language) or subject
            return None if passive else Cue(subject, word.text, word.start, lower not in language.speech.weak)
        if not apposed and lower not in language.grammar.adverbs and lower not in language.grammar.auxiliaries:
            return None
    return None


def is_verb(words: Sequence[Word], at: int, *, language: Language) -> bool:
    """Whether a cue word is a verb here and not a noun ("the report", "his claims", "press releases")."""
    if at == 0:
        return True
    before = words[at - 1]
    if words[at].capital and before.text not in SKIPPED and not before.text.startswith(MASK):
        return False
    if before.lower in language.grammar.determiners and before.lower not in (
        "that",
        "this",
        "some",
        "many",
        "several",
        "all",
        "both",
    ):
        return False
    if before.text[-2:] in ("'s", "’s") or before.text[-1:] in "’'":
        return False
    if before.lower in language.grammar.prepositions and before.lower not in ("after", "since", "before"):
        return False
    labels = at + 1 < len(words) and words[at + 1].text == ":"
    if (
        words[at].lower in language.speech.weak
        and not labels
        and not before.capital
        and before.lower not in language.grammar.pronouns
    ):
        plural = (
            before.lower.endswith("s")
            or before.lower in language.grammar.adverbs
            or before.lower in language.grammar.auxiliaries
        )
        known = language.naming.is_role(before.lower) or before.lower in language.naming.groups
        return plural or known or before.text in SKIPPED or before.lower in ("to", "and", "who")
    return True


def cue_before(words: Sequence[Word], *, language: Language) -> Cue | None:
    """The last cue in the words that lead up to a quotation, with its own subject or the sentence's."""
    resumed = len(words) > 2 and words[-1].lower == "that" and words[-2].lower in ("and", "but", ",")
    places = range(max(0, len(words) - 79), len(words))
    # "said it had ordered more and that …": the second clause hangs on the first verb.
    for at in places if resumed else reversed(places):
        lower = words[at].lower
        if lower in language.speech.nouns and _possessor(words, at) is not None:
            owner = _possessor(words, at)
            subject = subject_of(words[owner : owner + 1] if owner is not None else [], language=language)
            if owner is not None and subject is not None:
                subject = _whole_owner(words, owner, language=language) or subject
                return Cue(subject, words[at].text, words[at].start, True)
        giver = _giver(words, at, language=language) if lower in language.speech.nouns else None
        if giver is not None:
            return Cue(giver, words[at].text, words[at].start, True)
        quoted = _quoted_at(words, at, language=language)
        if quoted is not None:
            return quoted
        if lower in language.speech.participles and is_verb(words, at, language=language):
            return Cue(main_subject(words[:at], language=language), words[at].text, words[at].start, True)
        if lower in language.speech.finite and is_verb(words, at, language=language):
            cue = _given_by(words, _finite_before(words, at, language=language), language=language)
            if cue is not None and cue.subject is None:
                # "was reported as": nobody is named beside the verb, but "according to …" may lead the sentence.
                return _according_somewhere(words, language=language) or cue
            if cue is not None:
                return cue
        if words[at].text == ";":
            return None
    return _according_somewhere(words, language=language)


def _quoted_at(words: Sequence[Word], at: int, *, language: Language) -> Cue | None:
    """The cue of a verb of quoting at a place, or of the verb before the "as saying" there."""
    lower, speech = words[at].lower, language.speech
    verb = at if lower in speech.quoting else None
    if verb is None and lower in speech.participles and at > 1 and words[at - 1].lower == "as":
        verb = next((i for i in range(at - 2, max(-1, at - 14), -1) if words[i].lower in speech.quoting), None)
    if verb is None or (verb and words[verb - 1].lower in language.grammar.be):
        return None
    subject = _one_quoted(words, verb, language=language)
    return Cue(subject, words[verb].text, words[verb].start, True) if subject is not None else None


def _one_quoted(words: Sequence[Word], verb: int, *, language: Language) -> Subject | None:
    """ "He quoted Ada Roe: “…”", "quoting Ada Roe as saying “…”": the object of the verb speaks."""
    if verb + 1 >= len(words):
        return None
    end = phrase_forward(words, verb + 1, language=language)
    closing = [word.lower for word in words[end:] if word.text not in SKIPPED]
    saying = closing[:2] == ["as", "saying"] or closing[:1] == ["saying"]
    if not saying and (closing not in ([], [":"]) or not words[verb + 1].capital):
        return None
    subject = subject_of(words[verb + 1 : end], language=language)
    return subject if subject is not None and (saying or subject.kind == "name") else None


def _given_by(words: Sequence[Word], cue: Cue | None, *, language: Language) -> Cue | None:
    """ "A statement from the club read": not the paper speaks but who gave it out."""
    if cue is None or cue.subject is None or cue.subject.kind != "nominal":
        return cue
    if cue.subject.words[-1].lower not in language.speech.nouns:
        return cue
    at = next((i for i, word in enumerate(words) if word.start >= cue.subject.end), len(words))
    if at + 1 >= len(words) or words[at].lower not in ("from", "by"):
        return cue
    giver = subject_of(words[at + 1 : phrase_forward(words, at + 1, language=language)], language=language)
    return replace(cue, subject=giver) if giver is not None else cue


def _finite_before(words: Sequence[Word], at: int, *, language: Language) -> Cue | None:
    word, before = words[at], words[at - 1] if at else None
    strong = word.lower not in language.speech.weak
    if before is not None and before.lower in language.grammar.be and not word.lower.endswith("ing"):
        by = next((i for i in range(at + 1, min(len(words), at + 6)) if words[i].lower == "by"), None)
        if by is not None:
            end = phrase_forward(words, by + 1, language=language)
            return Cue(subject_of(words[by + 1 : end], language=language), word.text, word.start, strong)
        return Cue(None, word.text, word.start, strong)
    if before is None or before.text in SKIPPED or before.text.startswith(MASK):
        apposed = before is not None and before.text in SKIPPED
        subject = phrase_before(words, at, floor=clause_floor(words, at), language=language) if apposed else None
        turned = None if subject is not None else _inverted(words, at, language=language)
        if turned is not None:
            return turned
    if before is not None and before.lower == "who":
        whose = before_who(words, at - 1, language=language)
        return Cue(whose, word.text, word.start, strong, (before.start, before.end))
    if before is not None and before.lower in ("to", "and", "then", "or"):
        own = of_clause(words, at - 1, language=language) if before.lower in ("and", "then") else None
        return Cue(own or main_subject(words[:at], language=language), word.text, word.start, strong)
    subject = phrase_before(words, at, floor=clause_floor(words, at), language=language)
    if subject is not None and subject.kind == "pronoun" and subject.words[0].lower in ("who", "which"):
        subject = None
    if subject is None:
        subject = main_subject(words[:at], language=language)
    if at == 0 and subject is None and word.lower in language.speech.addressing:
        # "Asked whether she would go, Ada Roe was brief": the one asked is the one who speaks.
        asked = main_subject(words, language=language)
        subject = asked if asked is not None and asked.start > word.start else None
    if subject is None and not strong:
        return None
    return Cue(subject, word.text, word.start, strong)


def _giver(words: Sequence[Word], noun: int, *, language: Language) -> Subject | None:
    """ "a statement from Ada Roe", "the line by the Harbour Board"."""
    if noun + 2 >= len(words) or words[noun + 1].lower not in ("from", "by") or words[noun + 2].text.startswith(MASK):
        return None
    end = phrase_forward(words, noun + 2, language=language)
    subject = subject_of(words[noun + 2 : end], language=language)
    return subject if subject is not None and subject.kind == "name" else None


def _possessor(words: Sequence[Word], noun: int) -> int | None:
    """The index of the possessive up to three words before a noun of speech: "Ada Roe’s latest remarks"."""
    for at in range(noun - 1, max(-1, noun - 4), -1):
        if words[at].text[-2:] in ("'s", "’s") or (words[at].text[-1:] in "’'" and len(words[at].text) > 2):
            return at
        if not words[at].text[:1].isalpha():
            return None
    return None


def _whole_owner(words: Sequence[Word], owner: int, *, language: Language) -> Subject | None:
    begin = owner
    while begin > 0 and words[begin - 1].capital and words[begin - 1].lower not in language.naming.not_names:
        begin -= 1
    return subject_of(words[begin : owner + 1], language=language)


def _according_somewhere(words: Sequence[Word], *, language: Language) -> Cue | None:
    for at, word in enumerate(words):
        opens = at == 0 or words[at - 1].text in SKIPPED or words[at - 1].text.startswith(MASK)
        if word.lower in ("according", "as", "per", "in") and opens:
            cue = _according(words, at, language=language)
            if cue is not None:
                return cue
    return None
