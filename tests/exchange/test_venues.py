"""The venues: their addresses, and that the practice exchange stays on this computer."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from wizard.core.venue import VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import BINANCE_COM, loopback_venue

HERE = "http://127.0.0.1:8765"
LINKS = {"account", "api-management", "two-factor"}


def test_binance_com() -> None:
    assert BINANCE_COM.id is VenueId.BINANCE_COM
    assert not BINANCE_COM.is_practice
    assert BINANCE_COM.api_url == "https://api.binance.com"
    assert set(BINANCE_COM.pages) == LINKS
    for url in BINANCE_COM.pages.values():
        assert urlsplit(url).scheme == "https"
        assert urlsplit(url).netloc == "www.binance.com"
    assert BinanceExchange(BINANCE_COM).venue is BINANCE_COM


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_practice_exchange(slash: str) -> None:
    venue = loopback_venue(HERE + slash, "http://127.0.0.1:9000" + slash)
    assert venue.id is VenueId.PRACTICE
    assert venue.is_practice
    assert venue.api_url == HERE
    assert dict(venue.pages) == {
        "account": "http://127.0.0.1:9000/account",
        "api-management": "http://127.0.0.1:9000/api-management",
        "two-factor": "http://127.0.0.1:9000/account",
    }
    assert BinanceExchange(venue).venue is venue


@pytest.mark.parametrize(
    "url",
    [
        "https://api.binance.com",
        "https://127.0.0.1:8765",
        "http://localhost:8765",
        "http://127.0.0.1",
        "http://127.0.0.1:",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:080",
        "http://127.0.0.1:٨٧٦٥",
        "http://127.0.0.1:8765/api",
        "http://127.0.0.1:8765//",
        "http://127.0.0.1:8765?x",
        "http://127.0.0.1:8765#x",
        "http://127.0.0.1:8765@example.com",
        "http://me@127.0.0.1:8765",
        "http://127.0.0.1.example.com:8765",
        "http://127.0.0.10:8765",
        "http://127.1:8765",
        "http://[::1]:8765",
        " http://127.0.0.1:8765",
        "http://127.0.0.1:8765\n",
        "",
    ],
)
def test_anything_else_is_refused_with_a_sentence(url: str) -> None:
    for api_url, pages_url in ((url, HERE), (HERE, url)):
        with pytest.raises(ValueError, match="this computer only: its address has the form"):
            loopback_venue(api_url, pages_url)
