"""From a window on screen to an open vault: finds it, opens it, or asks for what opens it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from wizard.core.problems import Action, Problem, ProblemError, ProblemId
from wizard.core.recovery_code import read_recovery_code
from wizard.core.secret import Secret
from wizard.gui.jobs import JobRunner
from wizard.gui.pages.passphrase import PassphrasePage
from wizard.gui.pages.welcome import WelcomePage
from wizard.key_service import KeyService
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase, Presence, StoragePlan
from wizard.vault.slots import Ways

# After so long the person may have overlooked a dialog of the keychain.
_HINT_AFTER_MS = 2000


class _Found(Enum):
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class _Closed:
    """`why`: what is to be said before the recovery code is asked for."""

    ways: Ways
    why: Problem | None = None


class StartFlow(QObject):
    """Builds the service off the GUI thread and sees to the vault.

    `opened` says that the vault is open; `fresh` that there is none yet; `locked` that the
    passphrase page must be shown; `noticed` that the welcome page has something to say;
    `restore` that the vault's copy is to be looked at.
    """

    opened = Signal()
    fresh = Signal()
    locked = Signal()
    ask_passphrase = Signal()
    noticed = Signal()
    restore = Signal()

    def __init__(
        self,
        make_service: Callable[[], KeyService],
        runner: JobRunner,
        welcome: WelcomePage,
        passphrase: PassphrasePage,
    ) -> None:
        super().__init__(welcome)
        self._make_service = make_service
        self._runner = runner
        self._welcome = welcome
        self._passphrase = passphrase
        self._plan: StoragePlan | None = None
        self._service: KeyService | None = None
        self._then: Callable[[], None] | None = None
        self._is_locked = False
        self._is_closing = False
        self._hint = QTimer(self)
        self._hint.setSingleShot(True)
        self._hint.setInterval(_HINT_AFTER_MS)
        self._hint.timeout.connect(self._wait_long)
        welcome.give_up.connect(self._give_up)
        passphrase.given.connect(self._given)
        passphrase.code_given.connect(self._code_given)
        passphrase.ask_keychain.connect(self.begin)
        welcome.problem.acted.connect(self._act_on_trouble)
        passphrase.problem.acted.connect(self._act_on_refusal)
        passphrase.cancelled.connect(self._forget_intent)

    @property
    def service(self) -> KeyService:
        """The service, once `opened`, `fresh` or `locked` was sent."""
        if self._service is None:
            raise RuntimeError("The service is asked for before it was built.")
        return self._service

    @property
    def built(self) -> KeyService | None:
        """The service, if there is one yet."""
        return self._service

    def begin(self) -> None:
        """Look for the vault; say on the welcome page what was found."""
        self._welcome.show_waiting()
        self._hint.start()
        self._runner.start_in_lane(self._look, self._show, self._fail)

    def with_vault(self, then: Callable[[], None]) -> None:
        """Do `then` with an open vault; a new one is made first where there is none."""
        if self.service.storage.is_open:
            then()
            return
        self._then = then
        match self._plan:
            case KeptUnderPassphrase(reason):
                self._passphrase.ask_new(reason)
                self.ask_passphrase.emit()
            case KeptInKeychain() | None:
                self._welcome.show_waiting()
                self._hint.start()
                self._runner.start_in_lane(
                    self.service.storage.create, lambda _: self._go_on(), self._fail
                )

    def with_passphrase(self, then: Callable[[], None]) -> None:
        """Do `then`, which makes a new vault itself where that needs no passphrase."""
        if isinstance(self._plan, KeptUnderPassphrase):
            self.with_vault(then)
        else:
            then()

    def lock(self, why: str, then: Callable[[], None]) -> None:
        """Drop the vault's keys and ask for the passphrase; `then` follows the unlocking.

        What is in the lane by now, such as a sealing, ends first. `why` says what locked it.
        """
        service = self.service
        self._then, self._plan = then, None
        self._is_locked = self._is_closing = True
        self._passphrase.ask_locked(why)
        self.locked.emit()
        self._passphrase.show_ways(None, service.storage.folder, has_keychain=False)

        def work() -> Ways | None:
            service.locking.lock()
            with suppress(ProblemError):  # it is met again when the passphrase is tried
                return service.storage.ways()
            return None

        def closed(ways: Ways | None) -> None:
            self._is_closing = False
            self._passphrase.show_ways(ways, service.storage.folder, has_keychain=False)
            self._passphrase.show_closed()

        # Before it is closed no passphrase is taken: an open vault would not try it.
        self._runner.start_in_lane(work, closed, self._passphrase.show_problem)

    def look_again(self) -> None:
        """Another file is the vault now."""
        if not self._is_locked:
            self.begin()
        elif self._is_closing:
            return  # it is open only until what is in the lane has ended
        elif self.service.storage.is_open:
            self._unlocked()
        else:  # a keychain must not open what was locked
            self._passphrase.ask_known()

    def _look(self) -> _Found | _Closed | StoragePlan:
        service = self._service = self._service or self._make_service()
        if service.storage.is_open:
            return _Found.OPEN
        match service.storage.presence():
            case Presence.ABSENT:
                return service.storage.plan()
            case Presence.OPENS_WITH_KEYCHAIN:
                return self._open_with_keychain(service)
            case Presence.NEEDS_PASSPHRASE | Presence.NEEDS_RECOVERY_CODE:
                return _Closed(service.storage.ways())

    @staticmethod
    def _open_with_keychain(service: KeyService) -> _Found | _Closed:
        try:
            service.storage.open()
        except ProblemError as error:
            match error.problem.id:
                case ProblemId.PASSPHRASE_NEEDED:  # what the keychain does not open
                    return _Closed(service.storage.ways())
                case ProblemId.RECOVERY_CODE_NEEDED:
                    return _Closed(service.storage.ways(), error.problem)
                case _:
                    raise
        return _Found.OPEN

    def _wait_long(self) -> None:
        self._welcome.show_waiting_long()
        self.noticed.emit()

    def _fail(self, problem: Problem) -> None:
        self._hint.stop()
        self.noticed.emit()
        self._welcome.show_problem(problem)

    def _give_up(self) -> None:
        if self._service is not None:
            self._service.storage.give_up()

    def _show(self, outcome: _Found | _Closed | StoragePlan) -> None:
        self._hint.stop()
        match outcome:
            case _Found.OPEN:
                self._welcome.show_ready(None)
                self.opened.emit()
            case _Closed(ways, why):
                self._ask(ways, why)
                self.locked.emit()
            case KeptInKeychain() | KeptUnderPassphrase() as plan:
                self._plan = plan
                self._welcome.show_ready(plan)
                self.fresh.emit()

    def _ask(self, ways: Ways, why: Problem | None) -> None:
        folder = self.service.storage.folder
        self._passphrase.show_ways(ways, folder, has_keychain=ways.keychain)
        if ways.passphrase:
            self._passphrase.ask_known()
        else:
            self._passphrase.ask_code(why)

    def _given(self, passphrase: Secret) -> None:
        service = self.service
        is_new = self._plan is not None

        def work() -> None:
            try:
                if is_new:
                    service.storage.create(passphrase)
                else:
                    _open_with(service, passphrase)
            finally:
                passphrase.wipe()

        self._runner.start_in_lane(work, lambda _: self._unlocked(), self._passphrase.show_problem)

    def _code_given(self, code: Secret) -> None:
        service = self.service

        def work() -> None:
            try:
                service.storage.open_with_code(code)
            finally:
                code.wipe()

        self._runner.start_in_lane(work, lambda _: self._unlocked(), self._passphrase.show_problem)

    def _unlocked(self) -> None:
        if self._then is None:
            self._welcome.show_ready(None)
            self.opened.emit()
        else:
            self._go_on()

    def _act_on_trouble(self, action: Action) -> None:
        if action is Action.RESTORE_COPY:
            self.restore.emit()
        else:
            self.begin()

    def _act_on_refusal(self, action: Action) -> None:
        if action is Action.RESTORE_COPY:
            self.restore.emit()
            return
        if action is not Action.TRY_AGAIN:
            return
        if self._is_locked:  # a keychain must not open what was locked: only who knows it goes on
            self._passphrase.ask_known()
        else:  # what was wrong may be mended: look anew
            self.begin()

    def _forget_intent(self) -> None:
        self._then = None

    def _go_on(self) -> None:
        self._hint.stop()
        self._is_locked = False
        self._welcome.show_ready(None)
        then, self._then, self._plan = self._then, None, None
        if then is not None:
            then()


def _open_with(service: KeyService, typed: Secret) -> None:
    """Open the vault with a passphrase; a recovery code in its place is understood as one."""
    try:
        service.storage.open(typed)
    except ProblemError as error:
        code = read_recovery_code(typed.reveal())
        not_it = error.problem.id in {ProblemId.PASSPHRASE_WRONG, ProblemId.PASSPHRASE_UNSET}
        if isinstance(code, Problem):
            raise
        try:
            if not not_it or not service.storage.ways().recovery_code:
                raise
            service.storage.open_with_code(code)
        finally:
            code.wipe()
