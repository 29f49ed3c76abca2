"""Runs calls that may never return: one at a time, each with an end in sight.

A stuck call cannot be killed, but its socket can be shut, which ends it. Where there is no
socket (Windows, macOS) the one stuck thread stays, and later calls are refused, never piled up.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

_Answer = TypeVar("_Answer")
# How long a call whose socket was shut may take to notice it.
_LEAVING_S = 1.0


class GivenUpError(RuntimeError):
    """Nobody waits for this call any more; it must end."""


class Line:
    """The one socket that a call waits on, so that somebody else can shut it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._socket: socket.socket | None = None
        self._shut = False

    def use(self, connection: socket.socket) -> None:
        """From now on the call waits on this socket. Raises GivenUpError when it is too late."""
        with self._guard:
            if self._shut:
                connection.close()
                raise GivenUpError
            self._socket = connection

    def close(self) -> None:
        """The call is done with its socket."""
        with self._guard:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def shut(self) -> None:
        """Make whoever waits on the socket wake up with an error."""
        with self._guard:
            self._shut = True
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)


class _Call(Generic[_Answer]):
    def __init__(self, work: Callable[[Line], _Answer]) -> None:
        self.line = Line()
        self.ended = False
        self.answer: _Answer | None = None
        self._work = work

    def carry_out(self, when_done: Callable[[], None]) -> None:
        try:
            self.answer = self._work(self.line)
        finally:
            self.line.close()
            self.ended = True
            when_done()


class OneWorker:
    """Carries out one call at a time on a thread that dies with it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._change = threading.Condition()
        self._busy = False
        self._times_given_up = 0

    def ask(self, work: Callable[[Line], _Answer], patience_s: float) -> _Answer | None:
        """What `work` returns, or None when it took longer than `patience_s` or was given up.

        `work` raises nothing. Takes at most a second more than the patience.
        """
        deadline = time.monotonic() + patience_s
        call = _Call(work)
        thread = threading.Thread(
            target=call.carry_out, args=(self._free,), name=self._name, daemon=True
        )
        with self._change:
            before = self._times_given_up

            def wait_until(over: Callable[[], bool]) -> None:
                self._change.wait_for(
                    lambda: over() or self._times_given_up != before,
                    deadline - time.monotonic(),
                )

            wait_until(lambda: not self._busy)
            if self._busy or self._times_given_up != before:
                return None
            self._busy = True
            try:
                thread.start()
            except RuntimeError:
                # The system has no thread left to give.
                self._busy = False
                return None
            wait_until(lambda: call.ended)
            answer = call.answer
        if answer is None:
            # What it says now is only about the socket that we take away from it.
            call.line.shut()
        thread.join(_LEAVING_S)
        return answer

    def give_up(self) -> None:
        """Let the callers that wait, for an answer or for their turn, go on without one."""
        with self._change:
            self._times_given_up += 1
            self._change.notify_all()

    def _free(self) -> None:
        with self._change:
            self._busy = False
            self._change.notify_all()
