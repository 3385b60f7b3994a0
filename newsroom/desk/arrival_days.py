"""What the day a claim speaks of does to a source that came later. "Nothing is there yet" is overtaken when it is said
of now and stays true when it is said of a day; what was said in July is not backed by what is said in October."""

from dataclasses import dataclass
from typing import Literal

from newsroom.desk.days_in_words import DaysInWords
from newsroom.domain.claim import Claim, Stance
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


@dataclass(frozen=True, slots=True)
class ByDay:
    """The guessed ``stance`` of a source once the days are compared, and a ``sentence`` for whoever decides, empty
    where they do not matter. ``of_a_day``: the claim says of one day alone that nothing was there."""

    stance: Stance
    sentence: str = ""
    of_a_day: bool = False


def by_its_day(
    claim: Claim, days: DaysInWords, guess: Stance, *, published: str | None, may_end_absence: bool
) -> ByDay:  # fmt: skip
    """``guess`` is the stance by the words alone, ``published`` the day of the source."""
    if guess == "contradicts" or may_end_absence:
        absence = dated_absence(claim, days, published=published)
        if absence is not None:
            stance: Stance = "context" if guess == "contradicts" else guess
            return ByDay(stance, absence.sentence, of_a_day=True)
    said = days.said_on(claim) if guess == "supports" else None
    if said is None or (published is not None and published[: len(said)] <= said):
        return ByDay(guess)
    when = date_in_words(said)
    if published is None:
        return ByDay("context", f"Its words put it at {when}, and nobody knows whether this was said then.")
    return ByDay("context", f"Its words put it at {when}, and this is later, so it cannot back it.")


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
