"""What people paste: an API key and a secret in every wrapping that the wizard undoes."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from wizard.core.paste_languages import NAMES

LETTERS = string.ascii_letters + string.digits
API_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
OTHER = "dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83"

Layout = Callable[[str, str], str]

# A group that spells a button beside the values would be left out: one key in many thousands, and
# what hypothesis tries first.
_BUTTONS = re.compile("copy|copi|kopi|kopyala|hide|show|edit|delete|save|key|api|secret|label|name")
keys = st.text(LETTERS, min_size=64, max_size=64).filter(
    lambda key: _BUTTONS.search(key.lower()) is None
)
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202c\u2066\u2069\ufe0f\0"
QUOTES = ("", '""', "''", "``", "“”", "„“", "‘’", "«»", "「」")
# Groups that are told from words by their size, and groups that must stand alone.
LARGE_GROUPS = (22, 24, 32, 40, 50, 64)
GROUPS = (1, 2, 4, 8, 16, 20, *LARGE_GROUPS)

NAME_PAIRS = (
    ("apiKey", "secret"),
    ("api_key", "api_secret"),
    ("apiKey", "apiSecret"),
    ("apiKey", "secretKey"),
    ("key", "secret"),
    ("API_KEY", "API_SECRET"),
    ("apikey", "secretkey"),
    ("api-key", "api-secret-key"),
    ("binanceApiKey", "binanceSecretKey"),
    ("BINANCE_API_KEY", "BINANCE_SECRET_KEY"),
    ("accessKey", "privateKey"),
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """One text, the values it was made of, and whether it gives them names."""

    text: str
    api_key: str
    secret: str
    is_named: bool


def of_lines(line: str) -> Callable[[tuple[str, str]], Layout]:
    """Name and value in a line each."""
    return lambda names: (
        lambda key, secret: "".join(
            line.format(name=name, value=value)
            for name, value in zip(names, (key, secret), strict=True)
        )
    )


def turned(layout: Callable[[tuple[str, str]], Layout]) -> Callable[[tuple[str, str]], Layout]:
    """The same with the secret first."""
    return lambda names: lambda key, secret: layout((names[1], names[0]))(secret, key)


def as_json(names: tuple[str, str]) -> Layout:
    return lambda key, secret: json.dumps({names[0]: key, names[1]: secret})


def as_nested_json(names: tuple[str, str]) -> Layout:
    return lambda key, secret: json.dumps(
        {"exchange": {"name": "binance", "enableRateLimit": True, names[0]: key, names[1]: secret}},
        indent=4,
        ensure_ascii=False,
    )


def as_row(names: tuple[str, str]) -> Layout:
    return lambda key, secret: f"{names[0]},{names[1]}\n{key},{secret}\n"


LINES = (
    "{name}={value}\n",
    "export {name}='{value}'\n",
    'set {name}="{value}" # mine\n',
    "# of the tracker\n{name} = {value} ; there\n",
    "  {name}: {value}\n",
    'const {name} = "{value}";\n',
    '[binance]\n{name} = "{value}"\n',
    "<input name={name} value={value}>\n",
    "**{name}**: `{value}`\n",
    "{name}\n{value}\nCopy\n",
    "{name} {value}\n",
    "{name}\t{value}\n",
    "{name}：{value}\n",
    "• {name}: {value}\n",
)
BY_NAMES: tuple[Callable[[tuple[str, str]], Layout], ...] = (
    as_json,
    turned(as_json),
    as_nested_json,
    turned(as_nested_json),
    as_row,
    turned(as_row),
    *(of_lines(line) for line in LINES),
    *(turned(of_lines(line)) for line in LINES),
)
NAMED: tuple[Layout, ...] = (
    lambda key, secret: f"BINANCE|{key}|{secret}||||",
    lambda key, secret: f"client = Client(api_key='{key}', api_secret='{secret}')",
    lambda key, secret: f"new ccxt.binance({{ apiKey: '{key}', secret: '{secret}' }})",
    lambda key, secret: f"{key} (API key)\n{secret} (secret)",
    lambda key, secret: f"Here are the secret and the API key:\n{secret}\n{key}",
)
BARE: tuple[Layout, ...] = (
    lambda key, secret: f"{key}\n{secret}",
    lambda key, secret: f"{key} {secret}\n",
    lambda key, secret: f"{key},{secret}",
    lambda key, secret: f"{key}:{secret}",
    lambda key, secret: f"Client('{key}', '{secret}')",
    lambda key, secret: f"- {key}\n- {secret}\n",
)


def language_names() -> st.SearchStrategy[tuple[str, str]]:
    """What one language calls both values, in small or capital letters."""
    pairs = [
        (key.strip(), secret.strip())
        for names in NAMES.values()
        for key in f"{names.api_key},{names.mistaken_api_key}".split(",")
        for secret in f"{names.secret},{names.mistaken_secret}".split(",")
        if key.strip() and secret.strip()
    ]
    cases: list[Callable[[str], str]] = [str, str.upper, str.title]
    return st.builds(
        lambda pair, case: (case(pair[0]), case(pair[1])),
        st.sampled_from(pairs),
        st.sampled_from(cases),
    )


def _in_groups(value: str, size: int, between: str) -> str:
    return between.join(value[n : n + size] for n in range(0, len(value), size))


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in text)


@st.composite
def worn(draw: st.DrawFn, value: str, groups: tuple[int, ...]) -> str:
    """One value as it comes: in groups or lines, quoted, in wide letters, with unseen ones."""
    size = draw(st.sampled_from(groups))
    text = _in_groups(value, size, draw(st.sampled_from((" ", "\n", "\u00a0", " \n", "\n > "))))
    if draw(st.booleans()):
        text = _full_width(text)
    for place in sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)), reverse=True):
        text = text[:place] + draw(st.sampled_from(UNSEEN)) + text[place:]
    quotes = draw(st.sampled_from(QUOTES))
    return f"{quotes[:1]}{text}{quotes[1:]}"


PROSE_BEFORE = (
    "Hello,\nthis is for the tracker\n",
    "Binance — Управление\n",
    "我的 账户\n",
    "[1] ",
)
PROSE_AFTER = ("\nKeep it safe, thank you.\n", "\n2026-11-22 10:04 UTC\n", "\nСпасибо\n", "\n----")


@st.composite
def pairs(draw: st.DrawFn) -> Pasted:
    """A system generated key and its secret in one text."""
    key, secret = draw(st.lists(keys, min_size=2, max_size=2, unique=True))
    has_prose = draw(st.booleans())
    groups = LARGE_GROUPS if has_prose else GROUPS
    names = st.one_of(st.sampled_from(NAME_PAIRS), language_names())
    layout, is_named = draw(
        st.one_of(
            st.builds(lambda by, n: (by(n), True), st.sampled_from(BY_NAMES), names),
            st.sampled_from(NAMED).map(lambda layout: (layout, True)),
            st.sampled_from(BARE).map(lambda layout: (layout, False)),
        )
    )
    text = layout(draw(worn(key, groups)), draw(worn(secret, groups)))
    if has_prose:
        text = draw(st.sampled_from(PROSE_BEFORE)) + text + draw(st.sampled_from(PROSE_AFTER))
    line_end = draw(st.sampled_from(("\n", "\r\n", "\r")))
    return Pasted(text.replace("\n", line_end), key, secret, is_named)
