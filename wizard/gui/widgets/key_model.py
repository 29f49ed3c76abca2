"""The saved keys as rows and columns, sorted as asked; knows nothing of colours or pixels."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from types import MappingProxyType

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from wizard.core.saved_key import SavedKey
from wizard.core.status import Status, Tone

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NO_PARENT = QModelIndex()
_NEVER = datetime.min.replace(tzinfo=UTC)
_GRAVEST = (Tone.BAD, Tone.WARN, Tone.QUIET, Tone.GOOD)
LAST = 4
"""How many characters of an API key are ever shown."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One saved key as the screen shows it; `busy` while it is being verified."""

    key: SavedKey
    status: Status
    venue_name: str
    busy: bool

    @property
    def key_end(self) -> str:
        """The end of the API key, which is all that is shown of it."""
        return f"…{self.key.api_key[-LAST:]}"


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    EXCHANGE = 1
    API_KEY = 2
    STATUS = 3
    VERIFIED = 4


class KeyModel(QAbstractTableModel):
    """Rows for a table view; keeps its order of sorting when it is given new rows."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[KeyRow, ...] = ()
        self._column = Column.NAME
        self._order = Qt.SortOrder.AscendingOrder

    @property
    def rows(self) -> tuple[KeyRow, ...]:
        """All rows in the order shown."""
        return self._rows

    def show_rows(self, rows: Sequence[KeyRow]) -> bool:
        """Show these rows; True when rows came, went or changed places."""
        ordered = self._sorted(rows)
        if [row.key.record_id for row in ordered] == [row.key.record_id for row in self._rows]:
            self._rows = ordered
            if ordered:
                last = self.index(len(ordered) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._rows = ordered
        self.endResetModel()
        return True

    def row_of(self, record_id: str) -> int | None:
        """Where a key stands now."""
        ids = [row.key.record_id for row in self._rows]
        return ids.index(record_id) if record_id in ids else None

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> str | None:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role in {_Role.DisplayRole, _Role.ToolTipRole}:
            return self._text(row, column)
        if role == _Role.AccessibleTextRole:
            return self._spoken(row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return self._heading(Column(section))
        if role == _Role.ToolTipRole:
            heading = self._heading(Column(section))
            return self.tr("Sort by “{0}” (Ctrl+{1})").format(heading, section + 1)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = Column(column), order
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._rows = self._sorted(before)
        places = {row.key.record_id: place for place, row in enumerate(self._rows)}
        for old in self.persistentIndexList():
            new = places[before[old.row()].key.record_id]
            self.changePersistentIndex(old, self.index(new, old.column()))
        self.layoutChanged.emit()

    def _sorted(self, rows: Sequence[KeyRow]) -> tuple[KeyRow, ...]:
        backwards = self._order is Qt.SortOrder.DescendingOrder
        by_name = sorted(rows, key=_RANKS[Column.NAME])
        return tuple(sorted(by_name, key=_RANKS[self._column], reverse=backwards))

    def _heading(self, column: Column) -> str:
        return {
            Column.NAME: self.tr("Name"),
            Column.EXCHANGE: self.tr("Exchange"),
            Column.API_KEY: self.tr("API key"),
            Column.STATUS: self.tr("Status"),
            Column.VERIFIED: self.tr("Verified"),
        }[column]

    def _text(self, row: KeyRow, column: Column) -> str:
        match column:
            case Column.NAME:
                return row.key.name
            case Column.EXCHANGE:
                return row.venue_name
            case Column.API_KEY:
                return row.key_end
            case Column.STATUS:
                return self.tr("Verifying…") if row.busy else row.status.word
            case Column.VERIFIED:
                return row.status.when or self.tr("never")

    def _spoken(self, row: KeyRow, column: Column) -> str:
        """Cells as a screen reader says them; the first tells the whole row."""
        status = self._text(row, Column.STATUS)
        when = self._text(row, Column.VERIFIED)
        end = row.key.api_key[-LAST:]
        match column:
            case Column.NAME:
                return self.tr("{0}: {1}, verified {2}").format(row.key.name, status, when)
            case Column.EXCHANGE:
                return self.tr("Exchange: {0}").format(row.venue_name)
            case Column.API_KEY:
                return self.tr("API key ending in {0}").format(" ".join(end))
            case Column.STATUS:
                return self.tr("Status: {0}").format(status)
            case Column.VERIFIED:
                return self.tr("Verified: {0}").format(when)


def _with_numbers(name: str) -> tuple[int | str, ...]:
    """For sorting: "Key 2" before "Key 10". Texts and numbers alternate, so they compare."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def _checked_at(row: KeyRow) -> datetime:
    past = row.key.last_check
    return past.checked_at if past else _NEVER


_Rank = Callable[[KeyRow], tuple[int | float | str, ...]]
_RANKS: MappingProxyType[Column, _Rank] = MappingProxyType(
    {
        Column.NAME: lambda row: _with_numbers(row.key.name),
        Column.EXCHANGE: lambda row: (row.venue_name.casefold(),),
        Column.API_KEY: lambda row: (row.key_end.casefold(),),
        Column.STATUS: lambda row: (_GRAVEST.index(row.status.tone), row.status.word),
        Column.VERIFIED: lambda row: (-_checked_at(row).timestamp(),),
    }
)
