"""`vault keychain` and its neighbours with a real keychain: lost, healed, taken away, killed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.key_wizard import KeyWizard
from tests.cli.killing import killing, traced
from tests.cli.talk import Talk, talking
from tests.cli.vaults import OTHER, cheap, door, filled, names_with, written
from tests.keychain_session import KeychainSession, keychain_session
from wizard.core.secret import Secret

pytestmark = pytest.mark.keychain

_HEALED = "The vault's key was missing from your keychain. It is there again.\n"


@dataclass(frozen=True)
class _Home:
    """`run`: the program with this keychain; `by_words`: with the passphrase's file, too."""

    keychain: KeychainSession
    run: KeyWizard
    by_words: KeyWizard
    folder: Path

    def ways(self) -> list[str]:
        ways = door(self.folder / "kept").ways()
        there = {"keychain": ways.keychain, "passphrase": ways.passphrase}
        return [name for name, is_there in there.items() if is_there]

    def lose_the_entry(self) -> None:
        (account,) = self.keychain.entries()
        self.keychain.forget(account)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[_Home]:
    with keychain_session(tmp_path / "session") as session:
        environment = dict(session.environment)
        run = cheap(tmp_path, by_file=False, environment=environment)
        by_words = cheap(tmp_path, environment=environment)
        yield _Home(session, run, by_words, tmp_path)


def _nothing(_talk: Talk) -> None:
    return


def _import_into_a_new_vault(home: _Home) -> None:
    filled(home.folder / "elsewhere", "Tracker")
    source = door(home.folder / "elsewhere").open(Secret("four words for tests"))
    source.transfer.export(home.folder / "keys", Secret(OTHER))
    source.close()
    words = str(written(home.folder / "other.txt", OTHER))
    done = home.run("vault", "import", str(home.folder / "keys"), "--export-passphrase-file", words)
    assert (done.code, done.err) == (0, "")


def test_keychain_and_passphrase_come_and_go(home: _Home) -> None:
    _import_into_a_new_vault(home)
    vault = home.folder / "kept/vault.rokey"
    assert home.ways() == ["keychain"]
    refused = home.run("vault", "keychain", "--remove")
    assert refused.code == 4
    assert "(last-way-in)" in refused.err
    own = str(home.folder / "passphrase.txt")
    assert home.run("vault", "passphrase", "--new-passphrase-file", own).code == 0
    assert home.ways() == ["keychain", "passphrase"]

    # What would lock the person out is tried first.
    home.lose_the_entry()
    before = vault.read_bytes()
    refused = home.by_words("vault", "passphrase", "--remove")
    assert refused.code == 4
    assert refused.err.endswith("Then try again.\n(keychain-entry-gone)\n")
    wrong = str(home.folder / "other.txt")
    refused = home.run("vault", "keychain", "--remove", "--passphrase-file", wrong)
    assert refused.code == 4
    assert "(passphrase-wrong)" in refused.err
    assert vault.read_bytes() == before

    healed = home.by_words("list")
    assert (healed.code, healed.err) == (0, _HEALED)
    assert (home.run("list").code, home.run("list").err) == (0, "")
    assert home.run("vault", "passphrase", "--remove").code == 0
    assert home.ways() == ["keychain"]
    assert "has no passphrase" in home.run("vault", "passphrase", "--remove").out
    assert home.run("vault", "passphrase", "--new-passphrase-file", own).code == 0
    assert home.by_words("vault", "keychain", "--remove").code == 0
    assert home.ways() == ["passphrase"]
    assert home.keychain.entries() == {}
    assert "does not open this vault" in home.by_words("vault", "keychain", "--remove").out
    assert home.by_words("vault", "keychain").code == 0
    assert len(home.keychain.entries()) == 1
    assert home.run("vault", "renew-keys").code == 4, "without the passphrase"
    assert home.by_words("vault", "renew-keys").code == 0
    assert home.run("list").code == 0


def test_a_lost_entry_is_healed_with_the_code(home: _Home) -> None:
    _import_into_a_new_vault(home)
    with talking(home.run, "vault", "recovery-code") as talk:
        code = talk.code_shown()
        talk.answer("The code from your paper", code)
        assert talk.end().code == 0
    run = home.run.hiding(code)
    file = str(written(home.folder / "code.txt", code))
    home.lose_the_entry()

    told = run("list")
    assert told.code == 4
    assert "(recovery-code-needed; keychain-entry-gone)" in told.err
    with talking(run, "list") as talk:
        talk.wait("Recovery code of the vault: ")
        assert not talk.echoes
        talk.type(code.lower())
        answer = talk.end()
    assert answer.code == 0
    assert _HEALED in answer.out
    assert (run("list").code, run("list").err) == (0, "")

    # A keychain that is locked today is no reason for paper, but a file with the code counts.
    home.keychain.lock()
    told = run("list")
    assert told.code == 4
    assert "(keychain-locked" in told.err
    told = run("list", "--recovery-code-file", file)
    assert (told.code, told.err) == (0, "")
    own = str(home.folder / "passphrase.txt")
    by_code = ("--recovery-code-file", file)
    assert run("vault", "passphrase", "--new-passphrase-file", own, *by_code).code == 0
    told = home.by_words("vault", "keychain", "--remove")
    assert told.code == 0, "it is done, and what is left goes by itself"
    assert "(old-key-left)" in told.err
    assert home.ways() == ["passphrase"]


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        ("keychain", {"passphrase"}, {"keychain", "passphrase"}),
        ("keychain --remove", {"keychain", "passphrase"}, {"passphrase"}),
        ("passphrase --remove", {"keychain", "passphrase"}, {"keychain"}),
    ],
)
def test_killed_before_and_after_the_vault_is_switched(
    home: _Home, command: str, before: set[str], after: set[str]
) -> None:
    filled(home.folder / "kept", "Tracker")
    if "keychain" in before:
        assert home.by_words("vault", "keychain").code == 0
    run = home.run if command.startswith("passphrase") else home.by_words
    switched, nth = False, 2
    while not switched:
        trace = home.folder / "trace"
        point = killing(("rename", nth))
        code, _ = traced(trace, run, ("vault", *command.split()), _nothing, *point)
        assert code in {-9, 128 + 9}, "it was not killed"
        switched = re.search(r'/vault\.rokey"\) += 0$', trace.read_text(), re.MULTILINE) is not None
        assert switched or nth < 5, "the vault's own turn comes fourth at the latest"
        assert _open_ways(home) == (after if switched else before)
        nth += 1
    assert nth > 3, "killed before it, too"
    assert home.by_words("vault", "status").code == 0
    if "passphrase" in after:
        # What the killed one left in the keychain goes with the next change.
        assert home.by_words("vault", "keychain").code == 0
        assert len(home.keychain.entries()) == 1


def _open_ways(home: _Home) -> set[str]:
    """What opens the vault, when that has been tried."""
    ways = home.ways()
    if "passphrase" in ways:
        assert names_with(home.folder / "kept") == ["Tracker"]
    if "keychain" in ways:
        told = home.run("list")
        assert (told.code, told.err) == (0, "")
        assert "Tracker" in told.out
    return set(ways)
