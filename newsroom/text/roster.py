"""Who occurs in a text: people by full name, the mentions that mean them, and their likely pronoun.

A mention is matched to the person of that whole name, last name or first name who was named in full
first before it, or else after it. Nothing here is certain: the roster only feeds proposals.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from newsroom.text.language.base import Language

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'\-]*"
_SHORT = r"[^\W\d_a-zß-öø-ÿ][\w’'\-]{0,30}"
_NAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Lt|Sgt|Col|Gen|Capt|Prof|Rev|Mx|St|Maj|Det"
    rf"|Supt)\.\s)?(?:(?:[A-Z]\.){{1,3}}(?=[ \u00a0]?[A-Z])|{_CAPITAL})"
    rf"(?:[ \u00a0](?:(?:de|da|di|du|del|della|van|von|der|den|la|le|bin|al|el)[ \u00a0]){{0,3}}{_CAPITAL}"
    rf"|(?<=[ \u00a0][A-Z])\.[ \u00a0]{_CAPITAL}|\.(?=[A-Z]\.)|(?<=\.[A-Z])\.[ \u00a0]{_CAPITAL})*"
)
# Duane “Hammer” Okoro
_NICKNAMED = re.compile(
    rf"(?<![\w’'\-])(?P<first>{_SHORT}) [“\"‘'][^“”\"‘’'\s]{{1,20}}(?: [^“”\"‘’'\s]{{1,20}})?[”\"’'] "
    rf"(?P<last>{_SHORT})(?!\w)"
)
_MOST_WORDS = 8
# A text with more people of one name is a list; more of them would only cost time.
_MOST_NAMESAKES = 50

_RIVAL_REACH = 300
"""Code points within which a namesake's first mention makes a bare surname doubtful."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the text: name as first given in full, "m", "f" or "" (not known), first place named."""

    name: str
    last: str
    first: str
    gender: str
    at: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a person is named; start and end without title or possessive."""

    start: int
    end: int
    person: Person


@dataclass(slots=True)
class Roster:
    """The people of one text. Built once by `people_in`, read only afterwards."""

    people: list[Person] = field(default_factory=list[Person])
    by_last: dict[str, list[Person]] = field(default_factory=dict[str, list[Person]])
    by_name: dict[str, Person] = field(default_factory=dict[str, Person])
    by_first: dict[str, list[Person]] = field(default_factory=dict[str, list[Person]])
    mentions: list[Mention] = field(default_factory=list[Mention])
    starts: list[int] = field(default_factory=list[int])

    def add(self, person: Person) -> Person:
        known = self.by_name.get(person.name.lower())
        if known is not None:
            return known
        self.people.append(person)
        self.by_name[person.name.lower()] = person
        self._list(person)
        return person

    def _list(self, person: Person) -> None:
        for short, people in ((person.last.lower(), self.by_last), (person.first.lower(), self.by_first)):
            namesakes = people.setdefault(short, [])
            if len(namesakes) < _MOST_NAMESAKES:
                namesakes.append(person)

    def drop_headlines(self) -> None:
        """Forget "Ada Roe Wins Carrow" where "Ada Roe" is known: words of a headline, no longer name."""
        kept: list[Person] = []
        for person in self.people:
            parts = person.name.lower().split(" ")
            if len(parts) > 2 and any(" ".join(parts[:width]) in self.by_name for width in range(2, len(parts))):
                del self.by_name[person.name.lower()]
            else:
                kept.append(person)
        if len(kept) < len(self.people):
            self.people, self.by_last, self.by_first = kept, {}, {}
            for person in kept:
                self._list(person)

    def find(self, name: str, *, at: int, gender: str = "") -> Person | None:
        """The person a written name means at a place, or None when nobody of that name is in the text."""
        key = name.lower()
        if key in self.by_name:
            return self.by_name[key]
        candidates = self.by_last.get(key.split(" ")[-1], []) if key else []
        if " " in key:
            candidates = [person for person in candidates if person.first.lower() == key.split(" ")[0]]
        elif not candidates:
            candidates = self.by_first.get(key, [])
        fitting = [person for person in candidates if not gender or person.gender in ("", gender)]
        return _nearest(fitting or candidates, at)

    def called(self, first: str) -> Person | None:
        """The one person of the text with this first name, or None when nobody or several have it."""
        people = self.by_first.get(first.lower(), [])
        return people[0] if len(people) == 1 else None

    def has_rival(self, written: str, person: Person, *, at: int) -> bool:
        """Whether a surname alone, at this place, could mean somebody else: a namesake first named shortly before."""
        if written.lower() != person.last.lower():
            return False
        namesakes = self.by_last.get(person.last.lower(), [])
        return any(other.name != person.name and at - _RIVAL_REACH <= other.at <= at for other in namesakes)

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin between two places, in order."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _nearest(people: Sequence[Person], at: int) -> Person | None:
    before = [person for person in people if person.at <= at]
    if before:
        # The one first named is the story's own; a namesake who comes later must be given in full to be meant.
        return min(before, key=lambda person: person.at)
    return people[0] if people else None


def people_in(text: str, *, known_names: Sequence[str], language: Language) -> Roster:
    """Read the text once for names of two words or more, then once for the short forms that mean them."""
    roster = Roster()
    for known in _standing_in(text, tuple(known_names), language):
        at = text.find(known.written)
        roster.add(replace(known.person, at=at) if at > 0 else known.person)
    found: list[tuple[int, list[str]]] = []
    for match in _NAME.finditer(text):
        tokens = match.group().split()
        found.append((match.start(), tokens))
        if len(tokens) >= 2:
            _note_full_name(roster, match.start(), tokens, language)
    for match in _NICKNAMED.finditer(text):
        tokens = [match["first"], match["last"]]
        roster.add(Person(" ".join(tokens), tokens[1], tokens[0], _gender(tokens, language), match.start()))
    roster.drop_headlines()
    _note_mentions(text, roster, found, language)
    return roster


@dataclass(frozen=True, slots=True)
class _Known:
    """A name of the story's own people: as given, its first and last word as they are looked up, and whom it means."""

    written: str
    first: str
    last: str
    person: Person


