"""What the commands rest on: imports and their undo, guesses from a text, proposals taken and dropped."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.cli import exit_code_of
from newsroom.commands.common import counted, moment, opened, partial_date
from newsroom.desk.claims import find_in_draft, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.guesses import GuessedEvidence, evidence_named_in_text
from newsroom.desk.imports import ImportResult
from newsroom.desk.levels import rate_claims
from newsroom.desk.proposals import Proposal, accept_proposal, drop_proposal, proposals_of, source_without_copy
from newsroom.desk.sources import NewCapture, add_capture, add_source
from newsroom.domain.changes import Changes
from newsroom.domain.errors import ArchiveTrouble, BadInput, Damaged, DeskHeld, Missing, Refused, StaleUndo
from newsroom.domain.quote import Quote
from newsroom.domain.source import OriginalFile
from newsroom.domain.story import Asset
from newsroom.domain.story_records import StoryRecords
from newsroom.storage.queries import Queries
from newsroom.tasks.articles import bring_in_article
from newsroom.text.scan import FoundClaim, FoundSource, scan
from tests.builders import everything, new_desk, steady_ids

NOW = datetime(2025, 5, 5, 12, 0, tzinfo=UTC)
TEXT = """date 2025-05-04 (L-R) Ada Roe and Tom Vane open the outer pier in 2024. (Photo by Ines Calloway/Tidemark)

The pier has been closed for the winter, per a Tarnby Courier report dated 3 May 2025. The Harbour Board declined \
to comment.

As per the Weirside Review interview dated May 1, 2025, Ada Roe, who runs the ferry, said,

“We have a plan, and they have been busy with it.”

