"""Anchors carried through differences of whole texts: kept where their words survive, never moved to look-alikes."""

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsroom.domain.anchor import Place, shift_all
from newsroom.text.reanchor import Words, differences, reanchor

OLD = (
    "The ferry to Holm runs twice a day. Captain Ada Lunde said the new ferry would be ready in May.\n\n"
    "The council voted eight to three for the plan. Nobody from the yard was there.\n\n"
    "Tickets will cost 40 kroner. The plan is to sell them aboard.\n"
)


def remembered(text: str, exact: str, *, nth: int = 0) -> tuple[Place, Words]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    end = start + len(exact)
    return Place(start, end, "attached"), Words(exact, text[max(0, start - 32) : start], text[end : end + 32])


def carried(exact: str, new: str, *, old: str = OLD, nth: int = 0) -> tuple[str, str]:
    """The state of the anchor afterwards, and the words it covers."""
    place, words = remembered(old, exact, nth=nth)
    moved = reanchor({"it": place}, words={"it": words}, old_text=old, new_text=new)["it"]
    return moved.state, new[moved.start : moved.end]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab c\nä🎉", max_size=60), st.text(alphabet="ab c\nä🎉", max_size=60))
def test_the_differences_turn_one_text_into_the_other(old: str, new: str) -> None:
    text = old
    for edit in differences(old, new):
        text = edit.apply(text)

    assert text == new


def test_equal_texts_have_no_differences() -> None:
    assert differences(OLD, OLD) == ()


def test_an_anchor_is_carried_over_changes_before_and_behind_it() -> None:
    new = "From the desk: " + OLD.replace("twice a day", "three times a day").replace("aboard", "on board")

    assert carried("Nobody from the yard was there", new) == ("attached", "Nobody from the yard was there")


def test_words_changed_inside_are_reworded() -> None:
    assert carried("voted eight to three", OLD.replace("eight to three", "nine to two")) == (
        "reworded",
        "voted nine to two",
    )


def test_a_paragraph_that_moved_takes_its_anchor_along() -> None:
    first, second, third = OLD.rstrip("\n").split("\n\n")

    assert carried("voted eight to three", "\n\n".join([second, third, first])) == ("attached", "voted eight to three")
    assert carried("The ferry to Holm", "\n\n".join([third, second, first])) == ("attached", "The ferry to Holm")


def test_the_moved_one_of_two_equal_passages_is_told_by_its_neighbours() -> None:
    old = "One. The vote was close in the north of town. Two. The vote was close in the south of town. Three.\n"
    new = (
        "Zero, quite new here, it is. One. Two. The vote was close in the south of town. "
        "Three. The vote was close in the north of town."
    )

    place, words = remembered(old, "The vote was close", nth=1)
    moved = reanchor({"it": place}, words={"it": words}, old_text=old, new_text=new)["it"]

    assert moved.state == "attached"
    assert new[moved.start :].startswith("The vote was close in the south")


@pytest.mark.parametrize("exact", ["the plan", "Nobody"])
def test_deleted_words_never_move_to_the_same_words_elsewhere(exact: str) -> None:
    sentence = "The council voted eight to three for the plan. Nobody from the yard was there.\n\n"
    new = OLD.replace(sentence, "") + "\nA reader wrote that the plan pleases Nobody at all.\n"

    state, words = carried(exact, new)

    assert state != "attached" or words == ""
    assert (state, words) == ("adrift", "")


def test_a_moved_and_reworded_passage_is_found_and_marked_to_be_looked_at_again() -> None:
    first, second, third = OLD.rstrip("\n").split("\n\n")
    reworded = first.replace("would be ready in May", "should be ready in May")

    state, words = carried(
        "Captain Ada Lunde said the new ferry would be ready in May", "\n\n".join([second, third, reworded])
    )

    assert state == "reworded"
    assert words == "Captain Ada Lunde said the new ferry should be ready in May"


def test_an_anchor_adrift_comes_home_when_its_words_come_back() -> None:
    place, words = remembered(OLD, "voted eight to three")
    without = OLD.replace("The council voted eight to three for the plan. ", "")
    lost = reanchor({"it": place}, words={"it": words}, old_text=OLD, new_text=without)

    home = reanchor(lost, words={"it": words}, old_text=without, new_text=OLD)

    assert lost["it"].state == "adrift"
    assert home["it"] == place


def test_nothing_is_dropped_when_the_whole_text_is_replaced() -> None:
    place, words = remembered(OLD, "Ada Lunde")

    moved = reanchor({"it": place}, words={"it": words}, old_text=OLD, new_text="")

    assert moved == {"it": Place(0, 0, "adrift")}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_one_pass_through_many_differences_equals_shifting_edit_by_edit(seed: int) -> None:
    chance = random.Random(seed)
    words = [chance.choice(["alder", "birch", "cedar", "elm", "fir"]) + str(n) for n in range(60)]
    old = " ".join(words)
    grows = chance.random() < 0.5
    new = " ".join(
        word + (" 99" if grows and chance.random() < 0.2 else "") for word in words if grows or chance.random() > 0.15
    )
    starts = [old.index(word) for word in words]
    places = {
        word: Place(at, at + (0 if chance.random() < 0.2 else len(word)), "attached")
        for word, at in zip(words, starts, strict=True)
    }

    edits = differences(old, new)
    assume(not any(edit.removed and edit.inserted for edit in edits))
    expected, text = dict(places), old
    for edit in edits:
        text = edit.apply(text)
        expected = shift_all(expected, edit, text_after=text, exact={})
    moved = reanchor(places, words={}, old_text=old, new_text=new)

    assert {key: (place.start, place.end) for key, place in moved.items()} == {
        key: (place.start, place.end) for key, place in expected.items()
    }


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_anchors_whose_words_survive_are_kept_and_never_stand_on_other_words(seed: int) -> None:
    chance = random.Random(seed)
    paragraphs = [
        f"Paragraph {n} says that {chance.choice(['the boat', 'the barge'])} number {n * 7} lay in dock {n} for long."
        for n in range(12)
    ]
    old = "\n\n".join(paragraphs)
    kept = [paragraph for paragraph in paragraphs if chance.random() > 0.2]
    chance.shuffle(kept)
    new = "\n\n".join(kept)
    marked = {paragraph: remembered(old, paragraph) for paragraph in paragraphs}
    moved = reanchor(
        {key: place for key, (place, _) in marked.items()},
        words={key: words for key, (_, words) in marked.items()},
        old_text=old,
        new_text=new,
    )

    for paragraph in paragraphs:
        words = new[moved[paragraph].start : moved[paragraph].end]
        if moved[paragraph].state == "attached":
            assert words == paragraph
        if paragraph in kept:
            assert moved[paragraph].state == "attached"
