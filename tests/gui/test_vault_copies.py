"""Copies of the vault in the window: put back, older than the last one, exported and imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.gui.vault_windows import (
    OTHER_PASSPHRASE,
    PASSPHRASE,
    dialog,
    has_focus,
    is_there,
    make_vault,
    memory,
    open_sheet,
    seal,
    service_for,
    settle,
    text_of,
    typed_anywhere,
    vault_window,
    wait_open,
)
from wizard.gui.stage import Stage
from wizard.vault.keychain import Keychain

pytestmark = pytest.mark.usefixtures("qtbot")

KEYS = ("Tax report", "Portfolio")
ONE_KEY = "1 key is in it: “Tax report”."


def _damage(folder: Path) -> None:
    (folder / "vault.rokey").write_bytes(b"ROKEYVAULT/1\nnot any more\n")


def _is_seen(stage: Stage, name: str) -> bool:
    """Whether a button is on the screen without scrolling."""
    buttons = [one for one in stage.window.findChildren(QPushButton, name) if one.isVisible()]
    return any(not one.visibleRegion().isEmpty() for one in buttons)


def _names(stage: Stage) -> set[str]:
    return {key.name for key in stage.window.service.pending_keys()}


def _choose(stage: Stage, name: str, file: Path) -> None:
    """Choose a file in the real file dialog."""
    stage.press(name)
    chooser = dialog(stage, f"{name}-dialog")
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.reject()


def test_a_damaged_vault_gives_its_place_to_the_copy(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=KEYS)
    _damage(tmp_path)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        stage.window.resize(720, 480)
        stage.wait(lambda: stage.says("The vault is damaged"), "the problem")
        stage.wait(lambda: _is_seen(stage, "problem-action"), "the way out to be in sight")
        stage.press("problem-action")
        stage.wait(lambda: text_of(stage, "copy-count") == ONE_KEY, "what is in it")
        assert text_of(stage, "copy-when").startswith("Made today, ")
        assert stage.says("is not in it")
        stage.press("copy-go")
        stage.wait(lambda: stage.says("The copy is your vault now"), "the copy in place")
        (kept,) = tmp_path.glob("vault.rokey.damaged-*")
        assert kept.name in text_of(stage, "copy-count")
        assert "you may delete it" in text_of(stage, "copy-count")
        stage.press("copy-go")
        wait_open(stage)
        assert _names(stage) == {"Tax report"}


@pytest.mark.parametrize("by_code", [False, True], ids=["passphrase", "code"])
def test_a_closed_copy_asks_for_what_opens_it(tmp_path: Path, by_code: bool) -> None:
    code = make_vault(tmp_path, None, passphrase=PASSPHRASE, names=KEYS, with_code=True)
    (tmp_path / "vault.rokey").unlink()
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.wait(lambda: stage.says("its copy is there"), "the problem")
        stage.press("problem-action")
        stage.type_into("copy-passphrase", OTHER_PASSPHRASE)
        stage.press("copy-go")
        stage.wait(lambda: stage.says("does not open with this"), "the refusal")
        assert has_focus(stage, "copy-passphrase")
        stage.type_into("copy-passphrase", code if by_code else PASSPHRASE)
        stage.press("copy-go")
        stage.wait(lambda: text_of(stage, "copy-count") == ONE_KEY, "what is in it")
        stage.press("copy-go")
        stage.wait(lambda: stage.says("The copy is your vault now"), "the copy in place")
        assert text_of(stage, "copy-count") == "", "there was no damaged file"
        stage.press("copy-go")
        wait_open(stage)  # nobody is asked twice
        assert _names(stage) == {"Tax report"}
        assert typed_anywhere(stage) == ""


def test_a_look_at_the_copy_changes_nothing(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=KEYS)
    _damage(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        stage.press("problem-action")
        stage.wait(lambda: stage.is_enabled("copy-go"), "the copy")
        dialog(stage, "copy-sheet").reject()
        settle(stage)
        assert stage.says("The vault is damaged"), "the way to the copy is gone"
        stage.press("problem-action")
        dialog(stage, "copy-sheet")
        settle(stage)
    after = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    assert {name: after[name] for name in before} == before


def test_a_vault_that_is_damaged_while_it_is_locked(tmp_path: Path) -> None:
    make_vault(tmp_path, None, passphrase=PASSPHRASE, names=KEYS)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.type_into("passphrase", PASSPHRASE)
        stage.press("passphrase-go")
        wait_open(stage)
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
        stage.window.lock_now()
        stage.wait(lambda: not stage.window.service.storage.is_open, "the lock")
        _damage(tmp_path)
        stage.type_into("passphrase", PASSPHRASE)
        stage.press("passphrase-go")
        stage.wait(lambda: stage.says("The vault is damaged"), "the problem")
        stage.press("problem-action")
        stage.type_into("copy-passphrase", PASSPHRASE)
        stage.press("copy-go")
        stage.wait(lambda: text_of(stage, "copy-count") == ONE_KEY, "what is in it")
        stage.press("copy-go")
        stage.wait(lambda: stage.says("The copy is your vault now"), "the copy in place")
        stage.press("copy-go")
        stage.wait(lambda: not stage.window.locking.is_locked, "the open vault")
        assert _names(stage) == {"Tax report"}


def test_an_older_copy_is_told_of_once(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=("Tax report",))
    old = (tmp_path / "vault.rokey").read_bytes()
    service = service_for(tmp_path, keychain)
    service.storage.open()
    seal(service, "Portfolio")
    service.close()
    (tmp_path / "vault.rokey").write_bytes(old)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        stage.wait(lambda: stage.says("older than the last one used here"), "the notice")
        stage.press("notice-seen")
        assert not stage.says("older than the last one used here")
        stage.press("check-own-key")
        stage.press("leave")
        stage.wait(lambda: stage.is_home, "the saved keys")
        assert not stage.says("older than the last one used here")
        settle(stage)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        settle(stage)
        assert not stage.says("older than the last one used here"), "it was accepted"


def _export(folder: Path, keychain: Keychain, file: Path) -> None:
    with vault_window(lambda: service_for(folder, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("vault-export")
        assert not stage.is_enabled("export-go")
        _choose(stage, "export-file", file)
        stage.type_into("export-passphrase", PASSPHRASE)
        stage.type_into("export-passphrase-again", PASSPHRASE)
        stage.press("export-go")
        stage.wait(lambda: stage.says("2 keys are exported"), "the file")
        assert typed_anywhere(stage) == ""


def test_keys_go_to_a_fresh_computer(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    keychain, file = memory(), tmp_path / "keys.rokey"
    make_vault(here, keychain, names=KEYS)
    _export(here, keychain, file)
    with vault_window(lambda: service_for(there, memory())) as stage:
        stage.press("import-keys")
        dialog(stage, "import-sheet").reject()
        assert not (there / "vault.rokey").exists(), "who only looked has a vault now"
        stage.press("import-keys")
        _choose(stage, "import-file", file)
        stage.type_into("import-passphrase", OTHER_PASSPHRASE)
        stage.press("import-go")
        stage.wait(lambda: stage.says("does not open the exported file"), "the refusal")
        assert has_focus(stage, "import-passphrase")
        assert not (there / "vault.rokey").exists()
        stage.type_into("import-passphrase", PASSPHRASE)
        stage.press("import-go")
        stage.wait(lambda: stage.says("2 keys are imported"), "the keys")
        stage.press("import-go")
        settle(stage)
        assert _names(stage) == set(KEYS)
        stage.wait(lambda: stage.is_home, "the keys on the screen")


def test_what_is_here_already_is_said_and_kept(tmp_path: Path) -> None:
    keychain, file = memory(), tmp_path / "keys.rokey"
    make_vault(tmp_path / "vault", keychain, names=KEYS)
    _export(tmp_path / "vault", keychain, file)
    other = memory()
    make_vault(tmp_path / "other", other, names=("Tax report",))
    service = service_for(tmp_path / "other", other)
    service.storage.open()
    (mine,) = service.pending_keys()
    service.rename(mine.record_id, "Portfolio")
    service.close()
    with vault_window(lambda: service_for(tmp_path / "other", other)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("vault-import")
        _choose(stage, "import-file", file)
        stage.type_into("import-passphrase", PASSPHRASE)
        stage.press("import-go")
        stage.wait(lambda: stage.says("1 key is imported"), "the keys")
        stage.wait(lambda: stage.says("Here already, and the same"), "what became of each")
        assert stage.says("“Portfolio”, here as “Portfolio (2)”")
        settle(stage)
        assert _names(stage) == {"Portfolio", "Portfolio (2)"}


def test_the_vaults_own_file_is_never_written_over(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain, names=KEYS)
    before = (tmp_path / "vault.rokey").read_bytes()
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("vault-export")
        _choose(stage, "export-file", tmp_path / "vault.rokey")
        stage.type_into("export-passphrase", PASSPHRASE)
        stage.type_into("export-passphrase-again", PASSPHRASE)
        stage.press("export-go")
        stage.wait(lambda: stage.says("would lie where a vault"), "the refusal")
        assert is_there(stage, "export-sheet")
    assert (tmp_path / "vault.rokey").read_bytes() == before


def test_a_file_that_is_no_export_is_refused_in_words(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path / "vault", keychain)
    (tmp_path / "letter.rokey").write_text("Dear Anna")
    with vault_window(lambda: service_for(tmp_path / "vault", keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("vault-import")
        _choose(stage, "import-file", tmp_path / "letter.rokey")
        stage.type_into("import-passphrase", PASSPHRASE)
        stage.press("import-go")
        stage.wait(lambda: stage.says("not an exported vault"), "the refusal")
    service = service_for(tmp_path / "vault", keychain)
    service.storage.open(None)
    assert not service.pending_keys()
    service.close()
