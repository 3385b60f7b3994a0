"""R12: damaged text is never shown as good; the damaged file is kept before anything is written; the rest is saved."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsroom.domain.errors import ArchiveTrouble, Damaged, NewsroomError
from newsroom.domain.kinds import RECORD_TYPES, kind_of
from newsroom.domain.person import Person
from newsroom.domain.record import Record
from newsroom.storage.archive import Archive
from newsroom.storage.opening import open_archive
from newsroom.storage.places import Places
from newsroom.storage.row_reading import read_one, read_where
from newsroom.storage.salvage import salvage
from newsroom.storage.schema import stored_values
from newsroom.storage.transaction import Transaction
from newsroom.storage.verify import verify
from tests.fill_desk import filled_desk, stored_rows

Rows = dict[str, dict[str, tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Sound:
    """A desk before the damage: its file, and every row in it."""

    content: bytes
    rows: Rows


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    folder = tmp_path_factory.mktemp("sound") / "desk"
    desk, _filled = filled_desk(folder, stories=3)
    rows = stored_rows(desk.archive)
    desk.close()
    return Sound((folder / "archive.sqlite").read_bytes(), rows)


def flipped(content: bytes, rng: random.Random) -> bytes:
    bit = rng.randrange(len(content) * 8)
    damaged = bytearray(content)
    damaged[bit // 8] ^= 1 << (bit % 8)
    return bytes(damaged)


def cut_short(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randrange(len(content))]


def desk_of(folder: Path, content: bytes) -> Places:
    places = Places(folder)
    places.make()
    places.archive.write_bytes(content)
    return places


def kept_copies(places: Places) -> list[bytes]:
    return [path.read_bytes() for path in sorted(places.rescue.glob("damaged-*/archive.sqlite"))]


def shown(archive: Archive, record_type: type[Record], ids: Iterator[str] | list[str]) -> Iterator[Record | None]:
    """What a pane would get to see: whole records, or nothing where ``Damaged`` is raised."""
    try:
        with archive.read() as connection:
            yield from read_where(connection, record_type, {})
            return
    except Damaged:
        pass
    for record_id in ids:
        try:
            with archive.read() as connection:
                yield read_one(connection, record_type, record_id)
        except Damaged:
            yield None


def shown_wrong(archive: Archive, rows: Rows) -> set[str]:
    """The kinds of which a record would be shown other than it was stored, or would be missing without a word."""
    wrong: set[str] = set()
    for record_type in RECORD_TYPES:
        truth = rows[kind_of(record_type)]
        seen = list(shown(archive, record_type, list(truth)))
        if len(seen) < len(truth):
            wrong.add(kind_of(record_type))
        for record in seen:
            if record is not None and tuple(stored_values(record)) != truth.get(record.id, (None,))[:-1]:
                wrong.add(kind_of(record_type))
    return wrong


def add_person(transaction: Transaction) -> None:
    transaction.add(Person, name="Sigrid Holm")


def outcome(places: Places, damaged: bytes, rows: Rows) -> str:
    """Opens a damaged desk, looks at everything, writes once, and checks each promise on the way."""
    try:
        archive = open_archive(places.folder)
    except ArchiveTrouble as trouble:
        assert places.archive.read_bytes() == damaged
        if isinstance(trouble, Damaged):
            assert damaged in kept_copies(places)
        return "refused"
    try:
        wrong = shown_wrong(archive, rows)
        # The kept files are not part of these copies.
        found = [problem for problem in verify(archive).problems if problem.kind != "file"]
        assert not wrong or found, f"shown as good though damaged: {wrong}"
        assert places.archive.read_bytes() == damaged
        try:
            archive.write(add_person, actor="")
        except NewsroomError:
            assert places.archive.read_bytes() == damaged
        else:
            assert not found or damaged in kept_copies(places)
        return "told" if found else "unharmed"
    finally:
        archive.close()


def check_damage(sound: Sound, folder: Path, *, seeds: range) -> None:
    outcomes: list[str] = []
    for seed in seeds:
        rng = random.Random(seed)
        damaged = flipped(sound.content, rng) if seed % 2 else cut_short(sound.content, rng)
        places = desk_of(folder / str(seed), damaged)
        outcomes.append(outcome(places, damaged, sound.rows))
    assert {"refused", "told", "unharmed"} <= set(outcomes)


@pytest.mark.parametrize("part", range(4))
def test_no_flipped_bit_and_no_cut_shows_damaged_words_as_good(sound: Sound, tmp_path: Path, part: int) -> None:
    check_damage(sound, tmp_path, seeds=range(part * 100, part * 100 + 100))


def test_a_flipped_bit_in_the_words_of_a_record_is_always_told(sound: Sound, tmp_path: Path) -> None:
    for seed in range(60):
        rng = random.Random(seed)
        table, field = rng.choice((("draft", 6), ("revision", 7), ("quote", 5), ("claim", 6), ("story", 6)))
        words = str(rng.choice(list(sound.rows[table].values()))[field]).encode()
        start = rng.randrange(max(1, len(words) - 16))
        place = sound.content.find(words[start : start + 16])
        assert place >= 0 or table in ("draft", "revision"), (table, words)
        if place < 0:
            # The words lie across two pages here.
            continue
        damaged = bytearray(sound.content)
        damaged[place + rng.randrange(min(16, len(words)))] ^= 1 << rng.randrange(8)
        places = desk_of(tmp_path / str(seed), bytes(damaged))
        assert outcome(places, bytes(damaged), sound.rows) != "unharmed"


@pytest.mark.long
def test_no_flipped_bit_and_no_cut_shows_damaged_words_as_good_in_2000_trials(sound: Sound, tmp_path: Path) -> None:
    check_damage(sound, tmp_path, seeds=range(1000, 3000))


def test_salvage_brings_back_every_row_the_damage_did_not_touch(sound: Sound, tmp_path: Path) -> None:
    lost = 0
    for seed in range(40):
        damaged = flipped(sound.content, random.Random(9000 + seed))
        places = desk_of(tmp_path / str(seed), damaged)
        report = salvage(places)
        assert (report.kept_in / "archive.sqlite").read_bytes() == damaged
        archive = open_archive(places.folder)
        try:
            assert {problem.kind for problem in verify(archive).problems} <= {"file"}
            saved = stored_rows(archive)
        finally:
            archive.close()
        made_up = set(report.stand_ins)
        for table, rows in saved.items():
            lost += len(sound.rows[table].keys() - rows.keys())
            for record, row in rows.items():
                assert row == sound.rows[table][record] or f"{table} {record}" in made_up or report.cut_loose
    assert lost <= 40
