"""The table of saved keys: one row each, sorted by a click, everything by keyboard too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from wizard.gui.look import Look
from wizard.gui.widgets.key_delegate import KeyDelegate
from wizard.gui.widgets.key_header import KeyHeader
from wizard.gui.widgets.key_model import Column, KeyModel, KeyRow
from wizard.gui.widgets.scroll_bar import ScrollBar

__all__ = ["KeyRow", "KeyTable"]

_ROWS_AT_LEAST = 4
# Where there is no room for all columns, these go first; the key's details show them all.
_EXPENDABLE = (Column.EXCHANGE, Column.API_KEY, Column.VERIFIED)
_SHARE_OF_SPARE = {
    Column.NAME: 3,
    Column.EXCHANGE: 1,
    Column.API_KEY: 1,
    Column.STATUS: 2,
    Column.VERIFIED: 1,
}


class KeyTable(QTableView):
    """`chosen` carries the record id of the selected key, "" for none; the others what to do."""

    chosen = Signal(str)
    verify = Signal(str)
    rename = Signal(str)
    remove = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("key-table")
        self.setAccessibleName(self.tr("Saved keys"))
        self.setAccessibleDescription(
            self.tr(
                "Enter verifies the selected key, F2 renames it, Delete removes it. "
                "Ctrl+1 to Ctrl+5 sort by a column."
            )
        )
        self._look = look
        self._model = KeyModel()
        self._cells = KeyDelegate(look, self._model, self)
        self._header = KeyHeader(look, self)
        self._wanted = dict.fromkeys(Column, 0)
        self.setModel(self._model)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._header)
        self._header.setSortIndicator(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self._ask(self.verify))
        self.setVerticalScrollBar(ScrollBar(look))
        look.changed.connect(self._dress)
        self._dress()

    @property
    def chosen_id(self) -> str:
        """The record id of the selected key; "" when none is."""
        index = self.currentIndex()
        rows = self._model.rows
        return rows[index.row()].key.record_id if 0 <= index.row() < len(rows) else ""

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show these keys; the selected one stays selected, wherever it goes.

        When it is gone, the one that took its place is selected instead.
        """
        was, place = self.chosen_id, max(0, self.currentIndex().row())
        blocked = self.selectionModel().blockSignals(True)
        if self._model.show_rows(rows) and rows:
            found = self._model.row_of(was)
            self._go_to(min(place, len(rows) - 1) if found is None else found)
        self.selectionModel().blockSignals(blocked)
        self._measure()
        self.viewport().update()
        self.chosen.emit(self.chosen_id)

    def select(self, record_id: str) -> bool:
        """Select a key and bring it into view; False when it is not here."""
        row = self._model.row_of(record_id)
        if row is not None:
            self._go_to(row)
            self.scrollTo(self._model.index(row, Column.NAME))
        return row is not None

    def row(self, record_id: str) -> KeyRow | None:
        """What is shown of a key."""
        place = self._model.row_of(record_id)
        return None if place is None else self._model.rows[place]

    def names_besides(self, record_id: str) -> tuple[str, ...]:
        """The names that all other keys have."""
        return tuple(r.key.name for r in self._model.rows if r.key.record_id != record_id)

    def sizeHint(self) -> QSize:
        rows = min(_ROWS_AT_LEAST, max(1, len(self._model.rows)))
        header = self._header.sizeHint().height()
        return QSize(super().sizeHint().width(), header + rows * self._cells.row_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.chosen_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and 0 <= digit < len(Column):
            self._sort_by(Column(digit))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask(self.verify)
        elif event.key() == Qt.Key.Key_F2:
            self._ask(self.rename)
        elif event.key() == Qt.Key.Key_Delete:
            self._ask(self.remove)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus() or not self.currentIndex().isValid():
            return
        row = self.visualRect(self.currentIndex())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.tokens.accent), 2))
        box = QRectF(0, row.top(), self.viewport().width(), row.height())
        painter.drawRoundedRect(box.adjusted(1, 1.5, -1, -1.5), 7, 7)
        painter.end()

    def _dress(self) -> None:
        # The cells draw what is selected themselves; the style would paint over the whole row.
        palette = QPalette(self._look.palette())
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        """Be as high, and the columns as wide, as letters of this size need."""
        self.verticalHeader().setDefaultSectionSize(self._cells.row_height)
        header = self._header.sizeHint().height()
        self.setMaximumHeight(header + len(self._model.rows) * self._cells.row_height)
        self._wanted = {column: self._natural_width(column) for column in Column}
        self._share_width()
        self.updateGeometry()

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row, Column.NAME))

    def _ask(self, signal: SignalInstance) -> None:
        if self.chosen_id:
            signal.emit(self.chosen_id)

    def _sort_by(self, column: Column) -> None:
        again = self._header.sortIndicatorSection() == column
        up = self._header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if again and up else Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, order)

    def _share_width(self) -> None:
        room = self.viewport().width()
        wanted = dict(self._wanted)
        for column in _EXPENDABLE:
            fits = sum(wanted.values()) <= room
            self.setColumnHidden(column, not fits)
            if not fits:
                del wanted[column]
        spare = room - sum(wanted.values())
        shares = sum(_SHARE_OF_SPARE[column] for column in wanted)
        for column, width in wanted.items():
            extra = spare * _SHARE_OF_SPARE[column] // shares
            self.setColumnWidth(column, width + extra)
            # What is left over by rounding goes to the last column, up to the very edge.
            spare -= extra
            shares -= _SHARE_OF_SPARE[column]

    def _natural_width(self, column: Column) -> int:
        rows = range(len(self._model.rows))
        widest = max((self._cells.natural_width(row, column) for row in rows), default=0)
        if column is Column.NAME:
            # A very long name must not push the other columns out.
            widest = min(widest, self._cells.longest_name)
        return max(self._header.natural_width(column), widest)
