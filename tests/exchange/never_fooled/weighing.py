"""How much memory a check takes at its worst: measured in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.exchange.asking import API_KEY, HONEST, SECRET, Asking
from tests.exchange.never_fooled.behaviour import Behaviour
from tests.exchange.scripted_server import ScriptedServer
from wizard.core.credentials import HmacCredentials
from wizard.core.secret import Secret
from wizard.core.venue import VenueId

_PROCESS = Path("/proc/self")
_ROOT = Path(__file__).parents[3]


@dataclass
class Scales:
    """A process that asks as the program does, and says by how much it grew meanwhile."""

    orders: IO[str]
    weights: IO[str]

    def weigh(self, behaviour: Behaviour, server: ScriptedServer) -> float:
        """Megabytes above the start of the check, at the worst moment."""
        return self.ask(server.url, behaviour.venue, behaviour.deadline_s)

    def ask(
        self,
        url: str,
        venue: VenueId,
        deadline_s: float,
        *,
        pair: tuple[str, str] = (API_KEY, SECRET),
        also_fill_mb: int = 0,
    ) -> float:
        order = {
            "url": url,
            "venue": venue,
            "deadline_s": deadline_s,
            "pair": pair,
            "fill_mb": also_fill_mb,
        }
        self.orders.write(json.dumps(order) + "\n")
        self.orders.flush()
        return float(self.weights.readline())


@contextmanager
def scales() -> Iterator[Scales]:
    """Warmed up: an honest check and an unreadable answer are behind it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.exchange.never_fooled.weighing"],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        ready = Scales(process.stdin, process.stdout)
        with ScriptedServer(HONEST) as server:
            ready.ask(server.url, VenueId.PRACTICE, 10)
            ready.ask(server.url, VenueId.PRACTICE_US, 10)
        yield ready
        process.stdin.close()


def _peak_kb(*, anew: bool = False) -> float:
    """The most memory this process had; `anew` forgets what was, where the system can."""
    if sys.platform != "linux":
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 1024 if sys.platform == "darwin" else peak
    if anew:
        (_PROCESS / "clear_refs").write_text("5")
    lines = (_PROCESS / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def _peak_growth_mb(order: dict[str, Any]) -> float:
    api_key, secret = order["pair"]
    before_kb = _peak_kb(anew=True)
    asking = Asking(deadline_s=float(order["deadline_s"]), venue_id=VenueId(order["venue"]))
    asking.check(str(order["url"]), HmacCredentials(api_key, Secret(secret)))
    filling = b"x" * (int(order["fill_mb"]) * 1_000_000)
    del filling
    return (_peak_kb() - before_kb) / 1000


def _main() -> None:
    for line in sys.stdin:
        sys.stdout.write(f"{_peak_growth_mb(json.loads(line))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
