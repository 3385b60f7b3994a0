"""Lists of sources in and out, the register of sources, and search."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import get_args

import click

from newsroom.commands.common import (
    counted,
    desk_option,
    json_option,
    reading,
    reading_archive,
    say,
    say_json,
    writing,
)
from newsroom.desk.desk import Desk
from newsroom.domain.ids import short_id
from newsroom.domain.search_query import KIND_WORDS, explain_query
from newsroom.domain.source import Capture, Holding, Source, SourceType
from newsroom.domain.story import Story
from newsroom.domain.wording import plain
from newsroom.storage.queries import Queries
from newsroom.tasks.exchange import export_sources, import_sources

_MOST_FOUND = 10_000


@click.group("sources")
def sources_group() -> None:
    """Bring lists of sources in, put them out, and look through those of the desk."""


@sources_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--story", default=None, help="Lay them in the file of this story.")
@desk_option
@json_option
def sources_import(file: Path, story: str | None, desk: Path | None, as_json: bool) -> None:
    """Bring in the sources of FILE: CSL-JSON (as Zotero exports it) or RIS.

    A record that cannot be used is told and the others are kept; sources the desk has are not made twice.
    """
    with writing(desk, create=story is None) as working:
        story_id = _story_id(Queries(working.archive), story)
        done = import_sources(working, story_id=story_id, path=file)
    if as_json:
        say_json(
            {
                "made": [_as_json(source) for source in done.made],
                "known": [source.id for source in done.known],
                "bad": [asdict(bad) for bad in done.bad],
                "notices": list(done.notices),
            }
        )
        return
    say(f"{counted(len(done.made), 'source')} brought in, {len(done.known)} known already.")
    for bad in done.bad:
        say(f"Record {bad.number} was left out: {bad.sentence}")
    for notice in done.notices:
        say(f"Note: {notice}")


@sources_group.command("export")
@click.argument("story", required=False)
@click.option(
    "--out", "target", type=click.Path(path_type=Path), required=True, help="The file to write (.json or .ris)."
)
@desk_option
@json_option
def sources_export(story: str | None, target: Path, desk: Path | None, as_json: bool) -> None:
    """Put the sources of STORY, or of the whole desk, out as CSL-JSON, or as RIS into a file that ends in .ris.

    Sources that may not be named to others are left out: off the record, restricted or sealed, under an embargo, or
    only proposed. Nothing leaves that names a protected person.
    """
    with reading_archive(desk) as archive:
        story_id = _story_id(Queries(archive), story)
        released = export_sources(Desk(archive), story_id=story_id, target=target)
    if as_json:
        say_json({"file": str(released.path), "sources": released.count, "left_out": released.left_out,
                  "proposed": released.proposed})  # fmt: skip
        return
    say(f"{counted(released.count, 'source')} written to {released.path}")
    barred = released.left_out - released.proposed
    if barred:
        say(f"{barred} left out: their terms, their confidentiality or an embargo do not allow it.")
    if released.proposed:
        are = "is a proposal" if released.proposed == 1 else "are proposals"
        say(f"{released.proposed} {are} not taken yet, and stayed here.")


@sources_group.command("list")
@click.option("--story", default=None, help="Only those in the file of this story.")
@click.option("--type", "source_type", type=click.Choice(get_args(SourceType)), default=None, help="Only this type.")
@click.option("--text", "words", default="", help="Only those that hold these words, in a saved copy too.")
@desk_option
@json_option
def sources_list(
    story: str | None, source_type: str | None, words: str, desk: Path | None, as_json: bool
) -> None:  # fmt: skip
    """List the sources of the desk, those changed last first."""
    with reading(desk) as queries:
        found = _listed(queries, story_id=_story_id(queries, story), source_type=source_type, words=words)
    if as_json:
        say_json([_as_json(source) for source in found])
        return
    if not found:
        say("No source like that. 'newsroom source add' and 'newsroom sources import' bring some in.")
    for source in found:
        guess = ", proposed" if source.proposed else ""
        say(f"{short_id(source.id)}  {source.title} ({plain(source.type)}{guess})")
        told = " · ".join(part for part in (source.publisher, source.published or "", source.url) if part)
        if told:
            say(f"        {told}")


def _listed(
    queries: Queries, *, story_id: str | None, source_type: str | None, words: str
) -> tuple[Source, ...]:  # fmt: skip
    where: dict[str, object] = {"type": source_type} if source_type is not None else {}
    wanted: set[str] | None = None
    if story_id is not None:
        wanted = {holding.source for holding in queries.where(Holding, story=story_id)}
    if words:
        hits = queries.search(words, limit=_MOST_FOUND, kinds=("source", "capture"))
        copies = tuple(hit.id for hit in hits if hit.kind == "capture")
        holding = {hit.id for hit in hits} | {capture.source for capture in queries.where(Capture, id=copies)}
        wanted = holding if wanted is None else wanted & holding
    if wanted is not None:
        where["id"] = tuple(wanted)
    return tuple(sorted(queries.where(Source, **where), key=lambda source: source.changed_at, reverse=True))


def _as_json(source: Source) -> dict[str, object]:
    return {
        "id": source.id, "title": source.title, "type": source.type, "publisher": source.publisher,
        "authors": list(source.authors), "published": source.published, "url": source.url,
        "language": source.language, "proposed": source.proposed, "to_confirm": list(source.to_confirm),
    }  # fmt: skip


def _story_id(queries: Queries, story: str | None) -> str | None:
    return queries.named(Story, story, field="slug").id if story else None


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", "kinds", type=click.Choice(list(KIND_WORDS)), multiple=True, help="Only these (repeatable).")
@click.option("--story", default=None, help="Only what belongs to this story, the sources in its file included.")
@click.option("--newest", is_flag=True, help="The newest first, not those that fit best.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="How many at most.")
@desk_option
@json_option
def search_desk(
    words: Sequence[str], kinds: Sequence[str], story: str | None, newest: bool, limit: int, desk: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Find WORDS in headlines, texts, sources, saved copies, quotes, claims and notes.

    All of them must be there, the last may be only begun. Put in quotation marks for the shell, '"pier nine" -strike
    type:note story:SLUG' finds the two words together, without that other one, among the notes of one story.
    """
    line = " ".join(words)
    with reading(desk) as queries:
        find = queries.search if newest else queries.search_ranked
        hits = find(line, limit=limit, kinds=tuple(kinds), story_id=_story_id(queries, story))
        slugs = {one.id: one.slug for one in queries.where(Story, id=tuple({hit.story for hit in hits}))}
    if as_json:
        say_json({"query": explain_query(line), "hits": [asdict(hit) for hit in hits]})
        return
    say(explain_query(line))
    for hit in hits:
        where = f" in {slugs[hit.story]}" if hit.story in slugs else ""
        say(f"{short_id(hit.id)}  {_ONE_OF[hit.kind]}{where}{f': {hit.title}' if hit.title else ''}")
        say(f"        {hit.snippet}")
    if not hits:
        say("Nothing was found.")


_ONE_OF = {
    "story": "headline", "draft": "text", "source": "source", "capture": "saved copy", "quote": "quote",
    "claim": "claim", "note": "note",
}  # fmt: skip

COMMANDS = (sources_group, search_desk)
