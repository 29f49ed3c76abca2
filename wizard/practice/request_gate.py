"""Decides whether a signed call may pass: the checks of a real exchange, in their order.

Parameters, key shape, key and address list, signature, timestamp, permission; the content of the
order comes after. Order as far as known (recorded answers, 2020 to 2026); where the timestamp
stands is not known.
"""

import ipaddress
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from wizard.practice import api_errors
from wizard.practice.account import PracticeAccount, UnknownKeyError
from wizard.practice.api_errors import ApiError
from wizard.practice.key_troubles import SEEN_ADDRESS, as_troubled, may, time_judged_by
from wizard.practice.practice_key import PracticeKey, has_key_shape
from wizard.practice.sent_parameters import SIGNATURE, SentParameters
from wizard.practice.signatures import signature_fits
from wizard.practice.troubles import Trouble

# Parameters that every signed call has, beside its own.
SECURITY_PARAMETERS = frozenset({SIGNATURE, "timestamp", "recvWindow"})

_DEFAULT_WINDOW = Decimal(5_000)  # milliseconds
_MAX_WINDOW = Decimal(60_000)
_MAX_AHEAD = Decimal(1_000)
_WHOLE_NUMBER = "^[0-9]{1,20}$"
_WINDOW = "^[0-9]{1,20}(\\.[0-9]{1,3})?$"
# Timestamps may come in microseconds; from this number on they can be nothing else.
_FIRST_MICROSECONDS = 10**15


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, as the transport saw it. `api_key` is None when no key was sent."""

    api_key: str | None
    address: str
    on_sapi: bool


def admit(
    account: PracticeAccount,
    caller: Caller,
    parameters: SentParameters,
    *,
    permission: str,
    mandatory: Iterable[str] = (),
) -> PracticeKey:
    """The key that may make this call. Raises ApiError with the first check that fails."""
    troubles = account.behaviours.troubles
    timestamp, window = _timing(parameters, mandatory)
    key = as_troubled(_look_up(account, caller, troubles), troubles)
    signature = parameters.values[SIGNATURE]
    fits = signature_fits(key.kind, key.verifier, parameters.payload, signature)
    if not fits or Trouble.WRONG_SIGNATURE in troubles:
        raise api_errors.wrong_signature()
    now = Decimal(time_judged_by(account))
    if timestamp >= now + _MAX_AHEAD:
        raise api_errors.too_early()
    if now - timestamp > window:
        raise api_errors.too_old()
    if not may(key, permission, troubles):
        raise api_errors.rejected_key()
    return key


def _timing(parameters: SentParameters, mandatory: Iterable[str]) -> tuple[Decimal, Decimal]:
    """Timestamp and window in milliseconds, after a look whether all parameters are there."""
    values = parameters.values
    for name in (SIGNATURE, "timestamp"):
        if not values.get(name):
            raise api_errors.missing_parameter(name)
    for name in mandatory:
        if name not in values:
            raise api_errors.missing_parameter(name)
    if not re.fullmatch(_WHOLE_NUMBER[1:-1], values["timestamp"], re.ASCII):
        raise api_errors.illegal_characters("timestamp", _WHOLE_NUMBER)
    timestamp = Decimal(values["timestamp"])
    if timestamp >= _FIRST_MICROSECONDS:
        timestamp /= 1000
    return timestamp, _window(values.get("recvWindow"))


def _window(text: str | None) -> Decimal:
    if text is None:
        return _DEFAULT_WINDOW
    if not text:
        raise api_errors.empty_parameter("recvWindow")
    if not re.fullmatch(_WINDOW[1:-1], text, re.ASCII):
        raise api_errors.illegal_characters("recvWindow", _WINDOW)
    window = Decimal(text)
    if window > _MAX_WINDOW:
        raise api_errors.window_too_wide()
    return window


def _look_up(
    account: PracticeAccount, caller: Caller, troubles: Collection[Trouble]
) -> PracticeKey:
    api_key = caller.api_key
    if api_key is None or not has_key_shape(api_key) or Trouble.KEY_SHAPE in troubles:
        raise api_errors.malformed_key()
    if Trouble.UNKNOWN_KEY in troubles:
        raise _unknown(caller)
    try:
        key = account.key(api_key)
    except UnknownKeyError:
        raise _unknown(caller) from None
    if Trouble.IP_LIST_WITH_ADDRESS in troubles:
        raise api_errors.rejected_address(SEEN_ADDRESS)
    listed = not key.ip_list or str(ipaddress.ip_address(caller.address)) in key.ip_list
    if not listed or Trouble.IP_LIST in troubles:
        raise api_errors.rejected_key()
    return key


def _unknown(caller: Caller) -> ApiError:
    return api_errors.unknown_key_id() if caller.on_sapi else api_errors.rejected_key()
