"""Asks for a passphrase: a new one where there is no keychain, or the one that opens the vault."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.problems import Problem
from wizard.core.secret import Secret
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.pages.scrolling import scrolling
from wizard.gui.widgets.busy_bar import BusyBar
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.field import Field
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.text import Role, Text, labelled


class PassphrasePage(QWidget):
    """`given` carries a Secret; the fields are emptied at that moment."""

    given = Signal(object)
    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._is_new = True
        self._is_closing = False
        self._title = Text(look, Role.TITLE)
        self._lead = Text(look, Role.LEAD)
        self.problem = ProblemCard(look)
        self._first = Field(look, "passphrase", secret=True)
        self._second = Field(look, "passphrase-again", secret=True)
        self._second_label = labelled(
            Text(look, Role.STRONG, self.tr("The same once more")), self._second
        )
        self._note = Text(look, Role.WARN)
        self._bar = BusyBar(look, self.tr("Making a strong key from your passphrase"))
        self._go = Button(look, "", "passphrase-go", Kind.MAIN, "lock")
        self._cancel = Button(look, self.tr("Cancel"), "passphrase-cancel")
        self._go.clicked.connect(self._give)
        self._cancel.clicked.connect(self.cancelled)
        for field in (self._first, self._second):
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
        column.addWidget(labelled(Text(look, Role.STRONG, self.tr("Passphrase")), self._first))
        column.addWidget(self._first)
        column.addWidget(self._second_label)
        column.addWidget(self._second)
        column.addWidget(self._note)
        column.addWidget(self._bar)
        buttons = Flow(gap=GRID + 4)
        buttons.addWidget(self._go)
        buttons.addWidget(self._cancel)
        column.addLayout(buttons)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(look, content, centred=True))

    def ask_new(self, why: Problem) -> None:
        """Ask for a passphrase for a new vault; `why` there is no keychain to hold its key."""
        self._begin(is_new=True)
        self._title.setText(self.tr("Choose a passphrase for your vault"))
        self._lead.setText(
            self.tr(
                "{0} A passphrase of yours will protect the vault. Nobody can recover it for you: "
                "write it down and keep it safe. Four or five words that nobody would guess "
                "make a good one."
            ).format(why.what)
        )
        self._go.setText(self.tr("Make the vault"))

    def ask_known(self) -> None:
        """Ask for the passphrase of the vault that is there."""
        self._begin(is_new=False)
        self._title.setText(self.tr("Open your vault"))
        self._lead.setText(
            self.tr("Your keys are in it, encrypted. Only your passphrase opens it.")
        )
        self._go.setText(self.tr("Open the vault"))

    def ask_locked(self, why: str) -> None:
        """Ask for the passphrase of the vault that was just locked; `why` says what locked it.

        It cannot be given before `show_closed`: until then the vault is still being closed.
        """
        self._begin(is_new=False)
        self._title.setText(self.tr("Your vault is locked"))
        self._lead.setText(self.tr("{0} Give your passphrase to go on where you were.").format(why))
        self._go.setText(self.tr("Unlock"))
        self._is_closing = True
        self._judge()
        announce(self, f"{self._title.text()}. {self._lead.text()}")

    def show_closed(self) -> None:
        """The vault is closed: from now on the passphrase can be given."""
        self._is_closing = False
        self._judge()

    def show_problem(self, problem: Problem) -> None:
        """Say why the passphrase did not do; it can be given again."""
        self._busy(False)
        self.problem.show_problem(problem)
        self._judge()
        self._first.setFocus()

    def _begin(self, *, is_new: bool) -> None:
        self._is_new = is_new
        self._is_closing = False
        self._busy(False)
        self.problem.show_problem(None)
        for widget in (self._second, self._second_label):
            widget.setVisible(is_new)
        self._cancel.setVisible(is_new)
        for field in (self._first, self._second):
            field.clear()
        self._judge()
        self._first.setFocus()

    def _judge(self) -> None:
        same = not self._is_new or self._first.text() == self._second.text()
        if self._is_new and not self._first.text():
            self._note.setText(self.tr("At least 12 characters."))
        elif same or not self._second.text():
            self._note.setText("")
        else:
            self._note.setText(self.tr("The two are not the same yet."))
        self._go.setEnabled(bool(self._first.text()) and same and not self._is_closing)

    def _give(self) -> None:
        if not self._go.isEnabled():
            return
        passphrase = Secret(self._first.text())
        for field in (self._first, self._second):
            field.clear()
        self._busy(True)
        self.given.emit(passphrase)

    def _busy(self, busy: bool) -> None:
        for widget in (self._first, self._second, self._cancel):
            widget.setEnabled(not busy)
        self._bar.setVisible(busy)
        if busy:
            self._note.setText(self.tr("One moment: making a strong key from your passphrase…"))
            self._go.setEnabled(False)
