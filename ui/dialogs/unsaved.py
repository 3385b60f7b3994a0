"""The one question put when the window is closed and words could not be stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from newsroom.domain.errors import NewsroomError


def ask_to_leave(
    window: QWidget, *, trouble: NewsroomError, paths: tuple[Path, ...], save: Callable[[], None]
) -> bool:  # fmt: skip
    """Whether to leave all the same. ``paths`` are the copies that were put aside; ``save`` offers another file."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Not everything is saved")
    box.setText("The newest words are not stored in the desk.")
    copies = "\n".join(f"A copy of them is in {path}." for path in paths) or "There is no copy of them anywhere else."
    box.setInformativeText(f"{trouble}\n\n{copies}")
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    file = box.addButton("Save the text as a file…", QMessageBox.ButtonRole.ActionRole)
    leave = box.addButton("Leave all the same", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is file:
        save()
    return box.clickedButton() is leave
