"""“Vault and safety”: what opens the vault, and everything that can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.settings import LOCK_CHOICES_MIN
from wizard.gui.lock_words import choice_words
from wizard.gui.look import GRID, Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.sheets.ways_words import advice_words, code_words, keychain_words, passphrase_words
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.choice_row import ChoiceRow, choice_row
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.way_row import WayRow
from wizard.vault.slots import Ways

_COLUMNS = 84


@dataclass(frozen=True, slots=True)
class VaultState:
    """`keychain_name` None: this computer has none. `keychain_lost`: it no longer opens the vault.

    `lock_after_min`: as in the settings. `can_choose_lock`: whether those can be kept.
    """

    ways: Ways
    keychain_name: str | None
    keychain_lost: bool
    lock_after_min: int | None
    can_choose_lock: bool


class VaultSheet(Sheet):
    """Says what is wanted; whoever does it shows the new `state`. `lock_after` carries minutes,
    None for never.
    """

    use_keychain = Signal()
    leave_keychain = Signal()
    set_passphrase = Signal()
    remove_passphrase = Signal()
    make_code = Signal()
    remove_code = Signal()
    renew = Signal()
    export = Signal()
    import_keys = Signal()
    lock_after = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, "vault-sheet", columns=_COLUMNS)
        self.head(self.tr("Vault and safety"))
        self.state: VaultState | None = None
        self._advice = Text(look, Role.BODY)
        self._advice.setObjectName("vault-advice")
        self._advice_card = Card(look, CardTone.HINT)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(look, "info", "accent"))
        row.addWidget(self._advice, 1)
        self._advice_card.column.addLayout(row)
        self._keychain = WayRow(look, "way-keychain", "lock", "")
        self._keychain_use = self._button("", "keychain-use")
        self._keychain_leave = self._button(self.tr("Remove…"), "keychain-leave")
        self._keychain_use.clicked.connect(self.use_keychain)
        self._keychain_leave.clicked.connect(self.leave_keychain)
        self._keychain.add(self._keychain_use, self._keychain_leave)
        self._passphrase = WayRow(look, "way-passphrase", "pencil", "")
        self._passphrase_set = self._button("", "passphrase-set")
        self._passphrase_remove = self._button(self.tr("Remove…"), "passphrase-remove")
        self._passphrase_set.clicked.connect(self.set_passphrase)
        self._passphrase_remove.clicked.connect(self.remove_passphrase)
        self._passphrase.add(self._passphrase_set, self._passphrase_remove)
        self._locking = QWidget()
        self._lock_choices: dict[int | None, ChoiceRow] = {}
        self._passphrase.lines.addWidget(self._locking)
        self._make_lock_choices()
        self._code = WayRow(look, "way-code", "key", "")
        self._code_make = self._button("", "code-make")
        self._code_remove = self._button(self.tr("Remove…"), "code-remove")
        self._code_make.clicked.connect(self.make_code)
        self._code_remove.clicked.connect(self.remove_code)
        self._code.add(self._code_make, self._code_remove)
        self._keys = self._make_keys()
        lead = self.tr("Your keys are in one encrypted file on this computer. This opens it:")
        self.body.addWidget(Text(look, Role.BODY, lead))
        for card in (self._advice_card, self._keychain, self._passphrase, self._code, self._keys):
            self.body.addWidget(card)
        self._close = Button(look, self.tr("Close"), "vault-close", Kind.MAIN)
        self._close.clicked.connect(self.accept)
        self.cancel.hide()
        self.buttons.addWidget(self._close)
        self.show_busy(self.tr("Looking at the vault…"))
        self._close.setFocus()

    def show_state(self, state: VaultState) -> None:
        """Show how it stands now."""
        self.state = state
        ways = state.ways
        words = advice_words(ways)
        self._advice.setText(words)
        self._advice_card.setVisible(bool(words))
        name, lost = state.keychain_name, state.keychain_lost
        self._keychain.show_state(*keychain_words(ways, name, lost=lost))
        self._keychain_use.setVisible(name is not None and (lost or not ways.keychain))
        self._keychain_use.setText(
            self.tr("Let it open the vault again")
            if lost and ways.keychain
            else self.tr("Let it open the vault, too")
        )
        self._keychain_leave.setVisible(ways.keychain)
        needs_passphrase = ways.keychain and not ways.passphrase
        self._keychain.show_reason(
            self.tr("To take it away, set a passphrase first.") if needs_passphrase else ""
        )
        self._passphrase.show_state(*passphrase_words(ways))
        set_words = self.tr("Change…") if ways.passphrase else self.tr("Set a passphrase…")
        self._passphrase_set.setText(set_words)
        self._passphrase_remove.setVisible(ways.passphrase)
        needs_keychain = ways.passphrase and not ways.keychain
        self._passphrase.show_reason(
            self.tr("To take it away, let a keychain open the vault first.")
            if needs_keychain
            else ""
        )
        self._locking.setVisible(ways.passphrase)
        chosen = self._lock_choices.get(state.lock_after_min)
        for choice in self._lock_choices.values():
            choice.show_chosen(choice is chosen)
        self._code.show_state(*code_words(ways))
        made = ways.recovery_code
        make = self.tr("Make a new one…") if made else self.tr("Make a recovery code…")
        self._code_make.setText(make)
        self._code_remove.setVisible(made)
        self.allow(True)

    def allow(self, allowed: bool) -> None:
        state = self.state
        for button in (*self._buttons(), *self._choices()):
            button.setEnabled(allowed and state is not None)
        if state is None or not allowed:
            return
        self._keychain_leave.setEnabled(state.ways.passphrase)
        self._passphrase_remove.setEnabled(state.ways.keychain)
        for button in self._choices():
            button.setEnabled(state.can_choose_lock)

    def _buttons(self) -> list[QWidget]:
        rows = (self._keychain, self._passphrase, self._code, self._keys)
        return [button for row in rows for button in row.findChildren(Button)]

    def _choices(self) -> list[QWidget]:
        return [choice.button for choice in self._lock_choices.values()]

    def _button(self, words: str, name: str) -> Button:
        return Button(self._look, words, name)

    def _make_keys(self) -> WayRow:
        row = WayRow(self._look, "vault-keys", "shield", "")
        export = self._button(self.tr("Export a copy…"), "vault-export")
        take_in = self._button(self.tr("Import keys…"), "vault-import")
        renew = self._button(self.tr("Seal everything anew…"), "vault-renew")
        export.clicked.connect(self.export)
        take_in.clicked.connect(self.import_keys)
        renew.clicked.connect(self.renew)
        row.add(export, take_in, renew)
        words = self.tr(
            "Carry your keys to another computer. “Seal everything anew” encrypts all of it with "
            "new keys, for when somebody may know your passphrase or code."
        )
        row.show_state(self.tr("What is in it"), "", Role.QUIET, words)
        return row

    def _make_lock_choices(self) -> None:
        line = Flow(gap=GRID, even=True)
        column = QVBoxLayout(self._locking)
        column.setContentsMargins(0, GRID // 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(self._look, Role.BODY, self.tr("Lock it when nobody was there for")))
        column.addLayout(line)
        group = QButtonGroup(self)
        for minutes in LOCK_CHOICES_MIN:
            name = f"lock-after-{minutes or 'never'}"
            row = choice_row(self._look, choice_words(minutes), name)
            row.button.setAccessibleDescription(self.tr("Lock it when nobody was there"))
            row.picked.connect(lambda _=True, at=minutes: self.lock_after.emit(at))
            group.addButton(row.button)
            line.addWidget(row)
            self._lock_choices[minutes] = row
