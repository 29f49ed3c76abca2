"""The window never stands still: its heart goes on beating whatever is under way elsewhere.

Measured in the real program, in processes of their own (tests/bench/busy_window.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.bench.busy_window import keychain_gaps, keys_gaps
from tests.heartbeat import Gaps, Heart
from tests.keychain_session import keychain_session

LONGEST_MS = 50
"""What a person does not feel. `start.py bench` measures it, on a machine that is left alone."""
# Here other tests share the processors, their caches and the disk, and 50 ms would hold all of
# them to account. Whatever should not be on this thread (the network, a keychain, Argon2id, a
# list drawn anew for each key) takes longer than this, every time.
FELT_MS = 200
KEYS = 200
TRIES = 3
_LONG_S = 0.08


def _best(measure: Callable[[int], dict[str, Gaps]]) -> dict[str, Gaps]:
    """The shortest of each scene's longest gaps; measured again only while one is too long."""
    best: dict[str, Gaps] = {}
    for number in range(TRIES):
        for scene, gaps in measure(number).items():
            if scene not in best or gaps.stood_still < best[scene].stood_still:
                best[scene] = gaps
        if all(gaps.stood_still <= FELT_MS for gaps in best.values()):
            break
    return best


def _told(best: dict[str, Gaps]) -> str:
    return ", ".join(f"{scene} {gaps.stood_still:.0f}" for scene, gaps in best.items())


def test_while_a_check_runs_and_two_hundred_keys_are_verified(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    def measure(number: int) -> dict[str, Gaps]:
        folder = tmp_path / str(number)
        folder.mkdir()
        return keys_gaps(folder, KEYS)

    best = _best(measure)

    record_property("told", f"The window's longest gaps with {KEYS} keys, in ms: {_told(best)}.")
    assert set(best) == {"opening", "check", "verify", "idle"}
    late = {scene: gaps for scene, gaps in best.items() if gaps.stood_still > FELT_MS}
    assert not late
    assert best["verify"].beats > 50, "it was over before the heart beat"


def test_while_the_keychain_hangs(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with keychain_session(tmp_path / "bus") as session:
        session.hang()

        def measure(number: int) -> dict[str, Gaps]:
            folder = tmp_path / str(number)
            folder.mkdir()
            return keychain_gaps(folder, session.environment)

        try:
            best = _best(measure)
        finally:
            session.resume()

    record_property("told", f"The window's longest gaps while it waits, in ms: {_told(best)}.")
    assert best["opening"].beats > 50, "it did not wait"
    assert best["opening"].stood_still <= FELT_MS


def test_the_heart_feels_what_holds_the_window_up(qtbot: QtBot) -> None:
    """Work on the window's own thread, and standing still without any."""
    assert _felt(qtbot, _work).work >= LONGEST_MS
    still = _felt(qtbot, lambda: time.sleep(_LONG_S))
    assert still.stood_still >= LONGEST_MS
    assert still.work < LONGEST_MS


def _felt(qtbot: QtBot, holds_up: Callable[[], None]) -> Gaps:
    heart, done = Heart(), []

    def hold_up() -> None:
        holds_up()
        done.append(True)

    heart.start()
    QTimer.singleShot(0, hold_up)
    qtbot.wait_until(lambda: bool(done))
    return heart.stop()


def _work() -> None:
    until = time.thread_time() + _LONG_S
    while time.thread_time() < until:
        pass
