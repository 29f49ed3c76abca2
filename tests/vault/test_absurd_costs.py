"""A forged file that asks for absurd work: refused before anything is computed, and measured."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.by_hand import state_of
from tests.vault.samples import CHEAP, PASSPHRASE, refused
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.strict_json import JsonValue
from wizard.vault.canonical import from_json, to_json
from wizard.vault.cipher import ArgonCost
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import PassphraseSlot, PassphraseUse, from_file, to_file

ROOT = Path(__file__).parents[2]
DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)
MIB = 1024  # in KiB
ABSURD: list[dict[str, JsonValue]] = [
    {"m": 19 * MIB - 1},
    {"m": 1024 * MIB + 1},
    {"m": 0},
    {"m": -1},
    {"m": 2**40},
    {"m": 10**17},
    {"m": True},
    {"m": "262144"},
    {"m": None},
    {"m": [262144]},
    {"t": 0},
    {"t": 17},
    {"t": 2**32},
    {"t": -1},
    {"p": 0},
    {"p": 17},
    {"p": -1},
    {"p": 2**24},
    {"m": 1024 * MIB, "t": 17},
    {"m": 1024 * MIB, "t": 16, "p": 17},
    {"m": 1024 * MIB, "t": 16, "p": 16, "alg": "argon2d"},
    {"m": 1024 * MIB, "t": 16, "salt": ""},
    {"m": 1024 * MIB, "t": 16, "salt": "A" * 1024},
    {"m": 1024 * MIB, "t": 16, "more": 1},
    # Each in its range, and all together for minutes.
    {"m": 1024 * MIB, "t": 16, "p": 16},
    {"m": 1024 * MIB, "t": 5, "p": 1},
    {"m": 256 * MIB + 1, "t": 16},
]


@pytest.fixture
def made(folder: Path) -> VaultDoor:
    door = VaultDoor(folder, None, cost=CHEAP)
    door.create(Secret(PASSPHRASE)).close()
    return door


def ask_for(door: VaultDoor, costs: dict[str, JsonValue]) -> None:
    """Write these costs into the file's slot."""
    first, header_line, rest = door.path.read_bytes().split(b"\n", 2)
    header = from_json(header_line)
    assert isinstance(header, dict)
    slots = header["slots"]
    assert isinstance(slots, list)
    slot = slots[0]
    assert isinstance(slot, dict)
    kdf = slot["kdf"]
    assert isinstance(kdf, dict)
    kdf.update(costs)
    door.path.write_bytes(b"\n".join((first, to_json(header), rest)))


def measured(door: VaultDoor) -> tuple[str | None, float, int]:
    """The problem's id, seconds, KiB: of opening in a process of its own."""
    command = [sys.executable, "-P", "-m", "tests.vault.absurd_cost_child", str(door.folder)]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    problem, seconds, kib = json.loads(done.stdout)
    return problem, float(seconds), int(kib)


@pytest.mark.parametrize("costs", ABSURD, ids=str)
def test_they_are_refused_and_the_file_is_left_alone(
    made: VaultDoor, costs: dict[str, JsonValue]
) -> None:
    ask_for(made, costs)
    before = state_of(made.path)

    with refused(*DAMAGED):
        made.presence()
    with refused(*DAMAGED):
        made.open(Secret(PASSPHRASE))

    assert state_of(made.path) == before


@pytest.mark.parametrize(
    "costs",
    [
        {"m": 1024 * MIB, "t": 5},
        {"m": 1024 * MIB + 1},
        {"m": 1024 * MIB, "t": 17},
        {"m": 2**40, "t": 2**32},
    ],
    ids=str,
)
def test_they_take_no_memory_and_no_time(made: VaultDoor, costs: dict[str, JsonValue]) -> None:
    ask_for(made, costs)

    problem, seconds, kib = measured(made)

    assert problem in DAMAGED
    assert seconds < 0.5
    assert kib < 4 * MIB


@pytest.mark.parametrize(
    ("costs", "uses", "read"),
    [
        ((1024 * MIB, 4), ["passphrase"], True),
        ((1024 * MIB, 2), ["passphrase"] * 2, True),
        ((1024 * MIB, 2), ["passphrase"] * 3, False),
        ((256 * MIB, 3), ["recovery-code"] * 6, False),
        ((256 * MIB, 3), ["recovery-code"] * 5 + ["passphrase"] * 5, True),
        ((19 * MIB, 13), ["passphrase"] * 16, True),
        ((19 * MIB, 14), ["passphrase"] * 16, False),
    ],
)
def test_what_all_slots_of_a_use_ask_for_together(
    made: VaultDoor, costs: tuple[int, int], uses: list[str], read: bool
) -> None:
    """Whatever is typed is tried on each of them."""
    sealed = from_file(made.path.read_bytes())
    (slot,) = sealed.header.slots
    assert isinstance(slot, PassphraseSlot)
    slots = tuple(
        replace(slot, slot_id=f"{n:016x}", use=PassphraseUse(use), cost=ArgonCost(*costs, 1))
        for n, use in enumerate(uses)
    )
    made.path.write_bytes(to_file(replace(sealed, header=replace(sealed.header, slots=slots))))

    with nullcontext() if read else refused(*DAMAGED):
        made.presence()


def test_the_meter_sees_what_a_cost_within_the_range_takes(made: VaultDoor) -> None:
    """Otherwise the test above would prove nothing. The file is forged, so it does not open."""
    ask_for(made, {"m": 128 * MIB})

    problem, _, kib = measured(made)

    assert problem == ProblemId.PASSPHRASE_WRONG
    assert kib > 90 * MIB
