"""Two sources that are one: nothing is lost, everything can be taken back, the stricter word counts."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.desk.claims import attach_evidence
from newsroom.desk.merging import duplicate_candidates, merge_sources
from newsroom.desk.sources import (
    KeptFile,
    NewCapture,
    add_capture,
    add_source,
    derive_source,
    post_notice,
    set_fields_of_sources,
    set_holding,
)
from newsroom.desk.terms import agree_terms
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture, Derivation, Holding, Source, SourceNotice
from newsroom.domain.terms import Terms
from newsroom.storage.transaction import Transaction
from tests.builders import everything
from tests.newsroom.story_desk import StoryDesk, bare, pier_desk


@pytest.fixture
def at(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def add(at: StoryDesk, **fields: object) -> Source:
    given = {"type": "news_report", "title": "Pier closed", "publisher": "Tarnby Courier", **fields}
    return at.desk.run("Add", add_source, story_id=at.story.id, fields=given).value


def source(at: StoryDesk, source_id: str) -> Source:
    return at.desk.queries.get(Source, source_id)


def test_what_hangs_on_the_second_hangs_on_the_first(at: StoryDesk) -> None:
    twin, parent, run = add(at), add(at, title="Board minutes"), at.desk.run
    copy = run("Keep", add_capture, source_id=twin.id, capture=NewCapture(None, "pasted", "The pier is shut.")).value
    quote = run("Quote", Transaction.add, Quote, verbatim="shut", source=twin.id, capture=copy.id).value
    run("Attach", attach_evidence, claim_id=at.claim.id, source_id=twin.id, fields={"excerpt": "The pier is shut."})
    run("Derive", derive_source, child_id=twin.id, parent_id=parent.id)
    run("Notice", post_notice, source_id=twin.id, fields={"kind": "corrected", "reach": "whole", "note": "A date."})
    run("Key", set_holding, story_id=at.story.id, source_id=twin.id, state="key", why="The first to say so")
    run("Agree", agree_terms, record_id=twin.id, value="background")

    at.act(merge_sources, keep=at.source.id, drop=twin.id)

    queries, kept = at.desk.queries, at.source.id
    assert {one.id for one in queries.where(Capture, source=kept)} == {at.capture.id, copy.id}
    assert [one.id for one in queries.where(Quote, source=kept)] == [quote.id]
    assert [one.excerpt for one in queries.where(Evidence, source=kept)] == ["The pier is shut."]
    assert [one.parent for one in queries.where(Derivation, child=kept)] == [parent.id]
    assert [one.note for one in queries.where(SourceNotice, source=kept)] == ["A date."]
    assert [(one.state, one.why) for one in queries.where(Holding, source=kept)] == [("key", "The first to say so")]
    assert [one.value for one in queries.where(Terms, record=kept)] == ["background"]
    assert source(at, twin.id).binned_at is not None
    assert queries.where(Holding, source=twin.id) == ()


def test_fields_are_filled_guesses_bettered_and_what_differs_is_noted(at: StoryDesk) -> None:
    twin = add(
        at, title="The pier closes", url="https://tarnby.example/pier", published="2025-05-03", authors=("Ines Holt",),
        confidentiality="restricted", embargo_until="2025-06-01", type="trade_report", description="Seen on paper.",
    )  # fmt: skip

    kept = at.act(merge_sources, keep=at.source.id, drop=twin.id)

    assert (kept.title, kept.url, kept.published, kept.authors) == (
        "The pier closes", "https://tarnby.example/pier", "2025-05-03", ("Ines Holt",),
    )  # fmt: skip
    assert (kept.type, kept.to_confirm, kept.confidentiality, kept.embargo_until) == (
        "news_report", (), "restricted", "2025-06-01",
    )  # fmt: skip
    assert kept.description == (
        "Seen on paper.\nThe same source was kept twice; the other said type: trade report; title: Pier closed."
    )


def test_the_same_evidence_twice_counts_once_and_evidence_that_says_more_stays(at: StoryDesk) -> None:
    twin = add(at)
    for each in (at.source.id, twin.id):
        at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, source_id=each)
    at.desk.run(
        "Attach", attach_evidence, claim_id=at.claim.id, source_id=twin.id, stance="contradicts",
        fields={"excerpt": "It opens."},
    )  # fmt: skip

    at.act(merge_sources, keep=at.source.id, drop=twin.id)

    kept = at.desk.queries.where(Evidence, source=at.source.id)
    assert sorted(one.stance for one in kept) == ["contradicts", "supports"]


@pytest.mark.parametrize(("first", "second", "holds"), [
    ("on_record", "off_record", "off_record"), ("background", "on_record", "background"),
])  # fmt: skip
def test_the_stricter_agreement_counts(at: StoryDesk, first: str, second: str, holds: str) -> None:
    twin = add(at)
    at.desk.run("Agree", agree_terms, record_id=at.source.id, value=first)
    at.desk.run("Agree", agree_terms, record_id=twin.id, value=second)

    at.act(merge_sources, keep=at.source.id, drop=twin.id)

    assert [one.value for one in at.desk.queries.where(Terms, record=at.source.id)] == [holds]


def test_two_that_are_linked_are_no_longer_said_to_rest_on_each_other(at: StoryDesk) -> None:
    twin, copy = add(at), add(at, title="Copy")
    for child, parent in ((twin.id, at.source.id), (copy.id, at.source.id), (copy.id, twin.id)):
        at.desk.run("Derive", derive_source, child_id=child, parent_id=parent)

    at.act(merge_sources, keep=at.source.id, drop=twin.id)

    assert [(one.child, one.parent) for one in at.desk.queries.where(Derivation)] == [(copy.id, at.source.id)]


def test_a_merge_that_would_make_a_circle_is_refused_with_what_to_do(at: StoryDesk) -> None:
    twin, middle = add(at), add(at, title="Between")
    at.desk.run("Derive", derive_source, child_id=middle.id, parent_id=at.source.id)
    at.desk.run("Derive", derive_source, child_id=twin.id, parent_id=middle.id)

    with pytest.raises(Refused, match="through a third source"):
        at.desk.run("Merge", merge_sources, keep=at.source.id, drop=twin.id)
    with pytest.raises(Refused, match="one source already"):
        at.desk.run("Merge", merge_sources, keep=twin.id, drop=twin.id)


HANGING = st.lists(
    st.tuples(
        st.sampled_from(["capture", "quote", "evidence", "notice", "derivation", "holding", "terms"]),
        st.sampled_from(["keep", "drop", "both"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


def hang(tx: Transaction, kind: str, source_id: str, number: int, stories: list[str], others: list[str]) -> None:
    if kind == "capture":
        tx.add(Capture, source=source_id, original_file=None, captured_at="", captured_by="", method="pasted", text="A")
    elif kind == "quote":
        tx.add(Quote, verbatim=f"words {number}", source=source_id)
    elif kind == "evidence":
        claim = tx.add(Claim, story=stories[0], wording=f"Claim {number}")
        tx.add(Evidence, claim=claim.id, source=source_id, note=f"note {number}")
    elif kind == "notice":
        tx.add(SourceNotice, source=source_id, kind="corrected", reach="whole", at="", note=f"notice {number}")
    elif kind == "derivation":
        tx.add(Derivation, child=source_id, parent=others[number], kind="restates")
    elif kind == "holding" and not tx.find(Holding, story=stories[number], source=source_id):
        tx.add(Holding, story=stories[number], source=source_id, why=f"why {number}")
    elif kind == "terms":
        tx.add(Terms, record=source_id, value=("on_record", "background", "off_record", "unspecified")[number])


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path_factory.mktemp("merge") / "desk")
    yield made
    made.desk.close()


def doubled(rows: Mapping[str, Mapping[str, Any]], child: str) -> int:
    """How many links of a source say what another of its links says."""
    links = [one for one in rows["derivation"].values() if one.child == child and one.binned_at is None]
    return len(links) - len({(one.parent, one.kind) for one in links})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(HANGING, st.sampled_from(["", "Title", "Other"]), st.sampled_from(["", "2025", "2025-05-03"]))
def test_nothing_is_lost_by_a_merge_and_undo_brings_all_back(
    worked: StoryDesk, hanging: list[tuple[str, str, int]], title: str, published: str
) -> None:
    def build(tx: Transaction) -> tuple[str, str]:
        keep = tx.add(Source, type="report", title="Title", to_confirm=("title",)).id
        drop = tx.add(Source, type="study", title=title, published=published or None).id
        stories = [tx.add(type(worked.story), slug=f"{keep}-{number}").id for number in range(4)]
        others = [tx.add(Source, type="report", title=f"Other {number}").id for number in range(4)]
        for kind, whose, number in hanging:
            for one in {"keep": (keep,), "drop": (drop,), "both": (keep, drop)}[whose]:
                hang(tx, kind, one, number, stories, others)
        return keep, drop

    desk = worked.desk
    keep, drop = desk.run("Build", build).value
    before = everything(desk.archive)

    done = desk.run("Merge", merge_sources, keep=keep, drop=drop)

    after = everything(desk.archive)
    for kind, rows in before.items():
        assert rows.keys() == after[kind].keys(), "no row is ever taken away"
        for record in rows.values():
            moved = after[kind][record.id]
            for name in ("source", "child", "parent", "record"):
                if getattr(record, name, "") == drop and moved.binned_at is None:
                    assert getattr(moved, name) == keep
            for name in ("verbatim", "note", "text", "value"):
                assert getattr(moved, name, "") == getattr(record, name, ""), "what it says stays"
    for name in ("note", "verbatim"):
        said = {getattr(one, name, "") for rows in before.values() for one in rows.values() if one.binned_at is None}
        still = {getattr(one, name, "") for rows in after.values() for one in rows.values() if one.binned_at is None}
        assert said == still
    kept, gone = source(worked, keep), source(worked, drop)
    told = f"{kept.title} {kept.published} {kept.description}"
    assert all(word in told for word in (title, published, "study", "Title")) and gone.binned_at is not None
    assert doubled(after, keep) <= doubled(before, keep), "a link that is there already is not said twice"
    desk.revert(done.changes)
    assert bare(everything(desk.archive)) == bare(before)


def test_sources_that_may_be_one_are_told_once_for_the_strongest_reason(at: StoryDesk) -> None:
    file = KeptFile(at.desk.archive.files.keep(b"one page"), 8, "text/html", "page.html")
    first = add(at, title="A", url="http://www.tarnby.example/a/")
    second = add(at, title="B", url="https://tarnby.example/a#top")
    for each in (first, second):
        at.desk.run("Keep", add_capture, source_id=each.id, capture=NewCapture(file, "saved_page", "one page"))
    address = add(at, title="C", url="https://tarnby.example/c"), add(at, title="D", url="https://tarnby.example/c/")
    same = add(at, title="Pier  Closed", published="2025-05-03"), add(at, published="2025-05-03T10:00")
    add(at, title="Pier closed", published="2025-05-04")
    add(at, title="Pier closed")

    found = duplicate_candidates(at.desk.queries)

    assert [(one.why, [source.id for source in one.sources]) for one in found] == [
        ("same file", [first.id, second.id]),
        ("same address", [one.id for one in address]),
        ("same title, outlet and day", [one.id for one in same]),
    ]


def test_many_sources_are_changed_by_one_act(at: StoryDesk) -> None:
    others = [add(at, to_confirm=("type", "publisher")) for _ in range(3)]
    ids = [one.id for one in others]

    changed = at.act(set_fields_of_sources, ids=[*ids, ids[0]], fields={"publisher": "Holm Post"})

    assert [(one.publisher, one.to_confirm) for one in changed] == [("Holm Post", ("type",))] * 3
    with pytest.raises(Missing):
        at.desk.run("Change", set_fields_of_sources, ids=[ids[0], "0" * 26], fields={"publisher": "Weir Weekly"})
    assert source(at, ids[0]).publisher == "Holm Post"
    with pytest.raises(ValueError, match="no field"):
        at.desk.run("Change", set_fields_of_sources, ids=ids, fields={"binned_at": ""})
