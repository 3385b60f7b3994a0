"""What stands between a story and its readers, and the way out."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from newsroom.commands.approving import next_commands, say_next
from newsroom.commands.common import (
    desk_option,
    folder_for_output,
    json_option,
    profile_option,
    reading_archive,
    say,
    say_json,
    writing,
)
from newsroom.desk.approvals import SHORTEST_REASON
from newsroom.desk.check import Checked, check_story
from newsroom.desk.custody import verify_story_files
from newsroom.desk.offered_wording import offered_wording
from newsroom.domain.errors import BadInput
from newsroom.domain.ids import short_id
from newsroom.domain.profile import WEIGHTS, Profile
from newsroom.domain.readiness import Finding
from newsroom.domain.readiness_point import told_where
from newsroom.domain.story import Story
from newsroom.domain.wording import LEVEL_MARKS
from newsroom.settings import read_profile, read_settings
from newsroom.storage.queries import Queries
from newsroom.tasks.exports import barring, put_out

_HEADINGS = {
    "stop": "Stop: the story does not leave",
    "ask": "Ask: to be answered when it leaves",
    "tell": "Told",
}


@click.command("check")
@click.argument("story")
@profile_option
@desk_option
@json_option
@click.pass_context
def check(context: click.Context, story: str, profile: str | None, desk: Path | None, as_json: bool) -> None:
    """Say what holds and what does not, the kept files of its sources included. Exits with 1 when something stops or
    asks."""
    settings = read_settings()
    with reading_archive(desk) as archive:
        queries = Queries(archive)
        found = queries.named(Story, story, field="slug")
        verify_story_files(archive, story_id=found.id)
        records = queries.story_records(found.id)
    checked = check_story(records, profile=read_profile(profile or settings.profile), now=datetime.now(UTC))
    if as_json:
        say_json(checked_json(checked))
    else:
        for line in lines_of(checked):
            say(line)
    if checked.count("stop") or checked.count("ask"):
        context.exit(1)


def checked_json(checked: Checked) -> dict[str, object]:
    """Findings, counts and coverage as ``check --json`` prints them; offsets in code points of the stored text."""
    return {
        "story": checked.records.story.id,
        "findings": [asdict(one) | {"suggestion": _suggestion(checked, one)} for one in checked.findings],
        "counts": {weight: checked.count(weight) for weight in WEIGHTS},
        "levels": _levels(checked),
        "coverage": asdict(checked.coverage),
    }


def _suggestion(checked: Checked, finding: Finding) -> dict[str, object] | None:
    """The words the window offers for a finding: edits of the text, ascending and all in the text as it stands, or
    another headline; None where none are known that would settle it."""
    place = (finding.start, finding.end) if finding.start is not None and finding.end is not None else None
    offer = offered_wording(checked, finding, text=checked.records.draft.text, place=place)
    if offer is None:
        return None
    return {"words": offer.shown, "edits": [edit._asdict() for edit in offer.edits], "headline": offer.headline}


def _levels(checked: Checked) -> dict[str, int]:
    taken = [one.level for one in checked.claims if not one.claim.proposed]
    return {level: taken.count(level) for level in LEVEL_MARKS if level in taken}


def lines_of(checked: Checked) -> list[str]:
    """The check as people read it: levels, coverage, then the findings by weight with their places."""
    text = checked.records.draft.text
    levels = " · ".join(f"{mark} {_levels(checked)[level]}" for level, mark in LEVEL_MARKS.items()
                        if level in _levels(checked))  # fmt: skip
    lines = [
        f"{checked.records.story.headline or checked.records.story.slug}",
        f"{levels or 'no claim yet'} · {checked.coverage.words}",
    ]
    for weight in WEIGHTS:
        found = [finding for finding in checked.findings if finding.weight == weight]
        if found:
            lines += ["", f"{_HEADINGS[weight]} ({len(found)})"]
            lines += [f"  {_told(text, finding)}" for finding in found]
    if not checked.findings:
        lines += ["", "Nothing is open."]
    return lines


def _told(text: str, finding: Finding) -> str:
    return told_where(finding.message, text=text, start=finding.start, end=finding.end)


@click.command("export")
@click.argument("story")
@click.option("--format", "format_name", type=click.Choice(["html", "markdown"]), required=True)
@click.option("--out", "folder", type=click.Path(path_type=Path), required=True, help="The folder it is put in.")
@click.option("--draft", "as_draft", is_flag=True, help="As a draft, marked so; what stops still stops.")
@click.option("--reason", default="", help="Why the open points that ask are let pass; stands in the receipt.")
@click.option("--answered-by", default="", metavar="NAME", help="Who gave the reason, where another than you must.")
@profile_option
@desk_option
@json_option
@click.pass_context
def export(
    context: click.Context, story: str, format_name: str, folder: Path, as_draft: bool, reason: str, answered_by: str,
    profile: str | None, desk: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Put a story out as a file for readers. A receipt of it is written; exits with 1 when it may not leave."""
    settings = read_settings()
    house = read_profile(profile or settings.profile)
    with writing(desk) as working:
        queries = Queries(working.archive)
        found = queries.named(Story, story, field="slug")
        kept = verify_story_files(working.archive, story_id=found.id)
        checked = check_story(queries.story_records(found.id), profile=house, now=datetime.now(UTC))
        if checked.count("ask") and not as_draft and 0 < len(reason.strip()) < SHORTEST_REASON:
            raise BadInput(
                f"A reason needs at least {SHORTEST_REASON} characters that say why what is open may stay. "
                "The option is --reason."
            )
        barred = barring(checked, as_draft=as_draft, reason=reason)
        if barred:
            _say_refusal(checked, barred, house)
            context.exit(1)
        released = put_out(
            working, checked=checked, settings=settings, format_name=format_name,
            folder=folder_for_output(folder), as_draft=as_draft,
            reason=reason, answered_by=answered_by, profile=profile or settings.profile,
        )  # fmt: skip
    if as_json:
        say_json({"file": str(released.path), "receipt": asdict(released.receipt)})
        return
    for trouble in kept.troubles:
        say(f"Note: {trouble.words}")
    say(f"Exported to {released.path}")
    say(f"Receipt {short_id(released.receipt.id)}: {_open_words(checked)}")


def _say_refusal(checked: Checked, barred: Sequence[Finding], house: Profile) -> None:
    text = checked.records.draft.text
    click.echo("Nothing was exported. First:", err=True)
    for finding in barred:
        click.echo(f"  {finding.weight}: {_told(text, finding)}", err=True)
    if any(one.weight == "ask" and one not in checked.not_yet for one in barred):
        click.echo("What asks can be answered with --reason, or the story leaves with --draft.", err=True)
    if checked.not_yet:
        click.echo("By the rules of this house no reason lets an unapproved story leave; --draft does.", err=True)
        say_next(next_commands(checked.records.story, checked.not_yet, house))


def _open_words(checked: Checked) -> str:
    counts = ", ".join(f"{checked.count(weight)} {word}" for weight, word in (("ask", "asked"), ("tell", "told")))
    return f"{counts}; {checked.coverage.words}"


COMMANDS = (check, export)
