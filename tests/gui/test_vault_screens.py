"""Small promises of the vault's screens: one thing at a time, an answer to every press."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.gui.vault_windows import (
    PASSPHRASE,
    is_there,
    make_vault,
    memory,
    open_sheet,
    service_for,
    vault_window,
    wait_open,
)
from wizard.core.secret import Secret, SecretWipedError
from wizard.gui.app import make_application
from wizard.gui.jobs import JobRunner
from wizard.gui.look import Look, Scheme
from wizard.gui.sheet_jobs import SheetJobs, wiping
from wizard.gui.sheets.leave_sheet import LeaveSheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.flow import Flow

pytestmark = pytest.mark.usefixtures("qtbot")


def _settle(runner: JobRunner) -> None:
    while not runner.is_idle:
        QApplication.processEvents()


def test_nothing_is_begun_twice_for_one_sheet() -> None:
    make_application()
    parent, runner = QWidget(), JobRunner()
    sheet = LeaveSheet(Look(Scheme.LIGHT), parent, "GNOME Keyring")
    jobs, done = SheetJobs(runner, lambda _: None, lambda _: None), list[int]()
    first, second = Secret("first"), Secret("second")
    jobs.run(sheet, "…", wiping(lambda: 1, first), done.append)
    jobs.run(sheet, "…", wiping(lambda: 2, second), done.append)
    with pytest.raises(SecretWipedError):
        second.reveal()
    _settle(runner)
    assert done == [1]
    jobs.run(sheet, "…", lambda: 3, done.append)
    _settle(runner)
    assert done == [1, 3]
    assert runner.wait_for_end()


def test_enter_that_is_held_down_presses_nothing() -> None:
    make_application()
    button = Button(Look(Scheme.LIGHT), "Go on", "go", Kind.MAIN)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    for is_repeat in (True, False):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", is_repeat
        )
        QApplication.sendEvent(button, event)
        assert len(pressed) == (not is_repeat)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("kind", [Kind.PLAIN, Kind.DANGER])
def test_a_disabled_button_is_not_brighter(kind: Kind, scheme: Scheme) -> None:
    make_application()
    button = Button(Look(scheme), "Take away", "take", kind)
    button.ensurePolished()

    def brightness() -> int:
        return button.grab().toImage().pixelColor(10, button.height() // 2).lightness()

    button.resize(button.sizeHint())
    enabled = brightness()
    button.setEnabled(False)
    assert brightness() <= enabled


def test_choices_break_evenly() -> None:
    make_application()
    holder, line = QWidget(), Flow(gap=8, even=True)
    holder.setLayout(line)
    labels = [QLabel("ten minutes") for _ in range(5)]
    for label in labels:
        line.addWidget(label)
    width = labels[0].sizeHint().width()
    for fitting, lines in ((5, [5]), (4, [3, 2]), (3, [3, 2]), (2, [2, 2, 1])):
        holder.resize(fitting * (width + 8), 400)
        holder.show()
        QApplication.processEvents()
        tops = [label.y() for label in labels]
        assert [tops.count(top) for top in sorted(set(tops))] == lines
    holder.close()


def test_no_second_dialog_is_opened_below_one(tmp_path: Path) -> None:
    keychain = memory()
    folder = tmp_path
    make_vault(folder, keychain, passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(folder, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        for name, sheet in (
            ("vault-renew", "renew-sheet"),
            ("vault-export", "export-sheet"),
            ("vault-import", "import-sheet"),
            ("passphrase-set", "passphrase-sheet"),
            ("keychain-leave", "leave-sheet"),
            ("code-make", "code-sheet"),
        ):
            (button,) = stage.window.findChildren(QPushButton, name)
            button.click()
            button.click()
            assert is_there(stage, sheet)
            shown = [one for one in stage.window.findChildren(QWidget, sheet) if one.isVisible()]
            assert len(shown) == 1
            shown[0].close()


def test_a_keychain_that_is_asked_again_answers(tmp_path: Path) -> None:
    folder = tmp_path
    make_vault(folder, memory(), passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(folder, memory())) as stage:
        stage.wait(lambda: stage.is_enabled("use-keychain"), "the link")
        assert not stage.says("was asked just now")
        stage.press("use-keychain")
        stage.wait(lambda: stage.says("was asked just now"), "the answer")
        stage.press("lost-it")
        assert not stage.says("was asked just now")
