"""Another text size, chosen while a screen is open, makes it what it would be if opened anew."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from tests.look.screen import Frame, settle
from tests.look.screens import SCREENS
from wizard.core.appearance import Appearance, Motion
from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme

_PLAIN, _LARGE = 100, 200
_EVERY = 3  # of the screens: their parts are the same
_BAR = 16  # pixels at the right edge; how long the rest of a page is may differ by a picture


@pytest.mark.usefixtures("qapp")
def test_a_new_text_size_reaches_everything_that_is_open() -> None:
    make_application()
    before = QApplication.font()
    look = Look(Scheme.LIGHT)
    sizes = {size: _looks(size) for size in (_PLAIN, _LARGE)}
    frame = Frame(look)
    frame.resize(1020, 700)
    frame.show()
    faults: list[str] = []
    try:
        for screen in SCREENS[::_EVERY]:
            look.take(sizes[_LARGE])
            fresh = _picture(frame.show_screen(screen))
            look.take(sizes[_PLAIN])
            shown = frame.show_screen(screen)
            plain = _picture(shown)
            look.take(sizes[_LARGE])
            # A dialog that is open stays as wide as it is.
            if shown is frame and _picture(shown) != fresh:
                faults.append(f"{screen.name}: larger")
            look.take(sizes[_PLAIN])
            if _picture(shown) != plain:
                faults.append(f"{screen.name}: smaller again")
    finally:
        frame.clear()
        frame.close()
        QApplication.setFont(before)
    assert not faults, "\n".join(faults)


def _picture(shown: QWidget) -> QImage:
    settle()
    for bar in shown.findChildren(QScrollBar):  # whoever scrolled somewhere stays there
        bar.setValue(0)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle()
    return shown.grab().toImage().copy(0, 0, shown.width() - _BAR, shown.height())


def _looks(percent: int) -> Appearance:
    return Appearance(theme=Scheme.LIGHT, text_percent=percent, motion=Motion.OFF)
