"""What a vault may live through, in any order, held against a model of what must be there.

A program opens it, changes it, dies, starts again; a second window is open meanwhile; disk and
keychain fail at any step; a person exports, imports, puts copies back. Only what is drawn is here.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.vault.faulty_world import Ending, Manner, Plan
from tests.vault.model import changes
from tests.vault.model.modelled_vault import ModelledVault, Tally
from tests.vault.model.own_files import OwnFiles
from tests.vault.model.strategies import ERRORS, NAMES, NUMBERS, PAIRS, SECRETS, STEPS, WINDOWS


class VaultLife(RuleBasedStateMachine):
    """`tally` counts over all lives."""

    tally: ClassVar[Tally] = Tally()

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp(prefix="model-"))
        self.vault = ModelledVault(self.home / "kept", self.tally)
        self.files = OwnFiles(self.vault, self.home)

    def teardown(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)

    @rule(fault=st.sampled_from(Ending), at=STEPS)
    def the_program_will_end(self, fault: Ending, at: int) -> None:
        self.vault.plan = Plan(at, fault)

    @rule(fault=ERRORS, at=STEPS, lasting=st.booleans())
    def the_disk_will_fail(self, fault: int, at: int, lasting: bool) -> None:
        self.vault.plan = Plan(at, fault, lasting=lasting)

    @rule(fault=st.sampled_from(Manner), at=STEPS, lasting=st.booleans())
    def the_keychain_will_fail(self, fault: Manner, at: int, lasting: bool) -> None:
        self.vault.plan = Plan(at, fault, lasting=lasting)

    @rule(name=NAMES, number=NUMBERS, window=WINDOWS)
    def seal(self, name: str, number: int, window: int) -> None:
        self.vault.attempt(changes.seal(self.vault.now, name, number), window=window)

    @rule(name=NAMES, number=NUMBERS, window=WINDOWS)
    def seal_in_place(self, name: str, number: int, window: int) -> None:
        if self.vault.now.named(name) is not None:
            self.vault.attempt(changes.seal_in_place(self.vault.now, name, number), window=window)

    @rule(name=NAMES, number=NUMBERS, window=WINDOWS)
    def rework(self, name: str, number: int, window: int) -> None:
        self.vault.attempt(changes.rework(self.vault.now, name, number), window=window)

    @rule(name=NAMES, number=PAIRS, window=WINDOWS)
    def make_pair(self, name: str, number: int, window: int) -> None:
        self.vault.attempt(changes.make_pair(self.vault.now, name, number), window=window)

    @rule(name=NAMES, window=WINDOWS)
    def complete(self, name: str, window: int) -> None:
        key = self.vault.now.named(name, pending=True)
        if key is not None and key.waiting:
            self.vault.attempt(changes.complete(self.vault.now, name), window=window)

    @rule(name=NAMES, window=WINDOWS)
    def commit(self, name: str, window: int) -> None:
        if self.vault.now.named(name, pending=True) is not None:
            self.vault.attempt(changes.commit(self.vault.now, name), window=window)

    @rule(name=NAMES, minutes=st.integers(1, 90), window=WINDOWS)
    def note_check(self, name: str, minutes: int, window: int) -> None:
        self.vault.attempt(changes.note_check(self.vault.now, name, minutes), window=window)

    @rule(name=NAMES, new=NAMES, window=WINDOWS)
    def rename(self, name: str, new: str, window: int) -> None:
        self.vault.attempt(changes.rename(self.vault.now, name, new), window=window)

    @rule(name=NAMES, window=WINDOWS)
    def remove(self, name: str, window: int) -> None:
        self.vault.attempt(changes.remove(self.vault.now, name), window=window)

    @rule(name=NAMES, window=WINDOWS)
    def discard(self, name: str, window: int) -> None:
        self.vault.attempt(changes.discard(self.vault.now, name), window=window)

    @rule(text=SECRETS, window=WINDOWS)
    def set_passphrase(self, text: str, window: int) -> None:
        self.vault.attempt(changes.set_passphrase(self.vault.now, text), window=window)

    @rule(window=WINDOWS)
    def remove_passphrase(self, window: int) -> None:
        self.vault.attempt(changes.remove_passphrase(self.vault.now), window=window)

    @rule(text=SECRETS, window=WINDOWS)
    def set_code(self, text: str, window: int) -> None:
        self.vault.attempt(changes.set_code(self.vault.now, text), window=window)

    @rule(window=WINDOWS)
    def remove_code(self, window: int) -> None:
        self.vault.attempt(changes.remove_code(self.vault.now), window=window)

    @rule(window=WINDOWS)
    def keep_in_keychain(self, window: int) -> None:
        self.vault.attempt(changes.keep_in_keychain(self.vault.now), window=window)

    @rule(window=WINDOWS)
    def leave_keychain(self, window: int) -> None:
        self.vault.attempt(changes.leave_keychain(self.vault.now), window=window)

    @rule(code=SECRETS, window=WINDOWS)
    def renew_keys(self, code: str, window: int) -> None:
        self.vault.attempt(changes.renew_keys(self.vault.now, code), window=window)

    @rule()
    def start_again(self) -> None:
        self.vault.first.close()
        self.vault.start_again(self.vault.now)
        if not self.vault.first.older and self.vault.now.keychain:
            self.vault.check_keychain()

    @rule()
    def open_a_second_window(self) -> None:
        self.vault.second = self.vault.opened()

    @rule(window=WINDOWS)
    def reload(self, window: int) -> None:
        self.vault.attempt(changes.look_again(self.vault.now), window=window)

    @rule()
    def export(self) -> None:
        self.files.export()

    @precondition(lambda self: self.files.exports)
    @rule(data=st.data())
    def import_again(self, data: st.DataObject) -> None:
        self.files.import_again(data.draw(st.sampled_from(self.files.exports)))

    @precondition(lambda self: self.vault.backup_is_ours)
    @rule(cut=st.integers(1, 200))
    def damaged_and_put_back(self, cut: int) -> None:
        self.files.damage_and_put_back(cut)

    @rule()
    def copy_the_file(self) -> None:
        self.files.copy()

    @precondition(lambda self: self.files.copies)
    @rule(data=st.data())
    def put_an_older_copy_back(self, data: st.DataObject) -> None:
        self.files.put_back(data.draw(st.sampled_from(self.files.copies)))

    @invariant()
    def the_disk_is_as_the_model(self) -> None:
        self.vault.check()
