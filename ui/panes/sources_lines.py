"""The sources of a story as a list: those it rests on, then those only found in its text and not judged yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType

from newsroom.desk.story_view import HeldSource, StoryView
from newsroom.domain.quote import QuoteUse
from newsroom.domain.source import HoldingState, Source, SourceType
from newsroom.domain.wording import HOLDING_NAMES, SOURCE_TYPE_NAMES
from ui.time_words import date_words
from ui.widgets.record_lines import RecordLine

GROUPS: tuple[tuple[HoldingState, str], ...] = (("key", "Key sources"), ("read", "Read"), ("unread", "Not read yet"))
FOUND = "Found in the text"
ICONS: dict[SourceType, str] = {
    "interview_own": "person", "interview_published": "person", "email": "mail", "letter": "mail", "message": "mail",
    "broadcast": "recording", "podcast": "recording", "photo": "photo", "observation": "note", "press_release": "page",
    "official_statement": "page", "public_record": "page", "court_filing": "page", "ruling": "page", "dataset": "page",
    "poll": "page", "study": "page", "report": "page", "book": "page", "document": "page",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resting:
    """How many claims and quotations of the story rest on a source."""

    claims: int
    quotes: int

    @property
    def words(self) -> str:
        """``3 claims and 1 quote``; empty for none."""
        parts = [_number(self.claims, "claim"), _number(self.quotes, "quote")]
        return " and ".join(part for part in parts if part)


class SourceLines:
    """Makes the lines of one reading after another; of thousands few are made again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[HeldSource, Sequence[str], RecordLine]] = {}
        self._taken: Set[str] = frozenset()
        self._used: Mapping[str | None, int] = {}
        self._uses: Mapping[str, QuoteUse] = {}
        self._newest: tuple[StoryView, Mapping[str, Sequence[str]], tuple[RecordLine, ...]] | None = None

    def of(
        self, view: StoryView, *, troubles: Mapping[str, Sequence[str]] = MappingProxyType({})
    ) -> tuple[RecordLine, ...]:  # fmt: skip
        """Key sources first, then what was read, then what was not, each in the order they came; proposals last.
        ``troubles`` says what is wrong with a source, by its id."""
        if self._newest is not None and self._newest[0] is view and self._newest[1] == troubles:
            return self._newest[2]
        taken, used = _taken(view), self._used if view.uses is self._uses else _used(view)
        other_claims = taken ^ self._taken
        other_quotes = {quote for quote, _ in used.items() ^ self._used.items()}
        known, now = self._known, dict[str, tuple[HeldSource, Sequence[str], RecordLine]]()
        groups: dict[str, list[RecordLine]] = {}
        for held in view.held:
            wrong = troubles.get(held.source.id, ())
            was = known.get(held.source.id)
            if was is None or was[1] != wrong or not _rests_alike(was[0], held, other_claims, other_quotes):
                was = held, wrong, _line(held, _resting(held, taken, used), wrong)
            now[held.source.id] = held, wrong, was[2]
            groups.setdefault("found" if held.source.proposed else held.holding.state, []).append(was[2])
        self._known, self._taken, self._used, self._uses = now, taken, used, view.uses
        lines: list[RecordLine] = []
        for state, words in (*GROUPS, ("found", FOUND)):
            if own := groups.get(state):
                lines += [RecordLine(id=f"group {state}", title=words, tail=str(len(own)), heading=True), *own]
        self._newest = view, troubles, tuple(lines)
        return self._newest[2]


def _rests_alike(
    was: HeldSource, held: HeldSource, other_claims: Set[str], other_quotes: Set[str | None]
) -> bool:  # fmt: skip
    """Whether the line of a source says what it said; the claims and quotes are those that count otherwise now."""
    if was is not held and (was.source, was.holding, was.captures, was.evidence, was.quotes) != (
        held.source, held.holding, held.captures, held.evidence, held.quotes
    ):  # fmt: skip
        return False
    if other_claims and not other_claims.isdisjoint(item.claim for item in held.evidence):
        return False
    return not other_quotes or other_quotes.isdisjoint(quote.id for quote in held.quotes)


def _line(held: HeldSource, on_it: Resting, wrong: Sequence[str]) -> RecordLine:
    source, resting = held.source, on_it.words
    missing = "" if held.captures else "no copy saved"
    parts = (*wrong, missing, resting.replace(" and ", ", "), source.publisher, *_day_and_type(source))
    state = "found in the text, not judged yet" if source.proposed else HOLDING_NAMES[held.holding.state]
    spoken = (name_of(source), *wrong, state, source.publisher, *_day_and_type(source), missing)
    rests = f"{resting} {'rests' if on_it.claims + on_it.quotes == 1 else 'rest'} on it" if resting else ""
    return RecordLine(
        id=source.id, title=name_of(source), subtitle=" · ".join(part for part in parts if part),
        mark=ICONS.get(source.type, "web_page"), faint=source.proposed,
        warned=bool(wrong) or (not held.captures and not source.proposed),
        accessible=", ".join(part for part in (*spoken, rests) if part),
    )  # fmt: skip


def name_of(source: Source) -> str:
    """What a source is called: its title, else outlet or address."""
    return " ".join(source.title.split()) or source.publisher or source.url or "Source without a title"


def _taken(view: StoryView) -> Set[str]:
    """The claims that count."""
    return {one.claim.id for one in view.checked.claims if not one.claim.proposed}


def _used(view: StoryView) -> Counter[str | None]:
    """Quote → how often the text uses it; counted once for all sources, of which a story may have a thousand."""
    return Counter(use.quote for use in view.uses.values() if not use.proposed)


def _resting(held: HeldSource, taken: Set[str], used: Mapping[str | None, int]) -> Resting:
    claims = len({item.claim for item in held.evidence if item.claim in taken})
    return Resting(claims, sum(used.get(quote, 0) for quote in {quote.id for quote in held.quotes}))


def _day_and_type(source: Source) -> tuple[str, str]:
    return date_words((source.published or "")[:10]), SOURCE_TYPE_NAMES[source.type]


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
