"""Two practice exchanges, one of each kind, a service on both, and a window to press things in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton

from wizard.core.guide import CHECK_STEP, PASTE_STEP
from wizard.core.venue import VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.account import PracticeAccount, system_clock
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.practice.site import PracticeSite
from wizard.practice.troubles import Trouble
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

NAME = "Tax report"


class TwoSites:
    """`com` and `us` are the exchanges. `later` moves the clock of service and adapter on.

    `com_ahead_ms` is how far the clock of `com` is ahead of this computer's.
    """

    def __init__(self, folder: Path) -> None:
        self.com_ahead_ms = 0
        self.com = PracticeServer(
            account=PracticeAccount(clock=lambda: system_clock() + self.com_ahead_ms)
        )
        self.us = PracticeServer(account=PracticeAccount(site=PracticeSite.BINANCE_US))
        self.folder = folder
        self._keychain = MemoryKeychain()
        self._later = timedelta()

    def clock(self) -> datetime:
        return utc_now() + self._later

    def wait_virtually(self, seconds: float) -> None:
        self._later += timedelta(seconds=seconds)

    def service(self) -> KeyService:
        exchanges = [
            BinanceExchange(
                loopback_venue(server.addresses.api_url, server.addresses.pages_url, venue_id),
                clock=self.clock,
            )
            for server, venue_id in (
                (self.com, VenueId.PRACTICE),
                (self.us, VenueId.PRACTICE_US),
            )
        ]
        door = VaultDoor(self.folder, self._keychain)
        return KeyService(exchanges, door, SideFiles.in_folder(self.folder), self.clock)

    @contextmanager
    def window(self) -> Iterator[Stage]:
        stage = Stage(self.service)
        try:
            stage.open()
            yield stage
        finally:
            stage.close()


@contextmanager
def two_sites(folder: Path) -> Iterator[TwoSites]:
    sites = TwoSites(folder)
    with sites.com, sites.us:
        yield sites


def play(server: PracticeServer, *troubles: Trouble) -> None:
    """Nothing else goes wrong from now on."""
    account = server.account
    account.behaviours = replace(account.behaviours, troubles=frozenset(troubles))


def key_at(server: PracticeServer) -> PracticeKey:
    return server.account.make_key(NAME, permissions=READ_ONLY)


def wait_for_step(stage: Stage, step: int) -> None:
    def is_there() -> bool:
        state = stage.window.guide_state
        return state is not None and state.step == step

    stage.wait(is_there, f"step {step}")


def seal(stage: Stage, key: PracticeKey, venue: VenueId | None = None) -> None:
    """The short road, up to the check: `venue` None takes the one that is chosen already."""
    stage.press("have-one")
    stage.type_into("key-name", NAME)
    if venue is not None:
        stage.press(f"venue-{venue}")
    stage.press("continue")
    wait_for_step(stage, PASTE_STEP)
    stage.paste_into("paste", key.api_key)
    stage.paste_into("paste", key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("continue")
    wait_for_step(stage, CHECK_STEP)


def tick_boxes(stage: Stage) -> None:
    stage.press("withdrawals-off")
    stage.press("only-reading")


def button(stage: Stage, name: str) -> QAbstractButton:
    """The button of this name that is on the screen, whether it can be pressed or not."""
    found = [b for b in stage.window.findChildren(QAbstractButton, name) if b.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)} on the screen"
    return found[0]


def is_shown(stage: Stage, name: str) -> bool:
    return any(b.isVisible() for b in stage.window.findChildren(QAbstractButton, name))


def stands_out(stage: Stage, name: str) -> bool:
    """Whether the button is painted in the accent's colour."""
    accent = QColor(stage.look.tokens.accent)
    picture = button(stage, name).grab().toImage()
    return picture.pixelColor(picture.width() // 2, 6) == accent
