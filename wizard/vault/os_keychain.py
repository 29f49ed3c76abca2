"""The operating system's keychain: the only file that imports keyring.

The platform's own class is built directly: `keyring.get_keyring()` may find, through settings or
the environment, a class that keeps values as plain text and says nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.core.wording import QT_TR_NOOP
from wizard.vault.keychain import (
    LONGEST_PATIENCE_S,
    Absent,
    Done,
    Found,
    Keychain,
    Silent,
    Trouble,
)
from wizard.vault.keychain_errors import says_absent, trouble_of
from wizard.vault.one_worker import Line, OneWorker
from wizard.vault.secret_service import look_around, open_collection

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_Answer = TypeVar("_Answer")
# A service of its own for every account: on Windows a second account under one service would
# make keyring rewrite the first.
_SERVICE = "Read-Only Key Wizard/"
# Ours have under 60 characters. Of megabytes that somebody put there a beginning is wrong enough,
# and nobody has to compare and wipe the rest.
_LONGEST_VALUE = 1024
_NAMES = {
    "linux": QT_TR_NOOP("your system's keychain"),
    "darwin": QT_TR_NOOP("your login keychain"),
    "win32": "Windows Credential Manager",
}


def system_keychain() -> Keychain | None:
    """The keychain of this system, or None where we know of none. Touches nothing yet."""
    if sys.platform not in _NAMES:
        return None
    return _OsKeychain(sys.platform)


class _OsKeychain(Keychain):
    """Each call builds keyring's class anew, on a worker that is never waited for too long."""

    def __init__(self, platform: str) -> None:
        self._platform = platform
        self._name = _NAMES[platform]
        self._worker = OneWorker("keychain")

    @property
    def name(self) -> str:
        """What a person calls it; on Linux known for certain after `weakness` was asked."""
        return self._name

    def read(self, account: str, patience_s: float) -> Found | Absent | Trouble:
        """The value under `account`."""

        def work(line: Line) -> Found | Absent:
            value = _backend(self._platform, line).get_password(_SERVICE + account, account)
            return Absent() if value is None else Found(Secret(value[:_LONGEST_VALUE]))

        return self._ask(work, patience_s)

    def write(self, account: str, value: Secret, patience_s: float) -> Done | Trouble:
        """Keep `value` under a name that was never used before."""

        def work(line: Line) -> Done:
            backend = _backend(self._platform, line)
            backend.set_password(_SERVICE + account, account, value.reveal())
            return Done()

        return self._ask(work, patience_s)

    def delete(self, account: str, patience_s: float) -> Done | Absent | Trouble:
        """Forget the value under `account`."""

        def work(line: Line) -> Done | Absent:
            try:
                backend = _backend(self._platform, line)
                backend.delete_password(_SERVICE + account, account)
            except Exception as error:
                if says_absent(error):
                    return Absent()
                raise
            return Done()

        return self._ask(work, patience_s)

    def weakness(self, patience_s: float) -> Problem | None:
        """A login keyring without a password lies on the disk as readable text."""
        if self._platform != "linux":
            return None
        found = self._ask(look_around, patience_s)
        if not isinstance(found, tuple):
            return None
        self._name, in_clear = found
        return Problem(ProblemId.KEYCHAIN_IN_CLEAR) if in_clear else None

    def give_up(self) -> None:
        """End the call under way."""
        self._worker.give_up()

    def _ask(self, work: Callable[[Line], _Answer], patience_s: float) -> _Answer | Trouble:
        def bounded(line: Line) -> _Answer | Trouble:
            # The one boundary: any exception is possible here, and its text may hold a value.
            try:
                return work(line)
            except BaseException as error:  # noqa: BLE001
                return trouble_of(error)

        answer = self._worker.ask(bounded, min(patience_s, LONGEST_PATIENCE_S))
        return Silent() if answer is None else answer


def _backend(platform: str, line: Line) -> KeyringBackend:
    if platform == "linux":
        from keyring.backends import SecretService

        return _built(SecretService.Keyring, get_preferred_collection=lambda: open_collection(line))
    if platform == "darwin":
        from keyring.backends import macOS

        return _built(macOS.Keyring, keychain=None)
    from keyring.backends import Windows

    backend = _built(Windows.WinVaultKeyring)
    # Not the default, which roams to other computers of a domain.
    setattr(backend, "persist", "local machine")  # noqa: B010 (a descriptor mypy cannot see)
    return backend


def _built(kind: Callable[[], KeyringBackend], **attributes: object) -> KeyringBackend:
    """Without the attributes that environment variables can inject into any keyring class."""
    backend = kind()
    vars(backend).clear()
    vars(backend).update(attributes)
    return backend
