"""Starts Qt, shows the window, and stays until the last window is closed."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from wizard.gui.idle_work import IdleWork
from wizard.gui.interrupt import interruptible
from wizard.gui.look import Look
from wizard.gui.meeting_place import PATIENCE_S, Claim, MeetingPlace, token_in
from wizard.gui.windows import Windows
from wizard.vault.first_look import first_look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from wizard.key_service import KeyService

# Of the desktop's file for the program, without its ending; X11 gives it to windows as WM_CLASS,
# which comes from the first argument: that would be the name of a Python file.
_NAME = "readonly-key-wizard"
_SMALLEST_TEXT_PT = 10.0
_FALLBACK_FONTS = ("Inter", "Noto Sans", "DejaVu Sans")


def make_application() -> QApplication:
    """The one QApplication, named so that docks and Wayland find its icon."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        # Said in Qt's own arguments: `setStyle` would load every name of every style.
        application = QApplication([_NAME, "-style", "fusion"])
    application.setApplicationName(_NAME)
    if sys.platform == "darwin":
        # Elsewhere Qt would append it to every window's title, which names the program already.
        application.setApplicationDisplayName("Read-Only Key Wizard")
    application.setDesktopFileName(_NAME)
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
    folder: Path,
    *,
    is_practice: bool,
    patience_s: float = PATIENCE_S,
) -> int:
    """Show the window until it is closed; gives the exit code.

    `folder` holds what was chosen for all windows. Where a window is open on it already, that one
    is shown instead; it has `patience_s` seconds to answer.
    """
    meeting = MeetingPlace(folder, is_practice=is_practice, environ=os.environ)
    found: Claim | None = meeting.claim()
    if found is Claim.TAKEN:
        found = meeting.ask_to_show(token_in(os.environ), patience_s)
    if found is None:
        return 0
    application = make_application()
    appearance = first_look(folder)
    _speak(application, appearance.language)
    look = Look(appearance.theme)
    look.take(appearance)
    if found is Claim.TAKEN and not _is_wanted_all_the_same(look, meeting, patience_s):
        return 0
    windows = Windows(application, look, folder, (make_service, make_practice), appearance)
    lost: list[Exception] = []
    windows.failed.connect(lost.append)
    windows.failed.connect(application.quit)
    windows.seen_first.connect(lambda: _after_first_picture(application, look, meeting, windows))
    windows.open(is_practice=is_practice)
    with interruptible(application):
        code = application.exec()
    meeting.leave()  # what still ends keeps nobody from starting again
    windows.end()
    if lost:
        raise lost[0]
    return code


def _speak(application: QApplication, wanted: str) -> None:
    """English is spoken as it is: to install it would load names of Qt before the first picture."""
    if not wanted and system_is_english(os.environ, sys.platform):
        return
    from wizard.core.wording import ENGLISH
    from wizard.gui.languages import chosen, install

    if chosen(wanted) != ENGLISH:
        install(application, wanted)


def system_is_english(environ: Mapping[str, str], platform: str) -> bool:
    """Whether the environment alone says so; where it does not, the languages are looked through.

    Source: QLocale::uiLanguages in Qt 6.11 asks these four on Linux; which of them counts more
    does not matter where all say the same.
    """
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = [environ[name] for name in names if environ.get(name)]
    english = ("C", "POSIX", "en")
    return platform == "linux" and all(
        one.partition(".")[0].partition("_")[0] in english for one in wanted
    )


def _is_wanted_all_the_same(look: Look, meeting: MeetingPlace, patience_s: float) -> bool:
    """Whether somebody wants a window beside one that does not answer; asks until it is known."""
    from wizard.gui.no_answer import Choice, NoAnswer

    while True:
        question = NoAnswer(look)
        question.exec()
        match question.choice:
            case Choice.ANOTHER_WINDOW:
                return True
            case Choice.LEAVE_IT:
                return False
            case Choice.WAIT:
                found = meeting.ask_to_show(token_in(os.environ), patience_s)
                if found is not Claim.TAKEN:
                    return found is not None


def _after_first_picture(
    application: QApplication, look: Look, meeting: MeetingPlace, windows: Windows
) -> None:
    # What is there by now stays to the end: it is never looked through for garbage.
    from wizard.gui.garbage import Garbage

    gc.freeze()
    Garbage(application).begin()
    work = IdleWork(_meet_the_desktop(application, look, meeting, windows), windows)
    work.failed.connect(_let_it_be_told)
    work.start()


def _let_it_be_told(lost: Exception) -> None:
    # The window goes on without the desktop; Qt tells what leaves a slot, and ends nothing.
    raise lost


def _meet_the_desktop(
    application: QApplication, look: Look, meeting: MeetingPlace, windows: Windows
) -> Iterator[None]:
    from wizard.gui.system_motion import system_is_calm

    look.hear_of_motion(system_is_calm=system_is_calm())
    yield
    look.settle()
    yield
    _dress_up(application)
    yield
    from wizard.gui.portal import MotionWatch

    MotionWatch(application, look.hear_of_motion).begin()
    yield
    from wizard.gui.second_start import SecondStarts

    SecondStarts(meeting, windows.bring_to_front, application).begin()
