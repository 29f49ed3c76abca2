"""Runs a command without root's right to pass over permissions, for tests that run as root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from tests.cli.key_wizard import Answer
from tests.cli.practice_process import ROOT

_LET_GO = "--bounding-set=-dac_override,-dac_read_search"


def run_unprivileged(command: Sequence[str], stdin: str = "") -> Answer:
    """As an ordinary user would see it."""
    prefix = ["setpriv", _LET_GO] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *command], check=False, cwd=ROOT, input=stdin, capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)
