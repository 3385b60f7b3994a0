"""How far an outlet was trusted, from when on and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from newsroom.domain.claim import Grade
from newsroom.domain.ids import is_id
from newsroom.domain.partial_date import date_in_words, span_of
from newsroom.domain.person import Member
from newsroom.domain.source import Publisher, ReliabilityRating, Source
from newsroom.domain.trust import day_of
from newsroom.domain.wording import GRADE_NAMES
from newsroom.storage.queries import Queries


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One grade in the history of an outlet; ``counts``: it is the one that counts on the day asked for."""

    rating: str
    grade: Grade
    words: str
    counts: bool


def rating_lines(queries: Queries, publisher_id: str, *, today: date) -> tuple[RatingLine, ...]:
    """The grades of an outlet, the newest first; the newest that does not begin after ``today`` counts."""
    publisher = queries.get(Publisher, publisher_id)
    members = {member.id: member.name for member in queries.where(Member)}
    ratings = sorted(
        queries.where(ReliabilityRating, publisher=publisher.id),
        key=lambda one: (one.rated_from, one.created_at),
        reverse=True,
    )
    counting = next((one.id for one in ratings if (span := span_of(one.rated_from)) and span[0].date() <= today), None)
    return tuple(RatingLine(one.id, one.grade, _words(one, members), one.id == counting) for one in ratings)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by the name its sources bear: how it is rated, the newest grade first, and how many sources it has."""

    name: str
    lines: tuple[RatingLine, ...]
    sources: int

    @property
    def counting(self) -> RatingLine | None:
        """The grade that counts now, None while there is none."""
        return next((line for line in self.lines if line.counts), None)


def read_outlet(queries: Queries, name: str, *, url: str = "", today: date) -> Outlet:
    """An outlet known by its name, or else by the web domain of ``url``; one nobody rated has no lines."""
    known = outlets_named(queries.where(Publisher), name=name, url=url)
    lines: tuple[RatingLine, ...] = ()
    for publisher in known:
        lines = lines or rating_lines(queries, publisher.id, today=today)
    return Outlet(name, lines, len(queries.where(Source, publisher=name)))


def outlets_named(publishers: Sequence[Publisher], *, name: str, url: str) -> tuple[Publisher, ...]:
    """The outlets a source may mean, by its name first, then by the web domain of its address or one it lies below."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.").lower()
    except ValueError:
        host = ""
    parts = host.split(".")
    hosts = [".".join(parts[number:]) for number in range(max(0, len(parts) - 1))]
    known = [one for one in publishers if name and one.name.casefold() == name.casefold()]
    known += [one for named in hosts for one in publishers if named in one.domains]
    return tuple(dict.fromkeys(known))


def rating_of(
    publishers: Sequence[Publisher], ratings: Sequence[ReliabilityRating], *, name: str, url: str, today: date
) -> ReliabilityRating | None:
    """The grade that counts today for the outlet of a source; None while nobody rated it."""
    for publisher in outlets_named(publishers, name=name, url=url):
        rated = [
            one for one in ratings
            if one.publisher == publisher.id and (since := day_of(one.rated_from)) is not None and since <= today
        ]  # fmt: skip
        if rated:
            return max(rated, key=lambda one: (one.rated_from, one.created_at))
    return None


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in the list of all: the grade that counts, None while there is none, and how many sources it has."""

    name: str
    grade: Grade | None
    sources: int


def outlet_lines(queries: Queries, *, today: date) -> tuple[OutletLine, ...]:
    """The outlets of the desk: those nobody rated first, the most cited of them first, then the others by name."""
    publishers, ratings = queries.where(Publisher), queries.where(ReliabilityRating)
    by_publisher: dict[str, list[ReliabilityRating]] = {}
    for rating in ratings:
        by_publisher.setdefault(rating.publisher, []).append(rating)
    counting: dict[str, Grade] = {}
    for one in publishers:
        rated = rating_of((one,), by_publisher.get(one.id, ()), name=one.name, url="", today=today)
        if rated is not None:
            counting |= dict.fromkeys((one.name.casefold(), *one.domains), rated.grade)
    used = queries.outlets_in_use()
    lines = [OutletLine(name, counting.get(name.casefold()), number) for name, number in used]
    there = {name.casefold() for name, _ in used}
    lines += [
        OutletLine(one.name, counting.get(one.name.casefold()), 0)
        for one in publishers if one.name.casefold() not in there
    ]  # fmt: skip
    order = sorted(lines, key=lambda line: line.name.casefold())
    return tuple(sorted(order, key=lambda line: (line.grade is not None, -line.sources if line.grade is None else 0)))


def _words(rating: ReliabilityRating, members: dict[str, str]) -> str:
    by = members.get(rating.by) or ("" if is_id(rating.by) or "/" in rating.by else rating.by)
    who = f" ({by})" if by else " (the list that comes with the program)" if "/" in rating.by else ""
    return f"{GRADE_NAMES[rating.grade]} from {date_in_words(rating.rated_from)}: {rating.reason}{who}"
