"""What claims wait for, over all stories, and who is meant by whoever they wait for."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsroom.cli import newsroom
from newsroom.desk.arrival_party import names_meet
from newsroom.desk.claims import set_claim_fields
from newsroom.desk.pending import days_over, due_words, wait_for, wait_no_longer, waiting_claims
from newsroom.desk.people import person_named
from newsroom.desk.persons import give_role, organization_named, set_organization_fields
from newsroom.desk.stories import start_story
from newsroom.domain.claim import Claim
from newsroom.domain.errors import BadInput, Refused
from newsroom.storage.transaction import Transaction
from tests.newsroom.arrival_desk import (
    AFTER,
    CREDIT,
    RENEWAL,
    RUMOUR,
    STUDIO,
    ArrivalDesk,
)
from tests.newsroom.story_desk import pier_desk

# What is waited for.


def test_the_watch_list_goes_over_all_stories_and_tells_what_is_overdue_first(here: ArrivalDesk) -> None:
    text = "The board will vote on the pier. The mayor has resigned. A ship sank."
    other = here.desk.run("Start", start_story, fields={"headline": "The pier"}, text=text).value
    vote, mayor = (here.mark(words, story=other, text=text) for words in ("The board will vote", "The mayor"))
    here.desk.run("Wait", wait_for, claim_id=vote.id, what="minutes", from_whom="Harbour Board", by="2025-10")
    here.desk.run("Wait", wait_for, claim_id=mayor.id, what="a second source.")

    found = waiting_claims(here.desk.queries, now=AFTER)

    assert [(one.story.headline, one.due) for one in found] == [
        ("Coldwater Ferry reportedly renewed", "overdue for 3 days"), ("The pier", "by October 2025"),
        ("The pier", "no day named"),
    ]  # fmt: skip
    assert [one.what for one in found] == [
        f"its own announcement, from {STUDIO}", "minutes, from Harbour Board", "a second source"
    ]  # fmt: skip
    assert [(one.level, one.is_overdue) for one in found] == [
        ("moderate", True), ("unsourced", False), ("unsourced", False)
    ]  # fmt: skip


def test_what_is_not_expected_any_more_leaves_the_watch_list_and_so_does_a_proposal(here: ArrivalDesk) -> None:
    rumour = here.claims[RUMOUR]
    here.desk.run("Wait", wait_for, claim_id=rumour.id, what="word", by="2025-10-07")
    assert [one.due for one in waiting_claims(here.desk.queries, now=AFTER + timedelta(days=1))][1] == "by today"
    here.desk.run("Guess", Transaction.put, replace(here.desk.queries.get(Claim, rumour.id), proposed=True))
    done = here.desk.run("Wait no longer", wait_no_longer, claim_id=here.claims[RENEWAL].id)
    assert waiting_claims(here.desk.queries, now=AFTER) == ()

    here.desk.revert(done.changes)

    assert [one.claim.id for one in waiting_claims(here.desk.queries, now=AFTER)] == [here.claims[RENEWAL].id]


def test_a_day_that_is_none_is_refused(here: ArrivalDesk) -> None:
    with pytest.raises(BadInput, match="no date"):
        here.desk.run("Wait", wait_for, claim_id=here.claims[CREDIT].id, what="word", by="next week")


# Who is meant.


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pell Marrow Pictures", "pell marrow pictures"), ("Pell Marrow", "Pell Marrow Pictures"),
     ("Renn", "Ottilie Renn"),
     ("The Pell Marrow Pictures Ltd", "Pell Marrow Pictures"), ("Oriva", "Oriva or Pell Marrow Pictures"),
     ("Rêve Fjordverk", "REVE FJORDVERK"), ("Pell Marrow’s press office", "Pell Marrow")],
)  # fmt: skip
def test_names_that_mean_the_same_party_meet(one: str, other: str) -> None:
    assert names_meet(one, other) and names_meet(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pell Marrow Pictures", "Pell Hollow Pictures"), ("Pictures", "Pell Marrow Pictures"), ("", "Oriva"),
     ("the studio", "Corvane Studio"), ("Marrow Pell", "Pell Marrow Pictures"), ("Renn", "Renner")],
)  # fmt: skip
def test_names_of_others_do_not(one: str, other: str) -> None:
    assert not names_meet(one, other)


@pytest.mark.parametrize(
    "fields",
    [{"publisher": "PELL MARROW PICTURES"}, {"publisher": "PMP"}, {"publisher": "", "authors": ("Dana Holt",)},
     {"publisher": "", "url": "https://press.pellmarrow.example/second"}, {"publisher": "", "type": "document"}],
)  # fmt: skip
def test_the_party_is_known_by_its_names_its_speakers_its_pages_and_its_letters(
    here: ArrivalDesk, fields: dict[str, object]
) -> None:
    studio = here.desk.run("Body", organization_named, name=STUDIO).value
    here.desk.run("Alias", set_organization_fields, organization_id=studio.id, fields={"aliases": ("PMP",)})
    holt = here.desk.run("Person", person_named, name="Dana Holt").value
    role = {"title": "spokeswoman", "capacity": "spokesperson"}
    here.desk.run("Role", give_role, person_id=holt.id, organization=STUDIO, fields=role)

    source = here.statement(**fields)

    assert here.row(source, RENEWAL).because == "waiting"


def test_a_report_about_the_party_is_not_its_word(here: ArrivalDesk) -> None:
    report = here.source("Pell Marrow Pictures has bought a boat.", type="news_report", title="A boat",
                         publisher="Tarnby Courier")  # fmt: skip
    assert here.arrival(report).rows == ()


def test_the_command_that_takes_what_came_says_how_where_nothing_is_proposed(tmp_path: Path) -> None:
    pier = pier_desk(tmp_path / "pier")
    pier.desk.close()
    take = ["claims", "arrival", pier.source.id, "--take", "--desk", str(tmp_path / "pier")]
    with pytest.raises(Refused, match="--only CLAIM"):
        CliRunner().invoke(newsroom, take, catch_exceptions=False)


def test_a_day_so_far_away_that_it_must_be_a_slip_is_refused(here: ArrivalDesk) -> None:
    claim = here.claims[RUMOUR].id
    for day in ("9999-12-31", "0025-10-07"):
        with pytest.raises(BadInput, match="more than 100 years away"):
            here.desk.run("Wait", wait_for, claim_id=claim, what="word", by=day)
        with pytest.raises(BadInput, match="more than 100 years away"):
            here.desk.run("Set", set_claim_fields, claim_id=claim, fields={"pending_by": day})
    # One stored before is shown as it stands.
    stored = replace(here.desk.queries.get(Claim, claim), pending="word", pending_by="9999-12-31")
    here.desk.run("Old", Transaction.put, stored)
    assert due_words(stored, days_over(stored.pending_by, today=AFTER.date())) == "by 31 December 9999"
