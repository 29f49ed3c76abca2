"""The job runner: answers come back on the GUI thread, once, or not at all."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.gui.jobs import JobRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.wait_for_end()


def test_the_result_comes_back_on_the_gui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    gui = threading.get_ident()
    worked: list[int] = []
    heard: list[tuple[int, int]] = []

    def work() -> int:
        worked.append(threading.get_ident())
        return 42

    runner.start(
        work,
        lambda result: heard.append((result, threading.get_ident())),
        lambda problem: pytest.fail(problem.what),
    )
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(42, gui)]
    assert worked[0] != gui
    assert runner.is_idle


def test_a_problem_comes_back_as_itself(runner: JobRunner, qtbot: QtBot) -> None:
    problem = Problem(ProblemId.DISK_FULL)
    heard: list[Problem] = []

    def work() -> None:
        raise ProblemError(problem)

    runner.start(work, lambda _: pytest.fail("it failed"), heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [problem]


def test_our_own_fault_tells_its_type_and_nothing_else(runner: JobRunner, qtbot: QtBot) -> None:
    heard: list[Problem] = []

    def work() -> None:
        raise ValueError("a secret could be in here")

    runner.start(work, lambda _: pytest.fail("it failed"), heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].id is ProblemId.PROGRAM_FAULT
    assert heard[0].technical == "ValueError"
    assert "secret" not in heard[0].what + heard[0].means + heard[0].do + heard[0].technical


def test_a_dropped_job_is_not_heard(runner: JobRunner, qtbot: QtBot) -> None:
    go_on = threading.Event()
    heard: list[str] = []
    job = runner.start(go_on.wait, lambda _: heard.append("dropped"), lambda _: None)
    job.drop()
    go_on.set()
    runner.start(lambda: None, lambda _: heard.append("after"), lambda _: None)
    qtbot.waitUntil(lambda: "after" in heard and runner.is_idle)
    assert heard == ["after"]


@pytest.mark.parametrize("dropped", [False, True])
def test_what_a_dropped_job_brings_is_given_back(
    runner: JobRunner, qtbot: QtBot, dropped: bool
) -> None:
    heard: list[str] = []
    done: list[bool] = []
    job = runner.start(
        lambda: "a secret", lambda got: heard.append(f"done: {got}"), lambda _: None, heard.append
    )
    assert runner._pool.waitForDone()  # the work has ended, and nobody was told of it yet
    if dropped:
        job.drop()
    runner.start(lambda: None, lambda _: done.append(True), lambda _: None)
    qtbot.waitUntil(lambda: bool(done))
    assert heard == (["a secret"] if dropped else ["done: a secret"])


def test_the_lane_keeps_the_order(runner: JobRunner, qtbot: QtBot) -> None:
    first_may_end = threading.Event()
    order: list[str] = []

    def first() -> None:
        first_may_end.wait()
        order.append("first")

    runner.start_in_lane(first, lambda _: None, lambda _: None)
    runner.start_in_lane(lambda: order.append("second"), lambda _: None, lambda _: None)
    heard: list[bool] = []
    # Beside the lane other work goes on: a network check never waits for the keychain.
    runner.start(lambda: None, lambda _: heard.append(True), lambda _: None)
    qtbot.waitUntil(lambda: bool(heard))
    assert order == []
    first_may_end.set()
    qtbot.waitUntil(lambda: order == ["first", "second"])


def test_news_from_inside_a_job_is_told_on_the_gui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    told: list[tuple[str, int]] = []

    def tell(news: str) -> None:
        told.append((news, threading.get_ident()))

    relay = runner.on_gui_thread(tell)
    runner.start(lambda: relay("half way"), lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("half way", threading.get_ident())]


def test_a_result_that_cannot_be_shown_is_told_where_somebody_waits(
    runner: JobRunner, qtbot: QtBot
) -> None:
    heard: list[Problem] = []

    def show(_: None) -> None:
        raise OverflowError("what was found")

    with qtbot.captureExceptions() as raised:
        runner.start(lambda: None, show, heard.append)
        qtbot.waitUntil(lambda: bool(heard))
    assert [problem.id for problem in heard] == [ProblemId.PROGRAM_FAULT]
    assert heard[0].technical == "OverflowError"
    assert [kind for kind, _, _ in raised] == [OverflowError]
