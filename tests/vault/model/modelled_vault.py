"""A vault with up to two windows on a disk and a keychain that fail, and the model beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tests.vault.faulty_keychain import FaultyKeychain
from tests.vault.faulty_world import KilledError, Plan, World, faulty_disk
from tests.vault.model.changes import Change
from tests.vault.model.expected import Expected, content_of
from tests.vault.samples import CHEAP
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import from_file
from wizard.vault.slots import accounts_of
from wizard.vault.vault import Vault


@dataclass
class Tally:
    """How many changes were attempted, and how many of them met a fault."""

    changes: int = 0
    faults: int = 0


class ModelledVault:
    """`now` is what the disk must hold. After an attempt that failed, it was not made; after a
    death it was made or not, and the disk says which.
    """

    def __init__(self, folder: Path, tally: Tally) -> None:
        self.world = World(folder)
        self.file, self.backup = folder / "vault.rokey", folder / "vault.rokey.bak"
        self.keychain = FaultyKeychain(self.world)
        self.first = self.door().create()
        self.second: Vault | None = None
        self.now = Expected(keychain=True)
        # Waits until an attempt is long enough for it.
        self.plan: Plan | None = None
        # Every content that there ever was; a backup has one of them.
        self.seen = {self.now.keys}
        self.backup_is_ours = True
        # Entries from before an older copy came back: it does not know of them.
        self.left_behind: set[str] = set()
        self._checked: tuple[object, Expected] | None = None
        self._tally = tally

    def door(self) -> VaultDoor:
        return VaultDoor(self.world.folder, self.keychain, cost=CHEAP, lock_patience_s=0.5)

    def opened(self) -> Vault:
        """Another program's look at it, in the usual way."""
        vault = self.now.opened_in_the_usual_way(self.door())
        assert vault is not None
        return vault

    def attempt(self, change: Change, *, window: int = 0) -> None:
        """Make the change in a window, with the fault that is due."""
        self._tally.changes += 1
        vault = self.second if window and self.second is not None else self.first
        before, then = self.now, change.then
        with faulty_disk(self.world):
            self.world.begin(self.plan)
            try:
                change.work(vault)
            except KilledError:
                self._died(before, then)
            except ProblemError as error:
                self._refused(vault, error.problem, expected=then is before)
            else:
                self.becomes(then)
                self.backup_is_ours = self.backup_is_ours or then is not before
        self._count(self.world.fired)
        self.world.begin(None)
        for late in self.keychain.late:
            late()
        self.keychain.late.clear()

    def becomes(self, state: Expected) -> None:
        """From now on the disk must hold this."""
        self.now = state
        self.seen.add(state.keys)

    def _count(self, fired: int) -> None:
        if fired:
            self._tally.faults += 1
            self.plan = None

    def _died(self, before: Expected, then: Expected) -> None:
        self._count(1)
        self.world.begin(None)
        self.start_again(then, before)

    def _refused(self, vault: Vault, problem: Problem, *, expected: bool) -> None:
        fired = self.world.fired
        self._count(fired)
        self.world.begin(None)
        assert problem.what
        assert "{" not in f"{problem.what}{problem.means}{problem.do}"
        if problem.id is ProblemId.VAULT_REPLACED and self.second is not None:
            # The other window renewed the keys; whoever starts again finds everything.
            self.second = None
            if vault is self.first:
                self.start_again(self.now)
        else:
            assert fired or expected, f"refused without a reason: {problem.id}"

    def start_again(self, *candidates: Expected) -> None:
        """A new program with one window; the model is the candidate that the disk holds."""
        for candidate in candidates:
            vault = candidate.opened_in_the_usual_way(self.door())
            right = vault is not None and candidate.keys == content_of(vault)
            if vault is not None and right and self._ways_are(candidate):
                self.first, self.second = vault, None
                self.becomes(candidate)
                return
        raise AssertionError("the disk holds neither the old state nor the new one")

    def _ways_are(self, candidate: Expected) -> bool:
        try:
            candidate.check_ways(self.door())
        except AssertionError:
            return False
        return True

    def check(self) -> None:
        """The disk is as the model."""
        with self.opened() as vault:
            assert content_of(vault) == self.now.keys
        slots = from_file(self.file.read_bytes()).header.slots
        ways = replace(self.now, keys=frozenset())
        if self._checked != (slots, ways):
            self.now.check_ways(self.door())
            self._checked = slots, ways

    def check_keychain(self) -> None:
        """In the keychain is what vault and backup need, and nothing else."""
        files = [each for each in (self.file, self.backup) if each.exists()]
        slots = [from_file(each.read_bytes()).header.slots for each in files]
        needed = frozenset().union(*map(accounts_of, slots))
        assert set(self.keychain.entries) - self.left_behind == needed - self.left_behind
