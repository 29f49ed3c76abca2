"""Looking after an open vault: each task as a front end asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.faulty_keychain import FaultyKeychain
from tests.vault.faulty_world import Manner, Plan, World
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from wizard.core.problems import Problem, ProblemId
from wizard.core.recovery_code import read_recovery_code
from wizard.core.secret import Secret
from wizard.core.venue import VenueId, alike
from wizard.key_service.storage import Storage
from wizard.key_service.vault_care import VaultCare
from wizard.vault.door import VaultDoor
from wizard.vault.incoming import Terms
from wizard.vault.slots import Ways

WORDS = Secret("a passphrase for the way")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "kept")


@pytest.fixture
def keychain(world: World) -> FaultyKeychain:
    return FaultyKeychain(world)


@pytest.fixture
def storage(world: World, keychain: FaultyKeychain) -> Storage:
    storage = Storage(VaultDoor(world.folder, keychain, cost=CHEAP))
    storage.create()
    save(storage.vault, "One", credentials(1))
    return storage


@pytest.fixture
def care(storage: Storage) -> VaultCare:
    return VaultCare(storage, lambda: Terms(NOW, alike(VENUE)))


def again(world: World, keychain: FaultyKeychain) -> Storage:
    return Storage(VaultDoor(world.folder, keychain, cost=CHEAP))


def test_a_life(
    care: VaultCare, storage: Storage, world: World, keychain: FaultyKeychain, tmp_path: Path
) -> None:
    assert care.ways == Ways(True, False, False, False)
    assert care.set_passphrase(Secret(PASSPHRASE)) is None
    code = care.new_code()
    assert care.ways.recovery_code is False, "a code that is only shown opens nothing"
    assert care.confirm_code(code, Secret(code.reveal())) is None
    new = care.new_code()
    assert care.renew_keys(Secret(PASSPHRASE), new) is None
    with refused(ProblemId.RECOVERY_CODE_WRONG):
        again(world, keychain).open_with_code(code)
    typed = read_recovery_code(new.reveal())
    assert isinstance(typed, Secret)
    again(world, keychain).open_with_code(typed)
    assert care.leave_keychain(Secret(PASSPHRASE)) is None
    assert keychain.entries == {}
    assert care.keep_in_keychain() is None
    assert care.remove_passphrase() is None
    assert care.remove_code() is None
    assert care.ways == storage.ways() == Ways(True, False, False, False)
    file = tmp_path / "keys.rokey"
    assert care.export(file, WORDS) == 1
    assert care.import_file(file, WORDS).already_here == ("One",)


def test_a_passphrase_is_tried_without_a_change(care: VaultCare, world: World) -> None:
    with refused(ProblemId.PASSPHRASE_UNSET):
        care.require_passphrase(WORDS)
    care.set_passphrase(WORDS)
    before = (world.folder / "vault.rokey").read_bytes()
    care.require_passphrase(WORDS)
    with refused(ProblemId.PASSPHRASE_WRONG):
        care.require_passphrase(Secret(PASSPHRASE))
    code = care.new_code()
    care.confirm_code(code, code)
    with refused(ProblemId.PASSPHRASE_WRONG):
        care.require_passphrase(code)
    care.remove_code()
    assert (world.folder / "vault.rokey").read_bytes() != before, "the code came and went"


def test_a_code_typed_with_a_slip_is_not_set(care: VaultCare) -> None:
    with refused(ProblemId.RECOVERY_CODE_DIFFERS):
        care.confirm_code(care.new_code(), care.new_code())
    assert care.ways.recovery_code is False


@pytest.mark.parametrize("manner", [each for each in Manner if each is not Manner.LATE])
def test_a_keychain_that_is_not_to_be_trusted_gets_nothing(
    care: VaultCare, keychain: FaultyKeychain, world: World, manner: Manner
) -> None:
    care.set_passphrase(Secret(PASSPHRASE))
    care.leave_keychain()
    world.begin(Plan(1, manner, lasting=True))

    with refused(
        ProblemId.KEYCHAIN_LOCKED,
        ProblemId.KEYCHAIN_SILENT,
        ProblemId.KEYCHAIN_MISSING,
        ProblemId.KEYCHAIN_UNRELIABLE,
    ):
        care.keep_in_keychain()

    assert care.ways == Ways(False, True, False, False)
    assert not any(name.startswith("vault-key") for name in keychain.entries)


def test_a_keychain_in_clear_gets_nothing(care: VaultCare, keychain: FaultyKeychain) -> None:
    care.set_passphrase(Secret(PASSPHRASE))
    care.leave_keychain()
    keychain.weak = Problem(ProblemId.KEYCHAIN_IN_CLEAR)

    with refused(ProblemId.KEYCHAIN_IN_CLEAR):
        care.keep_in_keychain()

    assert keychain.entries == {}


def test_what_remains_to_be_said_is_said(
    care: VaultCare, keychain: FaultyKeychain, world: World
) -> None:
    care.set_passphrase(Secret(PASSPHRASE))
    world.begin(Plan(1, Manner.LOCKED, lasting=True))

    told = care.leave_keychain()

    assert told is not None
    assert told.id is ProblemId.OLD_KEY_LEFT
    world.begin(None)
    assert care.set_passphrase(Secret(PASSPHRASE + "!")) is None
    assert keychain.entries == {}


def test_what_another_window_added_is_exported_too(
    care: VaultCare, world: World, keychain: FaultyKeychain, tmp_path: Path
) -> None:
    other = again(world, keychain)
    other.open()
    save(other.vault, "Two", credentials(2))

    assert care.export(tmp_path / "keys.rokey", WORDS) == 2


def test_while_the_vault_is_closed_nothing_is_done(
    care: VaultCare, storage: Storage, tmp_path: Path
) -> None:
    storage.close()
    for attempt in (
        lambda: care.ways,
        lambda: care.set_passphrase(Secret(PASSPHRASE)),
        care.remove_passphrase,
        care.remove_code,
        care.keep_in_keychain,
        care.leave_keychain,
        care.renew_keys,
        lambda: care.export(tmp_path / "x", WORDS),
        lambda: care.import_file(tmp_path / "x", WORDS),
    ):
        with refused(ProblemId.PASSPHRASE_NEEDED):
            attempt()


def test_a_file_is_looked_at_before_there_is_a_vault(care: VaultCare, tmp_path: Path) -> None:
    file, empty = tmp_path / "keys.rokey", tmp_path / "empty"
    care.export(file, WORDS)

    def fresh(venue: VenueId) -> VaultCare:
        storage = Storage(VaultDoor(empty, None, cost=CHEAP))
        return VaultCare(storage, lambda: Terms(NOW, alike(venue)))

    assert fresh(VENUE).look_at_file(file, WORDS) == 1
    with refused(ProblemId.IMPORT_ELSEWHERE):
        fresh(VenueId.BINANCE_COM).look_at_file(file, WORDS)
    with refused(ProblemId.IMPORT_PASSPHRASE_WRONG):
        fresh(VENUE).look_at_file(file, Secret("another passphrase"))
    with refused(ProblemId.IMPORT_UNREADABLE):
        fresh(VENUE).look_at_file(empty, WORDS)
    assert not empty.exists()
