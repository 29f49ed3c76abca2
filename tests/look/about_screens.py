"""What is about the program itself: preferences, help, and what it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tests.look.screen import Screen
from wizard.core.settings import Settings
from wizard.gui.languages import available
from wizard.gui.look import Look
from wizard.gui.no_answer import NoAnswer
from wizard.gui.sheets.about_sheet import AboutSheet
from wizard.gui.sheets.help_sheet import HelpSheet
from wizard.gui.sheets.preferences_sheet import PreferencesSheet
from wizard.guide.texts import load_text

_PLACE = "/home/somebody/.local/share/readonly-key-wizard"
_KEYS = (("Help for this screen", "F1"), ("Verify all keys", "Ctrl+R"), ("Preferences", "Ctrl+,"))


def _preferences(look: Look, parent: QWidget) -> QWidget:
    sheet = PreferencesSheet(look, parent, available(), _PLACE)
    sheet.show_settings(Settings())
    sheet.show_ready()
    return sheet


def _help(name: str, look: Look, parent: QWidget) -> QWidget:
    return HelpSheet(look, parent, load_text(f"help-{name}"), _KEYS)


def _no_answer(look: Look, parent: QWidget) -> QWidget:
    return NoAnswer(look, parent)


SCREENS = (
    Screen("sheet-preferences", _preferences),
    Screen("sheet-about", AboutSheet),
    Screen("sheet-help-guide", partial(_help, "guide")),
    Screen("sheet-help-home", partial(_help, "home")),
    Screen("dialog-no-answer", _no_answer),
)
