"""In the guide: an address that somebody was given, what read-only is for, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui.two_sites import NAME, two_sites, wait_for_step
from wizard.core.venue import VenueId

pytestmark = pytest.mark.usefixtures("qtbot")


def test_both_are_one_click_away_and_the_place_is_kept(tmp_path: Path) -> None:
    with two_sites(tmp_path / "data") as sites, sites.window() as stage:
        stage.press("create")
        wait_for_step(stage, 1)
        stage.press(f"venue-{VenueId.PRACTICE_US}")
        stage.press("check-address")
        stage.type_into("address", "https://www.blnance.com/")
        stage.press("address-check")
        assert stage.says("This only looks like the exchange's address.")
        stage.press("address-sheet-cancel")
        for step in range(1, 7):
            wait_for_step(stage, step)
            if step == 3:
                stage.type_into("key-name", NAME)
            stage.press("continue")
        wait_for_step(stage, 7)
        stage.press("step-why")
        stage.wait(lambda: stage.says("Why read-only?"), "the text")
        assert stage.window.guide_state is None
        assert stage.says("What happened on 3 July 2018")
        stage.press("reading-back")
        wait_for_step(stage, 7)
