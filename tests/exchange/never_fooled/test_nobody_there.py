"""Nobody answers at all: names that lead nowhere, ports where nobody is, or nobody answers."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.asking import Asking
from tests.exchange.never_fooled import table
from tests.exchange.never_fooled.behaviour import SHORT_DEADLINE_S, not_checked
from tests.exchange.never_fooled.conftest import Note
from tests.exchange.never_fooled.runner import SLACK_S, about_verdict, problem_in, word_of
from wizard.core.problems import ProblemId
from wizard.core.verdict import judge

_ROOT = Path(__file__).parents[3]
_WAYS = (
    ["--net", "--mount"],
    ["--map-root-user", "--net", "--mount"],
    ["--net"],  # a changed root, as build machines have, forbids mounting
    ["--map-root-user", "--net"],
)
GROUP = "nobody there"


@pytest.fixture(scope="module")
def in_a_network_of_its_own() -> list[str]:
    unshare = shutil.which("unshare") or ""
    for way in _WAYS if unshare else ():
        if subprocess.run([unshare, *way, "true"], check=False, timeout=30).returncode == 0:
            return [unshare, *way]
    pytest.skip("a name server of one's own needs Linux's unshare, and the right to use it")


def test_name_servers(in_a_network_of_its_own: list[str], tmp_path: Path, note: Note) -> None:
    made = subprocess.run(
        [
            *in_a_network_of_its_own,
            sys.executable,
            "-m",
            "tests.exchange.never_fooled.name_servers",
            str(tmp_path),
            *(["--own-files"] if "--mount" in in_a_network_of_its_own else []),
        ],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    kept = [tuple(row) for row in json.loads(made.stdout)]
    assert len(kept) == 8
    note("name servers", kept)


def _asked(name: str, port: int, problem: ProblemId, deadline_s: float) -> table.Row:
    asking = Asking(deadline_s=deadline_s)
    verdict = judge(asking.check(f"http://127.0.0.1:{port}"))
    wrong = [*about_verdict(not_checked(problem), verdict)]
    if asking.took_s > deadline_s + SLACK_S:
        wrong.append(f"it took {asking.took_s:.1f} s")
    found = problem_in(verdict)
    shown = "" if found is None else found.value
    return (GROUP, name, word_of(verdict).value, shown, asking.took_s, None, "; ".join(wrong))


def test_ports(full_house: int, note: Note) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free: int = taken.getsockname()[1]
    unreachable, timed_out = ProblemId.EXCHANGE_UNREACHABLE, ProblemId.TIMED_OUT
    kept = [
        _asked("nobody listens", free, unreachable, 5.0),
        _asked("nobody takes the call", full_house, timed_out, SHORT_DEADLINE_S),
    ]
    note(GROUP, kept)
