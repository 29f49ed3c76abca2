"""What a hostile keychain service can do to a vault: keep it closed, and nothing worse."""

from __future__ import annotations

import pytest

from tests.vault.fake_manners import ALTERED, TELLTALE, Manners
from tests.vault.fake_service_session import FakeService, refusal_of
from tests.vault.samples import PASSPHRASE, credentials, refused, save
from tests.vault.watching import (
    GRACE_S,
    PATIENCE_S,
    account_in,
    nothing_left_behind,
    within,
)
from wizard.core.problems import ProblemId
from wizard.core.saved_key import SavedKey
from wizard.core.secret import Secret
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase, Presence, VaultDoor

pytestmark = pytest.mark.keychain

LOCKED, SILENT = ProblemId.KEYCHAIN_LOCKED, ProblemId.KEYCHAIN_SILENT
MISSING, UNRELIABLE = ProblemId.KEYCHAIN_MISSING, ProblemId.KEYCHAIN_UNRELIABLE
UNREACHABLE = ProblemId.KEYCHAIN_UNREACHABLE
GONE, WRONG = ProblemId.KEYCHAIN_ENTRY_GONE, ProblemId.KEYCHAIN_ENTRY_WRONG
_IS_LOCKED = "org.freedesktop.Secret.Error.IsLocked"

# The manners; what the storage check says; what opening a vault says (None: it opens).
CASES: dict[str, tuple[Manners, ProblemId | None, ProblemId | None]] = {
    "locked, accepted": (Manners(locked=True), None, None),
    "locked, refused": (Manners(locked=True, prompt="refuse"), LOCKED, LOCKED),
    "locked, in vain": (Manners(locked=True, prompt="accept in vain"), LOCKED, LOCKED),
    "locked, ignored": (Manners(locked=True, prompt="ignore"), SILENT, SILENT),
    "locked, dialog gone": (Manners(locked=True, prompt="object gone"), UNRELIABLE, UNREACHABLE),
    "locked, dies": (Manners(locked=True, prompt="service gone"), MISSING, UNREACHABLE),
    "locked in between": (Manners(fault=_IS_LOCKED, at="OpenSession"), LOCKED, LOCKED),
    "slow": (Manners(delay_s=0.15), SILENT, SILENT),
    "stores nothing": (Manners(stores=None), UNRELIABLE, None),
    "deletes nothing": (Manners(deletes=False), UNRELIABLE, None),
    "session collection": (Manners(alias="session"), UNRELIABLE, UNREACHABLE),
    "zero for a key": (Manners(session="zero for a key"), UNRELIABLE, WRONG),
    "another key": (Manners(session="another key"), UNRELIABLE, WRONG),
    "text for a key": (Manners(session="text for a key"), UNRELIABLE, UNREACHABLE),
    "decoys first": (Manners(decoys_before=50), UNRELIABLE, WRONG),
    **{
        f"gives it {how}": (Manners(gives=how), UNRELIABLE, WRONG)
        for how in ALTERED
        if how not in ("as given", "not UTF-8")
    },
    "gives no text": (Manners(gives="not UTF-8"), UNRELIABLE, UNREACHABLE),
    **{f"stores it {how}": (Manners(stores=how), UNRELIABLE, None)
       for how in ALTERED if how != "as given"},
}  # fmt: skip
# With a key that is not its own the answer is noise, which may also be no text at all.
ALSO = {WRONG: (WRONG, UNREACHABLE)}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("nothing_in_the_clear")
def test_the_storage_check_gives_the_reason_in_words(
    honest: FakeService, real_door: VaultDoor, hasty_door: VaultDoor, name: str
) -> None:
    manners, problem, _ = CASES[name]
    door = hasty_door if problem is SILENT else real_door
    honest.behave(manners)

    with nothing_left_behind(), within((PATIENCE_S if problem is SILENT else 0) + GRACE_S):
        plan = door.plan()

    assert honest.wrongs()
    if problem is None:
        assert isinstance(plan, KeptInKeychain)
    else:
        assert isinstance(plan, KeptUnderPassphrase)
        assert plan.reason.id is problem
        assert all((plan.reason.what, plan.reason.means, plan.reason.do))
        assert TELLTALE not in f"{plan.reason!r}{plan.reason.technical}"
    assert real_door.presence() is Presence.ABSENT


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("nothing_in_the_clear")
def test_a_vault_comes_to_be_only_with_its_key_in_the_keychain(
    honest: FakeService, real_door: VaultDoor, hasty_door: VaultDoor, name: str
) -> None:
    manners, problem, _ = CASES[name]
    door = hasty_door if problem is SILENT else real_door
    honest.behave(manners)

    with within((2 * PATIENCE_S if problem is SILENT else 0) + GRACE_S):
        refusal = refusal_of(door.create)
    if refusal is not None:
        assert refusal is problem
        assert not door.path.exists()
        return
    # The creation deletes nothing, so a keychain that cannot is good enough for it.
    assert problem is None or not manners.deletes

    honest.behave(Manners())
    real_door.open().close()
    assert account_in(real_door) in honest.entries()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("nothing_in_the_clear")
def test_a_vault_that_stays_closed_loses_nothing(
    saved: SavedKey, honest: FakeService, real_door: VaultDoor, hasty_door: VaultDoor, name: str
) -> None:
    manners, _, problem = CASES[name]
    door = hasty_door if problem is SILENT else real_door
    before = door.path.read_bytes()
    honest.behave(manners)

    with within((PATIENCE_S if problem is SILENT else 0) + GRACE_S):
        if problem is None:
            assert door.open().saved_keys() == (saved,)
        else:
            with refused(*ALSO.get(problem, (problem,))):
                door.open()

    assert door.path.read_bytes() == before
    honest.behave(Manners())
    assert real_door.open().saved_keys() == (saved,)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("nothing_in_the_clear")
def test_a_vault_takes_the_keychain_in_only_when_it_keeps_what_it_is_given(
    honest: FakeService, real_door: VaultDoor, hasty_door: VaultDoor, name: str
) -> None:
    manners, problem, _ = CASES[name]
    door = hasty_door if problem is SILENT else real_door
    with door.create(Secret(PASSPHRASE)) as vault:
        saved = save(vault, "One", credentials())
        before = door.path.read_bytes()
        honest.behave(manners)
        told = refusal_of(vault.ways_in.keep_in_keychain)

    assert told is problem or (told is None and not manners.deletes)
    honest.behave(Manners())
    if told is None:
        assert real_door.open().saved_keys() == (saved,)
    else:
        assert real_door.path.read_bytes() == before
    assert real_door.open(Secret(PASSPHRASE)).saved_keys() == (saved,)
