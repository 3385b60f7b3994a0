"""R14: ids are names and order is a number; a clock that jumps changes neither."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.domain.ids import ALPHABET, ID_LENGTH, Ids, is_id, short_id, timestamp
from newsroom.domain.story import Story
from tests.builders import START, log_of, new_desk

SEQUENCES = 500
OPERATIONS_A_SEQUENCE = 2

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTS = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC))


class Jumping:
    """A clock that shows the moments it is given, the last one for ever."""

    def __init__(self, moments: list[datetime]) -> None:
        self._moments = moments

    def __call__(self) -> datetime:
        return self._moments.pop(0) if len(self._moments) > 1 else self._moments[0]


@settings(max_examples=SEQUENCES, deadline=None)
@given(st.lists(MOMENTS, min_size=1, max_size=30))
@example([START] * 30)
@example([datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=UTC), EPOCH, datetime(1, 1, 2, tzinfo=UTC)])
@example([datetime(9999, 12, 30, tzinfo=UTC), EPOCH])
def test_ids_are_unique_and_well_formed_whatever_the_clock_does(moments: list[datetime]) -> None:
    ids = Ids(clock=Jumping(list(moments)))
    made = [ids.new() for _ in range(len(moments) + 5)]
    assert len(set(made)) == len(made)
    for each in made:
        assert len(each) == ID_LENGTH == 26
        assert set(each) <= set(ALPHABET)
        assert is_id(each)
        assert each == each.lower()
        assert not set(each) & set("ilou"), "letters that are mistaken for others"
        assert each.endswith(short_id(each))


@settings(max_examples=200, deadline=None)
@given(MOMENTS.filter(lambda moment: moment >= EPOCH), st.binary(min_size=10, max_size=10))
def test_an_id_is_the_milliseconds_and_the_random_bytes_it_was_made_of(moment: datetime, noise: bytes) -> None:
    number = 0
    for character in Ids(clock=lambda: moment, entropy=lambda _: noise).new():
        number = number * 32 + ALPHABET.index(character)
    assert number & ((1 << 80) - 1) == int.from_bytes(noise, "big")
    assert abs((number >> 80) - (moment - EPOCH) // timedelta(milliseconds=1)) <= 1


def test_a_clock_before_1970_makes_ids_of_1970() -> None:
    assert Ids(clock=lambda: datetime(1912, 4, 15, tzinfo=UTC), entropy=bytes).new() == "0" * 26


@settings(max_examples=200, deadline=None)
@given(MOMENTS, st.integers(min_value=-14, max_value=14))
def test_a_stored_time_is_utc_with_milliseconds_wherever_it_was_taken(moment: datetime, hours: int) -> None:
    elsewhere = timezone(timedelta(hours=hours))
    if not datetime(2, 1, 1, tzinfo=UTC) < moment < datetime(9998, 1, 1, tzinfo=UTC):
        return
    assert timestamp(moment.astimezone(elsewhere)) == timestamp(moment)
    assert len(timestamp(moment)) == len("2025-10-05T09:30:00.000Z")
    assert timestamp(moment).endswith("Z")


def jumps(rng: random.Random) -> list[Callable[[datetime], datetime]]:
    """A sequence of what a clock may do between two looks."""
    return rng.choices(
        (
            lambda moment: moment,
            lambda moment: moment + timedelta(microseconds=rng.randint(1, 999)),
            lambda moment: moment + timedelta(seconds=rng.randint(1, 4000)),
            lambda moment: moment - timedelta(seconds=rng.randint(1, 4000)),
            lambda moment: moment - timedelta(days=rng.randint(1, 400)),
            lambda _: datetime(1961, 8, 13, 1, 0, tzinfo=UTC),
            lambda _: datetime(2199, 1, 1, tzinfo=UTC),
            lambda _: START,
        ),
        k=OPERATIONS_A_SEQUENCE,
    )


def test_five_hundred_sequences_of_a_jumping_clock_keep_their_order_by_number(tmp_path: Path) -> None:
    rng = random.Random(14)
    now = [START]
    desk = new_desk(tmp_path / "desk", ids=Ids(clock=lambda: now[0]))
    told: list[int] = []
    desk.subscribe(lambda changes: told.append(changes.seq))
    story = desk.run("Write", lambda tx: tx.add(Story, slug="clock")).value
    names: list[str] = [story.id]
    done: list[tuple[int, str]] = []
    for number in range(SEQUENCES):
        for jump in jumps(rng):
            now[0] = jump(now[0])
            headline = f"Headline {len(done)}"
            changes = desk.run(
                "Headline", lambda tx, headline=headline: tx.put(replace(tx.get(Story, story.id), headline=headline))
            ).changes
            done.append((changes.seq, headline))
        if number % 10 == 0:
            names += [row.id for row in desk.run("Write", lambda tx: tx.add(Story, slug="clock")).changes.rows]
    log = log_of(desk.archive)
    entries = [entry for entry in log if entry.field == "headline"]
    assert [entry.after for entry in entries] == [headline for _, headline in done]
    assert all(later.before == earlier.after for earlier, later in pairwise(entries))
    assert told == sorted(set(told))
    assert [seq for seq, _ in done] == sorted(seq for seq, _ in done)
    assert all(earlier.seq < later.seq for earlier, later in pairwise(log))
    assert not {entry.seq for entry in log} & set(told), "a change and its entries have numbers of their own"
    ids = [*names, *(entry.id for entry in log)]
    assert len(set(ids)) == len(ids)
    assert all(is_id(each) for each in ids)
    assert [entry.at for entry in log] != sorted(entry.at for entry in log), "the clock did jump"
    desk.close()


def test_numbers_go_on_after_the_desk_is_opened_with_an_earlier_clock(tmp_path: Path) -> None:
    seqs: list[int] = []
    for moment in (START, START - timedelta(days=4000), EPOCH - timedelta(days=1)):
        desk = new_desk(tmp_path / "desk", ids=Ids(clock=lambda moment=moment: moment))
        seqs.append(desk.run("Write", lambda tx: tx.add(Story, slug="clock")).changes.seq)
        desk.close()
    desk = new_desk(tmp_path / "desk")
    numbers = [entry.seq for entry in log_of(desk.archive)]
    desk.close()
    assert seqs == sorted(set(seqs))
    assert numbers == sorted(set(numbers))


def test_a_record_changed_under_a_clock_set_back_keeps_its_beginning_and_counts_on(tmp_path: Path) -> None:
    now = [START]
    desk = new_desk(tmp_path / "desk", ids=Ids(clock=lambda: now[0]))
    story = desk.run("Write", lambda tx: tx.add(Story, slug="clock")).value
    now[0] = START - timedelta(days=30)
    later = desk.run("Headline", lambda tx: tx.put(replace(story, headline="Earlier"))).value
    assert (later.version, later.created_at) == (2, story.created_at)
    assert later.changed_at == timestamp(now[0])
    desk.close()
