"""“Vault and safety” in the window: the passphrase, the keychain, the lock, all keys renewed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from tests.gui.vault_windows import (
    OTHER_PASSPHRASE,
    PASSPHRASE,
    dialog,
    has_focus,
    is_offered,
    is_there,
    make_vault,
    memory,
    open_sheet,
    press_enter,
    service_for,
    settle,
    shown_code,
    text_of,
    typed_anywhere,
    vault_window,
    wait_open,
    ways,
)
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.core.settings import Settings
from wizard.gui.stage import Stage
from wizard.vault.keychain import Trouble, Unreachable
from wizard.vault.memory_keychain import MemoryKeychain

pytestmark = pytest.mark.usefixtures("qtbot")


class WithoutPassword(MemoryKeychain):
    """A keychain that its owner gave no password."""

    def weakness(self, patience_s: float) -> Problem | None:  # noqa: ARG002
        return Problem(ProblemId.KEYCHAIN_IN_CLEAR)


def _opens(folder: Path, passphrase: str) -> bool:
    service = service_for(folder, None)
    try:
        service.storage.open(Secret(passphrase))
    except ProblemError:
        return False
    finally:
        service.close()
    return True


def _unlock(stage: Stage) -> None:
    stage.type_into("passphrase", PASSPHRASE)
    stage.press("passphrase-go")
    wait_open(stage)


def _give_new_passphrase(stage: Stage, passphrase: str) -> None:
    stage.type_into("new-passphrase", passphrase)
    stage.type_into("new-passphrase-again", passphrase)
    stage.press("passphrase-sheet-go")


def test_there_is_no_link_before_there_is_a_vault(tmp_path: Path) -> None:
    keychain = memory()
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        stage.wait(lambda: stage.is_enabled("create"), "the ways in")
        assert not is_offered(stage, "vault")
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        stage.wait(lambda: stage.is_enabled("vault"), "the link to the open vault")


def test_a_passphrase_is_set_beside_the_keychain_and_taken_away(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        assert not stage.is_enabled("keychain-leave"), "the last way in could be taken away"
        assert stage.says("To take it away, set a passphrase first")
        stage.press("passphrase-set")
        stage.type_into("new-passphrase", "too short")
        assert not stage.is_enabled("passphrase-sheet-go")
        stage.type_into("new-passphrase", PASSPHRASE)
        stage.type_into("new-passphrase-again", OTHER_PASSPHRASE)
        assert stage.says("not the same yet")
        assert not stage.is_enabled("passphrase-sheet-go")
        _give_new_passphrase(stage, PASSPHRASE)
        stage.wait(lambda: stage.says("Your passphrase opens the vault"), "the passphrase")
        assert typed_anywhere(stage) == ""
        assert not is_offered(stage, "passphrase-sheet-renew"), "nobody could know an old one"
        stage.press("passphrase-sheet-go")
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
        assert _opens(tmp_path, PASSPHRASE)
        assert ways(stage).keychain
        stage.press("passphrase-remove")
        stage.press("confirm-dialog-ok")
        stage.wait(lambda: text_of(stage, "way-passphrase-state") == "Not set", "the state")
        stage.wait(lambda: not stage.window.locking.can_lock, "the word that it cannot be locked")
        assert not _opens(tmp_path, PASSPHRASE)


def test_a_changed_passphrase_is_the_only_one_and_old_copies_are_told_of(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        _unlock(stage)
        open_sheet(stage)
        assert not stage.is_enabled("passphrase-remove"), "the last way in could be taken away"
        stage.press("passphrase-set")
        _give_new_passphrase(stage, OTHER_PASSPHRASE)
        stage.wait(lambda: stage.says("still open with the old one"), "what is said of copies")
        assert _opens(tmp_path, OTHER_PASSPHRASE)
        assert not _opens(tmp_path, PASSPHRASE)
        stage.press("passphrase-sheet-renew")
        dialog(stage, "renew-sheet")


def test_the_keychain_opens_it_too_and_no_more(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE)
    keychain = memory()
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        _unlock(stage)
        open_sheet(stage)
        stage.press("keychain-use")
        stage.wait(lambda: text_of(stage, "way-keychain-state") == "Opens the vault", "the state")
        other = service_for(tmp_path, keychain)
        other.storage.open()
        other.close()
        stage.press("keychain-leave")
        stage.type_into("leave-passphrase", OTHER_PASSPHRASE)
        stage.press("leave-go")
        stage.wait(lambda: stage.says("does not open the vault"), "the refusal")
        assert has_focus(stage, "leave-passphrase")
        assert ways(stage).keychain, "whoever forgot the passphrase has shut himself out"
        stage.type_into("leave-passphrase", PASSPHRASE)
        stage.press("leave-go")
        stage.wait(lambda: text_of(stage, "way-keychain-state") == "Not used", "the state")
        assert not ways(stage).keychain
        assert not keychain._entries


def test_a_keychain_without_a_password_is_not_taken(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(tmp_path, WithoutPassword())) as stage:
        _unlock(stage)
        open_sheet(stage)
        stage.press("keychain-use")
        stage.wait(lambda: stage.says("Your keychain has no password"), "the refusal")
        assert not ways(stage).keychain
        assert stage.is_enabled("keychain-use"), "it cannot be tried again"


class Missing(MemoryKeychain):
    """A computer without any."""

    def write(self, account: str, value: Secret, patience_s: float) -> Trouble:  # noqa: ARG002
        return Unreachable("NoBusError")


def test_a_keychain_that_is_not_there_is_not_offered(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(tmp_path, Missing())) as stage:
        _unlock(stage)
        open_sheet(stage)
        assert text_of(stage, "way-keychain-state") == "Not on this computer"
        assert not is_offered(stage, "keychain-use")


def test_what_goes_wrong_after_the_dialog_was_closed_is_told_at_home(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE, names=("Tax report",))
    with vault_window(lambda: service_for(tmp_path, WithoutPassword())) as stage:
        _unlock(stage)
        stage.wait(lambda: stage.is_home, "the saved keys")
        open_sheet(stage)
        sheet = dialog(stage, "vault-sheet")
        stage.press("keychain-use")
        sheet.reject()
        stage.wait(lambda: stage.says("Your keychain has no password"), "the problem")
        assert not is_there(stage, "vault-sheet")


def test_what_the_keychain_lost_is_seen_and_mended_by_hand(tmp_path: Path) -> None:
    make_vault(tmp_path, memory(), passphrase=PASSPHRASE)
    weak = WithoutPassword()  # such a one is not mended unasked
    with vault_window(lambda: service_for(tmp_path, weak)) as stage:
        _unlock(stage)
        assert not stage.says("Your keychain opens the vault again")
        open_sheet(stage)
        assert text_of(stage, "way-keychain-state") == "Does not open it now"
        assert is_offered(stage, "keychain-use")


def test_after_how_long_it_locks_is_chosen_and_kept(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        _unlock(stage)
        open_sheet(stage)
        stage.press("lock-after-5")
        stage.wait(lambda: stage.says("Your choice is kept"), "the word that it is kept")
        stage.press("lock-after-never")
        stage.wait(lambda: stage.is_enabled("code-make"), "the rest")
        settle(stage)
        settings = stage.window.service.settings()
        assert isinstance(settings, Settings)
        assert settings.lock_after_min is None


@pytest.mark.parametrize("has_code", [False, True], ids=["no-code", "code"])
def test_all_keys_are_renewed(tmp_path: Path, has_code: bool) -> None:
    keychain = memory()
    old_code = make_vault(
        tmp_path, keychain, passphrase=PASSPHRASE, names=("Tax report",), with_code=has_code
    )
    before = (tmp_path / "vault.rokey").read_bytes()
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("vault-renew")
        assert not stage.is_enabled("renew-go"), "the passphrase is needed"
        stage.type_into("present-passphrase", OTHER_PASSPHRASE)
        stage.press("renew-go")
        stage.wait(lambda: stage.says("This passphrase does not open the vault"), "the refusal")
        assert not is_there(stage, "code-sheet"), "a code was made for nothing"
        assert has_focus(stage, "present-passphrase")
        stage.type_into("present-passphrase", PASSPHRASE)
        press_enter(stage, "present-passphrase")
        code = ""
        if has_code:
            code = shown_code(stage)
            assert len(stage.window.findChildren(QDialog, "code-sheet")) == 1
            stage.press("code-go-on")
            assert (tmp_path / "vault.rokey").read_bytes() == before
            stage.type_into("recovery-code-back", code)
            press_enter(stage, "recovery-code-back")
        stage.wait(lambda: stage.says("Everything is sealed anew"), "the end")
        assert not is_there(stage, "code-sheet"), "the code on paper was made in vain"
        assert typed_anywhere(stage) == ""
    assert _opens(tmp_path, PASSPHRASE)
    if has_code:
        other = service_for(tmp_path, None)
        other.storage.open_with_code(Secret(code))
        other.close()
        with pytest.raises(ProblemError, match="recovery-code-wrong"):
            other.storage.open_with_code(Secret(old_code))


def test_a_renewal_closed_at_its_code_changes_nothing(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, with_code=True)
    before = (tmp_path / "vault.rokey").read_bytes()
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("vault-renew")
        stage.press("renew-go")
        shown_code(stage)
        dialog(stage, "code-sheet").reject()
        assert is_there(stage, "renew-sheet")
        dialog(stage, "renew-sheet").reject()
        settle(stage)
    assert (tmp_path / "vault.rokey").read_bytes() == before


@pytest.mark.parametrize("closed", ["passphrase-sheet", "vault-sheet"])
def test_what_was_begun_goes_on_though_its_dialog_is_closed(tmp_path: Path, closed: str) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("passphrase-set")
        sheet = dialog(stage, closed)
        _give_new_passphrase(stage, PASSPHRASE)
        sheet.reject()
        settle(stage)
        assert ways(stage).passphrase
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
    assert _opens(tmp_path, PASSPHRASE)


def test_locking_closes_every_dialog_and_wipes_what_was_typed(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        _unlock(stage)
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
        open_sheet(stage)
        stage.press("passphrase-set")
        stage.type_into("new-passphrase", OTHER_PASSPHRASE)
        stage.window.lock_now()
        stage.wait(lambda: stage.says("Your vault is locked"), "the lock")
        settle(stage)
        assert not is_there(stage, "vault-sheet")
        assert not is_there(stage, "passphrase-sheet")
        assert OTHER_PASSPHRASE not in typed_anywhere(stage)
        _unlock(stage)


def test_a_locked_vault_opens_with_its_code(tmp_path: Path) -> None:
    code = make_vault(tmp_path, None, passphrase=PASSPHRASE, with_code=True)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        _unlock(stage)
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
        stage.window.lock_now()
        stage.press("use-code")
        stage.type_into("recovery-code-typed", code)
        stage.press("passphrase-go")
        stage.wait(lambda: not stage.window.locking.is_locked, "the open vault")
