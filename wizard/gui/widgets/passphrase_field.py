"""A line for a passphrase, with an eye: pressed, it shows what was typed, until it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from wizard.core.wording import tr
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.drawings import icon_pixmap, with_text
from wizard.gui.widgets.field import SECRET_HINTS, Field

_KEY = "F9"
_STYLE = """
    QToolButton {{ border: 2px solid transparent; border-radius: 5px; padding: 2px;
        background: transparent; }}
    QToolButton:hover {{ background: {accent_soft}; }}
    QToolButton:focus {{ border-color: {accent}; }}
"""


class PassphraseField(Field):
    """Dots, unless the eye is pressed. What is shown can be neither selected nor copied.

    It is dots again as soon as the field is emptied, hidden or left, also for another window.
    Tab passes the eye by, or whoever types a passphrase twice would go on typing on it: in the
    field a key does the same, which the eye's tip tells.
    """

    def __init__(self, look: Look, name: str) -> None:
        self._eye: QToolButton | None = None  # the field dresses before there is one
        super().__init__(look, name, secret=True)
        self._eye = QToolButton(self)
        self._eye.setObjectName(f"{name}-eye")
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.toggled.connect(self._show_letters)
        self._eye.installEventFilter(self)
        self.selectionChanged.connect(self._select_nothing)
        self.textChanged.connect(self._look_at_length)
        self._dress()
        self._show_letters(False)

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self._eye and isinstance(event, QFocusEvent) and event.lostFocus():
            self._leave(event)
        # An aid may put the focus there all the same: letters would go through to the field.
        if not (isinstance(event, QKeyEvent) and watched is self._eye):
            return False
        return event.type() is QEvent.Type.KeyPress and bool(event.text().strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._leave(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._eye is not None:  # by now its label has named the field
            self._eye.setAccessibleDescription(self.accessibleName())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.conceal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._eye is not None and QKeySequence(event.keyCombination()) == QKeySequence(_KEY):
            self._eye.toggle()
            return
        again = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if self._is_seen and any(event.matches(key) for key in again):
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def conceal(self) -> None:
        """Show dots again."""
        if self._eye is not None:
            self._eye.setChecked(False)

    @property
    def _is_seen(self) -> bool:
        return self._eye is not None and self._eye.isChecked()

    def _leave(self, event: QFocusEvent) -> None:
        stays = QApplication.focusWidget() in {self, self._eye}
        menu = event.reason() is Qt.FocusReason.PopupFocusReason
        if not menu and not (stays and self.isActiveWindow()):
            self.conceal()

    def _show_letters(self, shown: bool) -> None:
        if self._eye is None:
            return
        # Before they are seen: what is selected could be copied from then on.
        self.deselect()
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(SECRET_HINTS)  # Qt takes them away with the dots
        words = self.tr("Show what I type")
        self._eye.setAccessibleName(words)
        tip = self.tr("Hide what I type") if shown else words
        key = QKeySequence(_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self._eye.setToolTip(tr("{what} ({key})").format(what=tip, key=key))
        if shown and QApplication.focusWidget() not in {self, self._eye}:
            self.setFocus()  # what is seen is hidden again by leaving it
        self._draw()

    def _select_nothing(self) -> None:
        if self._is_seen and self.hasSelectedText():
            self.deselect()

    def _look_at_length(self, text: str) -> None:
        if not text:
            self.conceal()

    def _place(self) -> None:
        if self._eye is None:
            return
        size = self._eye.sizeHint()
        inside = self.rect().adjusted(0, 0, -GRID // 2, 0)
        right = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        across = inside.right() - size.width() + 1 if right else GRID // 2
        self._eye.setGeometry(
            across, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        room = size.width()
        self.setTextMargins(0 if right else room, 0, room if right else 0, 0)

    def _draw(self) -> None:
        if self._eye is None:
            return
        size = with_text(18)
        name = "eye-off" if self._is_seen else "eye"
        pixmap = icon_pixmap(name, self._look.tokens.muted, size, self.devicePixelRatioF())
        self._eye.setIcon(QIcon(pixmap))
        self._eye.setIconSize(QSize(size, size))

    def _dress(self) -> None:
        super()._dress()
        if self._eye is None:
            return
        tokens = self._look.tokens
        colours = tokens._asdict()
        self._eye.setStyleSheet(_STYLE.format(**colours))
        self._draw()
        self._place()
