"""What is held of a source: where it is used, what was done to it, whether its files are still what was kept."""

from dataclasses import asdict
from pathlib import Path

import click

from newsroom.commands.common import desk_option, json_option, reading, reading_archive, say, say_json
from newsroom.commands.evidence import source_group
from newsroom.desk.custody import CustodyReport, files_of_sources, verify_files, verify_story_files
from newsroom.desk.log_lines import log_lines
from newsroom.desk.where_used import WhereUsed, where_used
from newsroom.domain.source import Source
from newsroom.domain.story import Story
from newsroom.storage.queries import Queries


@source_group.command("where-used")
@click.argument("source")
@desk_option
@json_option
def source_where_used(source: str, desk: Path | None, as_json: bool) -> None:
    """Say in which stories SOURCE is used, and what rests on it."""
    with reading(desk) as queries:
        used = where_used(queries, "source", queries.named(Source, source, field="title").id)
    if as_json:
        say_json(asdict(used))
        return
    if not used.is_used:
        say("Nothing rests on it.")
    for heading, lines in _parts(used):
        say(heading)
        for line in lines:
            say(f"  {line}")


def _parts(used: WhereUsed) -> list[tuple[str, list[str]]]:
    parts = (("Stories", used.stories), ("Statements", used.claims), ("As", used.evidence), ("In the text", used.uses),
             ("Quotes taken from it", used.quotes), ("Saved copies", used.captures))  # fmt: skip
    return [(heading, [line.words for line in lines]) for heading, lines in parts if lines]


@source_group.command("log")
@click.argument("source")
@click.option("--most", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many lines.")
@desk_option
@json_option
def source_log(source: str, most: int, desk: Path | None, as_json: bool) -> None:
    """Say who did what to SOURCE, the newest first."""
    with reading(desk) as queries:
        lines = log_lines(queries, queries.named(Source, source, field="title"), limit=most)
    if as_json:
        say_json([asdict(line) for line in lines])
        return
    for line in lines:
        say(line.words)


@source_group.command("verify")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--story", default=None, help="The sources of this story.")
@desk_option
@json_option
@click.pass_context
def source_verify(
    context: click.Context, sources: tuple[str, ...], story: str | None, desk: Path | None, as_json: bool
) -> None:
    """Check that kept files are still what was kept: of each SOURCE, of a story, or of the whole desk. Exits with 5
    when one is not."""
    with reading_archive(desk) as archive:
        queries = Queries(archive)
        if story is not None:
            report = verify_story_files(archive, story_id=queries.named(Story, story, field="slug").id)
        else:
            ids = [queries.named(Source, one, field="title").id for one in sources]
            report = verify_files(archive, files=files_of_sources(queries, ids) if ids else None)
    _say_report(report, as_json=as_json)
    if report.troubles:
        context.exit(5)


def _say_report(report: CustodyReport, *, as_json: bool) -> None:
    if as_json:
        say_json(
            [
                {"file": one.file.id, "name": one.file.file_name, "sha256": one.file.sha256, "state": one.state}
                for one in report.results
            ]
        )
        return
    for one in report.troubles:
        say(one.words)
        if one.resting is not None:
            for heading, lines in _parts(one.resting):
                say(f"  {heading}: {'; '.join(lines)}")
    say(report.words)


COMMANDS = (source_group,)
