"""`vault passphrase` and `vault renew-keys`, where no keychain is at hand."""

from __future__ import annotations

from pathlib import Path

from tests.cli.key_wizard import PASSPHRASE
from tests.cli.talk import talking
from tests.cli.vaults import OTHER, cheap, door, filled, names_with, names_with_code, written
from tests.vault.samples import refused
from wizard.core.problems import ProblemId
from wizard.vault.file_format import from_file


def test_a_passphrase_is_changed_by_files(tmp_path: Path) -> None:
    code = filled(tmp_path / "kept", "Tracker", code=True)
    run = cheap(tmp_path)
    words = str(written(tmp_path / "other.txt", OTHER))

    told = run("vault", "passphrase", "--new-passphrase-file", words)

    assert (told.code, told.err) == (0, "")
    assert told.out == (
        "From now on this passphrase opens the vault, and the earlier one does not. "
        "Your recovery code still does, too.\n"
    )
    assert names_with(tmp_path / "kept", OTHER) == ["Tracker"]
    assert names_with_code(tmp_path / "kept", code) == ["Tracker"]
    with refused(ProblemId.PASSPHRASE_WRONG):
        names_with(tmp_path / "kept", PASSPHRASE)
    assert run("list").code == 4, "the file with the earlier one"


def test_what_is_no_passphrase_is_refused(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    before = (tmp_path / "kept/vault.rokey").read_bytes()
    run = cheap(tmp_path)
    short = str(written(tmp_path / "short.txt", "elevenchars"))

    for arguments, status, words in (
        (("--new-passphrase-file", short), 4, "(passphrase-too-short)"),
        (("--new-passphrase-file", str(tmp_path)), 4, "(passphrase-unreadable; IsADirectoryError)"),
        ((), 64, "give --new-passphrase-file FILE."),
        (("--remove",), 4, "(last-way-in)"),
        (("--remove", "--new-passphrase-file", short), 64, "Give one of them."),
    ):
        told = run("vault", "passphrase", *arguments)
        assert told.code == status, arguments
        assert words in told.err
        assert (tmp_path / "kept/vault.rokey").read_bytes() == before


def test_a_forgotten_passphrase_is_set_anew_with_the_code(tmp_path: Path) -> None:
    code = filled(tmp_path / "kept", "Tracker", code=True)
    run = cheap(tmp_path, by_file=False).hiding(code)
    new, again = "New passphrase of the vault: ", "The same passphrase again: "

    for second, status in ((OTHER + "x", 4), (OTHER, 0)):
        with talking(run, "vault", "passphrase") as talk:
            talk.answer("Passphrase of the vault, or its recovery code: ", code)
            for prompt, typed in ((new, OTHER), (again, second)):
                talk.wait(prompt)
                assert not talk.echoes
                talk.type(typed)
            answer = talk.end()
        assert answer.code == status
        if status:
            assert "Nothing was changed." in answer.out
            assert names_with(tmp_path / "kept") == ["Tracker"]
    assert names_with(tmp_path / "kept", OTHER) == ["Tracker"]


def test_keys_are_renewed_under_the_passphrase(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    vault = tmp_path / "kept/vault.rokey"
    before = from_file(vault.read_bytes()).header.slots
    run = cheap(tmp_path)

    wrong = written(tmp_path / "wrong.txt", OTHER)
    told = run("vault", "renew-keys", "--passphrase-file", str(wrong))
    assert told.code == 4
    assert "(passphrase-wrong)" in told.err
    asked = cheap(tmp_path, by_file=False)("vault", "renew-keys")
    assert asked.code == 4
    assert "(passphrase-needed)" in asked.err
    assert from_file(vault.read_bytes()).header.slots == before

    assert run("vault", "renew-keys").code == 0
    assert names_with(tmp_path / "kept") == ["Tracker"]
    assert from_file(vault.read_bytes()).header.slots != before


def test_keys_are_renewed_with_a_new_code(tmp_path: Path) -> None:
    code = filled(tmp_path / "kept", "Tracker", code=True)
    run = cheap(tmp_path, by_file=False).hiding(code)
    told = cheap(tmp_path)("vault", "renew-keys")
    assert told.code == 64
    assert "in a terminal" in told.err

    with talking(run, "vault", "renew-keys") as talk:
        talk.answer("Passphrase of the vault: ", "not the right words")
        assert talk.end().code == 4
        assert "Press Enter" not in talk.shown, "no code is written down for nothing"
    for gives_up in (True, False):
        with talking(run, "vault", "renew-keys") as talk:
            talk.answer("Passphrase of the vault: ", PASSPHRASE)
            new = talk.code_shown()
            talk.answer("The code from your paper", "" if gives_up else new)
            assert talk.end().code == 0
        valid, ended = (code, new) if gives_up else (new, code)
        assert names_with_code(tmp_path / "kept", valid) == ["Tracker"]
        with refused(ProblemId.RECOVERY_CODE_WRONG):
            names_with_code(tmp_path / "kept", ended)
    assert names_with(tmp_path / "kept") == ["Tracker"]
    assert door(tmp_path / "kept").ways().count == 2
