"""Step 3 for a self-generated key: the pair is made and sealed, then its public key is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.busy_bar import BusyBar
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.key_text import KeyText
from wizard.gui.widgets.text import Role, Text

_SAID_FOR_MS = 6000


class PairForm(QWidget):
    """Empty until a pair is being made. Nothing here is secret. `said` carries the part that says
    something new.
    """

    said = Signal(QWidget)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._public_key = ""
        self._busy = BusyBar(look, self.tr("Making the key pair"))
        words = self.tr("Making the key pair, and sealing its private key…")
        self._making = QWidget()
        making = QVBoxLayout(self._making)
        making.setContentsMargins(0, 0, 0, 0)
        making.setSpacing(GRID)
        making.addWidget(Text(look, Role.BODY, words))
        making.addWidget(self._busy)
        self._card = _PublicKeyCard(look)
        self._card.copy_key.clicked.connect(self._copy)
        self._said_for = QTimer(self)
        self._said_for.setSingleShot(True)
        self._said_for.setInterval(_SAID_FOR_MS)
        self._said_for.timeout.connect(self._card.said.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._making)
        column.addWidget(self._card)
        self.show_nothing()

    @property
    def has_key(self) -> bool:
        """Whether there is a public key to copy."""
        return bool(self._public_key)

    def show_nothing(self) -> None:
        """There is no pair yet."""
        self._public_key = ""
        self._show(making=False)

    def show_making(self) -> None:
        """A pair is on its way into the vault."""
        self._public_key = ""
        self._show(making=True)
        announce(self, self._busy.accessibleName())
        self.said.emit(self._making)

    def show_key(self, public_key: str, *, is_new: bool) -> None:
        """The private key is sealed: this is the other half. `is_new`: it was made just now."""
        self._public_key = public_key
        self._card.key.show_key(public_key)
        self._show(making=False)
        if is_new:
            announce(self, self._card.words)
            self.said.emit(self._card)

    def focus_first(self) -> None:
        """Put the focus where the public key is copied."""
        self._card.copy_key.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._card.said.hide()

    def _show(self, *, making: bool) -> None:
        self._making.setVisible(making)
        self._busy.setVisible(making)
        self._card.setVisible(self.has_key)
        self._card.said.hide()
        self.setVisible(making or self.has_key)

    def _copy(self) -> None:
        # As any other text: it is made to be given away, and nobody has to clear it later.
        QGuiApplication.clipboard().setText(self._public_key)
        self._card.said.show()
        self._said_for.start()
        announce(self._card, self._card.said.text())


class _PublicKeyCard(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.GOOD)
        sealed = self.tr("The key pair is made, and its private key is sealed.")
        paste = self.tr(
            "This is its public key, which anybody may see. Copy all of it, and paste it into the "
            "box for the public key on the site."
        )
        self.words = f"{sealed} {paste}"
        top = QHBoxLayout()
        top.setSpacing(GRID + 4)
        top.addWidget(IconLabel(look, "lock", "good", 24), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        texts.addWidget(Text(look, Role.STRONG, sealed))
        texts.addWidget(Text(look, Role.BODY, paste))
        top.addLayout(texts, 1)
        self.key = KeyText(look, "public-key", self.tr("Public key"))
        self.copy_key = Button(look, self.tr("Copy the public key"), "copy-public-key", icon="copy")
        self.said = Text(look, Role.GOOD, self.tr("Copied. Paste it on the site."), wrap=False)
        self.said.setObjectName("public-key-copied")
        row = Flow(gap=GRID + 4)
        row.addWidget(self.copy_key)
        row.addWidget(self.said)
        self.column.addLayout(top)
        self.column.addWidget(self.key)
        self.column.addLayout(row)
