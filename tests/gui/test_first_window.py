"""The window is on screen before anything heavy is loaded."""

import subprocess
import sys

_OPEN_AND_LOOK = """
import sys
from wizard import __main__, wiring
from wizard.gui import app, windows
from wizard.gui.look import Look
from wizard.gui.main_window import MainWindow

class Window(MainWindow):
    def begin(self):
        self.repaint()
        heavy = {"aiohttp", "binance", "cryptography", "jinja2", "keyring", "requests", "zxingcpp"}
        print(sorted(heavy & set(sys.modules)))
        app.QApplication.quit()

windows.MainWindow = Window
raise SystemExit(wiring.run_window(wiring.Choices(), practice=PRACTICE))
"""


def _loaded_at_first_window(*, practice: bool) -> str:
    script = _OPEN_AND_LOOK.replace("PRACTICE", str(practice))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_nothing_heavy_is_loaded_before_the_real_window() -> None:
    assert _loaded_at_first_window(practice=False) == "[]"


def test_nothing_heavy_is_loaded_before_the_practice_window() -> None:
    assert _loaded_at_first_window(practice=True) == "[]"
