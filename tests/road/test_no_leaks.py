"""Marked secrets on the whole road: window, commands, hostile answers, crashes. None is found."""

from __future__ import annotations

import json
import os
import random
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from tests.road.leak_search import LeakSearch

ROOT = Path(__file__).parents[2]
_ALPHABET = string.ascii_letters + string.digits
_SIGNATURE = re.compile(rb"signature[=:\"' ]+[0-9a-zA-Z/+%]{40,}", re.IGNORECASE)


def make_mark(number: int) -> str:
    """64 letters and digits, as the exchange makes them."""
    chance = random.Random(f"leaks {number}")
    return f"MARK{number:02}" + "".join(chance.choices(_ALPHABET, k=58))


def _private(folder: Path) -> dict[str, str]:
    """An environment in which everything that is written lands under `folder`."""
    places = {"HOME": "home", "TMPDIR": "temp", "XDG_RUNTIME_DIR": "run", "XDG_CACHE_HOME": "cache"}
    for place in places.values():
        (folder / place).mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, **{name: str(folder / place) for name, place in places.items()}}


@pytest.mark.timeout(300)
def test_a_whole_tour_leaves_no_secret_anywhere(tmp_path: Path) -> None:
    marks = [make_mark(number) for number in range(40)]
    kept = tmp_path / "kept"
    kept.mkdir()

    done = subprocess.run(
        [sys.executable, "-X", "dev", "-m", "tests.road.watched_tour", str(kept)],
        cwd=ROOT,
        input=json.dumps(marks).encode(),
        capture_output=True,
        timeout=240,
        check=False,
        env=_private(tmp_path),
    )

    said = done.stdout + done.stderr
    assert done.returncode == 0, said.decode()
    search = LeakSearch({f"mark {number}": mark for number, mark in enumerate(marks)})
    assert search.found_in(said) == []
    sent = (kept / "sent.txt").read_text()
    (kept / "sent.txt").unlink()
    secret, api_key = marks[:2]
    for value in (secret, api_key):
        assert sent.count(value) == sent.count(f"X-MBX-APIKEY: {value}\\r")
    assert sent.count(api_key) > 1
    # The key is unknown at the end; it was proven before, so no swapped pair is tried.
    assert sent.count(secret) == 0
    assert search.found_under(tmp_path) == []
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert _SIGNATURE.search(path.read_bytes()) is None, path
    # The watch was awake: what must have been told was told.
    assert len(list((kept / "pictures").glob("*.png"))) >= 40
    assert len(list(kept.glob("vault-*/vault.rokey"))) == 2
    assert b"socket.connect" in (kept / "audit.txt").read_bytes()
    assert (kept / "debug.log").stat().st_size > 0
    assert said.count(b"A part of the wizard stopped: RuntimeError") == 2
    assert "RuntimeError" in (kept / "problem.txt").read_text()
    report = (kept / "report.md").read_text()
    assert "1 not finished" in report
    assert "looked private" not in report
