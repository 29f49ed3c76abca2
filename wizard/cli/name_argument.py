"""A key's name as an argument of a command that somebody is advised to type."""

from __future__ import annotations

import shlex


def name_argument(name: str) -> str:
    """`name` as a shell takes it, and so that it is never read as an option."""
    quoted = shlex.quote(name)
    return f"-- {quoted}" if name.startswith("-") else quoted
