"""Which way is asked for when the keychain does not open the vault, and opening with a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.keychain_session import KeychainSession
from tests.vault.faulty_keychain import FaultyKeychain
from tests.vault.faulty_world import Manner, Plan, World
from tests.vault.samples import CHEAP, PASSPHRASE, credentials, refused, save
from tests.vault.vault_lives import LISTED
from tests.vault.watching import account_in, system
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.keychain import Absent, Found

CODE = Secret("CODE" * 7)


class Kept:
    """A vault that a keychain with moods opens, and whatever else is asked for."""

    def __init__(self, folder: Path, *, passphrase: bool, code: bool) -> None:
        self.world = World(folder)
        self.keychain = FaultyKeychain(self.world)
        self.door = VaultDoor(folder, self.keychain, cost=CHEAP)
        with self.door.create() as vault:
            save(vault, "One", credentials(1))
            if passphrase:
                vault.ways_in.set_passphrase(Secret(PASSPHRASE))
            if code:
                vault.ways_in.set_recovery_code(CODE)

    def asks(self) -> tuple[ProblemId, str, ProblemId | None]:
        """What opening asks for, why, and whether the keychain is lost for good."""
        with pytest.raises(ProblemError) as caught:
            self.door.open()
        lost = self.door.lost_its_keychain
        return (
            caught.value.problem.id,
            caught.value.problem.technical,
            None if lost is None else lost.id,
        )


@pytest.mark.parametrize(
    ("passphrase", "code", "asked"),
    [
        (False, False, ProblemId.KEYCHAIN_ENTRY_GONE),
        (True, False, ProblemId.PASSPHRASE_NEEDED),
        (True, True, ProblemId.PASSPHRASE_NEEDED),
        (False, True, ProblemId.RECOVERY_CODE_NEEDED),
    ],
)
def test_an_entry_that_is_gone(
    tmp_path: Path, passphrase: bool, code: bool, asked: ProblemId
) -> None:
    kept = Kept(tmp_path / "kept", passphrase=passphrase, code=code)
    kept.keychain.entries.clear()

    problem, why, lost = kept.asks()

    assert problem is asked
    assert lost is ProblemId.KEYCHAIN_ENTRY_GONE
    assert why in ("", ProblemId.KEYCHAIN_ENTRY_GONE)


@pytest.mark.parametrize(
    ("manner", "problem"),
    [
        (Manner.LOCKED, ProblemId.KEYCHAIN_LOCKED),
        (Manner.SILENT, ProblemId.KEYCHAIN_SILENT),
    ],
)
def test_a_code_on_paper_is_not_asked_for_because_of_a_lock(
    tmp_path: Path, manner: Manner, problem: ProblemId
) -> None:
    kept = Kept(tmp_path / "kept", passphrase=False, code=True)
    kept.world.begin(Plan(1, manner))

    assert kept.asks() == (problem, "", None)

    kept.door.open().close()


@pytest.mark.parametrize(
    ("manner", "lost"),
    [
        (Manner.WRONG, ProblemId.KEYCHAIN_ENTRY_WRONG),
        (Manner.FAILED, ProblemId.KEYCHAIN_UNREACHABLE),
        (Manner.UNREACHABLE, ProblemId.KEYCHAIN_UNREACHABLE),
    ],
)
def test_what_is_lost_for_good(tmp_path: Path, manner: Manner, lost: ProblemId) -> None:
    kept = Kept(tmp_path / "kept", passphrase=False, code=True)
    kept.world.begin(Plan(1, manner))

    assert kept.asks() == (ProblemId.RECOVERY_CODE_NEEDED, lost, lost)

    kept.door.open_with_code(CODE).close()


def test_a_vault_that_only_a_code_opens_says_so(tmp_path: Path) -> None:
    """Nobody makes one; but a newer version may have, or the slots were cut."""
    kept = Kept(tmp_path / "kept", passphrase=False, code=True)
    with VaultDoor(kept.door.folder, None).open_with_code(CODE) as vault:
        assert len(vault.saved_keys()) == 1
    assert kept.door.presence() is Presence.OPENS_WITH_KEYCHAIN


def test_a_code_where_there_is_none(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", passphrase=True, code=False)
    with refused(ProblemId.RECOVERY_CODE_UNSET):
        kept.door.open_with_code(CODE)
    kept = Kept(tmp_path / "other", passphrase=False, code=True)
    with refused(ProblemId.RECOVERY_CODE_WRONG):
        kept.door.open_with_code(Secret("EDOC" * 7))
    with refused(ProblemId.PASSPHRASE_UNSET):
        kept.door.open(CODE)


def test_looking_at_the_copy_says_nothing_about_the_vaults_own_entry(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", passphrase=True, code=False)
    backup = kept.door.path.with_name("vault.rokey.bak")
    other = Kept(tmp_path / "other", passphrase=True, code=False)
    backup.write_bytes(other.door.path.read_bytes())

    assert kept.door.copies.look().keys is None
    kept.door.open(Secret(PASSPHRASE)).close()

    assert kept.door.lost_its_keychain is None


@pytest.mark.keychain
def test_the_main_road_with_a_real_keychain(
    real_keychain: KeychainSession, real_door: VaultDoor, folder: Path
) -> None:
    keychain = system()

    def held(account: str) -> bool:
        found = keychain.read(account, 10.0)
        assert isinstance(found, Found | Absent), found
        return isinstance(found, Found)

    with real_door.create() as vault:
        save(vault, "One", credentials(1))
        first = account_in(real_door)
        vault.ways_in.keep_in_keychain()
        second = account_in(real_door)
        assert (held(first), held(second)) == (False, True)
        vault.ways_in.renew_keys()
        third = account_in(real_door)
        assert (held(second), held(third)) == (False, True)
        vault.ways_in.set_passphrase(Secret(PASSPHRASE))
        vault.ways_in.leave_keychain(Secret(PASSPHRASE))
        assert not held(third)
    with real_door.open(Secret(PASSPHRASE)) as vault:
        assert len(vault.saved_keys()) == 1
        vault.ways_in.keep_in_keychain()
        vault.ways_in.remove_passphrase()
    real_door.open().close()
    assert not (folder / LISTED).exists()
