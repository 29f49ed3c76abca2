"""Where a dialog opens: over its parent's middle, wholly on the screen, its title bar too."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, QTimer
from PySide6.QtWidgets import QDialog, QStyle

_SHARE = 0.9  # of the screen's height: the rest is for the title bar
_SIDES = 32
# A window manager gives it a frame when it gets to it; where there is none, nobody ever does.
_FRAME_MS = 100
_LOOKS_FOR_FRAME = 20
_LOOKS_WITH_FRAME = 3
# A window manager may shift a window by its frame; a person shifts it farther.
_NOT_BY_HAND = 64


def room_for(dialog: QDialog) -> QSize:
    """The largest size that a dialog may have, in pixels."""
    screen = _screen(dialog)
    return QSize(screen.width() - _SIDES, int(screen.height() * _SHARE))


class Placing:
    """Places one dialog. One that its owner moved stays there, as far as it fits."""

    def __init__(self, dialog: QDialog) -> None:
        self._dialog = dialog
        self._put_at: QPoint | None = None
        self._soon = QTimer(dialog)
        self._soon.setInterval(_FRAME_MS)
        self._soon.timeout.connect(self._look_for_frame)
        self._looks = self._framed = 0

    def begin(self) -> None:
        """The dialog is about to be shown."""
        self._put_at = None
        self._place()
        self._looks = self._framed = 0
        self._soon.start()

    def again(self) -> None:
        """The dialog has another size now."""
        if self._dialog.isVisible():
            self._place()

    def _look_for_frame(self) -> None:
        self._looks += 1
        has_frame = self._dialog.geometry() != self._dialog.frameGeometry()
        self._framed = self._framed + 1 if has_frame else 0
        if has_frame or self._looks == _LOOKS_FOR_FRAME:
            self.again()
        if self._framed == _LOOKS_WITH_FRAME or self._looks == _LOOKS_FOR_FRAME:
            self._soon.stop()

    def _place(self) -> None:
        dialog, screen = self._dialog, _screen(self._dialog)
        frame = self._frame()
        whole = QRect(QPoint(), dialog.size()).marginsAdded(frame)
        here = dialog.frameGeometry().topLeft()
        # While it is being framed, the window manager may have ideas of its own.
        by_hand = (
            self._put_at is not None
            and not self._soon.isActive()
            and (here - self._put_at).manhattanLength() > _NOT_BY_HAND
        )
        if by_hand:
            whole.moveTopLeft(here)
        else:
            parent = dialog.parentWidget()
            over = screen if parent is None else parent.window().frameGeometry()
            whole.moveCenter(over.center())
        whole.moveRight(min(whole.right(), screen.right()))
        whole.moveBottom(min(whole.bottom(), screen.bottom()))
        whole.moveLeft(max(whole.left(), screen.left()))
        whole.moveTop(max(whole.top(), screen.top()))
        if not by_hand:
            self._put_at = whole.topLeft()
        if whole.topLeft() != here or not dialog.isVisible():
            dialog.move(whole.topLeft())

    def _frame(self) -> QMargins:
        """What the window manager adds; as long as that is not known, what it usually adds."""
        dialog = self._dialog
        inner, outer = dialog.geometry(), dialog.frameGeometry()
        if inner != outer:
            return QMargins(
                inner.left() - outer.left(),
                inner.top() - outer.top(),
                outer.right() - inner.right(),
                outer.bottom() - inner.bottom(),
            )
        title = dialog.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, dialog)
        return QMargins(0, title, 0, 0)


def _screen(dialog: QDialog) -> QRect:
    parent = dialog.parentWidget()
    return (dialog if parent is None else parent.window()).screen().availableGeometry()
