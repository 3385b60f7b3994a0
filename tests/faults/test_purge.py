"""C07: what is purged is in no row, no index, no log, no free page and no kept file; what still holds it is named."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.purge import PurgeReport, finish_purge, purge_source, purge_story
from newsroom.domain.claim import Evidence
from newsroom.domain.draft import Draft
from newsroom.domain.errors import Damaged, Missing
from newsroom.domain.folding import fold
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.domain.story import Asset, LogEntry, Story
from newsroom.storage.backup import make_backup, verify_backup
from newsroom.storage.manifest import list_backups
from newsroom.storage.purge import purge_copies
from newsroom.storage.search_hits import search
from newsroom.storage.transaction import Transaction
from newsroom.storage.verify import verify
from tests.builders import log_of, sha256_of_text
from tests.fill_desk import FilledStory, filled_desk, records_of

CANARIES = ("Quillonax Vastergard", "wobblegauge kestrelline", "Blåhvalen Syttisjuvik")
"""Words that stand nowhere else: in a title, in captured text, in a quote."""


def desk_with_secrets(folder: Path, *, seed: int) -> tuple[Desk, FilledStory]:
    """A desk whose first source, its capture, quote, evidence and kept file say the canaries."""
    rng = random.Random(seed)
    desk, filled = filled_desk(folder, stories=3, seed=seed)
    first = filled[0]
    padding = " ".join(rng.choice(("quay", "lock", "pier")) for _ in range(rng.randint(10, 4000)))
    content = f"{padding} {CANARIES[1]} {CANARIES[0]}".encode()
    sha256 = desk.archive.files.keep(content)
    desk.run("Set fields of a source", _tell_secrets, first=first, sha256=sha256, content=content)
    for title in ("A first title", f"{CANARIES[0]} speaks", f"{CANARIES[0]} speaks again"):
        desk.run("Set fields of a source", lambda tx, title=title: tx.put(
            replace(tx.get(Source, first.source), title=title, description=f"told by {CANARIES[2]}")))  # fmt: skip
    return desk, first


def _tell_secrets(tx: Transaction, *, first: FilledStory, sha256: str, content: bytes) -> None:
    file = tx.add(
        OriginalFile, sha256=sha256, size=len(content), media_type="text/plain", file_name=f"{CANARIES[0]}.txt",
        kept_at=tx.now,
    )  # fmt: skip
    capture = tx.add(
        Capture, source=first.source, original_file=file.id, captured_at=tx.now, captured_by="", method="notes",
        text=content.decode(),
    )  # fmt: skip
    quote = tx.add(Quote, verbatim=f"I saw the {CANARIES[1]}.", source=first.source, capture=capture.id)
    use = tx.find(QuoteUse, quote=first.quote)[0]
    tx.put(replace(use, quote=quote.id, outlet=CANARIES[0], attribution_text=f"said {CANARIES[2]}"))
    tx.add(Evidence, claim=first.claim, capture=capture.id, excerpt=CANARIES[1], note=CANARIES[2])


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def spellings(words: str) -> set[bytes]:
    """Each word as stored, and its end as the search index has it, which leaves out what a word shares with the one
    before it."""
    tails = [fold(word)[3:] for word in words.split()]
    return {form.encode(code) for form in (*words.split(), *tails) for code in ("utf-8", "utf-16-le")}


def hits(folder: Path) -> list[str]:
    content = bytes_of(folder)
    names = [path.name for path in folder.rglob("*")]
    return [
        word
        for word in CANARIES
        if any(spelling in content for spelling in spellings(word)) or any(word in name for name in names)
    ]


def purge(desk: Desk, first: FilledStory) -> PurgeReport:
    purged = desk.run("Purge a source", purge_source, source_id=first.source).value
    return finish_purge(desk.archive, purged=purged)


@pytest.mark.parametrize("seed", range(20))
def test_no_byte_of_a_purged_source_is_left_on_the_desk(tmp_path: Path, seed: int) -> None:
    desk, first = desk_with_secrets(tmp_path / "desk", seed=seed)
    assert set(hits(tmp_path / "desk")) == set(CANARIES)
    purge(desk, first)
    assert verify(desk.archive).is_sound
    desk.close()
    assert hits(tmp_path / "desk") == []


def test_what_rests_on_a_purged_source_alone_goes_and_everything_else_stays(tmp_path: Path) -> None:
    desk, first = desk_with_secrets(tmp_path / "desk", seed=1)
    before = {kind: len(records_of(desk.archive, kind)) for kind in (Source, Draft, Story, Quote, QuoteUse)}
    report = purge(desk, first)
    after = {kind: len(records_of(desk.archive, kind)) for kind in before}
    assert after == {**before, Source: before[Source] - 1, Quote: before[Quote] - 2}
    assert report.purged.stories == (first.story,)
    assert all(use.quote is None or use.quote in records_of(desk.archive, Quote)
               for use in records_of(desk.archive, QuoteUse).values())  # fmt: skip
    assert first.sha256 in report.files_removed
    with desk.archive.read() as connection:
        assert search(connection, "kestrelline") == ()
        assert search(connection, "Tarnby") != ()
    desk.close()


def test_a_quote_that_rests_on_another_source_too_stays_and_loses_the_link(tmp_path: Path) -> None:
    desk, first = desk_with_secrets(tmp_path / "desk", seed=2)
    other = next(one for one in records_of(desk.archive, Capture).values()
                 if isinstance(one, Capture) and one.source != first.source)  # fmt: skip
    kept = desk.run("Add a quote", lambda tx: tx.add(
        Quote, verbatim="It was foggy.", source=first.source, capture=other.id)).value  # fmt: skip
    purge(desk, first)
    quote = records_of(desk.archive, Quote)[kept.id]
    assert isinstance(quote, Quote)
    assert (quote.source, quote.capture, quote.verbatim) == (None, other.id, "It was foggy.")
    desk.close()


def test_a_kept_file_another_record_names_stays(tmp_path: Path) -> None:
    desk, first = desk_with_secrets(tmp_path / "desk", seed=3)
    files = {one.sha256: one.id for one in records_of(desk.archive, OriginalFile).values()
             if isinstance(one, OriginalFile)}  # fmt: skip
    desk.run("Add a picture", lambda tx: tx.add(Asset, story=first.story, original_file=files[first.sha256]))
    report = purge(desk, first)
    assert first.sha256 not in report.files_removed
    assert desk.archive.files.read(first.sha256)
    desk.close()


def test_the_log_keeps_that_a_purged_record_was_there_but_nothing_it_said(tmp_path: Path) -> None:
    desk, first = desk_with_secrets(tmp_path / "desk", seed=4)
    purge(desk, first)
    entries = [entry for entry in log_of(desk.archive) if entry.record == first.source]
    assert {entry.field for entry in entries} >= {"", "title"}
    assert {(entry.before, entry.after) for entry in entries if entry.field} == {(None, None)}
    assert entries[-1].after == "removed"
    desk.close()


def test_no_byte_of_a_purged_story_is_left_on_the_desk(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk", stories=3)
    first = filled[0]
    words = f"{CANARIES[0]} met {CANARIES[1]} on {CANARIES[2]}."

    def write(tx: Transaction) -> None:
        tx.put(replace(tx.get(Draft, first.draft), text=words, sha256=sha256_of_text(words)))
        tx.put(replace(tx.get(Story, first.story), headline=CANARIES[0], dek=CANARIES[1]))
        quote = tx.add(Quote, verbatim=CANARIES[2], proposed=True)
        use = tx.find(QuoteUse, story=first.story)[0]
        tx.put(replace(use, quote=quote.id))

    desk.run("Write", write)
    purged = desk.run("Purge a story", purge_story, story_id=first.story).value
    report = finish_purge(desk.archive, purged=purged)
    assert dict(report.purged.counts)["draft"] == 1
    assert first.source in records_of(desk.archive, Source)
    assert verify(desk.archive).is_sound
    desk.close()
    assert hits(tmp_path / "desk") == []


def test_backups_and_rescue_copies_that_still_hold_it_are_named_and_can_be_purged(tmp_path: Path) -> None:
    desk, first = desk_with_secrets(tmp_path / "desk", seed=5)
    root = tmp_path / "desk" / "backups"
    holding = [make_backup(desk.archive), make_backup(desk.archive)]
    rescue = tmp_path / "desk" / "rescue" / "damaged-2025-10-05T093000.000Z"
    rescue.mkdir()
    (rescue / "archive.sqlite").write_bytes(holding[0].archive.read_bytes())
    report = purge(desk, first)
    assert {one.folder for one in report.backups} == {one.folder for one in holding}
    assert report.rescues == (rescue,)
    fresh = purge_copies(desk.archive, backups=report.backups, rescues=report.rescues)
    assert [one.folder for one in list_backups(root)] == [fresh.folder]
    assert verify_backup(fresh) == ()
    desk.close()
    assert hits(tmp_path / "desk") == []


def test_a_source_that_is_not_there_cannot_be_purged(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk", stories=1)
    with pytest.raises(Missing, match="cannot be purged"):
        desk.run("Purge a source", purge_source, source_id=filled[0].story)
    desk.close()


def test_a_damaged_source_can_be_purged(tmp_path: Path) -> None:
    desk, first = desk_with_secrets(tmp_path / "desk", seed=6)

    def damage(tx: Transaction) -> None:
        tx.connection.exec_driver_sql("UPDATE quote SET verbatim = verbatim || '!' WHERE id = ?", (first.quote,))

    desk.run("Damage", damage)
    with pytest.raises(Damaged):
        desk.run("Look", lambda tx: tx.get(Quote, first.quote))
    purge(desk, first)
    assert verify(desk.archive).is_sound
    assert not [entry for entry in log_of(desk.archive) if isinstance(entry, LogEntry) and entry.before in CANARIES]
    desk.close()
