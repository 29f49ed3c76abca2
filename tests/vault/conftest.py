"""A vault in a folder of its own, and a real keychain for those who ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.vault.samples import CHEAP, MARKED, NOW, PASSPHRASE, VENUE, credentials, save
from tests.vault.second_format import BOTH
from tests.vault.unlock_dialog import LONG_S, UnlockDialog, screen
from tests.vault.watching import PATIENCE_S, system
from wizard.core.saved_key import SavedKey
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.vault import Vault

if TYPE_CHECKING:
    # Only Linux has what these import, and the other tests run elsewhere too.
    from tests.keychain_session import KeychainSession
    from tests.vault.fake_service_session import FakeService


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def keychain() -> MemoryKeychain:
    return MemoryKeychain()


@pytest.fixture
def door(folder: Path, keychain: MemoryKeychain) -> VaultDoor:
    return VaultDoor(folder, keychain, cost=CHEAP)


@pytest.fixture
def vault(door: VaultDoor) -> Iterator[Vault]:
    with door.create() as vault:
        yield vault


def _enter(session: KeychainSession, patch: pytest.MonkeyPatch) -> KeychainSession:
    for name, value in session.environment.items():
        patch.setenv(name, value)
    return session


@pytest.fixture
def real_keychain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeychainSession]:
    """gnome-keyring, unlocked; this process sees it."""
    from tests.keychain_session import keychain_session

    with keychain_session(tmp_path / "session") as session:
        yield _enter(session, monkeypatch)


@pytest.fixture
def keychain_in_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeychainSession]:
    """gnome-keyring whose login keyring has no password."""
    from tests.keychain_session import keychain_session

    with keychain_session(tmp_path / "session", in_clear=True) as session:
        yield _enter(session, monkeypatch)


@pytest.fixture
def bare_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeychainSession]:
    """A D-Bus session without any keychain service."""
    from tests.keychain_session import bus_without_service

    with bus_without_service(tmp_path / "session") as session:
        yield _enter(session, monkeypatch)


@pytest.fixture(scope="module")
def fake_service_of_the_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeService]:
    from tests.vault.fake_service_session import fake_secret_service

    with fake_secret_service(tmp_path_factory.mktemp("fake")) as service:
        yield service


@pytest.fixture
def fake_service(
    fake_service_of_the_module: FakeService, monkeypatch: pytest.MonkeyPatch
) -> FakeService:
    """A made-up keychain service that keeps nothing yet and waits to be told how to behave."""
    fake_service_of_the_module.forget_everything()
    for name, value in fake_service_of_the_module.environment.items():
        monkeypatch.setenv(name, value)
    return fake_service_of_the_module


@pytest.fixture
def honest(fake_service: FakeService) -> FakeService:
    """The made-up service, behaving well until it is told otherwise."""
    from tests.vault.fake_manners import Manners

    fake_service.behave(Manners())
    return fake_service


@pytest.fixture
def saved(honest: FakeService, real_door: VaultDoor) -> SavedKey:
    """A vault with one key, made while the service was honest."""
    with real_door.create() as vault:
        return save(vault, "One", credentials())


@pytest.fixture
def nothing_in_the_clear(folder: Path, fake_service: FakeService) -> Iterator[None]:
    """After the test no file of the vault holds a key, and none of the entries does either."""
    from tests.vault.fake_manners import TELLTALE

    yield
    texts = [MARKED.encode(), TELLTALE.encode(), *filter(None, fake_service.entries().values())]
    for file in filter(Path.is_file, folder.rglob("*")):
        held = file.read_bytes()
        assert not [text for text in texts if text in held], file.name


@pytest.fixture
def real_door(folder: Path) -> VaultDoor:
    """With the system's keychain, and time enough."""
    return VaultDoor(folder, system(), patience_s=10.0, cost=CHEAP)


@pytest.fixture
def hasty_door(folder: Path) -> VaultDoor:
    """With the system's keychain, and little time for it."""
    return VaultDoor(folder, system(), patience_s=PATIENCE_S, cost=CHEAP)


@pytest.fixture
def newer(folder: Path, keychain: MemoryKeychain) -> VaultDoor:
    """The door of a program that knows a second format."""
    return VaultDoor(folder, keychain, cost=CHEAP, formats=BOTH)


@pytest.fixture
def older_file(door: VaultDoor) -> bytes:
    """A vault in format 1 that opens in two ways, with a saved and a pending key."""
    with door.create(Secret(PASSPHRASE), also_keychain=True) as vault:
        save(vault, "One", credentials(1))
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    return door.path.read_bytes()


@pytest.fixture
def patient(folder: Path) -> VaultDoor:
    """With the system's keychain, and a person who may have to answer its dialogs."""
    return VaultDoor(folder, system(), patience_s=LONG_S, cost=CHEAP)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    with screen() as display:
        yield display


@pytest.fixture
def dialog(display: str) -> UnlockDialog:
    """The dialog that a keychain opens on that screen."""
    return UnlockDialog(display)
