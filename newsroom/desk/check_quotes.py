"""The quotations of a story as the gate takes them: how faithful, whose, under which terms, and named where."""

import hashlib
from collections.abc import Mapping, Sequence

from newsroom.desk.check_mentions import Mentions
from newsroom.desk.check_terms import StoryTerms
from newsroom.desk.quote_insertion import HEARD_BY_OTHERS
from newsroom.desk.verdicts import Verdict
from newsroom.domain.house_table import HOUSE_TABLE, Severity, house_row
from newsroom.domain.readiness_facts import QuoteState
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.domain.wording import FIDELITY_NAMES
from newsroom.text.consistency import is_reporters_wording
from newsroom.text.fidelity_marked import is_glued
from newsroom.text.language.words import lowered

_TOLD_BY_CHANGES = frozenset({"terminal_punctuation", "case_of_start", "ellipsis", "brackets"})
_WORST_FIRST: tuple[Severity, ...] = ("error", "warn", "pass")


class QuoteStates:
    """What the states of all quotations of a story need, gathered once. ``house`` is the profile's table of edits."""

    def __init__(
        self, records: StoryRecords, verdicts: Sequence[Verdict], *, house: Mapping[str, Severity], mentions: Mentions,
        terms: StoryTerms,
    ) -> None:  # fmt: skip
        self._text = records.draft.text
        self._lower = lowered(records.draft.text)
        self._sources = by_id(records.sources)
        self._house = house
        self._mentions = mentions
        self._terms = terms
        self._first_named: dict[str, int] = {}
        self._together: dict[str, list[Verdict]] = {}
        for verdict in verdicts:
            if verdict.quote is not None:
                self._together.setdefault(verdict.quote.id, []).append(verdict)

    def state(self, verdict: Verdict) -> QuoteState:
        """One quotation as the gate takes it."""
        quote, use = verdict.quote, verdict.use
        terms, around = self._terms.of(verdict), self._around(verdict)
        severity, detail = self._judged(verdict)
        return QuoteState(
            id=use.id,
            words=verdict.published,
            start=verdict.start,
            end=verdict.end,
            state=verdict.state,
            linked=quote is not None and verdict.capture is not None,
            fidelity=verdict.kind,
            detail=detail,
            house_severity=severity,
            terms=terms.value,
            is_speech=verdict.is_speech,
            is_quoting=verdict.is_quoting,
            quoting_agreed=terms.may_be_quoted,
            wording_missing=verdict.is_speech and self._terms.is_wording_missing(verdict, around),
            agreed_description=terms.description,
            named_against=self._terms.named_against(verdict, around),
            has_speaker=bool(use.speaker_name) or (quote is not None and quote.speaker is not None),
            has_source=quote is not None and quote.source is not None,
            inconsistent=use.id in self._mentions.unlike or self._is_inconsistent(verdict),
            unlike=self._mentions.unlike.get(use.id, ""),
            attributed_to=self._mentions.attributed_to.get(use.id, ""),
            outlet_unnamed=self._is_outlet_unnamed(verdict),
            translation_unsaid=quote is not None
            and (quote.translation_of is not None or use.kind == "translated")
            and "translat" not in self._lower[slice(*self._paragraph(verdict))],
            proposed=use.proposed,
            hash=_hash(verdict.published, verdict.kind, verdict.detail),
        )

    def _around(self, verdict: Verdict) -> str:
        """The paragraph of a quotation; of a block also the ones beside it, where who said it stands."""
        start, end = self._paragraph(verdict)
        if verdict.use.kind == "block":
            start = self._text.rfind("\n\n", 0, max(0, start - 1)) + 1
            behind = self._text.find("\n\n", end + 2)
            end = behind if behind >= 0 else len(self._text)
        return self._text[start:end]

    def _judged(self, verdict: Verdict) -> tuple[Severity, str]:
        """What the house makes of how the words are edited, and that in a sentence."""
        rows = [house_row(verdict.kind, verdict.detail)]
        if verdict.is_speech and verdict.use.kind == "single_word":
            rows.append("single_word")
        if (
            verdict.is_speech
            and verdict.kind not in ("exact", "marked_edit")
            and is_reporters_wording(verdict.published)
        ):
            rows.append("words_nobody_said")
        if verdict.kind in ("not_compared", "not_found", "unmarked_edit") and is_glued(verdict.published):
            rows.append("ellipsis_glued")
        judged = sorted((_WORST_FIRST.index(self._house[row]), at, row) for at, row in enumerate(rows) if row)
        if not judged:
            return "pass", detail_in_words(verdict)
        rank, _, row = judged[0]
        return _WORST_FIRST[rank], HOUSE_TABLE[row].words or detail_in_words(verdict)

    def _paragraph(self, verdict: Verdict) -> tuple[int, int]:
        start = self._text.rfind("\n\n", 0, verdict.start) + 1
        end = self._text.find("\n\n", verdict.end)
        return start, end if end >= 0 else len(self._text)

    def _is_outlet_unnamed(self, verdict: Verdict) -> bool:
        """Whether words another outlet heard stand in a story that never names it up to and in this paragraph."""
        source = self._sources.get(verdict.quote.source or "") if verdict.quote is not None else None
        if source is None or source.type not in HEARD_BY_OTHERS or not source.publisher or not verdict.is_speech:
            return False
        name = lowered(source.publisher).removeprefix("the ")
        if name not in self._first_named:
            self._first_named[name] = self._lower.find(name)
        first = self._first_named[name]
        return first < 0 or first + len(name) > self._paragraph(verdict)[1]

    def _is_inconsistent(self, verdict: Verdict) -> bool:
        same = self._together.get(verdict.quote.id, ()) if verdict.quote is not None else ()
        if len(same) < 2:
            return False
        mine = _bare(verdict.published)
        # Two parts of the captured words that are both as they were captured are two parts, not two versions.
        others = [
            _bare(one.published) for one in same
            if one is not verdict and one.is_speech and not one.kind == verdict.kind == "exact"
        ]  # fmt: skip
        return any(mine not in other and other not in mine for other in others)


def detail_in_words(verdict: Verdict) -> str:
    """What was changed in a quotation, in a sentence; empty when nothing was."""
    row = house_row(verdict.kind, verdict.detail)
    if row and HOUSE_TABLE[row].words and row not in _TOLD_BY_CHANGES:
        return HOUSE_TABLE[row].words
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
