"""The permissions the exchange reports for a key, and which of them a read-only key may have.

Source: GET /sapi/v1/account/apiRestrictions, documentation and recorded answers, autumn 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wizard.core.strict_json import JsonRejectedError, JsonValue, read_object
from wizard.core.wording import QT_TR_NOOP, tr

READING = "enableReading"
TRADING = "enableSpotAndMarginTrading"
IP_RESTRICTED = "ipRestrict"
CREATED = "createTime"
_EXPIRY = "tradingAuthorityExpirationTime"
# Shorter than API keys and signatures: an answer that repeats what it was sent must not have it
# shown, and kept, as the name of a permission.
_LONGEST_NAME = 63
# As far as the vault keeps times: what could be written and not be read again must not come in.
_LATEST_MS = 2**53

# Existed before 2023: every honest answer has them, so a missing one is an unreadable answer.
MUST_BE_REPORTED_OFF = (
    TRADING,
    "enableWithdrawals",
    "enableInternalTransfer",
    "permitsUniversalTransfer",
    "enableMargin",
    "enableFutures",
    "enableVanillaOptions",
)
# Added in November 2023 and November 2024: may be absent, but never on.
MUST_BE_OFF_IF_REPORTED = ("enablePortfolioMarginTrading", "enableFixApiTrade")
# True in these changes nothing for a read-only key: one restricts, the other reads.
HARMLESS = (IP_RESTRICTED, "enableFixReadOnly")

_LABELS = MappingProxyType(
    {
        READING: QT_TR_NOOP("Reading"),
        TRADING: QT_TR_NOOP("Spot & margin trading"),
        "enableWithdrawals": QT_TR_NOOP("Withdrawals"),
        "enableInternalTransfer": QT_TR_NOOP("Internal transfers"),
        "permitsUniversalTransfer": QT_TR_NOOP("Universal transfers"),
        "enableMargin": QT_TR_NOOP("Margin loans and transfers"),
        "enableFutures": QT_TR_NOOP("Futures"),
        "enableVanillaOptions": QT_TR_NOOP("Options"),
        "enablePortfolioMarginTrading": QT_TR_NOOP("Portfolio margin trading"),
        "enableFixApiTrade": QT_TR_NOOP("FIX trading"),
        "enableFixReadOnly": QT_TR_NOOP("FIX reading"),
        IP_RESTRICTED: QT_TR_NOOP("Restricted to your IP addresses"),
    }
)


def label(field: str) -> str:
    """A permission's name in words; one we have never heard of keeps the exchange's own."""
    known = _LABELS.get(field)
    return field if known is None else tr(known)


@dataclass(frozen=True, slots=True)
class Permissions:
    """What the exchange reported for one key: every boolean, known or not.

    `created_ms` is the key's creation time, milliseconds since the epoch.
    """

    flags: Mapping[str, bool]
    created_ms: int

    @property
    def reading(self) -> bool:
        """Whether the key may read."""
        return self.flags[READING]

    @property
    def switched_on(self) -> tuple[str, ...]:
        """The fields that are on and must not be, known ones first, then unknown ones by name."""
        known = (*MUST_BE_REPORTED_OFF, *MUST_BE_OFF_IF_REPORTED)
        on = {name for name, value in self.flags.items() if value} - {READING, *HARMLESS}
        return (*(name for name in known if name in on), *sorted(on.difference(known)))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The answer cannot be understood for certain; `reason` quotes nothing of it."""

    reason: str


def read_permissions(body: bytes) -> Permissions | Unreadable:
    """Understand the answer's bytes, or say why that is not possible. Never guesses."""
    try:
        answer = read_object(body)
    except JsonRejectedError as error:
        return Unreadable(str(error))
    if not all(0 < len(name) <= _LONGEST_NAME and name.isprintable() for name in answer):
        # Unknown names are shown, printed and kept: none may move a cursor or break an encoding.
        return Unreadable("a field has a name that cannot be shown")
    return _from_object(answer)


def _from_object(answer: Mapping[str, JsonValue]) -> Permissions | Unreadable:
    booleans = (READING, *MUST_BE_REPORTED_OFF)
    for name in booleans:
        if name not in answer:
            return Unreadable(f"the field {name} is missing")
    for name in (*booleans, *MUST_BE_OFF_IF_REPORTED, *HARMLESS):
        if name in answer and not isinstance(answer[name], bool):
            return Unreadable(f"the field {name} is neither true nor false")
    created = answer.get(CREATED)
    # Not isinstance: bool is an int in Python, and `true` must not pass as a time.
    if type(created) is not int or not 0 <= created <= _LATEST_MS:
        return Unreadable(f"the field {CREATED} is not a time")
    if _EXPIRY in answer and type(answer[_EXPIRY]) is not int:
        return Unreadable(f"the field {_EXPIRY} is not a time")
    flags = {name: value for name, value in answer.items() if isinstance(value, bool)}
    unknown = set(answer) - set(flags) - {CREATED, _EXPIRY}
    if unknown:
        # A permission we do not know might not come as a boolean; "off" could not be proven.
        return Unreadable("there is a field of an unknown kind")
    return Permissions(MappingProxyType(flags), created)
