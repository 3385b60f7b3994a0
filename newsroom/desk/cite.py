"""Cite: one act that says where a sentence comes from. The source is made or taken, laid in the story's file, the
sentence made a claim or the quotation linked, and the evidence attached; guesses are marked as guesses.

The words of a file may come later, read behind the act: ``put_behind`` fills in what they tell wherever nobody changed
anything since, so that both together can be taken back as one (``domain.changes.merge_changes``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from newsroom.desk.claims import attach_evidence, mark_claim
from newsroom.desk.drafts import draft_of
from newsroom.desk.keeping import FileRead, copy_of, lay_file
from newsroom.desk.quotes import make_quote_at
from newsroom.desk.sources import NewCapture, add_capture, add_source, hold_source
from newsroom.desk.story_view import HeldSource
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.draft import Anchor
from newsroom.domain.errors import Refused
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Capture, Holding, Source
from newsroom.storage.transaction import Transaction
from newsroom.text.passage import best_passage, join_words, locator_at, quotation_at, rank_by_words


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source not on the desk yet: ``fields`` a person gave, and ``guesses``, which are to be confirmed."""

    fields: Mapping[str, object] = field(default_factory=dict[str, object])
    guesses: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Cited:
    """What a cite made or took. A sentence has ``claim`` and ``evidence``; words inside quotation marks have ``use``
    and ``quote``, and evidence only when a claim stands there already."""

    source: Source
    capture: Capture | None
    claim: Claim | None
    evidence: Evidence | None
    use: QuoteUse | None
    quote: Quote | None


def cite_source(
    transaction: Transaction,
    *,
    story_id: str,
    start: int,
    end: int,
    source: str | NewSource,
    capture: NewCapture | None = None,
    passage: str = "",
) -> Cited:
    """Says that the words from ``start`` to ``end`` (code points of the draft) come from ``source``: an id, or a new
    one. ``capture`` is a copy whose bytes are kept already, its text perhaps still unread; ``passage`` the words of the
    source a person selected, which need no search.

    Refused with ``Refused``: a place outside the text or without a word.
    """
    text = draft_of(transaction, story_id).text
    start, end = _trimmed(text, start, end)
    taken, copy = _take_source(transaction, story_id, source, capture)
    quoted = quotation_at(text, start, end)
    if quoted is not None:
        use = make_quote_at(
            transaction, story_id=story_id, start=quoted.start, end=quoted.end, source_id=taken.id,
            capture_id=copy.id if copy is not None else None,
        )  # fmt: skip
        quote = transaction.get(Quote, use.quote or "")
        claim = _claim_of_quotation(transaction, story_id, start, end, quoted=(quoted.start, quoted.end))
        item = _attach(transaction, claim, taken, quote, None) if claim is not None else None
        return Cited(transaction.get(Source, taken.id), copy, claim, item, use, quote)
    claim = _claim_meant(transaction, story_id, start, end)
    found = _found(_copies(transaction, taken.id, copy), text[start:end], passage)
    item = _attach(transaction, claim, taken, None, found)
    return Cited(transaction.get(Source, taken.id), copy, transaction.get(Claim, claim.id), item, None, None)


def cite_quote(transaction: Transaction, *, story_id: str, start: int, end: int, quote_id: str) -> Evidence:
    """Says that a quote backs the words from ``start`` to ``end`` (code points of the draft); what backs their claim
    already is returned. Refused with ``Refused``: a place outside the text or without a word."""
    start, end = _trimmed(draft_of(transaction, story_id).text, start, end)
    quote = transaction.get(Quote, quote_id)
    return _attach(transaction, _claim_meant(transaction, story_id, start, end), None, quote, None)


def rank_sources(sentence: str, sources: Sequence[HeldSource], *, last_cited: str | None = None) -> tuple[str, ...]:
    """The ids of the sources, the one cited last first, then those that share most names, numbers and words with the
    sentence; among equals their order in the file."""
    words = {
        held.source.id: join_words(
            (held.source.title, held.source.publisher, *held.source.authors, *(copy.text for copy in held.captures))
        )
        for held in sources
    }
    ranked = rank_by_words(sentence, words)
    return tuple(sorted(ranked, key=lambda source: source != last_cited))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start <= end <= len(text):
        raise Refused("That is no place in the text any more. Put the caret in the sentence again.")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise Refused("There is no sentence here to cite a source for. Put the caret in one, or select words.")
    return start, end


def _take_source(
    transaction: Transaction, story_id: str, source: str | NewSource, capture: NewCapture | None
) -> tuple[Source, Capture | None]:
    if isinstance(source, str):
        current = transaction.get(Source, source)
        hold_source(transaction, story_id=story_id, source_id=current.id)
        if current.proposed:
            current = transaction.put(replace(current, proposed=False))
        if capture is None:
            return current, None
        sha256 = capture.file.sha256 if capture.file is not None else ""
        copy = copy_of(transaction, source_id=current.id, sha256=sha256)
        return current, copy or add_capture(transaction, source_id=current.id, capture=capture)
    if capture is not None:
        kept = lay_file(
            transaction, story_id=story_id, read=FileRead(capture, source.guesses), fields=dict(source.fields)
        )
        return kept.source, kept.capture
    known = _of_same_address(transaction, story_id, str(source.fields.get("url") or source.guesses.get("url") or ""))
    if known is not None:
        return transaction.put(replace(known, proposed=False)), None
    guesses = {name: value for name, value in source.guesses.items() if value}
    to_confirm = tuple(name for name in guesses if name not in source.fields and name != "language")
    fields = {**guesses, "to_confirm": to_confirm, **source.fields}
    return add_source(transaction, story_id=story_id, fields=fields), None


