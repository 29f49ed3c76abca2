"""Where a venue's API answers: one host, over https, or this very computer."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port of a venue's API."""

    secure: bool
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Origin:
        """Raises ValueError unless `url` is https://HOST, or http on 127.0.0.1, and no more."""
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        plain_here = parts.scheme == "http" and parts.hostname == LOOPBACK
        bare = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
        if not (secure or plain_here) or not bare or not parts.hostname:
            raise ValueError("A venue is asked over https only (http on 127.0.0.1 alone).")
        return cls(secure, parts.hostname, parts.port or (443 if secure else 80))

    @property
    def on_this_computer(self) -> bool:
        """Whether it is this very computer that is asked, so that no proxy has a part in it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")  # RFC 6761

    @property
    def url(self) -> str:
        """The address again, in one form only."""
        standard = self.port == (443 if self.secure else 80)
        host = self.host if standard else f"{self.host}:{self.port}"
        return f"{'https' if self.secure else 'http'}://{host}"
