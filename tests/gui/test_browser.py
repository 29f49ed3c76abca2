"""The browser opens the pages on the list, and nothing else, whoever asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

import wizard
from wizard.core.venue import VenueId
from wizard.core.web_address import Genuine, origin_of
from wizard.exchange.venues import (
    BINANCE_COM,
    BINANCE_US,
    LISTED_PAGES,
    loopback_venue,
    may_be_opened,
)
from wizard.gui.browser import open_in_browser

PRACTICE = [
    loopback_venue("http://127.0.0.1:8001", "http://127.0.0.1:43117", kind)
    for kind in (VenueId.PRACTICE, VenueId.PRACTICE_US)
]
PAGES = [page for venue in (BINANCE_COM, BINANCE_US, *PRACTICE) for page in venue.pages.values()]


class Desktop(QObject):
    """What the desktop is asked to open, taken in Qt's own way in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        for scheme in ("http", "https", "file", "mailto"):
            QDesktopServices.setUrlHandler(scheme, self, "take")  # type: ignore[arg-type]

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())

    def leave(self) -> None:
        for scheme in ("http", "https", "file", "mailto"):
            QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    desktop = Desktop()
    yield desktop
    desktop.leave()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_every_venue_is_opened(page: str, desktop: Desktop) -> None:
    assert open_in_browser(page)
    assert desktop.opened == [page]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://www.binance.com",
        "https://www.binance.com/en/my/dashboard/",
        "https://www.binance.com/en/my/dashboard?next=evil.io",
        "https://www.binance.com.evil.io/en/my/dashboard",
        "https://www.b\u0456nance.com/en/my/dashboard",
        "http://www.binance.com/en/my/dashboard",
        "http://127.0.0.1:43117",
        "http://127.0.0.1:43117/account/..",
        "http://127.0.0.1:43117/account/account",
        "http://127.0.0.1:43117//account",
        "http://127.0.0.1:99999/account",
        "http://127.0.0.1:0/account",
        "http://127.0.0.2:43117/account",
        "http://localhost:43117/account",
        "https://127.0.0.1:43117/account",
        "file:///etc/passwd",
        "mailto:support@binance.com",
        "javascript:alert(1)",
    ],
)
def test_nothing_else_is(address: str, desktop: Desktop) -> None:
    with pytest.raises(ValueError, match=r"^Only the exchange's own pages"):
        open_in_browser(address)
    assert desktop.opened == []


@given(st.text() | st.builds("{}{}".format, st.sampled_from(PAGES), st.text(min_size=1)))
def test_no_text_makes_its_way_onto_the_list(address: str) -> None:
    assert may_be_opened(address) == (address in PAGES) or re.fullmatch(
        r"http://127\.0\.0\.1:[0-9]{1,5}/(account|api-management)", address, re.ASCII
    )


def test_the_list_holds_only_pages_that_this_app_itself_calls_genuine() -> None:
    assert all(isinstance(origin_of(page), Genuine) for page in LISTED_PAGES)


def test_no_text_on_a_screen_opens_an_address_by_itself() -> None:
    """Qt would open what a label links to, were it told so."""
    telling = re.compile(r"OpenExternalLinks|LinksAccessible|TextBrowserInteraction|QTextBrowser")
    package = Path(wizard.__file__).parent
    for path in package.rglob("*.py"):
        assert not telling.search(path.read_text(encoding="utf-8")), path
