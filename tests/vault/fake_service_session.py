"""A made-up Secret Service in a process of its own, on a bus of its own, held by a test."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.keychain_session import bus_without_service
from tests.vault.fake_answers import ENTRIES
from tests.vault.fake_entries import Entries
from tests.vault.fake_manners import TELLTALE, Manners
from tests.vault.fake_secret_service import CALLS, READY, RELEASE
from wizard.core.problems import ProblemError, ProblemId
from wizard.vault.vault import Vault

_END_S = 5.0
_LONGEST_WAIT_S = 10.0


class FakeService:
    """`environment` is what a program must see to be answered by it."""

    def __init__(
        self, folder: Path, process: subprocess.Popen[str], environment: dict[str, str]
    ) -> None:
        self.environment = environment
        self._folder = folder
        self._process = process
        self._entries = Entries(folder / ENTRIES)

    def behave(self, manners: Manners) -> None:
        """End the service that is there and begin one with these manners; the entries stay."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(manners.to_line() + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == READY

    def calls(self) -> list[str]:
        """What it was asked in this life, and `!` before what it did wrong."""
        return (self._folder / CALLS).read_text(encoding="utf-8").splitlines()

    def wrongs(self) -> list[str]:
        """What it did wrong."""
        return [line.removeprefix("! ") for line in self.calls() if line.startswith("! ")]

    def entries(self) -> dict[str, bytes]:
        """Every account and its value."""
        return {has["username"]: secret for has, secret in self._entries.all().values()}

    def forget_everything(self) -> None:
        """As when the person, or the service, loses all entries."""
        (self._folder / ENTRIES).unlink(missing_ok=True)

    def let_go(self) -> None:
        """What was held or ignored happens now, however late."""
        (self._folder / RELEASE).touch()
        self.wait_for("let go")

    def wait_for(self, line: str) -> None:
        """Until it has noted this."""
        deadline = time.monotonic() + _LONGEST_WAIT_S
        while line not in self.calls():
            assert time.monotonic() < deadline, f"it never noted: {line}"
            time.sleep(0.005)


@contextmanager
def fake_secret_service(folder: Path) -> Iterator[FakeService]:
    """A bus and, as soon as `behave` was called, a service on it."""
    with bus_without_service(folder / "session") as session:
        environment = dict(session.environment)
        state = folder / "state"
        state.mkdir()
        command = [sys.executable, "-P", "-m", "tests.vault.fake_secret_service", str(state)]
        root = Path(__file__).parents[2]
        with subprocess.Popen(
            command,
            env={**environment, "PYTHONPATH": str(root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield FakeService(state, process, environment)
            finally:
                assert process.stdin is not None
                process.stdin.close()
                process.wait(_END_S)


def refusal_of(act: Callable[[], Vault | None]) -> ProblemId | None:
    """The problem that it raises, told in full and without what a service said; None if none."""
    try:
        vault = act()
    except ProblemError as error:
        told = error.problem
    else:
        if vault is not None:
            vault.close()
        return None
    assert all((told.what, told.means, told.do))
    assert TELLTALE not in f"{told!r}{told.technical}"
    return told.id
