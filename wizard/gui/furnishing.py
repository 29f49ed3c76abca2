"""Brings everything behind the first picture: parts are loaded, pages and flows built, in steps."""

from __future__ import annotations

from collections.abc import Callable, Generator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from wizard.gui.look import Look
    from wizard.gui.page_stack import PageStack
    from wizard.gui.rooms import Rooms
    from wizard.key_service import KeyService

# In this order each brings a few milliseconds' worth along, and the last one nothing more.
_PARTS = (
    "wizard.core.problem_ids",
    "wizard.core.problems",
    "wizard.core.saved_key",
    "wizard.core.evidence",
    "wizard.core.verdict",
    "wizard.core.report",
    "wizard.vault.slots",
    "wizard.vault.door",
    "wizard.key_service.service",
    "wizard.key_service.report_findings",
    "wizard.guide.steps",
    "wizard.core.guide",
    "wizard.gui.widgets.button",
    "wizard.gui.widgets.dialogs",
    "wizard.gui.pages.welcome",
    "wizard.gui.pages.passphrase",
    "wizard.gui.pages.home",
    "wizard.gui.pages.step_content",
    "wizard.gui.pages.guide",
    "wizard.gui.sheets.vault_sheet",
    "wizard.gui.start_flow",
    "wizard.gui.lock_flow",
    "wizard.gui.vault_flow",
    "wizard.gui.home_flow",
    "wizard.gui.guide_flow",
    "wizard.gui.rooms",
)


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
    for part in _PARTS:
        import_module(part)
        yield
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
