"""Saved keys in a window that is left open: their age moves on, and so does what others found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.gui.two_sites import TwoSites, is_shown, key_at, play, two_sites
from wizard.core.credentials import HmacCredentials
from wizard.core.secret import Secret
from wizard.gui.looking_again import LookingAgain
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.permission_boxes import TICKED_IN_2018
from wizard.practice.practice_key import PracticeKey
from wizard.practice.troubles import Trouble

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[TwoSites]:
    with two_sites(tmp_path / "data") as sites:
        yield sites


@pytest.fixture
def key(sites: TwoSites) -> PracticeKey:
    return key_at(sites.com)


@pytest.fixture
def other(sites: TwoSites, key: PracticeKey) -> Iterator[KeyService]:
    """Another program on the same vault, which holds one proven key."""
    service = sites.service()
    service.storage.create()
    credentials = HmacCredentials(key.api_key, Secret(key.verifier))
    service.check_pending(service.seal("Tax report", credentials).record_id)
    yield service
    service.close()


@pytest.fixture
def stage(sites: TwoSites, other: KeyService) -> Iterator[Stage]:
    """The saved keys, verified a moment ago."""
    assert other.saved_keys()
    with sites.window() as stage:
        stage.wait(lambda: stage.is_home, "the saved keys")
        stage.press("verify-one")
        stage.wait(lambda: stage.says("“Tax report” is read-only."), "the proof")
        yield stage


def again(stage: Stage) -> LookingAgain:
    (found,) = stage.window.findChildren(LookingAgain)
    return found


def sooner(looking: LookingAgain) -> None:
    """What comes every minute, and every few of them, comes soon."""
    assert 0 < looking.ages.interval() <= 60_000
    assert 0 < looking.vault.interval() <= 10 * 60_000
    looking.ages.setInterval(20)
    looking.vault.setInterval(20)


def come_back(stage: Stage) -> None:
    QApplication.sendEvent(stage.window, QEvent(QEvent.Type.WindowActivate))


def withdraw(sites: TwoSites, other: KeyService, key: PracticeKey) -> None:
    """The other program finds out that the key can withdraw."""
    sites.com.account.save_permissions(key.api_key, TICKED_IN_2018)
    other.verify(other.find("Tax report").record_id)


def test_the_age_of_a_proof_moves_on_and_green_ends(stage: Stage, sites: TwoSites) -> None:
    again(stage).vault.stop()
    again(stage).ages.setInterval(20)
    sites.wait_virtually(20 * 60)
    stage.wait(lambda: stage.says("20 minutes ago"), "the age")
    assert not stage.says("when last checked")
    sites.wait_virtually(45 * 60)
    stage.wait(lambda: stage.says("Read-only when last checked"), "the end of the green")


def test_what_another_program_found_is_seen_on_coming_back(
    stage: Stage, sites: TwoSites, other: KeyService, key: PracticeKey
) -> None:
    withdraw(sites, other, key)
    assert not stage.says("Can trade")
    come_back(stage)
    stage.wait(lambda: stage.says("Can trade"), "what the other program found")


def test_what_another_program_found_is_seen_without_touching_anything(
    stage: Stage, sites: TwoSites, other: KeyService, key: PracticeKey
) -> None:
    sooner(again(stage))
    withdraw(sites, other, key)
    stage.wait(lambda: stage.says("Can trade"), "what the other program found")


def test_nobody_is_called_back_from_the_guide(stage: Stage) -> None:
    come_back(stage)
    stage.press("new-key")
    stage.wait(lambda: stage.window.runner.is_idle, "the end of the look")
    assert stage.window.guide_state is not None
    come_back(stage)
    stage.wait(lambda: stage.window.runner.is_idle, "the end of the look")
    assert stage.window.guide_state is not None
    assert not stage.is_home


def test_a_look_takes_no_trouble_and_no_news_away(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.MAINTENANCE)
    stage.press("verify-one")
    stage.wait(lambda: stage.says("closed for maintenance"), "the trouble")
    come_back(stage)
    stage.wait(lambda: stage.window.runner.is_idle, "the end of the look")
    assert stage.says("closed for maintenance")
    assert stage.says("could not be checked")
    assert is_shown(stage, "problem-action")


def test_the_last_key_gone_elsewhere_leads_to_the_welcome(stage: Stage, other: KeyService) -> None:
    other.remove(other.find("Tax report").record_id)
    come_back(stage)
    stage.wait(lambda: not stage.is_home, "the first screen")
