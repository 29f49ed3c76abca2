"""Takes pasted values into the vault, and holds them until that has worked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.core.credentials import Credentials, secret_of
from wizard.core.guide import GuideState
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import PendingKey
from wizard.gui.clipboard import forget_pasted
from wizard.gui.jobs import JobRunner
from wizard.key_service import KeyService


class SealFlow(QObject):
    """`sealed` carries the PendingKey and a Problem or None: what the disk did not confirm.

    `failed` carries the problem; unless the key is in the vault already, the values are held.
    """

    sealed = Signal(object, object)
    failed = Signal(object)

    def __init__(self, runner: JobRunner, service: KeyService, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._service = service
        self._unsealed: Credentials | None = None
        self.is_sealing = False

    @property
    def holds_unsealed(self) -> bool:
        """Whether pasted values are in memory only, because they could not be sealed (yet)."""
        return self._unsealed is not None

    def take(self, state: GuideState, credentials: Credentials) -> None:
        """Seal these values as the pending key of `state`."""
        self.drop()
        self._unsealed = credentials
        self.again(state)

    def again(self, state: GuideState) -> None:
        """Seal the values that are held, unless that is under way."""
        credentials = self._unsealed
        if credentials is None or self.is_sealing:
            return
        self.is_sealing = True

        def seal() -> tuple[PendingKey, Problem | None]:
            pending = self._service.seal(
                state.name,
                credentials,
                pending_id=state.pending_id,
                replaces=state.replaces,
                venue=state.venue,
            )
            return pending, self._service.storage.unconfirmed()

        self._runner.start_in_lane(seal, self._done, self._fail)

    def drop(self) -> None:
        """Forget the values that are held."""
        if self._unsealed is not None and not self.is_sealing:
            secret_of(self._unsealed).wipe()
        self._unsealed = None

    def _done(self, outcome: tuple[PendingKey, Problem | None]) -> None:
        self.is_sealing = False
        if self._unsealed is not None:
            forget_pasted(secret_of(self._unsealed))
        self.drop()
        self.sealed.emit(*outcome)

    def _fail(self, problem: Problem) -> None:
        self.is_sealing = False
        if problem.id is ProblemId.KEY_ALREADY_HERE:
            self.drop()
        self.failed.emit(problem)
