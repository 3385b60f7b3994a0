"""From the text to the pane of what stands at the caret, and what the saved copy shows of a page just cited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.domain.story import Story
from tests.journeys.person import Person
from tests.ui.shell import written_desk
from ui.citing import Citing
from ui.panes.claims import ClaimsPane
from ui.panes.quotes import QuotesPane
from ui.panes.sources import SourcesPane

TEXT = (
    "The ferry to Tarnby was late on Monday. It carried 412 passengers.\n\n"
    "“We will not raise the fares,” Ottilie Brandvik said. The council meets on Friday.\n"
)
PAGE = """<html><head><title>Ferry carried 412 on Monday</title></head><body><article><h1>Ferry carried 412</h1>
<p>The boat left the pier late, as it often does in autumn, and people waited in the rain for most of it.</p>
<p>It carried 412 passengers on Monday, the harbour office said, more than on any day since the summer.</p>
</article></body></html>"""


@pytest.fixture
def stories(tmp_path: Path) -> list[Story]:
    return written_desk(tmp_path / "desk", TEXT)


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, stories: list[Story]) -> Iterator[Person]:
    made = Person(qtbot, tmp_path / "desk")
    made.shell.program.focus.look_at_story(stories[0].id)
    made.settle()
    yield made
    made.shell.end()


def test_the_keys_of_claims_and_quotes_open_them_at_the_one_at_the_caret(person: Person) -> None:
    for words in ("The ferry", "It carried"):
        person.put_caret(words)
        person.do("claim_selection")
    person.put_caret("We will not")
    person.do("quote_selection")
    person.put_caret("The ferry")
    person.press("Alt+3")
    claims = person.window.pane("claims")
    assert isinstance(claims, ClaimsPane)
    assert claims.claim.level.wording.text().startswith("The ferry")
    person.put_caret("We will not")
    person.press("Alt+2")
    quotes = person.window.pane("quotes")
    assert isinstance(quotes, QuotesPane)
    assert quotes.quote.speaker.text() == "Ottilie Brandvik"


def test_a_page_cited_while_the_sources_lie_behind_shows_its_words_when_they_are_asked_for(
    person: Person, tmp_path: Path
) -> None:
    page = tmp_path / "ferry.html"
    page.write_text(PAGE, encoding="utf-8")
    person.window.show_pane("claims")
    person.put_caret("It carried")
    citing = person.window.findChild(Citing)
    assert citing is not None and citing.cite_files([page], offset=person.editor.caret())
    person.settle()
    person.put_caret("It carried")
    person.press("Ctrl+Return")
    sources = person.pane("sources", SourcesPane)
    assert "It carried 412 passengers on Monday" in sources.sheet.copy.view.toPlainText()
    assert sources.sheet.copy.view.passage is not None
    assert sources.sheet.copy.view.isVisible()
