"""Tells the desktop's portal who we are, before this process refuses to be looked at."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

_PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SETTINGS = "org.freedesktop.portal.Settings"
_COLOURS = ("org.freedesktop.appearance", "color-scheme")
# It is started by being asked, which takes a moment after logging in.
_PATIENCE_MS = 5000


def introduce(parent: QObject, then: Callable[[], None]) -> None:
    """Ask the portal for something harmless, over Qt's own connection; then do `then`, once.

    The portal looks at /proc/PID/root of whoever asks for the first time over a connection, and
    remembers what it found (app_info_by_unique_name in its sources, 1.0 to 1.20). Qt asks it for
    the desktop's colours and, in a sandbox, for file dialogs: without this it would be refused
    as soon as nobody may look any more. `then` is done as well where no portal answers.
    """
    if sys.platform != "linux":
        then()
        return
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        then()
        return
    question = QDBusMessage.createMethodCall(_PORTAL, _PATH, _SETTINGS, "Read")
    question.setArguments(list(_COLOURS))
    watcher = QDBusPendingCallWatcher(bus.asyncCall(question, _PATIENCE_MS), parent)
    watcher.finished.connect(lambda _: then())
