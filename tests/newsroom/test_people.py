"""The people of a desk: how they are listed and shown in full, found in texts under any name, and purged."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.claims import attach_evidence, mark_claim, set_claim_fields
from newsroom.desk.desk import Desk
from newsroom.desk.pending import wait_for
from newsroom.desk.people import person_named
from newsroom.desk.people_lines import (
    listed_organizations,
    listed_people,
    whole_organization,
    whole_person,
)
from newsroom.desk.person_purge import look_before_purge
from newsroom.desk.persons import (
    add_alias,
    add_person,
    bin_organization,
    bin_person,
    bin_role,
    give_role,
    merge_people,
    set_person_fields,
    take_organization_out,
    take_person_out,
)
from newsroom.desk.proposals import accept_proposal, proposals_of
from newsroom.desk.protecting import Alias, add_hidden, protect_person
from newsroom.desk.purge import finish_purge, purge_person
from newsroom.desk.quotes import make_quote_at, set_speaker
from newsroom.desk.stories import start_story
from newsroom.desk.terms import agree_terms
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.errors import Refused
from newsroom.domain.person import Organization, Person, Role
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction
from newsroom.tasks.articles import bring_in_article
from tests.builders import log_of
from tests.newsroom.story_desk import SPOKEN, StoryDesk, pier_desk

ARTICLE = """# The ferry sails again

Zephyrine came to the pier at noon, and Skipper Ada was there before her. Nobody else had come.

