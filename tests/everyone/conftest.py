"""One window for all screens of a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.look.screen import Frame
from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme


@pytest.fixture
def look() -> Look:
    make_application()
    return Look(Scheme.LIGHT)


@pytest.fixture
def frame(look: Look) -> Iterator[Frame]:
    frame = Frame(look)
    frame.resize(1020, 700)
    frame.show()
    frame.activateWindow()
    QApplication.processEvents()
    yield frame
    frame.clear()
    frame.close()
