"""Asks for the file of a picture, with the system's own dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_picture(parent: QWidget, title: str, suffixes: Sequence[str]) -> QFileDialog:
    """An open dialog; its `fileSelected` carries the name. `suffixes` with their dots."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    kinds = " ".join(f"*{suffix}" for suffix in suffixes)
    pictures = QCoreApplication.translate("PictureDialog", "Pictures ({0})").format(kinds)
    dialog.setNameFilters([pictures, QCoreApplication.translate("PictureDialog", "All files (*)")])
    dialog.open()
    return dialog
