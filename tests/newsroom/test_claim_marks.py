"""Common knowledge and what we saw: said in words wherever the claim is, with a next step that fits, and a note of what
was seen that backs the claim as the rule says."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsroom.cli import newsroom
from newsroom.desk.claim_marks import NOTE_IT, NOTHING_MORE, note_seen, step_of
from newsroom.desk.claims import attach_evidence, set_claim_fields
from newsroom.desk.levels import RatedClaim
from newsroom.desk.overview import overview_of
from newsroom.domain.claim import Claim
from newsroom.domain.errors import BadInput
from newsroom.domain.source import Capture, Source
from newsroom.storage.transaction import Transaction
from tests.newsroom.story_desk import CLOSED, NOW, StoryDesk, pier_desk

SEEN = "On 3 May at 9:10 Sanne Ulvaeus stood at the pier: both gates were locked."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def rated(here: StoryDesk) -> RatedClaim:
    return here.view().claims[here.claim.id]


def say(here: StoryDesk, **fields: object) -> RatedClaim:
    here.desk.run("Say", set_claim_fields, claim_id=here.claim.id, fields=fields)
    return rated(here)


def command(here: StoryDesk, *words: str) -> str:
    here.desk.close()
    folder = str(here.desk.archive.places.folder)
    result = CliRunner().invoke(newsroom, [*words, "--desk", folder], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def listed(here: StoryDesk, *words: str) -> Sequence[Mapping[str, Any]]:
    return json.loads(command(here, "claims", "list", here.story.slug, "--json", *words))


def test_what_everybody_knows_needs_nothing_more_unless_it_is_refuted(here: StoryDesk) -> None:
    assert step_of(rated(here)) not in (NOTHING_MORE, None)
    assert step_of(say(here, common_knowledge=True)) == NOTHING_MORE

    here.desk.run(
        "Attach", attach_evidence, claim_id=here.claim.id, source_id=here.source.id, stance="contradicts",
        authority="record",
    )  # fmt: skip
    assert rated(here).level == "refuted"
    assert step_of(rated(here)) != NOTHING_MORE


def test_what_we_saw_is_to_be_noted_and_the_note_backs_it_as_a_record_of_ours(here: StoryDesk) -> None:
    assert (say(here, own_observation=True).level, step_of(rated(here))) == ("unsourced", NOTE_IT)

    item = here.act(note_seen, claim_id=here.claim.id, words=SEEN)
    (source,) = [one for one in here.desk.queries.where(Source) if one.id == item.source]
    (copy,) = here.desk.queries.where(Capture, source=source.id)
    assert (source.type, source.title) == ("observation", f"What we saw, 5 May 2025: {CLOSED.rstrip('.')}")
    assert (copy.text, copy.method, copy.evidentiary) == (SEEN, "notes", True)
    assert (item.authority, item.stance, item.excerpt, item.as_of) == ("witness", "supports", SEEN, "2025-05-03")
    assert rated(here).level == "confirmed"
    assert step_of(rated(here)) != NOTE_IT


def test_a_note_without_a_day_is_of_today_and_one_without_words_is_none(here: StoryDesk) -> None:
    with pytest.raises(BadInput, match="when and where"):
        here.desk.run("Note", note_seen, claim_id=here.claim.id, words=" ")
    assert not here.desk.queries.get(Claim, here.claim.id).own_observation

    item = here.act(note_seen, claim_id=here.claim.id, words="Both gates were locked this morning.")
    assert (item.as_of, here.desk.queries.get(Claim, here.claim.id).own_observation) == ("2025-05-05", True)


def test_the_overview_says_what_stands_in_place_of_a_source(here: StoryDesk) -> None:
    say(here, common_knowledge=True)
    (told,) = overview_of(here.view().checked, now=NOW).claims
    assert told.flags.startswith("common knowledge")


def test_the_command_says_it_in_words_and_in_json(here: StoryDesk) -> None:
    say(here, common_knowledge=True)
    told = command(here, "claims", "list", here.story.slug)
    assert "unsourced · common knowledge" in told and f"Next: {NOTHING_MORE}" in told
    (one,) = listed(here)
    assert (one["common_knowledge"], one["own_observation"], one["next_step"]) == (True, False, NOTHING_MORE)


def test_a_claim_is_marked_with_what_we_saw_by_one_command(here: StoryDesk) -> None:
    words = "Nobody knows until when."
    said = json.loads(command(here, "claim", "add", here.story.slug, "--text", words, "--seen", SEEN, "--json"))
    assert said["own_observation"]
    assert [(one["authority"], one["grade"]) for one in said["evidence"]] == [("witness", 4)]


def test_what_was_found_is_listed_by_what_a_check_is_worth(here: StoryDesk) -> None:
    for wording in ("The pier is long.", "The mayor stole £400 million from the pier.", "The pier has 9 gates."):
        here.desk.run("Find", Transaction.add, Claim, story=here.story.id, wording=wording, proposed=True)

    found = listed(here, "--proposed")
    assert [one["wording"] for one in found][::2] == [
        "The mayor stole £400 million from the pier.", "The pier is long.",
    ]  # fmt: skip
    assert "it accuses somebody" in found[0]["worth"]["why"]
    assert listed(here, "--proposed", "--in-text-order")[0]["wording"] == "The pier is long."
