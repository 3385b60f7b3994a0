"""Captured words put into a story: what the terms allow, how somebody is named, and the marks that are left."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.claims import attach_evidence
from newsroom.desk.drafts import save_draft
from newsroom.desk.people import add_role
from newsroom.desk.quote_insertion import FromCopy, Said, insert_quote, role_in_words, wordings_of
from newsroom.desk.quote_links import drop_quote
from newsroom.desk.quotes import (
    correct_transcript,
    make_quote_at,
    quote_from_capture,
    say_not_speech,
    set_quote_speaker,
)
from newsroom.desk.terms import agree_anonymity, agree_quoting, agree_terms
from newsroom.domain.errors import Refused
from newsroom.domain.person import Organization, Person, Role
from newsroom.domain.source import Source
from newsroom.domain.terms import Terms, TermsValue
from tests.newsroom.story_desk import COPY, SPOKEN, TEXT, StoryDesk, pier_desk

SAID = "We have a plan for pier nine, and it costs 1.6 million"
FROM = COPY.index(SAID)
PUT_IN = f"{TEXT}\n“{SAID},” Ada Roe told the Tarnby Courier.\n"
PLACE = (PUT_IN.rindex("“"), PUT_IN.rindex("”") + 1)


@pytest.fixture
def pier(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def terms(value: TermsValue, description: str = "") -> Terms:
    return Terms("t1", 1, "", "", None, record="q1", value=value, agreed_description=description)


def source(kind: str, publisher: str = "Tarnby Courier") -> Source:
    return Source("s1", 1, "", "", None, type=kind, title="The pier", publisher=publisher)  # type: ignore[arg-type]


def first(said: Said, *, text: str = "", at: int = 0) -> str:
    return wordings_of(said, text=text, at=at)[0].text


def test_somebody_is_named_in_full_with_the_office_first_and_by_the_surname_later() -> None:
    said = Said(f"{SAID}.", speaker="Ada Roe", role="the director of the ferry")
    text = "Ada Roe runs it. "
    assert first(said, text=text, at=0) == f"“{SAID},” said Ada Roe, the director of the ferry."
    assert first(said, text=text, at=len(text)) == f"“{SAID},” Roe said."


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("interview_published", "Ada Roe told Tarnby Courier."), ("interview_own", "Ada Roe said."),
        ("press_release", "Ada Roe said in a press release."), ("letter", "Ada Roe wrote."),
    ],
)  # fmt: skip
def test_where_it_was_said_is_told_by_the_kind_of_source(kind: str, told: str) -> None:
    assert first(Said(f"{SAID}.", speaker="Ada Roe", source=source(kind))).endswith(told)


def test_words_off_the_record_are_refused_with_the_reason() -> None:
    with pytest.raises(Refused, match="off the record"):
        wordings_of(Said(SAID, speaker="Ada Roe", terms=(terms("off_record"),)), text="", at=0)


def test_words_on_background_are_of_the_person_as_agreed_and_refused_without_a_description() -> None:
    with pytest.raises(Refused, match="how the person may be described"):
        wordings_of(Said(SAID, speaker="Ada Roe", terms=(terms("background"),)), text="", at=0)
    agreed = Said(f"{SAID}.", "q1", speaker="Ada Roe", terms=(terms("background", "a member of the ferry’s crew"),))
    assert first(agreed) == f"“{SAID},” a member of the ferry’s crew said."


def test_where_only_the_person_agreed_to_background_the_words_are_told_but_not_quoted() -> None:
    said = Said(f"{SAID}.", "q2", speaker="Ada Roe", terms=(terms("background", "a deckhand"),))
    (told,) = wordings_of(said, text="", at=0)
    assert told.text == f"A deckhand said that {SAID[0].lower()}{SAID[1:]}."
    assert said.asks_for_agreement
    assert wordings_of(replace(said, words="a plan"), text="", at=0) == ()


def test_once_quoting_is_said_to_be_agreed_the_words_are_quoted_under_the_description() -> None:
    said = Said(f"{SAID}.", "q2", speaker="Ada Roe", terms=(terms("background", "a deckhand"),), quoting_agreed=True)
    assert not said.asks_for_agreement
    assert first(said) == f"“{SAID},” a deckhand said."


def test_words_on_deep_background_are_told_without_marks_and_of_nobody() -> None:
    (told,) = wordings_of(Said(SAID, speaker="Ada Roe", terms=(terms("deep_background"),)), text="", at=0)
    assert (told.form, told.text) == ("paraphrase", f"{SAID}.")


def test_words_of_nobody_are_refused() -> None:
    with pytest.raises(Refused, match="Nobody is noted"):
        wordings_of(Said(SAID), text="", at=0)


def test_the_strictest_of_all_terms_counts() -> None:
    assert Said(SAID, terms=(terms("on_record"), terms("background"))).holds.value == "background"
    assert Said(SAID, terms=(terms("unspecified"), terms("not_for_attribution"))).holds.value == "not_for_attribution"
    assert Said(SAID).holds.value == "on_record"


def test_the_newest_office_is_told_with_its_body() -> None:
    body = Organization("o1", 1, "", "", None, name="the harbour board")
    old = Role("r1", 1, "1", "", None, person="p1", organization="o1", title="clerk", since="2019")
    new = Role("r2", 1, "2", "", None, person="p1", organization="o1", title="head", since="2024")
    assert role_in_words((new, old), (body,)) == "the head of the harbour board"
    assert role_in_words((Role("r3", 1, "", "", None, person="p1", organization=None),), ()) == ""


def put_in(pier: StoryDesk) -> None:
    pier.desk.run("Typing", save_draft, story_id=pier.story.id, text=PUT_IN)


def test_inserted_words_are_tied_to_the_copy_with_their_speaker_and_one_undo_takes_that_back(pier: StoryDesk) -> None:
    put_in(pier)
    (use,) = pier.act(
        insert_quote, story_id=pier.story.id, places=[PLACE], kind="direct_full",
        attribution_text="Ada Roe told the Tarnby Courier", speaker_name="Ada Roe",
        passage=FromCopy(pier.capture.id, FROM, FROM + len(SAID)),
    )  # fmt: skip
    view = pier.view()
    quote = view.quotes[use.quote or ""]
    assert (view.verdicts[use.id].kind, use.speaker_name) == ("exact", "Ada Roe")
    assert (quote.verbatim, quote.context_before) == (SAID, "Ada Roe runs the ferry.")
    assert pier.words(use.anchor) == f"“{SAID},”"


@pytest.mark.parametrize(
    ("value", "kind", "reason"),
    [("off_record", "indirect", "off the record"), ("deep_background", "direct_full", "not quoted")],
)
def test_the_desk_itself_refuses_what_the_terms_do_not_allow(
    pier: StoryDesk, value: str, kind: str, reason: str
) -> None:
    put_in(pier)
    pier.desk.run("Terms", agree_terms, record_id=pier.source.id, value=value)
    with pytest.raises(Refused, match=reason):
        pier.desk.run(
            "Insert", insert_quote, story_id=pier.story.id, places=[PLACE], kind=kind,
            passage=FromCopy(pier.capture.id, FROM, FROM + len(SAID)),
        )  # fmt: skip


def test_quoting_without_a_name_is_refused_until_it_is_noted_and_the_check_asks_for_no_more(pier: StoryDesk) -> None:
    put_in(pier)
    pier.desk.run(
        "Terms", agree_anonymity, record_id=pier.source.id, value="background", agreed_description="Ada Roe’s deckhand"
    )
    inserting = {
        "story_id": pier.story.id, "places": [PLACE], "kind": "direct_full",
        "passage": FromCopy(pier.capture.id, FROM, FROM + len(SAID)),
    }  # fmt: skip
    with pytest.raises(Refused, match="note that quoting was agreed"):
        pier.desk.run("Insert", insert_quote, **inserting)
    (use,) = pier.act(insert_quote, **inserting, quoting_agreed=True)
    (noted,) = pier.desk.queries.where(Terms, record=use.quote or "")
    assert noted.value == "background"
    assert "QUOTE_AGAINST_TERMS" not in {one.code for one in pier.view().checked.findings if one.record == use.id}


@pytest.mark.parametrize(
    ("value", "reason"), [("on_record", "may be quoted as it is"), ("off_record", "nothing of this may be quoted")]
)
def test_that_quoting_was_agreed_is_noted_only_where_it_is_the_question(
    pier: StoryDesk, value: str, reason: str
) -> None:
    quote = pier.desk.run("Keep", quote_from_capture, capture_id=pier.capture.id, start=FROM, end=FROM + 20).value
    pier.desk.run("Terms", agree_terms, record_id=pier.source.id, value=value)
    with pytest.raises(Refused, match=reason):
        pier.desk.run("Agree", agree_quoting, quote_id=quote.id)


def test_a_correction_stands_beside_the_captured_words_and_the_text_answers_to_it(pier: StoryDesk) -> None:
    use = pier.desk.run(
        "Quote", make_quote_at, story_id=pier.story.id, start=TEXT.index(SPOKEN), end=TEXT.index(SPOKEN) + len(SPOKEN),
        capture_id=pier.capture.id,
    ).value  # fmt: skip
    with pytest.raises(Refused, match="needs a reason"):
        pier.desk.run("Correct", correct_transcript, quote_id=use.quote, words=SPOKEN[1:-1], reason=" ")
    pier.act(correct_transcript, quote_id=use.quote, words=SPOKEN[1:-1], reason="The recording has 1.4.")
    quote = pier.view().quotes[use.quote or ""]
    assert (quote.verbatim, quote.corrected) == (SAID, "We have a plan for pier nine, and it costs 1.4 million.")
    assert pier.view().verdicts[use.id].kind == "exact"
    pier.act(correct_transcript, quote_id=use.quote, words="", reason="")
    assert pier.view().verdicts[use.id].kind == "unmarked_edit"


def test_words_somebody_says_are_no_speech_are_remembered_and_asked_about_no_more(pier: StoryDesk) -> None:
    start = TEXT.index(SPOKEN)
    use = pier.act(say_not_speech, story_id=pier.story.id, start=start, end=start + len(SPOKEN))
    assert (use.kind, use.quote, pier.words(use.anchor)) == ("scare", None, SPOKEN)
    assert not pier.view().verdicts[use.id].is_speech
    assert not [one for one in pier.view().checked.findings if one.record == use.id]


def test_a_kept_quote_gets_a_speaker_and_is_put_away_unless_something_rests_on_it(pier: StoryDesk) -> None:
    quote = pier.desk.run("Keep", quote_from_capture, capture_id=pier.capture.id, start=FROM, end=FROM + 20).value
    kept = pier.act(set_quote_speaker, quote_id=quote.id, name="Ada Roe")
    assert pier.desk.queries.get(Person, kept.speaker or "").name == "Ada Roe"
    pier.act(drop_quote, quote_id=quote.id)
    other = pier.desk.run("Keep", quote_from_capture, capture_id=pier.capture.id, start=FROM, end=FROM + 30).value
    pier.desk.run("Evidence", attach_evidence, claim_id=pier.claim.id, quote_id=other.id, fields={"stance": "supports"})
    with pytest.raises(Refused, match="rests on this quote"):
        pier.desk.run("Away", drop_quote, quote_id=other.id)


def test_a_role_and_a_description_are_read_from_the_desk(pier: StoryDesk) -> None:
    person = pier.desk.run("Person", lambda tx: tx.add(Person, name="Ada Roe")).value
    pier.desk.run("Role", add_role, person_id=person.id, organization="the ferry", title="head", capacity="official")
    pier.desk.run("Terms", agree_anonymity, record_id=person.id, value="background", agreed_description="a deckhand")
    roles = pier.desk.queries.where(Role, person=person.id)
    assert role_in_words(roles, pier.desk.queries.where(Organization)) == "the head of the ferry"


def test_words_told_in_ours_are_not_compared_word_for_word(pier: StoryDesk) -> None:
    text = f"{TEXT}\nAda Roe said that the ferry has a costly plan.\n"
    pier.desk.run("Typing", save_draft, story_id=pier.story.id, text=text)
    start = text.index("the ferry has a costly plan")
    (use,) = pier.act(
        insert_quote, story_id=pier.story.id, places=[(start, len(text) - 1)], kind="indirect",
        passage=FromCopy(pier.capture.id, FROM, FROM + len(SAID)), speaker_name="Ada Roe",
    )  # fmt: skip
    codes = {finding.code for finding in pier.view().checked.findings if finding.record == use.id}
    assert not codes & {"QUOTE_WORDS_CHANGED", "QUOTE_NOT_FOUND", "QUOTE_HOUSE_RULE", "QUOTE_INCONSISTENT"}
    assert not pier.view().verdicts[use.id].is_quoting
