"""Leaving while pasted values are not sealed: asked about, and nothing is lost or kept unasked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.gui.qr_codes import API_KEY, PAIR, SECRET
from wizard.core.guide import NAME_STEP, PASTE_STEP
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.vault.vault_file import VaultFile
from wizard.wiring import utc_now

OTHER_KEY, OTHER_SECRET = API_KEY[::-1], SECRET[::-1]
OTHER_PAIR = f"API Key: {OTHER_KEY}\nSecret Key: {OTHER_SECRET}"

pytestmark = [
    pytest.mark.usefixtures("qtbot"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def stage(folder: Path) -> Iterator[Stage]:
    with PracticeServer() as server:
        url = server.addresses.api_url

        def make() -> KeyService:
            exchange = BinanceExchange(loopback_venue(url, url))
            door = VaultDoor(folder, MemoryKeychain())
            return KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)

        stage = Stage(make)
        stage.open()
        stage.press("have-one")
        stage.wait(lambda: _step(stage) == NAME_STEP, "step 3")
        yield stage
        stage.close()
    QGuiApplication.clipboard().clear()


def _step(stage: Stage) -> int:
    state = stage.window.guide_state
    return 0 if state is None else state.step


def _to_paste(stage: Stage) -> None:
    stage.type_into("key-name", "Tax report")
    stage.press("continue")
    stage.wait(lambda: _step(stage) == PASTE_STEP, "step 9")
    stage.wait(lambda: stage.window.runner.is_idle, "the look into the vault")


def _sealed_keys(stage: Stage) -> list[str]:
    return [key.api_key for key in stage.window.service.pending_keys()]


def test_a_secret_pasted_as_a_name_is_nowhere_in_the_folder(stage: Stage, folder: Path) -> None:
    stage.paste_into("key-name", f"API Key: {API_KEY}\nSecret Key: {SECRET}")
    assert not stage.is_enabled("continue")
    stage.press("leave")
    stage.wait(lambda: stage.window.guide_state is None, "the way out")
    stage.wait(lambda: stage.window.runner.is_idle, "the kept place")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert json.loads((folder / "progress.json").read_text())["name"] == ""
    assert not any(API_KEY[:20] in path.read_text(errors="replace") for path in files)


def test_a_new_pair_waits_for_one_that_was_to_be_forgotten(stage: Stage, folder: Path) -> None:
    _to_paste(stage)
    with VaultFile(folder).locked():
        stage.paste_into("paste", PAIR)
        stage.press("leave")
        stage.press("confirm-dialog-ok")
        stage.press("back")
        stage.press("continue")
        stage.wait(lambda: _step(stage) == PASTE_STEP, "step 9 again")
        stage.paste_into("paste", OTHER_PAIR)
    stage.wait(lambda: stage.window.runner.is_idle, "the end of all work")
    assert _sealed_keys(stage) == [OTHER_KEY]
    assert stage.window.service.pending_keys()[0].name == "Tax report"


def test_a_pair_that_was_to_be_forgotten_while_it_was_sealed_is_discarded(
    stage: Stage, folder: Path
) -> None:
    _to_paste(stage)
    with VaultFile(folder).locked():
        stage.paste_into("paste", PAIR)
        stage.press("leave")
        stage.press("confirm-dialog-ok")
    stage.wait(lambda: stage.window.guide_state is None, "the way out")
    stage.wait(lambda: stage.window.runner.is_idle, "the end of all work")
    assert _sealed_keys(stage) == []


@pytest.mark.parametrize("value", [API_KEY, f"Secret Key: {SECRET}"], ids=["key", "secret"])
def test_one_value_is_not_lost_without_a_question(stage: Stage, value: str) -> None:
    _to_paste(stage)
    stage.paste_into("paste", value)
    for leave in (lambda: stage.press("leave"), stage.window.close):
        leave()
        stage.wait(lambda: stage.is_enabled("confirm-dialog-cancel"), "the question")
        assert stage.says("One value is here and not sealed yet")
        stage.press("confirm-dialog-cancel")
        stage.wait(lambda: not stage.is_enabled("confirm-dialog-cancel"), "the way back")
        assert stage.window.isVisible()
        assert stage.shows_row("here")
    stage.press("leave")
    stage.press("confirm-dialog-ok")
    stage.wait(lambda: stage.window.guide_state is None, "the way out")


def test_nothing_is_asked_when_there_is_nothing_to_lose(stage: Stage) -> None:
    _to_paste(stage)
    stage.press("leave")
    stage.wait(lambda: stage.window.guide_state is None, "the way out")
