"""From “Renew all keys…” to a vault in which nothing of the old keys is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wizard.core.secret import Secret
from wizard.gui.code_flow import CodeFlow
from wizard.gui.look import Look
from wizard.gui.sheet_jobs import SheetJobs, wiping
from wizard.gui.sheets.renew_sheet import RenewSheet
from wizard.key_service import KeyService
from wizard.vault.slots import Ways


class RenewFlow:
    """A new recovery code is on paper before anything is changed."""

    def __init__(self, look: Look, jobs: SheetJobs, codes: CodeFlow) -> None:
        self._look = look
        self._jobs = jobs
        self._codes = codes

    def open(
        self, service: KeyService, parent: QWidget, ways: Ways, changed: Callable[[], None]
    ) -> None:
        """Explain it, ask for what is needed, and do it."""
        sheet = RenewSheet(self._look, parent, ways)
        codes: list[Secret] = []  # one, as soon as it was typed back

        def go() -> None:
            if ways.recovery_code and not codes:
                shown = self._codes.ask(service, sheet, replaces=True)
                shown.typed_back.connect(keep)
                shown.typed_back.connect(lambda _: shown.accept())
            else:
                renew()

        def keep(code: Secret) -> None:
            codes.append(code)
            sheet.show_code_ready()
            renew()

        def renew() -> None:
            passphrase = sheet.passphrase.take() if sheet.asks_passphrase else None
            # A copy: after a wrong passphrase the code on paper is still to be used.
            code = Secret(codes[0].reveal_bytes()) if codes else None
            work = wiping(lambda: service.care.renew_keys(passphrase, code), passphrase, code)
            words = sheet.tr("One moment: everything is sealed anew…")
            self._jobs.run(sheet, words, work, sheet.show_done, changed)

        def forget() -> None:
            for code in codes:
                code.wipe()

        sheet.go.connect(go)
        sheet.finished.connect(lambda _: forget())
        sheet.open()
