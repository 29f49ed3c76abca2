"""Takes in the API key and the secret: one field, and what of the two is here already."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.paste_intake import Note, certainly_no_key
from wizard.core.problems import Action, Problem
from wizard.core.venue import VenueId
from wizard.gui.announce import announce
from wizard.gui.clipboard import PastedTrace, can_be_pasted, pasted_in
from wizard.gui.look import GRID, Look
from wizard.gui.pages.paste_basket import PasteBasket
from wizard.gui.pages.paste_progress import PasteProgress
from wizard.gui.pages.paste_remarks import PasteRemarks, fitting
from wizard.gui.qr_picture import SUFFIXES
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.paste_field import PasteField
from wizard.gui.widgets.picture_dialog import ask_for_picture
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.text import Role, Text, labelled


class PasteArea(QWidget):
    """`whole` carries Credentials as soon as both values are here; they are not kept.

    `picture` carries a QImage or a Path in which codes should be looked for; what came of it is
    told through `take_codes` or `show_unread`. A value that waits for the other one stays until
    `clear`, wherever the person goes in the guide. `said` carries the part that says something new.
    """

    whole = Signal(object)
    picture = Signal(object)
    said = Signal(QWidget)

    def __init__(self, look: Look, trace: PastedTrace) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.venue = VenueId.BINANCE_COM
        self.is_from_file = False
        self.is_kept = False  # what is typed, while the page is hidden
        self._trace = trace
        self._basket = PasteBasket()
        self._looking_at: QImage | Path | None = None
        self._trouble: Problem | None = None
        self.field = PasteField(look, "paste")
        self.field.pasted.connect(self._take_any)
        self.field.typing.connect(lambda text: self._show_trouble(certainly_no_key(text)))
        self.field.entered.connect(self._take_typed)
        self.problem = ProblemCard(look, "paste-problem", here=Action.PASTE_AGAIN)
        self._progress = PasteProgress(look)
        self._progress.exchange.clicked.connect(self._exchange)
        self._progress.restart.clicked.connect(self._start_over)
        self._remarks = PasteRemarks(look)
        words = self.tr("Choose a picture with a QR code…")
        self._choose = Button(look, words, "choose-picture", icon="qr-code")
        self._choose.clicked.connect(self._ask_for_picture)
        hint = Text(look, Role.QUIET, self.tr("You can also paste a picture, or drop it here."))
        label = Text(look, Role.STRONG, self.tr("Paste the API key and the secret here"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(labelled(label, self.field))
        for widget in (self.field, self.problem, self._progress, self._remarks):
            column.addWidget(widget)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hint)
        self.clear()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What there is to remark about what was pasted."""
        return fitting(self._basket.notes, self.venue)

    @property
    def is_empty(self) -> bool:
        """Whether no value is here."""
        return self._basket.is_empty

    def clear(self) -> None:
        """Wipe what is here, and be ready for the two values."""
        self._basket.empty()
        self.make_ready()

    def make_ready(self) -> None:
        """Be ready for what is missing; a value that waits for the other one stays."""
        self.is_from_file = self.is_from_file and not self.is_empty
        self.setEnabled(True)
        self.field.empty()
        self._progress.show()
        self._looking_at = None
        self._show_trouble(None)
        self._show()

    def show_sealing(self) -> None:
        """Both values are on their way into the vault."""
        self.setEnabled(False)
        self._progress.offer_nothing()
        # Values that are held to be sealed again are not here any more, and not missing either.
        self._progress.setVisible(not self._basket.is_empty)
        self.field.setPlaceholderText(self.tr("Sealing…"))

    def take_codes(self, texts: Sequence[str]) -> None:
        """What the codes in the picture say."""
        looked_at, self._looking_at = self._looking_at, None
        if looked_at is None:
            return  # wiped meanwhile
        self._take(texts, looked_at)

    def show_unread(self, problem: Problem) -> None:
        """No code was found in the picture."""
        looked_at, self._looking_at = self._looking_at, None
        if looked_at is not None:
            self._show()
            self._show_trouble(problem)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_be_pasted(event.mimeData()):
            # A copy: what is moved would be deleted where it came from.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.field.setPlaceholderText(self.tr("Let go to paste it here"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_next()

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_next()
        pasted = pasted_in(event.mimeData())
        if pasted is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.field.empty()
            self.field.setFocus()
            self._take_any(pasted)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Another step, another page, the end: not a minimised window, nor the lock.
        if not event.spontaneous() and not self.is_kept:
            self.make_ready()

    def _take_any(self, pasted: str | QImage | Path) -> None:
        if isinstance(pasted, str):
            self._take([pasted], pasted)
        else:
            self._look_at(pasted)

    def _take_typed(self, text: str) -> None:
        if self._take([text], text):
            self.field.empty()

    def _look_at(self, picture: QImage | Path) -> None:
        self._looking_at = picture
        self._show_trouble(None)
        words = self.tr("Looking for a QR code in the picture…")
        self.field.setPlaceholderText(words)
        announce(self, words)
        self.picture.emit(picture)

    def _take(self, texts: Sequence[str], source: str | QImage | Path) -> bool:
        self._looking_at = None
        found, problem = self._basket.take(texts)
        said = self._show()
        self.said.emit(self._progress)
        self._show_trouble(None)  # the same thing twice is said twice
        self._show_trouble(problem)
        if not found:
            return False
        if isinstance(source, Path):
            self.is_from_file = True
        else:
            self._trace.note(source)
        credentials = self._basket.credentials()
        if credentials is None:
            announce(self, said)
        else:
            self.whole.emit(credentials)
            self._basket.empty()
        return True

    def _exchange(self) -> None:
        self._basket.exchange()
        announce(self, self._show())
        self.field.setFocus()

    def _start_over(self) -> None:
        self.clear()
        self.field.setFocus()

    def _ask_for_picture(self) -> None:
        title = self.tr("Choose a picture with a QR code")
        dialog = ask_for_picture(self, title, SUFFIXES)
        dialog.fileSelected.connect(lambda name: self._look_at(Path(name)))

    def _show(self) -> str:
        said = self._progress.show_basket(self._basket)
        remarks = self._remarks.show_notes(self.notes)
        return f"{said} {self._show_next()}. {remarks}"

    def _show_next(self) -> str:
        if self._basket.is_empty:
            words = self.tr("Both together, or one after the other")
        elif self._basket.api_key is None:
            words = self.tr("Now the API key")
        else:
            words = self.tr("Now the secret")
        self.field.setPlaceholderText(words)
        return words

    def _show_trouble(self, problem: Problem | None) -> None:
        if problem != self._trouble:
            self._trouble = problem
            self.problem.show_problem(problem)
            if problem is not None:
                self.said.emit(self.problem)
