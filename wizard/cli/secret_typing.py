"""Asks a person at the terminal for passphrases and recovery codes; nothing typed is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from wizard.cli.problem_text import problem_text
from wizard.cli.terminal import Terminal
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.recovery_code import read_recovery_code
from wizard.core.secret import Secret

_TRIES = 5
# Letters and digits alone, some of each, and about as many as a code has.
_LIKE_A_CODE = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[0-9A-Za-z]{30,40}")
_CODE_SLIPS = {
    ProblemId.RECOVERY_CODE_GROUP,
    ProblemId.RECOVERY_CODE_LENGTH,
    ProblemId.RECOVERY_CODE_SHAPE,
}


@contextmanager
def wiped(*secrets: Secret | None) -> Iterator[None]:
    """Wipe them at the end, whatever happens meanwhile."""
    try:
        yield
    finally:
        for secret in secrets:
            if secret is not None:
                secret.wipe()


def typed_hidden(terminal: Terminal, prompt: str) -> str:
    """One line."""
    with terminal.hidden():
        return terminal.ask_hidden(prompt)


def typed_passphrase(terminal: Terminal, prompt: str) -> Secret:
    """A passphrase, asked for once; whoever asks wipes it."""
    return Secret(typed_hidden(terminal, prompt))


def chosen_passphrase(terminal: Terminal, prompt: str) -> Secret:
    """A new passphrase, asked for twice. Raises ProblemError: PASSPHRASES_DIFFER."""
    with terminal.hidden():
        passphrase = Secret(terminal.ask_hidden(prompt))
        again = Secret(terminal.ask_hidden("The same passphrase again: "))
    with wiped(again):
        if passphrase != again:
            passphrase.wipe()
            raise ProblemError(Problem(ProblemId.PASSPHRASES_DIFFER))
    return passphrase


def typed_code(terminal: Terminal, prompt: str) -> Secret | None:
    """A recovery code; a slip is said, and asked again. None for an empty line.

    Raises ProblemError after five slips.
    """
    for left in reversed(range(_TRIES)):
        try:
            line = typed_hidden(terminal, prompt)
        except ProblemError as error:
            code: Secret | Problem = error.problem
        else:
            if not line.strip():
                return None
            code = read_recovery_code(line)
        if isinstance(code, Secret):
            return code
        if not left:
            raise ProblemError(code)
        terminal.complain(problem_text(code) + "\n")
    raise AssertionError


def slip_in(typed: str) -> Problem | None:
    """What is wrong with the recovery code, if that is what this was meant to be."""
    if not _LIKE_A_CODE.fullmatch(re.sub(r"[\s\-‐‑‒–—_.,]", "", typed)):
        return None
    read = read_recovery_code(typed)
    return read if isinstance(read, Problem) and read.id in _CODE_SLIPS else None
