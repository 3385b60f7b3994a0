"""What becomes of "nothing is there yet" when it is there: said of now it is overtaken, said of a day it stays true."""

from dataclasses import dataclass
from typing import Literal

from newsroom.desk.days_in_words import DaysInWords
from newsroom.domain.claim import Claim
from newsroom.domain.partial_date import date_in_words, span_of

Then = Literal["later", "nobody_knows"]


@dataclass(frozen=True, slots=True)
class DatedAbsence:
    """``day`` (a partial date) is the one of which a claim says that something was not there; ``then``: what came is
    later than that, or has no date that would tell."""

    day: str
    then: Then

    @property
    def sentence(self) -> str:
        """For whoever decides."""
        when = date_in_words(self.day)
        if self.then == "later":
            return f"It speaks of {when}: what came later does not make it false. A newer statement exists."
        return (
            f"It speaks of {when}, and nobody knows whether this was there then. Say in the details of the source "
            "when it was published."
        )


def dated_absence(claim: Claim, days: DaysInWords, *, published: str | None) -> DatedAbsence | None:
    """None where the claim is no absence, speaks of now, or of a day on which what was ``published`` was there."""
    return stays_true(days.absent_on(claim), published=published)


def stays_true(day: str | None, *, published: str | None) -> DatedAbsence | None:
    """The same of the ``day`` of which it is said that something was not there, None for now."""
    spoken, came = span_of(day), span_of(published)
    if day is None or spoken is None:
        return None
    if came is not None and came[0] >= spoken[1]:
        return DatedAbsence(day, "later")
    # A month holds days before and after the day it is said of.
    return DatedAbsence(day, "nobody_knows") if came is None or came[1] > spoken[1] else None
