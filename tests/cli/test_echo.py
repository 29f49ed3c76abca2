"""A terminal at which a secret was asked for shows again what is typed, however it ended."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import termios
import time
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

    def show(self) -> None:
        """Switch the echo on, as a shell does."""
        flags = termios.tcgetattr(self.held)
        flags[_LOCAL_FLAGS] |= termios.ECHO
        termios.tcsetattr(self.held, termios.TCSANOW, flags)

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(_PATIENCE_S)


@contextmanager
def _asked(
    fresh: KeyWizard, *, before: list[str] | None = None, can_stop: bool = False
) -> Iterator[_Asked]:
    """`can_stop`: in our session, as a shell's jobs are; where nobody is left who could start it
    again, a program is not stopped.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*(before or []), *fresh.command("check")],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=not can_stop,
        process_group=0 if can_stop else None,
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


@pytest.mark.parametrize("how", [signal.SIGTSTP, signal.SIGSTOP], ids=str)
def test_a_program_that_is_stopped_for_a_while(fresh: KeyWizard, how: signal.Signals) -> None:
    """Ctrl+Z, and `fg`: a shell has the terminal meanwhile, and leaves it showing."""
    with _asked(fresh, can_stop=True) as asked:
        asked.process.send_signal(how)
        _, status = os.waitpid(asked.process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        if how is signal.SIGTSTP:  # the other one cannot be met
            assert asked.echoes
        asked.show()
        asked.process.send_signal(signal.SIGCONT)
        until = time.monotonic() + _PATIENCE_S
        while asked.echoes:
            assert time.monotonic() < until, "what is typed now would be shown"
            os.sched_yield()
        os.write(asked.terminal, b"\n")
        assert asked.process.wait(_PATIENCE_S) == 64
        assert asked.echoes
