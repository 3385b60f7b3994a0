"""What is done to requests for comment from their ledger: each act one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsroom.desk import requests as verbs
from newsroom.domain.comment_letter import letter_text
from ui.dialogs.requests_lines import try_words

if TYPE_CHECKING:
    from newsroom.desk.request_lines import RequestLine
    from newsroom.domain.comment_request import Outcome, ReportedOutcome
    from ui.timeline import Timeline


class RequestActs:
    """Refusals are told by the timeline. ``signed`` gives the name a letter is signed with."""

    def __init__(self, *, timeline: Timeline, signed: Callable[[], str]) -> None:
        self._timeline, self._signed = timeline, signed

    def ask(self, story: str, whom: str, claims: Sequence[str]) -> str:
        """The id of the request, empty when it was refused."""
        done = self._timeline.run(
            "Ask for comment", verbs.ask_for_comment, story_id=story, asked_of=whom, claim_ids=claims
        )
        return done.value.id if done is not None else ""

    def set_field(self, request: str, name: str, words: str) -> bool:
        """Whether it was taken."""
        done = self._timeline.run(
            "Change the request", verbs.set_request_fields, request_id=request, fields={name: words}
        )
        return done is not None

    def set_outcome(self, request: str, outcome: Outcome, reported: ReportedOutcome | None = None) -> bool:
        done = self._timeline.run(
            "Note what came of it", verbs.set_outcome, request_id=request, outcome=outcome, reported=reported
        )
        return done is not None

    def put_claims(self, request: str, claims: Sequence[str]) -> None:
        self._timeline.run("Put the claims", verbs.put_claims, request_id=request, claim_ids=claims)

    def set_reply(self, request: str, quote: str) -> None:
        self._timeline.run("Note the reply", verbs.link_reply, request_id=request, quote_id=quote or None)

    def write_letter(self, line: RequestLine) -> None:
        self._timeline.run(
            "Write the letter", verbs.write_letter, request_id=line.request.id, message=self._letter(line)
        )

    def ask_again(self, line: RequestLine) -> None:
        self._timeline.run("Ask again", verbs.ask_again, request_id=line.request.id, message=self._letter(line))

    def note_attempt(self, request: str, words: str) -> None:
        """``words`` say how it was tried and what came of it: ``telephone: no answer``."""
        channel, note = try_words(words)
        self._timeline.run("Note an attempt", verbs.add_attempt, request_id=request, channel=channel, note=note)

    def drop_attempt(self, attempt: str) -> None:
        self._timeline.run("Take the attempt away", verbs.drop_attempt, attempt_id=attempt)

    def take(self, request: str) -> None:
        self._timeline.run("Take the request", verbs.take_request, request_id=request)

    def drop(self, request: str) -> None:
        self._timeline.run("Drop the request", verbs.drop_request, request_id=request)

    def _letter(self, line: RequestLine) -> str:
        wordings = [claim.wording for claim in line.claims]
        return letter_text(line.request, wordings, signed=self._signed(), zone=line.now.tzinfo)
