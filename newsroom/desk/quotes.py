"""Quotations: made from words of the draft or of a saved copy, linked to what they were taken from, given a speaker.

A quote keeps the words as captured; a use is one place where a story prints them.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from newsroom.desk.anchors import lift_anchors, place_of
from newsroom.desk.authority import follow_role
from newsroom.desk.drafts import Wanted, draft_of, place_anchors
from newsroom.desk.people import called, desk_name, hiding_names, person_named
from newsroom.desk.proposals import accept_quote_use
from newsroom.desk.quote_guesses import guess_speaker
from newsroom.domain.anchor import unpack_positions
from newsroom.domain.claim import Evidence
from newsroom.domain.draft import Anchor
from newsroom.domain.errors import Refused
from newsroom.domain.person import Person
from newsroom.domain.quote import HeardBy, Quote, QuoteUse, QuoteUseKind
from newsroom.domain.source import Capture, CaptureMethod, Source
from newsroom.storage.transaction import Transaction
from newsroom.text.fidelity import compare_quote
from newsroom.text.passage import context_around, locator_at, quotation_at

QUOTE_FIELDS = frozenset(
    {"corrected", "correction_reason", "language", "translation_of", "occasion", "said_at", "locator",
     "context_before", "context_after", "heard_by"}
)  # fmt: skip
USE_FIELDS = frozenset({"kind", "attribution_text", "outlet"})
_HEARD: Mapping[CaptureMethod, HeardBy] = {"recording": "recording", "notes": "notes", "transcript": "transcript"}
_MARKS = "\"“”„‟«»‹›'‘’‚‛ \n"
_ENDS = (".", "!", "?", "…")


def make_quote_at(
    transaction: Transaction,
    *,
    story_id: str,
    start: int,
    end: int,
    source_id: str | None = None,
    capture_id: str | None = None,
    speaker_name: str = "",
) -> QuoteUse:
    """Makes the words from ``start`` to ``end`` (code points; marks round them are taken in) a quotation. A proposal
    at the same place is accepted instead, so that the speaker found for it is kept; one made before stays one. Without
    ``speaker_name``, whom the paragraph names is taken as a guess."""
    text = draft_of(transaction, story_id).text
    start, end = _with_marks(text, start, end)
    use = _use_at(transaction, story_id, start, end)
    if use is None:
        use = _new_use(transaction, story_id, text, start, end)
        use = use if speaker_name else guess_speaker(transaction, use=use, text=text, start=start)
    elif use.proposed:
        use = accept_quote_use(transaction, use_id=use.id)
    if source_id is not None or capture_id is not None:
        take_quote_from(transaction, use_id=use.id, source_id=source_id, capture_id=capture_id)
    if speaker_name:
        set_speaker(transaction, use_id=use.id, name=speaker_name)
    return transaction.get(QuoteUse, use.id)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The selection without white space at its edges, and with the marks when it is just what stands between them."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise Refused("Select the words that somebody said, then make them a quote.")
    quoted = quotation_at(text, start, end)
    if quoted is not None and (start <= quoted.inner_start and end >= quoted.inner_end):
        return quoted.start, quoted.end
    return start, end


def _use_at(transaction: Transaction, story_id: str, start: int, end: int) -> QuoteUse | None:
    positions = unpack_positions(draft_of(transaction, story_id).positions)
    for anchor in transaction.find(Anchor, story=story_id, owner_kind="quote_use"):
        place = positions.get(anchor.id)
        if place is None or not _covers(place.start, place.end, start, end):
            continue
        use = transaction.peek(QuoteUse, anchor.owner)
        if use is None or use.binned_at is not None:
            continue
        if use.proposed or (place.start, place.end) == (start, end):
            return use
    return None


def _covers(a_start: int, a_end: int, b_start: int, b_end: int) -> bool:
    return (a_start <= b_start and b_end <= a_end) or (b_start <= a_start and a_end <= b_end)


def _new_use(transaction: Transaction, story_id: str, text: str, start: int, end: int) -> QuoteUse:
    quote = transaction.add(Quote, verbatim=bare_words(text[start:end]))
    kind = kind_of_use(text, start, end)
    return _use_of(transaction, story_id, start, end, quote=quote.id, kind=kind)


def _use_of(
    transaction: Transaction, story_id: str, start: int, end: int, *, quote: str | None, kind: QuoteUseKind
) -> QuoteUse:
    use_id = transaction.ids.new()
    anchor = place_anchors(transaction, story_id=story_id, wanted=[Wanted("quote_use", use_id, start, end)])[0]
    return transaction.add(QuoteUse, id=use_id, story=story_id, quote=quote, anchor=anchor.id, kind=kind)


def say_not_speech(transaction: Transaction, *, story_id: str, start: int, end: int) -> QuoteUse:
    """Notes on a person's word that nobody said what stands between these marks (code points, marks included): a
    title, a nickname, marks for another reason. It is compared with nothing and asked about no more."""
    text = draft_of(transaction, story_id).text
    start, end = _with_marks(text, start, end)
    use = _use_at(transaction, story_id, start, end)
    if use is None:
        return _use_of(transaction, story_id, start, end, quote=None, kind="scare")
    return transaction.put(replace(use, kind="scare", proposed=False, to_confirm=()))


def kind_of_use(text: str, start: int, end: int) -> QuoteUseKind:
    """What kind of quotation stands there, by its marks and its length: a block, told indirectly (no marks), one word,
    whole sentences, or a fragment."""
    words = text[start:end].strip()
    line = text[text.rfind("\n", 0, start) + 1 :]
    if line.lstrip().startswith(">"):
        return "block"
    if quotation_at(text, start, end) is None and bare_words(words) == words:
        return "indirect"
    inner = bare_words(words)
    if len(inner.split()) == 1:
        return "single_word"
    whole = inner[:1].isupper() and inner.endswith((*_ENDS, ","))
    return "direct_full" if whole else "direct_fragment"


def bare_words(words: str) -> str:
    """Words without the quotation marks round them; an apostrophe that belongs to a word stays."""
    inner = words.strip()
    if inner[:1] in _MARKS and inner[:1]:
        inner = inner.lstrip(_MARKS)
        inner = inner.rstrip(_MARKS)
    return inner


def quote_from_capture(
    transaction: Transaction, *, capture_id: str, start: int, end: int, speaker_name: str = ""
) -> Quote:
    """The words of a saved copy from ``start`` to ``end`` (code points of its text) as a quote, with the sentence
    before and after and where they stand. The same words taken twice are one quote."""
    capture = transaction.get(Capture, capture_id)
    verbatim = bare_words(capture.text[start:end])
    if not verbatim:
        raise Refused("Select the words in the saved copy that somebody said, then take them as a quote.")
    before, after = _neighbours(capture.text, start, end)
    known = [one for one in transaction.find(Quote, capture=capture.id, verbatim=verbatim) if one.binned_at is None]
    quote = known[0] if known else transaction.add(
        Quote,
        verbatim=verbatim, source=capture.source, capture=capture.id, locator=locator_at(capture.offsets, start),
        context_before=before, context_after=after, heard_by=_HEARD.get(capture.method, "published"),
    )  # fmt: skip
    if speaker_name.strip():
        quote = transaction.put(replace(quote, speaker=person_named(transaction, name=speaker_name).id))
    source = transaction.get(Source, capture.source)
    if source.proposed:
        transaction.put(replace(source, proposed=False))
    return quote


def link_quote(transaction: Transaction, *, use_id: str, quote_id: str) -> QuoteUse:
    """Says that a quotation of the text prints these captured words. A quote made for this place alone and never
    linked to anything goes to the bin; a proposal is accepted, and who speaks stays a guess where it was one."""
    use, quote = transaction.get(QuoteUse, use_id), transaction.get(Quote, quote_id)
    former = use.quote
    known = _name_of(transaction, quote)
    left = () if use.proposed or known else use.to_confirm
    linked = transaction.put(
        replace(use, quote=quote.id, proposed=False, speaker_name=known or use.speaker_name, to_confirm=left),
    )
    if quote.proposed:
        transaction.put(replace(quote, proposed=False))
    source = transaction.peek(Source, quote.source) if quote.source else None
    if source is not None and source.proposed:
        transaction.put(replace(source, proposed=False))
    if former is not None and former != quote.id:
        _bin_when_loose(transaction, former)
    return linked


def take_quote_from(
    transaction: Transaction, *, use_id: str, source_id: str | None = None, capture_id: str | None = None
) -> Quote:
    """Says which source, or which copy of it, a quotation of the text was taken from. Words found in a saved copy
    become its words as captured, with their place; words not found stay as they are and are told by the check."""
    use = transaction.get(QuoteUse, use_id)
    place = place_of(transaction, anchor_id=use.anchor)
    published = draft_of(transaction, use.story).text[place.start : place.end]
    chosen = transaction.get(Capture, capture_id) if capture_id else None
    source = transaction.get(Source, chosen.source if chosen else source_id or "")
    copies = (chosen,) if chosen else transaction.find(Capture, source=source.id)
    quote = transaction.get(Quote, use.quote) if use.quote else transaction.add(Quote, verbatim=bare_words(published))
    former = transaction.peek(Source, quote.source) if quote.source else None
    if quote.source not in (None, source.id) or _used_elsewhere(transaction, quote.id, but=use.id):
        said_at = _said_at(quote, former, source)
        quote = transaction.add(Quote, verbatim=bare_words(published), speaker=quote.speaker, said_at=said_at)
    if "outlet" in use.to_confirm or (former is not None and former.id != source.id and use.outlet == former.publisher):
        # Only an outlet a person set stays; any other is that of the source.
        transaction.put(replace(use, outlet="", to_confirm=tuple(one for one in use.to_confirm if one != "outlet")))
    readings = [words_in_copy(published, copy) for copy in copies]
    found = next((one for one in readings if one is not None), dict[str, object]())
    capture = chosen.id if chosen else found.get("capture", quote.capture)
    changes = cast("dict[str, Any]", {**found, "source": source.id, "capture": capture, "proposed": False})
    taken = transaction.put(replace(quote, **changes))
    link_quote(transaction, use_id=use.id, quote_id=taken.id)
    return taken


def _said_at(quote: Quote, former: Source | None, source: Source) -> str | None:
    """When it was said, for words now taken from another source: a day that was only the former one's follows."""
    follows = former is not None and quote.said_at is not None and quote.said_at == former.published
    return source.published if follows else quote.said_at


