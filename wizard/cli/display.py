"""Whether a window can open; asked before Qt is loaded, which ends the process when it cannot."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

# Source: X(7), "display names"; a display without a host is a socket on this computer.
_LOCAL_X = r"(?:unix)?:([0-9]{1,5})(?:\.[0-9]+)?"


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a display is named in the environment and, as far as it is local, is there."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return True
    wayland, x11 = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    if wayland and _answers(str(Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland))):
        return True
    return bool(x11) and _has_x11(x11 or "")


def _has_x11(name: str) -> bool:
    local = re.fullmatch(_LOCAL_X, name, re.ASCII)
    if local is None:
        return True  # on another computer: Qt will find out
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 (that is where X servers put it)
    return _answers(f"\0{path}") or _answers(path)


def _answers(address: str) -> bool:
    import socket  # not where another platform was asked for: the first picture need not wait

    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(address)
        except OSError:
            return False
    return True
