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
        self._under_way: Credentials | None = None
        self._waiting: GuideState | None = None  # of values that came while others were sealed

    @property
    def is_sealing(self) -> bool:
        """Whether values are on their way into the vault, perhaps other ones than are held."""
        return self._under_way is not None

    @property
    def holds_unsealed(self) -> bool:
        """Whether pasted values are in memory only, because they could not be sealed (yet)."""
        return self._unsealed is not None

    def take(self, state: GuideState, credentials: Credentials) -> None:
        """Seal these values as the pending key of `state`; after those that are under way."""
        self.drop()
        self._unsealed = credentials
        self.again(state)

    def again(self, state: GuideState) -> None:
        """Seal the values that are held, unless that is under way."""
        credentials = self._unsealed
        if credentials is None or credentials is self._under_way:
            return
        if self._under_way is not None:
            self._waiting = state
            return
        self._under_way = credentials

        def seal() -> tuple[PendingKey, Problem | None]:
            pending = self._service.seal(
                state.name,
                credentials,
                pending_id=state.sealed_id,
                replaces=state.replaces,
                venue=state.venue,
            )
            return pending, self._service.storage.unconfirmed()

        self._runner.start_in_lane(
            seal,
            lambda outcome: self._done(credentials, *outcome),
            lambda problem: self._fail(credentials, problem),
        )

    def drop(self) -> None:
        """Forget the values that are held; what is under way by now is discarded afterwards."""
        if self._unsealed is not None and self._unsealed is not self._under_way:
            secret_of(self._unsealed).wipe()
        self._unsealed = self._waiting = None

    def _done(self, sealed: Credentials, pending: PendingKey, unconfirmed: Problem | None) -> None:
        self._under_way = None
        if sealed is self._unsealed:
            forget_pasted(secret_of(sealed))
            self.drop()
            self.sealed.emit(pending, unconfirmed)
            return
        secret_of(sealed).wipe()
        # Where this fails, the key is offered as unfinished, and can be discarded there.
        self._runner.start_in_lane(
            lambda: self._service.discard(pending.record_id), lambda _: None, lambda _: None
        )
        self._go_on()

    def _fail(self, unsealed: Credentials, problem: Problem) -> None:
        self._under_way = None
        if unsealed is not self._unsealed:
            secret_of(unsealed).wipe()
            self._go_on()
            return
        if problem.id is ProblemId.KEY_ALREADY_HERE:
            self.drop()
        self.failed.emit(problem)

    def _go_on(self) -> None:
        """With the values that waited, if there are any."""
        state, self._waiting = self._waiting, None
        if state is not None:
            self.again(state)