“We sail at dawn,” Skipper Ada said. “Nobody will stop us,” she said.
"""


@pytest.fixture
def at(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def ada(at: StoryDesk) -> Person:
    """Whoever says what stands in the story, with a role, terms and a request."""
    start = at.view().draft.text.index(SPOKEN)
    at.desk.run(
        "Quote", make_quote_at, story_id=at.story.id, start=start, end=start + len(SPOKEN), speaker_name="Ada Roe",
        source_id=at.source.id, capture_id=at.capture.id,
    )  # fmt: skip
    person = at.desk.run("Name", person_named, name="Ada Roe").value
    given = {"title": "Harbour master", "capacity": "official", "since": "2021"}
    at.desk.run("Role", give_role, person_id=person.id, organization="Harbour Board", fields=given)
    at.desk.run("Agree", agree_terms, record_id=person.id, value="background")
    at.desk.run(
        "Ask", Transaction.add, CommentRequest, story=at.story.id, asked_of="the Harbour Board", via_person=person.id
    )
    return person


def protected(desk: Desk, person: Person) -> Person:
    return desk.run("Protect", protect_person, person_id=person.id, code_name="Heron").value.person


def test_a_person_is_shown_with_roles_terms_and_every_place_they_are_used_in(at: StoryDesk) -> None:
    person = ada(at)
    at.desk.run("Add", Transaction.add, Source, type="interview_own", title="Interview with Ada Roe")
    at.desk.run("Add", Transaction.add, Source, type="email", title="Re: pier", authors=("Ada Roe <a@x.example>",))
    at.desk.run("Add", Transaction.add, Source, type="news_report", title="Ada Roe to leave")

    whole = whole_person(at.desk.queries, person.id)

    assert [line.words for line in whole.roles] == ["Harbour master (official), Harbour Board, since 2021"]
    assert whole.terms is not None and whole.terms.value == "background"
    assert [line.words for line in whole.used.stories] == ["The pier: used in the story"]
    assert len(whole.used.uses) == 1
    assert {line.words for line in whole.sources} == {"Pier closed", "Interview with Ada Roe", "Re: pier"}
    assert [line.words for line in whole.requests] == ["asked as the Harbour Board"]
    (listed,) = listed_people(at.desk.queries)
    assert (listed.label, listed.about) == ("Ada Roe", "Harbour master (official), Harbour Board, since 2021")


def test_a_protected_person_is_listed_by_the_code_name_alone(at: StoryDesk) -> None:
    person = ada(at)
    at.desk.run("Alias", add_alias, person_id=person.id, alias="Skipper Ada")
    protected(at.desk, person)

    (listed,) = listed_people(at.desk.queries)
    whole = whole_person(at.desk.queries, person.id)

    assert (listed.label, listed.others, listed.protected) == ("Heron", (), True)
    told = " ".join(repr(one) for one in (listed, whole.label, whole.roles, whole.sources, whole.requests))
    assert "Ada" not in told and whole.label == "Heron"
    claim = at.desk.run("Mark", mark_claim, story_id=at.story.id, start=41, end=64).value
    at.desk.run("Reword", set_claim_fields, claim_id=claim.id, fields={"wording": "Roe said it would cost more."})
    at.desk.run("Attach", attach_evidence, claim_id=claim.id, quote_id=whole.used.quotes[0].id)
    (line,) = whole_person(at.desk.queries, person.id).used.claims
    assert line.words == "“Heron said it would cost more.”"
    with pytest.raises(Refused, match="Heron is protected"):
        at.desk.run("Alias", add_alias, person_id=person.id, alias="Addie")
    with pytest.raises(Refused, match="under a code name"):
        at.desk.run("Add", add_person, name="Ada Roe")


def test_an_organisation_is_shown_with_who_has_a_role_there(at: StoryDesk) -> None:
    person = ada(at)
    (listed,) = listed_organizations(at.desk.queries)

    assert (listed.label, listed.people) == ("Harbour Board", 1)
    people = whole_organization(at.desk.queries, listed.id).people
    assert people == ((person.id, "Ada Roe", "Harbour master (official), since 2021"),)
    with pytest.raises(Refused, match="Ada Roe has a role at Harbour Board"):
        at.desk.run("Bin", bin_organization, organization_id=listed.id)
    at.desk.run("Bin", bin_role, role_id=at.desk.queries.where(Role)[0].id)
    at.act(bin_organization, organization_id=listed.id)
    assert [one.label for one in listed_organizations(at.desk.queries, binned=True)] == ["Harbour Board"]
    at.act(take_organization_out, organization_id=listed.id)
    assert [one.name for one in at.desk.queries.where(Organization)] == ["Harbour Board"]


def test_somebody_new_bears_no_name_another_bears(at: StoryDesk) -> None:
    made = at.act(add_person, name=" Ottilie  Renn ", pronouns="she", aliases=("Tilly Renn", "Ottilie Renn"))
    assert (made.name, made.pronouns, made.aliases) == ("Ottilie Renn", "she", ("Tilly Renn",))
    with pytest.raises(Refused, match="Ottilie Renn is on this desk already"):
        at.desk.run("Add", add_person, name="tilly renn")
    other = at.desk.run("Add", add_person, name="Bo Lind").value
    with pytest.raises(Refused, match="make them one"):
        at.desk.run("Alias", add_alias, person_id=other.id, alias="Tilly Renn")


def test_nobody_else_bears_a_protected_name_and_no_claim_waits_for_it(at: StoryDesk) -> None:
    at.desk.run("Protect", add_hidden, code_name="Heron", real_name="Ines Marlow", aliases=(Alias("Inesita"),))
    bob = at.desk.run("Add", add_person, name="Bob Stane").value
    with pytest.raises(Refused, match="under a code name"):
        at.desk.run("Add", add_person, name="Cy Orr", aliases=("Inesita",))
    with pytest.raises(Refused, match="under a code name"):
        at.desk.run("Alias", add_alias, person_id=bob.id, alias="ines marlow")
    with pytest.raises(Refused, match="under a code name"):
        at.desk.run("Name", set_person_fields, person_id=bob.id, fields={"name": "Ines  Marlow"})
    at.desk.run("Wait", wait_for, claim_id=at.claim.id, what="word of Inesita", from_whom="Ines Marlow")
    (claim,) = at.desk.queries.claims_waiting()
    assert (claim.pending, claim.pending_from) == ("word of Heron", "Heron")
    set_by_hand = {"pending": "a call from Ines Marlow", "pending_from": "Inesita", "accusation": True}
    changed = at.desk.run("Set", set_claim_fields, claim_id=claim.id, fields=set_by_hand).value
    assert (changed.pending, changed.pending_from, changed.accusation) == ("a call from Heron", "Heron", True)
    assert "Marlow" not in repr(log_of(at.desk.archive))


def test_a_person_comes_out_of_the_bin_with_the_roles_that_went_along(at: StoryDesk) -> None:
    made = at.desk.run("Add", add_person, name="Bo Lind").value
    for title in ("Pilot", "Cook"):
        at.desk.run("Role", give_role, person_id=made.id, fields={"title": title})
    at.desk.run("Bin", bin_role, role_id=at.desk.queries.where(Role, title="Cook")[0].id)
    at.act(bin_person, person_id=made.id)
    assert [one.label for one in listed_people(at.desk.queries, binned=True)] == ["Bo Lind"]

    at.act(take_person_out, person_id=made.id)

    assert [line.role.title for line in whole_person(at.desk.queries, made.id).roles] == ["Pilot"]


def test_whoever_was_made_one_with_another_does_not_come_back_beside_them(at: StoryDesk) -> None:
    kept, gone = (at.desk.run("Add", add_person, name=name).value for name in ("Bo Lind", "B. Lind"))
    at.desk.run("Merge", merge_people, keep=kept.id, drop=gone.id)
    with pytest.raises(Refused, match=r"Bo Lind bears the name B\. Lind too"):
        at.desk.run("Take out", take_person_out, person_id=gone.id)


def test_quotations_are_told_under_the_name_whatever_other_name_they_were_told_under(at: StoryDesk) -> None:
    person = ada(at)
    use = at.desk.queries.where(QuoteUse)[0]

    def told() -> str:
        return at.desk.queries.get(QuoteUse, use.id).speaker_name

    at.act(set_person_fields, person_id=person.id, fields={"name": "Ada Lindqvist", "aliases": ("Ada Roe",)})
    assert told() == "Ada Lindqvist"
    at.desk.run("Speaker", set_speaker, use_id=use.id, name="ada roe")
    assert told() == "Ada Lindqvist"
    other = at.desk.run("Speaker", set_speaker, use_id=use.id, name="A. Roe").value
    twin = at.desk.queries.get(Quote, other.quote or "").speaker or ""
    assert (told(), twin) != ("Ada Lindqvist", person.id)
    at.act(merge_people, keep=person.id, drop=twin)
    assert told() == "Ada Lindqvist"


def test_a_text_that_names_somebody_by_another_name_means_them(at: StoryDesk) -> None:
    for name, alias in (("Ada Roe", "Skipper Ada"), ("Bettina Olufsen", "Zephyrine")):
        at.desk.run("Add", add_person, name=name, aliases=(alias,))

    story = bring_in_article(at.desk, data=ARTICLE.encode(), file_name="ferry.md").result.story

    records = at.desk.queries.story_records(story.id)
    assert [use.speaker_name for use in records.quote_uses] == ["Ada Roe", "Ada Roe"]
    assert not any(use.to_confirm for use in records.quote_uses)
    for proposal in proposals_of(records):
        if proposal.kind == "quote_use":
            at.desk.run("Take", accept_proposal, proposal=proposal)
    assert sorted(one.name for one in at.desk.queries.where(Person)) == ["Ada Roe", "Bettina Olufsen"]


def test_a_speaker_told_by_a_protected_name_beside_other_words_is_told_by_the_code_name(at: StoryDesk) -> None:
    at.desk.run("Protect", add_hidden, code_name="Heron", real_name="Ines Marlow")
    text = "“It was locked for the winter,” Ines Marlow’s lawyer said.\n"
    bring_in_article(at.desk, data=text.encode(), file_name="door.md")
    (use,) = at.desk.queries.where(QuoteUse)
    assert use.speaker_name == "Heron’s lawyer"
    by_hand = at.desk.run("Start", start_story, fields={"headline": "B"}, text=text).value
    made = at.desk.run("Quote", make_quote_at, story_id=by_hand.id, start=0, end=text.index("”") + 1).value
    assert made.speaker_name == "Heron’s lawyer"


def test_a_quote_made_by_hand_knows_the_other_names_of_the_storys_people(at: StoryDesk) -> None:
    person = ada(at)
    at.desk.run("Alias", add_alias, person_id=person.id, alias="Skipper Ada")
    story = bring_in_article(at.desk, data=ARTICLE.encode(), file_name="ferry.md").result.story
    for use in at.desk.queries.where(QuoteUse, story=story.id):
        at.desk.run("Drop", Transaction.remove, use)
    text = at.desk.queries.draft(story.id).text
    start = text.index("“We sail")

    use = at.desk.run("Quote", make_quote_at, story_id=story.id, start=start, end=start + len("“We sail at dawn,”"))

    assert (use.value.speaker_name, use.value.to_confirm) == ("Ada Roe", ("speaker",))


def test_before_a_purge_it_is_told_what_goes_and_where_the_name_stays(at: StoryDesk) -> None:
    person = ada(at)
    at.desk.run("Add", Transaction.add, Source, type="interview_own", title="Interview with Ada Roe")

    before = look_before_purge(at.desk.archive, person_id=person.id)

    assert (before.label, before.roles, before.quotes, before.requests) == ("Ada Roe", 1, 1, 1)
    words = [place.words for place in before.places]
    assert "“The pier”: text" in words and "Saved copy of “Pier closed”" in words
    assert "Words about the source “Interview with Ada Roe”" in words
    assert not any("line about another quotation" in one for one in words)

    protected(at.desk, person)
    hidden = look_before_purge(at.desk.archive, person_id=person.id)
    assert hidden.label == "Heron" and "“The pier”: text" in [place.words for place in hidden.places]
    assert not any("Ada" in place.words for place in hidden.places)


def test_a_purge_takes_whoever_was_made_one_with_them_and_what_the_log_says_of_the_name(at: StoryDesk) -> None:
    person = ada(at)
    twin = at.desk.run("Add", add_person, name="A. Roe").value
    at.desk.run("Merge", merge_people, keep=person.id, drop=twin.id)
    other = at.desk.run("Add", Transaction.add, Source, type="interview_own", title="Interview").value
    at.desk.run("Role", give_role, person_id=person.id, fields={"title": "Pilot", "capacity": "expert"})

    purged = at.desk.run("Purge", purge_person, person_id=person.id).value
    finish_purge(at.desk.archive, purged=purged)

    assert at.desk.queries.where(Person) == at.desk.queries.binned(Person) == ()
    assert at.desk.queries.where(Role) == ()
    assert [one.speaker for one in at.desk.queries.where(Quote)] == [None]
    assert not any("Roe" in (words or "") for entry in log_of(at.desk.archive) for words in (entry.before, entry.after))
    assert at.desk.queries.get(Source, other.id).title == "Interview"


def test_a_purge_leaves_somebody_else_of_the_same_name_in_the_bin_and_says_who_goes_along(at: StoryDesk) -> None:
    namesake = at.desk.run("Add", add_person, name="A. Roe").value
    at.desk.run("Bin", bin_person, person_id=namesake.id)
    other = at.desk.run("Add", add_person, name="Ada Roe").value
    at.desk.run("Bin", bin_person, person_id=other.id)
    person = ada(at)
    first, second = (at.desk.run("Add", add_person, name=name).value for name in ("Addie Roe", "A. Roe"))
    at.desk.run("Merge", merge_people, keep=second.id, drop=first.id)
    at.desk.run("Merge", merge_people, keep=person.id, drop=second.id)

    before = look_before_purge(at.desk.archive, person_id=person.id)
    assert sorted(before.made_one) == ["A. Roe", "Addie Roe"]

    at.desk.run("Purge", purge_person, person_id=person.id)
    assert {one.id for one in at.desk.queries.binned(Person)} == {namesake.id, other.id}


def test_a_purge_of_a_protected_person_takes_the_doubles_that_were_protected_with_them(at: StoryDesk) -> None:
    person = ada(at)
    double = at.desk.run("Double", Transaction.add, Person, name="Ada Roe").value
    at.desk.run("Protect", protect_person, person_id=person.id, code_name="Heron")
    assert [one.id for one in at.desk.queries.binned(Person)] == [double.id]

    assert look_before_purge(at.desk.archive, person_id=person.id).made_one == ("Heron",)
    at.desk.run("Purge", purge_person, person_id=person.id)

    assert at.desk.queries.where(Person) == at.desk.queries.binned(Person) == ()


def test_a_purge_of_a_protected_person_takes_every_name_behind_the_wall(at: StoryDesk) -> None:
    person = ada(at)
    at.desk.run(
        "Protect", protect_person, person_id=person.id, code_name="Heron", aliases=[Alias("Addie Quill")],
        contacts="quill@mail.example",
    )  # fmt: skip
    at.desk.run("Rename", Transaction.add, Source, type="interview_own", title="Interview with Heron")

    purged = at.desk.run("Purge", purge_person, person_id=person.id).value
    finish_purge(at.desk.archive, purged=purged)

    content = b"".join(path.read_bytes() for path in (at.desk.archive.places.folder).glob("archive*"))
    assert b"Quill" not in content and b"quill@mail" not in content
