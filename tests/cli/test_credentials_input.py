"""Standard input as the one JSON object, and nothing else."""

from __future__ import annotations

import io
import json

import pytest

from wizard.cli.credentials_input import ApiKeyAlone, take_credentials
from wizard.cli.terminal import Terminal
from wizard.core.credentials import HmacCredentials
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret

_API_KEY = "A1b2" * 16
_SECRET = "Z9y8" * 16
_PAIR = {"api_key": _API_KEY, "secret": _SECRET}
_UNREADABLE = [
    "not JSON",
    "[]",
    "null",
    '"text"',
    json.dumps(_PAIR)[:-1],
    json.dumps(_PAIR) * 2,
    json.dumps({"api_key": 12}),
    json.dumps({"secret": _SECRET}),
    json.dumps({**_PAIR, "private_key_pem": "x"}),
    json.dumps({**_PAIR, "name": "x"}),
    json.dumps({"api_key": _API_KEY, "secret": 12}),
    json.dumps({"api_key": None, "secret": _SECRET}),
    f'{{"api_key": "{_API_KEY}", "api_key": "{_API_KEY}", "secret": "{_SECRET}"}}',
    json.dumps({**_PAIR, "secret": "x" * 20_000}),
    "[" * 10_000,
    '{"api_key": "\ud800"}',
]


def test_an_api_key_alone_belongs_to_a_pair() -> None:
    found = take_credentials(_terminal(json.dumps({"api_key": _API_KEY}).encode()))

    assert found == ApiKeyAlone(_API_KEY)
    assert _API_KEY not in repr(found)


def _terminal(given: bytes) -> Terminal:
    return Terminal(io.BytesIO(given), io.StringIO(), io.StringIO(), interactive=False)


@pytest.mark.parametrize("given", _UNREADABLE, ids=range(len(_UNREADABLE)))
def test_input_that_is_not_the_one_object(given: str) -> None:
    found = take_credentials(_terminal(given.encode(errors="surrogatepass")))

    assert isinstance(found, Problem)
    assert found.id is ProblemId.INPUT_UNREADABLE
    for text in (found.what, found.means, found.do, found.technical):
        assert _API_KEY not in text
        assert _SECRET not in text


@pytest.mark.parametrize("given", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_no_input_at_all(given: bytes) -> None:
    assert take_credentials(_terminal(given)) is None


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_the_one_object(mark: bytes) -> None:
    found = take_credentials(_terminal(mark + json.dumps(_PAIR, indent=2).encode() + b"\r\n"))

    assert found == HmacCredentials(_API_KEY, Secret(_SECRET))
