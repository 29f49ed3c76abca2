"""Fixtures of a window on a vault of its own, and of a practice exchange that lives in the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now


@pytest.fixture(scope="module")
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def make_service(folder: Path, server: PracticeServer) -> Callable[[], KeyService]:
    """Services that share one vault and one keychain, as several programs do."""
    keychain, url = MemoryKeychain(), server.addresses.api_url

    def make() -> KeyService:
        exchange = BinanceExchange(loopback_venue(url, url))
        door = VaultDoor(folder, keychain)
        return KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)

    return make


@pytest.fixture
def stage(make_service: Callable[[], KeyService]) -> Iterator[Stage]:
    stage = Stage(make_service)
    stage.open()
    yield stage
    stage.close()
    QGuiApplication.clipboard().clear()
