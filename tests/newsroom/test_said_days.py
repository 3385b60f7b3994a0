"""What was said in July is not made by what is said in October, though nobody gave the claim a day."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk.claims import attach_evidence, mark_claim, set_claim_fields, set_evidence_fields
from newsroom.desk.desk import Desk
from newsroom.desk.levels import Rated, RatedClaim, rate_claims
from newsroom.desk.said_days import SaidDays
from newsroom.desk.sources import add_source
from newsroom.desk.stories import set_story_fields, start_story
from tests.builders import new_desk, steady_ids

NOW = datetime(2025, 10, 20, 12, tzinfo=UTC)
SAID = (
    ("In July, keeper Ada Roe said the lamp was a dream.", "2025-07"),
    ("Ada Roe said in July that the ferry would run.", "2025-07"),
    ("Ada Roe told the Tarnby Courier in July that she hopes.", "2025-07"),
    ("On 14 July 2025 the board announced that it would.", "2025-07-14"),
    ("Last July, the keeper said it was over.", "2025-07"),
    ("“It leaks,” Ada Roe said on 3 March.", "2025-03-03"),
    ("Back in July she had said that nothing was decided.", "2025-07"),
    ("Ada Roe said, in July, that nothing was decided.", "2025-07"),
    ("In an interview in July, Ada Roe said the ship was ready.", "2025-07"),
    ("In a July interview, Ada Roe said the ship was ready.", "2025-07"),
    ("Speaking to the Courier in July, Ada Roe said it was ready.", "2025-07"),
    ("According to a report dated July 14, 2025, Ada Roe said it leaks.", "2025-07-14"),
    ("In her letter of 4 May, Ada Roe said it was arson.", "2025-05-04"),
)
NOT_SAID_THEN = (
    "She said the bridge will open in July.",
    "The mayor said the work ends in May 2026.",
    "In July, the ferry was late, she said.",
    "In the town that flooded in July, Ada Roe said the bridge holds.",
    "Asked about the fire of 4 May, Ada Roe said it was arson.",
    "According to the mayor, the bridge opened in July.",
    "In the months since July, Ada Roe said she had slept little.",
    "He said on Friday that the crane fell.",
)


class Story:
    """A story of one sentence, its claim one of ``speech``, and a statement of the keeper's own of October."""

    def __init__(self, folder: Path, words: str) -> None:
        self.desk: Desk = new_desk(folder, ids=steady_ids(start=NOW))
        story = self.desk.run("Start", start_story, fields={"headline": "The lamp"}, text=f"{words}\n").value
        self.story = story.id
        self.claim = self.desk.run("Mark", mark_claim, story_id=story.id, start=0, end=len(words)).value.id
        self.desk.run("Set", set_claim_fields, claim_id=self.claim, fields={"kind": "speech"})
        fields = {"type": "official_statement", "title": "The lamp is lit", "published": "2025-10-06"}
        self.source = self.desk.run("Add", add_source, story_id=story.id, fields=fields).value.id
        cited = {"claim_id": self.claim, "source_id": self.source, "authority": "party"}
        self.desk.run("Cite", attach_evidence, **cited)

    def rated(self, *, before: Rated | None = None) -> RatedClaim:
        records = self.desk.queries.story_records(self.story)
        return rate_claims(records, now=NOW, before=before)[0]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Story]:
    made = Story(tmp_path / "desk", SAID[1][0])
    yield made
    made.desk.close()


def test_words_put_the_saying_on_a_day_or_speak_of_another_one(tmp_path: Path) -> None:
    for number, (words, day) in enumerate((*SAID, *((words, None) for words in NOT_SAID_THEN))):
        story = Story(tmp_path / str(number), words)
        records = story.desk.queries.story_records(story.story)
        assert (words, SaidDays(records).of(records.claims[0])) == (words, day)
        story.desk.close()


def test_a_later_statement_does_not_carry_it_and_the_level_says_why(told: Story) -> None:
    one = told.rated()
    assert (one.level, one.claim.about_date) == ("unsourced", None)
    assert one.assessment.reasons[-1] == (
        "Its words put it in July 2025 (read from the words); what was said later does not bear on it."
    )
    told.desk.run("Date", set_evidence_fields, evidence_id=one.items[0].id, fields={"as_of": "2025-07-20"})
    assert told.rated().level == "moderate"
    assert not any("later" in reason for reason in told.rated().assessment.reasons)


def test_a_day_given_by_hand_goes_before_the_words(told: Story) -> None:
    told.desk.run("Set", set_claim_fields, claim_id=told.claim, fields={"about_date": "2025-10"})
    assert told.rated().level == "moderate"
    told.desk.run("Set", set_claim_fields, claim_id=told.claim, fields={"about_date": "2025-08"})
    assert told.rated().assessment.reasons[-1] == "It is about August 2025; what was said later does not bear on it."


def test_a_story_dated_anew_reads_its_july_anew(told: Story) -> None:
    records = told.desk.queries.story_records(told.story)
    before = Rated(records, rate_claims(records, now=NOW), NOW)
    told.desk.run("Set", set_story_fields, story_id=told.story, fields={"extra": "date: 2024-10-20\n"})
    assert told.rated(before=before).about == "2024-07"
    assert told.rated(before=before) == told.rated()
