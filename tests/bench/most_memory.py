"""The memory that a process has had at most."""

from __future__ import annotations

import re
from pathlib import Path


def most_memory() -> float:
    """The most that this process has had in memory so far, in MiB; 0 where nobody tells."""
    # Not getrusage: after a fork it tells the parent's memory.
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+) kB", status.read_text() if status.exists() else "")
    return int(told[1]) / 1024 if told else 0.0
