"""Whether what we hold is still what it was: kept files verified, and what rests on a bad one says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsroom.desk.check import check_story
from newsroom.desk.claims import attach_evidence
from newsroom.desk.custody import files_of_sources, verify_files, verify_story_files
from newsroom.desk.quotes import make_quote_at
from newsroom.desk.release import Leaving, release
from newsroom.desk.sources import KeptFile, NewCapture, add_capture, add_source, bin_source
from newsroom.domain.errors import Refused
from newsroom.domain.package import OpenPoint, StoryPackage
from newsroom.domain.profile import SOLO, Profile
from newsroom.domain.readiness import Finding
from newsroom.domain.source import Capture, OriginalFile
from newsroom.settings import read_profile
from newsroom.storage.transaction import Transaction
from tests.newsroom.story_desk import COPY, NOW, OFFSETS, StoryDesk, pier_desk

PAGE = COPY.encode("utf-8")


@dataclass(frozen=True, slots=True)
class Held:
    """The story of the pier with a copy whose bytes are kept, and what rests on it."""

    at: StoryDesk
    capture: Capture
    path: Path

    def findings(self, code: str = "COPY_NOT_WHOLE") -> dict[str, Finding]:
        """Of that code, by the kind of record that says so."""
        return {one.record_kind or "": one for one in self.at.view().checked.findings if one.code == code}


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    at = pier_desk(tmp_path / "desk")
    at.desk.run("Bin", bin_source, source_id=at.source.id)
    fields = {"type": "public_record", "title": "Minutes of May"}
    source = at.desk.run("Add", add_source, story_id=at.story.id, fields=fields).value
    sha256 = at.desk.archive.files.keep(PAGE)
    file = KeptFile(sha256, len(PAGE), "text/html", "minutes.html")
    copy = at.desk.run(
        "Keep", add_capture, source_id=source.id, capture=NewCapture(file, "saved_page", COPY, OFFSETS)
    ).value
    at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, source_id=source.id)
    yield Held(at, copy, at.desk.archive.files.path(sha256))
    at.desk.close()


def spoil(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def test_files_that_are_what_was_kept_are_found_whole(held: Held) -> None:
    seen: list[tuple[int, int]] = []

    report = verify_files(held.at.desk.archive, progress=lambda done, of: seen.append((done, of)))

    assert ([one.state for one in report.results], report.troubles, report.has_news) == (["whole"], (), False)
    assert report.words == "1 file: as kept"
    assert seen[-1] == (len(PAGE), len(PAGE)) == (report.bytes_read, len(PAGE))
    assert held.findings() == {}


def test_a_changed_file_marks_the_source_and_every_claim_that_rests_on_it(held: Held) -> None:
    assert held.at.view().claims[held.at.claim.id].level == "confirmed"
    spoil(held.path)
    assert held.findings() == {}, "nobody has looked yet"

    report = verify_files(held.at.desk.archive)

    told = held.findings()
    assert (report.troubles[0].words, report.has_news) == ("minutes.html: no longer what was kept", True)
    assert told["source"].message == "The saved copy of “Minutes of May” is no longer what was kept."
    assert told["claim"].record == held.at.claim.id
    assert held.at.words(held.at.view().anchors_of(held.at.claim.id)[0]).startswith("The pier")
    assert (told["claim"].start, told["claim"].weight) == (0, "tell")
    one = held.at.view().claims[held.at.claim.id]
    assert (one.level, "UNINSPECTED" in one.assessment.flags) == ("moderate", True)


def test_what_rests_on_a_bad_file_is_told_with_it(held: Held) -> None:
    held.path.unlink()

    found = verify_files(held.at.desk.archive).troubles[0]

    assert found.state == "missing"
    assert found.resting is not None
    assert [line.words for line in found.resting.sources] == ["Minutes of May"]
    assert [line.id for line in found.resting.captures] == [held.capture.id]
    assert [line.id for line in found.resting.claims] == [held.at.claim.id]
    assert [line.words for line in found.resting.stories] == ["The pier: used in the story"]


def test_a_quotation_from_a_missing_copy_says_so_at_its_place(held: Held) -> None:
    text = held.at.view().draft.text
    start, end = text.index("“We have"), text.index("”") + 1
    held.at.desk.run(
        "Quote", make_quote_at, story_id=held.at.story.id, start=start, end=end, capture_id=held.capture.id,
        source_id=held.capture.source,
    )  # fmt: skip
    held.path.unlink()

    verify_files(held.at.desk.archive)

    told = held.findings()["quote_use"]
    assert (told.start, "is missing from the desk" in told.message) == (start, True)


def test_a_file_brought_back_is_whole_again(held: Held) -> None:
    spoil(held.path)
    verify_files(held.at.desk.archive)
    held.path.write_bytes(PAGE)

    report = verify_files(held.at.desk.archive)

    assert (report.has_news, held.findings()) == (True, {})
    assert held.at.view().claims[held.at.claim.id].level == "confirmed"


def test_a_second_sound_copy_still_counts_as_inspected(held: Held) -> None:
    again = NewCapture(None, "pasted", COPY)
    held.at.desk.run("Keep", add_capture, source_id=held.capture.source, capture=again)
    spoil(held.path)
    verify_files(held.at.desk.archive)

    assert held.at.view().claims[held.at.claim.id].level == "confirmed"
    assert set(held.findings()) == {"source", "claim"}


def test_verifying_can_be_cancelled_between_two_slices(held: Held) -> None:
    large = bytes(3 << 20)
    sha256 = held.at.desk.archive.files.keep(large)
    held.at.desk.run(
        "Keep", add_capture, source_id=held.capture.source,
        capture=NewCapture(KeptFile(sha256, len(large), "audio/wav", "talk.wav"), "recording", ""),
    )  # fmt: skip
    read: list[int] = []

    report = verify_files(
        held.at.desk.archive, progress=lambda done, _: read.append(done), cancelled=lambda: read[-1] > len(PAGE)
    )

    assert (report.stopped, report.words) == (True, "1 file: as kept, stopped before the end")
    assert report.bytes_read < len(large)


def test_only_the_files_asked_for_are_read(held: Held) -> None:
    spoil(held.path)
    other = held.at.source.id

    assert verify_files(held.at.desk.archive, files=files_of_sources(held.at.desk.queries, [other])).results == ()
    files = files_of_sources(held.at.desk.queries, [held.capture.source])
    assert [one.state for one in verify_files(held.at.desk.archive, files=files).results] == ["changed"]


def test_a_hash_that_is_no_hash_names_no_file(held: Held) -> None:
    fields = {"sha256": "../../archive.sqlite", "size": 1, "media_type": "", "file_name": "odd", "kept_at": ""}
    odd = held.at.desk.run("Keep", Transaction.add, OriginalFile, **fields).value

    assert [one.state for one in verify_files(held.at.desk.archive, files=[odd]).results] == ["missing"]


def leaving(held: Held, points: tuple[OpenPoint, ...] = ()) -> Leaving:
    def render(package: StoryPackage) -> bytes:
        return package.text.encode("utf-8")

    return Leaving(story_id=held.at.story.id, format="text", extension=".txt", render=render, points=points)


def test_a_story_does_not_leave_with_damage_nobody_was_told_of(held: Held, tmp_path: Path) -> None:
    spoil(held.path)

    with pytest.raises(Refused, match=r"minutes\.html: no longer what was kept"):
        release(held.at.desk, leaving=leaving(held), folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()

    told = tuple(OpenPoint(one.weight, one.code, one.message) for one in held.findings().values())
    released = release(held.at.desk, leaving=leaving(held, told), folder=tmp_path / "out")
    assert "COPY_NOT_WHOLE" in released.receipt.gate


def test_the_files_of_a_story_are_those_of_its_file_and_of_its_evidence(held: Held) -> None:
    spoil(held.path)

    report = verify_story_files(held.at.desk.archive, story_id=held.at.story.id)

    assert [one.file.file_name for one in report.troubles] == ["minutes.html"]
    fresh = verify_story_files(held.at.desk.archive, story_id=held.at.story.id, within=60.0)
    assert [one.state for one in fresh.results] == ["changed"], "a bad file is looked at again each time"


def test_a_house_that_moves_by_rule_does_not_approve_over_a_bad_copy(held: Held) -> None:
    spoil(held.path)
    verify_files(held.at.desk.archive)
    records = held.at.desk.queries.story_records(held.at.story.id)

    def weights(profile: Profile) -> Mapping[str, str]:
        checked = check_story(records, profile=profile, now=NOW)
        return {one.code: one.weight for one in checked.findings}

    assert weights(SOLO)["COPY_NOT_WHOLE"] == "tell"
    assert weights(read_profile("full"))["COPY_NOT_WHOLE"] == "ask"
