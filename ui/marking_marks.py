"""How each marked passage stands, from what was read of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.domain.wording import FIDELITY_NAMES, LEVEL_NAMES
from ui.editor.anchor_marks import AnchorMark
from ui.widgets.kept_lines import KeptLines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsroom.desk.levels import RatedClaim
    from newsroom.desk.story_view import StoryView
    from newsroom.desk.verdicts import Verdict
    from newsroom.domain.draft import Anchor

_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WARNED = ("unmarked_edit", "not_found")
_BARRED = {
    "OFF_RECORD_WORDS": "said off the record", "QUOTE_AGAINST_TERMS": "not to be quoted by the terms",
    "NAMED_AGAINST_TERMS": "named against the terms",
}  # fmt: skip


class Marks:
    """Makes the marks of one reading after another; what nothing happened to keeps its mark. ``ahead`` has those of
    each reading made where it is read."""

    def __init__(self, *, ahead: Callable[[Callable[[StoryView], object]], None] | None = None) -> None:
        self._claims = KeptLines(_claim_mark)
        self._quotes = KeptLines(quote_mark)
        self._view: StoryView | None = None
        self._barred: dict[str, str] = {}
        self._marks: dict[str, AnchorMark] = {}
        if ahead is not None:
            ahead(self.of)

    def of(self, view: StoryView) -> dict[str, AnchorMark]:
        """Anchor id → its mark; anchors whose record is gone have none."""
        if view is self._view:
            return self._marks
        known, barred = self._view, _barred(view)
        is_like_before = known is not None and (
            known.anchors is view.anchors and known.verdicts is view.verdicts and self._barred == barred
            and known.claims.keys() == view.claims.keys()
        )  # fmt: skip
        if known is not None and is_like_before:
            self._marks = {**self._marks, **self._differing(known, view)}
        else:
            self._marks = self._all(view, barred)
        self._view, self._barred = view, barred
        return self._marks

    def _differing(self, known: StoryView, view: StoryView) -> dict[str, AnchorMark]:
        return {
            anchor: _claim_mark(one)
            for claim, one in view.claims.items()
            if one is not known.claims[claim]
            for anchor in view.anchors_of(claim)
        }

    def _all(self, view: StoryView, barred: Mapping[str, str]) -> dict[str, AnchorMark]:
        owners = dict(zip(view.claims, self._claims.of(view.claims.values()), strict=True))
        owners |= zip(view.verdicts, self._quotes.of(view.verdicts.values()), strict=True)
        for use, words in barred.items():
            if use in view.verdicts:
                owners[use] = quote_mark(view.verdicts[use], barred=words)
        marks: dict[str, AnchorMark] = {}
        for anchor in view.anchors.values():
            mark = owners.get(anchor.owner) if anchor.owner_kind in ("claim", "quote_use") else _other_mark(anchor)
            if mark is not None:
                marks[anchor.id] = mark
        return marks


def marks_of(view: StoryView) -> dict[str, AnchorMark]:
    """The marks of one reading alone."""
    return Marks().of(view)


def _other_mark(anchor: Anchor) -> AnchorMark:
    name = "Reply to a request" if anchor.owner_kind == "comment_request" else anchor.owner_kind.capitalize()
    return AnchorMark(anchor.owner_kind, anchor.owner, None, False, False, name)


def _claim_mark(one: RatedClaim) -> AnchorMark:
    proposed = one.claim.proposed
    level = LEVEL_NAMES[one.level]
    name = f"Found claim, not taken yet, {level}" if proposed else f"Claim, {level}, {_sources(one)}"
    return AnchorMark("claim", one.claim.id, one.level, proposed, one.asks_again, name)


def _barred(view: StoryView) -> dict[str, str]:
    """By the id of the use, what the terms have against each quotation they have anything against."""
    uses = {finding.record for finding in view.checked.findings if finding.code in _BARRED}
    return {use: barred_words(view, use) for use in uses if use is not None}


def barred_words(view: StoryView, use_id: str) -> str:
    """What the terms have against a quotation as it stands, empty for nothing."""
    found = {finding.code for finding in view.findings_by_record.get(use_id, ())}
    return next((words for code, words in _BARRED.items() if code in found), "")


def quote_mark(verdict: Verdict, *, barred: str = "") -> AnchorMark:
    """How a quotation stands; ``barred`` is what the terms have against it."""
    proposed = verdict.use.proposed
    who = verdict.use.speaker_name or "nobody named"
    told = (
        FIDELITY_NAMES[verdict.kind]
        if verdict.is_quoting
        else "told in our words"
        if verdict.is_speech
        else "not speech"
    )
    told = f"{barred}, {told}" if barred else told
    name = f"Found quote, not taken yet, {who}" if proposed else f"Quote, {told}, {who}"
    warned = bool(barred) or (not proposed and verdict.is_quoting and verdict.kind in _WARNED)
    return AnchorMark("quote_use", verdict.use.id, None, proposed, warned, name)


def _sources(one: RatedClaim) -> str:
    count = len({item.origin for item in one.items if item.stance in ("supports", "partial", "contradicts")})
    counted = _COUNTED[count] if count < len(_COUNTED) else str(count)
    return f"{counted} source{'' if count == 1 else 's'}"
