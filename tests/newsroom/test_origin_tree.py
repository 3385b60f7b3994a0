"""The tree of origins, the chronology, and dates as precise as they are known."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.chronology import chronology
from newsroom.desk.claims import attach_evidence, mark_claim, set_claim_fields
from newsroom.desk.origins import origins_of_claim, origins_of_story
from newsroom.desk.sources import add_source, derive_source, underive_source
from newsroom.domain.errors import Refused
from newsroom.domain.origin_tree import origin_tree
from newsroom.domain.origins import Link, parents_of, refuse_cycle, roots_of
from newsroom.domain.partial_date import date_in_words, span_of
from newsroom.domain.source import Derivation, DerivationKind, Source
from newsroom.domain.story_records import StoryRecords
from tests.newsroom.story_desk import StoryDesk, pier_desk

KINDS: list[DerivationKind] = ["quotes", "restates", "syndicates", "translates", "responds_to"]


@pytest.fixture
def at(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def add(at: StoryDesk, title: str, published: str | None, outlet: str = "") -> str:
    fields = {"type": "news_report", "title": title, "published": published, "publisher": outlet}
    return at.desk.run("Add", add_source, story_id=at.story.id, fields=fields).value.id


def records(at: StoryDesk) -> StoryRecords:
    return at.desk.queries.story_records(at.story.id)


def test_five_articles_are_one_source_drawn_as_a_tree_the_earliest_first(at: StoryDesk) -> None:
    late = add(at, "Late copy", "2025-05-04", "Weirside Review")
    early = add(at, "Early copy", "2025-05", "Holm Post")
    undated = add(at, "Copy of a copy", None)
    answer = add(at, "The answer", "2025-05-05", "Harbour Board")
    links: list[tuple[str, str, DerivationKind]] = [
        (late, at.source.id, "restates"), (early, at.source.id, "syndicates"), (undated, late, "translates"),
        (answer, at.source.id, "responds_to"),
    ]  # fmt: skip
    for child, parent, kind in links:
        at.desk.run("Derive", derive_source, child_id=child, parent_id=parent, kind=kind)
    at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, source_id=undated)

    tree = origins_of_story(records(at))

    assert tree.words == "5 articles, 2 sources"
    assert [f"{'  ' * line.depth}{line.words}" for line in tree.lines] == [
        "The answer · Harbour Board · 5 May 2025",
        "Pier closed · Tarnby Courier · no date",
        "  Early copy · Holm Post · May 2025 (carries it)",
        "  Late copy · Weirside Review · 4 May 2025 (restates it)",
        "    Copy of a copy · no date (translates it)",
    ]
    of_claim = origins_of_claim(records(at), claim_id=at.claim.id)
    assert (of_claim.words, [line.title for line in of_claim.lines]) == (
        "3 articles, one source", ["Pier closed", "Late copy", "Copy of a copy"],
    )  # fmt: skip


def test_a_derivation_taken_back_lets_each_count_by_itself(at: StoryDesk) -> None:
    copy = add(at, "Copy", "2025-05-04")
    at.desk.run("Derive", derive_source, child_id=copy, parent_id=at.source.id)
    link = origins_of_story(records(at)).lines[1].derivation
    assert link is not None

    at.act(underive_source, derivation_id=link)

    assert origins_of_story(records(at)).words == "2 articles, 2 sources"
    at.desk.run("Derive", derive_source, child_id=at.source.id, parent_id=copy)


def test_a_source_of_two_parents_stands_under_both_and_what_hangs_on_it_once(at: StoryDesk) -> None:
    other, both, leaf = add(at, "Other", "2025-01"), add(at, "Both", "2025-02"), add(at, "Leaf", "2025-03")
    for child, parent in ((both, other), (both, at.source.id), (leaf, both)):
        at.desk.run("Derive", derive_source, child_id=child, parent_id=parent)

    lines = origins_of_story(records(at)).lines

    assert [(line.title, line.depth, line.again) for line in lines] == [
        ("Other", 0, False), ("Both", 1, False), ("Leaf", 2, False), ("Pier closed", 0, False), ("Both", 1, True),
    ]  # fmt: skip


def source(number: int, published: str | None) -> Source:
    return Source(f"s{number}", 1, "", "", None, "news_report", f"Report {number}", published=published)


DATES = st.none() | st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.just("soon")


@given(
    st.lists(DATES, min_size=1, max_size=9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.sampled_from(KINDS)), max_size=20),
)
def test_a_tree_shows_every_source_once_and_again_only_as_such(
    dates: list[str | None], wanted: list[tuple[int, int, DerivationKind]]
) -> None:
    sources = [source(number, date) for number, date in enumerate(dates)]
    links: list[Link] = []
    for child, parent, kind in wanted:
        link = Link(f"s{child}", f"s{parent}", kind)
        if max(child, parent) < len(sources) and child != parent:
            try:
                refuse_cycle(link, links)
            except Refused:
                continue
            links.append(link)
    derivations = [
        Derivation(f"d{number}", 1, "", "", None, link.child, link.parent, link.kind)
        for number, link in enumerate(links)
    ]

    tree = origin_tree(sources, derivations, wanted=[one.id for one in sources])

    parents = parents_of(links)
    first = [line.source for line in tree.lines if not line.again]
    assert sorted(first) == sorted(one.id for one in sources)
    assert {line.source for line in tree.lines if line.depth == 0} == {
        root for one in sources for root in roots_of(one.id, parents)
    }
    assert tree.origins == sum(line.depth == 0 for line in tree.lines)
    above: list[str] = []
    for line in tree.lines:
        above[line.depth :] = [line.source]
        if line.depth:
            assert above[line.depth - 1] in parents[line.source]
    assert len(tree.lines) - tree.origins == sum(len(found) for found in parents.values())


def test_what_happened_stands_in_the_order_of_time_with_its_reference(at: StoryDesk) -> None:
    add(at, "Budget", "2025", "Tarnby Courier")
    minutes = add(at, "Minutes", "2025-05-03T10:30", "Harbour Board")
    add(at, "Undated", None)
    at.desk.run("Date", set_claim_fields, claim_id=at.claim.id, fields={"happened": "2025-05"})
    spoken = at.desk.run("Mark", mark_claim, story_id=at.story.id, start=41, end=64).value
    at.desk.run("Date", set_claim_fields, claim_id=spoken.id, fields={"about_date": "2025-05-03"})

    moments = chronology(records(at))

    assert [(one.when, one.told, one.is_later) for one in moments] == [
        ("2025", "published", True), ("May 2025", "happened", False), ("3 May 2025", "speaks_of", False),
        ("3 May 2025, 10:30", "published", False),
    ]  # fmt: skip
    assert (moments[1].record, moments[3].record) == (at.claim.id, minutes)
    assert moments[3].words == "Minutes · Harbour Board (news report)"
    assert [one.record_kind for one in chronology(records(at), with_sources=False)] == ["claim", "claim"]


def test_a_month_that_is_over_is_surely_before_the_next_day(at: StoryDesk) -> None:
    add(at, "April", "2025-04")
    add(at, "May", "2025-05-01")

    assert [one.is_later for one in chronology(records(at))] == [True, True]


@pytest.mark.parametrize(
    ("date", "first", "after", "words"),
    [
        ("2025", (2025, 1, 1), (2026, 1, 1), "2025"),
        ("2024-12", (2024, 12, 1), (2025, 1, 1), "December 2024"),
        ("2024-02", (2024, 2, 1), (2024, 3, 1), "February 2024"),
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1), "29 February 2024"),
        ("2024-02-29T23:59", (2024, 2, 29, 23, 59), (2024, 3, 1), "29 February 2024, 23:59"),
    ],
)
def test_a_partial_date_spans_all_it_can_mean(
    date: str, first: tuple[int, ...], after: tuple[int, ...], words: str
) -> None:
    assert span_of(date) == (utc(first), utc(after))
    assert date_in_words(date) == words


def utc(parts: tuple[int, ...]) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # pyright: ignore[reportArgumentType]


def test_what_is_no_date_spans_nothing() -> None:
    assert span_of("soon") is span_of("") is span_of(None) is span_of("9999") is None
    assert date_in_words("soon") == "soon"
