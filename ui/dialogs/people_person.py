"""One person of the desk: names, roles, what was agreed, and below where they are used. It asks; the window acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.person_sheet import approving_editor
from newsroom.domain.terms import anonymity_gaps
from newsroom.domain.wording import ANONYMITY_REASON_NAMES, TERMS_NAMES
from ui.widgets.detail import Detail, DetailRow
from ui.widgets.entries import Choice, EntryLine, clear, labelled, tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.people_lines import RoleLine, WholePerson
    from newsroom.desk.where_used import UseLine
    from newsroom.domain.terms import Terms
    from ui.icons import Icons

NOTHING_AGREED = "nothing noted yet"
PROMISE, KEPT_PROMISE = "Promise to read back", "Note that it was read back"
HIDDEN = "Protected. Here stands the code name alone; what else is known lies on the sheet of protected people."
NOT_USED = "No story uses them: nothing they said is quoted, and nobody asked them for comment."
MOST_LINES = 30


class PersonDetail(QSplitter):
    """Shows a ``WholePerson``. A protected one shows no name and no other name, and none can be typed here."""

    fields_set = Signal(str, object)
    """The person's id, and the fields as ``set_person_fields`` takes them."""
    terms_set = Signal(str, str)
    promise_set = Signal(str, bool)
    """Whether words of the person are to be read back before they are printed."""
    role_wanted = Signal(str, object)
    """The person's id, and the role to change; None for a new one."""
    role_dropped = Signal(str)
    sheet_wanted = Signal(str)
    followed = Signal(str)
    """``kind:story:id`` of what was followed."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._id = ""
        self._shown: WholePerson | None = None
        self.name, self.pronouns = EntryLine("Name"), EntryLine("Pronouns", hint="such as she")
        self.others = EntryLine("Other names", hint="commas between them")
        self.others.setToolTip("A text that uses one of these means this person")
        self.pronouns.setToolTip("Such as she, he or they")
        self.hidden = wrapped(HIDDEN, object_name="hidden")
        self.sheet = QPushButton("Open the sheet…")
        self.terms = Choice("What was agreed")
        self.agreed = wrapped(object_name="agreed")
        self.read_back = QPushButton(PROMISE)
        self.roles = QVBoxLayout()
        self.add_role = QPushButton("Add a role…")
        self.used = Detail(name="Where the person is used", icons=icons, parent=self)
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in order; the buttons of the roles come before the last but one."""
        return self.name, self.pronouns, self.others, self.sheet, self.terms, self.read_back, self.add_role, self.used

    @property
    def person_id(self) -> str:
        return self._id

    def show_person(self, whole: WholePerson, *, writable: bool) -> None:
        """Shows a person; what was being written about another one is settled first."""
        if whole.person.id != self._id:
            for entry in (self.name, self.pronouns, self.others):
                entry.settle()
        self._id, self._shown = whole.person.id, whole
        person = whole.person
        self.name.show_words(whole.label)
        self.pronouns.show_words(person.pronouns)
        self.others.show_words("" if person.protected else ", ".join(person.aliases))
        self.name.setReadOnly(person.protected or not writable)
        self._labels[self.name].setText("Code name" if person.protected else "Name")
        self.name.setAccessibleName(self._labels[self.name].text())
        for widget in (self.others, self._labels[self.others]):
            widget.setVisible(not person.protected)
        for widget in (self.hidden, self.sheet):
            widget.setVisible(person.protected)
        for widget in (self.pronouns, self.others, self.add_role):
            widget.setEnabled(writable)
        self._show_agreed(whole.terms, protected=person.protected, writable=writable)
        self._show_roles(whole.roles, writable=writable)
        self.used.show_rows(used_rows(whole))

    def let_go(self) -> None:
        """Nobody is shown any more; what was being written is settled."""
        for entry in (self.name, self.pronouns, self.others):
            entry.settle()
        self._id, self._shown = "", None

    def _show_agreed(self, terms: Terms | None, *, protected: bool, writable: bool) -> None:
        # What a protected person agreed to is noted with why and by whom, all on the sheet.
        self.terms.show_value(terms.value if terms is not None else "")
        self.terms.setEnabled(writable and not protected)
        told: list[str] = []
        if terms is not None and terms.agreed_description:
            told.append(f"Told to readers as “{terms.agreed_description}”.")
        if terms is not None and terms.reason:
            told.append(f"Why: {ANONYMITY_REASON_NAMES[terms.reason]}.")
        if terms is not None and terms.approved_by:
            told.append(f"Approved by {approving_editor(terms.approved_by)[0]}.")
        if protected:
            gaps = anonymity_gaps(
                description=terms.agreed_description if terms is not None else "",
                reason=(terms.reason or "") if terms is not None else "",
                approved_by=terms.approved_by if terms is not None else "",
            )
            told += [f"Still missing before it may leave: {'; '.join(gaps)}."] if gaps else []
        promised = terms is not None and terms.read_back
        told += ["Their words are to be read back before they are printed."] if promised else []
        self.read_back.setText(KEPT_PROMISE if promised else PROMISE)
        self.read_back.setEnabled(writable and (terms is not None or not protected))
        tell(self.agreed, " ".join(told))

    def _show_roles(self, roles: Sequence[RoleLine], *, writable: bool) -> None:
        clear(self.roles)
        before: QWidget = self.read_back
        for line in roles:
            row, buttons = self._role_row(line, writable=writable)
            self.roles.addWidget(row)
            for button in (*buttons, self.add_role):
                QWidget.setTabOrder(before, button)
                before = button
            before = buttons[-1]

    def _role_row(self, line: RoleLine, *, writable: bool) -> tuple[QWidget, tuple[QPushButton, QPushButton]]:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        words = wrapped(line.words or "a role nothing is said of")
        change, drop = QPushButton("Change…"), QPushButton("Take away")
        for button, told in ((change, "Change the role"), (drop, "Take the role away")):
            button.setAutoDefault(False)
            button.setEnabled(writable)
            button.setAccessibleName(f"{told}: {words.text()}")
        change.clicked.connect(lambda _checked=False: self.role_wanted.emit(self._id, line))
        drop.clicked.connect(lambda _checked=False: self.role_dropped.emit(line.role.id))
        across.addWidget(words, 1)
        across.addWidget(change)
        across.addWidget(drop)
        return row, (change, drop)

    def _set(self, field: str, words: str) -> None:
        value: object = words
        if field == "aliases":
            value = tuple(one.strip() for one in words.split(",") if one.strip())
        if self._id:
            self.fields_set.emit(self._id, {field: value})

    def _agree(self, value: str) -> None:
        terms = self._shown.terms if self._shown is not None else None
        if value:
            self.terms_set.emit(self._id, value)
        else:
            # What was noted is changed, never unsaid.
            self.terms.show_value(terms.value if terms is not None else "")

    def take_back(self) -> None:
        """Shows again what the desk holds, after something was refused."""
        if self._shown is not None:
            self.name.show_words(self._shown.label)
            self.others.show_words(", ".join(self._shown.person.aliases))

    def _connect(self) -> None:
        self.name.settled.connect(partial(self._set, "name"))
        self.pronouns.settled.connect(partial(self._set, "pronouns"))
        self.others.settled.connect(partial(self._set, "aliases"))
        self.terms.chosen.connect(self._agree)
        self.read_back.clicked.connect(lambda: self.promise_set.emit(self._id, self.read_back.text() == PROMISE))
        self.add_role.clicked.connect(lambda: self.role_wanted.emit(self._id, None))
        self.sheet.clicked.connect(lambda: self.sheet_wanted.emit(self._id))
        self.used.followed.connect(self.followed)

    def _lay_out(self) -> None:
        self.terms.offer([("", NOTHING_AGREED), *TERMS_NAMES.items()])
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        names = QHBoxLayout()
        for field, share in ((self.name, 3), (self.pronouns, 1)):
            one = QVBoxLayout()
            one.setSpacing(4)
            self._labels[field] = labelled(one, field.accessibleName(), field)
            names.addLayout(one, share)
        column.addLayout(names)
        self._labels[self.others] = labelled(column, "Other names", self.others)
        column.addWidget(self.hidden)
        column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        labelled(column, "What was agreed", self.terms)
        column.addWidget(self.agreed)
        column.addWidget(self.read_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        heading = QLabel("Roles")
        heading.setProperty("quiet", "true")
        column.addWidget(heading)
        self.roles.setSpacing(4)
        column.addLayout(self.roles)
        column.addWidget(self.add_role, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        for button in (self.sheet, self.read_back, self.add_role):
            button.setAutoDefault(False)
        self.addWidget(scrolled(inner, "The person"))
        self.addWidget(self.used)
        self.setChildrenCollapsible(False)
        self.setSizes([400, 240])


def scrolled(inner: QWidget, name: str) -> QScrollArea:
    """Fields that scroll where they have not room enough."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    return area


def used_rows(whole: WholePerson) -> tuple[DetailRow, ...]:
    """Where a person is used, each line with the way there."""
    used = whole.used
    uses = [replace(line, words=line.words.removeprefix("quoted: ")) for line in used.uses]
    in_text = {line.words for line in uses}
    rows = (
        *_rows("Stories", used.stories),
        *_rows("Quoted in the text", uses),
        *_rows("Quotes not in a text", [line for line in used.quotes if line.words not in in_text]),
        *_rows("Statements that rest on their words", used.claims),
        *_rows("Sources", whole.sources),
        *_rows("Asked for comment", whole.requests),
    )
    return rows or (DetailRow("", NOT_USED),)


def _rows(label: str, lines: Sequence[UseLine]) -> list[DetailRow]:
    shown = [
        DetailRow(label if number == 0 else "", line.words, link=_link(line))
        for number, line in enumerate(lines[:MOST_LINES])
    ]
    more = len(lines) - MOST_LINES
    return [*shown, DetailRow("", f"and {more} more")] if more > 0 else shown


def _link(line: UseLine) -> str:
    return f"{line.kind}:{line.story or ''}:{line.id}" if line.story or line.kind == "source" else ""
