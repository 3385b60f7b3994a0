"""The article beside the checkout through the window: dropped on it, taken, and each level as the issue says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.person import Person, words_in
from tests.shared_material import shared_folder
from ui.editor.import_bar import ImportBar
from ui.panes.claims import ClaimsPane
from ui.panes.quotes import QuotesPane
from ui.panes.sources import SourcesPane
from ui.widgets.record_lines import RecordLine

pytestmark = pytest.mark.conformance


@pytest.fixture
def one(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    person = Person(qtbot, tmp_path / "desk")
    yield person
    person.shell.end()


def test_the_article_is_dropped_taken_and_judged_and_one_undo_each_takes_it_back(one: Person) -> None:
    (article,) = sorted((shared_folder() / "articles").glob("*.txt"))
    text = article.read_text(encoding="utf-8")
    before = one.shell.text
    one.drop(article)
    bar = one.part(ImportBar)
    assert one.shell.text == text
    assert re.match(r"Found \d+ quotes, 5 sources, \d\d statements", words_in(bar))
    assert len(one.pane("sources", SourcesPane).list.lines) >= 5
    one.click(bar.certain.text(), bar)
    taken = [line for line in one.pane("quotes", QuotesPane).list.lines if not line.faint]
    assert taken and all("not compared yet" in f"{line.subtitle} {line.spoken}" for line in taken)
    claims = take_every_claim(one)
    assert len(claims) > 20
    assert {line.mark for line in claims} <= {"unsourced", "low", "moderate", "not_ratable"}
    rumour = next(line for line in claims if "rumors of" in line.title)
    assert rumour.mark == "unsourced" and "rumour" in rumour.subtitle
    renewal = re.split(r"\n\s*\n", text)[1].strip().split(". ")[0]
    first = next(line for line in claims if renewal.startswith(line.title[:60]))
    assert first.mark == "low" and "one source" in first.subtitle and "no copy saved" in first.subtitle
    assert not bar.isVisible()
    labels = one.undo_all()
    assert labels[-1] == f"Undo Import {article.name}"
    assert one.shell.text == before


def take_every_claim(one: Person) -> list[RecordLine]:
    """Goes through what is left and takes each by its key."""
    bar = one.part(ImportBar)
    one.click("Go through them", bar)
    while bar.take.isVisible():
        one.press("Alt+Return")
    one.settle()
    return list(one.pane("claims", ClaimsPane).list.lines)
