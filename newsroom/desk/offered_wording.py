"""Words offered for what the check finds, where they can be computed; offered only where they would settle it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from newsroom.desk.check import Checked
from newsroom.desk.levels import RatedClaim
from newsroom.domain.anchor import TextEdit
from newsroom.domain.assertion import Strength, heading_stronger_than_body, judge
from newsroom.domain.confidence_words import day_in_words
from newsroom.domain.readiness import Finding
from newsroom.domain.readiness_facts import SpanFacts
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.domain.terms import Terms
from newsroom.text.doubled_marks import as_real_marks
from newsroom.text.prose import prose_lines
from newsroom.text.strength import strength_of

_END = re.compile(r"(?:[.!?…]+\)+|[.!?…]*)\s*\Z")
_QUOTED_END = re.compile(r'([.,!?…])([”"»’]+)\s*\Z')
_CLOSERS = '”"»’)'
_GOES_ON = re.compile(r"[^\S\n]+\S|[^\S\n]*[,;:–—]")
_BEGINS_ANEW = re.compile(r"\s+[A-Z“„«\"(]")
_NOW = re.compile(
    r"\b(?:as of (?:now|today)|at this (?:time|point|moment|stage)|at the moment|at present|right now|for now|"
    r"currently|presently|now|today|to date)\b",
    re.I,
)
_NOT_NOW = re.compile(r"\b(?:by|until|till|since|from|before|up to|even|just)\s+\Z", re.I)
_ADVERB = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly|possibly|probably|perhaps),?\s", re.I
)
_CONTEXT = 40
_HEADINGS = ("headline", "subhead")


@dataclass(frozen=True, slots=True)
class Offer:
    """New words for one finding. ``edits`` are in code points of the text; ``headline`` is a new headline instead.

    ``shown`` is how the words would stand, for the button that takes them. ``before`` and ``after`` are the place of
    the claim they belong to in the old text and in the new; None where they belong to none.
    """

    shown: str
    edits: tuple[TextEdit, ...] = ()
    headline: str | None = None
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None


def offered_wording(checked: Checked, finding: Finding, *, text: str, place: tuple[int, int] | None) -> Offer | None:
    """The words offered for ``finding``, whose place in ``text`` as it is now is ``place``; None where none are known
    that would settle it. Of several that would, the least change is offered."""
    if finding.record_kind == "story":
        return _offer_for_prose(checked, finding, text, place)
    one = next((one for one in checked.claims if one.claim.id == finding.record), None)
    span = _span_of(checked, finding)
    if finding.record_kind != "claim" or one is None or span is None:
        return None
    if place is None or span.place == "headline":
        return _offer_for_headline(checked, finding, one)
    offering = _Offering(checked, one, span, text, place)
    return next((offer for offer in offering.tried(finding.code) if offering.settles(offer)), None)


def _span_of(checked: Checked, finding: Finding) -> SpanFacts | None:
    spans = checked.spans.get(finding.record or "", ())
    return next((span for span in spans if (span.start, span.end) == (finding.start, finding.end)), None)


def _offer_for_headline(checked: Checked, finding: Finding, one: RatedClaim) -> Offer | None:
    name = next(names_behind(checked.records, one), "")
    headline = checked.records.story.headline.strip()
    if not name or not headline or finding.code not in _ATTRIBUTING:
        return None
    worded = f"{headline}, {name} {'says' if name in _people(checked.records) else 'reports'}"
    as_heading = f"# {worded}"
    strength = strength_of(as_heading, 2, len(as_heading), source_names=(name,))
    body = [span.strength for span in checked.spans[one.claim.id] if span.place not in _HEADINGS]
    labelled = one.claim.labelled_as_analysis
    if heading_stronger_than_body(one.level, strength, body, labelled_analysis=labelled) is not None:
        return None
    return Offer(worded, headline=worded)


def _offer_for_prose(checked: Checked, finding: Finding, text: str, place: tuple[int, int] | None) -> Offer | None:
    if place is None:
        return None
    start, end = place
    if finding.code == "COUNT_NOT_LISTED":
        flags = [one for one in checked.prose.flags if (one.code, one.start) == (finding.code, finding.start)]
        instead = flags[0].instead if flags else ""
        words = text[start:end]
        return _shown(text, (TextEdit(start, words, instead),)) if instead and instead != words else None
    if finding.code == "UNDATED_ABSENCE":
        return _dated(checked, text, place)
    return _with_real_marks(text) if finding.code == "DOUBLED_APOSTROPHES" else None


def _with_real_marks(text: str) -> Offer | None:
    """Real quotation marks in the whole text at once; the first quotation is shown."""
    edits = as_real_marks(text, prose_lines(text))
    return replace(_shown(text, edits[:2]), edits=edits) if edits else None


def _dated(checked: Checked, text: str, place: tuple[int, int]) -> Offer | None:
    """As of the day the evidence speaks of, where the absence is a claim that has some."""
    for one in checked.claims:
        around = [at for at in one.places if at.start <= place[0] < at.end]
        days = [item.as_of for item in one.items if item.stance == "supports" and item.as_of is not None]
        if one.claim.kind == "absence" and not one.claim.proposed and around and days:
            as_of = f"as of {day_in_words(max(days))}"
            span = (around[0].start, around[0].end)
            return _within(_shown(text, _without_now(text, *span, as_of)), span)
    return None


def _without_now(text: str, start: int, end: int, as_of: str) -> tuple[TextEdit, ...]:
    """The day in place of "at this time" or "currently", which say no day; else at the end of the sentence."""
    stop = _before_stop(text, start, end)
    added = _addition(text, start, end, f" {as_of}")
    for found in _NOW.finditer(text, start, end):
        before = text[start : found.start()]
        if _NOT_NOW.search(before) or before.count("“") > before.count("”") or text.startswith(" that ", found.end()):
            continue
        if not before.strip():
            return (TextEdit(found.start(), found.group(), as_of[:1].upper() + as_of[1:]),)
        if found.end() >= stop:
            return (TextEdit(found.start(), found.group(), as_of),)
        space = found.start() - len(before) + len(before.rstrip())
        return (TextEdit(space, text[space : found.end()], ""), *added)
    return added


class _Offering:
    """The words that could be offered for one place of one claim."""

    def __init__(
        self, checked: Checked, one: RatedClaim, span: SpanFacts, text: str, place: tuple[int, int]
    ) -> None:  # fmt: skip
        self._checked, self._one, self._span = checked, one, span
        self._text, (self._start, self._end) = text, place
        self._names = tuple(names_behind(checked.records, one))
        self._others = tuple(names_behind(checked.records, one, stances=("contradicts",)))

    def tried(self, code: str) -> Iterator[Offer]:
        """What could be offered for a code, the least change first."""
        for make in _MAKERS.get(code, ()):
            edits = make(self)
            if edits:
                # That the other side disputes it is a sentence of its own, no part of the claim.
                is_apart = make is _Offering.both_sides
                yield _within(_shown(self._text, edits), (self._start, self._end), is_apart=is_apart)

    def settles(self, offer: Offer) -> bool:
        """Whether the place would be well with these words."""
        text, (start, end) = self._text, offer.after or (self._start, self._end)
        for edit in reversed(offer.edits):
            text = edit.apply(text)
        strength = strength_of(text, start, end, source_names=(*self._names, *self._others))
        other_side = self._span.other_side_in_paragraph or any(name in _paragraph(text, end) for name in self._others)
        labelled = self._one.claim.labelled_as_analysis
        verdict = judge(
            self._one.level, strength, self._span.place, attributed_before=False, other_side_in_paragraph=other_side,
            labelled_analysis=labelled, source_attached=True,
        )  # fmt: skip
        if self._span.place in _HEADINGS and self._outruns(strength, labelled=labelled):
            return False
        return verdict.weight == "ok"

    def _outruns(self, strength: Strength, *, labelled: bool) -> bool:
        spans = self._checked.spans[self._one.claim.id]
        body = [span.strength for span in spans if span.place not in _HEADINGS]
        return heading_stronger_than_body(self._one.level, strength, body, labelled_analysis=labelled) is not None

    def attributed(self) -> tuple[TextEdit, ...]:
        """``…, according to The Slate Ledger``."""
        return self._added(f", according to {self._names[0]}") if self._names else ()

    def attributed_without_doubt(self) -> tuple[TextEdit, ...]:
        """The word of doubt gives way to who says so."""
        taken = self.without_doubt()
        return (*taken, *self.attributed()) if taken and self._names else ()

    def attributed_with_doubt(self) -> tuple[TextEdit, ...]:
        return self._added(f", unconfirmed so far, according to {self._names[0]}") if self._names else ()

    def doubted(self) -> tuple[TextEdit, ...]:
        return self._added(", unconfirmed so far")

    def without_doubt(self) -> tuple[TextEdit, ...]:
        """Without "reportedly"; what began the sentence leaves a capital."""
        found = _ADVERB.search(self._text, self._start, self._end)
        if found is None:
            return ()
        begins = found.group()[0].isupper()
        following = self._text[found.end() : found.end() + 1]
        removed = found.group() + (following if begins else "")
        return (TextEdit(found.start(), removed, following.upper() if begins else ""),)

    def both_sides(self) -> tuple[TextEdit, ...]:
        """``… The studio disputes this.``"""
        if not self._others:
            return ()
        end = self._end
        while end < len(self._text) and self._text[end] in '.!?”"’)':
            end += 1
        bare = self._text[self._start : end].rstrip()
        at = self._start + len(bare)
        if _goes_on(self._text, at):
            return ()
        stop = "" if bare.rstrip(_CLOSERS)[-1:] in (".", "!", "?", "…") else "."
        return (TextEdit(at, "", f"{stop} {self._others[0]} disputes this."),)

    def _added(self, words: str) -> tuple[TextEdit, ...]:
        return _addition(self._text, self._start, self._end, words)


_MAKERS: dict[str, tuple[Callable[[_Offering], tuple[TextEdit, ...]], ...]] = {
    "UNDER_CLAIMS": (_Offering.without_doubt, _Offering.attributed_without_doubt, _Offering.attributed),
    "ATTRIBUTE_FIRST_MENTION": (_Offering.attributed,),
    "NAME_BESIDE_LINK": (_Offering.attributed,),
    "SAY_WHO_SAYS_SO": (_Offering.attributed,),
    "ATTRIBUTE_IN_HEADING": (_Offering.attributed,),
    "NAME_THE_SOURCE": (_Offering.attributed_without_doubt, _Offering.attributed, _Offering.both_sides),
    "OVER_CLAIMS": (_Offering.attributed, _Offering.attributed_with_doubt),
    "HEDGE_IT": (_Offering.doubted,),
    "OTHER_SIDE_MISSING": (_Offering.both_sides,),
    "OPINION_AS_FACT": (_Offering.attributed,),
    "HEADING_STRONGER_THAN_BODY": (_Offering.attributed,),
}
_ATTRIBUTING = frozenset({"ATTRIBUTE_IN_HEADING", "OVER_CLAIMS", "HEADING_STRONGER_THAN_BODY", "NAME_THE_SOURCE"})


def names_behind(
    records: StoryRecords, one: RatedClaim, *, stances: tuple[str, ...] = ("supports", "partial")
) -> Iterator[str]:
    """The names under which the evidence of a claim may be cited, what was seen here first: the speaker of a quote on
    the record, else the outlet; nobody who is not to be named."""
    sources, quotes, people = by_id(records.sources), by_id(records.quotes), by_id(records.people)
    captures, agreed = by_id(records.captures), {terms.record: terms for terms in records.terms}
    seen = {item.id: item.inspected for item in one.items}
    items = [item for item in records.evidence if item.claim == one.claim.id and item.stance in stances]
    for item in sorted(items, key=lambda item: not seen.get(item.id, False)):
        quote, capture = quotes.get(item.quote or ""), captures.get(item.capture or "")
        source = sources.get(
            item.source or (quote.source if quote else None) or (capture.source if capture else "") or ""
        )
        speaker = people.get(quote.speaker or "") if quote is not None else None
        bound = [one.id for one in (quote, speaker, source) if one is not None]
        if item.terms != "on_record" or any(_is_bound(agreed.get(record)) for record in bound):
            continue
        if speaker is not None and (speaker.protected or not speaker.name):
            continue
        name = speaker.name if speaker is not None else source.publisher if source is not None else ""
        if name:
            yield name


def _is_bound(terms: Terms | None) -> bool:
    return terms is not None and terms.value != "on_record"


def _people(records: StoryRecords) -> frozenset[str]:
    return frozenset(person.name for person in records.people)


def _before_stop(text: str, start: int, end: int) -> int:
    found = _END.search(text[start:end])
    return start + found.start() if found is not None else end


def _addition(text: str, start: int, end: int, words: str) -> tuple[TextEdit, ...]:
    """``words`` at the end of a sentence or of a part of it, parted by commas. Behind a quotation that has its stop
    within, the comma stands within too, and the stop behind the words."""
    quoted = _QUOTED_END.search(text, start, end)
    if quoted is None:
        at = _before_stop(text, start, end)
        parted = words[:1] == "," and text[at : at + 1].isspace() and _goes_on(text, at)
        return (TextEdit(at, "", f"{words}," if parted else words),)
    stop, at = quoted.group(1), quoted.end(2)
    bare = words.removeprefix(",")
    ending = "" if text[at : at + 1] in (",", ";", ":") else "," if _goes_on(text, at) else "."
    added = TextEdit(at, "", bare + ending)
    return (TextEdit(quoted.start(1), ".", ","), added) if stop == "." else (added,)


def _goes_on(text: str, at: int) -> bool:
    """Whether the sentence that is written up to ``at`` goes on there."""
    ended = text[:at].rstrip(_CLOSERS)[-1:] in (".", "!", "?", "…")
    return _GOES_ON.match(text, at) is not None and not (ended and _BEGINS_ANEW.match(text, at))


def _paragraph(text: str, at: int) -> str:
    begin, end = text.rfind("\n\n", 0, at) + 1, text.find("\n\n", at)
    return text[begin : end if end >= 0 else len(text)]


def _shown(text: str, edits: tuple[TextEdit, ...]) -> Offer:
    """How it would stand: the new words with those around them."""
    first, last = edits[0], edits[-1]
    begin, end = max(0, first.at - _CONTEXT), min(len(text), last.end + _CONTEXT)
    begin = max(begin, text.rfind("\n", 0, first.at) + 1)
    stop = text.find("\n", last.end)
    end = min(end, stop) if stop >= 0 else end
    words = text[begin:end]
    for edit in reversed(edits):
        words = words[: edit.at - begin] + edit.inserted + words[edit.end - begin :]
    before = "…" if begin > text.rfind("\n", 0, first.at) + 1 else ""
    after = "…" if stop < 0 < len(text) - end or 0 <= end < stop else ""
    return Offer(f"{before}{' '.join(words.split())}{after}", edits=edits)


def _within(offer: Offer, place: tuple[int, int], *, is_apart: bool = False) -> Offer:
    """The offer with where the claim at ``place`` stands then: words put at its end are its own, unless ``is_apart``;
    the comma that parts them from what follows is not."""
    start, end = place
    for edit in offer.edits:
        if edit.at < place[1]:
            end += edit.growth
        elif edit.at == place[1] and not is_apart:
            end += len(edit.inserted.rstrip(","))
    return replace(offer, before=place, after=(start, end))
