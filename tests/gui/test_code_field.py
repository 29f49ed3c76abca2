"""A recovery code, typed from paper: it stands in groups, and can be mended anywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wizard.core.recovery_code import new_recovery_code
from wizard.core.secret import Secret
from wizard.gui.look import Look, Scheme
from wizard.gui.widgets.code_field import CodeField


@pytest.fixture
def field(qtbot: QtBot) -> CodeField:
    made = CodeField(Look(Scheme.LIGHT), "code")
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("between", ["", " ", "-", ", "])
def test_it_stands_in_groups_however_it_is_typed(field: CodeField, between: str) -> None:
    code = new_recovery_code().reveal()
    QTest.keyClicks(field, between.join(code.split("-")).lower())
    assert field.text() == code
    found = field.read()
    assert isinstance(found, Secret)
    assert found.reveal() == code


def test_a_paste_stands_in_groups_too(field: CodeField) -> None:
    field.insert("zndp1 wenr2 dn6")
    assert field.text() == "ZNDP1-WENR2-DN6"


def test_a_slip_is_mended_where_it_is(field: CodeField) -> None:
    QTest.keyClicks(field, "zndp1wenr2dn6")
    for _ in range(6):
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "ZNDP1-WEN"
    field.setCursorPosition(2)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Q)
    assert field.text() == "ZNqP1-WEN"
    assert field.cursorPosition() == 3
