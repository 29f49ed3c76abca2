"""The survivors that somebody looked at, and why no test sees them: SURVIVORS.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

SURVIVORS = Path(__file__).with_name("SURVIVORS.md")
_FILE = re.compile(r"## `(?P<file>[^`]+)`")
_MUTANT = re.compile(r"- (?P<ticks>`+) ?(?P<name>.+?) ?(?P=ticks): (?P<reason>\S.*)")


def explained() -> Mapping[tuple[str, str], str]:
    """From file and name of a mutant to the reason why it survives."""
    found: dict[tuple[str, str], str] = {}
    file = ""
    for line in SURVIVORS.read_text(encoding="utf-8").splitlines():
        if heading := _FILE.fullmatch(line):
            file = heading["file"]
        elif line.startswith("- "):
            mutant = _MUTANT.fullmatch(line)
            if mutant is None or (file, mutant["name"]) in found:
                raise ValueError(f"SURVIVORS.md: twice, or not understood: {line}")
            found[file, mutant["name"]] = mutant["reason"]
    return found
