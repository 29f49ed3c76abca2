"""How long the window stands still at most while there is much to do, beside the idle window."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.busy_window import keychain_gaps, keys_gaps
from tests.bench.rows import Row
from tests.heartbeat import Gaps
from tests.keychain_session import keychain_session

_SCENES = {
    "opening": "the window gets ready",
    "check": "a check runs",
    "verify": "{keys} keys are verified",
}


def gap_rows(rounds: int, keys: int) -> list[Row]:
    """In ms, without the delays of a busy machine: beside what the idle window needs."""
    saved = [_keys_round(keys) for _ in range(rounds)]
    keychain = [_keychain_round() for _ in range(rounds)]
    rows = [_row(words.format(keys=keys), scene, saved) for scene, words in _SCENES.items()]
    return [*rows, _row("the keychain hangs", "opening", keychain)]


def _row(words: str, scene: str, told: list[dict[str, Gaps]]) -> Row:
    busy, idle = ([one[which].stood_still for one in told] for which in (scene, "idle"))
    return Row(f"longest gap while {words}", "ms", busy, idle)


def _keys_round(keys: int) -> dict[str, Gaps]:
    with tempfile.TemporaryDirectory() as folder:
        return keys_gaps(Path(folder), keys)


def _keychain_round() -> dict[str, Gaps]:
    with tempfile.TemporaryDirectory() as folder, keychain_session(Path(folder, "bus")) as session:
        home = Path(folder, "home")
        home.mkdir()
        session.hang()
        try:
            return keychain_gaps(home, session.environment)
        finally:
            session.resume()
