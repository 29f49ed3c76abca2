"""The row of links below a page: what can be read, asked for and set from there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, SignalInstance

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.flow import Flow


class PageLinks(Flow):
    """Its links are buttons. `after_why`, `after_vault`: one of the page's own, and its place."""

    def __init__(
        self, look: Look, *, after_why: Button | None = None, after_vault: Button | None = None
    ) -> None:
        super().__init__(gap=3 * GRID)
        self._look = look
        why = Button(look, self.tr("Why read-only?"), "why", Kind.LINK)
        address = Button(look, self.tr("Check an address…"), "check-an-address", Kind.LINK)
        report = Button(look, self.tr("Report for support…"), "report", Kind.LINK)
        connection = Button(look, self.tr("Connection settings…"), "connection", Kind.LINK)
        self.vault = Button(look, self.tr("Vault and safety…"), "vault", Kind.LINK)
        preferences = Button(look, self.tr("Preferences…"), "preferences", Kind.LINK)
        self._links = (why, address, report, connection, self.vault, preferences)
        before, after = (why, after_why, address, report, connection), (after_vault, preferences)
        for link in (*before, self.vault, *after):
            if link is not None:
                self.addWidget(link)

    def lead_to(
        self,
        why: SignalInstance,
        check_address: SignalInstance,
        report: SignalInstance,
        connection: SignalInstance,
        vault: SignalInstance,
        preferences: SignalInstance,
        help_asked: SignalInstance,
    ) -> None:
        """What of the page is sent when a link is pressed. To be said once."""
        ways = (why, check_address, report, connection, vault, preferences)
        for link, way in zip(self._links, ways, strict=True):
            link.clicked.connect(way)
        self.addWidget(help_link(self._look, help_asked))


def help_link(look: Look, asked: SignalInstance) -> Button:
    """A link to help for the screen that it is on; pressed, it sends `asked`."""
    link = Button(look, QCoreApplication.translate("PageLinks", "Help"), "help", Kind.LINK)
    link.clicked.connect(asked)
    return link
