"""Shows a report for support before it goes anywhere: to be read, copied, or saved."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from wizard.core.problems import Problem
from wizard.gui.announce import announce
from wizard.gui.look import GRID, SIZE_CAPTION, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.dialogs import Question
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.scroll_bar import ScrollBar
from wizard.gui.widgets.text import Role, Text, labelled

_COLUMNS, _LINES = 82, 18
_FILE = "key-wizard-report.md"
_STYLE = """
    QPlainTextEdit {{ border: 1px solid {ink}; border-radius: 7px; padding: 4px;
        background: {window}; color: {text}; selection-background-color: {accent};
        selection-color: {on_accent}; }}
    QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 3px; }}
"""


class ReportText(QPlainTextEdit):
    """The report, letter by letter as it will be posted; can be selected and not changed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("report-text")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setVerticalScrollBar(ScrollBar(look))
        self._dress()
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        tokens = self._look.tokens
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font = self._look.font(SIZE_CAPTION)
        font.setFamilies(fixed.families())
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        colours = tokens._asdict()
        self.setStyleSheet(_STYLE.format(**colours))
        metrics = self.fontMetrics()
        screen = self.screen().availableGeometry()
        # Less than half of a small screen: the words above and the buttons below belong to it.
        self.setMinimumHeight(min(metrics.lineSpacing() * _LINES, 2 * screen.height() // 5))
        width = metrics.averageCharWidth() * _COLUMNS
        self.setMinimumWidth(min(width, screen.width() - 12 * GRID))


class ReportDialog(Question):
    """`save` carries the file the person chose; that it may be replaced was asked there."""

    save = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        title = QCoreApplication.translate("Report", "Report for support")
        super().__init__(look, parent, title, "report-dialog")
        self._text = ReportText(look)
        self._said = Text(look, Role.QUIET)
        self._said.setObjectName("report-said")
        self.problem = ProblemCard(look)
        self._copy = Button(look, self.tr("Copy"), "report-copy", icon="copy")
        self._copy.clicked.connect(self._copy_text)
        self._save = Button(look, self.tr("Save as…"), "report-save")
        self._save.clicked.connect(self._ask_where)
        close = Button(look, self.tr("Close"), "report-close", Kind.MAIN)
        close.clicked.connect(self.reject)
        heading = labelled(Text(look, Role.HEADING, title), self._text)
        words = self.tr(
            "This is all that is in it. Nothing is sent by itself: you decide who sees it. "
            "Read it before you post it."
        )
        for widget in (heading, Text(look, Role.BODY, words), self._text, self.problem, self._said):
            self.middle.addWidget(widget)
        self.middle.setStretchFactor(self._text, 1)
        # A question is as wide as a sentence is good to read; this one as wide as its text.
        beside = 6 * GRID  # the frame's margins, left and right
        screen = self.screen().availableGeometry().width()
        widest = max(self.minimumWidth(), self._text.minimumWidth() + beside)
        self.setMinimumWidth(min(widest, screen - 4 * GRID))
        for button in (self._copy, self._save, close):
            self.buttons.addWidget(button)
        self.cancel.hide()
        close.setFocus()
        self._allow(False)
        self.show_waiting()

    @property
    def text(self) -> str:
        """The report that is shown; "" until there is one."""
        return self._text.toPlainText()

    def show_waiting(self) -> None:
        """The report is being made."""
        self.problem.show_problem(None)
        self._say(self.tr("Looking at storage and network…"))

    def show_report(self, text: str) -> None:
        """The report is ready to be read."""
        self._text.setPlainText(text)
        self._allow(True)
        self._text.setFocus()
        self._say(self.tr("The report is ready."))

    def show_problem(self, problem: Problem) -> None:
        """There is no report, or it could not be saved."""
        self._said.hide()
        self.problem.show_problem(problem)

    def show_saved(self, file: str) -> None:
        """It is on the disk."""
        self.problem.show_problem(None)
        self._say(self.tr("Saved as {0}").format(file))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.problem.show_problem(None)
        self._say(self.tr("Copied. Paste it where you want it to be read."))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setObjectName("report-file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Text (*.md *.txt)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("md")
        dialog.selectFile(_FILE)
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def _allow(self, allowed: bool) -> None:
        self._copy.setEnabled(allowed)
        self._save.setEnabled(allowed)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()
        announce(self._text, words)
