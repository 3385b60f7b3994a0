"""What was signed and waived for a story, as the gate takes it."""

from collections.abc import Sequence

from newsroom.domain.authorship import names_in
from newsroom.domain.person import Member
from newsroom.domain.profile import Profile
from newsroom.domain.readiness import may_be_waived
from newsroom.domain.story_records import StoryRecords

APPROVED = "approved"
CLEARED = "cleared"
"""What a sign-off is for: its ``scope``."""


def waived_rules(records: StoryRecords, profile: Profile) -> dict[str, str]:
    """Code → who waived the rule and why, as a sentence; nothing where the house moves stages by hand."""
    if profile.stages != "by_rule":
        return {}
    return {
        one.rule: f"Waived by {name_of(one.by, records.members)}: {one.reason.rstrip('.')}."
        for one in records.waivers
        if one.binned_at is None and may_be_waived(one.rule, profile)
    }


def name_of(signed_by: str, members: Sequence[Member]) -> str:
    """The name of a member by id; a name is a name."""
    return next((one.name for one in members if one.id == signed_by), signed_by)


def authors_of(records: StoryRecords, *, began_by: str) -> str:
    """Whoever wrote the story, as a byline: those its byline names, and whoever ``began_by`` began it."""
    return ", ".join(dict.fromkeys((*names_in(records.story.byline), began_by)))


def is_legally_cleared(records: StoryRecords, *, current: str) -> bool:
    """Whether a lawyer has cleared the words and the evidence as they are now; ``current`` is their content hash."""
    cleared = [one for one in records.sign_offs if one.scope == CLEARED]
    return bool(cleared) and cleared[-1].sha256 == current


def was_legal_asked(records: StoryRecords) -> bool:
    """Whether the story lies with the lawyer, or did and was cleared once."""
    return records.story.stage == "legal" or any(one.scope == CLEARED for one in records.sign_offs)
