"""A terminal at which a secret was asked for shows again what is typed, however it ended."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import ROOT

_PATIENCE_S = 30.0
_LOCAL_FLAGS = 3


@dataclass(frozen=True)
class _Asked:
    """A command that waits for an API key at a terminal, which is kept open here."""

    process: subprocess.Popen[bytes]
    terminal: int
    held: int

    @property
    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.held)[_LOCAL_FLAGS] & termios.ECHO)

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(_PATIENCE_S)


@contextmanager
def _asked(fresh: KeyWizard, *, before: list[str] | None = None) -> Iterator[_Asked]:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*(before or []), *fresh.command("check")],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    try:
        shown = b""
        while b"API key: " not in shown:
            shown += os.read(ours, 4096)
        asked = _Asked(process, ours, theirs)
        assert not asked.echoes, "it is not shown while it is asked for"
        # A signal in the instant before it waits would be answered at the next key only.
        while b" S " not in Path(f"/proc/{process.pid}/stat").read_bytes():
            assert process.poll() is None
        yield asked
    finally:
        process.kill()
        process.wait(_PATIENCE_S)
        os.close(theirs)
        os.close(ours)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=str)
def test_a_signal_that_ends_the_program(fresh: KeyWizard, how: signal.Signals) -> None:
    with _asked(fresh) as asked:
        assert asked.end(how) == -how, "and whoever waits for it sees which"
        assert asked.echoes


def test_ctrl_c(fresh: KeyWizard) -> None:
    with _asked(fresh) as asked:
        assert asked.end(signal.SIGINT) == 130
        assert asked.echoes


def test_a_program_that_was_told_to_outlive_its_terminal(fresh: KeyWizard) -> None:
    """As nohup does; a shell's trap is inherited."""
    with _asked(fresh, before=["sh", "-c", 'trap "" HUP; exec "$@"', "sh"]) as asked:
        asked.process.send_signal(signal.SIGHUP)
        os.write(asked.terminal, b"\n")  # nothing was given: it ends by itself
        assert asked.process.wait(_PATIENCE_S) == 64
        assert asked.echoes
