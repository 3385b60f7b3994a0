"""People, organisations, roles, and the history of an outlet's grades."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.people import add_protected_person, person_named
from newsroom.desk.persons import (
    bin_person,
    bin_role,
    give_role,
    merge_organizations,
    merge_people,
    organization_named,
    role_lines,
    set_organization_fields,
    set_person_fields,
    set_role_fields,
)
from newsroom.desk.ratings import rating_lines
from newsroom.desk.sources import rate_publisher, stock_publishers
from newsroom.domain.claim import Grade
from newsroom.domain.errors import Refused
from newsroom.domain.person import Organization, Person, Role
from newsroom.domain.quote import Quote
from newsroom.domain.source import Publisher
from newsroom.domain.terms import Terms
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "desk", ids=steady_ids())
    yield made
    made.close()


def person(desk: Desk, name: str) -> Person:
    return desk.run("Name", person_named, name=name).value


def test_a_person_is_renamed_and_found_by_every_other_name(desk: Desk) -> None:
    ada = person(desk, "Ada Roe")
    fields = {"name": " Ada  Roe-Lindqvist", "pronouns": "she", "aliases": ("Ada Roe", "Skipper Ada", "Ada Roe", "")}

    changed = desk.run("Change", set_person_fields, person_id=ada.id, fields=fields).value

    assert (changed.name, changed.aliases) == ("Ada Roe-Lindqvist", ("Ada Roe", "Skipper Ada"))
    assert person(desk, "skipper ada").id == ada.id
    with pytest.raises(Refused, match="Without a name"):
        desk.run("Change", set_person_fields, person_id=ada.id, fields={"name": " "})
    with pytest.raises(ValueError, match="no field 'protected'"):
        desk.run("Change", set_person_fields, person_id=ada.id, fields={"protected": True})


def test_the_names_of_a_protected_person_are_not_touched_here(desk: Desk) -> None:
    heron = desk.run("Hide", add_protected_person, code_name="Heron", real_name="Jorun Askeland").value

    for fields in ({"name": "Jorun Askeland"}, {"aliases": ("Jo",)}):
        with pytest.raises(Refused, match="Heron is protected"):
            desk.run("Change", set_person_fields, person_id=heron.id, fields=fields)
    assert desk.run("Change", set_person_fields, person_id=heron.id, fields={"pronouns": "they"}).value.name == ""
    with pytest.raises(Refused, match="must not meet"):
        desk.run("Merge", merge_people, keep=person(desk, "Ada Roe").id, drop=heron.id)


def test_two_that_are_one_person_become_one_and_undo_parts_them(desk: Desk) -> None:
    kept, gone = person(desk, "Ada Roe"), person(desk, "A. Roe")
    run = desk.run
    quote = run("Quote", Transaction.add, Quote, verbatim="We sail.", speaker=gone.id).value
    run("Agree", Transaction.add, Terms, record=gone.id, value="background")
    for each in (kept, gone):
        run("Role", give_role, person_id=each.id, organization="Harbour Board", fields={"title": "Pilot"})
    run("Role", give_role, person_id=gone.id, organization="Ferry Line", fields={"capacity": "spokesperson"})

    done = run("Merge", merge_people, keep=kept.id, drop=gone.id)

    queries = desk.queries
    assert (done.value.aliases, queries.get(Quote, quote.id).speaker) == (("A. Roe",), kept.id)
    assert sorted(role_lines(queries, kept.id)) == ["Pilot, Harbour Board", "spokesperson, Ferry Line"]
    assert [one.value for one in queries.where(Terms, record=kept.id)] == ["background"]
    assert person(desk, "A. Roe").id == kept.id
    desk.revert(done.changes)
    assert (queries.get(Quote, quote.id).speaker, len(role_lines(queries, gone.id))) == (gone.id, 2)
    with pytest.raises(Refused, match="Choose two"):
        run("Merge", merge_people, keep=kept.id, drop=kept.id)


def test_roles_run_from_when_to_when_in_a_capacity(desk: Desk) -> None:
    ada = person(desk, "Ada Roe")
    first = {"title": "Pilot", "since": "2019", "until": "2021-06"}
    old = desk.run("Role", give_role, person_id=ada.id, organization="Ferry Line", fields=first).value
    master = {"title": "Harbour master", "capacity": "official", "since": "2021-07"}
    now = desk.run("Role", give_role, person_id=ada.id, organization="Harbour Board", fields=master).value

    assert role_lines(desk.queries, ada.id) == (
        "Harbour master (official), Harbour Board, since July 2021", "Pilot, Ferry Line, 2019 to June 2021",
    )  # fmt: skip
    ended = desk.run("End", set_role_fields, role_id=now.id, fields={"until": "2025-05-03"}).value
    assert (ended.since, ended.until) == ("2021-07", "2025-05-03")
    with pytest.raises(Refused, match="before it begins"):
        desk.run("End", set_role_fields, role_id=now.id, fields={"until": "2020"})
    with pytest.raises(Refused, match="no date"):
        desk.run("End", set_role_fields, role_id=now.id, fields={"until": "last year"})
    desk.run("End", set_role_fields, role_id=old.id, fields={"since": "2021", "until": "2021-03"})
    desk.run("Bin", bin_role, role_id=old.id)
    assert len(desk.queries.where(Role, person=ada.id)) == 1


def test_organisations_have_other_names_and_two_become_one(desk: Desk) -> None:
    board = desk.run("Name", organization_named, name="Harbour Board").value
    port = desk.run("Name", organization_named, name="Port Authority").value
    fields = {"aliases": ("The Board",), "url": "https://board.example"}
    desk.run("Change", set_organization_fields, organization_id=port.id, fields=fields)
    ada = person(desk, "Ada Roe")
    desk.run("Role", give_role, person_id=ada.id, organization="the board", fields={"title": "Chair"})

    merged = desk.run("Merge", merge_organizations, keep=board.id, drop=port.id).value

    assert (merged.aliases, merged.url) == (("Port Authority", "The Board"), "https://board.example")
    assert role_lines(desk.queries, ada.id) == ("Chair, Harbour Board",)
    assert [one.name for one in desk.queries.where(Organization)] == ["Harbour Board"]
    with pytest.raises(Refused, match="Choose two"):
        desk.run("Merge", merge_organizations, keep=board.id, drop=board.id)


def test_a_person_who_said_something_is_not_binned(desk: Desk) -> None:
    ada = person(desk, "Ada Roe")
    desk.run("Role", give_role, person_id=ada.id, fields={"title": "Pilot"})
    quote = desk.run("Quote", Transaction.add, Quote, verbatim="We sail.", speaker=ada.id)
    with pytest.raises(Refused, match=r"“We sail\.”"):
        desk.run("Bin", bin_person, person_id=ada.id)
    desk.revert(quote.changes)

    desk.run("Bin", bin_person, person_id=ada.id)

    assert (desk.queries.where(Person), desk.queries.where(Role)) == ((), ())


def test_the_grades_of_an_outlet_are_a_history_and_the_newest_counts(desk: Desk) -> None:
    entry = {"name": "Tarnby Courier", "domains": (), "grade": "C", "reason": "Local.", "since": "2025-01-01"}
    desk.run("Stock", stock_publishers, publishers=(entry,))
    desk.run("Rate", rate_publisher, name="tarnby courier", grade="B", reason="Corrects its errors.")
    (publisher,) = desk.queries.where(Publisher)

    lines = rating_lines(desk.queries, publisher.id, today=date(2025, 10, 5))

    grades: list[tuple[Grade, bool]] = [(line.grade, line.counts) for line in lines]
    assert grades == [("B", True), ("C", False)]
    assert [line.words for line in lines] == [
        "usually reliable (B) from 5 October 2025: Corrects its errors. (Sanne Ulvaeus)",
        "fairly reliable (C) from 1 January 2025: Local. (the list that comes with the program)",
    ]
    earlier = rating_lines(desk.queries, publisher.id, today=date(2025, 9, 1))
    assert [line.counts for line in earlier] == [False, True]
