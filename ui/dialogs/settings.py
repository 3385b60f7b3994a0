"""The person's settings: who writes, how it looks, by which rules a story leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from newsroom.domain.errors import BadInput
from newsroom.settings import Settings, read_settings, settings_file, write_settings
from ui.session import Session
from ui.theme import Look

LOOKS = {"system": "As the system", "light": "Light", "dark": "Dark", "high_contrast": "High contrast"}
PROFILES = {
    "solo": "Solo: you decide; the list is asked once, at the exit",
    "pair": "Pair: somebody other than the author answers the list",
    "full": "Full: stages move only when their rules are met",
}


def explained(name: str) -> str:
    """The sentence a setting is declared with."""
    return next(str(one.metadata["sentence"]) for one in fields(Settings) if one.name == name)


class SettingsDialog(QDialog):
    """Changes are stored with OK; the look changes at once, so that it can be seen, and goes back with Cancel."""

    def __init__(
        self, *, look: Look, session: Session, desk_folder: Path | None = None,
        renamed: Callable[[str], object] = lambda _: None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setMinimumWidth(520)
        self._look = look
        self._session = session
        self._renamed = renamed
        self._settings = read_settings()
        self._look_before = look.setting
        self._name = QLineEdit(self._settings.member_name, self)
        self._looks = _choice(LOOKS, look.setting)
        self._looks.currentIndexChanged.connect(lambda _: look.use(str(self._looks.currentData())))
        self._profile = _choice(PROFILES, self._settings.profile)
        self._links = QCheckBox("Link outlets at their first mention", self)
        self._links.setChecked(self._settings.link_outlets)
        self._downloads = QCheckBox("Offer new downloads when citing", self)
        self._downloads.setChecked(self._settings.offer_downloads)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.hide()
        self._lay_out(desk_folder)

    def _lay_out(self, desk_folder: Path | None) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for words, widget, name in (
            ("Your name", self._name, "member"),
            ("Look", self._looks, ""),
            ("House rules", self._profile, "profile"),
            ("Export", self._links, "link_outlets"),
            ("Citing", self._downloads, "offer_downloads"),
        ):
            widget.setAccessibleName(words)
            if name:
                widget.setToolTip(explained(name))
            form.addRow(words, widget)
        where = QLabel(f"Stored in {settings_file()}" + (f"\nThe desk lies in {desk_folder}" if desk_folder else ""))
        where.setWordWrap(True)
        where.setEnabled(False)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel, self)
        buttons.accepted.connect(self._store)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._told)
        layout.addWidget(where)
        layout.addWidget(buttons)
        for before, after in pairwise((self._name, self._looks, self._profile, self._links, self._downloads)):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            # Words that wrap need more height than the dialog was made with.
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def reject(self) -> None:
        """Everything as it was before."""
        self._look.use(self._look_before)
        super().reject()

    def _store(self) -> None:
        name = " ".join(self._name.text().split())
        if not name:
            self._tell("Your name stands in the log of the desk. Write one.")
            return
        changed = replace(
            self._settings, member=name if name != self._settings.member_name else self._settings.member,
            profile=str(self._profile.currentData()), link_outlets=self._links.isChecked(),
            offer_downloads=self._downloads.isChecked(),
        )  # fmt: skip
        try:
            if changed != self._settings:
                write_settings(changed)
        except BadInput as error:
            self._tell(str(error))
            return
        self._session.set("look", str(self._looks.currentData()))
        if name != self._settings.member_name:
            self._renamed(name)
        self.accept()

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()


def _choice(words: dict[str, str], chosen: str) -> QComboBox:
    box = QComboBox()
    for value, shown in words.items():
        box.addItem(shown, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
