"""From “Seal everything anew…” to a vault in which nothing of the old keys is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wizard.core.secret import Secret
from wizard.gui.code_flow import CodeFlow
from wizard.gui.look import Look
from wizard.gui.sheet_jobs import SheetJobs, wiping
from wizard.gui.sheets.renew_sheet import RenewSheet
from wizard.gui.sheets.sheet import is_covered
from wizard.gui.widgets.notice_words import NoticeKind
from wizard.key_service import KeyService
from wizard.vault.slots import Ways


class RenewFlow:
    """The passphrase is tried and a new recovery code on paper before anything is changed."""

    def __init__(self, look: Look, jobs: SheetJobs, codes: CodeFlow) -> None:
        self._look = look
        self._jobs = jobs
        self._codes = codes

    def open(
        self, service: KeyService, parent: QWidget, ways: Ways, changed: Callable[[], None]
    ) -> None:
        """Explain it, ask for what is needed, and do it."""
        if not is_covered(parent):
            sheet = RenewSheet(self._look, parent, ways)
            _Renewal(self._jobs, self._codes, service, sheet, ways, changed)
            sheet.open()


class _Renewal:
    """Lives as long as the signals of its sheet."""

    def __init__(
        self,
        jobs: SheetJobs,
        codes: CodeFlow,
        service: KeyService,
        sheet: RenewSheet,
        ways: Ways,
        changed: Callable[[], None],
    ) -> None:
        self._jobs = jobs
        self._codes = codes
        self._service = service
        self._sheet = sheet
        self._needs_code = ways.recovery_code
        self._changed = changed
        self._passphrase: Secret | None = None  # once it was tried
        self._code: Secret | None = None  # once it was typed back
        sheet.go.connect(self._go)
        sheet.finished.connect(lambda _: self._forget())

    def _go(self) -> None:
        if is_covered(self._sheet):
            return
        if self._sheet.asks_passphrase:
            self._try_passphrase()
        elif self._needs_code and self._code is None:
            self._show_code()
        else:
            self._renew()

    def _try_passphrase(self) -> None:
        passphrase, service = self._sheet.passphrase.take(), self._service
        copied = Secret(passphrase.reveal_bytes())
        _wipe(self._passphrase)
        self._passphrase = passphrase
        work = wiping(lambda: service.care.require_passphrase(copied), copied)
        words = self._sheet.tr("One moment: trying your passphrase…")
        self._jobs.run(self._sheet, words, work, lambda _: self._tried())

    def _tried(self) -> None:
        self._sheet.show_passphrase_fits()
        self._go()

    def _show_code(self) -> None:
        shown = self._codes.ask(self._service, self._sheet, replaces=True)

        def keep(code: Secret) -> None:
            self._code = code
            self._sheet.show_code_ready()
            shown.accept()
            self._renew()

        shown.typed_back.connect(keep)

    def _renew(self) -> None:
        # Copies: when something goes wrong, what is known and on paper is still to be used.
        passphrase, code, service = _copy(self._passphrase), _copy(self._code), self._service
        work = wiping(lambda: service.care.renew_keys(passphrase, code), passphrase, code)
        words = self._sheet.tr("One moment: everything is sealed anew…")
        notice = NoticeKind.RENEWED if code is None else NoticeKind.RENEWED_WITH_CODE
        self._jobs.run(self._sheet, words, work, self._sheet.show_done, self._changed, notice)

    def _forget(self) -> None:
        _wipe(self._passphrase)
        _wipe(self._code)


def _copy(secret: Secret | None) -> Secret | None:
    return None if secret is None else Secret(secret.reveal_bytes())


def _wipe(secret: Secret | None) -> None:
    if secret is not None:
        secret.wipe()
