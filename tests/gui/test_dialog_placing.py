"""Dialogs lie wholly on a real screen, over their parent, however much they grow there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.virtual_display import virtual_display

_LOOK = """
import json, sys, time
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget
from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme
from wizard.gui.sheets.import_sheet import ImportSheet
from wizard.gui.sheets.passphrase_sheet import PassphraseSheet
from wizard.gui.sheets.renew_sheet import RenewSheet
from wizard.gui.sheets.vault_sheet import VaultSheet, VaultState
from wizard.gui.widgets.connection_dialog import ConnectionDialog
from wizard.vault.slots import Ways

def live(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()

def settle(window):
    # Until it has its frame, where there is one, and nobody moves it any more.
    framed, patience, seen = sys.argv[4] == "framed", time.monotonic() + 10, []
    while time.monotonic() < patience:
        live(20)
        seen.append((window.frameGeometry(), window.geometry() != window.frameGeometry()))
        if len(seen) > 20 and seen[-1][1] == framed and len(set(map(str, seen[-20:]))) == 1:
            return

make_application()
parent = QWidget()
parent.resize(int(sys.argv[1]), int(sys.argv[2]))
parent.show()
if sys.argv[3] == "corner":
    parent.move(0, 0)
settle(parent)
ways, look = Ways(True, True, True, False), Look(Scheme.LIGHT)
makers = {
    "vault": lambda: VaultSheet(look, parent),
    "connection": lambda: ConnectionDialog(look, parent),
    "import": lambda: ImportSheet(look, parent),
    "passphrase": lambda: PassphraseSheet(look, parent, is_change=True),
    "renew": lambda: RenewSheet(look, parent, ways),
}
told = {}
for name, make in makers.items():
    dialog = make()
    dialog.open()
    settle(dialog)
    if name == "vault":
        dialog.show_ready()
        dialog.show_state(VaultState(ways, "GNOME Keyring", False, 10, True))
        settle(dialog)
    screen, whole = dialog.screen().availableGeometry(), dialog.frameGeometry()
    button = dialog.findChildren(QWidget, "vault-close") or [dialog.cancel]
    foot = button[0].mapToGlobal(button[0].rect().bottomRight())
    off = whole.center() - parent.frameGeometry().center()
    told[name] = {
        "on_screen": screen.contains(whole) and screen.contains(foot),
        "framed": dialog.geometry() != whole,
        "off": [off.x(), off.y()],
        "place": [whole.x(), whole.y(), whole.width(), whole.height()],
        "screen": [screen.width(), screen.height()],
    }
    dialog.reject()
print(json.dumps(told))
"""
_FAR = 24  # pixels


@pytest.mark.parametrize("manager", ["", "openbox"], ids=["bare", "openbox"])
@pytest.mark.parametrize("screen", ["1280x800", "1366x768"])
@pytest.mark.parametrize("window", [(1020, 700, "middle"), (720, 480, "corner")], ids=str)
def test_a_dialog_is_wholly_on_the_screen(
    screen: str, manager: str, window: tuple[int, int, str]
) -> None:
    if manager and shutil.which(manager) is None:
        pytest.skip(f"{manager} is not installed")
    width, height, where = window
    frame = "framed" if manager else "bare"
    with virtual_display(screen) as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        server = [subprocess.Popen([manager], env=environment)] if manager else []
        try:
            ended = subprocess.run(
                [sys.executable, "-c", _LOOK, str(width), str(height), where, frame],
                env=environment,
                check=True,
                capture_output=True,
                text=True,
                timeout=60,
            )
        finally:
            for one in server:
                one.terminate()
                one.wait(10)
    told = json.loads(ended.stdout)
    for name, found in told.items():
        assert found["on_screen"], (name, found)
        assert found["framed"] == bool(manager), (name, found)
        left, top, wide, high = found["place"]
        touches = left <= 0 or top <= 0
        touches = touches or left + wide >= found["screen"][0] or top + high >= found["screen"][1]
        assert touches or max(map(abs, found["off"])) <= _FAR, (name, found)
