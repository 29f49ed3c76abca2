"""A proxy that somebody chose: read from what was typed, and what the environment names."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wizard.core.problems import Problem, ProblemId


class ProxyKind(StrEnum):
    """How a proxy is spoken to."""

    HTTP = "http"
    SOCKS5 = "socks5"


@dataclass(frozen=True, slots=True)
class Proxy:
    """One proxy, without a log-in. `host` is in lower case: a name in ASCII, or an IP address."""

    kind: ProxyKind
    host: str
    port: int

    @property
    def url(self) -> str:
        """Its address in the one form in which it is shown and kept."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.kind}://{host}:{self.port}"


# "socks" is what Linux desktops write into the environment; the "h" of "socks5h" asks for what
# the wizard does in any case: the proxy looks up the exchange's name.
_KINDS: Mapping[str, ProxyKind] = {
    "http": ProxyKind.HTTP,
    "socks5": ProxyKind.SOCKS5,
    "socks5h": ProxyKind.SOCKS5,
    "socks": ProxyKind.SOCKS5,
}
_ADDRESS = re.compile(
    r"""
    (?: (?P<scheme> [a-z][a-z0-9+.-]* ) :// )?
    (?: \[ (?P<ipv6> [0-9a-f:.]+ ) \] | (?P<name> [^\s:/?\#@\[\]\\%]+ ) )
    : (?P<port> [0-9]{1,5} )
    /?
    """,
    re.VERBOSE | re.ASCII,
)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_LIKE_A_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_LONGEST_NAME = 253
_LONGEST = 1000
_HIGHEST_PORT = 65535


def read_proxy(text: str) -> Proxy | Problem:
    """The proxy whose address `text` is: http://HOST:PORT or socks5://HOST:PORT.

    HOST:PORT alone is an HTTP proxy, as other programs read it. Spaces around it, full-width
    letters, characters that cannot be seen and a "/" at the end do not matter. A log-in in it is
    refused: the wizard keeps no proxy's password. The problem quotes nothing of the text.
    """
    plain = _plain(text)
    if "@" in plain:
        return _refused("it contains a log-in")
    found = _ADDRESS.fullmatch(plain)
    if found is None:
        return _refused("not of the form http://HOST:PORT or socks5://HOST:PORT")
    kind = _KINDS.get(found["scheme"] or ProxyKind.HTTP)
    if kind is None:
        return _refused("neither an http:// nor a socks5:// address")
    host = _ip_address(found["ipv6"]) if found["ipv6"] else _host(found["name"])
    if host is None:
        return _refused("no name of a computer, and no address of one")
    port = int(found["port"])
    if not 1 <= port <= _HIGHEST_PORT:
        return _refused("the port is not between 1 and 65535")
    return Proxy(kind, host, port)


def proxy_in_environment(environ: Mapping[str, str]) -> Proxy | None:
    """The proxy that the environment names for https, without its log-in; None if it names none.

    Only to say so: the wizard never goes through a proxy that nobody chose.
    """
    if environ.get("no_proxy", environ.get("NO_PROXY", "")).strip() == "*":
        return None
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        before, at, after = environ.get(name, "").rpartition("@")
        scheme = before.partition("://")[0] + "://" if at and "://" in before else ""
        proxy = read_proxy(scheme + after)
        if isinstance(proxy, Proxy):
            return proxy
    return None


def _refused(reason: str) -> Problem:
    return Problem(ProblemId.PROXY_ADDRESS, technical=reason)


def _plain(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    visible = (
        character
        for character in unicodedata.normalize("NFKC", text)
        if unicodedata.category(character) not in {"Cf", "Cc"} or character.isspace()
    )
    return "".join(visible).strip().lower()


def _ip_address(text: str) -> str | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    # 0.0.0.0 is where a proxy listens, never where it is.
    return None if address.is_unspecified or address.is_multicast else str(address)


def _host(text: str) -> str | None:
    try:
        name = text.encode("idna").decode()
    except UnicodeError:
        return None
    labels = name.removesuffix(".").split(".")
    if _LIKE_A_NUMBER.fullmatch(labels[-1]):
        return _ip_address(name)  # the system would read 127.1 as an address, and so might we
    sound = len(name) <= _LONGEST_NAME and all(map(_LABEL.fullmatch, labels))
    return name.lower() if sound else None
