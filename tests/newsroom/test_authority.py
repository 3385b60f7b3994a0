"""Whose word evidence is by default: in our own interviews and in messages by the role of whoever speaks there."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from newsroom.desk.authority import capacity_of
from newsroom.desk.claims import attach_evidence, confirm_evidence
from newsroom.desk.people import person_named
from newsroom.desk.persons import add_alias, bin_role, give_role, set_role_fields
from newsroom.desk.protecting import protect_person
from newsroom.desk.quotes import make_quote_at, set_speaker
from newsroom.desk.sources import add_source
from newsroom.domain.claim import Authority, ClaimKind, Evidence
from newsroom.domain.person import Capacity, Role
from newsroom.domain.quote import Quote
from newsroom.domain.source import SourceType
from newsroom.domain.source_types import default_authority
from newsroom.storage.transaction import Transaction
from tests.newsroom.story_desk import SPOKEN, StoryDesk, pier_desk


@pytest.fixture
def at(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def person(at: StoryDesk, name: str = "Ada Roe") -> str:
    return at.desk.run("Name", person_named, name=name).value.id


def role(at: StoryDesk, who: str, **fields: object) -> Role:
    return at.desk.run("Role", give_role, person_id=who, organization="Harbour Board", fields=fields).value


def rest_on(at: StoryDesk, *, quote: str | None = None, **fields: object) -> Evidence:
    """Evidence for the story's claim from a new source of these fields."""
    source = at.desk.run("Add", add_source, story_id=at.story.id, fields=fields).value
    return at.desk.run(
        "Attach", attach_evidence, claim_id=at.claim.id, quote_id=quote, source_id=None if quote else source.id
    ).value


def now(at: StoryDesk, item: Evidence) -> Authority:
    return at.desk.queries.get(Evidence, item.id).authority


@pytest.mark.parametrize(
    ("type_", "kind", "wording", "capacity", "expected"),
    [
        ("interview_own", "fact", "The pier is closed.", None, "insider"),
        ("interview_own", "fact", "The pier is closed.", "expert", "insider"),
        ("interview_own", "fact", "The pier is closed.", "spokesperson", "interested"),
        ("interview_own", "fact", "The pier is closed.", "subject", "interested"),
        ("interview_own", "fact", "The board launches a ferry.", "spokesperson", "party"),
        ("interview_own", "fact", "The board launches a ferry.", "subject", "interested"),
        ("interview_own", "absence", "No ferry is planned.", "spokesperson", "party"),
        ("interview_own", "speech", "The pier is safe, she said.", "spokesperson", "witness"),
        ("email", "fact", "The pier is closed.", "subject", "interested"),
        ("email", "fact", "The pier is closed.", "official", "insider"),
        ("social_post", "fact", "The pier is closed.", None, "unknown"),
        ("social_post", "fact", "The pier is closed.", "witness", "unknown"),
        ("social_post", "speech", "The pier is safe, she wrote.", "spokesperson", "party"),
        ("news_report", "fact", "The pier is closed.", "spokesperson", "publication"),
    ],
)
def test_a_side_counts_as_a_side_and_who_knows_as_somebody_who_knows(
    type_: str, kind: str, wording: str, capacity: str | None, expected: str
) -> None:
    found = default_authority(
        cast("SourceType", type_), claim_kind=cast("ClaimKind", kind), wording=wording,
        capacity=cast("Capacity | None", capacity),
    )  # fmt: skip
    assert found == expected


def test_a_role_counts_on_the_days_it_was_held_and_the_least_of_several() -> None:
    def held(capacity: Capacity, since: str | None = None, until: str | None = None) -> Role:
        return Role("1" * 26, 1, "", "", None, person="2" * 26, organization=None, capacity=capacity, since=since,
                    until=until)  # fmt: skip

    roles = [held("spokesperson", "2019", "2021-06"), held("expert", "2021-07")]
    assert capacity_of(roles, day="2020-03-01") == "spokesperson"
    assert capacity_of(roles, day="2021-06") == "spokesperson"
    assert capacity_of(roles, day="2025") == "expert"
    assert capacity_of(roles, day="2018-05") is None
    assert capacity_of([*roles, held("subject")], day="2025") == "subject"


