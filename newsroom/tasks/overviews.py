"""The overview of a story's evidence put on paper or in a file: for the desk, with nobody protected named in it."""

from pathlib import Path

from newsroom.desk.desk import Desk
from newsroom.desk.outgoing_scan import protected_words, stop_when_named
from newsroom.desk.release import put_bytes
from newsroom.domain.overview import Overview
from newsroom.export.overview_page import overview_document


def overview_for_paper(desk: Desk, *, overview: Overview) -> Overview:
    """The overview as it may be printed; refused, saying where, when a protected name stands in it."""
    stop_when_named(overview_document(overview), file_name="", protected=protected_words(desk.archive))
    return overview


def put_overview_out(desk: Desk, *, overview: Overview, target: Path) -> Path:
    """Writes the overview as an HTML file of its own; refused as ``desk.release.put_bytes`` says."""
    return put_bytes(desk, content=overview_document(overview), target=target)
