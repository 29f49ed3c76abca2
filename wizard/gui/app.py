"""Starts Qt, shows the window, and stays until the last window is closed."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from wizard.gui.interrupt import interruptible
from wizard.gui.look import Look
from wizard.gui.main_window import MainWindow
from wizard.gui.portal import introduce
from wizard.gui.widgets.drawings import app_icon
from wizard.hardening import refuse_to_be_read
from wizard.key_service import KeyService

_SMALLEST_TEXT_PT = 10.0
_FALLBACK_FONTS = ("Inter", "Noto Sans", "DejaVu Sans")


def make_application() -> QApplication:
    """The one QApplication, named so that docks and Wayland find its icon."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("key-wizard")
    if sys.platform == "darwin":
        # Elsewhere Qt would append it to every window's title, which names the program already.
        application.setApplicationDisplayName("Read-Only Key Wizard")
    application.setDesktopFileName("readonly-key-wizard")
    application.setStyle("Fusion")
    application.setWindowIcon(app_icon())
    _choose_font(application)
    return application


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
        families = set(QFontDatabase.families())
        font = QFont(next((name for name in _FALLBACK_FONTS if name in families), font.family()))
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

    def open_window(factory: Callable[[], KeyService], *, practice: bool) -> None:
        window = MainWindow(look, factory, is_practice=practice)
        windows.append(window)
        window.rehearse.connect(lambda: open_window(make_practice, practice=True))
        window.show()
        QTimer.singleShot(0, window, window.begin)  # the first picture must not wait for it

    open_window(make_practice if is_practice else make_service, practice=is_practice)
    QTimer.singleShot(0, application, lambda: introduce(application, refuse_to_be_read))
    with interruptible(application):
        code = application.exec()
    for window in windows:
        window.end()
    return code
