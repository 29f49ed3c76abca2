"""The port to a keychain: the few things the vault asks of one, and all that may come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret

LONGEST_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Found:
    """The entry is there."""

    value: Secret


@dataclass(frozen=True, slots=True)
class Absent:
    """The keychain works and has no such entry."""


@dataclass(frozen=True, slots=True)
class Done:
    """It was written or deleted, as far as the keychain says."""


@dataclass(frozen=True, slots=True)
class Locked:
    """It is locked, and nobody unlocked it. `technical` never holds a value."""

    technical: str = ""


@dataclass(frozen=True, slots=True)
class Silent:
    """No answer in time, or given up. A write may still happen later."""

    technical: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """There is no keychain service, or no way to it."""

    technical: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """Any other failure."""

    technical: str = ""


Trouble = Locked | Silent | Unreachable | Failed


class Keychain(Protocol):
    """The operating system's safe for small values, one entry per account name.

    Every call returns within about `patience_s` seconds, whatever the system does, and raises
    nothing. An account name is used for one value only, ever: after a write that was not
    answered, nobody knows whether it will still happen.
    """

    @property
    def name(self) -> str:
        """What a person calls it, for example "GNOME Keyring"."""
        ...

    def read(self, account: str, patience_s: float) -> Found | Absent | Trouble:
        """The value under `account`, over a connection of its own."""
        ...

    def write(self, account: str, value: Secret, patience_s: float) -> Done | Trouble:
        """Keep `value` under an account name that was never used before."""
        ...

    def delete(self, account: str, patience_s: float) -> Done | Absent | Trouble:
        """Forget the value under `account`."""
        ...

    def weakness(self, patience_s: float) -> Problem | None:
        """What a person should know before trusting it, if anything."""
        ...

    def give_up(self) -> None:
        """End the call that is under way on another thread; it answers Silent."""
        ...


def trouble_when_opening(trouble: Trouble) -> Problem:
    """The problem to show when the key of an existing vault cannot be had."""
    match trouble:
        case Locked(technical):
            return Problem(ProblemId.KEYCHAIN_LOCKED, technical)
        case Silent(technical):
            return Problem(ProblemId.KEYCHAIN_SILENT, technical)
        case Unreachable(technical) | Failed(technical):
            return Problem(ProblemId.KEYCHAIN_UNREACHABLE, technical)
        case _:
            assert_never(trouble)


def trouble_when_trying(trouble: Trouble) -> Problem:
    """The problem to show when a keychain cannot be used for a new vault."""
    match trouble:
        case Locked(technical):
            return Problem(ProblemId.KEYCHAIN_LOCKED, technical)
        case Silent(technical):
            return Problem(ProblemId.KEYCHAIN_SILENT, technical)
        case Unreachable(technical):
            return Problem(ProblemId.KEYCHAIN_MISSING, technical)
        case Failed(technical):
            return Problem(ProblemId.KEYCHAIN_UNRELIABLE, technical)
        case _:
            assert_never(trouble)
