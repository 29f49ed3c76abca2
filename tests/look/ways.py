"""The windows, letters and words that no screen may be too large for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from tests.look.faults import faults_of, place_in
from tests.look.long_words import speak_long
from tests.look.screen import Frame, settle
from tests.look.screens import SCREENS
from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme


@dataclass(frozen=True)
class Way:
    """How a screen is looked at: window in pixels, letters as a factor, ordinary or long words."""

    width: int
    height: int
    text: float
    long: bool

    def __str__(self) -> str:
        words = "long" if self.long else "plain"
        return f"{self.width}x{self.height}, text {self.text:.0%}, {words} words"


WAYS = (
    Way(900, 600, 1.0, long=True),
    Way(900, 600, 2.0, long=False),
)
# By `python -m tests.look.all_ways`: they rarely find more, and cost twice as much again.
OTHER_WAYS = (
    Way(720, 480, 1.0, long=False),
    Way(1020, 700, 1.5, long=True),
    Way(1600, 1000, 2.0, long=False),
)
# Pages whose main button is what the person came for: it is seen without scrolling.
_MAIN = {"step": "continue", "check": "continue", "home": "verify-all"}
_ABOVE = ("notice", "resume", "news", "trouble", "pending", "verifying", "no-network", "older")


@contextmanager
def looked_at(way: Way) -> Iterator[None]:
    """The widest common font, and what the way asks for."""
    make_application()
    before = QApplication.font()
    font = QFont(before)
    if "DejaVu Sans" in QFontDatabase.families():
        font.setFamily("DejaVu Sans")
    font.setPointSizeF(before.pointSizeF() * way.text)
    QApplication.setFont(font)
    speak_long(way.long)
    try:
        yield
    finally:
        speak_long(False)
        QApplication.setFont(before)


def faults_in(way: Way) -> list[str]:
    """What is cut off, covered or out of sight on any screen, one sentence each."""
    faults: list[str] = []
    with looked_at(way):
        frame = Frame(Look(Scheme.LIGHT))
        frame.resize(way.width, way.height)
        frame.show()
        for screen in SCREENS:
            shown = frame.show_screen(screen)
            found = faults_of(shown)
            if found:  # wrapped texts may need some more rounds
                settle()
                found = faults_of(shown)
            found += _hidden_main(screen.name, shown)
            faults += [f"{screen.name}: {fault}" for fault in found]
        frame.clear()
        frame.close()
    return faults


def _hidden_main(name: str, shown: QWidget) -> list[str]:
    wanted = _MAIN.get(name.partition("-")[0])
    if wanted is None or isinstance(shown, QDialog) or any(word in name for word in _ABOVE):
        return []
    seen = [b for b in shown.findChildren(QPushButton, wanted) if b.isVisible()]
    whole = [b for b in seen if b.visibleRegion().boundingRect().size() == b.size()]
    inside = [b for b in whole if shown.rect().contains(place_in(b, shown))]
    return [] if inside else [f"the button “{wanted}” is not wholly in sight"]
