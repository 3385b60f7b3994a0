"""Inserting a quote never takes a protected name out of a saved copy, nor one typed where the name is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsroom.desk.people import person_named, who_is_called
from newsroom.desk.protecting import Alias, add_hidden
from newsroom.desk.quote_insertion import FromCopy, Said, insert_quote, wordings_of
from newsroom.desk.quotes import quote_from_capture
from newsroom.desk.sources import NewCapture, add_capture
from newsroom.desk.terms import agree_anonymity, agree_terms
from newsroom.domain.errors import Refused
from newsroom.domain.person import Person
from tests.newsroom.story_desk import StoryDesk, pier_desk
from ui.quoting_offers import said_by, said_of_passage, said_of_quote

TALK = """INES MARLOW: They never told us about the second door.
Marlow: It was locked all winter.
Marlow’s lawyer: Nobody asked.
Bob Stane: We knew nothing of it.
"""
NURSE = "a nurse on the night shift"


@dataclass(frozen=True, slots=True)
class Selected:
    """What is selected in the reader."""

    source_id: str
    capture_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A transcript in which a protected person speaks under her name."""

    at: StoryDesk
    heron: Person
    capture: str

    def said(self, words: str) -> Said:
        start = TALK.index(words)
        chosen = Selected(self.at.source.id, self.capture, start, start + len(words), words)
        found = said_of_passage(self.at.desk, self.at.view(), chosen)
        assert found is not None
        return found

    def agree(self) -> None:
        self.at.desk.run(
            "Agree", agree_anonymity, record_id=self.heron.id, value="background", agreed_description=NURSE,
            reason="fear_of_retaliation", approved_by="Kim",
        )  # fmt: skip


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    at = pier_desk(tmp_path / "desk")
    given = {"code_name": "Heron", "real_name": "Ines Marlow", "aliases": (Alias("Inesita"),)}
    heron = at.desk.run("Protect", add_hidden, **given).value.person
    copy = NewCapture(None, "transcript", TALK, '{"paragraph":[0]}')
    kept = at.desk.run("Keep", add_capture, source_id=at.source.id, capture=copy).value
    yield Talk(at, heron, kept.id)
    at.desk.close()


@pytest.mark.parametrize("words", ["They never told us about the second door.", "It was locked all winter."])
def test_whoever_a_copy_calls_by_a_protected_name_or_its_surname_is_told_by_the_description(
    talk: Talk, words: str
) -> None:
    with pytest.raises(Refused, match="how the person may be described"):
        wordings_of(talk.said(words), text="", at=0)
    talk.agree()
    said = talk.said(words)
    told = wordings_of(said, text="", at=0)
    assert (said.speaker, said.is_protected) == ("Heron", True)
    assert told and all("Marlow" not in one.text and NURSE.casefold() in one.text.casefold() for one in told)


def test_words_kept_as_a_quote_without_a_speaker_become_those_of_the_protected_person(talk: Talk) -> None:
    talk.agree()
    start = TALK.index("They never")
    quote = talk.at.desk.run("Keep", quote_from_capture, capture_id=talk.capture, start=start, end=start + 41).value
    said = said_of_quote(talk.at.desk, talk.at.view(), quote.id)
    assert said is not None and (said.speaker, said.is_protected) == ("Heron", True)
    place = (talk.capture, start, start + 41)
    (use,) = talk.at.act(
        insert_quote, story_id=talk.at.story.id, places=[(0, 20)], kind="indirect", attribution_text=f"{NURSE} said",
        passage=FromCopy(*place), speaker_name=said.speaker,
    )  # fmt: skip
    assert use.speaker_name == "Heron"
    assert talk.at.view().quotes[use.quote or ""].speaker == talk.heron.id


def test_a_surname_beside_other_words_names_nobody_and_somebody_else_keeps_their_name(talk: Talk) -> None:
    assert talk.said("Nobody asked.").speaker == ""
    assert (talk.said("We knew nothing").speaker, talk.said("We knew nothing").is_protected) == ("Bob Stane", False)
    queries = talk.at.desk.queries
    assert who_is_called(queries, "Ms Marlow", by_parts=True)[0] == "Heron"
    assert who_is_called(queries, "inésita") == ("Heron", talk.heron)
    public = talk.at.desk.run("Name", person_named, name="Bob Marlow").value
    assert who_is_called(queries, "Bob Marlow", by_parts=True) == ("Bob Marlow", public)


def test_what_was_agreed_with_somebody_counts_once_their_name_is_typed(talk: Talk) -> None:
    talk.agree()
    bob = talk.at.desk.run("Name", person_named, name="Bob Stane").value
    talk.at.desk.run("Agree", agree_terms, record_id=bob.id, value="off_record")
    assert said_by(talk.at.desk, Said("It rained."), "Ines Marlow").speaker == "Heron"
    with pytest.raises(Refused, match="off the record"):
        wordings_of(said_by(talk.at.desk, Said("It rained."), "Bob Stane"), text="", at=0)
