"""Sources, claims and what ties them together."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast, get_args

import click

from newsroom.commands.common import desk_option, json_option, moment, partial_date, reading, say, say_json, writing
from newsroom.commands.reading import claim_json, say_claim
from newsroom.desk.claim_marks import note_seen
from newsroom.desk.claims import attach_evidence, find_in_draft, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.levels import RatedClaim, rate_claims
from newsroom.desk.sources import derive_source
from newsroom.domain.claim import Authority, Claim, ClaimKind, Grade, Stance
from newsroom.domain.errors import BadInput, Missing
from newsroom.domain.ids import short_id
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import DerivationKind, Source, SourceType
from newsroom.domain.story import Story
from newsroom.domain.terms import TermsValue
from newsroom.domain.wording import LEVEL_MARKS, level_with_mark, plain
from newsroom.storage.queries import Queries
from newsroom.tasks.sources import CannotRead, KeptSource, keep_source_address, keep_source_file
from newsroom.text.worth import worth_of

_DERIVATION_WORDS = {
    "quotes": "quotes", "restates": "restates", "syndicates": "carries", "translates": "translates",
    "responds_to": "answers",
}  # fmt: skip
_LONGEST_TTL = 36_500


@click.group("source")
def source_group() -> None:
    """Add sources, and say where they took their matter from."""


@source_group.command("add")
@click.argument("story")
@click.argument("what", metavar="FILE|ADDRESS")
@click.option("--for", "source", default=None, metavar="SOURCE", help="The file is a copy of this source.")
@click.option("--type", "source_type", type=click.Choice(get_args(SourceType)), default=None, help="What it is.")
@click.option("--title", default=None, help="Its title (default: read from the file).")
@click.option("--publisher", default=None, help="The outlet or body behind it.")
@click.option("--author", "authors", multiple=True, help="Who wrote it (may be repeated).")
@click.option("--published", default=None, metavar="DATE", callback=partial_date,
              help="2025, 2025-07, 2025-07-14 or 2025-07-14T10:30.")  # fmt: skip
@click.option("--embargo", "embargo_until", default=None, metavar="TIME", callback=moment,
              help="Not to be used before this time.")  # fmt: skip
@click.option("--without-text", is_flag=True, help="Keep FILE as it is and do not try to read its words.")
@desk_option
@json_option
def source_add(
    story: str, what: str, source: str | None, without_text: bool, desk: Path | None, as_json: bool, **given: Any
) -> None:
    """Keep a copy of FILE as a source of STORY, or note an ADDRESS without opening it.

    A copy of something the text already names is laid on that source. Nothing is ever fetched.
    """
    fields = _named_fields(given)
    with writing(desk) as working:
        queries = Queries(working.archive)
        story_id = queries.named(Story, story, field="slug").id
        onto = queries.named(Source, source).id if source else None
        if what.startswith(("http://", "https://")):
            kept = keep_source_address(working, story_id=story_id, url=what, fields=fields)
        else:
            kept = _kept_file(
                working, story_id=story_id, path=Path(what), fields=fields, onto=onto, without_text=without_text
            )
    added, notices = kept.source, kept.notices
    if as_json:
        say_json(
            {
                "id": added.id,
                "title": added.title,
                "type": added.type,
                "publisher": added.publisher,
                "published": added.published,
                "to_confirm": list(added.to_confirm),
                "notices": list(notices),
            }
        )
        return
    for notice in notices:
        say(f"Note: {notice}")
    say(f"Source {short_id(added.id)}: {added.title} ({plain(added.type)})")
    if added.to_confirm:
        say(f"To confirm: {', '.join(added.to_confirm)}")


def _kept_file(desk: Desk, **given: Any) -> KeptSource:
    try:
        return keep_source_file(desk, **given)
    except CannotRead as error:
        raise BadInput(f"{error} Say --without-text for that.") from error


def _named_fields(given: dict[str, Any]) -> dict[str, object]:
    fields: dict[str, object] = {name: value for name, value in given.items() if value not in (None, ())}
    if "source_type" in fields:
        fields["type"] = fields.pop("source_type")
    return fields


@source_group.command("derive")
@click.argument("child")
@click.argument("parent")
@click.option("--kind", type=click.Choice(get_args(DerivationKind)), default="restates", show_default=True)
@desk_option
def source_derive(child: str, parent: str, kind: str, desk: Path | None) -> None:
    """Say that source CHILD took its matter from source PARENT: they then count as one (an answer does not)."""
    with writing(desk) as working:
        queries = Queries(working.archive)
        younger, older = queries.named(Source, child), queries.named(Source, parent)
        working.run(
            "Link sources", derive_source, child_id=younger.id, parent_id=older.id, kind=cast("DerivationKind", kind)
        )
    counts = "each counts by itself" if kind == "responds_to" else "they count as one source"
    say(f"“{younger.title}” {_DERIVATION_WORDS[kind]} “{older.title}”; {counts}.")


@click.group("claim")
def claim_group() -> None:
    """Make sentences of a story claims."""


@claim_group.command("add")
@click.argument("story")
@click.option("--text", "words", required=True, help="The words of the draft that assert it, exactly as they stand.")
@click.option("--kind", type=click.Choice(get_args(ClaimKind)), default=None, help="Default: fact, or as proposed.")
@click.option("--ttl", "ttl_days", type=click.IntRange(0, _LONGEST_TTL), default=None,
              help="After how many days to look again.")  # fmt: skip
@click.option("--about", "about_date", default=None, metavar="DATE", callback=partial_date,
              help="The day it speaks of.")  # fmt: skip
@click.option("--accusation", is_flag=True, default=None, help="It accuses somebody.")
@click.option("--common-knowledge", is_flag=True, default=None, help="Everybody knows it: it needs no source.")
@click.option("--seen", default=None, metavar="WORDS",
              help="We saw it: when, where and who, kept as notes of ours that back it.")  # fmt: skip
@desk_option
@json_option
def claim_add(story: str, words: str, seen: str | None, desk: Path | None, as_json: bool, **given: Any) -> None:
    """Make words of the draft a claim. A proposal at the same place is taken, with the evidence it names."""
    with writing(desk) as working:
        queries = Queries(working.archive)
        story_id = queries.named(Story, story, field="slug").id
        start, end = find_in_draft(queries.draft(story_id).text, words)
        claim = working.run(
            "Mark a claim", mark_claim, story_id=story_id, start=start, end=end, fields=_named_fields(given)
        ).value
        if seen is not None:
            working.run("Note what we saw", note_seen, claim_id=claim.id, words=seen)
            claim = queries.get(Claim, claim.id)
        rated = rated_claim(queries, claim)
    _say_one(rated, as_json=as_json)


@click.group("evidence")
def evidence_group() -> None:
    """Attach what backs or contradicts a claim."""


@evidence_group.command("add")
@click.argument("claim")
@click.argument("source", metavar="SOURCE|QUOTE")
@click.option("--stance", type=click.Choice(get_args(Stance)), default="supports", show_default=True)
@click.option(
    "--authority", type=click.Choice(get_args(Authority)), default=None, help="Default: by the source's type."
)
@click.option("--terms", type=click.Choice(get_args(TermsValue)), default=None, help="Default: on_record.")
@click.option("--second-hand", is_flag=True, help="It was not there itself: it passes on what others saw.")
@click.option("--reliability", type=click.Choice(get_args(Grade)), default=None, help="For this item alone.")
@click.option("--locator", default=None, help="Page, paragraph or time code.")
@click.option("--excerpt", default=None, help="The words of the source that matter.")
@click.option("--note", default=None, help="Why, or how it was vetted.")
@click.option("--as-of", "as_of", default=None, metavar="DATE", callback=partial_date, help="The day it speaks of.")
@desk_option
@json_option
def evidence_add(
    claim: str, source: str, stance: str, authority: str | None, second_hand: bool, reliability: str | None,
    desk: Path | None, as_json: bool, **given: Any,
) -> None:  # fmt: skip
    """Attach SOURCE (or a quote) to CLAIM and print the level that follows."""
    fields = _named_fields(given)
    if second_hand:
        fields["first_hand"] = False
    if reliability:
        fields["reliability_override"] = reliability
    with writing(desk) as working:
        queries = Queries(working.archive)
        found = queries.named(Claim, claim)
        source_id, quote_id = _source_or_quote(queries, source)
        working.run(
            "Attach evidence", attach_evidence, claim_id=found.id, source_id=source_id, quote_id=quote_id,
            stance=cast("Stance", stance), authority=cast("Authority | None", authority), fields=fields,
        )  # fmt: skip
        rated = rated_claim(queries, queries.get(Claim, found.id))
    _say_one(rated, as_json=as_json)


def _source_or_quote(queries: Queries, words: str) -> tuple[str | None, str | None]:
    for record_type in (Quote, QuoteUse):
        try:
            found = queries.named(record_type, words)
        except Missing:
            continue
        quote = found.quote if isinstance(found, QuoteUse) else found.id
        if quote is None:
            raise BadInput(f"The quotation {words} has no quote behind it yet. Take its proposal first.")
        return None, quote
    return queries.named(Source, words, field="title").id, None


def rated_claim(queries: Queries, claim: Claim) -> RatedClaim:
    """The claim with its level as it is now."""
    rated = rate_claims(queries.story_records(claim.story), now=datetime.now(UTC))
    return next(one for one in rated if one.claim.id == claim.id)


def _say_one(rated: RatedClaim, *, as_json: bool) -> None:
    if as_json:
        say_json(claim_json(rated))
    else:
        say_claim(rated)


@click.group("claims")
def claims_group() -> None:
    """Look at the claims of a story."""


@claims_group.command("list")
@click.argument("story")
@click.option(
    "--proposed", is_flag=True, help="Only what was found and not taken yet, what a check is worth most first."
)
@click.option("--in-text-order", is_flag=True, help="With --proposed: in the order of the text.")
@desk_option
@json_option
def claims_list(story: str, proposed: bool, in_text_order: bool, desk: Path | None, as_json: bool) -> None:
    """List the claims of a story with level, reasons and the next step."""
    with reading(desk) as queries:
        records = queries.story_records(queries.named(Story, story, field="slug").id)
    rated = rate_claims(records, now=datetime.now(UTC))
    if proposed:
        rated = tuple(one for one in rated if one.claim.proposed)
        rated = rated if in_text_order else by_worth(rated)
    if as_json:
        say_json([claim_json(one) for one in rated])
        return
    if not rated and proposed:
        say("Nothing that was found waits to be taken.")
    elif not rated:
        say("No claim yet. 'newsroom claim add STORY --text \"…\"' makes one.")
    for one in rated:
        say_claim(one)
    _say_levels(rated)


def by_worth(rated: Sequence[RatedClaim]) -> tuple[RatedClaim, ...]:
    """What a check is worth most first; among equals the order of the text."""
    return tuple(sorted(rated, key=lambda one: -worth_of(one.claim.wording, one.claim.kind).points))


def _say_levels(rated: Sequence[RatedClaim]) -> None:
    taken = [one for one in rated if not one.claim.proposed]
    counts = " · ".join(
        f"{level_with_mark(level)} {sum(one.level == level for one in taken)}"
        for level in LEVEL_MARKS
        if any(one.level == level for one in taken)
    )
    if counts:
        say(f"\n{counts}")


COMMANDS = (source_group, claim_group, evidence_group, claims_group)
