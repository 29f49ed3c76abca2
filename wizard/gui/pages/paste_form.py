"""Step 9: both values are pasted here and sealed at once, before anything else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.credentials import Credentials, last4
from wizard.core.paste import read_credentials
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import PendingKey
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.dialogs import confirm_discarding
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.field import Field
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text, labelled

_STILL_TYPING = {ProblemId.API_KEY_EMPTY, ProblemId.SECRET_EMPTY}


class PasteForm(QWidget):
    """Two fields, or the word that both values are sealed.

    `pasted` carries Credentials as soon as both fields hold good values; the fields are emptied
    at that moment.
    """

    pasted = Signal(object)
    seal_again = Signal()
    discard = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._name = ""
        self._fields = _Fields(look)
        self._fields.read.connect(self._take)
        self._sealed = _SealedCard(look)
        self._sealed.again.clicked.connect(self.paste_again)
        self._sealed.discard.clicked.connect(self._ask_to_discard)
        self._held = _HeldCard(look)
        self._held.again.clicked.connect(self.seal_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._fields)
        column.addWidget(self._sealed)
        column.addWidget(self._held)
        self._sealed.hide()
        self._held.hide()

    def show_pending(self, pending: PendingKey | None) -> None:
        """Show the sealed key, or two empty fields."""
        self._held.hide()
        self._fields.clear()
        self._fields.setEnabled(True)
        self._fields.setVisible(pending is None)
        self._sealed.setVisible(pending is not None)
        if pending is not None:
            self._name = pending.name
            self._sealed.show_pending(pending)

    def show_held(self) -> None:
        """The values could not be sealed; they are kept in memory to try again."""
        self._fields.hide()
        self._sealed.hide()
        self._held.show()

    def show_sealing(self) -> None:
        """The values are on their way into the vault."""
        self._held.hide()
        self._sealed.hide()
        self._fields.show()
        self._fields.say(self.tr("Sealing…"), Role.QUIET)
        self._fields.setEnabled(False)

    @property
    def is_waiting(self) -> bool:
        """Whether there is still something to paste."""
        return not self._fields.isHidden()

    def focus_first(self) -> None:
        """Put the focus where the API key is pasted."""
        self._fields.api_key.setFocus()

    def paste_again(self) -> None:
        """Offer the fields again; the sealed values stay until new ones take their place."""
        self._sealed.hide()
        self._held.hide()
        self._fields.clear()
        self._fields.setEnabled(True)
        self._fields.show()
        self.focus_first()

    def _ask_to_discard(self) -> None:
        dialog = confirm_discarding(self._look, self, self._name)
        dialog.confirmed.connect(self.discard)

    def _take(self, credentials: Credentials) -> None:
        self.show_sealing()
        self.pasted.emit(credentials)


class _Fields(QWidget):
    read = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.api_key = Field(look, "api-key")
        self.api_key.setPlaceholderText(self.tr("64 letters and digits"))
        self.secret = Field(look, "secret", secret=True)
        self.secret.setPlaceholderText(self.tr("64 letters and digits, shown as dots"))
        self._note = Text(look, Role.QUIET)
        for field in (self.api_key, self.secret):
            field.textChanged.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2 + 2)
        column.addWidget(labelled(Text(look, Role.STRONG, self.tr("API key")), self.api_key))
        column.addWidget(self.api_key)
        column.addSpacing(GRID // 2)
        column.addWidget(labelled(Text(look, Role.STRONG, self.tr("Secret")), self.secret))
        column.addWidget(self.secret)
        column.addWidget(self._note)
        self.clear()

    def clear(self) -> None:
        for field in (self.api_key, self.secret):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        self.say(self.tr("Both are sealed (encrypted) as soon as they are here."), Role.QUIET)

    def say(self, words: str, role: Role) -> None:
        self._note.play(role)
        self._note.setText(words)

    def _changed(self) -> None:
        read = read_credentials(self.api_key.text(), self.secret.text())
        if not isinstance(read, Problem):
            self.clear()
            self.read.emit(read)
            return
        if read.id is ProblemId.API_KEY_EMPTY and self.secret.text():
            self.say(self.tr("Now the API key."), Role.QUIET)
        elif read.id is ProblemId.SECRET_EMPTY:
            self.say(self.tr("The API key looks right. Now the secret."), Role.GOOD)
        elif read.id in _STILL_TYPING:
            self.say(self.tr("Both are sealed (encrypted) as soon as they are here."), Role.QUIET)
        else:
            self.say(f"{read.what} {read.means} {read.do}", Role.WARN)


class _HeldCard(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.BAD)
        self.again = Button(look, self.tr("Try sealing again"), "seal-again", icon="lock")
        self.column.addWidget(Text(look, Role.BAD, self.tr("Not sealed yet")))
        self.column.addWidget(
            Text(
                look,
                Role.BODY,
                self.tr(
                    "Both values are kept in this window until they can be sealed. Do not close "
                    "it, and leave the exchange's page open as well."
                ),
            )
        )
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)


class _SealedCard(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.GOOD)
        self._title = Text(look, Role.STRONG)
        self._text = Text(look, Role.BODY)
        self.again = Button(look, self.tr("Paste other values"), "paste-again")
        self.discard = Button(
            look, self.tr("Discard"), "discard-pending", Kind.DANGER, icon="trash"
        )
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        icon = IconLabel(look, "lock", "good", 24)
        row.addWidget(icon)
        row.addLayout(texts, 1)
        self.column.addLayout(row)
        buttons = Flow()
        buttons.addWidget(self.again)
        buttons.addWidget(self.discard)
        below = QHBoxLayout()
        below.addSpacing(icon.width() + GRID + 4)
        below.addLayout(buttons, 1)
        self.column.addLayout(below)

    def show_pending(self, pending: PendingKey) -> None:
        self._title.setText(
            self.tr("Sealed: API key …{0} and its secret").format(last4(pending.api_key))
        )
        words = self.tr(
            "They are encrypted on this computer now. The key counts as saved once the check "
            "has proven that it can only read."
        )
        self._text.setText(words)
        announce(self, f"{self._title.text()}. {words}")
