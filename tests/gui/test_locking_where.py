"""Which vaults lock: those that would ask a person. Everything else would be a show."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.locking_windows import CHEAP, PASSPHRASE, opened, vault_service, wait_until_locked
from wizard.core.problems import Action, Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

pytestmark = pytest.mark.usefixtures("qtbot")

NOWHERE = "http://127.0.0.1:9"


def _service(folder: Path, *, passphrase: bool) -> KeyService:
    """A service for a new vault that a keychain opens, and perhaps a passphrase as well."""
    door = VaultDoor(folder, MemoryKeychain(), cost=CHEAP)
    door.create(Secret(PASSPHRASE) if passphrase else None, also_keychain=passphrase).close()
    exchange = BinanceExchange(loopback_venue(NOWHERE, NOWHERE))
    return KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)


def _try_to_lock(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    stage.window.lock_now()
    stage.window.locking.idle.slept.emit()


def test_a_vault_that_the_keychain_opens_alone_is_not_locked(tmp_path: Path) -> None:
    stage = Stage(lambda: _service(tmp_path, passphrase=False), is_practice=False)
    stage.open()
    stage.wait(lambda: stage.window.runner.is_idle, "what is to be known")
    assert not stage.window.locking.can_lock
    assert not stage.window.locking.idle.is_on
    _try_to_lock(stage)
    assert stage.window.service.storage.is_open
    assert not stage.window.locking.is_locked
    stage.close()


def test_with_both_the_passphrase_is_asked_for(tmp_path: Path) -> None:
    """The keychain would open it without asking anybody."""
    stage = Stage(lambda: _service(tmp_path, passphrase=True), is_practice=False)
    stage.open()
    stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
    stage.window.lock_now()
    wait_until_locked(stage)
    stage.window.rooms.start._act_on_refusal(Action.TRY_AGAIN)
    stage.wait(lambda: stage.window.runner.is_idle, "whatever that begins")
    assert not stage.window.service.storage.is_open
    stage.close()


def test_a_rehearsal_is_never_locked(tmp_path: Path) -> None:
    stage = Stage(lambda: _service(tmp_path, passphrase=True), is_practice=True)
    stage.open()
    stage.window.locking.look_again()
    stage.wait(lambda: stage.window.runner.is_idle, "what is to be known")
    assert not stage.window.locking.can_lock
    assert not stage.window.locking.idle.is_on
    _try_to_lock(stage)
    assert not stage.window.locking.is_locked
    stage.close()


def test_nothing_is_watched_once_the_window_is_closed(tmp_path: Path) -> None:
    with opened(lambda: vault_service(tmp_path / "data", NOWHERE)) as stage:
        watch = stage.window.locking.idle
        was_on = watch.is_on
        stage.window.close()
        assert (was_on, watch.is_on) == (True, False)
        _try_to_lock(stage)
        assert not stage.window.locking.is_locked


def test_what_was_asked_before_a_lock_is_known_again(tmp_path: Path) -> None:
    service = vault_service(tmp_path / "data", NOWHERE)
    assert not service.locking.asks_somebody(), "a closed vault cannot be locked"
    service.storage.open(Secret(PASSPHRASE))
    assert service.locking.asks_somebody()
    before = service.locking.count
    service.locking.require_none_since(before)
    service.locking.lock()
    assert not service.storage.is_open
    service.storage.open(Secret(PASSPHRASE))
    with pytest.raises(ProblemError) as raised:
        service.locking.require_none_since(before)
    assert raised.value.problem == Problem(ProblemId.CANCELLED)
    service.close()
