"""What an exception of keyring, of the system or of D-Bus says about the keychain."""

from __future__ import annotations

from wizard.vault.keychain import Failed, Locked, Silent, Trouble, Unreachable

_DBUS = "org.freedesktop.DBus.Error."
_BUS_REFUSED = "jeepney.wrappers.DBusErrorResponse"
_SPAWN = f"{_DBUS}Spawn."
# Negative numbers are macOS's (Security/SecBase.h), positive ones Windows's (winerror.h); both
# were read in November 2026 and never seen on real systems.
_LOCKED = {
    "keyring.errors.KeyringLocked",
    "secretstorage.exceptions.LockedException",
    "secretstorage.exceptions.PromptDismissedException",
    "org.freedesktop.Secret.Error.IsLocked",
    -128,  # errSecUserCanceled
    -25293,  # errSecAuthFailed: the password in the dialog was wrong
    -25308,  # errSecInteractionNotAllowed: it would ask, and may not
    -25315,  # errSecInteractionRequired
}
_SILENT = {
    # A bus whose waiting line is full, or that dripped its greeting until the time was over.
    "builtins.BlockingIOError",
    "builtins.TimeoutError",
    f"{_DBUS}Timeout",
    f"{_DBUS}TimedOut",
}
_UNREACHABLE = {
    "builtins.ConnectionError",
    "builtins.FileNotFoundError",
    "builtins.ImportError",
    "builtins.NotADirectoryError",
    "builtins.PermissionError",
    "jeepney.auth.AuthenticationError",
    "keyring.errors.NoKeyringError",
    "secretstorage.exceptions.SecretServiceNotAvailableException",
    f"{_DBUS}AccessDenied",
    f"{_DBUS}AuthFailed",
    f"{_DBUS}Disconnected",
    f"{_DBUS}NameHasNoOwner",
    f"{_DBUS}NoServer",
    _SPAWN,
    -25291,  # errSecNotAvailable
    -25294,  # errSecNoSuchKeychain
    -25307,  # errSecNoDefaultKeychain
    1058,  # ERROR_SERVICE_DISABLED
    1062,  # ERROR_SERVICE_NOT_ACTIVE
    1312,  # ERROR_NO_SUCH_LOGON_SESSION: signed in over the network, without a credential set
    1722,  # RPC_S_SERVER_UNAVAILABLE
}
_NOT_DELETED = "keyring.errors.PasswordDeleteError"
_ITEM_NOT_FOUND = -25300  # errSecItemNotFound


def trouble_of(error: BaseException) -> Trouble:
    """What it means. Its text is never passed on: a value may be in it."""
    signs = _signs(error)
    if error.__cause__ is not None:
        signs |= _signs(error.__cause__)
    technical = type(error).__name__
    if signs & _LOCKED:
        return Locked(technical)
    if signs & _SILENT:
        return Silent(technical)
    if signs & _UNREACHABLE:
        return Unreachable(technical)
    return Failed(technical)


def says_absent(error: BaseException) -> bool:
    """Whether a deletion failed because there was nothing to delete.

    On macOS keyring raises the same class whatever the reason.
    """
    if _NOT_DELETED not in _signs(error):
        return False
    return error.__cause__ is None or _ITEM_NOT_FOUND in _signs(error.__cause__)


def _signs(error: BaseException) -> set[str | int]:
    """The classes of an exception, its D-Bus name, its number."""
    signs: set[str | int] = {
        f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__
    }
    if _BUS_REFUSED in signs:
        name = str(getattr(error, "name", ""))
        signs.add(_SPAWN if name.startswith(_SPAWN) else name)
    number = getattr(error, "winerror", None)
    status = error.args[0] if error.args else None
    if isinstance(number, int):
        signs.add(number)
    if isinstance(status, int) and status < 0:
        signs.add(status)
    return signs
