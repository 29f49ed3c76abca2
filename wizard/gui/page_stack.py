"""The window's pages: one is shown, and while the vault is locked that is the lock's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Shows the first of `pages` until it is told otherwise. `lock_page` is the lock's."""

    def __init__(self, lock_page: QWidget, pages: Sequence[QWidget]) -> None:
        super().__init__()
        self._lock_page = lock_page
        self._pages = tuple(pages)
        self._behind: QWidget | None = None
        for page in (*pages, lock_page):
            self.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page; behind a lock it waits until that is opened."""
        if self._behind is None or page is self._lock_page:
            self.setCurrentWidget(page)
        else:
            self._behind = page

    def lock(self) -> None:
        """Keep the page that is shown for `unlock`."""
        self._behind = self.currentWidget()
        self._allow(False)

    def unlock(self) -> QWidget | None:
        """Show the page from before again; gives it."""
        page, self._behind = self._behind, None
        self._allow(True)
        if page is not None:
            self.setCurrentWidget(page)
        return page

    def _allow(self, allowed: bool) -> None:
        # A late answer may give one of them the focus: a passphrase must not be typed there.
        for page in self._pages:
            page.setEnabled(allowed)
