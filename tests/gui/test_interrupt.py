"""Ctrl+C and a shutdown end the window as its close button does, and leave nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

_OPEN_AND_TELL = """
from wizard.gui import windows
from wizard.gui.main_window import MainWindow
from wizard.wiring import Choices, run_window

class Window(MainWindow):
    def begin(self):
        self.ready.connect(lambda: print("ready", flush=True))
        super().begin()

windows.MainWindow = Window
raise SystemExit(run_window(Choices(), practice=True))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "shutdown"])
def test_a_signal_closes_the_window(number: signal.Signals, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _OPEN_AND_TELL],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().strip() == "ready"
        assert list(tmp_path.glob("key-wizard-rehearsal-*")), "the rehearsal has its folder"
        process.send_signal(number)
        try:
            assert process.wait(30) == 0
        finally:
            process.kill()  # else leaving this block would wait for ever
        assert "Traceback" not in process.stderr.read()
    assert not list(tmp_path.glob("key-wizard-rehearsal-*")), "the folder went with the window"
