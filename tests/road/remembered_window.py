"""The real window, taken through a day step by step; test_memory reads its memory in between.

Run as `python -m tests.road.remembered_window FOLDER URL ROAD`. The passphrase comes on standard
input, letter by letter, so that only the program itself ever holds it whole. After each step its
name is printed, and nothing happens until a line comes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from wizard.gui.stage import Stage
from wizard.gui.widgets.paste_field import PasteField
from wizard.wiring import Choices, build_service


def _reached(step: str) -> None:
    os.write(1, f"{step}\n".encode())
    os.read(0, 1)


def _open(stage: Stage) -> None:
    stage.window.show()
    stage.window.begin()
    field: list[QLineEdit] = []

    def asks() -> bool:
        found = stage.window.findChildren(QLineEdit, "passphrase")
        field[:] = [one for one in found if one.isVisible()]
        return bool(field)

    stage.wait(asks, "the field for the passphrase")
    _reached("asked for the passphrase")
    while (letter := os.read(0, 1)) != b"\n":
        QTest.keyClicks(field[0], letter.decode())
    stage.press("passphrase-go")
    stage.wait(lambda: stage.is_home, "the saved keys")
    _reached("open and idle")


def _check_and_lock(stage: Stage) -> None:
    stage.press("verify-all")
    stage.wait(lambda: stage.says("is read-only"), "the verdict")
    _reached("after a check")
    stage.window.service.locking.lock()
    _reached("locked")


def _hand_over(stage: Stage) -> None:
    stage.press("hand-over")
    stage.press("copy-secret")
    _reached("on the clipboard")
    stage.press("hand-over-done")
    _reached("handed over")


def _paste(stage: Stage) -> None:
    stage.press("check-own-key")
    stage.type_into("key-name", "Another")
    stage.press("continue")
    stage.wait(lambda: stage.says("Paste the API key"), "the field for both values")
    _reached("before the paste")
    # Only whether there is something: a look at the text itself would leave one copy more.
    clipboard = QGuiApplication.clipboard()
    stage.wait(lambda: clipboard.mimeData().hasText(), "the other program's text")
    (field,) = stage.window.findChildren(PasteField, "paste")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.wait(lambda: stage.says("Sealed: API key"), "the seal")
    _reached("pasted and sealed")


def main() -> None:
    """One of the roads, then the end."""
    folder, url, road = sys.argv[1:]
    choices = Choices(data_dir=Path(folder), exchange_url=url)
    stage = Stage(lambda: build_service(choices), is_practice=False)
    _open(stage)
    {"check": _check_and_lock, "hand over": _hand_over, "paste": _paste}[road](stage)
    stage.close()
    _reached("closed")


if __name__ == "__main__":
    main()
