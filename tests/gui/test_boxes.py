"""One's own look at the boxes that Binance.US does not report: asked for, good for one check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.two_sites import (
    TwoSites,
    button,
    is_shown,
    key_at,
    play,
    seal,
    tick_boxes,
    two_sites,
    wait_for_step,
)
from wizard.core.guide import CHECK_STEP, PASTE_STEP
from wizard.core.venue import VenueId
from wizard.gui.stage import Stage
from wizard.practice.troubles import Trouble

BOXES = ("withdrawals-off", "only-reading")

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[TwoSites]:
    with two_sites(tmp_path / "data") as sites:
        yield sites


@pytest.fixture
def stage(sites: TwoSites) -> Iterator[Stage]:
    """At the check of a key of the Binance.US kind."""
    with sites.window() as stage:
        seal(stage, key_at(sites.us), VenueId.PRACTICE_US)
        yield stage


def test_nothing_is_asked_before_both_are_ticked(stage: Stage) -> None:
    assert stage.says("Look at the page first")
    assert not button(stage, "continue").isEnabled()
    for box in BOXES:
        stage.press(box)
        assert not button(stage, "continue").isEnabled(), "one is not both"
        stage.press(box)
    tick_boxes(stage)
    assert button(stage, "continue").isEnabled()
    stage.press("only-reading")
    assert not button(stage, "continue").isEnabled(), "what was taken back counts no more"


def test_the_keyboard_ticks_and_a_screen_reader_reads(stage: Stage) -> None:
    for name in BOXES:
        box = button(stage, name)
        assert box.accessibleName().startswith("I looked: ")
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
        assert box.isChecked()
    assert button(stage, "continue").isEnabled()


def test_the_words_beside_a_box_tick_it_too(stage: Stage) -> None:
    box = button(stage, "withdrawals-off")
    row = box.parentWidget()
    assert row is not None
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert box.isChecked()
    assert not button(stage, "only-reading").isChecked()


def test_the_page_is_one_press_away_and_has_the_focus(stage: Stage, sites: TwoSites) -> None:
    assert button(stage, "boxes-open-page").hasFocus(), "and no box that nobody has seen yet"
    stage.press("boxes-open-page")
    assert stage.opened_addresses == [f"{sites.us.addresses.pages_url}/api-management"]


def test_what_is_proven_is_said_and_what_is_not(stage: Stage) -> None:
    tick_boxes(stage)
    stage.press("continue")
    stage.wait(lambda: stage.says("This key cannot trade"), "the proof")
    assert stage.says("nobody can prove that withdrawals are off")
    assert not stage.says("can only read")
    for row in ("Withdrawals", "Transfers", "Spot & margin trading"):
        assert stage.shows_row(f"{row}: not reported by this site")
    assert stage.shows_row("A test order is refused: refused")
    assert not is_shown(stage, "withdrawals-off")


def test_leaving_the_step_ends_the_look(stage: Stage) -> None:
    tick_boxes(stage)
    stage.press("back")
    wait_for_step(stage, PASTE_STEP)
    stage.press("continue")
    wait_for_step(stage, CHECK_STEP)
    assert not any(button(stage, box).isChecked() for box in BOXES)
    assert not button(stage, "continue").isEnabled()


def test_other_values_end_the_look(stage: Stage, sites: TwoSites) -> None:
    tick_boxes(stage)
    other = key_at(sites.us)
    stage.press("back")
    stage.press("paste-again")
    stage.paste_into("paste", other.api_key)
    stage.paste_into("paste", other.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the new seal")
    stage.press("continue")
    wait_for_step(stage, CHECK_STEP)
    assert not button(stage, "continue").isEnabled()


def test_a_key_that_can_trade_wants_another_look(stage: Stage, sites: TwoSites) -> None:
    play(sites.us, Trouble.TRADING_ON)
    tick_boxes(stage)
    stage.press("continue")
    stage.wait(lambda: stage.says("This key can still trade"), "the verdict")
    assert stage.says("Look once more")
    assert not button(stage, "continue").isEnabled()
    play(sites.us)
    tick_boxes(stage)
    stage.press("continue")
    stage.wait(lambda: stage.says("This key cannot trade"), "the proof")


def test_whoever_is_sent_to_the_page_looks_again(stage: Stage, sites: TwoSites) -> None:
    play(sites.us, Trouble.READING_OFF)
    tick_boxes(stage)
    stage.press("continue")
    stage.wait(lambda: is_shown(stage, "advice-open-page"), "the way to the page")
    assert stage.says("Look once more")
    assert not button(stage, "continue").isEnabled()


def test_swapped_values_need_no_other_look(sites: TwoSites) -> None:
    key = key_at(sites.us)
    swapped = replace(key, api_key=key.verifier, verifier=key.api_key)
    with sites.window() as stage:
        seal(stage, swapped, VenueId.PRACTICE_US)
        tick_boxes(stage)
        stage.press("continue")
        stage.press("advice-swap")
        stage.wait(lambda: stage.says("This key cannot trade"), "the proof")


def test_a_check_that_found_nothing_out_needs_no_other_look(stage: Stage, sites: TwoSites) -> None:
    play(sites.us, Trouble.OVERLOAD)
    tick_boxes(stage)
    stage.press("continue")
    stage.wait(lambda: stage.says("trouble of its own"), "the trouble")
    assert not is_shown(stage, "withdrawals-off")
    play(sites.us)
    stage.press("continue")
    stage.wait(lambda: stage.says("This key cannot trade"), "the proof")


def test_a_look_at_one_site_does_not_count_at_another(sites: TwoSites) -> None:
    with sites.window() as stage:
        seal(stage, key_at(sites.us), VenueId.PRACTICE_US)
        tick_boxes(stage)
        stage.press("continue")
        stage.wait(lambda: stage.says("This key cannot trade"), "the proof")
        stage.press("continue")
        stage.press("check-own-key")
        stage.type_into("key-name", "Another one")
        stage.press("continue")
        key = key_at(sites.us)
        stage.paste_into("paste", key.api_key)
        stage.paste_into("paste", key.verifier)
        stage.wait(lambda: stage.says("Sealed"), "the seal")
        stage.press("continue")
        wait_for_step(stage, CHECK_STEP)
        stage.press("continue")
        stage.wait(lambda: stage.says("does not know this key"), "the wrong site")
        stage.press("advice-other-venue")
        stage.press("other-venue-dialog-ok")
        stage.wait(lambda: is_shown(stage, "withdrawals-off"), "the question")
        assert not button(stage, "continue").isEnabled()


def test_a_site_that_reports_everything_asks_for_no_look(sites: TwoSites) -> None:
    with sites.window() as stage:
        seal(stage, key_at(sites.com), VenueId.PRACTICE)
        assert not is_shown(stage, "withdrawals-off")
        stage.press("continue")
        stage.wait(lambda: stage.says("This key can only read"), "the proof")
