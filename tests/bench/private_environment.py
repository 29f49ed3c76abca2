"""An environment that touches nothing of the person's own, and is the same everywhere."""

from __future__ import annotations

import os

_LEFT_OUT = {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE"}


def private_environment(home: str) -> dict[str, str]:
    """For processes that live in the folder `home`: no display, no keychain of the person's."""
    kept = {name: text for name, text in os.environ.items() if name not in _LEFT_OUT}
    return kept | {
        "HOME": home,
        "XDG_RUNTIME_DIR": home,
        "QT_QPA_PLATFORM": "offscreen",
        # Compiled once, as on any machine where the program was started before.
        "PYTHONPYCACHEPREFIX": f"{home}/compiled",
    }
