"""What a vault may live through, in any order, held against a model of what must be there.

A program opens it, changes it, dies, starts again; a second window is open meanwhile; disk and
keychain fail at any step; a person exports, imports, puts copies back.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.vault.faulty_keychain import FaultyKeychain
from tests.vault.faulty_world import Ending, KilledError, Manner, Plan, World, faulty_disk
from tests.vault.model.expected import Expected, Key, content_of
from tests.vault.model.strategies import ERRORS, NAMES, NUMBERS, SECRETS, STEPS
from tests.vault.samples import CHEAP, NOW, VENUE, check, credentials, proof, refused
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import PendingKey, SavedKey
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import from_file
from wizard.vault.slots import accounts_of
from wizard.vault.vault import Vault

_WORK = Callable[[Vault], object]
EXPORTED = "exported by a long passphrase"


class VaultLife(RuleBasedStateMachine):
    """`now` is what the disk must hold. After an attempt that failed, it was not made; after a
    death it was made or not, and the disk says which.
    """

    steps_done = 0
    fired = 0
    # Waits until an attempt is long enough for it.
    plan: Plan | None = None

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp(prefix="model-"))
        self.world = World(self.home / "kept")
        self.keychain = FaultyKeychain(self.world)
        self.first = self.door().create()
        self.second: Vault | None = None
        self.now = Expected(keychain=True)
        self.exports: list[tuple[Path, frozenset[Key]]] = []
        self.copies: list[tuple[bytes, Expected]] = []
        self.seen = {self.now.keys}
        self.checked: tuple[object, Expected] | None = None
        self.backup_is_ours = True
        self.was_older = False
        self.left_behind: set[str] = set()

    def teardown(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)

    def door(self) -> VaultDoor:
        return VaultDoor(self.world.folder, self.keychain, cost=CHEAP, lock_patience_s=0.5)

    def attempt(self, work: _WORK, then: Expected, *, window: int = 0) -> None:
        """Do `work` in a window, with the fault that is due; `then` is what it leads to."""
        type(self).steps_done += 1
        vault = self.second if window and self.second is not None else self.first
        plan, before = self.plan, self.now
        with faulty_disk(self.world):
            self.world.begin(plan)
            try:
                work(vault)
            except KilledError:
                self._died(before, then)
            except ProblemError as error:
                self._refused(vault, error.problem, expected=then is before)
            else:
                self.now = then
                self.backup_is_ours = self.backup_is_ours or then is not before
        self._count(self.world.fired)
        self.world.begin(None)
        for late in self.keychain.late:
            late()
        self.keychain.late.clear()
        self.seen.add(self.now.keys)

    def _count(self, fired: int) -> None:
        if fired:
            type(self).fired += 1
            self.plan = None

    def _died(self, before: Expected, then: Expected) -> None:
        self._count(1)
        self.world.begin(None)
        self.first, self.second = self.reopened(then, before), None

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
                self.first = self.reopened(self.now)
        else:
            assert fired or expected, f"refused without a reason: {problem.id}"

    def reopened(self, *candidates: Expected) -> Vault:
        """A new program; the model is the candidate that the disk holds."""
        for candidate in candidates:
            vault = candidate.opened_in_the_usual_way(self.door())
            right = vault is not None and candidate.keys == content_of(vault)
            if vault is not None and right and self._ways_are(candidate):
                self.now = candidate
                return vault
        raise AssertionError("the disk holds neither the old state nor the new one")

    def _ways_are(self, candidate: Expected) -> bool:
        try:
            candidate.check_ways(self.door())
        except AssertionError:
            return False
        return True

    @rule(fault=st.sampled_from(Ending), at=STEPS)
    def the_program_will_end(self, fault: Ending, at: int) -> None:
        self.plan = Plan(at, fault)

    @rule(fault=ERRORS, at=STEPS, lasting=st.booleans())
    def the_disk_will_fail(self, fault: int, at: int, lasting: bool) -> None:
        self.plan = Plan(at, fault, lasting=lasting)

    @rule(fault=st.sampled_from(Manner), at=STEPS, lasting=st.booleans())
    def the_keychain_will_fail(self, fault: Manner, at: int, lasting: bool) -> None:
        self.plan = Plan(at, fault, lasting=lasting)

    @rule(name=NAMES, number=NUMBERS, window=st.integers(0, 1))
    def seal(self, name: str, number: int, window: int) -> None:
        then = self.now.sealed(name, number)

        def work(vault: Vault) -> None:
            made = vault.seal(name, VENUE, credentials(number), now=NOW)
            assert made.name == name

        self.attempt(work, then, window=window)

    @rule(name=NAMES, number=NUMBERS, window=st.integers(0, 1))
    def seal_in_place(self, name: str, number: int, window: int) -> None:
        old = self.now.named(name)
        then = self.now.sealed(name, number, replaces=True)

        def work(vault: Vault) -> None:
            replaces = None if old is None else find(vault, name)
            vault.seal(name, VENUE, credentials(number), now=NOW, replaces=replaces)

        if old is not None:
            self.attempt(work, then, window=window)

    @rule(name=NAMES, number=NUMBERS, window=st.integers(0, 1))
    def rework(self, name: str, number: int, window: int) -> None:
        then = self.now.reworked(name, number)
        self.attempt(
            lambda vault: vault.rework(
                find(vault, name, pending=True), lambda _: credentials(number), now=NOW
            ),
            then,
            window=window,
        )

    @rule(name=NAMES, window=st.integers(0, 1))
    def commit(self, name: str, window: int) -> None:
        pending = self.now.named(name, pending=True)
        then = self.now.committed(name)
        if pending is not None:
            of = credentials(pending.number)
            self.attempt(
                lambda vault: vault.commit(proof(find(vault, name, pending=True), of), check()),
                then,
                window=window,
            )

    @rule(name=NAMES, minutes=st.integers(1, 90), window=st.integers(0, 1))
    def note_check(self, name: str, minutes: int, window: int) -> None:
        then = self.now.noted(name, NOW + timedelta(minutes=minutes))
        self.attempt(
            lambda vault: vault.note_check(find(vault, name), check(minutes)), then, window=window
        )

    @rule(name=NAMES, new=NAMES, window=st.integers(0, 1))
    def rename(self, name: str, new: str, window: int) -> None:
        then = self.now.renamed(name, new)
        self.attempt(lambda vault: vault.rename(find(vault, name), new), then, window=window)

    @rule(name=NAMES, window=st.integers(0, 1))
    def remove(self, name: str, window: int) -> None:
        then = self.now.without(name)
        self.attempt(lambda vault: vault.remove(find(vault, name)), then, window=window)

    @rule(name=NAMES, window=st.integers(0, 1))
    def discard(self, name: str, window: int) -> None:
        then = self.now.without(name, pending=True)
        self.attempt(
            lambda vault: vault.discard(find(vault, name, pending=True)), then, window=window
        )

    @rule(text=SECRETS, window=st.integers(0, 1))
    def set_passphrase(self, text: str, window: int) -> None:
        then = self.now.with_ways(passphrase=text)
        self.attempt(lambda v: v.ways_in.set_passphrase(Secret(text)), then, window=window)

    @rule(window=st.integers(0, 1))
    def remove_passphrase(self, window: int) -> None:
        then = self.now.with_ways(passphrase=None)
        self.attempt(lambda v: v.ways_in.remove_passphrase(), then, window=window)

    @rule(text=SECRETS, window=st.integers(0, 1))
    def set_code(self, text: str, window: int) -> None:
        then = self.now.with_ways(code=text)
        self.attempt(lambda v: v.ways_in.set_recovery_code(Secret(text)), then, window=window)

    @rule(window=st.integers(0, 1))
    def remove_code(self, window: int) -> None:
        then = self.now.with_ways(code=None)
        self.attempt(lambda v: v.ways_in.remove_recovery_code(), then, window=window)

    @rule(window=st.integers(0, 1))
    def keep_in_keychain(self, window: int) -> None:
        then = self.now.with_ways(keychain=True)
        self.attempt(lambda v: v.ways_in.keep_in_keychain(), then, window=window)

    @rule(window=st.integers(0, 1))
    def leave_keychain(self, window: int) -> None:
        then = self.now.with_ways(keychain=False)
        self.attempt(lambda v: v.ways_in.leave_keychain(), then, window=window)

    @rule(code=SECRETS, window=st.integers(0, 1))
    def renew_keys(self, code: str, window: int) -> None:
        now = self.now
        passphrase = None if now.passphrase is None else Secret(now.passphrase)
        new = None if now.code is None else Secret(code)
        then = replace(now, code=None if now.code is None else code)
        self.attempt(lambda v: v.ways_in.renew_keys(passphrase, new), then, window=window)

    @rule()
    def start_again(self) -> None:
        self.first.close()
        self.first, self.second = self.reopened(self.now), None
        if not self.first.older and self.now.keychain:
            files = (self.world.folder / f"vault.rokey{end}" for end in ("", ".bak"))
            slots = [from_file(each.read_bytes()).header.slots for each in files if each.exists()]
            needed = frozenset().union(*map(accounts_of, slots))
            assert set(self.keychain.entries) - self.left_behind == needed - self.left_behind

    @rule()
    def open_a_second_window(self) -> None:
        self.second = self.now.opened_in_the_usual_way(self.door())
        assert self.second is not None

    @rule(window=st.integers(0, 1))
    def reload(self, window: int) -> None:
        self.attempt(lambda vault: vault.reload(), self.now, window=window)

    @rule()
    def export(self) -> None:
        path = self.home / f"{len(self.exports)}.export"
        vault = self.now.opened_in_the_usual_way(self.door())
        assert vault is not None
        assert vault.transfer.export(path, Secret(EXPORTED)) == len(self.now.keys)
        self.exports.append((path, self.now.keys))

    @precondition(lambda self: self.exports)
    @rule(data=st.data())
    def import_again(self, data: st.DataObject) -> None:
        path, keys = data.draw(st.sampled_from(self.exports))
        before, plan = self.now, self.plan
        if plan is not None and isinstance(plan.fault, Ending):
            self.plan = None
        here = {key.number for key in before.keys}
        coming = {key.number: key for key in keys if key.number not in here}

        def work(vault: Vault) -> None:
            vault.transfer.import_file(path, Secret(EXPORTED))
            after = content_of(vault)
            assert before.keys <= after, "ours are as they were"
            added = {key.number: key for key in after - before.keys}
            assert added.keys() == coming.keys()
            for number, key in added.items():
                assert (key.pending, key.history) == (
                    coming[number].pending,
                    coming[number].history,
                )
            names = [key.name for key in after if key.replaces is None]
            assert len({name.casefold() for name in names}) == len(names)
            then.append(replace(before, keys=after))

        then: list[Expected] = []
        self.attempt(work, before)
        if then:
            self.now = then[0]
            self.seen.add(self.now.keys)

    @precondition(lambda self: self.backup_is_ours)
    @rule(cut=st.integers(1, 200))
    def damaged_and_put_back(self, cut: int) -> None:
        """The vault is damaged, and its backup takes its place; then the last change is gone."""
        vault, backup = (self.world.folder / f"vault.rokey{end}" for end in ("", ".bak"))
        if not backup.exists():
            return
        self.first.close()
        self.second = None
        data = vault.read_bytes()[:-cut]
        # After a crash both may be two names of one file until the next save.
        vault.unlink()
        vault.write_bytes(data)
        passphrase = None if self.now.keychain else Secret(self.now.passphrase or "")
        restored = self.door().copies.put_back(passphrase, now=NOW)
        assert restored.kept is not None
        restored.kept.unlink()
        opened = self.now.opened_in_the_usual_way(self.door())
        assert opened is not None
        assert not opened.older
        assert content_of(opened) in self.seen
        self.first, self.now = opened, replace(self.now, keys=content_of(opened))

    @rule()
    def copy_the_file(self) -> None:
        self.copies.append(((self.world.folder / "vault.rokey").read_bytes(), self.now))

    @precondition(lambda self: self.copies)
    @rule(data=st.data())
    def put_an_older_copy_back(self, data: st.DataObject) -> None:
        copy, then = data.draw(st.sampled_from(self.copies))
        vault = self.world.folder / "vault.rokey"
        present = vault.read_bytes()
        newer = from_file(present).header
        older = from_file(copy).header
        if accounts_of(older.slots) - self.keychain.entries.keys():
            return  # its key is gone, as it should be
        try:
            self.first.reload()
        except ProblemError:
            return  # it was left behind by another window
        vault.write_bytes(copy)
        # Of two states after an older one was put back, the one that got further counts.
        if present != copy and older.generation <= newer.generation:
            with refused(ProblemId.VAULT_REPLACED):
                self.first.reload()
        self.first.close()
        self.left_behind |= self.keychain.entries.keys()
        self.first, self.second = self.reopened(then), None
        assert self.first.older is (older.generation < newer.generation) or self.was_older
        self.was_older = self.first.older
        self.backup_is_ours = present == copy and self.backup_is_ours

    @invariant()
    def the_disk_is_as_the_model(self) -> None:
        vault = self.now.opened_in_the_usual_way(self.door())
        assert vault is not None
        with vault:
            assert content_of(vault) == self.now.keys
        slots = from_file((self.world.folder / "vault.rokey").read_bytes()).header.slots
        ways = replace(self.now, keys=frozenset())
        if self.checked != (slots, ways):
            self.now.check_ways(self.door())
            self.checked = slots, ways


def find(vault: Vault, name: str, *, pending: bool = False) -> str:
    """The record id of the key of this name: the saved one, or else the pending one."""
    vault.reload()
    saved: tuple[SavedKey | PendingKey, ...] = () if pending else vault.saved_keys()
    for key in (*saved, *vault.pending_keys()):
        if key.name == name:
            return key.record_id
    return "0" * 16
