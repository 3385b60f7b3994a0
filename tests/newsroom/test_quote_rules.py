"""The rules about quotations on a real desk: terms kept in every story, attribution, words that agree, marks that stand
for nothing, and the house table. Each with a text that has the fault and one that has not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk.check import Checked, check_story
from newsroom.desk.claims import attach_evidence, find_in_draft, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import Wanted, place_anchors
from newsroom.desk.quotes import kind_of_use
from newsroom.desk.sources import NewCapture, add_capture, add_source
from newsroom.desk.stories import set_story_fields, start_story
from newsroom.desk.terms import agree_anonymity, agree_quoting, agree_terms, promise_read_back
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.person import Person
from newsroom.domain.profile import SOLO, Profile
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Derivation, Source
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
SAID = "We will not sail to Skarholm again this year."
COPY = f"Ottilie Brandvik spoke for an hour. “{SAID}” She left at once. “The pier is closed,” she said."
NAMED = f"The pier is quiet.\n\n“{SAID[:-1]},” said Ottilie Brandvik, the harbour master.\n"
UNNAMED = f"The pier is quiet.\n\n“{SAID[:-1]},” a sailor on the Skarholm line said.\n"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A desk with one person and one source, whose words its stories print."""

    desk: Desk
    person: Person
    source: Source
    quote: Quote

    def story(self, text: str, *, quoted: str = f"“{SAID[:-1]},”", **fields: object) -> str:
        """A story with ``quoted`` linked to the person's words; returns its id."""
        return self.desk.run("Write", self._print, text=text, quoted=(quoted,), fields=fields).value

    def story_with(self, text: str, *quoted: str, **fields: object) -> str:
        return self.desk.run("Write", self._print, text=text, quoted=quoted, fields=fields).value

    def _print(self, transaction: Transaction, *, text: str, quoted: tuple[str, ...], fields: dict[str, object]) -> str:
        story = start_story(transaction, fields={"headline": "The pier", **fields}, text=text)
        for words in quoted:
            start, end = find_in_draft(text, words)
            use_id = transaction.ids.new()
            wanted = [Wanted("quote_use", use_id, start, end)]
            anchor = place_anchors(transaction, story_id=story.id, wanted=wanted)[0]
            transaction.add(
                QuoteUse, id=use_id, story=story.id, quote=self.quote.id, anchor=anchor.id,
                kind=kind_of_use(text, start, end), speaker_name=self.person.name,
            )  # fmt: skip
        return story.id

    def both(self, transaction: Transaction, *, of: str) -> str:
        """A story that prints this quote and the one called ``of``."""
        story = self._print(transaction, text=NAMED, quoted=(f"“{SAID[:-1]},”",), fields={})
        (use,) = transaction.find(QuoteUse, story=story)
        transaction.add(QuoteUse, story=story, quote=of, anchor=use.anchor, kind="direct_full")
        return story

    def checked(self, story: str, *, profile: Profile = SOLO) -> Checked:
        return check_story(self.desk.queries.story_records(story), profile=profile, now=NOW)

    def told(self, story: str, code: str, *, profile: Profile = SOLO) -> list[str]:
        return [one.message for one in self.checked(story, profile=profile).findings if one.code == code]


def speak(transaction: Transaction) -> tuple[Person, Source, Quote]:
    home = start_story(transaction, fields={"headline": "Notes"}, text="")
    person = transaction.add(Person, name="Ottilie Brandvik")
    fields = {"type": "interview_own", "title": "Talk with Brandvik", "publisher": ""}
    source = add_source(transaction, story_id=home.id, fields=fields)
    capture = add_capture(transaction, source_id=source.id, capture=NewCapture(None, "transcript", COPY))
    quote = transaction.add(Quote, verbatim=SAID, source=source.id, capture=capture.id, speaker=person.id)
    agree_terms(transaction, record_id=source.id, value="on_record")
    return person, source, quote


@pytest.fixture
def spoken(tmp_path: Path) -> Iterator[Spoken]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())
    yield Spoken(desk, *desk.run("Speak", speak).value)
    desk.close()


