"""The shape of a language: word lists only, so that a new language is a new file of data.

All words are lower case unless a field says otherwise. The word lists are frozen: they are constants of the program.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Words that carry speech: verbs in finite and participle forms, nouns, and the phrases that name a source."""

    finite: frozenset[str]
    participles: frozenset[str]
    # Verbs that are as often nouns, or that take a thing rather than words; they count less as a cue.
    weak: frozenset[str]
    # Verbs that may stand directly before the speaker ("said the mayor"); other cues would take that noun as object.
    inverting: frozenset[str]
    # Verbs whose object is the person addressed: a name behind them is not the speaker ("told Ada Roe").
    addressing: frozenset[str]
    nouns: frozenset[str]
    # Verbs that give a thing a name: what stands between the marks behind them is part of the reporter's sentence.
    calling: frozenset[str]
    # Verbs whose object is the one who speaks ("quoted Ada Roe as saying").
    quoting: frozenset[str]
    # Verbs of putting a question to somebody.
    asking: frozenset[str]
    according: tuple[str, ...]

    def says(self, word: str) -> bool:
        """Whether a lower-case word is a verb of speech in any form."""
        return word in self.finite or word in self.participles


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed word classes a subject phrase is cut by."""

    determiners: frozenset[str]
    # articles and possessives: the word before one of them is no noun of the same phrase
    articles: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    # the forms of "to be"
    be: frozenset[str]
    adverbs: frozenset[str]
    # past tenses that no ending tells, but those that are nouns as well
    past: frozenset[str]
    # pronoun → "m", "f", "p" (plural), "n" (thing) or "s" (the writer)
    pronouns: dict[str, str]
    months: dict[str, int]
    weekdays: frozenset[str]
    abbreviations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Naming:
    """What tells a person from an organisation, a place or a work."""

    # honorific or rank, without its full stop → "m", "f" or "" (unknown)
    titles: dict[str, str]
    roles: frozenset[str]
    # nouns for people who speak without a name: critics, police, residents
    groups: frozenset[str]
    first_names: dict[str, str]
    kin: dict[str, str]
    organisations: frozenset[str]
    places: frozenset[str]
    not_names: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    # endings that make a word a role ("glaciologist", "assemblywoman")
    role_endings: tuple[str, ...]

    def is_role(self, word: str) -> bool:
        """Whether a lower-case word names what somebody is or does."""
        return word in self.roles or word.endswith(self.role_endings)


@dataclass(frozen=True, slots=True)
class Works:
    """The company in which quotation marks hold a title, a nickname or a borrowed word rather than speech."""

    before: frozenset[str]
    after: frozenset[str]
    borrowed: frozenset[str]
    # words that keep their small letter in a title
    small: frozenset[str]
    # verbs whose object is a work ("sang")
    making: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language: code is its BCP 47 tag."""

    code: str
    speech: SpeechWords
    grammar: Grammar
    naming: Naming
    works: Works
