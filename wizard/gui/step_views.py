"""How a step is shown to this very person: what it says, and what the rail calls it."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.core.guide import NAME_STEP, RESTRICT_STEP, GuideState, Road
from wizard.core.venue import Grade, Venue
from wizard.gui.pages.step_content import StepView
from wizard.guide.steps import Step
from wizard.guide.told import told


def view_of(steps: Sequence[Step], state: GuideState, venue: Venue) -> StepView:
    """The step where the person is. `steps`: all of them, in their order."""
    step = steps[state.step - 1]
    return StepView(
        step=step,
        number=state.position + 1,
        count=len(state.steps),
        page=venue.pages.get(step.page) if step.page else None,
        own_key=state.road is Road.HAVE_ONE,
        rehearsal=venue.is_practice,
        shows_picture=_shows_picture(state, venue),
        binance_us=venue.grade is Grade.TRADING_ONLY,
        self_generated=state.is_self_generated,
    )


def _shows_picture(state: GuideState, venue: Venue) -> bool:
    # What the exchange shows when a key is made is not what somebody sees who has one.
    if state.road is not Road.HAVE_ONE or state.step == NAME_STEP:
        return True
    # Today's picture is of the boxes alone, that of the practice exchange of a key just made.
    return state.step == RESTRICT_STEP and not venue.is_practice


def rail_titles(steps: Sequence[Step], state: GuideState, venue: Venue) -> list[str]:
    """The rail's words, in the order of the road."""
    return [
        told(
            steps[number - 1],
            own_key=state.road is Road.HAVE_ONE,
            binance_us=venue.grade is Grade.TRADING_ONLY,
            self_generated=state.is_self_generated,
        ).rail_title
        for number in state.steps
    ]
