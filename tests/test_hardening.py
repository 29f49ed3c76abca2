"""The process refuses to be read by others, leaves no core dump, and says nothing of its own."""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.keychain_session import bus_without_service, keychain_session
from tests.other_program import seen_by_another_program, without_privileges
from tests.portal import watchful_portal
from tests.road.leak_search import LeakSearch
from tests.virtual_display import virtual_display

ROOT = Path(__file__).parents[1]
MARK = "MARKhardening0123456789abcdefghijklmnopqrstuvwxyz"
_PATIENCE_S = 20.0
_END_S = 20.0

linux = pytest.mark.skipif(sys.platform != "linux", reason="prctl(2) and /proc are Linux's")


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[int]:
    """A window, of which only its process is of interest."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})
    try:
        yield process.pid
        assert process.poll() is None, "it is still there"
    finally:
        process.terminate()
        process.wait(_END_S)


def _no_core(pid: int) -> bool:
    return resource.prlimit(pid, resource.RLIMIT_CORE) == (0, 0)


@linux
def test_the_looker_sees_an_ordinary_process() -> None:
    with subprocess.Popen([*without_privileges(), "cat"], stdin=subprocess.PIPE) as plain:
        # Not "mem": some systems forbid that to everybody (Yama).
        _wait_until(lambda: {"maps", "environ"} <= seen_by_another_program(plain.pid))
        plain.terminate()


@linux
def test_a_command_that_waits_for_a_secret_cannot_be_read(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "wizard", "--data-dir", str(tmp_path), "check"]
    process = subprocess.Popen(
        [*without_privileges(), *command],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    said = b""
    while b"API key: " not in said:
        said += os.read(ours, 4096)
    assert seen_by_another_program(process.pid) == set()
    assert _no_core(process.pid)
    process.kill()
    process.wait(_END_S)
    os.close(ours)


def _window(tmp_path: Path) -> list[str]:
    command = [sys.executable, "-m", "wizard", "--data-dir", str(tmp_path / "kept")]
    return [*without_privileges(), *command]


@linux
def test_the_window_cannot_be_read(tmp_path: Path) -> None:
    """Without a bus there is no portal that could be told."""
    with _running(_window(tmp_path), {"QT_QPA_PLATFORM": "offscreen"}) as pid:
        _wait_until(lambda: seen_by_another_program(pid) == set())
        assert _no_core(pid)


@linux
@pytest.mark.display
@pytest.mark.keychain
def test_the_window_on_a_display(tmp_path: Path) -> None:
    """With a bus on which no portal answers."""
    with keychain_session(tmp_path / "session") as session, virtual_display() as display:
        environment = {**session.environment, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        with _running(_window(tmp_path), environment) as pid:
            _wait_until(lambda: seen_by_another_program(pid) == set())


@linux
def test_the_portal_gets_to_know_the_window_first(tmp_path: Path) -> None:
    """As xdg-desktop-portal does: a first look at /proc/PID/root, or nothing at all."""
    with bus_without_service(tmp_path / "session") as session:
        seen: list[str] = []
        with watchful_portal(session, seen):
            environment = {**session.environment, "QT_QPA_PLATFORM": "offscreen"}
            with _running(_window(tmp_path), environment) as pid:
                _wait_until(lambda: seen_by_another_program(pid) == set())
        assert seen[:1] == ["let in"], "it remembers what the first question of a connection told"


_MAKE_AND_OPEN = """
import sys
from pathlib import Path
from wizard.hardening import refuse_to_be_read
from wizard.wiring import Choices, build_service
refuse_to_be_read()
for step in ("create", "open"):
    service = build_service(Choices(Path(sys.argv[1])))
    getattr(service.storage, step)()
    service.close()
"""


@linux
@pytest.mark.keychain
def test_the_keychain_serves_whom_it_cannot_look_at(tmp_path: Path) -> None:
    with keychain_session(tmp_path / "session") as session:
        subprocess.run(
            [*without_privileges(), sys.executable, "-c", _MAKE_AND_OPEN, str(tmp_path / "kept")],
            cwd=ROOT,
            env={**os.environ, **session.environment},
            check=True,
            timeout=_PATIENCE_S,
        )
        [account] = session.entries()
        assert account.startswith("vault-key-")


_TALKATIVE = f"""
import asyncio, gc, logging, sys, threading, warnings
from wizard.hardening import say_nothing_else
secret = {MARK!r}
say_nothing_else()
for name in ("", "asyncio", "urllib3.connectionpool", "requests", "keyring.backend", "jeepney",
             "secretstorage", "binance", "filelock", "aiohttp.client", "some.other"):
    log = logging.getLogger(name)
    log.setLevel(1)
    log.critical("%s", secret)
    log.log(10_000, "%s", secret)
warnings.warn(secret)
warnings.warn(secret, ResourceWarning)
logging.captureWarnings(True)
warnings.warn(secret, FutureWarning)

def fail():
    mine = secret
    raise RuntimeError(mine)

class Broken:
    def __del__(self):
        fail()

async def forgotten():
    fail()

async def loop_fails():
    task = asyncio.ensure_future(forgotten())
    await asyncio.sleep(0)
    del task
    gc.collect()
    asyncio.get_running_loop().call_soon(fail)
    await asyncio.sleep(0)

asyncio.run(loop_fails())
thread = threading.Thread(target=fail)
thread.start()
thread.join()
Broken()
{{more}}
assert not hasattr(sys, "last_value") and not hasattr(sys, "last_traceback")
print("came to the end")
fail()
"""
_SLOT = """
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
application = QCoreApplication([])
class Sender(QObject):
    sent = Signal(str)
sender = Sender()
sender.sent.connect(lambda text: fail())
QTimer.singleShot(0, lambda: sender.sent.emit(secret))
QTimer.singleShot(0, fail)
QTimer.singleShot(1, application.quit)
application.exec()
"""


@pytest.mark.parametrize(("more", "told"), [("", 3), (_SLOT, 5)], ids=["plain", "in Qt's loop"])
@pytest.mark.parametrize("hostile", [False, True], ids=["as usual", "everything switched on"])
def test_whatever_fails_says_our_words_only(
    tmp_path: Path, more: str, told: int, hostile: bool
) -> None:
    switched_on = {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")])),
        "PYTHONDEVMODE": "1",
        "PYTHONFAULTHANDLER": "1",
        "PYTHONASYNCIODEBUG": "1",
        "PYTHONTRACEMALLOC": "20",
        "PYTHONWARNINGS": "always",
        "QT_LOGGING_RULES": "*.debug=true",
    }
    log = tmp_path / "log.txt"
    (tmp_path / "sitecustomize.py").write_text(
        f"import logging\nlogging.basicConfig(filename={str(log)!r}, level=1, force=True)\n"
        "logging.getLogger().addHandler(logging.StreamHandler())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", _TALKATIVE.replace("{more}", more)],
        cwd=ROOT,
        env={**os.environ, **(switched_on if hostile else {})},
        check=False,
        capture_output=True,
        timeout=_PATIENCE_S,
    )
    said = done.stdout + done.stderr
    assert b"came to the end" in said, said.decode()
    assert LeakSearch({"the secret": MARK}).found_in(said) == []
    assert said.count(b"A part of the wizard stopped: RuntimeError") == told, said.decode()
    assert b"Traceback" not in said
    if hostile:
        assert LeakSearch({"the secret": MARK}).found_in(log.read_bytes()) == []
