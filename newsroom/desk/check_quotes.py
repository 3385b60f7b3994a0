"""The quotations of a story as the gate takes them: how faithful, whose, under which terms, and named where."""

import hashlib
from collections.abc import Mapping, Sequence

from newsroom.desk.verdicts import Verdict
from newsroom.domain.readiness_facts import QuoteState
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.domain.terms import TermsValue
from newsroom.domain.wording import FIDELITY_NAMES
from newsroom.text.language.words import lowered

_HEARD_BY_OTHERS = frozenset({"interview_published", "news_report", "trade_report", "aggregator_post", "wire_copy"})
_WARNED_EDITS = frozenset(
    {"truncated_sentence", "ellipsis_joins_sentences", "ellipsis_glued", "hidden_characters", "lost_negation"}
)
_EDITS_IN_WORDS = {
    "truncated_sentence": "The source's sentence goes on where this one ends.",
    "ellipsis_joins_sentences": "The ellipsis joins two sentences.",
    "ellipsis_glued": "The ellipsis is glued to a comma or a word.",
    "hidden_characters": "The saved copy has characters here that cannot be seen.",
}


class QuoteStates:
    """What the states of all quotations of a story need, gathered once."""

    def __init__(self, records: StoryRecords, verdicts: Sequence[Verdict]) -> None:
        self._text = records.draft.text
        self._lower = lowered(records.draft.text)
        self._sources = by_id(records.sources)
        self._agreed: Mapping[str, TermsValue] = {terms.record: terms.value for terms in records.terms}
        self._first_named: dict[str, int] = {}
        self._together: dict[str, list[Verdict]] = {}
        for verdict in verdicts:
            if verdict.quote is not None:
                self._together.setdefault(verdict.quote.id, []).append(verdict)

    def state(self, verdict: Verdict) -> QuoteState:
        """One quotation as the gate takes it."""
        quote, use = verdict.quote, verdict.use
        return QuoteState(
            id=use.id,
            words=verdict.published,
            start=verdict.start,
            end=verdict.end,
            state=verdict.state,
            linked=quote is not None and verdict.capture is not None,
            fidelity=verdict.kind,
            detail=detail_in_words(verdict),
            house_severity=_severity(verdict),
            terms=self._terms(verdict),
            has_speaker=not verdict.is_speech
            or bool(use.speaker_name)
            or (quote is not None and quote.speaker is not None),
            has_source=not verdict.is_speech or (quote is not None and quote.source is not None),
            inconsistent=self._is_inconsistent(verdict),
            outlet_unnamed=self._is_outlet_unnamed(verdict),
            translation_unsaid=quote is not None
            and quote.translation_of is not None
            and "translat" not in self._lower[slice(*self._paragraph(verdict))],
            proposed=use.proposed,
            hash=_hash(verdict.published, verdict.kind, verdict.detail),
        )

    def _paragraph(self, verdict: Verdict) -> tuple[int, int]:
        start = self._text.rfind("\n\n", 0, verdict.start) + 1
        end = self._text.find("\n\n", verdict.end)
        return start, end if end >= 0 else len(self._text)

    def _is_outlet_unnamed(self, verdict: Verdict) -> bool:
        """Whether words another outlet heard stand in a story that never names it up to and in this paragraph."""
        source = self._sources.get(verdict.quote.source or "") if verdict.quote is not None else None
        if source is None or source.type not in _HEARD_BY_OTHERS or not source.publisher or not verdict.is_speech:
            return False
        name = lowered(source.publisher)
        if name not in self._first_named:
            self._first_named[name] = self._lower.find(name)
        first = self._first_named[name]
        return first < 0 or first + len(name) > self._paragraph(verdict)[1]

    def _is_inconsistent(self, verdict: Verdict) -> bool:
        same = self._together.get(verdict.quote.id, ()) if verdict.quote is not None else ()
        if len(same) < 2:
            return False
        mine = _bare(verdict.published)
        others = [_bare(one.published) for one in same if one is not verdict and one.is_speech]
        return any(mine not in other and other not in mine for other in others)

    def _terms(self, verdict: Verdict) -> TermsValue:
        if verdict.quote is None:
            return "on_record"
        named = (verdict.quote.id, verdict.quote.speaker, verdict.quote.source)
        for record in named:
            if record is not None and record in self._agreed:
                return self._agreed[record]
        return "on_record"


def _severity(verdict: Verdict) -> str:
    if verdict.kind == "unmarked_edit":
        # A sentence cut short is only looked at; a changed or lost word never is.
        return "warn" if verdict.detail == "truncated_sentence" else "error"
    if verdict.detail in _WARNED_EDITS:
        return "warn"
    return "warn" if verdict.use.kind == "single_word" and verdict.is_speech else "pass"


def detail_in_words(verdict: Verdict) -> str:
    """What was changed in a quotation, in a sentence; empty when nothing was."""
    if verdict.detail in _EDITS_IN_WORDS:
        return _EDITS_IN_WORDS[verdict.detail]
    told = [
        f"“{published}” stands for “{source}”" if published and source
        else f"“{source}” is missing" if source else f"“{published}” was added"
        for _, published, source in verdict.changes[:3]
    ]  # fmt: skip
    if told:
        return f"{'; '.join(told)}."
    return f"It is {FIDELITY_NAMES[verdict.kind]}." if verdict.kind != "exact" else ""


def _bare(words: str) -> str:
    letters = "".join(character if character.isalnum() else " " for character in words.casefold())
    return " ".join(letters.split())


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()
