"""`vault status` and `doctor`: what opens a vault, its keys, its copy, without asking."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.talk import talking
from tests.cli.vaults import cheap, door, filled
from tests.vault.samples import NOW, VENUE, credentials, save
from wizard.core.problems import Problem, ProblemId
from wizard.core.report import VaultState
from wizard.core.secret import Secret
from wizard.key_service.report_findings import _STATES
from wizard.key_service.storage_findings import StorageFindings, ways_text
from wizard.vault.door import Presence
from wizard.vault.slots import Ways


def test_what_is_seen_of_a_locked_vault(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker", "Tax tool", code=True)
    run = cheap(tmp_path, by_file=False)

    found = run("vault", "status", "--json")

    assert (found.code, found.err) == (0, "")
    changed = datetime.fromtimestamp((tmp_path / "kept/vault.rokey").stat().st_mtime, UTC)
    copied = datetime.fromtimestamp((tmp_path / "kept/vault.rokey.bak").stat().st_mtime, UTC)
    assert found.json == {
        "vault": "needs-passphrase",
        "folder": str(tmp_path / "kept"),
        "ways": {"keychain": False, "passphrase": True, "recovery_code": True, "newer": False},
        "changed_at": changed.isoformat(timespec="seconds"),
        "keys": None,
        "older": None,
        "copy": {"written_at": copied.isoformat(timespec="seconds"), "keys": None},
        "problem": None,
    }
    with talking(run, "vault", "status") as talk:  # at a terminal nobody is asked, either
        told = talk.end()
    assert told.code == 0
    assert "opens with    passphrase, recovery code\n" in told.out
    assert "keys          not seen while the vault is locked\n" in told.out
    assert "No recovery code yet" not in told.out


def test_what_is_seen_of_an_open_vault(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    vault = door(tmp_path / "kept").open(Secret("four words for tests"))
    save(vault, "Tax tool", credentials(2))
    vault.seal("Later", VENUE, credentials(3), now=NOW)
    vault.close()

    run = cheap(tmp_path)
    found = run("vault", "status", "--json").json
    told = run("vault", "status").out

    assert found["keys"] == {"saved": 2, "unfinished": 1}
    assert found["copy"]["keys"] == 2
    assert found["older"] is False
    assert "keys          2 saved, 1 not finished\n" in told
    assert ", with 2 keys\n" in told
    assert "No recovery code yet" in told


def test_before_there_is_a_vault(tmp_path: Path) -> None:
    run = cheap(tmp_path)
    found = run("vault", "status", "--json")
    assert found.code == 0
    assert found.json["vault"] == "absent"
    assert found.json["changed_at"] is None
    assert "There is no vault yet." in run("vault", "status").out
    assert not (tmp_path / "kept").exists()
    for command in ("export x", "passphrase --remove", "keychain --remove", "renew-keys"):
        told = run("vault", *command.split(), *_files(command, tmp_path))
        assert told.code == 4
        assert "(vault-absent)" in told.err
    told = run("vault", "restore-copy", "--yes")
    assert told.code == 4
    assert "(copy-absent)" in told.err


def _files(command: str, folder: Path) -> tuple[str, ...]:
    if not command.startswith("export"):
        return ()
    return ("--export-passphrase-file", str(folder / "passphrase.txt"))


def test_a_damaged_vault_is_explained_with_its_copy(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    (tmp_path / "kept/vault.rokey").write_bytes(b"ROKEYVAULT/1\n{}\n")

    found = cheap(tmp_path)("vault", "status", "--json")

    assert found.code == 4
    assert found.json["vault"] is None
    assert found.json["ways"] is None
    assert found.json["copy"]["keys"] == 1
    assert found.json["problem"]["id"] == "vault-damaged"
    told = cheap(tmp_path)("list")
    assert "“key-wizard vault restore-copy” shows the copy and asks." in told.err


def test_an_older_copy_is_said_until_the_vault_is_changed(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    vault = tmp_path / "kept/vault.rokey"
    older = vault.read_bytes()
    run = cheap(tmp_path)
    assert run("rename", "Tracker", "Later").err == ""
    vault.write_bytes(older)

    for command in (("list",), ("vault", "status", "--json"), ("rename", "Tracker", "Back")):
        told = run(*command)
        assert told.code == 0
        assert told.err.count("This vault is older than the last one used here.") == 1, command
        if "--json" in command:
            assert json.loads(told.out)["older"] is True
    assert run("list").err == "", "it was changed, so it is the newest again"


@pytest.mark.parametrize("presence", Presence)
def test_every_presence_has_words(presence: Presence) -> None:
    ways = Ways(keychain=True, passphrase=True, recovery_code=False, other=True)
    problem = Problem(ProblemId.KEYCHAIN_MISSING)
    found = StorageFindings(Path("x"), presence, None, problem, None, ways)
    assert dict(found.rows())["vault"]
    assert isinstance(_STATES[presence], VaultState)
    assert ways_text(ways) == "keychain, passphrase, a way that only a newer version knows"
    assert found.wants_code


def test_a_vault_with_a_code_or_none_at_all_wants_none() -> None:
    problem = Problem(ProblemId.KEYCHAIN_MISSING)
    for ways in (Ways(True, True, True, False), Ways(False, False, False, False), None):
        found = StorageFindings(Path("x"), Presence.ABSENT, None, problem, None, ways)
        assert not found.wants_code
