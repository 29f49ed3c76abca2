"""What comes out of checking a pending key, and of checking a saved one again."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.core.problems import Problem
from wizard.core.saved_key import PastCheck, SavedKey
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, Verdict


@dataclass(frozen=True, slots=True)
class Saved:
    """A pending key was proven read-only and is a saved key now.

    `unconfirmed` is set when the disk did not confirm it. `replaced`: the name of the saved key
    whose place it has taken, which is not in the vault any more.
    """

    key: SavedKey
    verdict: ReadOnly
    unconfirmed: Problem | None = None
    replaced: str | None = None


PendingOutcome = Saved | CanDoMore | NotAccepted | NotChecked


@dataclass(frozen=True, slots=True)
class Verified:
    """A saved key was checked again. `before` is what was known of it until now.

    `not_recorded` says why the vault could not note the result, which is true all the same.
    """

    key: SavedKey
    verdict: Verdict
    before: PastCheck | None
    not_recorded: Problem | None = None
