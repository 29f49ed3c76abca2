"""Whatever is pasted: an answer, nothing raised, invented or leaked, in bounded time."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from types import FrameType, ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wizard.core
from tests.core.pasted_texts import (
    API_KEY,
    OTHER,
    QUOTES,
    SECRET,
    UNSEEN,
    Pasted,
    language_names,
    pairs,
)
from wizard.core.credentials import secret_of
from wizard.core.paste import read_api_key, read_credentials, read_line
from wizard.core.paste_cleaning import FAR_TOO_LONG
from wizard.core.paste_intake import PasteIntake, certainly_no_key
from wizard.core.paste_reading import found_on, page_of
from wizard.core.private_key import looks_like_pem, read_private_key
from wizard.core.problems import Problem

_PEM = (
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n"
    "-----END PRIVATE KEY-----\n"
)
_FRAGMENTS = (
    *(API_KEY, SECRET, OTHER, API_KEY[:32], API_KEY[32:], SECRET[:63], "0" * 128, "x" * 300),
    *(_PEM, "-----BEGIN ", "PRIVATE KEY-----", "-----END PRIVATE KEY-----", _PEM.split("\n")[1]),
    *(
        "BINANCE|",
        "****",
        "••••••",
        '{"',
        '": "',
        "\\n",
        "\\u0041",
        "\\ud800",
        "\\",
        "# ",
        "[",
        "=",
    ),
    *("API Key", "Secret Key", "key", "https://", "www.", "binance.com", "a@b.cd", "123456"),
    *(" ", "\n", "\r\n", "\t", "\u2028", "а", "é", "e\u0301", "\ud800", "\ufdfa", "Ａ", "①", "ﬁ"),
    *UNSEEN,
    *"".join(QUOTES),
)
texts = st.lists(
    st.one_of(
        st.sampled_from(_FRAGMENTS),
        st.text(max_size=20),
        language_names().map(": ".join),
        st.integers(1, 70).map(lambda size: SECRET[:size]),
    ),
    max_size=12,
).map("".join)


def _letters(text: str) -> str:
    """All letters, digits and signs of base64 in a text, by a way of its own."""
    for _ in range(2):
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
        text = re.sub(r"\\[nrt]", " ", text)
    normal = unicodedata.normalize("NFKC", text)
    return "".join(c for c in normal if c.isascii() and (c.isalnum() or c in "+/="))


def _body(secret: str) -> str:
    return "".join(secret.splitlines()[1:-1]) if looks_like_pem(secret) else secret


@settings(max_examples=600)
@given(st.lists(texts, max_size=3))
def test_nothing_raises_and_nothing_is_invented(pasted: list[str]) -> None:
    intake = PasteIntake()
    for text in pasted:
        for known in (intake, intake.exchanged()):
            assert isinstance(known.taken(text), PasteIntake)
        intake = intake.taken(text)
        assert certainly_no_key(text) is None or intake.credentials is None or len(pasted) > 1
        read_private_key(text)
        read_line(text)
        read_api_key(text)

    found = intake.credentials
    if found is not None:
        letters = [_letters(text) for text in pasted]
        for value in (found.api_key, _body(secret_of(found).reveal())):
            assert any(value in each for each in letters)
        assert found.api_key != secret_of(found).reveal()


@settings(max_examples=200)
@given(texts, texts)
def test_the_command_line_invents_nothing_either(one: str, other: str) -> None:
    found = read_credentials(one, other)

    if not isinstance(found, Problem):
        assert found.api_key in _letters(one)
        assert _body(secret_of(found).reveal()) in _letters(other)


def _shown(*things: object) -> str:
    return " ".join(f"{thing!r} {thing}" for thing in things)


def _said_by(problem: Problem | None) -> str:
    if problem is None:
        return ""
    return _shown(problem, problem.what, problem.means, problem.do, dict(problem.values))


def _runs_of(value: str, size: int = 6) -> Iterable[str]:
    return (value[n : n + size] for n in range(len(value) - size + 1))


@settings(max_examples=200)
@given(st.sampled_from((API_KEY, SECRET)), texts, st.integers(0, 64), st.sampled_from("аé.*ξ~ "))
def test_nothing_shown_holds_a_run_of_a_value(
    value: str, around: str, cut: int, strange: str
) -> None:
    for text in (value[:cut] + strange + value[cut:], value[:cut], around + value[cut:]):
        intake = PasteIntake().taken(text)
        page = page_of(text)
        shown = _shown(intake, page, found_on(page), *page.blocks, *page.values, page.rest)
        shown += _said_by(intake.problem) + _said_by(certainly_no_key(text))
        assert not any(run in shown for run in _runs_of(value))


@given(pairs())
def test_nothing_shown_holds_what_was_taken(pasted: Pasted) -> None:
    intake = PasteIntake().taken(pasted.text)
    assert pasted.api_key not in _shown(intake, page_of(pasted.text))
    assert pasted.secret not in _shown(intake, page_of(pasted.text))


_NASTY = {
    "one letter": "a",
    "single letters": "a ",
    "short words": "ab cde ",
    "names": "api key secret ",
    "hyphens": "-",
    "half frames": "-----BEGIN PRIVATE KEY-----",
    "other halves": "-----END PRIVATE KEY-----",
    "the body of a key": "MC4CAQAwBQYDK2VwBCIEI",
    "stars": "* ",
    "three stars": "***a",
    "addresses": "a.",
    "the beginning of an address": "http://www.",
    "groups": "0a1b-",
    "backslashes": "\\",
    "escapes": "\\u005c",
    "quotes": "\"'",
    "blanks": " ",
    "lines": "a\n",
    "marks": "e\u0301",
    "expanding": "\ufdfa",
    "unseen": "\u200b",
    "values": API_KEY + " ",
    "named values": f"API Key {API_KEY}\n",
    "comments": "# ",
    "equals": "=",
    "base64": "aB+/",
}


def _answered(text: str) -> None:
    PasteIntake().taken(text)
    certainly_no_key(text)
    read_private_key(text)


@pytest.mark.parametrize("nasty", _NASTY)
def test_ten_million_characters_are_answered_at_once(nasty: str) -> None:
    text = (_NASTY[nasty] * (10_000_000 // len(_NASTY[nasty]) + 1))[:10_000_000]
    started = time.monotonic()

    _answered(text)

    assert time.monotonic() - started < 5


def _calls(text: str) -> int:
    count = 0

    def one_more(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(one_more)
    try:
        _answered(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("nasty", _NASTY)
def test_twice_the_text_is_twice_the_work_at_most(nasty: str) -> None:
    """Counted in calls, not in seconds. What one call of a pattern may cost is settled below."""
    unit = _NASTY[nasty]
    half = _calls((unit * FAR_TOO_LONG)[: FAR_TOO_LONG // 2])
    whole = _calls((unit * FAR_TOO_LONG)[:FAR_TOO_LONG])

    assert whole <= 2.2 * half + 2000
    assert whole <= 150 * FAR_TOO_LONG


def _paste_modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(wizard.core.__path__):
        if module.name.startswith("paste") or module.name == "private_key":
            yield importlib.import_module(f"wizard.core.{module.name}")


def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        f"{module.__name__}.{name}": value
        for module in _paste_modules()
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }


_ENDLESS = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})(?![^\[]*(?<!\\)\])")
_ON_SHORT_TEXTS_ONLY = {
    f"wizard.core.paste_elsewhere.{name}" for name in ("_EMAIL", "_ADDRESS", "_BARE_HOST")
}


@pytest.mark.parametrize("name", sorted(set(_patterns()) - _ON_SHORT_TEXTS_ONLY))
def test_a_pattern_repeats_without_end_only_at_its_end(name: str) -> None:
    """Then nothing follows that could fail and send it back: every character is seen once.

    Everything before has a largest length, so a place costs no more than that.
    """
    endless = list(_ENDLESS.finditer(_patterns()[name].pattern))

    assert len(endless) <= 1
    for repeat in endless:
        assert repeat.end() == len(_patterns()[name].pattern)


def test_the_other_patterns_see_short_texts_only() -> None:
    assert set(_patterns()) >= _ON_SHORT_TEXTS_ONLY
    assert certainly_no_key("http://" + "a" * 200) is not None
    assert certainly_no_key("http://" + "a." * 200) is None
