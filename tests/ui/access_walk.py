"""The ways into every part of the window, for the walk that looks at each: panes, bars and dialogs, opened by act."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.tags import tag_sources
from newsroom.tasks.articles import bring_in, open_article
from tests.ui.shell import Shell
from ui.approving import Approving
from ui.dialogs.approval import ApprovalWindow
from ui.dialogs.people import PeopleWindow
from ui.dialogs.register import RegisterWindow
from ui.editor.cite_line import CiteLine
from ui.editor.find_bar import FindBar
from ui.editor.import_bar import ImportBar
from ui.first_steps import FirstSteps
from ui.main_window import DOCKS
from ui.notices import Notice
from ui.panes.readiness_point import PointBar
from ui.panes.sources import SourcesPane
from ui.panes.sources_sheet import COPY, DETAILS, ORIGIN
from ui.quoting import QuoteLine
from ui.source_lists import SourceLists
from ui.welcome import WelcomeBar
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.place_bar import PlaceBar
from ui.widgets.record_list import RecordList

SCREEN = QSize(1366, 768)
THEMES = ("light", "dark", "high_contrast")
PANES = tuple(spec.name for spec in DOCKS)
STATES = ("sample", "new", "none")
DIALOGS = (
    "palette", "quick_open", "search_everything", "register", "export", "settings", "shortcuts", "help", "about",
    "protect_person", "take_notes", "chronology", "waiting", "people", "outlets", "requests",
    "overview", "all_stories",
)  # fmt: skip
ARTICLE = """# Ferry fares to rise in spring

