"""Evidence from somebody with whom terms were agreed: the trial weighs it as it is weighed when it is taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.arrival import take_arrival
from newsroom.desk.people import person_named
from newsroom.desk.protecting import add_hidden
from newsroom.desk.terms import agree_terms
from newsroom.domain.claim import Evidence
from tests.newsroom.arrival_desk import NOTHING_YET, RENEWAL, STATEMENT, STUDIO, ArrivalDesk, arrival_desk


@pytest.fixture
def here(tmp_path: Path) -> Iterator[ArrivalDesk]:
    made = arrival_desk(tmp_path / "desk")
    yield made
    made.desk.close()


@pytest.mark.parametrize(("author", "terms"), [("Kit Varga", "background"), ("Heron", "deep_background")])
def test_what_was_agreed_with_whoever_wrote_an_email_counts_in_the_trial_as_when_it_is_taken(
    here: ArrivalDesk, author: str, terms: str
) -> None:
    if author == "Heron":
        hidden = here.desk.run("Protect", add_hidden, code_name="Heron", real_name="Ines Marlow").value
        person = hidden.person.id
    else:
        person = here.desk.run("Add", person_named, name=author).value.id
    here.desk.run("Agree", agree_terms, record_id=person, value=terms)
    given = {"type": "email", "title": "Second season", "authors": (author,), "published": "2025-10-06"}
    source = here.source(STATEMENT, **given)
    arrival = here.arrival(source)
    assert arrival.newcomer.terms == terms
    tried = arrival.with_stance(here.claims[RENEWAL].id, "supports")
    row = tried.row(here.claims[RENEWAL].id)

    here.desk.run("Take", take_arrival, source_id=source.id, taken=tried.taken())

    (item,) = here.desk.queries.where(Evidence, source=source.id, claim=here.claims[RENEWAL].id)
    assert item.terms == terms
    assert here.rated(RENEWAL).level == row.after.level
    # What was noted of the email itself goes before what was agreed with its writer.
    here.desk.run("Agree", agree_terms, record_id=source.id, value="on_record")
    assert here.arrival(source).newcomer.terms == "on_record"


def test_an_email_of_which_nothing_was_noted_counts_as_on_the_record_as_a_guess_and_is_asked_about(
    here: ArrivalDesk,
) -> None:
    source = here.source(STATEMENT, type="email", title="Second season", publisher=STUDIO, published="2025-10-06")
    arrival = here.arrival(source)
    assert (arrival.newcomer.terms, arrival.newcomer.asks_terms) == ("on_record", True)
    # What came to us alone is no announcement: that none was posted is shown, for a person to judge.
    posted = arrival.row(here.claims[NOTHING_YET].id)
    assert (posted.because, posted.stance, posted.is_chosen) == ("absence", "context", False)

    here.desk.run("Take", take_arrival, source_id=source.id, taken=arrival.taken())

    (item,) = here.desk.queries.where(Evidence, source=source.id, claim=here.claims[RENEWAL].id)
    assert (item.terms, "terms" in item.to_confirm) == ("on_record", True)
    here.desk.run("Agree", agree_terms, record_id=source.id, value="on_record")
    assert not here.arrival(source).newcomer.asks_terms
    assert not here.arrival(here.statement()).newcomer.asks_terms
