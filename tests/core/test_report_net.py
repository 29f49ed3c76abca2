"""The last net under a report: what it takes out, and what it leaves alone."""

from __future__ import annotations

import base64
import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.report_net import REMOVED, Traces, strain

KEY = "KeyThatMustNotLeak0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
NOBODY = Traces()
GUSTAV = Traces("/home/gustav", ("gustav", "gustavs-laptop", "gustavs-laptop.local", ""))


@pytest.mark.parametrize(
    "private",
    [
        KEY,
        KEY[:32],
        KEY.encode().hex(),
        base64.b64encode(KEY.encode()).decode(),
        base64.urlsafe_b64encode(b"\xfb\xef\xbe" * 8).decode(),
        quote(base64.b64encode(b"\xfb\xef" * 20).decode(), safe=""),
        "somebody@example.org",
        "root@laptop",
        "192.168.1.77",
        "10.0.0.1",
        "2001:db8::8a2e:370:7334",
        "fe80::1",
        "::1",
        "::ffff:192.0.2.128",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "before {} after", "“{}”", "({})", "[{}]", "at {}: no", "{},", "in:{}", "{}."]
)
def test_what_looks_private_is_taken_out(private: str, around: str) -> None:
    strained = strain(around.format(private), NOBODY)
    assert private not in strained.text
    assert strained.text.count(REMOVED) == strained.removed == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/home/gustav/.local/share", "~/.local/share"),
        ("file:///HOME/Gustav/x", "file://~/x"),
        ("by gustav, on GUSTAVS-LAPTOP", f"by {REMOVED}, on {REMOVED}"),
        ("gustavs-laptop.local", REMOVED),
        ("gustavo and august", "gustavo and august"),
    ],
)
def test_the_home_folder_and_names_are_taken_out(text: str, left: str) -> None:
    assert strain(text, GUSTAV).text == left


@pytest.mark.parametrize("home", [r"C:\Users\Gustav", "/home/jos é"])
def test_the_home_folder_is_known_in_every_spelling(home: str) -> None:
    spellings = (home, home.replace("\\", "/"), home.replace("\\", "\\\\"), quote(home))
    for spelling in spellings:
        strained = strain(f"in {spelling}/x", Traces(home))
        assert strained.text == "in ~/x"
        assert strained.removed == 1


@pytest.mark.parametrize(
    "harmless",
    [
        "version 6.11.2, OpenSSL 3.5.1, Windows 10.0.26100",
        "at 09:41:07 and 12:30",
        "one:two::three, this :: that, ratio 1:2:3",
        "HTTP 403, code -2015: key-not-let-in",
        "a word of thirty-one characters " + "x" * 31,
        "- **bold** | table |",
    ],
)
def test_what_is_harmless_stays(harmless: str) -> None:
    assert strain(harmless, GUSTAV) == strain(harmless, NOBODY)
    assert strain(harmless, GUSTAV).text == harmless
    assert strain(harmless, GUSTAV).removed == 0


def test_everyday_and_tiny_names_do_not_shred_the_report() -> None:
    text = "the keychain of Linux is a root of k things"
    assert strain(text, Traces("/", ("root", "k", "linux", "Keychain"))).removed == 0


@given(
    before=st.text(),
    after=st.text(),
    key=st.text(string.ascii_letters + string.digits + "+/=_-", min_size=32, max_size=100),
)
def test_no_long_run_survives_any_surroundings(before: str, after: str, key: str) -> None:
    strained = strain(f"{before}{key}{after}", GUSTAV)
    assert key not in strained.text
    assert strained.removed >= 1


@given(st.text())
def test_a_second_look_finds_nothing(text: str) -> None:
    once = strain(text, NOBODY)
    assert strain(once.text, NOBODY).removed == 0
