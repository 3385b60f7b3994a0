"""A request for comment that was really put: who has been asked by when, and whether not asking is settled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.claims import set_claim_fields
from newsroom.desk.requests import add_attempt, set_outcome, set_request_fields
from newsroom.domain.errors import Refused
from tests.newsroom.story_desk import StoryDesk, pier_desk
from tests.newsroom.test_requests import asked, ledger, told, write
from ui.dialogs.requests_lines import record_line


@pytest.fixture
def here(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def test_an_accusation_stays_told_until_somebody_has_really_asked(here: StoryDesk) -> None:
    here.desk.run("Say", set_claim_fields, claim_id=here.claim.id, fields={"accusation": True})
    request = asked(here)
    (found,) = told(here, "ACCUSATION_WITHOUT_REQUEST")
    assert "Harbour Board has not been asked yet: note the attempt" in found.message

    here.act(add_attempt, request_id=request.id, channel="email")
    assert told(here, "ACCUSATION_WITHOUT_REQUEST") == []


def test_a_request_nobody_makes_is_settled_only_once_the_reason_is_there(here: StoryDesk) -> None:
    request = asked(here, outcome="not_asked")
    (line,) = ledger(here)
    shown = record_line(line, with_story=False)
    assert (shown.mark, shown.mark_name, "say why" in shown.subtitle) == ("ask", "Request, open", True)

    here.act(set_request_fields, request_id=request.id, fields={"reason": "A letter would warn them."})
    shown = record_line(ledger(here)[0], with_story=False)
    assert (shown.mark, "say why" in shown.subtitle) == ("accept", False)


def test_nobody_failed_to_answer_by_a_deadline_that_was_over_before_they_were_asked(here: StoryDesk) -> None:
    request = asked(here, deadline="2025-05-04T09:00+00:00")
    here.act(add_attempt, request_id=request.id, channel="email", at="2025-05-04T09:30+00:00")
    with pytest.raises(Refused, match=r"Harbour Board was asked first at .* after the deadline .* a new deadline"):
        here.desk.run("Note", set_outcome, request_id=request.id, outcome="no_response_by_deadline")
    with pytest.raises(Refused, match=r"after the deadline .* Choose a later deadline"):
        earlier = {"deadline": "2025-05-03"}
        here.desk.run("Set", set_request_fields, request_id=request.id, fields=earlier)

    # A deadline on the day they were asked, which is over when the day is, is one they could keep.
    here.act(set_request_fields, request_id=request.id, fields={"deadline": "2025-05-04"})
    here.act(set_outcome, request_id=request.id, outcome="no_response_by_deadline")
    assert ledger(here)[0].sentence.startswith("Harbour Board did not respond to a request for comment by")


def test_nobody_failed_to_answer_whom_nobody_asked(here: StoryDesk) -> None:
    here.desk.run("Say", set_claim_fields, claim_id=here.claim.id, fields={"accusation": True})
    request = asked(here)
    with pytest.raises(Refused, match="Nobody has asked Harbour Board yet: note the attempt first"):
        here.desk.run("Note", set_outcome, request_id=request.id, outcome="no_response_by_deadline")
    assert len(told(here, "ACCUSATION_WITHOUT_REQUEST")) == 1

    here.act(add_attempt, request_id=request.id, channel="email")
    here.act(set_outcome, request_id=request.id, outcome="no_response_by_deadline")
    assert told(here, "ACCUSATION_WITHOUT_REQUEST") == []


def test_refusing_to_speak_to_us_is_a_wording_of_a_reply_and_refusing_the_police_is_none(here: StoryDesk) -> None:
    asked(here, outcome="declined")
    write(here, "The Harbour Board declined to comment.\n\nThe Harbour Board refused to speak to us.")
    (found,) = told(here, "REPLY_INCONSISTENT")
    assert "“declined to comment”; “refused to speak to us”" in found.message

    write(here, "The Harbour Board declined to comment.\n\nThe Harbour Board refused to speak to the police.")
    assert told(here, "REPLY_INCONSISTENT") == []
