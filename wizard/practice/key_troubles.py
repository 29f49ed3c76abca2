"""What troubles of the key and the clock change in a call that would otherwise be answered."""

from collections.abc import Collection
from dataclasses import replace

from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import ONLY_READING, READING, TRADING, WITHDRAWALS
from wizard.practice.practice_key import PracticeKey
from wizard.practice.troubles import Trouble

CLOCK_OFF = 30 * 60_000  # milliseconds
_ONE_DAY = 24 * 60 * 60 * 1000  # milliseconds
UNHEARD_OF_ON = "enableSomethingNew"
UNHEARD_OF_OFF = "enableSomethingElse"
SEEN_ADDRESS = "203.0.113.7"  # from the range for documentation, RFC 5737


def time_told(account: PracticeAccount) -> int:
    """The time the API tells, in milliseconds since the epoch; the pages keep the true one."""
    troubles = account.behaviours.troubles
    if Trouble.CLOCK_AHEAD in troubles:
        return account.now() + CLOCK_OFF
    if Trouble.CLOCK_BEHIND in troubles:
        return account.now() - CLOCK_OFF
    return account.now()


def time_judged_by(account: PracticeAccount) -> int:
    """The time signed calls are held against, in milliseconds since the epoch."""
    jump = CLOCK_OFF if Trouble.CLOCK_JUMPS in account.behaviours.troubles else 0
    return time_told(account) + jump


def as_troubled(key: PracticeKey, troubles: Collection[Trouble]) -> PracticeKey:
    """The key as the API treats it now; the account and the pages keep the true one."""
    permissions = key.permissions
    if Trouble.TRADING_ON in troubles:
        permissions |= {TRADING}
    if Trouble.READING_OFF in troubles:
        permissions -= {READING}
    return replace(key, permissions=permissions)


def may(key: PracticeKey, permission: str, troubles: Collection[Trouble]) -> bool:
    """Whether the gate lets the key do this, whatever it reports."""
    if permission == TRADING and Trouble.LYING_FLAGS in troubles:
        return True
    return permission in key.permissions


def bend_report(
    report: dict[str, object], key: PracticeKey, troubles: Collection[Trouble]
) -> dict[str, object]:
    """The report on a key's permissions, with every lie that is switched on."""
    bent = dict(report)
    if Trouble.LYING_FLAGS in troubles:
        bent |= dict.fromkeys(key.permissions - ONLY_READING, False)
        bent.pop("tradingAuthorityExpirationTime", None)
    if Trouble.UNKNOWN_PERMISSION in troubles:
        bent[UNHEARD_OF_ON] = True
    if Trouble.UNKNOWN_PERMISSION_OFF in troubles:
        bent[UNHEARD_OF_OFF] = False
    if Trouble.ANOTHER_KEY in troubles:
        bent["createTime"] = key.create_time - _ONE_DAY
    if Trouble.WRONG_TYPE in troubles:
        bent[TRADING] = "false"
    if Trouble.MISSING_FIELD in troubles:
        del bent[WITHDRAWALS]
    return bent
