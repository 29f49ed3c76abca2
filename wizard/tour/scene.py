"""What every act of the tour works with: the window, the exchange's pages, and a notebook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from wizard.core.guide import GuideState
from wizard.gui.stage import Stage
from wizard.tour.page_walker import PageWalker

KEY_NAME = "Tax report"


class ExpectationError(AssertionError):
    """Something in the tour was not as it must be; the text says what."""


class Scene:
    """The window at one hand, a browser on the practice exchange at the other."""

    def __init__(self, stage: Stage, out: Path) -> None:
        self.stage = stage
        self._out = out
        self._walker: PageWalker | None = None
        self.pictures = 0
        self.api_key = ""
        self.secret = ""
        self.recovery_code = ""

    @property
    def exchange(self) -> PageWalker:
        """The browser, opened on first use."""
        if self._walker is None:
            account = self.stage.window.service.venue.pages["account"]
            self._walker = PageWalker(account.removesuffix("account"))
        return self._walker

    @property
    def state(self) -> GuideState:
        """Where the guide is."""
        state = self.stage.window.guide_state
        self.expect(state is not None, "the guide is on the screen")
        return state or GuideState()

    def expect(self, holds: bool, what: str) -> None:
        """Stop the tour unless `what` is so."""
        if not holds:
            raise ExpectationError(f"expected that {what}")

    def expect_words(self, *words: str) -> None:
        """Wait until all these words are on the screen."""
        for text in words:
            self.stage.wait(partial(self.stage.says, text), f"the words “{text}”")

    def expect_step(self, step: int) -> None:
        """Wait until the guide is at `step`."""

        def is_there() -> bool:
            state = self.stage.window.guide_state
            return state is not None and state.step == step

        self.stage.wait(is_there, f"step {step}")

    def go_on_to(self, step: int) -> None:
        """Press Continue until the guide is at `step`."""
        while self.state.step < step:
            here = self.state.step
            self.stage.press("continue")
            self.expect_step(here + 1)

    def picture(self, name: str) -> None:
        """Save the screen under the next number."""
        self.pictures += 1
        self.stage.picture(self._out, f"{self.pictures:02}-{name}")

    def picture_of_dialog(self, name: str, dialog: str) -> None:
        """Save a dialog under the next number."""
        self.pictures += 1
        self.stage.picture(self._out, f"{self.pictures:02}-{name}", dialog)
