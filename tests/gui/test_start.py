"""From a window on screen to an open vault, on good days and bad ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from tests.keychain_session import KeychainSession, bus_without_service, keychain_session
from wizard.core.saved_key import PendingKey
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.server import PracticeAddresses, PracticeServer
from wizard.vault.door import VaultDoor
from wizard.wiring import Choices, build_service

PASSPHRASE = "four words of nonsense"

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def exchange() -> Iterator[PracticeAddresses]:
    with PracticeServer() as server:
        yield server.addresses


@pytest.fixture
def keychain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeychainSession]:
    with keychain_session(tmp_path / "keychain") as session:
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        yield session


@pytest.fixture
def _no_keychain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with bus_without_service(tmp_path / "bus") as session:
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        yield


@pytest.fixture
def make_service(tmp_path: Path, exchange: PracticeAddresses) -> Callable[[], KeyService]:
    choices = Choices(data_dir=tmp_path / "data", exchange_url=exchange.api_url)
    return lambda: build_service(choices)


@contextmanager
def window(make_service: Callable[[], KeyService]) -> Iterator[Stage]:
    """A window that has not looked for its vault yet."""
    stage = Stage(make_service)
    stage.window.show()
    try:
        yield stage
    finally:
        stage.close()


def _seal_something(stage: Stage) -> tuple[PendingKey, ...]:
    stage.press("have-one")
    stage.type_into("key-name", "Tax report")
    stage.press("continue")
    stage.paste_into("paste", "k" * 64)
    stage.paste_into("paste", "s" * 64)
    stage.wait(lambda: stage.says("Sealed: API key"), "the seal")
    return stage.window.service.pending_keys()


@pytest.mark.usefixtures("_no_keychain")
def test_without_a_keychain_a_passphrase_protects_the_vault(
    make_service: Callable[[], KeyService],
) -> None:
    with window(make_service) as stage:
        stage.window.begin()
        stage.wait(lambda: stage.says("You will choose a passphrase"), "the storage check")
        stage.press("have-one")
        stage.type_into("passphrase", "short")
        stage.type_into("passphrase-again", "shorter")
        assert stage.says("not the same yet")
        assert not stage.is_enabled("passphrase-go")
        stage.type_into("passphrase-again", "short")
        stage.press("passphrase-go")
        stage.wait(lambda: stage.says("too short"), "the refusal")
        stage.type_into("passphrase", PASSPHRASE)
        stage.type_into("passphrase-again", PASSPHRASE)
        stage.press("passphrase-go")
        stage.type_into("key-name", "Tax report")

    with window(make_service) as stage:
        stage.window.begin()
        stage.wait(lambda: stage.says("Open your vault"), "the question for the passphrase")
        stage.type_into("passphrase", "not the right one")
        stage.press("passphrase-go")
        stage.wait(lambda: stage.says("does not open the vault"), "the refusal")
        stage.type_into("passphrase", PASSPHRASE)
        stage.press("passphrase-go")
        stage.wait(lambda: stage.window.service.storage.is_open, "the open vault")


@pytest.mark.keychain
def test_a_hanging_keychain_neither_freezes_the_window_nor_weakens_anything(
    make_service: Callable[[], KeyService], keychain: KeychainSession
) -> None:
    beats: list[None] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(None))
    keychain.hang()
    with window(make_service) as stage:
        heart.start(10)
        stage.window.begin()
        stage.wait(lambda: stage.says("Waiting for your keychain"), "the hint")
        assert len(beats) > 50, "the window stood still"
        assert not stage.is_enabled("create")
        stage.press("give-up")
        stage.wait(lambda: stage.says("You will choose a passphrase"), "the other way")
        stage.press("create")
        stage.wait(lambda: stage.says("Choose a passphrase"), "the passphrase, nothing weaker")
    keychain.resume()


@pytest.mark.keychain
def test_a_locked_keychain_is_said_and_can_be_tried_again(
    make_service: Callable[[], KeyService], keychain: KeychainSession
) -> None:
    with window(make_service) as stage:
        stage.open()
        assert len(_seal_something(stage)) == 1
    keychain.kill()
    with window(make_service) as stage:
        stage.window.begin()
        stage.wait(lambda: stage.says("keychain"), "what is wrong")
        stage.wait(lambda: stage.is_enabled("problem-action"), "a way on")
        assert not stage.is_enabled("create")


@pytest.mark.keychain
def test_a_damaged_vault_is_explained_and_left_alone(
    make_service: Callable[[], KeyService], keychain: KeychainSession, tmp_path: Path
) -> None:
    with window(make_service) as stage:
        stage.open()
        _seal_something(stage)
    vault = VaultDoor(tmp_path / "data", None).path
    damaged = vault.read_bytes()[:-9] + b"AAAAAAA=\n"
    vault.write_bytes(damaged)
    with window(make_service) as stage:
        stage.window.begin()
        stage.wait(lambda: stage.says("The vault is damaged"), "the explanation")
        assert not stage.is_enabled("create")
    assert vault.read_bytes() == damaged
