"""A practice exchange in a process of its own, so that it takes no time from who is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Practice:
    """Where it answers, and a read-only key there; `pairs`: all of them, each with its secret."""

    url: str
    api_key: str
    secret: str
    pairs: Sequence[tuple[str, str]]


@contextmanager
def practice_process(keys: int = 1) -> Iterator[Practice]:
    """The exchange with so many read-only keys, until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "tests.bench.practice_process", str(keys)],
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


def serve(keys: int) -> None:
    """Serve until standard input ends."""
    from wizard.practice.server import PracticeServer

    with PracticeServer() as server:
        made = [
            server.account.make_key(f"bench {number}", permissions={"enableReading"})
            for number in range(keys)
        ]
        pairs = [(key.api_key, key.verifier) for key in made]
        api_key, secret = pairs[0]
        url = server.addresses.api_url
        told = {"url": url, "api_key": api_key, "secret": secret, "pairs": pairs}
        print(json.dumps(told), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
