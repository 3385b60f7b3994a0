"""A story that moves by rule: what keeps it from a stage, who signs it, what is waived, and the marks of the checker.

What a rule wants cannot be computed inside a transaction: whoever moves or signs asks ``ready_to_move`` first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast, get_args

from newsroom.desk.check import Checked, check_story
from newsroom.desk.drafts import draft_of, keep_revision
from newsroom.desk.members import ensure_member
from newsroom.desk.signed import APPROVED, CLEARED, name_of, waived_rules
from newsroom.desk.stories import move_stage
from newsroom.domain.anchor import unpack_positions
from newsroom.domain.authorship import is_author, names_in
from newsroom.domain.draft import Anchor, Check, CheckMark, sha256_of_text
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.overrides import SHORTEST_NOTE
from newsroom.domain.person import Member
from newsroom.domain.profile import RULES, SOLO, Profile
from newsroom.domain.readiness import Finding, may_be_waived, unmet_for_move, way_to
from newsroom.domain.readiness_facts import StoryFacts
from newsroom.domain.story import SignOff, Stage, StageMove, Story, Waiver
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction

SHORTEST_REASON = SHORTEST_NOTE
"""Code points a reason must have, white space at the ends not counted."""
_ROLES = ("editor", "standards", "lawyer")
"""The named roles that approve and waive, the first of them where the desk knows none of a member."""
_SIGNED: dict[str, str] = {
    "approved": "approve it, which somebody other than the author does",
    "cleared": "let the lawyer clear it",
}


@dataclass(frozen=True, slots=True)
class Ready:
    """What keeps a story from a stage (empty: nothing), and the hash of what a sign-off would cover now."""

    unmet: tuple[Finding, ...]
    sha256: str
    checked: Checked


def ready_to_move(queries: Queries, story_id: str, *, to: str, profile: Profile, now: datetime) -> Ready:
    """The story weighed for a move to a stage by the rules of the house; waived rules and moves by hand bar nothing."""
    checked = check_story(queries.story_records(story_id), profile=profile, now=now)
    return weigh_to_move(queries, checked, to=to, profile=profile)


def weigh_to_move(queries: Queries, checked: Checked, *, to: str, profile: Profile) -> Ready:
    """As ``ready_to_move``, of a story that is checked already."""
    facts = facts_to_move(queries, checked)
    unmet = unmet_for_move(facts, profile, to=_stage(to), waived=waived_rules(checked.records, profile))
    return Ready(unmet, facts.current_hash, checked)


def facts_to_move(queries: Queries, checked: Checked) -> StoryFacts:
    """What the rules of the moves look at: as the check found it, and whether the story ever went to the lawyer."""
    if checked.ground is None:
        raise ValueError("a check that does not keep what it was computed from")
    facts = checked.ground.facts
    went_to_lawyer = any(one.to_stage == "legal" for one in queries.where(StageMove, story=checked.records.story.id))
    return replace(facts, legal_asked=facts.legal_asked or went_to_lawyer)


def unmet_to_move(
    queries: Queries, story_id: str, *, to: str, profile: Profile, now: datetime
) -> tuple[Finding, ...]:  # fmt: skip
    """What keeps a story from a stage, the rules a named role has waived left out."""
    return ready_to_move(queries, story_id, to=to, profile=profile, now=now).unmet


def move_by_rule(transaction: Transaction, *, story_id: str, to_stage: str, note: str = "") -> StageMove:
    """Moves a story nothing keeps from it (``unmet_to_move``); held, spiked and back is always free. Submitted words
    are kept as a version. Refused: onwards to a stage that somebody signs."""
    to = _stage(to_stage)
    story = transaction.get(Story, story_id)
    if to in _SIGNED and way_to(to) > way_to(story.stage):
        raise Refused(f"No story moves to {to} by itself in this house: {_SIGNED[to]}.")
    if to == "submitted":
        keep_revision(transaction, story_id=story_id, why="submitted")
    return move_stage(transaction, story_id=story_id, to_stage=to, note=note)


def approve_story(
    transaction: Transaction, *, story_id: str, sha256: str, statement: str = "", by: str = ""
) -> SignOff:  # fmt: skip
    """Approves the words and the evidence ``sha256`` covers (``Ready.sha256``) and moves the story to approved; its
    words are kept as a version. ``by`` names who approves where it is not the one at the keyboard: that is asserted.

    Callers ask ``ready_to_move(to="approved")`` first. Refused: an author of the story, and a story without a byline.
    """
    story = transaction.get(Story, story_id)
    signer, role = _signer(transaction, by)
    _refuse_author(transaction, story, signer, "approves")
    keep_revision(transaction, story_id=story_id, why="approved")
    move_stage(transaction, story_id=story_id, to_stage="approved", note=statement.strip())
    return _sign(transaction, story_id, signer, role=role, scope=APPROVED, sha256=sha256, statement=statement)


def clear_legal(
    transaction: Transaction, *, story_id: str, sha256: str, statement: str = "", by: str = ""
) -> SignOff:  # fmt: skip
    """The lawyer clears the words and the evidence ``sha256`` covers, and the story moves to cleared. ``by`` as above.

    Refused: a story that does not lie with the lawyer, and an author of it.
    """
    story = transaction.get(Story, story_id)
    if story.stage not in ("legal", "cleared"):
        raise Refused("The story does not lie with the lawyer. Move it to legal first, then it can be cleared.")
    signer, _ = _signer(transaction, by, role="lawyer")
    _refuse_author(transaction, story, signer, "clears")
    move_stage(transaction, story_id=story_id, to_stage="cleared", note=statement.strip())
    return _sign(transaction, story_id, signer, role="lawyer", scope=CLEARED, sha256=sha256, statement=statement)


def waive_rule(
    transaction: Transaction, *, story_id: str, rule: str, reason: str, by: str = "", profile: Profile = SOLO
) -> Waiver:  # fmt: skip
    """Lets a story pass a rule (its code) in a house that moves stages by rule. ``profile`` tells what stops there.

    Refused: without a reason of ``SHORTEST_REASON`` code points, what stops, what only an approval answers, what bars
    nothing, and an author of the story.
    """
    code = rule.strip().upper()
    if code not in RULES:
        raise Refused(f"There is no rule {rule!r}. The check of the story names each rule that is open.")
    if profile.weight(code) == "stop" or RULES[code].weight == "stop":
        raise Refused(f"Nobody waives this: {RULES[code].sentence} It has to be mended.")
    if not may_be_waived(code, profile):
        answer = "Only an approval answers that" if code in ("NOT_APPROVED", "CHANGED_SINCE_APPROVAL") else ""
        raise Refused(f"{RULES[code].sentence} {answer or 'That bars no move and needs no waiver'}.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"A waiver needs a reason of at least {SHORTEST_REASON} characters that says why it may stay.")
    story = transaction.get(Story, story_id)
    signer, _ = _signer(transaction, by)
    _refuse_author(transaction, story, signer, "waives a rule for")
    return transaction.add(
        Waiver, story=story_id, rule=code, reason=reason.strip(), by=signer, at=transaction.now
    )  # fmt: skip


def mark_check(
    transaction: Transaction, *, story_id: str, anchor_id: str, mark: str, method: str = "", note: str = "",
    by: str = "",
) -> Check:  # fmt: skip
    """Notes what the check of one marked place came to, bound to the words that stand there now. ``by`` names who
    checked where it is not the one at the keyboard."""
    return mark_checks(
        transaction, story_id=story_id, anchor_ids=(anchor_id,), mark=mark, method=method, note=note, by=by
    )[0]  # fmt: skip


def mark_checks(
    transaction: Transaction, *, story_id: str, anchor_ids: Sequence[str], mark: str, method: str = "", note: str = "",
    by: str = "",
) -> tuple[Check, ...]:  # fmt: skip
    """As ``mark_check``, for each of these places. Refused: a mark nobody knows, a place of another story, and one
    that lost its words."""
    if mark not in get_args(CheckMark):
        raise Refused(f"'{mark}' is no mark of a check. Use one of: {', '.join(get_args(CheckMark))}.")
    draft = draft_of(transaction, story_id)
    places = unpack_positions(draft.positions)
    checker, _ = _signer(transaction, by, role="fact_checker")
    said: dict[str, object] = {
        "story": story_id, "mark": mark, "by": checker, "at": transaction.now, "method": method.strip(),
        "note": note.strip(),
    }  # fmt: skip
    rows: list[dict[str, object]] = []
    for anchor_id in anchor_ids:
        anchor, place = transaction.get(Anchor, anchor_id), places.get(anchor_id)
        if anchor.story != story_id:
            raise Missing("This mark is none of the story's. Look the place up again.")
        if place is None or place.state == "adrift" or place.start == place.end:
            raise Refused("These words lost their place in the text. Find it again, then note the check.")
        words = draft.text[place.start : place.end]
        rows.append(said | {"anchor": anchor_id, "sha256": sha256_of_text(words)})
    return transaction.add_all(Check, rows)


def _stage(words: str) -> Stage:
    if words not in get_args(Stage):
        raise Refused(f"'{words}' is not a stage. Use one of: {', '.join(get_args(Stage))}.")
    return cast("Stage", words)


def _signer(transaction: Transaction, by: str, *, role: str = "") -> tuple[str, str]:
    """Who signs (the id of the member) and in which role: the one named, else whoever is at the keyboard."""
    name = " ".join(by.split())
    if name:
        member = _member_called(transaction, name) or ensure_member(transaction, name=name, roles=(role or _ROLES[0],))
    else:
        member = transaction.peek(Member, transaction.actor)
    if member is None:
        return transaction.actor, role or _ROLES[0]
    return member.id, role or next((one for one in _ROLES if one in member.roles), _ROLES[0])


def _member_called(transaction: Transaction, name: str) -> Member | None:
    wanted = name.casefold()
    return next((one for one in transaction.find(Member) if wanted in (one.name.casefold(), one.initials.casefold())),
                None)  # fmt: skip


def _refuse_author(transaction: Transaction, story: Story, signer: str, does: str) -> None:
    members = transaction.find(Member)
    name = name_of(signer, members)
    if not names_in(story.byline):
        raise Refused("The story has no byline, so nobody can tell who may sign it. Write who wrote it first.")
    if is_author(name, byline=story.byline, members=members):
        raise Refused(f"{name} stands in the byline, and nobody {does} their own story. Name somebody else.")


def _sign(
    transaction: Transaction, story_id: str, signer: str, *, role: str, scope: str, sha256: str, statement: str
) -> SignOff:  # fmt: skip
    return transaction.add(
        SignOff,
        story=story_id, role=role, member=signer, at=transaction.now, sha256=sha256, scope=scope,
        statement=statement.strip(),
    )  # fmt: skip
