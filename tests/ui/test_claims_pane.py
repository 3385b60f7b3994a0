"""The claims pane: a level that explains itself, and evidence changed where it stands."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import set_claim_fields
from newsroom.desk.stories import start_story
from newsroom.domain.wording import level_with_mark
from newsroom.tasks.articles import bring_in_article
from tests.builders import new_desk
from tests.ui.claims_bench import Bench
from ui.icons import Icons
from ui.record_mime import record_mime


@pytest.fixture
def bench(qtbot: QtBot, icons: Icons, sample_desk: Path) -> Iterator[Bench]:
    made = Bench(qtbot, icons=icons, folder=sample_desk)
    yield made
    made.close()


def seen_in(widget: QWidget) -> str:
    """Every word a person sees in a part of the window."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def drop_on(target: QWidget, mime: QMimeData, *, at: QPoint | None = None) -> bool:
    place = at or QPoint(20, 20)
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, button, no_key)
    QApplication.sendEvent(target, entering)
    if not entering.isAccepted():
        return False
    dropping = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, button, no_key)
    QApplication.sendEvent(target, dropping)
    return dropping.isAccepted()


def test_the_list_stands_in_reading_order_and_one_key_puts_the_worst_first(bench: Bench) -> None:
    lines = bench.claims.list.lines
    assert lines[0].title.startswith("Vantry has ordered")
    assert [line.mark for line in lines][:2] == ["low", "confirmed"]
    bench.claims.list.setFocus()
    bench.press(Qt.Key.Key_W)
    assert [line.mark for line in bench.claims.list.lines][:3] == ["disputed", "unsourced", "unsourced"]
    bench.press(Qt.Key.Key_W)
    assert bench.claims.list.lines == lines


def test_each_line_says_level_and_flags_in_plain_words(bench: Bench) -> None:
    line = next(line for line in bench.claims.list.lines if line.mark == "disputed")
    assert line.subtitle == "disputed · one source for it · contradicted"
    assert line.spoken.startswith("Claim, disputed, two sources: The second season has ten episodes.")


def test_the_selected_claim_says_why_what_caps_it_and_what_comes_next(bench: Bench) -> None:
    bench.look_at_claim("ten episodes")
    seen = seen_in(bench.claims.claim.level)
    assert "Disputed" in seen
    assert "What backs it is weak: the source is not rated yet." in seen
    assert "What caps it:</b> A word of somebody in a position to know contradicts it." in seen
    assert "Next step:</b> Settle which is right" in seen
    assert bench.claims.claim.level.mark.level == "disputed"


def test_the_evidence_is_told_in_words_never_in_stored_values(bench: Bench) -> None:
    bench.look_at_claim("ten episodes")
    seen = seen_in(bench.claims.claim.evidence)
    assert "+ backs it" in seen
    assert "− contradicts it" in seen
    assert "published report · not rated · on the record · paragraph 2" in seen
    for stored in ("supports", "contradicts\n", "on_record", "SINGLE_ORIGIN", "insider"):
        assert stored not in seen


def test_a_level_follows_at_once_when_the_stance_is_changed_and_undo_brings_it_back(bench: Bench) -> None:
    one = bench.look_at_claim("ten episodes")
    against = next(i for i in bench.view.evidence_by_claim[one.claim.id] if i.stance == "contradicts")
    bench.claims.claim.evidence.open(against.id)
    row = bench.claims.claim.evidence.row(against.id)
    assert row is not None and row.form is not None
    bench.act(lambda: pick(row.form.stance, "background"))
    assert bench.claims.claim.level.level.text() == "Low"
    bench.act(bench.timeline.undo)
    assert bench.claims.claim.level.level.text() == "Disputed"
    assert row.form.stance.currentText() == "contradicts it"


def pick(choice: QWidget, words: str) -> None:
    """Picks an entry of a combo box by its words, as a person does with the arrow keys and Return."""
    at = choice.findText(words)  # pyright: ignore[reportAttributeAccessIssue]
    assert at >= 0, words
    choice.setCurrentIndex(at)  # pyright: ignore[reportAttributeAccessIssue]
    choice.activated.emit(at)  # pyright: ignore[reportAttributeAccessIssue]


def test_a_grade_given_to_an_outlet_in_the_evidence_line_is_remembered_for_all_its_claims(bench: Bench) -> None:
    # A grade counts from the day it was given.
    bench.now = datetime.now(UTC)
    one = bench.look_at_claim("Vantry has ordered")
    item = next(i for i in bench.view.evidence_by_claim[one.claim.id] if i.authority == "publication")
    bench.claims.claim.evidence.open(item.id)
    row = bench.claims.claim.evidence.row(item.id)
    assert row is not None and row.form is not None
    assert row.form.reliability.currentText() == "not rated"
    bench.act(lambda: pick(row.form.reliability, "usually reliable (B)"))
    assert bench.claims.claim.level.level.text() == "Moderate"
    bench.look_at_claim("ten episodes")
    assert "usually reliable (B)" in seen_in(bench.claims.claim.evidence)


