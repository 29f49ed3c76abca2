"""One change of what opens the vault with one fault at one step: everything that is promised."""

from __future__ import annotations

from collections.abc import Callable

from tests.vault.faulty_world import Fault, Plan
from tests.vault.vault_lives import CHANGES, Life, Opens
from wizard.core.problems import Problem, ProblemId
from wizard.vault.vault import Vault

OLD = Opens()
# What is in place, though something remains to be said of it.
SAID = {
    ProblemId.SAVED_NOT_CONFIRMED,
    ProblemId.BACKUP_OPENS_OLD_WAY,
    ProblemId.OLD_KEY_LEFT,
}
REFUSED = {
    ProblemId.DISK_FULL,
    ProblemId.WRITE_FAILED,
    ProblemId.FOLDER_NOT_WRITABLE,
    ProblemId.VAULT_UNREADABLE,
    ProblemId.KEYCHAIN_LOCKED,
    ProblemId.KEYCHAIN_SILENT,
    ProblemId.KEYCHAIN_MISSING,
    ProblemId.KEYCHAIN_UNREACHABLE,
    ProblemId.KEYCHAIN_UNRELIABLE,
    ProblemId.KEYCHAIN_ENTRY_GONE,
    ProblemId.KEYCHAIN_ENTRY_WRONG,
}


def work_of(change: str) -> Callable[[Vault], object]:
    """The change, on an open vault."""
    return lambda vault: CHANGES[change][0](vault.ways_in)


def places(life: Life, change: str, *, keychain: bool | None = None) -> list[int]:
    """The numbers of all steps, of the keychain's, or of the disk's."""
    steps = enumerate(life.steps(work_of(change)), 1)
    if keychain is None:
        return [number for number, _ in steps]
    return [number for number, name in steps if name.startswith("keychain") is keychain]


def one_fault(
    life: Life, change: str, at: int, fault: Fault, *, lasting: bool = False, thorough: bool = False
) -> bool:
    """Make the change with this fault; whether the new ways are in force afterwards.

    Checks that it fired, that what was said is true, and that the next program tidies up.
    """
    outcome = life.attempt(Plan(at, fault, lasting=lasting), work_of(change))
    where = f"{change}, {fault} at {at}: {outcome}"
    assert life.world.fired, where
    is_new = life.is_new
    if isinstance(outcome, Problem):
        assert outcome.id in SAID | REFUSED, where
        assert (outcome.id in SAID) is is_new, where
    elif outcome is True:
        assert is_new, where
    _check_next_program(life, CHANGES[change][1] if is_new else OLD, where, thorough=thorough)
    return is_new


def _check_next_program(life: Life, ways: Opens, where: str, *, thorough: bool) -> None:
    life.happens_late()
    assert life.opens(ways, thorough=thorough), where
    life.check_tidy()
    life.check_backup(ways, thorough=thorough)
