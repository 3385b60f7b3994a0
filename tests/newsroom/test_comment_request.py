"""The sentence offered for a reply is never stronger than what came of the request."""

from typing import Any

import pytest

from newsroom.domain.comment_request import CommentRequest, offered_sentence

BASE = ("request", 1, "2026-03-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z", None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outcome": "declined"}, "Skarholm Lines declined to comment."),
        (
            {"outcome": "declined_with_reason", "reason": "the inquiry"},
            "Skarholm Lines declined to comment, citing the inquiry.",
        ),
        (
            {"outcome": "no_response_by_deadline", "deadline": "noon on Friday"},
            "Skarholm Lines did not respond to a request for comment by noon on Friday.",
        ),
        ({"outcome": "could_not_be_reached"}, "Skarholm Lines could not be reached."),
        (
            {"outcome": "reported_by_other_outlet", "via_outlet": "the Tarnby Courier", "reported": "declined"},
            "Skarholm Lines declined to comment to the Tarnby Courier, the outlet reported.",
        ),
        ({"outcome": "reported_by_other_outlet", "via_outlet": "the Tarnby Courier"}, ""),
        ({"outcome": "pending"}, ""),
        ({"outcome": "responded_off_record"}, ""),
    ],
)
def test_the_sentence_offered_says_no_more_than_the_outcome(fields: dict[str, Any], sentence: str) -> None:
    request = CommentRequest(*BASE, story="story", asked_of="Skarholm Lines", **fields)

    assert offered_sentence(request) == sentence
