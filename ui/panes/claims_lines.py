"""What the claims pane shows, as plain values: a line for each claim, and what explains one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.desk.claim_marks import mark_words, step_of, wants_note
from newsroom.domain.wording import LEVEL_MARKS, LEVEL_NAMES, REASON_NAMES, flag_words
from newsroom.text.worth import worth_of
from ui.widgets.record_lines import RecordLine

if TYPE_CHECKING:
    from newsroom.desk.levels import RatedClaim
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.claim import Claim, Level
    from ui.widgets.kept_lines import KeptLines

WORST_FIRST: tuple[Level, ...] = (
    "refuted", "disputed", "unsourced", "low", "moderate", "not_ratable", "high", "confirmed",
)  # fmt: skip
_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One claim explained. ``by_hand`` says who set the level and why; ``asks`` asks whether that still holds."""

    claim: Claim
    level: Level
    suggested: Level
    headline: str
    reasons: tuple[str, ...]
    cap: str
    next_step: str
    by_hand: str
    asks: str
    state: str
    worth: str
    evidence_hash: str
    is_set_by_hand: bool
    is_lost: bool
    mark: str = ""
    """``common knowledge``, ``we saw it``, or nothing."""
    wants_note: bool = False
    """We saw it, and nobody noted yet what."""
    is_stale: bool = False


def claim_lines(
    view: StoryView, *, kept: KeptLines[RatedClaim, RecordLine], worst_first: bool = False
) -> tuple[RecordLine, ...]:
    """The claims in the order of the text, or the weakest first and after them the proposals, those first of which a
    check is worth most. ``kept`` are the lines of before."""
    claims = list(view.checked.claims)
    if worst_first:
        claims.sort(key=_urgency)
    return kept.of(claims)


def _urgency(one: RatedClaim) -> tuple[bool, int, bool, int]:
    worth = worth_of(one.claim.wording, one.claim.kind).points if one.claim.proposed else 0
    return one.claim.proposed, -worth, not is_lost(one), WORST_FIRST.index(one.level)


def counted_in_words(view: StoryView) -> str:
    """``16 claims, 3 found and not taken yet``."""
    taken = sum(view.levels.values())
    found = len(view.checked.claims) - taken
    claims = f"{taken} claim{'' if taken == 1 else 's'}"
    return f"{claims}, {found} found and not taken yet" if found else claims


def claim_detail(view: StoryView, claim_id: str) -> ClaimDetail | None:
    """What explains the claim; None when the story has no claim of that id."""
    one = view.claims.get(claim_id)
    if one is None:
        return None
    return ClaimDetail(
        claim=one.claim,
        level=one.level,
        suggested=one.suggested,
        headline=_headline(one),
        reasons=one.assessment.reasons,
        cap=one.assessment.cap or "",
        next_step=step_of(one) or "",
        by_hand=_by_hand(one, {member.id: member.name for member in view.records.members}),
        asks=_asks(one),
        state=_state(one),
        worth=worth_in_words(one.claim) if one.claim.proposed else "",
        evidence_hash=one.evidence_hash,
        is_set_by_hand=one.override is not None,
        is_lost=is_lost(one),
        mark=mark_words(one.claim),
        wants_note=not one.claim.proposed and wants_note(one),
        is_stale=not one.claim.proposed and "STALE" in one.assessment.flags,
    )


def worth_in_words(claim: Claim) -> str:
    """What there is to check in it: ``Worth a check: a sum of money, a date.`` Empty where there is nothing."""
    why = worth_of(claim.wording, claim.kind).why
    return f"Worth a check: {', '.join(why)}." if why else ""


def sources_in_words(one: RatedClaim) -> str:
    """How many origins speak to it, for or against: ``two sources``."""
    count = len({item.origin for item in one.items if item.stance in ("supports", "partial", "contradicts")})
    counted = _COUNTED[count] if count < len(_COUNTED) else str(count)
    return f"{counted} source{'' if count == 1 else 's'}"


def claim_name(one: RatedClaim) -> str:
    """``Claim, disputed, two sources``; of a proposal that it is one."""
    if one.claim.proposed:
        return f"Found claim, not taken yet, {LEVEL_NAMES[one.level]}"
    parts = ("Claim", mark_words(one.claim), LEVEL_NAMES[one.level], sources_in_words(one))
    return ", ".join(part for part in parts if part)


def is_lost(one: RatedClaim) -> bool:
    """Whether no place in the text holds it any more."""
    return not one.places or all(place.state == "adrift" for place in one.places)


def is_reworded(one: RatedClaim) -> bool:
    return any(place.state == "reworded" for place in one.places)


def claim_line(one: RatedClaim) -> RecordLine:
    """A claim in the list: its words, its level and what is to be known of it."""
    notes = [
        "found, not taken yet" if one.claim.proposed else "",
        "lost its place" if is_lost(one) else "reworded, check again" if is_reworded(one) else "",
        "" if one.override is None else "still your view?" if one.asks_again else "set by hand",
        flag_words(one.assessment.flags),
    ]
    told = " · ".join(note for note in notes if note)
    words = " ".join(one.claim.wording.split())
    subtitle = " · ".join(part for part in (_mark(one), LEVEL_NAMES[one.level], told) if part)
    return RecordLine(
        id=one.claim.id,
        title=words,
        subtitle=subtitle,
        mark=one.level,
        mark_name=claim_name(one),
        faint=one.claim.proposed,
        warned=not one.claim.proposed and (is_lost(one) or is_reworded(one) or one.asks_again),
        accessible=f"{claim_name(one)}: {words}{f' ({told})' if told else ''}",
    )


def _mark(one: RatedClaim) -> str:
    """``Common knowledge``, ``We saw it``."""
    words = mark_words(one.claim)
    return f"{words[:1].upper()}{words[1:]}"


def _headline(one: RatedClaim) -> str:
    said = " · ".join(part for part in (_mark(one), LEVEL_NAMES[one.level].capitalize()) if part)
    if one.override is None:
        return said
    return f"{said}, suggested {LEVEL_MARKS[one.suggested]} {LEVEL_NAMES[one.suggested]}"


def _by_hand(one: RatedClaim, members: Mapping[str, str]) -> str:
    set_by_hand = one.override
    if set_by_hand is None:
        return ""
    name = members.get(set_by_hand.by, set_by_hand.by)
    who = f" by {name}" if name else ""
    return f"Set by hand{who}: {REASON_NAMES[set_by_hand.reason_code]}. “{set_by_hand.note.strip()}”"


def _asks(one: RatedClaim) -> str:
    if one.override is None or not one.asks_again:
        return ""
    then, now = LEVEL_NAMES[one.override.suggested_then], LEVEL_NAMES[one.suggested]
    return f"When this was set, the evidence suggested {then}; now it suggests {now}. Still your view?"


def _state(one: RatedClaim) -> str:
    if one.claim.proposed:
        return ""
    if is_lost(one):
        return "Its words are gone from the text. Look where it stands now, or remove the mark."
    if is_reworded(one):
        return "The words in the text were changed since it was marked. Are they right as they stand?"
    return ""
