"""What others do with the pair of an open guide is said, and what was pasted or saved is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gui.practice_windows import folder, make_service, server, stage
from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP, GuideState
from wizard.gui.pages.guide import GuidePage
from wizard.gui.stage import Stage
from wizard.key_service import KeyService, Saved
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer

NAME, OTHER_NAME = "Tracker", "Other tool"

__all__ = ["folder", "make_service", "server", "stage"]  # fixtures of these tests

pytestmark = [
    pytest.mark.usefixtures("qtbot"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def elsewhere(make_service: Callable[[], KeyService], stage: Stage) -> Iterator[KeyService]:
    """As another process has it, once there is a vault."""
    service = make_service()
    yield service
    service.close()


def _state(stage: Stage) -> GuideState:
    return stage.window.guide_state or GuideState()


def _go_on_to(stage: Stage, step: int) -> None:
    while _state(stage).step < step:
        here = _state(stage).step
        stage.press("continue")
        stage.wait(lambda here=here: _state(stage).step > here, f"the step after {here}")  # type: ignore[misc]


def _rail(stage: Stage, step: int) -> None:
    (page,) = stage.window.findChildren(GuidePage)
    page.rail.chosen.emit(step)
    stage.wait(lambda: _state(stage).step == step, f"step {step}")


def _make_pair(stage: Stage, name: str = NAME) -> str:
    stage.press("create")
    stage.wait(lambda: _state(stage).step == 1, "step 1")
    _go_on_to(stage, NAME_STEP)
    stage.type_into("key-name", name)
    return _press_make(stage)


def _press_make(stage: Stage) -> str:
    stage.press("continue")
    stage.wait(lambda: stage.is_enabled("copy-public-key"), "the public key")
    (pair,) = stage.window.service.pairs.waiting()
    return pair.public_key


def _register(server: PracticeServer, public_key: str) -> PracticeKey:
    return server.account.make_key(NAME, permissions=READ_ONLY, public_key_pem=public_key)


def _prove_in_guide(stage: Stage, key: PracticeKey) -> None:
    _go_on_to(stage, PASTE_STEP)
    stage.paste_into("api-key", key.api_key)
    stage.wait(lambda: stage.says(f"Sealed: API key …{key.api_key[-4:]}"), "the seal")
    _go_on_to(stage, CHECK_STEP)
    stage.press("continue")
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")


def _prove(service: KeyService, key: PracticeKey) -> None:
    service.storage.open()
    (pair,) = service.pairs.waiting()
    service.pairs.complete(pair.record_id, key.api_key)
    assert isinstance(service.check_pending(pair.record_id), Saved)


def _paste_both(stage: Stage, server: PracticeServer) -> PracticeKey:
    _make_pair(stage)
    _go_on_to(stage, PASTE_STEP)
    key = server.account.make_key(NAME, permissions=READ_ONLY)
    stage.paste_into("api-key", f"API Key: {key.api_key}\nSecret Key: {key.verifier}")
    stage.wait(lambda: stage.is_enabled("use-both"), "the offer")
    return key


def test_two_values_are_there_again_whichever_way_one_went(
    stage: Stage, server: PracticeServer
) -> None:
    key = _paste_both(stage, server)
    for way in ("back", "rail"):
        if way == "back":
            stage.press("back")
        else:
            _rail(stage, NAME_STEP)
        stage.wait(lambda: _state(stage).step < PASTE_STEP, "another step")
        assert stage.window.rooms.holds_unsealed(), "the site shows the secret once"
        _go_on_to(stage, PASTE_STEP)
        assert stage.is_enabled("use-both")
    stage.paste_into("api-key", "nothing like it")
    assert stage.is_enabled("use-both"), "what is no key takes nothing away"
    stage.press("leave")
    stage.press("confirm-dialog-cancel")

    stage.press("use-both")

    stage.wait(lambda: stage.says(f"API key …{key.api_key[-4:]} and its secret"), "the seal")
    assert not stage.window.rooms.holds_unsealed()


def test_to_say_that_the_site_shows_a_secret_seals_the_two_values(
    stage: Stage, server: PracticeServer
) -> None:
    key = _paste_both(stage, server)
    stage.press("other-kind")
    stage.wait(lambda: stage.says(f"API key …{key.api_key[-4:]} and its secret"), "the seal")


@pytest.mark.parametrize("leave", ["back", "rail"])
def test_one_value_waits_while_one_looks_at_another_step(
    stage: Stage, server: PracticeServer, leave: str
) -> None:
    stage.press("have-one")
    stage.wait(lambda: _state(stage).step == NAME_STEP, "step 3")
    stage.type_into("key-name", NAME)
    _go_on_to(stage, PASTE_STEP)
    key = server.account.make_key(NAME, permissions=READ_ONLY)
    stage.paste_into("paste", f"Secret Key: {key.verifier}")
    if leave == "back":
        stage.press("back")
    else:
        _rail(stage, NAME_STEP)
    stage.wait(lambda: _state(stage).step == NAME_STEP, "step 3")
    stage.window.close()
    assert stage.window.isVisible(), "what waits does not go unasked from there either"
    stage.press("confirm-dialog-cancel")
    _go_on_to(stage, PASTE_STEP)
    stage.paste_into("paste", key.api_key)
    stage.wait(lambda: stage.says(f"Sealed: API key …{key.api_key[-4:]}"), "the seal")


@pytest.mark.parametrize("how", ["pasting", "lock"])
def test_a_pair_that_was_discarded_elsewhere_is_told_of(
    stage: Stage, server: PracticeServer, elsewhere: KeyService, how: str
) -> None:
    key = _register(server, _make_pair(stage))
    _go_on_to(stage, PASTE_STEP)
    elsewhere.storage.open()
    for pair in elsewhere.pairs.waiting():
        elsewhere.discard(pair.record_id)
    if how == "pasting":
        stage.paste_into("api-key", key.api_key)
    else:
        stage.window.service.storage.reload()
        guide = stage.window.rooms.guide
        assert guide is not None
        guide.lock()
        guide.unlock(is_shown=True)
    stage.wait(lambda: _state(stage).step == NAME_STEP, "the step where a pair is made")
    stage.wait(lambda: stage.says("This key pair is not in the vault any more"), "why")
    stage.wait(lambda: stage.window.runner.is_idle, "the end of all work")
    assert stage.says("Delete that API key at the exchange"), "it stays, and says what to do"


@pytest.mark.parametrize("how", ["pasting", "another name"])
def test_a_pair_that_was_proven_elsewhere_ends_the_guide_at_the_saved_key(
    stage: Stage, server: PracticeServer, elsewhere: KeyService, how: str
) -> None:
    key = _register(server, _make_pair(stage))
    if how == "pasting":
        _go_on_to(stage, PASTE_STEP)
    _prove(elsewhere, key)
    if how == "pasting":
        stage.paste_into("api-key", key.api_key)
    else:
        stage.type_into("key-name", OTHER_NAME)
        stage.press("continue")
    stage.wait(lambda: stage.is_home, "the saved keys")
    stage.wait(lambda: stage.window.runner.is_idle, "the end of all work")
    assert [saved.name for saved in stage.window.service.saved_keys()] == [NAME]


@pytest.mark.parametrize("name", ["tracker", OTHER_NAME])
def test_only_a_new_key_of_the_same_name_takes_the_place_of_the_old_one(
    stage: Stage, server: PracticeServer, name: str
) -> None:
    _prove_in_guide(stage, _register(server, _make_pair(stage)))
    stage.press("continue")
    stage.press("create-again")
    stage.wait(lambda: _state(stage).step == 1, "step 1")
    _go_on_to(stage, NAME_STEP)
    stage.wait(lambda: stage.says(f"takes the place of your saved key “{NAME}”"), "the word")
    stage.type_into("key-name", name)
    is_other = name == OTHER_NAME
    assert stage.says(f"your saved key “{NAME}” stays") is is_other
    assert stage.says(f"takes the place of your saved key “{NAME}”") is not is_other

    _prove_in_guide(stage, _register(server, _press_make(stage)))

    assert stage.says(f"It takes the place of “{NAME}”") is not is_other
    names = sorted(saved.name for saved in stage.window.service.saved_keys())
    assert names == ([OTHER_NAME, NAME] if is_other else [name])


def test_a_name_outlives_a_window_that_is_closed_at_once(stage: Stage, folder: Path) -> None:
    stage.press("create")
    stage.wait(lambda: _state(stage).step == 1, "step 1")
    _go_on_to(stage, NAME_STEP)
    stage.wait(lambda: stage.window.runner.is_idle, "the kept place")
    stage.type_into("key-name", NAME)
    stage.close()
    assert json.loads((folder / "progress.json").read_text())["name"] == NAME