def test_words_on_the_record_with_name_and_role_leave_nothing_to_tell(spoken: Spoken) -> None:
    codes = {one.code for one in spoken.checked(spoken.story(NAMED)).findings}

    assert not {code for code in codes if code.startswith(("QUOTE", "NAME", "AGREED", "FIRST", "ATTRIB", "READ"))}


def test_a_change_of_terms_is_told_at_every_use_in_every_story_and_goes_with_its_undo(spoken: Spoken) -> None:
    first, second = spoken.story(NAMED), spoken.story(UNNAMED)
    assert spoken.told(first, "OFF_RECORD_WORDS") == spoken.told(second, "OFF_RECORD_WORDS") == []

    done = spoken.desk.run("Agree", agree_terms, record_id=spoken.person.id, value="off_record")
    for story in (first, second):
        assert len(spoken.told(story, "OFF_RECORD_WORDS")) == 1
        assert spoken.checked(story).count("stop") == 1

    spoken.desk.revert(done.changes)
    assert spoken.told(first, "OFF_RECORD_WORDS") == spoken.told(second, "OFF_RECORD_WORDS") == []


@pytest.mark.parametrize("value", ["background", "not_for_attribution"])
def test_words_without_a_name_want_the_agreed_description_and_no_name(spoken: Spoken, value: str) -> None:
    named, unnamed = spoken.story(NAMED), spoken.story(UNNAMED)
    spoken.desk.run(
        "Agree", agree_anonymity, record_id=spoken.person.id, value=value, reason="privacy", approved_by="Weil",
        agreed_description="A sailor on the Skarholm line",
    )  # fmt: skip

    assert "A sailor on the Skarholm line" in spoken.told(named, "AGREED_WORDS_MISSING")[0]
    assert "Ottilie Brandvik" in spoken.told(named, "NAMED_AGAINST_TERMS")[0]
    assert spoken.told(unnamed, "AGREED_WORDS_MISSING") == spoken.told(unnamed, "NAMED_AGAINST_TERMS") == []


def test_a_surname_alone_gives_somebody_away_too_and_a_mere_part_of_a_word_does_not(spoken: Spoken) -> None:
    away = spoken.story(UNNAMED.replace("said.", "said, and Brandvik left."))
    kept = spoken.story(UNNAMED.replace("said.", "said in Brandvikstad."))
    spoken.desk.run(
        "Agree", agree_anonymity, record_id=spoken.person.id, value="background",
        agreed_description="a sailor on the Skarholm line",
    )  # fmt: skip

    assert len(spoken.told(away, "NAMED_AGAINST_TERMS")) == 1
    assert spoken.told(kept, "NAMED_AGAINST_TERMS") == []


def test_words_without_a_name_are_quoted_only_when_that_was_agreed_for_them(spoken: Spoken) -> None:
    story = spoken.story(UNNAMED)
    agreed = {"value": "background", "agreed_description": "a sailor on the Skarholm line"}
    spoken.desk.run("Agree", agree_anonymity, record_id=spoken.person.id, **agreed)
    assert len(spoken.told(story, "QUOTE_AGAINST_TERMS")) == 1

    for act in (promise_read_back, agree_terms):
        more = {"promised": True} if act is promise_read_back else {"value": "on_record"}
        spoken.desk.run("Say nothing of it", act, record_id=spoken.quote.id, **more)
        assert len(spoken.told(story, "QUOTE_AGAINST_TERMS")) == 1

    spoken.desk.run("Agree", agree_quoting, quote_id=spoken.quote.id)
    assert spoken.told(story, "QUOTE_AGAINST_TERMS") == []


def test_deep_background_is_told_in_our_words_without_any_attribution(spoken: Spoken) -> None:
    quoted = spoken.story(UNNAMED)
    ours = "The pier is quiet.\n\nThe ferry will not sail to Skarholm again this year{}.\n"
    told = "The ferry will not sail to Skarholm again this year"
    plain, credited = (spoken.story(ours.format(by), quoted=told) for by in ("", ", a sailor on the line said"))
    spoken.desk.run(
        "Agree", agree_anonymity, record_id=spoken.person.id, value="deep_background",
        agreed_description="a sailor on the line",
    )  # fmt: skip

    assert len(spoken.told(quoted, "QUOTE_AGAINST_TERMS")) == 1
    assert spoken.told(plain, "QUOTE_AGAINST_TERMS") == spoken.told(plain, "NAMED_AGAINST_TERMS") == []
    assert "a sailor on the line" in spoken.told(credited, "NAMED_AGAINST_TERMS")[0]


