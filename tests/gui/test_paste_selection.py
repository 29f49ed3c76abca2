"""What is marked elsewhere can be pasted with the middle button, where the system has that."""

import os
import subprocess
import sys

from tests.gui.qr_codes import API_KEY, SECRET

_MIDDLE_CLICK = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from wizard.gui.app import make_application
from wizard.gui.clipboard import forget_pasted
from wizard.gui.look import Look
from wizard.gui.pages.paste_form import PasteForm

application = make_application()
form = PasteForm(Look())
form.show_pending(None)
form.show()
(field,) = form.findChildren(QLineEdit, "paste")
clipboard, marked = QGuiApplication.clipboard(), QClipboard.Mode.Selection
pairs = []
form.pasted.connect(pairs.append)
for _ in range(2):
    clipboard.setText(sys.stdin.readline().strip(), marked)
    QTest.mouseClick(field, Qt.MouseButton.MiddleButton)
print(pairs[0].api_key, pairs[0].secret.reveal())
form.trace.take_away()
print(repr(clipboard.text(marked)))
clipboard.setText("x" + pairs[0].secret.reveal(), marked)
forget_pasted(pairs[0].secret)
print(repr(clipboard.text(marked)))
clipboard.setText("something else", marked)
form.trace.take_away()
forget_pasted(pairs[0].secret)
print(repr(clipboard.text(marked)))
clipboard.clear(marked)
"""


def test_the_middle_button_pastes_what_is_marked_and_it_is_taken_away() -> None:
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", _MIDDLE_CLICK],
        input=f"{API_KEY}\n{SECRET}\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n") == [f"{API_KEY} {SECRET}", "''", "''", "'something else'", ""]
