"""What is told after a vault was opened, locked in vain, or given its first key: once, calmly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.locking_windows import LOCKED, unlock, wait_until_locked
from tests.gui.vault_windows import (
    OTHER_PASSPHRASE,
    PASSPHRASE,
    dialog,
    is_there,
    make_vault,
    memory,
    open_sheet,
    seal,
    service_for,
    settle,
    shown_code,
    text_of,
    vault_window,
    wait_open,
    ways,
)
from wizard.core.credentials import HmacCredentials
from wizard.core.guide import CHECK_STEP, NAME_STEP
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.lock_words import LockReason
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

pytestmark = pytest.mark.usefixtures("qtbot")

DROPPED = "The recovery code that was on the screen does not count"
BY_CODE = "You opened the vault with your recovery code"
NO_LOCK = "Your keychain opens this vault."
ANEW = "Starting the wizard anew asks your keychain first"


@pytest.fixture
def locked_by_both(tmp_path: Path) -> Iterator[Stage]:
    """A window on a vault that a keychain opened, and that a passphrase unlocks."""
    keychain = memory()
    make_vault(tmp_path, keychain, passphrase=PASSPHRASE, names=("Tax report",))
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
        yield stage


def _make_code(stage: Stage) -> None:
    open_sheet(stage)
    stage.press("code-make")
    shown_code(stage)


def _stay_away(stage: Stage) -> None:
    """Nobody is there, several times as long as the lock waits."""
    idle: list[None] = []
    stage.window.locking.idle.idle.connect(lambda: idle.append(None))
    stage.window.locking.idle.watch(40)
    stage.wait(lambda: len(idle) > 3, "a time without anybody")
    stage.window.locking.idle.watch(None)


@pytest.mark.parametrize("is_asked_back", [False, True], ids=["shown", "asked back"])
def test_the_idle_lock_waits_while_a_code_is_written_down(
    locked_by_both: Stage, is_asked_back: bool
) -> None:
    stage = locked_by_both
    _make_code(stage)
    code = shown_code(stage)
    if is_asked_back:
        stage.press("code-go-on")
    _stay_away(stage)
    assert not stage.window.locking.is_locked
    assert is_there(stage, "code-sheet")
    if not is_asked_back:
        stage.press("code-go-on")
    stage.type_into("recovery-code-back", code)
    stage.press("code-go-on")
    stage.wait(lambda: ways(stage).recovery_code, "the code to count")
    settle(stage)
    stage.window.locking.idle.watch(40)
    wait_until_locked(stage)  # it holds nothing any more
    unlock(stage)
    assert not stage.says(DROPPED)


def test_the_idle_lock_waits_for_what_was_typed_into_a_sheet(locked_by_both: Stage) -> None:
    stage = locked_by_both
    open_sheet(stage)
    stage.press("passphrase-set")
    stage.type_into("new-passphrase", OTHER_PASSPHRASE)
    _stay_away(stage)
    assert not stage.window.locking.is_locked
    dialog(stage, "passphrase-sheet").reject()
    stage.window.locking.idle.watch(40)
    wait_until_locked(stage)


@pytest.mark.parametrize("reason", [LockReason.SCREEN_LOCKED, LockReason.GOES_TO_SLEEP])
def test_other_locks_take_the_code_away_and_say_so(
    locked_by_both: Stage, reason: LockReason
) -> None:
    stage = locked_by_both
    before = ways(stage)
    _make_code(stage)
    stage.window.locking.lock_now(reason)
    wait_until_locked(stage)
    assert stage.recovery_code == ""
    unlock(stage)
    stage.wait(lambda: stage.says(DROPPED), "the word that it does not count")
    assert stage.says("Nothing was changed")
    assert ways(stage) == before
    stage.press("notice-act")
    assert shown_code(stage)
    assert not stage.says(DROPPED)
    dialog(stage, "code-sheet").reject()
    dialog(stage, "vault-sheet").reject()
    stage.window.lock_now()
    wait_until_locked(stage)
    unlock(stage)
    assert not stage.says(DROPPED), "it is long read"


def test_the_locked_page_says_what_a_keychain_does(locked_by_both: Stage) -> None:
    stage = locked_by_both
    stage.window.lock_now()
    wait_until_locked(stage)
    stage.wait(lambda: stage.says(ANEW), "the word about the keychain")
    assert stage.says(LOCKED)


def test_nothing_is_said_of_a_keychain_that_opens_nothing(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE, names=("Tax report",))
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.type_into("passphrase", PASSPHRASE)
        assert not stage.says(ANEW)
        stage.press("passphrase-go")
        wait_open(stage)
        open_sheet(stage)
        stage.press("passphrase-set")
        assert not stage.says(ANEW)
        dialog(stage, "vault-sheet").reject()
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
        stage.window.lock_now()
        wait_until_locked(stage)
        settle(stage)
        assert not stage.says(ANEW)


def test_where_a_passphrase_is_set_it_is_said_too(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=("Tax report",))
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("passphrase-set")
        assert text_of(stage, "keychain-opens-first").startswith(ANEW)


def test_whoever_came_in_with_the_code_is_led_to_a_new_passphrase(tmp_path: Path) -> None:
    code = make_vault(tmp_path, None, passphrase=PASSPHRASE, names=("Tax report",), with_code=True)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.press("use-code")
        stage.type_into("recovery-code-typed", code)
        stage.press("passphrase-go")
        wait_open(stage)
        stage.wait(lambda: stage.says(BY_CODE), "the notice")
        stage.press("notice-act")
        stage.type_into("new-passphrase", OTHER_PASSPHRASE)
        stage.type_into("new-passphrase-again", OTHER_PASSPHRASE)
        stage.press("passphrase-sheet-go")
        stage.wait(lambda: stage.says("Your passphrase is changed"), "the new passphrase")
        settle(stage)
        for name in ("passphrase-sheet", "vault-sheet"):
            dialog(stage, name).reject()
        assert not stage.says(BY_CODE)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.type_into("passphrase", OTHER_PASSPHRASE)
        stage.press("passphrase-go")
        wait_open(stage)
        stage.wait(lambda: stage.is_home, "the saved keys")
        assert not stage.says(BY_CODE)


def test_a_healed_keychain_has_its_own_word(tmp_path: Path) -> None:
    code = make_vault(tmp_path, memory(), names=("Tax report",), with_code=True)
    with vault_window(lambda: service_for(tmp_path, MemoryKeychain())) as stage:
        stage.type_into("recovery-code-typed", code)
        stage.press("passphrase-go")
        wait_open(stage)
        stage.wait(lambda: stage.says("Your keychain opens the vault again"), "the good news")
        stage.press("notice-seen")
        assert not stage.says(BY_CODE)


@pytest.mark.parametrize("is_in_guide", [False, True], ids=["home", "guide"])
def test_a_vault_that_does_not_lock_says_why(tmp_path: Path, is_in_guide: bool) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=("Tax report",))
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        stage.wait(lambda: stage.is_home, "the saved keys")
        settle(stage)
        if is_in_guide:
            stage.press("check-own-key")
            stage.wait(lambda: stage.window.guide_state is not None, "the guide")
            settle(stage)
        QTest.keyClick(stage.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        stage.wait(lambda: stage.says(NO_LOCK), "the reason")
        assert stage.says("Set a passphrase under “Vault and safety” to be able to lock it.")
        assert not stage.window.locking.is_locked
        stage.press("notice-act")
        stage.type_into("new-passphrase", PASSPHRASE)
        stage.type_into("new-passphrase-again", PASSPHRASE)
        stage.press("passphrase-sheet-go")
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")


def test_the_step_that_was_left_waits_behind_an_older_copy(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=("Tax report",))
    old = (tmp_path / "vault.rokey").read_bytes()
    service = service_for(tmp_path, keychain)
    service.storage.open()
    seal(service, "Portfolio")
    service.close()
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        stage.press("new-key")
        stage.press("leave")
        stage.wait(lambda: stage.says("You left at step 1"), "the step that was left")
    (tmp_path / "vault.rokey").write_bytes(old)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        stage.wait(lambda: stage.says("older than the last one used here"), "the notice")
        assert stage.says("what opened the vault at that time opens it again")
        assert not stage.says("Somebody")
        assert not stage.says("You left at step 1")
        stage.press("notice-seen")
        stage.wait(lambda: stage.says("You left at step 1"), "the step that was left")


def test_a_broken_vault_puts_the_focus_on_the_way_out(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=("Tax report", "Portfolio"))
    (tmp_path / "vault.rokey").write_bytes(b"ROKEYVAULT/1\nnot any more\n")
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        stage.wait(lambda: stage.says("The vault is damaged"), "the problem")
        focused = stage.window.focusWidget()
        assert focused is not None
        assert focused.objectName() == "problem-action"
        assert not stage.says("three lines")
        assert not stage.says("For support")
        assert QApplication.activeWindow() is None or focused.isVisible()


def _guide_ends(stage: Stage, key: tuple[str, str], name: str) -> None:
    stage.press("have-one" if not stage.is_home else "check-own-key")
    stage.wait(lambda: stage.window.guide_state is not None, "the guide")
    state = stage.window.guide_state
    assert state is not None
    assert state.step == NAME_STEP
    stage.type_into("key-name", name)
    stage.press("continue")
    for value in key:
        stage.paste_into("paste", value)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("continue")
    stage.wait(lambda: _step(stage) == CHECK_STEP, "step 10")
    stage.press("continue")
    stage.wait(lambda: stage.says("This key can only read"), "the proof")
    stage.press("continue")
    stage.wait(lambda: stage.is_home, "the saved keys")
    settle(stage)


def _step(stage: Stage) -> int:
    state = stage.window.guide_state
    return 0 if state is None else state.step


def test_the_first_key_is_worth_a_recovery_code(tmp_path: Path) -> None:
    keychain = memory()
    with PracticeServer() as server:
        url = server.addresses.api_url
        keys = [
            (key.api_key, key.verifier)
            for key in (
                server.account.make_key(name, permissions=READ_ONLY) for name in ("One", "Two")
            )
        ]

        def service() -> KeyService:
            door = VaultDoor(tmp_path, keychain)
            exchange = BinanceExchange(loopback_venue(url, url))
            return KeyService([exchange], door, SideFiles.in_folder(tmp_path), utc_now)

        with vault_window(service) as stage:
            stage.wait(lambda: stage.is_enabled("have-one"), "the ways in")
            _guide_ends(stage, keys[0], "One")
            stage.wait(lambda: stage.says("A code on paper opens the vault"), "the notice")
            stage.press("notice-seen")
            assert not stage.says("A code on paper opens the vault")
            saved = stage.window.service.saved_keys()
            stage.window.service.remove(saved[0].record_id)
            _guide_ends(stage, keys[1], "Two")
            assert not stage.says("A code on paper opens the vault"), "not twice"
            stage.window.rooms.notices._accepted.clear()
            stage.window.rooms.notices.tell_saved()
            stage.press("notice-act")
            assert shown_code(stage)


def test_no_code_is_offered_where_there_is_one(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, with_code=True)
    service = service_for(tmp_path, keychain)
    with vault_window(lambda: service) as stage:
        wait_open(stage)
        stage.window.rooms.notices.tell_saved()
        settle(stage)
        assert stage.window.rooms.notices.is_silent
        pending = HmacCredentials("a" * 64, Secret("b" * 64))
        service.seal("Tax report", pending, venue=VenueId.PRACTICE)


def test_a_browser_that_fails_in_silence_leaves_the_address(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=("Tax report",))
    hint = "Nothing opened? Type the address above yourself."
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        stage.press("new-key")
        stage.wait(lambda: _step(stage) == 1, "the guide")
        assert not stage.says(hint)
        stage.press("open-page")
        assert stage.says(hint)
        assert stage.opened_addresses
        stage.press("continue")
        stage.wait(lambda: _step(stage) == 2, "the next step")
        assert not stage.says(hint)
