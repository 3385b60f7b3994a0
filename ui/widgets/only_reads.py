"""Buttons and choices that change nothing of the desk: where it is only read, they stay as they are."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
_NAME = "only_reads"


def only_reads(widget: W) -> W:
    """Marks a part of a pane as one that only looks, and returns it."""
    widget.setProperty(_NAME, True)
    return widget


def is_only_reading(widget: QWidget) -> bool:
    return bool(widget.property(_NAME))
