"""Commands that only look: scan, list, show."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from newsroom.commands.common import counted, desk_option, json_option, reading, say, say_json, say_words
from newsroom.desk.claim_marks import mark_words, step_of
from newsroom.desk.levels import RatedClaim, rate_claims
from newsroom.desk.verdicts import Verdict, verdicts_of
from newsroom.domain.errors import BadInput, NewsroomError
from newsroom.domain.grades import grade
from newsroom.domain.ids import short_id
from newsroom.domain.story import Story
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.wording import FIDELITY_NAMES, LEVEL_NAMES, flag_words, level_with_mark, plain
from newsroom.importing.article import ImportedArticle
from newsroom.importing.decode import decode
from newsroom.storage.queries import Queries
from newsroom.tasks.articles import article_of
from newsroom.tasks.files import file_bytes
from newsroom.text.scan import Scan, scan
from newsroom.text.worth import worth_of

READABLE = (".txt", ".md", ".markdown")


@click.command("scan")
@click.argument("file", type=click.Path(path_type=Path))
@desk_option
@json_option
def scan_file(file: Path, desk: Path | None, as_json: bool) -> None:
    """Show the quotes, sources and claims of a text, or of every text of a FOLDER, one after the other.

    Nothing is stored. Offsets are code points into the decoded file. With --json a folder is one object a line; a
    file of it that cannot be read stands there as an object with 'file' and 'error'.
    """
    del desk
    if not file.exists():
        raise BadInput(f"There is no file or folder {file}. Check the name and try again.")
    if file.is_dir():
        paths = sorted(path for path in file.rglob("*") if path.suffix.lower() in READABLE and path.is_file())
        if not paths:
            raise BadInput(f"The folder {file} holds no .txt or .md file to scan.")
        for path in paths:
            say_json(_scanned_or_told(path), in_one_line=True) if as_json else _say_file(path)
        return
    data = file_bytes(file)
    article = article_of(data, file_name=file.name)
    found = scan(article.text)
    if as_json:
        say_json(_scan_json(file, data, article, found))
        return
    _say_article(data, article, found)


def _say_file(path: Path) -> None:
    """One file of a folder, under its name."""
    say(f"{path}")
    try:
        data = file_bytes(path)
        article = article_of(data, file_name=path.name)
    except NewsroomError as error:
        say(f"  {error}")
    else:
        _say_article(data, article, scan(article.text))


def _say_article(data: bytes, article: ImportedArticle, found: Scan) -> None:
    for notice in article.notices:
        say(f"Note: {notice}")
    _say_scan(found, shift=_shift(data, article))


def _scanned_or_told(path: Path) -> dict[str, object]:
    """One file of a folder; what is wrong with it keeps nobody from seeing the others."""
    try:
        data = file_bytes(path)
        article = article_of(data, file_name=path.name)
    except NewsroomError as error:
        return {"file": str(path), "error": str(error)}
    return _scan_json(path, data, article, scan(article.text))


def _scan_json(path: Path, data: bytes, article: ImportedArticle, found: Scan) -> dict[str, object]:
    shift = _shift(data, article)
    lists = {"quotes": found.quotes, "sources": found.sources, "claims": found.claims, "flags": found.flags,
             "photos": found.photos, "metadata": found.metadata}  # fmt: skip
    return {
        "file": str(path),
        "sha256": hashlib.sha256(data).hexdigest(),
        **{name: [_moved(asdict(one), shift) for one in values] for name, values in lists.items()},
        "notices": list(article.notices),
    }


def _shift(data: bytes, article: ImportedArticle) -> int:
    """Code points of the front matter: the text was read without it, places are told in the file as decoded."""
    return len(decode(data).text) - len(article.text)


def _moved(found: Mapping[str, Any], shift: int) -> dict[str, object]:
    places = ("start", "end", "speaker_start", "speaker_end")
    return {name: value + shift if name in places and value is not None else value for name, value in found.items()}


def _say_scan(found: Scan, *, shift: int) -> None:
    say(", ".join(counted(len(values), thing) for values, thing in
                  ((found.quotes, "quote"), (found.sources, "source"), (found.claims, "statement"))))  # fmt: skip
    for quote in found.quotes:
        who = quote.speaker or "nobody named"
        doubt = " (inferred)" if quote.speaker_state == "inferred" else ""
        where = f", {quote.outlet} {quote.said_on or ''}".rstrip() if quote.outlet else ""
        say(f"  quote   {quote.start + shift:>6}  {shortened(quote.text)} — {who}{doubt}{where}")
    for source in found.sources:
        say(
            f"  source  {source.start + shift:>6}  {source.name} ({plain(source.type)}) {source.said_on or ''}".rstrip()
        )
    for claim in found.claims:
        say(f"  {claim.kind:<9} {claim.start + shift:>4}  {shortened(claim.text)} [{claim.strength}]")
    for flag in found.flags:
        say(f"  look    {flag.start + shift:>6}  {flag.message}")


def shortened(words: str, longest: int = 64) -> str:
    """One line of at most ``longest`` code points, with an ellipsis where words were left out."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


@click.command("list")
@desk_option
@json_option
def list_stories(desk: Path | None, as_json: bool) -> None:
    """List the stories of the desk."""
    with reading(desk) as queries:
        stories = queries.stories()
        if as_json:
            say_json([_story_json(queries, story) for story in stories])
            return
        if not stories:
            say("No story yet. 'newsroom import FILE' brings one in.")
        for story in stories:
            counts = _counts(queries.story_records(story.id))
            say(f"{short_id(story.id)}  {story.stage:<10} {story.headline or story.slug}")
            say(f"        {counts}")


