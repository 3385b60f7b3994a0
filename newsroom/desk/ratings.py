"""How far an outlet was trusted, from when on and why."""

from dataclasses import dataclass
from datetime import date

from newsroom.domain.claim import Grade
from newsroom.domain.ids import is_id
from newsroom.domain.partial_date import date_in_words, span_of
from newsroom.domain.person import Member
from newsroom.domain.source import Publisher, ReliabilityRating
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


def _words(rating: ReliabilityRating, members: dict[str, str]) -> str:
    by = members.get(rating.by) or ("" if is_id(rating.by) or "/" in rating.by else rating.by)
    who = f" ({by})" if by else " (the list that comes with the program)" if "/" in rating.by else ""
    return f"{GRADE_NAMES[rating.grade]} from {date_in_words(rating.rated_from)}: {rating.reason}{who}"
