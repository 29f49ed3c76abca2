"""A keychain that lives and dies with the program: for the practice exchange, never for real."""

from __future__ import annotations

from wizard.core.problems import Problem
from wizard.core.secret import Secret
from wizard.core.wording import QT_TR_NOOP
from wizard.vault.keychain import Absent, Done, Failed, Found, Keychain, Trouble


class MemoryKeychain(Keychain):
    """Entries in memory only. Not shared, not kept, never locked."""

    def __init__(self) -> None:
        self._entries: dict[str, Secret] = {}

    @property
    def name(self) -> str:
        """What the practice window calls it."""
        return QT_TR_NOOP("the rehearsal's own memory")

    def read(self, account: str, patience_s: float) -> Found | Absent | Trouble:  # noqa: ARG002
        """A copy, so that the caller can wipe it."""
        value = self._entries.get(account)
        return Absent() if value is None else Found(Secret(value.reveal_bytes()))

    def write(
        self,
        account: str,
        value: Secret,
        patience_s: float,  # noqa: ARG002
    ) -> Done | Trouble:
        """Keep a copy; a name that was used is refused."""
        if account in self._entries:
            return Failed("the name is taken")
        self._entries[account] = Secret(value.reveal_bytes())
        return Done()

    def delete(self, account: str, patience_s: float) -> Done | Absent | Trouble:  # noqa: ARG002
        """Forget and wipe."""
        value = self._entries.pop(account, None)
        if value is None:
            return Absent()
        value.wipe()
        return Done()

    def weakness(self, patience_s: float) -> Problem | None:  # noqa: ARG002
        """None: a rehearsal has nothing to lose."""
        return None

    def give_up(self) -> None:
        """Nothing here ever waits."""
