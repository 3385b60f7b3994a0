"""The day the press release arrives: a renewal known from one trade report, a studio that would not say, and then the
studio's own statement. Through the window, with every level before and after, and taken back by one undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.proposals import accept_proposal, proposals_of
from newsroom.domain.claim import Level
from newsroom.domain.source import Source
from newsroom.domain.story import PostPublication, Receipt
from newsroom.storage.transaction import Transaction
from newsroom.tasks.articles import bring_in, open_article
from tests.builders import new_desk
from tests.journeys.coldwater import ARTICLE, RENEWAL, RUMOUR
from tests.journeys.command_line import done, newsroom, written
from tests.journeys.person import Person, differing
from ui.arrival_watch import ArrivalBar
from ui.dialogs.arrival import READERS, ArrivalWindow
from ui.dialogs.arrival_claims import ArrivalClaims
from ui.dialogs.watch_list import WatchListWindow
from ui.panes.claims import ClaimsPane
from ui.panes.sources import SourcesPane
from ui.panes.sources_sheet import DETAILS
from ui.widgets.record_lines import RecordLine

STUDIO = "Pell Marrow Pictures"
JULY = f"{STUDIO} said in July 2025 that Coldwater Ferry would be renewed for a second season."
NOTHING_YET = "no announcement has been posted yet."
CREDIT = "In August the North Sound Film Office approved"
STORY = f"{ARTICLE}\n{JULY}\n"
BEFORE: dict[str, Level] = {
    RENEWAL: "low", NOTHING_YET: "low", CREDIT: "moderate", RUMOUR: "unsourced", JULY: "unsourced"
}  # fmt: skip
AFTER: dict[str, Level] = {**BEFORE, RENEWAL: "confirmed", NOTHING_YET: "refuted"}
RELEASE_NAME = "second-season.html"
RELEASE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Coldwater Ferry goes on</title>
<meta property="og:site_name" content="{STUDIO}">
<meta property="article:published_time" content="2025-10-06T09:00:00Z"></head>
<body><article><h1>Coldwater Ferry goes on</h1>
<p>{STUDIO} and Oriva have renewed Coldwater Ferry for a second season. The ten new episodes are being written now, and
everybody who sailed in the first season has been asked to come aboard again.</p>
<p>The studio thanks the harbour of Tarnby, where the series is made, and everybody who lent it a boat, a rope or a
kitchen table while the first season was being filmed last year.</p></article></body></html>
"""


def lay_in(folder: Path, article: Path) -> str:
    """The text brought in, and all that was found in it taken, as on the day before; returns the story's id."""
    desk = new_desk(folder)
    story = bring_in(desk, opened=open_article(path=article)).result.story

    def take_all(tx: Transaction) -> None:
        for found in proposals_of(desk_records):
            accept_proposal(tx, proposal=found)

    desk_records = desk.queries.story_records(story.id)
    desk.run("Take what was found", take_all)
    desk.close()
    return story.id


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return written(tmp_path / "coldwater.md", STORY)


@pytest.fixture
def one(qtbot: QtBot, tmp_path: Path, article: Path) -> Iterator[Person]:
    lay_in(tmp_path / "desk", article)
    person = Person(qtbot, tmp_path / "desk")
    yield person
    person.shell.end()


def levels(one: Person) -> dict[str, Level]:
    return {words: one.claim(words).level for words in BEFORE}


def test_the_studio_speaks_and_every_level_follows_at_once_and_one_undo_takes_it_back(
    one: Person, tmp_path: Path
) -> None:
    assert levels(one) == BEFORE
    say_what_it_waits_for(one)
    put_the_story_out(one)
    drop_the_release(one, tmp_path)
    window = look_at_what_came(one)
    the_preview_writes_nothing(one, window)
    before = one.records()
    one.click("Attach it to 2 claims", window)
    assert levels(one) == AFTER
    assert one.claim(NOTHING_YET).assessment.flags == {"SUPERSEDED", "SINGLE_ORIGIN", "UNINSPECTED"}
    one.until(lambda: not one.part(ArrivalBar).isVisible())
    go_to_the_words(one, window)
    tell_the_readers(one, window)
    one.press("Ctrl+Z")
    one.settle()
    assert levels(one) == BEFORE
    assert differing(before, one.records()) == []
    one.until(one.part(ArrivalBar).isVisible)


