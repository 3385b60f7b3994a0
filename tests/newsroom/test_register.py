"""The register of all sources: filtered, sorted, counted, tagged; any string is safe."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.desk.desk import Desk
from newsroom.desk.merging import merge_sources
from newsroom.desk.saved_searches import save_search
from newsroom.desk.sources import NewCapture, add_capture, add_source, bin_source, leave_story
from newsroom.desk.stories import start_story
from newsroom.desk.tags import (
    bin_tag,
    change_tags,
    rename_tag,
    set_tag,
    set_tags_of,
    tag_sources,
    tags_in_use,
    tags_of,
    untag_sources,
)
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.folding import fold
from newsroom.domain.register import RegisterFilter, RegisterSort, filter_as_query, filter_from_query
from newsroom.domain.source import Capture, Source, SourceType
from newsroom.domain.story import SavedSearch, Story, Tag
from newsroom.storage.register import FEW
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

TYPES: list[SourceType] = ["news_report", "public_record", "social_post"]
WORDS = ("Harbour", "ferry", "café", "Ærø", "Pier", "board", "100%", "o'clock")


@dataclass(frozen=True, slots=True)
class Register:
    desk: Desk
    stories: tuple[Story, Story]
    tag: Tag

    def ids(self, wanted: RegisterFilter, sort: RegisterSort = RegisterSort.TITLE, **page: int | bool) -> list[str]:
        found = self.desk.queries.register_page(wanted, sort=sort, **{"limit": 500, **page})  # type: ignore[arg-type]
        return [line.id for line in found]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    desk = new_desk(tmp_path_factory.mktemp("register") / "desk", ids=steady_ids(7))
    rng = random.Random(11)
    stories = tuple(desk.run("Start", start_story, fields={"headline": name}, text="").value for name in ("A", "B"))

    def fill(tx: Transaction) -> list[str]:
        ids: list[str] = []
        for number in range(120):
            fields = {
                "type": rng.choice(TYPES), "title": f"{rng.choice(WORDS)} {rng.choice(WORDS)} {rng.randint(0, 30)}",
                "publisher": rng.choice(("Tarnby Courier", "weir weekly", "")),
                "published": rng.choice((None, "2025", "2025-05-03", "2024-11")),
                "to_confirm": rng.choice(((), ("title",), ("title", "published"))),
            }  # fmt: skip
            source = add_source(tx, story_id=stories[number % 2].id, fields=fields)
            if rng.random() < 0.5:
                add_capture(tx, source_id=source.id, capture=NewCapture(None, "pasted", "Words of the copy."))
            ids.append(source.id)
        for one in ids[:10]:
            bin_source(tx, source_id=one)
        for one in ids[10:16]:
            leave_story(tx, story_id=stories[ids.index(one) % 2].id, source_id=one)
        return ids

    ids = desk.run("Fill", fill).value
    tag = desk.run("Tag", tag_sources, ids=ids[20:40], name="Winter").value
    yield Register(desk, (stories[0], stories[1]), tag)
    desk.close()


def model(register: Register, wanted: RegisterFilter) -> dict[str, Source]:
    """What the filter must leave, told by plain Python."""
    queries = register.desk.queries
    everything = queries.slice_of(Source, limit=1000, with_binned=True)
    copied = {copy.source for copy in queries.slice_of(Capture, limit=1000)}
    held = {line.source for line in queries.story_records(wanted.story).holdings} if wanted.story else set[str]()
    tagged = {one.id for one in everything if one.id in register.ids(RegisterFilter(tag=wanted.tag))}

    def fits(one: Source) -> bool:
        has = [*fold(f"{one.title} {one.publisher}").replace("%", " ").replace("'", " ").split()]
        words = fold(wanted.words).replace("%", " ").replace("'", " ").split()
        return (
            (one.binned_at is not None) == wanted.in_bin
            and wanted.type in (None, one.type)
            and (not wanted.to_confirm or bool(one.to_confirm))
            and (not wanted.without_copy or one.id not in copied)
            and (wanted.story is None or one.id in held)
            and (wanted.tag is None or one.id in tagged)
            and all(any(word.startswith(part) if part is words[-1] else word == part for word in has) for part in words)
        )

    return {one.id: one for one in everything if fits(one)}


KEYS: dict[RegisterSort, Callable[[Source], object]] = {
    RegisterSort.TITLE: lambda one: _no_case(one.title), RegisterSort.PUBLISHER: lambda one: _no_case(one.publisher),
    RegisterSort.PUBLISHED: lambda one: one.published or "", RegisterSort.ADDED: lambda one: one.created_at,
}  # fmt: skip


def _no_case(words: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in words)


FILTERS = st.builds(
    RegisterFilter,
    words=st.sampled_from(["", "harbour", "Cafe", "pier bo", "tarnby", "weir w", "nobody", "100", "aerø"]),
    type=st.none() | st.sampled_from(TYPES),
    to_confirm=st.booleans(),
    without_copy=st.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(FILTERS, st.sampled_from(list(RegisterSort)), st.booleans(), st.sampled_from(["", "A", "B"]), st.booleans())
def test_the_register_shows_what_the_filter_leaves_in_the_order_asked_for(
    register: Register, wanted: RegisterFilter, sort: RegisterSort, descending: bool, story: str, tagged: bool
) -> None:
    held = {"A": register.stories[0].id, "B": register.stories[1].id}.get(story)
    wanted = replace(wanted, story=held, tag=register.tag.id if tagged else None)

    found = register.ids(wanted, sort, descending=descending)

    left = model(register, wanted)
    assert (set(found), len(found)) == (set(left), len(left))
    assert found == sorted(found, key=lambda one: (KEYS[sort](left[one]), one), reverse=descending)
    assert register.desk.queries.register_count(wanted) == len(left)
    assert register.ids(wanted, sort, descending=descending, offset=3, limit=5) == found[3:8]


def test_a_line_says_what_the_table_shows(register: Register) -> None:
    (line,) = register.desk.queries.register_page(RegisterFilter(), limit=1)
    source = register.desk.queries.get(Source, line.id)

    assert (line.title, line.type, line.publisher, line.published) == (
        source.title, source.type, source.publisher, source.published,
    )  # fmt: skip
    assert (line.to_confirm, line.created_at) == (len(source.to_confirm), source.created_at)
    assert line.copies == len(register.desk.queries.where(Capture, source=line.id))


def test_the_bin_is_a_register_of_its_own(register: Register) -> None:
    binned = register.ids(RegisterFilter(in_bin=True))
    titles = [register.desk.queries.get(Source, one).title for one in binned]
    word = titles[0].split()[0]

    assert len(binned) == register.desk.queries.register_count(RegisterFilter(in_bin=True)) == 10
    found = register.ids(RegisterFilter(in_bin=True, words=word.lower()))
    assert found == [one for one, title in zip(binned, titles, strict=True) if word in title]


@pytest.mark.parametrize(
    "words",
    ["'", '"', "%", "_", "*", "()", ") OR 1=1 --", '"unclosed', "NEAR(", "a AND", "-", "\x00", "\ud800", "title:x",
     ":match", "שלום", "x" * 5000, "; DROP TABLE source"],
)  # fmt: skip
def test_no_string_is_an_error(register: Register, words: str) -> None:
    for in_bin in (False, True):
        wanted = RegisterFilter(words=words, story=words, tag=words, in_bin=in_bin)
        assert register.ids(wanted) == []
        assert register.desk.queries.register_count(wanted) == 0
        register.ids(replace(wanted, story=None, tag=None))


def test_words_that_stand_almost_everywhere_are_found_as_well(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", ids=steady_ids(3))
    many = FEW + 50
    desk.run(
        "Fill", Transaction.add_all, Source,
        [{"type": TYPES[number % 3], "title": f"Ferry log {number:05}"} for number in range(many)],
    )  # fmt: skip
    every = RegisterFilter(words="ferry")

    assert desk.queries.register_count(every) == many
    first = desk.queries.register_page(every, limit=2)
    assert [line.title for line in first] == ["Ferry log 00000", "Ferry log 00001"]
    of_type = replace(every, type="social_post")
    assert desk.queries.register_count(of_type) == many // 3
    assert desk.queries.register_page(of_type, offset=1, limit=1)[0].title == "Ferry log 00005"
    assert len(desk.queries.register_page(RegisterFilter(), limit=10_000)) == 500
    assert desk.queries.register_page(RegisterFilter(), limit=-1, offset=-5) == ()
    desk.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "desk", ids=steady_ids())
    yield made
    made.close()


def test_a_tag_is_put_on_many_and_taken_off_again(desk: Desk) -> None:
    rows = [{"type": "report", "title": f"Log {number}"} for number in range(3)]
    ids = [one.id for one in desk.run("Add", Transaction.add_all, Source, rows).value]
    tag = desk.run("Tag", tag_sources, ids=ids, name="To call").value

    assert desk.run("Tag", tag_sources, ids=ids[:1], name=" to  CALL ").value.id == tag.id
    assert desk.queries.register_count(RegisterFilter(tag=tag.id)) == 3
    assert desk.run("Untag", untag_sources, ids=ids[:2], tag_id=tag.id).value == 2
    done = desk.run("Tag", tag_sources, ids=ids, name="To call")
    assert desk.queries.register_count(RegisterFilter(tag=tag.id)) == 3
    desk.revert(done.changes)
    assert desk.queries.register_count(RegisterFilter(tag=tag.id)) == 1
    desk.run("Bin", bin_tag, tag_id=tag.id)
    assert desk.queries.register_count(RegisterFilter(tag=tag.id)) == 0
    with pytest.raises(Missing):
        desk.run("Tag", tag_sources, ids=["0" * 26], name="To call")


def laid(desk: Desk, number: int) -> list[str]:
    rows = [{"type": "report", "title": f"Log {one}"} for one in range(number)]
    return [one.id for one in desk.run("Add", Transaction.add_all, Source, rows).value]


def lines(desk: Desk) -> dict[str, tuple[str, ...]]:
    return {line.title: line.tags for line in desk.queries.register_page(RegisterFilter())}


def test_tags_go_on_and_off_many_sources_in_one_act(desk: Desk) -> None:
    ids = laid(desk, 3)
    winter = desk.run("Tag", tag_sources, ids=ids[:2], name="Winter").value

    done = desk.run("Change", change_tags, ids=ids, put_on=("tides", "To call"), take_off=(winter.id,))

    assert lines(desk) == dict.fromkeys(("Log 0", "Log 1", "Log 2"), ("tides", "To call"))
    assert [(use.tag.name, use.count) for use in tags_in_use(desk.queries, ids=ids)] == [
        ("tides", 3), ("To call", 3), ("Winter", 0),
    ]  # fmt: skip
    desk.revert(done.changes)
    assert lines(desk) == {"Log 0": ("Winter",), "Log 1": ("Winter",), "Log 2": ()}
    with pytest.raises(Missing):
        desk.run("Change", change_tags, ids=[*ids, "0" * 26], put_on=("tides",))
    assert tags_of(desk.queries, ids[2]) == ()


def test_the_tags_of_one_source_are_those_that_are_written(desk: Desk) -> None:
    ids = laid(desk, 2)
    desk.run("Tag", tag_sources, ids=ids, name="Winter")

    desk.run("Set", set_tags_of, source_id=ids[0], names=["winter ", "tides", "", "Tides"])
    assert tags_of(desk.queries, ids[0]) == ("Tides", "Winter")
    desk.run("Set", set_tags_of, source_id=ids[0], names=[])
    assert (tags_of(desk.queries, ids[0]), tags_of(desk.queries, ids[1])) == ((), ("Winter",))


def test_of_two_sources_that_become_one_the_tags_of_both_are_kept(desk: Desk) -> None:
    ids = laid(desk, 2)
    desk.run("Tag", tag_sources, ids=ids, name="Winter")
    desk.run("Tag", tag_sources, ids=ids[1:], name="Tides")

    done = desk.run("Merge", merge_sources, keep=ids[0], drop=ids[1])

    assert lines(desk) == {"Log 0": ("Tides", "Winter")}
    desk.revert(done.changes)
    assert lines(desk) == {"Log 0": ("Winter",), "Log 1": ("Tides", "Winter")}


def test_two_tags_do_not_share_a_name(desk: Desk) -> None:
    first = desk.run("Tag", tag_sources, ids=[], name="Winter").value
    other = desk.run("Tag", tag_sources, ids=[], name="Summer").value

    assert desk.run("Change", set_tag, tag_id=other.id, name="Autumn", colour="amber").value.colour == "amber"
    for name in ("winter", " "):
        with pytest.raises(Refused, match="no name of its own"):
            desk.run("Change", set_tag, tag_id=other.id, name=name)
    with pytest.raises(Refused, match="needs a name"):
        desk.run("Tag", tag_sources, ids=[], name=" ")
    assert desk.run("Change", set_tag, tag_id=first.id, name="WINTER").value.name == "WINTER"


def test_a_filter_kept_as_a_line_says_the_same_again() -> None:
    for wanted in (RegisterFilter(), RegisterFilter(words="pier “nine”", type="poll", to_confirm=True, tag="t")):
        assert filter_from_query(filter_as_query(wanted)) == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("pier nine", RegisterFilter(words="pier nine")),
        ("[1]", RegisterFilter(words="[1]")),
        ('{"type": "hunch", "in_bin": true, "words": 3, "more": 1}', RegisterFilter(in_bin=True)),
    ],
)
def test_a_kept_search_nobody_can_read_is_taken_as_words(query: str, wanted: RegisterFilter) -> None:
    assert filter_from_query(query) == wanted


def test_a_tag_is_renamed_wherever_it_lies(desk: Desk) -> None:
    ids = laid(desk, 2)
    tag = desk.run("Tag", tag_sources, ids=ids, name="Wintr").value

    done = desk.run("Rename", rename_tag, tag_id=tag.id, name="  Winter  2025 ")

    assert lines(desk) == dict.fromkeys(("Log 0", "Log 1"), ("Winter 2025",))
    with pytest.raises(Refused, match="needs a name"):
        desk.run("Rename", rename_tag, tag_id=tag.id, name=" ")
    desk.revert(done.changes)
    assert lines(desk) == dict.fromkeys(("Log 0", "Log 1"), ("Wintr",))
    assert desk.run("Rename", rename_tag, tag_id=tag.id, name="wintr").value.name == "wintr"


def test_two_tags_of_one_name_become_one_and_undo_parts_them(desk: Desk) -> None:
    ids = laid(desk, 3)
    old = desk.run("Tag", tag_sources, ids=ids[:2], name="Flood").value
    kept = desk.run("Tag", tag_sources, ids=ids[1:], name="Flooding").value
    scope = json.dumps({"window": "register", "tag": old.id, "type": "report"})
    desk.run("Keep", save_search, name="The flood", query="quay", scope=scope)

    done = desk.run("Rename", rename_tag, tag_id=old.id, name="flooding")

    assert done.value.id == kept.id
    assert lines(desk) == dict.fromkeys(("Log 0", "Log 1", "Log 2"), ("Flooding",))
    assert [use.tag.name for use in tags_in_use(desk.queries, ids=ids)] == ["Flooding"]
    assert [json.loads(one.scope) for one in desk.queries.where(SavedSearch)] == [
        {"window": "register", "tag": kept.id, "type": "report"}
    ]
    desk.revert(done.changes)
    assert lines(desk) == {"Log 0": ("Flood",), "Log 1": ("Flood", "Flooding"), "Log 2": ("Flooding",)}
    assert [one.scope for one in desk.queries.where(SavedSearch)] == [scope]


def test_a_name_that_lies_in_the_bin_too_is_that_of_the_tag_in_use(desk: Desk) -> None:
    ids = laid(desk, 2)
    binned = desk.run("Tag", tag_sources, ids=ids, name="Winter").value
    desk.run("Bin", bin_tag, tag_id=binned.id)
    tag = desk.run("Tag", tag_sources, ids=ids[:1], name="Cold").value

    desk.run("Rename", rename_tag, tag_id=tag.id, name="Winter")

    assert desk.run("Tag", tag_sources, ids=ids, name="winter").value.id == tag.id
    assert lines(desk) == dict.fromkeys(("Log 0", "Log 1"), ("Winter",))