def _standing_in(text: str, known_names: tuple[str, ...], language: Language) -> list[_Known]:
    """The known names that words of the text can mean: all others would only be carried through it."""
    written = text.lower()
    known = _known(known_names, language)
    standing: list[_Known] = []
    alike: Counter[str] = Counter()
    for one in known:
        if one.last not in written:
            # A first name alone means the first who has it, or nobody: a third who has it is never meant.
            if one.first not in written or alike[one.first] == 2:
                continue
            alike[one.first] += 1
        standing.append(one)
    longer = [one.person.name.lower().split(" ") for one in standing if one.person.name.count(" ") > 1]
    # A longer name is forgotten where its beginning is a name as well, so the beginning must be there.
    begins = {" ".join(words[:width]) for words in longer for width in range(2, len(words))}
    if not begins:
        return standing
    there = {one.written for one in standing}
    return [one for one in known if one.written in there or one.person.name.lower() in begins]


@lru_cache(maxsize=8)
def _known(known_names: tuple[str, ...], language: Language) -> tuple[_Known, ...]:
    """Read once for a story: its paragraphs are read one by one, all with the same names."""
    found: dict[str, _Known] = {}
    for name in known_names:
        tokens = name.split()
        if tokens:
            person = Person(name.strip(), tokens[-1], tokens[0], _gender(tokens, language), 0)
            found.setdefault(person.name.lower(), _Known(name, tokens[0].lower(), tokens[-1].lower(), person))
    return tuple(found.values())


def _note_full_name(roster: Roster, at: int, tokens: list[str], language: Language) -> None:
    cleaned = [strip_possessive(token) for token in tokens]
    ended = next((i for i, (raw, bare) in enumerate(zip(tokens, cleaned, strict=True)) if raw != bare), None)
    if ended is not None:
        cleaned = cleaned[: ended + 1]
    while cleaned and cleaned[0].lower() in language.naming.not_names:
        cleaned = cleaned[1:]
    person = person_from(cleaned, at=at, language=language)
    if person is not None:
        roster.add(person)


