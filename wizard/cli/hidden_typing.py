"""What is typed at a terminal is not shown while this holds."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType

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

    def end(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(termios.error):  # a terminal that was hung up
            show_again()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # so that whoever waits sees what ended the program

    # One that is ignored stays so: with nohup the program outlives its terminal.
    ours = [number for number in _endings() if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, silent)
        yield
    finally:
        show_again()
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _endings() -> list[signal.Signals]:
    return [number for number in signal.Signals if number.name in _ENDINGS]
