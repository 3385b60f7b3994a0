"""How each marked passage stands, from what was read of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.domain.wording import FIDELITY_NAMES, LEVEL_NAMES
from ui.editor.anchor_marks import AnchorMark

if TYPE_CHECKING:
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


def marks_of(view: StoryView) -> dict[str, AnchorMark]:
    """Anchor id → its mark; anchors whose record is gone have none."""
    marks: dict[str, AnchorMark] = {}
    for anchor in view.anchors.values():
        mark = _mark(view, anchor)
        if mark is not None:
            marks[anchor.id] = mark
    return marks


def _mark(view: StoryView, anchor: Anchor) -> AnchorMark | None:
    if anchor.owner_kind == "claim":
        one = view.claims.get(anchor.owner)
        return _claim_mark(one) if one is not None else None
    if anchor.owner_kind == "quote_use":
        verdict = view.verdicts.get(anchor.owner)
        return quote_mark(verdict, barred=barred_words(view, anchor.owner)) if verdict is not None else None
    name = "Reply to a request" if anchor.owner_kind == "comment_request" else anchor.owner_kind.capitalize()
    return AnchorMark(anchor.owner_kind, anchor.owner, None, False, False, name)


def _claim_mark(one: RatedClaim) -> AnchorMark:
    proposed = one.claim.proposed
    level = LEVEL_NAMES[one.level]
    name = f"Found claim, not taken yet, {level}" if proposed else f"Claim, {level}, {_sources(one)}"
    return AnchorMark("claim", one.claim.id, one.level, proposed, one.asks_again, name)


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
