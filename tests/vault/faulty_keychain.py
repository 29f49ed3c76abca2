"""A keychain in memory that does what a plan says: locked, silent, lying, late."""

from __future__ import annotations

from collections.abc import Callable

from tests.vault.faulty_world import Manner, World
from wizard.core.problems import Problem
from wizard.core.secret import Secret
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

_TROUBLES: dict[Manner, Trouble] = {
    Manner.LOCKED: Locked(),
    Manner.SILENT: Silent(),
    Manner.LATE: Silent(),
    Manner.FAILED: Failed("for some reason"),
    Manner.UNREACHABLE: Unreachable(),
}


class FaultyKeychain(Keychain):
    """Its entries outlive the program. `late`: what it was asked for and does some day."""

    name = "a keychain with moods"

    def __init__(self, world: World) -> None:
        self.entries: dict[str, bytes] = {}
        self.late: list[Callable[[], object]] = []
        self.weak: Problem | None = None
        self._world = world

    def read(self, account: str, patience_s: float) -> Found | Absent | Trouble:  # noqa: ARG002
        """What is kept, as a copy."""
        match self._due("read"):
            case None | Manner.LYING:
                value = self.entries.get(account)
            case Manner.WRONG:
                value = b"something else"
            case manner:
                return _TROUBLES[manner]
        return Absent() if value is None else Found(Secret(value))

    def write(
        self,
        account: str,
        value: Secret,
        patience_s: float,  # noqa: ARG002
    ) -> Done | Trouble:
        """Keep it under a name that was never used before."""
        assert account not in self.entries, "a name was used twice"
        data = value.reveal_bytes()
        match self._due("write"):
            case None:
                self.entries[account] = data
            case Manner.LYING:
                pass
            case Manner.WRONG:
                self.entries[account] = b"something else"
            case Manner.LATE:
                self.late.append(lambda: self.entries.update({account: data}))
                return Silent()
            case manner:
                return _TROUBLES[manner]
        return Done()

    def delete(self, account: str, patience_s: float) -> Done | Absent | Trouble:  # noqa: ARG002
        """Forget it."""
        match self._due("delete"):
            case None | Manner.WRONG:
                return Absent() if self.entries.pop(account, None) is None else Done()
            case Manner.LYING:
                return Done()
            case Manner.LATE:
                self.late.append(lambda: self.entries.pop(account, None))
                return Silent()
            case manner:
                return _TROUBLES[manner]

    def weakness(self, patience_s: float) -> Problem | None:  # noqa: ARG002
        """What a test says."""
        return self.weak

    def give_up(self) -> None:
        """It never waits."""

    def _due(self, call: str) -> Manner | None:
        fault = self._world.step(f"keychain {call}", keychain=True)
        return fault if isinstance(fault, Manner) else None
