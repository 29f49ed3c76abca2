"""Opens pages of the exchange in the browser, and says so where there is none."""

from __future__ import annotations

from collections.abc import Callable

from wizard.core.problems import Problem, ProblemId
from wizard.gui.window_pages import WindowPages


class AddressFlow:
    """`open_page` tells whether something opened the address."""

    def __init__(self, pages: WindowPages, open_page: Callable[[str], bool]) -> None:
        self._pages = pages
        self._open_page = open_page

    def open(self, address: str) -> None:
        """Open this page, or say on every page that the person can do so."""
        if self._open_page(address):
            return
        problem = Problem(ProblemId.NO_BROWSER, values={"address": address})
        for place in (self._pages.guide.problem, self._pages.welcome.problem, self._pages.home):
            place.show_problem(problem)
