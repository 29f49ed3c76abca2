"""Asks Binance through python-binance, which signs; what it sends goes over our own transport."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol, assert_never

from wizard.core.credentials import (
    Credentials,
    Ed25519Credentials,
    Fingerprint,
    HmacCredentials,
    KeyKind,
    RsaCredentials,
    kind_of,
)
from wizard.core.evidence import (
    Evidence,
    Finding,
    Greeting,
    PermissionsSeen,
    Refused,
    Unanswered,
)
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy
from wizard.core.secret import Secret
from wizard.core.venue import Venue
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.conversation import Conversation
from wizard.exchange.exchange import DEADLINE_S
from wizard.exchange.listed_requests import LATEST_TRADE_OF, ORDER
from wizard.exchange.origin import Origin
from wizard.exchange.replies import Answer, Cause, Failure, Reply, Stage
from wizard.exchange.sendable import plain_pem, unsendable
from wizard.exchange.witnesses import hear

if TYPE_CHECKING:  # they load http.client and ssl, which the first window does not wait for
    import ssl

    from wizard.exchange.deadline import Deadline
    from wizard.exchange.strict_transport import StrictConnection, StrictSession


class BinanceExchange:
    """A venue that speaks Binance's API. May be asked from many threads at once.

    `clock` gives aware UTC times. `deadline_s` bounds a whole check, in seconds. `authorities`
    is a PEM file of certificates to believe in place of certifi's. `proxy_not_used` is one that
    the environment names: said when nothing else leads out, never gone through. Raises
    ValueError for a venue that is asked neither over https nor on 127.0.0.1.
    """

    def __init__(
        self,
        venue: Venue,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        deadline_s: float = DEADLINE_S,
        authorities: Path | None = None,
        proxy_not_used: Proxy | None = None,
    ) -> None:
        self._venue = venue
        self._origin = Origin.of(venue.api_url)
        self._clock = clock
        self._deadline_s = deadline_s
        self._authorities = authorities
        self._proxy_not_used = proxy_not_used
        self._tls: ssl.SSLContext | None = None
        # Remembered, so that a wrong clock costs two more requests once and not every time. If
        # the clock is set right meanwhile, the exchange says so and it is measured anew.
        self._clock_off_ms = 0

    @property
    def venue(self) -> Venue:
        """Which venue this is."""
        return self._venue

    def check(
        self,
        credentials: Credentials,
        *,
        try_test_order: bool,
        try_swapped: bool = True,
        on_permissions: Callable[[PermissionsSeen], None],
        proxy: Proxy | None = None,
    ) -> Finding:
        """As the port says. The test order is not tried when the permissions say enough."""
        from wizard.exchange.deadline import Deadline

        _strict_client_class()  # loads python-binance, which must not eat the network's time
        deadline = Deadline(self._deadline_s)
        if (problem := unsendable(credentials)) is not None:
            return Refused(problem)
        with self._connection(deadline, proxy) as connection:
            try:
                conversation = Conversation(
                    credentials,
                    lambda pair: _SigningClient(pair, connection),
                    self._circumstances(proxy, kind_of(credentials)),
                    clock_off_ms=self._clock_off_ms,
                    try_swapped=try_swapped,
                )
            except _UnusableKeyError:
                return Refused(Problem(ProblemId.PRIVATE_KEY_UNKNOWN))
            finding = hear(
                conversation,
                Fingerprint.of(credentials),
                self._venue.id,
                try_test_order=try_test_order,
                on_permissions=on_permissions,
                clock=self._clock,
            )
        if isinstance(finding, Evidence):
            self._clock_off_ms = finding.clock_off_ms
        return finding

    def greet(self, proxy: Proxy | None = None) -> Greeting | Unanswered:
        """As the port says; without python-binance, because nothing is signed."""
        from wizard.exchange.deadline import Deadline
        from wizard.exchange.greeting import greet

        with self._connection(Deadline(self._deadline_s), proxy) as connection:
            return greet(connection, self._circumstances(proxy))

    def _circumstances(self, proxy: Proxy | None, kind: KeyKind | None = None) -> Circumstances:
        return Circumstances(
            self._venue,
            self._deadline_s,
            self._clock,
            kind,
            proxy=proxy,
            proxy_not_used=self._proxy_not_used,
        )

    def _connection(self, deadline: Deadline, proxy: Proxy | None) -> StrictConnection:
        from wizard.exchange.encryption import trust
        from wizard.exchange.strict_transport import StrictConnection

        if self._origin.secure and self._tls is None:
            self._tls = trust(self._authorities)
        return StrictConnection(self._origin, self._tls, deadline, proxy)


class _UnusableKeyError(Exception):
    """The private key is none that python-binance can sign with."""


class _PythonBinance(Protocol):
    """What we use of python-binance's client."""

    timestamp_offset: int

    def get_account_api_permissions(self) -> object: ...
    def get_my_trades(self, **params: str) -> object: ...
    def create_test_order(self, **params: str) -> object: ...
    def get_server_time(self) -> object: ...
    def get_system_status(self) -> object: ...


