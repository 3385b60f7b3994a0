"""The array of live anchors does what the pure rule says, however edits follow one another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.anchor import Place, TextEdit, shift_all, state_of
from newsroom.domain.anchor_array import REACH, AnchorArray

LETTERS = st.text(alphabet="ab c\n😀", max_size=6)


@st.composite
def stories(draw: st.DrawFn) -> tuple[str, dict[str, Place], dict[str, str]]:
    """A text, passages of it, and the words each was marked with."""
    text = draw(st.text(alphabet="ab c\n😀", max_size=40))
    places: dict[str, Place] = {}
    exact: dict[str, str] = {}
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 10)))
        anchor = f"a{number}"
        exact[anchor] = text[start:end] if draw(st.booleans()) else "gone"
        places[anchor] = Place(start, end, state_of(text[start:end], exact[anchor]))
    return text, places, exact


def drawn_edit(data: st.DataObject, text: str) -> TextEdit:
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, min(len(text), at + 8)))
    return TextEdit(at, text[at:end], data.draw(LETTERS))


@settings(max_examples=250, deadline=None)
@given(stories(), st.data())
def test_any_edits_move_the_array_as_they_move_the_places(
    story: tuple[str, dict[str, Place], dict[str, str]], data: st.DataObject
) -> None:
    text, places, exact = story
    array = AnchorArray(places, exact=exact)
    for _ in range(data.draw(st.integers(1, 8))):
        edit = drawn_edit(data, text)
        text = edit.apply(text)
        words = text
        array.shift(edit, lambda start, end, words=words: words[start:end])
        places = shift_all(places, edit, text_after=text, exact=exact)
        at = data.draw(st.integers(0, len(text)))
        until = data.draw(st.integers(at, len(text)))
        wanted = {name for name, place in places.items() if place.start <= until and place.end >= at}
        assert set(array.touching(at, until)) == wanted
        assert {name: array.place(name) for name in places} == places
        assert array.adrift == {name for name, place in places.items() if place.state == "adrift"}
    assert array.places() == places
    order = [(place.start, place.start < place.end) for place in array.places().values()]
    assert order == sorted(order)


@settings(max_examples=250, deadline=None)
@given(stories(), st.data())
def test_the_reverse_edits_and_the_places_told_of_bring_every_anchor_home(
    story: tuple[str, dict[str, Place], dict[str, str]], data: st.DataObject
) -> None:
    text, places, exact = story
    array = AnchorArray(places, exact=exact)
    done: list[tuple[TextEdit, dict[str, Place]]] = []
    for _ in range(data.draw(st.integers(1, 8))):
        edit = drawn_edit(data, text)
        text = edit.apply(text)
        words = text
        done.append((edit, array.shift(edit, lambda start, end, words=words: words[start:end])))
    for edit, old in reversed(done):
        text = edit.reverse().apply(text)
        words = text
        array.shift(edit.reverse(), lambda start, end, words=words: words[start:end])
        array.restore(old)
    assert array.places() == places


@settings(max_examples=200, deadline=None)
@given(stories(), st.data())
def test_anchors_come_go_and_are_put_elsewhere(
    story: tuple[str, dict[str, Place], dict[str, str]], data: st.DataObject
) -> None:
    text, places, exact = story
    array = AnchorArray(places, exact=exact)
    edit = drawn_edit(data, text)
    text = edit.apply(text)
    array.shift(edit, lambda start, end: text[start:end])
    places = shift_all(places, edit, text_after=text, exact=exact)
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        for name in data.draw(st.sets(st.sampled_from([*places, "new"]), max_size=3)):
            places[name], exact[name] = Place(start, end, "attached"), text[start:end]
            array.add({name: places[name]}, exact={name: exact[name]})
    gone = data.draw(st.sets(st.sampled_from(sorted(places)))) if places else set()
    array.remove([*gone, "never there"])
    assert array.places() == {name: place for name, place in places.items() if name not in gone}
    assert all(array.place(name) is None for name in gone)


def test_a_passage_longer_than_the_reach_is_found_from_its_far_end() -> None:
    text = "word " * REACH
    places = {"long": Place(5, len(text) - 5, "attached"), "short": Place(0, 4, "attached")}
    array = AnchorArray(places, exact={"long": text[5:-5], "short": "word"})
    edit = TextEdit(len(text) - 20, "", "more ")
    after = edit.apply(text)
    array.shift(edit, lambda start, end: after[start:end])
    assert array.place("long") == Place(5, len(text), "reworded")
    assert array.touching(len(after) - 8, len(after) - 8) == ("long",)
    array.shift(edit.reverse(), lambda start, end: text[start:end])
    assert array.place("long") == Place(5, len(text) - 5, "attached")


def test_an_anchor_touched_before_its_words_are_known_is_judged_when_they_are() -> None:
    text = "the ferry was late"
    array = AnchorArray({"a": Place(4, 9, "attached"), "b": Place(10, 13, "attached")}, exact={})
    for edit in (TextEdit(6, "", "x"), TextEdit(6, "x", "")):
        text = edit.apply(text)
        words = text
        array.shift(edit, lambda start, end, words=words: words[start:end])
    assert array.places()["a"].state == "reworded"
    assert array.learn({"a": "ferry", "b": "was"}, lambda start, end: text[start:end])
    assert array.places() == {"a": Place(4, 9, "attached"), "b": Place(10, 13, "attached")}
    assert array.learn({"b": "is"}, lambda start, end: text[start:end])
    assert array.places()["b"].state == "reworded"
