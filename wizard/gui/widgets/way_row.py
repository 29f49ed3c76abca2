"""One way into the vault: what it is, whether it opens the vault, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.badge import Badge
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text


class WayRow(Card):
    """A card with a title, a state in one or two words, one sentence, and buttons."""

    def __init__(self, look: Look, name: str, icon: str, title: str) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._icon_name = icon
        self._icon = IconLabel(look, icon, "muted", 22)
        self._title = Text(look, Role.STRONG, title, wrap=False)
        self._state = Badge(look, f"{name}-state")
        self._words = Text(look, Role.BODY)
        self._reason = Text(look, Role.QUIET)
        self._reason.setObjectName(f"{name}-reason")
        self._reason.hide()
        self._buttons = Flow(gap=GRID)
        top = Flow(apart=True, gap=GRID)
        top.addWidget(self._title)
        top.addWidget(self._state)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(GRID // 2)
        self.lines.addLayout(top)
        self.lines.addWidget(self._words)
        self.lines.addSpacing(GRID // 2)
        self.lines.addLayout(self._buttons)
        self.lines.addWidget(self._reason)
        row = QHBoxLayout()
        row.setSpacing(GRID + 6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.lines, 1)
        self.column.addLayout(row)

    def add(self, *buttons: Button) -> None:
        """Put buttons below the sentence."""
        for button in buttons:
            button.setAutoDefault(False)
            self._buttons.addWidget(button)

    def show_state(self, title: str, state: str, role: Role, words: str) -> None:
        """Say how it stands. `role`: GOOD for a way that opens the vault."""
        self._title.setText(title)
        icon = ("check", "good") if role is Role.GOOD else None
        self._state.show_state(state, role, icon)
        self._words.setText(words)
        for button in self.findChildren(Button):
            button.setAccessibleDescription(title)  # several say “Remove…”
        colour = {Role.GOOD: "good", Role.WARN: "warn"}.get(role, "muted")
        self._icon.show_icon(self._icon_name, colour)
        self.setAccessibleName(f"{title}: {state}. {words}")

    def show_reason(self, words: str) -> None:
        """Say why a button cannot be pressed; "" for nothing."""
        self._reason.setText(words)
        self._reason.setVisible(bool(words))
