"""What opens a vault, as far as can be seen without a key: kinds of slots, and changes to them."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.vault.file_format import (
    KeychainSlot,
    PassphraseSlot,
    PassphraseUse,
    Slot,
    UnknownSlot,
)

Slots = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Which ways into a vault there are. `other`: one of a newer version of the program."""

    keychain: bool
    passphrase: bool
    recovery_code: bool
    other: bool

    @property
    def count(self) -> int:
        """How many of them this version can go."""
        return sum((self.keychain, self.passphrase, self.recovery_code))


def ways_of(slots: Slots) -> Ways:
    """The ways that these slots are."""
    return Ways(
        keychain=bool(keychain_slots(slots)),
        passphrase=bool(passphrase_slots(slots, PassphraseUse.PASSPHRASE)),
        recovery_code=bool(passphrase_slots(slots, PassphraseUse.RECOVERY_CODE)),
        other=any(isinstance(slot, UnknownSlot) for slot in slots),
    )


def keychain_slots(slots: Slots) -> tuple[KeychainSlot, ...]:
    """Those whose key lies in a keychain."""
    return tuple(slot for slot in slots if isinstance(slot, KeychainSlot))


def passphrase_slots(slots: Slots, use: PassphraseUse) -> tuple[PassphraseSlot, ...]:
    """Those under a passphrase of the person, or those under a recovery code."""
    return tuple(slot for slot in slots if isinstance(slot, PassphraseSlot) and slot.use is use)


def accounts_of(slots: Slots) -> frozenset[str]:
    """The keychain's entries that these slots need."""
    return frozenset(slot.account for slot in keychain_slots(slots))


def without_keychain(slots: Slots) -> Slots:
    """Without any slot of a keychain."""
    return tuple(slot for slot in slots if not isinstance(slot, KeychainSlot))


def without_use(slots: Slots, use: PassphraseUse) -> Slots:
    """Without the slots of this use."""
    gone = passphrase_slots(slots, use)
    return tuple(slot for slot in slots if slot not in gone)


def require_usual_way(slots: Slots) -> Slots:
    """The same slots, if a keychain or a passphrase is left: a recovery code alone is for the
    day when everything else is lost. Raises ProblemError: LAST_WAY_IN.
    """
    ways = ways_of(slots)
    if not (ways.keychain or ways.passphrase):
        raise ProblemError(Problem(ProblemId.LAST_WAY_IN))
    return slots
