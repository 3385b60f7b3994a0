"""The only way out of the desk: what stops it, what it writes, and what it keeps of it."""

import hashlib
import json
import os
import stat
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import add_draft, save_draft
from newsroom.desk.people import add_protected_person
from newsroom.desk.release import Leaving, preview, release
from newsroom.desk.stories import new_story
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.draft import Draft, Revision
from newsroom.domain.errors import ArchiveTrouble, BadInput, Damaged, Missing, Refused
from newsroom.domain.package import OpenPoint, StoryPackage
from newsroom.domain.person import IdentityAlias, Person
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.domain.story import Receipt, Story
from newsroom.export.formats import format_named
from newsroom.storage.opening import open_archive
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids
from tests.newsroom.reader_pages import CSS

TEXT = "The last ferry will not sail this winter.\n\n“We have no second pier,” said Ottilie Brandvik.\n"
STOP = OpenPoint("stop", "HELD", "The story is held.")
ASK = OpenPoint("ask", "TOP_ON_LOW", "The first paragraph rests on something weak.")
TELL = OpenPoint("tell", "NOTE", "A note.")


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk, None, None]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())
    yield desk
    desk.close()


def a_story(desk: Desk, *, text: str = TEXT, **fields: object) -> Story:
    def add(tx: Transaction) -> Story:
        story = new_story(tx, fields={"headline": "Night ferry stays moored", **fields})
        add_draft(tx, story_id=story.id, text=text)
        return story

    return desk.run("Add", add).value


def leaving(story: Story, name: str = "markdown", **changes: object) -> Leaving:
    chosen = format_named(name, css=CSS)
    made = Leaving(story_id=story.id, format=name, extension=chosen.extension, render=chosen.render)
    return replace(made, **changes)  # type: ignore[arg-type]


def protect(desk: Desk, name: str, **others: object) -> None:
    desk.run("Protect", add_protected_person, code_name="Heron", real_name=name, **others)  # type: ignore[arg-type]


def receipts(desk: Desk) -> tuple[Receipt, ...]:
    return Queries(desk.archive).where(Receipt)