Any further cuts, including rumours of a sale of the ferry, are not confirmed.
"""
CLOSURE = "The pier has been closed for the winter, per a Tarnby Courier report dated 3 May 2025."
RUMOUR = "Any further cuts, including rumours of a sale of the ferry, are not confirmed."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    working = new_desk(tmp_path / "desk", ids=steady_ids(start=NOW))
    yield working
    working.close()


def imported(desk: Desk, text: str = TEXT, *, name: str = "pier.txt") -> ImportResult:
    return bring_in_article(desk, data=text.encode("utf-8"), file_name=name).result


def records_of(desk: Desk, result: ImportResult) -> StoryRecords:
    return Queries(desk.archive).story_records(result.story.id)


def waiting(desk: Desk, result: ImportResult, kind: str = "") -> list[Proposal]:
    return [one for one in proposals_of(records_of(desk, result)) if kind in ("", one.kind)]


def test_an_undo_takes_the_whole_import_back_and_a_redo_brings_it_again(desk: Desk) -> None:
    told: list[Changes] = []
    before = everything(desk.archive)
    desk.subscribe(told.append)
    result = imported(desk)
    after = everything(desk.archive)
    assert len(told) == 1
    assert result.claims > 3

    undone = desk.revert(told[0])

    assert everything(desk.archive) == before
    with pytest.raises(Missing):
        Queries(desk.archive).story_records(result.story.id)
    desk.revert(undone)
    assert {kind: set(rows) for kind, rows in everything(desk.archive).items()} == {
        kind: set(rows) for kind, rows in after.items()
    }
    assert records_of(desk, result).draft.text == TEXT


def test_an_import_somebody_worked_on_since_is_not_taken_back(desk: Desk) -> None:
    told: list[Changes] = []
    desk.subscribe(told.append)
    result = imported(desk)
    desk.run("Take", accept_proposal, proposal=waiting(desk, result, "claim")[0])
    with pytest.raises(StaleUndo, match="Import"):
        desk.revert(told[0])
    assert records_of(desk, result).draft.text == TEXT


def test_the_bytes_of_an_import_are_kept_and_the_same_bytes_only_once(desk: Desk) -> None:
    first, second = imported(desk), imported(desk)
    assert first.story.slug != second.story.slug
    (file,) = Queries(desk.archive).where(OriginalFile)
    assert desk.archive.files.read(file.sha256) == TEXT.encode("utf-8")
    assert first.story.imported_from == second.story.imported_from == file.id


def test_everything_found_is_a_proposal_and_the_photo_an_asset_without_a_file(desk: Desk) -> None:
    result = imported(desk)
    records = records_of(desk, result)
    assert all(claim.proposed for claim in records.claims)
    assert all(source.proposed for source in records.sources)
    assert all(use.proposed for use in records.quote_uses)
    (asset,) = Queries(desk.archive).where(Asset)
    assert (asset.original_file, asset.credit) == (None, "Ines Calloway/Tidemark")
    assert asset.caption.startswith("(L-R) Ada Roe")


def test_a_claim_taken_from_a_proposal_brings_the_evidence_its_words_name(desk: Desk) -> None:
    result = imported(desk)
    start, end = find_in_draft(TEXT, CLOSURE)
    desk.run("Mark", mark_claim, story_id=result.story.id, start=start, end=end)
    one = next(one for one in rate_claims(records_of(desk, result), now=NOW) if one.claim.wording == CLOSURE)
    assert (one.level, one.assessment.flags) == ("low", {"SINGLE_ORIGIN", "UNINSPECTED", "NO_POSITION"})
    courier = next(source for source in records_of(desk, result).sources if source.publisher == "Tarnby Courier")
    assert (courier.proposed, courier.published) == (False, "2025-05-03")


def test_a_rumour_has_evidence_of_unknown_authority_until_somebody_traces_it(desk: Desk) -> None:
    result = imported(desk)
    rumour = next(one for one in rate_claims(records_of(desk, result), now=NOW) if one.claim.wording == RUMOUR)
    assert (rumour.level, rumour.assessment.flags) == ("unsourced", {"RUMOUR", "LABEL_AS_ANALYSIS"})


def test_a_quote_that_is_taken_makes_its_speaker_a_person_and_its_source_a_real_one(desk: Desk) -> None:
    result = imported(desk)
    (use,) = waiting(desk, result, "quote_use")
    assert (use.certain, use.detail) == (True, "Ada Roe, Weirside Review 2025-05-01")
    desk.run("Take", accept_proposal, proposal=use)
    records = records_of(desk, result)
    assert [person.name for person in records.people] == ["Ada Roe"]
    assert [source.publisher for source in records.sources if not source.proposed] == ["Weirside Review"]


def test_words_of_an_outlet_itself_count_with_the_outlet_and_make_no_person_of_it(desk: Desk) -> None:
    text = (
        "The pier will close, per a Tarnby Courier report dated 3 May 2025.\n\n"
        "The Tarnby Courier called the closure “a scandal of the first order.”\n"
    )
    result = imported(desk, text)
    uses = [one for one in waiting(desk, result, "quote_use") if "Tarnby Courier" in one.detail]
    assert uses, [one.detail for one in waiting(desk, result)]
    desk.run("Take", accept_proposal, proposal=uses[0])
    records = records_of(desk, result)
    assert [person.name for person in records.people] == []
    (courier,) = (source for source in records.sources if source.publisher == "Tarnby Courier")
    (quote,) = Queries(desk.archive).where(Quote)
    assert quote.source == courier.id


def test_a_dropped_proposal_lies_in_the_bin_with_its_quote_and_an_undo_takes_it_out(desk: Desk) -> None:
    result = imported(desk)
    (use,) = waiting(desk, result, "quote_use")
    dropped = desk.run("Drop", drop_proposal, proposal=use)
    assert not waiting(desk, result, "quote_use")
    assert not Queries(desk.archive).where(Quote)
    desk.revert(dropped.changes)
    assert waiting(desk, result, "quote_use") == [use]


def source(desk: Desk, story: str, **fields: object) -> str:
    known = {"type": "news_report", "title": "A report", **fields}
    return desk.run("Add", add_source, story_id=story, fields=known).value.id


@pytest.mark.parametrize(
    ("url", "publisher", "published", "found"),
    [
        ("https://courier.example/a", "", "", "by address"),
        ("", "The Evening Pilot", "2025-05-03", "by outlet"),
        ("https://pilot.example/b", "evening pilot", "2025-05-03T10:00:00", "by outlet"),
        ("", "Evening Pilot", "2025-05", "by outlet"),
        ("", "Evening Pilot", "", "by outlet"),
        ("", "Evening Pilot", "2025-05-04", None),
        ("", "Weirside Review", "", None),
        ("https://courier.example/other", "Courier", "", None),
        ("", "", "2025-05-03", None),
    ],
)
def test_a_new_copy_belongs_to_the_source_nobody_has_a_copy_of(
    desk: Desk, url: str, publisher: str, published: str, found: str | None
) -> None:
    story = imported(desk, "A note about the pier and its gate.\n").story.id
    ids = {
        source(desk, story, url="https://courier.example/a", publisher="Courier"): "by address",
        source(desk, story, publisher="Evening Pilot", published="2025-05-03"): "by outlet",
        source(desk, story, publisher="Weirside Review", title="One of two"): "first of two",
        source(desk, story, publisher="Weirside Review", title="Two of two"): "second of two",
    }
    asked = {"story_id": story, "url": url, "publisher": publisher, "published": published}
    matched = desk.run("Look", source_without_copy, **asked).value  # pyright: ignore[reportArgumentType]
    assert (ids[matched.id] if matched is not None else None) == found
    if matched is not None:
        desk.run("Keep", add_capture, source_id=matched.id, capture=NewCapture(None, "pasted", "Words."))
        assert desk.run("Look", source_without_copy, **asked).value is None  # pyright: ignore[reportArgumentType]


def guesses(words: str, *names: str) -> tuple[GuessedEvidence, ...]:
    claim = FoundClaim(0, len(words), words, "fact", "attributed")
    sources = [FoundSource(name, "news_report", None, 0, 0) for name in names]
    return evidence_named_in_text(words, claims=[claim], sources=sources, quotes=[])


@pytest.mark.parametrize(
    ("words", "names", "found"),
    [
        ("The pier is shut, the Tarnby Courier reported.", ["Tarnby Courier"], ["Tarnby Courier"]),
        ("The pier is shut, Tarnby Courier reported.", ["The Tarnby Courier"], ["The Tarnby Courier"]),
        ("The Pilotage Act shut the pier.", ["Pilot"], []),
        ("Copilot and Pilot both say so.", ["Pilot"], ["Pilot"]),
        ("Pilot’s report came after that of the Courier.", ["Courier", "Pilot"], ["Pilot", "Courier"]),
        ("Nobody is named.", ["Courier"], []),
        ("Nobody is named.", ["the ", ""], []),
    ],
)
def test_a_source_is_guessed_where_its_name_stands_as_words_of_its_own(
    words: str, names: list[str], found: list[str]
) -> None:
    assert [guess.source_name for guess in guesses(words, *names)] == found


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120), st.text(max_size=8))
def test_guessing_takes_any_words_and_any_names(words: str, name: str) -> None:
    for guess in guesses(words, name):
        assert guess.claim == 0
    found = scan(words)
    evidence_named_in_text(words, claims=found.claims, sources=found.sources, quotes=found.quotes)


@pytest.mark.parametrize("given_words", ["2025", "2025-07", "2025-07-14", "2025-07-14T10:30", "2025-07-14T10:30:05Z"])
def test_a_date_may_be_as_precise_as_it_is_known(given_words: str) -> None:
    context, option = click.Context(click.Command("x")), click.Option(["--published"])
    assert partial_date(context, option, given_words) == given_words
    assert partial_date(context, option, None) is None


@pytest.mark.parametrize(
    "given_words", ["", "May", "2025-13", "2025-02-30", "14.7.2025", "2025-07-14 10:30", "20250714"]
)
def test_what_is_no_date_is_refused(given_words: str) -> None:
    context, option = click.Context(click.Command("x")), click.Option(["--published"])
    for check in (partial_date, moment):
        with pytest.raises(click.BadParameter, match="2025-07-14"):
            check(context, option, given_words)
    with pytest.raises(click.BadParameter, match="is no time"):
        moment(context, option, "2025-07")


def test_each_kind_of_trouble_has_its_exit_code() -> None:
    codes = {BadInput: 2, Missing: 2, Refused: 2, StaleUndo: 2, DeskHeld: 4, ArchiveTrouble: 5, Damaged: 5}
    assert {kind: exit_code_of(kind("")) for kind in codes} == codes


def test_a_path_that_is_no_desk_is_a_wrong_word_but_a_lost_archive_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no desk"):
        opened(tmp_path / "nowhere")
    new_desk(tmp_path / "desk").close()
    (tmp_path / "desk" / "archive.sqlite").unlink()
    with pytest.raises(ArchiveTrouble):
        opened(tmp_path / "desk")


def test_things_are_counted_in_words() -> None:
    assert [counted(number, "quote") for number in (0, 1, 2)] == ["0 quotes", "1 quote", "2 quotes"]
