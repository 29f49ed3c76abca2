"""Below the question for what opens the vault: the other ways, and help for who forgot."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text
from wizard.vault.slots import Ways


class OtherWays(QWidget):
    """`use_code`, `use_passphrase`: the page shall ask for that. `use_keychain`: try it again."""

    use_code = Signal()
    use_passphrase = Signal()
    use_keychain = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._folder = ""
        self._ways: Ways | None = None
        self._asks_code = False
        self._code = self._link(look, self.tr("Use the recovery code instead"), "use-code")
        self._code.clicked.connect(self._forget_asking)
        self._code.clicked.connect(self.use_code)
        self._passphrase = self._link(look, self.tr("Use the passphrase"), "use-passphrase")
        self._passphrase.clicked.connect(self._forget_asking)
        self._passphrase.clicked.connect(self.use_passphrase)
        self._keychain = self._link(look, self.tr("Ask the keychain again"), "use-keychain")
        self._keychain.clicked.connect(self._ask_keychain)
        self._was_asked = False
        self._lost = self._link(look, "", "lost-it")
        self._lost.clicked.connect(self._help)
        self._card = Card(look, CardTone.HINT)
        self._card.setObjectName("lost-help")
        self._words = Text(look, Role.BODY)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(look, "info", "accent"))
        row.addWidget(self._words, 1)
        self._card.column.addLayout(row)
        self._anew = Text(
            look,
            Role.QUIET,
            self.tr(
                "Starting the wizard anew asks your keychain first. To be asked for the passphrase "
                "always, take the keychain away under “Vault and safety”."
            ),
        )
        self._anew.setObjectName("keychain-opens-anew")
        links = Flow(gap=3 * GRID)
        for link in (self._code, self._passphrase, self._keychain, self._lost):
            links.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID + 4)
        column.addLayout(links)
        column.addWidget(self._card)
        column.addWidget(self._anew)
        self.offer(None, Path(), asks_code=False)

    def offer(
        self, ways: Ways | None, folder: Path, *, asks_code: bool, keychain: bool = False
    ) -> None:
        """Offer what else opens the vault in `folder`; nothing while `ways` are not known.

        `keychain`: it may be asked again. One that would open the vault and may not be asked was
        locked out, until the wizard is started anew.
        """
        self._ways, self._folder, self._asks_code = ways, str(folder), asks_code
        self.setVisible(ways is not None)
        self._card.hide()
        self._was_asked = self._was_asked and ways is not None and keychain
        if ways is None:
            return
        self._code.setVisible(ways.recovery_code and not asks_code)
        self._passphrase.setVisible(ways.passphrase and asks_code)
        self._keychain.setVisible(ways.keychain and keychain)
        self._anew.setVisible(ways.keychain and not keychain)
        self._lost.setText(self.tr("I lost the code") if asks_code else self.tr("I forgot it"))
        if self._was_asked:
            self._tell(
                self.tr(
                    "Your keychain was asked just now, and still has nothing that opens this vault."
                )
            )

    def _ask_keychain(self) -> None:
        self._card.hide()
        self._was_asked = True
        self.use_keychain.emit()

    def _forget_asking(self) -> None:
        self._was_asked = False

    def _help(self) -> None:
        self._forget_asking()
        if self._ways is None:
            return
        parts: list[str] = []
        if self._asks_code:
            if self._ways.passphrase:
                parts.append(self.tr("Your passphrase opens the vault, too."))
            if self._ways.keychain:
                parts.append(
                    self.tr(
                        "If you changed or reset your keychain, bring back the old one: it opens "
                        "the vault, too."
                    )
                )
        elif self._ways.recovery_code:
            parts.append(self.tr("The recovery code on your paper opens the vault, too."))
        parts.append(
            self.tr(
                "Nobody else can open it for you. If nothing opens it any more: delete your keys "
                "at the exchange, move the folder {0} away, start the wizard again, and create new "
                "keys. Your account and your money are not touched by any of this."
            ).format(self._folder.replace("/", "/\N{ZERO WIDTH SPACE}"))
        )
        self._tell("\n\n".join(parts))

    def _tell(self, words: str) -> None:
        self._words.setText(words)
        self._card.show()
        announce(self, words)

    @staticmethod
    def _link(look: Look, words: str, name: str) -> Button:
        return Button(look, words, name, Kind.LINK)
