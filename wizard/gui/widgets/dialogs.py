"""Small questions in the family's look: a name, or whether to go through with something.

They open without blocking: the answer comes as a signal, and nothing comes when they are closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import name_before_key, read_name, same_name
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.field import Field
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.placing import Placing, room_for
from wizard.gui.widgets.reading_order import read_in_order
from wizard.gui.widgets.text import Role, Text, labelled

_WIDTH_IN_CHARACTERS = 62


class Question(QDialog):
    """A title, something in the middle, and two buttons; Escape is the same as Cancel."""

    def __init__(self, look: Look, parent: QWidget | None, title: str, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.middle = QVBoxLayout()
        self.middle.setSpacing(GRID)
        self.buttons = Flow(ending=True, gap=GRID + 4)
        self.cancel = Button(look, self.tr("Cancel"), f"{name}-cancel")
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID + 4)
        column.setSpacing(2 * GRID)
        column.addLayout(self.middle)
        column.addStretch(1)
        column.addLayout(self.buttons)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._placing = Placing(self)
        self._be_wide(_WIDTH_IN_CHARACTERS)

    def _be_wide(self, columns: int) -> None:
        width = self.fontMetrics().averageCharWidth() * columns
        self.setMinimumWidth(min(width, room_for(self).width()))
        self.resize(self.minimumWidth(), self.height())

    def showEvent(self, event: QShowEvent) -> None:
        read_in_order(self)
        self._grow()
        self._placing.begin()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Held down, Enter would press this dialog's button after that of the one before.
        if event.isAutoRepeat() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _grow(self) -> None:
        # Qt asks for the height of unwrapped texts only: what wraps would push the buttons out.
        layout = self.layout()
        if layout is None:
            return
        width = max(self.width(), self.minimumWidth())
        height = max(layout.heightForWidth(width), layout.minimumSize().height())
        self.setMinimumHeight(min(height, room_for(self).height()))
        self.resize(width, max(self.minimumHeight(), min(self.height(), height)))
        self._placing.again()

    def add_buttons(self, does: Button) -> None:
        """Cancel first, then what the dialog is for."""
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(does)


class NameDialog(Question):
    """Asks for a key's name; `chosen` carries it as it will be kept."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget, current: str, taken: Sequence[str]) -> None:
        super().__init__(look, parent, "", "name-dialog")
        self.setWindowTitle(self.tr("Rename key"))
        self._taken = tuple(taken)
        self._field = Field(look, "name-dialog-name")
        self._field.setText(current)
        self._field.selectAll()
        self._field.textChanged.connect(self._judge)  # typed, or set by an aid for input
        self._note = Text(look, Role.QUIET)
        self._note.setObjectName("name-dialog-note")
        self._does = Button(look, self.tr("Rename"), "name-dialog-ok", Kind.MAIN)
        self._does.setDefault(True)
        self._does.clicked.connect(self._accept)
        heading = self.tr("New name for “{0}”").format(current)
        self.middle.addWidget(labelled(Text(look, Role.HEADING, heading), self._field))
        self.middle.addWidget(self._field)
        self.middle.addWidget(self._note)
        self.add_buttons(self._does)
        self._judge(current)
        self._field.setFocus()

    def _judge(self, text: str) -> str | None:
        read = read_name(text)
        if not isinstance(read, Problem) and any(same_name(read, name) for name in self._taken):
            read = Problem(ProblemId.NAME_TAKEN, values={"name": read})
        self._does.setEnabled(not isinstance(read, Problem))
        if isinstance(read, Problem):
            if read.id is ProblemId.NAME_LOOKS_LIKE_KEY:
                self._field.setText(name_before_key(text))  # and not `clear`, which could be undone
            self._note.play(Role.BAD)
            self._note.setText(f"{read.what} {read.do}")
            announce(self._field, self._note.text())
            return None
        self._note.play(Role.QUIET)
        self._note.setText(self.tr("Only the name here changes, not the label at the exchange."))
        return read

    def _accept(self) -> None:
        name = self._judge(self._field.text())
        if name is not None:
            self.chosen.emit(name)
            self.accept()


class ConfirmDialog(Question):
    """Asks whether to go through with something that cannot be undone."""

    confirmed = Signal()

    def __init__(
        self, look: Look, parent: QWidget, title: str, words: Sequence[str], does: str
    ) -> None:
        super().__init__(look, parent, title, "confirm-dialog")
        heading = QHBoxLayout()
        heading.setSpacing(GRID + 4)
        heading.addWidget(IconLabel(look, "warning", "bad", 24), 0, Qt.AlignmentFlag.AlignTop)
        heading.addWidget(Text(look, Role.HEADING, title), 1)
        self.middle.addLayout(heading)
        for sentence in words:
            self.middle.addWidget(Text(look, Role.BODY, sentence))
        self.setAccessibleDescription(" ".join(words))
        button = Button(look, does, "confirm-dialog-ok", Kind.DANGER)
        button.setAutoDefault(False)
        button.clicked.connect(self._confirm)
        self.add_buttons(button)
        # Enter must not destroy anything by accident.
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


def ask_name(look: Look, parent: QWidget, current: str, taken: Sequence[str]) -> NameDialog:
    """Open a dialog for another name than those `taken`; connect to its `chosen`."""
    dialog = NameDialog(look, parent, current, taken)
    dialog.open()
    return dialog


def confirm(
    look: Look, parent: QWidget, title: str, words: Sequence[str], does: str
) -> ConfirmDialog:
    """Open a dialog that explains what `does` will do; connect to its `confirmed`."""
    dialog = ConfirmDialog(look, parent, title, words, does)
    dialog.open()
    return dialog


def confirm_discarding(look: Look, parent: QWidget, name: str) -> ConfirmDialog:
    """Ask before a pending key is wiped: the exchange shows its secret only once."""
    translate = QCoreApplication.translate
    title = translate("Discard", "Discard “{0}”?").format(name)
    words = (
        translate(
            "Discard", "Its sealed secret is wiped here. The exchange will not show it again."
        ),
        translate(
            "Discard",
            "The key itself goes on existing there: delete it on the exchange's page.",
        ),
    )
    return confirm(look, parent, title, words, translate("Discard", "Discard"))


def confirm_discarding_pair(look: Look, parent: QWidget, name: str) -> ConfirmDialog:
    """Ask before a pair is wiped whose API key never came."""
    translate = QCoreApplication.translate
    title = translate("Discard", "Discard the key pair for “{0}”?").format(name)
    words = (
        translate("Discard", "Its private key is wiped here, and there is no other copy of it."),
        translate(
            "Discard",
            "Have you pasted its public key on the exchange's page already? Then delete that key "
            "there: nobody can use it any more.",
        ),
    )
    return confirm(look, parent, title, words, translate("Discard", "Discard"))


def confirm_dropping(look: Look, parent: QWidget, *, both: bool) -> ConfirmDialog:
    """Ask before values that are not sealed are forgotten: `both`, or one without the other."""
    translate = QCoreApplication.translate
    if both:
        title = translate("Drop", "Leave without the secret?")
        words = (
            translate(
                "Drop", "The API key and the secret that you pasted could not be sealed until now."
            ),
            translate(
                "Drop",
                "If you leave, the wizard forgets them. The exchange shows the secret only once.",
            ),
        )
    else:
        title = translate("Drop", "Leave without this value?")
        words = (
            translate(
                "Drop", "One value is here and not sealed yet, because the other one is missing."
            ),
            translate(
                "Drop",
                "If you leave, the wizard forgets it. The exchange shows the secret only once.",
            ),
        )
    return confirm(look, parent, title, words, translate("Drop", "Leave and forget"))