def person_from(tokens: Sequence[str], *, at: int, language: Language) -> Person | None:
    """A person if these capitalised words look like a person's full name; titles and roles before it are dropped."""
    naming = language.naming
    roles_at = [
        i
        for i, token in enumerate(tokens[:-1])
        if token.lower().rstrip(".") in naming.titles or naming.is_role(token.lower())
    ]
    titled = bool(roles_at)
    gender = next((naming.titles.get(tokens[i].lower().rstrip("."), "") for i in reversed(roles_at)), "")
    rest = list(tokens[roles_at[-1] + 1 :]) if roles_at else list(tokens)
    while rest and rest[-1].lower().rstrip(".,") in naming.suffixes and len(rest) > 2:
        rest = rest[:-1]
    bare = [token for token in rest if token not in naming.particles]
    if len(bare) >= 3 and bare[0].lower() not in naming.first_names and bare[1].lower() in naming.first_names:
        # "Backbencher Tom Reed": a description we have no entry for, with the capital of its place.
        rest, bare = rest[rest.index(bare[1]) :], bare[1:]
    if not 2 <= len(bare) <= 4 or rest[0] != bare[0]:
        return None
    first, last = rest[0].rstrip("."), rest[-1].rstrip(".")
    known_first = first.lower() in naming.first_names
    organisational = last.lower() in naming.organisations or rest[0].lower() in ("the", "new", "san", "los", "united")
    placed = last.lower() in naming.places or first.lower() in naming.places
    if organisational and not (known_first and titled):
        return None
    # "Park Ji-woo": the given name stands last, and is written in two parts.
    given = "-" in last and last.partition("-")[2].islower()
    if not (known_first or titled or given) and (
        placed or any(word.isalpha() and word.isupper() and len(word) > 2 for word in rest)
    ):
        return None
    if last.lower() in naming.not_names or first.lower() in naming.not_names:
        return None
    gender = gender or naming.first_names.get(first.lower(), "")
    return Person(" ".join(rest), last, first, gender, at)


def _gender(tokens: Sequence[str], language: Language) -> str:
    return language.naming.first_names.get(tokens[0].lower(), "")


def strip_possessive(token: str) -> str:
    if token[-2:] in ("'s", "’s"):
        return token[:-2]
    return token.rstrip("'’")


def _note_mentions(text: str, roster: Roster, found: list[tuple[int, list[str]]], language: Language) -> None:
    """A second look at every name, now that the full ones are known; long runs of capitals are read from the right."""
    for start, tokens in found:
        if len(tokens) == 1 and not _names([strip_possessive(tokens[0]).rstrip(".")], roster, language):
            continue
        bare = [strip_possessive(token).rstrip(".") for token in tokens[:_MOST_WORDS]]
        for width in (4, 3, 2, 1):
            at = next(
                (i for i in range(len(bare) - width, -1, -1) if _names(bare[i : i + width], roster, language)), None
            )
            if at is None:
                continue
            name = " ".join(bare[at : at + width])
            gender = language.naming.titles.get(bare[at - 1].lower(), "") if at else ""
            person = roster.find(name, at=start, gender=gender)
            if person is not None:
                place = _place(text, start, tokens, at)
                roster.mentions.append(Mention(place, place + len(name), person))
                roster.starts.append(place)
                break


def _names(tokens: list[str], roster: Roster, language: Language) -> bool:
    if len(tokens) > 1:
        return " ".join(tokens).lower() in roster.by_name
    if not tokens or len(tokens[0]) <= 1:
        return False
    name = tokens[0].lower()
    return name in roster.by_last or (roster.called(name) is not None and _stands_alone(name, language))


def _stands_alone(name: str, language: Language) -> bool:
    """Whether a first name without a last one can be trusted to be a name: "Ada", "Park", but not "Paris" or "May"."""
    naming = language.naming
    return name not in naming.places and name not in naming.not_names and name not in naming.organisations


def _place(text: str, start: int, tokens: list[str], at: int) -> int:
    place = start
    for i in range(at + 1):
        place = text.find(tokens[i], place)
        if i < at:
            place += len(tokens[i])
    return place
