"""`practice` with trouble and with another kind of site: the arguments, the list, the process."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import PracticeProcess
from wizard.cli.parser import UsageError, parse
from wizard.practice.site import PracticeSite
from wizard.practice.trouble_words import TROUBLE_WORDS
from wizard.practice.troubles import Trouble, TroubleGroup, troubles_of


def _said(line: str) -> str:
    with pytest.raises(UsageError) as refused:
        parse(line.split())
    return str(refused.value)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("rate-limt", "rate-limit, rate-limit-zero"),
        ("CLOCK", "clock-ahead, clock-behind, clock-jumps"),
        ("unknown", "unknown-permission, unknown-permission-off, unknown-key"),
        ("silence", "silent"),
    ],
)
def test_an_unknown_name_lists_near_ones(typed: str, near: str) -> None:
    said = _said(f"practice --trouble {typed}")
    assert f"There is no trouble “{typed}”. Near it: {near}" in said
    assert said.endswith("“key-wizard practice --list-troubles” shows them all.")


def test_a_name_like_nothing_lists_none() -> None:
    assert "Near it" not in _said("practice --trouble qqqq")


def test_what_does_not_go_together_is_said() -> None:
    assert "“ban” and “silent” do not go together" in _said(
        "practice --trouble silent --trouble ban"
    )


def test_what_the_other_kind_of_site_has_not_is_said() -> None:
    said = _said("practice --site binance.us --trouble missing-field")
    assert "“missing-field” is about the report" in said
    assert "--site binance.us --list-troubles" in said
    assert "binance.com or binance.us" in _said("practice --site testnet")


@pytest.mark.parametrize("site", PracticeSite)
def test_the_list_names_every_trouble_with_its_sentence(site: PracticeSite) -> None:
    answer = KeyWizard()("practice", "--list-troubles", "--site", site)
    assert (answer.code, answer.err) == (0, "")
    assert all(len(line) < 80 for line in answer.out.splitlines())
    text = " ".join(answer.out.split())
    for trouble in Trouble:
        shown = f" {trouble} {TROUBLE_WORDS[trouble].happens}" in text
        assert shown == (trouble in troubles_of(site)), trouble
    for group in TroubleGroup:
        assert f"{group.value}\n" in answer.out


def test_trouble_is_on_from_the_start_and_ends_on_its_page() -> None:
    with PracticeProcess("--trouble", "overload", "--trouble", "trading-on") as practice:
        assert set(json.loads(practice.first_line)) == {"pages_url", "api_url"}
        with pytest.raises(urllib.error.HTTPError, match="503") as refused:
            urllib.request.urlopen(f"{practice.url}/api/v3/ping", timeout=20)
        refused.value.close()
        page = practice.site.open("/trouble")
        assert page.text("trouble-on") == "Trouble is on: Trading is on, Overloaded"
        practice.site.submit("all-trouble-off")
        with urllib.request.urlopen(f"{practice.url}/api/v3/ping", timeout=20) as answer:
            assert answer.read() == b"{}"
        code, err = practice.end()
    assert code == 0
    assert f"Trouble is on: trading-on, overload. Switch it off at {practice.url}/trouble." in err


def test_a_site_of_the_other_kind() -> None:
    with PracticeProcess("--site", "binance.us") as practice:
        assert "Practice exchange (Binance.US kind)" in practice.site.open("/login").html
        code, err = practice.end()
    assert code == 0
    assert "Trouble" not in err
