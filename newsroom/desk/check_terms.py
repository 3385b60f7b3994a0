"""What was agreed for each quotation, and whether the sentence round it keeps to it (domain.md section 6)."""

import re
from collections.abc import Sequence

from newsroom.desk.verdicts import Verdict
from newsroom.domain.folding import fold
from newsroom.domain.person import Person
from newsroom.domain.readiness_facts import PromiseState
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.domain.terms import Terms, TermsOfUse, terms_of_use

_ARTICLE = re.compile(r"^(?:a|an|the|one|our) ")


class StoryTerms:
    """The terms that hold in one story, gathered once."""

    def __init__(self, records: StoryRecords) -> None:
        self._records = records
        self._agreed = {terms.record: terms for terms in records.terms}
        self._people = by_id(records.people)
        self._sources = by_id(records.sources)
        self._of_evidence: dict[str, list[Terms]] = {}
        for item in records.evidence:
            # Evidence says on_record unless somebody set it: it can make terms stricter, never looser.
            if item.terms != "on_record":
                noted = Terms(item.id, 1, "", "", None, record=item.id, value=item.terms)
                for behind in (item.quote, item.source):
                    if behind is not None:
                        self._of_evidence.setdefault(behind, []).append(noted)

    def of(self, verdict: Verdict) -> TermsOfUse:
        """What holds for a quotation: the strictest of its own, its speaker's, its source's and the evidence's."""
        quote = verdict.quote
        if quote is None:
            return TermsOfUse()
        records = [record for record in (quote.speaker, quote.source) if record is not None]
        others = [self._agreed[record] for record in records if record in self._agreed]
        for record in (quote.id, quote.source):
            others += self._of_evidence.get(record or "", ())
        return terms_of_use(self._agreed.get(quote.id), others)

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
        for verdict in verdicts:
            quote = verdict.quote
            if quote is None or verdict.use.proposed:
                continue
            for kind, record in (("quote", quote.id), ("person", quote.speaker), ("source", quote.source)):
                terms = self._agreed.get(record or "")
                if record is not None and record not in found and terms is not None and terms.read_back:
                    found[record] = PromiseState(kind, record, self._called(kind, record), verdict.start, verdict.end)
        return tuple(found.values())

    def _called(self, kind: str, record: str) -> str:
        if kind == "person":
            person = self._people.get(record)
            return (person.code_name or person.name) if person is not None else ""
        return self._sources[record].title if record in self._sources else ""


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