def test_of_several_terms_the_strictest_counts(spoken: Spoken) -> None:
    story = spoken.story(NAMED)
    spoken.desk.run("Agree", agree_terms, record_id=spoken.quote.id, value="on_record")
    spoken.desk.run("Agree", agree_terms, record_id=spoken.person.id, value="off_record")

    assert len(spoken.told(story, "OFF_RECORD_WORDS")) == 1


def test_a_promise_to_read_words_back_is_told_once_until_it_is_kept(spoken: Spoken) -> None:
    story = spoken.story(NAMED)
    spoken.desk.run("Promise", promise_read_back, record_id=spoken.person.id, promised=True)
    assert "Ottilie Brandvik" in spoken.told(story, "READ_BACK_PROMISED")[0]

    spoken.desk.run("Agree", agree_terms, record_id=spoken.person.id, value="on_record")
    assert len(spoken.told(story, "READ_BACK_PROMISED")) == 1

    spoken.desk.run("Keep", promise_read_back, record_id=spoken.person.id, promised=False)
    assert spoken.told(story, "READ_BACK_PROMISED") == []


def test_a_promise_about_an_interview_of_our_own_does_not_put_it_on_the_record(spoken: Spoken) -> None:
    other = spoken.desk.run("Add", Transaction.add, Source, type="email", title="A letter").value

    made = spoken.desk.run("Promise", promise_read_back, record_id=other.id, promised=True).value
    assert (made.value, made.read_back) == ("unspecified", True)


def test_a_promise_about_words_of_our_own_talk_leaves_open_what_was_agreed(spoken: Spoken) -> None:
    made = spoken.desk.run("Promise", promise_read_back, record_id=spoken.quote.id, promised=True).value
    assert made.value == "unspecified"


def test_terms_noted_for_all_the_words_used_of_an_interview_are_terms_of_it(spoken: Spoken) -> None:
    story = spoken.story(NAMED)
    spoken.desk.run("Agree", agree_terms, record_id=spoken.source.id, value="unspecified")
    assert len(spoken.told(story, "TERMS_NOT_SET")) == 1

    spoken.desk.run("Agree", agree_terms, record_id=spoken.quote.id, value="on_record")
    assert spoken.told(story, "TERMS_NOT_SET") == []

    other = {"verbatim": SAID[:7], "source": spoken.source.id, "speaker": spoken.person.id}
    words = replace(spoken, quote=spoken.desk.run("Add", Transaction.add, Quote, **other).value)
    mixed = spoken.desk.run("Write", words.both, of=spoken.quote.id).value
    assert len(spoken.told(mixed, "TERMS_NOT_SET")) == 1


def test_an_interview_that_backs_a_claim_by_itself_goes_on_being_asked_about(spoken: Spoken) -> None:
    story = spoken.story(NAMED)
    spoken.desk.run("Agree", agree_terms, record_id=spoken.source.id, value="unspecified")
    spoken.desk.run("Agree", agree_terms, record_id=spoken.quote.id, value="on_record")
    claim = spoken.desk.run("Claim", mark_claim, story_id=story, start=0, end=17).value
    spoken.desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=spoken.source.id)

    assert len(spoken.told(story, "TERMS_NOT_SET")) == 1


def test_an_unnamed_source_is_not_also_listed_as_having_declined(spoken: Spoken) -> None:
    story = spoken.story(UNNAMED)
    asked = {"story": story, "asked_of": "Ottilie Brandvik", "asked_by": "me", "outcome": "declined"}
    spoken.desk.run("Ask", Transaction.add, CommentRequest, **asked)
    assert spoken.told(story, "DECLINED_AND_ANONYMOUS") == []

    spoken.desk.run("Agree", agree_terms, record_id=spoken.person.id, value="background")
    assert len(spoken.told(story, "DECLINED_AND_ANONYMOUS")) == 1


