"""One claim below the list: its level explained, its evidence, its fields. It asks; the pane acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from newsroom.desk.overview import evidence_told
from ui.panes.claims_again import SaidAgain, again
from ui.panes.claims_checks import CheckedLine
from ui.panes.claims_evidence import EvidenceList
from ui.panes.claims_evidence_lines import evidence_lines, quote_title
from ui.panes.claims_fields import ClaimFields
from ui.panes.claims_level import LevelExplained, heading
from ui.panes.claims_lines import claim_detail
from ui.panes.claims_override import OverrideForm
from ui.panes.claims_picture import ClaimPicture
from ui.record_mime import record_in
from ui.time_words import date_words, here_and_now
from ui.widgets.bringing_up import bring_up
from ui.widgets.entries import wrapped
from ui.widgets.flow_buttons import FlowButtons
from ui.widgets.inline_picker import InlinePicker
from ui.widgets.record_lines import RecordLine

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from ui.icons import Icons
    from ui.panes.claims_lines import ClaimDetail


class ClaimView(QScrollArea):
    """Shows a claim of a ``StoryView``; everything in it keeps its place while the claim stays the same."""

    evidence_picked = Signal(str, str)
    """Kind (``source`` or ``quote``) and id of what is to be attached."""
    comment_wanted = Signal()
    """Somebody is to be asked about the claim shown."""

    def __init__(self, *, icons: Icons, checks: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        """``checks`` are the marks a check of the claim can leave."""
        super().__init__(parent)
        self.detail: ClaimDetail | None = None
        self._view: StoryView | None = None
        self.checked = CheckedLine(checks)
        self.level = LevelExplained(icons=icons)
        self.picture = ClaimPicture(look=icons.look)
        self.again = SaidAgain()
        self.override = OverrideForm()
        self.by_hand = QPushButton("Set by hand…")
        self.by_hand.setToolTip("Set the level by hand, with a reason; the suggestion stays beside it")
        self.ask_comment = QPushButton("Ask for comment…")
        self.ask_comment.setToolTip("Note whom this is put to, and write the letter")
        self.evidence = EvidenceList(icons=icons)
        self.no_evidence = wrapped("Nothing is attached yet. Add a source, or drop one here.")
        self.add_evidence = QPushButton("Add evidence…")
        self.picker = InlinePicker(
            name="Sources and quotes of the story", icons=icons,
            empty="The story’s file holds no sources yet. Keep a file as a source, or cite one.",
        )  # fmt: skip
        self.fold = QToolButton()
        self.fields = ClaimFields()
        self._lay_out()
        self._connect()

    def show_claim(self, view: StoryView, claim_id: str) -> None:
        """Shows the claim; forms open for another one are closed."""
        before = self.detail.claim.id if self.detail is not None else ""
        self._view, self.detail = view, claim_detail(view, claim_id)
        self._inner.setVisible(self.detail is not None)
        if self.detail is None:
            return
        if before != claim_id:
            self.override.hide()
            self.picker.hide()
            self.verticalScrollBar().setValue(0)
        self.level.show_detail(self.detail)
        self.checked.show_checked(view, claim_id)
        self._show_picture(view, self.detail)
        self.again.show_again(again(view, claim_id))
        lines = evidence_lines(view, claim_id)
        self.evidence.show_lines(lines)
        self.no_evidence.setVisible(not lines and not self.detail.claim.common_knowledge)
        self.fields.show_claim(self.detail.claim)
        for button in (self.by_hand, self.ask_comment):
            button.setVisible(not self.detail.claim.proposed)

    def _show_picture(self, view: StoryView, detail: ClaimDetail) -> None:
        told = evidence_told(view.records, view.claims[detail.claim.id], now=here_and_now())
        suggested = detail.suggested if detail.is_set_by_hand else None
        self.picture.show_picture(detail.level, suggested, told, mark=detail.mark)

    def pick_evidence(self) -> None:
        """Opens the list of what can be attached, under the button."""
        if self._view is not None:
            self.picker.offer(_offered(self._view))
            bring_up(self.picker)

    def ask_for_level(self) -> None:
        if self.detail is not None:
            self.override.ask(suggested=self.detail.suggested, shown=self.detail.level)
            bring_up(self.override)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if record_in(event.mimeData())[0] in ("source", "quote") and self.detail is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        kind, record_id = record_in(event.mimeData())
        if kind in ("source", "quote"):
            event.acceptProposedAction()
            self.evidence_picked.emit(kind, record_id)

    def _lay_out(self) -> None:
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        self.fold.setText("About the claim")
        self.fold.setCheckable(True)
        self.fold.setArrowType(Qt.ArrowType.RightArrow)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fields.hide()
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self.level)
        column.addWidget(self.checked)
        verbs = FlowButtons()
        for button in (self.by_hand, self.ask_comment, self.checked.note):
            button.setAutoDefault(False)
            verbs.add(button)
        column.addWidget(verbs)
        for widget in (self.override, self.picture, self.again, heading("Evidence"), self.evidence, self.no_evidence):
            column.addWidget(widget)
        column.addWidget(self.add_evidence, 0, left)
        for widget in (self.picker, self.fold, self.fields):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(self._inner)
        self._inner.hide()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        self.setAccessibleName("The selected claim")

    def _connect(self) -> None:
        self.by_hand.clicked.connect(self.ask_for_level)
        self.ask_comment.clicked.connect(self.comment_wanted)
        self.override.refused.connect(lambda: bring_up(self.override.refusal))
        self.add_evidence.clicked.connect(self.pick_evidence)
        self.fold.toggled.connect(self._unfold)
        self.fold.clicked.connect(self._go_to_fields)
        self.picker.picked.connect(lambda picked: self.evidence_picked.emit(*picked.split(" ", 1)))

    def _unfold(self, is_open: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.fields.setVisible(is_open)

    def _go_to_fields(self, is_open: bool) -> None:
        if is_open:
            self.fields.wording.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_up(self.fields, first=self.fields.wording)


def _offered(view: StoryView) -> tuple[RecordLine, ...]:
    """Sources of the story's file and quotes taken from them; the id is kind and id."""
    sources = [
        RecordLine(
            id=f"source {held.source.id}",
            title=held.source.title or held.source.publisher,
            subtitle=" · ".join(
                part
                for part in (held.source.publisher, date_words(held.source.published),
                             "" if held.captures else "no copy saved")
                if part
            ),
            mark="source",
            mark_name="Source",
            faint=held.source.proposed,
        )
        for held in view.held
    ]  # fmt: skip
    quotes = [
        RecordLine(
            id=f"quote {quote.id}",
            title=quote_title(view, quote),
            subtitle=f"quote · {date_words(quote.said_at)}" if quote.said_at else "quote",
            mark="quote",
            mark_name="Quote",
            faint=quote.proposed,
        )
        for quote in view.quotes.values()
    ]  # fmt: skip
    return (*sources, *quotes)
