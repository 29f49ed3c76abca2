"""The choice between the two kinds of key at work, in step 2 and wherever the site differs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.core.credentials import KeyKind
from wizard.core.guide import KIND_STEP
from wizard.gui.pages.guide import GuidePage
from wizard.gui.walk import Walk


class KindStep(QObject):
    """`changed` says that the step has to be shown anew, and whether the focus goes along."""

    changed = Signal(bool)

    def __init__(self, page: GuidePage, walk: Walk) -> None:
        super().__init__(page)
        self._walk = walk
        for part in (page.kind, page.other_kind):
            part.chosen.connect(self.choose)

    def choose(self, kind: KeyKind) -> None:
        """Go on with this kind of key. What is sealed stays."""
        here = self._walk.state.step
        self._walk.state = self._walk.state.choosing(kind)
        self._walk.keep()
        # In step 2 the focus stays in the choice, where an arrow key goes on.
        self.changed.emit(here != KIND_STEP)