def say_what_it_waits_for(one: Person) -> None:
    """In the claims pane, and then it stands in the list over all stories."""
    pane = one.pane("claims", ClaimsPane)
    one.pick(pane.list, one.claim(RENEWAL).claim.id)
    pane.claim.fold.click()
    one.fill(pane.claim.fields.lines["pending"], "its own announcement")
    one.fill(pane.claim.fields.lines["pending_from"], STUDIO)
    one.fill(pane.claim.fields.lines["pending_by"], "2025-10-10")
    one.do("waiting")
    window = one.part(WatchListWindow)
    one.until(lambda: window.isVisible() and bool(window.list.lines))
    (line,) = window.list.lines
    assert line.title == RENEWAL and line.warned
    assert f"its own announcement, from {STUDIO}" in line.subtitle and line.subtitle.startswith("Overdue for ")
    window.close()
    one.come_back()


def put_the_story_out(one: Person) -> None:
    one.desk.run("Export", Transaction.add, Receipt, story=one.view.story.id, format="html", profile="solo",
                 revision_seq=1, text_sha256="", output_sha256="", file_name="out.html", is_draft=False)  # fmt: skip
    one.settle()


def drop_the_release(one: Person, folder: Path) -> None:
    """A saved page; only when it is said whose word it is does it settle anything."""
    one.drop(written(folder / RELEASE_NAME, RELEASE))
    (source,) = [one_ for one_ in one.desk.queries.where(Source) if one_.title == "Coldwater Ferry goes on"]
    bar = one.part(ArrivalBar)
    one.until(bar.isVisible)
    assert "bears on 1 claim that waited for it." in bar.words.text()
    pane = one.pane("sources", SourcesPane)
    one.pick(pane.list, source.id)
    pane.sheet.tabs.setCurrentIndex(DETAILS)
    one.choose(pane.sheet.fields.type, "official_statement")
    one.until(lambda: "bears on 2 claims" in bar.words.text())


def look_at_what_came(one: Person) -> ArrivalWindow:
    one.click("Look at it", one.part(ArrivalBar))
    window = one.part(ArrivalWindow)
    one.until(lambda: window.isVisible() and window.arrival is not None)
    return window


def the_preview_writes_nothing(one: Person, window: ArrivalWindow) -> None:
    """Each claim with its level now and then; a key changes the stance, and the level with it."""
    before = one.records()
    claims = window.claims
    told = {line.title: (line.subtitle, line.tail) for line in claims.list.lines if not line.heading}
    assert told == {
        RENEWAL: ("low → confirmed · backs it · waited for this", "✓ take"),
        NOTHING_YET: ("low → refuted · contradicts it · says nothing is there yet", "✓ take"),
        JULY: ("stays unsourced · background · says the same or the opposite", "leave"),
    }  # fmt: skip
    renewal = one.claim(RENEWAL).claim.id
    one.pick(claims.list, renewal)
    key(one, claims, "2")
    assert line_of(claims, renewal).subtitle.startswith("low → disputed · contradicts it")
    key(one, claims, "Space")
    assert line_of(claims, renewal).tail == "leave"
    key(one, claims, "1")
    assert line_of(claims, renewal).subtitle.startswith("low → confirmed") and window.take.text().endswith("2 claims")
    one.pick(claims.list, one.claim(JULY).claim.id)
    (why,) = [row.value for row in claims.detail.rows if row.label == "Why"]
    assert why.startswith("Its words put it at July 2025, and this is later, so it cannot back it.")
    assert differing(before, one.records()) == []


