"""Asks the desktop's portal: so that it knows us, and whether less is to move."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import SLOT, QObject, Slot

_PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SETTINGS = "org.freedesktop.portal.Settings"
_COLOURS = ("org.freedesktop.appearance", "color-scheme")
# Source: xdg-desktop-portal, data/org.freedesktop.portal.Settings.xml (1: less motion), and
# GNOME's own setting, which its portal hands out as well (False: no animations). 2026-11-23.
_LESS_MOTION = ("org.freedesktop.appearance", "reduced-motion")
_ANIMATIONS = ("org.gnome.desktop.interface", "enable-animations")
# It is started by being asked, which takes a moment after logging in.
_PATIENCE_MS = 5000


def introduce(parent: QObject, then: Callable[[], None]) -> None:
    """Ask the portal for something harmless, over Qt's own connection; then do `then`, once.

    The portal looks at /proc/PID/root of whoever asks for the first time over a connection, and
    remembers what it found (app_info_by_unique_name in its sources, 1.0 to 1.20). Qt asks it for
    the desktop's colours and, in a sandbox, for file dialogs: without this it would be refused
    as soon as nobody may look any more. `then` is done as well where no portal answers.
    """
    if not _ask(parent, _COLOURS, lambda _answer: then()):
        then()


class MotionWatch(QObject):
    """`heard` gets whether the desktop asks for less motion: now, and whenever that changes."""

    def __init__(self, parent: QObject, heard: Callable[[bool], None]) -> None:
        super().__init__(parent)
        self._heard = heard
        self._told: dict[tuple[str, str], bool] = {}

    def begin(self) -> None:
        """Ask, and listen. Where there is no portal nothing is heard."""
        for question in (_LESS_MOTION, _ANIMATIONS):
            if not _ask(self, question, partial(self._hear, question)):
                return
        from PySide6.QtDBus import QDBusConnection

        # PySide6 6.11 refuses bytes here, whatever its types say.
        QDBusConnection.sessionBus().connect(  # type: ignore[call-overload]
            _PORTAL,
            _PATH,
            _SETTINGS,
            "SettingChanged",
            self,
            SLOT("_on_changed(QString,QString,QDBusVariant)"),
        )

    @Slot(str, str, "QDBusVariant")
    def _on_changed(self, group: str, name: str, value: object) -> None:
        if (group, name) in (_LESS_MOTION, _ANIMATIONS):
            self._hear((group, name), value)

    def _hear(self, which: tuple[str, str], told: object) -> None:
        value = _bare(told)
        if isinstance(value, bool | int):
            self._told[which] = bool(value) if which == _LESS_MOTION else not value
            self._heard(any(self._told.values()))


def _ask(parent: QObject, question: tuple[str, str], heard: Callable[[object], None]) -> bool:
    """Whether there is anybody to ask; the answer, None where there is none, comes later."""
    if sys.platform != "linux":
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    message = QDBusMessage.createMethodCall(_PORTAL, _PATH, _SETTINGS, "Read")
    message.setArguments(list(question))
    call = bus.asyncCall(message, _PATIENCE_MS)
    watcher = QDBusPendingCallWatcher(call, parent)

    def answered() -> None:
        given = [] if watcher.isError() else watcher.reply().arguments()
        watcher.deleteLater()
        heard(given[0] if given else None)

    watcher.finished.connect(answered)
    return True


def _bare(value: object) -> object:
    """A value without the variants that it is wrapped in: `Read` wraps it twice."""
    from PySide6.QtDBus import QDBusVariant

    while isinstance(value, QDBusVariant):
        value = value.variant()
    return value
