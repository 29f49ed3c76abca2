"""One small file that survives: read with suspicion, replaced whole, with its last version kept.

The order of a write: temporary file beside it, fsync, read back, backup by hard link, replace,
fsync of the folder. Killed anywhere, either the old or the new version is there, never a part.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.vault.system_errors import place_values, read_problem, technical_line, write_problem

_OWN_ONLY = 0o600
_OWN_FOLDER = 0o700
# Not every system has every flag: without O_BINARY Windows would turn LF into CR LF.
_BINARY = getattr(os, "O_BINARY", 0)
_CAREFUL = (
    _BINARY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_WINDOWS_HELD = (5, 32, 33)  # access denied, sharing violation, lock violation: a virus scanner
_WINDOWS_PATIENCE_S = 2.5
_WINDOWS_PAUSE_S = 0.05


class DurableFile:
    """A file of at most `limit` bytes named `name` in `folder`, and its backup `name`.bak.

    `guards`: other files that are written under this one's lock only; what a killed write of
    theirs left behind is cleared as well.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        *,
        limit: int,
        lock_patience_s: float = 5.0,
        guards: tuple[str, ...] = (),
    ) -> None:
        self.path = folder / name
        self.backup = folder / f"{name}.bak"
        self._folder = folder
        self._limit = limit
        self._lock_patience_s = lock_patience_s
        self._cleared = (name, *guards)

    def read(self) -> bytes | None:
        """All of it, or None when there is none.

        Raises ProblemError unless it is a regular file of ours of at most `limit` bytes.
        """
        try:
            return self._read(self.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ProblemError(read_problem(error, self.path)) from None

    def read_backup(self) -> bytes | None:
        """The backup, or None when there is none that can be read."""
        try:
            return self._read(self.backup)
        except (OSError, ProblemError):
            return None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from writing. Makes the folder. Raises ProblemError."""
        from filelock import FileLock, Timeout

        try:
            self._make_folder()
            lock = FileLock(
                self._folder / f"{self.path.name}.lock",
                timeout=self._lock_patience_s,
                mode=_OWN_ONLY,
                fallback_to_soft=False,
            )
            lock.acquire()
        except Timeout:
            raise ProblemError(Problem(ProblemId.VAULT_BUSY)) from None
        except OSError as error:
            raise ProblemError(write_problem(error, self.path)) from None
        try:
            yield
        finally:
            # Whatever happens here, closing the descriptor gives the lock back.
            with suppress(OSError):
                lock.release()

    def replace(self, data: bytes, *, keep_backup: bool = True) -> Problem | None:
        """Put `data` in the file's place; call it under `locked`.

        None: it is on the disk. A problem: it is in place, but the disk did not confirm it.
        Raises ProblemError when it could not be written; then the old version is untouched.
        """
        if len(data) > self._limit:
            raise ProblemError(Problem(ProblemId.VAULT_FULL, values=place_values(self.path)))
        try:
            self._clear_leftovers()
            with self._temporary(data) as temporary:
                if keep_backup and self.path.exists():
                    self._keep_backup()
                _rename(temporary, self.path)
        except OSError as error:
            raise ProblemError(write_problem(error, self.path)) from None
        return self.confirm()

    def confirm(self) -> Problem | None:
        """Make sure that the folder's entries are on the disk; a problem when they may not be."""
        try:
            _sync_folder(self._folder)
        except OSError as error:
            return Problem(
                ProblemId.SAVED_NOT_CONFIRMED, technical_line(error), place_values(self.path)
            )
        return None

    def forget_backup(self) -> Problem | None:
        """Make the backup equal to the file, so that what was removed is in neither.

        Under `locked`. A problem when the old backup is still there or may come back.
        """
        try:
            self._renew_backup()
            _sync_folder(self._folder)
        except (OSError, ProblemError) as error:
            technical = technical_line(error) if isinstance(error, OSError) else error.problem.id
            return Problem(ProblemId.BACKUP_STALE, technical, place_values(self.path))
        return None

    def remove(self) -> None:
        """Delete the file and its backup."""
        try:
            self.path.unlink(missing_ok=True)
            self.backup.unlink(missing_ok=True)
        except OSError as error:
            raise ProblemError(write_problem(error, self.path)) from None

    def _read(self, path: Path) -> bytes:
        descriptor = os.open(path, os.O_RDONLY | _CAREFUL)
        with _file_of(descriptor) as file:
            found = os.fstat(file.fileno())
            ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
            if not stat.S_ISREG(found.st_mode) or not ours:
                raise ProblemError(Problem(ProblemId.VAULT_NOT_A_FILE, values=place_values(path)))
            # One byte more than there should be: a file that grows meanwhile is not a vault.
            data = file.read(found.st_size + 1) if found.st_size <= self._limit else b""
        if found.st_size > self._limit:
            raise ProblemError(Problem(ProblemId.VAULT_TOO_LARGE, values=place_values(path)))
        return data

    def _make_folder(self) -> None:
        above = [self._folder, *self._folder.parents]
        for folder in reversed([folder for folder in above if not folder.is_dir()]):
            folder.mkdir(mode=_OWN_FOLDER, exist_ok=True)
            _sync_folder(folder.parent)

    @contextmanager
    def _temporary(self, data: bytes) -> Iterator[Path]:
        path = self._folder / f".{self.path.name}.{secrets.token_hex(8)}.tmp"
        try:
            _write_new(path, data)
            if self._read(path) != data:
                raise OSError("What was written came back different.")
            yield path
        finally:
            # After the rename it is not there any more.
            with suppress(OSError):
                path.unlink()

    def _keep_backup(self) -> None:
        link = self._folder / f".{self.path.name}.{secrets.token_hex(8)}.tmp"
        try:
            # A link would keep the rights, and others may read the backup as they may the file.
            if not (_is_private(self.path) and _linked(self.path, link)):
                _write_new(link, self._read(self.path))
            _rename(link, self.backup)
        finally:
            # A trap: renaming onto another name of the same file leaves both names.
            with suppress(OSError):
                link.unlink()

    def _renew_backup(self) -> None:
        try:
            with self._temporary(self._read(self.path)) as temporary:
                _rename(temporary, self.backup)
        except OSError:
            # A second name for the same file needs no room on a full disk.
            self._keep_backup()

    def _clear_leftovers(self) -> None:
        """What a killed write left behind; under the lock nobody else has one."""
        for name in self._cleared:
            for leftover in self._folder.glob(f".{name}.*.tmp"):
                with suppress(OSError):
                    leftover.unlink()


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CAREFUL, _OWN_ONLY)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, _OWN_ONLY)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _is_private(path: Path) -> bool:
    """Whether nobody but its owner may do anything with it; Windows tells it otherwise."""
    return sys.platform == "win32" or not path.lstat().st_mode & ~_OWN_ONLY & 0o777


def _linked(path: Path, link: Path) -> bool:
    """Give the file a second name; False on a file system or a system without hard links."""
    try:
        os.link(path, link, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    return True


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync on macOS stops at the drive's cache; some file systems know no stronger way.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _file_of(descriptor: int) -> BinaryIO:
    """Whoever closes the file closes the descriptor; so does a failure, such as for a folder."""
    try:
        return open(descriptor, "rb", closefd=True)
    except OSError:
        os.close(descriptor)
        raise


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # Windows has no such call; NTFS keeps its own journal
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _rename(source: Path, target: Path) -> None:
    deadline = time.monotonic() + _WINDOWS_PATIENCE_S
    while True:
        try:
            source.replace(target)
        except OSError as error:
            held = getattr(error, "winerror", None) in _WINDOWS_HELD
            if not held or time.monotonic() > deadline:
                raise
            time.sleep(_WINDOWS_PAUSE_S)
        else:
            return
