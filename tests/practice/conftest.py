"""A practice exchange with a clock that stands still, and ways to call it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.practice.api_client import ApiClient, PrivateKey
from tests.practice.browser import Browser, open_browser
from tests.practice.form_client import FormClient
from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer

# The time of the signature vectors, so that they can be sent as they are.
NOW = 1499827319559


@dataclass
class Clock:
    """Milliseconds since the epoch, moved by hand."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def account(clock: Clock) -> PracticeAccount:
    return PracticeAccount(clock=clock)


@pytest.fixture
def server(account: PracticeAccount) -> Iterator[PracticeServer]:
    with PracticeServer(account=account) as server:
        yield server


@pytest.fixture
def api(server: PracticeServer) -> ApiClient:
    return ApiClient(server.addresses.api_url, NOW)


@pytest.fixture
def reading_key(account: PracticeAccount) -> PracticeKey:
    return account.make_key("reads", permissions=READ_ONLY)


@pytest.fixture
def trading_key(account: PracticeAccount) -> PracticeKey:
    return account.make_key("trades")


@pytest.fixture
def site(server: PracticeServer) -> FormClient:
    return FormClient(server.addresses.pages_url)


@pytest.fixture(scope="session")
def ed25519_key() -> PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture(scope="session")
def rsa_key() -> PrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser, server: PracticeServer) -> Iterator[Browser]:
    """At the account page, logged in; afterwards no page may have complained."""
    chromium.open(server.addresses.pages_url)
    chromium.submit("log-in")
    yield chromium
    complaints = [
        entry["message"]
        for entry in chromium.driver.get_log("browser")  # type: ignore[no-untyped-call]
        if "status of 422" not in entry["message"]
    ]
    assert complaints == []
