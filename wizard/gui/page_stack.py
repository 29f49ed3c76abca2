"""The window's pages: one is shown, and while the vault is locked that is the lock's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Shows `first` until it is told otherwise."""

    def __init__(self, first: QWidget) -> None:
        super().__init__()
        self._first = first
        self._lock_page: QWidget | None = None
        self._pages: tuple[QWidget, ...] = ()
        self._behind: QWidget | None = None
        self.addWidget(first)

    def take_in(self, lock_page: QWidget, pages: Iterable[QWidget]) -> None:
        """The pages that there are behind the first one; `lock_page` is the lock's."""
        self._lock_page, self._pages = lock_page, tuple(pages)
        for page in (*self._pages, lock_page):
            self.addWidget(page)

    @property
    def shows_first(self) -> bool:
        """Whether the first page is still shown; nothing leads back to it."""
        return self.currentWidget() is self._first

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
