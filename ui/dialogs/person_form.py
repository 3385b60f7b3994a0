"""What is entered about a person whose name must never leave: the fields of the sheet, and what of it is still missing.

The name is in no field unless somebody types it or asks to see it: a sheet that is open may be looked at by anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from newsroom.desk.person_sheet import Entered, OnTheSheet, aliases_of, approving_editor, words_of
from newsroom.domain.terms import anonymity_gaps
from newsroom.domain.wording import ANONYMITY_REASON_NAMES, TERMS_NAMES
from ui.widgets.entries import Choice, labelled, tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.name_places import KnownIdentity
    from newsroom.domain.terms import AnonymityReason, TermsValue

NEW = "new"
ENCRYPTED = (
    "The name is kept in a table of its own that no export can read, and what leaves is looked through for it. It is "
    "not encrypted: whoever can read the files of this desk or its backups can read it. A name that is not entered "
    "here cannot be looked for; then only your own eyes keep it out of what leaves."
)
ENTERED_BEFORE = "as entered before"


class PersonForm(QWidget):
    """``entered`` is what the fields say now. Fields that were not touched leave what was stored before."""

    who_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: dict[str, OnTheSheet] = {}
        self._seen = False
        self.who = Choice("Who is to be protected")
        self.code = _line("Code name", "such as Heron")
        self.name = _line("Name", "never required")
        self.others = _line("Other names", "commas between them")
        self.contacts = _line("Addresses and numbers", "commas between them")
        self.show_names = QPushButton("Show what was entered")
        self.description = _line("How readers are told who it is", "such as a nurse on shift")
        self.terms = Choice("What was agreed")
        self.reason = Choice("Why the name is left out")
        self.editor = _line("Editor who knows who it is and approved", "")
        self.outside = QCheckBox("The name is kept outside this program")
        self.missing = wrapped(object_name="missing")
        self._lay_out()
        self.who.chosen.connect(lambda _value: self._turn())
        for field in (self.description, self.editor):
            field.textEdited.connect(lambda _words: self._tell_missing())
        self.reason.chosen.connect(lambda _value: self._tell_missing())

    @property
    def chosen(self) -> OnTheSheet | None:
        """Who is meant; None for somebody the desk does not know yet."""
        return self._people.get(self.who.value())

    def offer(self, people: Sequence[OnTheSheet], *, chosen: str) -> None:
        """The people to choose from, and whom to begin with (an id; empty: somebody new)."""
        self._people = {one.id: one for one in people}
        self.who.offer([(NEW, "Somebody new"), *((one.id, one.label) for one in people)])
        self.who.show_value(chosen if chosen in self._people else NEW)
        self._turn()

    def entered(self) -> Entered:
        """What the fields say."""
        one = self.chosen
        protected = one is not None and one.protected
        name, others, contacts = self.name.text().strip(), self.others.text(), self.contacts.text()
        return Entered(
            person_id=one.id if one is not None and one.kind == "person" else "",
            use_id=one.id if one is not None and one.kind == "use" else "",
            code_name=self.code.text(),
            real_name=name if self._says(name, protected) else None,
            aliases=aliases_of(others) if self._says(others, protected) else None,
            contacts="\n".join(alias.value for alias in aliases_of(contacts))
            if self._says(contacts, protected)
            else None,
            terms=cast("TermsValue", self.terms.value()),
            description=self.description.text(),
            reason=cast("AnonymityReason | None", self.reason.value() or None),
            editor=self.editor.text(),
            kept_outside=self.outside.isChecked(),
        )

    def show_identity(self, known: KnownIdentity) -> None:
        """Shows what lies behind the wall, because somebody asked."""
        self._seen = True
        self.name.setText(known.real_name)
        self.others.setText(words_of([alias for alias in known.aliases if alias.kind in ("name", "alias")]))
        self.contacts.setText(", ".join(known.contacts.splitlines()))
        self.show_names.hide()

    def _says(self, words: str, protected: bool) -> bool:
        return bool(words.strip()) or not protected or self._seen

    def _turn(self) -> None:
        one = self.chosen
        protected = one is not None and one.protected
        self._seen = False
        self.code.setText(one.label if one is not None and protected else "")
        self.code.setReadOnly(protected)
        self.show_names.setVisible(protected)
        for field in (self.name, self.others, self.contacts):
            field.clear()
            field.setPlaceholderText(ENTERED_BEFORE if protected else str(field.property("hint")))
        if one is not None and not protected:
            self.name.setText(one.label)
        self._show_terms(one)
        self.who_changed.emit()

    def _show_terms(self, one: OnTheSheet | None) -> None:
        terms = one.terms if one is not None else None
        known = terms is not None and terms.value != "on_record"
        self.terms.show_value(terms.value if terms is not None and known else "background")
        self.description.setText(terms.agreed_description if terms is not None else "")
        self.reason.show_value((terms.reason or "") if terms is not None else "")
        editor, outside = approving_editor(terms.approved_by if terms is not None else "")
        self.editor.setText(editor)
        self.outside.setChecked(outside)
        self._tell_missing()

    def _tell_missing(self) -> None:
        gaps = anonymity_gaps(
            description=self.description.text(), reason=self.reason.value(), approved_by=self.editor.text()
        )
        tell(self.missing, f"Still missing before it may leave: {'; '.join(gaps)}." if gaps else "")

    def _lay_out(self) -> None:
        self.terms.offer((value, words) for value, words in TERMS_NAMES.items() if value != "on_record")
        self.reason.offer([("", "not said yet"), *ANONYMITY_REASON_NAMES.items()])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        labelled(column, "Who", self.who)
        for field in (self.code, self.name, self.others, self.contacts):
            labelled(column, field.accessibleName(), field)
        column.addWidget(self.show_names, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(wrapped(ENCRYPTED, object_name="encrypted"))
        column.addSpacing(6)
        labelled(column, self.terms.accessibleName(), self.terms)
        labelled(column, self.description.accessibleName(), self.description)
        labelled(column, self.reason.accessibleName(), self.reason)
        labelled(column, self.editor.accessibleName(), self.editor)
        self.outside.setAccessibleName("The name is kept outside this program")
        column.addWidget(self.outside)
        column.addWidget(self.missing)
        column.addStretch(1)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setProperty("hint", hint)
    return line
