"""A network that says nothing: the window lives on, Stop works, and the check ends in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer

from tests.gui.two_sites import button, key_at, seal
from wizard.core.venue import Venue, VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

DEADLINE_S = 1.5
# Who works on the same computer may take a moment too; a window that waits for the network
# stands still for all of the deadline.
GAP_S = 0.05
MOST = 0.95

pytestmark = pytest.mark.usefixtures("qtbot")


@dataclass
class Heart:
    """Beats every five milliseconds while the window's thread is free to."""

    beats: list[float] = field(default_factory=list)

    @contextmanager
    def listened_to(self) -> Iterator[None]:
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(5)
        timer.timeout.connect(lambda: self.beats.append(time.monotonic()))
        timer.start()
        yield
        timer.stop()

    @property
    def gaps_s(self) -> list[float]:
        return sorted(b - a for a, b in zip(self.beats, self.beats[1:], strict=False))


@pytest.fixture(params=["names", "handshake", "answer"])
def silent_url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address where the name server, the encryption or the exchange itself says nothing."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        match request.param:
            case "names":

                def stuck(*_args: object, **_kwargs: object) -> list[object]:
                    over.wait(60)
                    return []

                monkeypatch.setattr(socket, "getaddrinfo", stuck)
                yield "https://exchange.test"
            case "handshake":
                yield f"https://127.0.0.1:{port}"
            case _:
                yield f"http://127.0.0.1:{port}"
        over.set()


def test_the_window_lives_while_nobody_answers(silent_url: str, tmp_path: Path) -> None:
    venue = Venue(VenueId.PRACTICE, "Silent exchange", silent_url, {})
    exchange = BinanceExchange(venue, deadline_s=DEADLINE_S)
    door = VaultDoor(tmp_path, MemoryKeychain())
    stage = Stage(lambda: KeyService([exchange], door, SideFiles.in_folder(tmp_path), utc_now))
    stage.open()
    with PracticeServer() as server:
        seal(stage, key_at(server))
    stage.press("continue")  # this first check loads libraries, which is not the network's time
    stage.wait(lambda: stage.says("did not answer in time"), "the end, at the deadline")

    heart = Heart()
    with heart.listened_to():
        began = time.monotonic()
        stage.press("continue")
        stage.wait(lambda: stage.says("Checking the key"), "the check")
        stage.wait(lambda: stage.says("did not answer in time"), "the end, at the deadline")
        took_s = time.monotonic() - began
    assert DEADLINE_S * 0.9 <= took_s < DEADLINE_S + 1.5
    gaps_s = heart.gaps_s
    assert len(gaps_s) > 50, "the window lived"
    assert gaps_s[int(len(gaps_s) * MOST)] < GAP_S
    assert gaps_s[-1] < DEADLINE_S / 3

    stage.press("continue")
    stage.wait(lambda: stage.says("Checking the key"), "the check")
    assert button(stage, "continue").text() == "Stop"
    began = time.monotonic()
    stage.press("continue")
    stage.wait(lambda: stage.says("not asked yet"), "the step as it was")
    assert time.monotonic() - began < DEADLINE_S / 2, "stopping waits for nothing"
    assert len(stage.window.service.pending_keys()) == 1
    stage.close()
