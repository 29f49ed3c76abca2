"""The data key under a passphrase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.vault.samples import CHEAP, PASSPHRASE, refused
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import FULL_COST, SMALL_COST, ArgonCost, SealBrokenError
from wizard.vault.file_format import PassphraseUse
from wizard.vault.passphrase_slot import (
    affordable_cost,
    make_passphrase_slot,
    open_passphrase_slot,
    require_long_enough,
)

DATA_KEY = bytearray(range(32))


def test_a_slot_opens_in_its_own_vault_alone_and_unaltered() -> None:
    slot = make_passphrase_slot("a" * 32, DATA_KEY, Secret(PASSPHRASE), CHEAP)

    assert open_passphrase_slot("a" * 32, slot, Secret(PASSPHRASE)) == DATA_KEY
    altered = [
        ("b" * 32, slot),
        ("a" * 32, replace(slot, slot_id="0" * 16)),
        ("a" * 32, replace(slot, use=PassphraseUse.RECOVERY_CODE)),
        ("a" * 32, replace(slot, salt=bytes(16))),
        ("a" * 32, replace(slot, cost=ArgonCost(20 * 1024, 1, 1))),
    ]
    for vault_id, other in altered:
        with pytest.raises(SealBrokenError):
            open_passphrase_slot(vault_id, other, Secret(PASSPHRASE))


def test_two_slots_under_one_passphrase_share_nothing() -> None:
    one, two = (
        make_passphrase_slot("a" * 32, DATA_KEY, Secret(PASSPHRASE), CHEAP) for _ in range(2)
    )

    assert one.slot_id != two.slot_id
    assert one.salt != two.salt
    assert one.wrapped != two.wrapped


@pytest.mark.parametrize(("text", "fits"), [("x" * 11, False), ("x" * 12, True), ("é" * 11, False)])
def test_twelve_characters_are_the_least(text: str, fits: bool) -> None:
    if fits:
        require_long_enough(Secret(text))
        return
    with refused(ProblemId.PASSPHRASE_TOO_SHORT):
        require_long_enough(Secret(text))


def test_the_cost_falls_only_where_memory_is_short() -> None:
    assert affordable_cost(CHEAP) == CHEAP
    assert affordable_cost(SMALL_COST) == SMALL_COST
    assert affordable_cost(FULL_COST) in (FULL_COST, SMALL_COST)
    assert ArgonCost() == FULL_COST == ArgonCost(256 * 1024, 3, 4)
    assert ArgonCost(64 * 1024, 3, 4) == SMALL_COST
