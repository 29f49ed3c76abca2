"""The ten steps as they are read: rehearsed, on the real site, and on the short road."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.gui.shown_keys import pending_key
from tests.look.long_words import long_step
from tests.look.screen import Screen
from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP, GuideState, Road
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import VerdictWord
from wizard.core.venue import Venue, VenueId
from wizard.core.wording import ENGLISH, language
from wizard.exchange.venues import loopback_venue
from wizard.gui.look import Look
from wizard.gui.pages.guide import GuidePage
from wizard.gui.pages.step_content import StepView
from wizard.gui.step_views import rail_titles
from wizard.guide.steps import Step, load_steps

COM, US = (
    loopback_venue("http://127.0.0.1:1", "http://127.0.0.1:2", venue_id)
    for venue_id in (VenueId.PRACTICE, VenueId.PRACTICE_US)
)
_PLAIN = load_steps()
_LONG = tuple(long_step(step) for step in _PLAIN)
_NAME = "Tax report"
_KEY = "aB3d" * 16
_ADDRESS = "https://www.binance.com/en/my/settings/api-management"
_OFF_THE_PAGE = Problem(ProblemId.NO_BROWSER, values={"address": _ADDRESS})


def steps() -> tuple[Step, ...]:
    """The steps in the language that is spoken."""
    return _PLAIN if language() == ENGLISH else _LONG


def guide_page(
    look: Look, number: int, *, rehearsal: bool = False, state: GuideState | None = None
) -> GuidePage:
    """The guide at a step, as its owner comes to it."""
    page = GuidePage(look)
    step = steps()[number - 1]
    state = state or GuideState(step=number, furthest=number, name=_NAME)
    page.venue.show_venues((COM, US), COM)
    view = StepView(
        step=step,
        number=state.position + 1,
        count=len(state.steps),
        page=_ADDRESS if step.page else None,
        own_key=state.road is Road.HAVE_ONE,
        rehearsal=rehearsal,
        self_generated=state.is_self_generated,
    )
    page.show_step(state, view, rail_titles(steps(), state, COM))
    if number == PASTE_STEP:
        page.paste.show_pending(None)
    return page


def _step(number: int, rehearsal: bool, look: Look, _window: QWidget) -> QWidget:
    return guide_page(look, number, rehearsal=rehearsal)


def _variants(look: Look, _window: QWidget) -> QWidget:
    page = guide_page(look, 2)
    (button,) = page.findChildren(QAbstractButton, "looks-different")
    button.click()
    return page


def _site(here: Venue, look: Look, _window: QWidget) -> QWidget:
    page = guide_page(look, 1)
    page.venue.show_venues((COM, US), here)
    return page


def _trouble(look: Look, _window: QWidget) -> QWidget:
    page = guide_page(look, 7)
    page.problem.show_problem(_OFF_THE_PAGE)
    return page


def _own_name(look: Look, _window: QWidget) -> QWidget:
    state = GuideState(step=NAME_STEP, furthest=NAME_STEP, road=Road.HAVE_ONE)
    page = guide_page(look, NAME_STEP, state=state)
    page.name.show_taken(Problem(ProblemId.NAME_TAKEN, values={"name": _NAME}))
    return page


def _own_untick(look: Look, _window: QWidget) -> QWidget:
    state = GuideState(
        road=Road.HAVE_ONE,
        step=CHECK_STEP,
        furthest=CHECK_STEP,
        name=_NAME,
        pending_id="a",
        found=VerdictWord.CAN_DO_MORE,
    ).mending()
    return guide_page(look, state.step, state=state)


def _pasted(texts: tuple[str, ...], look: Look, _window: QWidget) -> QWidget:
    page = guide_page(look, PASTE_STEP)
    (field,) = page.findChildren(QLineEdit, "paste")
    for text in texts:
        field.setText(text)
    return page


def _sealed(look: Look, _window: QWidget) -> QWidget:
    state = GuideState(step=PASTE_STEP, furthest=PASTE_STEP, name=_NAME, pending_id="a")
    page = guide_page(look, PASTE_STEP, state=state)
    page.paste.show_pending(replace(pending_key(_NAME), api_key=_KEY))
    return page


def _held(look: Look, _window: QWidget) -> QWidget:
    page = guide_page(look, PASTE_STEP)
    page.paste.show_held()
    page.problem.show_problem(Problem(ProblemId.DISK_FULL))
    return page


SCREENS = (
    *(Screen(f"step-{n}", partial(_step, n, True), rehearsal=True) for n in range(1, 11)),
    *(Screen(f"step-{n}-today", partial(_step, n, False)) for n in range(1, 11)),
    Screen("step-2-looks-different", _variants),
    Screen("another-site", partial(_site, US)),
    Screen("no-browser", _trouble),
    Screen("own-key-name-taken", _own_name),
    Screen("own-key-untick", _own_untick),
    Screen("paste-one-of-two", partial(_pasted, (f"  {_KEY}",))),
    Screen("paste-remarks", partial(_pasted, (f'"API Key: {_KEY}" testnet.binance.vision 密钥',))),
    Screen("paste-no-key", partial(_pasted, (_ADDRESS,))),
    Screen("paste-sealing", partial(_pasted, (_KEY, "Zz9y" * 16))),
    Screen("paste-sealed", _sealed),
    Screen("paste-could-not-be-sealed", _held),
)
