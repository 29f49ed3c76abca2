"""HTTP without mercy, in place of python-binance's own: listed requests to one host, or nothing.

No redirects, no environment, no cookies, no compression, short answers, one total deadline.
Built on http.client: requests and urllib3 obey the environment and log signed addresses.
"""

from __future__ import annotations

import errno
import http.client
import ssl
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import TracebackType
from typing import NoReturn, Self
from urllib.parse import urlencode, urlsplit

from wizard.core.proxy import Proxy
from wizard.exchange.deadline import Deadline, DeadlineSocket, TooLargeError
from wizard.exchange.dialling import dial
from wizard.exchange.listed_requests import LISTED, ListedRequest
from wizard.exchange.origin import Origin
from wizard.exchange.replies import Answer, Cause, Failure, Reply, Stage

BODY_LIMIT = 64 * 1024
_HEAD_LIMIT = 64 * 1024

_HEADERS: Mapping[str, str] = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "readonly-key-wizard",
}


class ForbiddenRequestError(RuntimeError):
    """Something tried to send a request that is not on the list. Nothing was sent."""


class StrictConnection:
    """One kept connection to one venue, for the requests of one check.

    `proxy` is the one that somebody chose; this computer itself is never asked through it.
    """

    def __init__(
        self,
        origin: Origin,
        tls: ssl.SSLContext | None,
        deadline: Deadline,
        proxy: Proxy | None = None,
    ) -> None:
        if origin.secure and tls is None:
            raise ValueError("An https venue needs certificates to verify.")
        self.origin = origin
        self._tls = tls if origin.secure else None
        self._deadline = deadline
        self._proxy = proxy
        self._wire: DeadlineSocket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection; the next request opens a new one."""
        if self._wire is not None:
            self._wire.hang_up()
            self._wire = None

    def send(
        self, listed: ListedRequest, query: str, body: str | None, headers: Mapping[str, str]
    ) -> Reply:
        """One request and its whole answer. Never raises for what the network does.

        Raises ForbiddenRequestError for a request that somebody made without listing it.
        """
        if LISTED.get((listed.method, listed.path)) != listed:
            raise ForbiddenRequestError(_forbidden(listed.method, listed.path))
        if self._wire is not None and self._wire.disturbed:
            self.hang_up()
        if self._wire is None:
            wire = dial(self.origin, self._tls, self._deadline, self._proxy)
            if isinstance(wire, Failure):
                return wire
            self._wire = wire
        target = f"{listed.path}?{query}" if query else listed.path
        exchange = _Exchange(self.origin, self._wire)
        reply = exchange.run(listed.method, target, body, {**_HEADERS, **headers})
        if not exchange.reusable:
            self.hang_up()
        return reply


class _Exchange:
    """A single request on an open connection; remembers the stage it is in."""

    def __init__(self, origin: Origin, wire: DeadlineSocket) -> None:
        self.reusable = False
        self._stage = Stage.SENDING
        self._http = http.client.HTTPConnection(origin.host, origin.port)
        self._http.auto_open = 0
        if origin.secure:
            self._http.default_port = http.client.HTTPS_PORT  # keeps ":443" out of Host
        self._http.sock = wire
        wire.allow(_HEAD_LIMIT + BODY_LIMIT)

    def run(self, method: str, target: str, body: str | None, headers: Mapping[str, str]) -> Reply:
        # Failures are returned, not raised: an exception would carry frames that hold the key.
        try:
            self._http.request(method, target, body, dict(headers))
            self._stage = Stage.HEADERS
            response = self._http.getresponse()
            self._stage = Stage.BODY
            return self._read(response)
        except TimeoutError:
            return Failure(Cause.TIMED_OUT, self._stage)
        except TooLargeError:
            return Failure(Cause.TOO_LARGE, self._stage)
        except (http.client.RemoteDisconnected, http.client.IncompleteRead):
            return Failure(Cause.BROKEN, self._stage)
        except OSError as error:
            name = errno.errorcode.get(error.errno or 0, "")
            return Failure(Cause.BROKEN, self._stage, name)
        except (http.client.HTTPException, ValueError) as error:
            return Failure(Cause.GARBLED, self._stage, type(error).__name__)

    def _read(self, response: http.client.HTTPResponse) -> Reply:
        with response:
            if HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST:
                return Failure(Cause.REDIRECTED, Stage.HEADERS, f"HTTP {response.status}")
            body = self._body(response)
            if isinstance(body, Failure):
                if response.status < HTTPStatus.BAD_REQUEST:
                    return body
                body = b""  # a firewall's long page: its status says enough
            else:
                self.reusable = not response.will_close
            return Answer(response.status, body, response.getheader("Retry-After"))

    def _body(self, response: http.client.HTTPResponse) -> bytes | Failure:
        encoding = response.getheader("Content-Encoding") or "identity"
        if encoding.strip().lower() != "identity":
            return Failure(Cause.GARBLED, Stage.HEADERS, "compressed although not asked to")
        if (response.length or 0) > BODY_LIMIT:
            return Failure(Cause.TOO_LARGE, Stage.HEADERS)
        body = response.read(BODY_LIMIT + 1)
        if len(body) > BODY_LIMIT:
            return Failure(Cause.TOO_LARGE, Stage.BODY)
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return body


class StrictSession:
    """What python-binance uses as its `requests.Session`: four verbs, and no more of it."""

    def __init__(self, connection: StrictConnection, api_key: str) -> None:
        self._connection = connection
        self._api_key = api_key

    def get(self, uri: str, *, params: str = "", **_kwargs: object) -> Reply:
        """A listed GET. Raises ForbiddenRequestError for others. Time-outs given are ignored."""
        return self._send(self._listed("GET", uri), params, None)

    def post(
        self, uri: str, *, data: str | Sequence[tuple[str, str]] | None = None, **_kwargs: object
    ) -> Reply:
        """A listed POST. Raises ForbiddenRequestError for others.

        The parameters travel in the body, in the order in which they were signed.
        """
        listed = self._listed("POST", uri)
        return self._send(listed, "", data if isinstance(data, str) else urlencode(data or ()))

    def put(self, uri: str, **_kwargs: object) -> NoReturn:
        """Nothing of the check is put. Raises ForbiddenRequestError."""
        raise ForbiddenRequestError(_forbidden("PUT", uri))

    def delete(self, uri: str, **_kwargs: object) -> NoReturn:
        """Nothing of the check is deleted. Raises ForbiddenRequestError."""
        raise ForbiddenRequestError(_forbidden("DELETE", uri))

    def close(self) -> None:
        """Nothing: python-binance closes when it is forgotten; the connection is the check's."""

    def _listed(self, method: str, uri: str) -> ListedRequest:
        # As text, whole: a parser forgives line breaks, capital letters and empty queries.
        here = self._connection.origin.url
        listed = LISTED.get((method, uri.removeprefix(here))) if uri.startswith(here) else None
        if listed is None:
            raise ForbiddenRequestError(_forbidden(method, uri))
        return listed

    def _send(self, listed: ListedRequest, query: str, body: str | None) -> Reply:
        headers: dict[str, str] = {}
        if listed.signed:
            headers["X-MBX-APIKEY"] = self._api_key
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._connection.send(listed, query, body, headers)


def _forbidden(method: str, uri: str) -> str:
    parts = urlsplit(uri)  # without the query: it may be signed
    return f"{method} {parts.hostname}{parts.path} is not on the list of allowed requests."