Ottilie Brandvik, the harbour master, said on Monday that fares would rise. “We have not raised them since 2019,” \
Brandvik said. According to The Slate Ledger, the council will vote on Friday.
"""


class Desk:
    """The one program all the walks share, and the ways into its parts."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.shell = Shell(qtbot, desk=folder / "desk", furnish=None).start()
        self.window, self.program = self.shell.window, self.shell.program
        self.window.resize(SCREEN)
        self.settle()
        self.stories = {"sample": self.program.focus.story, "none": ""}
        self.program.actions["new_story"].trigger()
        self.qtbot.waitUntil(lambda: self.program.focus.story != self.stories["sample"])
        self.stories["new"] = self.program.focus.story
        path = folder / "fares.md"
        path.write_text(ARTICLE, encoding="utf-8")
        self.stories["article"] = bring_in(self.shell.desk, opened=open_article(path=path)).result.story.id
        self.settle()

    def settle(self) -> None:
        jobs, watch, focus = self.program.jobs, self.program.watch, self.program.focus
        assert jobs is not None and watch is not None
        QApplication.sendPostedEvents()
        self.qtbot.waitUntil(
            lambda: jobs.is_idle and (watch.view.story.id if watch.view is not None else "") == focus.story,
            timeout=20_000,
        )

    def turn_to(self, state: str) -> None:
        """To the sample, an empty story, an imported one, or none; nothing else stands open."""
        # Those over another dialog first: hidden with it, they would go on holding it.
        for dialog in reversed(self.window.findChildren(QDialog)):
            dialog.close()
        self.program.notices.withdraw("walk")
        for bar in (FindBar, CiteLine, QuoteLine, PlaceBar, PointBar):
            found = self.window.findChild(bar)
            assert found is not None
            found.hide()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        if self.program.focus.story != self.stories[state]:
            self.program.focus.look_at_story(self.stories[state])
            self.settle()

    def pane(self, name: str, state: str) -> QWidget:
        """A pane in front, with its record chosen where there is one."""
        self.turn_to(state)
        self.window.show_pane(name)
        self.choose(name)
        self.settle()
        pane = self.window.pane(name)
        assert pane is not None and pane.isVisible()
        return pane

    def choose(self, name: str) -> None:
        watch, focus = self.program.watch, self.program.focus
        view = watch.view if watch is not None else None
        if view is None or self.program.focus.story != self.stories["sample"]:
            return
        if name == "claims":
            focus.look_at("claim", next(one.claim.id for one in view.checked.claims if one.level == "disputed"))
        elif name == "quotes":
            focus.look_at("quote_use", next(v.use.id for v in view.checked.quotes if v.kind == "unmarked_edit"))
        elif name == "versions":
            pane = self.window.pane(name)
            lines = pane.findChild(RecordList) if pane is not None else None
            assert lines is not None
            lines.setCurrentIndex(lines.model().index(0, 0))

    def source_tab(self, number: int) -> QWidget:
        """A tab of the source that took its matter from another."""
        pane = self.pane("sources", "sample")
        assert isinstance(pane, SourcesPane) and self.program.watch is not None and self.program.watch.view is not None
        self.program.focus.look_at("source", self.program.watch.view.records.derivations[0].child)
        pane.sheet.tabs.setCurrentIndex(number)
        self.settle()
        if number == DETAILS:
            pane.sheet.standing.note.click()
            pane.sheet.standing.show_uses.click()
            pane.sheet.standing.show_log.click()
        self.settle()
        # Not the pane: what is scrolled out of sight lies above the tabs.
        return (pane.sheet.copy, pane.sheet.fields, pane.sheet.origin)[number]

    def bar(self, name: str) -> QWidget:
        """A bar of the window, opened as a person does."""
        self.turn_to("article" if name == "import" else "sample")
        self.shell.editor.setFocus()
        opens: dict[str, Callable[[], object]] = {
            "find": self.program.actions["find"].trigger,
            "replace": self.program.actions["replace"].trigger,
            "cite": self._cite,
            "insert": self.program.actions["insert_quote"].trigger,
            "point": self.program.actions["next_finding"].trigger,
            "notice": self._say,
            "place": self._ask_place,
        }
        opens.get(name, lambda: None)()
        kinds: dict[str, type[QWidget]] = {
            "find": FindBar, "replace": FindBar, "cite": CiteLine, "insert": QuoteLine, "point": PointBar,
            "notice": NoticeBar, "place": PlaceBar, "import": ImportBar, "welcome": WelcomeBar,
            "first steps": FirstSteps,
        }  # fmt: skip
        bar = self.window.findChild(kinds[name])
        assert bar is not None
        self.qtbot.waitUntil(bar.isVisible)
        return bar

    def dialog(self, name: str) -> QDialog:
        self.turn_to("sample")
        self.program.actions[name].trigger()
        self.settle()
        return self._opened(self.window)

    def _opened(self, parent: QWidget) -> QDialog:
        """The dialog over a window, once it has the keyboard."""
        dialog = next(one for one in parent.findChildren(QDialog) if one.isVisible())
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def over_register(self, verb: str) -> QDialog:
        """What a verb of the register opens for its first sources."""
        register = self.dialog("register")
        assert isinstance(register, RegisterWindow)
        self.qtbot.waitUntil(lambda: register.model.rowCount() > 2)
        register.table.select_row(0)
        if verb == "rename_tag":
            self.program.timeline.run("Tag", tag_sources, ids=[register.table.current_id], name="Harbour")
            self.qtbot.waitUntil(register.verbs.rename_tag.isVisible)
        register.table.selectAll() if verb == "tag" else register.table.select_row(register.model.rowCount() - 1)
        getattr(register.verbs, verb).click()
        self.settle()
        return next(one for one in register.findChildren(QDialog) if one.isVisible())

    def over_people(self, open_it: str) -> QDialog:
        """The window of people with somebody chosen, or what one of its buttons opens for them."""
        people = self.dialog("people")
        assert isinstance(people, PeopleWindow)
        people.people.list.choose_first()
        self.settle()
        if not open_it:
            return people
        buttons = {"role": people.person.add_role, "merge": people.verbs.merge, "purge": people.verbs.purge}
        buttons[open_it].click()
        self.settle()
        return self._opened(people)

    def left_out(self) -> QDialog:
        """What is listed of a list of sources that could not be used whole."""
        self.turn_to("sample")
        path = Path(str(self.shell.desk.archive.places.folder)).with_name("list.json")
        path.write_text('[{"type": "book", "title": "Tides"}, {"type": "book"}]', encoding="utf-8")
        lists = self.window.findChild(SourceLists)
        assert lists is not None
        lists.bring_in(path)
        self.qtbot.waitUntil(lambda: self.shell.said[-1].verb == "Show which")
        show = self.shell.said[-1].act
        assert show is not None
        show()
        self.settle()
        return next(one for one in self.window.findChildren(QDialog) if one.isVisible())

    def what_came(self) -> QDialog:
        """What a source of the sample changes, as if it had just come in."""
        self.turn_to("sample")
        view = self.program.watch.view if self.program.watch is not None else None
        assert view is not None
        self.program.focus.look_at("source", next(one.source.id for one in view.held if one.evidence))
        self.program.actions["arrival"].trigger()
        self.settle()
        return self._opened(self.window)

    def on_the_way(self) -> QDialog:
        """What keeps the sample from being approved, as a house would see it that moves stages by rule."""
        self.turn_to("sample")
        approving, view = self.window.page.findChild(Approving), self.program.watch and self.program.watch.view
        assert approving is not None and view is not None
        approving.call("approved")
        self.settle()
        window = self._opened(self.window)
        assert isinstance(window, ApprovalWindow)
        told = ("Nobody was asked. Waived by Otto Kern.",)
        window.show_unmet(view.checked.findings, text=view.draft.text, waived=told)
        window.by.setText("Otto Kern")
        window.waive.click()
        return window

    def _cite(self) -> None:
        self.shell.editor.set_caret(self.shell.text.index("Corvane Pictures") + 3)
        self.program.actions["cite"].trigger()

    def _say(self) -> None:
        self.program.notices.say(
            Notice("The disk is full.", kind="trouble", key="walk", verb="Save a copy", act=lambda: None, details="x")
        )

    def _ask_place(self) -> None:
        bar = self.window.findChild(PlaceBar)
        assert bar is not None
        bar.ask("Do these words stand here now?", has_place=True, has_next=True)


