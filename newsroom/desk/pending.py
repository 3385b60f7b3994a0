"""What claims wait for: what would confirm them, from whom, by when; over all stories, what is overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from newsroom.desk.levels import rate_claims
from newsroom.desk.people import hiding_names
from newsroom.domain.claim import Claim, Level
from newsroom.domain.errors import BadInput
from newsroom.domain.partial_date import date_in_words, is_partial_date, span_of
from newsroom.domain.story import Story
from newsroom.domain.story_records import StoryRecords
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction

_MOST_YEARS = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits. ``days_over``: days since the last day named, 0 or less while there is time, None where none
    is named."""

    claim: Claim
    story: Story
    level: Level
    days_over: int | None

    @property
    def is_overdue(self) -> bool:
        return self.days_over is not None and self.days_over > 0

    @property
    def what(self) -> str:
        """``its own announcement, from Corvane Pictures``."""
        return pending_words(self.claim)

    @property
    def due(self) -> str:
        """``overdue for 3 days``, ``by today``, ``by 14 March 2026``; ``no day named`` where none is."""
        return due_words(self.claim, self.days_over)


def is_waiting(claim: Claim) -> bool:
    """Whether anything is said of what the claim waits for."""
    return bool(claim.pending.strip() or claim.pending_from.strip() or claim.pending_by)


def wait_for(
    transaction: Transaction, *, claim_id: str, what: str, from_whom: str = "", by: str | None = None
) -> Claim:  # fmt: skip
    """Says what would confirm a claim, from whom and by when (a partial date); a protected person stands there under
    the code name. Refused: no date, and a day nobody can mean."""
    if by is not None:
        fit_day(by, today=transaction.today)
    claim = transaction.get(Claim, claim_id)
    hidden = hiding_names(transaction, with_surnames=True)
    told, whom = hidden(what.strip()), hidden(from_whom.strip())
    return transaction.put(replace(claim, pending=told, pending_from=whom, pending_by=by))


def fit_day(by: str, *, today: date) -> str:
    """A partial date by which something is to come, as it is. Refused: no date, and one so many years away that it must
    be a slip."""
    if not is_partial_date(by):
        raise BadInput(f"“{by}” is no date. Write it as 2026, 2026-03, 2026-03-14 or 2026-03-14T10:30.")
    if abs(int(by[:4]) - today.year) > _MOST_YEARS:
        raise BadInput(
            f"“{by}” is more than {_MOST_YEARS} years away, so nothing would ever be due. Write the day it is expected "
            "by, or leave the day out."
        )
    return by


def wait_no_longer(transaction: Transaction, *, claim_id: str) -> Claim:
    """What the claim waited for has come, or is not expected any more."""
    return wait_for(transaction, claim_id=claim_id, what="")


def waiting_claims(queries: Queries, *, now: datetime) -> tuple[Waiting, ...]:
    """The claims of all stories that wait: the longest overdue first, then by day, those without a day last."""
    claims = queries.claims_waiting()
    if not claims:
        return ()
    found: list[Waiting] = []
    for story in queries.where(Story, id=tuple({claim.story for claim in claims})):
        found += _rated(queries.story_records(story.id), [one for one in claims if one.story == story.id], now=now)
    return tuple(sorted(found, key=lambda one: (one.days_over is None, -(one.days_over or 0), one.claim.created_at)))


def _rated(records: StoryRecords, own: Sequence[Claim], *, now: datetime) -> list[Waiting]:
    wanted = {claim.id for claim in own}
    few = replace(records, claims=tuple(claim for claim in records.claims if claim.id in wanted))
    return [
        Waiting(one.claim, records.story, one.level, days_over(one.claim.pending_by, today=now.date()))
        for one in rate_claims(few, now=now)
    ]


def days_over(by: str | None, *, today: date) -> int | None:
    """Days from the last day a partial date can mean to ``today``; None where there is none that can be read."""
    span = span_of(by)
    return (today - (span[1] - timedelta(microseconds=1)).date()).days if span is not None else None


def pending_words(claim: Claim) -> str:
    """What a claim waits for in a few words, without the day; empty where only a day is named."""
    what, whom = claim.pending.strip().rstrip("."), claim.pending_from.strip()
    if what and whom:
        return f"{what}, from {whom}"
    return what or (f"word from {whom}" if whom else "")


def due_words(claim: Claim, over: int | None) -> str:
    """By when, in words; ``over`` as ``days_over`` gives it."""
    if over is None and not claim.pending_by:
        return "no day named"
    if over is None:
        return f"by {date_in_words(claim.pending_by or '')}"
    if over > 0:
        return f"overdue for {over} day{'' if over == 1 else 's'}"
    return "by today" if over == 0 else f"by {date_in_words(claim.pending_by or '')}"
