"""Sources by the many: tags, lists in and out, and how far an outlet is trusted, as a person does it in the window."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from newsroom.desk.release import ReleasedSources
from newsroom.desk.tags import tag_sources
from newsroom.domain.source import Holding, ReliabilityRating, Source
from newsroom.domain.story import Tagging
from newsroom.importing.ris import read_ris
from tests.ui.shell import Shell
from ui.dialogs.chooser import Chooser
from ui.dialogs.left_out import LeftOut
from ui.dialogs.outlets import OutletDialog
from ui.dialogs.register import RegisterWindow
from ui.dialogs.register_model import TAGS
from ui.dialogs.register_tags import RenameTag, TagSources
from ui.dialogs.search import SearchWindow
from ui.source_lists import SourceLists, told_of_out, with_ending

HELD = 7
"""Sources of the sample story."""
RECORDS = [
    {"type": "article-newspaper", "title": "Pier shut", "container-title": "Tarnby Courier"},
    {"type": "book", "title": "Tides", "publisher": "Quay Press", "issued": {"date-parts": [[1999]]}},
    {"type": "book"},
]


@pytest.fixture
def shell(qtbot: QtBot, sample_desk: Path) -> Iterator[Shell]:
    shell = Shell(qtbot, desk=sample_desk, furnish=None).start()
    yield shell
    shell.end()


@pytest.fixture
def register(shell: Shell) -> RegisterWindow:
    shell.program.actions["register"].trigger()
    found = shell.window.findChild(RegisterWindow)
    assert found is not None
    until_count(shell, found, HELD)
    return found


def until_count(shell: Shell, register: RegisterWindow, count: int) -> None:
    shell.qtbot.waitUntil(lambda: register.model.rowCount() == count, timeout=10_000)


def settle(shell: Shell) -> None:
    shell.qtbot.waitUntil(lambda: shell.program.jobs is not None and shell.program.jobs.is_idle, timeout=10_000)


def asked_for_tags(shell: Shell, register: RegisterWindow) -> TagSources:
    register.verbs.tag.click()
    shell.qtbot.waitUntil(lambda: bool(register.findChildren(TagSources)), timeout=10_000)
    return register.findChildren(TagSources)[-1]


def tags_shown(register: RegisterWindow) -> list[str]:
    model = register.model
    return [str(model.data(model.index(row, TAGS))) for row in range(model.rowCount())]


def test_tags_go_on_many_at_once_narrow_the_table_and_stay_in_a_kept_search(
    shell: Shell, register: RegisterWindow
) -> None:
    assert register.table.isColumnHidden(TAGS) and register.filter.tag.isHidden()
    register.table.selectAll()
    dialog = asked_for_tags(shell, register)
    assert not dialog.change.isEnabled()
    shell.qtbot.keyClicks(dialog.line, "to call, harbour")
    dialog.change.click()
    shell.qtbot.waitUntil(lambda: tags_shown(register) == ["harbour, to call"] * HELD)
    assert not register.table.isColumnHidden(TAGS)

    register.table.select_row(0)
    dialog = asked_for_tags(shell, register)
    box = next(box for box in dialog.boxes.values() if box.text() == "harbour")
    box.click()
    dialog.change.click()
    shell.qtbot.waitUntil(lambda: tags_shown(register)[0] == "to call")
    register.filter.tag.setCurrentIndex(register.filter.tag.findText("harbour"))
    register.filter.tag.activated.emit(register.filter.tag.currentIndex())
    until_count(shell, register, HELD - 1)
    register.searches.asked.ask(back_to=register.filter.line)
    shell.qtbot.keyClicks(register.searches.asked.line, "Of the harbour")
    shell.qtbot.keyClick(register.searches.asked.line, Qt.Key.Key_Return)
    register.filter.take("", "")
    until_count(shell, register, HELD)
    kept = next(one for one in register.searches.menu_of_searches().actions() if one.text() == "Of the harbour")
    kept.trigger()
    until_count(shell, register, HELD - 1)

    for _ in range(3):
        shell.program.timeline.undo()
    assert shell.desk.queries.where(Tagging) == ()
    until_count(shell, register, HELD)
    settle(shell)


def test_a_tag_is_renamed_and_one_named_as_another_becomes_one_with_it(
    shell: Shell, register: RegisterWindow
) -> None:  # fmt: skip
    held = [source.id for source in shell.desk.queries.where(Source)]
    assert register.verbs.rename_tag.isHidden()
    for name in ("harbour", "harbor"):
        shell.program.timeline.run("Tag", tag_sources, ids=held, name=name)
    shell.qtbot.waitUntil(lambda: tags_shown(register) == ["harbor, harbour"] * HELD, timeout=10_000)
    register.filter.tag.setCurrentIndex(register.filter.tag.findText("harbor"))
    register.verbs.rename_tag.click()
    shell.qtbot.waitUntil(lambda: bool(register.findChildren(RenameTag)), timeout=10_000)
    dialog = register.findChildren(RenameTag)[-1]
    assert dialog.tag.currentText() == "harbor" and not dialog.rename.isEnabled()
    dialog.name.setText("quays")
    assert dialog.rename.text() == "Rename" and "all its sources" in dialog.told.text()
    dialog.name.setText("Harbour ")
    assert dialog.rename.text() == "Make them one" and "“harbour” is a tag already" in dialog.told.text()
    dialog.rename.click()
    shell.qtbot.waitUntil(lambda: tags_shown(register) == ["harbour"] * HELD, timeout=10_000)
    shell.program.timeline.undo()
    shell.qtbot.waitUntil(lambda: tags_shown(register) == ["harbor, harbour"] * HELD, timeout=10_000)
    settle(shell)


def test_a_search_of_the_register_is_offered_where_everything_is_searched(
    shell: Shell, register: RegisterWindow
) -> None:
    register.filter.take("lantern", "")
    register.searches.asked.answered.emit("Lanterns")
    shell.program.actions["search_everything"].trigger()
    window = shell.window.findChild(SearchWindow)
    assert window is not None
    window.best_first.setChecked(True)
    window.line.setText("harbour")
    window.searches.asked.answered.emit("lanterns")
    menu = window.searches.menu_of_searches()
    assert [one.text() for one in menu.actions()][:4] == ["lanterns", "", "Kept in the register", "Lanterns"]
    menu.actions()[3].trigger()
    assert (window.line.text(), window.kind, window.best_first.isChecked()) == ("lantern", "source", False)
    menu.actions()[0].trigger()
    assert (window.line.text(), window.kind, window.best_first.isChecked()) == ("harbour", "", True)
    assert next(one.text() for one in register.searches.menu_of_searches().actions()) == "Lanterns"
    settle(shell)


def test_a_list_comes_in_as_one_step_with_its_bad_records_listed_and_goes_out_again(
    shell: Shell, register: RegisterWindow, tmp_path: Path
) -> None:
    path = tmp_path / "zotero.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    lists = shell.window.findChild(SourceLists)
    assert lists is not None
    story = shell.program.focus.story
    lists.bring_in(path, story=story)
    until_count(shell, register, HELD + 2)
    settle(shell)
    said = shell.said[-1]
    assert said.words == "2 sources of “zotero.json” are in the story’s file now. 1 record was left out."
    assert said.act is not None and said.verb == "Show which"
    said.act()
    dialog = shell.window.findChild(LeftOut)
    assert dialog is not None and [row.label for row in dialog.rows.rows] == ["Record 3 was left out"]
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == said.details
    dialog.reject()
    assert len(shell.desk.queries.where(Holding, story=story)) == HELD + 2

    lists.put_out(tmp_path / "out.ris")
    shell.qtbot.waitUntil(lambda: "of the desk written to" in shell.said[-1].words, timeout=10_000)
    titles = {source.fields["title"] for source in read_ris((tmp_path / "out.ris").read_bytes()).sources}
    assert {"Pier shut", "Tides"} <= titles
    shell.program.timeline.undo()
    until_count(shell, register, HELD)
    settle(shell)


@pytest.mark.parametrize(
    ("left_out", "proposed", "told"),
    [
        (0, 0, "2 sources of the story written to out.ris."),
        (
            3, 2,
            "2 sources of the story written to out.ris. 1 was left out: what was agreed or an embargo does not let "
            "others know of it. 2 are proposals not taken yet, and stayed here.",
        ),
        (1, 1, "2 sources of the story written to out.ris. 1 is a proposal not taken yet, and stayed here."),
    ],
)  # fmt: skip
def test_a_list_that_went_out_tells_what_may_not_leave_from_what_nobody_took(
    left_out: int, proposed: int, told: str
) -> None:
    out = ReleasedSources(Path("out.ris"), 2, left_out, proposed)
    assert told_of_out(out, of_story=True).words == told


def test_an_outlet_rated_in_the_register_counts_by_that_in_every_claim(shell: Shell, register: RegisterWindow) -> None:
    watch = shell.program.watch
    assert watch is not None

    def levels() -> list[str]:
        return [one.level for one in watch.view.checked.claims] if watch.view is not None else []

    shell.qtbot.waitUntil(lambda: bool(levels()), timeout=10_000)
    before = levels()
    outlet = next(one for one in shell.desk.queries.where(Source) if one.publisher == "The Slate Ledger")
    register.table.select_row(register.model.known_row_of(outlet.id) or 0)
    register.verbs.rate.click()
    shell.qtbot.waitUntil(lambda: bool(register.findChildren(OutletDialog)), timeout=10_000)
    dialog = register.findChildren(OutletDialog)[-1]
    assert "usually reliable (B) now" in dialog.standing.text()
    dialog.grade.setCurrentIndex(dialog.grade.findData("E"))
    dialog.reason.setText("Invents people.")
    dialog.since.setText("lately")
    assert not dialog.rate.isEnabled() and "is no date" in dialog.refusal.text()
    dialog.since.clear()
    dialog.rate.click()
    shell.qtbot.waitUntil(lambda: levels() != before, timeout=10_000)
    shell.qtbot.waitUntil(lambda: any("Invents people." in row.value for row in register.details.rows), timeout=10_000)
    assert any("counts now" in row.value and "unreliable (E)" in row.value for row in register.details.rows)
    shell.program.timeline.undo()
    assert not shell.desk.queries.where(ReliabilityRating, grade="E")
    shell.qtbot.waitUntil(lambda: levels() == before, timeout=10_000)
    settle(shell)


def test_any_outlet_of_the_desk_is_found_and_rated(shell: Shell) -> None:
    shell.program.actions["outlets"].trigger()
    shell.qtbot.waitUntil(lambda: bool(shell.window.findChildren(Chooser)), timeout=10_000)
    chooser = shell.window.findChildren(Chooser)[-1]
    # The studio speaks for itself and was never rated.
    assert chooser.titles[0] == "Corvane Pictures"
    line = chooser.findChild(QLineEdit)
    assert line is not None
    shell.qtbot.keyClicks(line, "screenh")
    shell.qtbot.keyClick(line, Qt.Key.Key_Return)
    shell.qtbot.waitUntil(lambda: bool(shell.window.findChildren(OutletDialog)), timeout=10_000)
    dialog = shell.window.findChildren(OutletDialog)[-1]
    dialog.grade.setCurrentIndex(dialog.grade.findData("D"))
    dialog.reason.setText("Copies without saying so.")
    dialog.rate.click()
    assert shell.said[-1].words == "“Screenharbour Daily” is rated as often unreliable (D)."
    assert shell.program.timeline.undo_label == "Rate Screenharbour Daily"
    settle(shell)


def test_a_list_gets_the_ending_of_the_kind_that_was_chosen() -> None:
    named = [("a.json", True), ("a.json", False), ("a", True), ("a", False), ("a.ris", False), ("v1.2", False)]
    endings = [with_ending(Path(name), as_ris=ris).name for name, ris in named]
    assert endings == ["a.ris", "a.json", "a.ris", "a.json", "a.ris", "v1.2.json"]
