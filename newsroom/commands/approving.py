"""A story on its way by the rules of the house: moved, cleared, approved; and what is waived."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click

from newsroom.commands.common import by_option, desk_option, json_option, profile_option, say, say_json, writing
from newsroom.desk.approvals import (
    Ready,
    approve_story,
    clear_legal,
    move_by_rule,
    ready_to_move,
    waive_rule,
)
from newsroom.desk.custody import verify_story_files
from newsroom.desk.desk import Desk
from newsroom.desk.signed import name_of
from newsroom.desk.stories import move_stage
from newsroom.domain.errors import BadInput
from newsroom.domain.ids import short_id
from newsroom.domain.person import Member
from newsroom.domain.profile import Profile
from newsroom.domain.readiness import Finding, may_be_waived
from newsroom.domain.readiness_point import told_where
from newsroom.domain.story import Stage, Story
from newsroom.domain.wording import STAGE_NAMES
from newsroom.settings import read_profile, read_settings

_CHECK_CODES = ("FACT_NOT_CHECKED", "CHECK_STALE", "OPEN_QUERY", "CHECKED_WRONG", "UNVERIFIED_SAID_FLAT")


@click.group("story")
def story_group() -> None:
    """Move a story through the stages of the house."""


@story_group.command("move")
@click.argument("story")
@click.argument("stage", type=click.Choice(get_args(Stage)))
@click.option("--note", default="", help="Why; kept with the move.")
@profile_option
@desk_option
@json_option
@click.pass_context
def story_move(
    context: click.Context, story: str, stage: str, note: str, profile: str | None, desk: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Move STORY to STAGE; where the house moves stages by rule, only when nothing keeps it from there.

    Says what is unmet and who can clear it, and exits with 1 when it was not moved. Held, spiked and back is free.
    """
    house = _house(profile)
    with writing(desk) as working:
        found, ready = _ready(working, story, to=stage, house=house)
        if not ready.unmet:
            move = move_by_rule if house.stages == "by_rule" else move_stage
            working.run("Move the stage", move, story_id=found.id, to_stage=stage, note=note)
    if as_json:
        say_json({"story": found.id, "from": found.stage, "to": stage, "moved": not ready.unmet} | _unmet_json(ready))
    elif not ready.unmet:
        say(f"{STAGE_NAMES[found.stage]} → {_named(stage)}.")
    else:
        _say_unmet(ready, found, house, f"It was not moved. What keeps it from “{_named(stage)}”:")
    if ready.unmet:
        context.exit(1)