def test_an_interview_counts_by_the_role_of_whom_its_title_names(at: StoryDesk) -> None:
    ada = person(at)
    role(at, ada, title="Press officer", capacity="spokesperson", since="2024")
    assert rest_on(at, type="interview_own", title="Interview with Ada Roe", published="2025-03-01").authority == (
        "interested"
    )
    assert rest_on(at, type="interview_own", title="Ada Roe, years ago", published="2023").authority == "insider"
    assert rest_on(at, type="interview_own", title="Talk with a diver").authority == "insider"


def test_a_message_counts_by_whoever_wrote_it_under_any_of_their_names(at: StoryDesk) -> None:
    ada = person(at)
    at.desk.run("Alias", add_alias, person_id=ada, alias="a.roe@board.example")
    role(at, ada, capacity="spokesperson")
    item = rest_on(at, type="email", title="Re: pier", authors=("Press desk <a.roe@board.example>",))
    assert item.authority == "interested"
    at.desk.run("Protect", protect_person, person_id=ada, code_name="Heron")
    named = rest_on(at, type="interview_own", title="Interview with Heron")
    assert named.authority == "interested"


def test_evidence_follows_a_role_while_whose_word_it_is_was_only_guessed(at: StoryDesk) -> None:
    ada = person(at)
    lay = at.desk.run
    own = lay("Add", add_source, story_id=at.story.id, fields={"type": "interview_own", "title": "On the pier"}).value
    quote = lay("Quote", Transaction.add, Quote, verbatim="It is closed.", source=own.id, speaker=ada).value
    item = rest_on(at, quote=quote.id, type="book", title="Tides")
    titled = rest_on(at, type="interview_own", title="Interview with Ada Roe")
    confirmed = rest_on(at, type="interview_own", title="Ada Roe again")
    lay("Confirm", confirm_evidence, evidence_id=confirmed.id)
    assert (now(at, item), now(at, titled)) == ("insider", "insider")

    given = at.act(give_role, person_id=ada, organization="Harbour Board", fields={"capacity": "spokesperson"})
    assert (now(at, item), now(at, titled), now(at, confirmed)) == ("interested", "interested", "insider")
    at.act(set_role_fields, role_id=given.id, fields={"capacity": "expert"})
    assert now(at, item) == "insider"
    at.act(set_role_fields, role_id=given.id, fields={"capacity": "subject"})
    assert now(at, item) == "interested"
    at.act(bin_role, role_id=given.id)
    assert now(at, item) == "insider"


def test_evidence_follows_when_it_is_said_who_speaks(at: StoryDesk) -> None:
    role(at, person(at, "Bo Lind"), capacity="spokesperson")
    own = at.desk.run("Add", add_source, story_id=at.story.id, fields={"type": "interview_own", "title": "Pier"}).value
    start = at.view().draft.text.index(SPOKEN)
    use = at.desk.run(
        "Quote", make_quote_at, story_id=at.story.id, start=start, end=start + len(SPOKEN), speaker_name="Ada Roe",
        source_id=own.id,
    ).value  # fmt: skip
    item = at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, quote_id=use.quote).value
    assert item.authority == "insider"
    at.act(set_speaker, use_id=use.id, name="Bo Lind")
    assert now(at, item) == "interested"


def test_whoever_is_interviewed_is_found_whatever_the_accents_or_the_name_used(at: StoryDesk) -> None:
    for name, title in (("Żaneta Żółtowska", "Talk with Zaneta Zoltowska"), ("Ada Roe", "Talk with SKIPPER ADA")):
        who = person(at, name)
        if name == "Ada Roe":
            at.desk.run("Alias", add_alias, person_id=who, alias="Skipper Ada")
        role(at, who, capacity="spokesperson")
        assert rest_on(at, type="interview_own", title=title).authority == "interested"
