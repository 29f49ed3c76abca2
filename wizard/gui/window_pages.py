"""The pages that one window shows after its first picture, built one after the other."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from wizard.gui.look import Look
from wizard.gui.pages.guide import GuidePage
from wizard.gui.pages.guide_forms import build_forms
from wizard.gui.pages.home import HomePage
from wizard.gui.pages.passphrase import PassphrasePage
from wizard.gui.pages.reading import ReadingPage
from wizard.gui.pages.welcome import WelcomePage


@dataclass(frozen=True, slots=True)
class WindowPages:
    """All of them."""

    welcome: WelcomePage
    passphrase: PassphrasePage
    reading: ReadingPage
    guide: GuidePage
    home: HomePage


def build_pages(look: Look, *, is_practice: bool) -> Generator[None, None, WindowPages]:
    """Yields after each page, and gives all of them in the end."""
    welcome = WelcomePage(look, can_rehearse=not is_practice)
    yield
    home = HomePage(look)
    yield
    passphrase = PassphrasePage(look)
    yield
    forms = yield from build_forms(look)
    guide = GuidePage(look, forms)
    yield
    return WindowPages(welcome, passphrase, ReadingPage(look), guide, home)
