"""A button for every way out: the clock, a later time, the other site, other values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.two_sites import (
    NAME,
    TwoSites,
    button,
    is_shown,
    key_at,
    play,
    seal,
    stands_out,
    two_sites,
    wait_for_step,
)
from wizard.core.guide import CHECK_STEP
from wizard.core.venue import VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.closures import RETRY_AFTER
from wizard.practice.troubles import Trouble
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

pytestmark = pytest.mark.usefixtures("qtbot")

HALF_AN_HOUR_MS = 30 * 60_000


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[TwoSites]:
    with two_sites(tmp_path / "data") as sites:
        yield sites


@pytest.fixture
def stage(sites: TwoSites) -> Iterator[Stage]:
    """At the check of a sound key."""
    with sites.window() as stage:
        seal(stage, key_at(sites.com))
        yield stage


def test_the_clock_is_looked_at_in_place(stage: Stage, sites: TwoSites) -> None:
    sites.com_ahead_ms = HALF_AN_HOUR_MS
    play(sites.com, Trouble.CLOCK_JUMPS)
    stage.press("continue")
    stage.wait(lambda: stage.says("This computer's clock is wrong"), "the trouble")
    assert stands_out(stage, "advice-check-clock")
    assert not stands_out(stage, "continue")
    sites.com_ahead_ms = 0
    play(sites.com, Trouble.CLOCK_AHEAD)
    stage.press("advice-check-clock")
    stage.wait(lambda: stage.says("behind, compared with Practice exchange"), "by how much")
    assert stands_out(stage, "advice-check-clock"), "it still is what to mend"
    play(sites.com)
    stage.press("advice-check-clock")
    stage.wait(lambda: stage.says("agree now"), "that it is well")
    stage.press("continue")
    stage.wait(lambda: stage.says("is proven and saved"), "the proof")


def test_a_clock_that_nobody_tells(stage: Stage, sites: TwoSites) -> None:
    sites.com_ahead_ms = HALF_AN_HOUR_MS
    play(sites.com, Trouble.CLOCK_JUMPS)
    stage.press("continue")
    stage.wait(lambda: stage.says("This computer's clock is wrong"), "the trouble")
    play(sites.com, Trouble.OVERLOAD)
    stage.press("advice-check-clock")
    stage.wait(lambda: stage.says("The clock could not be checked."), "the reason")


def test_later_has_a_time_and_comes_by_itself(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.RATE_LIMIT)
    stage.press("continue")
    stage.wait(lambda: stage.says("asks us to slow down"), "the trouble")
    main = button(stage, "continue")
    assert main.text().startswith("Check again at ")
    assert main.text().startswith("Check again at ")
    assert main.text()[-3] == ":", "the day stands before it when it is another one"
    assert not main.isEnabled()
    assert stage.says("The button below works again in ")
    play(sites.com)
    sites.wait_virtually(RETRY_AFTER + 1)
    stage.wait(main.isEnabled, "the moment")
    assert main.text() == "Check again"
    assert not stage.says("The button below works again in ")
    stage.press("continue")
    stage.wait(lambda: stage.says("is proven and saved"), "the proof")


def test_the_check_begins_by_itself_where_that_is_wanted(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.RATE_LIMIT)
    stage.press("continue")
    stage.press("check-by-itself")
    play(sites.com)
    sites.wait_virtually(RETRY_AFTER + 1)
    stage.wait(lambda: stage.says("is proven and saved"), "the proof, and nobody pressed")


def test_nobody_waits_in_a_step_that_was_left(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.RATE_LIMIT)
    stage.press("continue")
    stage.press("check-by-itself")
    stage.press("back")
    play(sites.com)
    sites.wait_virtually(RETRY_AFTER + 1)
    stage.press("continue")
    wait_for_step(stage, CHECK_STEP)
    assert button(stage, "continue").text() == "Check again"
    assert stage.window.service.saved_keys() == ()


def test_the_time_outlives_a_restart(sites: TwoSites) -> None:
    with sites.window() as stage:
        seal(stage, key_at(sites.com))
        play(sites.com, Trouble.BAN)
        stage.press("continue")
        stage.wait(lambda: stage.says("does not answer your address"), "the trouble")
        time = button(stage, "continue").text()
        stage.press("leave")
        stage.wait(lambda: stage.is_enabled("resume"), "the offer to go on")
    play(sites.com)
    with sites.window() as again:
        again.press("resume")
        wait_for_step(again, CHECK_STEP)
        again.press("continue")
        again.wait(lambda: again.says("does not answer your address"), "what is remembered")
        assert button(again, "continue").text() == time
        assert not button(again, "continue").isEnabled()
        assert again.says("Until then the wizard does not ask")


def test_the_other_site_is_asked_only_after_a_yes(sites: TwoSites) -> None:
    with sites.window() as stage:
        seal(stage, key_at(sites.com), VenueId.PRACTICE_US)
        for box in ("withdrawals-off", "only-reading"):
            stage.press(box)
        stage.press("continue")
        stage.wait(lambda: is_shown(stage, "advice-other-venue"), "the way out")
        assert button(stage, "advice-other-venue").text() == "Ask the other site instead"
        stage.press("advice-other-venue")
        stage.wait(lambda: stage.says("as they go to any exchange that is asked."), "the promise")
        stage.press("other-venue-dialog-cancel")
        (pending,) = stage.window.service.pending_keys()
        assert pending.venue is VenueId.PRACTICE_US
        stage.press("advice-other-venue")
        stage.press("other-venue-dialog-ok")
        stage.wait(lambda: stage.says("is proven and saved"), "the proof over there")
        (saved,) = stage.window.service.saved_keys()
        assert saved.venue is VenueId.PRACTICE


def test_there_is_no_other_site_where_there_is_one(tmp_path: Path, sites: TwoSites) -> None:
    url = sites.com.addresses.api_url
    exchange = BinanceExchange(loopback_venue(url, url))
    door = VaultDoor(tmp_path / "one", MemoryKeychain())
    files = SideFiles.in_folder(tmp_path / "one")
    stage = Stage(lambda: KeyService([exchange], door, files, utc_now))
    stage.open()
    seal(stage, key_at(sites.us))
    stage.press("continue")
    stage.wait(lambda: is_shown(stage, "advice-paste-again"), "the ways out")
    assert not is_shown(stage, "advice-other-venue")
    stage.close()


def test_one_thingstands_out(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.UNKNOWN_KEY)
    stage.press("continue")
    stage.wait(lambda: is_shown(stage, "advice-paste-again"), "the ways out")
    assert stands_out(stage, "advice-paste-again")
    for name in ("advice-other-venue", "advice-start-again", "continue"):
        assert not stands_out(stage, name), name
    play(sites.com, Trouble.OVERLOAD)
    stage.press("continue")
    stage.wait(lambda: stage.says("trouble of its own"), "only time helps")
    assert stands_out(stage, "continue")


def test_the_name_is_kept_through_all_of_it(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.UNKNOWN_KEY)
    stage.press("continue")
    stage.press("advice-start-again")
    wait_for_step(stage, 1)
    state = stage.window.guide_state
    assert state is not None
    assert state.name == NAME


def test_a_second_click_does_not_turn_the_values_back(stage: Stage, sites: TwoSites) -> None:
    stage.press("back")
    stage.press("paste-again")
    key = key_at(sites.com)
    stage.paste_into("paste", key.verifier)
    stage.paste_into("paste", key.api_key)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("continue")
    wait_for_step(stage, CHECK_STEP)
    stage.press("continue")
    stage.wait(lambda: is_shown(stage, "advice-swap"), "the way out")
    swap = button(stage, "advice-swap")
    swap.click()
    swap.click()
    stage.wait(lambda: stage.says("is proven and saved"), "the proof")