class _SigningClient:
    """python-binance for one pair of credentials, on our connection."""

    def __init__(self, credentials: Credentials, connection: StrictConnection) -> None:
        from wizard.exchange.strict_transport import StrictSession

        session = StrictSession(connection, credentials.api_key)
        self._client = _strict_client(credentials, session, connection.origin.url)

    @property
    def clock_off_ms(self) -> int:
        """Added to the computer's clock before signing, in milliseconds."""
        return self._client.timestamp_offset

    @clock_off_ms.setter
    def clock_off_ms(self, offset: int) -> None:
        self._client.timestamp_offset = offset

    def permissions(self) -> Reply:
        return _caught(self._client.get_account_api_permissions)

    def latest_trade(self) -> Reply:
        return _caught(functools.partial(self._client.get_my_trades, **LATEST_TRADE_OF))

    def test_order(self) -> Reply:
        return _caught(functools.partial(self._client.create_test_order, **ORDER))

    def server_time(self) -> Reply:
        return _caught(self._client.get_server_time)

    def system_status(self) -> Reply:
        return _caught(self._client.get_system_status)


def _caught(call: Callable[[], object]) -> Reply:
    """The reply of a call through python-binance, whose exceptions would carry the secret."""
    try:
        reply = call()
    except Exception as error:  # noqa: BLE001 (foreign code; only the kind of error may pass)
        return Failure(Cause.OURS, Stage.PREPARING, type(error).__name__)
    if isinstance(reply, Answer | Failure):
        return reply
    return Failure(Cause.OURS, Stage.PREPARING, "another kind of answer")


def _strict_client(
    credentials: Credentials, session: StrictSession, origin_url: str
) -> _PythonBinance:
    client: _PythonBinance = _strict_client_class()(credentials, session, origin_url)
    return client


@functools.cache
def _strict_client_class() -> Callable[[Credentials, StrictSession, str], _PythonBinance]:
    from binance.client import Client

    from wizard.exchange.strict_transport import ForbiddenRequestError

    class StrictClient(Client):  # type: ignore[misc]  # it ships no types
        """python-binance 1.0.37 with our transport in place of its own."""

        # As long as a whole check: whatever arrives later, nobody waits for any more.
        REQUEST_RECVWINDOW = round(DEADLINE_S * 1000)

        def __init__(self, pair: Credentials, session: StrictSession, origin_url: str) -> None:
            # Not super().__init__: it opens an event loop in every thread and never closes it
            # (three descriptors each), and prepares web sockets that could leave this computer.
            self.API_URL = f"{origin_url}/api"
            self.MARGIN_API_URL = f"{origin_url}/sapi"
            self.API_KEY = pair.api_key
            self.API_SECRET = ""
            self.PRIVATE_KEY = None
            self.TIME_UNIT = None
            self.session = session
            self.timestamp_offset = 0
            self.testnet = self.demo = self.verbose = self._is_rsa = False
            self._requests_params = None
            match pair:
                case HmacCredentials(secret=secret):
                    self.API_SECRET = secret.reveal()
                case Ed25519Credentials(private_key=secret) | RsaCredentials(private_key=secret):
                    self.PRIVATE_KEY = self._private_key(secret)
                case _:
                    assert_never(pair)

        def _init_session(self) -> NoReturn:
            # The skipped constructor would put a session here that goes wherever it is sent.
            raise ForbiddenRequestError("python-binance opens no session of its own.")

        def _private_key(self, secret: Secret) -> object:
            try:
                key = self._init_private_key(plain_pem(secret))
                usable = key.has_private() and getattr(key, "curve", "Ed25519") == "Ed25519"
            except (ValueError, IndexError, TypeError, AttributeError):
                usable = False
                key = None
            if not usable:
                raise _UnusableKeyError
            return key

        @staticmethod
        def _handle_response(reply: Reply) -> Reply:
            return reply

    return StrictClient
