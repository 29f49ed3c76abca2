"""A display of one's own, on which nobody looks: the system's Xvfb."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_END_S = 10.0


@contextmanager
def virtual_display(size: str = "1280x900") -> Iterator[str]:
    """Its name, for the variable DISPLAY. Ends when nobody needs it any more."""
    read_end, write_end = os.pipe()
    # It chooses a free number itself and tells it as soon as it can be used.
    command = ["Xvfb", "-displayfd", str(write_end), "-nolisten", "tcp", "-screen", "0"]
    server = subprocess.Popen(
        [*command, f"{size}x24"], pass_fds=[write_end], stderr=subprocess.DEVNULL
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(_END_S)
