"""What is done to several stories at once: each one act, taken back as one."""

from collections.abc import Collection

from newsroom.desk.approvals import move_by_rule
from newsroom.desk.stories import move_stage, set_story_fields
from newsroom.domain.person import Member
from newsroom.domain.story import Story
from newsroom.storage.transaction import Transaction


def move_stages(transaction: Transaction, *, story_ids: Collection[str], to_stage: str) -> int:
    """Sets the stage of many stories by hand; how many were at another one. Refused as a whole when it is no stage or
    a story is gone."""
    moving = [one for one in dict.fromkeys(story_ids) if transaction.get(Story, one).stage != to_stage]
    return len([move_stage(transaction, story_id=one, to_stage=to_stage) for one in moving])


def move_by_rules(transaction: Transaction, *, story_ids: Collection[str], to_stage: str) -> int:
    """As ``move_stages``, of stories nothing keeps from the stage (``approvals.unmet_to_move``). Refused as a whole
    where the stage is one somebody signs."""
    moving = [one for one in dict.fromkeys(story_ids) if transaction.get(Story, one).stage != to_stage]
    return len([move_by_rule(transaction, story_id=one, to_stage=to_stage) for one in moving])


def hand_over(transaction: Transaction, *, story_ids: Collection[str], member_id: str | None) -> int:
    """Says whose turn it is with many stories, None for nobody's; how many were somebody else's. Refused as a whole
    when the member or a story is gone."""
    if member_id is not None:
        transaction.get(Member, member_id)
    turning = [one for one in dict.fromkeys(story_ids) if transaction.get(Story, one).with_whom != member_id]
    return len([set_story_fields(transaction, story_id=one, fields={"with_whom": member_id}) for one in turning])
