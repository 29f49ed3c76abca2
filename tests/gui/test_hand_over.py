"""Handing a key over: only what was proven this moment, never shown, soon off the clipboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from wizard.core.credentials import HmacCredentials
from wizard.core.secret import Secret
from wizard.core.settings import Settings
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.clipboard import SecretClipboard
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.permission_boxes import READ_ONLY, TICKED_IN_2018
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def key(server: PracticeServer) -> PracticeKey:
    return server.account.make_key("Tax report", permissions=READ_ONLY)


@pytest.fixture
def stage(server: PracticeServer, key: PracticeKey, tmp_path: Path) -> Iterator[Stage]:
    """A window at the saved keys, with one of them."""
    url = server.addresses.api_url
    exchange = BinanceExchange(loopback_venue(url, url))
    door = VaultDoor(tmp_path / "data", MemoryKeychain())
    service = KeyService([exchange], door, SideFiles.in_folder(tmp_path / "data"), utc_now)
    service.storage.create()
    pending = service.seal("Tax report", HmacCredentials(key.api_key, Secret(key.verifier)))
    service.check_pending(pending.record_id)
    stage = Stage(lambda: service)
    stage.open()
    stage.wait(lambda: stage.is_home, "the saved keys")
    yield stage
    stage.close()
    QGuiApplication.clipboard().clear()


def test_a_proven_key_is_copied_and_never_shown(stage: Stage, key: PracticeKey) -> None:
    stage.press("hand-over")
    stage.press("copy-api-key")
    assert stage.clipboard_holds(key.api_key)
    stage.press("copy-secret")
    assert stage.clipboard_holds(key.verifier)
    shown = [label.text() for label in stage.window.findChildren(QLabel)]
    shown += [field.text() for field in stage.window.findChildren(QLineEdit)]
    assert not any(key.verifier in text for text in shown)
    stage.press("hand-over-done")


def test_without_a_test_order_the_hand_over_says_what_it_rests_on(stage: Stage) -> None:
    stage.press("hand-over")
    stage.wait(lambda: stage.says("This key was proven read-only just now."), "what was proven")
    stage.press("hand-over-done")
    stage.window.service.keep_settings(Settings(try_test_order=False))
    stage.press("hand-over")
    stage.wait(
        lambda: stage.says("The exchange reported just now that this key can only read."),
        "what was reported",
    )
    assert stage.says("No test order was refused")
    stage.press("hand-over-done")
    assert stage.says("by its report alone")
    stage.press("all-permissions")
    assert stage.says("not tried")


def test_a_key_that_can_trade_now_is_not_handed_over(
    stage: Stage, server: PracticeServer, key: PracticeKey
) -> None:
    server.account.save_permissions(key.api_key, TICKED_IN_2018)
    stage.press("hand-over")
    stage.wait(lambda: stage.says("no longer read-only"), "the alarm")
    assert not stage.is_enabled("copy-secret")


def test_closing_the_window_takes_the_secret_off_the_clipboard(
    stage: Stage, key: PracticeKey
) -> None:
    stage.press("hand-over")
    stage.press("copy-secret")
    assert stage.clipboard_holds(key.verifier)
    stage.close()
    assert stage.clipboard_holds("")


def test_only_our_own_text_is_taken_away(stage: Stage) -> None:
    clipboard = SecretClipboard(stage.window)
    clipboard.copy(Secret("ours"))
    QGuiApplication.clipboard().setText("somebody else's")
    clipboard.clear()
    assert stage.clipboard_holds("somebody else's")
