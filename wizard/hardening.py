"""What the whole process does for its secrets: no core dump, unreadable to others, no loose words.

For Linux and macOS. On Windows any program of the same person may read this one's memory, and a
crash report is what the person's own settings make of it: nothing is done about either there.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def leave_no_core_dump() -> None:
    """A crash must not write the memory, where secrets are, to the disk."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):  # a sandbox forbids it: no reason not to start
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_to_be_read() -> None:
    """Linux: no other program of the same person reads this memory or attaches a debugger.

    Root still may. The price (prctl(2), proc(5)): the files in /proc/PID belong to root, and
    whoever wants /proc/PID/root or /proc/PID/exe is refused. gnome-keyring does not ask for them
    (tried); KeePassXC says that it cannot tell which program wants a secret; xdg-desktop-portal
    turns such a caller away (its issue 785), so the window introduces itself first
    (`wizard.gui.portal`). KeePassXC and Bitwarden do the same to themselves. In force until the
    process ends; programs that it starts are not touched.
    """
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, AttributeError):  # no ctypes, or no glibc: as without it
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def say_nothing_else() -> None:
    """What fails where nobody catches it tells its kind and place, and nothing that it holds.

    Libraries say nothing at all, whatever the environment asks them to: a line of theirs may
    quote a signed address.
    """
    import logging
    import warnings

    logging.disable(sys.maxsize)
    warnings.simplefilter("ignore")
    threading.excepthook = lambda lost: _tell(lost.exc_value)
    sys.unraisablehook = lambda lost: _tell(lost.exc_value)
    sys.excepthook = lambda _kind, error, _trace: _tell(error)


def place_of(error: BaseException) -> str:
    """The kind of error and where it came from; never its text, which may quote anything."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if trace.tb_frame.f_globals.get("__name__", "").startswith("wizard"):
            place = f" in {os.path.basename(code.co_filename)}, line {trace.tb_lineno}"  # noqa: PTH119
        trace = trace.tb_next
    return type(error).__name__ + place


def _tell(error: BaseException | None) -> None:
    if error is not None and sys.stderr is not None:
        print(f"A part of the wizard stopped: {place_of(error)}.", file=sys.stderr)
    # Python keeps the last error for a debugger, with every local variable on its way.
    for name in ("last_exc", "last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)
