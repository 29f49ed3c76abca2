"""Pasted text: a valid pair survives every wrapping; anything else is refused with a reason."""

from __future__ import annotations

import string
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wizard.core.credentials import Ed25519Credentials, HmacCredentials, KeyKind, kind_of
from wizard.core.paste import read_api_key, read_credentials, read_line, swapped
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret

_LETTERS = string.ascii_letters + string.digits
_API_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
_SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
_ED25519 = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u
-----END PRIVATE KEY-----
"""

keys = st.text(_LETTERS, min_size=64, max_size=64)
spaces = st.text(" \t\r\n\u00a0\u2003\u3000", max_size=5)
unseen = st.text("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202c", max_size=3)


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


WRAPPINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda key: key,
    "a line end": lambda key: key + "\r\n",
    "straight quotes": lambda key: f'"{key}"',
    "apostrophes": lambda key: f"'{key}'",
    "curly quotes": lambda key: f"“{key}”",
    "German quotes": lambda key: f"„{key}“",
    "French quotes": lambda key: f"« {key} »",
    "backquotes": lambda key: f"`{key}`",
    "a label": lambda key: f"API Key: {key}",
    "a label in its own line": lambda key: f"Secret Key\n{key}\nCopy",
    "a translated label": lambda key: f"API-Schlüssel：{key}",
    "JSON": lambda key: f'{{"apiKey": "{key}"}}',
    "an .env line": lambda key: f"BINANCE_API_KEY={key}",
    "an exported line": lambda key: f"export SECRET='{key}';",
    "a comma": lambda key: key + ",",
    "broken into lines": lambda key: f"{key[:20]}\n{key[20:40]}\n{key[40:]}\n",
    "broken and quoted": lambda key: f'"{key[:32]}\n{key[32:]}"',
    "spread out": " ".join,
    "full width": _full_width,
    "zero width inside": "\u200b".join,
    "twice the same": lambda key: f"{key} {key}",
    "a zero byte": lambda key: key + "\0",
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@given(api_key=keys, secret=keys, before=spaces, after=spaces, hidden=unseen)
def test_a_valid_pair_survives_every_wrapping(
    wrapping: str, api_key: str, secret: str, before: str, after: str, hidden: str
) -> None:
    assume(api_key != secret)
    wrap = WRAPPINGS[wrapping]

    found = read_credentials(
        before + hidden + wrap(api_key) + after, before + wrap(secret) + hidden + after
    )

    assert found == HmacCredentials(api_key, Secret(secret))


@given(keys, st.sampled_from(list(WRAPPINGS)), st.sampled_from(list(WRAPPINGS)))
def test_wrapped_twice_it_is_found_or_refused_but_never_another(
    key: str, inner: str, outer: str
) -> None:
    assert read_line(WRAPPINGS[outer](WRAPPINGS[inner](key))) in {key, None}


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_pasted_there_is_an_answer(one: str, other: str) -> None:
    found = read_credentials(one, other)

    if isinstance(found, Problem):
        assert found.what
        assert found.means
        assert found.do
    else:
        assert len(found.api_key) == 64


@pytest.mark.parametrize(
    ("api_key", "secret", "problem", "difference"),
    [
        ("", _SECRET, ProblemId.API_KEY_EMPTY, ""),
        (" \u200b\r\n", _SECRET, ProblemId.API_KEY_EMPTY, ""),
        (_API_KEY, "", ProblemId.SECRET_EMPTY, ""),
        (_API_KEY, "\ufeff \n", ProblemId.SECRET_EMPTY, ""),
        (_API_KEY, _API_KEY, ProblemId.SAME_TWICE, ""),
        (f"'{_API_KEY}'", _API_KEY + "\n", ProblemId.SAME_TWICE, ""),
        (_API_KEY[:-1], _SECRET, ProblemId.API_KEY_SHAPE, "has only 63"),
        (_API_KEY + "x", _SECRET, ProblemId.API_KEY_SHAPE, "has 65"),
        (_API_KEY, _SECRET[:40], ProblemId.SECRET_SHAPE, "has only 40"),
        (_API_KEY, "*" * 64, ProblemId.PASTE_MASKED, ""),
        (_API_KEY[:-1] + "é", _SECRET, ProblemId.API_KEY_SHAPE, "other characters, such as é"),
        (_API_KEY[:30] + "…" + _API_KEY[40:], _SECRET, ProblemId.API_KEY_SHAPE, "such as"),
        (f"{_API_KEY} {_SECRET}", _SECRET, ProblemId.API_KEY_SHAPE, "has 128"),
        ("x" * 1_000_000, _SECRET, ProblemId.API_KEY_SHAPE, "has 20000"),
        # One character that stands for eighteen.
        ("\ufdfa" * 20_000, _SECRET, ProblemId.API_KEY_SHAPE, "has "),
    ],
)
def test_what_will_not_do_is_refused_with_a_reason(
    api_key: str, secret: str, problem: ProblemId, difference: str
) -> None:
    found = read_credentials(api_key, secret)

    assert isinstance(found, Problem)
    assert found.id is problem
    assert difference in found.means
    for text in (found.what, found.means, found.do, found.technical):
        assert _SECRET[:6] not in text
        assert _API_KEY[:6] not in text


@pytest.mark.parametrize("far_too_long", ["x" * 1_000_000, "\ufdfa" * 1_000_000])
def test_only_so_much_is_looked_at(far_too_long: str) -> None:
    for found in (read_credentials(far_too_long, ""), read_credentials(_API_KEY, far_too_long)):
        assert isinstance(found, Problem)
        count = int("".join(c for c in found.values["difference"] if c.isdecimal()))
        assert 10_000 < count <= 20_000


def test_a_private_key_makes_other_credentials() -> None:
    found = read_credentials(f" {_API_KEY} ", f"\n{_ED25519}\n")

    assert found == Ed25519Credentials(_API_KEY, Secret(_ED25519))
    assert kind_of(found) is KeyKind.ED25519
    public = _ED25519.replace("PRIVATE", "PUBLIC")
    refused = read_credentials(_API_KEY, public)
    assert isinstance(refused, Problem)
    assert refused.id is ProblemId.PRIVATE_KEY_PUBLIC


def test_reading_an_api_key_alone() -> None:
    assert read_api_key(f"API Key\n{_API_KEY}") == _API_KEY
    assert isinstance(read_api_key("?"), Problem)


@given(keys, keys)
def test_swapping_twice_changes_nothing(api_key: str, secret: str) -> None:
    pair = HmacCredentials(api_key, Secret(secret))
    turned = swapped(pair)

    assert turned == HmacCredentials(secret, Secret(api_key))
    assert swapped(turned) == pair


def test_a_private_key_is_never_taken_for_an_api_key() -> None:
    assert swapped(Ed25519Credentials(_API_KEY, Secret(_ED25519))) is None
