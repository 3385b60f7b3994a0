"""A text document that asks for nothing: no network, no file, whatever its words name."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument


def nothing_of(kind: int) -> QImage | QByteArray:
    """What stands for anything the words of a page name: no picture, no style sheet, no page is ever fetched.

    For a picture that is one clear dot: given nothing at all, Qt opens the file of that name by itself.
    """
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return QByteArray()
    dot = QImage(1, 1, QImage.Format.Format_ARGB32)
    dot.fill(Qt.GlobalColor.transparent)
    return dot


class SealedDocument(QTextDocument):
    """A document that loads nothing, whatever its words ask for."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return nothing_of(kind)
