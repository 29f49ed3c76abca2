"""A new recovery code: shown, asked back from paper, and only then handed on to be used."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.problems import Problem, ProblemError
from wizard.core.secret import Secret
from wizard.gui.look import GRID, Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.code_field import CodeField
from wizard.gui.widgets.code_view import CodeView
from wizard.gui.widgets.text import Role, Text, labelled
from wizard.key_service.vault_care import require_same

_COLUMNS = 72


class _Part(Enum):
    SHOWN = auto()
    ASKED = auto()
    DONE = auto()


class CodeSheet(Sheet):
    """`typed_back` carries a copy of the code; whoever takes it wipes it.

    `print_code` gets the code, the sheet, and who is to hear how it went. The sheet wipes `code`
    when it is closed.
    """

    typed_back = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        code: Secret,
        print_code: Callable[[Secret, QWidget, Callable[[str], None]], None],
        *,
        replaces: bool,
    ) -> None:
        super().__init__(look, parent, "code-sheet", columns=_COLUMNS)
        self._code = code
        self._print_code = print_code
        self._part = _Part.SHOWN
        self._replaces = replaces
        self._words = Text(look, Role.BODY)
        self._view = CodeView(look)
        self._note = Text(look, Role.QUIET)
        self._field = CodeField(look, "recovery-code-back")
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(GRID)
        asking.addWidget(
            labelled(Text(look, Role.STRONG, self.tr("The code on your paper")), self._field)
        )
        asking.addWidget(self._field)
        for widget in (self._words, self._view, self._asking, self._note):
            self.body.addWidget(widget)
        self.answer = self._field
        self._print = Button(look, self.tr("Print…"), "code-print")
        self._print.setAutoDefault(False)
        self._print.clicked.connect(self._ask_to_print)
        self._back = Button(look, self.tr("Show it again"), "code-show-again")
        self._back.setAutoDefault(False)
        self._back.clicked.connect(lambda: self._turn_to(_Part.SHOWN))
        self._go = Button(look, "", "code-go-on", Kind.MAIN)
        self._go.setDefault(True)
        self._go.clicked.connect(self._go_on)
        for button in (self._print, self._back, self.cancel, self._go):
            self.buttons.addWidget(button)
        self.cancel.setAutoDefault(False)
        self.finished.connect(lambda _: self._forget())
        self._turn_to(_Part.SHOWN)

    def show_done(self, unconfirmed: Problem | None) -> None:
        """The code counts from now on; `unconfirmed`: what remains to be said all the same."""
        self.show_ready()
        self._turn_to(_Part.DONE)
        self.problem.show_problem(unconfirmed)

    def allow(self, allowed: bool) -> None:
        for widget in (self._print, self._back, self._go, self._field):
            widget.setEnabled(allowed)

    def _turn_to(self, part: _Part) -> None:
        self._part = part
        self.problem.show_problem(None)
        self.say("")
        shown, asked, done = (part is each for each in _Part)
        self._view.show_code(self._code if shown else None)
        self._view.setVisible(shown)
        self._asking.setVisible(asked)
        self._print.setVisible(shown)
        self._back.setVisible(asked)
        self.cancel.setVisible(not done)
        if shown:
            self._say_what_it_is()
            self._go.setFocus()
        elif asked:
            self.head(self.tr("Type it once from your paper"))
            self._words.setText(
                self.tr(
                    "So that the paper is sure to open the vault. Capital and small letters are "
                    "the same, and hyphens may be left out."
                )
            )
            self._note.setText(self.tr("If you close this now, nothing is changed."))
            self._go.setText(self.tr("Use this code"))
            self._field.setFocus()
        else:
            self._field.clear()
            self._code.wipe()
            self.head(self.tr("Your recovery code is ready"))
            self._words.setText(
                self.tr(
                    "Keep the paper where you keep what must not get lost. Whoever has it and "
                    "the vault’s file can open the vault."
                )
            )
            self._note.setText(
                self.tr("A paper with an older code is of no use any more: tear it up.")
            )
            self._note.setVisible(self._replaces)
            self._go.setText(self.tr("Done"))
            self._go.setFocus()

    def _say_what_it_is(self) -> None:
        self.head(self.tr("Your new recovery code"))
        self._words.setText(
            self.tr(
                "It opens the vault on the day when nothing else does. Write it down on paper, "
                "or print it, and keep it away from this computer."
            )
        )
        note = self.tr(
            "It cannot be copied: other programs read the clipboard, and nobody reads your "
            "paper. The code counts only after you have typed it once from the paper; if you "
            "close this before, nothing is changed."
        )
        if self._replaces:
            note += " " + self.tr("The code that you have now ends at that moment.")
        self._note.setText(note)
        self._go.setText(self.tr("I have written it down"))

    def _ask_to_print(self) -> None:
        self.problem.show_problem(None)
        self._print_code(self._code, self, self.say)

    def _go_on(self) -> None:
        match self._part:
            case _Part.SHOWN:
                self._turn_to(_Part.ASKED)
            case _Part.ASKED:
                self._compare()
            case _Part.DONE:
                self.accept()

    def _compare(self) -> None:
        typed = self._field.read()
        if isinstance(typed, Problem):
            self.show_problem(typed)
            self._field.setFocus()
            return
        try:
            require_same(self._code, typed)
        except ProblemError as error:
            self.show_problem(error.problem)
            self._field.setFocus()
            return
        finally:
            typed.wipe()
        self._field.clear()
        self.typed_back.emit(Secret(self._code.reveal_bytes()))

    def _forget(self) -> None:
        self._view.show_code(None)
        self._field.clear()
        self._code.wipe()
