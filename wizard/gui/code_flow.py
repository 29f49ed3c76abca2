"""From “Make a recovery code…” to a code that its owner has on paper."""

from __future__ import annotations

import platform
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wizard.core.problems import Problem
from wizard.core.secret import Secret
from wizard.gui.code_paper import Made, ask_to_print
from wizard.gui.look import Look
from wizard.gui.sheet_jobs import SheetJobs, wiping
from wizard.gui.sheets.code_sheet import CodeSheet
from wizard.gui.sheets.sheet import is_covered
from wizard.gui.widgets.notice_words import NoticeKind
from wizard.key_service import KeyService


class CodeFlow:
    """Shows new codes, and lets them count."""

    def __init__(self, look: Look, jobs: SheetJobs) -> None:
        self._look = look
        self._jobs = jobs

    def make(
        self, service: KeyService, parent: QWidget, changed: Callable[[], None], *, replaces: bool
    ) -> None:
        """A new code that counts as soon as it was typed back."""
        if is_covered(parent):
            return
        sheet = self.ask(service, parent, replaces=replaces)

        def use(code: Secret) -> None:
            def done(unconfirmed: Problem | None) -> None:
                sheet.show_done(unconfirmed)

            work = wiping(lambda: service.care.confirm_code(code, code), code)
            words = sheet.tr("One moment: from now on the code shall open the vault…")
            self._jobs.run(sheet, words, work, done, changed, NoticeKind.CODE_COUNTS)

        sheet.typed_back.connect(use)

    def ask(self, service: KeyService, parent: QWidget, *, replaces: bool) -> CodeSheet:
        """A sheet with a new code; connect to its `typed_back`."""
        made = Made(service.now(), platform.node(), service.storage.folder)
        sheet = CodeSheet(
            self._look,
            parent,
            service.care.new_code(),
            lambda code, over, said: ask_to_print(code, made, over, said),
            replaces=replaces,
        )
        sheet.open()
        return sheet