def _of_same_address(transaction: Transaction, story_id: str, url: str) -> Source | None:
    held = [one.source for one in transaction.find(Holding, story=story_id) if one.binned_at is None] if url else []
    found = transaction.find(Source, id=tuple(held), url=url) if held else ()
    return next((source for source in found if source.binned_at is None), None)


def _claim_meant(transaction: Transaction, story_id: str, start: int, end: int) -> Claim:
    """The claim at the words; where none is, the words become one."""
    found = _claim_at(transaction, story_id, start, end)
    return found or mark_claim(transaction, story_id=story_id, start=start, end=end)


def _claim_at(transaction: Transaction, story_id: str, start: int, end: int) -> Claim | None:
    touching = _claims_touching(transaction, story_id, start, end)
    return _smallest(draft_of(transaction, story_id).text, touching, start, end)


def _claim_of_quotation(
    transaction: Transaction, story_id: str, start: int, end: int, *, quoted: tuple[int, int]
) -> Claim | None:
    """The claim at the words meant, else at the whole quotation, else the only one that lies in it."""
    touching = tuple(_claims_touching(transaction, story_id, *quoted))
    text = draft_of(transaction, story_id).text
    inside = {claim.id: claim for place, claim in touching if quoted[0] <= place.start and place.end <= quoted[1]}
    only = next(iter(inside.values())) if len(inside) == 1 else None
    return _smallest(text, touching, start, end) or _smallest(text, touching, *quoted) or only


def _smallest(text: str, claims: Iterable[tuple[Place, Claim]], start: int, end: int) -> Claim | None:
    """The smallest that holds these words, or all of them but the signs at their ends."""
    found = [
        (place.end - place.start, place.start, claim)
        for place, claim in claims
        if (place.start <= start and end <= place.end) or _is_bare(text, place, start, end)
    ]
    return min(found, key=lambda one: one[:2])[2] if found else None


def _claims_touching(
    transaction: Transaction, story_id: str, start: int, end: int
) -> Iterator[tuple[Place, Claim]]:  # fmt: skip
    """The claims somebody took that share words with the place."""
    positions = unpack_positions(draft_of(transaction, story_id).positions)
    # Where they lie is looked at first: of thousands of anchors one or two are read.
    near = [
        anchor
        for anchor, place in positions.items()
        if place.state != "adrift" and start < place.end and place.start < end
    ]
    for anchor in transaction.find(Anchor, id=near, story=story_id, owner_kind="claim") if near else ():
        claim = transaction.peek(Claim, anchor.owner)
        if claim is not None and claim.binned_at is None and not claim.proposed:
            yield positions[anchor.id], claim


def _is_bare(text: str, place: Place, start: int, end: int) -> bool:
    if not start <= place.start < place.end <= end:
        return False
    return not any(sign.isalnum() for sign in text[start : place.start] + text[place.end : end])


def _copies(transaction: Transaction, source_id: str, copy: Capture | None) -> tuple[Capture, ...]:
    if copy is not None:
        return (copy,)
    return tuple(one for one in transaction.find(Capture, source=source_id) if one.binned_at is None)


def _found(copies: Sequence[Capture], sentence: str, passage: str) -> dict[str, object]:
    """Locator and excerpt of the passage: the one selected, else the best-matching one, which is a guess."""
    for copy in copies:
        at = copy.text.find(passage) if passage and copy.text else -1
        if at >= 0:
            return {"locator": locator_at(copy.offsets, at), "excerpt": passage}
    if passage:
        return {"excerpt": passage}
    for copy in copies:
        located = place_in_copy(copy.text, copy.offsets, sentence)
        if located:
            return located
    return {}


def place_in_copy(text: str, offsets: str, sentence: str) -> dict[str, object]:
    """Where a copy says what the sentence says, as fields of evidence; ``to_confirm`` among them: it is a guess. Empty
    when no passage shares enough with it."""
    span = best_passage(sentence, text) if text else None
    if span is None:
        return {}
    return {"locator": locator_at(offsets, span[0]), "excerpt": text[span[0] : span[1]], "to_confirm": ("locator",)}


def _attach(
    transaction: Transaction, claim: Claim, source: Source | None, quote: Quote | None,
    found: Mapping[str, object] | None,
) -> Evidence:  # fmt: skip
    """Evidence that backs the claim; what rests on the same source already is taken and told where it stands."""
    source_id = source.id if source is not None and quote is None else None
    wanted = {"quote": quote.id} if quote is not None else {"source": source_id}
    known = transaction.find(Evidence, claim=claim.id, stance="supports", **wanted)
    item = next((one for one in known if one.binned_at is None), None)
    if item is None:
        item = attach_evidence(
            transaction,
            claim_id=claim.id,
            source_id=source_id,
            quote_id=quote.id if quote is not None else None,
        )
    return transaction.put(with_place(item, found or {})) if found and not item.excerpt else item


def with_place(item: Evidence, found: Mapping[str, object]) -> Evidence:
    """Evidence with a locator and excerpt; what was guessed of it is added to what is to be confirmed."""
    fields = dict(found)
    guessed = cast("tuple[str, ...]", fields.pop("to_confirm", ()))
    to_confirm = tuple(dict.fromkeys((*item.to_confirm, *guessed)))
    return replace(item, **cast("dict[str, Any]", {**fields, "to_confirm": to_confirm}))
