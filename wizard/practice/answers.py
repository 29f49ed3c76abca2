"""What the endpoints of the practice exchange answer to a call that may pass.

Shapes: the exchange's documentation, July 2026; the contents are made up.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from wizard.practice import api_errors
from wizard.practice.account import PracticeAccount
from wizard.practice.api_parameters import check_legal, check_limit, read_boolean
from wizard.practice.key_troubles import bend_report, time_told
from wizard.practice.markets import (
    MARKETS,
    Market,
    balances,
    describe_coins,
    describe_market,
    money,
)
from wizard.practice.orders import try_order
from wizard.practice.permission_boxes import PERMISSION_BOXES, TRADING
from wizard.practice.practice_key import PracticeKey

_DAY = 24 * 60 * 60 * 1000  # milliseconds
_UID: Final = 20180703
_SYMBOLS = r'^\[("[A-Z0-9-_.]{1,20}"(,"[A-Z0-9-_.]{1,20}"){0,}){0,1}\]$'


@dataclass(frozen=True, slots=True)
class Call:
    """One call that passed every check so far. `values` are its parameters."""

    account: PracticeAccount
    values: Mapping[str, str]
    in_microseconds: bool = False

    def now(self) -> int:
        """The exchange's clock, in the unit the caller asked for."""
        return self.time(time_told(self.account))

    def time(self, milliseconds: int) -> int:
        """A time in the unit the caller asked for."""
        return milliseconds * 1000 if self.in_microseconds else milliseconds


def nothing(_call: Call) -> dict[str, object]:
    """The answer of ping."""
    return {}


def server_time(call: Call) -> dict[str, object]:
    """The exchange's clock."""
    return {"serverTime": call.now()}


def system_status(_call: Call) -> dict[str, object]:
    """Whether the exchange is under maintenance; closures.py has the answer when it is."""
    return {"status": 0, "msg": "normal"}


def exchange_info(call: Call) -> dict[str, object]:
    """The trading pairs and their filters."""
    return {
        "timezone": "UTC",
        "serverTime": call.now(),
        "rateLimits": [
            {
                "rateLimitType": "REQUEST_WEIGHT",
                "interval": "MINUTE",
                "intervalNum": 1,
                "limit": 6000,
            }
        ],
        "exchangeFilters": [],
        "symbols": [describe_market(market) for market in _wanted_markets(call.values)],
    }


def no_contracts(call: Call) -> dict[str, object]:
    """The exchange information of the futures markets: there are none here."""
    return {"timezone": "UTC", "serverTime": call.now(), "rateLimits": [], "symbols": []}


def no_margin_pairs(_call: Call, _key: PracticeKey) -> list[object]:
    """The margin pairs: there are none here."""
    return []


def prices(call: Call) -> object:
    """The price of one trading pair, or of all."""
    known = [
        {"symbol": market.symbol, "price": money(market.price)}
        for market in _wanted_markets(call.values)
    ]
    return known[0] if "symbol" in call.values else known


def coins(_call: Call, _key: PracticeKey) -> object:
    """Every coin, with what the account owns of it."""
    return describe_coins()


def nothing_yet(call: Call, _key: PracticeKey) -> list[object]:
    """Orders or trades of the account: there are never any here."""
    check_legal(call.values)
    check_limit(call.values)
    if "symbol" in call.values:
        _wanted_markets(call.values)
    return []


def account_information(call: Call, _key: PracticeKey) -> dict[str, object]:
    """What the account owns and may do. It says the same to every key, read-only or not."""
    check_legal(call.values)
    nothing_at_all = money(Decimal(0))
    return {
        "makerCommission": 10,
        "takerCommission": 10,
        "buyerCommission": 0,
        "sellerCommission": 0,
        "commissionRates": {
            "maker": "0.00100000",
            "taker": "0.00100000",
            "buyer": nothing_at_all,
            "seller": nothing_at_all,
        },
        "canTrade": True,
        "canWithdraw": True,
        "canDeposit": True,
        "brokered": False,
        "requireSelfTradePrevention": False,
        "preventSor": False,
        "updateTime": call.now(),
        "accountType": "SPOT",
        "balances": balances(omit_zero=read_boolean(call.values, "omitZeroBalances")),
        "permissions": ["SPOT"],
        "uid": _UID,
    }


def api_restrictions(call: Call, key: PracticeKey) -> dict[str, object]:
    """What this key may do."""
    restrictions: dict[str, object] = {
        "ipRestrict": bool(key.ip_list),
        "createTime": key.create_time,
    }
    restrictions |= {box.field: box.field in key.permissions for box in PERMISSION_BOXES}
    days = call.account.behaviours.trading_authority_days
    if days is not None and TRADING in key.permissions and not key.ip_list:
        restrictions["tradingAuthorityExpirationTime"] = key.create_time + days * _DAY
    return bend_report(restrictions, key, call.account.behaviours.troubles)


def order_test(call: Call, _key: PracticeKey) -> dict[str, object]:
    """The verdict on a test order."""
    return try_order(call.values)


def _wanted_markets(values: Mapping[str, str]) -> list[Market]:
    """The pairs a call asks for, all when it names none. Raises ApiError."""
    check_legal(values)
    if "symbol" in values and "symbols" in values:
        raise api_errors.bad_combination()
    names = list(MARKETS)
    if "symbol" in values:
        names = [values["symbol"]]
    if "symbols" in values:
        if not re.fullmatch(_SYMBOLS[1:-1], values["symbols"], re.ASCII):
            raise api_errors.illegal_characters("symbols", _SYMBOLS)
        names = json.loads(values["symbols"])
    if any(name not in MARKETS for name in names):
        raise api_errors.invalid_symbol()
    if values.get("symbolStatus", "TRADING") != "TRADING":
        return []
    if "SPOT" not in values.get("permissions", "SPOT"):
        return []
    return [MARKETS[name] for name in names]
