"""The edges of Windows and macOS, simulated: keyring's own classes run on them unchanged.

Only what those classes call is here. It shows that we drive them rightly, not that the systems
behave so; that was never run on real ones.
"""

# ruff: noqa: ARG002, N802, N803, N818 (the systems' names and arguments)

from __future__ import annotations

import importlib
import sys
import threading
from types import ModuleType

import keyring.backends
import pytest

_WINDOWS = "keyring.backends.Windows"
ITEM_NOT_FOUND = -25300


class CredentialManager(ModuleType):
    """win32cred, as far as keyring uses it. `entries` maps a target to its credential.

    `refusals`: the error code with which a function of this name refuses.
    """

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_LOCAL_MACHINE = 2
    CRED_PERSIST_ENTERPRISE = 3

    def __init__(self, error: type[Exception]) -> None:
        super().__init__("win32cred")
        self.entries: dict[str, dict[str, object]] = {}
        self.refusals: dict[str, int] = {}
        self._error = error

    def CredRead(self, Type: int, TargetName: str) -> dict[str, object]:
        self._may("CredRead")
        if TargetName not in self.entries:
            raise self._error(1168, "CredRead")
        return self.entries[TargetName]

    def CredWrite(self, credential: dict[str, object], flags: int) -> None:
        self._may("CredWrite")
        text = str(credential["CredentialBlob"])
        stored = {**credential, "CredentialBlob": text.encode("utf-16-le")}
        self.entries[str(credential["TargetName"])] = stored

    def CredDelete(self, Type: int, TargetName: str) -> None:
        self._may("CredDelete")
        if self.entries.pop(TargetName, None) is None:
            raise self._error(1168, "CredDelete")

    def _may(self, function: str) -> None:
        if function in self.refusals:
            raise self._error(self.refusals[function], function)


class error(Exception):  # noqa: N801 (its name there)
    """pywintypes.error."""

    def __init__(self, winerror: int, funcname: str) -> None:
        super().__init__(winerror, funcname)
        self.winerror = winerror
        self.funcname = funcname


class Security:
    """keyring.backends.macOS.api. `refusal` is raised by every call when it is set.

    `dialog`, when it is set, is waited for by every call, as for a person who does not come.
    """

    # Raised with the status and a text, as there.
    class Error(Exception):
        """Any status but success."""

    class NotFound(Error):
        """errSecItemNotFound."""

    class KeychainDenied(Error):
        """The person said no."""

    class SecAuthFailure(Error):
        """The password in the dialog was wrong, or the program is not signed."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.refusal: Exception | None = None
        self.dialog: threading.Event | None = None

    def refuse(self, status: int) -> None:
        """From now on every call ends with this status, as the class that keyring makes of it."""
        kinds = {
            ITEM_NOT_FOUND: self.NotFound,
            -128: self.KeychainDenied,
            -25293: self.SecAuthFailure,
            -67030: self.SecAuthFailure,
        }
        self.refusal = kinds.get(status, self.Error)(status, "a text that may hold anything")

    def find_generic_password(self, keychain: None, service: str, username: str) -> str:
        return self._entry(keychain, service, username)

    def set_generic_password(
        self, keychain: None, service: str, username: str, password: str
    ) -> None:
        self._may(keychain)
        self.entries[service, username] = password

    def delete_generic_password(self, keychain: None, service: str, username: str) -> None:
        self._entry(keychain, service, username)
        del self.entries[service, username]

    def _entry(self, keychain: None, service: str, username: str) -> str:
        self._may(keychain)
        if (service, username) not in self.entries:
            raise self.NotFound(ITEM_NOT_FOUND, "Item not found")
        return self.entries[service, username]

    def _may(self, keychain: None) -> None:
        assert keychain is None, "another keychain than the person's own was asked"
        if self.dialog is not None:
            self.dialog.wait()
        if self.refusal is not None:
            raise self.refusal


def simulate_windows(patch: pytest.MonkeyPatch) -> CredentialManager:
    """From here on this process finds a credential manager."""
    types = ModuleType("pywintypes")
    types.error = error  # type: ignore[attr-defined]  # a stand-in module
    manager = CredentialManager(error)
    patch.setitem(sys.modules, "pywintypes", types)
    patch.setitem(sys.modules, "win32cred", manager)
    # It looks for win32cred when it is imported: anew now, and forgotten with the simulation.
    patch.setattr(keyring.backends, "Windows", None, raising=False)
    patch.setitem(sys.modules, _WINDOWS, manager)
    del sys.modules[_WINDOWS]
    importlib.import_module(_WINDOWS)
    return manager


def simulate_macos(patch: pytest.MonkeyPatch) -> Security:
    """From here on this process finds a login keychain."""
    from keyring.backends import macOS

    security = Security()
    patch.setattr(macOS, "api", security, raising=False)
    return security