def words_in_copy(published: str, copy: Capture) -> dict[str, object] | None:
    """The fields of a quote whose published words stand, faithfully or not, in a copy; None when they do not."""
    if not copy.text:
        return None
    found = compare_quote(published, copy.text)
    if found.start is None or found.end is None or found.kind == "not_found":
        return None
    before, after = _neighbours(copy.text, found.start, found.end)
    return {
        "verbatim": bare_words(copy.text[found.start : found.end]), "capture": copy.id,
        "locator": locator_at(copy.offsets, found.start), "context_before": before, "context_after": after,
        "heard_by": _HEARD.get(copy.method, "published"),
    }  # fmt: skip


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = context_around(text, start, end)
    return before.rstrip(_MARKS), after.lstrip(_MARKS)


def set_speaker(transaction: Transaction, *, use_id: str, name: str) -> QuoteUse:
    """Says who speaks; the person is made when the desk does not know anybody of that name, and one who is known by
    another name is called by their own. No name: nobody yet."""
    use = transaction.get(QuoteUse, use_id)
    spoken = desk_name(transaction, name)
    if use.quote is not None:
        speaker = person_named(transaction, name=spoken) if spoken else None
        spoken = called(speaker) if speaker is not None else ""
        said_by = speaker.id if speaker is not None else None
        transaction.put(replace(transaction.get(Quote, use.quote), speaker=said_by))
        if speaker is not None:
            follow_role(transaction, person_id=speaker.id, quotes_alone=True)
    left = tuple(one for one in use.to_confirm if one != "speaker")
    return transaction.put(replace(use, speaker_name=spoken, to_confirm=left))