def test_a_story_leaves_as_a_file_with_a_receipt(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    for name, ending in (("markdown", ".md"), ("html", ".html")):
        released = release(desk, leaving=leaving(story, name, points=(TELL,)), folder=tmp_path / "out")
        content = released.path.read_bytes()
        assert released.path.name == f"night-ferry-stays-moored-{story.id[-6:]}{ending}"
        assert "no second pier" in content.decode("utf-8")
        assert released.receipt.output_sha256 == hashlib.sha256(content).hexdigest()
        assert released.receipt.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
        assert json.loads(released.receipt.gate) == [["tell", "NOTE", "A note."]]
        assert (released.receipt.format, released.receipt.is_draft, released.receipt.waivers) == (name, False, ())
    assert [receipt.file_name[-3:] for receipt in receipts(desk)] == [".md", "tml"]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_of_the_machine_can_read_what_left(desk: Desk, tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        released = release(desk, leaving=leaving(a_story(desk)), folder=tmp_path / "out" / "deeper")
    finally:
        os.umask(before)
    assert stat.S_IMODE(released.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(released.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in released.path.parent.iterdir()] == [released.path.name]


def test_a_stop_bars_the_story_whatever_is_said_for_it(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    for change in ({}, {"reason": "The editor wants it"}, {"as_draft": True}):
        with pytest.raises(Refused, match="The story is held"):
            release(desk, leaving=leaving(story, points=(STOP, ASK), **change), folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert receipts(desk) == ()


def test_an_ask_wants_a_reason_and_the_reason_is_kept(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    with pytest.raises(Refused, match=r"1 point is to be answered.*rests on something weak"):
        release(desk, leaving=leaving(story, points=(ASK, TELL), reason="  "), folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    released = release(
        desk, leaving=leaving(story, points=(ASK,), reason="Confirmed by phone"), folder=tmp_path / "out"
    )
    assert released.receipt.reason == "Confirmed by phone"
    assert released.receipt.waivers == ("TOP_ON_LOW",)


@pytest.mark.parametrize(("name", "mark"), [("markdown", "draft: true"), ("html", '<p class="draft"')])
def test_a_draft_leaves_with_asks_open_and_is_marked(desk: Desk, tmp_path: Path, name: str, mark: str) -> None:
    story = a_story(desk)
    released = release(desk, leaving=leaving(story, name, points=(ASK,), as_draft=True), folder=tmp_path)
    assert released.path.stem.endswith(f"{story.id[-6:]}-draft")
    assert mark in released.path.read_text(encoding="utf-8")
    assert released.receipt.is_draft


def test_the_exported_words_are_kept_as_a_version_once(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    seqs = [
        release(desk, leaving=leaving(story, name), folder=tmp_path).receipt.revision_seq
        for name in ("html", "markdown")
    ]
    kept = [one for one in Queries(desk.archive).where(Revision, story=story.id) if one.why == "exported"]
    assert [(one.seq, one.text) for one in kept] == [(seqs[0], TEXT)]
    assert seqs[0] == seqs[1]
    desk.run("Write", save_draft, story_id=story.id, text="Other words.")
    assert release(desk, leaving=leaving(story), folder=tmp_path).receipt.revision_seq > seqs[0]


def test_an_older_version_can_leave(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    seq = release(desk, leaving=leaving(story), folder=tmp_path).receipt.revision_seq
    desk.run("Write", save_draft, story_id=story.id, text="Other words.")
    released = release(desk, leaving=leaving(story, revision_seq=seq), folder=tmp_path)
    assert released.path.read_text(encoding="utf-8").endswith(TEXT)
    with pytest.raises(Missing, match="version 999999"):
        release(desk, leaving=leaving(story, revision_seq=999_999), folder=tmp_path)


def test_the_receipt_names_the_kept_bytes_the_story_rests_on(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)

    sha256 = desk.archive.files.keep(b"abc")

    def rest_on(tx: Transaction) -> None:
        source = tx.add(Source, type="news_report", title="Ferry moored")
        file = tx.add(OriginalFile, sha256=sha256, size=3, media_type="text/html", file_name="a.html", kept_at=tx.now)
        tx.add(
            Capture, source=source.id, original_file=file.id, captured_at=tx.now, captured_by="me", method="saved_page"
        )
        claim = tx.add(Claim, story=story.id, wording="The ferry stays")
        tx.add(Evidence, claim=claim.id, source=source.id)

    desk.run("Rest", rest_on)
    assert release(desk, leaving=leaving(story), folder=tmp_path).receipt.source_hashes == (sha256,)


def test_an_export_of_the_same_story_replaces_its_own_file(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    first = release(desk, leaving=leaving(story), folder=tmp_path)
    desk.run("Write", save_draft, story_id=story.id, text="Other words.")
    second = release(desk, leaving=leaving(story), folder=tmp_path)
    assert second.path == first.path
    assert second.path.read_text(encoding="utf-8").endswith("Other words.")


def test_a_file_of_another_origin_or_changed_since_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    path = release(desk, leaving=leaving(story), folder=tmp_path).path
    path.write_text("The subeditor's changes", encoding="utf-8")
    with pytest.raises(Refused, match="already there"):
        release(desk, leaving=leaving(story), folder=tmp_path)
    assert path.read_text(encoding="utf-8") == "The subeditor's changes"
    path.unlink()
    path.mkdir()
    with pytest.raises(Refused, match="already there"):
        release(desk, leaving=leaving(story), folder=tmp_path)


@pytest.mark.parametrize(
    "words", ["Annika Zoltowska", "ANNIKA ŻÓŁTOWSKA's", "An\u00adnika Żółtowska", "**Ann**ika Żółtowska"]
)
@pytest.mark.parametrize("name", ["markdown", "html"])
def test_a_protected_name_stops_the_export_and_its_place_is_told(
    desk: Desk, tmp_path: Path, words: str, name: str
) -> None:
    protect(desk, "Annika Żółtowska")
    story = a_story(desk, text=f"One line.\n\nIt came from {words} last night.\n")
    for act in (lambda: release(desk, leaving=leaving(story, name, as_draft=True), folder=tmp_path / "out"),
                lambda: preview(desk, leaving=leaving(story, name))):  # fmt: skip
        with pytest.raises(Refused, match=r"protected name.*at line \d+.*came from") as refusal:
            act()
        assert "towska" not in str(refusal.value).lower().replace("ó", "o")
    assert not (tmp_path / "out").exists()
    assert receipts(desk) == ()


def test_a_protected_name_in_the_slug_stops_the_export_for_the_file_name(desk: Desk, tmp_path: Path) -> None:
    protect(desk, "Annika Oldrup")
    story = a_story(desk, slug="annika-oldrup-speaks")
    with pytest.raises(Refused, match="in the file name"):
        release(desk, leaving=leaving(story), folder=tmp_path / "out")


def test_aliases_contacts_and_files_of_sealed_sources_stop_it_too(desk: Desk, tmp_path: Path) -> None:
    protect(desk, "", aliases=("Nightjar Jones",), contacts="mail: nj@post.example\n+45 20 11 22 33")

    def seal(tx: Transaction) -> None:
        source = tx.add(
            Source, type="document", title="A memo", confidentiality="sealed", url="https://leak.example/memo-7"
        )
        file = tx.add(
            OriginalFile, sha256="cd" * 32, size=1, media_type="a/b", file_name="nj memo 7.pdf", kept_at=tx.now
        )
        tx.add(Capture, source=source.id, original_file=file.id, captured_at=tx.now, captured_by="me", method="upload")

    desk.run("Seal", seal)
    leaks = ("nightjar jones", "NJ@post.example", "+45 2011 2233", "nj_memo_7.pdf", "leak.example/memo-7")
    for words in leaks[:4]:
        with pytest.raises(Refused, match="protected"):
            preview(desk, leaving=leaving(a_story(desk, text=f"See {words} for it.")))
    with pytest.raises(Refused, match="protected"):
        preview(desk, leaving=leaving(a_story(desk, text=f"See https://{leaks[4]} for it.")))


def test_a_name_entered_on_a_person_later_protected_still_stops_it(desk: Desk) -> None:
    story = a_story(desk)
    desk.run("Add", lambda tx: tx.add(Person, name="Ottilie Brandvik", protected=True, code_name="Heron"))
    with pytest.raises(Refused, match="protected"):
        preview(desk, leaving=leaving(story))


def test_an_identity_in_the_bin_is_still_looked_for(desk: Desk) -> None:
    protect(desk, "", aliases=("Nightjar Jones",))
    (alias,) = Queries(desk.archive).where(IdentityAlias)
    desk.run("Bin", lambda tx: tx.put(replace(alias, binned_at=tx.now)))
    with pytest.raises(Refused, match="protected"):
        preview(desk, leaving=leaving(a_story(desk, text="So said Nightjar Jones.")))


def test_a_namesake_who_is_no_secret_may_be_written_about(desk: Desk) -> None:
    protect(desk, "Annika Brandvik")
    story = a_story(desk, text="The mayor, Brandvik, said so. Brandvik left.")
    with pytest.raises(Refused, match="protected"):
        preview(desk, leaving=leaving(story))
    desk.run("Add", lambda tx: tx.add(Person, name="Ottilie Brandvik"))
    assert b"Brandvik" in preview(desk, leaving=leaving(story))
    with pytest.raises(Refused, match="protected"):
        preview(desk, leaving=leaving(a_story(desk, text="Annika Brandvik said so.")))


def test_a_preview_is_the_file_to_the_byte_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    shown = preview(desk, leaving=leaving(story, "html"))
    assert receipts(desk) == ()
    assert release(desk, leaving=leaving(story, "html"), folder=tmp_path).path.read_bytes() == shown


def test_what_renders_gets_a_package_and_nothing_of_the_desk(desk: Desk) -> None:
    seen: list[object] = []

    def render(*given: object, **named: object) -> bytes:
        seen.extend([*given, *named.values()])
        return b"x"

    preview(desk, leaving=leaving(a_story(desk), render=render))
    assert [type(one) for one in seen] == [StoryPackage]


def test_damaged_words_do_not_leave(desk: Desk) -> None:
    story = a_story(desk)
    (draft,) = Queries(desk.archive).where(Draft, story=story.id)
    desk.run("Damage", lambda tx: tx.put(replace(draft, sha256="0" * 64)))
    with pytest.raises(Damaged, match="nothing was exported"):
        preview(desk, leaving=leaving(story))


def test_a_story_that_is_not_here_is_missing(desk: Desk) -> None:
    with pytest.raises(Missing):
        preview(desk, leaving=replace(leaving(a_story(desk)), story_id="0" * 26))


def test_a_desk_open_for_reading_says_so_before_a_file_is_written(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    reader = Desk(open_archive(desk.archive.places.folder, for_reading=True))
    with pytest.raises(ArchiveTrouble):
        release(reader, leaving=leaving(story), folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    reader.close()


def test_without_a_receipt_the_file_of_before_comes_back(desk: Desk, tmp_path: Path) -> None:
    story = a_story(desk)
    path = release(desk, leaving=leaving(story), folder=tmp_path).path
    before = path.read_bytes()
    desk.run("Write", save_draft, story_id=story.id, text="Other words.")
    # A receipt whose reason cannot be stored: the transaction fails after the file was put in place.
    with pytest.raises(BadInput, match="NUL"):
        release(desk, leaving=leaving(story, points=(ASK,), reason="half \x00"), folder=tmp_path)
    assert path.read_bytes() == before
    path.unlink()
    with pytest.raises(BadInput, match="NUL"):
        release(desk, leaving=leaving(story, points=(ASK,), reason="half \x00"), folder=tmp_path)
    assert not path.exists()


def test_two_stories_of_one_headline_get_files_of_their_own(desk: Desk, tmp_path: Path) -> None:
    names = {release(desk, leaving=leaving(a_story(desk)), folder=tmp_path).path.name for _ in range(3)}
    assert len(names) == 3


@pytest.mark.parametrize("slug", ["CON", "../../etc/passwd", "a" * 300, "נמל", "..", "nul.txt", "a/b\\c:d*e?f"])
def test_every_slug_makes_a_file_name_that_is_legal_on_three_systems(desk: Desk, tmp_path: Path, slug: str) -> None:
    path = release(desk, leaving=leaving(a_story(desk, slug=slug), as_draft=True), folder=tmp_path / "out").path
    assert path.parent == tmp_path / "out"
    assert len(path.name) <= 100
    assert set(path.stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
