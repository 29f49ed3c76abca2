"""What another program of the same person sees of a process: asked for by a real one."""

from __future__ import annotations

import os
import subprocess
import sys

_LOOK = """
import sys
for name in sys.argv[2:]:
    try:
        with open(f"/proc/{sys.argv[1]}/{name}", "rb") as file:
            file.read(1) if name != "mem" else None
        print(name)
    except PermissionError:
        pass
"""
# Root without its privileges: the same person, and nothing more than a person has.
_PLAIN = ("setpriv", "--inh-caps=-all", "--bounding-set=-all")
# Opening `mem` takes the right to attach a debugger, the others the right to look.
PRIVATE = ("mem", "maps", "environ")


def without_privileges() -> list[str]:
    """What to put before a command, so that root sees no more than anybody else."""
    return [*_PLAIN] if os.geteuid() == 0 else []


def seen_by_another_program(pid: int) -> set[str]:
    """Which private files of this process it can open."""
    command = [*without_privileges(), sys.executable, "-c", _LOOK, str(pid), *PRIVATE]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    return set(done.stdout.split())
