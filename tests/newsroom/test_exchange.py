"""Lists of sources on the desk: brought in once, in one act, and put out through the wall and the scan."""

import json
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.exchange import plain_address
from newsroom.desk.sources import bin_source
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.errors import BadInput, Missing, Refused
from newsroom.domain.person import Identity, Person
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture, Holding, Source
from newsroom.domain.terms import Terms
from newsroom.storage.transaction import Transaction
from newsroom.tasks.exchange import export_sources, import_sources
from tests.builders import add_story, everything, new_desk, steady_ids
from tests.newsroom.desk_of_secrets import CANARY, planted_desk

RECORDS: tuple[Mapping[str, object], ...] = (
    {"type": "article-newspaper", "title": "Pier shut", "container-title": "Tarnby Courier",
     "URL": "https://courier.example/pier", "issued": {"date-parts": [[2025, 5, 3]]}},
    {"type": "article-journal", "title": "Piles", "DOI": "10.1234/piles"},
    {"type": "book", "title": "Tides", "publisher": "Quay Press", "issued": {"date-parts": [[1999]]}},
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = new_desk(tmp_path / "desk", ids=steady_ids())
    yield opened
    opened.close()


@pytest.fixture
def story(desk: Desk) -> str:
    return desk.run("Write", add_story).value[0].id


def listed(path: Path, *records: Mapping[str, object]) -> Path:
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def titles(path: Path) -> list[str]:
    return [record["title"] for record in json.loads(path.read_text(encoding="utf-8"))]


def add(desk: Desk, **fields: object) -> Source:
    def make(tx: Transaction) -> Source:
        return tx.add(Source, **{"type": "news_report", "publisher": "Tarnby Courier", **fields})

    return desk.run("Add", make).value


def test_a_list_is_laid_in_the_file_of_the_story_in_one_act_that_can_be_taken_back(
    desk: Desk, story: str, tmp_path: Path
) -> None:
    before = everything(desk.archive)
    done = import_sources(desk, story_id=story, path=listed(tmp_path / "zotero.json", *RECORDS, {"type": "book"}))
    assert [source.title for source in done.made] == ["Pier shut", "Piles", "Tides"]
    assert {holding.source for holding in desk.queries.where(Holding, story=story)} == {one.id for one in done.made}
    assert [bad.number for bad in done.bad] == [4]
    assert done.changes is not None
    desk.revert(done.changes)
    assert everything(desk.archive) == before


def test_without_a_story_the_sources_come_to_the_desk_alone(desk: Desk, tmp_path: Path) -> None:
    done = import_sources(desk, story_id=None, path=listed(tmp_path / "zotero.json", *RECORDS))
    assert len(done.made) == 3
    assert desk.queries.where(Holding) == ()


def test_the_same_list_again_makes_nothing_twice_and_lays_what_is_known_in_the_file(
    desk: Desk, story: str, tmp_path: Path
) -> None:
    path = listed(tmp_path / "zotero.json", *RECORDS, *RECORDS)
    first = import_sources(desk, story_id=None, path=path)
    again = import_sources(desk, story_id=story, path=path)
    assert (len(first.made), len(again.made)) == (3, 0)
    assert {source.id for source in again.known} == {source.id for source in first.made}
    assert len(desk.queries.where(Holding, story=story)) == 3
    assert import_sources(desk, story_id=story, path=path).changes is None


@pytest.mark.parametrize(
    ("record", "is_known"),
    [
        ({"title": "Another headline", "URL": "http://www.courier.example/pier/?utm_source=x#top"}, True),
        ({"title": "Other page", "URL": "https://courier.example/pier?page=2"}, False),
        ({"title": "PIER shut!", "publisher": "Tarnby courier", "issued": {"date-parts": [[2025, 5, 3]]}}, True),
        ({"title": "Pier shut", "publisher": "Tarnby Courier", "issued": {"date-parts": [[2025, 5, 4]]}}, False),
        ({"title": "Pier shut"}, False),
        ({"title": "As preprint", "DOI": "https://doi.org/10.1234/PILES"}, True),
        ({"title": "As preprint", "URL": "https://dx.doi.org/10.1234/piles"}, True),
        ({"title": "As preprint", "DOI": "10.1234/piles-2"}, False),
    ],
)
def test_a_source_is_known_again_by_its_address_its_doi_or_its_title_publisher_and_date(
    desk: Desk, tmp_path: Path, record: Mapping[str, object], is_known: bool
) -> None:
    import_sources(desk, story_id=None, path=listed(tmp_path / "a.json", *RECORDS))
    done = import_sources(desk, story_id=None, path=listed(tmp_path / "b.json", {"type": "webpage", **record}))
    assert (len(done.known), len(done.made)) == ((1, 0) if is_known else (0, 1))


def test_a_source_in_the_bin_does_not_stand_for_one_that_is_brought_in(desk: Desk, tmp_path: Path) -> None:
    path = listed(tmp_path / "a.json", RECORDS[0])
    (source,) = import_sources(desk, story_id=None, path=path).made
    desk.run("Bin", bin_source, source_id=source.id)
    assert len(import_sources(desk, story_id=None, path=path).made) == 1


def test_addresses_no_program_can_take_apart_are_no_addresses() -> None:
    assert plain_address("https://[half") == ""
    assert plain_address("HTTPS://WWW.Quay.example/A/?b=1&utm_medium=x") == "quay.example/A?b=1"


def test_a_file_is_read_by_its_name_or_by_how_it_begins(desk: Desk) -> None:
    ris = b"TY  - BOOK\nTI  - Tides\nER  - \n"
    for name, data in (("a.ris", ris), ("a.txt", ris), ("a", json.dumps(RECORDS).encode()), ("a.csljson", b"[]")):
        if data == b"[]":
            with pytest.raises(BadInput, match="no source that can be used"):
                import_sources(desk, story_id=None, data=data, file_name=name)
        else:
            import_sources(desk, story_id=None, data=data, file_name=name)
    with pytest.raises(BadInput, match="CSL JSON"):
        import_sources(desk, story_id=None, data=b"Dear Sir", file_name="letter.txt")
    assert len(desk.queries.where(Source)) == 4
    with pytest.raises(Missing):
        import_sources(desk, story_id="0" * 26, data=ris, file_name="a.ris")


def test_what_one_desk_puts_out_another_takes_in_and_puts_out_to_the_same_bytes(
    desk: Desk, story: str, tmp_path: Path
) -> None:
    import_sources(desk, story_id=story, path=listed(tmp_path / "zotero.json", *RECORDS))
    add(desk, type="wire_copy", title="Not in the file of the story", published="2025-10-05T09:30")
    released = export_sources(desk, story_id=story, target=tmp_path / "out" / "sources.json")
    assert (released.count, released.left_out) == (3, 0)
    assert stat.S_IMODE(released.path.stat().st_mode) == 0o600
    whole = export_sources(desk, story_id=None, target=tmp_path / "whole.json").path
    assert len(titles(whole)) == 4
    other = new_desk(tmp_path / "other", ids=steady_ids(7))
    import_sources(other, story_id=None, path=whole)
    assert export_sources(other, story_id=None, target=tmp_path / "second.json").path.read_bytes() == whole.read_bytes()
    other.close()


def test_a_list_put_out_as_ris_comes_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    add(
        desk, title="Pier shut", authors=("Ida Renner", "Ada Roe, Jr."), published="2025-05-03", url="https://a.example"
    )
    add(desk, type="wire_copy", title="Ferry\nmoored", published="2025-05", language="en")
    add(
        desk,
        type="press_release",
        title="We sail",
        publisher="Harbour Board",
        published="2024",
        accessed_at="2025-01-02",
    )
    add(desk, type="court_filing", title="Board v. Line", publisher="")
    add(desk, type="email", title="Not to be named")
    first = export_sources(desk, story_id=None, target=tmp_path / "list.ris")
    assert (first.count, first.left_out) == (4, 1)
    assert first.path.read_bytes().startswith(b"TY  - CASE\r\n")
    other = new_desk(tmp_path / "other", ids=steady_ids(7))
    done = import_sources(other, story_id=None, path=first.path)
    assert done.bad == ()
    fields = ("type", "title", "publisher", "authors", "published", "accessed_at", "url", "language")
    mine, theirs = (
        {tuple(" ".join(v.split()) if isinstance(v := getattr(one, name), str) else v for name in fields)
         for one in each.queries.where(Source) if one.type != "email"}
        for each in (desk, other)
    )  # fmt: skip
    assert mine == theirs and len(mine) == 4
    assert export_sources(other, story_id=None, target=tmp_path / "b.ris").path.read_bytes() == first.path.read_bytes()
    other.close()


def test_a_file_that_lies_there_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    target = listed(tmp_path / "mine.json")
    with pytest.raises(Refused, match="already there"):
        export_sources(desk, story_id=None, target=target)
    assert target.read_text(encoding="utf-8") == "[]"
    with pytest.raises(Missing):
        export_sources(desk, story_id="0" * 26, target=tmp_path / "none.json")


@pytest.mark.parametrize(
    "fields",
    [
        {"confidentiality": "restricted"}, {"confidentiality": "sealed"}, {"proposed": True}, {"type": "email"},
        {"type": "interview_own"}, {"embargo_until": "2031-01-01"},
    ],
)  # fmt: skip
def test_a_source_that_may_not_be_named_is_left_out(desk: Desk, tmp_path: Path, fields: dict[str, Any]) -> None:
    add(desk, title="Open")
    add(desk, title="Hidden", **fields)
    released = export_sources(desk, story_id=None, target=tmp_path / "a.json")
    assert (titles(released.path), released.left_out) == (["Open"], 1)
    assert released.proposed == (1 if "proposed" in fields else 0)


@pytest.mark.parametrize("on", ["source", "capture", "quote", "speaker", "terms"])
def test_terms_agreed_for_anything_of_a_private_source_count_for_it(desk: Desk, tmp_path: Path, on: str) -> None:
    source = add(desk, title="Letter", type="letter")
    desk.run("Agree", lambda tx: tx.add(Terms, record=source.id, value="on_record"))
    assert titles(export_sources(desk, story_id=None, target=tmp_path / "before.json").path) == ["Letter"]

    def agree(tx: Transaction) -> None:
        story, _ = add_story(tx)
        claim = tx.add(Claim, story=story.id, wording="The pier is shut.")
        person = tx.add(Person, name="Ada Roe", protected=on == "speaker")
        quote = tx.add(Quote, verbatim="It is shut.", source=source.id, speaker=person.id)
        capture = tx.add(
            Capture, source=source.id, original_file=None, captured_at=tx.now, captured_by="", method="pasted"
        )
        rests_on = {"source": source.id, "capture": capture.id, "quote": quote.id}
        if on in rests_on:
            tx.add(Evidence, claim=claim.id, **{on: rests_on[on]}, terms="off_record")
        elif on == "terms":
            tx.add(Terms, record=quote.id, value="background")

    desk.run("Agree", agree)
    released = export_sources(desk, story_id=None, target=tmp_path / "after.json")
    assert (released.count, released.left_out) == (0, 1)


def test_nothing_leaves_that_names_a_protected_person(desk: Desk, tmp_path: Path) -> None:
    def hide(tx: Transaction) -> None:
        person = tx.add(Person, name="", protected=True, code_name="HERON")
        tx.add(Identity, person=person.id, real_name="Quorvex Aldane")

    desk.run("Hide", hide)
    add(desk, title="The pier", authors=("Quorvex Aldane",))
    with pytest.raises(Refused, match="protected name"):
        export_sources(desk, story_id=None, target=tmp_path / "a.json")
    assert not (tmp_path / "a.json").exists()


def test_no_secret_of_a_desk_full_of_them_is_in_the_file(desk: Desk, tmp_path: Path) -> None:
    for seed in range(5):
        planted = planted_desk(desk, seed=seed)
        content = export_sources(desk, story_id=planted.story, target=tmp_path / f"{seed}.json").path.read_bytes()
        assert CANARY.encode() not in content
        assert b"Ferry moored" in content
