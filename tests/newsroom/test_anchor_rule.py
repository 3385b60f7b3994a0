"""The pure rule of the anchors, against a model in which every character has an identity of its own."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.anchor import Place, TextEdit, pack_positions, shift, shift_all, state_of, unpack_positions

TEXT = "The mill closed in spring."
MILL = (4, 8)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (TextEdit(0, "", "Once "), (9, 13)),
        (TextEdit(4, "", "old "), (8, 12)),
        (TextEdit(8, "", "s"), (4, 8)),
        (TextEdit(6, "", "xx"), (4, 10)),
        (TextEdit(5, "il", ""), (4, 6)),
        (TextEdit(2, "e mi", "o"), (3, 5)),
        (TextEdit(6, "ll cl", "X"), (4, 6)),
        (TextEdit(4, "mill", "dam"), (4, 4)),
        (TextEdit(0, "The mill", ""), (0, 0)),
        (TextEdit(20, "", "x"), (4, 8)),
    ],
)
def test_typing_at_an_edge_stays_outside_and_inside_stays_in(edit: TextEdit, expected: tuple[int, int]) -> None:
    assert shift(*MILL, edit) == expected


def test_a_passage_is_attached_reworded_or_adrift_by_its_words() -> None:
    assert state_of("mill", "mill") == "attached"
    assert state_of("mil", "mill") == "reworded"
    assert state_of("", "mill") == "adrift"


def test_undo_brings_the_state_home() -> None:
    place, exact = {"a": Place(*MILL, "attached")}, {"a": "mill"}
    edit = TextEdit(5, "il", "al")

    changed = shift_all(place, edit, text_after=edit.apply(TEXT), exact=exact)
    back = shift_all(changed, edit.reverse(), text_after=TEXT, exact=exact)

    assert changed["a"].state == "reworded"
    assert back == place


def test_positions_read_back_as_they_were_packed() -> None:
    places = {"b": Place(3, 9, "reworded"), "a": Place(0, 2, "attached"), "c": Place(5, 5, "adrift")}

    assert unpack_positions(pack_positions(places)) == places
    assert pack_positions(places) == pack_positions(dict(sorted(places.items())))
    assert unpack_positions("") == {}


EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.text(alphabet="xyz", max_size=4)), max_size=25)


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="abcdefgh", min_size=4, max_size=30),
    st.floats(0, 1),
    st.integers(1, 10),
    EDITS,
)
def test_an_anchor_covers_its_surviving_characters_and_what_was_typed_between_them(
    text: str, where: float, length: int, edits: list[tuple[float, int, str]]
) -> None:
    start = int(where * (len(text) - 1))
    end = min(start + length, len(text))
    names = count()
    model = [(next(names), start <= at < end) for at in range(len(text))]
    exact = text[start:end]
    places = {"it": Place(start, end, "attached")}
    for share, removed, inserted in edits:
        at = int(share * len(text))
        edit = TextEdit(at, text[at : at + removed], inserted)
        ours = [place for place, (_, mine) in enumerate(model) if mine]
        inside = bool(ours) and ours[0] < edit.at and edit.end <= ours[-1]
        model[edit.at : edit.end] = [(next(names), inside) for _ in inserted]
        text = edit.apply(text)
        places = shift_all(places, edit, text_after=text, exact={"it": exact})

        covered = {name for name, mine in model if mine}
        place = places["it"]
        assert {name for name, _ in model[place.start : place.end]} == covered
        assert place.state == state_of(text[place.start : place.end], exact)
