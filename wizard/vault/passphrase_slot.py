"""The data key under a passphrase: what a passphrase must be, making a slot, opening it."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import (
    ARGON_SALT_BYTES,
    FULL_COST,
    SMALL_COST,
    ArgonCost,
    MemoryShortError,
    stretch,
    unwrap,
    wipe,
    wrap,
)
from wizard.vault.file_format import PassphraseSlot, PassphraseUse, slot_bound_bytes

SHORTEST_PASSPHRASE = 12
# With less than this much left over for everybody else, the full cost is too much.
_SPARE = 2


def require_long_enough(passphrase: Secret) -> None:
    """Raises ProblemError unless it has 12 characters or more."""
    if passphrase.length < SHORTEST_PASSPHRASE:
        values = {"limit": str(SHORTEST_PASSPHRASE)}
        raise ProblemError(Problem(ProblemId.PASSPHRASE_TOO_SHORT, values=values))


def affordable_cost(cost: ArgonCost = FULL_COST) -> ArgonCost:
    """`cost`, or 64 MiB where memory is short."""
    available = _available_kib()
    short = available is not None and available < _SPARE * cost.memory_kib
    return SMALL_COST if short and cost.memory_kib > SMALL_COST.memory_kib else cost


def make_passphrase_slot(
    vault_id: str,
    data_key: bytearray,
    passphrase: Secret,
    cost: ArgonCost,
    use: PassphraseUse = PassphraseUse.PASSPHRASE,
) -> PassphraseSlot:
    """A new slot; at 64 MiB when `cost` cannot be had. Takes 0.1 to 1 s. Raises ProblemError."""
    salt = secrets.token_bytes(ARGON_SALT_BYTES)
    try:
        key = stretch(passphrase, salt, cost)
    except MemoryShortError:
        if cost.memory_kib <= SMALL_COST.memory_kib:
            raise ProblemError(_memory_problem(cost)) from None
        return make_passphrase_slot(vault_id, data_key, passphrase, SMALL_COST, use)
    slot = PassphraseSlot(secrets.token_hex(8), use, cost, salt)
    try:
        nonce, wrapped = wrap(key, slot_bound_bytes(vault_id, slot), data_key)
    finally:
        wipe(key)
    return replace(slot, nonce=nonce, wrapped=wrapped)


def open_passphrase_slot(vault_id: str, slot: PassphraseSlot, passphrase: Secret) -> bytearray:
    """The data key. Raises SealBrokenError for another passphrase, ProblemError."""
    try:
        key = stretch(passphrase, slot.salt, slot.cost)
    except MemoryShortError:
        raise ProblemError(_memory_problem(slot.cost)) from None
    try:
        return unwrap(key, slot_bound_bytes(vault_id, slot), slot.nonce, slot.wrapped)
    finally:
        wipe(key)


def _memory_problem(cost: ArgonCost) -> Problem:
    values = {"memory": f"{cost.memory_kib // 1024} MiB"}
    return Problem(ProblemId.PASSPHRASE_MEMORY, values=values)


def _available_kib() -> int | None:
    """What Linux could give to a program now, in KiB; None where it cannot be asked."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for line in lines:
        name, _, rest = line.partition(":")
        if name == "MemAvailable" and rest.split()[0].isdigit():
            return int(rest.split()[0])
    return None