def test_a_source_is_added_by_typing_a_part_of_its_name_and_its_guesses_are_told(bench: Bench) -> None:
    bench.look_at_claim("Filming begins")
    bench.press(Qt.Key.Key_E)
    picker = bench.claims.claim.picker
    bench.qtbot.keyClicks(picker.filter, "press page")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, picker.filter))
    assert bench.claims.claim.level.level.text() == "Moderate"
    seen = seen_in(bench.claims.claim.evidence)
    assert "Look at the press page" in seen
    form = bench.claims.claim.evidence.findChildren(QWidget)
    assert any(label.text() == "Whose word it is (a guess)" for label in form if isinstance(label, QLabel))
    assert "not located" in seen


def test_confirming_a_guess_takes_the_word_guess_away(bench: Bench) -> None:
    bench.look_at_claim("Filming begins")
    bench.claims.claim.pick_evidence()
    bench.qtbot.keyClicks(bench.claims.claim.picker.filter, "press page")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, bench.claims.claim.picker.filter))
    added = bench.view.evidence_by_claim[bench.claim("Filming begins").claim.id][0]
    row = bench.claims.claim.evidence.row(added.id)
    assert row is not None and row.form is not None
    bench.act(row.form.confirm.click)
    assert "a guess" not in seen_in(bench.claims.claim.evidence)
    assert not row.form.confirm.isVisible()


def test_a_source_dropped_on_the_claim_becomes_its_evidence(bench: Bench) -> None:
    one = bench.look_at_claim("lifeboat")
    held = next(held for held in bench.view.held if held.source.publisher == "The Slate Ledger")
    before = len(bench.view.evidence_by_claim.get(one.claim.id, ()))
    bench.act(lambda: drop_on(bench.claims.claim.viewport(), record_mime("source", held.source.id)))
    assert len(bench.view.evidence_by_claim[one.claim.id]) == before + 1
    assert "The Slate Ledger" in seen_in(bench.claims.claim.evidence)


def test_a_source_dropped_on_a_line_of_the_list_becomes_evidence_of_that_claim(bench: Bench) -> None:
    bench.look_at_claim("ten episodes")
    one, listed = bench.claim("lifeboat"), bench.claims.list
    held = next(held for held in bench.view.held if held.source.publisher == "The Slate Ledger")
    mime, before = record_mime("source", held.source.id), bench.view.evidence_by_claim.get(one.claim.id, ())
    row = next(row for row, line in enumerate(listed.lines) if line.id == one.claim.id)
    listed.scrollTo(listed.model().index(row, 0))
    bench.act(lambda: drop_on(listed.viewport(), mime, at=listed.visualRect(listed.model().index(row, 0)).center()))
    (item,) = [item for item in bench.view.evidence_by_claim[one.claim.id] if item not in before]
    assert item.source == held.source.id
    assert bench.claims.record == ("evidence", item.id)
    assert "The Slate Ledger" in seen_in(bench.claims.claim.evidence)
    bench.act(bench.timeline.undo)
    assert bench.view.evidence_by_claim.get(one.claim.id, ()) == before


def test_evidence_that_is_removed_comes_back_with_undo(bench: Bench) -> None:
    one = bench.look_at_claim("declined to comment")
    item = bench.view.evidence_by_claim[one.claim.id][0]
    bench.claims.claim.evidence.open(item.id)
    row = bench.claims.claim.evidence.row(item.id)
    assert row is not None and row.form is not None
    bench.act(row.form.remove.click)
    assert bench.claims.claim.level.level.text() == "Unsourced"
    assert bench.claims.claim.no_evidence.isVisible()
    bench.act(bench.timeline.undo)
    assert bench.claims.claim.level.level.text() == "Confirmed"


def test_a_level_set_by_hand_keeps_the_suggestion_beside_it_and_can_be_cleared(bench: Bench) -> None:
    bench.look_at_claim("All scripts")
    bench.claims.claim.by_hand.click()
    form = bench.claims.claim.override
    pick(form.level, "◕ high")
    bench.qtbot.keyClicks(form.note, "She showed us the finished scripts.")
    bench.act(form.set_level.click)
    assert bench.claims.claim.level.level.text() == "High, suggested ◑ moderate"
    assert "She showed us the finished scripts." in bench.claims.claim.level.by_hand.text()
    assert any("set by hand" in line.subtitle for line in bench.claims.list.lines)
    bench.act(bench.claims.claim.level.clear.click)
    assert bench.claims.claim.level.level.text() == "Moderate"


