"""Settings and variables that would lead to another keychain, or to none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keychain_session import KeychainSession
from tests.vault.samples import refused
from tests.vault.watching import (
    GRACE_S,
    account_in,
    nothing_left_behind,
    reason,
    within,
)
from wizard.core.problems import ProblemId
from wizard.vault.door import KeptInKeychain, VaultDoor

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


# Keeps what it is given as text in a file beside itself; goes before every other class.
PLAINTEXT_CLASS = """
from pathlib import Path
from keyring.backend import KeyringBackend

KEPT = Path(__file__).with_name("kept-in-the-clear")

class Keyring(KeyringBackend):
    priority = 99
    def set_password(self, service, username, password):
        KEPT.write_text(password)
    def get_password(self, service, username):
        return KEPT.read_text() if KEPT.exists() else None
    def delete_password(self, service, username):
        KEPT.unlink()
"""
WHAT_KEYRING_WOULD_DO = "import keyring; keyring.set_password('a', 'b', 'a probe')"
MODULE = "poisoned_keyring"


@pytest.fixture(params=["environment", "configuration", "distribution"])
def poison(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A class for plain text, offered in every way that keyring knows; gives the file it keeps."""
    folder = tmp_path / "installed"
    folder.mkdir()
    (folder / f"{MODULE}.py").write_text(PLAINTEXT_CLASS)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    match request.param:
        case "environment":
            monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{MODULE}.Keyring")
        case "configuration":
            configure(Path(os.environ["XDG_CONFIG_HOME"]) / "python_keyring")
        case "distribution":
            about = folder / "keyrings_alt-5.0.dist-info"
            about.mkdir()
            (about / "METADATA").write_text("Metadata-Version: 2.1\nName: keyrings.alt\n")
            (about / "entry_points.txt").write_text(f"[keyring.backends]\nfile = {MODULE}\n")
    yield folder / "kept-in-the-clear"
    sys.modules.pop(MODULE, None)


def configure(folder: Path) -> None:
    folder.mkdir(parents=True)
    text = f"[backend]\ndefault-keyring={MODULE}.Keyring\n"
    (folder / "keyringrc.cfg").write_text(text)


def require_that_keyring_would_use_it(poison: Path) -> None:
    subprocess.run([sys.executable, "-c", WHAT_KEYRING_WOULD_DO], check=True)
    assert poison.read_text() == "a probe"
    poison.unlink()


def test_with_only_a_plaintext_class_on_offer_there_is_no_keychain(
    bare_bus: KeychainSession, real_door: VaultDoor, poison: Path
) -> None:
    require_that_keyring_would_use_it(poison)

    assert reason(real_door) is ProblemId.KEYCHAIN_MISSING
    with refused(ProblemId.KEYCHAIN_MISSING):
        real_door.create()

    assert MODULE not in sys.modules, "it was not even loaded"
    assert not poison.exists()


def test_a_plaintext_class_goes_before_no_real_keychain(
    real_keychain: KeychainSession, real_door: VaultDoor, poison: Path
) -> None:
    require_that_keyring_would_use_it(poison)

    assert isinstance(real_door.plan(), KeptInKeychain)
    real_door.create().close()
    real_door.open().close()

    assert list(real_keychain.entries()) == [account_in(real_door)]
    assert MODULE not in sys.modules, "it was not even loaded"
    assert not poison.exists()


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
