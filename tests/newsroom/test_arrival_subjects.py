"""Statements of a party beside claims that wait for its word: what is proposed of each and what is ticked. Only a
statement on the same subject and the same matter is; in doubt it is background. All is invented."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from newsroom.desk.arrival import Arrival, Row, read_arrival, take_arrival
from newsroom.desk.arrival_news import news_of
from newsroom.desk.claims import mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.pending import wait_for, waiting_claims
from newsroom.desk.sources import NewCapture, add_capture, add_source
from newsroom.desk.stories import start_story
from newsroom.domain.changes import Changes
from newsroom.domain.claim import Claim, Stance
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction
from newsroom.tasks.samples import lay_sample_story
from tests.builders import new_desk, steady_ids

T = TypeVar("T")
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
BOARD, STUDIO = "Harbour Board", "Corvane Pictures"


@dataclass(frozen=True, slots=True)
class Told:
    """A story of one paragraph, who is waited for in it, and its headline."""

    headline: str
    text: str
    party: str


BRIDGE = "The Orrin bridge will open in May, the Port Gazette reported."
UNSAID = "No announcement has been made by the Harbour Board."
AT_THE_BRIDGE = Told("Orrin bridge to open in May, Port Gazette reports", f"{BRIDGE} {UNSAID}", BOARD)
ORDER = "Vantry has ordered a second season of Lantern Quay."
LENGTH = "The second season has ten episodes."
NO_PAGE = "no announcement stood on the studio’s press page"
NO_TRAILER = "No trailer has been released."
NO_DATE = "No date has been announced."
SERIES = Told(
    "Lantern Quay renewed for a second season, The Slate Ledger reports",
    f"{ORDER} {LENGTH} The studio would not comment, and {NO_PAGE}. {NO_TRAILER} {NO_DATE}", STUDIO,
)  # fmt: skip
PIER = "The inner pier is shut until spring."
AT_THE_PIER = Told("What is open at the harbour", f"{PIER} The ferry goes on.", BOARD)
CRANE = "Three workers were hurt when the crane fell."
AT_THE_CRANE = Told("Crane falls at the harbour", f"{CRANE} The ferry goes on.", BOARD)
LEAK = "The pool of the Lido closed because of a leak."
AT_THE_POOL = Told("Lido shut", f"{LEAK} It rains.", "Marl Baths")
FINE = "The board has not paid the fine."
AT_THE_BOARD = Told("A fine for the board", FINE, BOARD)
TIMETABLE = "The Harbour Board has published a new timetable for the Tarn ferry. Dogs travel free of charge."
SALT = (
    "Corvane Pictures and Vantry have renewed Salt Harbour for a second season. The season has eight episodes and will "
    "be released in 2027."
)

Expected = tuple[Told, str, str, Stance]
BACKS: Stance = "supports"
DENIES: Stance = "contradicts"
NEITHER: Stance = "context"
PARTLY: Stance = "partial"
PAIRS: tuple[Expected, ...] = (
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge will open in May.", BACKS),
    (AT_THE_BRIDGE, BRIDGE, "The bridge at Orrin opens in May.", BACKS),
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge opens to all on 3 May.", BACKS),
    # Denied, by whatever words.
    (AT_THE_BRIDGE, BRIDGE, "Reports that the Orrin bridge will open in May are wrong, the board says.", DENIES),
    (AT_THE_BRIDGE, BRIDGE, "It is untrue that the Orrin bridge will open in May.", DENIES),
    (AT_THE_BRIDGE, BRIDGE, "The board denies that the Orrin bridge will open in May.", DENIES),
    (AT_THE_BRIDGE, BRIDGE, "There is no truth in reports that the Orrin bridge will open in May.", DENIES),
    (AT_THE_BRIDGE, BRIDGE, "The board rejects reports that the Orrin bridge opens in May as baseless.", DENIES),
    (AT_THE_BRIDGE, BRIDGE, "A paper reported that the Orrin bridge will open in May. That is false.", DENIES),
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge will not open in May.", DENIES),
    # Another day.
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge opens in June.", DENIES),
    (AT_THE_PIER, PIER, "The inner pier is shut until autumn.", DENIES),
    # Left open.
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge might open in May, the Harbour Board said.", PARTLY),
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge may open in May, the board said.", PARTLY),
    (AT_THE_BRIDGE, BRIDGE, "The board hopes to open the Orrin bridge in May.", PARTLY),
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge is expected to open in May.", PARTLY),
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge will open in May only if the inspection is passed.", PARTLY),
    (SERIES, LENGTH, "Lantern Quay has up to ten episodes in its second season.", PARTLY),
    # Only a part of it, or not yet.
    (AT_THE_CRANE, CRANE, "Three workers were hurt when the crane fell.", BACKS),
    (AT_THE_CRANE, CRANE, "Four workers were hurt when the crane fell.", DENIES),
    (AT_THE_CRANE, CRANE, "Three workers were hurt when a scaffold fell.", PARTLY),
    (AT_THE_CRANE, CRANE, "Four workers were hurt when a scaffold fell.", NEITHER),
    (AT_THE_POOL, LEAK, "The pool of the Lido closed because staff were ill.", PARTLY),
    (AT_THE_BOARD, FINE, "The board has paid the fine.", DENIES),
    (AT_THE_BOARD, FINE, "The board will pay the fine.", NEITHER),
    # A "no" that means something else, or nobody knows what.
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge may open in May, the board said in a note that named no day.", NEITHER),
    (AT_THE_BRIDGE, BRIDGE, "The Harbour Board has not decided when the Orrin bridge will open.", NEITHER),
    (AT_THE_BRIDGE, BRIDGE, "Reports that the Orrin bridge is unsafe are wrong and it will open in May.", NEITHER),
    (AT_THE_BRIDGE, BRIDGE, "A paper reported that the Orrin bridge will open in May.", NEITHER),
    # Of something else.
    (AT_THE_BRIDGE, BRIDGE, "The Tarn bridge will open in May.", NEITHER),
    (AT_THE_BRIDGE, BRIDGE, "The Orrin ferry will open in May.", NEITHER),
    (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge will be painted in May.", NEITHER),
    (AT_THE_BRIDGE, BRIDGE, TIMETABLE, NEITHER),
    (AT_THE_PIER, PIER, "The inner pier is shut until spring.", BACKS),
    (AT_THE_PIER, PIER, "The outer pier is shut until spring.", NEITHER),
    (AT_THE_PIER, PIER, "The inner pier of Marl Haven is shut until spring.", NEITHER),
    (SERIES, ORDER, SALT, NEITHER),
    (SERIES, LENGTH, SALT, NEITHER),
    (SERIES, ORDER, "We have renewed Salt Harbour for a second season and ended Lantern Quay.", NEITHER),
    (SERIES, ORDER, "The maker of Lantern Quay has ordered a second season of Salt Harbour.", NEITHER),
    (SERIES, LENGTH, "Lantern Quay returns for a second season. Salt Harbour gets ten episodes.", NEITHER),
    (SERIES, ORDER, "Lantern Quay, the harbour drama, has been renewed for a second season.", BACKS),
    (SERIES, ORDER, "Lantern Quay has been renewed for a second and a third season.", BACKS),
    (SERIES, LENGTH, "Lantern Quay returns for a second season. It has ten episodes.", BACKS),
    (SERIES, LENGTH, "Lantern Quay’s second season has eight episodes, Salt Harbour has ten.", DENIES),
    # What is not there yet is there when the matter is told, and not before.
    (AT_THE_BRIDGE, UNSAID, TIMETABLE, NEITHER),
    (AT_THE_BRIDGE, UNSAID, "The Orrin bridge opens in June.", DENIES),
    (AT_THE_BRIDGE, UNSAID, "Reports that the Orrin bridge will open in May are wrong.", DENIES),
    (SERIES, NO_PAGE, SALT, NEITHER),
    (SERIES, NO_PAGE, "Lantern Quay has been renewed for a second season.", DENIES),
    (SERIES, NO_TRAILER, "Lantern Quay has been renewed for a second season.", NEITHER),
    (SERIES, NO_TRAILER, "The trailer of Lantern Quay is on our page.", DENIES),
    (SERIES, NO_DATE, "Lantern Quay has been renewed for a second season.", NEITHER),
    (SERIES, NO_DATE, "Lantern Quay returns for a second season on 4 March 2027.", DENIES),
)  # fmt: skip


class Here:
    """A desk with one story and one statement; what was laid in is taken back, so that the next finds nothing else."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._done: list[Changes] = []

    def run(self, operation: Callable[..., T], **given: object) -> T:
        done = self.desk.run("Lay in", operation, **given)
        self._done.append(done.changes)
        return done.value

    def take_back(self) -> None:
        while self._done:
            self.desk.revert(self._done.pop())

    def arrival(self, source: Source) -> Arrival:
        return read_arrival(self.desk.queries, source.id, now=NOW)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("subjects") / "desk", ids=steady_ids(start=NOW))
    yield made
    made.close()


