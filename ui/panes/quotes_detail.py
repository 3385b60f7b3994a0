"""One quotation below the list: its words in three layers, who said them, where and when, and on what terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.panes.quotes_agreed import AgreedView, agreed_of
from ui.panes.quotes_layers import LayersView
from ui.panes.quotes_lines import HEARD_NAMES, VERDICT_ICONS, people_of, quote_detail
from ui.widgets.empty_state import IconView
from ui.widgets.entries import DATE_HINT, Choice, EntryLine, date_refusal, labelled, tell, wrapped
from ui.widgets.flow_buttons import FlowLayout
from ui.widgets.inline_picker import InlinePicker
from ui.widgets.only_reads import only_reads

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from ui.icons import Icons
    from ui.panes.quotes_lines import QuoteDetail
    from ui.widgets.record_lines import RecordLine

WARNED = ("unmarked_edit", "not_found", "adrift")


class QuoteView(QScrollArea):
    """Shows a quotation of a ``StoryView``. It asks; the pane acts."""

    speaker_set = Signal(str)
    outlet_set = Signal(str)
    said_at_set = Signal(str)
    field_set = Signal(str, str)
    """``occasion``, ``locator`` or ``heard_by``, and what it is now."""
    confirmed = Signal()
    protect_asked = Signal()
    person_asked = Signal()
    link_asked = Signal()
    unlinked = Signal()
    found_again = Signal()
    refused = Signal(str)

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail: QuoteDetail | None = None
        self._id = ""
        self.icon = IconView("quote", icons=icons, side=self.fontMetrics().height() + 2)
        self.verdict, self.told = wrapped(object_name="verdict"), wrapped(object_name="told")
        self.layers = LayersView()
        self.find_again = QPushButton("Find it again")
        self.guess = wrapped("What stands here in italics was guessed.", object_name="guess")
        self.confirm = QPushButton("That is right")
        self.speaker = EntryLine("Speaker", hint="nobody named yet")
        self.protect = QPushButton("Protect the speaker…")
        self.protect.setToolTip("Put a code name in the place of a name that must never leave")
        self.about = only_reads(QPushButton("About the speaker…"))
        self.about.setToolTip("Other names, roles, what was agreed, and where else they are quoted")
        self.outlet = EntryLine("Outlet")
        self.said_at = EntryLine("Said on", hint=DATE_HINT, refusal=date_refusal)
        self.occasion = EntryLine("Occasion", hint="an interview, a hearing")
        self.where = EntryLine("Place in it", hint="page 3, or 1:02:03")
        self.heard_by = Choice("How we know the words")
        self.heard_by.offer(HEARD_NAMES.items())
        self.source = wrapped(object_name="source")
        self.agreed = AgreedView()
        self.terms = self.agreed.choice
        self.link, self.unlink = QPushButton("Link a source…"), QPushButton("Unlink")
        self.picker = InlinePicker(
            name="Sources and passages", icons=icons, empty="The story’s file holds no sources yet. Keep one first."
        )
        self._names = QStringListModel(self)
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        self._connect()

    def show_quote(self, view: StoryView, use_id: str) -> None:
        """Shows the quotation; what was being written about another one is settled first."""
        is_other = use_id != self._id
        if is_other:
            for entry in (self.speaker, self.outlet, self.said_at, self.occasion, self.where):
                entry.settle()
            self.picker.hide()
            self.verticalScrollBar().setValue(0)
        self._id, self.detail = use_id, quote_detail(view, use_id)
        self._inner.setVisible(self.detail is not None)
        if self.detail is None:
            return
        self._names.setStringList(list(people_of(view)))
        self._show_words(self.detail, is_other=is_other)
        self._show_whose(self.detail)
        quote, terms = self.detail.quote, self.detail.terms
        agreed = agreed_of(view, quote, shown=terms) if quote is not None else None
        self.agreed.show_agreed(terms, agreed, proposed=self.detail.use.proposed)

    def offer_links(self, lines: Sequence[RecordLine]) -> None:
        """Opens the list of what the quotation may have been taken from."""
        self.picker.offer(lines)
        # The column grows for it only when the layout has been done.
        QTimer.singleShot(0, self.picker, lambda: self.ensureWidgetVisible(self.picker))

    def _show_words(self, detail: QuoteDetail, *, is_other: bool) -> None:
        warned = detail.verdict in WARNED and not detail.use.proposed
        self.icon.show_icon(VERDICT_ICONS[detail.verdict], role="warning" if warned else "icon")
        tell(self.verdict, detail.verdict_words.capitalize())
        tell(self.told, detail.told)
        self.layers.show_layers(detail.layers, others=detail.others)
        quote = detail.quote
        self.layers.show_correction(
            verbatim=quote.verbatim if quote is not None else "",
            corrected=(quote.corrected or "") if quote is not None else "",
            reason=quote.correction_reason if quote is not None else "",
            can_correct=quote is not None and quote.capture is not None and not detail.use.proposed,
            changed=is_other,
        )  # fmt: skip
        self.find_again.setVisible(detail.is_lost)

    def _show_whose(self, detail: QuoteDetail) -> None:
        self.speaker.show_words(detail.speaker)
        self.outlet.show_words(detail.outlet)
        self.said_at.show_words(detail.said_at)
        for field, label in self._labels.items():
            for widget in (label, label.buddy()):
                font = widget.font()
                font.setItalic(field in detail.guesses)
                widget.setFont(font)
            words = str(label.property("words"))
            label.setText(f"{words} · a guess, to confirm" if field in detail.guesses else words)
        self.guess.setVisible(bool(detail.guesses))
        self.confirm.setVisible(bool(detail.guesses) and not detail.use.proposed)
        tell(self.source, detail.source_title or "No source is linked.")
        quote = detail.quote
        self.where.show_words(detail.locator)
        self.occasion.show_words(quote.occasion if quote is not None else "")
        self.heard_by.show_value(quote.heard_by if quote is not None else "")
        for field in (self.where, self.occasion, self.heard_by, self.said_at):
            field.setEnabled(quote is not None)
        self.outlet.setEnabled(not detail.kept)
        self.link.setText("Link another…" if detail.source else "Link a source…")
        self.unlink.setVisible(bool(detail.source))

    def _lay_out(self) -> None:
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        font = self.verdict.font()
        font.setBold(True)
        self.verdict.setFont(font)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.find_again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.layers)
        column.addSpacing(6)
        self._lay_out_whose(column)
        column.addWidget(self.guess)
        column.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (_quiet("Taken from"), self.source):
            column.addWidget(widget)
        labelled(column, "Place in it", self.where)
        buttons = FlowLayout()
        buttons.addWidget(self.link)
        buttons.addWidget(self.unlink)
        column.addLayout(buttons)
        column.addWidget(self.picker)
        column.addStretch(1)
        self._settle_area()

    def _lay_out_whose(self, column: QVBoxLayout) -> None:
        entries = (("speaker", self.speaker), ("outlet", self.outlet), ("said_at", self.said_at))
        for field, entry in entries:
            words = entry.accessibleName()
            label = labelled(column, words, entry)
            label.setProperty("words", words)
            self._labels[field] = label
            if field == "speaker":
                speaker = FlowLayout()
                speaker.addWidget(self.about)
                speaker.addWidget(self.protect)
                column.addLayout(speaker)
        column.addWidget(self.agreed)
        for name, field in (("Occasion", self.occasion), ("How we know the words", self.heard_by)):
            labelled(column, name, field)

    def _settle_area(self) -> None:
        self.setWidget(self._inner)
        self._inner.hide()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("The selected quote")
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.speaker.setCompleter(completer)

    def _connect(self) -> None:
        self.speaker.settled.connect(self.speaker_set)
        self.outlet.settled.connect(self.outlet_set)
        self.said_at.settled.connect(self.said_at_set)
        self.said_at.refused.connect(self.refused)
        self.occasion.settled.connect(lambda words: self.field_set.emit("occasion", words))
        self.where.settled.connect(lambda words: self.field_set.emit("locator", words))
        self.heard_by.chosen.connect(lambda value: self.field_set.emit("heard_by", value))
        self.confirm.clicked.connect(self.confirmed)
        self.protect.clicked.connect(self.protect_asked)
        self.about.clicked.connect(self.person_asked)
        self.link.clicked.connect(self.link_asked)
        self.unlink.clicked.connect(self.unlinked)
        self.find_again.clicked.connect(self.found_again)


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
