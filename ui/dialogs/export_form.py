"""As what and where a story leaves, and the reason when something is asked about: the fields of the export dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ui.widgets.entries import Choice

if TYPE_CHECKING:
    from ui.session import Session

FORMATS = (("html", "Web page (HTML)"), ("markdown", "Markdown text"))
SHORTEST_REASON = 15
"""Code points a reason must have, as the note of a level set by hand; white space at the ends not counted."""
FOLDER, FORMAT = "export_folder", "export_format"
"""Under these names the session remembers where and as what a story left last."""


class ExportForm(QWidget):
    """Shows what was chosen the last time; ``remember`` keeps what is chosen now."""

    def __init__(self, *, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asks = 0
        self._asks_another = False
        self.format = Choice("Format")
        self.folder = QLineEdit()
        self.choose = QPushButton("Choose…")
        self.as_draft = QCheckBox("As a draft")
        self.reason = QLineEdit()
        self._reason_label = QLabel("&Reason")
        self.answered_by = QLineEdit()
        self._answered_label = QLabel("&Answered by")
        self._lay_out()
        self._recall()
        self.choose.clicked.connect(self._pick_folder)
        self.as_draft.toggled.connect(lambda _checked: self._settle())
        self._settle()

    @property
    def wants_reason(self) -> bool:
        """Whether something is asked about that only a reason lets pass."""
        return bool(self._asks) and not self.as_draft.isChecked()

    @property
    def is_reason_too_short(self) -> bool:
        """Whether a reason was given that says too little; none at all is another matter."""
        return self.wants_reason and 0 < len(self.reason.text().strip()) < SHORTEST_REASON

    def ask_for(self, asks: int) -> None:
        """How many points ask for an answer."""
        self._asks = asks
        self._settle()

    def ask_another(self, asks_another: bool) -> None:
        """Whether the house rules want somebody other than the author to answer."""
        self._asks_another = asks_another
        self._settle()

    def remember(self, *, folder: bool = True) -> None:
        """Keeps the format and, where ``folder`` says so, the folder for the next time."""
        if folder:
            self._session.set(FOLDER, self.folder.text().strip())
        self._session.set(FORMAT, self.format.value())

    def _settle(self) -> None:
        # A draft needs no reason; the line keeps its room, so that nothing moves under the hand.
        for part in (self.reason, self._reason_label):
            part.setVisible(bool(self._asks))
            part.setEnabled(self.wants_reason)
        for part in (self.answered_by, self._answered_label):
            part.setVisible(bool(self._asks) and self._asks_another)
            part.setEnabled(self.wants_reason)
        points = "1 point that asks" if self._asks == 1 else f"{self._asks} points that ask"
        self.reason.setPlaceholderText(f"One reason for the {points}; it stands in the export record")
        self.reason.setToolTip(self.reason.placeholderText())

    def _pick_folder(self) -> None:
        dialog = QFileDialog(self, "Folder for exports", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _recall(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder.setText(str(self._session.get(FOLDER, "")) or documents)
        known = {value for value, _ in FORMATS}
        remembered = str(self._session.get(FORMAT, "html"))
        self.format.show_value(remembered if remembered in known else "html")

    def _lay_out(self) -> None:
        self.format.offer(FORMATS)
        self.folder.setAccessibleName("Folder")
        self.reason.setAccessibleName("Reason for what is asked")
        self.answered_by.setAccessibleName("Who answers for what is asked")
        self.answered_by.setPlaceholderText("Somebody other than you; only asserted on one machine")
        self.answered_by.setToolTip(
            "By the house rules somebody other than the author answers. Nobody’s name is proven."
        )
        self.as_draft.setAccessibleName("Export as a draft")
        self.as_draft.setToolTip("The page says that it is a draft; what asks may stay open.")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        folder_label = QLabel("F&older")
        folder_label.setBuddy(self.folder)
        self._reason_label.setBuddy(self.reason)
        form.addRow("&Format", self.format)
        form.addRow(folder_label, place)
        form.addRow("", self.as_draft)
        form.addRow(self._reason_label, self.reason)
        self._answered_label.setBuddy(self.answered_by)
        form.addRow(self._answered_label, self.answered_by)
