"""What lies in the memory of the real program, and when: a table that is told, and its limits.

A secret that was used leaves copies behind that nobody can overwrite: python-binance and the key
derivation want texts, Qt makes texts of its own. So what is promised is little, and held here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from tests.core.answers import READ_ONLY
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, ScriptedServer, says
from tests.exchange.scripted_server import Stage as Wire
from tests.road.memory import count_in_memory
from tests.road.test_no_leaks import make_mark
from tests.vault.samples import CHEAP
from tests.virtual_display import virtual_display
from wizard.core.credentials import HmacCredentials
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.wiring import Choices, build_service

ROOT = Path(__file__).parents[2]
API_KEY, SECRET, OTHER_KEY, OTHER_SECRET = (make_mark(number) for number in range(90, 94))
_PATIENCE_S = 60.0
_BEGINNING = 16
# Long enough for a good deal to remain.
PASSPHRASE = "quite a few words that nobody would ever guess"
_TEXTS = {"secret": SECRET, "pasted secret": OTHER_SECRET, "passphrase": PASSPHRASE}
# As `python -m wizard` does, but readable: only root could look at the real one.
_READABLE = """
import sys, wizard.command_line as commands
from wizard.__main__ import main
commands.refuse_to_be_read = lambda: None
sys.exit(main())
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/PID/mem")
Row = Mapping[str, int]


def _tail(value: bytes) -> bytes:
    """What is looked for: the beginning of what is let go of is soon written over by malloc."""
    return value[_BEGINNING:]


class SlowExchange:
    """Answers honestly, but the first question of a check only when it is told to."""

    def __init__(self) -> None:
        self.was_asked = threading.Event()
        self.may_answer = threading.Event()
        roles = {
            PERMISSIONS: self._answer,
            TEST_ORDER: says(401, b'{"code":-2015,"msg":"no"}'),
        }
        self.server = ScriptedServer(roles)

    def _answer(self, wire: Wire) -> None:
        self.was_asked.set()
        assert self.may_answer.wait(_PATIENCE_S)
        says(200, json.dumps(READ_ONLY).encode())(wire)

    def again(self) -> None:
        self.was_asked.clear()
        self.may_answer.clear()


@dataclass
class Kept:
    """A vault with one saved key, the exchange that knows it, and what to look for."""

    folder: Path
    exchange: SlowExchange
    needles: Mapping[str, bytes]

    def count(self, pid: int) -> Row:
        return count_in_memory(pid, self.needles)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    folder, exchange = tmp_path / "kept", SlowExchange()
    VaultDoor(folder, None, cost=CHEAP).create(Secret(PASSPHRASE)).close()
    with exchange.server as server:
        service = build_service(Choices(folder, server.url, unattended=True))
        service.storage.open(Secret(PASSPHRASE))
        exchange.may_answer.set()
        pending = service.seal("Tracker", HmacCredentials(API_KEY, Secret(SECRET)))
        service.check_pending(pending.record_id)
        data_key = bytes(service.storage.vault._live._data_key or b"")
        service.close()
        exchange.again()
        needles = {"data key": _tail(data_key)}
        for name, text in _TEXTS.items():
            needles[name] = _tail(text.encode())
            needles[f"{name}, UTF-16"] = _tail(text.encode("utf-16-le"))
        yield Kept(folder, exchange, needles)
        exchange.may_answer.set()


class Window:
    """The window on its road; reads its memory at every step."""

    def __init__(self, kept: Kept, road: str, display: str | None = None) -> None:
        self.kept = kept
        self.rows: dict[str, Row] = {}
        url = kept.exchange.server.url
        shown = {} if display is None else {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.road.remembered_window", str(kept.folder), url, road],
            cwd=ROOT,
            env={**os.environ, **shown},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def step(self, name: str) -> Row:
        assert self.process.stdout is not None
        assert self.process.stdout.readline().decode() == f"{name}\n"
        self.rows[name] = self.kept.count(self.process.pid)
        return self.rows[name]

    def asked(self) -> Row:
        assert self.kept.exchange.was_asked.wait(_PATIENCE_S)
        row = self.rows["during a check"] = self.kept.count(self.process.pid)
        self.kept.exchange.may_answer.set()
        return row

    def go_on(self, typed: str = "") -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"." + typed.encode())
        self.process.stdin.flush()

    def end(self) -> None:
        self.go_on()
        out, _ = self.process.communicate(timeout=_PATIENCE_S)
        assert (self.process.returncode, out) == (0, b"")


