"""The errors of the practice exchange's API, one function for each.

Codes and texts: errors.md of the exchange's documentation, July 2026; those marked "seen" are
not documented, but were recorded from real answers. HTTP statuses as recorded.
"""

BAD_REQUEST = 400
UNAUTHORIZED = 401


class ApiError(Exception):
    """One refused call. `http_status` and a body of the form {"code": …, "msg": "…"}."""

    def __init__(self, code: int, msg: str, *, http_status: int = BAD_REQUEST) -> None:
        super().__init__(f"{code} {msg}")
        self.code = code
        self.msg = msg
        self.http_status = http_status

    def body(self) -> dict[str, object]:
        """What is sent as JSON."""
        return {"code": self.code, "msg": self.msg}


def invalid_message(reason: str) -> ApiError:
    """The order is refused before it reaches the matching engine."""
    return ApiError(-1013, reason)


def filter_failure(name: str) -> ApiError:
    """The order breaks one of the symbol's filters."""
    return invalid_message(f"Filter failure: {name}")


def too_old() -> ApiError:
    """The timestamp lies further back than the request allows."""
    return ApiError(-1021, "Timestamp for this request is outside of the recvWindow.")


def too_early() -> ApiError:
    """The timestamp lies a second or more in the future."""
    return ApiError(-1021, "Timestamp for this request was 1000ms ahead of the server's time.")


def wrong_signature() -> ApiError:
    """The signature was not made with this key's secret over these bytes."""
    return ApiError(-1022, "Signature for this request is not valid.")


def illegal_characters(name: str, legal_range: str) -> ApiError:
    """A parameter has characters that do not belong there."""
    return ApiError(
        -1100,
        f"Illegal characters found in parameter '{name}'; legal range is '{legal_range}'.",
    )


def illegal_characters_somewhere() -> ApiError:
    """The parameters as a whole cannot be read."""
    return ApiError(-1100, "Illegal characters found in a parameter.")


def too_many_parameters(expected: int, received: int) -> ApiError:
    """More parameters than the endpoint has."""
    return ApiError(-1101, f"Too many parameters; expected '{expected}' and received '{received}'.")


def duplicate_parameter(name: str) -> ApiError:
    """One parameter, two values (seen, Jan 2025)."""
    return ApiError(-1101, f"Duplicate values for parameter '{name}'.")


def missing_parameter(name: str) -> ApiError:
    """A mandatory parameter is not there."""
    return ApiError(
        -1102, f"Mandatory parameter '{name}' was not sent, was empty/null, or malformed."
    )


def missing_either(name: str, other: str) -> ApiError:
    """One of two parameters has to be there."""
    return ApiError(-1102, f"Param '{name}' or '{other}' must be sent, but both were empty/null!")


def unread_parameters(read: int, sent: int) -> ApiError:
    """Parameters the endpoint does not know."""
    return ApiError(
        -1104,
        f"Not all sent parameters were read; read '{read}' parameter(s) but was sent '{sent}'.",
    )


def empty_parameter(name: str) -> ApiError:
    """A parameter without a value."""
    return ApiError(-1105, f"Parameter '{name}' was empty.")


def parameter_not_required(name: str) -> ApiError:
    """A parameter that does not fit the order's type."""
    return ApiError(-1106, f"Parameter '{name}' sent when not required.")


def too_precise(name: str) -> ApiError:
    """More decimal places than the asset has."""
    return ApiError(-1111, f"Parameter '{name}' has too much precision.")


def unsupported_combination() -> ApiError:
    """Parameters that do not go together in one order."""
    return ApiError(-1014, "Unsupported order combination.")


def invalid_time_in_force() -> ApiError:
    """A time in force nobody knows."""
    return ApiError(-1115, "Invalid timeInForce.")


def invalid_order_type() -> ApiError:
    """An order type nobody knows."""
    return ApiError(-1116, "Invalid orderType.")


def invalid_side() -> ApiError:
    """Neither BUY nor SELL."""
    return ApiError(-1117, "Invalid side.")


def invalid_symbol() -> ApiError:
    """A trading pair nobody knows."""
    return ApiError(-1121, "Invalid symbol.")


def bad_combination() -> ApiError:
    """Optional parameters that exclude each other."""
    return ApiError(-1128, "Combination of optional parameters invalid.")


def not_valid(name: str) -> ApiError:
    """A value outside the list of values."""
    return ApiError(-1130, f"Data sent for parameter '{name}' is not valid.")


def window_too_wide() -> ApiError:
    """More than a minute of grace (seen, since Aug 2019)."""
    return ApiError(-1131, "'recvWindow' must be less than 60000.")


def strategy_type_too_small() -> ApiError:
    """Numbers below a million are the exchange's own."""
    return ApiError(-1134, "`strategyType` was less than 1000000.")


def invalid_time_unit() -> ApiError:
    """The header X-MBX-TIME-UNIT holds something else."""
    return ApiError(
        -1194, "Invalid value for time unit; expected either MICROSECOND or MILLISECOND."
    )


def unknown_key_id() -> ApiError:
    """Nobody has this key: the answer of /sapi (seen)."""
    return ApiError(-2008, "Invalid Api-Key ID.")


def malformed_key() -> ApiError:
    """This cannot be an API key."""
    return ApiError(-2014, "API-key format invalid.", http_status=UNAUTHORIZED)


def rejected_key() -> ApiError:
    """One answer, many causes: key unknown on /api, address not listed, permission off."""
    return ApiError(
        -2015, "Invalid API-key, IP, or permissions for action.", http_status=UNAUTHORIZED
    )


def rejected_address(address: str) -> ApiError:
    """The same, as some answers put it: with the address the call came from (seen)."""
    return ApiError(
        -2015,
        f"Invalid API-key, IP, or permissions for action, request ip: {address}",
        http_status=UNAUTHORIZED,
    )
