"""Whole acts that join parsing or rendering with the desk: the command line and the window share them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk.check import check_story
from newsroom.desk.desk import Desk
from newsroom.desk.stories import set_story_fields
from newsroom.domain.errors import BadInput, Refused
from newsroom.domain.profile import SOLO
from newsroom.domain.story import Receipt, Story
from newsroom.settings import Settings
from newsroom.storage.transaction import Transaction
from newsroom.tasks.articles import bring_in_article
from newsroom.tasks.exports import preview_bytes, put_out
from newsroom.tasks.samples import lay_sample_story, restore_sample
from newsroom.tasks.seating import seat_member
from newsroom.tasks.sources import (
    CannotRead,
    keep_source_address,
    keep_source_file,
    lay_source_files,
    read_source_file,
)
from tests.builders import everything, new_desk, steady_ids

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
ARTICLE = "# The pier stays shut\n\nThe pier has been closed for the winter, per a Tarnby Courier report.\n"
LETTER = "Dear editor,\n\nthe pier is closed until May.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    working = new_desk(tmp_path / "desk", ids=steady_ids(start=NOW))
    yield working
    working.close()


def story_of(desk: Desk) -> Story:
    return bring_in_article(desk, data=ARTICLE.encode(), file_name="pier.md").result.story


def test_an_article_comes_in_the_same_from_a_path_and_from_its_bytes(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "pier.md"
    path.write_text(ARTICLE, encoding="utf-8")
    by_path = bring_in_article(desk, path=path)
    by_bytes = bring_in_article(desk, data=ARTICLE.encode(), file_name="pier.md")
    assert by_path.result.story.headline == by_bytes.result.story.headline == "The pier stays shut"
    assert by_bytes.result.story.slug == "the-pier-stays-shut-2"
    assert by_path.result.claims == by_bytes.result.claims > 0


def test_an_article_without_a_word_is_refused_and_makes_no_story(desk: Desk) -> None:
    with pytest.raises(BadInput, match="holds no words"):
        bring_in_article(desk, data=b"   \n", file_name="a.txt")
    assert desk.queries.stories() == ()


def test_a_source_given_as_bytes_is_kept_with_its_words_and_one_undo_takes_it_back(desk: Desk) -> None:
    story = story_of(desk)
    before = everything(desk.archive)
    kept = keep_source_file(desk, story_id=story.id, data=LETTER.encode(), file_name="letter.txt")
    assert kept.capture is not None
    assert kept.capture.text == LETTER
    assert kept.source.title == "letter.txt"
    assert "title" in kept.source.to_confirm
    desk.revert(kept.changes)
    assert everything(desk.archive) == before


def test_the_same_bytes_under_another_name_change_nothing_of_the_source(desk: Desk) -> None:
    story = story_of(desk)
    kept = keep_source_file(desk, story_id=story.id, data=LETTER.encode(), file_name="letter.txt")
    again = keep_source_file(desk, story_id=story.id, data=LETTER.encode(), file_name="sent twice.txt")
    assert (again.source, again.capture, again.changes.rows) == (kept.source, kept.capture, ())


def test_files_that_were_read_are_laid_in_together_as_one_act(desk: Desk) -> None:
    story = story_of(desk)
    before = everything(desk.archive)
    named = {"letter.txt": LETTER, "sent twice.txt": LETTER, "notes.txt": "The gate was open."}
    files = [read_source_file(desk, data=words.encode(), file_name=name) for name, words in named.items()]
    assert everything(desk.archive) == before
    done = lay_source_files(desk, story_id=story.id, files=files)
    assert [kept.is_new for kept in done.value] == [True, False, True]
    assert [kept.source.title for kept in done.value] == ["letter.txt", "letter.txt", "notes.txt"]
    assert [kept.capture.text for kept in done.value] == list(named.values())
    desk.revert(done.changes)
    assert everything(desk.archive) == before


def test_a_file_that_cannot_be_read_says_so_and_can_be_kept_without_its_text(desk: Desk) -> None:
    story = story_of(desk)
    with pytest.raises(CannotRead):
        keep_source_file(desk, story_id=story.id, data=b"%PDF-1.7 broken", file_name="a.pdf")
    kept = keep_source_file(desk, story_id=story.id, data=b"%PDF-1.7 broken", file_name="a.pdf", without_text=True)
    assert kept.capture is not None
    assert kept.capture.text == ""
    assert "without its text" in kept.notices[0]


def test_an_address_is_noted_and_no_copy_is_kept(desk: Desk) -> None:
    story = story_of(desk)
    kept = keep_source_address(desk, story_id=story.id, url="https://courier.example/pier")
    assert (kept.source.publisher, kept.capture) == ("courier.example", None)
    with pytest.raises(BadInput, match="no address"):
        keep_source_address(desk, story_id=story.id, url="courier")


def test_the_sample_is_laid_once_and_restored_beside_a_changed_one(desk: Desk) -> None:
    first = lay_sample_story(desk)
    assert lay_sample_story(desk).id == first.id

    def rename(tx: Transaction) -> None:
        tx.put(replace(tx.get(Story, first.id), headline="Changed by a writer"))

    desk.run("Rename", rename)
    fresh = restore_sample(desk)
    assert fresh.value.slug == "lantern-quay-second-season-2"
    assert fresh.value.headline != "Changed by a writer"
    records = desk.queries.story_records(fresh.value.id)
    assert records.claims
    assert records.captures
    desk.revert(fresh.changes)
    assert [story.id for story in desk.queries.stories()] == [first.id]


def test_the_preview_is_byte_for_byte_what_is_put_out(desk: Desk, tmp_path: Path) -> None:
    story = lay_sample_story(desk)
    checked = check_story(desk.queries.story_records(story.id), profile=SOLO, now=NOW)
    shown = preview_bytes(desk, checked=checked, settings=Settings(), format_name="markdown", as_draft=True)
    released = put_out(
        desk, checked=checked, settings=Settings(), format_name="markdown", folder=tmp_path / "out", as_draft=True
    )
    assert released.path.read_bytes() == shown
    assert released.receipt.profile == "solo"


def test_with_the_rules_for_two_somebody_else_answers_what_is_asked(desk: Desk, tmp_path: Path) -> None:
    story = story_of(desk)
    desk.run("Sign", set_story_fields, story_id=story.id, fields={"byline": "By Ida Renner"})
    checked = check_story(desk.queries.story_records(story.id), profile=SOLO, now=NOW)
    settings, out = Settings(member="Ines Falk", profile="pair"), tmp_path / "out"
    reason = "Read by both of us on Friday."

    def leave(answered_by: str, *, as_draft: bool = False) -> Receipt:
        return put_out(
            desk, checked=checked, settings=settings, format_name="markdown", folder=out, reason=reason,
            answered_by=answered_by, as_draft=as_draft,
        ).receipt  # fmt: skip

    for nobody_else in ("", "  ines falk ", "Ida Renner", "ida renner", "I. Renner", "IR", "Ines Falk and Ida Renner"):
        with pytest.raises(Refused, match="somebody other than the author answers"):
            leave(nobody_else)
    assert not list(out.iterdir())
    assert leave("", as_draft=True).is_draft
    assert leave("Bo Lund").reason == (
        f"{reason} (Answered by Bo Lund. On one machine that is only asserted by Ines Falk.)"
    )


def test_with_the_rules_for_two_an_editor_at_the_keyboard_answers_for_a_story_somebody_else_began(
    desk: Desk, tmp_path: Path
) -> None:
    seat_member(desk, Settings(member="Ida Renner"))
    story = story_of(desk)
    desk.run("Rename", set_story_fields, story_id=story.id, fields={"byline": "Newsdesk"})
    seat_member(desk, Settings(member="Bo Lund"))
    checked = check_story(desk.queries.story_records(story.id), profile=SOLO, now=NOW)

    def leave(answered_by: str) -> Receipt:
        return put_out(
            desk, checked=checked, settings=Settings(member="Bo Lund", profile="pair"), format_name="markdown",
            folder=tmp_path / "out", reason="Read by both of us on Friday.", answered_by=answered_by,
        ).receipt  # fmt: skip

    for author in ("Ida Renner", "ir", "Newsdesk"):
        with pytest.raises(Refused, match=f"and {author} is an author of this story"):
            leave(author)
    assert "Answered by Bo Lund. On one machine that is only asserted" in leave("Bo Lund").reason


def test_whoever_sits_down_acts_at_the_desk_from_then_on(desk: Desk) -> None:
    member = seat_member(desk, Settings(member="Ida Renner"))
    assert desk.actor == member.id
    assert seat_member(desk, Settings(member="Ida Renner")).id == member.id
    assert desk.queries.counts()["publisher"] > 10
