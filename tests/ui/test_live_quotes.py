"""Every passage between quotation marks is live in the text: judged as it is typed, found where nobody linked it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.claims_bench import Bench
from ui.editor.anchor_marks import AnchorMark
from ui.icons import Icons
from ui.live_quotes import LiveQuotes, look_through
from ui.panes.quotes import QuotesPane
from ui.quote_hint import QuoteAtCaret, QuoteHint

NEW = "\n\nHe said: “Nobody knows the tide.”"
AGAIN = "“Nobody in this trade gets a promise any more”"


class Live(Bench):
    """The bench with its quotations followed, at the pace of a test."""

    def __init__(self, qtbot: QtBot, *, icons: Icons, folder: Path) -> None:
        super().__init__(qtbot, icons=icons, folder=folder)
        self.live = LiveQuotes(editor=self.editor, text=self.text, watch=self.watch, jobs=self.jobs, rest_ms=5)
        self.hint = QuoteHint(actions=self.actions)
        self.at_caret = QuoteAtCaret(
            desk=self.desk, editor=self.editor, live=self.live, watch=self.watch, focus=self.focus,
            timeline=self.timeline, jobs=self.jobs, actions=self.actions, notices=self.notices, hint=self.hint,
            look_ms=5,
        )  # fmt: skip
        self.marking.walk.use_candidates(self.at_caret.candidate)
        self.settle()

    def add(self, words: str) -> None:
        """Written behind the text."""
        self.editor.setFocus()
        self.editor.set_caret(len(self.document.text()))
        self.write(words)

    def shown(self, kind: str) -> list[AnchorMark]:
        return [mark for mark in self.editor.marks.values() if mark.owner_kind == kind]

    def mark_of(self, words: str) -> AnchorMark:
        return self.editor.marks[self.quote(words).use.anchor]

    def hinted(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.hint.words.text())


@pytest.fixture
def live(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Live]:
    made = Live(qtbot, icons=icons, folder=sample_desk)
    yield made
    made.close()


def test_typing_in_a_linked_quote_changes_its_mark_before_the_words_are_stored_and_undo_brings_it_back(
    live: Live,
) -> None:
    assert live.mark_of("We broke eight").name == "Quote, word for word, Ottilie Renn"
    anchor = live.quote("We broke eight").use.anchor
    live.editor.setFocus()
    live.editor.select(*live.place("nobody has asked"))
    stored = live.desk.queries.draft(live.story.id).text
    live.write("everybody has asked")
    live.qtbot.waitUntil(lambda: live.editor.marks[anchor].warned)
    assert live.editor.marks[anchor].name == "Quote, words changed, Ottilie Renn"
    assert live.desk.queries.draft(live.story.id).text == stored
    live.hinted("“everybody” stands for “nobody”")
    live.timeline.undo()
    live.qtbot.waitUntil(lambda: not live.editor.marks[anchor].warned)


def test_a_quotation_nobody_linked_is_marked_faintly_moves_along_and_is_stored_nowhere(live: Live) -> None:
    assert not live.shown("passage")
    live.add(NEW)
    live.qtbot.waitUntil(lambda: len(live.shown("passage")) == 1)
    start = live.document.text().index("“Nobody knows")
    live.editor.set_caret(0)
    live.write("First: ")
    passage = live.live.passage_at(start + len("First: ") + 3)
    assert passage is not None and live.document.words(*passage) == "“Nobody knows the tide.”"
    assert not [anchor for anchor in live.document.places() if anchor not in live.view.anchors]
    live.settle()
    assert len(live.shown("passage")) == 1
    live.act(lambda: live.delete("“Nobody knows the tide.”"))
    live.qtbot.waitUntil(lambda: not live.shown("passage"))


def test_words_of_a_saved_copy_are_found_where_they_are_typed_and_linked_by_one_key(live: Live) -> None:
    live.add(f"\n\nShe said: {AGAIN} then.")
    live.editor.set_caret(live.document.text().rindex("any more"))
    live.hinted("Found in The Evenlight Review, word for word.")
    assert not live.hint.buttons["link_passage"].isHidden()
    live.act(live.actions["link_passage"].trigger)
    one = next(one for one in live.view.checked.quotes if one.published == AGAIN)
    assert (one.kind, one.capture is not None) == ("exact", True)
    assert not live.shown("passage")
    live.hinted("word for word. Ctrl+Return shows the saved copy.")
    live.act(live.timeline.undo)
    live.qtbot.waitUntil(lambda: len(live.shown("passage")) == 1)


def test_ctrl_return_in_a_quotation_nobody_linked_opens_the_copy_that_has_its_words_and_leads_back(live: Live) -> None:
    live.add(f"\n\nShe said: {AGAIN} then.")
    caret = live.document.text().rindex("any more")
    live.editor.set_caret(caret)
    live.hinted("Ctrl+Return shows the saved copy.")
    live.actions["evidence_at_cursor"].trigger()
    rest = live.read[-1]
    assert live.raised[-1] == "sources"
    assert f"“{live.view.captures[rest.capture].text[rest.start : rest.end]}”" == AGAIN
    live.window.setFocus()
    live.actions["evidence_at_cursor"].trigger()
    assert (live.editor.hasFocus(), live.editor.caret()) == (True, caret)


def test_marks_round_words_nobody_said_are_set_aside_by_one_key_for_good(live: Live) -> None:
    live.add(NEW)
    live.qtbot.waitUntil(lambda: len(live.shown("passage")) == 1)
    live.editor.set_caret(live.document.text().rindex("tide"))
    live.hinted("No saved copy of the desk has them.")
    live.act(live.actions["not_speech"].trigger)
    assert not live.shown("passage")
    live.hinted("Somebody said that these words are no speech.")
    use = live.quote("Nobody knows the tide").use
    assert live.desk.queries.where(type(use), id=use.id)[0].kind == "scare"


def test_outside_a_quotation_nothing_is_hinted_and_its_keys_rest(live: Live) -> None:
    live.caret_in("The report cites two people")
    live.qtbot.waitUntil(lambda: not live.actions["link_passage"].isEnabled())
    assert live.hint.words.text() == "" and live.hint.buttons["not_speech"].isHidden()


def test_signs_nobody_sees_are_marked_and_named_and_stay_as_they_are(live: Live) -> None:
    live.add("\n\nHe said: “Nobody kno\u200b\u202ews.”")
    live.qtbot.waitUntil(lambda: len(live.shown("hidden")) == 1)
    assert live.shown("hidden")[0].name == "Hidden: zero-width space, right-to-left override"
    assert "kno\u200b\u202ews" in live.document.text()
    live.editor.set_caret(live.document.text().index("\u200b"))
    live.hinted("Hidden: zero-width space")


def test_the_pane_tells_the_newest_verdict(live: Live, qtbot: QtBot, icons: Icons) -> None:
    pane = QuotesPane(
        timeline=live.timeline, watch=live.watch, focus=live.focus, text=live.text, notices=live.notices,
        actions=live.actions, icons=icons, live=live.live,
    )  # fmt: skip
    qtbot.addWidget(pane)
    assert pane.list.lines[0].subtitle == "Ottilie Renn · word for word"
    live.editor.setFocus()
    live.editor.select(*live.place("nobody has asked"))
    live.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pane.list.lines[0].subtitle == "Ottilie Renn · words changed")


def test_a_stretch_is_read_for_its_quotations_and_hidden_signs() -> None:
    looked = look_through("A “b c” d.\n\nAn unclosed “mark runs on\n\n«e» f\u200bg", ())
    assert looked.passages == ((2, 7), (39, 42))
    assert looked.hidden == ((43, 46, "zero-width space"),)
