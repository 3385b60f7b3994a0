"""What an email of the studio would change in the sample story, before anything is written."""

from datetime import UTC, datetime
from pathlib import Path

from newsroom.desk.arrival import read_arrival
from newsroom.desk.sources import NewCapture, add_capture, add_source
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction
from newsroom.tasks.samples import lay_sample_story
from tests.builders import new_desk, steady_ids

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ANSWER = (
    "We confirm that a second season has been ordered. It has eight episodes. Filming begins in September 2026.\n"
)  # fmt: skip


def test_an_answer_with_other_figures_backs_the_order_and_contradicts_the_figures(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", ids=steady_ids(start=NOW))
    story = lay_sample_story(desk)

    def lay(tx: Transaction) -> Source:
        fields = {"type": "email", "title": "Answer", "publisher": "Corvane Pictures", "published": "2026-03-13"}
        source = add_source(tx, story_id=story.id, fields=fields)
        add_capture(tx, source_id=source.id, capture=NewCapture(None, "saved_page", ANSWER))
        return source

    arrival = read_arrival(desk.queries, desk.run("Add", lay).value.id, now=NOW)

    assert {row.claim.wording: (row.stance, row.passage) for row in arrival.chosen} == {
        "Vantry has ordered a second season of Lantern Quay.":
            ("supports", "We confirm that a second season has been ordered."),
        "The second season has ten episodes.": ("contradicts", "It has eight episodes."),
        "Filming begins in June 2026 and the season is released in 2026.":
            ("contradicts", "Filming begins in September 2026."),
    }  # fmt: skip
    desk.close()
