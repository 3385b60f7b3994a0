"""Asking for comment on a desk: the ledger, each act as one step, and what the check tells of the replies."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsroom.cli import newsroom
from newsroom.desk.check import check_story
from newsroom.desk.claims import set_claim_fields
from newsroom.desk.drafts import save_draft
from newsroom.desk.people import add_protected_person
from newsroom.desk.quotes import quote_from_capture
from newsroom.desk.request_lines import RequestLine, request_lines
from newsroom.desk.requests import (
    add_attempt,
    ask_again,
    ask_for_comment,
    drop_attempt,
    drop_request,
    link_reply,
    propose_requests,
    put_claims,
    set_outcome,
    set_request_fields,
    take_request,
    tell_reply,
    write_letter,
)
from newsroom.domain.comment_letter import letter_text
from newsroom.domain.comment_request import CommentRequest, Outcome
from newsroom.domain.errors import BadInput, NewsroomError, Refused
from newsroom.domain.profile import SOLO
from newsroom.domain.readiness import Finding
from newsroom.tasks.articles import bring_in, open_article
from tests.newsroom.story_desk import CLOSED, COPY, NOW, TEXT, StoryDesk, pier_desk

BOARD = "Harbour Board"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def asked(here: StoryDesk, *, outcome: Outcome | None = None, **fields: object) -> CommentRequest:
    """The board, asked about the closed pier."""
    given = {"story_id": here.story.id, "asked_of": BOARD, "claim_ids": [here.claim.id], "fields": fields}
    request = here.act(ask_for_comment, **given)
    if outcome is not None:
        request = here.act(set_outcome, request_id=request.id, outcome=outcome)
    return request


def ledger(here: StoryDesk, *, now: datetime = NOW) -> tuple[RequestLine, ...]:
    return request_lines(here.desk.queries, now=now, story_id=here.story.id)


def write(here: StoryDesk, more: str) -> None:
    here.desk.run("Write", save_draft, story_id=here.story.id, text=f"{TEXT}\n{more}\n")


def told(here: StoryDesk, code: str, *, now: datetime = NOW) -> list[Finding]:
    checked = check_story(here.desk.queries.story_records(here.story.id), profile=SOLO, now=now)
    return [one for one in checked.findings if one.code == code]


# The ledger.


def test_the_ledger_tells_who_was_asked_about_what_until_when_and_how_often(here: StoryDesk) -> None:
    request = asked(here, channel="email", deadline="2025-05-05T18:00+00:00", via="Ada Roe")
    here.act(add_attempt, request_id=request.id, at="2025-05-05T09:00Z")
    here.act(add_attempt, request_id=request.id, at="2025-05-05T10:00Z", channel="telephone", note="no answer")

    (line,) = ledger(here)

    assert (line.request.asked_of, line.via, line.asked_by, line.deadline) == (
        BOARD, "Ada Roe", "Sanne Ulvaeus", "18:00 on 5 May 2025"
    )  # fmt: skip
    assert line.request.asked_at == "2025-05-05T09:00Z"
    assert [claim.wording for claim in line.claims] == [CLOSED]
    assert [(one.channel, one.note) for one in line.attempts] == [("email", ""), ("telephone", "no answer")]
    assert (line.outcome, line.is_passed) == ("no answer yet", False)


def test_what_is_past_its_deadline_stands_first_and_what_is_done_last(here: StoryDesk) -> None:
    done = asked(here, outcome="declined")
    undated = asked(here)
    late = asked(here, deadline="2025-05-04")
    due = asked(here, deadline="2025-05-06T12:00+00:00")

    lines = ledger(here)

    assert [one.request.id for one in lines] == [late.id, due.id, undated.id, done.id]
    assert [one.is_passed for one in lines] == [True, False, False, False]


def test_a_bare_day_is_over_when_it_ends(here: StoryDesk) -> None:
    asked(here, deadline="2025-05-05")

    assert not ledger(here, now=datetime(2025, 5, 5, 23, 59, tzinfo=UTC))[0].is_passed
    assert ledger(here, now=datetime(2025, 5, 6, 0, 0, tzinfo=UTC))[0].is_passed


def test_a_try_that_was_none_and_a_request_that_was_none_are_let_go(here: StoryDesk) -> None:
    request = asked(here)
    attempt = here.act(add_attempt, request_id=request.id, channel="letter")
    here.act(drop_attempt, attempt_id=attempt.id)
    assert ledger(here)[0].attempts == ()

    here.act(drop_request, request_id=request.id)
    assert ledger(here) == ()


def test_either_a_member_asked_or_another_outlet_did(here: StoryDesk) -> None:
    request = asked(here)
    theirs = here.act(set_request_fields, request_id=request.id, fields={"via_outlet": "The Weir Post"})
    assert (theirs.asked_by, theirs.via_outlet) == ("", "The Weir Post")
    reported = here.act(set_outcome, request_id=request.id, outcome="reported_by_other_outlet", reported="no_response")
    assert ledger(here)[0].outcome == "did not respond to The Weir Post, as it reported"
    assert reported.reported == "no_response"

    ours = here.act(set_request_fields, request_id=request.id, fields={"via_outlet": ""})
    assert (ours.asked_by, ours.via_outlet, ours.outcome) == ("Sanne Ulvaeus", "", "pending")


def test_what_makes_no_sense_is_refused_with_what_to_do(here: StoryDesk) -> None:
    request = asked(here)
    with pytest.raises(BadInput, match="Say who is asked"):
        here.desk.run("Ask", ask_for_comment, story_id=here.story.id, asked_of="  ")
    with pytest.raises(BadInput, match="is no date"):
        here.desk.run("Set", set_request_fields, request_id=request.id, fields={"deadline": "soon"})
    with pytest.raises(Refused, match="which outlet"):
        here.desk.run("Note", set_outcome, request_id=request.id, outcome="reported_by_other_outlet")
    here.desk.run("Set", set_request_fields, request_id=request.id, fields={"via_outlet": "The Weir Post"})
    with pytest.raises(Refused, match="The Weir Post asked"):
        here.desk.run("Note", set_outcome, request_id=request.id, outcome="declined")
    with pytest.raises(NewsroomError, match="The Weir Post asked"):
        here.desk.run("Try", add_attempt, request_id=request.id)


def test_a_quote_that_is_their_reply_answers_the_request(here: StoryDesk) -> None:
    start = COPY.index("We have a plan")
    given = {"capture_id": here.capture.id, "start": start, "end": start + len("We have a plan for pier nine")}
    quote = here.desk.run("Take", quote_from_capture, **given).value
    request = asked(here)

    here.act(link_reply, request_id=request.id, quote_id=quote.id)

    assert (ledger(here)[0].reply, ledger(here)[0].outcome) == (quote.verbatim, "answered, on the record")
    here.act(link_reply, request_id=request.id, quote_id=None)
    assert ledger(here)[0].reply == ""


# The letter.


def test_the_letter_puts_the_claims_as_sentences_and_names_deadline_and_sender(here: StoryDesk) -> None:
    request = asked(here, deadline="2025-05-05T18:00+00:00")

    letter = letter_text(request, ["the pier is closed", "It costs 1.4 million."], signed="Sanne Ulvaeus", zone=UTC)

    assert letter.startswith(f"Dear {BOARD},\n\nMy name is Sanne Ulvaeus.")
    assert "1. The pier is closed.\n2. It costs 1.4 million.\n" in letter
    assert "Please answer by 18:00 on 5 May 2025." in letter
    assert letter.endswith("Sanne Ulvaeus")


def test_a_letter_about_one_claim_greets_an_office_in_the_middle_of_a_line(here: StoryDesk) -> None:
    request = here.act(ask_for_comment, story_id=here.story.id, asked_of="The Weir Board")

    letter = letter_text(request, ["the weir leaks"], signed="")

    assert letter.startswith("Dear the Weir Board,\n\nI am working on a story")
    assert "\n\nThe weir leaks.\n\n" in letter
    assert "by when you can answer" in letter


def test_a_letter_is_stale_once_a_claim_is_worded_anew_until_they_are_asked_again(here: StoryDesk) -> None:
    request = asked(here, outcome="declined")
    here.act(write_letter, request_id=request.id, message="Is the pier closed?")
    assert (ledger(here)[0].is_stale, told(here, "REQUEST_STALE")) == (False, [])

    here.desk.run("Word", set_claim_fields, claim_id=here.claim.id, fields={"wording": "The pier is shut for good."})
    assert ledger(here)[0].is_stale
    assert len(told(here, "REQUEST_STALE")) == 1

    here.act(ask_again, request_id=request.id, message="Is the pier shut for good?", channel="email")
    (line,) = ledger(here)
    assert (line.is_stale, line.outcome, line.request.message) == (False, "no answer yet", "Is the pier shut for good?")
    assert [one.channel for one in line.attempts] == ["email"]
    assert told(here, "REQUEST_STALE") == []


def test_a_letter_is_stale_once_other_claims_are_put(here: StoryDesk) -> None:
    request = asked(here)
    here.act(write_letter, request_id=request.id, message="Is the pier closed?")
    here.act(put_claims, request_id=request.id, claim_ids=[])

    assert ledger(here)[0].is_stale


# What the check tells.


def test_an_accusation_wants_a_request_and_a_found_one_is_none(here: StoryDesk) -> None:
    here.desk.run("Say", set_claim_fields, claim_id=here.claim.id, fields={"accusation": True})
    assert len(told(here, "ACCUSATION_WITHOUT_REQUEST")) == 1

    request = asked(here, outcome="not_asked")
    assert len(told(here, "ACCUSATION_WITHOUT_REQUEST")) == 1
    here.act(set_outcome, request_id=request.id, outcome="not_asked", reason="A letter would warn them.")
    assert told(here, "ACCUSATION_WITHOUT_REQUEST") == []


def test_an_open_request_tells_once_its_deadline_is_past(here: StoryDesk) -> None:
    asked(here, deadline="2025-05-05T18:00+00:00")
    (before,) = told(here, "REQUEST_OPEN")
    (after,) = told(here, "REQUEST_OPEN", now=datetime(2025, 5, 5, 18, 0, tzinfo=UTC))

    assert "has no outcome yet" in before.message
    assert "has passed (18:00 on 5 May 2025)" in after.message


def test_each_sentence_that_says_too_much_of_one_reply_is_told(here: StoryDesk) -> None:
    asked(here, outcome="no_response_by_deadline", asked_at="2025-05-01")
    write(here, "The Harbour Board declined to comment.\n\nThe ferry runs.\n\nThe board refused to talk to us.")
    found = told(here, "REPLY_WORDED_STRONGER")
    assert [one.message.split(": ")[1] for one in found] == [
        "The story says they declined; they did not.",
        "The story says they refused; that is more than they did.",
    ]

    write(here, "The Harbour Board did not respond to a request for comment.")
    assert told(here, "REPLY_WORDED_STRONGER") == []


def test_noting_what_came_of_one_party_hides_nothing_told_of_another(here: StoryDesk) -> None:
    asked(here, outcome="declined")
    write(here, "We wrote to the Harbour Board on Monday.\n\nThe ferry runs. The body refused to talk to us.")
    (before,) = told(here, "REPLY_WORDED_STRONGER")

    here.act(ask_for_comment, story_id=here.story.id, asked_of="Tarn Ferries")
    other = ledger(here)[0].request
    here.act(set_outcome, request_id=other.id, outcome="could_not_be_reached")

    assert other.asked_of == "Tarn Ferries"
    assert [one.message for one in told(here, "REPLY_WORDED_STRONGER")] == [before.message]
    # Once the other party is the one spoken of last, the sentence is about them.
    write(here, "We wrote to the Harbour Board and then to Tarn Ferries. The body refused to talk to us.")
    assert ["Tarn Ferries" in one.message for one in told(here, "REPLY_WORDED_STRONGER")] == [True]
    write(here, "We wrote to the Harbour Board. The Port Authority refused to talk to us.")
    assert told(here, "REPLY_WORDED_STRONGER") == []


def test_nobody_failed_to_answer_before_the_deadline_is_past(here: StoryDesk) -> None:
    until = "2025-05-05T18:00+00:00"
    request = asked(here, deadline=until, asked_at="2025-05-01")
    with pytest.raises(Refused, match="Harbour Board still has until 18:00 on 5 May 2025"):
        here.desk.run("Note", set_outcome, request_id=request.id, outcome="no_response_by_deadline")
    write(here, "The Harbour Board did not respond to a request for comment.")
    (early,) = told(here, "REPLY_WORDED_STRONGER")
    assert "did not answer; they still have until 18:00 on 5 May 2025" in early.message

    # The deadline may be put off after the outcome was noted.
    here.act(set_request_fields, request_id=request.id, fields={"deadline": "2025-05-05T09:00+00:00"})
    here.act(set_outcome, request_id=request.id, outcome="no_response_by_deadline")
    assert "did not respond" in ledger(here)[0].sentence
    assert told(here, "REPLY_WORDED_STRONGER") == []
    here.act(set_request_fields, request_id=request.id, fields={"deadline": until})
    assert ledger(here)[0].sentence == ""
    assert "still have until" in told(here, "REPLY_WORDED_STRONGER")[0].message


def test_three_wordings_of_one_decline_are_one_finding_that_lists_them(here: StoryDesk) -> None:
    asked(here, outcome="declined")
    write(
        here,
        "The Harbour Board declined to comment.\n\nLater the body had no comment.\n\nIt “declined to discuss it”.",
    )
    (found,) = told(here, "REPLY_INCONSISTENT")
    assert "“declined to comment”; “had no comment”; “declined to discuss”" in found.message

    write(here, "The Harbour Board declined to comment.\n\nAgain the body declined to comment.")
    assert told(here, "REPLY_INCONSISTENT") == []


def test_a_reply_another_outlet_heard_must_name_it(here: StoryDesk) -> None:
    request = asked(here, via_outlet="The Weir Post")
    here.act(set_outcome, request_id=request.id, outcome="reported_by_other_outlet", reported="declined")
    write(here, "The Harbour Board declined to comment.")
    assert "The Weir Post that asked" in told(here, "REPLY_WORDED_STRONGER")[0].message
    assert len(told(here, "ASKED_BY_OTHER_OUTLET")) == 1

    write(here, ledger(here)[0].sentence)
    assert told(here, "REPLY_WORDED_STRONGER") == []


# Where the reply stands.


def test_the_sentence_is_offered_until_it_stands_and_again_when_the_outcome_changes(here: StoryDesk) -> None:
    request = asked(here, outcome="declined")
    sentence = ledger(here)[0].sentence
    assert sentence == "Harbour Board declined to comment."
    write(here, sentence)
    start = len(TEXT) + 1
    here.act(tell_reply, request_id=request.id, start=start, end=start + len(sentence))
    assert (ledger(here)[0].told, ledger(here)[0].wants_telling) == (sentence, False)

    here.act(set_outcome, request_id=request.id, outcome="declined_with_reason", reason="the inquiry")
    assert ledger(here)[0].wants_telling
    assert ledger(here)[0].sentence == "Harbour Board declined to comment, citing the inquiry."

    here.act(drop_request, request_id=request.id)
    assert "comment_request" not in {one.owner_kind for one in here.view().anchors.values()}


def test_the_asking_is_the_first_attempt_until_it_is_taken_away(here: StoryDesk) -> None:
    request = asked(here, channel="email", asked_at="2025-05-05T09:00Z", outcome="could_not_be_reached")
    assert ledger(here)[0].sentence == "Harbour Board could not be reached in one attempt, by email."
    here.act(add_attempt, request_id=request.id, at="2025-05-05T10:00Z", channel="telephone")
    assert ledger(here)[0].sentence == "Harbour Board could not be reached in two attempts, by email and telephone."

    other = here.act(ask_for_comment, story_id=here.story.id, asked_of="Tarn Ferries")
    tried = here.act(add_attempt, request_id=other.id, at="2025-05-05T09:00Z")
    here.act(drop_attempt, attempt_id=tried.id)
    assert next(one.request.asked_at for one in ledger(here) if one.request.id == other.id) is None


def test_no_sentence_is_offered_that_would_print_a_code_name(here: StoryDesk) -> None:
    here.desk.run("Protect", add_protected_person, code_name="Heron", real_name="Ada Roe")
    request = here.act(ask_for_comment, story_id=here.story.id, asked_of="Ada Roe")
    assert request.asked_of == "Heron"

    here.act(set_outcome, request_id=request.id, outcome="declined")
    assert ledger(here)[0].sentence == ""


def test_who_could_not_be_reached_is_told_with_how_it_was_tried(here: StoryDesk) -> None:
    request = asked(here, outcome="could_not_be_reached")
    for channel in ("telephone", "email"):
        here.act(add_attempt, request_id=request.id, channel=channel)

    assert ledger(here)[0].sentence == "Harbour Board could not be reached in two attempts, by telephone and email."


# What was found in a text.


def test_replies_told_in_a_text_are_proposed_and_taken_or_dropped(here: StoryDesk) -> None:
    text = (
        "The Weir Board declined to comment.\n\nThe Weir Board “declined comment,” per The Weir Post.\n\n"
        "Corvane Works did not respond to questions.\n"
    )
    board, works = here.act(propose_requests, story_id=here.story.id, text=text)
    assert (board.asked_of, board.via_outlet, board.outcome) == (
        "Weir Board", "The Weir Post", "reported_by_other_outlet"
    )  # fmt: skip
    assert (works.asked_of, works.via_outlet, works.outcome) == ("Corvane Works", "", "no_response_by_deadline")
    assert told(here, "ASKED_BY_OTHER_OUTLET") == []

    here.act(take_request, request_id=board.id)
    here.act(drop_request, request_id=works.id)
    assert [(one.request.asked_of, one.request.proposed) for one in ledger(here)] == [("Weir Board", False)]
    assert len(told(here, "ASKED_BY_OTHER_OUTLET")) == 1


def test_an_imported_article_brings_the_replies_it_tells_as_proposals(here: StoryDesk, tmp_path: Path) -> None:
    path = tmp_path / "weir.md"
    path.write_text("# The weir\n\nThe Weir Board declined to comment.\n\nThe ferry was late.\n", encoding="utf-8")

    story = bring_in(here.desk, opened=open_article(path=path)).result.story

    (line,) = request_lines(here.desk.queries, now=NOW, story_id=story.id)
    assert (line.request.asked_of, line.request.proposed, line.outcome) == ("Weir Board", True, "declined to comment")


def test_the_command_lists_the_ledger_of_a_story_or_of_the_desk(here: StoryDesk) -> None:
    asked(here, outcome="declined", channel="email")

    def said(*words: str) -> str:
        here.desk.close()
        folder = str(here.desk.archive.places.folder)
        result = CliRunner().invoke(newsroom, ["requests", "list", *words, "--desk", folder], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    assert "offered: Harbour Board declined to comment." in said(here.story.slug)
    assert f"in {here.story.slug}" in said()
    (line,) = json.loads(said(here.story.slug, "--json"))
    assert (line["asked_of"], line["outcome"], line["claims"][0]["wording"]) == (BOARD, "declined", CLOSED)
