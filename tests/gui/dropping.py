"""Drags something over a widget and lets it go there, as the system tells Qt of it."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def drop(data: QMimeData, over: QWidget) -> Qt.DropAction | None:
    """Let go of `data` over a widget; gives what was done with it, None where nobody took it."""
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), both, data, left, none)
    enter.ignore()
    QApplication.sendEvent(over, enter)
    if not enter.isAccepted():
        return None
    event = QDropEvent(QPointF(9, 9), both, data, left, none)
    event.setDropAction(Qt.DropAction.MoveAction)  # as when marked text is dragged
    QApplication.sendEvent(over, event)
    return event.dropAction() if event.isAccepted() else None