def sit_down(qtbot: QtBot, qapp: QApplication, folder: Path, *, letters: float = 1) -> Iterator[Desk]:
    """The program for as long as a module lasts, with letters so many times as large; all is as before afterwards."""
    font = qapp.font()
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * letters)
    qapp.setFont(large)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("NEWSROOM_HOME", str(folder / "newsroom"))
        desk = Desk(qtbot, folder)
    yield desk
    desk.program.look.use("light")
    desk.shell.end()
    qapp.setFont(font)
    qapp.styleHints().unsetColorScheme()


BARS = ("find", "replace", "cite", "insert", "point", "notice", "place", "import", "welcome", "first steps")
PLACES: dict[str, Callable[[Desk], QWidget]] = {
    **{f"{pane}, {state}": (lambda desk, p=pane, s=state: desk.pane(p, s)) for state in STATES for pane in PANES},
    **{f"{bar} bar": (lambda desk, b=bar: desk.bar(b)) for bar in BARS},
    **{name: (lambda desk, n=name: desk.dialog(n)) for name in DIALOGS},
    "on the way to a stage": lambda desk: desk.on_the_way(),
    "what came in": lambda desk: desk.what_came(),
    "details of a source": lambda desk: desk.source_tab(DETAILS),
    "origin of a source": lambda desk: desk.source_tab(ORIGIN),
    "copy of a source": lambda desk: desk.source_tab(COPY),
    "tags of many sources": lambda desk: desk.over_register("tag"),
    "new name of a tag": lambda desk: desk.over_register("rename_tag"),
    "rating of an outlet": lambda desk: desk.over_register("rate"),
    "what was left out of a list": lambda desk: desk.left_out(),
    "one of the people": lambda desk: desk.over_people(""),
    "role of a person": lambda desk: desk.over_people("role"),
    "two made one": lambda desk: desk.over_people("merge"),
    "purge of a person": lambda desk: desk.over_people("purge"),
    "whole window": lambda desk: desk.pane("claims", "sample").window(),
}
