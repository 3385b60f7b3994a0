"""The marks of the checker: what the check of each claim came to, and what is still to be checked."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click

from newsroom.commands.common import by_option, counted, desk_option, json_option, reading, say, say_json, writing
from newsroom.desk.approvals import mark_checks
from newsroom.desk.check import Checked, check_story
from newsroom.desk.signed import name_of
from newsroom.domain.anchor import unpack_positions
from newsroom.domain.claim import Claim
from newsroom.domain.confidence_words import day_in_words
from newsroom.domain.draft import Check, CheckMark
from newsroom.domain.errors import BadInput
from newsroom.domain.ids import short_id
from newsroom.domain.profile import SOLO
from newsroom.domain.readiness_point import told_where
from newsroom.domain.story import Story
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.wording import CHECK_NAMES
from newsroom.storage.queries import Queries


@click.group("checks")
def checks_group() -> None:
    """The marks of the checker on the claims of a story."""


@checks_group.command("mark")
@click.argument("story")
@click.argument("mark", type=click.Choice(get_args(CheckMark)))
@click.option("--claim", "claims", multiple=True, metavar="CLAIM", help="The claim that was checked (repeatable).")
@click.option("--all", "all_facts", is_flag=True, help="Every statement of fact that is not checked yet.")
@click.option("--method", default="", help="How it was checked: called, read the minutes.")
@click.option("--note", default="", help="What the checker has to say; the question, where it is one.")
@by_option
@desk_option
@json_option
def checks_mark(
    story: str, mark: str, claims: tuple[str, ...], all_facts: bool, method: str, note: str, by: str,
    desk: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Note what the check of claims came to, at every place that states them. An edit of the words makes it stale."""
    if not claims and not all_facts:
        raise BadInput("Say which claims were checked: --claim with the end of an id, or --all.")
    with writing(desk) as working:
        found = working.queries.named(Story, story, field="slug")
        checked = _checked(working.queries, found.id)
        named = [working.queries.named(Claim, one) for one in claims]
        if any(one.story != found.id for one in named):
            raise BadInput(
                f"A claim named here is none of this story. 'newsroom claims list {story}' shows its claims."
            )
        wanted = [one.id for one in named] + (_unchecked(checked) if all_facts else [])
        anchors = _anchors_of(checked.records, wanted)
        made = working.run(
            "Note a check",
            mark_checks,
            story_id=found.id,
            anchor_ids=anchors,
            mark=mark,
            method=method,
            note=note,
            by=by,
        ).value
    if as_json:
        say_json([asdict(one) for one in made])
    else:
        say(f"{counted(len(made), 'place')} marked: {_mark_words(mark)}.")


@checks_group.command("list")
@click.argument("story")
@desk_option
@json_option
def checks_list(story: str, desk: Path | None, as_json: bool) -> None:
    """List the newest check of each place of STORY, and whether the words were edited after it."""
    with reading(desk) as queries:
        checked = _checked(queries, queries.named(Story, story, field="slug").id)
    states = checked.ground.facts.checks if checked.ground is not None else ()
    made = {one.id: one for one in checked.records.checks}
    if as_json:
        say_json([asdict(made[one.id]) | {"start": one.start, "end": one.end, "stale": one.stale} for one in states])
        return
    for one in states:
        told = _told(made[one.id], checked.records, is_stale=one.stale)
        say(f"{short_id(one.id)}  {told_where(told, text=checked.records.draft.text, start=one.start, end=one.end)}")
    waiting = len(_unchecked(checked))
    say(f"{counted(waiting, 'statement')} of fact not checked." if waiting else "Every statement of fact is checked.")


def _checked(queries: Queries, story_id: str) -> Checked:
    return check_story(queries.story_records(story_id), profile=SOLO, now=datetime.now(UTC))


def _unchecked(checked: Checked) -> list[str]:
    claims = checked.ground.facts.claims if checked.ground is not None else ()
    return [one.id for one in claims if one.kind == "fact" and not one.proposed and not one.checked]


def _anchors_of(records: StoryRecords, claims: Iterable[str]) -> tuple[str, ...]:
    """Every place that states the claims and still has its words."""
    wanted, places = set(claims), unpack_positions(records.draft.positions)
    return tuple(
        one.id
        for one in records.anchors
        if one.owner in wanted and one.id in places and places[one.id].state != "adrift"
    )


def _told(check: Check, records: StoryRecords, *, is_stale: bool) -> str:
    day = day_in_words(datetime.fromisoformat(check.at).date())
    by = f"by {name_of(check.by, records.members)} on {day}"
    parts = [_mark_words(check.mark), by, check.method, check.note, "edited since: check again" if is_stale else ""]
    return " · ".join(part for part in parts if part)


def _mark_words(mark: str) -> str:
    return next(words for value, words in CHECK_NAMES.items() if value == mark)


COMMANDS = (checks_group,)
