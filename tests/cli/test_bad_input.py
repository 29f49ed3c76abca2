"""Wrong values, wrong words, wrong order: a sentence and the right status, nothing kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.cli.key_wizard import KeyWizard, make_vault
from tests.cli.practice_process import PracticeProcess

_API_KEY = "A1b2" * 16
_SECRET = "Z9y8" * 16
_PAIR = {"api_key": _API_KEY, "secret": _SECRET}


def test_input_that_is_not_the_one_object(key_wizard: KeyWizard) -> None:
    given = json.dumps({**_PAIR, "name": "x"})

    answer = key_wizard.hiding(_API_KEY, _SECRET)("check", stdin=given)

    assert answer.code == 64
    assert answer.out == ""
    assert answer.err.startswith("The input could not be understood.\n")
    assert "(input-unreadable; " in answer.err


def test_input_that_is_not_text_at_all(key_wizard: KeyWizard) -> None:
    answer = key_wizard("check", "--json", stdin=b"\xff\xfe{\x00}\x00")

    assert answer.code == 64
    assert answer.err == ""
    assert answer.json["problem"]["id"] == "input-unreadable"
    assert answer.json["verdict"] == "not-checked"
    assert answer.json["evidence"] is None


def test_nothing_given_and_nothing_to_go_on_with(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    key = practice.make_key("Tracker", trading=True)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 1

    answer = key_wizard("add", "Another")

    assert answer.code == 64
    assert "no unfinished key has the name" in answer.err
    assert key_wizard("add", "Another", stdin="{}").code == 64


@pytest.mark.parametrize(
    ("api_key", "secret", "problem"),
    [
        ("", _SECRET, "api-key-empty"),
        (_API_KEY[:-1], _SECRET, "api-key-shape"),
        (_API_KEY, "", "secret-empty"),
        (_API_KEY, _SECRET + "x", "secret-shape"),
        (_API_KEY, _API_KEY, "same-twice"),
    ],
)
def test_values_that_no_exchange_would_take(
    fresh: KeyWizard, tmp_path: Path, api_key: str, secret: str, problem: str
) -> None:
    given = json.dumps({"api_key": api_key, "secret": secret})

    for command in (("check",), ("add", "Tracker")):
        answer = fresh.hiding(_API_KEY, _SECRET)(*command, "--json", stdin=given)
        assert answer.code == 2
        assert answer.json["verdict"] == "not-accepted"
        assert answer.json["problem"]["id"] == problem
        assert answer.json["api_key_last4"] is None
    assert not (tmp_path / "kept").exists(), "a vault was made for nothing"


def _pem(encryption: KeySerializationEncryption) -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption).decode()


def _public_pem() -> str:
    key = Ed25519PrivateKey.generate().public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _wrong_curve() -> str:
    key = generate_private_key(SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize(
    ("pem", "problem"),
    [
        (_pem(BestAvailableEncryption(b"locked")), "private-key-locked"),
        (_public_pem(), "private-key-public"),
        (_wrong_curve(), "private-key-unknown"),
        (_pem(NoEncryption())[:60], "private-key-unknown"),
        (_SECRET, "private-key-unknown"),
    ],
    # Named: the values are new in every process, and parallel workers compare names.
    ids=["locked", "public", "wrong curve", "cut off", "no key at all"],
)
def test_private_keys_that_cannot_be_used(key_wizard: KeyWizard, pem: str, problem: str) -> None:
    given = json.dumps({"api_key": _API_KEY, "private_key_pem": pem})

    answer = key_wizard.hiding(_API_KEY)("check", "--json", stdin=given)

    assert answer.code == 2
    assert answer.json["problem"]["id"] == problem


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("  ", "name-empty"),
        ("long " * 12 + "names", "name-too-long"),
        ("x" * 64, "name-looks-like-key"),
        ("a\u200bb", "name-characters"),
    ],
)
def test_names_that_cannot_be_kept(key_wizard: KeyWizard, name: str, problem: str) -> None:
    answer = key_wizard("add", name, stdin=json.dumps(_PAIR))

    assert answer.code == 64
    assert f"({problem}" in answer.err


def test_spaces_and_quotes_around_the_values_do_no_harm(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    key = practice.make_key("Tracker", trading=False)
    given = json.dumps({"api_key": f' "{key.api_key}"\r\n', "secret": f"Secret: “{key.secret}” "})

    for stdin in (given.encode(), b"\xef\xbb\xbf" + given.encode()):
        answer = key_wizard.hiding(key.secret)("check", "--json", stdin=stdin)
        assert answer.code == 0
        assert answer.json["verdict"] == "read-only"
        assert answer.json["name"] is None


def test_key_and_secret_swapped(key_wizard: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Tracker", trading=False)
    swapped = json.dumps({"api_key": key.secret, "secret": key.api_key})
    run = key_wizard.hiding(key.secret, key.api_key)

    answer = run("add", "Tracker", stdin=swapped)
    assert answer.code == 2
    assert "Nothing was kept." in answer.out
    assert "in each other's place" in answer.err
    # The last four of what was given as API key are those of the secret: they stay hidden.
    assert key.secret[-4:] not in answer.out + answer.err

    assert run("add", "Tracker", stdin=key.input).code == 0


def test_a_wrong_secret_is_not_kept_and_the_right_one_follows(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    key = practice.make_key("Tracker", trading=False)
    other = practice.make_key("Other", trading=False)
    wrong = json.dumps({"api_key": key.api_key, "secret": other.secret})

    answer = key_wizard("add", "Tracker", "--json", stdin=wrong)
    assert answer.code == 2
    assert answer.json["problem"]["id"] == "wrong-secret"
    assert "Unfinished" not in key_wizard("list").out

    assert key_wizard("add", "Tracker", stdin=key.input).code == 0


def test_what_was_sealed_before_survives_a_wrong_secret(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    key = practice.make_key("Tracker", trading=True)
    other = practice.make_key("Other", trading=True)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 1

    wrong = json.dumps({"api_key": key.api_key, "secret": other.secret})
    answer = key_wizard("add", "Tracker", stdin=wrong)
    assert answer.code == 2
    assert "stays sealed as unfinished" in answer.out
    assert f"…{key.api_key[-4:]}" in key_wizard("list").out


def test_one_name_and_one_api_key_are_taken_once(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    first = practice.make_key("First", trading=False)
    second = practice.make_key("Second", trading=False)
    assert key_wizard("add", "First", stdin=first.input).code == 0

    taken = key_wizard("add", "FIRST", "--json", stdin=second.input)
    assert taken.code == 64
    assert taken.json["problem"]["id"] == "name-taken"
    twice = key_wizard("add", "Again", stdin=first.input)
    assert twice.code == 64
    assert "already in the vault, as “First”" in twice.err


def test_a_key_that_is_not_finished_is_said_to_be_there(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    key = practice.make_key("Tax report", trading=True)
    assert key_wizard("add", "Tax report", stdin=key.input).code == 1

    for command in ("verify", "history"):
        answer = key_wizard(command, "tax report")
        assert answer.code == 64
        assert "“Tax report” is not finished yet." in answer.err
        assert "“key-wizard add NAME” goes on with it" in answer.err
        assert "(key-unfinished)" in answer.err


def test_nobody_has_this_name(fresh: KeyWizard, practice: PracticeProcess, tmp_path: Path) -> None:
    commands = [
        ("verify", "Nobody"),
        ("history", "Nobody"),
        ("rename", "Nobody", "Somebody"),
        ("remove", "Nobody", "--yes"),
    ]
    key = practice.make_key("First", trading=False)
    before = [fresh(*command) for command in commands]
    make_vault(tmp_path / "kept")
    assert fresh("add", "First", stdin=key.input).code == 0
    after = [fresh(*command) for command in commands]
    after.append(fresh("verify", "First", "Nobody"))

    for answer in before + after:
        assert answer.code == 64
        assert answer.out == ""
        assert "There is no key named “Nobody”." in answer.err
    (past,) = fresh("history", "First", "--json").json
    assert past["verdict"] == "read-only", "nothing is verified when a name is wrong"
