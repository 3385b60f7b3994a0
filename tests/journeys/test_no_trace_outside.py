"""C08: somebody works on a protected person for a while, things go wrong, and outside the archive no byte says who."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import Wanted, add_draft, place_anchors
from newsroom.desk.sources import hold_source
from newsroom.desk.stories import new_story
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.storage.transaction import Transaction
from newsroom.text.outgoing import ProtectedWord, scan
from tests.builders import new_desk
from tests.ui.shell import Shell
from ui.dialogs.person_sheet import PersonSheet
from ui.dropping import FOLDER
from ui.panes.sources import SourcesPane

NAME = "Quorvex Naddleby"
MAIL = "q.naddleby@mail.example"
TEXT = "The pier was unsafe.\n\n“We knew it,” a worker said.\n"


def plant(tx: Transaction, *, sha256: str) -> str:
    """A story that does not name the person, a talk with them that does; returns the use of the quote."""
    story = new_story(tx, fields={"slug": "the-pier", "headline": "The pier was unsafe"})
    add_draft(tx, story_id=story.id, text=TEXT)
    person = tx.add(Person, name=NAME)
    file = tx.add(
        OriginalFile, sha256=sha256, size=11, media_type="text/plain", file_name=f"Talk with {NAME}.txt", kept_at=tx.now
    )
    source = tx.add(Source, type="interview_own", title=f"Talk with {NAME}", authors=(NAME,), confidentiality="sealed")
    hold_source(tx, story_id=story.id, source_id=source.id)
    capture = tx.add(
        Capture, source=source.id, original_file=file.id, captured_at=tx.now, captured_by="", method="notes",
        text="We knew it.",
    )  # fmt: skip
    quote = tx.add(Quote, verbatim="We knew it", source=source.id, capture=capture.id, speaker=person.id)
    use_id = tx.ids.new()
    start, end = TEXT.index("“"), TEXT.index("”") + 1
    (anchor,) = place_anchors(tx, story_id=story.id, wanted=[Wanted("quote_use", use_id, start, end)])
    tx.add(QuoteUse, id=use_id, story=story.id, quote=quote.id, anchor=anchor.id, speaker_name=NAME)
    return use_id


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """A home and a folder for temporary files that nobody else uses."""
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    for folder in (home, temporary):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("NEWSROOM_HOME", str(home / "newsroom"))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield home, temporary


def traces(*folders: Path) -> list[str]:
    """Files whose name or bytes say who it is, in any coding."""
    words = [ProtectedWord(NAME), ProtectedWord("Naddleby", "surname"), ProtectedWord(MAIL)]
    paths = [path for folder in folders for path in folder.rglob("*")]
    found = [str(path) for path in paths if scan(path.name.encode(), protected=words)]
    for path in paths:
        if path.is_file():
            content = path.read_bytes()
            if scan(content, protected=words) or b"naddleby" in content.lower():
                found.append(str(path))
    return found


def open_to_others(*folders: Path) -> list[str]:
    """Files anybody but their owner may read."""
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [f"{path} {path.stat().st_mode & 0o777:o}" for path in paths if path.stat().st_mode & 0o077]


def failing(name: str) -> RuntimeError:
    """An error of ours in whose words, and in the names round which it arose, the person stands."""
    try:
        raise RuntimeError(f"cannot draw {name}")
    except RuntimeError as error:
        return error


class Opener(QObject):
    """Stands for the system's own way to open files."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def opened(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


