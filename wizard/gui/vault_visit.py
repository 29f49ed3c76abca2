"""One look at “Vault and safety”: does what is pressed there, and shows the vault as it is then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.core.settings import Settings
from wizard.core.wording import QT_TR_NOOP, tr
from wizard.gui.code_flow import CodeFlow
from wizard.gui.look import Look
from wizard.gui.renew_flow import RenewFlow
from wizard.gui.sheet_jobs import SheetJobs, wiping
from wizard.gui.sheets.leave_sheet import LeaveSheet
from wizard.gui.sheets.passphrase_sheet import PassphraseSheet
from wizard.gui.sheets.sheet import is_covered
from wizard.gui.sheets.vault_sheet import VaultSheet, VaultState
from wizard.gui.transfer_flow import TransferFlow
from wizard.gui.widgets.dialogs import confirm
from wizard.key_service import KeyService
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase
from wizard.vault.slots import Ways


def _nothing() -> None:
    """For a look after which nothing else is opened."""


class VaultVisit:
    """`changed`, `imported`: called as VaultFlow's signals are to be sent."""

    def __init__(
        self,
        look: Look,
        jobs: SheetJobs,
        service: KeyService,
        sheet: VaultSheet,
        changed: Callable[[], None],
        imported: Callable[[], None],
    ) -> None:
        self._look = look
        self._jobs = jobs
        self._service = service
        self._sheet = sheet
        self._tell_changed = changed
        self._is_open = True
        self._keychain = _KeychainHere(service)
        self._codes = CodeFlow(look, jobs)
        self._renewing = RenewFlow(look, jobs, self._codes)
        self._transfer = TransferFlow(look, jobs)
        sheet.finished.connect(lambda _: self._leave())
        sheet.use_keychain.connect(self._use_keychain)
        sheet.leave_keychain.connect(self._leave_keychain)
        sheet.set_passphrase.connect(self._set_passphrase)
        sheet.remove_passphrase.connect(self._remove_passphrase)
        sheet.make_code.connect(self._make_code)
        sheet.remove_code.connect(self._remove_code)
        sheet.renew.connect(self._renew)
        sheet.export.connect(lambda: self._transfer.export(service, sheet))
        sheet.import_keys.connect(lambda: self._transfer.take_in(service, sheet, imported))
        sheet.lock_after.connect(self._lock_after)

    def look(
        self,
        said: str = "",
        remaining: Problem | None = None,
        then: Callable[[], None] = _nothing,
    ) -> None:
        """Look at the vault anew; then say `said`, and what remains to be said all the same."""
        service, sheet = self._service, self._sheet

        def show(state: VaultState) -> None:
            sheet.show_ready(said)
            sheet.show_state(state)
            self._tell_changed()  # another program may have changed what opens the vault
            if remaining is not None:
                sheet.show_problem(remaining)
            then()

        work = partial(_state, service, self._keychain)
        self._jobs.run(sheet, sheet.tr("Looking at the vault…"), work, show)

    def _leave(self) -> None:
        self._is_open = False

    def _changed(self) -> None:
        self._tell_changed()
        if self._is_open:
            self.look()

    def _change(self, words: str, work: Callable[[], Problem | None], said: str) -> None:
        def done(remaining: Problem | None) -> None:
            self.look(said, remaining)

        self._jobs.run(self._sheet, words, work, done, self._tell_changed)

    def _use_keychain(self) -> None:
        tr = self._sheet.tr
        self._change(
            tr("Asking your keychain…"),
            self._service.care.keep_in_keychain,
            tr("From now on your keychain opens the vault, too."),
        )

    def _leave_keychain(self) -> None:
        if is_covered(self._sheet):
            return
        name = tr(self._service.storage.keychain_name or QT_TR_NOOP("the keychain"))
        asking = LeaveSheet(self._look, self._sheet, name)

        def leave(passphrase: Secret) -> None:
            work = wiping(lambda: self._service.care.leave_keychain(passphrase), passphrase)
            words = asking.tr("One moment: trying your passphrase…")

            def done(remaining: Problem | None) -> None:
                asking.accept()
                self.look(asking.tr("The keychain opens the vault no more."), remaining)

            self._jobs.run(asking, words, work, done, self._tell_changed)

        asking.given.connect(leave)
        asking.open()

    def _set_passphrase(self) -> None:
        if is_covered(self._sheet):
            return
        asking = PassphraseSheet(self._look, self._sheet, is_change=self._ways.passphrase)
        asking.tell_keychain(opens=self._ways.keychain)

        def use(passphrase: Secret) -> None:
            work = wiping(lambda: self._service.care.set_passphrase(passphrase), passphrase)
            words = asking.tr("One moment: making a strong key from your passphrase…")
            self._jobs.run(asking, words, work, asking.show_done, self._changed)

        asking.given.connect(use)
        asking.renew.connect(self._renew)
        asking.open()

    def _remove_passphrase(self) -> None:
        tr = self._sheet.tr
        dialog = confirm(
            self._look,
            self._sheet,
            tr("Take the passphrase away?"),
            (
                tr("From then on your keychain opens the vault, and it is no longer locked."),
                tr("Copies of the vault that were made before still open with the passphrase."),
            ),
            tr("Take it away"),
        )
        dialog.confirmed.connect(
            lambda: self._change(
                tr("Taking the passphrase away…"),
                self._service.care.remove_passphrase,
                tr("No passphrase opens the vault any more."),
            )
        )

    def _make_code(self) -> None:
        replaces = self._ways.recovery_code
        self._codes.make(self._service, self._sheet, self._changed, replaces=replaces)

    def _remove_code(self) -> None:
        tr = self._sheet.tr
        dialog = confirm(
            self._look,
            self._sheet,
            tr("Take the recovery code away?"),
            (
                tr("The code on your paper then opens the vault no more."),
                tr("Copies of the vault that were made before still open with it."),
            ),
            tr("Take it away"),
        )
        dialog.confirmed.connect(
            lambda: self._change(
                tr("Taking the recovery code away…"),
                self._service.care.remove_code,
                tr("No recovery code opens the vault any more."),
            )
        )

    def _renew(self) -> None:
        self._renewing.open(self._service, self._sheet, self._ways, self._changed)

    def _lock_after(self, minutes: int | None) -> None:
        service, tr = self._service, self._sheet.tr

        def keep() -> Problem | None:
            settings = service.settings()
            if isinstance(settings, Problem):
                raise ProblemError(settings)
            return service.keep_settings(replace(settings, lock_after_min=minutes))

        self._change(tr("Keeping your choice…"), keep, tr("Your choice is kept."))

    @property
    def _ways(self) -> Ways:
        state = self._sheet.state
        return Ways(False, False, False, False) if state is None else state.ways


class _KeychainHere:
    """Whether this computer has a keychain at all: tried once, where it does not open the vault."""

    def __init__(self, service: KeyService) -> None:
        self._storage = service.storage
        self._is_missing: bool | None = None

    def name(self, ways: Ways) -> str | None:
        """What a person calls it; None for none. May block."""
        if ways.keychain and not self._storage.keychain_lost:
            return self._storage.keychain_name
        if self._is_missing is None:
            match self._storage.plan():
                case KeptUnderPassphrase(reason):
                    self._is_missing = reason.id is ProblemId.KEYCHAIN_MISSING
                case KeptInKeychain():
                    self._is_missing = False
        return None if self._is_missing else self._storage.keychain_name


def _state(service: KeyService, keychain: _KeychainHere) -> VaultState:
    storage, settings = service.storage, service.settings()
    storage.reload()
    known = settings if isinstance(settings, Settings) else Settings()
    ways = service.care.ways
    return VaultState(
        ways=ways,
        keychain_name=keychain.name(ways),
        keychain_lost=storage.keychain_lost,
        lock_after_min=known.lock_after_min,
        can_choose_lock=isinstance(settings, Settings),
    )
