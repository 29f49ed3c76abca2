"""A box to tick, or one of several ways to choose, with words beside it that may wrap."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.drawings import icon_pixmap, with_text
from wizard.gui.widgets.text import Role, Text

_SIDE = 20
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_RING = 2  # between the mark and the ring that shows the focus


class _Tick(QCheckBox):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return _mark_size()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = _draw_frame(painter, self, self._look, radius=5.0)
        if self.isChecked():
            size = round(box.width() * 0.8)
            ratio = self.devicePixelRatioF()
            mark = icon_pixmap("check", self._look.tokens.on_accent, size, ratio)
            corner = box.center() - QRectF(0, 0, size, size).center()
            painter.drawPixmap(corner, mark)
        painter.end()


class _Choice(QRadioButton):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.changed.connect(self.update)
        self.toggled.connect(self._share_focus)

    def _share_focus(self) -> None:
        """Tab leads to the chosen one of a group, and the arrow keys to the others."""
        group: QButtonGroup | None = self.group()
        ways: list[QAbstractButton] = [self] if group is None else group.buttons()
        is_chosen = any(way.isChecked() for way in ways)
        for way in ways:
            stops = way.isChecked() or not is_chosen
            policy = Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus
            way.setFocusPolicy(policy)

    def sizeHint(self) -> QSize:
        return _mark_size()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        group = self.group()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # a choice is made: whatever is around goes on
            return
        if not step or group is None:
            super().keyPressEvent(event)
            return
        # Qt would go by the place on the screen, and find nothing below in a row.
        ways = [way for way in group.buttons() if not way.isHidden() and way.isEnabled()]
        other = ways[(ways.index(self) + step) % len(ways)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = _draw_frame(painter, self, self._look, radius=_mark_size().width())
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.tokens.on_accent))
            dot = box.width() / 5
            painter.drawEllipse(box.center(), dot, dot)
        painter.end()


class ChoiceRow(QWidget):
    """One line, and below it what `more` there is to say. `button` has the state; a click on the
    words is one on it. `picked` carries what somebody made of it, by whatever aid.
    """

    picked = Signal(bool)

    def __init__(
        self, look: Look, button: QAbstractButton, words: str, name: str, more: str = ""
    ) -> None:
        super().__init__()
        self.button = button
        self._by_hand = True
        button.toggled.connect(self._hear)
        button.setObjectName(name)
        button.setSizePolicy(button.sizePolicy().Policy.Fixed, button.sizePolicy().Policy.Fixed)
        self._words = Text(look, Role.STRONG if more else Role.BODY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(GRID // 2)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if more:
            texts = QVBoxLayout()
            texts.setSpacing(GRID // 2)
            texts.addSpacing(_RING)  # to the middle of the mark
            texts.addWidget(self._words)
            texts.addWidget(Text(look, Role.BODY, more))
            row.addLayout(texts, 1)
        else:
            row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.say(words)

    def show_chosen(self, chosen: bool) -> None:
        """Show whether it is chosen; nobody picked it."""
        self._by_hand = False
        self.button.setChecked(chosen)
        self._by_hand = True

    def _hear(self, chosen: bool) -> None:
        is_told = chosen or isinstance(self.button, QCheckBox)  # of several ways the new one only
        if is_told and self._by_hand:
            self.picked.emit(chosen)

    def say(self, words: str) -> None:
        """Put other words beside the mark."""
        self._words.setText(words)
        self.button.setAccessibleName(words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() is Qt.MouseButton.LeftButton:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or the release would go to whatever lies below


def tick_row(look: Look, words: str, name: str) -> ChoiceRow:
    """A box that can be ticked."""
    return ChoiceRow(look, _Tick(look), words, name)


def choice_row(look: Look, words: str, name: str, more: str = "") -> ChoiceRow:
    """One of several ways, explained in `more`; put the buttons of all into one group."""
    return ChoiceRow(look, _Choice(look), words, name, more)


def _mark_size() -> QSize:
    side = with_text(_SIDE) + 2 * (_RING + 2)
    return QSize(side, side)


def _draw_frame(painter: QPainter, button: QAbstractButton, look: Look, *, radius: float) -> QRectF:
    """The empty or filled frame, with a ring while it has the focus; gives where it is."""
    tokens = look.tokens
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(button.rect()).adjusted(1, 1, -1, -1)
    if button.hasFocus():
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole, radius + _RING, radius + _RING)
    inner = _RING + 2
    box = whole.adjusted(inner, inner, -inner, -inner)
    checked = button.isChecked()
    painter.setPen(QPen(QColor(tokens.accent if checked else tokens.ink), 1.5))
    painter.setBrush(QColor(tokens.accent if checked else tokens.window))
    painter.drawRoundedRect(box, min(radius, box.width() / 2), min(radius, box.width() / 2))
    return box
