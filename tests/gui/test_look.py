"""Theme, text size and motion follow the system and what somebody chose, at once."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.core.appearance import Appearance, Motion, Theme
from wizard.gui.look import Look
from wizard.gui.system_motion import reduces_motion
from wizard.gui.tokens import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Tokens
from wizard.gui.widgets.busy_bar import BusyBar
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    font = qapp.font()
    look = Look(Theme.LIGHT)
    look.settle()
    yield look
    qapp.setFont(font)
    for effect in Qt.UIEffect:
        QApplication.setEffectEnabled(effect, True)


@pytest.mark.parametrize(
    ("theme", "tokens"),
    [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK), (Theme.HIGH_CONTRAST, HIGH_LIGHT)],
)
def test_a_theme_that_was_chosen_is_shown_at_once(
    look: Look, qtbot: QtBot, theme: Theme, tokens: Tokens
) -> None:
    with qtbot.waitSignal(look.changed):
        look.take(Appearance(theme=theme))
    assert look.tokens is tokens
    assert QGuiApplication.palette().window().color().name() == tokens.window
    assert HIGH_DARK is not HIGH_LIGHT


def test_the_system_is_listened_to_live(look: Look, qtbot: QtBot) -> None:
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    for signal, value in (
        (hints.colorSchemeChanged, Qt.ColorScheme.Light),
        (accessibility.contrastPreferenceChanged, Qt.ContrastPreference.HighContrast),
    ):
        with qtbot.waitSignal(look.changed):
            signal.emit(value)


def test_the_text_grows_with_everything_beside_it(look: Look) -> None:
    text, icon = Text(look, Role.TITLE, "A key that can look"), IconLabel(look, "key")
    plain, side = text.font().pointSizeF(), icon.width()

    look.take(Appearance(text_percent=200))
    assert text.font().pointSizeF() == pytest.approx(2 * plain)
    assert icon.width() > side

    look.take(Appearance(text_percent=150))
    look.take(Appearance())
    assert text.font().pointSizeF() == pytest.approx(plain), "never a factor upon a factor"
    assert icon.width() == side


def test_nothing_moves_where_nothing_is_to_move(look: Look, qtbot: QtBot) -> None:
    bar = BusyBar(look, "At work")
    qtbot.addWidget(bar)
    bar.resize(300, 6)
    bar.show()
    calm = Appearance(motion=Motion.OFF)
    moving: list[bool] = [bar.is_moving]

    look.take(calm)
    moving.append(bar.is_moving)
    still = bar.grab().toImage()
    assert still == bar.grab().toImage()
    assert len({still.pixel(x, 3) for x in range(still.width())}) > 1, "it is not an empty line"

    look.take(calm._replace(motion=Motion.SYSTEM))
    moving.append(bar.is_moving)
    look.hear_of_motion(system_is_calm=True)
    moving.append(bar.is_moving)
    bar.hide()
    look.hear_of_motion(system_is_calm=False)
    moving.append(bar.is_moving)  # it is not seen
    assert moving == [True, False, True, False, False]


def test_menus_do_not_slide_either(qapp: QApplication) -> None:
    menu = Qt.UIEffect.UI_AnimateMenu
    QApplication.setEffectEnabled(menu, True)
    look = Look(Theme.LIGHT)
    look.hear_of_motion(system_is_calm=True)
    assert not QApplication.isEffectEnabled(menu)
    look.hear_of_motion(system_is_calm=False)
    assert QApplication.isEffectEnabled(menu)


def test_what_macos_writes_down_about_motion_is_understood(tmp_path: Path) -> None:
    file = tmp_path / "settings.plist"
    assert not reduces_motion(file)
    for told, expected in (({"reduceMotion": True}, True), ({"reduceMotion": False}, False)):
        file.write_bytes(plistlib.dumps(told))
        assert reduces_motion(file) is expected
    for noise in (b"", b"bplist00", plistlib.dumps([1]), b"<plist>"):
        file.write_bytes(noise)
        assert not reduces_motion(file)


def test_the_first_picture_of_a_dark_desktop_is_dark(qapp: QApplication) -> None:
    before = qapp.palette()
    qapp.setPalette(QPalette(QColor("#202020")))
    try:
        look = Look()
        assert look.tokens is DARK
        look.settle()
        assert look.tokens is LIGHT, "the system itself says nothing of dark here"
    finally:
        qapp.setPalette(before)
