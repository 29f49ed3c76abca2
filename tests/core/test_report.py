"""A report for support: what it says, and that there is no place in it for anything private."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.core.checked_keys import NOW, can_do, days_ago, not_accepted, not_checked, saved_key
from wizard.core.credentials import KeyKind
from wizard.core.permissions import TRADING
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import ProxyKind
from wizard.core.report import (
    Connection,
    Findings,
    FolderKind,
    Front,
    Keeping,
    Program,
    RecentCheck,
    Trouble,
    VaultState,
    pair_line,
    pending_line,
    saved_line,
)
from wizard.core.report_net import Traces
from wizard.core.report_text import report_text, rounded, technical, value
from wizard.core.saved_key import PastCheck, PendingKey, VerdictWord, WaitingPair
from wizard.core.venue import Grade, VenueId

NOBODY = Traces()
MARK = "MARKEDzXcVbNm0123456789asdfghjklQWERTYUIOP5678901234567890abcdEF"
KEPT = Keeping(
    FolderKind.USUAL,
    VaultState.KEYCHAIN,
    1,
    True,
    ("keyring macOS", "your login keychain"),
    None,
    None,
)
FINDINGS = Findings(
    NOW,
    Program(
        Front.WINDOW, {"wizard": "0.1.0", "keyring": None}, "Linux 6.1", "wayland gnome", "xcb"
    ),
    KEPT,
    Connection(VenueId.BINANCE_COM, ProxyKind.SOCKS5, None, "certifi 2026.10.18", 81, -40, None),
    (),
    (),
)


def lines(findings: Findings) -> list[str]:
    return report_text(findings, NOBODY).splitlines()


def test_it_begins_with_what_it_is_and_asks_to_be_read() -> None:
    first, second, third, *_rest = lines(FINDINGS)
    assert "Read-Only Key Wizard" in first
    assert "no secrets" in first
    assert "Read it before you post it" in second
    assert third == ""


def test_everything_that_is_known_is_in_it() -> None:
    told = lines(FINDINGS)
    for line in (
        "- wizard: 0.1.0",
        "- keyring: not installed",
        "- system: Linux 6.1",
        "- desktop session: wayland gnome",
        "- asked for in: window (Qt platform: xcb)",
        "- data folder: the usual one",
        "- vault: opens with the keychain (format 1), open",
        "- keychain: your login keychain (keyring macOS)",
        "- venue: binance.com",
        "- proxy: SOCKS5",
        "- certificates: certifi 2026.10.18",
        "- answer: after 81 ms",
        "- computer's clock: 40 ms ahead",
        "## Keys: 0 saved, 0 not finished",
    ):
        assert line in told


def test_keys_are_told_without_telling_which() -> None:
    history = (
        not_checked(ProblemId.TIMED_OUT, NOW - timedelta(minutes=2, seconds=31)),
        can_do("enableFutures", MARK, at=days_ago(3.2)),
        not_accepted(at=days_ago(40)),
        not_accepted(ProblemId.WRONG_SECRET, at=days_ago(50)),
    )
    key = saved_key(MARK, *history)
    pending = PendingKey("id", MARK, VenueId.PRACTICE, KeyKind.ED25519, MARK, NOW)
    pair = WaitingPair("id", MARK, VenueId.PRACTICE, NOW, None, MARK)
    keys = (saved_line(key, NOW), pending_line(pending), pair_line(pair))
    findings = replace(FINDINGS, keys=keys)
    text = report_text(findings, NOBODY)
    assert "## Keys: 1 saved, 2 not finished" in text
    assert (
        "- binance.com, hmac, saved, grade full: not-checked [timed-out] 2 minutes ago; "
        "can-do-more (Futures, a permission unknown to the wizard) 3 days ago; "
        "not-accepted [key-unknown] more than a month ago\n"
    ) in text
    assert text.count("- practice, ed25519, not finished: no check\n") == 2
    assert MARK not in text
    assert MARK[-4:] not in text
    assert "looked private" not in text, "it never came as far as the net"


def test_checks_of_this_session_are_told_with_codes_and_times() -> None:
    trouble = Trouble.of(Problem(ProblemId.KEY_NOT_LET_IN, "HTTP 401, code -2015", {"ip": MARK}))
    ago = NOW - timedelta(hours=5)
    findings = replace(
        FINDINGS,
        recent=(
            RecentCheck(NOW, VenueId.PRACTICE, VerdictWord.READ_ONLY, None, 31, 0),
            RecentCheck(ago, VenueId.PRACTICE, VerdictWord.NOT_ACCEPTED, trouble, None, None),
        ),
    )
    told = lines(findings)
    assert "- just now: practice, read-only, after 31 ms, clock agrees" in told
    assert "- 5 hours ago: practice, not-accepted [key-not-let-in: HTTP 401 code -2015]" in told


@pytest.mark.parametrize(
    ("used", "offered", "words"),
    [
        (None, None, "none"),
        (None, ProxyKind.HTTP, "none (the environment names one: HTTP)"),
        (ProxyKind.HTTP, ProxyKind.SOCKS5, "HTTP (the environment names one: SOCKS5)"),
        (ProblemId.SETTINGS_UNREADABLE, None, "settings-unreadable"),
    ],
)
def test_a_proxy_is_told_by_its_kind(
    used: ProxyKind | ProblemId | None, offered: ProxyKind | None, words: str
) -> None:
    connection = replace(FINDINGS.connection, proxy=used, proxy_in_environment=offered)
    assert f"- proxy: {words}" in lines(replace(FINDINGS, connection=connection))


def test_a_vault_that_cannot_be_used() -> None:
    trouble = Trouble(ProblemId.VAULT_NEWER, "only unknown slots")
    kept = Keeping(FolderKind.OTHER, VaultState.UNUSABLE, None, False, None, trouble, trouble)
    told = lines(replace(FINDINGS, keeping=kept))
    assert "- data folder: another one" in told
    assert "- vault: unusable" in told
    assert "- keychain: none that can be used" in told
    assert "- about the keychain: vault-newer: only unknown slots" in told
    assert "- problem: vault-newer: only unknown slots" in told
    assert "- not looked at: the vault is not open" in told


def test_two_hundred_keys_do_not_fill_pages() -> None:
    keys = tuple(saved_line(saved_key(f"Key {number}"), NOW) for number in range(200))
    told = lines(replace(FINDINGS, keys=keys))
    assert "## Keys: 200 saved, 0 not finished" in told
    assert "- and 170 more" in told
    assert len(told) < 80


@pytest.mark.parametrize(
    "line",
    [MARK, f"HTTP 400, {MARK}", "192.0.2.7", "me@example.org", "/home/gustav/x", "12345678", "é"],
)
def test_a_technical_line_passes_short_words_and_numbers_only(line: str) -> None:
    assert technical(line).split()[-1] == "…"


def test_technical_lines_of_ours_pass_whole() -> None:
    assert technical("HTTP 403, code -2015") == "HTTP 403 code -2015"
    assert technical("ECONNREFUSED while connecting") == "ECONNREFUSED while connecting"
    assert len(technical("word " * 100)) <= 60


@pytest.mark.parametrize("text", ["", MARK, "a\nb", "`x`", "é", "<b>", "1.2\x1b[0m"])
def test_a_value_of_another_kind_is_left_out(text: str) -> None:
    assert value(text) == "…"


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-1), "in the future"),
        (timedelta(0), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=23.9), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=30.9), "30 days ago"),
        (timedelta(days=31), "more than a month ago"),
    ],
)
def test_ages_are_rounded(age: timedelta, words: str) -> None:
    assert rounded(age) == words


def test_the_last_net_says_what_it_caught() -> None:
    """No field of ours lets it through; so somebody called like a version plays the fault."""
    text = report_text(FINDINGS, Traces("", ("wayland-user", "certifi")))
    assert "[removed]" in text
    assert "A last look removed 1 thing that looked private" in text.splitlines()[2]
    assert "looked private" not in report_text(FINDINGS, NOBODY)


def test_the_weaker_proof_is_not_called_read_only() -> None:
    refused = PastCheck(NOW, VerdictWord.READ_ONLY, None, (), "refused", None)
    key = replace(
        saved_key("Tax", refused, can_do(TRADING), venue=VenueId.BINANCE_US),
        grade=Grade.TRADING_ONLY,
    )
    recent = RecentCheck(NOW, VenueId.BINANCE_US, VerdictWord.READ_ONLY, None, 81, None)
    told = lines(replace(FINDINGS, keys=(saved_line(key, NOW),), recent=(recent,)))
    assert not [line for line in told if "read-only" in line]
    (line,) = (line for line in told if "grade trading-only" in line)
    assert line.split(": ")[1].startswith("cannot trade just now; can-do-more")
    assert "- just now: binance.us, cannot trade, after 81 ms" in told
