"""The register of all sources: what a person finds in it, and what is done there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.sources import NewCapture, add_capture
from newsroom.domain.source import Capture, Holding, Source
from newsroom.domain.story import SavedSearch
from newsroom.domain.terms import Terms
from newsroom.storage.opening import open_archive
from newsroom.storage.transaction import Transaction
from tests.ui.shell import Shell
from ui.dialogs.register import RegisterWindow
from ui.dialogs.register_change import ChangeSources
from ui.dialogs.register_merge import DuplicatesList, MergeSources

MANY = 2_000
HELD = 7
"""Sources of the sample story."""


def lay_many(tx: Transaction) -> None:
    tx.add_all(
        Source,
        [
            {
                "type": "dataset" if number % 2 else "study", "title": f"Gauge {number:04} of the harbour",
                "publisher": f"Board {number % 7}", "published": f"2024-{number % 12 + 1:02}-11",
                "to_confirm": ("title",) if number % 100 == 0 else (),
            }
            for number in range(MANY)
        ],
    )  # fmt: skip
    first = tx.add(Source, type="book", title="Almanac of tides", publisher="Fathom House", published="2020-01-02")
    tx.add(Source, type="book", title="Almanac of  tides", publisher="Fathom House", published="2020-01-02")
    add_capture(tx, source_id=first.id, capture=NewCapture(None, "pasted", "High water at noon."))


@pytest.fixture(scope="module")
def many(laid_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk with the sample story and thousands of sources beside it."""
    folder = Path(shutil.copytree(laid_sample, tmp_path_factory.mktemp("many") / "desk"))
    desk = Desk(open_archive(folder), actor="Sanne Ulvaeus")
    desk.run("Lay in", lay_many)
    desk.close()
    return folder


@pytest.fixture
def shell(qtbot: QtBot, many: Path, tmp_path: Path) -> Iterator[Shell]:
    shell = Shell(qtbot, desk=Path(shutil.copytree(many, tmp_path / "desk")), furnish=None).start()
    yield shell
    shell.end()


@pytest.fixture
def register(shell: Shell, qtbot: QtBot) -> RegisterWindow:
    shell.program.actions["register"].trigger()
    found = shell.window.findChild(RegisterWindow)
    assert found is not None
    until_count(found, qtbot, MANY + HELD + 2)
    return found


def until_count(register: RegisterWindow, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: register.model.rowCount() == count, timeout=10_000)


def cell(register: RegisterWindow, row: int, column: int = 0) -> str:
    return str(register.model.data(register.model.index(row, column)))


def find(register: RegisterWindow, qtbot: QtBot, words: str, count: int) -> None:
    register.filter.line.clear()
    qtbot.keyClicks(register.filter.line, words)
    until_count(register, qtbot, count)


def part(register: RegisterWindow, words: str) -> None:
    parts = register.filter.parts
    parts.setCurrentIndex(next(at for at in range(parts.count()) if parts.tabText(at) == words))


def settle(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shell.program.jobs is not None and shell.program.jobs.is_idle, timeout=10_000)


def test_every_row_can_be_seen_down_to_the_last_and_words_find_some(
    register: RegisterWindow, qtbot: QtBot
) -> None:  # fmt: skip
    titles = [cell(register, row) for row in range(register.model.rowCount())]
    assert titles == sorted(titles, key=str.lower) and len(set(titles)) == MANY + HELD + 1
    assert register.told.text() == f"{MANY + HELD + 2:,} sources"
    find(register, qtbot, "gauge 0042", 1)
    assert [cell(register, 0, column) for column in range(7)] == [
        "Gauge 0042 of the harbour", "Board 0", "study", "11 Jul 2024", "none", "none", "",
    ]  # fmt: skip


