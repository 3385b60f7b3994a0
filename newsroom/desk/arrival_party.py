"""Whose word a source is: the names of those who speak in it, and whether a name somebody wrote down means them."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from newsroom.desk.sources import domain_of
from newsroom.domain.folding import fold
from newsroom.domain.person import Organization, Person, Role
from newsroom.domain.quote import Quote
from newsroom.domain.source import Publisher, Source
from newsroom.storage.queries import Queries

REPORTS: frozenset[str] = frozenset(
    {"news_report", "trade_report", "wire_copy", "aggregator_post", "interview_published", "own_story", "study", "book",
     "poll", "creative_work"}
)  # fmt: skip
"""Types whose words are about others: who is named in them does not speak in them."""
OURS: frozenset[str] = frozenset({"observation", "own_story", "photo"})
"""Types in which nobody speaks but us."""
_LETTERS: frozenset[str] = frozenset(
    {"document", "press_release", "official_site", "official_statement", "email", "letter", "message", "social_post"}
)
"""Types that name at their beginning who speaks in them."""
HEAD = 600
"""Code points of a copy in which a letter or a release names who sends it."""
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")
_EITHER = re.compile(r",|/|;|\bor\b|\band\b")
_SPEAKS_FOR = frozenset({"spokesperson", "official"})
_PASSED_OVER = frozenset({"the", "ltd", "inc", "llc", "plc", "gmbh", "co", "corp", "a", "an"})
# Alone these name nobody: every desk has more than one studio.
_NOBODYS = frozenset(
    {"studio", "company", "office", "city", "council", "ministry", "police", "pictures", "commission", "agency",
     "department", "board", "group", "service", "press", "news", "team", "court", "government", "media", "university"}
)  # fmt: skip
_SHORTEST_LABEL = 5


@dataclass(frozen=True, slots=True)
class Party:
    """``names`` as they are written, those of the publisher first; ``people`` are the known persons among them,
    ``head`` the beginning of a copy that may name its sender."""

    names: tuple[str, ...]
    people: tuple[str, ...] = ()
    label: str = ""
    head: str = ""

    def is_meant_by(self, words: str) -> bool:
        """Whether words such as ``Corvane Pictures or its press office`` mean one of them."""
        if any(names_meet(name, words) for name in self.names):
            return True
        if self.label and self.label in fold(words).replace(" ", ""):
            return True
        return bool(self.head) and any(names_meet(name, self.head) for name in _EITHER.split(words))

    @property
    def shown(self) -> str:
        """What to call them in a sentence; empty where nobody is named."""
        return self.names[0] if self.names else ""


def names_meet(one: str, other: str) -> bool:
    """Whether one of two names is the other, or a part of it by which people are called: ``Corvane`` and ``Corvane
    Pictures``, ``Renn`` and ``Ottilie Renn``."""
    first, second = _name_words(one), _name_words(other)
    short, long = sorted((first, second), key=len)
    if not short or not _tells(short):
        return False
    folded, within = [fold(word) for word in short], [fold(word) for word in long]
    return any(within[at : at + len(folded)] == folded for at in range(len(within) - len(folded) + 1))


def _name_words(words: str) -> list[str]:
    return [
        word.removesuffix("’s").removesuffix("'s") for word in _WORD.findall(words) if fold(word) not in _PASSED_OVER
    ]


def _tells(words: Sequence[str]) -> bool:
    """One word alone must be a name, and no office every town has."""
    if len(words) > 1:
        return True
    (word,) = words
    return len(word) >= 3 and word[0].isupper() and fold(word) not in _NOBODYS


def known_names(queries: Queries) -> "KnownNames":
    """The people, organisations and outlets of the desk, read once for any number of sources."""
    return KnownNames(
        queries.where(Person), queries.where(Organization), queries.where(Role), queries.where(Publisher)
    )  # fmt: skip


def party_of(queries: Queries, source: Source, *, known: "KnownNames", head: str = "") -> Party:
    """Whoever speaks in a source: its publisher and authors, the outlet or body of its web domain, whoever is quoted
    from it or interviewed; with their other names, whom they speak for, and who speaks for them. ``head`` is the
    beginning of a copy."""
    if source.type in OURS:
        return Party(())
    host = domain_of(source.url)
    names = [name for name in (source.publisher, *_speakers_named(source)) if name.strip()]
    quoted = {quote.speaker for quote in queries.where(Quote, source=source.id) if not quote.proposed}
    named, speaking = known.with_all([*names, *known.at_host(host)], {one for one in quoted if one is not None})
    label = host.split(".")[-2] if host.count(".") else ""
    return Party(
        names=named, people=speaking, label=label if len(label) >= _SHORTEST_LABEL else "",
        head=f"{source.title}\n{head[:HEAD]}" if source.type in _LETTERS else "",
    )  # fmt: skip


def _speakers_named(source: Source) -> tuple[str, ...]:
    """An interview of ours is by one of us, so there the title says who speaks."""
    if source.type == "interview_own":
        return (source.title.removeprefix("Interview with ").split(",")[0],)
    return source.authors


def _is_host(host: str, domains: Iterable[str]) -> bool:
    return bool(host) and any(host == domain or host.endswith(f".{domain}") for domain in domains)


class KnownNames:
    """Who is who on the desk, by their names."""

    def __init__(
        self, people: Sequence[Person], bodies: Sequence[Organization], roles: Sequence[Role],
        outlets: Sequence[Publisher],
    ) -> None:  # fmt: skip
        self._people = {one.id: one for one in people}
        self._bodies = {one.id: one for one in bodies}
        self._roles = [role for role in roles if role.capacity in _SPEAKS_FOR and role.organization is not None]
        self._outlets = outlets

    def at_host(self, host: str) -> list[str]:
        """The outlets and bodies whose pages lie there."""
        outlets = [one.name for one in self._outlets if _is_host(host, one.domains)]
        return outlets + [one.name for one in self._bodies.values() if host and domain_of(one.url) == host]

    def with_all(self, names: Sequence[str], speaking: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names with the other names of those who bear them, and the ids of the persons among them; ``speaking``
        are persons known by their id."""
        found, wanted = dict.fromkeys(names), {_plain(name) for name in names}
        people = {one.id for one in self._people.values() if _bears(_names_of(one), wanted)}
        people |= self._people.keys() & set(speaking)
        bodies = {one.id for one in self._bodies.values() if _bears((one.name, *one.aliases), wanted)}
        heard = tuple(sorted(people))
        bodies |= {role.organization or "" for role in self._roles if role.person in people}
        people |= {role.person for role in self._roles if role.organization in bodies}
        for body in (self._bodies[one] for one in sorted(bodies) if one in self._bodies):
            found |= dict.fromkeys((body.name, *body.aliases))
        for person in (self._people[one] for one in sorted(people) if one in self._people):
            found |= dict.fromkeys(_names_of(person))
        return tuple(name for name in found if name.strip()), heard


def _names_of(person: Person) -> tuple[str, ...]:
    return (person.code_name,) if person.protected else (person.name, *person.aliases)


def _bears(own: Iterable[str], wanted: Collection[str]) -> bool:
    return any(_plain(name) in wanted for name in own if name.strip())


def _plain(name: str) -> str:
    return " ".join(fold(word) for word in _name_words(name))
