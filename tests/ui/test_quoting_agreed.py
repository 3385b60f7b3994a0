"""The line that inserts a quote where nobody noted that words without a name may be quoted."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.terms import agree_anonymity
from tests.ui.claims_bench import Bench
from ui.icons import Icons
from ui.quoting import Quoting


def test_the_line_says_that_quoting_is_not_noted_and_one_key_notes_it_with_the_inserted_words(
    qtbot: QtBot, icons: Icons, sample_desk: Path
) -> None:
    bench = Bench(qtbot, icons=icons, folder=sample_desk)
    quoting = Quoting(
        desk=bench.desk, editor=bench.editor, watch=bench.watch, timeline=bench.timeline, actions=bench.actions,
        notices=bench.notices, passage=lambda: None, quote=lambda: "", reader=QWidget(bench.window), pane=bench.quotes,
    )  # fmt: skip
    quote = bench.quote("We broke eight").quote
    assert quote is not None
    who = {"record_id": quote.speaker, "value": "background", "agreed_description": "a writer of the series"}
    bench.act(lambda: bench.timeline.run("Agree", agree_anonymity, **who))
    before, uses = bench.document.text(), set(bench.view.uses)
    bench.editor.set_caret(len(before))
    quoting.insert(quote.id)
    assert quoting.line.input.placeholderText() == "Quoting is not noted as agreed. In our words, or note it?"
    *told, note = quoting.line.rows
    assert all("“" not in row.words for row in told) and note.title.startswith("Quote them: it was agreed")
    for _ in told:
        bench.press(Qt.Key.Key_Down, quoting.line.input)
    bench.press(Qt.Key.Key_Return, quoting.line.input)
    assert quoting.line.is_open and quoting.line.rows[0].words.startswith("“We broke eight")
    bench.act(lambda: bench.press(Qt.Key.Key_Return, quoting.line.input))
    (made,) = set(bench.view.uses) - uses
    assert "said." in bench.document.text()[len(before) - 1 :]
    assert "QUOTE_AGAINST_TERMS" not in [one.code for one in bench.view.findings_by_record.get(made, ())]
    bench.act(bench.timeline.undo)
    assert (bench.document.text(), set(bench.view.uses)) == (before, uses)
    bench.close()
