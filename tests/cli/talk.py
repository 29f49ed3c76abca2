"""A command at a real terminal, and a person who reads what it asks before typing."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from tests.cli.key_wizard import Answer, KeyWizard
from tests.cli.practice_process import ROOT

_PATIENCE_S = 40.0
CODE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}\b")


class Talk:
    """`shown` is all that came to the screen so far."""

    def __init__(self, terminal: int, process: subprocess.Popen[bytes]) -> None:
        self._terminal = terminal
        self.process = process
        self.shown = ""
        self._seen = 0

    def wait(self, prompt: str) -> str:
        """Until this is on the screen, after what was waited for before; what came with it."""
        while (found := self.shown.find(prompt, self._seen)) < 0:
            assert self._read(), f"“{prompt}” never came:\n{self.shown}"
        fresh = self.shown[self._seen : found]
        self._seen = found + len(prompt)
        return fresh

    def type(self, text: str, encoding: str = "utf-8") -> None:
        """A line, and Enter."""
        os.write(self._terminal, text.encode(encoding) + b"\n")

    def answer(self, prompt: str, text: str) -> str:
        """Wait for the one, type the other; what came before the prompt."""
        fresh = self.wait(prompt)
        self.type(text)
        return fresh

    def code_shown(self) -> str:
        """The recovery code on the screen; Enter takes it off."""
        fresh = self.wait("Press Enter when it is on paper")
        found = CODE.search(fresh)
        assert found is not None, fresh
        self.type("")
        return found[0]

    @property
    def echoes(self) -> bool:
        """Whether what is typed would be shown."""
        return bool(termios.tcgetattr(self._terminal)[3] & termios.ECHO)

    def end(self) -> Answer:
        """All of it, when the program has ended."""
        while self._read():
            pass
        return Answer(self.process.wait(_PATIENCE_S), self.shown.replace("\r\n", "\n"), "")

    def _read(self) -> bool:
        until = time.monotonic() + _PATIENCE_S
        ready, _, _ = select.select([self._terminal], [], [], until - time.monotonic())
        assert ready, f"nothing more came:\n{self.shown}"
        with suppress(OSError):  # the terminal goes when the process does
            if more := os.read(self._terminal, 4096):
                self.shown += more.decode(errors="replace")
                return True
        return False


@contextmanager
def talking(
    key_wizard: KeyWizard,
    *arguments: str,
    prefix: Sequence[str] = (),
    term: str = "xterm",
    can_stop: bool = False,
) -> Iterator[Talk]:
    """The command at a terminal, ended at the end; `prefix`: a program that runs it; `can_stop`:
    in our session: where nobody could start it again, a program is not stopped.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*prefix, *key_wizard.command(*arguments)],
        cwd=ROOT,
        env={**key_wizard.process_environment(), "TERM": term},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=not can_stop,
        process_group=0 if can_stop else None,
    )
    os.close(theirs)
    talk = Talk(ours, process)
    try:
        yield talk
        key_wizard.hold(Answer(0, talk.shown, ""))
    finally:
        process.kill()
        process.wait()
        os.close(ours)
