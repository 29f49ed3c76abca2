"""What was begun in a dialog goes on when the vault is locked, and is told of afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui.locking_windows import give_passphrase, unlock, wait_until_locked
from tests.gui.vault_windows import (
    PASSPHRASE,
    make_vault,
    open_sheet,
    service_for,
    settle,
    shown_code,
    vault_window,
    wait_open,
)
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret
from wizard.gui.stage import Stage

pytestmark = pytest.mark.usefixtures("qtbot")


def _open(stage: Stage) -> None:
    stage.wait(lambda: stage.says("Open your vault"), "the question")
    give_passphrase(stage)
    wait_open(stage)
    stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
    open_sheet(stage)


def _type_back(stage: Stage) -> str:
    code = shown_code(stage)
    stage.press("code-go-on")
    stage.type_into("recovery-code-back", code)
    stage.press("code-go-on")
    return code


def _opens(folder: Path, code: str) -> bool:
    service = service_for(folder, None)
    try:
        service.storage.open_with_code(Secret(code))
    except ProblemError:
        return False
    finally:
        service.close()
    return True


def test_a_code_that_was_typed_back_counts_and_is_said_to(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE, names=("Tax report",))
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        _open(stage)
        stage.press("code-make")
        code = _type_back(stage)
        stage.window.locking.lock_now()
        wait_until_locked(stage)
        unlock(stage)
        settle(stage)
        stage.wait(lambda: stage.says("Your new recovery code is ready."), "the word")
        assert not stage.says("does not count")
    assert _opens(tmp_path, code)


def test_everything_sealed_anew_is_said_with_the_code_that_counts(tmp_path: Path) -> None:
    old = make_vault(tmp_path, None, passphrase=PASSPHRASE, names=("Tax report",), with_code=True)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        _open(stage)
        stage.press("vault-renew")
        stage.type_into("present-passphrase", PASSPHRASE)
        stage.press("renew-go")
        code = _type_back(stage)
        stage.window.locking.lock_now()
        wait_until_locked(stage)
        unlock(stage)
        settle(stage)
        stage.wait(lambda: stage.says("Everything is sealed anew"), "the word")
        assert not stage.says("does not count")
    assert _opens(tmp_path, code)
    assert old is not None
    assert not _opens(tmp_path, old)
