"""Step 9 for a self-generated key: the API key comes back, and nothing secret with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.credentials import Credentials, KeyKind, kind_of, secret_of
from wizard.core.paste_api_key import read_api_key_alone
from wizard.core.paste_intake import PasteIntake, certainly_no_key
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.saved_key import PendingKey
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.pages.seal_cards import SealedCard
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.dialogs import confirm_discarding
from wizard.gui.widgets.paste_field import PasteField
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.text import Role, Text, labelled


class ApiKeyForm(QWidget):
    """One field for the API key, or the word that it is sealed beside its private key.

    Two values that were pasted stay, wherever the person goes in the guide, until `use_both` or
    `forget`: a site shows them once.

    `given` carries the API key. `both` carries Credentials: somebody pasted two values after all,
    and wants to go on with them. `said` carries the part that says something new.
    """

    given = Signal(str)
    both = Signal(object)
    acted = Signal(Action)
    said = Signal(QWidget)
    discard = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._name = ""
        self._api_key: str | None = None  # what is sealed, or was until a private key is changed
        self._is_kept = False
        self._trouble: Problem | None = None
        self._both: Credentials | None = None
        self._field = PasteField(look, "api-key")
        self._field.pasted.connect(self._take_any)
        self._field.typing.connect(lambda text: self._show_trouble(certainly_no_key(text)))
        self._field.entered.connect(self._take)
        self._problem = ProblemCard(look, "api-key-problem", here=Action.PASTE_AGAIN)
        self._problem.acted.connect(self.acted)
        self._offer = _BothOffer(look)
        self._offer.use.clicked.connect(self.use_both)
        hint = Text(
            look,
            Role.QUIET,
            self.tr("Its private key is sealed here already: nothing else is needed."),
        )
        self._area = QWidget()
        area = QVBoxLayout(self._area)
        area.setContentsMargins(0, 0, 0, 0)
        area.setSpacing(GRID)
        area.addWidget(
            labelled(Text(look, Role.STRONG, self.tr("Paste the API key here")), self._field)
        )
        for widget in (self._field, self._problem, self._offer, hint):
            area.addWidget(widget)
        self._sealed = SealedCard(look, pair=True)
        self._sealed.again.clicked.connect(self.paste_again)
        self._sealed.discard.clicked.connect(self._ask_to_discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        column.addWidget(self._sealed)
        self.show_pending(None)

    def show_pending(self, pending: PendingKey | None) -> None:
        """Show the sealed key, or the empty field."""
        self._make_ready()
        self._area.setVisible(pending is None or self.holds_both)
        self._sealed.setVisible(self._area.isHidden())
        self._api_key = None if pending is None else pending.api_key
        if pending is not None and not self._sealed.isHidden():
            self._name = pending.name
            self._sealed.show_pending(pending, "")

    def show_sealing(self) -> None:
        """The API key is on its way into the vault."""
        self._clear()
        self._sealed.hide()
        self._area.show()
        self._area.setEnabled(False)
        self._field.setPlaceholderText(self.tr("Sealing…"))

    @property
    def is_waiting(self) -> bool:
        """Whether the API key is still to be pasted."""
        return not self._area.isHidden()

    @property
    def holds_both(self) -> bool:
        """Whether two values were pasted, and nobody has said yet what to do with them."""
        return self._both is not None

    @property
    def holds_secret(self) -> bool:
        """Whether the two values are those that a site shows which makes the key itself."""
        return self._both is not None and kind_of(self._both) is KeyKind.HMAC

    def keep(self, kept: bool) -> None:
        """Whether what is typed stays while the page is hidden, as behind the lock; or is wiped."""
        self._is_kept = kept

    def forget(self) -> None:
        """Wipe what was pasted in the place of the API key."""
        self._hold(None)

    def focus_first(self) -> None:
        """Put the focus where the API key is pasted."""
        self._field.setFocus()

    def paste_again(self) -> None:
        """Offer the field again; what is sealed stays until the new API key takes its place."""
        self._sealed.hide()
        self._make_ready()
        self._area.show()
        self.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and not self._is_kept:
            self._make_ready()

    def use_both(self) -> None:
        """Go on with the two values that were pasted, if there are two."""
        credentials, self._both = self._both, None  # whoever takes them wipes them
        self._clear()
        if credentials is not None:
            self.both.emit(credentials)

    def _clear(self) -> None:
        self._make_ready()
        self._hold(None)

    def _make_ready(self) -> None:
        self._area.setEnabled(True)
        self._field.empty()
        self._field.setPlaceholderText(self.tr("The line named “API Key” on the site"))
        self._show_trouble(None)

    def _take_any(self, pasted: str | QImage | Path) -> None:
        # A picture has no place here: the codes that sites show hold a secret.
        self._take(pasted if isinstance(pasted, str) else "")

    def _take(self, text: str) -> None:
        self._field.empty()
        self._show_trouble(None)  # the same thing twice is said twice
        read = read_api_key_alone(text)
        if not isinstance(read, Problem):
            self._hold(None)
            self.given.emit(read)
            return
        # A private key alone may be for the API key that is sealed.
        is_private = read.id is ProblemId.API_KEY_IS_PRIVATE
        intake = PasteIntake(self._api_key if is_private else None).taken(text)
        if intake.credentials is not None:  # anything else takes nothing away
            self._hold(intake.credentials)
        if intake.secret is not None:
            intake.secret.wipe()
        self._show_trouble(read)

    def _hold(self, credentials: Credentials | None) -> None:
        old, self._both = self._both, credentials
        if old is not None:
            secret_of(old).wipe()
        self._offer.setVisible(credentials is not None)
        if credentials is not None:
            self._offer.say(kind_of(credentials))

    def _show_trouble(self, problem: Problem | None) -> None:
        if problem == self._trouble:
            return
        self._trouble = problem
        # What the offer says is the way on; to delete a good key would be another one.
        self._problem.show_problem(None if self.holds_both else problem)
        if self.holds_both:
            announce(self, self._offer.words)
            self.said.emit(self._offer)
        elif problem is not None:
            self.said.emit(self._problem)

    def _ask_to_discard(self) -> None:
        dialog = confirm_discarding(self._look, self, self._name)
        dialog.confirmed.connect(self.discard)


class _BothOffer(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.WARN)
        self.setObjectName("both-offer")
        self._what = Text(look, Role.WARN)
        self._means = Text(look, Role.BODY)
        self.use = Button(look, self.tr("Use what I pasted"), "use-both", icon="lock")
        self.column.addWidget(self._what)
        self.column.addWidget(self._means)
        self.column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def words(self) -> str:
        """What it says, for a screen reader."""
        return f"{self._what.text()} {self._means.text()}"

    def say(self, kind: KeyKind) -> None:
        if kind is KeyKind.HMAC:
            self._what.setText(self.tr("You pasted an API key and a secret."))
            self._means.setText(
                self.tr(
                    "So the site made this key itself. That works, too: this app can go on with "
                    "these two values. The key pair from step 3 is not needed then, and is wiped."
                )
            )
        else:
            self._what.setText(self.tr("You pasted a private key."))
            self._means.setText(
                self.tr(
                    "Did you make this pair of keys yourself, with another program? Then this app "
                    "can go on with it. The private key from step 3 is wiped then."
                )
            )
