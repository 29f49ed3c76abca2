"""The recovery code in the window: made, asked back, and opened with."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from tests.gui.vault_windows import (
    CODE,
    PASSPHRASE,
    dialog,
    is_offered,
    is_there,
    make_vault,
    memory,
    open_sheet,
    service_for,
    settle,
    shown_code,
    text_of,
    typed_anywhere,
    vault_window,
    wait_open,
    ways,
)
from wizard.core.secret import Secret, SecretWipedError
from wizard.gui.sheets.code_sheet import CodeSheet
from wizard.gui.stage import Stage
from wizard.vault.memory_keychain import MemoryKeychain

pytestmark = pytest.mark.usefixtures("qtbot")


def _at_new_code(stage: Stage) -> str:
    wait_open(stage)
    open_sheet(stage)
    stage.press("code-make")
    return shown_code(stage)


def _with_slip(code: str, group: int) -> str:
    place = (group - 1) * 6 + 1
    other = "2" if code[place] != "2" else "3"
    return code[:place] + other + code[place + 1 :]


def test_a_code_counts_once_it_was_typed_back(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        code = _at_new_code(stage)
        sheet = dialog(stage, "code-sheet")
        assert isinstance(sheet, CodeSheet)
        secret = sheet._code
        stage.press("code-go-on")
        assert not stage.says(code[:5]), "the code is still on the screen while it is asked back"
        assert not ways(stage).recovery_code, "it counts before anybody has it on paper"
        stage.type_into("recovery-code-back", _with_slip(code, 3))
        stage.press("code-go-on")
        stage.wait(lambda: stage.says("slip in group 3"), "the group with the slip")
        stage.type_into("recovery-code-back", code.replace("-", " ").lower())
        stage.press("code-go-on")
        stage.wait(lambda: stage.says("Your recovery code is ready"), "the code to count")
        assert ways(stage).recovery_code
        assert typed_anywhere(stage) == ""
        with pytest.raises(SecretWipedError):
            secret.reveal()
        stage.press("code-go-on")
        stage.wait(lambda: text_of(stage, "way-code-state") == "Opens the vault", "the new state")
    other = service_for(tmp_path, MemoryKeychain())
    other.storage.open_with_code(Secret(code))
    other.close()


def test_another_code_than_the_one_shown_is_refused(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        _at_new_code(stage)
        stage.press("code-go-on")
        stage.type_into("recovery-code-back", stage.window.service.care.new_code().reveal())
        stage.press("code-go-on")
        stage.wait(lambda: stage.says("another recovery code than the one shown"), "the refusal")
        settle(stage)
        assert not ways(stage).recovery_code


@pytest.mark.parametrize("is_asked", [False, True], ids=["shown", "asked-back"])
def test_closed_before_that_nothing_is_changed(tmp_path: Path, is_asked: bool) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    before = (tmp_path / "vault.rokey").read_bytes()
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        code = _at_new_code(stage)
        assert stage.says("if you close this before, nothing is changed")
        sheet = dialog(stage, "code-sheet")
        assert isinstance(sheet, CodeSheet)
        secret = sheet._code
        if is_asked:
            stage.press("code-go-on")
            stage.type_into("recovery-code-back", code)
        sheet.reject()
        settle(stage)
        assert not ways(stage).recovery_code
        assert (tmp_path / "vault.rokey").read_bytes() == before
        assert typed_anywhere(stage) == ""
        with pytest.raises(SecretWipedError):
            secret.reveal()


def test_a_window_closed_over_the_code_wipes_it(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        _at_new_code(stage)
        sheet = dialog(stage, "code-sheet")
        assert isinstance(sheet, CodeSheet)
        secret = sheet._code
        stage.window.close()
        with pytest.raises(SecretWipedError):
            secret.reveal()


def test_a_new_code_ends_the_old_one_and_it_can_be_taken_away(tmp_path: Path) -> None:
    keychain = memory()
    old = make_vault(tmp_path, keychain, with_code=True)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        code = _at_new_code(stage)
        assert stage.says("The code that you have now ends")
        stage.press("code-go-on")
        stage.type_into("recovery-code-back", code)
        stage.press("code-go-on")
        stage.wait(lambda: stage.says("Your recovery code is ready"), "the code to count")
        stage.press("code-go-on")
        other = service_for(tmp_path, None)
        with pytest.raises(Exception, match="recovery-code-wrong"):
            other.storage.open_with_code(Secret(old))
        stage.press("code-remove")
        stage.press("confirm-dialog-ok")
        stage.wait(lambda: text_of(stage, "way-code-state") == "None yet", "the code to be gone")
        assert not ways(stage).recovery_code
        assert stage.says("If you lose your keychain"), "nobody recommends a code"


def test_no_printer_is_said_in_words(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        _at_new_code(stage)
        stage.press("code-print")
        stage.wait(lambda: stage.says("No printer is set up"), "the words")
        assert is_there(stage, "code-sheet")
        assert not is_there(stage, "code-printer")


@pytest.mark.parametrize("ending", ["lost", "another"])
def test_without_the_keychain_the_code_opens_and_the_keychain_is_mended(
    tmp_path: Path, ending: str
) -> None:
    first = memory()
    code = make_vault(tmp_path, first, names=("Tax report",), with_code=True)
    keychain = MemoryKeychain()  # another computer, or a keychain that was reset
    if ending == "another":
        for account in first._entries:
            keychain._entries[account] = Secret("rok1.nonsense")
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        stage.wait(lambda: stage.says("with the recovery code"), "the question for the code")
        assert stage.says("Your keychain does not open the vault any more")
        stage.type_into("recovery-code-typed", _with_slip(code, 7))
        stage.press("passphrase-go")
        stage.wait(lambda: stage.says("slip in group 7"), "the group with the slip")
        stage.type_into("recovery-code-typed", code.lower())
        stage.press("passphrase-go")
        wait_open(stage)
        stage.wait(lambda: stage.says("Your keychain opens the vault again"), "the good news")
        assert typed_anywhere(stage) == ""
        stage.press("notice-seen")
        assert not stage.says("Your keychain opens the vault again")
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        stage.wait(lambda: stage.is_home, "the saved keys")
        assert not stage.says("Your keychain opens the vault again")


def test_a_wrong_code_opens_nothing(tmp_path: Path) -> None:
    make_vault(tmp_path, memory(), with_code=True)
    service = service_for(tmp_path, MemoryKeychain())
    with vault_window(lambda: service) as stage:
        stage.type_into("recovery-code-typed", service.care.new_code().reveal())
        stage.press("passphrase-go")
        stage.wait(lambda: stage.says("does not open this vault"), "the refusal")
        assert not service.storage.is_open
        assert not is_offered(stage, "problem-action"), "a button for what is on the screen"


def test_the_passphrase_page_leads_to_the_code_and_back(tmp_path: Path) -> None:
    code = make_vault(tmp_path, None, passphrase=PASSPHRASE, with_code=True)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.press("lost-it")
        assert stage.says("The recovery code on your paper opens the vault, too")
        assert stage.says("delete your keys at the exchange")
        stage.press("use-code")
        assert stage.window.focusWidget().objectName() == "recovery-code-typed"
        stage.press("use-passphrase")
        assert stage.window.focusWidget().objectName() == "passphrase"
        stage.press("use-code")
        stage.type_into("recovery-code-typed", code)
        stage.press("passphrase-go")
        wait_open(stage)


def test_without_a_code_nobody_is_led_to_one(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.press("lost-it")
        assert not is_offered(stage, "use-code")
        assert not stage.says("opens the vault, too")


def test_a_code_in_the_passphrases_place_is_understood(tmp_path: Path) -> None:
    code = make_vault(tmp_path, None, passphrase=PASSPHRASE, with_code=True)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.type_into("passphrase", code)
        stage.press("passphrase-go")
        wait_open(stage)


def test_a_code_that_is_not_this_vaults_counts_as_a_wrong_passphrase(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE)
    service = service_for(tmp_path, None)
    with vault_window(lambda: service) as stage:
        stage.type_into("passphrase", service.care.new_code().reveal())
        stage.press("passphrase-go")
        stage.wait(lambda: stage.says("This passphrase does not open the vault"), "the refusal")


def test_the_code_view_is_no_text_of_qts(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        code = _at_new_code(stage)
        assert not stage.says(code), CODE
        for one in stage.window.findChildren(QDialog):
            one.reject()
        settle(stage)
        assert not stage.shows_row(" ".join(code[:5]))
