"""Words on their way to the disk: when they go, what is said of them, and what happens when the disk takes none."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.domain.anchor import TextEdit
from newsroom.domain.errors import ArchiveTrouble
from newsroom.storage.opening import open_archive
from tests.builders import add_story, new_desk
from ui.desk_bridge import DeskBridge
from ui.editor.story_document import StoryDocument
from ui.jobs import JobRunner
from ui.notices import Notice, Notices
from ui.rescue import RescueCopies
from ui.saving import Pace, SaveState, Saving

QUICK = Pace(rest=60, longest=240, again=40, look=30)


class Bench:
    """A desk with one story, its document, and saving between them."""

    def __init__(self, qtbot: QtBot, folder: Path, *, pace: Pace = QUICK) -> None:
        new_desk(folder / "desk").close()
        self.qtbot = qtbot
        self.parent = QObject()
        self.bridge = DeskBridge(self.parent)
        self.desk = Desk(open_archive(folder / "desk"), deliver=self.bridge.deliver)
        self.story = self.desk.run("Write", add_story, text="The ferry").value[0].id
        self.document = StoryDocument(story_id=self.story, text="The ferry", positions={}, parent=self.parent)
        self.notices = Notices(self.parent)
        self.said: list[Notice] = []
        self.withdrawn: list[str] = []
        self.states: list[SaveState] = []
        self.faults: list[BaseException] = []
        self.path: Path | None = None
        self.notices.said.connect(self.said.append)
        self.notices.withdrawn.connect(self.withdrawn.append)
        self.rescue = folder / "rescue"
        self.saving = Saving(
            notices=self.notices, copies=RescueCopies(self.rescue), fault=self.faults.append,
            ask_path=lambda: self.path, pace=pace, parent=self.parent,
        )  # fmt: skip
        self.saving.state_changed.connect(self.states.append)
        self.jobs = JobRunner(fault=self.faults.append, parent=self.parent)

    def begin(self) -> "Bench":
        self.saving.use(self.desk, jobs=self.jobs)
        self.saving.watch(self.document)
        return self

    def write(self, words: str) -> None:
        at = len(self.document.text())
        self.document.replace([TextEdit(at, "", words)], label="Typing")

    @property
    def stored(self) -> str:
        return self.desk.queries.draft(self.story).text

    def kinds(self) -> list[str]:
        return [state.kind for state in self.states]

    def end(self) -> None:
        self.jobs.close()
        self.jobs.wait()
        self.desk.close()
        self.parent.deleteLater()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []

    def make(**given: Pace) -> Bench:
        made.append(Bench(qtbot, tmp_path, **given))
        return made[-1]

    yield make
    for one in made:
        one.end()


class Disk:
    """Stands in for one that takes no more: no file of this process may grow beyond the size the archive has."""

    def __init__(self) -> None:
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self, one: Bench) -> None:
        size = one.desk.archive.places.archive.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, self._before[1]))

    def empty(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


@pytest.fixture
def disk() -> Iterator[Disk]:
    one = Disk()
    yield one
    one.empty()


def test_words_are_stored_after_a_rest_and_said_so_only_then(bench: Callable[..., Bench]) -> None:
    one = bench().begin()
    one.write(" is late.")
    assert one.kinds() == ["waiting"]
    assert one.stored == "The ferry"
    one.qtbot.waitUntil(lambda: one.saving.state.kind == "saved")
    assert one.stored == "The ferry is late."
    assert one.kinds() == ["waiting", "saving", "saved"]
    assert one.saving.state.at is not None


def test_who_never_rests_is_stored_all_the_same(bench: Callable[..., Bench]) -> None:
    one = bench(pace=Pace(rest=1_000_000, longest=80, again=40, look=1_000_000)).begin()
    one.write(" is")
    one.write(" late.")
    one.qtbot.waitUntil(lambda: one.stored == "The ferry is late.")


def test_flush_stores_at_once_and_an_older_save_under_way_does_not_overwrite_it(bench: Callable[..., Bench]) -> None:
    one = bench(pace=Pace(rest=1, longest=1, again=40, look=1_000_000)).begin()
    for number in range(30):
        one.write(f" {number}")
        one.qtbot.waitUntil(lambda: "saving" in one.kinds())
        one.write("!")
        one.saving.flush_all()
        assert one.stored == one.document.text()
        one.desk.archive.write(lambda transaction: None, actor="")
        assert one.stored == one.document.text()
        one.states.clear()


def test_before_the_desk_is_open_words_wait_and_are_stored_when_it_is(bench: Callable[..., Bench]) -> None:
    one = bench()
    one.saving.watch(one.document, stored=0)
    one.write(" is late.")
    with pytest.raises(ArchiveTrouble, match="still being opened"):
        one.saving.flush_all()
    one.saving.use(one.desk, jobs=one.jobs)
    one.qtbot.waitUntil(lambda: one.saving.state.kind == "saved")
    assert one.stored == "The ferry is late."


def test_on_a_disk_that_takes_no_more_the_words_are_put_elsewhere_said_with_the_folder_and_saved_when_there_is_room(
    bench: Callable[..., Bench],
    disk: Disk,
) -> None:
    one = bench().begin()
    disk.fill(one)
    words = " late" * 5000
    one.write(words)
    one.qtbot.waitUntil(lambda: one.saving.state.kind == "trouble")
    told = one.said[-1]
    assert "The disk that holds" in told.words and str(one.desk.archive.places.folder) in told.words
    assert told.verb == "Save the text as a file…"
    (copy,) = one.rescue.iterdir()
    assert str(copy) in told.words
    assert copy.read_text(encoding="utf-8") == f"The ferry{words}"
    assert one.stored == "The ferry"

    one.write(".")
    one.qtbot.waitUntil(lambda: copy.read_text(encoding="utf-8") == f"The ferry{words}.")
    assert "saved" not in one.kinds()
    disk.empty()
    one.qtbot.waitUntil(lambda: one.saving.state.kind == "saved")
    assert one.stored == f"The ferry{words}."
    assert one.withdrawn == ["saving"]
    assert not list(one.rescue.iterdir())


def test_the_same_trouble_is_said_once(bench: Callable[..., Bench], disk: Disk) -> None:
    one = bench().begin()
    disk.fill(one)
    one.write(" late" * 5000)
    tries: list[int] = []
    one.qtbot.waitUntil(lambda: one.saving.state.kind == "trouble")
    one.write(".")
    one.qtbot.waitUntil(lambda: tries.append(1) is None and len(tries) > 20)
    assert len([notice for notice in one.said if notice.key == "saving"]) == 1


def test_the_text_can_be_saved_as_a_file_from_the_notice(
    bench: Callable[..., Bench], disk: Disk, tmp_path: Path
) -> None:
    one = bench().begin()
    disk.fill(one)
    one.write(" late" * 5000)
    one.qtbot.waitUntil(lambda: one.saving.state.kind == "trouble")
    act = one.said[-1].act
    assert act is not None
    one.path = tmp_path / "my words.md"
    act()
    assert one.path.read_text(encoding="utf-8") == one.document.text()
    assert "my words.md" in one.said[-1].words

    one.path = tmp_path / "nowhere" / "words.md"
    act()
    assert "could not be written" in one.said[-1].words


def test_flush_raises_what_kept_the_words_from_the_disk(bench: Callable[..., Bench], disk: Disk) -> None:
    one = bench(pace=Pace(rest=1_000_000, longest=1_000_000, again=1_000_000, look=1_000_000)).begin()
    disk.fill(one)
    one.write(" late" * 5000)
    with pytest.raises(ArchiveTrouble, match="The disk that holds"):
        one.saving.flush_all()
    assert not one.saving.is_stored
    assert one.saving.state.kind == "trouble"


def test_a_story_that_is_gone_is_said_and_its_newest_words_are_put_aside(bench: Callable[..., Bench]) -> None:
    one = bench().begin()
    gone: list[str] = []
    one.saving.gone.connect(gone.append)
    with closing(sqlite3.connect(one.desk.archive.places.archive)) as connection:
        connection.execute("DELETE FROM draft")
        connection.commit()
    one.write(" is late.")
    one.qtbot.waitUntil(lambda: gone == [one.story])
    (copy,) = one.rescue.iterdir()
    assert copy.read_text(encoding="utf-8") == "The ferry is late."
    assert str(copy) in one.said[-1].words
    assert one.saving.is_stored


def test_without_any_folder_for_a_copy_the_words_go_to_the_temporary_files(
    bench: Callable[..., Bench], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "rescue").write_text("in the way", encoding="utf-8")
    one = bench().begin()
    one.write(" is late.")
    (copy,) = one.saving.put_aside()
    assert copy.parent == tmp_path / "temporary"
    assert copy.read_text(encoding="utf-8") == "The ferry is late."
    assert copy.stat().st_mode & 0o077 == 0
