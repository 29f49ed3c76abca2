"""Says something aloud to whoever uses a screen reader."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str, *, politely: bool = False) -> None:
    """Have the screen reader say `message`; nothing happens when none is running.

    `politely`: after what it is saying now, as for what helps while somebody types.
    """
    event = QAccessibleAnnouncementEvent(widget, message)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Polite if politely else politeness.Assertive)
    QAccessible.updateAccessibility(event)
