"""Gives a key that was proven a moment ago to another program: copies its two values."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wizard.core.credentials import Credentials, HmacCredentials, last4, secret_of
from wizard.core.grade_words import by_report_alone, less_proven
from wizard.core.saved_key import SavedKey
from wizard.core.secret import Secret
from wizard.core.venue import Grade
from wizard.gui.announce import announce
from wizard.gui.clipboard import SecretClipboard
from wizard.gui.look import Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.dialogs import Question
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text


class HandOverDialog(Question):
    """Two copy buttons. The secret is never shown; it is wiped when the dialog closes."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        key: SavedKey,
        credentials: Credentials,
        clipboard: SecretClipboard,
    ) -> None:
        title = self.tr("Hand over “{0}”").format(key.name)
        super().__init__(look, parent, title, "hand-over-dialog")
        self._credentials = credentials
        self._clipboard = clipboard
        self._said = Text(look, Role.GOOD)
        heading = Flow()
        heading.addWidget(IconLabel(look, "check", "good", 24))
        heading.addWidget(Text(look, Role.HEADING, title, wrap=False))
        self.middle.addLayout(heading)
        for words in (
            self._proven(key),
            self.tr(
                "Copy one value after the other, and paste each into the field that your program "
                "has for it. Give them to nobody else, and send them in no message."
            ),
        ):
            self.middle.addWidget(Text(look, Role.BODY, words))
        if not isinstance(credentials, HmacCredentials):
            self.middle.addWidget(Text(look, Role.BODY, self._no_field()))
        copies = Flow()
        for button in (self._api_key_button(look), self._secret_button(look)):
            copies.addWidget(button)
        self.middle.addLayout(copies)
        self.middle.addWidget(self._said)
        note = self.tr("The clipboard is emptied after a minute.")
        self.middle.addWidget(Text(look, Role.QUIET, note))
        done = Button(look, self.tr("Done"), "hand-over-done", Kind.MAIN)
        done.clicked.connect(self.accept)
        self.buttons.addWidget(done)
        self.cancel.hide()
        self.finished.connect(lambda _: secret_of(self._credentials).wipe())

    def _no_field(self) -> str:
        return self.tr(
            "Does your program have no field for a private key, but one for a “secret”? Then "
            "create another key here for it, and choose “system generated” at step 2."
        )

    def _proven(self, key: SavedKey) -> str:
        if key.grade is not Grade.FULL:
            proven = self.tr("It was proven just now that this key cannot trade.")
        elif key.last_check is not None and by_report_alone(key.last_check):
            proven = self.tr("The exchange reported just now that this key can only read.")
        else:
            proven = self.tr("This key was proven read-only just now.")
        return f"{proven} {less_proven((key,))}".strip()

    def _api_key_button(self, look: Look) -> Button:
        words = self.tr("Copy the API key (…{0})").format(last4(self._credentials.api_key))
        button = Button(look, words, "copy-api-key", icon="copy")
        button.clicked.connect(self._copy_api_key)
        return button

    def _secret_button(self, look: Look) -> Button:
        words = (
            self.tr("Copy the secret")
            if isinstance(self._credentials, HmacCredentials)
            else self.tr("Copy the private key")
        )
        button = Button(look, words, "copy-secret", icon="copy")
        button.clicked.connect(self._copy_secret)
        return button

    def _copy_api_key(self) -> None:
        self._clipboard.copy(Secret(self._credentials.api_key))
        self._say(self.tr("The API key is copied. Paste it into your program."))

    def _copy_secret(self) -> None:
        self._clipboard.copy(secret_of(self._credentials))
        self._say(
            self.tr("The secret is copied. Paste it into your program.")
            if isinstance(self._credentials, HmacCredentials)
            else self.tr("The private key is copied. Paste it into your program.")
        )

    def _say(self, words: str) -> None:
        self._said.setText(words)
        announce(self, words)
