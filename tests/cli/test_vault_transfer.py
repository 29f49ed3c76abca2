"""`vault export` and `vault import`: nothing is written over, and every refusal is told."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.key_wizard import PASSPHRASE, KeyWizard
from tests.cli.talk import talking
from tests.cli.unprivileged import run_unprivileged
from tests.cli.vaults import NO_KEYCHAIN, OTHER, REAL, cheap, door, filled, names_with, written
from tests.vault.samples import credentials, save
from wizard.core.credentials import HmacCredentials
from wizard.core.secret import Secret


def _other_computer(folder: Path) -> tuple[KeyWizard, Path]:
    home = folder / "other"
    home.mkdir()
    return cheap(home), home / "kept"


def _exporting(folder: Path) -> tuple[str, ...]:
    return ("--export-passphrase-file", str(written(folder / "export.txt", OTHER)))


def test_keys_go_to_another_computer(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker", "Tax tool")
    file = tmp_path / "keys.rokey"
    words = _exporting(tmp_path)

    told = cheap(tmp_path)("vault", "export", str(file), *words)

    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"2 keys went into {file}.")
    assert file.stat().st_mode & 0o777 == 0o600
    other, kept = _other_computer(tmp_path)
    taken = other("vault", "import", str(file), *words, "--json")
    assert taken.code == 0
    nothing: list[str] = []
    assert taken.json == {
        "added": ["Tracker", "Tax tool"],
        "renamed": nothing,
        "already_here": nothing,
        "different_here": nothing,
    }
    assert names_with(kept) == ["Tracker", "Tax tool"]
    again = other("vault", "import", str(file), *words)
    assert again.code == 0
    assert again.out == "Here already, left as it is: “Tracker”, “Tax tool”.\n"


def test_what_meets_a_key_that_is_here(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker", "Tax tool")
    file, words = tmp_path / "keys.rokey", _exporting(tmp_path)
    assert cheap(tmp_path)("vault", "export", str(file), *words).code == 0
    other, kept = _other_computer(tmp_path)
    vault = door(kept).create(Secret(PASSPHRASE))
    save(vault, "Tax tool", credentials(9), venue=REAL)
    same = credentials(1).api_key
    save(vault, "Mine", HmacCredentials(same, Secret("s" * 64)), venue=REAL)
    vault.close()

    taken = other("vault", "import", str(file), *words, "--json")

    assert taken.code == 0
    assert taken.json["renamed"] == [{"from": "Tax tool", "to": "Tax tool (2)"}]
    assert taken.json["different_here"] == ["Tracker"]
    assert "The same API key is here with another secret: “Tracker”." in taken.err
    assert "Yours was kept." in taken.err
    assert names_with(kept) == ["Tax tool", "Mine", "Tax tool (2)"]


def test_what_cannot_be_exported(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    run, words = cheap(tmp_path), _exporting(tmp_path)
    there = tmp_path / "there"
    there.write_text("mine", encoding="utf-8")
    vault = tmp_path / "kept/vault.rokey"
    before = vault.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "kept")
    short = str(written(tmp_path / "short.txt", "elevenchars"))

    for arguments, status, said in (
        ((str(there), *words), 74, "(export-exists)"),
        ((str(tmp_path / "none/keys"), *words), 74, "(export-not-written; "),
        ((str(tmp_path), *words, "--replace"), 74, "(export-not-written; "),
        ((str(vault), *words, "--replace"), 74, "(export-over-vault)"),
        ((str(vault), *words), 74, "would lie where a vault or its own files belong."),
        ((str(link / "vault.rokey.bak"), *words, "--replace"), 74, "(export-over-vault)"),
        ((str(tmp_path / "new"), "--export-passphrase-file", short), 4, "(passphrase-too-short)"),
        ((str(tmp_path / "new"),), 64, "give --export-passphrase-file FILE."),
    ):
        told = run("vault", "export", *arguments)
        assert told.code == status, arguments
        assert said in told.err, arguments
    assert vault.read_bytes() == before
    assert there.read_text("utf-8") == "mine"
    assert not (tmp_path / "new").exists()
    assert run("vault", "export", str(there), *words, "--replace").code == 0
    assert there.read_bytes().startswith(b"ROKEYVAULT/")


def test_a_place_that_is_taken_is_said_before_anybody_types(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    there = tmp_path / "there"
    there.write_text("mine", encoding="utf-8")
    for path, said in (
        (there, "(export-exists)"),
        (tmp_path / "kept/vault.rokey", "(export-over-vault)"),
    ):
        with talking(cheap(tmp_path, by_file=False), "vault", "export", str(path)) as talk:
            answer = talk.end()
        assert answer.code == 74
        assert said in answer.out
        assert "assphrase" not in answer.out, "nobody was asked for one"


def test_a_name_that_the_window_does_not_look_for(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    run, words = cheap(tmp_path), _exporting(tmp_path)
    for name, is_said in (("keys", True), ("keys.rokey", False), ("KEYS2.ROKEY", False)):
        told = run("vault", "export", str(tmp_path / name), *words)
        assert (tmp_path / name).is_file(), "the name stays as it was given"
        assert ("The window looks for names that end in “.rokey”" in told.out) is is_said


def test_which_passphrase_is_asked_for_where_there_is_no_vault_yet(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    file, words = tmp_path / "keys.rokey", _exporting(tmp_path)
    assert cheap(tmp_path)("vault", "export", str(file), *words).code == 0
    _, kept = _other_computer(tmp_path)
    other = cheap(tmp_path / "other", by_file=False, environment=NO_KEYCHAIN)
    with talking(other, "vault", "import", str(file)) as talk:
        talk.answer("Passphrase of the exported file: ", OTHER)
        told = talk.answer("Choose a passphrase for the vault: ", PASSPHRASE)
        talk.answer("The same passphrase again: ", PASSPHRASE)
        answer = talk.end()
    assert answer.code == 0
    assert "The file opens. Now choose another passphrase: it is for the vault" in told
    assert "keychain" in told, "why there is a passphrase"
    assert max(map(len, told.splitlines())) <= 96
    assert names_with(kept) == ["Tracker"]


def test_a_file_that_cannot_be_taken_in_leaves_no_vault_behind(tmp_path: Path) -> None:
    file = tmp_path / "keys.rokey"
    file.write_bytes(b"something else")
    other = cheap(tmp_path / "other", by_file=False, environment=NO_KEYCHAIN)
    with talking(other, "vault", "import", str(file)) as talk:
        talk.answer("Passphrase of the exported file: ", OTHER)
        answer = talk.end()
    assert answer.code == 4
    assert not list(tmp_path.rglob("vault.rokey"))


def test_a_folder_that_must_not_be_written(tmp_path: Path) -> None:
    filled(tmp_path / "kept")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    command = cheap(tmp_path).command(
        "vault", "export", str(closed / "keys"), *_exporting(tmp_path)
    )
    told = run_unprivileged(command)
    assert told.code == 74
    assert "(export-not-written; EACCES" in told.err


def test_what_cannot_be_imported(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    file, words = tmp_path / "keys.rokey", _exporting(tmp_path)
    assert cheap(tmp_path)("vault", "export", str(file), *words).code == 0
    whole = file.read_bytes()
    other, kept = _other_computer(tmp_path)
    filled(kept, "Mine")
    before = (kept / "vault.rokey").read_bytes()
    damaged, newer = tmp_path / "damaged", tmp_path / "newer"
    damaged.write_bytes(whole[:-9] + b"AAAAAAA=\n")
    newer.write_bytes(b"ROKEYVAULT/9\n" + whole[13:])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    wrong = ("--export-passphrase-file", str(tmp_path / "passphrase.txt"))

    for path, given, status, said in (
        (file, wrong, 4, f"was chosen when {file} was exported."),
        (file, (), 64, "give --export-passphrase-file FILE."),
        (damaged, words, 4, "(import-damaged"),
        (tmp_path / "export.txt", words, 4, "(import-damaged"),
        (newer, words, 4, "(import-newer"),
        (tmp_path / "none", words, 4, "(import-unreadable; not there)"),
        (pipe, words, 4, "(import-unreadable"),
        (tmp_path, words, 4, "(import-unreadable"),
    ):
        told = other("vault", "import", str(path), *given)
        assert told.code == status, path
        assert said in told.err, path
    problem = other("vault", "import", str(damaged), *words, "--json")
    assert problem.json["problem"]["id"] == "import-damaged"
    assert (kept / "vault.rokey").read_bytes() == before


def test_a_person_is_asked_for_the_passphrases(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    file = tmp_path / "keys.rokey"
    with talking(cheap(tmp_path), "vault", "export", str(file)) as talk:
        for prompt in (
            "Choose a passphrase for the exported file: ",
            "The same passphrase again: ",
        ):
            talk.wait(prompt)
            assert not talk.echoes
            talk.type(OTHER)
        assert talk.end().code == 0
    other, kept = _other_computer(tmp_path)
    with talking(other, "vault", "import", str(file)) as talk:
        talk.wait("Passphrase of the exported file: ")
        assert not talk.echoes
        talk.type(OTHER)
        answer = talk.end()
    assert answer.code == 0
    assert "Taken in: “Tracker”." in answer.out
    assert names_with(kept) == ["Tracker"]
