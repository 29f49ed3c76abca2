"""Where the account is: asked once, kept, and every page and question goes there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.two_sites import (
    NAME,
    TwoSites,
    button,
    is_shown,
    key_at,
    seal,
    tick_boxes,
    two_sites,
    wait_for_step,
)
from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP
from wizard.core.venue import Grade, VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

US = f"venue-{VenueId.PRACTICE_US}"
COM = f"venue-{VenueId.PRACTICE}"
CANNOT_BE_PROVEN = "It cannot prove that withdrawals are off"

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[TwoSites]:
    with two_sites(tmp_path / "data") as sites:
        yield sites


@pytest.fixture
def stage(sites: TwoSites) -> Iterator[Stage]:
    with sites.window() as stage:
        yield stage


def test_the_usual_site_is_chosen_and_the_other_says_at_once_what_it_cannot_prove(
    stage: Stage, sites: TwoSites
) -> None:
    stage.press("create")
    wait_for_step(stage, 1)
    assert button(stage, COM).isChecked()
    assert not stage.says(CANNOT_BE_PROVEN)
    stage.press(US)
    stage.wait(lambda: stage.says(CANNOT_BE_PROVEN), "what cannot be proven there")
    assert stage.says("In this rehearsal it begins with"), "no address of a real one"
    assert button(stage, US).isChecked()
    assert not button(stage, COM).isChecked()
    stage.press("open-page")
    assert stage.opened_addresses == [f"{sites.us.addresses.pages_url}/account"]


def test_the_choice_is_there_for_the_keyboard_and_for_a_screen_reader(stage: Stage) -> None:
    stage.press("create")
    wait_for_step(stage, 1)
    usual = button(stage, COM)
    assert usual.accessibleName() == "Practice exchange"
    assert usual.accessibleDescription() == "Where is your account?"
    assert "Binance.US" in button(stage, US).accessibleName()
    usual.setFocus()
    QTest.keyClick(usual, Qt.Key.Key_Down)
    stage.wait(lambda: stage.says(CANNOT_BE_PROVEN), "the other one, by arrow key")
    other = button(stage, US)
    assert other.hasFocus(), "the choice keeps the focus"
    QTest.keyClick(other, Qt.Key.Key_Left)
    stage.wait(lambda: not stage.says(CANNOT_BE_PROVEN), "the usual one again")


def test_it_is_asked_at_the_first_step_and_not_again(stage: Stage) -> None:
    stage.press("create")
    wait_for_step(stage, 1)
    for step in (2, 3):
        stage.press("continue")
        wait_for_step(stage, step)
        assert not is_shown(stage, US)


def test_who_came_with_a_key_says_it_beside_the_name(stage: Stage) -> None:
    stage.press("have-one")
    wait_for_step(stage, NAME_STEP)
    assert is_shown(stage, US)
    assert stage.window.focusWidget() is not button(stage, US), "the name comes first"


def test_where_there_is_one_site_nobody_is_asked(tmp_path: Path, sites: TwoSites) -> None:
    url = sites.com.addresses.api_url
    exchange = BinanceExchange(loopback_venue(url, url))
    files = SideFiles.in_folder(tmp_path / "one")
    door = VaultDoor(tmp_path / "one", MemoryKeychain())
    stage = Stage(lambda: KeyService([exchange], door, files, utc_now))
    stage.open()
    stage.press("create")
    wait_for_step(stage, 1)
    assert not is_shown(stage, COM)
    assert not stage.says("Where is your account?")
    stage.close()


def test_the_choice_outlives_leaving_and_a_restart(sites: TwoSites) -> None:
    with sites.window() as stage:
        stage.press("create")
        stage.press(US)
        stage.press("continue")
        wait_for_step(stage, 2)
        stage.press("leave")
        stage.wait(lambda: stage.is_enabled("resume"), "the offer to go on")
    with sites.window() as again:
        again.press("resume")
        wait_for_step(again, 2)
        state = again.window.guide_state
        assert state is not None
        assert state.venue is VenueId.PRACTICE_US
        again.press("back")
        wait_for_step(again, 1)
        assert button(again, US).isChecked()


def test_a_key_is_sealed_for_the_site_that_was_chosen(stage: Stage, sites: TwoSites) -> None:
    seal(stage, key_at(sites.us), VenueId.PRACTICE_US)
    (pending,) = stage.window.service.pending_keys()
    assert pending.venue is VenueId.PRACTICE_US
    tick_boxes(stage)
    stage.press("continue")
    stage.wait(lambda: stage.says("This key cannot trade"), "the proof")
    (saved,) = stage.window.service.saved_keys()
    assert (saved.venue, saved.grade) == (VenueId.PRACTICE_US, Grade.TRADING_ONLY)


def test_a_sealed_key_goes_along_when_the_site_is_changed(stage: Stage, sites: TwoSites) -> None:
    seal(stage, key_at(sites.us))
    stage.press("continue")
    stage.wait(lambda: stage.says("does not know this key"), "the wrong site")
    for step in (PASTE_STEP, NAME_STEP):
        stage.press("back")
        wait_for_step(stage, step)
    stage.press(US)
    stage.press("continue")
    wait_for_step(stage, PASTE_STEP)
    (pending,) = stage.window.service.pending_keys()
    assert pending.venue is VenueId.PRACTICE_US
    stage.press("continue")
    wait_for_step(stage, CHECK_STEP)
    tick_boxes(stage)
    stage.press("continue")
    stage.wait(lambda: stage.says("This key cannot trade"), "the proof")


def test_a_pending_key_of_another_day_has_its_own_site(sites: TwoSites) -> None:
    with sites.window() as stage:
        key = key_at(sites.us)
        seal(stage, key, VenueId.PRACTICE_US)
    (sites.folder / "progress.json").unlink()
    with sites.window() as again:
        again.press("resume")
        wait_for_step(again, CHECK_STEP)
        assert is_shown(again, "withdrawals-off"), "its own site reports nothing"
        again.press("boxes-open-page")
        (address,) = again.opened_addresses
        assert address.startswith(sites.us.addresses.pages_url)


def test_the_names_are_those_of_the_service(stage: Stage) -> None:
    stage.press("have-one")
    stage.type_into("key-name", NAME)
    names = {button(stage, name).accessibleName() for name in (COM, US)}
    assert names == {venue.name for venue in stage.window.service.venues}