def _story_json(queries: Queries, story: Story) -> dict[str, object]:
    records = queries.story_records(story.id)
    return {
        "id": story.id, "slug": story.slug, "headline": story.headline, "stage": story.stage, "kind": story.kind,
        "words": len(records.draft.text.split()), "claims": sum(not claim.proposed for claim in records.claims),
        "proposals": sum(claim.proposed for claim in records.claims), "sources": len(records.holdings),
        "quotes": len(records.quote_uses),
    }  # fmt: skip


def _counts(records: StoryRecords) -> str:
    claims = sum(not claim.proposed for claim in records.claims)
    proposals = len(records.claims) - claims
    return (
        f"{len(records.draft.text.split())} words · {claims} claims ({proposals} proposed) · "
        f"{len(records.quote_uses)} quotes · {len(records.holdings)} sources"
    )


@click.command("show")
@click.argument("story")
@click.option("--text", "text_only", is_flag=True, help="Print the text of the story and nothing else.")
@desk_option
@json_option
def show_story(story: str, text_only: bool, desk: Path | None, as_json: bool) -> None:
    """Show a story with its sources, quotes and claims."""
    with reading(desk) as queries:
        records = queries.story_records(queries.named(Story, story, field="slug").id)
    if text_only:
        say_words(records.draft.text)
        return
    rated, verdicts = rate_claims(records, now=datetime.now(UTC)), verdicts_of(records)
    if as_json:
        say_json(story_json(records, rated, verdicts))
        return
    say(f"{records.story.headline or records.story.slug}  [{short_id(records.story.id)}]")
    say(f"{records.story.stage} · {_counts(records)}")
    _say_sources(records)
    if verdicts:
        say("\nQuotes")
    for verdict in verdicts:
        mark = "proposed" if verdict.use.proposed else FIDELITY_NAMES[verdict.kind]
        say(
            f"  {short_id(verdict.use.id)}  {shortened(verdict.published)} — {verdict.use.speaker_name or '?'} [{mark}]"
        )
    if rated:
        say("\nClaims")
    for one in rated:
        say_claim(one)


def _say_sources(records: StoryRecords) -> None:
    held = {holding.source for holding in records.holdings}
    listed = [source for source in records.sources if source.id in held]
    if listed:
        say("\nSources")
    for source in listed:
        copies = sum(capture.source == source.id for capture in records.captures)
        seen = f"{copies} saved {'copy' if copies == 1 else 'copies'}" if copies else "no copy saved"
        guess = ", proposed" if source.proposed else ""
        say(f"  {short_id(source.id)}  {source.title} ({plain(source.type)}{guess}) — {seen}")


def say_claim(one: RatedClaim) -> None:
    """A claim with its level and why, as people read it."""
    if one.claim.proposed:
        say(f"  {short_id(one.claim.id)}  proposed  {shortened(one.claim.wording)}")
        why = worth_of(one.claim.wording, one.claim.kind).why
        if why:
            say(f"          Worth a check: {', '.join(why)}.")
        return
    hand = f" (set by hand, suggested {LEVEL_NAMES[one.suggested]})" if one.override is not None else ""
    said = f" · {mark_words(one.claim)}" if mark_words(one.claim) else ""
    say(f"  {short_id(one.claim.id)}  {level_with_mark(one.level)}{hand}{said}  {shortened(one.claim.wording)}")
    words = flag_words(one.assessment.flags)
    if words:
        say(f"          {words}")
    for reason in one.assessment.reasons:
        say(f"          {reason}")
    if step_of(one):
        say(f"          Next: {step_of(one)}")


def claim_json(one: RatedClaim) -> dict[str, object]:
    """A claim with its level, as ``--json`` prints it; offsets in code points."""
    claim = one.claim
    return {
        "id": claim.id, "wording": claim.wording, "kind": claim.kind, "proposed": claim.proposed,
        "level": one.level, "suggested": one.suggested, "flags": sorted(one.assessment.flags),
        "reasons": list(one.assessment.reasons), "cap": one.assessment.cap, "next_step": step_of(one),
        "override": asdict(one.override) if one.override else None, "override_asks_again": one.asks_again,
        "places": [place._asdict() for place in one.places], "ttl_days": claim.ttl_days,
        "about_date": claim.about_date, "accusation": claim.accusation, "pending": claim.pending,
        "common_knowledge": claim.common_knowledge, "own_observation": claim.own_observation,
        "worth": asdict(worth_of(claim.wording, claim.kind)) if claim.proposed else None,
        "evidence": [
            {
                **asdict(item), "as_of": _iso(item.as_of), "embargo_until": _iso(item.embargo_until),
                "grade": grade(item, kind=claim.kind, today=datetime.now(UTC).date()),
            }
            for item in one.items
        ],
    }  # fmt: skip


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def story_json(
    records: StoryRecords, rated: tuple[RatedClaim, ...], verdicts: tuple[Verdict, ...]
) -> dict[str, object]:
    """A whole story as ``show --json`` prints it."""
    return {
        "story": asdict(records.story),
        "text": records.draft.text,
        "sources": [asdict(source) for source in records.sources],
        "quotes": [
            {"id": verdict.use.id, "quote": verdict.use.quote, "start": verdict.start, "end": verdict.end,
             "text": verdict.published, "speaker": verdict.use.speaker_name, "outlet": verdict.use.outlet,
             "fidelity": verdict.kind, "detail": verdict.detail, "changes": verdict.changes,
             "proposed": verdict.use.proposed}
            for verdict in verdicts
        ],
        "claims": [claim_json(one) for one in rated],
    }  # fmt: skip


COMMANDS = (scan_file, list_stories, show_story)
