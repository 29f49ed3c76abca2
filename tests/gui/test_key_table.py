"""The table of saved keys: sorting, selection, keyboard, words for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.core.checked_keys import can_do, read_only
from tests.gui.shown_keys import four_rows, many_rows, row
from wizard.core.permissions import TRADING
from wizard.gui.look import Look, Scheme
from wizard.gui.widgets.key_model import Column, KeyModel
from wizard.gui.widgets.key_table import KeyTable

_Ascending, _Descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[KeyTable]:
    shown = KeyTable(Look(Scheme.LIGHT))
    qtbot.addWidget(shown)
    shown.resize(900, 300)
    shown.show()
    shown.show_rows(four_rows())
    yield shown
    shown.close()


def names(table: KeyTable) -> list[str]:
    model = table.model()
    return [str(model.data(model.index(place, 0))) for place in range(model.rowCount())]


def cell(table: KeyTable, name: str, column: Column) -> QModelIndex:
    return table.model().index(names(table).index(name), column)


def test_rows_show_only_the_end_of_the_api_key(table: KeyTable) -> None:
    model = table.model()
    everything = [
        str(model.data(model.index(place, column), role))
        for place in range(4)
        for column in Column
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert "…port" in everything
    assert not any("xxxx" in words for words in everything)


def test_the_first_row_is_selected_at_once(table: KeyTable) -> None:
    assert names(table) == ["Anything Crypto", "Family", "Old laptop", "Tax report"]
    assert table.chosen_id == "id-Anything Crypto"


def test_a_click_on_a_heading_sorts_and_another_turns_round(table: KeyTable, qtbot: QtBot) -> None:
    table.select("id-Old laptop")
    header = table.horizontalHeader()
    where = header.sectionViewportPosition(Column.STATUS) + 20
    for expected in ("Tax report", "Anything Crypto"):
        spot = header.viewport().rect().center()
        spot.setX(where)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert names(table)[0] == expected
        assert table.chosen_id == "id-Old laptop"


def test_the_keyboard_sorts_too(table: KeyTable, qtbot: QtBot) -> None:
    QTest.keyClick(table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert names(table)[0] == "Tax report"
    QTest.keyClick(table, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert names(table)[0] == "Tax report"
    QTest.keyClick(table, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert names(table)[-1] == "Tax report"


def test_numbers_in_names_sort_as_numbers(qtbot: QtBot) -> None:
    model = KeyModel()
    model.show_rows(many_rows(12))
    assert [shown.key.name for shown in model.rows[:3]] == ["Key 0", "Key 1", "Key 2"]
    model.sort(Column.NAME, _Descending)
    assert model.rows[0].key.name == "Key 11"


@pytest.mark.parametrize("column", list(Column))
def test_every_column_sorts_both_ways(table: KeyTable, column: Column) -> None:
    table.sortByColumn(column, _Ascending)
    upwards = names(table)
    table.sortByColumn(column, _Descending)
    assert sorted(names(table)) == sorted(upwards)


def test_the_selected_key_stays_selected_when_rows_change(table: KeyTable) -> None:
    table.select("id-Old laptop")
    table.sortByColumn(Column.STATUS, _Ascending)
    changed = [one for one in four_rows() if one.key.name != "Old laptop"]
    table.show_rows([*changed, row("Old laptop", can_do(TRADING), read_only())])
    assert table.chosen_id == "id-Old laptop"
    assert table.currentIndex().row() == names(table).index("Old laptop")
    assert table.selectionModel().isSelected(table.currentIndex())


def test_the_neighbour_is_selected_when_the_selected_key_is_gone(table: KeyTable) -> None:
    table.select("id-Old laptop")
    table.show_rows([one for one in four_rows() if one.key.name != "Old laptop"])
    assert table.chosen_id == "id-Tax report"
    table.show_rows([])
    assert table.chosen_id == ""


def test_arrows_choose_and_keys_act(table: KeyTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen, check_params_cb=lambda key: key == "id-Family"):
        QTest.keyClick(table, Qt.Key.Key_Down)
    for key, signal in (
        (Qt.Key.Key_Return, table.verify),
        (Qt.Key.Key_F2, table.rename),
        (Qt.Key.Key_Delete, table.remove),
    ):
        with qtbot.waitSignal(signal) as asked:
            QTest.keyClick(table, key)
        assert asked.args == ["id-Family"]


def test_keys_do_nothing_on_an_empty_table(table: KeyTable, qtbot: QtBot) -> None:
    table.show_rows([])
    with qtbot.assertNotEmitted(table.verify):
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_a_busy_row_says_so(table: KeyTable) -> None:
    table.show_rows([row("Family", read_only(), busy=True)])
    assert cell(table, "Family", Column.STATUS).data() == "Verifying…"


def test_cells_speak(table: KeyTable) -> None:
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.text(QAccessible.Text.Name) == "Saved keys"
    said = [
        cell(table, "Tax report", column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in Column
    ]
    assert said == [
        "Tax report: Can trade, verified just now",
        "Exchange: Binance.com",
        "API key ending in p o r t",
        "Status: Can trade",
        "Verified: just now",
    ]


@pytest.mark.parametrize("width", [400, 700, 900, 1500])
def test_columns_fill_the_width_exactly_and_the_important_ones_stay(
    table: KeyTable, width: int
) -> None:
    table.resize(width, 300)
    shown = [column for column in Column if not table.isColumnHidden(column)]
    assert sum(table.columnWidth(column) for column in shown) == table.viewport().width()
    assert {Column.NAME, Column.STATUS} <= set(shown)
    if width >= 900:
        assert shown == list(Column)


def test_both_themes_and_every_status_can_be_painted(table: KeyTable) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look = Look(scheme)
        painted = KeyTable(look)
        painted.show_rows([*four_rows(), row("Busy", read_only(), busy=True)])
        painted.resize(900, 300)
        image = painted.grab().toImage()
        words_at = painted.columnViewportPosition(Column.STATUS) + 40  # right of the icon
        colours = {
            image.pixelColor(x, y).name()
            for x in range(words_at, image.width())
            for y in range(40, image.height())
        }
        tokens = look.tokens
        assert {tokens.good, tokens.bad, tokens.warn, tokens.muted, tokens.text} <= colours


def test_two_hundred_keys_stay_quick(table: KeyTable, qtbot: QtBot) -> None:
    rows = many_rows(200)
    table.show_rows(rows)
    assert len(names(table)) == 200
    table.select("id-Key 150")
    for number in range(200):  # as while all are verified, one answer after the other
        rows[number] = row(f"Key {number}", can_do(TRADING), read_only())
        table.show_rows(rows)
    assert table.chosen_id == "id-Key 150"
    # No clock here: the suite's time limit would catch a table that redraws too much.
