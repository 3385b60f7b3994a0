"""Who was asked for comment, and what came of it."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from newsroom.commands.common import desk_option, json_option, reading, say, say_json
from newsroom.desk.request_lines import RequestLine, request_lines
from newsroom.domain.ids import short_id
from newsroom.domain.partial_date import date_in_words
from newsroom.domain.story import Story


@click.group("requests")
def requests_group() -> None:
    """Requests for comment."""


@requests_group.command("list")
@click.argument("story", required=False)
@desk_option
@json_option
def requests_list(story: str | None, desk: Path | None, as_json: bool) -> None:
    """List who was asked for comment on STORY, or on all stories: by whom, about what, until when, and what came of it.

    What is past its deadline stands first, with the sentence that may stand in the text.
    """
    with reading(desk) as queries:
        found = queries.named(Story, story, field="slug").id if story else ""
        lines = request_lines(queries, now=datetime.now(UTC), story_id=found)
    if as_json:
        say_json([_json(line) for line in lines])
        return
    if not lines:
        say("Nobody was asked for comment.")
    for line in lines:
        _say(line, with_story=not story)


def _say(line: RequestLine, *, with_story: bool) -> None:
    request = line.request
    late = ", past its deadline" if line.is_passed else ""
    say(f"  {short_id(request.id)}  {request.asked_of}: {'found in the text, ' if request.proposed else ''}"
        f"{line.outcome}{late}")  # fmt: skip
    by = f"asked by {request.via_outlet or line.asked_by}" if request.via_outlet or line.asked_by else ""
    asked = (
        f"on {date_in_words(request.asked_at[:10])}" if request.asked_at else "" if request.via_outlet else "not yet"
    )
    via = f"through {line.via}" if line.via else ""
    until = f"until {line.deadline}" if line.deadline else ""
    tries = f"{len(line.attempts)} tries" if len(line.attempts) > 1 else ""
    told = [" ".join(part for part in (by, asked) if part), via, request.channel, until, tries]
    say(f"          {' · '.join(part for part in told if part)}")
    for claim in line.claims:
        say(f"          put: {claim.wording}")
    if line.is_stale:
        say("          worded differently since the letter: ask again")
    if line.sentence:
        say(f"          {'offered' if line.wants_telling else 'told'}: {line.sentence}")
    if with_story:
        say(f"          in {line.story.slug}")


def _json(line: RequestLine) -> dict[str, object]:
    request = line.request
    return {
        "id": request.id, "story": line.story.slug, "asked_of": request.asked_of, "via_person": line.via or None,
        "channel": request.channel, "asked_by": line.asked_by or None, "via_outlet": request.via_outlet or None,
        "asked_at": request.asked_at, "deadline": request.deadline, "passed": line.is_passed,
        "message": request.message, "stale": line.is_stale,
        "claims": [{"id": claim.id, "wording": claim.wording} for claim in line.claims],
        "attempts": [{name: asdict(one)[name] for name in ("at", "channel", "note")} for one in line.attempts],
        "outcome": request.outcome, "reported": request.reported, "reason": request.reason,
        "outcome_at": request.outcome_at, "reply": line.reply or None, "proposed": request.proposed,
        "start": line.place.start if line.place is not None else None,
        "end": line.place.end if line.place is not None else None,
        "sentence": line.sentence or None, "told": line.told or None,
    }  # fmt: skip


COMMANDS = (requests_group,)
