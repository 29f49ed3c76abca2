"""What keys do in one window, and the help for the screen that it shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from wizard.gui.commands import Command, Commands
from wizard.gui.help_flow import HelpFlow
from wizard.gui.look import Look
from wizard.gui.window_pages import WindowPages


def give_keys(
    look: Look, window: QWidget, pages: WindowPages, preferences: Callable[[], None]
) -> HelpFlow:
    """Let this window be used by keys, and let its links open the same."""

    def offered() -> tuple[Command, ...]:
        return commands.offered()

    def close() -> None:
        window.close()

    help_flow = HelpFlow(look, window, lambda: screen_in(pages), offered)
    commands = Commands(
        window,
        {
            Command.HELP: help_flow.open,
            Command.PREFERENCES: preferences,
            Command.CLOSE: close,
            Command.QUIT: QApplication.closeAllWindows,
        },
    )
    commands.hint()
    for page in (pages.welcome, pages.home):
        page.preferences.connect(preferences)
    for shown in (pages.welcome, pages.home, pages.passphrase, pages.reading):
        shown.help.connect(help_flow.open)
    pages.guide.rail.help.clicked.connect(help_flow.open)
    return help_flow


def screen_in(pages: WindowPages) -> str:
    """Which screen is shown, by one of `help_flow.SCREENS`."""
    guide = pages.guide
    shown: tuple[tuple[str, QWidget], ...] = (
        ("home", pages.home),
        ("passphrase", pages.passphrase),
        ("reading", pages.reading),
        ("name", guide.name),
        ("paste", guide.paste),
        ("check", guide.check),
        ("guide", guide),
    )
    return next((name for name, page in shown if page.isVisible()), "welcome")
