"""The first screen: what this is for, the ways in, and where secrets will be kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.problems import Problem
from wizard.core.wording import tr
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.pages.scrolling import scrolling
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel, Illustration
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.page_links import PageLinks
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase, StoragePlan

_SIDE_BY_SIDE = 60


class WelcomePage(QWidget):
    """Shown while there is no saved key."""

    create_key = Signal()
    have_one = Signal()
    check_address = Signal()
    rehearse = Signal()
    why = Signal()
    report = Signal()
    connection = Signal()
    vault = Signal()
    preferences = Signal()
    help = Signal()
    import_keys = Signal()
    give_up = Signal()

    def __init__(self, look: Look, *, can_rehearse: bool) -> None:
        super().__init__()
        self.create_button = Button(
            look, self.tr("Create a read-only key"), "create", Kind.MAIN, "key"
        )
        self._have = Button(look, self.tr("Check a key I already have"), "have-one", icon="shield")
        self._rehearse = Button(
            look, self.tr("Rehearse on the practice exchange"), "rehearse", icon="flask"
        )
        self.create_button.clicked.connect(self.create_key)
        self._have.clicked.connect(self.have_one)
        self._rehearse.clicked.connect(self.rehearse)
        self._import = Button(look, self.tr("Import keys…"), "import-keys", Kind.LINK)
        self._import.clicked.connect(self.import_keys)
        links = PageLinks(look, after_why=self._import)
        self._vault = links.vault
        links.lead_to(
            self.why,
            self.check_address,
            self.report,
            self.connection,
            self.vault,
            self.preferences,
            self.help,
        )
        self.problem = ProblemCard(look)
        self._storage = _StorageCard(look, rehearsal=not can_rehearse)
        self._storage.give_up.clicked.connect(self.give_up)
        hero = Illustration(look)
        hero.show_drawing("welcome", self.tr("A key that opens a window to look through"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        self.above = QVBoxLayout()
        column.addLayout(self.above)
        column.addWidget(hero)
        column.addWidget(
            Text(look, Role.TITLE, self.tr("A key that can look, and do nothing else"))
        )
        column.addWidget(
            Text(
                look,
                Role.LEAD,
                self.tr(
                    "Give your portfolio tracker or tax tool a look at your exchange account, "
                    "without giving anyone the power to trade or withdraw."
                ),
            )
        )
        buttons = Flow(gap=GRID + 4)
        for button in (self.create_button, self._have, self._rehearse):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addWidget(self.problem)
        column.addWidget(self._storage)
        column.addLayout(links)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(look, content, centred=True)
        outer.addWidget(self._area)
        # Not before it has a place: it would be shown as a window of its own.
        self._rehearse.setVisible(can_rehearse)
        self.show_waiting()

    def show_waiting(self) -> None:
        """The vault is being looked for."""
        self._allow(False)
        self.problem.show_problem(None)
        self._storage.show_waiting()

    def show_waiting_long(self) -> None:
        """It takes longer than it should: say what may be the matter, and offer to stop."""
        self._storage.show_waiting_long()

    def show_ready(self, plan: StoragePlan | None) -> None:
        """The ways in are open; `plan` is None where a vault is open already."""
        self._allow(True)
        self.problem.show_problem(None)
        self._storage.show_plan(plan)
        self._vault.setVisible(plan is None)
        self.create_button.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """The vault cannot be used: say why, and open no way that would need it."""
        self._allow(False)
        self._storage.hide()
        self.problem.show_problem(problem)
        self.problem.take_focus()
        self._area.reveal(self.problem)

    def _allow(self, allowed: bool) -> None:
        for way in (self.create_button, self._have, self._import):
            way.setEnabled(allowed)
        self._vault.hide()  # until it is known to be open


class _StorageCard(Card):
    def __init__(self, look: Look, *, rehearsal: bool) -> None:
        super().__init__(look, CardTone.PLAIN)
        self._rehearsal = rehearsal
        self.setObjectName("storage")
        self._icon = IconLabel(look, "clock", "muted", 24)
        self._title = Text(look, Role.STRONG)
        self._words = Text(look, Role.BODY)
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        texts.addWidget(self._title)
        texts.addWidget(self._words)
        self.give_up = Button(look, self.tr("Stop waiting"), "give-up")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID + 4)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self.give_up, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._icon)
        row.addLayout(self._row, 1)
        self.column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)

    def show_waiting(self) -> None:
        self._say(
            "clock",
            "muted",
            self.tr("Looking for a safe place…"),
            self.tr("Secrets are kept encrypted on this computer, or not at all."),
        )

    def show_waiting_long(self) -> None:
        words = self.tr(
            "Your system may be asking you to unlock its keychain: look for its window."
        )
        self._say("clock", "muted", self.tr("Waiting for your keychain…"), words)
        self.give_up.show()
        announce(self, words)

    def show_plan(self, plan: StoragePlan | None) -> None:
        match plan:
            case None:
                self._say(
                    "lock",
                    "good",
                    self.tr("Your vault is here, and well"),
                    self.tr("Secrets are encrypted on this computer before anything else."),
                )
            case KeptInKeychain() if self._rehearsal:
                self._say(
                    "lock",
                    "good",
                    self.tr("Secrets will be kept safe, for this rehearsal only"),
                    self.tr("They are encrypted as always, and forgotten when you close."),
                )
            case KeptInKeychain(name, warning):
                words = self.tr(
                    "The vault's file is encrypted. Its key is kept in {0}, which was tried out "
                    "just now."
                ).format(tr(name))
                if warning is not None:
                    words += f"\n\n{warning.what} {warning.means} {warning.do}"
                safe = warning is None
                self._say(
                    "lock" if safe else "warning",
                    "good" if safe else "warn",
                    self.tr("Secrets will be kept safe on this computer"),
                    words,
                )
            case KeptUnderPassphrase(reason):
                self._say(
                    "warning",
                    "warn",
                    self.tr("You will choose a passphrase"),
                    f"{reason.what} {reason.means}",
                )

    def _say(self, icon: str, colour: str, title: str, words: str) -> None:
        self.give_up.hide()
        self._icon.show_icon(icon, colour)
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(f"{title}. {words}")
        self.show()
