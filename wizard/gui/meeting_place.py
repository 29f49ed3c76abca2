"""Where two starts of the program on one data folder meet: a lock, and a short note. No socket.

The lock is the system's and ends with the process, however that ends: nothing is left behind that
could keep a later start away. Whoever finds it taken leaves a note beside it; the first one takes
the note away and shows its window. All of it lies in a folder that is nobody else's.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

WAYLAND_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the name of a variable)
PATIENCE_S = 5.0
"""So long a second start waits for the first one."""

_OWN_ONLY = 0o600
_OWN_FOLDER = 0o700
_OTHERS_MAY_WRITE = 0o022
_CAREFUL = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_LOOK_AGAIN_S = 0.02
_LONGEST_NOTE = 1024
_NOTES_AT_ONCE = 64
# What compositors and X launchers give out; what becomes part of the environment holds no more.
_SHAPE_OF_TOKENS = r"[\x21-\x7e]{1,512}"


def token_in(environ: Mapping[str, str]) -> str:
    """What the desktop gave this start to bring a window to the front; "" for none."""
    return environ.get(WAYLAND_TOKEN, "") or environ.get("DESKTOP_STARTUP_ID", "")


class Claim(Enum):
    """What a start found: it is the first; there is one; or nobody can be met here."""

    FIRST = auto()
    TAKEN = auto()
    NOWHERE = auto()


class MeetingPlace:
    """For the starts on one data folder; `is_practice`: those on the practice exchange alone."""

    def __init__(self, data_folder: Path, *, is_practice: bool, environ: Mapping[str, str]) -> None:
        self.room = _room_beside(data_folder, environ)
        # `Path.resolve` of Python 3.11 fails on a link that leads to itself; others tell that.
        path = os.fsencode(os.path.realpath(data_folder))
        where = f"{zlib.crc32(path):08x}-{len(path)}"
        self._name = f"{where}-practice" if is_practice else where
        self._lock: int | None = None

    def claim(self) -> Claim:
        """Try to be the first. What cannot be tried keeps nobody from starting."""
        if self._lock is not None:
            return Claim.FIRST
        try:
            _make_private(self.room)
            descriptor = _open_own(self.room / f"{self._name}.lock", os.O_RDWR | os.O_CREAT)
        except OSError:
            return Claim.NOWHERE
        try:
            _take(descriptor)
        except BlockingIOError:
            os.close(descriptor)
            return Claim.TAKEN
        except OSError:
            os.close(descriptor)
            return Claim.NOWHERE
        self._lock = descriptor
        return Claim.FIRST

    def leave(self) -> None:
        """Be the first no longer. Does nothing twice."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def ask_to_show(self, token: str, patience_s: float) -> Claim | None:
        """Ask the first one to show its window; None as soon as it does.

        `token`: what the desktop gave this start to bring a window to the front; "" for none.
        FIRST: that one has ended meanwhile. TAKEN: it did not answer within `patience_s` seconds.
        """
        note = self._leave_note(token)
        if note is None:
            return Claim.NOWHERE
        end = time.monotonic() + patience_s
        try:
            while time.monotonic() < end:
                if not note.exists():
                    return None
                if self.claim() is Claim.FIRST:
                    return Claim.FIRST
                time.sleep(_LOOK_AGAIN_S)
            return Claim.TAKEN
        finally:
            with suppress(OSError):
                note.unlink()

    def take_notes(self) -> tuple[str, ...]:
        """The token of everybody who asked to see the window, once; "" for one without."""
        tokens = []
        with suppress(OSError):
            for path in sorted(self.room.glob(f"{self._name}.*.show")):
                token = _read_note(path)
                with suppress(OSError):
                    path.unlink()
                    if token is not None:
                        tokens.append(token)
                if len(tokens) == _NOTES_AT_ONCE:
                    break
        return tuple(tokens)

    def _leave_note(self, token: str) -> Path | None:
        stem = f"{self._name}.{os.urandom(8).hex()}"
        unfinished, note = self.room / f"{stem}.tmp", self.room / f"{stem}.show"
        try:
            descriptor = _open_own(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_sound(token).encode())
            unfinished.replace(note)
        except OSError:
            return None
        return note


def _room_beside(data_folder: Path, environ: Mapping[str, str]) -> Path:
    """A folder of this computer where there is one: a home may be shared by several computers."""
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform.startswith("linux") and Path(runtime).is_absolute():
        with suppress(OSError):
            _require_private(Path(runtime))
            return Path(runtime, "readonly-key-wizard")
    return data_folder


def _make_private(room: Path) -> None:
    room.mkdir(mode=_OWN_FOLDER, parents=True, exist_ok=True)
    _require_private(room)


def _require_private(folder: Path) -> None:
    """Raises PermissionError where others could put something in our way."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise PermissionError("It is no folder.")
    if hasattr(os, "geteuid") and (
        found.st_uid != os.geteuid() or found.st_mode & _OTHERS_MAY_WRITE
    ):
        raise PermissionError("It is not ours alone.")


def _open_own(path: Path, flags: int) -> int:
    """A descriptor of a regular file of ours. Raises OSError."""
    descriptor = os.open(path, flags | _CAREFUL, _OWN_ONLY)
    found = os.fstat(descriptor)
    ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    if not stat.S_ISREG(found.st_mode) or not ours:
        os.close(descriptor)
        raise PermissionError("It is no file of ours.")
    return descriptor


def _take(descriptor: int) -> None:
    """Raises BlockingIOError when another process has it, OSError where nobody can have it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read_note(path: Path) -> str | None:
    try:
        with os.fdopen(_open_own(path, os.O_RDONLY), "rb") as file:
            return _sound(file.read(_LONGEST_NOTE).decode(errors="replace"))
    except OSError:
        return None


def _sound(token: str) -> str:
    return token if re.fullmatch(_SHAPE_OF_TOKENS, token, re.ASCII) else ""
