"""What is typed at a terminal is not shown while this holds."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def hidden_typing(descriptor: int) -> Iterator[None]:
    """Switch a terminal's echo off; on again afterwards, whatever happens.

    Not getpass: between two lines it shows what is still being pasted, or throws it away, and a
    private key has several lines. On Windows nothing is done; getpass reads the console there.
    """
    if sys.platform == "win32":
        yield
        return
    import termios

    before = termios.tcgetattr(descriptor)
    silent = list(before)
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(descriptor, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
