"""In a pseudo-language no word of ours is left in English: on no screen, and in no table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.look import about_screens, dialog_screens, first_screens, guide_screens
from tests.look.screen import Frame, Screen
from tests.look.screens import SCREENS
from tests.words.lupdate import TRANSLATIONS, messages_of
from tests.words.pseudo import CODE, catalogue, disguised, unmarked
from tests.words.shown_texts import shown_texts
from wizard.core import wording
from wizard.core.outcome_words import box
from wizard.core.permissions import MUST_BE_REPORTED_OFF
from wizard.core.venue_words import VENUE_NAMES
from wizard.gui.languages import teach
from wizard.gui.look import Look, Scheme
from wizard.guide.step_words import OtherWords
from wizard.guide.steps import Step, Variant, load_steps
from wizard.guide.texts import load_text

LOOK = Path(__file__).parents[1] / "look"
# What nobody translates, each with its reason.
NEVER = (
    r"Binance(\.com|\.US)?",  # brands
    r"Read-Only Key Wizard",
    r"GNOME Keyring|KWallet|KeePassXC",
    r"(https?|socks5)://[^\s”)]*",  # addresses
    r"www\.[\w.-]+",
    r"(/\u200b?[\w .-]+)+",  # paths
    r"…[\w ]{4}|\bk{4}\b",  # the last characters of an API key
    r"(\b\w +){2,4}\w\b",  # the same spelled, and a group of a recovery code
    r"(Ctrl|Alt|Shift|Meta)\+\w+|F\d+",  # keys of the keyboard
    r"English|Español",  # languages, each in its own words
    r"Linux|\d+(\.\d+)+",  # systems and versions
    r"Python|Qt|MIT|Ed25519|RSA|ms|KiB|MiB",
)
"""Only what is not a word of a language."""
_SHORTEST = 3  # characters
_SAYS_MUCH = re.compile(r"[A-Za-z]{3}")  # else it would allow anything


@pytest.fixture(scope="module")
def pseudo(qapp: QApplication) -> Iterator[None]:
    """The window speaks what the Spanish file's English texts give; see tests/words/pseudo.py."""
    teach(qapp, CODE, catalogue(messages_of(TRANSLATIONS / "es.ts")))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(guide_screens, "_LONG", _pseudo(load_steps()))
        for screens in (about_screens, dialog_screens, first_screens):
            patched.setattr(screens, "load_text", _pseudo_text)
        yield
    teach(qapp, wording.ENGLISH, None)


def _given_by_the_screens() -> Iterator[str]:
    """Patterns of what the drawn screens are given to show: names, places, words made elsewhere."""
    for file in (*LOOK.glob("*.py"), LOOK.parent / "gui" / "shown_keys.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.JoinedStr(values) if any(_SAYS_MUCH.search(_pattern(v)) for v in values):
                    yield "".join(map(_pattern, values))
                case ast.Constant(str(text)):
                    yield re.escape(text)
                    yield re.escape(text.rpartition("/")[2])


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w ]+"


def _pseudo(content: Any) -> Any:
    """Steps and longer texts are files of their own in each language: here all of it is marked."""
    match content:
        case str():
            return disguised(content)
        case tuple():
            return tuple(_pseudo(one) for one in content)
        case Step() | Variant() | OtherWords():
            names = [one.name for one in fields(content) if one.name not in _NO_WORDS]
            return replace(content, **{name: _pseudo(getattr(content, name)) for name in names})
        case _:
            return content


def _pseudo_text(name: str) -> str:
    """Line by line: the page takes it apart."""
    lines = (re.match(r"(\W*)(.*)", line) for line in load_text(name).splitlines())
    return "\n".join(line[1] + disguised(line[2]) for line in lines if line)


_NO_WORDS = {"id", "page"} | {one.name for one in fields(Step) if "illustration" in one.name}


def _allowed() -> re.Pattern[str]:
    given = {text for text in _given_by_the_screens() if len(text) >= _SHORTEST}
    labels = {re.escape(box(field)) for field in MUST_BE_REPORTED_OFF}  # the exchange's own page
    venues = {re.escape(name) for name in VENUE_NAMES.values()}
    whole = sorted(given | labels | venues, key=len, reverse=True)
    return re.compile("|".join([*NEVER, *(rf"(?<!\w){text}(?!\w)" for text in whole)]))


@pytest.mark.parametrize("screen", SCREENS, ids=[screen.name for screen in SCREENS])
def test_a_screen_says_nothing_in_english(pseudo: None, screen: Screen) -> None:
    frame = Frame(Look(Scheme.LIGHT))
    frame.show_screen(screen)

    left = {(where, unmarked(text, ALLOWED)) for where, text in shown_texts(frame)}
    frame.clear()

    assert {(where, rest) for where, rest in left if rest} == set()


ALLOWED = _allowed()