def test_what_evidence_must_do_is_refused_in_the_form_with_the_reason(bench: Bench) -> None:
    bench.look_at_claim("All scripts")
    bench.claims.claim.by_hand.click()
    form = bench.claims.claim.override
    offered = [form.level.itemText(at) for at in range(form.level.count())]
    assert "● confirmed" not in offered
    assert form.barred.text().startswith("Not offered: ● confirmed.")
    assert "too far above it to be set by hand" in form.barred.text()
    pick(form.level, "◔ low")
    bench.qtbot.keyClicks(form.note, "too short")
    form.set_level.click()
    assert "at least 15 characters" in form.refusal.text()
    assert form.isVisible()


def test_a_level_set_by_hand_that_is_the_suggested_one_is_told_and_not_stored(bench: Bench) -> None:
    one = bench.look_at_claim("All scripts")
    bench.claims.claim.by_hand.click()
    form = bench.claims.claim.override
    pick(form.level, level_with_mark(one.suggested))
    bench.qtbot.keyClicks(form.note, "We have known it for years.")
    bench.act(form.set_level.click)
    assert "suggests" in form.refusal.text() and "nothing to set by hand" in form.refusal.text()
    assert bench.claim("All scripts").override is None


def test_only_four_reasons_are_offered_until_more_are_asked_for(bench: Bench) -> None:
    bench.look_at_claim("All scripts")
    bench.claims.claim.by_hand.click()
    reason = bench.claims.claim.override.reason
    assert [reason.itemText(at) for at in range(reason.count())][-1] == "more reasons…"
    assert reason.count() == 5
    pick(reason, "more reasons…")
    assert reason.count() == 8


def test_when_the_suggestion_changes_the_level_set_by_hand_asks_whether_it_still_holds(bench: Bench) -> None:
    one = bench.look_at_claim("All scripts")
    bench.claims.claim.by_hand.click()
    pick(bench.claims.claim.override.level, "◔ low")
    bench.qtbot.keyClicks(bench.claims.claim.override.note, "She was guarded about it.")
    bench.act(bench.claims.claim.override.set_level.click)
    item = bench.view.evidence_by_claim[one.claim.id][0]
    bench.claims.claim.evidence.open(item.id)
    row = bench.claims.claim.evidence.row(item.id)
    assert row is not None and row.form is not None
    bench.act(lambda: pick(row.form.authority, "official record"))
    assert "Still your view?" in bench.claims.claim.level.asks.text()
    bench.act(bench.claims.claim.level.keep.click)
    assert not bench.claims.claim.level.asks.isVisible()
    assert bench.claims.claim.level.level.text() == "Low, suggested ● confirmed"


def test_a_claim_checked_too_long_ago_is_checked_today_by_one_key(bench: Bench) -> None:
    bench.now += timedelta(days=400)
    bench.settle()
    bench.look_at_claim("press page")
    shown = bench.claims.claim.level
    assert shown.level.text() == "Low" and shown.today.isVisible()
    bench.act(lambda: bench.press(Qt.Key.Key_T, bench.claims.list))
    items = bench.view.evidence_by_claim[bench.claim("press page").claim.id]
    assert all(item.as_of != "2026-03-12" for item in items)


def test_what_is_about_the_claim_opens_in_sight_with_the_keyboard_in_its_first_field(bench: Bench) -> None:
    bench.look_at_claim("ten episodes")
    claim = bench.claims.claim
    claim.fold.click()
    assert claim.fields.wording.hasFocus()
    bench.qtbot.waitUntil(lambda: not claim.fields.wording.visibleRegion().isEmpty(), timeout=10_000)


def test_a_field_is_stored_when_it_is_left_and_a_date_that_is_none_is_refused(bench: Bench) -> None:
    one = bench.look_at_claim("ten episodes")
    bench.claims.claim.fold.click()
    pending = bench.claims.claim.fields.lines["pending"]
    pending.setFocus()
    pending.selectAll()
    bench.qtbot.keyClicks(pending, "The episode list")
    bench.act(bench.claims.list.setFocus)
    assert bench.view.claims[one.claim.id].claim.pending == "The episode list"
    day = bench.claims.claim.fields.lines["about_date"]
    day.setFocus()
    day.selectAll()
    bench.qtbot.keyClicks(day, "last week")
    bench.press(Qt.Key.Key_Return, day)
    assert any("“last week” is no date" in words for words in bench.told)
    bench.press(Qt.Key.Key_Escape, day)


