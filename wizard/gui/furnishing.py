"""Brings everything behind the first picture: parts are loaded, pages and flows built, in steps."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from wizard.gui.parts import load_parts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from wizard.gui.look import Look
    from wizard.gui.page_stack import PageStack
    from wizard.gui.rooms import Rooms
    from wizard.key_service import KeyService


def furnish(
    look: Look,
    window: QWidget,
    column: QVBoxLayout,
    stack: PageStack,
    make_service: Callable[[], KeyService],
    open_address: Callable[[str], bool] | None,
    *,
    is_practice: bool,
) -> Generator[None, None, Rooms]:
    """Yields after each short step and gives the rooms in the end, with their pages in `stack`."""
    yield from load_parts()
    from wizard.gui.browser import open_in_browser
    from wizard.gui.rooms import Rooms
    from wizard.gui.window_pages import build_pages

    pages = yield from build_pages(look, is_practice=is_practice)
    yield
    others = (pages.welcome, pages.reading, pages.guide, pages.home)
    stack.take_in(pages.passphrase, others)
    yield
    above = QVBoxLayout()
    rooms = Rooms(
        look,
        window,
        stack,
        above,
        pages,
        make_service,
        open_address or open_in_browser,
        is_practice=is_practice,
    )
    at = column.indexOf(stack)
    column.insertWidget(at, rooms.resume.card)
    column.insertLayout(at + 1, above)
    return rooms
