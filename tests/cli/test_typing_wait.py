"""Waiting for a typed line hears the signals that come meanwhile, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

import pytest

from wizard.cli.typing_wait import until_typed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the console is another way")


class _HeardError(Exception):
    pass


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise _HeardError


def test_a_line_that_is_there_ends_the_wait(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"typed\n")
    until_typed(pipe[0])
    assert os.read(pipe[0], 16) == b"typed\n", "and nothing of it was taken"


def test_a_signal_that_only_woke_does_not_end_the_wait(pipe: tuple[int, int]) -> None:
    heard: list[int] = []

    def type_at_last(number: int, _frame: FrameType | None) -> None:
        heard.append(number)
        os.write(pipe[1], b"\n")

    before = signal.signal(signal.SIGUSR1, type_at_last)
    try:
        threading.Timer(0, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        until_typed(pipe[0])
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert heard == [signal.SIGUSR1]


def _wait_for_a_signal(terminal: int) -> None:
    threading.Timer(0, os.kill, (os.getpid(), signal.SIGUSR1)).start()
    until_typed(terminal)


def _lowest_free() -> int:
    probe = os.dup(0)
    os.close(probe)
    return probe


def test_a_handler_that_raises_ends_it_and_nothing_stays_open(pipe: tuple[int, int]) -> None:
    before = signal.signal(signal.SIGUSR1, _raise)
    free = _lowest_free()
    try:
        with pytest.raises(_HeardError):
            _wait_for_a_signal(pipe[0])
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert signal.set_wakeup_fd(-1) == -1
    assert _lowest_free() == free