def _tell(
    record_property: Callable[[str, object], None], what: str, rows: Mapping[str, Row]
) -> None:
    record_property("told", f"In the memory of {what}:")
    for step, row in rows.items():
        counts = ", ".join(f"{name} {count}" for name, count in row.items() if count)
        record_property("told", f"  {step}: {counts or 'nothing'}")


def _secrets(row: Row) -> int:
    return row["secret"] + row["secret, UTF-16"]


def test_the_window_through_a_check_and_locked(
    kept: Kept, record_property: Callable[[str, object], None]
) -> None:
    with Window(kept, "check") as window:
        before = window.step("asked for the passphrase")
        window.go_on(PASSPHRASE + "\n")
        idle = window.step("open and idle")
        window.go_on()
        asked = window.asked()
        window.step("after a check")
        window.go_on()
        locked = window.step("locked")
        window.go_on()
        closed = window.step("closed")
        window.end()
    _tell(record_property, "the window", window.rows)
    assert set(before.values()) == {0}
    assert _secrets(idle) == 0
    assert idle["data key"] == 1, "the search finds what is there"
    assert asked["secret"] > 0, "and a secret that is in use"
    assert locked["data key"] == closed["data key"] == 0


@pytest.mark.display
def test_the_window_that_hands_a_key_over(
    kept: Kept, record_property: Callable[[str, object], None]
) -> None:
    with virtual_display() as display, Window(kept, "hand over", display) as window:
        window.step("asked for the passphrase")
        window.go_on(PASSPHRASE + "\n")
        window.step("open and idle")
        kept.exchange.may_answer.set()
        window.go_on()
        assert _secrets(window.step("on the clipboard")) > 0
        window.go_on()
        window.step("handed over")
        window.go_on()
        closed = window.step("closed")
        window.end()
    _tell(record_property, "the window that hands over", window.rows)
    assert closed["data key"] == 0


@pytest.mark.display
def test_the_window_that_is_given_a_key(
    kept: Kept, record_property: Callable[[str, object], None]
) -> None:
    with virtual_display() as display, Window(kept, "paste", display) as window:
        window.step("asked for the passphrase")
        window.go_on(PASSPHRASE + "\n")
        window.step("open and idle")
        window.go_on()
        before = window.step("before the paste")
        xclip = ["xclip", "-i", "-selection", "clipboard", "-display", display]
        text = f"{OTHER_KEY}\n{OTHER_SECRET}\n"
        subprocess.run(xclip, input=text, text=True, check=True, timeout=20)
        window.go_on()
        window.step("pasted and sealed")
        window.go_on()
        closed = window.step("closed")
        window.end()
    _tell(record_property, "the window that is given a key", window.rows)
    assert before["pasted secret"] == before["pasted secret, UTF-16"] == 0
    assert closed["data key"] == 0


def test_a_command_during_its_check(
    kept: Kept, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE)
    file.chmod(0o600)
    options = ["--data-dir", str(kept.folder), "--passphrase-file", str(file)]
    options += ["--exchange-url", kept.exchange.server.url]
    with subprocess.Popen(
        [sys.executable, "-c", _READABLE, *options, "verify", "Tracker"],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.DEVNULL,
    ) as process:
        assert kept.exchange.was_asked.wait(_PATIENCE_S)
        row = kept.count(process.pid)
        kept.exchange.may_answer.set()
        assert process.wait(_PATIENCE_S) == 0
    _tell(record_property, "a command", {"during its check": row})
    assert _secrets(row) > 0
    assert row["data key"] == 1
