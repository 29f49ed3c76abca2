"""Asking an exchange behind a proxy, under the one name that the proxies know."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tests.exchange.asking import hmac_pair
from tests.exchange.certificates import Authority
from tests.exchange.proxies import HOST
from wizard.core.evidence import Finding, PermissionsSeen, Unanswered
from wizard.core.problems import Problem
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.venue import Venue, VenueId
from wizard.exchange.binance_exchange import BinanceExchange

KINDS = [ProxyKind.SOCKS5, ProxyKind.HTTP]


@dataclass
class Traveller:
    """Asks for the exchange behind a proxy; `took_s` is how long the last check took."""

    authority: Authority
    port: int = 443
    deadline_s: float = 8.0
    took_s: float = 0.0

    def check(self, proxy: Proxy | None, host: str = HOST) -> Finding:
        url = f"https://{host}" if self.port == 443 else f"https://{host}:{self.port}"
        exchange = BinanceExchange(
            Venue(VenueId.PRACTICE, "Scripted", url, {}),
            deadline_s=self.deadline_s,
            authorities=self.authority.file,
        )
        seen: list[PermissionsSeen] = []
        started = time.monotonic()
        finding = exchange.check(
            hmac_pair(), try_test_order=True, on_permissions=seen.append, proxy=proxy
        )
        self.took_s = time.monotonic() - started
        return finding


def problem_in(finding: Finding) -> Problem:
    assert isinstance(finding, Unanswered), finding
    return finding.problem
