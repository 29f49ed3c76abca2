"""Pairs on the command line: made, given to the site's pages, completed, proven, watched."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.cli.key_wizard import PASSPHRASE, KeyWizard
from tests.cli.practice_process import PracticeProcess
from tests.cli.test_at_a_terminal import _talk
from tests.vault.samples import CHEAP
from wizard.cli.name_argument import name_argument
from wizard.cli.parser import parse
from wizard.cli.request import AddKey, MakePair
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor

PUBLIC, PRIVATE = "-----BEGIN PUBLIC KEY-----\n", "PRIVATE KEY"


@pytest.fixture
def quiet(key_wizard: KeyWizard) -> KeyWizard:
    """No command ever prints a private key, or what one begins with."""
    return key_wizard.hiding(PRIVATE, "MC4CAQAwBQYDK2VwBCIEI")


def test_what_is_asked_for() -> None:
    assert parse(["make-pair", "Tax tool", "--json"]).command == MakePair("Tax tool", True)


def test_the_road_of_a_pair(quiet: KeyWizard, practice: PracticeProcess, tmp_path: Path) -> None:
    made = quiet("make-pair", "Tax tool")
    assert made.code == 0
    assert made.out.startswith(PUBLIC)
    assert made.out.count("\n") == 3, "the public key and nothing else, to be piped on"
    assert "key-wizard add 'Tax tool'" in made.err
    document = quiet("make-pair", "tax tool", "--json").json
    assert document == {"name": "Tax tool", "venue": "practice", "public_key": made.out}

    listed = quiet("list")
    assert "There is no saved key yet" in listed.out
    assert "Pairs that wait" in listed.out
    assert "Tax tool" in listed.out
    assert quiet("list", "--json").json == []
    assert "0 saved, 1 not finished" in quiet("vault", "status").out
    unfinished = quiet("verify", "Tax tool")
    assert (unfinished.code, "(pair-unfinished)" in unfinished.err) == (64, True)
    assert quiet("add", "Tax tool").code == 64

    again = quiet("add", "Tax tool", "--json", stdin=json.dumps({"api_key": made.out}))
    assert (again.code, again.json["problem"]["id"]) == (2, "api-key-is-public")
    key = practice.make_key("Tax tool", trading=True, kind="self", public_key=made.out)
    assert key.secret == ""
    wrong = quiet("add", "Tax tool", stdin=json.dumps({"api_key": key.api_key[::-1]}))
    assert (wrong.code, "stays sealed" in wrong.out) == (2, True)
    right = json.dumps({"api_key": key.api_key})
    assert quiet("add", "Tax tool", stdin=right).code == 1, "trading is on by default"
    practice.set_trading(key, on=False)
    saved = quiet("add", "Tax tool", "--json")
    assert (saved.code, saved.json["verdict"]) == (0, "read-only")
    assert quiet("verify", "--all").code == 0
    assert quiet("make-pair", "Tax tool").code == 64, "the name is taken"
    assert quiet("remove", "Tax tool", "--yes").code == 0
    with VaultDoor(tmp_path / "kept", None, cost=CHEAP).open(Secret(PASSPHRASE)) as vault:
        assert not vault.pairs.waiting()
        assert not vault.saved_keys()
        assert not vault.pending_keys()


def test_at_a_terminal_the_api_key_alone_is_asked_for(
    quiet: KeyWizard, practice: PracticeProcess
) -> None:
    made = quiet("make-pair", "Own").out
    key = practice.make_key("Own", trading=False, kind="self", public_key=made)
    answer = _talk(quiet.hiding(key.api_key), "add", "Own", said=[("API key: ", key.api_key)])
    assert answer.code == 0
    assert "Saved as “Own”" in answer.out


@pytest.mark.parametrize("name", ["--json", "-", "--", "- it's mine", "--help"])
def test_what_is_advised_for_a_name_like_an_option_can_be_typed(name: str) -> None:
    words = shlex.split(f"add {name_argument(name)}")
    assert parse(words).command == AddKey(name, boxes_seen=False, as_json=False)
    assert name_argument("Own") == "Own"


def test_a_pair_with_a_name_like_an_option(quiet: KeyWizard, practice: PracticeProcess) -> None:
    made = quiet("make-pair", "--", "--json")
    assert "key-wizard add -- --json" in made.err
    key = practice.make_key("x", trading=True, kind="self", public_key=made.out)
    added = quiet("add", "--", "--json", stdin=json.dumps({"api_key": key.api_key}))
    assert (added.code, "“key-wizard add -- --json”" in added.out) == (1, True)


def test_discarding_says_what_it_means(quiet: KeyWizard) -> None:
    quiet("make-pair", "Own")
    assert quiet("rename", "Own", "Mine").code == 0
    answer = _talk(quiet, "remove", "Mine", said=[("which waits for its API key? [y/N] ", "y")])
    assert answer.code == 0
    assert "If you gave the public key to the exchange already, delete" in answer.out


def test_where_no_public_keys_are_taken_none_is_made(quiet: KeyWizard, tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "vault.rokey"
    before = kept.read_bytes()
    elsewhere = KeyWizard(quiet.options[:4], never_shown=quiet.never_shown)
    answer = elsewhere("make-pair", "Own", "--venue", "binance.us")
    assert (answer.code, answer.out) == (64, "")
    assert "no pair was made" in answer.err
    assert kept.read_bytes() == before
