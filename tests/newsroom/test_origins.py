"""Whose matter an item of evidence carries: the rule of origins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.errors import Refused
from newsroom.domain.origins import Item, Link, origins, parents_of, refuse_cycle, roots_of


def test_a_chain_of_restatements_ends_at_the_first_report() -> None:
    links = [Link("site", "paper", "restates"), Link("paper", "agency", "syndicates")]

    assert roots_of("site", parents_of(links)) == ("agency",)


def test_a_response_does_not_pass_matter_on() -> None:
    assert roots_of("reply", parents_of([Link("reply", "report", "responds_to")])) == ("reply",)


def test_a_speaker_is_the_origin_of_a_quote_wherever_it_was_printed() -> None:
    items = [Item("one", "paper", "mayor", used=True), Item("two", "site", "mayor", used=True)]

    assert set(origins(items, []).values()) == {"person:mayor"}


def test_a_source_with_two_roots_counts_as_the_one_already_there() -> None:
    links = [Link("digest", "agency", "restates"), Link("digest", "zeitung", "restates")]
    items = [Item("1", "digest", None, used=True), Item("2", "zeitung", None, used=True)]

    assert origins(items, links) == {"1": "zeitung", "2": "zeitung"}


def test_a_source_with_two_roots_and_no_company_counts_as_the_smallest() -> None:
    links = [Link("digest", "agency", "restates"), Link("digest", "zeitung", "restates")]

    assert origins([Item("1", "digest", None, used=True)], links) == {"1": "agency"}


def test_a_root_held_only_by_an_unused_item_draws_nobody() -> None:
    links = [Link("digest", "agency", "restates"), Link("digest", "zeitung", "restates")]
    items = [Item("1", "digest", None, used=True), Item("2", "zeitung", None, used=False)]

    assert origins(items, links)["1"] == "agency"


def test_two_sources_with_several_roots_meet_at_the_one_they_share() -> None:
    links = [
        Link("left", "a", "quotes"), Link("left", "m", "quotes"),
        Link("right", "m", "quotes"), Link("right", "z", "quotes"),
    ]  # fmt: skip
    items = [Item("1", "left", None, used=True), Item("2", "right", None, used=True)]

    assert origins(items, links) == {"1": "m", "2": "m"}


def test_a_cycle_is_refused_when_it_is_written() -> None:
    links = [Link("b", "a", "restates"), Link("c", "b", "quotes")]

    with pytest.raises(Refused, match="its own origin"):
        refuse_cycle(Link("a", "c", "translates"), links)


def test_a_source_cannot_be_taken_from_itself() -> None:
    with pytest.raises(Refused):
        refuse_cycle(Link("a", "a", "restates"), [])


def test_a_response_may_go_round() -> None:
    refuse_cycle(Link("a", "b", "responds_to"), [Link("b", "a", "restates")])


_NAMES = st.sampled_from("abcdefgh")


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(_NAMES, _NAMES), max_size=16), st.permutations(list("abcdefgh")))
def test_origins_do_not_hang_on_the_order_of_items_and_never_loop(
    pairs: list[tuple[str, str]], order: list[str]
) -> None:
    links = [Link(child, parent, "restates") for child, parent in pairs]
    items = [Item(name, name, None, used=name in "aceg") for name in "abcdefgh"]

    assert origins([items["abcdefgh".index(name)] for name in order], links) == origins(items, links)
