"""The road of a self-generated key: the choice, the public key, the API key that comes back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.core.checked_keys import NOW
from tests.gui.shown_keys import four_rows, pending_key
from tests.look.guide_screens import guide_page
from tests.look.screen import Screen
from wizard.core.credentials import KeyKind
from wizard.core.guide import KIND_STEP, NAME_STEP, PASTE_STEP, GuideState
from wizard.core.saved_key import WaitingPair
from wizard.core.venue import VenueId
from wizard.gui.look import Look
from wizard.gui.pages.guide import GuidePage
from wizard.gui.pages.home import HomePage
from wizard.gui.widgets.resume_card import ResumeCard

_NAME = "Tax report"
_API_KEY = "aB3d" * 16
_PUBLIC = (
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEARzzoDsykEjwzzU4J6nkPuvcK+jiee+xEKfLWFMsNEA4=\n"
    "-----END PUBLIC KEY-----\n"
)
_PAIR = WaitingPair("pair", _NAME, VenueId.PRACTICE, NOW, None, _PUBLIC)


def pair_page(look: Look, number: int, *, made: bool = True, name: str = _NAME) -> GuidePage:
    """The guide at a step of this road, before or after the pair was `made`."""
    state = GuideState(
        step=number,
        furthest=number,
        name=name,
        kind=KeyKind.ED25519,
        pair_id="pair" if made else None,
    )
    page = guide_page(look, number, rehearsal=True, state=state)
    if number == NAME_STEP and made:
        page.pair.show_key(_PUBLIC, is_new=True)
    elif number == PASTE_STEP:
        page.api_key.show_pending(None)
    return page


def _step(number: int, made: bool, look: Look, _window: QWidget) -> QWidget:
    return pair_page(look, number, made=made)


def _unfolded(look: Look, _window: QWidget) -> QWidget:
    page = pair_page(look, KIND_STEP, made=False)
    (button,) = page.findChildren(QAbstractButton, "kind-more")
    button.click()
    return page


def _making(look: Look, _window: QWidget) -> QWidget:
    page = pair_page(look, NAME_STEP, made=False)
    page.pair.show_making()
    return page


def _copied(look: Look, _window: QWidget) -> QWidget:
    page = pair_page(look, NAME_STEP)
    (button,) = page.findChildren(QAbstractButton, "copy-public-key")
    button.click()
    return page


def _pasted(text: str, look: Look, _window: QWidget) -> QWidget:
    page = pair_page(look, PASTE_STEP)
    (field,) = page.findChildren(QLineEdit, "api-key")
    field.setText(text)
    return page


def _sealed(look: Look, _window: QWidget) -> QWidget:
    page = pair_page(look, PASTE_STEP)
    page.api_key.show_pending(replace(pending_key(_NAME), api_key=_API_KEY, kind=KeyKind.ED25519))
    return page


def _at_home(look: Look, _window: QWidget) -> QWidget:
    page = HomePage(look)
    page.show_keys(four_rows(), [_PAIR], NOW)
    return page


def _resume(look: Look, _window: QWidget) -> QWidget:
    page = HomePage(look)
    page.show_keys(four_rows(), (), NOW)
    card = ResumeCard(look)
    page.above.addWidget(card)
    card.offer(GuideState(step=5, furthest=5, name=_NAME, kind=KeyKind.ED25519, pair_id="pair"))
    return page


SCREENS = (
    Screen("pair-choice", partial(_step, KIND_STEP, False), rehearsal=True),
    Screen("pair-choice-explained", _unfolded, rehearsal=True),
    Screen("pair-name", partial(_step, NAME_STEP, False), rehearsal=True),
    Screen("pair-making", _making, rehearsal=True),
    Screen("pair-public-key-copied", _copied, rehearsal=True),
    Screen("pair-restrictions", partial(_step, 7, True), rehearsal=True),
    Screen("pair-api-key", partial(_step, PASTE_STEP, True), rehearsal=True),
    Screen("pair-public-key-pasted", partial(_pasted, _PUBLIC), rehearsal=True),
    Screen("pair-two-values", partial(_pasted, f"{_API_KEY} {'Zz9y' * 16}"), rehearsal=True),
    Screen("pair-sealed", _sealed, rehearsal=True),
    Screen("pair-at-home", _at_home),
    Screen("pair-resume-card", _resume),
)
