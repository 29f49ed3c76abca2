"""Calls that never return, and the threads they do not leave behind."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from wizard.vault.one_worker import GivenUpError, Line, OneWorker

GRACE_S = 2.0


def wait_on_a_socket(line: Line) -> str:
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            line.use(ours)
            ours.recv(1)
        except GivenUpError:
            return "too late"
    return "woken"


def test_an_answer_comes_back() -> None:
    assert OneWorker("test").ask(lambda _line: "answer", 5.0) == "answer"


def test_a_stuck_call_is_ended_by_shutting_its_socket() -> None:
    threads = set(threading.enumerate())
    began = time.monotonic()

    assert OneWorker("test").ask(wait_on_a_socket, 0.1) is None

    assert time.monotonic() - began < 0.1 + GRACE_S
    assert set(threading.enumerate()) == threads


def test_a_call_without_a_socket_keeps_its_one_thread_and_no_more_are_made() -> None:
    release = threading.Event()
    worker = OneWorker("stuck")
    threads = set(threading.enumerate())

    for _ in range(3):
        assert worker.ask(lambda _line: release.wait(), 0.1) is None

    stuck = set(threading.enumerate()) - threads
    assert len(stuck) == 1
    assert all(thread.daemon for thread in stuck), "it does not keep the program from ending"

    release.set()
    for thread in stuck:
        thread.join(GRACE_S)
    assert worker.ask(lambda _line: "works again", 5.0) == "works again"


def test_giving_up_ends_the_wait() -> None:
    worker = OneWorker("test")
    waiting = threading.Event()

    def work(line: Line) -> str:
        waiting.set()
        return wait_on_a_socket(line)

    def give_up() -> None:
        waiting.wait()
        worker.give_up()

    other = threading.Thread(target=give_up)
    other.start()
    began = time.monotonic()
    assert worker.ask(work, 60.0) is None
    assert time.monotonic() - began < GRACE_S + GRACE_S
    other.join()


def test_who_waits_for_a_turn_can_be_given_up_too() -> None:
    """Behind a call that will never end, on a system where nothing can end it."""
    release = threading.Event()
    worker = OneWorker("stuck")
    assert worker.ask(lambda _line: release.wait(), 0.1) is None
    answers: list[object] = []
    second = threading.Thread(
        target=lambda: answers.append(worker.ask(lambda _line: "its turn", 60.0))
    )
    second.start()

    deadline = time.monotonic() + GRACE_S
    while second.is_alive():
        assert time.monotonic() < deadline
        worker.give_up()
        second.join(0.01)

    assert answers == [None]
    release.set()
    assert worker.ask(lambda _line: "works again", 5.0) == "works again"


def test_giving_up_one_call_is_forgotten_by_the_next() -> None:
    worker = OneWorker("test")
    worker.give_up()

    assert worker.ask(lambda _line: "answer", 5.0) == "answer"


def test_no_thread_outlives_its_answer() -> None:
    worker = OneWorker("test")
    threads = set(threading.enumerate())

    for _ in range(200):
        assert worker.ask(lambda _line: "answer", 5.0) == "answer"
        assert set(threading.enumerate()) == threads


def test_a_socket_that_comes_too_late_is_refused_and_closed() -> None:
    line = Line()
    line.shut()
    ours, theirs = socket.socketpair()

    with theirs, pytest.raises(GivenUpError):
        line.use(ours)

    assert ours.fileno() == -1


def test_shutting_twice_or_after_the_end_does_nothing() -> None:
    line = Line()
    ours, theirs = socket.socketpair()
    with theirs:
        line.use(ours)
        line.shut()
        line.shut()
        line.close()
        line.close()
        line.shut()
    assert ours.fileno() == -1
