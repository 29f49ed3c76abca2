"""For whom the site made another kind of key than was chosen: one click, and nothing is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.credentials import KeyKind
from wizard.core.guide import NAME_STEP, PASTE_STEP, GuideState, Road
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.text import Role, Text


class OtherKind(QWidget):
    """Hidden where it would not help. `chosen` carries the other KeyKind."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._kind = KeyKind.HMAC
        self._link = Button(look, "", "other-kind", Kind.LINK)
        self._link.clicked.connect(lambda: self.chosen.emit(self._kind))
        self._note = Text(look, Role.QUIET)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._note)
        self.hide()

    def show_way(self, state: GuideState) -> None:
        """Offer the kind of key that this road is not for."""
        here = state.step in {NAME_STEP, PASTE_STEP} and state.road is Road.CREATE
        is_open = here and state.takes_pair and not state.needs_pair
        self.setVisible(is_open and not (state.step == PASTE_STEP and state.pending_id))
        if state.is_self_generated:
            self._kind = KeyKind.HMAC
            self._link.setText(self.tr("The site shows a secret"))
            self._note.setText(
                self.tr(
                    "Changes to system generated. Your key pair is kept until the secret is here."
                )
            )
        else:
            self._kind = KeyKind.ED25519
            self._link.setText(self.tr("The site asks for a public key"))
            self._note.setText(
                self.tr("Changes to self-generated: this app makes the key pair in step 3.")
            )
        self._link.setAccessibleDescription(self._note.text())
