"""Random moves through the guide, with kills in between: whatever is done, nothing is lost.

    python -P -m tests.gui.random_walk --moves 10000

The window is a real process on a real vault, its exchange the practice exchange here. After each
rest the judge holds what the window says against what was true before and what was pressed since.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wizard.core.guide import GuideState, read_state
from wizard.core.saved_key import folded_name, same_name
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer

ROOT = Path(__file__).parents[2]
_KEYS = 3
_MOVES_OF_A_LIFE = 150
_PATIENCE_S = 60.0
_REMEMBERED = 12  # lines, for whoever has to find out why
_TRADING = "enableSpotAndMarginTrading"
# One of these may take one key away, after a question.
_TAKES_AWAY = ("confirm-dialog-ok", "discard-pending", "pending-discard", "resume-discard")
_Truth = Mapping[str, Any]


@dataclass
class Judge:
    """Remembers the last truth. `moves` counts all that was done, `since` what came after it."""

    server: PracticeServer
    keys: list[PracticeKey]
    chance: random.Random
    moves: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    _last: _Truth | None = None
    _since: Counter[str] = field(default_factory=Counter)
    _changed: set[str] = field(default_factory=set)
    _api_keys: dict[str, str] = field(default_factory=dict)

    def hear(self, told: Mapping[str, Any]) -> str:
        """One line of the walker's; gives the answer. Raises AssertionError: a broken promise."""
        if "move" in told:
            self.moves[told["move"]] += 1
            self._since[told["move"]] += 1
        elif told.get("asks") == "exchange":
            self._change(told["key"])
        elif told.get("asks") == "api key":
            return self._take_public_key(told["public"])
        else:
            self._judge(told.get("rest") or told["first"])
        return ""

    def _take_public_key(self, pem: str) -> str:
        if pem not in self._api_keys:
            key = self.server.account.make_key("Pair", public_key_pem=pem, permissions=READ_ONLY)
            self._api_keys[pem] = key.api_key
        return self._api_keys[pem]

    def _change(self, api_key: str) -> None:
        trading = {*READ_ONLY, _TRADING}
        self.server.account.save_permissions(
            api_key, READ_ONLY if self.chance.random() < 0.5 else trading
        )
        self._changed.add(api_key)

    def _judge(self, truth: _Truth) -> None:
        if truth["locked"]:
            return
        state, resume = _read(truth["state"]), _read(truth["resume"])
        if state is not None and not state.is_done:
            assert resume is not None, "the place was not remembered"
            if not _is_taken_up(state, truth):
                kept = state if state.has_valid_name else state.named("")
                is_same = resume.step == kept.step or truth["unsealed"]
                assert is_same, "another place was remembered"
                assert resume.sealed_id == kept.sealed_id, "another key was remembered"
                assert resume.name == kept.name, "the name was forgotten"
        for record_id, api_key in truth["saved"].items():
            self._judge_saved(record_id, api_key)
        if self._last is not None:
            self._judge_after(self._last, truth)
        self._last, self._changed = truth, set()
        self._since.clear()

    def _judge_saved(self, record_id: str, api_key: str) -> None:
        is_new = self._last is None or record_id not in self._last["saved"]
        if is_new and api_key not in self._changed:
            on = self.server.account.key(api_key).permissions
            assert _TRADING not in on, "a key that can trade was saved"

    def _judge_after(self, before: _Truth, now: _Truth) -> None:
        known = {**before["pairs"], **before["pending"], **before["saved"]}
        lost = known.keys() - now["pairs"].keys() - now["pending"].keys() - now["saved"].keys()
        gone = before["saved"].keys() - now["saved"].keys()
        proven = now["saved"].keys() - before["saved"].keys()
        assert len(gone) <= len(proven), "a saved key is gone, and none took its place"
        allowed = sum(self._since[name] for name in (*_TAKES_AWAY, "paste"))
        assert len(lost - gone) <= allowed, f"lost after {dict(self._since)}"
        if set(self._since) <= {"passphrase", "lock"}:
            was, is_now = _place(before["resume"]), _place(now["resume"])
            assert was == is_now, "after coming back the guide is at another place"


def _is_taken_up(state: GuideState, truth: _Truth) -> bool:
    """A sealed key is not passed over: who types its name again goes on with it."""
    name = " ".join(state.name.split())
    return state.sealed_id is None and any(same_name(name, one) for one in truth["waiting"])


def _place(text: str | None) -> tuple[object, ...] | None:
    state = _read(text)
    return (
        None
        if state is None
        else (state.road, state.step, folded_name(state.name), state.sealed_id)
    )


def _read(text: str | None) -> GuideState | None:
    return None if text is None else read_state(text)


def walk(folder: Path, seed: int, lives: int, most_moves: int = _MOVES_OF_A_LIFE) -> Judge:
    """So many lives of the window on one vault, most of them killed; gives what was counted."""
    chance = random.Random(seed)
    with PracticeServer() as server:
        keys = [
            server.account.make_key(f"Key {number}", permissions=READ_ONLY)
            for number in range(_KEYS)
        ]
        judge = Judge(server, keys, chance)
        for _ in range(lives):
            _one_life(folder, judge, most_moves)
            _holds_no_secret(folder, keys)
        return judge


def _one_life(folder: Path, judge: Judge, most_moves: int) -> None:
    chance = judge.chance
    pairs = [[key.api_key, key.verifier] for key in judge.keys]
    url = judge.server.addresses.api_url
    kill_after = chance.randrange(1, 3 * most_moves)  # some lives end by themselves
    command = [sys.executable, "-P", "-m", "tests.gui.walker", str(folder), url]
    command += [str(chance.randrange(2**31)), str(most_moves)]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as window,
    ):
        assert window.stdin is not None
        assert window.stdout is not None
        window.stdin.write(json.dumps(pairs).encode() + b"\n")
        window.stdin.flush()
        killed = False
        heard: deque[str] = deque(maxlen=_REMEMBERED)
        try:
            for number, line in enumerate(window.stdout):
                told = json.loads(line)
                heard.append(line.decode())
                answer = judge.hear(told)
                if number >= kill_after:
                    window.kill()
                    killed = True
                    break
                if "move" not in told and "first" not in told:
                    window.stdin.write(answer.encode() + b"\n")
                    window.stdin.flush()
        except AssertionError as broken:
            window.kill()
            raise AssertionError(f"{broken}, after:\n{''.join(heard)}") from broken
        window.wait(_PATIENCE_S)
        judge.kills += killed
        complaints.seek(0)
        said = complaints.read().decode()
        assert killed or window.returncode == 0, _told_of(window.returncode, said, heard)


def _told_of(status: int, said: str, heard: Iterable[str]) -> str:
    return f"the window ended with {status}:\n{said}\n{''.join(heard)}"


def _holds_no_secret(folder: Path, keys: list[PracticeKey]) -> None:
    for file in folder.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        for key in keys:
            assert key.verifier.encode() not in held, f"a secret lies in {file.name}"
            assert key.api_key.encode() not in held, f"an API key lies in {file.name}"


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    choices = parser.parse_args()
    moves: Counter[str] = Counter()
    kills, seed = 0, choices.seed
    while moves.total() < choices.moves:
        sys.stdout.write(f"seed {seed}, {moves.total()} moves so far\n")
        sys.stdout.flush()
        with tempfile.TemporaryDirectory() as folder:
            judge = walk(Path(folder) / "data", seed, lives=12)
        moves, kills, seed = moves + judge.moves, kills + judge.kills, seed + 1
    sys.stdout.write(f"{moves.total()} moves, {kills} kills, nothing lost: {dict(moves)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
