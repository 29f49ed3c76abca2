"""What a terminal shows and hides while the program is stopped (Ctrl+Z), and when it goes on."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType


@contextlib.contextmanager
def while_stopped(undo: Callable[[], None], redo: Callable[[], None]) -> Iterator[None]:
    """`undo` before the program stops, `redo` when it goes on: a shell, which has the terminal
    meanwhile, sets it up for itself.

    For the main thread; neither may raise but OSError and termios.error. Nothing stops a program
    on Windows.
    """
    if sys.platform == "win32":
        yield
        return
    import termios

    def stop(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(OSError, termios.error):
            undo()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # it stops here
        signal.signal(number, stop)
        go_on(number, None)  # where nobody could start it again, it was not stopped

    def go_on(_number: int, _frame: FrameType | None) -> None:
        # Interrupted by a second stop it fails, and is called again by what ends that.
        with contextlib.suppress(OSError, termios.error):
            redo()

    ours = signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL
    before = signal.signal(signal.SIGCONT, go_on)
    if ours:
        signal.signal(signal.SIGTSTP, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGCONT, before)
        if ours:
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)


def is_in_front(terminal: int) -> bool:
    """Whether it is this program's turn at that terminal, and not a shell's that set it aside."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:  # no terminal of this session
        return True
