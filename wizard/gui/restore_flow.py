"""From a vault that is damaged or gone to its copy in its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QWidget

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.recovery_code import read_recovery_code
from wizard.core.secret import Secret
from wizard.gui.jobs import JobRunner
from wizard.gui.look import Look
from wizard.gui.sheet_jobs import SheetJobs, wiping
from wizard.gui.sheets.copy_sheet import CopySheet
from wizard.gui.sheets.sheet import is_covered
from wizard.gui.start_flow import StartFlow
from wizard.gui.window_flow import WindowFlow
from wizard.key_service import KeyService
from wizard.vault.copies import BackupFound, Restored


class RestoreFlow(WindowFlow):
    """Once the copy is the vault, or the vault is well, `start` looks for it again."""

    def __init__(
        self,
        look: Look,
        window: QWidget,
        runner: JobRunner,
        built: Callable[[], KeyService | None],
        start: StartFlow,
    ) -> None:
        super().__init__(look, window, runner, built)
        self._start = start
        self._visit: _Visit | None = None
        start.restore.connect(self.open)

    def open(self) -> None:
        """Look at the copy, and put it in the vault's place when it is wanted."""
        service = self._built()
        if service is not None and not is_covered(self._window):
            sheet = CopySheet(self._look, self._window)
            # Held here: what was begun may end after the sheet is gone.
            self._visit = _Visit(self._runner, service, sheet, self._start.look_again)
            self._visit.look()
            sheet.open()


class _Visit:
    def __init__(
        self,
        runner: JobRunner,
        service: KeyService,
        sheet: CopySheet,
        restored: Callable[[], None],
    ) -> None:
        self._jobs = SheetJobs(runner, lambda _: None, lambda _: None)
        self._service = service
        self._sheet = sheet
        self._restored = restored
        self._is_open = True
        self._typed: list[Secret] = []
        self._opener: Secret | None = None  # what opened the copy, if that was typed
        sheet.again.connect(self.look)
        sheet.tried.connect(self._try_out)
        sheet.use.connect(self._use)
        sheet.left.connect(restored)
        sheet.finished.connect(lambda _: self._forget())

    def look(self) -> None:
        """Look at the copy without anybody's help."""
        words = self._sheet.tr("Looking at the copy…")
        self._jobs.run(self._sheet, words, self._service.storage.look_at_copy, self._show)

    def _show(self, found: BackupFound) -> None:
        self._sheet.show_copy(found, self._service.now())

    def _try_out(self, typed: Secret) -> None:
        service = self._service
        self._typed.append(typed)
        copied = Secret(typed.reveal_bytes())

        def opened(found: BackupFound) -> None:
            self._opener = typed
            self._show(found)

        work = wiping(lambda: _look_with(service, copied), copied)
        self._jobs.run(self._sheet, self._sheet.tr("Opening the copy…"), work, opened)

    def _use(self) -> None:
        service, opener = self._service, self._opener
        typed = None if opener is None else Secret(opener.reveal_bytes())
        work = wiping(lambda: _put_back(service, typed), typed)
        words = self._sheet.tr("Putting the copy in place…")
        self._jobs.run(self._sheet, words, work, self._placed, self._used)

    def _used(self) -> None:
        if not self._is_open:  # nobody is there to be told: show what is true
            self._restored()

    def _placed(self, outcome: Restored | None) -> None:
        if outcome is None:  # the vault is well
            self._sheet.accept()
            self._restored()
        else:
            self._sheet.show_done(outcome)

    def _forget(self) -> None:
        self._is_open = False
        for secret in self._typed:
            secret.wipe()


def _look_with(service: KeyService, typed: Secret) -> BackupFound:
    def look(passphrase: Secret | None, code: Secret | None) -> BackupFound:
        return service.storage.look_at_copy(passphrase, code)

    try:
        return look(typed, None)
    except ProblemError:
        code = read_recovery_code(typed.reveal())
        if isinstance(code, Problem):
            raise
        return wiping(lambda: look(None, code), code)()


def _put_back(service: KeyService, typed: Secret | None) -> Restored | None:
    """The outcome; None when the vault is well. What was typed opens the vault at once."""
    storage = service.storage
    code = None if typed is None else read_recovery_code(typed.reveal())
    by_code = code if isinstance(code, Secret) else None
    by_passphrase = typed if by_code is None else None
    try:
        restored = storage.put_copy_back(by_passphrase, by_code, now=service.now())
        with suppress(ProblemError):  # then it is asked for once more
            if by_code is not None:
                storage.open_with_code(by_code)
            elif by_passphrase is not None:
                storage.open(by_passphrase)
    except ProblemError as error:
        if error.problem.id is ProblemId.VAULT_WELL:
            return None
        raise
    finally:
        if by_code is not None:
            by_code.wipe()
    return restored
