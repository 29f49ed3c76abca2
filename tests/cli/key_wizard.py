"""The program as a script runs it: a process, its input, its answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.cli.practice_process import ROOT
from tests.vault.samples import CHEAP
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor

PASSPHRASE = "four words for tests"
_PATIENCE_S = 60.0


@dataclass(frozen=True)
class Answer:
    """How one run ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output; a second one would not parse."""
        return json.loads(self.out)


@dataclass(frozen=True)
class KeyWizard:
    """`key-wizard` with these global options; every run is held to what is true of all."""

    options: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None
    never_shown: tuple[str, ...] = (PASSPHRASE,)
    module: str = "wizard"

    def but(self, *options: str) -> KeyWizard:
        """The same with options added; the last one of a kind counts."""
        return replace(self, options=(*self.options, *options))

    def hiding(self, *secrets: str) -> KeyWizard:
        """The same; none of these may ever be printed."""
        return replace(self, never_shown=(*self.never_shown, *secrets))

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", self.module, *self.options, *arguments]

    def process_environment(self) -> dict[str, str]:
        return {**os.environ, **(self.environment or {})}

    def __call__(self, *arguments: str, stdin: str | bytes = "") -> Answer:
        done = subprocess.run(
            self.command(*arguments),
            check=False,
            cwd=ROOT,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env=self.process_environment(),
            capture_output=True,
            timeout=_PATIENCE_S,
        )
        answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
        self.hold(answer)
        return answer

    def hold(self, answer: Answer) -> None:
        """No traceback, no secret, no whole API key, whatever happened."""
        said = answer.out + answer.err
        assert "Traceback" not in said, said
        for secret in self.never_shown:
            assert secret not in said, "a secret was printed"


def make_vault(folder: Path) -> None:
    """An empty vault in `folder`; its passphrase costs as little as it may."""
    VaultDoor(folder, None, cost=CHEAP).create(Secret(PASSPHRASE)).close()


def for_practice(folder: Path, exchange_url: str) -> KeyWizard:
    """With a vault folder and a passphrase file inside `folder`."""
    passphrase = folder / "passphrase.txt"
    passphrase.write_text(PASSPHRASE + "\nthe second line does not count\n", encoding="utf-8")
    passphrase.chmod(0o600)
    options = ("--data-dir", str(folder / "kept"), "--passphrase-file", str(passphrase))
    return KeyWizard((*options, "--exchange-url", exchange_url))
