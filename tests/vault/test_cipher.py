"""Sealing: what opens, what does not, and that nothing unproven is left in memory."""

from __future__ import annotations

import gc
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.samples import CHEAP
from wizard.core.secret import Secret
from wizard.vault.cipher import (
    ArgonCost,
    SealBrokenError,
    Sealed,
    open_sealed,
    random_bytes,
    seal,
    stretch,
    unwrap,
    wipe,
    wrap,
)

KEY = bytearray(range(32))
PLAIN = b"a plain text that is easy to find"


def test_what_is_sealed_opens_with_the_same_key_purpose_and_binding() -> None:
    sealed = seal(KEY, b"purpose", b"bound to", PLAIN)

    opened = open_sealed(KEY, b"purpose", b"bound to", sealed)

    assert opened == PLAIN
    assert isinstance(opened, bytearray), "so that it can be wiped"
    assert PLAIN not in sealed.ciphertext


def test_nothing_opens_with_anything_else() -> None:
    sealed = seal(KEY, b"purpose", b"bound to", PLAIN)
    other = bytearray(reversed(KEY))
    flipped = bytes([sealed.ciphertext[0] ^ 1]) + sealed.ciphertext[1:]

    attempts: list[tuple[bytearray, bytes, bytes, Sealed]] = [
        (other, b"purpose", b"bound to", sealed),
        (KEY, b"another", b"bound to", sealed),
        (KEY, b"purpose", b"bound elsewhere", sealed),
        (KEY, b"purpose", b"bound to", replace(sealed, salt=bytes(32))),
        (KEY, b"purpose", b"bound to", replace(sealed, nonce=bytes(12))),
        (KEY, b"purpose", b"bound to", replace(sealed, ciphertext=flipped)),
        (KEY, b"purpose", b"bound to", replace(sealed, ciphertext=sealed.ciphertext[:-1])),
        (KEY, b"purpose", b"bound to", replace(sealed, ciphertext=b"short")),
    ]
    for attempt in attempts:
        with pytest.raises(SealBrokenError):
            open_sealed(*attempt)


def test_no_two_seals_are_alike() -> None:
    seals = {seal(KEY, b"", b"", PLAIN) for _ in range(50)}

    assert len({one.salt for one in seals}) == 50
    assert len({one.ciphertext for one in seals}) == 50


def test_a_refused_text_is_not_left_in_memory() -> None:
    """cryptography writes the plain text before it knows that the seal is broken."""
    sealed = seal(KEY, b"p", b"b", PLAIN)

    with pytest.raises(SealBrokenError) as caught:
        open_sealed(KEY, b"p", b"other", sealed)

    buffers = [thing for thing in gc.get_objects() if isinstance(thing, bytearray)]
    frames = []
    trace = caught.value.__traceback__
    while trace is not None:
        frames.append(trace.tb_frame)
        trace = trace.tb_next
    for frame in frames:
        buffers += [value for value in frame.f_locals.values() if isinstance(value, bytearray)]
    assert any(buffer == bytes(len(PLAIN)) for buffer in buffers), "the wiped buffer was seen"
    assert not any(PLAIN in buffer for buffer in buffers)


def test_wrapping_a_key() -> None:
    inner = random_bytes(32)

    nonce, wrapped = wrap(KEY, b"slot", inner)

    assert unwrap(KEY, b"slot", nonce, wrapped) == inner
    with pytest.raises(SealBrokenError):
        unwrap(KEY, b"another slot", nonce, wrapped)
    with pytest.raises(SealBrokenError):
        unwrap(inner, b"slot", nonce, wrapped)


def test_wiping() -> None:
    buffer = random_bytes(32)
    wipe(buffer)
    assert buffer == bytes(32)


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        (
            ArgonCost(19 * 1024, 2, 1),
            "2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1",
        ),
        (
            ArgonCost(64 * 1024, 3, 4),
            "81db97a7e67a891784a2599bc879f957cb3512d273984bd97d8a18fc59ff01e2",
        ),
    ],
)
def test_argon2id_agrees_with_another_implementation(cost: ArgonCost, expected: str) -> None:
    """Computed with Debian's program argon2 (reference implementation of December 2017)."""
    assert stretch(Secret("password"), b"somesaltsomesalt", cost).hex() == expected


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (19 * 1024 - 1, 3, 4),
        (1024 * 1024 + 1, 3, 4),
        (64 * 1024, 0, 4),
        (64 * 1024, 17, 4),
        (64 * 1024, 3, 0),
        (64 * 1024, 3, 17),
    ],
)
def test_a_cost_outside_the_range_cannot_even_be_named(
    memory_kib: int, passes: int, lanes: int
) -> None:
    with pytest.raises(ValueError, match="range"):
        ArgonCost(memory_kib, passes, lanes)


def test_every_part_of_the_cost_matters() -> None:
    salt = bytes(16)
    costs = [
        CHEAP,
        ArgonCost(20 * 1024, 1, 1),
        ArgonCost(19 * 1024, 2, 1),
        ArgonCost(19 * 1024, 1, 2),
    ]
    keys = {bytes(stretch(Secret("password"), salt, cost)) for cost in costs}
    assert len(keys) == len(costs)


SHORT_OF_MEMORY = """
import resource
from pathlib import Path
from tests.vault.samples import CHEAP, PASSPHRASE
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret
from wizard.vault.cipher import ArgonCost
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import from_file

folder = Path({folder!r})
VaultDoor(folder / "warm", None, cost=CHEAP).create(Secret(PASSPHRASE))
VaultDoor(folder / "full", None, cost=ArgonCost(200 * 1024, 1, 1)).create(Secret(PASSPHRASE))
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 120 * 1024 * 1024,) * 2)
made = VaultDoor(folder / "made", None, cost=ArgonCost(200 * 1024, 1, 1))
made.create(Secret(PASSPHRASE))
print(from_file(made.path.read_bytes()).header.slots[0].cost.memory_kib)
made.open(Secret(PASSPHRASE))
try:
    VaultDoor(folder / "full", None).open(Secret(PASSPHRASE))
except ProblemError as error:
    print(error.problem.id, error.problem.means)
"""


def test_where_memory_is_short_the_cost_falls_and_nothing_crashes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHORT_OF_MEMORY.format(folder=str(tmp_path))],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    cost, problem = done.stdout.splitlines()
    assert cost == str(64 * 1024)
    assert problem.startswith("passphrase-memory")
    assert "200 MiB" in problem