@pytest.fixture
def here(desk: Desk) -> Iterator[Here]:
    made = Here(desk)
    yield made
    made.take_back()


def told(
    here: Here, story: Told, wording: str, said: str, *, kind: str = "official_statement", title: str = "A word",
    is_held: bool = True, is_awaited: bool = True,
) -> tuple[Claim, Source]:  # fmt: skip
    """A story with one claim that waits for the party, and what the party says; ``is_held``: in the story's file."""

    def lay(tx: Transaction) -> tuple[Claim, Source]:
        held = start_story(tx, fields={"headline": story.headline}, text=story.text).id
        at = story.text.index(wording)
        fields = {"kind": "absence" if wording.lower().startswith("no ") else "fact"}
        claim = mark_claim(tx, story_id=held, start=at, end=at + len(wording), fields=fields)
        if is_awaited:
            claim = wait_for(tx, claim_id=claim.id, what="word", from_whom=story.party)
        home = held if is_held else start_story(tx, fields={"headline": "Another"}, text="It rains.").id
        given = {"type": kind, "title": title, "publisher": story.party, "published": "2026-03-13"}
        source = add_source(tx, story_id=home, fields=given)
        add_capture(tx, source_id=source.id, capture=NewCapture(None, "saved_page", f"{said}\n"))
        return claim, source

    return here.run(lay)