def set_quote_speaker(transaction: Transaction, *, quote_id: str, name: str) -> Quote:
    """Says who speaks the words of a quote that stands in no text yet. No name: nobody yet."""
    spoken = desk_name(transaction, name)
    speaker = person_named(transaction, name=spoken).id if spoken else None
    return transaction.put(replace(transaction.get(Quote, quote_id), speaker=speaker))


def set_quote_fields(transaction: Transaction, *, quote_id: str, fields: Mapping[str, object]) -> Quote:
    """Changes what is known of a quote. Its words as captured are never changed: a correction stands beside them and
    needs a reason."""
    if "verbatim" in fields:
        raise Refused("The words as they were captured are never changed. Write the correction beside them, and why.")
    unknown = set(fields) - QUOTE_FIELDS
    if unknown:
        raise ValueError(f"a quote has no field {sorted(unknown)[0]!r} that can be set")
    told = {**fields, **_without_names(transaction, fields, "occasion", "correction_reason")}
    changed = replace(transaction.get(Quote, quote_id), **cast("dict[str, Any]", told))
    if changed.corrected is not None and not changed.correction_reason.strip():
        raise Refused("A correction of captured words needs a reason, so that others can judge it. Write one sentence.")
    return transaction.put(changed)


def correct_transcript(transaction: Transaction, *, quote_id: str, words: str, reason: str) -> Quote:
    """Notes beside the words as captured what was said in truth, and why; quotations answer to the correction from now
    on. No words, or those captured, take a correction back. Refused: a correction without a reason."""
    quote = transaction.get(Quote, quote_id)
    corrected = " ".join(words.split())
    if corrected in ("", " ".join(quote.verbatim.split())):
        return transaction.put(replace(quote, corrected=None, correction_reason=""))
    fields = {"corrected": corrected, "correction_reason": " ".join(reason.split())}
    return set_quote_fields(transaction, quote_id=quote_id, fields=fields)


