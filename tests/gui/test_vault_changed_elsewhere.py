"""Another program changes what opens the vault while a window is open on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.gui.vault_windows import (
    PASSPHRASE,
    make_vault,
    memory,
    open_sheet,
    service_for,
    vault_window,
    wait_open,
)
from wizard.core.secret import Secret
from wizard.gui.stage import Stage
from wizard.vault.keychain import Keychain

pytestmark = pytest.mark.usefixtures("qtbot")


def _come_back(stage: Stage) -> None:
    QApplication.sendEvent(stage.window, QEvent(QEvent.Type.WindowActivate))


def _put_under_a_passphrase(folder: Path, keychain: Keychain) -> None:
    other = service_for(folder, keychain)
    other.storage.open()
    other.care.set_passphrase(Secret(PASSPHRASE))
    other.care.leave_keychain(Secret(PASSPHRASE))
    other.close()


@pytest.mark.parametrize("look", [open_sheet, _come_back], ids=["the sheet", "coming back"])
def test_the_window_can_be_locked_then(tmp_path: Path, look: Callable[[Stage], None]) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=("Tax report",))
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        locking = stage.window.locking
        assert not locking.can_lock
        _put_under_a_passphrase(tmp_path, keychain)
        look(stage)
        stage.wait(lambda: locking.can_lock, "a vault that can be locked")
        if look is open_sheet:
            stage.wait(lambda: stage.says("You type it whenever"), "what opens it now")
        locking.lock_now()
        assert locking.is_locked
