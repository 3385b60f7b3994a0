"""What claims wait for, and what a source that came would do to them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from newsroom.commands.common import counted, desk_option, json_option, partial_date, reading, say, say_json, writing
from newsroom.commands.evidence import claims_group
from newsroom.desk.arrival import BECAUSE_WORDS, Arrival, Row, read_arrival, take_arrival
from newsroom.desk.arrival_wording import StoryWording, read_wording
from newsroom.desk.pending import Waiting, pending_words, wait_for, waiting_claims
from newsroom.domain.claim import Claim
from newsroom.domain.errors import BadInput, Refused
from newsroom.domain.ids import short_id
from newsroom.domain.source import Source
from newsroom.domain.wording import LEVEL_MARKS, STANCE_NAMES, level_with_mark
from newsroom.storage.queries import Queries


@claims_group.command("wait")
@click.argument("claim")
@click.option("--for", "what", default="", help="What would confirm it; left out with --from: it waits no longer.")
@click.option("--from", "from_whom", default="", help="From whom it is to come.")
@click.option("--by", default=None, metavar="DATE", callback=partial_date, help="By when.")
@desk_option
def claims_wait(claim: str, what: str, from_whom: str, by: str | None, desk: Path | None) -> None:
    """Say what would confirm CLAIM, from whom, by when."""
    with writing(desk) as working:
        found = Queries(working.archive).named(Claim, claim)
        waiting = working.run("Wait", wait_for, claim_id=found.id, what=what, from_whom=from_whom, by=by).value
    say(f"{short_id(found.id)} waits for {pending_words(waiting) or 'nothing'}{f', by {by}' if by else ''}.")


@claims_group.command("waiting")
@desk_option
@json_option
def claims_waiting(desk: Path | None, as_json: bool) -> None:
    """List what the claims of all stories wait for, overdue first."""
    with reading(desk) as queries:
        found = waiting_claims(queries, now=datetime.now(UTC))
    if as_json:
        say_json([_waiting_json(one) for one in found])
        return
    if not found:
        say("No claim waits for anything. 'newsroom claims wait CLAIM --for …' says what would confirm one.")
    for one in found:
        say(f"  {short_id(one.claim.id)}  {level_with_mark(one.level)}  {one.claim.wording}")
        say(f"          {one.due}: {one.what or 'word'}")
        say(f"          in {one.story.slug}")


def _waiting_json(one: Waiting) -> dict[str, object]:
    claim = one.claim
    return {
        "id": claim.id, "story": one.story.slug, "wording": claim.wording, "level": one.level, "for": claim.pending,
        "from": claim.pending_from, "by": claim.pending_by, "overdue": one.is_overdue, "days_over": one.days_over,
    }  # fmt: skip


@claims_group.command("arrival")
@click.argument("source")
@click.option("--take", is_flag=True, help="Attach it to the claims proposed, or to those of --only.")
@click.option("--only", multiple=True, metavar="CLAIM", help="This claim alone (may be repeated).")
@desk_option
@json_option
def claims_arrival(source: str, take: bool, only: tuple[str, ...], desk: Path | None, as_json: bool) -> None:
    """Show which claims of all stories SOURCE bears on, and each level as it would become.

    Nothing is written without --take; with it the words that must or may change are listed, story by story.
    """
    now = datetime.now(UTC)
    if not take:
        with reading(desk) as queries:
            arrival = _chosen(queries, source, only, now=now)
        _say_arrival(arrival, (), as_json=as_json)
        return
    with writing(desk) as working:
        queries = Queries(working.archive)
        arrival = _chosen(queries, source, only, now=now)
        if not arrival.chosen:
            raise Refused("No claim is proposed for it, so nothing was attached. --only CLAIM attaches it to that one.")
        working.run("Take what came", take_arrival, source_id=arrival.source.id, taken=arrival.taken())
        told = read_wording(queries, arrival.source.id, now=now)
    _say_arrival(arrival, told, as_json=as_json)


def _chosen(queries: Queries, words: str, only: Sequence[str], *, now: datetime) -> Arrival:
    arrival = read_arrival(queries, queries.named(Source, words, field="title").id, now=now)
    if not only:
        return arrival
    wanted = {queries.named(Claim, one).id for one in only}
    strange = wanted - {row.claim.id for row in arrival.rows}
    if strange:
        raise BadInput(f"The source does not bear on {short_id(min(strange))}. 'newsroom evidence add' attaches it.")
    for row in arrival.rows:
        arrival = arrival.with_choice(row.claim.id, chosen=row.claim.id in wanted)
    return arrival


def _say_arrival(arrival: Arrival, told: Sequence[StoryWording], *, as_json: bool) -> None:
    if as_json:
        say_json({
            "source": arrival.source.id, "claims": [_row_json(row) for row in arrival.rows],
            "wording": [point for story in told for point in _wording_json(story)],
        })  # fmt: skip
        return
    if not arrival.rows:
        say(f"“{arrival.source.title}” bears on no claim of any story.")
    for row in arrival.rows:
        say(f"{'+' if row.is_chosen else ' '} {short_id(row.claim.id)}  {_levels(row)}  {row.claim.wording}")
        say(f"          {STANCE_NAMES[row.stance]} · {BECAUSE_WORDS[row.because]} · {row.story.slug}")
        say(f"          {' '.join(row.why)}")
    for story in told:
        out = f" ({story.published.words})" if story.published is not None else ""
        say(f"\n{story.story.slug}{out}: {counted(len(story.points), 'place')} to look at")
        for point in story.points:
            say(f"  {'must' if point.must else 'may '}  “{point.words}”: {point.sentence}")
        if story.proposed is not None:
            say(f"  Readers have this story: {story.proposed.replace('_', ' ')} proposed.")


def _levels(row: Row) -> str:
    if not row.changes_level:
        return f"{level_with_mark(row.before.level)}, as before"
    return f"{LEVEL_MARKS[row.before.level]} → {level_with_mark(row.after.level)}"


def _row_json(row: Row) -> dict[str, object]:
    return {
        "id": row.claim.id, "story": row.story.slug, "wording": row.claim.wording, "because": row.because,
        "stance": row.stance, "authority": row.authority, "chosen": row.is_chosen, "before": row.before.level,
        "after": row.after.level, "flags": sorted(row.after.assessment.flags), "why": row.why,
    }  # fmt: skip


def _wording_json(story: StoryWording) -> list[dict[str, Any]]:
    return [
        {
            "story": story.story.slug, "claim": point.claim, "start": point.start, "end": point.end,
            "words": point.words, "must": point.must, "message": point.sentence, "proposed": story.proposed,
        }
        for point in story.points
    ]  # fmt: skip


COMMANDS = ()
"""Its commands stand in the group ``claims``."""
