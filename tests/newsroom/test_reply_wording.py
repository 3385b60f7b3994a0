"""How a reply may be told: never more strongly than it was (domain.md section 8)."""

import pytest

from newsroom.domain.comment_request import Outcome
from newsroom.domain.reply_wording import reply_fault


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("declined", "The port declined to confirm or deny the sale."),
        ("declined_with_reason", "The port declined to comment, citing the court."),
        ("no_response_by_deadline", "The port did not respond to a request for comment by noon."),
        ("could_not_be_reached", "The port could not be reached."),
        ("responded_on_record", "The port denied it."),
        ("pending", ""),
        ("reported_by_other_outlet", "The port declined to comment to Deck Weekly, the outlet reported."),
    ],
)
def test_a_reply_told_as_it_was_is_right(outcome: Outcome, words: str) -> None:
    assert reply_fault(words, outcome, via_outlet="Deck Weekly", reported="declined") == ""


@pytest.mark.parametrize(
    ("outcome", "words", "fault"),
    [
        ("declined", "The port refused to comment.", "refused"),
        ("no_response_by_deadline", "The port declined to comment.", "declined"),
        ("could_not_be_reached", "The port did not respond.", "did not answer"),
        ("declined", "The port denied the sale.", "nobody gave"),
        ("responded_off_record", "The port confirmed the sale.", "nobody gave"),
        ("reported_by_other_outlet", "The port declined to comment.", "Deck Weekly that asked"),
        ("reported_by_other_outlet", "The port refused to talk to Deck Weekly.", "refused"),
    ],
)
def test_a_reply_told_as_more_than_it_was_is_found(outcome: Outcome, words: str, fault: str) -> None:
    assert fault in reply_fault(words, outcome, via_outlet="Deck Weekly", reported="declined")
