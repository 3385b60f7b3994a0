"""The claims of the story: each with its level, the one selected with everything its level rests on."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QWidget,
)

from ui.notices import Notice
from ui.panes.claims_acts import ClaimActs
from ui.panes.claims_detail import ClaimView
from ui.panes.claims_lines import claim_line, claim_lines, counted_in_words
from ui.passages import rest_of_evidence
from ui.record_mime import is_evidence, record_in
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept_lines import KeptLines
from ui.widgets.list_over_detail import ListOverDetail
from ui.widgets.only_reads import only_reads
from ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

CLAIM_VERBS, PROPOSAL_VERBS = ("show", "remove"), ("take", "drop", "show")


class ClaimsPane(QWidget):
    """List above, the selected claim below. Keys in the list: Return shows the claim in the text, W turns the order, T
    dates its check to today, E adds evidence, R rates an outlet, J joins, Space takes, Delete drops or unmarks."""

    text_wanted = Signal(str, str)
    """Kind and id of the record to be shown in the text."""
    passage_wanted = Signal(object)
    """The ``Rest`` (source, copy, place in it) to be shown in the reader."""
    place_asked = Signal(str, str, str)
    """``check_again``, ``find_again`` or ``remove_mark``, for the record of that kind and id."""

    def __init__(
        self, *, timeline: Timeline, watch: StoryWatch, focus: Focus, notices: Notices, actions: Actions,
        icons: Icons, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._watch, self._focus, self._notices = watch, focus, notices
        self._acts = ClaimActs(timeline=timeline, story=lambda: focus.story)
        self._view: StoryView | None = None
        self.counted, self.order = QLabel(), only_reads(QPushButton())
        self.list = RecordList(name="Claims", icons=icons)
        self.claim = ClaimView(icons=icons, checks=actions.under("Check"))
        self.verbs = {
            "take": QPushButton("Take it"), "drop": QPushButton("Drop it"),
            "show": only_reads(QPushButton("Show in the text")), "remove": QPushButton("Remove the mark"),
        }  # fmt: skip
        self.empty = EmptyState(
            "claim",
            "No claims yet",
            "A claim is a sentence that must hold. With the caret in one, make it a claim: it gets a level that says "
            "why it is what it is.",
            actions["claim_selection"],
            icons=icons,
        )
        self._lines = KeptLines(claim_line).made_ahead(watch.prepare, of=attrgetter("checked.claims"))
        self._lay_out()
        self._connect()
        self._show(watch.view)

    def _show(self, view: StoryView | None) -> None:
        self._view = view
        lines = claim_lines(view, kept=self._lines, worst_first=self.order.isChecked()) if view is not None else ()
        self.list.show_lines(lines)
        self._pages.setCurrentIndex(0 if lines else 1)
        if view is not None:
            self.counted.setText(counted_in_words(view))
        self._follow(*self._focus.record)

    def _follow(self, kind: str, record_id: str) -> None:
        """Turns to the claim looked at, or the one whose evidence is."""
        if kind == "evidence" and self._view is not None:
            item = next((one for one in self._view.records.evidence if one.id == record_id), None)
            self._turn_to(item.claim if item is not None else "")
            self.claim.evidence.open(record_id)
        elif kind == "claim":
            self._turn_to(record_id)
        else:
            self._turn_to(self.list.chosen_id)

    def _turn_to(self, claim_id: str) -> None:
        if self.list.chosen_id != claim_id:
            self.list.choose(claim_id)
            # The list may become lower once the part below it has grown.
            QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))
        there = self._view is not None and claim_id in self._view.claims
        if self._view is not None:
            self.claim.show_claim(self._view, claim_id)
        self._whole.show_detail(there)
        proposed = there and self.claim.detail is not None and self.claim.detail.claim.proposed
        shown = (PROPOSAL_VERBS if proposed else CLAIM_VERBS) if there else ()
        for name, button in self.verbs.items():
            button.setVisible(name in shown)

    @property
    def record(self) -> tuple[str, str]:
        """Kind and id of what is shown: the claim, or the evidence of it that is looked at; empty for none."""
        looked_at = self._focus.record
        return looked_at if looked_at[0] == "evidence" else ("claim" if self._claim_id else "", self._claim_id)

    @property
    def _claim_id(self) -> str:
        return self.claim.detail.claim.id if self.claim.detail is not None else ""

    def _attach(self, kind: str, record_id: str, claim_id: str = "") -> None:
        evidence = self._acts.attach(claim_id or self._claim_id, kind, record_id)
        if evidence:
            self._focus.look_at("evidence", evidence)

    def _override(self, level: str, reason: str, note: str) -> None:
        if self.claim.detail is not None:
            self._acts.override(self.claim.detail, level, reason, note)

    def _keep_by_hand(self) -> None:
        view, detail = self._view, self.claim.detail
        held = view.claims[detail.claim.id].override if view is not None and detail is not None else None
        if held is not None and detail is not None:
            self._acts.keep_override(detail, held)

    def _show_passage(self, evidence_id: str) -> None:
        view = self._view
        item = next((one for one in view.records.evidence if one.id == evidence_id), None) if view else None
        rest = rest_of_evidence(view, item) if view is not None and item is not None else None
        if rest is not None:
            self.passage_wanted.emit(rest)

    def _act(self, verb: str) -> None:
        claim, view = self._claim_id, self._view
        proposal = next((one for one in view.proposals if one.id == claim), None) if view is not None else None
        if verb == "take" and proposal is not None:
            self._acts.take(proposal)
        elif verb == "drop" and proposal is not None:
            self._acts.drop(proposal)
        elif verb == "remove" and proposal is None and claim:
            self._acts.unmark(claim)
        elif verb == "show" and claim:
            self.text_wanted.emit("claim", claim)

    def _state_asked(self) -> None:
        if (detail := self.claim.detail) is not None:
            self.place_asked.emit("find_again" if detail.is_lost else "check_again", "claim", detail.claim.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            act = {
                Qt.Key.Key_W: self.order.toggle, Qt.Key.Key_E: self.claim.pick_evidence,
                Qt.Key.Key_R: self.claim.evidence.ask_grade, Qt.Key.Key_J: self.claim.again.ask_to_join,
                Qt.Key.Key_Space: partial(self._act, "take"), Qt.Key.Key_Delete: self._delete,
                Qt.Key.Key_T: self.claim.fields.today.click,
            }.get(Qt.Key(event.key()))  # fmt: skip
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def _delete(self) -> None:
        proposed = self.claim.detail is not None and self.claim.detail.claim.proposed
        self._act("drop" if proposed else "remove")

    def _turn_order(self, worst_first: bool) -> None:
        self._name_order(worst_first)
        self._show(self._view)

    def _name_order(self, worst_first: bool) -> None:
        """The button says what pressing it does."""
        self.order.setText("Show in text order" if worst_first else "Show worst first")
        self.order.setToolTip("In the order of the text again (W)" if worst_first else "The weakest claims first (W)")

    def _tell_refusal(self, sentence: str) -> None:
        self._notices.say(Notice(sentence, kind="refused"))

    def _connect(self) -> None:
        self._watch.viewed.connect(self._show)
        self._focus.record_changed.connect(self._follow)
        self.order.toggled.connect(self._turn_order)
        self.list.chosen.connect(lambda claim: self._focus.look_at("claim" if claim else "", claim))
        self.list.opened.connect(lambda claim: self.text_wanted.emit("claim", claim))
        self.list.installEventFilter(self)
        self.list.take_drops(is_evidence, lambda claim, mime: self._attach(*record_in(mime), claim))
        for name, button in self.verbs.items():
            button.clicked.connect(partial(self._act, name))
        claim = self.claim
        claim.evidence_picked.connect(self._attach)
        claim.again.join_wanted.connect(self._acts.join)
        claim.again.apart_wanted.connect(self._acts.keep_apart)
        claim.again.place_wanted.connect(partial(self.text_wanted.emit, "claim"))
        claim.level.state_asked.connect(self._state_asked)
        claim.level.kept_by_hand.connect(self._keep_by_hand)
        claim.level.cleared.connect(lambda: self._acts.clear_override(self._claim_id))
        claim.override.settled.connect(self._override)
        claim.fields.changed.connect(lambda field, value: self._acts.set_field(self._claim_id, field, value))
        for part in (claim.fields, claim.level):
            part.checked_today.connect(lambda: self._acts.check_today(self._claim_id))
        claim.level.seen.connect(lambda words: self._acts.note_seen(self._claim_id, words))
        claim.fields.refused.connect(self._tell_refusal)
        claim.evidence.changed.connect(self._acts.set_evidence)
        claim.evidence.rated.connect(self._acts.rate)
        claim.evidence.removed.connect(self._acts.detach)
        claim.evidence.refused.connect(self._tell_refusal)
        claim.evidence.asked_for.connect(self._show_passage)

    def _lay_out(self) -> None:
        self.order.setCheckable(True)
        self.order.setAutoDefault(False)
        self._name_order(False)
        self.verbs["take"].setToolTip("Make it a claim of the story (Space)")
        self.verbs["drop"].setToolTip("It is no claim (Delete)")
        self.verbs["show"].setToolTip("Go to its words (Return)")
        self.verbs["remove"].setToolTip("The words stay (Delete)")
        top = QHBoxLayout()
        top.setContentsMargins(10, 4, 6, 2)
        top.addWidget(self.counted, 1)
        top.addWidget(self.order)
        self._whole = ListOverDetail(
            records=self.list, detail=self.claim, verbs=tuple(self.verbs.values()), top=top,
            hint="Choose a claim to see its level, why it is so, and what would raise it.",
        )  # fmt: skip
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._whole)
        self._pages.addWidget(self.empty)
        self.setFocusProxy(self.list)
