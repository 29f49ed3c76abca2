"""“About”: which version this is, whose it is, and whose it is not."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wizard import __version__
from wizard.gui.look import GRID, Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.drawings import app_icon
from wizard.gui.widgets.text import Role, Text

_COLUMNS = 72
_ICON = 64


class AboutSheet(Sheet):
    """Only says something."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, "about-sheet", columns=_COLUMNS)
        self.head(self.tr("About the Read-Only Key Wizard"))
        icon = QLabel()
        icon.setPixmap(app_icon().pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        lines = QVBoxLayout()
        lines.setSpacing(GRID // 2)
        version = Text(look, Role.STRONG, self.tr("Version {0}").format(__version__))
        version.setObjectName("about-version")
        parts = self.tr("Python {0}, Qt {1}, {2}").format(
            platform.python_version(), qVersion(), platform.system()
        )
        lines.addStretch(1)
        lines.addWidget(version)
        lines.addWidget(Text(look, Role.QUIET, parts))
        lines.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(lines, 1)
        self.body.addLayout(top)
        for words in (
            self.tr(
                "It guides you to an API key that can only read, proves it at the exchange, and "
                "keeps it encrypted on this computer."
            ),
            self.tr(
                "It is an independent program. It has no connection with Binance or Binance.US, "
                "and neither of them has checked it. The names belong to their owners."
            ),
            self.tr(
                "It is free under the MIT licence: use it, look inside, change it, pass it on. It "
                "comes without any warranty. It asks the exchange only what a check needs, and "
                "sends nothing to anybody else."
            ),
            self.tr("Copyright 2026, the people who work on the Read-Only Key Wizard."),
        ):
            self.body.addWidget(Text(look, Role.BODY, words))
        close = Button(look, self.tr("Close"), "about-close", Kind.MAIN)
        close.clicked.connect(self.accept)
        self.cancel.hide()
        self.buttons.addWidget(close)
        close.setFocus()

    def allow(self, allowed: bool) -> None:
        """There is nothing that could be forbidden."""