def test_a_click_on_a_head_sorts_and_another_turns_it_round(register: RegisterWindow, qtbot: QtBot) -> None:
    heads = register.table.horizontalHeader()

    def click(column: int) -> None:
        place = QPoint(heads.sectionViewportPosition(column) + 20, heads.height() // 2)
        qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(3)
    qtbot.waitUntil(lambda: cell(register, 0, 3).endswith("2026"))
    click(3)
    qtbot.waitUntil(lambda: "2026" not in cell(register, 0, 3))
    before = cell(register, 0)
    click(4)
    assert cell(register, 0) == before
    click(1)
    qtbot.waitUntil(lambda: cell(register, MANY // 2, 1).startswith("Board"))


def test_parts_of_the_register_show_what_is_still_to_be_done(register: RegisterWindow, qtbot: QtBot) -> None:
    find(register, qtbot, "gauge", MANY)
    part(register, "To confirm")
    until_count(register, qtbot, MANY // 100)
    assert cell(register, 0, 6) == "1"
    part(register, "All")
    find(register, qtbot, "almanac", 2)
    part(register, "No copy saved")
    until_count(register, qtbot, 1)
    part(register, "In no story")
    until_count(register, qtbot, 2)


def test_several_sources_are_changed_as_one_step_that_undo_takes_back(
    shell: Shell, register: RegisterWindow, qtbot: QtBot
) -> None:
    find(register, qtbot, "gauge 004", 10)
    register.table.selectAll()
    register.verbs.change.click()
    dialog = register.findChild(ChangeSources)
    assert dialog is not None and not dialog.change.isEnabled()
    dialog.publisher.setText("Harbour Board")
    dialog.terms.setCurrentIndex(dialog.terms.findData("background"))
    dialog.change.click()
    queries = shell.desk.queries
    ids = {one.id for one in queries.where(Source, publisher="Harbour Board")}
    assert len(ids) == 10 and len(queries.where(Terms, record=tuple(ids), value="background")) == 10
    qtbot.waitUntil(lambda: cell(register, 0, 1) == "Harbour Board")
    shell.program.timeline.undo()
    assert not queries.where(Source, publisher="Harbour Board")
    settle(shell, qtbot)


def test_sources_are_laid_in_the_file_of_the_open_story(
    shell: Shell, register: RegisterWindow, qtbot: QtBot
) -> None:  # fmt: skip
    find(register, qtbot, "almanac", 2)
    register.table.selectAll()
    register.verbs.lay.click()
    assert len(shell.desk.queries.where(Holding, story=shell.program.focus.story)) == HELD + 2
    qtbot.waitUntil(lambda: cell(register, 0, 5) == "1")
    settle(shell, qtbot)


def test_duplicates_are_found_and_made_one_and_undo_parts_them(
    shell: Shell, register: RegisterWindow, qtbot: QtBot
) -> None:
    register.verbs.duplicates.click()
    qtbot.waitUntil(lambda: register.findChild(DuplicatesList) is not None, timeout=10_000)
    found = register.findChild(DuplicatesList)
    assert found is not None
    assert [line.title for line in found.list.lines] == ["Almanac of tides"]
    qtbot.keyClick(found.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: register.findChild(MergeSources) is not None)
    dialog = register.findChild(MergeSources)
    assert dialog is not None
    # The one with a copy is proposed to be kept; what would move is told for whichever is chosen.
    assert "Nothing hangs on the others" in dialog.preview.text()
    other = next(one for one in dialog.findChildren(QRadioButton) if not one.isChecked())
    other.click()
    assert "1 saved copy" in dialog.preview.text()
    kept = dialog.kept.source.id
    dialog.buttons.accepted.emit()
    queries = shell.desk.queries
    assert [one.id for one in queries.where(Source, publisher="Fathom House")] == [kept]
    assert len(queries.where(Capture, source=kept)) == 1
    shell.program.timeline.undo()
    assert len(queries.where(Source, publisher="Fathom House")) == 2
    settle(shell, qtbot)


def test_a_source_goes_to_the_bin_and_comes_back_and_one_in_use_stays(
    shell: Shell, register: RegisterWindow, qtbot: QtBot
) -> None:
    find(register, qtbot, "gauge 0042", 1)
    register.table.selectAll()
    register.verbs.bin.click()
    until_count(register, qtbot, 0)
    part(register, "In the bin")
    until_count(register, qtbot, 1)
    register.table.selectAll()
    assert register.verbs.bin.text() == "Take out of the bin"
    register.verbs.bin.click()
    until_count(register, qtbot, 0)
    part(register, "All")
    find(register, qtbot, "vantry hands", 1)
    qtbot.waitUntil(lambda: cell(register, 0).startswith("Vantry hands"))
    register.table.selectAll()
    register.verbs.bin.click()
    assert "backs the statement" in shell.said[-1].words
    settle(shell, qtbot)


def test_the_details_tell_what_rests_on_a_source_and_lead_there(
    shell: Shell, register: RegisterWindow, qtbot: QtBot
) -> None:
    find(register, qtbot, "vantry hands", 1)
    qtbot.keyClick(register.filter.line, Qt.Key.Key_Return)
    assert register.table.hasFocus()
    qtbot.waitUntil(lambda: any(row.link.startswith("claim:") for row in register.details.rows), timeout=10_000)
    assert any(row.label == "What was done" for row in register.details.rows)
    link = next(row.link for row in register.details.rows if row.link.startswith("claim:"))
    register.details.followed.emit(link)
    assert not register.isVisible()
    qtbot.waitUntil(lambda: shell.program.focus.record == ("claim", link.rpartition(":")[2]))


def test_a_search_is_kept_under_a_name_and_comes_back_by_it(
    shell: Shell, register: RegisterWindow, qtbot: QtBot
) -> None:
    find(register, qtbot, "almanac", 2)
    part(register, "No copy saved")
    until_count(register, qtbot, 1)
    register.searches.asked.ask(back_to=register.filter.line)
    qtbot.keyClicks(register.searches.asked.line, "Tides without a copy")
    qtbot.keyClick(register.searches.asked.line, Qt.Key.Key_Return)
    assert [one.name for one in shell.desk.queries.where(SavedSearch)] == ["Tides without a copy"]
    part(register, "All")
    find(register, qtbot, "gauge 0042", 1)
    menu = register.searches.menu_of_searches()
    next(one for one in menu.actions() if one.text() == "Tides without a copy").trigger()
    qtbot.waitUntil(lambda: cell(register, 0).startswith("Almanac"))
    assert register.filter.line.text() == "almanac" and register.filter.wanted.without_copy
    menu.close()
    settle(shell, qtbot)
