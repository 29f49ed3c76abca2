"""`proxy`: a choice that window and commands share, and that nobody makes silently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.key_wizard import KeyWizard


def test_nothing_is_chosen_until_somebody_chooses(key_wizard: KeyWizard) -> None:
    assert key_wizard("proxy").out == "No proxy is chosen; the exchange is asked directly.\n"
    assert key_wizard("proxy", "--json").json == {"proxy": None}


def test_chosen_shown_and_given_up(key_wizard: KeyWizard, tmp_path: Path) -> None:
    chosen = key_wizard("proxy", "SOCKS5://Proxy.Example:1080/", "--json")
    assert (chosen.code, chosen.json) == (0, {"proxy": "socks5://proxy.example:1080"})
    assert "socks5://proxy.example:1080" in key_wizard("proxy").out
    kept = tmp_path / "kept" / "settings.json"
    assert kept.stat().st_mode & 0o777 == 0o600

    assert key_wizard("proxy", "none", "--json").json == {"proxy": None}
    assert key_wizard("proxy", "--json").json == {"proxy": None}


@pytest.mark.parametrize(
    "address", ["", "proxy", "ftp://proxy:21", "http://somebody:hunter2@proxy:8080", "proxy:99999"]
)
def test_what_is_no_address_changes_nothing(key_wizard: KeyWizard, address: str) -> None:
    assert key_wizard("proxy", "http://proxy.example:8080").code == 0

    refused = key_wizard("proxy", address, "--json")

    assert (refused.code, refused.json["problem"]["id"]) == (64, "proxy-address")
    assert "hunter2" not in refused.out + refused.err
    assert key_wizard("proxy", "--json").json == {"proxy": "http://proxy.example:8080"}


def test_settings_that_cannot_be_read(key_wizard: KeyWizard, tmp_path: Path) -> None:
    (tmp_path / "kept" / "settings.json").write_text("{}}")
    pair = json.dumps({"api_key": "A1b2" * 16, "secret": "Z9y8" * 16})

    assert key_wizard("proxy", "--json").json["problem"]["id"] == "settings-unreadable"
    asked = key_wizard("check", "--json", stdin=pair)
    assert asked.json["problem"]["id"] == "settings-unreadable"

    assert key_wizard("proxy", "none").code == 0
    assert key_wizard("check", "--json", stdin=pair).json["problem"]["id"] == "key-unknown"
