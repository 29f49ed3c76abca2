"""`vault restore-copy`: shown, asked about, put back; a vault that is well is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.key_wizard import PASSPHRASE
from tests.cli.talk import talking
from tests.cli.vaults import OTHER, cheap, door, filled, names_with, written
from wizard.core.secret import Secret

_QUESTION = "Put it in the place of the vault? [y/N] "


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A vault with two keys, whose copy has the first alone."""
    folder = tmp_path / "kept"
    filled(folder, "Tracker")
    vault = door(folder).open(Secret(PASSPHRASE))
    vault.rename(vault.saved_keys()[0].record_id, "Renamed")
    vault.close()
    assert names_with(folder) == ["Renamed"]
    return folder


def _damage(folder: Path) -> bytes:
    vault = folder / "vault.rokey"
    damaged = vault.read_bytes()[:-9] + b"AAAAAAA=\n"
    vault.write_bytes(damaged)
    return damaged


def test_a_person_sees_the_copy_and_says_yes(kept: Path, tmp_path: Path) -> None:
    damaged = _damage(kept)
    run = cheap(tmp_path, by_file=False)

    for says, is_put_back in (("", False), ("y", True)):
        with talking(run, "vault", "restore-copy") as talk:
            talk.wait("Passphrase of the copy: ")
            assert not talk.echoes
            talk.type(PASSPHRASE)
            told = talk.answer(_QUESTION, says)
            answer = talk.end()
        assert answer.code == 0
        assert "There is a copy of the vault from 20" in told
        assert ", with 1 key.\r\n    Tracker\r\n" in told
        assert "such as the key that was\r\nsaved last, is not in it." in told
        assert ("one that you saved last may have to be created again" in answer.out) is is_put_back
        if is_put_back:
            (beside,) = kept.glob("vault.rokey.damaged-*")
            assert f"The damaged file is kept: {beside}" in answer.out
            assert beside.read_bytes() == damaged
            assert names_with(kept) == ["Tracker"]
        else:
            assert "Nothing was changed." in answer.out
            assert (kept / "vault.rokey").read_bytes() == damaged


def test_in_a_script(kept: Path, tmp_path: Path) -> None:
    (kept / "vault.rokey").unlink()
    run = cheap(tmp_path)

    unasked = run("vault", "restore-copy")
    assert unasked.code == 64
    assert "give --yes if you are sure." in unasked.err
    wrong = str(written(tmp_path / "wrong.txt", OTHER))
    told = run("vault", "restore-copy", "--yes", "--passphrase-file", wrong)
    assert told.code == 4
    assert "(copy-closed; passphrase-wrong)" in told.err
    assert not (kept / "vault.rokey").exists()
    done = run("vault", "restore-copy", "--yes")
    assert (done.code, done.err) == (0, "")
    assert "kept" not in done.out.splitlines()[-1]
    assert names_with(kept) == ["Tracker"]


def test_a_vault_that_is_well_stays(kept: Path, tmp_path: Path) -> None:
    before = (kept / "vault.rokey").read_bytes()
    told = cheap(tmp_path)("vault", "restore-copy", "--yes")
    assert told.code == 4
    assert "(vault-well" in told.err
    with talking(cheap(tmp_path), "vault", "restore-copy") as talk:
        answer = talk.end()
    assert answer.code == 4
    assert _QUESTION not in answer.out, "nobody is asked about a vault that is well"
    # Nor is it put away because nobody gave what opens it.
    told = cheap(tmp_path, by_file=False)("vault", "restore-copy", "--yes")
    assert told.code == 4
    assert "(passphrase-needed)" in told.err
    assert (kept / "vault.rokey").read_bytes() == before


def test_a_copy_that_is_damaged_too(kept: Path, tmp_path: Path) -> None:
    damaged = _damage(kept)
    (kept / "vault.rokey.bak").write_bytes(damaged)
    told = cheap(tmp_path)("vault", "restore-copy", "--yes")
    assert told.code == 4
    assert "(copy-unreadable" in told.err or "(copy-closed" in told.err
    assert (kept / "vault.rokey").read_bytes() == damaged


def test_the_code_opens_the_copy(tmp_path: Path) -> None:
    code = filled(tmp_path / "kept", "Tracker", code=True)
    _damage(tmp_path / "kept")
    run = cheap(tmp_path, by_file=False).hiding(code)
    file = str(written(tmp_path / "code.txt", code))
    assert run("vault", "restore-copy", "--yes", "--recovery-code-file", file).code == 0
    assert names_with(tmp_path / "kept") == ["Tracker"]
