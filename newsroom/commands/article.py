"""Bringing a story in, and taking or dropping what was found in it."""

from collections.abc import Sequence
from pathlib import Path

import click

from newsroom.commands.common import counted, desk_option, json_option, reading, say, say_json, writing
from newsroom.commands.reading import shortened
from newsroom.desk.desk import Desk
from newsroom.desk.proposals import Proposal, accept_certain, accept_proposal, drop_proposal, proposals_of
from newsroom.domain.errors import BadInput
from newsroom.domain.ids import short_id
from newsroom.domain.story import Story
from newsroom.storage.queries import Queries
from newsroom.tasks.articles import bring_in, open_article

SHORTEST_ID = 4
"""Characters of the end of an id that name a record; fewer would hit one by chance."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@desk_option
@json_option
def import_file(file: Path, desk: Path | None, as_json: bool) -> None:
    """Bring a .txt or .md FILE in as a story. The desk is made when there is none.

    The original bytes are kept. What is found in the text is proposed and counts against nothing.
    """
    opened = open_article(path=file)
    with writing(desk, create=True) as working:
        result, article = bring_in(working, opened=opened).result, opened.article
    if as_json:
        say_json({"id": result.story.id, "slug": result.story.slug, "headline": result.story.headline,
                  "quotes": result.quotes, "sources": result.sources, "claims": result.claims,
                  "assets": result.assets, "notices": list(article.notices)})  # fmt: skip
        return
    for notice in article.notices:
        say(f"Note: {notice}")
    say(f"Imported “{result.story.headline or result.story.slug}” as {short_id(result.story.id)}.")
    found = (counted(result.quotes, "quote"), counted(result.sources, "source"), counted(result.claims, "statement"))
    say(f"Found {', '.join(found)}.")
    say(f"They are proposals: 'newsroom proposals {short_id(result.story.id)}' lists them.")


@click.command("proposals")
@click.argument("story")
@click.option("--accept", "accepted", multiple=True, metavar="ID", help="Take this proposal (may be repeated).")
@click.option("--drop", "dropped", multiple=True, metavar="ID", help="Drop this proposal (may be repeated).")
@click.option(
    "--accept-certain", "certain", is_flag=True, help="Take all quotes and sources that are named without a doubt."
)
@desk_option
@json_option
def proposals(
    story: str, accepted: tuple[str, ...], dropped: tuple[str, ...], certain: bool, desk: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """List what was found in a story, take it or drop it."""
    if accepted or dropped or certain:
        with writing(desk) as working:
            queries = Queries(working.archive)
            found = queries.named(Story, story, field="slug")
            taken = _decide(working, queries, found, accepted=accepted, dropped=dropped, certain=certain)
        if as_json:
            say_json({"taken": taken, "dropped": len(dropped)})
        else:
            say(f"Took {taken}, dropped {len(dropped)}.")
        return
    with reading(desk) as queries:
        records = queries.story_records(queries.named(Story, story, field="slug").id)
    waiting = proposals_of(records)
    if as_json:
        say_json([{"id": one.id, "kind": one.kind, "start": one.start, "end": one.end, "text": one.words,
                   "detail": one.detail, "certain": one.certain} for one in waiting])  # fmt: skip
        return
    if not waiting:
        say("Nothing waits to be taken or dropped.")
    for one in waiting:
        what = "quote" if one.kind == "quote_use" else one.kind
        # Nothing is certain about a statement before somebody reads it; only the others say so.
        sure = "" if one.certain or one.kind == "claim" else ", to confirm"
        say(f"{short_id(one.id)}  {what:<7} {shortened(one.words)}")
        say(f"{'':16}{one.detail}{sure}")


def _decide(
    desk: Desk, queries: Queries, story: Story, *, accepted: tuple[str, ...], dropped: tuple[str, ...], certain: bool
) -> int:
    """Takes and drops what is named, all of it or, when one name answers to nothing, none; returns how many it took."""
    waiting = proposals_of(queries.story_records(story.id))
    wanted, unwanted = ([_meant(waiting, words) for words in named] for named in (accepted, dropped))
    for one in unwanted:
        desk.run("Drop a proposal", drop_proposal, proposal=one)
    for one in wanted:
        desk.run("Accept a proposal", accept_proposal, proposal=one)
    taken = len(wanted)
    if certain:
        records = queries.story_records(story.id)
        taken += desk.run("Accept the certain ones", accept_certain, records=records).value
    return taken


def _meant(waiting: Sequence[Proposal], words: str) -> Proposal:
    found = [one for one in waiting if len(words) >= SHORTEST_ID and one.id.endswith(words.lower())]
    if len(found) != 1:
        raise BadInput(f"No single proposal answers to '{words}'. 'newsroom proposals STORY' lists them.")
    return found[0]


COMMANDS = (import_file, proposals)