def row(here: Here, laid: tuple[Claim, Source]) -> Row:
    claim, source = laid
    return here.arrival(source).row(claim.id)


@pytest.mark.parametrize(("story", "wording", "said", "stance"), PAIRS)
def test_only_the_same_matter_of_the_same_subject_is_ticked(
    here: Here, story: Told, wording: str, said: str, stance: Stance
) -> None:
    found = row(here, told(here, story, wording, said))
    assert (found.stance, found.is_chosen) == (stance, stance in (BACKS, DENIES)), found.caution
    assert bool(found.caution) == (stance in (NEITHER, PARTLY))


@pytest.mark.parametrize(
    ("story", "wording", "said", "because"),
    [
        (SERIES, ORDER, SALT, "It speaks of Salt Harbour; the claim is about Lantern Quay."),
        (SERIES, LENGTH, SALT, "It speaks of Salt Harbour; the claim is about Lantern Quay."),
        (AT_THE_BRIDGE, BRIDGE, TIMETABLE, "It speaks of the Tarn ferry; the claim is about the Orrin bridge."),
        (AT_THE_BRIDGE, BRIDGE, "The Orrin bridge might open in May.",
         "It says “might”, which leaves open what the claim says."),
        (AT_THE_BRIDGE, BRIDGE, "The Harbour Board has not decided when the Orrin bridge will open.",
         "It says “not”, “no” or “wrong” of something: read whether it means this."),
        (SERIES, NO_TRAILER, "Lantern Quay has been renewed for a second season.",
         "It does not speak of what this says is missing."),
    ],
)  # fmt: skip
def test_why_it_is_no_more_than_background_is_said_in_a_sentence(
    here: Here, story: Told, wording: str, said: str, because: str
) -> None:
    assert row(here, told(here, story, wording, said)).why[0] == because


def test_a_statement_on_something_else_is_listed_and_is_no_news(here: Here) -> None:
    claim, source = told(here, SERIES, ORDER, SALT)
    found = here.arrival(source)
    assert (found.row(claim.id).because, found.is_news) == ("other", False)
    assert news_of(here.desk.queries, [source.id], now=NOW) == ()
    # Whoever says that it does back it has answered what was waited for.
    taken = found.with_stance(claim.id, "supports").taken()
    here.run(take_arrival, source_id=source.id, taken=taken)
    assert claim.id not in {one.claim.id for one in waiting_claims(here.desk.queries, now=NOW)}


def test_an_answer_without_a_name_is_one_to_the_story_that_holds_it_alone(here: Here) -> None:
    said = "We confirm that a second season has been ordered."
    held = row(here, told(here, SERIES, ORDER, said, kind="email", title="Answer"))
    here.take_back()
    elsewhere = row(here, told(here, SERIES, ORDER, said, kind="email", title="Answer", is_held=False))
    assert (held.stance, held.is_chosen) == ("supports", True)
    assert (elsewhere.stance, elsewhere.is_chosen) == ("context", False)
    assert elsewhere.why[0] == "It does not name Lantern Quay, which the claim is about."


def test_what_nobody_waited_for_is_offered_when_it_gives_another_day(here: Here) -> None:
    found = row(here, told(here, AT_THE_BRIDGE, BRIDGE, "The Orrin bridge opens in June.", is_awaited=False))
    assert (found.because, found.stance, found.is_chosen) == ("matter", "contradicts", True)


def test_the_sample_story_is_left_alone_by_a_statement_on_another_series(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", ids=steady_ids(start=NOW))
    lay_sample_story(desk)
    for type_of in ("official_statement", "email"):
        source = desk.run("Add", _salt, type_of=type_of).value
        arrival = read_arrival(desk.queries, source.id, now=NOW)
        assert len(arrival.rows) >= 3
        assert [one.claim.wording for one in arrival.chosen] == []
        assert {one.stance for one in arrival.rows} == {"context"}
        assert not arrival.is_news
    desk.close()


def _salt(tx: Transaction, *, type_of: str) -> Source:
    story = start_story(tx, fields={"headline": "Salt Harbour renewed"}, text="Salt Harbour has been renewed.").id
    fields = {"type": type_of, "title": "Salt Harbour returns", "publisher": STUDIO, "published": "2026-03-06"}
    source = add_source(tx, story_id=story, fields=fields)
    add_capture(tx, source_id=source.id, capture=NewCapture(None, "saved_page", f"{SALT}\n"))
    return source
