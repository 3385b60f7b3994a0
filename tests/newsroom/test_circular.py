"""Circular reporting is suggested with its reasons and places; a person takes or dismisses."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.circular import (
    circular_suggestions,
    dismiss_suggestion,
    index_of_desk,
    suggestions_for_capture,
    take_suggestion,
)
from newsroom.desk.origins import origins_of_story
from newsroom.desk.people import person_named
from newsroom.desk.quotes import quote_from_capture
from newsroom.desk.sources import NewCapture, add_capture, add_source, set_source_fields
from newsroom.desk.stories import start_story
from newsroom.domain.errors import Refused
from newsroom.domain.source import Capture
from newsroom.text.circular import CopyText, Suggestion, places_of_name, suggest_circular
from newsroom.text.shingles import BOILERPLATE, SURE, ShingleIndex, shared_passages
from tests.newsroom.story_desk import COPY, StoryDesk, pier_desk

PASSAGE = (
    "The board has told its own surveyors to look at every pile of the outer pier before the ice comes, and to say "
    "by the end of March which of them can still carry a lorry"
)
SAID = "We have a plan for pier nine, and it costs 1.6 million"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    made.desk.run("Date", set_source_fields, source_id=made.source.id, fields={"published": "2025-05-03"})
    yield made
    made.desk.close()


def add(at: StoryDesk, text: str, *, outlet: str, published: str | None = None, story: str = "") -> Capture:
    fields = {"type": "news_report", "title": f"Of {outlet}", "publisher": outlet, "published": published}
    source = at.desk.run("Add", add_source, story_id=story or at.story.id, fields=fields).value
    return at.desk.run("Keep", add_capture, source_id=source.id, capture=NewCapture(None, "pasted", text)).value


def suggestions(at: StoryDesk) -> tuple[Suggestion, ...]:
    return circular_suggestions(at.desk.queries.story_records(at.story.id))


def kinds(suggestion: Suggestion) -> list[str]:
    return [reason.kind for reason in suggestion.reasons]


def test_an_outlet_named_in_anothers_copy_is_suggested_with_the_place(at: StoryDesk) -> None:
    text = "The pier is shut, the Tarnby Courier first reported on Saturday."
    copy = add(at, text, outlet="Holm Post")

    (one,) = suggestions(at)

    assert (one.child, one.parent, one.is_directed) == (copy.source, at.source.id, True)
    (place,) = one.reasons[0].places
    assert (one.reasons[0].words, text[place.start : place.end]) == ("It names Tarnby Courier.", "Tarnby Courier")


def test_a_long_passage_in_both_is_suggested_and_the_later_is_the_child(at: StoryDesk) -> None:
    first = add(at, f"Early. {PASSAGE}.", outlet="Holm Post", published="2025-05-01")
    second = add(at, f"It is said: “{PASSAGE.upper()}!” And more.", outlet="Weir Weekly", published="2025-05-02")

    (one,) = suggestions(at)

    assert (one.child, one.parent, one.is_directed) == (second.source, first.source, True)
    assert one.reasons[0].words == f"A passage of {len(PASSAGE.split())} words stands in both."
    there = {place.copy: (place.start, place.end) for place in one.reasons[0].places}
    assert first.text[slice(*there[first.id])] == PASSAGE
    assert second.text[slice(*there[second.id])] == PASSAGE.upper()


def test_without_dates_which_is_the_child_is_only_a_guess(at: StoryDesk) -> None:
    add(at, PASSAGE, outlet="Holm Post")
    add(at, PASSAGE, outlet="Weir Weekly", published="2025")

    assert [one.is_directed for one in suggestions(at)] == [False]


def test_the_same_speaker_with_the_same_words_is_suggested(at: StoryDesk) -> None:
    copy = add(at, f"Ada Roe: “{SAID}.”", outlet="Holm Post", published="2025-05-04")
    at.desk.run("Know", person_named, name="Ada Roe")
    for held in (at.capture, copy):
        start = held.text.index(SAID)
        at.desk.run(
            "Take", quote_from_capture, capture_id=held.id, start=start, end=start + len(SAID), speaker_name="Ada Roe"
        )

    (one,) = suggestions(at)

    assert (one.child, one.parent, kinds(one)) == (copy.source, at.source.id, ["same_words"])
    assert (one.reasons[0].words, len(one.reasons[0].quotes)) == ("Ada Roe says the same words in both.", 2)


def test_a_taken_suggestion_makes_them_one_source_and_is_not_made_again(at: StoryDesk) -> None:
    add(at, "The Tarnby Courier reported it.", outlet="Holm Post")

    link = at.act(take_suggestion, suggestion=suggestions(at)[0])

    assert (link.kind, suggestions(at)) == ("restates", ())
    assert origins_of_story(at.desk.queries.story_records(at.story.id)).words == "2 articles, one source"


def test_a_suggestion_can_be_taken_the_other_way_round(at: StoryDesk) -> None:
    copy = add(at, "The Tarnby Courier reported it.", outlet="Holm Post")
    one = suggestions(at)[0]

    link = at.act(take_suggestion, suggestion=one, kind="quotes", turned=True)

    assert (link.child, link.parent, link.kind) == (at.source.id, copy.source, "quotes")
    with pytest.raises(Refused, match="its own origin"):
        at.desk.run("Take", take_suggestion, suggestion=one)


def test_a_dismissed_suggestion_is_quiet_until_another_reason_shows(at: StoryDesk) -> None:
    copy = add(at, "The Tarnby Courier reported it.", outlet="Holm Post")
    at.act(dismiss_suggestion, story_id=at.story.id, suggestion=suggestions(at)[0], reason="They only link to it.")
    assert suggestions(at) == ()

    more = NewCapture(None, "pasted", f"The Tarnby Courier reported it. {COPY}")
    at.desk.run("Keep", add_capture, source_id=copy.source, capture=more)

    assert [kinds(one) for one in suggestions(at)] == [["outlet_named", "shared_passage"]]


def test_a_new_copy_is_compared_with_all_of_the_desk(at: StoryDesk) -> None:
    other = at.desk.run("Start", start_story, fields={"headline": "Ice"}, text="Ice comes.").value
    far = add(at, f"Of the ice. {PASSAGE}.", outlet="Holm Post", published="2025-05-01", story=other.id)
    seen: list[tuple[int, int]] = []
    index = index_of_desk(at.desk.queries, progress=lambda done, of: seen.append((done, of)))
    new = add(at, f"Now: {PASSAGE}. The Tarnby Courier reported it.", outlet="Weir Weekly", published="2025-05-02")
    index.add(new.id, new.text)

    found = suggestions_for_capture(at.desk.queries, index, capture_id=new.id)

    assert {(one.child, one.parent, *kinds(one)) for one in found} == {
        (new.source, far.source, "shared_passage"), (new.source, at.source.id, "outlet_named"),
    }  # fmt: skip
    assert (seen, len(index)) == ([(2, 2)], 3)


def test_indexing_can_be_cancelled_and_gone_on_with(at: StoryDesk) -> None:
    index = index_of_desk(at.desk.queries, cancelled=lambda: True)
    assert (len(index), at.capture.id in index) == (0, False)

    assert at.capture.id in index_of_desk(at.desk.queries, known=index)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("As the Holm Post wrote.", "Holm Post", True),
        ("According to Ledger, it closed.", "Ledger", True),
        ("Ledger’s report says so.", "Ledger", True),
        ("The clerk closed his Ledger and left.", "Ledger", False),
        ("The Holm Postman knocked.", "Holm Post", False),
        ("the holm post", "Holm Post", False),
    ],
)
def test_an_outlet_of_one_word_is_named_only_where_it_is_cited(text: str, name: str, found: bool) -> None:
    assert bool(list(places_of_name(text, name))) == found


def test_an_outlet_does_not_name_itself_and_two_copies_of_one_source_are_not_compared() -> None:
    copies = [
        CopyText("c1", "s1", "Holm Post", None, PASSAGE),
        CopyText("c2", "s1", "Holm Post", None, f"{PASSAGE} The Holm Post reported."),
        CopyText("c3", "s2", "Holm Post", None, "The Holm Post reported more."),
    ]

    assert suggest_circular(copies) == ()


words = st.lists(st.sampled_from(["pier", "ice", "board", "ferry", "lorry", "March", "pile", "nine"]), max_size=60)


@given(words, words, words, st.integers(0, 1 << 30))
def test_a_passage_shared_for_long_enough_is_always_found(
    before: list[str], after: list[str], other: list[str], seed: int
) -> None:
    rng = random.Random(seed)
    passage = [f"w{rng.randint(0, 10_000)}" for _ in range(SURE)]
    text, copy = " ".join((*before, *passage, *after)), " — ".join((*other, *passage))
    index = ShingleIndex()
    index.add("copy", copy)

    assert [found for found, _ in index.alike(text)] == ["copy"]
    shared = shared_passages(text, copy)
    assert any(" ".join(passage) in text[one.start : one.end] for one in shared)
    for one in shared:
        here, there = text[one.start : one.end].split(), copy[one.other_start : one.other_end].replace("—", "").split()
        assert (here, len(here)) == (there, one.words)


def test_what_stands_on_every_page_is_no_shared_passage() -> None:
    index = ShingleIndex()
    for number in range(BOILERPLATE + 1):
        index.add(f"page {number}", f"{number} {PASSAGE}")

    assert index.alike(PASSAGE) == ()
    assert shared_passages("too short to share", "too short to share") == ()


def test_a_forgotten_copy_is_in_no_answer() -> None:
    index = ShingleIndex()
    index.add("a", PASSAGE)
    index.add("a", "something else that is left alone, for a copy never changes its words at all")
    index.add("b", PASSAGE)
    index.forget("a")

    assert [found for found, _ in index.alike(PASSAGE)] == ["b"]
    assert index.alike(PASSAGE, but="b") == ()


def test_an_index_of_many_texts_finds_the_one_that_shares() -> None:
    rng = random.Random(4)
    vocabulary = [f"word{number}" for number in range(3000)]
    texts = [" ".join(rng.choices(vocabulary, k=1200)) for _ in range(200)]
    index = ShingleIndex()
    for number, text in enumerate(texts):
        index.add(str(number), text)

    taken = " ".join(texts[17].split()[300:340])

    assert index.alike(f"{' '.join(rng.choices(vocabulary, k=500))} {taken}")[0][0] == "17"