def test_an_unnamed_source_is_not_said_to_have_declined_by_the_story_itself(spoken: Spoken) -> None:
    spoken.desk.run("Agree", agree_terms, record_id=spoken.person.id, value="background")
    assert spoken.told(spoken.story(UNNAMED), "DECLINED_AND_ANONYMOUS") == []

    told = spoken.story(f"{UNNAMED}\n\nOttilie Brandvik declined to comment.\n")
    assert len(spoken.told(told, "DECLINED_AND_ANONYMOUS")) == 1


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("said Halvard Quist, the mayor", "the sentence names Halvard Quist, the quote is Ottilie Brandvik’s."),
        ("said Ottilie Brandvik, the mayor", ""),
        ("Brandvik said", ""),
        ("she said", ""),
        ("the harbour master said", ""),
    ],
)
def test_a_sentence_that_names_another_speaker_than_the_record_is_told(spoken: Spoken, who: str, told: str) -> None:
    story = spoken.story(f"Ottilie Brandvik runs the port.\n\n“{SAID[:-1]},” {who}.\n")

    assert [told in one for one in spoken.told(story, "ATTRIBUTION_DIFFERS")] == ([True] if told else [])


@pytest.mark.parametrize(
    ("outlet", "unnamed", "other"),
    [("the Weir Post", False, False), ("the Tarnby Courier", True, True), ("", True, False)],
)
def test_words_another_outlet_heard_name_that_outlet_and_no_other(
    spoken: Spoken, outlet: str, unnamed: bool, other: bool
) -> None:
    heard = replace(spoken.source, type="interview_published", publisher="The Weir Post")
    spoken.desk.run("Change", Transaction.put, heard)
    lead = f"As per {outlet} interview dated 3 May 2025, " if outlet else ""
    story = spoken.story(f"{lead}Ottilie Brandvik, the harbour master, said, “{SAID[:-1]},” and left.\n")

    assert bool(spoken.told(story, "QUOTE_OUTLET_UNNAMED")) is unnamed
    assert bool(spoken.told(story, "ATTRIBUTION_DIFFERS")) is other


def test_a_derived_outlet_may_be_named_for_words_it_took_from_another(spoken: Spoken) -> None:
    spoken.desk.run("Change", Transaction.put, replace(spoken.source, type="news_report", publisher="The Weir Post"))
    courier = spoken.desk.run(
        "Add", Transaction.add, Source, type="news_report", title="Pier", publisher="Tarnby Courier"
    )
    spoken.desk.run(
        "Derive", Transaction.add, Derivation, child=spoken.source.id, parent=courier.value.id, kind="quotes"
    )
    story = spoken.story(
        f"As per the Tarnby Courier interview dated 3 May 2025, Ottilie Brandvik said, “{SAID[:-1]},”.\n"
    )

    assert spoken.told(story, "ATTRIBUTION_DIFFERS") == []


AGAIN = "“We will never sail to Skarholm again this year,”"


def test_one_speakers_words_that_differ_in_two_places_are_told_at_both(spoken: Spoken) -> None:
    text = f"{NAMED}\n{AGAIN} Brandvik said.\n"
    story = spoken.story_with(text, f"“{SAID[:-1]},”", AGAIN)

    found = spoken.told(story, "QUOTE_INCONSISTENT")
    assert len(found) == 2
    assert all("never" in one and "not" in one for one in found)


def test_a_quotation_in_the_headline_agrees_with_the_one_in_the_text(spoken: Spoken) -> None:
    story = spoken.story(NAMED, dek="‘We will never sail to Skarholm again this year’")
    assert "the headline or dek" in spoken.told(story, "QUOTE_INCONSISTENT")[0]

    spoken.desk.run("Mend", set_story_fields, story_id=story, fields={"dek": "‘We will not sail to Skarholm again’"})
    assert spoken.told(story, "QUOTE_INCONSISTENT") == []


