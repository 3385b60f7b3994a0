"""Make a story, change its fields, move its stage."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from newsroom.desk.drafts import add_draft
from newsroom.domain.errors import Refused
from newsroom.domain.story import Stage, StageMove, Story
from newsroom.storage.transaction import Transaction
from newsroom.text.slug import slug_of

FIELDS_SET_BY_HAND = frozenset(
    {"slug", "headline", "dek", "byline", "dateline", "section", "language", "kind", "tags", "due_at", "with_whom",
     "embargo_until", "word_goal", "imported_from", "extra"}
)  # fmt: skip


def new_story(transaction: Transaction, *, fields: Mapping[str, object]) -> Story:
    """A story with the fields given; its slug is made from the headline when none is given, and is made distinct."""
    unknown = set(fields) - FIELDS_SET_BY_HAND
    if unknown:
        raise ValueError(f"a story has no field {sorted(unknown)[0]!r} that can be set")
    wanted = str(fields.get("slug") or "") or slug_of(str(fields.get("headline") or "")) or "story"
    return transaction.add(Story, **{**fields, "slug": distinct_slug(transaction, wanted)})


def start_story(transaction: Transaction, *, fields: Mapping[str, object] | None = None, text: str = "") -> Story:
    """A new story with its first words, which may be none."""
    story = new_story(transaction, fields=fields or {})
    add_draft(transaction, story_id=story.id, text=text)
    return story


def bin_story(transaction: Transaction, *, story_id: str) -> Story:
    """Lays a story in the bin with all that is its own; nothing of it is lost."""
    return transaction.put(replace(transaction.get(Story, story_id), binned_at=transaction.now))


def bring_story_back(transaction: Transaction, *, story_id: str) -> Story:
    """Takes a story out of the bin; its slug is made distinct when another story took it meanwhile."""
    story = transaction.get(Story, story_id)
    others = {other.slug for other in transaction.find(Story) if other.id != story.id and other.binned_at is None}
    slug = distinct_slug(transaction, story.slug) if story.slug in others else story.slug
    return transaction.put(replace(story, binned_at=None, slug=slug))


def distinct_slug(transaction: Transaction, wanted: str) -> str:
    """``wanted``, or ``wanted-2``, ``wanted-3`` … when another story bears it."""
    taken = {story.slug for story in transaction.find(Story)}
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def set_story_fields(transaction: Transaction, *, story_id: str, fields: Mapping[str, object]) -> Story:
    """Changes fields of a story; a field that is not set by hand is refused. A slug nobody set follows the headline."""
    unknown = set(fields) - FIELDS_SET_BY_HAND
    if unknown:
        raise Refused(f"'{sorted(unknown)[0]}' is not a field of a story that is set by hand.")
    story = transaction.get(Story, story_id)
    changed = replace(story, **cast("dict[str, Any]", fields))
    if changed.headline != story.headline and "slug" not in fields and _is_made_slug(story):
        wanted = slug_of(changed.headline)
        if wanted and not _is_made_of(story.slug, wanted):
            changed = replace(changed, slug=distinct_slug(transaction, wanted))
    return transaction.put(changed)


def _is_made_slug(story: Story) -> bool:
    """Whether the slug is the one a new story got, so that nobody has set it by hand."""
    return any(_is_made_of(story.slug, made) for made in (slug_of(story.headline), "story") if made)


def _is_made_of(slug: str, made: str) -> bool:
    return re.fullmatch(rf"{re.escape(made)}(-\d{{1,2}})?", slug) is not None


def move_stage(transaction: Transaction, *, story_id: str, to_stage: str, note: str = "") -> StageMove:
    """Sets the stage by hand; any stage may follow any other, and the move is kept with who and when."""
    if to_stage not in get_args(Stage):
        raise Refused(f"'{to_stage}' is not a stage. Use one of: {', '.join(get_args(Stage))}.")
    story = transaction.get(Story, story_id)
    transaction.put(replace(story, stage=cast("Stage", to_stage)))
    return transaction.add(
        StageMove,
        story=story.id, who=transaction.actor, from_stage=story.stage, to_stage=to_stage, at=transaction.now, note=note,
    )  # fmt: skip
