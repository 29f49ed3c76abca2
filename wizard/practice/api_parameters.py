"""What the parameters of the API's endpoints may hold, apart from the order's own rules.

Legal ranges as recorded in real answers, 2017 to 2025.
"""

import re
from collections.abc import Collection, Mapping

from wizard.practice import api_errors

_MOST_ROWS = 1000  # myTrades, as documented
_WHOLE_NUMBER = "^[0-9]{1,20}$"
_DECIMAL = r"^([0-9]{1,20})(\.[0-9]{1,20})?$"
_NAME = "^[a-zA-Z0-9-_]{1,36}$"
# The exchange shows its own spelling of this range; Python writes it differently.
_SYMBOL_SHOWN = r"^[\w\-._&&[^a-z]]{1,50}$"
_SYMBOL = r"[\w\-.]{1,50}"

_LEGAL_RANGES = {
    "endTime": _WHOLE_NUMBER,
    "fromId": _WHOLE_NUMBER,
    "icebergQty": _DECIMAL,
    "limit": _WHOLE_NUMBER,
    "newClientOrderId": _NAME,
    "newOrderRespType": _NAME,
    "orderId": _WHOLE_NUMBER,
    "pegOffsetType": _NAME,
    "pegOffsetValue": _WHOLE_NUMBER,
    "pegPriceType": _NAME,
    "price": _DECIMAL,
    "quantity": _DECIMAL,
    "quoteOrderQty": _DECIMAL,
    "selfTradePreventionMode": _NAME,
    "side": _NAME,
    "startTime": _WHOLE_NUMBER,
    "stopPrice": _DECIMAL,
    "strategyId": _WHOLE_NUMBER,
    "strategyType": _WHOLE_NUMBER,
    "timeInForce": _NAME,
    "trailingDelta": _WHOLE_NUMBER,
    "type": _NAME,
}
_BOOLEANS = {"true": True, "false": False}


def check_all_known(values: Mapping[str, str], known: Collection[str]) -> None:
    """Every parameter belongs to the endpoint. Raises ApiError -1101 or -1104."""
    if len(values) > len(known):
        raise api_errors.too_many_parameters(len(known), len(values))
    read = sum(name in known for name in values)
    if read < len(values):
        raise api_errors.unread_parameters(read, len(values))


def check_legal(values: Mapping[str, str]) -> None:
    """No parameter is empty or holds foreign characters. Raises ApiError -1105 or -1100."""
    for name, value in values.items():
        if not value:
            raise api_errors.empty_parameter(name)
    for name, value in values.items():
        if name == "symbol":
            if not re.fullmatch(_SYMBOL, value) or value != value.upper():
                raise api_errors.illegal_characters(name, _SYMBOL_SHOWN)
        elif name in _LEGAL_RANGES:
            legal_range = _LEGAL_RANGES[name]
            if not re.fullmatch(legal_range[1:-1], value, re.ASCII):
                raise api_errors.illegal_characters(name, legal_range)


def read_boolean(values: Mapping[str, str], name: str) -> bool:
    """A parameter that is true or false, and false when it was not sent. Raises ApiError -1130."""
    text = values.get(name, "false").lower()
    if text not in _BOOLEANS:
        raise api_errors.not_valid(name)
    return _BOOLEANS[text]


def check_limit(values: Mapping[str, str]) -> None:
    """As many rows as a list may have, if a number was sent. Raises ApiError -1130."""
    if not 1 <= int(values.get("limit", "1")) <= _MOST_ROWS:
        raise api_errors.not_valid("limit")
