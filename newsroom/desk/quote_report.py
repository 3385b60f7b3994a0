"""Every quotation of a story with all that is known of it: verdict, the three layers, speaker, terms, what is open, and
for one that is linked to nothing the saved copies its words stand in."""

from dataclasses import dataclass
from typing import Literal

from newsroom.desk.check import Checked
from newsroom.desk.check_mentions import unlinked_quotations
from newsroom.desk.check_terms import StoryTerms
from newsroom.desk.found_in import FoundIn, find_in_captures
from newsroom.desk.people import called
from newsroom.desk.quotes import bare_words
from newsroom.desk.verdicts import Verdict
from newsroom.domain.house_table import Severity, house_row
from newsroom.domain.profile import Profile
from newsroom.domain.quote import Quote
from newsroom.domain.readiness import Finding
from newsroom.domain.source import Source
from newsroom.domain.story_records import by_id
from newsroom.domain.terms import TermsOfUse
from newsroom.storage.queries import Queries
from newsroom.text.attribution import FoundQuote

SpeakerState = Literal["explicit", "inferred", "none"]
MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Correction:
    """A fix of the transcript that stands beside the captured words."""

    words: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class QuotationLine:
    """One quotation of the draft, ``start`` and ``end`` in code points. ``verdict`` is None where no record stands for
    it; ``captured`` is empty where it is linked to no words; ``severity`` is what the house makes of its edit."""

    start: int
    end: int
    published: str
    speaker: str
    speaker_state: SpeakerState
    outlet: str
    verdict: Verdict | None = None
    source: Source | None = None
    captured: str = ""
    correction: Correction | None = None
    severity: Severity = "pass"
    terms: TermsOfUse | None = None
    findings: tuple[Finding, ...] = ()
    candidates: tuple[FoundIn, ...] = ()

    @property
    def is_linked(self) -> bool:
        """Whether its words are compared with captured ones."""
        return self.verdict is not None and self.verdict.capture is not None


def report_quotations(queries: Queries, checked: Checked, *, profile: Profile) -> tuple[QuotationLine, ...]:
    """The quotations of a checked story in the order of its text; what is not speech is left out."""
    reporter = _Reporter(queries, checked, profile)
    lines = [reporter.known(verdict) for verdict in checked.quotes if verdict.is_speech]
    lines += [reporter.unknown(found) for found in unlinked_quotations(checked.records)]
    return tuple(sorted(lines, key=lambda line: (line.start, line.end)))


class _Reporter:
    def __init__(self, queries: Queries, checked: Checked, profile: Profile) -> None:
        self._queries = queries
        self._checked = checked
        self._house = profile.quotes
        self._terms = StoryTerms(checked.records)
        self._sources = by_id(checked.records.sources)
        self._people = by_id(checked.records.people)

    def known(self, verdict: Verdict) -> QuotationLine:
        use, quote = verdict.use, verdict.quote
        person = self._people.get(quote.speaker or "") if quote is not None else None
        speaker = called(person) if person is not None else use.speaker_name
        state: SpeakerState = "none" if not speaker else "inferred" if "speaker" in use.to_confirm else "explicit"
        row = house_row(verdict.kind, verdict.detail)
        linked = quote if verdict.capture is not None else None
        return QuotationLine(
            start=verdict.start,
            end=verdict.end,
            published=verdict.published,
            speaker=speaker,
            speaker_state=state,
            outlet=use.outlet,
            verdict=verdict,
            source=self._sources.get(quote.source or "") if quote is not None else None,
            captured=linked.verbatim if linked is not None else "",
            correction=self._correction(linked),
            severity=self._house[row] if row else "pass",
            terms=self._terms.of(verdict),
            findings=tuple(one for one in self._checked.findings if one.record == use.id),
            candidates=() if linked is not None else self._candidates(verdict.published),
        )

    def unknown(self, found: FoundQuote) -> QuotationLine:
        state: SpeakerState = (
            "explicit" if found.speaker_state == "explicit" else "inferred" if found.speaker else "none"
        )
        here = (found.start, found.end)
        return QuotationLine(
            start=found.start,
            end=found.end,
            published=found.text,
            speaker=found.speaker or "",
            speaker_state=state,
            outlet=found.outlet or "",
            findings=tuple(one for one in self._checked.findings if (one.start, one.end) == here),
            candidates=self._candidates(found.text),
        )

    def _correction(self, quote: Quote | None) -> Correction | None:
        if quote is None or quote.corrected is None:
            return None
        entry = next((one for one in self._queries.log(quote.id) if one.field == "corrected"), None)
        by, at = (entry.actor, entry.at) if entry is not None else ("", "")
        return Correction(quote.corrected, quote.correction_reason, by, at)

    def _candidates(self, words: str) -> tuple[FoundIn, ...]:
        return find_in_captures(self._queries, bare_words(words), limit=MOST_CANDIDATES)
