"""Step 9: both values are pasted here and sealed at once, before anything else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.credentials import Credentials, secret_of
from wizard.core.paste_notes import Note
from wizard.core.problems import Action, Problem
from wizard.core.saved_key import PendingKey
from wizard.core.venue import VenueId
from wizard.gui.clipboard import LeftOnClipboard, PastedTrace
from wizard.gui.look import GRID, Look
from wizard.gui.pages.paste_area import PasteArea
from wizard.gui.pages.paste_remarks import PasteRemarks
from wizard.gui.pages.seal_cards import HeldCard, SealedCard
from wizard.gui.widgets.dialogs import confirm_discarding


class PasteForm(QWidget):
    """One field for both values, or the word that they are sealed.

    `pasted` carries Credentials as soon as both values are here; they are not kept. `picture`
    carries a QImage or a Path; whoever looks for codes in it tells `take_codes` or `show_unread`.
    `said` carries the part that says something new.
    """

    pasted = Signal(object)
    picture = Signal(object)
    acted = Signal(Action)
    said = Signal(QWidget)
    seal_again = Signal()
    discard = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._name = ""
        self._notes: tuple[Note, ...] = ()  # about what was sealed last
        self._is_from_file = False
        self.trace = PastedTrace()
        self._area = PasteArea(look, self.trace)
        self._area.whole.connect(self._take)
        self._area.picture.connect(self.picture)
        self._area.said.connect(self.said)
        self._area.problem.acted.connect(self.acted)
        self._sealed = SealedCard(look)
        self._sealed.again.clicked.connect(self.paste_again)
        self._sealed.discard.clicked.connect(self._ask_to_discard)
        self._left = LeftOnClipboard(self)
        self._left.found.connect(self._sealed.offer_to_clear)
        self._sealed.clear_clipboard.clicked.connect(self._left.take_away)
        self._remarks = PasteRemarks(look)
        self._held = HeldCard(look)
        self._held.again.clicked.connect(self.seal_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self._area, self._sealed, self._remarks, self._held):
            column.addWidget(widget)
        self._sealed.hide()
        self._held.hide()

    def expect(self, venue: VenueId) -> None:
        """Keys of this venue are pasted here: what comes from another one is worth a word."""
        self._area.venue = venue

    def show_pending(self, pending: PendingKey | None) -> None:
        """Show the sealed key, or the empty field."""
        self._held.hide()
        self._area.make_ready()
        self._area.setVisible(pending is None or self.holds_one_value)
        self._sealed.setVisible(self._area.isHidden())
        self._remarks.show_notes(())
        if pending is not None and not self._sealed.isHidden():
            self._name = pending.name
            said = self._remarks.show_notes(self._notes, self._is_from_file)
            self._sealed.show_pending(pending, said)
            self._left.look()

    def show_held(self) -> None:
        """The values could not be sealed; they are kept in memory to try again."""
        self._area.hide()
        self._sealed.hide()
        self._remarks.show_notes(())
        self._held.show()

    def show_sealing(self) -> None:
        """The values are on their way into the vault."""
        self._held.hide()
        self._sealed.hide()
        self._remarks.show_notes(())
        self._area.show()
        self._area.show_sealing()

    def take_codes(self, texts: Sequence[str]) -> None:
        """What the codes in the last picture say."""
        self._area.take_codes(texts)

    def show_unread(self, problem: Problem) -> None:
        """Why there is nothing to take from the last picture."""
        self._area.show_unread(problem)

    @property
    def is_waiting(self) -> bool:
        """Whether there is still something to paste."""
        return not self._area.isHidden()

    @property
    def holds_one_value(self) -> bool:
        """Whether one of the two values is here and waits for the other."""
        return not self._area.is_empty

    def keep(self, kept: bool) -> None:
        """Whether what is typed stays while the page is hidden, as behind the lock; or is wiped."""
        self._area.is_kept = kept

    def forget_one_value(self) -> None:
        """Wipe the one that waits for the other, if there is one."""
        if self.holds_one_value:
            self._area.clear()

    def focus_first(self) -> None:
        """Put the focus where both values are pasted."""
        self._area.field.setFocus()

    def paste_again(self) -> None:
        """Offer the field again; the sealed values stay until new ones take their place."""
        self._sealed.hide()
        self._held.hide()
        self._remarks.show_notes(())
        self._forget_remarks()
        self._area.make_ready()
        self._area.show()
        self.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # said once, and not again when the person comes back
            self._forget_remarks()

    def _forget_remarks(self) -> None:
        self._notes, self._is_from_file = (), False
        self._left.forget()
        self._sealed.offer_to_clear(is_left=False)

    def _ask_to_discard(self) -> None:
        dialog = confirm_discarding(self._look, self, self._name)
        dialog.confirmed.connect(self._forget_remarks)
        dialog.confirmed.connect(self.discard)

    def _take(self, credentials: Credentials) -> None:
        self._notes, self._is_from_file = self._area.notes, self._area.is_from_file
        self._left.note(secret_of(credentials))
        self.show_sealing()
        self.pasted.emit(credentials)
