"""Whose page an address leads to: nothing but the exchange's own is ever called genuine."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.paste_intake import certainly_no_key
from wizard.core.problems import ProblemId
from wizard.core.web_address import (
    Genuine,
    Mail,
    NoAddress,
    OnlyLooksLikeIt,
    SomebodyElses,
    ThisComputer,
    Trick,
    origin_of,
)
from wizard.core.web_address_words import Trust, words_of

RIGHT_TO_LEFT = "\u202e"
CYRILLIC = "bin\u0430nce.com"

TRICKS = [
    ("http://www.binance.com/en/my", Trick.NOT_ENCRYPTED),
    ("http://binance.com:443", Trick.NOT_ENCRYPTED),
    ("javascript:alert(1)//binance.com", Trick.NO_WEB_PAGE),
    ("data:text/html,binance.com", Trick.NO_WEB_PAGE),
    ("ftp://binance.com/", Trick.NO_WEB_PAGE),
    ("view-source:https://binance.com", Trick.NO_WEB_PAGE),
    ("https://binance.com@evil.io/", Trick.BEFORE_AT),
    ("https://www.binance.com:443@evil.io/", Trick.BEFORE_AT),
    ("https://me:word@binance.com/", Trick.BEFORE_AT),
    (f"https://{CYRILLIC}/", Trick.FOREIGN_LETTERS),
    ("bínance.com", Trick.FOREIGN_LETTERS),
    ("app.b\u0456nance.com", Trick.FOREIGN_LETTERS),
    ("b\u0131nance.com", Trick.FOREIGN_LETTERS),
    ("\uff42\uff49\uff4e\uff41\uff4e\uff43\uff45.com", Trick.FOREIGN_LETTERS),
    ("binance\u3002com", Trick.FOREIGN_LETTERS),
    ("xn--bnance-3va.com", Trick.FOREIGN_LETTERS),
    ("https://XN--BINNCE-5NF.com", Trick.FOREIGN_LETTERS),
    ("xn--\N{SUPERSCRIPT TWO}.binance.com", Trick.FOREIGN_LETTERS),
    ("https://binance.com.evil.io/en/my", Trick.NAME_IN_FRONT),
    ("account.binance.com.security.io", Trick.NAME_IN_FRONT),
    ("https://binance-login.com", Trick.NAME_WITHIN),
    ("mybinance.info", Trick.NAME_WITHIN),
    ("wwwbinance.com", Trick.NAME_WITHIN),
    ("https://evil.io/binance.com/login", Trick.NAME_BEHIND),
    ("https://evil.io/?to=www.Binance.com", Trick.NAME_BEHIND),
    ("blnance.com", Trick.MISSPELLED),
    ("b1nance.com/en", Trick.MISSPELLED),
    ("binnance.com", Trick.MISSPELLED),
    ("binanec.com", Trick.MISSPELLED),
    ("bin-ance.com", Trick.MISSPELLED),
    ("binance.co.uk", Trick.OTHER_ENDING),
    ("https://www.binance.example/", Trick.OTHER_ENDING),
    ("https://185.12.3.4/binance.com", Trick.NUMBERS),
    ("https://0x7f.1/", Trick.NUMBERS),
    ("https://2130706433/", Trick.NUMBERS),
    ("https://[::ffff:1.2.3.4]/binance.com", Trick.NUMBERS),
    ("https://binance.com:8443/", Trick.PORT),
    ("binance.com:evil", Trick.PORT),
    ("https://bit.ly/3binance", Trick.SHORTENED),
    (f"https://binance.com/{RIGHT_TO_LEFT}moc", Trick.HIDDEN_SIGNS),
    ("https://binance.com\u200b.evil.io", Trick.HIDDEN_SIGNS),
    ("https://bin\u00adance.com", Trick.HIDDEN_SIGNS),
    ("https://evil.io\\@binance.com", Trick.ODD_SIGNS),
    ("https://binance.com./", Trick.ODD_SIGNS),
    ("https://.binance.com/", Trick.ODD_SIGNS),
    ("https://b%69nance.com/", Trick.ODD_SIGNS),
    ("https://evil%2eio%2f.binance.com", Trick.ODD_SIGNS),
    ("https://binance.com;evil.io", Trick.ODD_SIGNS),
    ("https://binance.com?.evil.io", Trick.ODD_SIGNS),
    ("https://binance.com#.evil.io", Trick.ODD_SIGNS),
    ("https:binance.com", Trick.ODD_SIGNS),
    ("https:///binance.com", Trick.ODD_SIGNS),
    ("//binance.com", Trick.ODD_SIGNS),
    ("www.binance.com/login<https://evil.io/>", Trick.TWO_IN_ONE),
    ("[https://www.binance.com/](https://evil.io/login)", Trick.TWO_IN_ONE),
    ("[binance.com/](evil.io)", Trick.TWO_IN_ONE),
    ('https://www.binance.com/en"https://evil.io', Trick.TWO_IN_ONE),
    ("https://www.binance.com/|https://evil.io", Trick.TWO_IN_ONE),
    ("https://www.binance.com/→https://evil.io", Trick.TWO_IN_ONE),
    ("https://www.binance.com/;https://evil.io", Trick.TWO_IN_ONE),
    ("https://www.binance.com/en,https://evil.io", Trick.TWO_IN_ONE),
    ("https://www.binance.com/enhttps://evil.io", Trick.TWO_IN_ONE),
    ("binance.us/ftp://evil.io", Trick.TWO_IN_ONE),
    ("https://" + "a." * 60 + "binance.com/", Trick.TOO_LONG),
    ("https://binance.com/" + "a" * 3_000, Trick.TOO_LONG),
]


@pytest.mark.parametrize(("text", "trick"), TRICKS, ids=lambda value: str(value)[:40])
def test_each_trick_is_named(text: str, trick: Trick) -> None:
    origin = origin_of(text)

    assert isinstance(origin, OnlyLooksLikeIt)
    assert origin.trick is trick
    words = words_of(origin)
    assert words.trust is Trust.BAD
    assert origin.host in words.why or trick in {Trick.HIDDEN_SIGNS, Trick.TOO_LONG} | {
        Trick.NAME_IN_FRONT,
        Trick.NOT_ENCRYPTED,
    }
    assert "{" not in words.why + words.title + words.advice
    assert RIGHT_TO_LEFT not in words.why


def test_no_trick_is_without_an_example() -> None:
    assert {trick for _, trick in TRICKS} == set(Trick)


@pytest.mark.parametrize(
    ("text", "site", "host"),
    [
        ("https://www.binance.com/en/my/settings/api-management", "Binance.com", "www.binance.com"),
        ("binance.com", "Binance.com", "binance.com"),
        ("HTTPS://Accounts.Binance.COM/", "Binance.com", "accounts.binance.com"),
        (" <https://www.binance.us/settings> ", "Binance.US", "www.binance.us"),
        ("“binance.us”", "Binance.US", "binance.us"),
        ("https://www.binance.com/en?ref=a@b.io#x", "Binance.com", "www.binance.com"),
    ],
)
def test_the_exchanges_own_is_called_so(text: str, site: str, host: str) -> None:
    origin = origin_of(text)

    assert origin == Genuine(site, host)
    assert words_of(origin).trust is Trust.GOOD
    assert site in words_of(origin).title


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://finance.yahoo.com/quote", "finance.yahoo.com"),
        ("münchen.de", "münchen.de"),
        ("https://www.example.org", "www.example.org"),
        ("https://balance.example", "balance.example"),
    ],
)
def test_others_are_not_accused_of_looking_like_it(text: str, host: str) -> None:
    assert origin_of(text) == SomebodyElses(host)
    assert host in words_of(origin_of(text)).why


@pytest.mark.parametrize(
    "text",
    [
        "www.binance.com<https://www.binance.com/>",
        "[binance.us](https://www.binance.us/en)",
        "https://www.binance.com.",
        "https://www.binance.com/en,",
        "https://binance.com/<b>",
    ],
)
def test_more_than_the_exchanges_own_address_is_neither_accused_nor_trusted(text: str) -> None:
    assert origin_of(text) == NoAddress()


def test_what_is_no_address_of_a_page() -> None:
    for text in ("", "  ", "hello", "binance", "go to https://binance.com", "bin\nance.com"):
        assert origin_of(text) == NoAddress(), text
    assert origin_of("support@binance.com") == Mail()
    assert origin_of("http://127.0.0.1:43117/account") == ThisComputer("127.0.0.1")
    for origin in (NoAddress(), Mail(), ThisComputer("127.0.0.1")):
        assert words_of(origin).trust is Trust.NONE
        assert words_of(origin).advice


# Pieces that forged addresses are made of.
_PIECES = st.sampled_from(
    (
        *("https://", "http://", "https:", "//", "/", "\\", "@", ":", "?", "#", ".", "%2e", "%00"),
        *("binance.com", "binance.us", "www.", "binance", "com", "evil.io", "bit.ly", "xn--", "-"),
        *("\t", "\n", " ", "\u202e", "\u200b", "\u3002", "\uff0e", "\u2024", "\uff0f", "\u2044"),
        *("443", "127.0.0.1", "[::1]", "javascript:", "data:", "\u0430", "í", "\u212a", "\u017f"),
        *("\x00", ";", ",", "<", ">", "](", "|", '"', "{", "`", "→"),
    )
)
_ASCII_HOST = re.compile(r"(?:[a-z0-9-]+\.)*binance\.(?:com|us)", re.ASCII)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join)))
def test_nothing_else_is_ever_called_genuine(text: str) -> None:
    origin = origin_of(text)

    words_of(origin)
    if isinstance(origin, Genuine):
        plain = text.strip().strip("\"'<>()[]“”„‘’«»").strip().lower()
        # A second reader of addresses, and the plainest look at it: both say the same.
        parts = urlsplit(plain if plain.startswith("https://") else f"https://{plain}")
        assert parts.scheme == "https"
        assert parts.netloc == parts.hostname == origin.host
        assert _ASCII_HOST.fullmatch(origin.host)
        assert plain.removeprefix("https://").startswith(origin.host)
        assert plain.removeprefix("https://").removeprefix(origin.host)[:1] in {"", "/"}


@given(st.sampled_from(["binance.com", "binance.us"]), st.integers(0, 10), st.characters())
def test_one_strange_sign_in_the_name_and_it_is_not_genuine(site: str, place: int, c: str) -> None:
    place = min(place, len(site) - 1)
    changed = site[:place] + c + site[place + 1 :]
    if changed.lower() != site:
        assert not isinstance(origin_of(f"https://{changed}/"), Genuine)


@given(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?\.[a-z]{2,8}", fullmatch=True))
def test_whoever_comes_after_the_name_is_the_one_who_counts(other: str) -> None:
    for text in (f"binance.com.{other}", f"https://binance.com@{other}", f"binance.com-{other}"):
        assert not isinstance(origin_of(text), Genuine)
    assert not isinstance(origin_of(f"https://{other}/www.binance.com"), Genuine)


_SHOWN = st.sampled_from(
    ["binance.com", "www.binance.com/", "https://www.binance.com/en/login", "[https://binance.us/"]
)
# What stands between a link's name and its goal in mails, notes and pages.
_PARTINGS = st.sampled_from(
    ["<", ">", '"', "'", "|", "^", "`", "{", "}", "](", ")(", "[", ";", ",", "→", "…", "、"]
)
_BEGINNINGS = ["https://", "HTTP://", "//", "https:", "ftp://", "www.", "", "https://binance.com@"]
_HOSTS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?\.(io|example)(/[a-z]*)?", fullmatch=True)


@given(
    _SHOWN, _PARTINGS, st.sampled_from(_BEGINNINGS), _HOSTS, st.sampled_from(["", ">", ")", "."])
)
def test_what_is_shown_with_another_goal_is_never_genuine(
    shown: str, parting: str, beginning: str, host: str, end: str
) -> None:
    for text in (
        f"{shown}{parting}{beginning}{host}{end}",
        f"{shown}{parting}{parting}{host}{end}",
    ):
        assert not isinstance(origin_of(text), Genuine), text
    assert not isinstance(origin_of(f"{beginning}{host}{parting}{shown}{end}"), Genuine)
    if beginning.endswith(":") or "://" in beginning:
        assert not isinstance(origin_of(f"{shown}/{beginning}{host}"), Genuine)


@given(
    st.sampled_from(["", "www.", "accounts.", "a.b."]),
    st.from_regex(r"(/[a-z0-9-]{0,9}){0,3}", fullmatch=True),
)
def test_its_own_pages_are_always_genuine(in_front: str, path: str) -> None:
    origin = origin_of(f"https://{in_front}binance.com{path}")
    assert origin == Genuine("Binance.com", f"{in_front}binance.com")


def test_an_address_in_the_place_of_a_key_is_judged_in_the_same_way() -> None:
    for text in ("https://www.binance.com@evil.io/", "https://binance.com.evil.io", CYRILLIC):
        refused = certainly_no_key(text)
        assert refused is not None
        assert refused.id is ProblemId.PASTE_FALSE_ADDRESS
        assert words_of(origin_of(text)).why in refused.means
    for text in ("https://finance.yahoo.com/", "https://www.binance.com/en", "binance.vision"):
        refused = certainly_no_key(text)
        assert refused is not None
        assert refused.id is ProblemId.PASTE_ADDRESS
