"""A command at a terminal that strace follows and kills where a file gets its name."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.cli.key_wizard import KeyWizard
from tests.cli.talk import Talk, talking

_NAMING = "rename,renameat,renameat2,link,linkat"
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)

Point = tuple[str, int]
"""A system call, and its number among those of its name."""


def traced(
    trace: Path,
    run: KeyWizard,
    arguments: Sequence[str],
    talk_to: Callable[[Talk], None],
    *strace: str,
) -> tuple[int, list[str]]:
    """How it ended, and its calls that give a file its name; `strace`: more options for it."""
    prefix = ("strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={_NAMING}", *strace)
    with talking(run, *arguments, prefix=prefix) as talk:
        talk_to(talk)
        answer = talk.end()
    return answer.code, _LINE.findall(trace.read_text())


def some_points(calls: Sequence[str]) -> list[Point]:
    """The first, the middle and the last of them."""
    assert calls, "nothing was written"
    places = sorted({0, len(calls) // 2, len(calls) - 1})
    return [(calls[place], list(calls[: place + 1]).count(calls[place])) for place in places]


def killing(point: Point) -> tuple[str, ...]:
    """For strace: SIGKILL comes instead of this call."""
    return "-e", f"inject={point[0]}:signal=SIGKILL:when={point[1]}"


def require_killed(ended: tuple[int, list[str]], calls: Sequence[str], point: Point) -> None:
    """It was killed there and nowhere else."""
    code, seen = ended
    assert code in {-signal.SIGKILL, 128 + signal.SIGKILL}, f"{point} did not fire"
    assert seen == list(calls[: len(seen)])
    assert (seen[-1], seen.count(seen[-1])) == point
