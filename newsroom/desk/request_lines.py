"""The ledger of who was asked for comment, of one story or of the whole desk, as it is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from newsroom.desk.check_replies import is_stale
from newsroom.desk.people import called
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.claim import Claim
from newsroom.domain.comment_request import (
    OPEN_OUTCOMES,
    OUTCOME_NAMES,
    REPORTED_NAMES,
    Attempt,
    CommentRequest,
    asked_too_late,
    deadline_in_words,
    deadline_moment,
    offered_sentence,
    still_has_until,
)
from newsroom.domain.folding import fold
from newsroom.domain.person import Member, Person
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.story import Story
from newsroom.domain.story_records import by_id
from newsroom.storage.queries import Queries
from newsroom.text.replies import parties_told

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request with what it points at. ``told`` are the words of the stored draft at ``place``, where its reply is,
    noted or as the text names them; ``sentence`` is the one offered for the draft, empty for none; ``ends`` is when
    the deadline does."""

    request: CommentRequest
    story: Story
    claims: tuple[Claim, ...]
    attempts: tuple[Attempt, ...]
    asked_by: str
    via: str
    reply: str
    place: Place | None
    told: str
    is_stale: bool
    sentence: str
    ends: datetime | None
    now: datetime

    @property
    def is_open(self) -> bool:
        """Nothing has come of it yet."""
        return self.request.outcome in OPEN_OUTCOMES

    @property
    def is_passed(self) -> bool:
        """The deadline is past and nothing has come of it."""
        return self.is_open and self.ends is not None and self.ends <= self.now

    @property
    def may_be_silence(self) -> bool:
        """The deadline is past, and this desk had asked before it."""
        asked = bool(self.request.asked_at) and not self.request.via_outlet
        return self.is_passed and asked and not asked_too_late(self.request, zone=self.now.tzinfo)

    @property
    def deadline(self) -> str:
        """``18:00 on 11 March 2026``; empty where none is set."""
        return deadline_in_words(self.request.deadline, zone=self.now.tzinfo)

    @property
    def outcome(self) -> str:
        """What came of it, in plain words."""
        request = self.request
        if request.outcome == "reported_by_other_outlet" and request.reported is not None:
            return f"{REPORTED_NAMES[request.reported].replace(' it', f' {request.via_outlet}')}, as it reported"
        return OUTCOME_NAMES[request.outcome]

    @property
    def wants_telling(self) -> bool:
        """There is a sentence to offer, and the draft does not tell the reply, or not so where it was noted."""
        if not self.sentence or not self.told:
            return bool(self.sentence)
        return self.is_noted and self.sentence.rstrip(".") not in " ".join(self.told.split())

    @property
    def is_noted(self) -> bool:
        """Somebody noted where the reply stands."""
        return self.request.reply_anchor is not None and self.place is not None


def request_lines(queries: Queries, *, now: datetime, story_id: str = "") -> tuple[RequestLine, ...]:
    """The requests of a story, or of all: first those whose deadline is past, then the open ones by deadline, then
    what was only found in a text, then what is done, the newest first."""
    requests = queries.where(CommentRequest, story=story_id) if story_id else queries.where(CommentRequest)
    stories = by_id(_some(queries, Story, [one.story for one in requests]))
    kept = [one for one in requests if one.story in stories]
    if not kept:
        return ()
    around = _Around(queries, kept)
    return tuple(sorted((around.line(one, stories[one.story], now=now) for one in kept), key=_order))


def unanswered(queries: Queries) -> tuple[CommentRequest, ...]:
    """The requests of all stories of which nothing has come yet, without those only found in a text."""
    return queries.where(CommentRequest, outcome=tuple(OPEN_OUTCOMES), proposed=False)


class _Around:
    """What the requests point at, each kind read once."""

    def __init__(self, queries: Queries, requests: Sequence[CommentRequest]) -> None:
        self._claims = by_id(_some(queries, Claim, [claim for one in requests for claim in one.claims]))
        self._people = by_id(_some(queries, Person, [one.via_person for one in requests]))
        self._quotes = by_id(_some(queries, Quote, [one.reply_quote for one in requests]))
        self._attempts = queries.where(Attempt, request=tuple(one.id for one in requests))
        self._members = {member.id: member.name for member in queries.where(Member)}
        self._hidden = {fold(one.code_name) for one in queries.where(Person, protected=True)}
        self._drafts = {one: queries.draft(one) for one in {request.story for request in requests}}
        self._told = {story: parties_told(draft.text) for story, draft in self._drafts.items()}

    def line(self, request: CommentRequest, story: Story, *, now: datetime) -> RequestLine:
        attempts = tuple(one for one in self._attempts if one.request == request.id)
        claims = tuple(self._claims[one] for one in request.claims if one in self._claims)
        draft = self._drafts[request.story]
        place = unpack_positions(draft.positions).get(request.reply_anchor or "") or self._named(request)
        person, quote = self._people.get(request.via_person or ""), self._quotes.get(request.reply_quote or "")
        return RequestLine(
            request, story, claims, attempts,
            asked_by=self._members.get(request.asked_by, request.asked_by),
            via=called(person) if person is not None else "",
            reply=quote.verbatim if quote is not None else "",
            place=place,
            told=draft.text[place.start : place.end] if place is not None else "",
            is_stale=is_stale(claims, request),
            sentence=self._sentence(request, attempts, now),
            ends=deadline_moment(request.deadline, zone=now.tzinfo),
            now=now,
        )  # fmt: skip

    def _named(self, request: CommentRequest) -> Place | None:
        """Where the text tells the reply of whoever it names as the request does."""
        whole = set(request.asked_of.removeprefix("The ").split())
        named = (told for told in self._told[request.story] if set(told.of.split()) <= whole)
        first = next((told.told[0] for told in named), None)
        return Place(first.start, first.end, "attached") if first is not None else None

    def _sentence(self, request: CommentRequest, attempts: Sequence[Attempt], now: datetime) -> str:
        # A code name is for the desk alone: who must not be named cannot be said to have declined.
        if request.proposed or fold(request.asked_of) in self._hidden:
            return ""
        if request.outcome == "no_response_by_deadline" and (
            still_has_until(request, now=now) or asked_too_late(request, zone=now.tzinfo)
        ):
            return ""
        return offered_sentence(request, attempts=attempts, zone=now.tzinfo)


def _some(queries: Queries, kind: type[R], ids: Iterable[str | None]) -> tuple[R, ...]:
    wanted = tuple({one for one in ids if one})
    return queries.where(kind, id=wanted) if wanted else ()


def _order(line: RequestLine) -> tuple[int, float, str]:
    group = 2 if line.request.proposed else 3 if not line.is_open else 0 if line.is_passed else 1
    if group == 3:
        # The newest first: times as they are stored sort as words, so each letter is turned round.
        return group, 0.0, "".join(chr(0x10FFFF - ord(sign)) for sign in line.request.outcome_at or "")
    return group, line.ends.timestamp() if line.ends is not None else float("inf"), line.request.created_at
