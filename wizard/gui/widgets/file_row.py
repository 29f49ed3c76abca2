"""Which file: its path, and a button to choose one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text


class FileRow(QWidget):
    """`chosen` says that `path` is another one. `make_dialog` gives a file dialog, not open yet."""

    chosen = Signal()

    def __init__(
        self, look: Look, name: str, label: str, make_dialog: Callable[[QWidget], QFileDialog]
    ) -> None:
        super().__init__()
        self._name = name
        self._make_dialog = make_dialog
        self.path: Path | None = None
        self._shown = Text(look, Role.QUIET, self.tr("No file is chosen yet."))
        self._shown.setObjectName(f"{name}-path")
        self._button = Button(look, self.tr("Choose a file…"), name)
        self._button.setAutoDefault(False)
        self._button.setAccessibleDescription(label)
        self._button.clicked.connect(self._ask)
        line = Flow(gap=GRID + 4)
        line.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(Text(look, Role.STRONG, label))
        column.addWidget(self._shown)
        column.addLayout(line)
        self.setFocusProxy(self._button)

    def _ask(self) -> None:
        dialog = self._make_dialog(self)
        dialog.setObjectName(f"{self._name}-dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, file: str) -> None:
        self.path = Path(file)
        # A path has no spaces to be broken at: without these a long one would be cut off.
        self._shown.setText(file.replace("/", "/\N{ZERO WIDTH SPACE}"))
        self._shown.setAccessibleName(file)
        self.chosen.emit()
