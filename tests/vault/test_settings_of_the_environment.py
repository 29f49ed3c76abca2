"""Settings and variables that would lead to another keychain, or to none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.keychain_session import KeychainSession
from tests.vault.watching import (
    GRACE_S,
    account_in,
    nothing_left_behind,
    reason,
    within,
)
from wizard.core.problems import ProblemId
from wizard.vault.door import VaultDoor

pytestmark = pytest.mark.keychain


@pytest.mark.parametrize(
    "address",
    [None, "", "unix:path=/nowhere/at/all", "tcp:host=localhost,port=1", "nonsense", "unix:"],
)
def test_no_bus_at_all(
    real_door: VaultDoor, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    with nothing_left_behind(), within(GRACE_S):
        assert reason(real_door) is ProblemId.KEYCHAIN_MISSING


PLAINTEXT_CLASS = """
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 99
    def set_password(self, service, username, password):
        raise SystemExit("the wrong class was asked")
    get_password = delete_password = set_password
"""


@pytest.mark.parametrize("named_by", ["environment", "configuration"])
def test_a_keychain_class_that_settings_name_is_never_asked(
    bare_bus: KeychainSession,
    real_door: VaultDoor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    named_by: str,
) -> None:
    """With only a poisoned class on offer there is no keychain, rather than that one."""
    (tmp_path / "poisoned_keyring.py").write_text(PLAINTEXT_CLASS)
    monkeypatch.syspath_prepend(tmp_path)
    if named_by == "environment":
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "poisoned_keyring.Keyring")
    else:
        config = Path(bare_bus.environment["XDG_CONFIG_HOME"]) / "python_keyring"
        config.mkdir(parents=True)
        text = "[backend]\ndefault-keyring=poisoned_keyring.Keyring\n"
        (config / "keyringrc.cfg").write_text(text)

    assert reason(real_door) is ProblemId.KEYCHAIN_MISSING


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GET_PASSWORD", "x"),
        ("SET_PASSWORD", "x"),
        ("SCHEME", "KeePassXC"),
        ("PREFERRED_COLLECTION", "/org/freedesktop/secrets/collection/session"),
        ("GET_PREFERRED_COLLECTION", "x"),
        ("APPID", "somebody else"),
    ],
)
def test_attributes_that_the_environment_injects_are_cleared(
    real_keychain: KeychainSession,
    real_door: VaultDoor,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(f"KEYRING_PROPERTY_{name}", value)

    real_door.create()
    real_door.open()

    assert list(real_keychain.entries()) == [account_in(real_door)]
