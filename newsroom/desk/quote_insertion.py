"""Putting captured words into a story: in which wordings they may stand there by what was agreed, and the marks that
tie them to what they were taken from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsroom.desk.drafts import Wanted, place_anchors
from newsroom.desk.people import called, desk_name, person_named, without_names
from newsroom.desk.quotes import quote_from_capture
from newsroom.desk.terms import agree_quoting, terms_of_quote, terms_that_hold
from newsroom.domain.claim import Evidence
from newsroom.domain.errors import Refused
from newsroom.domain.person import Organization, Person, Role
from newsroom.domain.quote import Quote, QuoteUse, QuoteUseKind
from newsroom.domain.source import Source
from newsroom.domain.terms import Terms, TermsOfUse, permissions, says_who
from newsroom.storage.transaction import Transaction
from newsroom.text.quote_wording import (
    Attribution,
    Wording,
    marks_of_text,
    role_after_a_name,
    surname,
    wordings,
    wordings_without_a_name,
)

HEARD_BY_OTHERS = frozenset(
    {"interview_published", "news_report", "trade_report", "aggregator_post", "wire_copy", "broadcast", "podcast"}
)
"""What other newsrooms publish: who takes words from it names it."""
_VERBS = {
    "press_release": "said in a press release", "official_statement": "said in a statement",
    "official_site": "said on its site", "email": "said in an email", "letter": "wrote", "message": "said in a message",
    "social_post": "wrote", "book": "wrote", "report": "wrote", "study": "wrote", "court_filing": "said in a filing",
}  # fmt: skip
_OFF_RECORD = (
    "These words were said off the record: they may stand in no story and in no format. Ask whether they may be used "
    "after all, and change the terms if so."
)
_NOT_DESCRIBED = (
    "These words may be used, but not under the name. First note with the terms how the person may be described, such "
    "as “a nurse on the night shift”; then insert them."
)
_NAMES_THEM = (
    "Whoever said these words is protected, and the words round them give the name. Attribute them to the description "
    "that was agreed."
)
NOT_NOTED = (
    "These words may be used without a name; that they may be quoted is not noted. Tell them in your own words, or "
    "note that quoting was agreed."
)
_NOBODY = "Nobody is noted as the speaker of these words. Type the name, or set the speaker under Quotes first."


@dataclass(frozen=True, slots=True)
class Said:
    """Words to be put into a story, of the quote ``quote_id`` where there is one. ``terms`` are all that was agreed for
    them, their speaker and their source, and ``evidence`` what rests on them; ``source_text`` is the copy they were
    captured in. ``quoting_agreed``: they may be used without a name only, and somebody says now that they may be
    quoted."""

    words: str
    quote_id: str = ""
    speaker: str = ""
    is_protected: bool = False
    role: str = ""
    source: Source | None = None
    source_text: str = ""
    terms: tuple[Terms, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quoting_agreed: bool = False

    @property
    def holds(self) -> TermsOfUse:
        """The strictest of what was agreed."""
        return terms_that_hold(self.quote_id, self.terms, self.evidence)

    @property
    def asks_for_agreement(self) -> bool:
        """Whether they can only be told in our words, until it is noted that quoting was agreed."""
        return self.holds.quoting_can_be_agreed and not self.quoting_agreed


def wordings_of(said: Said, *, text: str, at: int) -> tuple[Wording, ...]:
    """The wordings the terms allow for a place of ``text`` (code points): in full with name and role where the person
    is first named there, the surname later; the outlet is named where another newsroom heard the words. Where it is not
    noted that words without a name may be quoted, only those told in our words, of a fragment none. Refused: words off
    the record, words without a speaker, and no name without an agreed description."""
    terms = said.holds
    allowed = permissions(terms.value)
    if not allowed.publish:
        raise Refused(_OFF_RECORD)
    if not allowed.quote:
        return wordings_without_a_name(said.words)
    attribution = _attribution(said, terms, text, at)
    found = wordings(said.words, attribution, source=said.source_text, marks=marks_of_text(text))
    return tuple(one for one in found if one.kind == "indirect") if said.asks_for_agreement else found


def _attribution(said: Said, terms: TermsOfUse, text: str, at: int) -> Attribution:
    verb = _verb(said.source)
    if terms.is_without_name or said.is_protected:
        if not says_who(terms.description):
            raise Refused(_NOT_DESCRIBED)
        return Attribution(terms.description, verb="said" if said.source is None or _is_heard(said.source) else verb)
    if not said.speaker.strip():
        raise Refused(_NOBODY)
    name = " ".join(said.speaker.split())
    if name in text[:at]:
        return Attribution(surname(name), verb=verb)
    return Attribution(name, said.role, verb)


def _verb(source: Source | None) -> str:
    if source is None:
        return "said"
    if _is_heard(source):
        return f"told {source.publisher}"
    return _VERBS.get(source.type, "said")


def _is_heard(source: Source) -> bool:
    return source.type in HEARD_BY_OTHERS and bool(source.publisher)


def role_in_words(roles: Sequence[Role], organizations: Iterable[Organization]) -> str:
    """The newest office of somebody, as it follows a name: ``harbour master of Port Ellery``. Empty when none is
    noted."""
    kept = [role for role in roles if role.title.strip() and role.until is None]
    if not kept:
        return ""
    newest = max(kept, key=lambda role: (role.since or "", role.created_at))
    body = next((one.name for one in organizations if one.id == newest.organization), "")
    return role_after_a_name(newest.title, body=body)


@dataclass(frozen=True, slots=True)
class FromCopy:
    """Words selected in a saved copy: ``start`` to ``end`` are code points of its text."""

    capture_id: str
    start: int
    end: int


def insert_quote(
    transaction: Transaction, *, story_id: str, places: Sequence[tuple[int, int]], kind: QuoteUseKind,
    attribution_text: str = "", quote_id: str = "", passage: FromCopy | None = None, speaker_name: str = "",
    quoting_agreed: bool = False,
) -> tuple[QuoteUse, ...]:  # fmt: skip
    """Ties words that were just put into the draft at ``places`` (code points, marks included) to the quote they are
    of: a known one, or that of a ``passage``. ``quoting_agreed`` notes with it that they may be quoted without a name.
    Refused: words off the record, quotation marks where the terms let nothing be quoted, and an attribution that names
    a protected speaker; anybody else who is protected stands in it under the code name."""
    quote = transaction.get(Quote, quote_id) if passage is None else quote_from_capture(
        transaction, capture_id=passage.capture_id, start=passage.start, end=passage.end
    )  # fmt: skip
    quote = _with_speaker(transaction, quote, speaker_name)
    if quoting_agreed and terms_of_quote(transaction, quote).quoting_can_be_agreed:
        agree_quoting(transaction, quote_id=quote.id)
    _refuse_by_terms(transaction, quote, kind)
    person = transaction.peek(Person, quote.speaker) if quote.speaker else None
    source = transaction.peek(Source, quote.source) if quote.source else None
    told = without_names(transaction, attribution_text, with_surnames=True)
    if told != attribution_text and person is not None and person.protected:
        raise Refused(_NAMES_THEM)
    made: list[QuoteUse] = []
    for start, end in places:
        use_id = transaction.ids.new()
        wanted = [Wanted("quote_use", use_id, start, end)]
        anchor = place_anchors(transaction, story_id=story_id, wanted=wanted)[0]
        made.append(
            transaction.add(
                QuoteUse,
                id=use_id, story=story_id, quote=quote.id, anchor=anchor.id, kind=kind,
                attribution_text=told, speaker_name=called(person) if person is not None else "",
                outlet=source.publisher if source is not None and _is_heard(source) else "",
            )
        )  # fmt: skip
    return tuple(made)


def _with_speaker(transaction: Transaction, quote: Quote, name: str) -> Quote:
    speaker = quote.speaker
    if name.strip() and speaker is None:
        speaker = person_named(transaction, name=desk_name(transaction, name)).id
    if (quote.speaker, quote.proposed) == (speaker, False):
        return quote
    return transaction.put(replace(quote, speaker=speaker, proposed=False))


def _refuse_by_terms(transaction: Transaction, quote: Quote, kind: QuoteUseKind) -> None:
    holds = terms_of_quote(transaction, quote)
    if not permissions(holds.value).publish:
        raise Refused(_OFF_RECORD)
    if not holds.may_be_quoted and kind != "indirect":
        if holds.quoting_can_be_agreed:
            raise Refused(NOT_NOTED)
        raise Refused("These words may be used, but not quoted, by what was agreed. Tell them in your own words.")
