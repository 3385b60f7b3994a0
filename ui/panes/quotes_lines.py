"""What the quotes pane shows, as plain values: a line for each quotation, and one compared with its saved copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsroom.desk.check_quotes import detail_in_words
from newsroom.desk.people import called
from newsroom.desk.verdicts import Verdict
from newsroom.domain.anchor import TextEdit
from newsroom.domain.quote import QuoteUse
from newsroom.domain.wording import FIDELITY_NAMES, TERMS_NAMES
from newsroom.text.fidelity import compare_quote
from ui.panes.quotes_words import Layer, OtherUse, layers_of, other_uses
from ui.widgets.record_lines import RecordLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.desk.story_view import StoryView
    from newsroom.domain.anchor import Place
    from newsroom.domain.quote import Quote
    from newsroom.domain.source import Source
    from newsroom.domain.terms import TermsValue
    from ui.widgets.kept_lines import KeptLines

VERDICT_ICONS: dict[str, str] = {
    "exact": "accept", "marked_edit": "accept", "unmarked_edit": "warning", "not_found": "warning",
    "ambiguous": "help", "not_compared": "compare", "adrift": "find_again", "not_speech": "remove", "kept": "quote",
    "in_our_words": "accept",
}  # fmt: skip
_WARNED = frozenset({"unmarked_edit", "not_found", "adrift"})
HEARD_NAMES: dict[str, str] = {
    "recording": "on a recording", "notes": "from our notes", "transcript": "from a transcript",
    "published": "published elsewhere", "second_hand": "told by somebody else",
}  # fmt: skip
"""How we know the words, as people say it."""
KEPT = "Kept, not in the text yet"
_OUTER = "“”„‟\"«»‘’' \n"
_TERMINAL = ".,"


@dataclass(frozen=True, slots=True)
class QuoteDetail:
    """One quotation beside the words it was taken from. ``captured_words`` are empty where there is nothing to compare
    with; ``can_mend`` says that putting them in would change something. A ``kept`` quote stands in no text yet."""

    use: QuoteUse
    verdict: str
    """A key of ``VERDICT_ICONS``."""
    verdict_words: str
    layers: tuple[Layer, ...]
    others: tuple[OtherUse, ...]
    captured_words: str
    told: str
    speaker: str
    outlet: str
    said_at: str
    terms: TermsValue
    terms_words: str
    guesses: frozenset[str]
    quote_id: str
    source: str
    source_title: str
    capture: str
    passage: str
    locator: str
    can_mend: bool
    is_lost: bool
    kind: str
    quote: Quote | None = None
    kept: bool = False


def quote_lines(view: StoryView, *, made: KeptLines[Verdict, RecordLine]) -> tuple[RecordLine, ...]:
    """The quotations in the order of the text, those only found so far among them; then the quotes that were kept and
    stand in no text yet. ``made`` are the lines of before."""
    kept = tuple(_kept_line(view, quote) for quote in kept_quotes(view))
    lines = made.of(view.checked.quotes)
    return (*lines, RecordLine(id="kept", title=KEPT, heading=True), *kept) if kept else lines


def kept_quotes(view: StoryView) -> tuple[Quote, ...]:
    """The quotes taken from sources of the story that no place of it uses, in the order they were kept."""
    used = {use.quote for use in view.uses.values()}
    held = {one.source.id for one in view.held}
    return tuple(one for one in view.quotes.values() if one.id not in used and one.source in held and not one.proposed)


def with_newer(view: StoryView, judged: Mapping[str, Verdict]) -> StoryView:
    """The view with verdicts that are newer than the reading it is."""
    if not judged:
        return view
    quotes = tuple(judged.get(one.use.id, one) for one in view.checked.quotes)
    return replace(view, checked=replace(view.checked, quotes=quotes), verdicts={**view.verdicts, **judged})


def quote_detail(view: StoryView, use_id: str) -> QuoteDetail | None:
    """One quotation compared, or a kept quote; None when the story has none of that id."""
    verdict = view.verdicts.get(use_id) or _kept_verdict(view, use_id)
    if verdict is None:
        return None
    quote, use = verdict.quote, verdict.use
    captured = captured_words(verdict)
    source = view.sources.get(quote.source or "") if quote is not None else None
    terms = _terms(view, verdict)
    return QuoteDetail(
        use=use,
        verdict=_verdict_of(verdict),
        verdict_words=_verdict_words(verdict),
        layers=layers_of(verdict, captured=captured),
        others=other_uses(view, quote, but=use.id),
        captured_words=captured,
        told=_told(verdict),
        speaker=_speaker(view, verdict),
        outlet=use.outlet or (source.publisher if source is not None else ""),
        said_at=(quote.said_at or "") if quote is not None else "",
        terms=terms,
        terms_words=TERMS_NAMES[terms],
        guesses=frozenset(use.to_confirm),
        quote_id=quote.id if quote is not None else "",
        source=source.id if source is not None else "",
        source_title=source_title(source),
        capture=verdict.capture.id if verdict.capture is not None else "",
        passage=captured or (quote.verbatim if quote is not None else verdict.published),
        locator=quote.locator if quote is not None else "",
        can_mend=_verdict_of(verdict) == "unmarked_edit" and bool(captured),
        is_lost=verdict.state == "adrift",
        kind=use.kind,
        quote=quote,
        kept=use_id not in view.verdicts,
    )  # fmt: skip


def _kept_verdict(view: StoryView, quote_id: str) -> Verdict | None:
    """A quote that stands in no text, as a quotation without words there."""
    quote = view.quotes.get(quote_id)
    if quote is None:
        return None
    person = view.people.get(quote.speaker or "")
    use = QuoteUse(
        id=quote.id, version=1, created_at=quote.created_at, changed_at=quote.changed_at, binned_at=None,
        story=view.story.id, quote=quote.id, anchor="", speaker_name=called(person) if person is not None else "",
    )  # fmt: skip
    copy = view.captures.get(quote.capture or "")
    return Verdict(use, quote, 0, 0, "attached", "", "not_compared", "", (), copy)


def captured_words(verdict: Verdict) -> str:
    """The words of the saved copy, or its correction, that the quotation answers to; empty when none do."""
    if verdict.quote is None or verdict.capture is None:
        return ""
    if not verdict.published:
        # Words that lost their place are shown as they were captured, so that they are found again.
        return verdict.quote.verbatim
    text = verdict.quote.corrected if verdict.quote.corrected is not None else verdict.capture.text
    found = compare_quote(verdict.published, text)
    if found.start is None or found.end is None:
        return ""
    return " ".join(text[found.start : found.end].split())


def mending(text: str, place: Place, captured: str) -> TextEdit | None:
    """The edit that puts the captured words between the quotation's own marks and before its own last comma or
    period; None when they stand there already. ``place`` is the quotation with its marks, code points of ``text``."""
    start, end = place.start, place.end
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    wanted = captured.strip(_OUTER)
    if end > start and text[end - 1] in _TERMINAL:
        end -= 1
        wanted = wanted.rstrip(_TERMINAL)
    if not wanted or text[start:end] == wanted:
        return None
    return TextEdit(start, text[start:end], wanted)


def source_title(source: Source | None) -> str:
    """Outlet and title in one line."""
    if source is None:
        return ""
    title, outlet = source.title.strip(), source.publisher.strip()
    return f"{outlet}: {title}" if outlet and not title.startswith(outlet) else title or outlet


def _kept_line(view: StoryView, quote: Quote) -> RecordLine:
    person, source = view.people.get(quote.speaker or ""), view.sources.get(quote.source or "")
    who = called(person) if person is not None else "nobody named"
    words = " ".join(quote.verbatim.split())
    told = " · ".join(part for part in (who, source.publisher if source is not None else "") if part)
    return RecordLine(
        id=quote.id, title=words, subtitle=told, mark=VERDICT_ICONS["kept"], mark_name="kept",
        accessible=f"Kept quote, not in the text yet, {who}: {words}",
    )  # fmt: skip


def _verdict_of(verdict: Verdict) -> str:
    if not verdict.use.anchor:
        return "kept"
    if verdict.state == "adrift":
        return "adrift"
    if verdict.is_speech and not verdict.is_quoting and verdict.capture is not None:
        return "in_our_words"
    return verdict.kind if verdict.is_speech else "not_speech"


def _verdict_words(verdict: Verdict) -> str:
    kind = _verdict_of(verdict)
    if kind == "adrift":
        return "lost its place"
    if kind == "not_speech":
        return "not speech"
    if kind == "kept":
        return KEPT.lower()
    if kind == "in_our_words":
        return "told in our words"
    return FIDELITY_NAMES[kind]


def quote_line(verdict: Verdict) -> RecordLine:
    """A quotation in the list: its words, who said them and how faithful they are."""
    proposed = verdict.use.proposed
    speaker = verdict.use.speaker_name or "nobody named"
    words = " ".join((verdict.published or (verdict.quote.verbatim if verdict.quote else "")).split())
    told, kind = _verdict_words(verdict), _verdict_of(verdict)
    named = "Found quote, not taken yet" if proposed else "Quote"
    return RecordLine(
        id=verdict.use.id,
        title=words,
        subtitle=f"{speaker} · {'found, not taken yet' if proposed else told}",
        mark=VERDICT_ICONS[kind],
        mark_name=told,
        faint=proposed,
        warned=kind in _WARNED and not proposed,
        accessible=f"{named}, {told}, {speaker}: {words}",
    )


def _told(verdict: Verdict) -> str:
    if not verdict.use.anchor:
        return "It waits here until a place of the text uses it."
    if verdict.state == "adrift":
        return "Its words are gone from the text. Look where they stand now, or remove the mark."
    if _verdict_of(verdict) == "in_our_words":
        return "It stands there in our words: see that it says what was said."
    if not verdict.is_speech:
        return "These words are a title or stand in quotation marks for another reason; nobody said them."
    if verdict.quote is None or verdict.quote.source is None:
        return "No source is linked, so there is nothing to compare it with."
    if verdict.capture is None:
        return "No saved copy of its source holds text, so it cannot be compared yet."
    if verdict.kind == "exact":
        return "It stands word for word in the saved copy."
    return detail_in_words(verdict)


def _speaker(view: StoryView, verdict: Verdict) -> str:
    if verdict.use.speaker_name:
        return verdict.use.speaker_name
    person = view.people.get((verdict.quote.speaker or "") if verdict.quote is not None else "")
    return (person.name or person.code_name) if person is not None else ""


def _terms(view: StoryView, verdict: Verdict) -> TermsValue:
    if verdict.quote is None:
        return "on_record"
    agreed: dict[str, TermsValue] = {terms.record: terms.value for terms in view.records.terms}
    named = (verdict.quote.id, verdict.quote.speaker, verdict.quote.source)
    for record in named:
        if record is not None and record in agreed:
            return agreed[record]
    return "on_record"


def people_of(view: StoryView) -> tuple[str, ...]:
    """The names a speaker can be completed from: people of the story, and speakers named in it."""
    people = [person.code_name if person.protected else person.name for person in view.people.values()]
    named = [use.speaker_name for use in view.uses.values()]
    return tuple(sorted({name for name in (*people, *named) if name}, key=str.casefold))


def places_to_link(view: StoryView, use_id: str) -> tuple[RecordLine, ...]:
    """What the quotation may have been taken from: saved copies its words stand in, nearest first, then the other
    sources of the story's file. The id is ``capture`` or ``source`` and the record's id."""
    verdict = view.verdicts.get(use_id)
    if verdict is None:
        return ()
    found: list[tuple[int, RecordLine]] = []
    others: list[RecordLine] = []
    for held in view.held:
        title = source_title(held.source)
        passages = [(capture, *_passage_in(verdict.published, capture.text)) for capture in held.captures]
        there = [(capture, rank, words) for capture, rank, words in passages if words]
        for capture, rank, words in there:
            line = RecordLine(id=f"capture {capture.id}", title=title, subtitle=f"“{words}”", mark="quote",
                              mark_name="Passage found")  # fmt: skip
            found.append((rank, line))
        if not there:
            note = "words not found in its saved copy" if held.captures else "no copy saved"
            others.append(RecordLine(id=f"source {held.source.id}", title=title, subtitle=note, mark="source",
                                     mark_name="Source", faint=held.source.proposed))  # fmt: skip
    return (*(line for _, line in sorted(found, key=lambda one: one[0])), *others)


def _passage_in(published: str, text: str) -> tuple[int, str]:
    if not text:
        return 9, ""
    kinds = ("exact", "marked_edit", "ambiguous", "unmarked_edit")
    found = compare_quote(published, text)
    if found.start is None or found.end is None or found.kind not in kinds:
        return 9, ""
    return kinds.index(found.kind), " ".join(text[found.start : found.end].split())
