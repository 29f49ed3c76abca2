"""A practice exchange in a process of its own, so that it takes no time from who is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Practice:
    """Where it answers, and a read-only key there."""

    url: str
    api_key: str
    secret: str


@contextmanager
def practice_process() -> Iterator[Practice]:
    """The exchange, until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "tests.bench.practice_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Practice(**json.loads(process.stdout.readline()))
        finally:
            process.stdin.close()


def serve() -> None:
    """Serve until standard input ends."""
    from wizard.practice.server import PracticeServer

    with PracticeServer() as server:
        key = server.account.make_key("bench", permissions={"enableReading"})
        told = {"url": server.addresses.api_url, "api_key": key.api_key, "secret": key.verifier}
        print(json.dumps(told), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    serve()
