"""Work off the GUI thread: answers come back in it, late ones do not, and our faults are told."""

import threading

from pytestqt.qtbot import QtBot

from newsroom.domain.errors import BadInput, NewsroomError
from ui.jobs import Job, JobRunner


def test_the_answer_comes_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    runner = JobRunner(fault=lambda error: None)
    got: list[tuple[str, bool]] = []
    here = threading.current_thread()
    runner.run(lambda job: "words", done=lambda words: got.append((words, threading.current_thread() is here)))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [("words", True)]
    runner.close()


def test_of_two_jobs_of_one_key_only_the_newer_answers(qtbot: QtBot) -> None:
    runner = JobRunner(fault=lambda error: None)
    go_on = threading.Event()
    got: list[str] = []

    def slow(job: Job) -> str:
        go_on.wait(10)
        return "late"

    runner.run(slow, done=got.append, key="reading")
    runner.run(lambda job: "new", done=got.append, key="reading")
    go_on.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert got == ["new"]
    runner.close()


def test_trouble_of_the_world_goes_to_the_asker_and_a_fault_of_ours_where_faults_go(qtbot: QtBot) -> None:
    faults: list[BaseException] = []
    refused: list[NewsroomError] = []
    runner = JobRunner(fault=faults.append)

    def refuse(job: Job) -> None:
        raise BadInput("The file holds no words.")

    def stumble(job: Job) -> None:
        raise KeyError("ours")

    runner.run(refuse, done=lambda value: None, failed=refused.append)
    runner.run(stumble, done=lambda value: None, failed=refused.append)
    qtbot.waitUntil(lambda: runner.is_idle)
    assert [str(error) for error in refused] == ["The file holds no words."]
    assert [type(error) for error in faults] == [KeyError]
    runner.close()


def test_a_job_with_a_label_tells_how_far_it_is(qtbot: QtBot) -> None:
    runner = JobRunner(fault=lambda error: None)
    told: list[tuple[int, int, str]] = []
    shown: list[str] = []

    def started(job: Job) -> None:
        shown.append(job.label)
        job.progressed.connect(lambda done, of, words: told.append((done, of, words)))

    runner.started.connect(started)
    ready = threading.Event()

    def count(job: Job) -> None:
        ready.wait(10)
        job.report(1, 2, "page 1")

    runner.run(count, done=lambda value: None, label="Reading")
    ready.set()
    qtbot.waitUntil(lambda: runner.is_idle and bool(told))
    assert (shown, told) == (["Reading"], [(1, 2, "page 1")])
    runner.close()
