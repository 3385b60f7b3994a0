"""Help, and what this program is: read-only pages that open no address by themselves."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from ui.resources import resource
from ui.widgets.sealed_document import SealedDocument, nothing_of


class QuietBrowser(QTextBrowser):
    """Shows words and nothing else: no picture, no style, no address is ever loaded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDocument(SealedDocument(self))
        self.setOpenLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        del name
        return nothing_of(kind)


class HelpWindow(QDialog):
    """One page, beside the desk: it does not stand in the way of writing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self.setModal(False)
        self.resize(720, 640)
        page = QuietBrowser(self)
        page.setAccessibleName("Help")
        page.setMarkdown(resource("help/help.md").read_text(encoding="utf-8"))
        page.document().setDocumentMargin(20)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(page, 1)
        layout.addWidget(buttons)


class AboutDialog(QDialog):
    """Version, where things lie, and what it is made with."""

    def __init__(self, *, desk_folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Newsroom")
        words = QLabel(about_words(desk_folder), self)
        words.setWordWrap(True)
        words.setTextInteractionFlags(words.textInteractionFlags().TextSelectableByMouse)
        words.setAccessibleName("About Newsroom")
        words.setMinimumWidth(460)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(buttons)


def about_words(desk_folder: Path | None) -> str:
    """Plain lines, so that they can be copied into a report."""
    try:
        number = version("newsroom-desk")
    except PackageNotFoundError:
        number = "not installed"
    lies = f"The desk lies in {desk_folder}. Nothing in it is encrypted." if desk_folder else "No desk is open."
    return (
        f"Newsroom {number}\n\nA desk for careful newsrooms: every sentence that goes to print can be traced to "
        f"evidence on your own disk. It never opens a network connection.\n\n{lies}\n\n"
        f"Qt {qVersion()} · Python {platform.python_version()} · {platform.system()}"
    )
