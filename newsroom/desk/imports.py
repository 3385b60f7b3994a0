"""Bring an article in: its bytes kept, its words as they are, and what was found in it as proposals that count
against nothing until a person takes them. One operation, so one undo takes the whole import back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.desk.drafts import Wanted, add_draft, keep_revision, place_anchors
from newsroom.desk.guesses import GuessedEvidence, evidence_named_in_text
from newsroom.desk.people import hiding_names, spoken_names
from newsroom.desk.requests import propose_requests
from newsroom.desk.sources import KeptFile, add_source, keep_file
from newsroom.desk.stories import new_story
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.folding import fold
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Source
from newsroom.domain.story import Asset, Story
from newsroom.storage.transaction import Transaction
from newsroom.text.attribution import FoundQuote
from newsroom.text.scan import FoundClaim, FoundSource, Scan
from newsroom.text.sources_named import merge_key
from newsroom.text.worth import term_of

_GUESSED_FIELDS = ("type", "title", "publisher", "published")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import made; the counts are proposals."""

    story: Story
    quotes: int
    sources: int
    claims: int
    assets: int


def import_story(
    transaction: Transaction, *, fields: Mapping[str, object], text: str, file: KeptFile, scan: Scan
) -> ImportResult:
    """A story from a file whose bytes lie in ``files`` already. ``scan`` speaks of ``text`` in code points."""
    original = keep_file(transaction, file=file)
    story = new_story(transaction, fields={**fields, "imported_from": original.id})
    add_draft(transaction, story_id=story.id, text=text)
    result = propose(transaction, story=story, text=text, scan=scan)
    keep_revision(transaction, story_id=story.id, why="import", name=original.file_name)
    return result


def propose(transaction: Transaction, *, story: Story, text: str, scan: Scan) -> ImportResult:
    """Lays what was found into the story as proposals, each at its place."""
    sources = {_key(found): _propose_source(transaction, story.id, found) for found in scan.sources}
    by_name = {merge_key(found.name): sources[_key(found)] for found in scan.sources}
    quotes = _propose_quotes(transaction, story.id, scan.quotes, by_name)
    claims = _propose_claims(transaction, story.id, scan.claims)
    guesses = evidence_named_in_text(text, claims=scan.claims, sources=scan.sources, quotes=scan.quotes)
    _propose_evidence(transaction, guesses, claims=claims, quotes=quotes, by_name=by_name)
    for photo in scan.photos:
        transaction.add(Asset, story=story.id, caption=photo.caption, credit=photo.credit)
    propose_requests(transaction, story_id=story.id, text=text)
    return ImportResult(story, len(quotes), len(sources), len(claims), len(scan.photos))


def _key(found: FoundSource) -> tuple[str, str | None, str | None]:
    return (found.name, found.said_on, found.url)


def _propose_source(transaction: Transaction, story_id: str, found: FoundSource) -> Source:
    title = f"{found.name}, {found.said_on}" if found.said_on else found.name
    return add_source(
        transaction,
        story_id=story_id,
        why="named in the text",
        fields={
            "type": found.type, "title": title, "publisher": found.name, "published": found.said_on,
            "url": found.url or "", "to_confirm": _GUESSED_FIELDS, "proposed": True,
        },
    )  # fmt: skip


def _propose_quotes(
    transaction: Transaction, story_id: str, found: Sequence[FoundQuote], by_name: Mapping[str, Source]
) -> dict[int, Quote]:
    """Start of the quotation → its proposed quote; titles and scare quotes are no quotes. Words of an outlet itself
    come from that outlet, so that they and its report count as one."""
    spoken = [one for one in found if one.type != "not_speech"]
    quotes = transaction.add_all(
        Quote,
        [
            {
                "verbatim": one.text, "source": _source_id(by_name, one.outlet or one.speaker), "said_at": one.said_on,
                "proposed": True,
            }
            for one in spoken
        ],
    )  # fmt: skip
    use_ids = [transaction.ids.new() for _ in spoken]
    names, hidden = spoken_names(transaction), hiding_names(transaction, with_surnames=True)
    anchors = place_anchors(
        transaction,
        story_id=story_id,
        wanted=[Wanted("quote_use", use, one.start, one.end) for use, one in zip(use_ids, spoken, strict=True)],
    )
    transaction.add_all(
        QuoteUse,
        [
            {
                "id": use, "story": story_id, "quote": quote.id, "anchor": anchor.id,
                "kind": "direct_full" if one.type == "direct" else "direct_fragment",
                "attribution_text": one.cue or "", "outlet": one.outlet or "",
                "speaker_name": names.get(fold(one.speaker or "")) or hidden(one.speaker or ""),
                "to_confirm": _inferred(one), "proposed": True,
            }
            for use, quote, anchor, one in zip(use_ids, quotes, anchors, spoken, strict=True)
        ],
    )  # fmt: skip
    return {one.start: quote for one, quote in zip(spoken, quotes, strict=True)}


def _inferred(found: FoundQuote) -> tuple[str, ...]:
    states = {"speaker": found.speaker_state, "outlet": found.outlet_state}
    return tuple(name for name, state in states.items() if state == "inferred")


def _source_id(by_name: Mapping[str, Source], name: str | None) -> str | None:
    source = by_name.get(merge_key(name)) if name is not None else None
    return source.id if source is not None else None


def _propose_claims(transaction: Transaction, story_id: str, found: Sequence[FoundClaim]) -> tuple[Claim, ...]:
    told = hiding_names(transaction, with_surnames=True)
    claims = transaction.add_all(
        Claim,
        [
            {
                "story": story_id, "wording": told(one.text), "kind": one.kind,
                "ttl_days": term_of(one.text, one.kind), "proposed": True,
            }
            for one in found
        ],
    )  # fmt: skip
    wanted = [Wanted("claim", claim.id, one.start, one.end) for claim, one in zip(claims, found, strict=True)]
    place_anchors(transaction, story_id=story_id, wanted=wanted)
    return claims


def _propose_evidence(
    transaction: Transaction,
    guesses: Sequence[GuessedEvidence],
    *,
    claims: Sequence[Claim],
    quotes: Mapping[int, Quote],
    by_name: Mapping[str, Source],
) -> None:
    rows: list[Mapping[str, object]] = []
    for guess in guesses:
        quote = quotes.get(guess.quote_start) if guess.quote_start is not None else None
        source = _source_id(by_name, guess.source_name)
        if quote is None and source is None and guess.source_name is not None:
            continue
        rows.append(
            {
                "claim": claims[guess.claim].id, "quote": quote.id if quote else None,
                "source": None if quote else source, "stance": guess.stance, "authority": guess.authority,
                "as_of": guess.as_of,
            }
        )  # fmt: skip
    transaction.add_all(Evidence, rows)
