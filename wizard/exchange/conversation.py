"""The order of questions in one check: permissions, the clock if it is wrong, a test order."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from wizard.core.credentials import Credentials, HmacCredentials, has_key_shape
from wizard.core.evidence import PermissionsSeen, Refused, TestOrder, Unanswered
from wizard.core.permissions import Permissions, Unreadable, read_permissions
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.core.strict_json import JsonRejectedError, read_list, read_object
from wizard.core.venue import Grade
from wizard.exchange import diagnosis
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.error_body import error_code
from wizard.exchange.refusals import NOT_ALLOWED
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

    def latest_trade(self) -> Reply:
        """Ask for something that needs reading alone."""
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
    """One check, request by request. `asked` is about this venue and this pair."""

    def __init__(
        self,
        credentials: Credentials,
        client_for: Callable[[Credentials], Client],
        asked: Circumstances,
        *,
        clock_off_ms: int,
        try_swapped: bool = True,
    ) -> None:
        self._credentials = credentials
        self._client_for = client_for
        self._asked = asked
        self._may_swap = try_swapped
        self._reports = asked.venue.grade is Grade.FULL
        self._client = client_for(credentials)
        self._client.clock_off_ms = clock_off_ms
        self._clock_is_set = False  # by what the exchange said in this very check

    def ask_permissions(self) -> PermissionsSeen | Refused | Unanswered:
        """Ask for the permissions; when the clocks disagree, set ours once and ask again.

        A venue that reports none is asked for something that needs reading alone.
        """
        reply, answered_ms = self._timed()
        if error_code(reply) == diagnosis.CLOCK:
            measured = self._ask_clock()
            if isinstance(measured, int):
                self._correct_by(measured)
                reply, answered_ms = self._timed()
            elif measured is not None:
                return measured
        if isinstance(reply, Answer) and 200 <= reply.status < 300:  # noqa: PLR2004 (HTTP: 2xx)
            seen = self._read(reply)
            if isinstance(seen, Unanswered):
                return seen
            return PermissionsSeen(seen, answered_ms, self._client.clock_off_ms)
        return self._look_closer(diagnosis.diagnose(reply, self._asked))

    def ask_test_order(self) -> tuple[TestOrder, Unanswered | None]:
        """The second witness; and what it says where it asks for a pause instead."""
        reply = self._client.test_order()
        fate = diagnosis.fate_of_test_order(reply)
        return fate, self._pause_in(reply) if fate is TestOrder.SILENT else None

    @property
    def clock_off_ms(self) -> int:
        """How far the computer's clock was corrected, milliseconds."""
        return self._client.clock_off_ms

    def _timed(self) -> tuple[Reply, int]:
        started = time.monotonic()
        reply = self._first_question(self._client)
        return reply, round((time.monotonic() - started) * 1000)

    def _first_question(self, client: Client) -> Reply:
        return client.permissions() if self._reports else client.latest_trade()

    def _read(self, answer: Answer) -> Permissions | Unanswered | None:
        return _permissions_in(answer) if self._reports else _nothing_in(answer)

    def _pause_in(self, reply: Reply) -> Unanswered | None:
        """What it says where it asks for a pause, whatever the question was."""
        found = diagnosis.diagnose(reply, self._asked)
        return found if isinstance(found, Unanswered) and found.until is not None else None

    def _ask_clock(self) -> int | Refused | Unanswered | None:
        """How many milliseconds the computer is behind the exchange; None if it did not say.

        What hinders any further question is said instead: no answer, or one that wants a pause.
        """
        asked_at, started = time.time(), time.monotonic()
        reply = self._client.server_time()
        took_s = time.monotonic() - started
        if isinstance(reply, Failure):
            return diagnosis.diagnose(reply, self._asked)
        measured = clock_off_ms(reply, asked_at=asked_at, took_s=took_s)
        return self._pause_in(reply) if measured is None else measured

    def _correct_by(self, measured_ms: int) -> None:
        self._clock_is_set = True
        self._client.clock_off_ms = measured_ms
        self._asked = replace(self._asked, clock_off_ms=measured_ms)

    def _look_closer(self, found: Refused | Unanswered) -> Refused | Unanswered:
        """One more question where it tells two causes apart."""
        if found.problem.id in {ProblemId.KEY_UNKNOWN, ProblemId.KEY_NOT_LET_IN}:
            return self._try_swapped() or found
        # A failed connection is no trouble of the server's, so there is somebody to ask.
        if found.problem.id is ProblemId.SERVER_TROUBLE:
            status = self._client.system_status()
            if _says_maintenance(status):
                return Unanswered(Problem(ProblemId.MAINTENANCE, found.problem.technical))
            return self._pause_in(status) or found
        return found

    def _try_swapped(self) -> Refused | Unanswered | None:
        pair = self._credentials
        if not self._may_swap or not isinstance(pair, HmacCredentials):
            return None
        secret = pair.secret.reveal()
        if secret == pair.api_key:
            return Refused(Problem(ProblemId.SAME_TWICE))
        if not has_key_shape(secret):
            return None
        swapped = self._client_for(HmacCredentials(secret, Secret(pair.api_key)))
        swapped.clock_off_ms = self._client.clock_off_ms
        reply = self._first_question(swapped)
        if error_code(reply) == diagnosis.CLOCK and not self._clock_is_set:
            # An unknown key is told before the clocks are compared, so they come up only now.
            measured = self._ask_clock()
            if isinstance(measured, int):
                swapped.clock_off_ms = measured
                reply = self._first_question(swapped)
            elif isinstance(measured, Unanswered) and measured.until is not None:
                return measured
        answered = isinstance(reply, Answer) and not isinstance(self._read(reply), Unanswered)
        # Known, and its signature was right: otherwise the answer would be another one. Where
        # there is no /sapi, an unknown key is answered in the same words.
        known = self._reports and error_code(reply) == NOT_ALLOWED
        if answered or known:
            return Refused(Problem(ProblemId.SWAPPED))
        return self._pause_in(reply)


def _says_maintenance(reply: Reply) -> bool:
    if isinstance(reply, Failure) or reply.status != _OK:
        return False
    try:
        said = read_object(reply.body).get("status")
    except JsonRejectedError:
        return False
    return type(said) is int and said == _UNDER_MAINTENANCE


def _permissions_in(answer: Answer) -> Permissions | Unanswered:
    if answer.status != _OK:
        return diagnosis.unreadable(answer, "not the status of an answer")
    permissions = read_permissions(answer.body)
    if isinstance(permissions, Unreadable):
        return diagnosis.unreadable(answer, permissions.reason)
    return permissions


def _nothing_in(answer: Answer) -> Unanswered | None:
    """What it lists is nobody's business; that it is a list proves that the pair was accepted."""
    if answer.status != _OK:
        return diagnosis.unreadable(answer, "not the status of an answer")
    try:
        read_list(answer.body)
    except JsonRejectedError as error:
        return diagnosis.unreadable(answer, str(error))
    return None
