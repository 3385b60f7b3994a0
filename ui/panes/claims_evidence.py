"""The evidence of one claim as lines: what each says and whose word it is; opened, each is changed where it stands."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsroom.domain.wording import AUTHORITY_NAMES, GRADE_NAMES, STANCE_NAMES, TERMS_NAMES
from ui.icons import Icons
from ui.panes.claims_evidence_lines import EvidenceLine
from ui.panes.claims_grade_keys import GradeKeys
from ui.widgets.empty_state import IconView
from ui.widgets.entries import DATE_HINT, Choice, EntryLine, EntryText, date_refusal, labelled, tell, wrapped
from ui.widgets.flow_buttons import FlowLayout
from ui.widgets.only_reads import only_reads

SHORT_PASSAGE = 150


class EvidenceList(QWidget):
    """The lines of a claim. A line keeps its place and what is being written in it while others come and go."""

    changed = Signal(str, object)
    """Evidence id and the fields a person gave it, value by name."""
    rated = Signal(str, str, str)
    """Evidence id, the outlet behind it, and the grade a person gives that outlet."""
    removed = Signal(str)
    refused = Signal(str)
    """Why something written in a line cannot be taken."""
    asked_for = Signal(str)
    """The evidence whose passage is to be shown in its source."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._rows: dict[str, EvidenceRow] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)

    def show_lines(self, lines: tuple[EvidenceLine, ...]) -> None:
        there = {line.id for line in lines}
        for gone in [evidence for evidence in self._rows if evidence not in there]:
            row = self._rows.pop(gone)
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        for number, line in enumerate(lines):
            row = self._rows.get(line.id) or self._made(line.id)
            if self._lines.indexOf(row) != number:
                self._lines.insertWidget(number, row)
                row.show()
            row.show_line(line)

    def row(self, evidence_id: str) -> EvidenceRow | None:
        return self._rows.get(evidence_id)

    def open(self, evidence_id: str) -> None:
        """Opens one line and closes the others."""
        for evidence, row in self._rows.items():
            row.set_open(evidence == evidence_id)

    def ask_grade(self) -> bool:
        """Takes the keyboard to the first outlet nobody has rated yet; False when there is none."""
        for row in sorted(self._rows.values(), key=self._lines.indexOf):
            if row.grades.outlet:
                next(iter(row.grades.buttons.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def _made(self, evidence_id: str) -> EvidenceRow:
        row = EvidenceRow(icons=self._icons)
        self._rows[evidence_id] = row
        row.changed.connect(lambda fields: self.changed.emit(evidence_id, fields))
        row.rated.connect(lambda outlet, grade: self.rated.emit(evidence_id, outlet, grade))
        row.refused.connect(self.refused)
        row.removed.connect(lambda: self.removed.emit(evidence_id))
        row.asked_for.connect(lambda: self.asked_for.emit(evidence_id))
        return row


class EvidenceRow(QFrame):
    """One item: a summary, and under it, once opened, the fields."""

    changed = Signal(object)
    rated = Signal(str, str)
    removed = Signal()
    refused = Signal(str)
    asked_for = Signal()

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.opener = QToolButton()
        self.opener.setCheckable(True)
        self.opener.setArrowType(Qt.ArrowType.RightArrow)
        self.opener.setAutoRaise(True)
        self.opener.toggled.connect(self.set_open)
        self.stance = QLabel()
        self.title, self.facts = wrapped(object_name="title"), wrapped(object_name="facts")
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.passage, self.warnings = wrapped(object_name="passage"), wrapped(object_name="warnings")
        self.sign = IconView("info", icons=icons, side=self.fontMetrics().height(), role="warning")
        self._warned = QWidget()
        self.grades = GradeKeys()
        self.grades.graded.connect(self.rated)
        self.form: EvidenceForm | None = None
        self._line: EvidenceLine | None = None
        self._lay_out()

    def show_line(self, line: EvidenceLine) -> None:
        if line == self._line and self.form is None:
            return
        self._line = line
        self.setAccessibleName(line.name)
        self.opener.setAccessibleName(f"Change the evidence: {line.name}")
        self.opener.setToolTip("Change the evidence")
        self.stance.setText(line.stance_words)
        tell(self.title, line.title)
        tell(self.facts, facts_in_html(line))
        tell(self.passage, _passage(line.passage, whole=self.is_open))
        tell(self.warnings, " · ".join(line.warnings))
        self._warned.setVisible(bool(line.warnings))
        self._show_grades()
        if self.form is not None:
            self.form.show_line(line)

    @property
    def is_open(self) -> bool:
        return self.opener.isChecked()

    def set_open(self, is_open: bool) -> None:
        with QSignalBlocker(self.opener):
            self.opener.setChecked(is_open)
        self.opener.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        if is_open and self.form is None:
            self.form = self._made_form()
        if self.form is not None:
            self.form.setVisible(is_open)
        self.facts.setVisible(not is_open)
        self._show_grades()
        if self._line is not None:
            tell(self.passage, "" if is_open else _passage(self._line.passage, whole=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.grades.take_key(event):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.position().y() <= self.title.geometry().bottom():
            self.opener.toggle()
        super().mouseReleaseEvent(event)

    def _show_grades(self) -> None:
        """Opened, the line has the grade among its fields."""
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.grades.isAncestorOf(focused)
        asks = self._line is not None and self._line.asks_grade and not self.is_open
        self.grades.ask(self._line.outlet if self._line is not None and asks else "")
        if had_keyboard and not asks:
            self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        font = self.stance.font()
        font.setBold(True)
        self.stance.setFont(font)
        for label in (self.facts, self.passage):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2, 4, 8, 6)
        whole.setSpacing(2)
        whole.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        for label in (self.stance, self.title, self.facts, self.passage):
            self._column.addWidget(label)
        warned = QHBoxLayout(self._warned)
        warned.setContentsMargins(0, 0, 0, 0)
        warned.setSpacing(5)
        warned.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self.warnings, 1)
        self._column.addWidget(self._warned)
        self._column.addWidget(self.grades)
        whole.addLayout(self._column, 1)

    def _made_form(self) -> EvidenceForm:
        form = EvidenceForm()
        form.changed.connect(self.changed)
        form.rated.connect(self.rated)
        form.removed.connect(self.removed)
        form.refused.connect(self.refused)
        form.asked_for.connect(self.asked_for)
        if self._line is not None:
            form.show_line(self._line)
        self._column.addWidget(form)
        return form


class EvidenceForm(QWidget):
    """The fields of an item, each settled by itself."""

    changed = Signal(object)
    rated = Signal(str, str)
    removed = Signal()
    refused = Signal(str)
    asked_for = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: EvidenceLine | None = None
        self.stance, self.authority, self.terms = Choice("What it does"), Choice("Whose word it is"), Choice("Terms")
        self.reliability = Choice("How reliable")
        self.first_hand = QCheckBox("At first hand")
        self.locator = EntryLine("Where in the source", hint="page 3, paragraph 2, 00:02:12")
        self.excerpt, self.note = EntryText("Passage"), EntryText("Note")
        self.as_of = EntryLine("As of", hint=DATE_HINT, refusal=date_refusal)
        self.confirm = QPushButton("That is right")
        self.show_source, self.remove = only_reads(QPushButton("Show source")), QPushButton("Remove")
        self._labels: dict[str, QLabel] = {}
        self._offer()
        self._lay_out()
        self._connect()

    def show_line(self, line: EvidenceLine) -> None:
        self._line = line
        item = line.evidence
        self.stance.show_value(item.stance)
        self.authority.show_value(item.authority)
        self.terms.show_value(item.terms)
        self._show_reliability(line)
        with QSignalBlocker(self.first_hand):
            self.first_hand.setChecked(item.first_hand)
        self.locator.show_words(item.locator)
        self.excerpt.show_words(item.excerpt)
        self.note.show_words(item.note)
        self.as_of.show_words(item.as_of or "")
        for field, label in self._labels.items():
            words = label.property("words")
            label.setText(f"{words} (a guess)" if field in line.guesses else words)
            font = label.font()
            font.setItalic(field in line.guesses)
            label.setFont(font)
        self.confirm.setVisible(bool(line.guesses))
        self.show_source.setEnabled(bool(line.source))

    def _show_reliability(self, line: EvidenceLine) -> None:
        label = self._labels["reliability_override"]
        if line.outlet:
            label.setProperty("words", f"How good is {line.outlet}")
            self.reliability.offer((grade, words) for grade, words in GRADE_NAMES.items())
            self.reliability.show_value(line.reliability)
            return
        label.setProperty("words", "How reliable")
        usual = (
            f"as usual: {GRADE_NAMES[line.reliability]}" if line.evidence.reliability_override is None else "as usual"
        )
        self.reliability.offer((("", usual), *GRADE_NAMES.items()))
        self.reliability.setCurrentIndex(max(0, self.reliability.findData(line.evidence.reliability_override or "")))

    def _offer(self) -> None:
        self.stance.offer(STANCE_NAMES.items())
        self.authority.offer(AUTHORITY_NAMES.items())
        self.terms.offer(TERMS_NAMES.items())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(3)
        fields = {
            "stance": ("What it does", self.stance), "authority": ("Whose word it is", self.authority),
            "terms": ("Terms", self.terms), "reliability_override": ("How reliable", self.reliability),
            "locator": ("Where in the source", self.locator), "excerpt": ("Passage", self.excerpt),
            "as_of": ("As of", self.as_of), "note": ("Note", self.note),
        }  # fmt: skip
        for field, (words, widget) in fields.items():
            label = labelled(column, words, widget)
            label.setProperty("words", words)
            label.setWordWrap(True)
            self._labels[field] = label
        column.addWidget(self.first_hand)
        column.addWidget(self.confirm)
        verbs = FlowLayout()
        verbs.addWidget(self.show_source)
        verbs.addWidget(self.remove)
        column.addLayout(verbs)

    def _connect(self) -> None:
        for field, choice in (("stance", self.stance), ("authority", self.authority), ("terms", self.terms)):
            choice.chosen.connect(lambda value, field=field: self.changed.emit({field: value}))
        self.reliability.chosen.connect(self._rate)
        self.first_hand.clicked.connect(lambda checked: self.changed.emit({"first_hand": checked}))
        for field, entry in (("locator", self.locator), ("excerpt", self.excerpt), ("note", self.note)):
            entry.settled.connect(lambda words, field=field: self.changed.emit({field: words.strip()}))
        self.as_of.settled.connect(lambda words: self.changed.emit({"as_of": words.strip() or None}))
        self.as_of.refused.connect(self.refused)
        self.confirm.clicked.connect(self._confirm)
        self.remove.clicked.connect(self.removed)
        self.show_source.clicked.connect(self.asked_for)

    def _rate(self, grade: str) -> None:
        if self._line is not None and self._line.outlet:
            self.rated.emit(self._line.outlet, grade)
        else:
            self.changed.emit({"reliability_override": grade or None})

    def _confirm(self) -> None:
        if self._line is not None:
            item = self._line.evidence
            self.changed.emit({field: getattr(item, field) for field in self._line.guesses})


def facts_in_html(line: EvidenceLine) -> str:
    """The facts in one line; a guess stands in italics and says so, so that nobody takes it for settled."""
    return " · ".join(
        f"<i>{escape(words)} (a guess)</i>" if is_guess else escape(words) for words, is_guess in line.facts
    )


def _passage(words: str, *, whole: bool) -> str:
    if not words:
        return ""
    shown = words.strip("“”")
    if not whole and len(shown) > SHORT_PASSAGE:
        shown = f"{shown[:SHORT_PASSAGE].rsplit(' ', 1)[0]} …"
    return f"“{shown}”"
