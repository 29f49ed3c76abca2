"""Counts the weight of calls per minute and tells it in headers, as the exchange does."""

from collections.abc import Callable

_MINUTE = 60_000  # milliseconds


class UsedWeight:
    """Weight used in the running minute: one count for /api, one for each endpoint of /sapi.

    Nothing is refused here; behaviours.py has the answers of an exchange that refuses.
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._minute = 0
        self._counts: dict[str, int] = {}

    def add(self, path: str, weight: int) -> dict[str, str]:
        """Count one call; gives the headers its answer carries."""
        minute = self._clock() // _MINUTE
        if minute != self._minute:
            self._minute = minute
            self._counts.clear()
        on_sapi = path.startswith("/sapi/")
        counted = path if on_sapi else "/api"
        used = self._counts[counted] = self._counts.get(counted, 0) + weight
        if on_sapi:
            return {"X-SAPI-USED-IP-WEIGHT-1M": str(used)}
        return {"X-MBX-USED-WEIGHT": str(used), "X-MBX-USED-WEIGHT-1M": str(used)}
