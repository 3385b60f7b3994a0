"""U16, U17: the list of naughty strings is searched for, and is found, without one error."""

import json
from pathlib import Path

import pytest

from newsroom.domain.draft import Note
from newsroom.domain.search_query import explain_query, parse_query
from tests.builders import add_story, new_desk
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance


def test_every_naughty_string_can_be_searched_for_and_finds_the_note_that_holds_it(tmp_path: Path) -> None:
    strings: list[str] = json.loads((shared_folder() / "corpora" / "blns" / "blns.json").read_text(encoding="utf-8"))
    kept = [words for words in strings if "\x00" not in words and words.strip()]
    desk = new_desk(tmp_path / "desk")
    story, _ = desk.run("Write", add_story, text="").value
    rows = [{"story": story.id, "anchor": None, "author": "", "text": words} for words in kept]
    notes = desk.run("Note", lambda tx: tx.add_all(Note, rows)).value
    looked_for = 0
    for note in notes:
        quoted = note.text.replace('"', " ").replace("“", " ").replace("”", " ").replace("„", " ")
        desk.queries.search(note.text, limit=3)
        for words in (f"-{note.text} a", f"type:{note.text}", f"story:{note.text} a"):
            desk.queries.search_ranked(words, limit=3)
            assert explain_query(words)
        if parse_query(f'"{quoted}"').terms:
            looked_for += 1
            assert note.id in {hit.id for hit in desk.queries.search(f'"{quoted}"', limit=1000)}, note.text
    assert looked_for > 300
    desk.close()
