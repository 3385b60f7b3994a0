"""Whether the figures of a claim stand in what is cited for it."""

from functools import cached_property

from newsroom.desk.levels import RatedClaim
from newsroom.domain.claim import Evidence
from newsroom.domain.quote import Quote
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.text.unlike_figures import MAY_HAVE_FIGURES, Unlike, figures_unlike

_BACKS = ("supports", "partial")


class CitedNumbers:
    """The passages cited in a story, to be asked for the figures of a claim that stand in none of them."""

    def __init__(self, records: StoryRecords) -> None:
        self._records = records

    def unlike(self, one: RatedClaim) -> Unlike | None:
        """The figures of a claim, as its sentence has them, that no passage cited for it has, and what is there in
        their place. None where there are none, and of a proposal."""
        cited = [] if one.claim.proposed else self._cited_for(one.claim.id)
        if not cited:
            return None
        text = self._records.draft.text
        words = "\n".join(text[place.start : place.end] for place in one.places) or one.claim.wording
        found = figures_unlike(words, [passage for _, passage in cited])
        guessed = [item for item, _ in cited if "locator" in item.to_confirm]
        if found is None or not guessed:
            return found
        # Which passage is meant was a guess: the figure may stand elsewhere in the copy.
        here = tuple(figure for figure in found.here if not any(self._has(item, figure) for item in guessed))
        return Unlike(here, found.there) if here else None

    def _cited_for(self, claim: str) -> list[tuple[Evidence, str]]:
        """What backs a claim with the words of its passage, where there are figures in them."""
        cited: list[tuple[Evidence, str]] = []
        for item in self._evidence.get(claim, ()):
            quote = self._quotes.get(item.quote or "")
            words = item.excerpt or (quote.verbatim if quote is not None else "")
            if item.stance in _BACKS and item.terms != "off_record" and MAY_HAVE_FIGURES.search(words):
                cited.append((item, words))
        return cited

    @cached_property
    def _quotes(self) -> dict[str, Quote]:
        return by_id(self._records.quotes)

    @cached_property
    def _evidence(self) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = {}
        for item in self._records.evidence:
            found.setdefault(item.claim, []).append(item)
        return found

    def _has(self, item: Evidence, figure: str) -> bool:
        """Whether a saved copy of what an item rests on has a figure, written the same."""
        copies = (copy for copy in self._records.captures if item.capture == copy.id or item.source == copy.source)
        return any(figure in copy.text for copy in copies)
