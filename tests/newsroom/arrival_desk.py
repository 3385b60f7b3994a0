"""A desk with a story of a renewal known from one trade report, for the day the studio speaks. All is invented."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsroom.desk.arrival import Arrival, Row, read_arrival
from newsroom.desk.claims import attach_evidence, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.levels import RatedClaim, rate_claims
from newsroom.desk.sources import NewCapture, add_capture, add_source, rate_publisher
from newsroom.desk.stories import start_story
from newsroom.domain.claim import Claim
from newsroom.domain.source import Source
from newsroom.domain.story import Story
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

BEFORE = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
AFTER = datetime(2025, 10, 6, 12, 0, tzinfo=UTC)
STUDIO = "Pell Marrow Pictures"
RENEWAL = "Coldwater Ferry has reportedly been renewed for a second season at Oriva, per a Marquee Wire exclusive."
NOTHING_YET = "no announcement has been posted yet"
CREDIT = "In August the North Sound Film Office approved an estimated $9.2M tax credit for Coldwater Ferry season 2."
RUMOUR = "A return of the harbour master is rumoured."
JULY = "Pell Marrow Pictures said in July that Coldwater Ferry would be renewed for season 2."
TEXT = f"""{RENEWAL} {STUDIO} declined to comment, and {NOTHING_YET}.

{CREDIT}

{JULY}

{RUMOUR} Filming could begin in spring, but that remains a guess until Oriva confirms it.
"""
STATEMENT = (
    f"{STUDIO} and Oriva have renewed Coldwater Ferry for a second season. Ten new episodes are being written.\n"
)


@dataclass(frozen=True, slots=True)
class ArrivalDesk:
    """The story with its claims, by the words they are marked at."""

    desk: Desk
    story: Story
    claims: dict[str, Claim]

    def source(self, words: str = "", **fields: object) -> Source:
        """A source of the story, with a copy where it has words."""

        def lay(tx: Transaction) -> Source:
            source = add_source(tx, story_id=self.story.id, fields=fields)
            if words:
                add_capture(tx, source_id=source.id, capture=NewCapture(None, "saved_page", words))
            return source

        return self.desk.run("Add", lay).value

    def statement(self, **fields: object) -> Source:
        """What the studio says on 6 October 2025, captured."""
        given = {"type": "official_statement", "title": "Second season", "publisher": STUDIO, "published": "2025-10-06"}
        return self.source(STATEMENT, **{**given, **fields})

    def mark(self, words: str, *, story: Story | None = None, text: str = TEXT, **fields: object) -> Claim:
        start = text.index(words)
        held = story or self.story
        return self.desk.run(
            "Mark", mark_claim, story_id=held.id, start=start, end=start + len(words), fields=fields
        ).value

    def arrival(self, source: Source, *, now: datetime = AFTER) -> Arrival:
        return read_arrival(self.desk.queries, source.id, now=now)

    def row(self, source: Source, words: str, *, now: datetime = AFTER) -> Row:
        return self.arrival(source, now=now).row(self.claims[words].id)

    def rated(self, words: str, *, now: datetime = AFTER) -> RatedClaim:
        records = self.desk.queries.story_records(self.story.id)
        return next(one for one in rate_claims(records, now=now) if one.claim.id == self.claims[words].id)


def arrival_desk(folder: Path) -> ArrivalDesk:
    """As on 5 October 2025: the trade report seen, the credit in a record, a search of ours that found nothing, the
    studio silent."""
    desk = new_desk(folder, ids=steady_ids(start=BEFORE))
    story, claims = desk.run("Lay in", _lay_in).value
    return ArrivalDesk(desk, story, claims)


def laid_desk(folder: Path) -> Path:
    """Such a desk, closed, to be copied for each test: laying it in takes much longer."""
    arrival_desk(folder).desk.close()
    return folder


def copied_desk(laid: Path, folder: Path) -> ArrivalDesk:
    """A copy of a closed desk, opened."""
    shutil.copytree(laid, folder)
    desk = new_desk(folder, ids=steady_ids(1, start=BEFORE))
    (story,) = desk.queries.stories()
    return ArrivalDesk(desk, story, {claim.wording: claim for claim in desk.queries.where(Claim, story=story.id)})


def _lay_in(tx: Transaction) -> tuple[Story, dict[str, Claim]]:
    """In one act, for each costs a commit."""
    story = start_story(tx, fields={"headline": "Coldwater Ferry reportedly renewed", "slug": "coldwater"}, text=TEXT)
    rate_publisher(tx, name="Marquee Wire", grade="B", reason="Corrects its errors.")
    marks: dict[str, dict[str, object]] = {
        RENEWAL: {"pending": "its own announcement", "pending_from": STUDIO, "pending_by": "2025-10-03"},
        NOTHING_YET: {"kind": "absence", "ttl_days": 1}, CREDIT: {}, RUMOUR: {"kind": "forecast"},
        JULY: {"kind": "speech", "about_date": "2025-07"},
    }  # fmt: skip
    claims: dict[str, Claim] = {}
    for words, fields in marks.items():
        start = TEXT.index(words)
        claims[words] = mark_claim(tx, story_id=story.id, start=start, end=start + len(words), fields=fields)
    for words, kind, publisher, day in (
        (RENEWAL, "trade_report", "Marquee Wire", "2025-10-03"),
        (CREDIT, "public_record", "North Sound Film Office", "2025-08-21"),
        (NOTHING_YET, "observation", "", "2025-10-05"),
    ):
        fields = {"type": kind, "title": f"The {kind}", "publisher": publisher, "published": day}
        source = add_source(tx, story_id=story.id, fields=fields)
        add_capture(tx, source_id=source.id, capture=NewCapture(None, "saved_page", "A page that says so."))
        attach_evidence(tx, claim_id=claims[words].id, source_id=source.id)
    return story, claims
