"""What was found in a text, gone through where it stands: one key takes, one drops, one goes on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.domain.claim import Claim
from newsroom.domain.quote import QuoteUse
from newsroom.text.worth import worth_of
from tests.ui.test_import_bar import ARTICLE
from tests.ui.writing_window import WritingWindow, lay_story
from ui.icons import Icons

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[Callable[[], WritingWindow]]:
    windows: list[WritingWindow] = []

    def make() -> WritingWindow:
        for old in windows:
            old.close()
        windows.clear()
        windows.append(WritingWindow(qtbot, icons=icons, folder=tmp_path / "desk", downloads=tmp_path / "none"))
        return windows[0]

    yield make
    for window in windows:
        window.close()
        assert window.faults == []


@pytest.fixture
def window(open_window: Callable[[], WritingWindow], tmp_path: Path) -> WritingWindow:
    window = open_window()
    path = tmp_path / "fares.md"
    path.write_text(ARTICLE, encoding="utf-8")
    window.importing.bring_in([path])
    window.settle()
    window.editor.setFocus()
    return window


def selected(window: WritingWindow) -> str:
    start, end = window.editor.selection()
    return ARTICLE[start:end]


def go_to(window: WritingWindow, words: str) -> None:
    """Presses Alt+Down until these words are looked at."""
    for _ in range(len(window.guide.waiting) + 1):
        window.press(Qt.Key.Key_Down, ALT)
        if selected(window) == words:
            return
    raise AssertionError(f"{words!r} was not come to")


def test_the_next_key_goes_through_all_in_the_order_of_the_text_and_round_again(window: WritingWindow) -> None:
    window.editor.set_caret(0)
    seen: list[tuple[int, str]] = []
    for _ in window.guide.waiting:
        window.press(Qt.Key.Key_Down, ALT)
        assert window.guide.current is not None
        seen.append((window.guide.current.start or 0, window.guide.current.proposal.id))
    assert seen == sorted(seen, key=lambda one: one[0])
    assert len({proposal for _, proposal in seen}) == len(window.guide.waiting)
    window.press(Qt.Key.Key_Down, ALT)
    assert window.guide.current is not None
    assert window.guide.current.proposal.id == seen[0][1]


def test_what_was_found_is_said_in_plain_words(window: WritingWindow) -> None:
    go_to(window, "“We have not raised them since 2019,”")
    assert "  ·  Quote of Ottilie Brandvik" in window.bar.place.text()
    go_to(window, "“Nobody asked the islanders.”")
    assert "speaker guessed" in window.bar.place.text()
    go_to(window, "The Slate Ledger")
    assert "  ·  Source: The Slate Ledger, " in window.bar.place.text()
    shown = " ".join(window.guide.words_of(one) for one in window.guide.waiting)
    for word in ("quote_use", "news_report", "inferred", "to_confirm", "claim", "None"):
        assert word not in shown


def test_one_key_takes_what_is_looked_at_and_one_undo_brings_it_back(window: WritingWindow) -> None:
    go_to(window, "“We have not raised them since 2019,”")
    left = len(window.guide.waiting)
    window.press(Qt.Key.Key_Return, ALT)
    window.settle()
    (taken,) = [use for use in window.desk.queries.where(QuoteUse) if not use.proposed]
    assert taken.speaker_name == "Ottilie Brandvik"
    assert len(window.guide.waiting) < left
    assert window.timeline.undo_label == "Take the quote"
    assert window.editor.toPlainText() == ARTICLE
    window.actions["undo"].trigger()
    window.settle()
    assert len(window.guide.waiting) == left
    assert all(use.proposed for use in window.desk.queries.where(QuoteUse))


def test_one_key_drops_what_stands_at_the_caret_and_one_undo_brings_it_back(window: WritingWindow) -> None:
    sentence = "The ferry carried 412,000 passengers last year."
    window.editor.set_caret(ARTICLE.index(sentence) + 10)
    left = len(window.guide.waiting)
    window.press(Qt.Key.Key_Delete, ALT)
    window.settle()
    assert sentence not in [claim.wording for claim in window.desk.queries.where(Claim)]
    assert len(window.guide.waiting) == left - 1
    assert window.timeline.undo_label == "Drop the statement"
    window.actions["undo"].trigger()
    window.settle()
    assert len(window.guide.waiting) == left


def test_the_shortest_at_the_caret_is_meant_a_quotation_within_its_sentence(window: WritingWindow) -> None:
    window.editor.set_caret(ARTICLE.index("islanders"))
    window.press(Qt.Key.Key_Delete, ALT)
    window.settle()
    assert window.timeline.undo_label == "Drop the quote"


def test_going_through_goes_on_by_itself_after_each_decision(window: WritingWindow) -> None:
    window.editor.set_caret(0)
    window.bar.through.click()
    decided: list[str] = []
    while window.guide.current is not None:
        decided.append(window.guide.current.proposal.id)
        window.press(Qt.Key.Key_Return if len(decided) % 2 else Qt.Key.Key_Delete, ALT)
    assert len(decided) == len(set(decided))
    window.settle()
    assert window.guide.waiting == ()
    view = window.watch.view
    assert view is not None
    assert view.proposals == ()


def test_going_through_begins_with_what_a_check_is_worth_most_and_one_key_turns_to_the_order_of_the_text(
    window: WritingWindow,
) -> None:
    window.editor.set_caret(0)
    window.bar.through.click()
    points: list[int] = []
    for _ in window.guide.waiting:
        current = window.guide.current
        assert current is not None
        kind = current.proposal.detail if current.proposal.kind == "claim" else "speech"
        points.append(0 if current.proposal.kind == "source" else worth_of(current.proposal.words, kind).points)
        window.press(Qt.Key.Key_Down, ALT)
    assert points == sorted(points, reverse=True) and points[0] > points[-1]
    window.editor.set_caret(0)
    window.bar.through.click()
    assert window.guide.current is not None and window.bar.order.text() == "In text order"
    window.editor.set_caret(0)
    window.press(Qt.Key.Key_Down, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert window.guide.current == window.guide.waiting[0] and window.bar.order.text() == "Worth a check first"
    window.press(Qt.Key.Key_Delete, ALT)
    assert window.guide.current == window.guide.waiting[0]
    # The other order again, with what a check is worth most.
    window.bar.order.click()
    assert window.guide.current == window.guide.order.sorted(window.guide.waiting)[0]


def test_a_decision_is_seen_at_once_and_not_only_when_the_story_was_read_again(window: WritingWindow) -> None:
    window.editor.set_caret(0)
    window.press(Qt.Key.Key_Down, ALT)
    assert window.guide.current is not None
    gone = window.guide.current.proposal.id
    window.press(Qt.Key.Key_Delete, ALT)
    assert gone not in [one.proposal.id for one in window.guide.waiting]


def test_moving_the_caret_away_ends_the_going_through(window: WritingWindow) -> None:
    window.bar.through.click()
    assert window.bar.place.isVisible()
    window.editor.set_caret(len(ARTICLE))
    assert window.guide.current is None
    assert not window.bar.place.isVisible()
    assert window.bar.found.isVisible()


def test_places_move_with_the_words_that_are_typed_before_them(window: WritingWindow) -> None:
    window.editor.set_caret(0)
    window.qtbot.keyClicks(window.editor, "Today. ")
    window.press(Qt.Key.Key_Down, ALT)
    start, end = window.editor.selection()
    assert window.guide.current is not None
    assert window.editor.toPlainText()[start:end] == ARTICLE[start - len("Today. ") : end - len("Today. ")]


def test_proposals_survive_a_restart_and_count_against_nothing(
    window: WritingWindow, open_window: Callable[[], WritingWindow]
) -> None:
    story, waiting = window.focus.story, [one.proposal.id for one in window.guide.waiting]
    view = window.watch.view
    assert view is not None
    assert [finding for finding in view.checked.findings if finding.record in set(waiting)] == []
    again = open_window()
    again.open(story)
    assert [one.proposal.id for one in again.guide.waiting] == waiting


def test_with_nothing_at_the_caret_the_keys_say_so(window: WritingWindow) -> None:
    window.editor.set_caret(0)
    window.press(Qt.Key.Key_Return, ALT)
    assert window.words_told()[-1] == "Nothing that was found stands here. Alt+Down goes to the next."
    assert window.timeline.undo_label == "Import fares.md"


def test_in_a_story_without_proposals_the_actions_rest(window: WritingWindow) -> None:
    window.open(lay_story(window.desk, "The harbour is closed today."))
    for name in ("take_proposal", "drop_proposal", "next_proposal", "take_certain"):
        assert not window.actions[name].isEnabled()


def test_the_count_goes_on_while_one_after_the_other_is_decided(window: WritingWindow) -> None:
    window.editor.set_caret(0)
    window.bar.through.click()
    counted: list[str] = []
    while window.guide.current is not None:
        counted.append(window.bar.place.text().split("  ·")[0])
        window.press(Qt.Key.Key_Delete, ALT)
    of_all = counted[0].split(" of ")[1]
    assert counted[0] == f"1 of {of_all}"
    assert all(one.endswith(f" of {of_all}") for one in counted)
    numbers = [int(one.split(" of ")[0]) for one in counted]
    assert numbers == sorted(set(numbers))
    assert not window.bar.isVisible()


def test_only_what_is_left_is_counted_and_no_number_is_left_out(window: WritingWindow) -> None:
    window.guide.take_certain()
    window.settle()
    left = len(window.guide.waiting)
    window.editor.set_caret(0)
    window.bar.through.click()
    counted: list[tuple[int, int]] = []
    for _ in range(2):
        counted.append(window.guide.number)
        window.press(Qt.Key.Key_Down, ALT)
    while window.guide.current is not None:
        counted.append(window.guide.number)
        window.press(Qt.Key.Key_Delete, ALT)
    assert counted[:3] == [(1, left), (2, left), (3, left)]
    # The two that were passed over come last.
    assert [number for number, _ in counted[2:-2]] == list(range(3, len(counted) - 1))
    assert counted[-1] == (counted[-1][1], counted[-1][1])
