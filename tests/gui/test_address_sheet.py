"""An address that somebody was given is named for what it is, and nothing is opened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.look import Look
from wizard.gui.sheets.address_sheet import AddressSheet
from wizard.gui.widgets.text import Text
from wizard.guide.texts import load_text


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[AddressSheet]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    sheet = AddressSheet(Look(), window, load_text("false-addresses", "en"))
    sheet.open()
    qtbot.waitUntil(sheet.isVisible)
    yield sheet
    sheet.reject()


def _paste(sheet: AddressSheet, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    sheet.field.selectAll()
    sheet.field.paste()


def _said(sheet: AddressSheet) -> str:
    title = sheet.findChild(Text, "address-title")
    assert isinstance(title, Text)
    return title.text() if title.isVisibleTo(sheet) else ""


def test_what_is_pasted_is_judged_at_once(sheet: AddressSheet) -> None:
    _paste(sheet, "https://www.binance.com/en/my")
    assert _said(sheet) == "This address belongs to Binance.com."
    _paste(sheet, "https://binance.com.evil.io/")
    assert _said(sheet) == "This only looks like the exchange's address."
    _paste(sheet, "b\u0456nance.com")
    assert _said(sheet) == "This only looks like the exchange's address."
    _paste(sheet, "binance.com@evil.io/x")
    assert _said(sheet) == "Do not trust this address."
    _paste(sheet, "two words")
    assert _said(sheet) == "This is not the address of a page."


def test_what_is_typed_is_judged_when_it_is_done(sheet: AddressSheet) -> None:
    QTest.keyClicks(sheet.field, "blnance.com")
    assert _said(sheet) == ""
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert _said(sheet) == "This only looks like the exchange's address."
    QTest.keyClick(sheet.field, Qt.Key.Key_Backspace)
    assert _said(sheet) == ""
    assert sheet.isVisible()


def test_nothing_typed_says_nothing(sheet: AddressSheet) -> None:
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert _said(sheet) == ""
    assert sheet.field.hasFocus() or not sheet.isActiveWindow()


def test_how_to_recognise_a_false_one_unfolds(sheet: AddressSheet) -> None:
    advice, learn = (
        sheet.findChild(Text, "address-advice"),
        sheet.findChild(QPushButton, "address-learn"),
    )
    assert isinstance(advice, Text)
    assert isinstance(learn, QPushButton)
    assert not advice.isVisibleTo(sheet)
    learn.click()
    assert advice.isVisibleTo(sheet)
    learn.click()
    assert not advice.isVisibleTo(sheet)
