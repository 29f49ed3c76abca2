"""What a dialog holds that its owner would lose if it were closed now."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.busy_bar import BusyBar
from wizard.gui.widgets.code_field import CodeField
from wizard.gui.widgets.code_view import CodeView


def shows_code(window: QWidget) -> bool:
    """Whether a new recovery code is shown or asked back: it does not count so far.

    False once it was typed back and is being taken into use.
    """
    return any(
        part.isVisible() and part.isEnabled()
        for dialog in _dialogs(window)
        for part in (*dialog.findChildren(CodeView), *dialog.findChildren(CodeField))
    )


def holds_something(window: QWidget) -> bool:
    """Whether a code is shown, something that was typed into a sheet is not used yet, or a sheet
    is at work and will have something to say.
    """
    sheets = [dialog for dialog in _dialogs(window) if isinstance(dialog, Sheet)]
    typed = (field for sheet in sheets for field in sheet.findChildren(QLineEdit) if field.text())
    at_work = (bar for sheet in sheets for bar in sheet.findChildren(BusyBar))
    return shows_code(window) or any(part.isVisible() for part in (*typed, *at_work))


def _dialogs(window: QWidget) -> list[QDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