def test_a_passage_between_marks_is_told_until_a_person_links_it_or_says_it_is_no_speech(spoken: Spoken) -> None:
    text = f"{NAMED}\n“Nobody asked us about the gate,” Halvard Quist, the mayor, said. A “pier” it is.\n"
    loose = spoken.story(text)
    assert [one.split("”")[0] for one in spoken.told(loose, "QUOTE_UNLINKED")] == ["“Nobody asked us about the gate,"]

    assert (
        spoken.told(spoken.story_with(text, f"“{SAID[:-1]},”", "“Nobody asked us about the gate,”"), "QUOTE_UNLINKED")
        == []
    )


@pytest.mark.parametrize(
    ("printed", "row", "told"),
    [
        (f"“{SAID[:-1]},”", "terminal_punctuation", ""),
        ("“we will not sail to Skarholm again this year,”", "case_of_start", ""),
        ("“We will not … again this year,”", "ellipsis", ""),
        ("“We will not sail to Skarholm again.”", "truncated_sentence", "QUOTE_HOUSE_RULE"),
        ("“We will not,… again this year,”", "ellipsis_glued", "QUOTE_HOUSE_RULE"),
        ("“sail”", "single_word", "QUOTE_HOUSE_RULE"),
        ("“We will sail to Skarholm again this year,”", "lost_negation", "QUOTE_WORDS_CHANGED"),
        ("“We will not sail to Tarnby again this year,”", "changed_name", "QUOTE_WORDS_CHANGED"),
        ("“We will not sail to Skarholm this year,”", "omitted_words", "QUOTE_WORDS_CHANGED"),
    ],
)
def test_the_house_table_judges_each_way_of_editing_and_a_house_may_judge_otherwise(
    spoken: Spoken, printed: str, row: str, told: str
) -> None:
    story = spoken.story(f"Ottilie Brandvik, the harbour master, said {printed} and left.\n", quoted=printed)
    found = [
        one.code for one in spoken.checked(story).findings if one.code in ("QUOTE_HOUSE_RULE", "QUOTE_WORDS_CHANGED")
    ]
    assert found == ([told] if told else [])

    strict = replace(SOLO, quotes={**SOLO.quotes, row: "error"})
    assert len(spoken.told(story, "QUOTE_WORDS_CHANGED", profile=strict)) == 1


def test_a_reporters_words_between_marks_are_looked_at(spoken: Spoken) -> None:
    text = "Ottilie Brandvik, the harbour master, “declined to comment” on Friday.\n"
    story = spoken.story(text, quoted="“declined to comment”")

    assert ["reporter's words" in one for one in spoken.told(story, "QUOTE_NOT_FOUND")] == [True]


@pytest.mark.parametrize(("printed", "told"), [("We were,... late,", 1), ("We were … late,", 0)])
def test_an_ellipsis_glued_to_a_comma_is_told_though_nothing_is_there_to_compare(
    spoken: Spoken, printed: str, told: int
) -> None:
    story = spoken.story(f"Ottilie Brandvik, the harbour master, said, “{printed}” and left.\n", quoted=f"“{printed}”")
    words = spoken.desk.run("Loosen", Transaction.put, replace(spoken.quote, source=None, capture=None)).value

    assert words.capture is None
    assert len(spoken.told(story, "QUOTE_HOUSE_RULE")) == told


def test_a_name_and_a_figure_that_stand_in_two_ways_are_told_at_their_place(spoken: Spoken) -> None:
    grants = "The grant of $11.26 million for the pier was late. The pier grant of $11.2 million came."
    text = f"{NAMED}\nOttilie Brandvick left. {grants}\n"
    records = spoken.checked(spoken.story(text))
    found = {one.code: text[one.start : one.end] for one in records.findings if one.start is not None}

    assert (found["NAME_SPELT_DIFFERENTLY"], found["FIGURE_DIFFERS"]) == ("Ottilie Brandvick", "$11.2 million")


def test_what_was_read_before_is_taken_over_and_comes_out_the_same(spoken: Spoken) -> None:
    text = f"{NAMED}\n“Nobody asked us about the gate,” Halvard Quist said.\n"
    records = spoken.desk.queries.story_records(spoken.story(text))
    first = check_story(records, profile=SOLO, now=NOW)
    again = check_story(records, profile=SOLO, now=NOW, before=first)

    assert again.findings == first.findings
