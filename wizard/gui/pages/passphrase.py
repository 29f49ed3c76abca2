"""Asks for a passphrase, a new one or the one that opens the vault, or for the recovery code."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.guessing import is_easily_guessed
from wizard.core.problems import Action, Problem
from wizard.core.secret import Secret
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.pages.other_ways import OtherWays
from wizard.gui.pages.scrolling import scrolling
from wizard.gui.widgets.busy_bar import BusyBar
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.code_field import CodeField
from wizard.gui.widgets.field import Field
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.page_links import help_link
from wizard.gui.widgets.passphrase_field import PassphraseField
from wizard.gui.widgets.passphrase_fields import guessed_words
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.text import Role, Text, labelled
from wizard.vault.passphrase_slot import SHORTEST_PASSPHRASE
from wizard.vault.slots import Ways


class _Asks(Enum):
    NEW = auto()
    KNOWN = auto()
    CODE = auto()


class PassphrasePage(QWidget):
    """`given` carries a Secret, `code_given` one that is a recovery code; the fields are emptied
    at that moment. `ask_keychain`: it shall be tried again.
    """

    given = Signal(object)
    code_given = Signal(object)
    ask_keychain = Signal()
    cancelled = Signal()
    help = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._asks = _Asks.NEW
        self._is_closing = False
        self._ways: Ways | None = None
        self._folder = Path()
        self._has_keychain = False
        self._title = Text(look, Role.TITLE)
        self._lead = Text(look, Role.LEAD)
        self.problem = ProblemCard(look, here=Action.RECOVERY_CODE)
        self._first = PassphraseField(look, "passphrase")
        self._second = PassphraseField(look, "passphrase-again")
        self._second_label = labelled(
            Text(look, Role.STRONG, self.tr("The same once more")), self._second
        )
        self._first_label = labelled(Text(look, Role.STRONG, self.tr("Passphrase")), self._first)
        self._code = CodeField(look, "recovery-code-typed")
        self._code_label = labelled(Text(look, Role.STRONG, self.tr("Recovery code")), self._code)
        self._others = OtherWays(look)
        self._others.use_code.connect(self._turn_to_code)
        self._others.use_passphrase.connect(self._turn_to_known)
        self._others.use_keychain.connect(self.ask_keychain)
        self._note = Text(look, Role.QUIET)
        self._note.setObjectName("passphrase-note")
        self._bar = BusyBar(look, self.tr("Making a strong key from your passphrase"))
        self._go = Button(look, "", "passphrase-go", Kind.MAIN, "lock")
        self._cancel = Button(look, self.tr("Cancel"), "passphrase-cancel")
        self._go.clicked.connect(self._give)
        self._cancel.clicked.connect(self.cancelled)
        for field in self._fields:
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(self._go.click)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addSpacing(GRID)
        column.addWidget(self.problem)
        for widget in (
            self._first_label,
            self._first,
            self._second_label,
            self._second,
            self._code_label,
            self._code,
            self._note,
            self._bar,
        ):
            column.addWidget(widget)
        buttons = Flow(gap=GRID + 4)
        buttons.addWidget(self._go)
        buttons.addWidget(self._cancel)
        column.addLayout(buttons)
        column.addWidget(self._others)
        below = Flow()
        below.addWidget(help_link(look, self.help))
        column.addLayout(below)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(look, content, centred=True))

    def ask_new(self, why: Problem) -> None:
        """Ask for a passphrase for a new vault; `why` there is no keychain to hold its key."""
        self._is_closing = False
        self._begin(_Asks.NEW)
        self._title.setText(self.tr("Choose a passphrase for your vault"))
        self._lead.setText(
            self.tr(
                "{0} A passphrase of yours will protect the vault. Four or five words that nobody "
                "would guess make a good one. Keep a note of it in a safe place. You can make a "
                "recovery code later, under “Vault and safety”: it opens the vault, too."
            ).format(why.what)
        )
        self._go.setText(self.tr("Make the vault"))
        self._tell()

    def ask_known(self) -> None:
        """Ask for the passphrase of the vault that is there."""
        self._is_closing = False
        self._turn_to_known()

    def _turn_to_known(self) -> None:
        self._begin(_Asks.KNOWN)
        self._title.setText(self.tr("Open your vault"))
        self._lead.setText(self.tr("Your keys are in it, encrypted. Your passphrase opens it."))
        self._go.setText(self.tr("Open the vault"))
        self._tell()

    def ask_locked(self, why: str) -> None:
        """Ask for the passphrase of the vault that was just locked; `why` says what locked it.

        It cannot be given before `show_closed`: until then the vault is still being closed.
        """
        self._begin(_Asks.KNOWN)
        self._title.setText(self.tr("Your vault is locked"))
        self._lead.setText(self.tr("{0} Give your passphrase to go on where you were.").format(why))
        self._go.setText(self.tr("Unlock"))
        self._is_closing = True
        self._judge()
        self._tell()

    def ask_code(self, why: Problem | None) -> None:
        """Ask for the recovery code; `why` nothing else opens the vault, if it needs saying."""
        self._is_closing = False
        self._turn_to_code(why)

    def _turn_to_code(self, why: Problem | None = None) -> None:
        self._begin(_Asks.CODE)
        self._title.setText(self.tr("Open your vault with the recovery code"))
        words = self.tr(
            "Type the seven groups from your paper. Capital and small letters are the same."
        )
        self._lead.setText(f"{why.what} {why.means} {words}" if why is not None else words)
        self._go.setText(self.tr("Open the vault"))
        self._tell()

    def show_ways(self, ways: Ways | None, folder: Path, *, has_keychain: bool) -> None:
        """What else opens the vault in `folder`; `has_keychain`: that may be asked again."""
        self._ways, self._folder, self._has_keychain = ways, folder, has_keychain
        self._offer()

    def show_closed(self) -> None:
        """The vault is closed: from now on the passphrase can be given."""
        self._is_closing = False
        self._judge()

    def show_problem(self, problem: Problem) -> None:
        """Say why it did not do; it can be given again."""
        self._busy(False)
        self.problem.show_problem(problem)
        self._judge()
        self._main_field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._cancel.isVisible():
            self._cancel.click()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        announce(self, f"{self._title.text()}. {self._lead.text()}")

    def _begin(self, asks: _Asks) -> None:
        self._asks = asks
        self._busy(False)
        self.problem.show_problem(None)
        is_code, is_new = asks is _Asks.CODE, asks is _Asks.NEW
        for widget, shown in (
            (self._first, not is_code),
            (self._first_label, not is_code),
            (self._second, is_new),
            (self._second_label, is_new),
            (self._code, is_code),
            (self._code_label, is_code),
            (self._cancel, is_new),
        ):
            widget.setVisible(shown)
        for field in self._fields:
            field.clear()
        self._offer()
        self._judge()
        self._main_field.setFocus()

    @property
    def _fields(self) -> tuple[Field, ...]:
        return (self._first, self._second, self._code)

    @property
    def _main_field(self) -> Field:
        return self._code if self._asks is _Asks.CODE else self._first

    def _offer(self) -> None:
        ways = None if self._asks is _Asks.NEW else self._ways
        is_code = self._asks is _Asks.CODE
        self._others.offer(ways, self._folder, asks_code=is_code, keychain=self._has_keychain)

    def _judge(self) -> None:
        is_new = self._asks is _Asks.NEW
        first, second = self._first.text(), self._second.text()
        same = not is_new or first == second
        before = self._note.text()
        is_short = is_new and len(first) < SHORTEST_PASSPHRASE
        is_wrong = is_new and bool(second) and (is_short or not same)
        self._note.play(Role.WARN if is_wrong else Role.QUIET)
        if is_wrong and not same:
            self._note.setText(self.tr("The two are not the same yet."))
        elif is_short:
            self._note.setText(self.tr("At least {0} characters.").format(SHORTEST_PASSPHRASE))
        else:
            self._note.setText(guessed_words() if is_new and is_easily_guessed(first) else "")
        self._note.setVisible(is_new)  # nothing is said of one that is known
        if self._note.text() not in {"", before} and (first or second):
            announce(self, self._note.text(), politely=True)
        self._go.setEnabled(bool(self._main_field.text()) and same and not self._is_closing)

    def _give(self) -> None:
        if not self._go.isEnabled():
            return
        if self._asks is _Asks.CODE:
            self._give_code()
            return
        passphrase = Secret(self._first.text())
        self._empty()
        self._busy(True)
        self.given.emit(passphrase)

    def _give_code(self) -> None:
        code = self._code.read()
        if isinstance(code, Problem):  # the slip is to be mended, and not all typed anew
            self.show_problem(code)
            return
        self._empty()
        self._busy(True)
        self.code_given.emit(code)

    def _empty(self) -> None:
        for field in self._fields:
            field.clear()

    def _busy(self, busy: bool) -> None:
        for widget in (*self._fields, self._cancel, self._others):
            widget.setEnabled(not busy)
        self._bar.setVisible(busy)
        if busy:
            self._note.show()
            self._note.play(Role.QUIET)
            self._note.setText(
                self.tr("One moment: opening the vault…")
                if self._asks is _Asks.CODE
                else self.tr("One moment: making a strong key from your passphrase…")
            )
            announce(self, self._note.text())
            self._go.setEnabled(False)
