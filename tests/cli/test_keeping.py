"""Renaming, removing, keys of every kind, and what is shown of them."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import PracticeProcess


def test_rename_and_remove(key_wizard: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Tracker", trading=False)
    other = practice.make_key("Other", trading=False)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 0
    assert key_wizard("add", "Other", stdin=other.input).code == 0

    renamed = key_wizard("rename", "tracker", "  Tax   tool ")
    assert renamed.code == 0
    assert renamed.out == "“Tracker” is named “Tax tool” now.\n"
    assert key_wizard("rename", "Tax tool", "OTHER").code == 64
    assert [one["name"] for one in key_wizard("list", "--json").json] == ["Tax tool", "Other"]

    unasked = key_wizard("remove", "Tax tool")
    assert unasked.code == 64
    assert "give --yes" in unasked.err
    removed = key_wizard("remove", "Tax tool", "--yes")
    assert removed.code == 0
    assert "delete it there, too" in removed.out
    assert [one["name"] for one in key_wizard("list", "--json").json] == ["Other"]


def test_an_unfinished_key_can_be_renamed_and_discarded(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    key = practice.make_key("Tracker", trading=True)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 1

    assert key_wizard("rename", "Tracker", "Tax tool").code == 0
    assert key_wizard("add", "Tax tool").code == 1
    # The same values under another name: still one key.
    assert key_wizard("add", "Third name", stdin=key.input).code == 1
    listed = key_wizard("list").out
    assert "Third name" in listed
    assert "Tax tool" not in listed
    removed = key_wizard("remove", "Third name", "--yes")
    assert removed.code == 0
    assert "unfinished key" in removed.out
    assert "Unfinished" not in key_wizard("list").out


def _pem(key: Ed25519PrivateKey | RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize("kind", ["ed25519", "rsa"])
def test_keys_that_the_person_made(
    key_wizard: KeyWizard, practice: PracticeProcess, kind: str
) -> None:
    key = Ed25519PrivateKey.generate() if kind == "ed25519" else generate_private_key(65537, 2048)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    made = practice.make_key(kind, trading=False, kind="self", public_key=public.decode())
    pem = _pem(key).replace("\n", "\r\n")
    given = json.dumps({"api_key": made.api_key, "private_key_pem": f"  {pem}\r\n"})

    assert key_wizard("check", stdin=given).code == 0
    added = key_wizard("add", kind, "--json", stdin=given)
    assert added.code == 0
    assert key_wizard("verify", kind).code == 0


def test_nothing_secret_in_the_folder(
    key_wizard: KeyWizard, practice: PracticeProcess, tmp_path: Path
) -> None:
    key = practice.make_key("Tracker", trading=False)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 0
    assert key_wizard("verify", "--all").code == 0

    for file in (tmp_path / "kept").iterdir():
        content = file.read_bytes().lower()
        for value in (key.secret.encode(), key.api_key.encode()):
            wide = value.decode().encode("utf-16-le")
            for spelled in (value, wide, base64.b64encode(value), value.hex().encode()):
                assert spelled.lower() not in content, file.name
        assert file.stat().st_mode & 0o077 == 0, f"others may read {file.name}"


def test_verify_tells_every_permission(key_wizard: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Tracker", trading=False)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 0

    lines = key_wizard("verify", "Tracker").out.splitlines()

    assert lines[0] == f"Tracker · Read-only · key ending in {key.api_key[-4:]}"
    assert any("It does not report “Alpha Withdrawals”" in line for line in lines)
    facts = {line[2:32].strip(): line[32:].strip() for line in lines if line.startswith("  ")}
    assert {name for name, value in facts.items() if value.startswith("on")} == {"Reading"}
    assert len(facts) >= 11
    columns = {line.rstrip().rfind("  ") for line in lines if line.endswith("  off")}
    assert len(columns) == 1, "the columns stand under each other"
