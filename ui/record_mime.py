"""A record dragged from one part of the window to another: its kind and its id, and no words, which some field on the
way would take for text."""

from PySide6.QtCore import QByteArray, QMimeData

RECORD_MIME = "application/x-newsroom-record"


def record_mime(kind: str, record_id: str) -> QMimeData:
    mime = QMimeData()
    mime.setData(RECORD_MIME, QByteArray(f"{kind} {record_id}".encode()))
    return mime


def record_in(mime: QMimeData) -> tuple[str, str]:
    """Kind and id of the record dragged; both empty when it is none of ours."""
    if not mime.hasFormat(RECORD_MIME):
        return "", ""
    kind, _, record_id = bytes(mime.data(RECORD_MIME).data()).decode("utf-8", "replace").partition(" ")
    return kind, record_id


def is_evidence(mime: QMimeData) -> bool:
    """Whether it is a record that can back a claim."""
    return record_in(mime)[0] in ("source", "quote")
