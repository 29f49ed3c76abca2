"""Step 3: the name that the key gets, and later bears in the list of saved keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import name_before_key, read_name, same_name
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.field import Field
from wizard.gui.widgets.text import Role, Text, labelled


class NameForm(QWidget):
    """One field. `changed` carries its text, `submitted` says that Enter was pressed."""

    changed = Signal(str)
    submitted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.field: QLineEdit = Field(look, "key-name")
        self.field.setPlaceholderText(self.tr("for example: Tax report"))
        self.field.textChanged.connect(self._edited)  # an aid for input may set a whole text
        self.field.returnPressed.connect(self.submitted)
        self.field.editingFinished.connect(self._forget_refusal)
        self._was_refused = False
        self._note = Text(look, Role.QUIET)
        self._goal = Text(look, Role.BODY)
        self._goal.setObjectName("name-goal")
        self._goal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2 + 2)
        column.addWidget(labelled(Text(look, Role.STRONG, self.tr("Name of the key")), self.field))
        column.addWidget(self.field)
        column.addWidget(self._note)
        column.addWidget(self._goal)

    def show_name(self, name: str) -> None:
        """Show a name; the cursor stays where it is when nothing changed."""
        if self.field.text() != name:
            self.field.blockSignals(True)
            self.field.setText(name)
            self.field.blockSignals(False)
            self._was_refused = False
        self._judge(name)

    def show_goal(self, old: str | None, name: str) -> None:
        """Say what becomes of the saved key `old`, for which the new one was begun."""
        self._goal.setVisible(old is not None)
        if old is None:
            return
        takes_place = same_name(old, " ".join(name.split()))
        words = (
            self.tr(
                "As soon as it is proven, the new key takes the place of your saved key “{0}” in "
                "this app. To keep both, give the new one another name."
            )
            if takes_place
            else self.tr("With this name it is one more key: your saved key “{0}” stays.")
        ).format(old)
        if self._goal.text() != words:
            self._goal.setText(words)

    def show_taken(self, problem: Problem) -> None:
        """Say that this name cannot be had."""
        self._note.play(Role.BAD)
        self._note.setText(f"{problem.what} {problem.do}")
        announce(self.field, self._note.text())

    def _edited(self, name: str) -> None:
        if not self._refuse_key(name):
            self._judge(name)
            self.changed.emit(name)

    def _refuse_key(self, name: str) -> bool:
        """Take away a key or a secret that was pasted into the field, and say so.

        Who is typing fast types on: the reason stays until the field is left, or emptied by hand.
        """
        read = read_name(name)
        if not isinstance(read, Problem) or read.id is not ProblemId.NAME_LOOKS_LIKE_KEY:
            return False
        self._was_refused = False
        self.field.setText(name_before_key(name))  # and not `clear`, which could be undone
        self.show_taken(read)
        self._was_refused = True
        return True

    def _forget_refusal(self) -> None:
        self._was_refused = False
        self._judge(self.field.text())

    def _judge(self, name: str) -> None:
        read = read_name(name)
        if isinstance(read, Problem) and name:
            if self._note.text() != f"{read.what} {read.do}":  # once, not with every letter
                self.show_taken(read)
            return
        if self._was_refused and name:
            return
        self._was_refused = False
        self._note.play(Role.QUIET)
        self._note.setText(self.tr("One key for each tool: you can end one and keep the others."))
