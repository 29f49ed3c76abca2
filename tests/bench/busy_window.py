"""How long the real window stands still while there is much to do.

As a script it is the process that is measured: it opens the program's window as a person would,
and prints the gaps of each scene as JSON. `keys FOLDER`: a vault whose keys a practice exchange
knows; it comes as JSON on standard input. `keychain FOLDER`: the system's keychain, which hangs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.practice_process import practice_process
from tests.bench.private_environment import private_environment

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QApplication

    from tests.heartbeat import Gaps
    from wizard.key_service import KeyService
    from wizard.wiring import Choices

_PATIENCE_S = 120.0
_LOOK_AGAIN_MS = 50
_HANGING_S = 1.0  # past the moment in which the window says what it waits for
_IDLE_S = 1.0


def keys_gaps(folder: Path, keys: int) -> dict[str, Gaps]:
    """By scene: "opening", "check" (the first of its process), "verify" (all of them), "idle"."""
    with practice_process(keys) as practice:
        given = json.dumps({"url": practice.url, "pairs": practice.pairs})
        return _told("keys", folder, {}, given)


def keychain_gaps(folder: Path, keychain: Mapping[str, str]) -> dict[str, Gaps]:
    """By scene: "opening" a window whose keychain, in this environment, hangs; "idle"."""
    return _told("keychain", folder, keychain, "")


def _told(which: str, folder: Path, more: Mapping[str, str], given: str) -> dict[str, Gaps]:
    from tests.heartbeat import Gaps

    environment = private_environment(str(folder)) | dict(more)
    # As on any machine where it was started before; a folder that is new has nothing compiled.
    del environment["PYTHONPYCACHEPREFIX"]
    told = subprocess.run(
        [sys.executable, "-P", "-m", "tests.bench.busy_window", which, str(folder)],
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        input=given,
        check=True,
        capture_output=True,
        text=True,
        timeout=2 * _PATIENCE_S,
    ).stdout
    found: dict[str, dict[str, float]] = json.loads(told.splitlines()[-1])
    return {scene: Gaps(**gaps) for scene, gaps in found.items()}


class _Hands:
    """Presses the window's buttons, and waits as a person would."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window live until it holds."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, until = QEventLoop(), time.monotonic() + _PATIENCE_S
        again = QTimer()
        again.timeout.connect(
            lambda: loop.quit() if condition() or time.monotonic() > until else None
        )
        again.start(_LOOK_AGAIN_MS)
        loop.exec()
        if not condition():
            raise RuntimeError("The window does not do what it is measured at.")

    def rest(self, seconds: float) -> None:
        """Let the window live for so long."""
        until = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > until)

    def can_press(self, name: str) -> bool:
        """Whether there is such a button."""
        return next(self._buttons(name), None) is not None

    def press(self, name: str) -> None:
        """As with the mouse."""
        next(self._buttons(name)).click()

    def _buttons(self, name: str) -> Iterator[QAbstractButton]:
        from PySide6.QtWidgets import QAbstractButton

        for window in self._application.topLevelWidgets():
            for button in window.findChildren(QAbstractButton, name):
                if button.isVisible() and button.isEnabled():
                    yield button


def _play(which: str, hands: _Hands) -> dict[str, Gaps]:
    from tests.heartbeat import Heart

    heart = Heart()
    heart.start()
    found: dict[str, Gaps] = {}

    def end_scene(name: str) -> None:
        found[name] = heart.stop()
        heart.start()

    if which == "keychain":
        hands.wait(lambda: hands.can_press("give-up"))
        hands.rest(_HANGING_S)
        end_scene("opening")
    else:
        hands.wait(lambda: hands.can_press("verify-one"))
        end_scene("opening")
        for name, button in (("check", "verify-one"), ("verify", "verify-all")):
            hands.press(button)
            hands.wait(lambda: hands.can_press("stop") or hands.can_press("verify-all"))
            hands.wait(lambda: hands.can_press("verify-all"))
            end_scene(name)
    hands.rest(_IDLE_S)
    end_scene("idle")
    return found


def _service(folder: Path, url: str, pairs: list[tuple[str, str]]) -> KeyService:
    from tests.bench.large_vault import vault_of
    from wizard.core.credentials import HmacCredentials
    from wizard.core.secret import Secret
    from wizard.exchange.binance_exchange import BinanceExchange
    from wizard.exchange.venues import loopback_venue
    from wizard.key_service import KeyService
    from wizard.vault.memory_keychain import MemoryKeychain
    from wizard.vault.side_files import SideFiles
    from wizard.wiring import utc_now

    made = [HmacCredentials(api_key, Secret(secret)) for api_key, secret in pairs]
    door = vault_of(folder / "full", MemoryKeychain(), made, created_ms=None)
    exchange = BinanceExchange(loopback_venue(url, url))
    return KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)


def _run(which: str, folder: Path) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from wizard import wiring
    from wizard.__main__ import main

    if which == "keys":
        given = json.load(sys.stdin)

        def service(_: Choices) -> KeyService:
            return _service(folder, given["url"], given["pairs"])

        setattr(wiring, "build_service", service)  # noqa: B010
    begin = QApplication.exec
    lost: list[Exception] = []

    def watched_exec() -> int:
        application = QApplication.instance()
        assert isinstance(application, QApplication)

        def play() -> None:
            try:
                gaps = _play(which, _Hands(application))
                print(json.dumps({name: asdict(one) for name, one in gaps.items()}), flush=True)
            except Exception as error:  # noqa: BLE001 (Qt would drop it)
                lost.append(error)
            for window in application.topLevelWidgets():
                window.close()
            application.quit()

        QTimer.singleShot(0, application, play)
        return begin()

    setattr(QApplication, "exec", staticmethod(watched_exec))  # noqa: B010
    code = main([])
    if lost:
        raise lost[0]
    return code


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1], Path(sys.argv[2])))
