"""The person's own look at the boxes that a venue does not report, before each check there."""

from __future__ import annotations

from PySide6.QtCore import Signal

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.choice_row import tick_row
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text


class BoxesCard(Card):
    """`looked` says that a box was ticked or unticked; `open_page` that the page is wanted."""

    looked = Signal()
    open_page = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.PLAIN)
        self.setObjectName("boxes")
        self._title = Text(look, Role.STRONG)
        self._why = Text(look, Role.BODY)
        self._rows = (
            tick_row(
                look, self.tr("I looked: “Enable Withdrawals” is not ticked."), "withdrawals-off"
            ),
            tick_row(look, self.tr("I looked: nothing but reading is ticked."), "only-reading"),
        )
        self._page = Button(look, self.tr("Open the page"), "boxes-open-page", icon="external-link")
        self._page.clicked.connect(self.open_page)
        buttons = Flow(gap=GRID + 4)
        buttons.addWidget(self._page)
        self.column.addWidget(self._title)
        self.column.addWidget(self._why)
        self.column.addLayout(buttons)
        for row in self._rows:
            row.button.toggled.connect(self.looked)
            self.column.addWidget(row)
        self.hide()

    @property
    def all_ticked(self) -> bool:
        """Whether the person said all of it."""
        return all(row.button.isChecked() for row in self._rows)

    def ask(self, venue: str, *, again: bool) -> None:
        """Ask for a look at the boxes of `venue`, from none ticked.

        `again`: after a check, which has a button for the page of its own.
        """
        self._page.setVisible(not again)
        self._title.setText(
            self.tr("Look once more, then tick what you see")
            if again
            else self.tr("Look at the page first, then tick what you see")
        )
        self._why.setText(
            self.tr(
                "{0} tells no program about these boxes. The check can begin once both lines are "
                "ticked."
            ).format(venue)
        )
        self.forget()
        self.show()

    def forget(self) -> None:
        """What was ticked counts no more."""
        for row in self._rows:
            row.button.setChecked(False)

    def focus_first(self) -> bool:
        """Put the focus on the way to the page, if it is here; never on a box not yet seen."""
        if self._page.isVisibleTo(self):
            self._page.setFocus()
        return self._page.isVisibleTo(self)