def test_what_is_being_written_in_a_field_is_not_overwritten_by_a_change_elsewhere(bench: Bench) -> None:
    bench.look_at_claim("ten episodes")
    bench.claims.claim.fold.click()
    entry = bench.claims.claim.fields.lines["pending_from"]
    entry.setFocus()
    entry.selectAll()
    bench.qtbot.keyClicks(entry, "Vantry, the ser")
    other = bench.claim("lifeboat").claim
    bench.act(lambda: bench.timeline.run("Say so", set_claim_fields, claim_id=other.id, fields={"accusation": True}))
    assert entry.text() == "Vantry, the ser"


def test_removing_a_claim_leaves_the_words_and_undo_brings_the_mark_back(bench: Bench) -> None:
    one, text = bench.look_at_claim("lifeboat"), bench.document.text()
    bench.act(lambda: bench.press(Qt.Key.Key_Delete, bench.claims.list))
    assert not any(line.id == one.claim.id for line in bench.claims.list.lines)
    assert bench.document.text() == text
    bench.act(bench.timeline.undo)
    assert any(line.id == one.claim.id for line in bench.claims.list.lines)


def test_nothing_in_the_pane_is_wider_than_a_narrow_dock(bench: Bench, qtbot: QtBot) -> None:
    one = bench.look_at_claim("ten episodes")
    bench.claims.setParent(None)
    qtbot.addWidget(bench.claims)
    bench.claims.resize(300, 900)
    bench.claims.show()
    bench.claims.claim.fold.click()
    for item in bench.view.evidence_by_claim[one.claim.id]:
        bench.claims.claim.evidence.open(item.id)
        inner = bench.claims.claim.widget()
        assert inner is not None and inner.minimumSizeHint().width() <= bench.claims.claim.viewport().width()


def test_every_part_of_the_pane_that_takes_keys_has_a_name(bench: Bench) -> None:
    one = bench.look_at_claim("ten episodes")
    bench.claims.claim.fold.click()
    bench.claims.claim.by_hand.click()
    bench.claims.claim.evidence.open(bench.view.evidence_by_claim[one.claim.id][0].id)
    takers = [w for w in bench.claims.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [w for w in takers if w.isVisible() and not (w.accessibleName() or getattr(w, "text", str)())]
    assert len(takers) > 15 and not nameless


ARTICLE = """# Harbour light goes dark

The harbour light of Tarnby went dark on Monday, the Tarnby Courier reported.

“Nobody told the pilots,” said Ottilie Brandvik, who heads the pilots’ guild. The council will replace it before winter.
"""


@pytest.fixture
def imported(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[Bench]:
    """A story brought in just now, with nothing taken of what was found in it."""
    desk = new_desk(tmp_path / "desk")
    bring_in_article(desk, data=ARTICLE.encode(), file_name="harbour-light.md")
    desk.close()
    made = Bench(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


def test_what_was_found_stands_faintly_and_is_taken_or_dropped_by_one_key(imported: Bench) -> None:
    lines = imported.claims.list.lines
    assert len(lines) >= 2 and all(line.faint and "found, not taken yet" in line.subtitle for line in lines)
    first, second = lines[0].id, lines[1].id
    imported.claims.list.setFocus()
    imported.claims.list.choose(first)
    imported.focus.look_at("claim", first)
    assert [name for name, button in imported.claims.verbs.items() if button.isVisible()] == ["take", "drop", "show"]
    imported.act(lambda: imported.press(Qt.Key.Key_Space, imported.claims.list))
    assert not next(line for line in imported.claims.list.lines if line.id == first).faint
    imported.claims.list.choose(second)
    imported.focus.look_at("claim", second)
    imported.act(lambda: imported.press(Qt.Key.Key_Delete, imported.claims.list))
    assert second not in [line.id for line in imported.claims.list.lines]
    imported.act(imported.timeline.undo)
    assert second in [line.id for line in imported.claims.list.lines]


def test_a_found_quote_is_taken_where_it_stands_and_then_has_a_speaker(imported: Bench) -> None:
    use = imported.quotes.list.lines[0]
    assert use.faint and use.subtitle == "Ottilie Brandvik · found, not taken yet"
    imported.quotes.list.setFocus()
    imported.quotes.list.choose(use.id)
    imported.focus.look_at("quote_use", use.id)
    imported.act(lambda: imported.press(Qt.Key.Key_Space, imported.quotes.list))
    assert not imported.quotes.list.lines[0].faint
    assert imported.quotes.quote.speaker.text() == "Ottilie Brandvik"


def test_with_nothing_found_the_panes_say_what_belongs_there(qtbot: QtBot, icons: Icons, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    desk.run("New", start_story, fields={"slug": "empty"}, text="")
    desk.close()
    bench = Bench(qtbot, icons=icons, folder=tmp_path / "desk")
    assert bench.claims.empty.isVisible() and "No claims yet" in seen_in(bench.claims)
    assert bench.quotes.empty.isVisible() and "No quotes yet" in seen_in(bench.quotes)
    bench.close()
