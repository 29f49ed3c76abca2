"""Verifies several keys, a few at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from wizard.core.problems import ProblemError
from wizard.core.saved_key import SavedKey
from wizard.core.verdict import NotChecked
from wizard.key_service.outcomes import Verified

_CHECKS_AT_ONCE = 4


def verify_round(
    verify: Callable[[str], Verified],
    known: Mapping[str, SavedKey],
    record_ids: Iterable[str],
    on_verified: Callable[[Verified], None],
) -> tuple[Verified, ...]:
    """The outcomes in the order asked for; `on_verified` hears of each as it is done, on any
    thread.

    What keeps one key from being asked about is a verdict of its own: the others must be heard.
    """

    def one(record_id: str) -> Verified:
        try:
            verified = verify(record_id)
        except ProblemError as error:
            if record_id not in known:
                raise
            key = known[record_id]
            verified = Verified(key, NotChecked(error.problem), key.last_proof)
        on_verified(verified)
        return verified

    pool = ThreadPoolExecutor(_CHECKS_AT_ONCE, thread_name_prefix="verify")
    try:
        return tuple(pool.map(one, record_ids))
    finally:
        # All are done, unless somebody pressed Ctrl+C, who does not wait for the rest.
        pool.shutdown(wait=False, cancel_futures=True)
