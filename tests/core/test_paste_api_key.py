"""The field for the API key alone: it takes nothing else, and says what it was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_public_key import DOCUMENTED
from wizard.core.credentials import has_key_shape
from wizard.core.paste_api_key import read_api_key_alone
from wizard.core.problems import Problem, ProblemId

KEY, OTHER = "A1b2" * 16, "Z9y8" * 16
_BODY = "MC4CAQAwBQYDK2VwBCIEI" + "A" * 43
PRIVATE = f"-----BEGIN PRIVATE KEY-----\n{_BODY}\n-----END PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        f"  {KEY}\r\n",
        f"API Key\n{KEY}\nCopy",
        f'API_KEY="{KEY}"',
        f"Clave de API: {KEY}",
        "\ufeff" + KEY[:32] + "\u200b" + KEY[32:],
        f"{KEY}\n{KEY}".splitlines()[0],
    ],
)
def test_the_api_key_is_found(text: str) -> None:
    assert read_api_key_alone(text) == KEY


@pytest.mark.parametrize(
    ("text", "problem_id"),
    [
        ("", ProblemId.API_KEY_EMPTY),
        (" \n\t", ProblemId.API_KEY_EMPTY),
        (KEY[:-1], ProblemId.PASTE_NO_KEY),
        (f"API Key: {KEY[:-1]}", ProblemId.API_KEY_SHAPE),
        (f"API Key: {KEY[:-1]}\u0430", ProblemId.API_KEY_SHAPE),
        (DOCUMENTED, ProblemId.API_KEY_IS_PUBLIC),
        (DOCUMENTED.splitlines()[1], ProblemId.API_KEY_IS_PUBLIC),
        (PRIVATE, ProblemId.API_KEY_IS_PRIVATE),
        (_BODY, ProblemId.API_KEY_IS_PRIVATE),
        (f"{KEY}\n{PRIVATE}", ProblemId.API_KEY_IS_PRIVATE),
        (f"{DOCUMENTED}\n{PRIVATE}", ProblemId.API_KEY_IS_PRIVATE),
        (PRIVATE.replace("PRIVATE", "RSA PRIVATE"), ProblemId.API_KEY_IS_PRIVATE),
        (f"API Key {KEY}\nSecret Key {OTHER}", ProblemId.API_KEY_IS_SECRET),
        (f"{KEY}\n{OTHER}", ProblemId.API_KEY_IS_SECRET),
        (f"Secret Key: {OTHER}", ProblemId.API_KEY_IS_SECRET),
        (f"{KEY}\n{OTHER}\n{'Q7w6' * 16}", ProblemId.PASTE_TOO_MANY),
        ("you@example.com", ProblemId.PASTE_EMAIL),
        ("https://www.binance.com/en/my/settings/api-management", ProblemId.PASTE_ADDRESS),
        ("123 456", ProblemId.PASTE_CODE),
        ("hello", ProblemId.PASTE_NO_KEY),
    ],
)
def test_what_else_was_given_is_said(text: str, problem_id: ProblemId) -> None:
    found = read_api_key_alone(text)

    assert isinstance(found, Problem)
    assert found.id is problem_id
    told = f"{found!r} {found.what} {found.means} {found.do}"
    for hidden in (KEY, OTHER, _BODY, KEY[:-1]):
        assert hidden not in told


@given(
    st.text()
    | st.lists(st.sampled_from([KEY, OTHER, "API Key:", "secret", DOCUMENTED, PRIVATE, "\n"])).map(
        " ".join
    )
)
def test_whatever_is_pasted_it_is_a_key_or_a_problem(text: str) -> None:
    found = read_api_key_alone(text)

    if isinstance(found, str):
        assert has_key_shape(found)
        assert "PRIVATE" not in text
        assert OTHER not in text or KEY not in text
