"""Subject phrases: whose words they are is read from the subject of the verb, never from the nearest name."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.language.base import Language
from newsroom.text.spans import MASK, Word

_COMMAS = frozenset((",", "—", "–", "--", "(", ")", "-"))
_ENDS = frozenset((".", ";", ":", "?", "!", "…"))
# A phrase longer than this is not a name any more; reading on would only cost time.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """A phrase that may be a speaker: its place in the text, its words, and what kind of phrase it is."""

    start: int
    end: int
    kind: str  # "name", "pronoun" or "nominal"
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def subject_of(phrase: Sequence[Word], *, language: Language) -> Subject | None:
    """Make a subject of a phrase already cut out, or None when it cannot be somebody who speaks."""
    grammar, naming = language.grammar, language.naming
    words = [
        word for word in phrase if word.text not in _COMMAS and word.text != "." and not word.text.startswith(MASK)
    ]
    while words and (words[0].lower in grammar.adverbs or words[0].lower in grammar.conjunctions):
        words = words[1:]
    while words and (words[-1].lower in grammar.adverbs or words[-1].lower in grammar.prepositions):
        words = words[:-1]
    if not words:
        return None
    head = words[0].lower
    if len(words) == 1 and head in grammar.articles:
        return None
    if head in grammar.pronouns and head not in grammar.determiners:
        return Subject(words[0].start, words[0].end, "pronoun", tuple(words[:1]))
    if words[0].text[0] == "@" or any(word.capital and word.lower not in naming.not_names for word in words):
        return Subject(words[0].start, words[-1].end, "name", tuple(words))
    spoken = any(
        naming.is_role(word.lower)
        or word.lower in naming.groups
        or word.lower in naming.kin
        or _plural_role(word, language)
        for word in words
    )
    if spoken or head in grammar.determiners:
        return Subject(words[0].start, words[-1].end, "nominal", tuple(words))
    return None


def is_somebody(subject: Subject, *, language: Language) -> bool:
    """Whether a phrase without a name can speak at all: by a role, kin, a group, or a pronoun-like word alone."""
    naming = language.naming
    return len(subject.words) == 1 or any(
        naming.is_role(word.lower)
        or word.lower in naming.groups
        or word.lower in naming.kin
        or _plural_role(word, language)
        for word in subject.words
    )


def _plural_role(word: Word, language: Language) -> bool:
    return word.lower.endswith("s") and language.naming.is_role(word.lower[:-1])


def _is_person(word: Word, language: Language) -> bool:
    return not word.capital and (language.naming.is_role(word.lower) or word.lower in language.naming.kin)


def _are_many(word: Word, language: Language) -> bool:
    """ "21 percent said", "40 residents said": a number may begin the phrase."""
    return word.lower in language.naming.groups or _plural_role(word, language)


def starts_phrase(word: Word, *, language: Language) -> bool:
    grammar, naming = language.grammar, language.naming
    lower = word.lower
    if lower in grammar.pronouns or lower in grammar.determiners:
        return lower not in grammar.relatives or lower == "that"
    if word.text[0] == "@":
        return len(lower) > 1
    if word.capital:
        return (
            lower not in naming.not_names
            or (word.text.isupper() and len(lower) > 1)
            or lower in ("one", "two", "three", "republican", "democratic", "democrat")
        )
    return naming.is_role(lower) or lower in naming.groups or lower == "former" or _plural_role(word, language)


def phrase_forward(words: Sequence[Word], start: int, *, language: Language) -> int:
    """The end of the noun phrase that begins at an index: cut at commas, verbs, prepositions but of and for."""
    grammar, speech = language.grammar, language.speech
    at = start
    while at < len(words) and at - start < _LONGEST:
        word = words[at]
        lower = word.lower
        if _shortens(words, at, start, language):
            at += 1
            continue
        if word.text in _COMMAS or word.text in _ENDS or word.text.startswith(MASK):
            break
        if (
            at > start
            and not word.capital
            and (
                (lower in grammar.prepositions and lower not in ("of", "for"))
                or lower in grammar.relatives
                or lower in grammar.auxiliaries
                or lower in grammar.subordinators
                or lower in speech.participles
                or (lower.endswith(("ing", "ed")) and len(lower) > 5 and _is_person(words[at - 1], language))
                or (lower.endswith(("ed", "en")) and at + 1 < len(words) and words[at + 1].lower == "by")
                or (lower in grammar.adverbs and words[at - 1].lower not in grammar.determiners)
                or (lower in speech.finite and not _as_noun(words, at, language, start=start))
                or (lower in grammar.conjunctions and not (at + 1 < len(words) and words[at + 1].capital))
            )
        ):
            break
        if at > start and (lower in grammar.weekdays or _takes_object(words, at, language)):
            break
        if lower in grammar.pronouns and lower not in grammar.determiners:
            return at + 1 if at == start else at
        at += 1
    return at


def _takes_object(words: Sequence[Word], at: int, language: Language) -> bool:
    """ "Ada Roe mended the …": a plain word right before an article is a verb, whether we know it or not."""
    if words[at].capital or at + 1 >= len(words) or words[at].lower in ("of", "for", "and", "or", "both", "all"):
        return False
    if not words[at].text.isalpha():
        return False
    past = words[at - 1].capital and words[at].text.endswith("ed") and words[at - 1].lower not in ("the", "a", "an")
    return past or words[at].text in language.grammar.past or words[at + 1].text in language.grammar.articles


def _shortens(words: Sequence[Word], at: int, start: int, language: Language) -> bool:
    """ "Boats Ltd. chief Ada Roe": the stop of an abbreviation within the phrase."""
    if words[at].text != "." or at == start or at + 2 >= len(words):
        return False
    return words[at - 1].lower in language.grammar.abbreviations and words[at + 1].capital and words[at - 1].capital


def _as_noun(words: Sequence[Word], at: int, language: Language, *, start: int | None = None) -> bool:
    """A cue word after a determiner, possessive or adjective is a noun: "the report", "his claims"."""
    if at == 0:
        return False
    before = words[at - 1]
    led = start is not None and at - start > 1 and words[start].lower in language.grammar.articles
    if led and words[at].lower in language.speech.weak and words[at].lower in language.naming.groups:
        # "the 40-page report by …"
        return True
    if at + 1 < len(words) and words[at + 1].lower in language.speech.finite - language.speech.weak:
        # "the inspectors’ report said": the verb is still to come.
        return True
    return before.lower in language.grammar.determiners or before.text[-2:] in ("'s", "’s") or before.lower == "of"


def phrase_before(words: Sequence[Word], cue: int, *, floor: int, language: Language) -> Subject | None:
    """The subject that stands before a verb at index `cue`, through an apposition if there is one."""
    grammar = language.grammar
    at = cue - 1
    while at >= floor and (words[at].lower in grammar.adverbs or words[at].lower in grammar.auxiliaries):
        at -= 1
    if at < floor:
        return None
    if words[at].text in _COMMAS or words[at].text.startswith(MASK):
        return _before_apposition(words, at, floor=floor, language=language)
    begin = _chunk_start(words, at, floor=floor, language=language)
    return _in_chunk(words[begin : at + 1], language=language) or (
        _before_apposition(words, begin - 1, floor=floor, language=language) if begin > floor else None
    )


def _chunk_start(words: Sequence[Word], at: int, *, floor: int, language: Language) -> int:
    grammar = language.grammar
    begin = at
    while begin >= floor:
        word = words[begin]
        if word.text in _COMMAS or word.text in _ENDS or word.text.startswith(MASK):
            return begin + 1
        if word.lower in grammar.relatives or word.lower in grammar.subordinators or word.lower in ("and", "but", "so"):
            return begin if word.lower in ("who",) else _after_joint(words, begin, at, language)
        begin -= 1
    return floor


def _after_joint(words: Sequence[Word], joint: int, at: int, language: Language) -> int:
    """ "Smith and Jones said": the joint is inside the phrase when a name stands on both sides of it."""
    inside = (
        words[joint].lower == "and" and words[joint + 1 : joint + 2] and words[joint + 1].capital and at - joint < 5
    )
    if inside and joint > 0 and words[joint - 1].capital:
        return joint - 1 if joint < 2 or not words[joint - 2].capital else joint - 2
    return joint + 1


def _in_chunk(chunk: Sequence[Word], *, language: Language) -> Subject | None:
    """The subject within words without a comma. After a leading preposition it is the last name, pronoun or "the …"."""
    if not chunk:
        return None
    if chunk[0].lower == "who":
        return None
    grammar = language.grammar
    begin = 0
    leads = (
        chunk[0].lower in grammar.prepositions
        or chunk[0].lower in grammar.adverbs
        or chunk[0].lower in grammar.weekdays
    )
    verb = next(
        (i for i, word in enumerate(chunk[:-1]) if i and not word.capital and _verbal(word, chunk, i, language)), None
    )
    if leads or verb is not None:
        begin = _last_phrase(chunk, language)
        if verb is not None and begin <= verb:
            begin = 0
    while begin < len(chunk) and not starts_phrase(chunk[begin], language=language):
        if chunk[begin].text.isdigit() and chunk[begin + 1 : begin + 2] and _are_many(chunk[begin + 1], language):
            break
        begin += 1
    if begin == len(chunk):
        return None
    end = begin + max(phrase_forward(chunk[begin:], 0, language=language), 1)
    if end < len(chunk) and chunk[end].lower in ("in", "at", "from", "with", "on") and not leads:
        return subject_of(chunk[begin:end], language=language)
    return subject_of(chunk[begin:end], language=language)


def _verbal(word: Word, chunk: Sequence[Word], at: int, language: Language) -> bool:
    lower = word.lower
    if lower in language.grammar.auxiliaries:
        return True
    return lower in language.speech.finite and not _as_noun(chunk, at, language) and lower not in language.speech.weak


def _last_phrase(chunk: Sequence[Word], language: Language) -> int:
    at = len(chunk) - 1
    if chunk[at].lower in language.grammar.pronouns:
        return at
    while at > 0:
        previous = chunk[at - 1]
        if previous.lower in language.grammar.determiners and not previous.capital:
            return at - 1
        if (
            chunk[at].capital
            and not previous.capital
            and previous.lower not in ("of", "for", "the", "de", "van", "von")
        ):
            return at
        if previous.lower in language.grammar.weekdays:
            return at
        at -= 1
    return at


def _before_apposition(words: Sequence[Word], comma: int, *, floor: int, language: Language) -> Subject | None:
    """ "Ada Roe, who keeps the harbour, said": go back over the chunks between commas to the one that is a person."""
    chunks: list[Sequence[Word]] = []
    end = comma
    at = comma - 1
    while at >= floor and len(chunks) < 6 and comma - at < 3 * _LONGEST:
        if words[at].text in _COMMAS or words[at].text.startswith(MASK):
            if at + 1 < end and words[at].text != "(":
                chunks.append(words[at + 1 : end])
            end = at
            if words[at].text.startswith(MASK):
                break
        at -= 1
    else:
        if at < floor and floor < end:
            chunks.append(words[floor:end])
    return _best_chunk(chunks, language=language)


def _best_chunk(chunks: Sequence[Sequence[Word]], *, language: Language) -> Subject | None:
    for at, chunk in enumerate(chunks):
        before = chunks[at + 1] if at + 1 < len(chunks) else None
        if not chunk or chunk[0].lower in language.grammar.relatives or not _could_be_subject(chunk, before, language):
            continue
        subject = _in_chunk(chunk, language=language)
        if subject is not None:
            return subject
    return None


def _could_be_subject(chunk: Sequence[Word], before: Sequence[Word] | None, language: Language) -> bool:
    naming, first = language.naming, chunk[0]
    if first.lower in language.grammar.pronouns and first.lower not in language.grammar.determiners:
        return True
    office = naming.is_role(first.lower) and len(chunk) > 1 and chunk[1].lower in ("of", "at", "for")
    named = first.capital and first.lower not in naming.not_names and not office
    if not named and not starts_phrase(first, language=language):
        # "On Monday Ada Roe, …": a leading phrase is fine when nothing stands before it.
        return before is None and any(word.capital for word in chunk[1:])
    if len(chunk) <= 3 and named and all(word.capital for word in chunk):
        placed = chunk[-1].lower in naming.places or (chunk[-1].text.isupper() and len(chunk[-1].text) > 1)
        aged = before is not None and bool(before) and before[-1].capital and first.text.isdigit()
        return not placed and not aged
    # "a spokesman for the group" is an apposition when a name stands before it.
    follows_name = before is not None and bool(before) and before[-1].capital and not named
    # "the landlord, a pension fund, said": what follows with "a" only tells what the one before is.
    told = (
        before is not None
        and bool(before)
        and first.lower in ("a", "an")
        and starts_phrase(before[0], language=language)
    )
    return not follows_name and not told
