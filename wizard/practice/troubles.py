"""Everything that can go wrong on the practice exchange, and what goes together.

Troubles of the key combine. Of all the others at most one is on, because an answer can only be
spoiled in one way at a time. Nothing here touches the web pages: there trouble is switched off.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from wizard.practice.site import PracticeSite


class Trouble(StrEnum):
    """One kind of trouble; the value is its name in forms and on the command line."""

    TRADING_ON = "trading-on"
    READING_OFF = "reading-off"
    LYING_FLAGS = "lying-flags"
    UNKNOWN_PERMISSION = "unknown-permission"
    UNKNOWN_PERMISSION_OFF = "unknown-permission-off"
    ANOTHER_KEY = "another-key"
    IP_LIST = "ip-list"
    IP_LIST_WITH_ADDRESS = "ip-list-with-address"
    UNKNOWN_KEY = "unknown-key"
    KEY_SHAPE = "key-shape"
    WRONG_SIGNATURE = "wrong-signature"
    CLOCK_AHEAD = "clock-ahead"
    CLOCK_BEHIND = "clock-behind"
    CLOCK_JUMPS = "clock-jumps"

    WRONG_TYPE = "wrong-type"
    MISSING_FIELD = "missing-field"
    DUPLICATE_NAMES = "duplicate-names"
    ERROR_IN_200 = "error-in-200"
    EMPTY = "empty"
    NO_CONTENT = "no-content"
    NOT_JSON = "not-json"
    HUGE_NUMBER = "huge-number"
    NESTED_LISTS = "nested-lists"

    RATE_LIMIT = "rate-limit"
    RATE_LIMIT_ZERO = "rate-limit-zero"
    BAN = "ban"
    MAINTENANCE = "maintenance"
    OVERLOAD = "overload"
    COUNTRY = "country"
    FIREWALL_PAGE = "firewall-page"

    LOGIN_PAGE = "login-page"
    REDIRECT = "redirect"
    SLOW_HEADERS = "slow-headers"
    SLOW_BODY = "slow-body"
    SILENT = "silent"
    CUT_OFF = "cut-off"
    RESET = "reset"
    GARBAGE = "garbage"
    ENDLESS_BODY = "endless-body"
    GZIP_BOMB = "gzip-bomb"


class TroubleGroup(StrEnum):
    """Where a trouble comes from; the value is the headline above its group."""

    KEY = "The key and the clock"
    ANSWERS = "Answers"
    CLOSURES = "Limits and closures"
    NETWORK = "Network"


_FIRST_OF_GROUP: Final = {
    Trouble.TRADING_ON: TroubleGroup.KEY,
    Trouble.WRONG_TYPE: TroubleGroup.ANSWERS,
    Trouble.RATE_LIMIT: TroubleGroup.CLOSURES,
    Trouble.LOGIN_PAGE: TroubleGroup.NETWORK,
}
# These say two things about the same, so that one of each row is enough.
_CONTRADICTIONS: Final = (
    frozenset({Trouble.CLOCK_AHEAD, Trouble.CLOCK_BEHIND, Trouble.CLOCK_JUMPS}),
    frozenset({Trouble.IP_LIST, Trouble.IP_LIST_WITH_ADDRESS}),
)
# They are lies in the report on a key's permissions, which the other kind of site does not give.
_NEED_THE_REPORT: Final = frozenset(
    {
        Trouble.LYING_FLAGS,
        Trouble.UNKNOWN_PERMISSION,
        Trouble.UNKNOWN_PERMISSION_OFF,
        Trouble.ANOTHER_KEY,
        Trouble.WRONG_TYPE,
        Trouble.MISSING_FIELD,
        Trouble.DUPLICATE_NAMES,
    }
)


def _sort() -> dict[Trouble, TroubleGroup]:
    groups = {}
    group = TroubleGroup.KEY
    for trouble in Trouble:
        group = _FIRST_OF_GROUP.get(trouble, group)
        groups[trouble] = group
    return groups


_GROUPS: Final = _sort()


def group_of(trouble: Trouble) -> TroubleGroup:
    """Where this trouble comes from."""
    return _GROUPS[trouble]


def troubles_of(site: PracticeSite) -> tuple[Trouble, ...]:
    """The troubles that make sense on a site of this kind, in the order of the page."""
    if site is PracticeSite.BINANCE_COM:
        return tuple(Trouble)
    return tuple(trouble for trouble in Trouble if trouble not in _NEED_THE_REPORT)


def exclude_each_other(one: Trouble, other: Trouble) -> bool:
    """Whether only one of two different troubles can be on."""
    if TroubleGroup.KEY in {_GROUPS[one], _GROUPS[other]}:
        return any({one, other} <= row for row in _CONTRADICTIONS)
    return True


def switched_on(troubles: Collection[Trouble], added: Trouble) -> frozenset[Trouble]:
    """`added` is on as well; what excludes it is off."""
    stay = {other for other in troubles if other is added or not exclude_each_other(added, other)}
    return frozenset(stay | {added})


def check_combination(troubles: Collection[Trouble]) -> None:
    """Raises ValueError, with a sentence, for troubles that exclude each other."""
    ordered = [trouble for trouble in Trouble if trouble in troubles]
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if exclude_each_other(one, other):
                raise ValueError(f"“{one}” and “{other}” do not go together. Choose one of them.")
