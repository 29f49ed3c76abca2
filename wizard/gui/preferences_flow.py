"""From “Preferences…” to choices that are kept and count at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wizard.core.problems import Problem, ProblemError
from wizard.core.settings import Settings
from wizard.gui.jobs import JobRunner
from wizard.gui.languages import available
from wizard.gui.look import Look
from wizard.gui.sheets.about_sheet import AboutSheet
from wizard.gui.sheets.preferences_sheet import PreferencesSheet
from wizard.gui.sheets.sheet import is_covered
from wizard.vault.settings_file import SettingsFile

_Edit = Callable[[Settings], Settings]


class PreferencesFlow(QObject):
    """Reads and keeps the settings off the GUI thread, one change after the other.

    `kept` carries the Settings that are on the disk now; `settled`: no change is under way any
    more. `place`: where the vault is; "" in a
    rehearsal. `vault`, `connection`: the person wants to go there; the sheet is closed then.
    """

    kept = Signal(object)
    settled = Signal()
    vault = Signal()
    connection = Signal()

    def __init__(
        self, look: Look, window: QWidget, runner: JobRunner, file: SettingsFile, place: str
    ) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._runner = runner
        self._file = file
        self._place = place

        self._wanted: list[_Edit] = []
        self._sheet: PreferencesSheet | None = None
        self._last: Settings | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a change is still to be kept."""
        return bool(self._wanted)

    def open(self) -> None:
        """Show the sheet at once, and the settings in it as soon as they are read."""
        if is_covered(self._window):
            return
        sheet = self._sheet = PreferencesSheet(self._look, self._window, available(), self._place)
        sheet.finished.connect(self._forget)
        sheet.changed.connect(self._keep)
        for asked, signal in ((sheet.vault, self.vault), (sheet.connection, self.connection)):
            asked.connect(sheet.accept)
            asked.connect(signal)
        sheet.about.connect(lambda: AboutSheet(self._look, sheet).open())
        self._runner.start(self._read, self._show, self._show_problem)
        sheet.open()

    def _forget(self) -> None:
        self._sheet = None

    def _show(self, settings: Settings) -> None:
        self._last = settings
        if self._sheet is not None:
            self._sheet.show_ready()
            self._sheet.show_settings(settings)

    def _show_problem(self, problem: Problem) -> None:
        if self._sheet is not None:
            self._sheet.show_problem(problem)
            if self._last is not None:  # what was clicked does not count
                self._sheet.show_settings(self._last)

    def _keep(self, edit: _Edit) -> None:
        self._wanted.append(edit)
        if len(self._wanted) == 1:
            self._keep_next()

    def _keep_next(self) -> None:
        edit = self._wanted[0]
        self._runner.start(lambda: self._file.change(edit), self._note_kept, self._note_lost)

    def _note_kept(self, outcome: tuple[Settings, Problem | None]) -> None:
        self._last, unconfirmed = outcome
        if unconfirmed is not None:
            self._show_problem(unconfirmed)
        self.kept.emit(self._last)
        self._go_on()

    def _note_lost(self, problem: Problem) -> None:
        self._show_problem(problem)
        self._go_on()

    def _go_on(self) -> None:
        del self._wanted[0]
        if self._wanted:
            self._keep_next()
        else:
            self.settled.emit()

    def _read(self) -> Settings:
        settings = self._file.read()
        if isinstance(settings, Problem):
            raise ProblemError(settings)
        return settings
