"""The sealed card promises no more than the check at that site can prove."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.shown_keys import pending_key
from wizard.core.venue import VenueId
from wizard.gui.look import Look, Scheme
from wizard.gui.pages.seal_cards import SealedCard


@pytest.mark.parametrize(
    ("venue", "promise"),
    [
        (VenueId.BINANCE_COM, "once the check has proven that it can only read."),
        (VenueId.BINANCE_US, "once the check has proven that it cannot trade."),
    ],
)
def test_what_the_check_proves(qtbot: QtBot, venue: VenueId, promise: str) -> None:
    card = SealedCard(Look(Scheme.LIGHT))
    qtbot.addWidget(card)
    card.show_pending(replace(pending_key("Tax"), venue=venue), "")
    (words,) = (one.text() for one in card.findChildren(QLabel) if "encrypted" in one.text())
    assert words.endswith(promise)
