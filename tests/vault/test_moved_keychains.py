"""The desktop changed, and another keychain answers than the one that has the vault's key."""

from __future__ import annotations

import pytest

from tests.keychain_session import KeychainSession
from tests.vault.fake_manners import Manners
from tests.vault.fake_service_session import FakeService
from tests.vault.samples import PASSPHRASE, credentials, refused, save
from tests.vault.watching import account_in, nothing_left_behind
from wizard.core.problems import ProblemId
from wizard.core.recovery_code import new_recovery_code
from wizard.core.secret import Secret
from wizard.vault.door import KeptInKeychain, VaultDoor

pytestmark = pytest.mark.keychain


def move_to(elsewhere: FakeService, patch: pytest.MonkeyPatch) -> None:
    """The same person and the same files; another bus with another service."""
    elsewhere.behave(Manners())
    bus = "DBUS_SESSION_BUS_ADDRESS"
    patch.setenv(bus, elsewhere.environment[bus])


def test_the_key_is_not_there_and_the_vault_says_so(
    fake_service: FakeService,
    real_keychain: KeychainSession,
    real_door: VaultDoor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved = save(real_door.create(), "One", credentials())
    before = real_door.path.read_bytes()
    move_to(fake_service, monkeypatch)

    assert real_door.plan() == KeptInKeychain("your system's keychain", None), "it works"
    with nothing_left_behind(), refused(ProblemId.KEYCHAIN_ENTRY_GONE):
        real_door.open()

    assert "SearchItems" in " ".join(fake_service.calls())
    assert fake_service.entries() == {}
    assert real_door.path.read_bytes() == before
    monkeypatch.setenv(
        "DBUS_SESSION_BUS_ADDRESS", real_keychain.environment["DBUS_SESSION_BUS_ADDRESS"]
    )
    assert real_door.open().saved_keys() == (saved,), "back on the first desktop it opens"


def test_a_passphrase_opens_it_anywhere(
    fake_service: FakeService,
    real_keychain: KeychainSession,
    real_door: VaultDoor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    created = real_door.create(Secret(PASSPHRASE), also_keychain=True)
    saved = save(created, "One", credentials())
    move_to(fake_service, monkeypatch)

    with refused(ProblemId.PASSPHRASE_NEEDED):
        real_door.open()
    assert real_door.lost_its_keychain is not None
    assert real_door.lost_its_keychain.id is ProblemId.KEYCHAIN_ENTRY_GONE
    assert real_door.open(Secret(PASSPHRASE)).saved_keys() == (saved,)
    assert account_in(real_door) in real_keychain.entries(), "the old entry was left alone"


def test_a_recovery_code_opens_it_and_the_new_keychain_takes_over(
    fake_service: FakeService,
    real_keychain: KeychainSession,
    real_door: VaultDoor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = new_recovery_code()
    with real_door.create() as created:
        saved = save(created, "One", credentials())
        created.ways_in.set_recovery_code(code)
    (left_behind,) = real_keychain.entries()
    move_to(fake_service, monkeypatch)

    with refused(ProblemId.RECOVERY_CODE_NEEDED):
        real_door.open()
    with real_door.open_with_code(code) as opened:
        assert opened.saved_keys() == (saved,)
        assert fake_service.entries() == {}, "nothing is healed unasked"
        opened.ways_in.keep_in_keychain()
    assert real_door.open().saved_keys() == (saved,)
    assert list(fake_service.entries()) == [account_in(real_door)]
    assert account_in(real_door) != left_behind
    assert left_behind in real_keychain.entries(), "what is out of reach was left alone"


def test_another_entry_of_that_name_is_not_taken_for_the_key(
    fake_service: FakeService,
    real_keychain: KeychainSession,
    real_door: VaultDoor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real_door.create().close()
    move_to(fake_service, monkeypatch)
    fake_service.behave(Manners(decoys_before=1))

    with refused(ProblemId.KEYCHAIN_ENTRY_WRONG):
        real_door.open()
    assert "decoys" in fake_service.wrongs()