def set_use_fields(transaction: Transaction, *, use_id: str, fields: Mapping[str, object]) -> QuoteUse:
    """Changes how a quotation is printed: ``kind``, ``attribution_text``, ``outlet``. What a person sets is no
    guess; protected people stand there under their code names."""
    unknown = set(fields) - USE_FIELDS
    if unknown:
        raise ValueError(f"a use of a quote has no field {sorted(unknown)[0]!r} that can be set")
    use = transaction.get(QuoteUse, use_id)
    left = tuple(name for name in use.to_confirm if name not in fields)
    told = {**fields, **_without_names(transaction, fields, "attribution_text", "outlet")}
    return transaction.put(replace(use, **cast("dict[str, Any]", {**told, "to_confirm": left})))


def _without_names(transaction: Transaction, fields: Mapping[str, object], *names: str) -> dict[str, object]:
    """The named fields, as far as they are given, with protected people under their code names."""
    given = [name for name in names if fields.get(name)]
    hidden = hiding_names(transaction, with_surnames=True) if given else str
    return {name: hidden(str(fields[name])) for name in given}


def confirm_quote_use(transaction: Transaction, *, use_id: str) -> QuoteUse:
    """Says that what was inferred about a quotation, its speaker and outlet, is right; who speaks becomes a person of
    the desk."""
    use = transaction.get(QuoteUse, use_id)
    quote = transaction.get(Quote, use.quote) if use.quote is not None else None
    if "speaker" in use.to_confirm and quote is not None and quote.speaker is None and use.speaker_name:
        transaction.put(replace(quote, speaker=person_named(transaction, name=use.speaker_name).id))
    return transaction.put(replace(use, to_confirm=()))


def drop_quote_use(transaction: Transaction, *, use_id: str) -> QuoteUse:
    """Takes the mark of a quotation from the text and lays it in the bin; the words stay. A quote that was linked to
    nothing goes with it."""
    use = transaction.get(QuoteUse, use_id)
    lift_anchors(transaction, story_id=use.story, owners=(use.id,))
    dropped = transaction.put(replace(use, binned_at=transaction.now))
    if use.quote is not None:
        _bin_when_loose(transaction, use.quote)
    return dropped


def _bin_when_loose(transaction: Transaction, quote_id: str) -> None:
    """Bins a quote that comes from nowhere and is used no more."""
    quote = transaction.get(Quote, quote_id)
    backs = any(item.binned_at is None for item in transaction.find(Evidence, quote=quote_id))
    rests = backs or quote.capture is not None or (quote.source is not None and not quote.proposed)
    if not rests and quote.binned_at is None and not _used_elsewhere(transaction, quote.id, but=""):
        transaction.put(replace(quote, binned_at=transaction.now))


def _used_elsewhere(transaction: Transaction, quote_id: str, *, but: str) -> bool:
    uses = transaction.find(QuoteUse, quote=quote_id)
    return any(use.binned_at is None and use.id != but for use in uses)


def _name_of(transaction: Transaction, quote: Quote) -> str:
    person = transaction.peek(Person, quote.speaker) if quote.speaker else None
    return called(person) if person is not None else ""
