"""`vault status` and `doctor`: what opens a vault, its keys, its copy, without asking."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.talk import talking
from tests.cli.unprivileged import run_unprivileged
from tests.cli.vaults import NO_KEYCHAIN, cheap, door, filled
from tests.vault.samples import NOW, VENUE, credentials, save
from wizard.core.problems import Problem, ProblemId
from wizard.core.report import VaultState
from wizard.core.secret import Secret
from wizard.key_service.report_findings import _STATES
from wizard.key_service.storage_findings import StorageFindings, ways_text
from wizard.vault.door import Presence
from wizard.vault.slots import Ways

_OLDER = """\
This vault is older than the last one used here; “key-wizard vault status” tells more.
To go on with it, and not be told again: “key-wizard vault accept-older”.

"""


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


def test_the_copy_of_a_vault_with_a_passphrase_alone(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    told = cheap(tmp_path, by_file=False, environment=NO_KEYCHAIN)("vault", "status")
    assert told.code == 0
    assert ", keys not seen; opens with passphrase\n" in told.out
    assert "keychain does not open" not in told.out


@pytest.mark.parametrize("harm", ["damaged", "damaged inside", "gone"])
def test_a_broken_vault_is_explained_with_its_copy(tmp_path: Path, harm: str) -> None:
    filled(tmp_path / "kept", "Tracker")
    vault = tmp_path / "kept/vault.rokey"
    match harm:
        case "damaged":
            vault.write_bytes(b"ROKEYVAULT/1\n{}\n")
        case "damaged inside":
            vault.write_bytes(vault.read_bytes()[:-9] + b"AAAAAAA=\n")
        case _:
            vault.unlink()
    run = cheap(tmp_path)

    found = run("vault", "status", "--json")
    told = run("vault", "status")

    word = "gone" if harm == "gone" else "damaged"
    assert found.code == told.code == 4
    assert (found.json["ways"] is None) is (harm != "damaged inside")
    assert found.json["copy"]["keys"] == 1
    assert found.json["problem"]["id"] == f"vault-{word}"
    assert f"opens with    nothing at the moment: its file is {word}\n" in told.out
    assert f"keys          not seen: its file is {word}\n" in told.out
    assert "locked" not in told.out
    assert "“key-wizard vault restore-copy” shows more, and asks before" in told.out
    assert "No recovery code yet" not in told.out
    for command in (("list",), ("vault", "status")):
        last = run(*command).err
        assert "“key-wizard vault restore-copy” shows the copy and asks." in last


def test_a_vault_that_cannot_be_read(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    vault = tmp_path / "kept/vault.rokey"
    vault.write_bytes(b"ROKEYVAULT/9\n" + vault.read_bytes()[13:])
    told = cheap(tmp_path)("vault", "status")
    assert told.code == 4
    assert "opens with    nothing at the moment: its file was not read\n" in told.out
    assert "(vault-newer" in told.err


def test_an_older_copy_is_said_until_the_vault_is_changed(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    vault = tmp_path / "kept/vault.rokey"
    older = vault.read_bytes()
    run = cheap(tmp_path)
    assert run("rename", "Tracker", "Later").err == ""
    vault.write_bytes(older)

    for command in (("list",), ("vault", "recovery-code", "--remove"), ("doctor",)):
        told = run(*command)
        assert told.err.startswith(_OLDER), command
        assert told.err.count("older than the last one used here") == 1, command
    for options in ([], ["--json"]):
        told = run("vault", "status", *options)
        assert told.code == 0
        assert "Keys that you saved since then are not in it" in told.err, "in full"
        assert "“key-wizard vault accept-older” goes on with it." in told.err
        assert told.err.count("older than the last one used here") == 1
    assert run("vault", "status", "--json").json["older"] is True
    assert run("rename", "Tracker", "Back").err == _OLDER
    assert run("list").err == "", "it was changed, so it is the newest again"


def test_an_older_copy_that_is_accepted_is_not_told_again(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    vault = tmp_path / "kept/vault.rokey"
    older = vault.read_bytes()
    run = cheap(tmp_path)
    assert "No newer state of this vault is known here." in run("vault", "accept-older").out
    assert run("rename", "Tracker", "Later").err == ""
    newer = vault.read_bytes()
    vault.write_bytes(older)

    told = run("vault", "accept-older")

    assert (told.code, told.err) == (0, "")
    assert "From now on this vault counts as the newest one" in told.out
    assert vault.read_bytes() == older
    assert run("list").err == ""
    assert run("vault", "status").err == ""
    vault.write_bytes(newer)
    assert run("list").err == "", "the newer one is not lost by it"
    vault.write_bytes(older)
    assert run("list").err == _OLDER


def test_an_older_copy_that_cannot_be_accepted(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    older = (tmp_path / "kept/vault.rokey").read_bytes()
    run = cheap(tmp_path)
    assert run("rename", "Tracker", "Later").err == ""
    (tmp_path / "kept/vault.rokey").write_bytes(older)
    (tmp_path / "kept/last-seen.json").chmod(0o400)

    told = run_unprivileged(run.command("vault", "accept-older"))

    assert told.code == 4
    assert "(folder-not-writable)" in told.err
    assert run("list").err == _OLDER


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
