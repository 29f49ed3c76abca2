"""Starts Qt, shows the window, and stays until the last window is closed."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from wizard.gui.interrupt import interruptible
from wizard.gui.look import Look
from wizard.gui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from wizard.key_service import KeyService

_SMALLEST_TEXT_PT = 10.0
# A window without a picture after so long is minimised, or on another desktop.
_OUT_OF_SIGHT_MS = 2000
_FALLBACK_FONTS = ("Inter", "Noto Sans", "DejaVu Sans")


def make_application() -> QApplication:
    """The one QApplication, named so that docks and Wayland find its icon."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        # Said in Qt's own arguments: `setStyle` would load every name of every style.
        application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("key-wizard")
    if sys.platform == "darwin":
        # Elsewhere Qt would append it to every window's title, which names the program already.
        application.setApplicationDisplayName("Read-Only Key Wizard")
    application.setDesktopFileName("readonly-key-wizard")
    _choose_font(application)
    return application


def _dress_up(application: QApplication) -> None:
    """What the desktop wants to know of the program; the first picture need not wait for it."""
    from wizard.gui.portal import introduce
    from wizard.gui.widgets.drawings import app_icon
    from wizard.hardening import refuse_to_be_read

    application.setWindowIcon(app_icon())
    introduce(application, refuse_to_be_read)


def without_known_noise() -> None:
    """Keep what the offscreen platform says of every window away from the tour's own lines."""
    qInstallMessageHandler(_drop_known_noise)


def _drop_known_noise(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)  # noqa: T201 (where Qt itself would write it)


def _choose_font(application: QApplication) -> None:
    font = application.font()
    if application.platformName() in {"offscreen", "minimal", "vnc"}:
        # These platforms know no desktop whose font could be asked for.
        known = (name for name in _FALLBACK_FONTS if QFontDatabase.hasFamily(name))
        font = QFont(next(known, font.family()))
        font.setPointSizeF(_SMALLEST_TEXT_PT)
    elif 0 < font.pointSizeF() < _SMALLEST_TEXT_PT:
        font.setPointSizeF(_SMALLEST_TEXT_PT)
    application.setFont(font)


def run(
    make_service: Callable[[], KeyService],
    make_practice: Callable[[], KeyService],
    *,
    is_practice: bool,
) -> int:
    """Show the window until it is closed; gives the exit code."""
    application = make_application()
    look = Look()
    windows: list[MainWindow] = []
    lost: list[Exception] = []

    def open_window(factory: Callable[[], KeyService], *, practice: bool) -> None:
        window = MainWindow(look, factory, is_practice=practice)
        windows.append(window)
        window.rehearse.connect(lambda: open_window(make_practice, practice=True))
        window.failed.connect(lost.append)
        window.failed.connect(application.quit)
        window.seen.connect(window.begin)
        window.show()
        QTimer.singleShot(_OUT_OF_SIGHT_MS, window, window.note_seen)

    def first_seen() -> None:
        # What is there by now stays to the end: it is never looked through for garbage.
        gc.freeze()
        gc.enable()
        _dress_up(application)

    open_window(make_practice if is_practice else make_service, practice=is_practice)
    windows[0].seen.connect(first_seen)
    with interruptible(application):
        code = application.exec()
    for window in windows:
        window.end()
    if lost:
        raise lost[0]
    return code
