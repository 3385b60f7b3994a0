"""A text kept as what differs from another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.text_delta import Delta, applied, edit_between, followed_by, packed, unpacked

SHORT = st.text(alphabet="ab\n“é🛳", max_size=12)
LONG = "The harbour ferry was late again, and nobody spoke. " * 400


@given(st.lists(SHORT, min_size=1, max_size=12))
def test_edits_one_after_the_other_make_one_delta_that_gives_each_text(texts: list[str]) -> None:
    base, delta, before = texts[0], Delta(), texts[0]
    for text in texts[1:]:
        edit = edit_between(before, text)
        delta = followed_by(delta, edit) if edit is not None else delta
        assert applied(base, unpacked(packed(delta))) == text
        assert all(one[0] + one[1] < other[0] for one, other in pairwise(delta))
        before = text


@given(st.integers(0, len(LONG)), st.integers(0, 60), SHORT)
def test_a_small_edit_of_a_long_text_is_kept_small(at: int, removed: int, inserted: str) -> None:
    text = LONG[:at] + inserted + LONG[at + removed :]
    edit = edit_between(LONG, text)
    assert (edit is None) == (text == LONG)
    if edit is not None:
        assert len(packed((edit,))) <= 6 * len(inserted) + 30
        assert applied(LONG, (edit,)) == text


@pytest.mark.parametrize("stored", ["{}", "[[1,2]]", "[[1,2,3]]", "nothing", '[["a",0,""]]'])
def test_what_is_no_delta_is_refused(stored: str) -> None:
    with pytest.raises(ValueError):
        unpacked(stored)


@pytest.mark.parametrize("delta", [((2, 5, ""),), ((3, 0, "a"), (1, 0, "b")), ((0, -1, "a"),)])
def test_a_splice_outside_the_base_is_refused(delta: Delta) -> None:
    with pytest.raises(ValueError, match="does not lie"):
        applied("four", delta)
