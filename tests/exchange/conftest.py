"""What the tests of asking a venue share: credentials, a way to ask a scripted server."""

from __future__ import annotations

# Once, before any short deadline runs: importing it takes a good part of a second.
import binance.client  # noqa: F401
import pytest

from tests.exchange.asking import Asking


@pytest.fixture
def asking() -> Asking:
    """Asks scripted servers with a deadline that fits a test."""
    return Asking()
