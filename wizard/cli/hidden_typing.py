"""A terminal is put right again when a signal ends the program: what is typed shows again."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType

from wizard.cli.while_stopped import while_stopped

# Their default ends the program at once, and would leave the terminal deaf-mute. (Ctrl+C is an
# exception in Python; nothing can be done before SIGKILL.)
_ENDINGS = ("SIGTERM", "SIGHUP", "SIGQUIT")


@contextlib.contextmanager
def hidden_typing(descriptor: int) -> Iterator[None]:
    """Switch a terminal's echo off; on again afterwards, also when a signal ends the program.

    For the main thread. Not getpass: between two lines it shows what is still being pasted, or
    throws it away, and a private key has several lines. On Windows nothing is done; getpass reads
    the console there.
    """
    if sys.platform == "win32":
        yield
        return
    import termios

    before = termios.tcgetattr(descriptor)
    silent = list(before)
    silent[3] &= ~termios.ECHO

    def show_again() -> None:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def hide() -> None:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, silent)

    with undone_when_ended(show_again):
        try:
            with while_stopped(show_again, hide):
                hide()
                yield
        finally:
            show_again()


@contextlib.contextmanager
def undone_when_ended(undo: Callable[[], None]) -> Iterator[None]:
    """While this holds, `undo` is called before a signal ends the program, and at no other end.

    A terminal that was hung up meanwhile is no trouble. For the main thread; on Windows nothing
    is done.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(*_hung_up()):
            undo()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # so that whoever waits sees what ended the program

    # One that is ignored stays so: with nohup the program outlives its terminal.
    ours = [number for number in _endings() if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _hung_up() -> tuple[type[Exception], ...]:
    if sys.platform == "win32":
        return (OSError,)
    import termios

    return OSError, termios.error


def _endings() -> list[signal.Signals]:
    if sys.platform == "win32":
        return []
    return [number for number in signal.Signals if number.name in _ENDINGS]