class Work:
    """What a person does in the window."""

    def __init__(self, qtbot: QtBot, folder: Path, use: str) -> None:
        self.qtbot, self.use, self.opener = qtbot, use, Opener()
        self.shell = Shell(qtbot, desk=folder, furnish=None).start()
        self.program, self.window = self.shell.program, self.shell.window
        self.settle()

    def settle(self) -> None:
        QApplication.sendPostedEvents()
        jobs, watch = self.program.jobs, self.program.watch
        assert jobs is not None and watch is not None
        self.qtbot.waitUntil(lambda: jobs.is_idle and watch.view is not None, timeout=20_000)

    def protect(self) -> None:
        self.program.focus.look_at("quote_use", self.use)
        self.settle()
        self.program.actions["protect_person"].trigger()
        self.settle()
        sheet = self.window.findChild(PersonSheet)
        assert sheet is not None and sheet.form.name.text() == NAME
        self.qtbot.keyClicks(sheet.form.contacts, MAIL)
        # Refused first, with the name in what was typed.
        self.qtbot.keyClicks(sheet.form.code, NAME)
        self.qtbot.mouseClick(sheet.protect, Qt.MouseButton.LeftButton)
        assert sheet.told.isVisible()
        sheet.form.code.setText("Heron")
        self.qtbot.mouseClick(sheet.protect, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: sheet.pages.currentIndex() == 1)
        sheet.accept()
        self.settle()

    def walk(self) -> None:
        """Through the panes and the lists."""
        for name in ("pane_sources", "pane_quotes", "pane_claims", "pane_versions", "pane_preview", "pane_stories"):
            self.program.actions[name].trigger()
            self.settle()
        for name in ("quick_open", "palette", "export", "copy_html"):
            self.program.actions[name].trigger()
            self.settle()
            for dialog in self.window.findChildren(QDialog):
                dialog.close()

    def open_outside(self) -> None:
        self.window.show_pane("sources")
        pane = self.window.findChild(SourcesPane)
        assert pane is not None
        self.settle()
        QDesktopServices.setUrlHandler("file", self.opener, "opened")
        self.program.actions["open_copy"].trigger()
        self.qtbot.waitUntil(lambda: bool(self.opener.paths), timeout=20_000)
        QDesktopServices.unsetUrlHandler("file")

    def go_wrong(self, archive: Path, *, meanwhile: Callable[[], object]) -> None:
        """Faults of ours, then an archive that is gone for a while: the words are put aside until it is back."""
        self.program.faults.tell(failing(NAME))
        self.program.faults.tell(failing(MAIL))
        away = archive.with_name("away.sqlite")
        archive.rename(away)
        self.shell.type("Nobody mended it. ")
        self.qtbot.waitUntil(lambda: self.program.saving.state.kind == "trouble", timeout=20_000)
        meanwhile()
        away.rename(archive)
        self.qtbot.waitUntil(lambda: self.program.saving.state.kind == "saved", timeout=20_000)


def test_no_byte_outside_the_archive_says_who_is_protected(
    qtbot: QtBot, rooms: tuple[Path, Path], tmp_path: Path
) -> None:
    home, temporary = rooms
    desk = new_desk(tmp_path / "desk")
    use = desk.run("Plant", plant, sha256=desk.archive.files.keep(b"We knew it.")).value
    desk.close()
    work = Work(qtbot, tmp_path / "desk", use)
    work.program.session.set(FOLDER, str(tmp_path / f"Letters of {NAME}"))
    work.protect()
    work.walk()
    work.open_outside()
    during: list[str] = []

    def look() -> None:
        assert list((home / "newsroom" / "rescue").iterdir())
        during.extend(traces(home, temporary))

    work.go_wrong(tmp_path / "desk" / "archive.sqlite", meanwhile=look)
    assert [path.read_bytes() for path in home.rglob("*.log")]
    assert [path.name for path in work.opener.paths] == ["copy.txt"]
    during += traces(home, temporary)
    # What the colours of the theme were worked out to is nobody's secret.
    assert not [path for path in open_to_others(home, temporary) if "theme-" not in path]
    told = [words for one in work.shell.said for words in (one.words, one.details)]
    work.shell.end()
    assert during == [] and traces(home, temporary) == []
    assert not [words for words in (work.window.windowTitle(), *told) if NAME.split()[1] in words]
    assert list((home / "newsroom").iterdir())
    # The archive itself knows, and nothing else does.
    again = Desk(new_desk(tmp_path / "desk").archive)
    assert again.queries.where(Person)[0].code_name == "Heron"
    again.close()


def test_the_look_for_traces_sees_one(rooms: tuple[Path, Path]) -> None:
    home, temporary = rooms
    (home / "recent.txt").write_text(f"x {NAME}", encoding="utf-16")
    (temporary / f"Talk with {NAME}.txt").touch()
    assert len(traces(home, temporary)) == 2
