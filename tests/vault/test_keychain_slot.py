"""Keychains that lie, forget, answer late or break: none of them is trusted with a key."""

# ruff: noqa: ARG002 (the port's arguments)

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.samples import MARKED, refused
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import SealBrokenError
from wizard.vault.door import KeptUnderPassphrase, VaultDoor
from wizard.vault.keychain import (
    Absent,
    Done,
    Failed,
    Found,
    Keychain,
    Locked,
    Silent,
    Trouble,
    Unreachable,
)
from wizard.vault.keychain_slot import (
    from_value,
    make_keychain_slot,
    new_account,
    open_keychain_slot,
    to_value,
)
from wizard.vault.patience import Patience


@dataclass
class OddKeychain(Keychain):
    """A keychain at the outer edge that answers what a test tells it to."""

    on_read: Found | Absent | Trouble | None = None
    on_write: Done | Trouble | None = None
    on_delete: Done | Absent | Trouble | None = None
    keeps: bool = True
    cuts: bool = False
    entries: dict[str, Secret] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return "an odd keychain"

    def read(self, account: str, patience_s: float) -> Found | Absent | Trouble:
        if self.on_read is not None:
            return self.on_read
        value = self.entries.get(account)
        return Absent() if value is None else Found(Secret(value.reveal_bytes()))

    def write(self, account: str, value: Secret, patience_s: float) -> Done | Trouble:
        if self.keeps:
            kept = value.reveal_bytes()
            self.entries[account] = Secret(kept[:-1] if self.cuts else kept)
        return self.on_write or Done()

    def delete(self, account: str, patience_s: float) -> Done | Absent | Trouble:
        if self.on_delete is None:
            self.entries.pop(account, None)
        return self.on_delete or Done()

    def weakness(self, patience_s: float) -> Problem | None:
        return None

    def give_up(self) -> None: ...


ODD: list[tuple[OddKeychain, ProblemId]] = [
    (OddKeychain(on_write=Locked()), ProblemId.KEYCHAIN_LOCKED),
    (OddKeychain(on_write=Silent()), ProblemId.KEYCHAIN_SILENT),
    (OddKeychain(on_write=Unreachable()), ProblemId.KEYCHAIN_MISSING),
    (OddKeychain(on_write=Failed()), ProblemId.KEYCHAIN_UNRELIABLE),
    (OddKeychain(keeps=False), ProblemId.KEYCHAIN_UNRELIABLE),
    (OddKeychain(on_read=Found(Secret("other"))), ProblemId.KEYCHAIN_UNRELIABLE),
    (OddKeychain(cuts=True), ProblemId.KEYCHAIN_UNRELIABLE),
    (OddKeychain(on_read=Silent()), ProblemId.KEYCHAIN_SILENT),
    (OddKeychain(on_read=Locked()), ProblemId.KEYCHAIN_LOCKED),
]
UNDELETING: list[tuple[OddKeychain, ProblemId]] = [
    (OddKeychain(on_delete=Done()), ProblemId.KEYCHAIN_UNRELIABLE),
    (OddKeychain(on_delete=Failed()), ProblemId.KEYCHAIN_UNRELIABLE),
]


@pytest.mark.parametrize(("odd", "problem"), [*ODD, *UNDELETING])
def test_the_self_test_finds_it_out_before_any_secret_exists(
    folder: Path, odd: OddKeychain, problem: ProblemId
) -> None:
    plan = VaultDoor(folder, odd).plan()

    assert isinstance(plan, KeptUnderPassphrase)
    assert plan.reason.id is problem


@pytest.mark.parametrize(("odd", "problem"), ODD)
def test_no_vault_is_made_with_it(folder: Path, odd: OddKeychain, problem: ProblemId) -> None:
    with refused(problem):
        VaultDoor(folder, odd).create()

    assert not (folder / "vault.rokey").exists()


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        (Locked(), ProblemId.KEYCHAIN_LOCKED),
        (Silent(), ProblemId.KEYCHAIN_SILENT),
        (Unreachable(), ProblemId.KEYCHAIN_UNREACHABLE),
        (Failed(), ProblemId.KEYCHAIN_UNREACHABLE),
        (Absent(), ProblemId.KEYCHAIN_ENTRY_GONE),
        (Found(Secret(MARKED)), ProblemId.KEYCHAIN_ENTRY_WRONG),
    ],
)
def test_an_existing_vault_stays_closed(
    folder: Path, trouble: Found | Absent | Trouble, problem: ProblemId
) -> None:
    odd = OddKeychain()
    VaultDoor(folder, odd).create()
    before = (folder / "vault.rokey").read_bytes()

    odd.on_read = trouble
    with refused(problem):
        VaultDoor(folder, odd).open()

    odd.on_read = None
    VaultDoor(folder, odd).open()
    assert (folder / "vault.rokey").read_bytes() == before


def test_a_name_is_never_used_twice(folder: Path) -> None:
    odd = OddKeychain(on_write=Silent())

    for _ in range(3):
        VaultDoor(folder, odd).plan()
        with refused(ProblemId.KEYCHAIN_SILENT):
            VaultDoor(folder, odd).create()

    assert len(odd.entries) == 6


def test_a_slot_opens_in_its_own_vault_alone_and_unaltered() -> None:
    odd, data_key = OddKeychain(), bytearray(range(32))
    slot = make_keychain_slot("a" * 32, data_key, odd, new_account(), Patience(1))
    assert open_keychain_slot("a" * 32, slot, odd, Patience(1)) == data_key

    with pytest.raises(SealBrokenError):
        open_keychain_slot("b" * 32, slot, odd, Patience(1))
    with pytest.raises(SealBrokenError):
        open_keychain_slot("a" * 32, replace(slot, slot_id="0" * 16), odd, Patience(1))


@given(st.binary(min_size=32, max_size=32))
def test_a_key_as_text(key: bytes) -> None:
    value = to_value(bytearray(key))

    assert from_value(value) == bytearray(key)
    assert value.reveal().isascii()
    assert len(value.reveal()) < 60


@given(st.binary(min_size=32, max_size=32), st.data())
def test_a_changed_character_is_noticed(key: bytes, data: st.DataObject) -> None:
    text = to_value(bytearray(key)).reveal()
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda letter: letter != text[place]))

    changed = from_value(
        Secret((text[:place] + other + text[place + 1 :]).encode("utf-8", "replace"))
    )

    assert changed is None
