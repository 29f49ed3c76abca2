"""The connection settings: straight to the exchange, or through a proxy that somebody chose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.core.problems import Action, Problem
from wizard.core.proxy import Proxy, read_proxy
from wizard.gui.announce import announce
from wizard.gui.look import Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.dialogs import Question
from wizard.gui.widgets.field import Field
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.text import Role, Text, labelled


class ConnectionDialog(Question):
    """`chosen` carries a Proxy, or None for none; whoever keeps it closes the dialog."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, "", "connection-dialog")
        title = self.tr("Connection settings")
        self.setWindowTitle(title)
        self._has_proxy = False
        self._quiet = ""
        self._now = Text(look, Role.STRONG)
        self._now.setObjectName("connection-now")
        self.problem = ProblemCard(look, "connection-problem", Action.CONNECTION_SETTINGS)
        self._field = Field(look, "proxy-address")
        self._field.setPlaceholderText("http://192.168.1.1:3128")
        self._field.textChanged.connect(self._judge)  # typed, or set by an aid for input
        self._note = Text(look, Role.QUIET)
        self._note.setObjectName("connection-note")
        self._none = Button(look, self.tr("Use none"), "proxy-none")
        self._none.setAutoDefault(False)
        self._none.clicked.connect(lambda: self.chosen.emit(None))
        self._use = Button(look, self.tr("Use this proxy"), "proxy-use", Kind.MAIN)
        self._use.setDefault(True)
        self._use.clicked.connect(self._choose)
        words = self.tr(
            "A proxy is a computer in between. Some offices and universities have one, and most "
            "homes have none. The wizard goes through the one that you choose, and never around it."
        )
        self._words = Text(look, Role.BODY, words)
        label = Text(look, Role.STRONG, self.tr("Address of the proxy"))
        self.middle.addWidget(Text(look, Role.HEADING, title))
        self.middle.addWidget(self._words)
        self.middle.addWidget(self._now)
        self.middle.addWidget(self.problem)
        self.middle.addWidget(labelled(label, self._field))
        self.middle.addWidget(self._field)
        self.middle.addWidget(self._note)
        for button in (self.cancel, self._none, self._use):
            self.buttons.addWidget(button)
        self._allow(False)

    def show_settings(self, proxy: Proxy | None, suggested: str) -> None:
        """Show which proxy is in use; `suggested` is filled in where there is none."""
        self._has_proxy = proxy is not None
        self._now.setText(
            self.tr("Now: no proxy") if proxy is None else self.tr("Now: {0}").format(proxy.url)
        )
        self._ask(suggested if proxy is None else proxy.url)
        if proxy is None and suggested:
            self._quiet = self.tr("This computer’s settings name this address.")
            self._judge(suggested)

    def show_unreadable(self, problem: Problem) -> None:
        """What was chosen before cannot be read: it has to be chosen again."""
        self._has_proxy = True  # perhaps: "none" is a choice as well
        self._now.setText(self.tr("Now: not known, so nobody is asked"))
        self._show_trouble(problem)
        self._ask("")

    def show_problem(self, problem: Problem) -> None:
        """It could not be kept."""
        self._judge(self._field.text())
        self._allow(True)
        self._show_trouble(problem)

    def show_keeping(self) -> None:
        """It is on its way to the disk."""
        self._show_trouble(None)
        self._allow(False)

    def _show_trouble(self, problem: Problem | None) -> None:
        self.problem.show_problem(problem)
        self._words.setVisible(problem is None)  # what is wrong needs the room

    def _ask(self, address: str) -> None:
        self._quiet = self.tr("Such as http://HOST:PORT or socks5://HOST:PORT.")
        self._allow(True)
        self._field.setText(address)
        self._field.selectAll()
        self._field.setFocus()
        self._judge(address)

    def _allow(self, allowed: bool) -> None:
        self._field.setEnabled(allowed)
        self._none.setEnabled(allowed and self._has_proxy)
        read = read_proxy(self._field.text())
        self._use.setEnabled(allowed and isinstance(read, Proxy))

    def _judge(self, text: str) -> Proxy | None:
        read = read_proxy(text)
        self._use.setEnabled(isinstance(read, Proxy))
        if isinstance(read, Problem) and text.strip():
            self._note.play(Role.BAD)
            self._note.setText(f"{read.what} {read.means} {read.do}")
            announce(self._field, self._note.text())
        else:
            self._note.play(Role.QUIET)
            self._note.setText(self._quiet)
        return read if isinstance(read, Proxy) else None

    def _choose(self) -> None:
        proxy = self._judge(self._field.text())
        if proxy is not None:
            self.chosen.emit(proxy)
