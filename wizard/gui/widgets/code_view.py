"""The recovery code to be copied by hand: numbered groups in large letters of one width."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from wizard.core.recovery_code import GROUP_LENGTH, GROUPS
from wizard.core.secret import Secret
from wizard.gui.look import GRID, SIZE_CAPTION, SIZE_TITLE, Look

_RADIUS = 10.0


class CodeView(QLabel):
    """Paints the code from its secret: no text of it is kept. It cannot be selected or copied.

    The keyboard leads to it: whoever hears the code, and does not see it, has it read there.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._code: Secret | None = None
        self.setObjectName("recovery-code")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def show_code(self, code: Secret | None) -> None:
        """Show a code that somebody else wipes; None to forget it."""
        self._code = code
        spoken = "" if code is None else ", ".join(" ".join(group) for group in _groups(code))
        self.setAccessibleName(self.tr("Recovery code: {0}").format(spoken) if spoken else "")
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-GROUPS // self._columns(width))
        return lines * self._cell().height() + 2 * GRID

    def sizeHint(self) -> QSize:
        width = 4 * self._cell().width() + 2 * GRID
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._cell().width() + 2 * GRID, self._cell().height() + 2 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(tokens.accent), 2) if self.hasFocus() else QPen(QColor(tokens.border), 1)
        painter.setPen(edge)
        painter.setBrush(QColor(tokens.panel))
        half = edge.widthF() / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self._code is not None:
            self._paint_groups(painter, self._code)
        painter.end()

    def _paint_groups(self, painter: QPainter, code: Secret) -> None:
        tokens, cell, columns = self._look.tokens, self._cell(), self._columns(self.width())
        left = (self.width() - columns * cell.width()) / 2
        number_font, code_font = self._fonts()
        small = QFontMetrics(number_font).height()
        for place, group in enumerate(_groups(code)):
            row, column = divmod(place, columns)
            place_box = QRectF(
                left + column * cell.width(), GRID + row * cell.height(), cell.width(), small
            )
            across = Qt.AlignmentFlag.AlignHCenter
            painter.setFont(number_font)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(place_box.translated(0, GRID / 2), across, str(place + 1))
            painter.setFont(code_font)
            painter.setPen(QColor(tokens.text))
            rest = QRectF(place_box.left(), place_box.bottom() + GRID / 2, cell.width(), 3 * small)
            painter.drawText(rest, across, group)

    def _columns(self, width: int) -> int:
        fit = max(1, (width - 2 * GRID) // self._cell().width())
        return GROUPS if fit >= GROUPS else min(4, fit)  # four and three look like one thing

    def _cell(self) -> QSize:
        number_font, code_font = self._fonts()
        code, number = QFontMetrics(code_font), QFontMetrics(number_font)
        width = code.horizontalAdvance("0" * GROUP_LENGTH) + 3 * GRID
        return QSize(width, number.height() + code.height() + GRID + GRID // 2)

    def _fonts(self) -> tuple[QFont, QFont]:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        code = self._look.font(SIZE_TITLE, QFont.Weight.DemiBold)
        code.setFamilies(fixed.families())
        code.setStyleHint(QFont.StyleHint.Monospace)
        return self._look.font(SIZE_CAPTION), code


def _groups(code: Secret) -> list[str]:
    return code.reveal().split("-")