def key(one: Person, claims: ArrivalClaims, keys: str) -> None:
    claims.list.setFocus()
    one.press(keys)


def line_of(claims: ArrivalClaims, claim: str) -> RecordLine:
    return next(line for line in claims.list.lines if line.id == claim)


def go_to_the_words(one: Person, window: ArrivalWindow) -> None:
    """What must change and what may, in the order of the text; Return leads there."""
    one.until(lambda: any(line.mark_name == "Must change" for line in window.words.list.lines))
    lines = [line for line in window.words.list.lines if not line.heading]
    must = [line.title for line in lines if line.mark_name == "Must change"]
    assert must == [NOTHING_YET]
    assert {RENEWAL, "The cast reportedly heard of it on a call."} & {line.title for line in lines} == {RENEWAL}
    assert any("it has spoken since" in line.subtitle for line in lines)
    (overtaken,) = [line for line in lines if line.title == NOTHING_YET]
    one.pick(window.words.list, overtaken.id)
    window.words.list.setFocus()
    one.press("Return")
    start, end = one.editor.selection()
    assert one.shell.text[start:end] == NOTHING_YET


def tell_the_readers(one: Person, window: ArrivalWindow) -> None:
    """The story is out, so a notice is proposed; it is recorded when somebody says so, and an undo of its own."""
    window.activateWindow()
    window.tabs.setCurrentIndex(READERS)
    readers = window.readers
    assert (readers.kind.value(), readers.standing.text()[:22]) == ("update", "The story was exported")
    assert f"an official statement by {STUDIO}" in readers.reader_text.toPlainText()
    assert one.desk.queries.where(PostPublication) == ()
    one.click("Record the notice", window)
    (notice,) = one.desk.queries.where(PostPublication)
    assert (notice.kind, len(notice.claims)) == ("update", 2)
    one.until(lambda: "Readers were told on" in readers.standing.text())
    one.come_back()
    one.editor.setFocus()
    one.press("Ctrl+Z")
    one.settle()
    assert one.desk.queries.where(PostPublication) == ()


def test_the_same_from_the_command_line(article: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    story = lay_in(desk, article)
    claims = {claim["wording"]: claim for claim in newsroom("claims", "list", story, "--json", desk=desk).json}
    done("claims", "wait", claims[RENEWAL]["id"], "--for", "word", "--from", STUDIO, "--by", "2025-10-10", desk=desk)
    (waiting,) = newsroom("claims", "waiting", "--json", desk=desk).json
    assert (waiting["wording"], waiting["from"], waiting["overdue"]) == (RENEWAL, STUDIO, True)
    assert f"word, from {STUDIO}" in done("claims", "waiting", desk=desk).out
    page = written(tmp_path / RELEASE_NAME, RELEASE)
    source = newsroom(
        "source", "add", story, page, "--type", "official_statement", "--json", desk=desk
    ).json  # fmt: skip

    shown = newsroom("claims", "arrival", source["id"], "--json", desk=desk).json

    changed = {row["wording"]: (row["before"], row["after"]) for row in shown["claims"] if row["chosen"]}
    assert changed == {RENEWAL: ("low", "confirmed"), NOTHING_YET: ("low", "refuted")}
    assert shown["wording"] == []
    assert "low" in done("claims", "list", story, desk=desk).out
    told = done("claims", "arrival", source["id"], "--take", "--only", claims[NOTHING_YET]["id"], desk=desk).out
    assert f"must  “{NOTHING_YET}”" in told
    after = {claim["wording"]: claim["level"] for claim in newsroom("claims", "list", story, "--json", desk=desk).json}
    assert (after[NOTHING_YET], after[RENEWAL]) == ("refuted", "low")
    assert newsroom("claims", "arrival", source["id"], "--only", claims[RUMOUR]["id"], desk=desk).code == 2
