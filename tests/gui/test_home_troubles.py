"""At the saved keys: why a check found nothing, when to try again, and buttons that work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.two_sites import TwoSites, button, is_shown, key_at, play, two_sites
from wizard.core.credentials import HmacCredentials
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.secret import Secret
from wizard.gui.pages.home import HomePage
from wizard.gui.stage import Stage
from wizard.practice.permission_boxes import TICKED_IN_2018
from wizard.practice.practice_key import PracticeKey
from wizard.practice.troubles import Trouble

pytestmark = pytest.mark.usefixtures("qtbot")

_UNTIL = "Until then the wizard does not ask"


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[TwoSites]:
    with two_sites(tmp_path / "data") as sites:
        yield sites


@pytest.fixture
def keys(sites: TwoSites) -> tuple[PracticeKey, PracticeKey]:
    """Two proven keys in the vault."""
    service = sites.service()
    service.storage.create()
    made = (key_at(sites.com), key_at(sites.com))
    for number, key in enumerate(made):
        credentials = HmacCredentials(key.api_key, Secret(key.verifier))
        service.check_pending(service.seal(f"Key {number}", credentials).record_id)
    service.close()
    return made


@pytest.fixture
def stage(sites: TwoSites, keys: tuple[PracticeKey, PracticeKey]) -> Iterator[Stage]:
    assert len(keys) == 2
    with sites.window() as stage:
        stage.wait(lambda: stage.is_home, "the saved keys")
        home(stage).select(stage.window.service.find("Key 0").record_id)
        yield stage


def home(stage: Stage) -> HomePage:
    (page,) = stage.window.findChildren(HomePage)
    return page


def test_a_rate_limit_says_when_to_try_again_and_has_no_button(
    stage: Stage, sites: TwoSites
) -> None:
    play(sites.com, Trouble.RATE_LIMIT)
    stage.press("verify-one")
    stage.wait(lambda: stage.says(_UNTIL), "the time")
    assert stage.says("Try again at ")
    assert not is_shown(stage, "problem-action"), "pressing it would ask too early"
    play(sites.com)
    sites.wait_virtually(3600)
    stage.press("verify-one")
    stage.wait(lambda: stage.says("is read-only"), "the proof")
    assert not stage.says(_UNTIL)


def test_a_round_of_several_says_when_to_try_again(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.RATE_LIMIT)
    stage.press("verify-all")
    stage.wait(lambda: stage.says(_UNTIL), "the time")


def test_a_round_of_several_shows_no_other_keys_trouble(
    stage: Stage, sites: TwoSites, keys: tuple[PracticeKey, PracticeKey]
) -> None:
    sites.com.account.delete_key(keys[0].api_key)
    stage.press("verify-all")
    stage.wait(lambda: stage.says("no longer knows"), "the news")
    assert home(stage).problem is None


def test_the_address_that_was_seen_is_told_and_the_page_opened(
    stage: Stage, sites: TwoSites
) -> None:
    play(sites.com, Trouble.IP_LIST_WITH_ADDRESS)
    stage.press("verify-one")
    stage.wait(lambda: home(stage).problem is not None, "the reason")
    assert stage.says("It sees you at 203.0.113.7.")
    assert button(stage, "problem-action").text() == "Open the page", "there is no step 7 here"
    stage.press("problem-action")
    assert stage.opened_addresses == [stage.window.service.venue.pages["api-management"]]


def test_a_key_that_can_trade_keeps_the_cause_of_a_later_silence(
    stage: Stage, sites: TwoSites, keys: tuple[PracticeKey, PracticeKey]
) -> None:
    sites.com.account.save_permissions(keys[0].api_key, TICKED_IN_2018)
    stage.press("verify-one")
    stage.wait(lambda: stage.says("no longer read-only"), "the alarm")
    play(sites.com, Trouble.MAINTENANCE)
    stage.press("verify-one")
    stage.wait(lambda: stage.says("The exchange is closed for maintenance."), "the cause")
    assert stage.says("still not read-only")
    play(sites.com)
    home(stage).select(stage.window.service.find("Key 1").record_id)
    stage.press("problem-action")
    stage.wait(lambda: home(stage).problem is None, "the next check")
    stage.wait(lambda: stage.says("still not read-only"), "the key that the card was about")


def test_a_key_that_cannot_be_asked_about_is_not_handed_over(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.BAN)
    stage.press("hand-over")
    stage.wait(lambda: stage.says("Nothing was handed over."), "the outcome")
    assert stage.says(_UNTIL)
    assert not stage.is_enabled("copy-secret")
    play(sites.com)
    sites.wait_virtually(100_000)
    stage.press("hand-over")
    stage.press("hand-over-done")
    assert not stage.says("Nothing was handed over.")


def test_a_deleted_key_can_be_created_again_from_the_card(
    stage: Stage, sites: TwoSites, keys: tuple[PracticeKey, PracticeKey]
) -> None:
    sites.com.account.delete_key(keys[0].api_key)
    stage.press("verify-one")
    stage.wait(lambda: home(stage).problem is not None, "the reason")
    stage.press("problem-action")
    stage.wait(lambda: stage.window.guide_state is not None, "the guide")


_DONE_AT_HOME = {
    Action.OPEN_PAGE,
    Action.EDIT_RESTRICTIONS,
    Action.CONNECTION_SETTINGS,
    Action.START_AGAIN,
    Action.TRY_AGAIN,
    Action.RESTORE_COPY,
}


@pytest.mark.parametrize("action", Action)
def test_only_what_can_be_done_here_has_a_button(stage: Stage, action: Action) -> None:
    problem = next((one for one in map(Problem, ProblemId) if one.action is action), None)
    if problem is not None:
        home(stage).show_problem(problem)
        assert is_shown(stage, "problem-action") is (action in _DONE_AT_HOME)
