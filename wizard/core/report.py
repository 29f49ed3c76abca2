"""What a report for support may say: known kinds of facts, and no field that could hold a secret.

There is no field for a key's name, its characters, an address, a folder or a point in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wizard.core.credentials import KeyKind
from wizard.core.permissions import label
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import ProxyKind
from wizard.core.saved_key import PastCheck, PendingKey, SavedKey, VerdictWord, WaitingPair
from wizard.core.venue import Grade, VenueId

LAST_CHECKS = 3
"""So many checks are told of each key."""


class Front(StrEnum):
    """Where the report was asked for."""

    WINDOW = "window"
    COMMAND_LINE = "command line"


class FolderKind(StrEnum):
    """Whether the vault lies where it lies for everybody."""

    USUAL = "the usual one"
    OTHER = "another one"


class VaultState(StrEnum):
    """What can be seen of the vault's file."""

    NONE_YET = "none yet"
    KEYCHAIN = "opens with the keychain"
    PASSPHRASE = "opens with a passphrase"  # noqa: S105 (a sentence)
    RECOVERY_CODE = "opens with a recovery code alone"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem without its values: they may be names and folders."""

    id: ProblemId
    technical: str

    @classmethod
    def of(cls, problem: Problem | None) -> Trouble | None:
        """What a report may say of it."""
        return None if problem is None else cls(problem.id, problem.technical)


@dataclass(frozen=True, slots=True)
class Program:
    """`versions` by name, None for what is not installed. `session`: the kind of desktop."""

    front: Front
    versions: Mapping[str, str | None]
    system: str
    session: str
    qt_platform: str | None


@dataclass(frozen=True, slots=True)
class Keeping:
    """`keychain` is its class and what people call it, None where none can be used.

    `is_open` tells whether the keys could be counted; `remark` is about the keychain.
    """

    folder: FolderKind
    vault: VaultState
    format: int | None
    is_open: bool
    keychain: tuple[str, str] | None
    remark: Trouble | None
    problem: Trouble | None


@dataclass(frozen=True, slots=True)
class Connection:
    """Times in milliseconds, None when nobody answered; `clock_off_ms` positive: behind.

    `proxy` is its kind, never its address, or why that cannot be told; None: there is none.
    """

    venue: VenueId
    proxy: ProxyKind | ProblemId | None
    proxy_in_environment: ProxyKind | None
    certificates: str
    answered_ms: int | None
    clock_off_ms: int | None
    problem: Trouble | None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of one key; `switched_on` names known permissions only. `age`: how long ago."""

    age: timedelta
    verdict: VerdictWord
    problem_id: ProblemId | None
    switched_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key without anything that tells which one it is. `grade` None: it is not saved yet."""

    venue: VenueId
    kind: KeyKind
    grade: Grade | None
    checks: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class RecentCheck:
    """One check since the program started. `at` is an aware UTC time; the report tells its age.

    Milliseconds; None for what was not measured.
    """

    at: datetime
    venue: VenueId
    verdict: VerdictWord
    problem: Trouble | None
    answered_ms: int | None
    clock_off_ms: int | None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a report is made of. `now` is an aware UTC time."""

    now: datetime
    program: Program
    keeping: Keeping
    connection: Connection
    keys: tuple[KeyLine, ...]
    recent: tuple[RecentCheck, ...]


def saved_line(key: SavedKey, now: datetime) -> KeyLine:
    """What may be said of a saved key."""
    checks = tuple(_check_line(past, now) for past in key.history[:LAST_CHECKS])
    return KeyLine(key.venue, key.kind, key.grade, checks)


def pending_line(key: PendingKey) -> KeyLine:
    """What may be said of a key that is not proven yet."""
    return KeyLine(key.venue, key.kind, None, ())


def pair_line(pair: WaitingPair) -> KeyLine:
    """What may be said of a pair that waits for its API key: no more than of a pending key."""
    return KeyLine(pair.venue, KeyKind.ED25519, None, ())


def _check_line(past: PastCheck, now: datetime) -> CheckLine:
    on = tuple(known_permission(field) for field in past.switched_on)
    return CheckLine(now - past.checked_at, past.verdict, past.problem_id, on)


def known_permission(field: str) -> str:
    """Its name in words; what the exchange alone knows could be any text, so it is not quoted."""
    words = label(field)
    return words if words != field else "a permission unknown to the wizard"
