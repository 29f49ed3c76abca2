"""How parameters are read: whatever is sent, what was signed is what arrived."""

import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practice.api_client import FORM, ApiClient, sign
from wizard.practice.api_errors import ApiError
from wizard.practice.practice_key import PracticeKey
from wizard.practice.sent_parameters import read_parameters

NAMES = st.text(min_size=1, max_size=8).filter(lambda name: name != "signature")
PAIRS = st.dictionaries(NAMES, st.text(max_size=12), max_size=6)


def _encode(values: dict[str, str], safe: str = "") -> bytes:
    return "&".join(
        f"{quote(name, safe=safe)}={quote_plus(value, safe=safe)}" for name, value in values.items()
    ).encode()


@given(query=PAIRS, body=PAIRS)
def test_query_and_body_are_read_as_written(query: dict[str, str], body: dict[str, str]) -> None:
    raw_query, raw_body = _encode(query), _encode(body)
    sent = read_parameters(raw_query, raw_body, body_has_parameters=True)
    assert sent.values == {**body, **query}
    assert sent.payload == raw_query + raw_body


@given(before=PAIRS, after=PAIRS, in_body=st.booleans())
def test_the_signature_is_cut_out_wherever_it_stands(
    before: dict[str, str], after: dict[str, str], in_body: bool
) -> None:
    after = {name: value for name, value in after.items() if name not in before}
    parts = [part for part in (_encode(before), b"signature=abc", _encode(after)) if part]
    signed = b"&".join(part for part in parts if part != b"signature=abc")
    raw = b"&".join(parts)
    query, body = (b"", raw) if in_body else (raw, b"")
    sent = read_parameters(query, body, body_has_parameters=True)
    assert sent.values["signature"] == "abc"
    assert sent.payload == signed


def test_the_query_wins() -> None:
    sent = read_parameters(b"a=1", b"a=2&b=3", body_has_parameters=True)
    assert sent.values == {"a": "1", "b": "3"}
    assert sent.payload == b"a=1a=2&b=3"


def test_a_body_that_is_no_form_is_signed_but_not_read() -> None:
    sent = read_parameters(b"a=1", b'{"b": 2}', body_has_parameters=False)
    assert sent.values == {"a": "1"}
    assert sent.payload == b'a=1{"b": 2}'


@pytest.mark.parametrize(
    ("query", "code"),
    [(b"a=1&a=2", -1101), (b"a=1&%61=2", -1101), (b"a=%ff", -1100), (b"%ff=1", -1100)],
)
def test_what_cannot_be_read_is_refused(query: bytes, code: int) -> None:
    with pytest.raises(ApiError) as caught:
        read_parameters(query, b"", body_has_parameters=True)
    assert caught.value.code == code


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    splits=st.lists(st.booleans(), min_size=6, max_size=6),
    order=st.permutations(range(6)),
    signature_in_body=st.booleans(),
)
def test_an_order_passes_however_its_parameters_are_spread(
    api: ApiClient,
    trading_key: PracticeKey,
    splits: list[bool],
    order: list[int],
    signature_in_body: bool,
) -> None:
    parameters = [
        ("symbol", "BTCUSDT"),
        ("side", "BUY"),
        ("type", "MARKET"),
        ("quantity", "0.001"),
        ("recvWindow", "5000"),
        ("timestamp", str(api.now)),
    ]
    in_query = [parameters[index] for index in order if splits[index]]
    in_body = [parameters[index] for index in order if not splits[index]]
    query = "&".join(f"{name}={value}" for name, value in in_query)
    body = "&".join(f"{name}={value}" for name, value in in_body)
    signature = "signature=" + sign(trading_key, (query + body).encode())
    if signature_in_body:
        body = "&".join(filter(None, (body, signature)))
    else:
        query = "&".join(filter(None, (query, signature)))
    answer = api.send(
        "POST",
        "/api/v3/order/test?" + query,
        body.encode(),
        {"X-MBX-APIKEY": trading_key.api_key, "Content-Type": FORM},
    )
    assert (answer.status, answer.body) == (200, b"{}")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(position=st.integers(0, 10_000), replacement=st.sampled_from("abz019&=%+"))
def test_one_altered_character_never_passes(
    api: ApiClient, reading_key: PracticeKey, position: int, replacement: str
) -> None:
    query = f"omitZeroBalances=true&recvWindow=5000&timestamp={api.now}"
    query += "&signature=" + sign(reading_key, query.encode())
    position %= len(query)
    altered = query[:position] + replacement + query[position + 1 :]
    if altered.lower() == query.lower():
        return
    answer = api.get("/api/v3/account?" + altered, **{"X-MBX-APIKEY": reading_key.api_key})
    assert answer.status == 400
    assert json.loads(answer.body)["code"] in {-1022, -1100, -1101, -1102, -1105, -1131}


def test_a_symbol_outside_ascii_must_be_escaped_before_signing(
    api: ApiClient, trading_key: PracticeKey
) -> None:
    rest = f"side=BUY&type=MARKET&quantity=1&timestamp={api.now}"
    headers = {"X-MBX-APIKEY": trading_key.api_key, "Content-Type": FORM}
    escaped = f"symbol={quote('１２３４５６')}&{rest}"
    body = f"{escaped}&signature={sign(trading_key, escaped.encode())}"
    assert api.send("POST", "/api/v3/order/test", body.encode(), headers).code == -1121
    raw = f"symbol=１２３４５６&{rest}"
    body = f"{raw}&signature={sign(trading_key, raw.encode())}"
    assert api.send("POST", "/api/v3/order/test", body.encode(), headers).code == -1022
    # Signed raw, sent escaped: refused since 15 January 2026.
    body = f"{escaped}&signature={sign(trading_key, raw.encode())}"
    assert api.send("POST", "/api/v3/order/test", body.encode(), headers).code == -1022
