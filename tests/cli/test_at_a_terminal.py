"""At a real terminal: values are asked for and not shown, removing asks first."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.cli.key_wizard import PASSPHRASE, Answer, KeyWizard
from tests.cli.practice_process import ROOT, PracticeProcess


def _talk(key_wizard: KeyWizard, *arguments: str, said: list[tuple[str, str]]) -> Answer:
    """Run it on a terminal; for each pair wait for the first text, then type the second."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        key_wizard.command(*arguments),
        cwd=ROOT,
        env=key_wizard.process_environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = ""
    with contextlib.suppress(OSError):  # the terminal goes when the process does
        for prompt, typed in said:
            fresh = ""
            while prompt not in fresh:
                fresh += os.read(ours, 4096).decode()
            shown += fresh
            os.write(ours, typed.encode() + b"\n")
        while more := os.read(ours, 4096):
            shown += more.decode()
    os.close(ours)
    answer = Answer(process.wait(30), shown, "")
    key_wizard.hold(answer)
    return answer


def test_values_are_asked_for_and_not_shown(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    key = practice.make_key("Tracker", trading=False)
    said = [("API key: ", key.api_key), ("Secret, or a private key as PEM: ", key.secret)]

    answer = _talk(key_wizard.hiding(key.api_key, key.secret), "check", said=said)

    assert answer.code == 0
    assert "Read-only" in answer.out


def test_a_private_key_of_several_lines(key_wizard: KeyWizard, practice: PracticeProcess) -> None:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode().strip()
    made = practice.make_key("Own", trading=False, kind="self", public_key=public.decode())
    said = [("API key: ", made.api_key), ("Secret, or a private key as PEM: ", pem)]

    answer = _talk(key_wizard.hiding(*pem.splitlines()[1:2]), "check", said=said)

    assert answer.code == 0


def test_nothing_given(key_wizard: KeyWizard) -> None:
    assert _talk(key_wizard, "check", said=[("API key: ", "")]).code == 64


def test_a_passphrase_is_asked_for(
    fresh: KeyWizard, practice: PracticeProcess, tmp_path: Path
) -> None:
    key = practice.make_key("Tracker", trading=False)
    asked = KeyWizard(fresh.options[:2] + fresh.options[4:])
    different = [
        ("Choose a passphrase for the vault: ", PASSPHRASE),
        ("The same passphrase again: ", PASSPHRASE + "x"),
    ]
    answer = _talk(asked, "add", "Tracker", said=different)
    assert answer.code == 4
    assert "The two passphrases are different." in answer.out
    assert "(passphrases-differ)" in answer.out
    assert not list(tmp_path.glob("kept/vault.rokey"))

    # Storage is settled before a secret is asked for.
    said = [
        ("Choose a passphrase for the vault: ", PASSPHRASE),
        ("The same passphrase again: ", PASSPHRASE),
        ("API key: ", key.api_key),
        ("Secret, or a private key as PEM: ", key.secret),
    ]
    assert _talk(asked.hiding(key.secret), "add", "Tracker", said=said).code == 0
    opened = _talk(asked, "list", said=[("Passphrase of the vault: ", PASSPHRASE)])
    assert opened.code == 0
    assert "Tracker" in opened.out
    wrong = _talk(asked, "list", said=[("Passphrase of the vault: ", "not the right words")])
    assert wrong.code == 4


def test_removing_asks_first(key_wizard: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Tracker", trading=False)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 0
    question = f"Remove the saved key “Tracker” (…{key.api_key[-4:]})? [y/N] "

    assert (
        "Nothing was changed." in _talk(key_wizard, "remove", "Tracker", said=[(question, "")]).out
    )
    assert len(key_wizard("list", "--json").json) == 1
    assert _talk(key_wizard, "remove", "Tracker", said=[(question, "y")]).code == 0
    assert key_wizard("list", "--json").json == []
