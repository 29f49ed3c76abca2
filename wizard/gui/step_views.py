"""How a step is shown to this very person: what it says, and what the rail calls it."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.core.guide import CHECK_STEP, PASTE_STEP, GuideState, Road
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
        # What the exchange shows when a key is made is not what somebody sees who has one.
        shows_picture=not (state.road is Road.HAVE_ONE and state.step in {PASTE_STEP, CHECK_STEP}),
        binance_us=venue.grade is Grade.TRADING_ONLY,
        self_generated=state.is_self_generated,
    )


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
