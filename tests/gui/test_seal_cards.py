"""The sealed card promises no more than can be proven, and sees what the clipboard holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.qr_codes import API_KEY, PAIR, SECRET
from tests.gui.shown_keys import pending_key
from wizard.core.venue import VenueId
from wizard.gui.look import Look, Scheme
from wizard.gui.pages.paste_form import PasteForm
from wizard.gui.pages.seal_cards import SealedCard
from wizard.gui.widgets.paste_field import PasteField


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


@pytest.fixture
def sealed(qtbot: QtBot) -> Iterator[PasteForm]:
    """Both values were pasted and are sealed; the clipboard was emptied by then."""
    form = PasteForm(Look(Scheme.LIGHT))
    qtbot.addWidget(form)
    form.show_pending(None)
    form.show()
    (field,) = form.findChildren(PasteField, "paste")
    field.setText(PAIR)  # as a paste does, but with nothing on the clipboard
    form.show_pending(pending_key("Tax"))
    yield form
    QGuiApplication.clipboard().clear()


def _offers(form: PasteForm) -> QPushButton | None:
    (button,) = form.findChildren(QPushButton, "clear-clipboard")
    return button if button.isVisible() else None


def test_a_clipboard_without_the_secret_is_not_spoken_of(sealed: PasteForm) -> None:
    assert _offers(sealed) is None
    for text in ("something else", API_KEY, SECRET[:-1]):
        QGuiApplication.clipboard().setText(text)
        assert _offers(sealed) is None


@pytest.mark.parametrize("text", [SECRET, PAIR, f"keys:\r\n{SECRET}\r\n", f"({SECRET})"])
def test_a_clipboard_that_holds_it_again_can_be_cleared(sealed: PasteForm, text: str) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)
    offered = _offers(sealed)
    assert offered is not None
    offered.click()
    assert clipboard.text() == ""
    assert _offers(sealed) is None


def test_the_offer_goes_with_the_secret(sealed: PasteForm) -> None:
    QGuiApplication.clipboard().setText(SECRET)
    assert _offers(sealed) is not None
    QGuiApplication.clipboard().setText("something else")
    assert _offers(sealed) is None
    QGuiApplication.clipboard().setText(SECRET)
    sealed.paste_again()
    sealed.show_pending(pending_key("Tax"))
    assert _offers(sealed) is None, "another secret will be looked out for"
