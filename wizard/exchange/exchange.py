"""The port: what the rest of the program asks of a venue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from wizard.core.credentials import Credentials
from wizard.core.evidence import Finding, Greeting, PermissionsSeen, Unanswered
from wizard.core.proxy import Proxy
from wizard.core.venue import Venue

DEADLINE_S = 8.0
"""One whole check takes at most this many seconds, whatever the network does."""


class Exchange(Protocol):
    """One venue that can be asked about a key. Called off the GUI thread, from many threads."""

    @property
    def venue(self) -> Venue:
        """Which venue this is."""
        ...

    def check(
        self,
        credentials: Credentials,
        *,
        try_test_order: bool,
        try_swapped: bool = True,
        on_permissions: Callable[[PermissionsSeen], None],
        proxy: Proxy | None = None,
    ) -> Finding:
        """Ask for the permissions first, then (unless told not to) try a test order.

        `try_swapped`: ask once with the two values in each other's place when the key is unknown;
        what was taken for the secret then travels as an API key. `proxy` is the one that somebody
        chose; nothing else leads to one.

        Blocks for at most DEADLINE_S seconds and never raises for anything that the network or
        the exchange did: that is a Finding. `on_permissions` is called once, on the calling
        thread, as soon as the permissions are known.
        """
        ...

    def greet(self, proxy: Proxy | None = None) -> Greeting | Unanswered:
        """Ask, in nobody's name, whether the venue answers and how far the clocks are apart.

        Blocks and never raises, as `check` does.
        """
        ...
