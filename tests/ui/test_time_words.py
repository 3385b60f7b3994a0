"""Moments and days in words, and due times as people write them."""

from datetime import datetime, timedelta, timezone

import pytest

from ui.time_words import date_words, due_of, due_words_refusal, read_due, when_words

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Thursday."""


@pytest.mark.parametrize(
    ("stored", "words", "is_overdue"),
    [
        ("2026-03-12", "due today", False),
        ("2026-03-11", "overdue 10 h", True),
        ("2026-03-08", "overdue 3 days", True),
        ("2026-03-12T18:00", "due today 18:00", False),
        ("2026-03-12T08:30:00Z", "overdue 30 min", True),
        ("2026-03-13T09:00", "due tomorrow 09:00", False),
        ("2026-03-16T09:00", "due Mon 09:00", False),
        ("2027-01-02", "due 2 Jan 2027", False),
    ],
)
def test_a_due_time_is_told_as_people_say_it(stored: str, words: str, is_overdue: bool) -> None:
    due = due_of(stored, now=NOW)
    assert due is not None
    assert (due.words, due.is_overdue) == (words, is_overdue)


@pytest.mark.parametrize("stored", [None, "", "soon", "2026-13-40"])
def test_what_is_no_due_time_is_none(stored: str | None) -> None:
    assert due_of(stored, now=NOW) is None


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("18:00", "2026-03-12T18:00+01:00"),
        ("9:00", "2026-03-13T09:00+01:00"),
        ("today 18:00", "2026-03-12T18:00+01:00"),
        ("tomorrow", "2026-03-13"),
        ("Fri 17.30", "2026-03-13T17:30+01:00"),
        ("thursday", "2026-03-12"),
        ("14 Mar, 12:00", "2026-03-14T12:00+01:00"),
        ("1 Jan", "2027-01-01"),
        ("2026-03-14T12:00", "2026-03-14T12:00+01:00"),
    ],
)
def test_a_due_time_is_read_as_people_write_it(written: str, stored: str) -> None:
    assert read_due(written, now=NOW) == stored
    assert due_words_refusal(written, now=NOW) == ""


@pytest.mark.parametrize("written", ["soon", "25:00", "31 Feb", "12:00 or so"])
def test_words_that_are_no_time_are_refused_with_an_example(written: str) -> None:
    assert read_due(written, now=NOW) is None
    assert "18:00" in due_words_refusal(written, now=NOW)


def test_no_words_mean_no_due_time_and_are_not_refused() -> None:
    assert due_words_refusal("  ", now=NOW) == ""


@pytest.mark.parametrize(
    ("partial", "words"),
    [
        ("2025", "2025"),
        ("2025-07", "Jul 2025"),
        ("2025-07-14", "14 Jul 2025"),
        ("2025-07-14T10:30", "14 Jul 2025, 10:30"),
        ("last year", "last year"),
        (None, ""),
    ],
)
def test_a_date_shows_only_what_is_known_of_it(partial: str | None, words: str) -> None:
    assert date_words(partial) == words


def test_a_moment_of_today_is_a_clock_and_an_older_one_has_its_day() -> None:
    assert when_words("2026-03-12T08:30:00.000Z", now=NOW) == "09:30"
    assert when_words("2026-03-11T22:10:00.000Z", now=NOW) == "yesterday 23:10"
    assert when_words("2025-11-03T08:30:00.000Z", now=NOW) == "3 Nov 2025 09:30"
