"""What `start.py` says while it works, and what it says when a step fails."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
import tempfile
import time
from collections.abc import Sequence

# First match wins: without a network, pip also says that it found no version.
FAILURES = {
    "DO NOT MATCH THE HASHES": """\
A downloaded package is not the one this project was tested with, so it was not installed.
Start again; if it stays so, tell the project before you go on.""",
    "No space left": "The disk is full. Free about 1 GB, then start again.",
    "Could not get lock": "Another installation is running. Start again when it is done.",
    "[Rr]esol(ve|ution)|getaddrinfo|NewConnection|timed out|unreachable|Name or service": """\
The internet could not be reached. Check the connection, then start again.""",
    "No matching distribution": """\
A package does not exist for this Python or this kind of computer.
Python 3.11 to 3.14 works, on Linux since 2022, Windows on Intel or AMD, macOS on Apple's chips.""",
    "": "The last lines below say what went wrong. Put that right, then start again.",
}


class StopError(Exception):
    """The start cannot go on; the text says what happened and what to do next."""


def say(sentence: str) -> None:
    """Tell the person at once, also when the output goes into a file."""
    print(sentence, flush=True)


def explain(command: Sequence[str], output: str) -> str:
    """What a failed step means, what to do, and the step's last lines for support."""
    meaning = next(text for sign, text in FAILURES.items() if re.search(sign, output))
    last = "\n".join(f"  {line}" for line in output.strip().splitlines()[-6:])
    return f"{meaning}\n\nThe command was: {shlex.join(command)}\n{last}"


def step(sentence: str, command: Sequence[str], **environment: str) -> None:
    """Run a long command behind one sentence of progress.

    `environment` is added to ours. Raises StopError when the command fails.
    """
    print(sentence, end=" ", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env={**os.environ, **environment}
        )
        try:
            while process.returncode is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=3)
                    break
                print(".", end="", flush=True)
        finally:
            process.kill()
            process.wait()
        output.seek(0)
        text = output.read().decode(errors="replace")
    if process.returncode:
        say("it did not work.")
        raise StopError(explain(command, text))
    say(f"done in {time.monotonic() - began:.0f} s.")
