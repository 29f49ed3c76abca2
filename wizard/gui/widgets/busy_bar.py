"""A bar that moves while something is under way of which nobody can say how long it takes."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from wizard.gui.look import Look

_HEIGHT = 6
_FRAME_MS = 33
_ROUND_MS = 1600
_SHARE = 0.3  # of the bar's width that moves
_STILL_PARTS = 5  # where nothing is to move: so many, evenly, or it would look like a third done


class BusyBar(QProgressBar):
    """Moves while it is shown. Its place is kept while it is hidden: nothing jumps.

    To a screen reader it is progress without an end in sight; what is seen is drawn here.
    """

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("busy")
        self.setAccessibleName(words)
        self.setRange(0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._clock = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self.update)
        look.changed.connect(self._follow)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frames.stop()

    @property
    def is_moving(self) -> bool:
        """Whether anything on it moves."""
        return self._frames.isActive()

    def _follow(self) -> None:
        if self._look.moves and self.isVisible():
            self._frames.start()
        else:
            self._frames.stop()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, width = self._look.tokens, float(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, 0, width, _HEIGHT)
        painter.setBrush(QColor(tokens.border))
        painter.drawRoundedRect(track, _HEIGHT / 2, _HEIGHT / 2)
        painter.setBrush(QColor(tokens.accent))
        for part in self._parts(width):
            painter.drawRoundedRect(part.intersected(track), _HEIGHT / 2, _HEIGHT / 2)
        painter.end()

    def _parts(self, width: float) -> list[QRectF]:
        if not self._look.moves:
            step = width / _STILL_PARTS
            return [
                QRectF((place + 0.25) * step, 0, step / 2, _HEIGHT) for place in range(_STILL_PARTS)
            ]
        moving = width * _SHARE
        done = (self._clock.elapsed() % _ROUND_MS) / _ROUND_MS
        return [QRectF(done * (width + moving) - moving, 0, moving, _HEIGHT)]
