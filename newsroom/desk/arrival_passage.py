"""The passage of a source's copies that says most about a claim."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.desk.arrival_figures import telling_place
from newsroom.desk.cite import place_in_copy
from newsroom.domain.claim import Claim
from newsroom.domain.source import Capture
from newsroom.text.passage import locator_at


@dataclass(frozen=True, slots=True)
class Passage:
    """``words`` of a copy, where they stand, and the sentence ``before`` them; all empty where no copy says anything of
    the claim."""

    locator: str = ""
    words: str = ""
    before: str = ""


def passage_of(claim: Claim, copies: Iterable[Capture]) -> Passage:
    """The sentence that gives the figure or the date of the claim, or another for it; else the one that shares most
    words with it."""
    every = tuple(copies)
    for copy in every if claim.kind not in ("speech", "absence") else ():
        place = telling_place(claim.wording, copy.text)
        if place is not None:
            start, end, before = place
            return Passage(locator_at(copy.offsets, start), copy.text[start:end], before)
    for copy in every:
        found = place_in_copy(copy.text, copy.offsets, claim.wording)
        if found:
            return Passage(str(found["locator"]), str(found["excerpt"]))
    return Passage()
