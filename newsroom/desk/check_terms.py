"""What was agreed for each quotation, and whether the sentence round it keeps to it (domain.md section 6)."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from newsroom.desk.terms import OWN_TALK, terms_that_hold
from newsroom.desk.verdicts import Verdict
from newsroom.domain.claim import Evidence
from newsroom.domain.folding import fold
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote
from newsroom.domain.readiness_facts import PromiseState
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.domain.terms import TermsOfUse, TermsValue

_ARTICLE = re.compile(r"^(?:a|an|the|one|our) ")


class StoryTerms:
    """The terms that hold in one story, gathered once."""

    def __init__(self, records: StoryRecords) -> None:
        self._records = records
        self._agreed = {terms.record: terms for terms in records.terms}
        self._people = by_id(records.people)
        self._sources = by_id(records.sources)

    @cached_property
    def _of_evidence(self) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = {}
        for item in self._records.evidence:
            for behind in (item.quote, item.source):
                if behind is not None:
                    found.setdefault(behind, []).append(item)
        return found

    def of(self, verdict: Verdict) -> TermsOfUse:
        """What holds for a quotation: the strictest of its own, its speaker's, its source's and the evidence's."""
        return self.of_quote(verdict.quote) if verdict.quote is not None else TermsOfUse()

    def of_quote(self, quote: Quote) -> TermsOfUse:
        """What holds for a quote, wherever it stands."""
        records = (quote.id, quote.speaker or "", quote.source or "")
        evidence = [item for behind in (quote.id, quote.source) for item in self._of_evidence.get(behind or "", ())]
        return terms_that_hold(quote.id, (self._agreed[one] for one in records if one in self._agreed), evidence)

    def is_wording_missing(self, verdict: Verdict, around: str) -> bool:
        """Whether the description agreed does not stand in the words round a quotation."""
        terms = self.of(verdict)
        return terms.is_without_name and not (terms.description and _stands_in(terms.description, around))

    def named_against(self, verdict: Verdict, around: str) -> str:
        """How the words round a quotation give away who spoke, though no name was agreed; empty when they do not. For
        words that may be used without any attribution the description counts as well."""
        terms = self.of(verdict)
        if terms.value == "deep_background" and terms.description and _stands_in(terms.description, around):
            return terms.description
        if not (terms.is_without_name or terms.value == "deep_background"):
            return ""
        person = self._people.get(verdict.quote.speaker or "") if verdict.quote is not None else None
        return next((name for name in _names(person) if _stands_as_name(name, around)), "")

    def promises(self, verdicts: Sequence[Verdict]) -> tuple[PromiseState, ...]:
        """Each promise to read words back that is still open, at the first quotation it is about."""
        found: dict[str, PromiseState] = {}
        if not any(terms.read_back for terms in self._agreed.values()):
            return ()
        for verdict in verdicts:
            if verdict.quote is None or verdict.use.proposed:
                continue
            for kind, record, label in self.promises_of(verdict.quote):
                found.setdefault(record, PromiseState(kind, record, label, verdict.start, verdict.end))
        return tuple(found.values())

    def promises_of(self, quote: Quote) -> Iterator[tuple[str, str, str]]:
        """The open promises to read a quote back: ``quote``, ``person`` or ``source``, its id, and what it is called;
        the words themselves are called nothing."""
        for kind, record in (("quote", quote.id), ("person", quote.speaker), ("source", quote.source)):
            terms = self._agreed.get(record or "")
            if record is not None and terms is not None and terms.read_back:
                yield kind, record, self._called(kind, record)

    def _called(self, kind: str, record: str) -> str:
        if kind == "person":
            person = self._people.get(record)
            return (person.code_name or person.name) if person is not None else ""
        return self._sources[record].title if record in self._sources else ""


def settled_by_quotes(
    records: StoryRecords, verdicts: Sequence[Verdict], *, claims: Collection[str]
) -> dict[str, TermsValue]:
    """The talks of our own for which nothing was noted as a whole, but for all the words that are used of them:
    source id → ``on_record``, since what holds stands with each quote. ``claims`` are those that count."""
    noted = {terms.record for terms in records.terms if terms.value != "unspecified"}
    talks = {source.id for source in records.sources if source.type in OWN_TALK} - noted
    if not talks:
        return {}
    used = [verdict.quote for verdict in verdicts if verdict.quote is not None]
    open_talks = {quote.source for quote in used if quote.id not in noted}
    quotes, copies = by_id(records.quotes), by_id(records.captures)
    for item in records.evidence:
        quote, copy = quotes.get(item.quote or ""), copies.get(item.capture or "")
        if item.claim in claims and item.stance != "context" and (quote is None or quote.id not in noted):
            open_talks |= {item.source, quote.source if quote else None, copy.source if copy else None}
    return {quote.source: "on_record" for quote in used if quote.source in talks - open_talks}


def _names(person: Person | None) -> list[str]:
    """What somebody may be called in prose: the whole name, the other names, the surname."""
    if person is None or not person.name:
        return []
    parts = person.name.split()
    return [person.name, *person.aliases, *(parts[-1:] if len(parts) > 1 else ())]


def _stands_as_name(name: str, words: str) -> bool:
    return bool(name.strip()) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


def _stands_in(description: str, words: str) -> bool:
    """Whether words stand there, whatever their case, accents and article."""
    wanted = _ARTICLE.sub("", " ".join(fold(description).split()))
    return wanted in " ".join(fold(words).split())
