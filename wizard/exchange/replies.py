"""What came back for one request: an answer, or how and at which stage it failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Stage(StrEnum):
    """How far a request got; the values complete "it failed while …"."""

    PREPARING = "preparing the request"
    NAME = "looking up the address"
    CONNECT = "connecting"
    PROXY = "asking the proxy"
    TLS = "agreeing on encryption"
    SENDING = "sending the request"
    HEADERS = "waiting for the answer"
    BODY = "reading the answer"


class Cause(StrEnum):
    """Why there is no answer to work with."""

    NO_NETWORK = "no network"
    NAME_UNKNOWN = "name unknown"
    UNREACHABLE = "unreachable"
    PROXY_UNREACHABLE = "proxy unreachable"
    PROXY_REFUSED = "refused by the proxy"
    PROXY_LOGIN = "proxy wants a log-in"
    PROXY_UNREADABLE = "proxy not understood"
    BROKEN = "broken off"
    CERTIFICATE = "certificate refused"
    CERTIFICATE_DATE = "certificate not valid today"
    TIMED_OUT = "timed out"
    TOO_LARGE = "too large"
    REDIRECTED = "redirected"
    GARBLED = "not understood"
    OURS = "our own fault"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole HTTP answer. `retry_after` is that header as it came, None without one."""

    status: int
    body: bytes = field(repr=False)
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer. `detail` is a system error's name or a status: never a value that was sent."""

    cause: Cause
    stage: Stage
    detail: str = ""

    @property
    def line(self) -> str:
        """One line for support."""
        line = f"{self.cause} while {self.stage}"
        return f"{line}: {self.detail}" if self.detail else line


Reply = Answer | Failure