@click.command("approve")
@click.argument("story")
@click.option("--statement", default="", help="What the approver says to it; kept with the approval.")
@by_option
@profile_option
@desk_option
@json_option
@click.pass_context
def approve(
    context: click.Context, story: str, statement: str, by: str, profile: str | None, desk: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Approve the words and the evidence of STORY as they are now; nobody of its byline does.

    Says what is unmet and who can clear it, and exits with 1 when it was not approved.
    """
    house = _house(profile)
    with writing(desk) as working:
        found, ready = _ready(working, story, to="approved", house=house)
        signed, who = None, ""
        if not ready.unmet:
            signed = working.run(
                "Approve", approve_story, story_id=found.id, sha256=ready.sha256, statement=statement, by=by
            ).value
            who = _name(working, signed.member)
    if as_json:
        say_json({"story": found.id, "approved": signed and asdict(signed)} | _unmet_json(ready))
    elif signed is not None:
        say(f"Approved by {who}{_asserted(by)}. A later change of words or evidence makes the approval stale.")
    else:
        _say_unmet(ready, found, house, "It was not approved. First:")
    if signed is None:
        context.exit(1)


@click.command("clear")
@click.argument("story")
@click.option("--statement", default="", help="What the lawyer says to it; kept with it.")
@by_option
@desk_option
@json_option
def clear(story: str, statement: str, by: str, desk: Path | None, as_json: bool) -> None:
    """Let the lawyer clear the words and the evidence of STORY as they are now; the story is at stage legal."""
    with writing(desk) as working:
        found, ready = _ready(working, story, to="cleared", house=_house(None))
        signed = working.run(
            "Clear", clear_legal, story_id=found.id, sha256=ready.sha256, statement=statement, by=by
        ).value  # fmt: skip
        who = _name(working, signed.member)
    if as_json:
        say_json({"story": found.id, "cleared": asdict(signed)})
    else:
        say(f"Cleared by {who}{_asserted(by)}. A later change of words or evidence makes that stale.")


@click.command("waive")
@click.argument("story")
@click.argument("rule")
@click.option("--reason", required=True, help="Why it may stay, in 15 letters or more; stands in the receipt.")
@by_option
@profile_option
@desk_option
@json_option
def waive(
    story: str, rule: str, reason: str, by: str, profile: str | None, desk: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Waive a RULE for STORY, as editor, standards or lawyer, in a house that moves stages by rule.

    'newsroom story move' and 'newsroom approve' name the rules that are open. What stops is waived by nobody.
    """
    house = _house(profile)
    if house.stages != "by_rule":
        raise BadInput(
            "In this house stages are moved by hand and nothing is waived: what is asked is answered when the story "
            "leaves. Waivers belong to the profile full (--profile full)."
        )
    with writing(desk) as working:
        found = working.queries.named(Story, story, field="slug")
        made = working.run(
            "Waive a rule", waive_rule, story_id=found.id, rule=rule, reason=reason, by=by, profile=house
        ).value
        who = _name(working, made.by)
    if as_json:
        say_json({"story": found.id, "waiver": asdict(made)})
    else:
        say(f"Waived by {who}{_asserted(by)}: {made.rule}.")


def next_commands(story: Story, unmet: Sequence[Finding], house: Profile) -> list[str]:
    """What to run so that the story can go on, one command a line."""
    codes, name = [one.code for one in unmet], short_id(story.id)
    lines: list[str] = []
    if any(code in _CHECK_CODES for code in codes):
        lines.append(f"newsroom checks mark {name} verified --claim CLAIM")
    if "LEGAL_NOT_CLEARED" in codes:
        lines.append(f"newsroom clear {name} --by LAWYER")
    if "NOT_APPROVED" in codes or "CHANGED_SINCE_APPROVAL" in codes:
        lines.append(f"newsroom approve {name} --by EDITOR")
    for code in dict.fromkeys(one for one in codes if may_be_waived(one, house)):
        lines.append(f'newsroom waive {name} {code} --by EDITOR --reason "…"')
    return lines


def _house(profile: str | None) -> Profile:
    return read_profile(profile or read_settings().profile)


def _ready(desk: Desk, story: str, *, to: str, house: Profile) -> tuple[Story, Ready]:
    found = desk.queries.named(Story, story, field="slug")
    verify_story_files(desk.archive, story_id=found.id)
    return found, ready_to_move(desk.queries, found.id, to=to, profile=house, now=datetime.now(UTC))


def _say_unmet(ready: Ready, story: Story, house: Profile, heading: str) -> None:
    text = ready.checked.records.draft.text
    click.echo(heading, err=True)
    for one in ready.unmet:
        click.echo(f"  {told_where(one.message, text=text, start=one.start, end=one.end)}", err=True)
        click.echo(f"      cleared by {one.who}", err=True)
    say_next(next_commands(story, ready.unmet, house))


def say_next(commands: Sequence[str]) -> None:
    """What to run, on the standard error."""
    if commands:
        click.echo("What to run:", err=True)
    for line in commands:
        click.echo(f"  {line}", err=True)


def _unmet_json(ready: Ready) -> dict[str, object]:
    return {"unmet": [asdict(one) for one in ready.unmet]}


def _named(stage: str) -> str:
    return next(name for value, name in STAGE_NAMES.items() if value == stage)


def _name(desk: Desk, member: str) -> str:
    return name_of(member, desk.queries.where(Member))


def _asserted(by: str) -> str:
    return ", as is asserted here" if by.strip() else ""


COMMANDS = (story_group, approve, clear, waive)
