"""“Found in …”: the saved copies of the desk searched for the words of a quotation whose source is not known."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.found_in import FoundIn, find_in_captures
from newsroom.desk.sources import NewCapture, add_capture, add_source
from newsroom.desk.stories import start_story
from newsroom.domain.source import Capture, Source
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

SAID = (
    "The keeper of the lock spoke for an hour. “We have not opened the upper gate since the flood, and nobody has "
    "asked us to,” Ottilie Brandvik said. “It will stay shut until the spring.” Then she showed the visitors the pumps."
)


def keep_copies(transaction: Transaction) -> None:
    """Thirty-one sources with a copy each; the sixteenth is the one looked for."""
    story = start_story(transaction, fields={"headline": "The lock"}, text="")
    others = [f"A walk along the quay, part {n}. The gate stood open and the flood was far away." for n in range(30)]
    for number, text in enumerate((*others[:15], SAID, *others[15:])):
        fields = {"type": "news_report", "title": f"Page {number}", "publisher": "Tarnby Courier"}
        source = add_source(transaction, story_id=story.id, fields=fields)
        add_capture(transaction, source_id=source.id, capture=NewCapture(None, "pasted", text))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    working = new_desk(tmp_path_factory.mktemp("found") / "desk", ids=steady_ids())
    working.run("Keep", keep_copies)
    yield working
    working.close()


def found(desk: Desk, words: str, *, limit: int = 3) -> tuple[FoundIn, ...]:
    return find_in_captures(desk.queries, words, limit=limit)


@pytest.mark.parametrize(
    ("words", "kind", "place"),
    [
        ("“We have not opened the upper gate since the flood”", "exact",
         "We have not opened the upper gate since the flood"),
        ("“It will stay shut”", "exact", "It will stay shut"),
        ("“We have not opened the upper gate … and nobody has asked us to,”", "marked_edit",
         "We have not opened the upper gate since the flood, and nobody has asked us to,"),
        ("“We have opened the lower gate since the flood, and nobody has begged us to,”", "unmarked_edit",
         "We have not opened the upper gate since the flood, and nobody has asked us to,"),
    ],
)  # fmt: skip
def test_words_of_a_copy_are_found_in_it_with_their_place(desk: Desk, words: str, kind: str, place: str) -> None:
    best = found(desk, words)[0]

    assert (best.source.title, best.kind) == ("Page 15", kind)
    assert best.capture.text[best.start : best.end] == place


def test_a_lost_not_is_told_first_of_the_changes(desk: Desk) -> None:
    best = found(desk, "“We have opened the lower gate since the flood, and nobody has begged us to,”")[0]

    assert (best.detail, best.changes[0][2]) == ("lost_negation", "not")


def test_words_that_stand_in_no_copy_are_found_nowhere(desk: Desk) -> None:
    assert found(desk, "“Everybody sang until the morning came over the hills.”") == ()


@pytest.mark.parametrize("words", ["", "“”", "…", "“ … ”", '"', '" OR "', "[…]", "NEAR(", "\u202e\u200b"])
def test_what_holds_no_words_is_found_nowhere(desk: Desk, words: str) -> None:
    assert found(desk, words) == ()


def test_of_words_that_stand_in_many_copies_only_as_many_as_wanted_are_told(desk: Desk) -> None:
    assert [one.kind for one in found(desk, "“the flood was far away”", limit=2)] == ["exact", "exact"]


def test_a_copy_of_a_binned_source_is_not_found(desk: Desk) -> None:
    def bin_it(transaction: Transaction) -> None:
        copy = next(one for one in transaction.find(Capture) if one.text == SAID)
        transaction.put(replace(transaction.get(Source, copy.source), binned_at=transaction.now))

    done = desk.run("Bin", bin_it)

    assert found(desk, "“We have not opened the upper gate since the flood”") == ()
    desk.revert(done.changes)
