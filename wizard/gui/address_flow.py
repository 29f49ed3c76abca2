"""Opens pages of the exchange in the browser, and tells whose an address is without opening it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wizard.core.problems import Problem, ProblemId
from wizard.gui.look import Look
from wizard.gui.sheets.address_sheet import AddressSheet
from wizard.gui.window_pages import WindowPages
from wizard.guide.texts import load_text


class AddressFlow:
    """`open_page` tells whether something opened the address."""

    def __init__(
        self, look: Look, window: QWidget, pages: WindowPages, open_page: Callable[[str], bool]
    ) -> None:
        self._look = look
        self._window = window
        self._pages = pages
        self._open_page = open_page
        for page in (pages.guide.content, pages.welcome, pages.home):
            page.check_address.connect(self.ask)

    def open(self, address: str) -> None:
        """Open this page, or say on every page that the person can do so."""
        if self._open_page(address):
            return
        problem = Problem(ProblemId.NO_BROWSER, values={"address": address})
        for place in (self._pages.guide.problem, self._pages.welcome.problem, self._pages.home):
            place.show_problem(problem)

    def ask(self) -> None:
        """Ask for an address that somebody was given."""
        _, _, advice = load_text("false-addresses").partition("\n")
        AddressSheet(self._look, self._window, advice.strip()).open()
