"""A table of records, as the register and the list of all stories show them: rows are chosen, nothing is typed."""

from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


def show_records(table: QTableView) -> None:
    """Calm lines without a grid; several rows can be chosen, and Tab leaves the table."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
