"""The order of questions in one check: permissions, the clock if it is wrong, a test order."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from wizard.core.credentials import Credentials, HmacCredentials, has_key_shape
from wizard.core.evidence import PermissionsSeen, Refused, TestOrder, Unanswered
from wizard.core.permissions import Permissions, Unreadable, read_permissions
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.core.strict_json import JsonRejectedError, read_object
from wizard.exchange import diagnosis
from wizard.exchange.replies import Answer, Failure, Reply
from wizard.exchange.server_clock import clock_off_ms

_OK = 200
_UNDER_MAINTENANCE = 1


class Client(Protocol):
    """Asks the listed questions in the name of one pair of credentials. Never raises.

    `clock_off_ms` is added to the computer's clock before signing.
    """

    clock_off_ms: int

    def permissions(self) -> Reply:
        """Ask what the key may do."""
        ...

    def test_order(self) -> Reply:
        """Try an order that is never sent to the market."""
        ...

    def server_time(self) -> Reply:
        """Ask for the exchange's clock."""
        ...

    def system_status(self) -> Reply:
        """Ask whether the exchange is closed for maintenance."""
        ...


class Conversation:
    """One check, request by request. `deadline_s` is only for the words of a problem."""

    def __init__(
        self,
        credentials: Credentials,
        client_for: Callable[[Credentials], Client],
        *,
        deadline_s: float,
        clock_off_ms: int,
    ) -> None:
        self._credentials = credentials
        self._client_for = client_for
        self._deadline_s = deadline_s
        self._client = client_for(credentials)
        self._client.clock_off_ms = clock_off_ms

    def ask_permissions(self) -> PermissionsSeen | Refused | Unanswered:
        """Ask for the permissions; when the clocks disagree, set ours once and ask again."""
        reply, answered_ms = self._timed()
        corrected_ms = None
        if diagnosis.error_code(reply) == diagnosis.CLOCK:
            measured = self._ask_clock()
            if isinstance(measured, Failure):
                return diagnosis.diagnose(measured, deadline_s=self._deadline_s)
            if measured is not None:
                self._client.clock_off_ms = corrected_ms = measured
                reply, answered_ms = self._timed()
        if isinstance(reply, Answer) and 200 <= reply.status < 300:  # noqa: PLR2004 (HTTP: 2xx)
            permissions = _permissions_in(reply)
            if isinstance(permissions, Unanswered):
                return permissions
            return PermissionsSeen(permissions, answered_ms, self._client.clock_off_ms)
        return self._look_closer(
            diagnosis.diagnose(reply, deadline_s=self._deadline_s, clock_off_ms=corrected_ms)
        )

    def _timed(self) -> tuple[Reply, int]:
        started = time.monotonic()
        reply = self._client.permissions()
        return reply, round((time.monotonic() - started) * 1000)

    def ask_test_order(self) -> TestOrder:
        """The second witness."""
        return diagnosis.fate_of_test_order(self._client.test_order())

    def _ask_clock(self) -> int | Failure | None:
        """How many milliseconds the computer is behind the exchange; None if it did not say."""
        asked_at, started = time.time(), time.monotonic()
        reply = self._client.server_time()
        took_s = time.monotonic() - started
        if isinstance(reply, Failure):
            return reply
        return clock_off_ms(reply, asked_at=asked_at, took_s=took_s)

    def _look_closer(self, found: Refused | Unanswered) -> Refused | Unanswered:
        """One more question where it tells two causes apart."""
        if found.problem.id is ProblemId.KEY_UNKNOWN:
            return self._try_swapped() or found
        # A failed connection is no trouble of the server's, so there is somebody to ask.
        if found.problem.id is ProblemId.SERVER_TROUBLE and self._under_maintenance():
            return Unanswered(Problem(ProblemId.MAINTENANCE, found.problem.technical))
        return found

    def _under_maintenance(self) -> bool:
        status = self._client.system_status()
        if isinstance(status, Failure) or status.status != _OK:
            return False
        try:
            said = read_object(status.body).get("status")
        except JsonRejectedError:
            return False
        return type(said) is int and said == _UNDER_MAINTENANCE

    def _try_swapped(self) -> Refused | None:
        pair = self._credentials
        if not isinstance(pair, HmacCredentials):
            return None
        secret = pair.secret.reveal()
        if secret == pair.api_key:
            return Refused(Problem(ProblemId.SAME_TWICE))
        if not has_key_shape(secret):
            return None
        swapped = self._client_for(HmacCredentials(secret, Secret(pair.api_key)))
        swapped.clock_off_ms = self._client.clock_off_ms
        reply = swapped.permissions()
        answered = isinstance(reply, Answer) and isinstance(_permissions_in(reply), Permissions)
        # Known, and its signature was right: otherwise the answer would be another one.
        known = diagnosis.error_code(reply) == diagnosis.NOT_ALLOWED
        return Refused(Problem(ProblemId.SWAPPED)) if answered or known else None


def _permissions_in(answer: Answer) -> Permissions | Unanswered:
    if answer.status != _OK:
        return diagnosis.unreadable(answer, "not the status of an answer")
    permissions = read_permissions(answer.body)
    if isinstance(permissions, Unreadable):
        return diagnosis.unreadable(answer, permissions.reason)
    return permissions
