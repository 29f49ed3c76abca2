"""Draws every screen at one size into PNG files; a process of its own, for Qt's scale factor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.look.long_words import speak_long
from tests.look.screen import Frame, Screen, settle
from tests.look.screens import SCREENS
from tests.look.variants import SIZE, SIZES, VARIANTS, WORDS
from wizard.gui.app import make_application, without_known_noise
from wizard.gui.look import Look, Scheme

_FAST = 80  # of 100: larger files, written in a third of the time


def chosen(pattern: str) -> Iterator[Screen]:
    """The screens whose name fits, as a shell would match it."""
    return (one for one in SCREENS if fnmatch(one.name, pattern))


def draw(out: Path, size: str, pattern: str) -> int:
    """Draw what fits `pattern` at the size of that name; gives how many pictures there are."""
    application = make_application()
    without_known_noise()
    (wanted,) = (one for one in SIZES if one.name == size)
    font = QFont(application.font())
    font.setPointSizeF(font.pointSizeF() * wanted.text)
    QApplication.setFont(font)
    pictures = 0
    for words in WORDS:
        speak_long(words == "long")
        asked = [one for one in VARIANTS if (one.size, one.words) == (wanted, words)]
        look = Look(Scheme.LIGHT)
        frame = Frame(look)
        frame.resize(*SIZE)
        frame.show()
        for screen in chosen(pattern) if asked else ():
            look.choose(Scheme.LIGHT)
            seen = frame.show_screen(screen)
            for variant in asked:
                look.choose(variant.scheme)
                settle()
                if not seen.grab().save(str(out / variant.file(screen.name)), "PNG", _FAST):
                    sys.exit(f"The picture of {screen.name} could not be saved in {out}.")
                pictures += 1
        frame.clear()
        frame.close()
    speak_long(False)
    return pictures


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", choices=[one.name for one in SIZES], required=True)
    parser.add_argument("--only", default="*")
    asked = parser.parse_args()
    pictures = draw(asked.out, asked.size, asked.only)
    sys.stdout.write(f"{asked.size}: {pictures} pictures\n")


if __name__ == "__main__":
    main()
