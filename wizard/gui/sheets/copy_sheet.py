"""The copy of a vault that is damaged or gone: what it is, and whether to use it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.core.problems import Problem
from wizard.core.time_words import ago, clock_time
from wizard.core.wording import tr
from wizard.gui.look import Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text
from wizard.vault.copies import BackupFound, Restored

_DAYS_ARE_TOLD = 31  # after that `ago` gives the date, which is said already
_MOST_NAMES = 20


class CopySheet(Sheet):
    """`tried` carries a Secret, a passphrase or a recovery code; whoever takes it wipes it.

    `use` says that the copy shall become the vault, `left` that it is, and that its owner
    has read so.
    """

    tried = Signal(object)
    use = Signal()
    left = Signal()
    again = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, "copy-sheet", columns=70)
        self.head(self.tr("The copy of your vault"))
        self._is_open = False
        self._is_done = False
        self._when = Text(look, Role.STRONG)
        self._when.setObjectName("copy-when")
        self._count = Text(look, Role.BODY)
        self._count.setObjectName("copy-count")
        self._missing = Text(look, Role.BODY)
        self._typed = PassphraseFields(
            look, "copy-passphrase", self.tr("Passphrase or recovery code")
        )
        self._typed.changed.connect(self._judge)
        self._typed.hide()
        self._note = Text(look, Role.QUIET)
        self._note.setText(self.tr("Nothing is changed by looking."))
        for widget in (self._when, self._count, self._missing, self._typed, self._note):
            self.body.addWidget(widget)
        self.answer = self._typed
        self._go = Button(look, "", "copy-go", Kind.MAIN)
        self._go.setText(self.tr("Use this copy"))
        self._go.setDefault(True)
        self._go.clicked.connect(self._press)
        self.cancel.setAutoDefault(False)
        self.add_buttons(self._go)
        self.finished.connect(lambda _: self._typed.forget())
        self.show_busy(self.tr("Looking at the copy…"))
        self.cancel.setFocus()

    def show_copy(self, found: BackupFound, now: datetime) -> None:
        """Say what was found; ask for what opens it where its number of keys is not known."""
        when, passed = clock_time(found.written_at, now), ago(found.written_at, now)
        if 1 <= (now - found.written_at).days < _DAYS_ARE_TOLD:
            when = f"{when}, {passed}"
        self._when.setText(self.tr("Made {0}").format(when))
        self._missing.setText(
            self.tr(
                "It is the vault as it was before its last change. What you changed then, such as "
                "the key that you saved last, is not in it."
            )
        )
        self._is_open = found.keys is not None
        can_type = found.ways.passphrase or found.ways.recovery_code
        asks = found.keys is None and can_type
        if found.keys is not None:
            self._count.setText(self._inside_words(found.keys, found.names))
        elif asks:
            self._count.setText(self.tr("What is in it shows as soon as it is opened."))
        else:
            self._count.setText(
                self.tr("Your keychain does not open it now. Unlock the keychain, and look again.")
            )
        self._typed.setVisible(asks)
        if self._is_open:
            self._go.setText(self.tr("Use this copy"))
        else:
            self._go.setText(self.tr("Open it") if asks else self.tr("Look again"))
        self.show_ready()
        (self._typed if asks else self._go).setFocus()

    def show_done(self, restored: Restored) -> None:
        """It is the vault now."""
        self._is_done = True
        self._is_open = True
        self.show_ready()
        for widget in (self._typed, self._missing, self._when):
            widget.hide()
        self.cancel.hide()
        self.head(self.tr("The copy is your vault now"))
        self._count.setVisible(restored.kept is not None)
        self._count.setText(self._kept_words(restored.kept))
        self._note.setText(
            self.tr("Look at your keys: one that you saved last may have to be created again.")
        )
        if restored.unconfirmed is not None:
            self.problem.show_problem(restored.unconfirmed)
        self._go.setText(self.tr("Show my keys"))
        self.finished.connect(lambda _: self.left.emit())
        self._go.setFocus()

    def show_absent(self, problem: Problem) -> None:
        """There is no copy that could be used."""
        self.show_problem(problem)
        self._note.hide()
        if self._when.text() == "":
            self._go.hide()

    def allow(self, allowed: bool) -> None:
        self._typed.setEnabled(allowed)
        self._go.setEnabled(allowed and self._can_go)

    def _inside_words(self, keys: int, names: tuple[str, ...]) -> str:
        if keys == 0:
            return self.tr("No key is in it.")
        told = [self.tr("“{0}”").format(name) for name in names[:_MOST_NAMES]]
        if keys > len(told):
            more = keys - len(told)
            told.append(tr("{count} more", "", more).format(count=more))
        text = tr(
            "{count} keys are in it: {names}.", "", keys, one="{count} key is in it: {names}."
        )
        return text.format(count=keys, names=", ".join(told))

    def _kept_words(self, kept: Path | None) -> str:
        if kept is None:
            return ""
        words = self.tr(
            "The damaged file was kept as “{0}” in {1}. Once you have seen that all your keys are "
            "there, you may delete it."
        )
        folder = str(kept.parent).replace("/", "/\N{ZERO WIDTH SPACE}")
        return words.format(kept.name, folder)

    @property
    def _can_go(self) -> bool:
        return self._is_open or self._typed.isHidden() or self._typed.is_ready

    def _judge(self) -> None:
        self._go.setEnabled(self._can_go)

    def _press(self) -> None:
        if self._is_done:
            self.accept()
        elif not self._go.isEnabled():
            return
        elif self._is_open:
            self.use.emit()
        elif self._typed.isHidden():
            self.again.emit()
        else:
            self.tried.emit(self._typed.take())
