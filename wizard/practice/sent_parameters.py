"""Reads the parameters of one API call out of the bytes that were sent.

Facts: the exchange's REST documentation, July 2026. Parameters come in the query, the body or both;
the query wins; what was signed is both, one after the other, as sent, without the signature.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from wizard.practice.api_errors import duplicate_parameter, illegal_characters_somewhere

SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class SentParameters:
    """`payload` is what must have been signed; `values` are decoded, the signature included."""

    payload: bytes
    values: Mapping[str, str]


def read_parameters(query: bytes, body: bytes, *, body_has_parameters: bool) -> SentParameters:
    """Parameters of a call from its raw query string and raw body. Raises ApiError -1100, -1101.

    Where the body is no form, it still counts for the signature but holds no parameters.
    """
    signed_query, from_query = _split(query)
    signed_body, from_body = _split(body) if body_has_parameters else (body, {})
    return SentParameters(signed_query + signed_body, {**from_body, **from_query})


def _split(raw: bytes) -> tuple[bytes, dict[str, str]]:
    signed: list[bytes] = []
    values: dict[str, str] = {}
    for pair in raw.split(b"&"):
        raw_name, _, raw_value = pair.partition(b"=")
        name = _decode(raw_name)
        if name in values:
            raise duplicate_parameter(name)
        if pair:
            values[name] = _decode(raw_value)
        if name != SIGNATURE:
            signed.append(pair)
    return b"&".join(signed), values


def _decode(raw: bytes) -> str:
    try:
        return unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        raise illegal_characters_somewhere() from None
