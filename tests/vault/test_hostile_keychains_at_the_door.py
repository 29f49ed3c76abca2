"""What a hostile keychain service can do to a vault: keep it closed, and nothing worse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.vault.fake_manners import ALTERED, DIE, TELLTALE, Manners
from tests.vault.fake_service_session import FakeService
from tests.vault.samples import CHEAP, MARKED, credentials, refused, save
from tests.vault.watching import (
    GRACE_S,
    PATIENCE_S,
    account_in,
    nothing_left_behind,
    system,
    within,
)
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.saved_key import SavedKey
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase, Presence, StoragePlan, VaultDoor
from wizard.vault.vault import Vault

pytestmark = pytest.mark.keychain

LOCKED, SILENT = ProblemId.KEYCHAIN_LOCKED, ProblemId.KEYCHAIN_SILENT
MISSING, UNRELIABLE = ProblemId.KEYCHAIN_MISSING, ProblemId.KEYCHAIN_UNRELIABLE
UNREACHABLE = ProblemId.KEYCHAIN_UNREACHABLE
GONE, WRONG = ProblemId.KEYCHAIN_ENTRY_GONE, ProblemId.KEYCHAIN_ENTRY_WRONG
ASKING_FOR_THE_NAME = 3  # calls
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


def refusal_of(act: Callable[[], Vault]) -> ProblemId | None:
    """None: it went well."""
    try:
        act().close()
    except ProblemError as error:
        told = error.problem
    else:
        return None
    assert all((told.what, told.means, told.do))
    assert TELLTALE not in f"{told!r}{told.technical}"
    return told.id


@pytest.fixture
def honest(fake_service: FakeService) -> FakeService:
    fake_service.behave(Manners())
    return fake_service


@pytest.fixture
def saved(honest: FakeService, real_door: VaultDoor) -> SavedKey:
    """A vault with one key, made while the service was honest."""
    with real_door.create() as vault:
        return save(vault, "One", credentials())


@pytest.fixture
def nothing_in_the_clear(folder: Path, fake_service: FakeService) -> Iterator[None]:
    """After the test no file of the vault holds a key, and none of the entries does either."""
    yield
    texts = [MARKED.encode(), TELLTALE.encode(), *filter(None, fake_service.entries().values())]
    for file in filter(Path.is_file, folder.rglob("*")):
        held = file.read_bytes()
        assert not [text for text in texts if text in held], file.name


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


def doors_that_die_later_and_later(
    service: FakeService, folder: Path
) -> Iterator[tuple[int, VaultDoor]]:
    """The service dies at the n-th call, for every n until there was no n-th call."""
    number = 0
    while number == 0 or DIE in service.wrongs():
        number += 1
        service.forget_everything()
        service.behave(Manners(fault=DIE, at=f"#{number}"))
        yield number, VaultDoor(folder / str(number), system(), patience_s=10.0, cost=CHEAP)
    assert number > 15, "there were calls to die at"


@pytest.mark.usefixtures("nothing_in_the_clear")
def test_it_dies_at_every_call_of_the_storage_check(
    fake_service: FakeService, folder: Path
) -> None:
    plans: list[StoragePlan] = []
    for number, door in doors_that_die_later_and_later(fake_service, folder):
        with within(GRACE_S), nothing_left_behind():
            plan = door.plan()
        plans.append(plan)
        if isinstance(plan, KeptUnderPassphrase):
            assert plan.reason.id is MISSING, f"call {number}"

    # Once the test value came, went and was seen to be gone, only the name is still asked for.
    trusted = [isinstance(plan, KeptInKeychain) for plan in plans]
    assert trusted == [False] * (len(plans) - ASKING_FOR_THE_NAME - 1) + [True] * (
        ASKING_FOR_THE_NAME + 1
    )


@pytest.mark.usefixtures("nothing_in_the_clear")
def test_it_dies_at_every_call_of_a_creation(fake_service: FakeService, folder: Path) -> None:
    """Never a vault whose key is not kept."""
    came_to_be: list[VaultDoor] = []
    for number, door in doors_that_die_later_and_later(fake_service, folder):
        with within(GRACE_S), nothing_left_behind():
            refusal = refusal_of(door.create)
        assert refusal in (None, MISSING), f"call {number}"
        assert door.path.exists() == (refusal is None)
        if refusal is None:
            came_to_be.append(door)
            assert account_in(door) in fake_service.entries()

    assert came_to_be, "the last one met no death"
    fake_service.behave(Manners())
    came_to_be[-1].open().close()


def test_it_dies_at_every_call_of_an_opening(
    saved: SavedKey, honest: FakeService, real_door: VaultDoor
) -> None:
    number = 0
    while DIE in honest.wrongs() or number == 0:
        number += 1
        honest.behave(Manners(fault=DIE, at=f"#{number}"))
        with within(GRACE_S), nothing_left_behind():
            refusal = refusal_of(real_door.open)
        assert refusal is (UNREACHABLE if DIE in honest.wrongs() else None)

    assert number > 8, "there were calls to die at"
    honest.behave(Manners())
    assert real_door.open().saved_keys() == (saved,)
