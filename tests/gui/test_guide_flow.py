"""The guide on bad days: what cannot be sealed, a check that hangs, values swapped, two windows."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wizard.core.guide import CHECK_STEP, PASTE_STEP, RESTRICT_STEP
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

NAME = "Tax report"

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def key(server: PracticeServer) -> PracticeKey:
    return server.account.make_key(NAME, permissions=READ_ONLY)


@pytest.fixture
def keychain() -> MemoryKeychain:
    return MemoryKeychain()


@pytest.fixture
def service_at(tmp_path: Path, keychain: MemoryKeychain) -> Callable[[str], KeyService]:
    folder = tmp_path / "data"

    def make(url: str) -> KeyService:
        exchange = BinanceExchange(loopback_venue(url, url))
        door = VaultDoor(folder, keychain)
        return KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)

    return make


@pytest.fixture
def stage(server: PracticeServer, service_at: Callable[[str], KeyService]) -> Iterator[Stage]:
    stage = Stage(lambda: service_at(server.addresses.api_url))
    stage.open()
    yield stage
    stage.close()


def _step(stage: Stage) -> int:
    state = stage.window.guide_state
    return 0 if state is None else state.step


def _name(stage: Stage, name: str = NAME) -> None:
    stage.press("have-one")
    stage.type_into("key-name", name)
    stage.press("continue")
    stage.wait(lambda: _step(stage) == PASTE_STEP, "step 9")


def _paste(stage: Stage, api_key: str, secret: str) -> None:
    stage.paste_into("paste", api_key)
    stage.paste_into("paste", secret)


def _check(stage: Stage) -> None:
    stage.press("continue")
    stage.wait(lambda: _step(stage) == CHECK_STEP, "step 10")
    stage.press("continue")


def test_a_key_that_the_person_already_has(stage: Stage, key: PracticeKey) -> None:
    _name(stage)
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    _check(stage)
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")
    stage.press("continue")
    stage.wait(lambda: stage.is_home, "the saved keys")
    assert stage.says("Read-only")


def test_what_cannot_be_sealed_is_not_lost(stage: Stage, key: PracticeKey, tmp_path: Path) -> None:
    _name(stage)
    folder, away = tmp_path / "data", tmp_path / "away"
    folder.rename(away)
    folder.write_text("a file where the folder should be")
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Not sealed yet"), "the problem, and a way on")
    assert not stage.is_enabled("continue")
    stage.window.close()
    assert stage.window.isVisible(), "the only copy must not go without a question"
    stage.press("confirm-dialog-cancel")
    folder.unlink()
    away.rename(folder)
    stage.press("seal-again")
    stage.wait(lambda: stage.says("Sealed"), "the seal, without pasting again")
    assert len(stage.window.service.pending_keys()) == 1


def test_swapped_values_are_recognised_and_swapped(stage: Stage, key: PracticeKey) -> None:
    _name(stage)
    _paste(stage, key.verifier, key.api_key)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    _check(stage)
    stage.wait(lambda: stage.says("in each other's place"), "the cause")
    stage.press("advice-swap")
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")


def test_other_values_take_the_place_of_wrong_ones(stage: Stage, key: PracticeKey) -> None:
    _name(stage)
    _paste(stage, key.api_key, "x" * 64)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    _check(stage)
    stage.wait(lambda: stage.says("do not belong together"), "the cause")
    stage.press("advice-paste-again")
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the new seal")
    _check(stage)
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")
    assert stage.window.service.pending_keys() == ()


def test_a_check_that_hangs_can_be_stopped(
    service_at: Callable[[str], KeyService], key: PracticeKey
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        stage = Stage(lambda: service_at(f"http://127.0.0.1:{silent.getsockname()[1]}"))
        stage.open()
        _name(stage)
        _paste(stage, key.api_key, key.verifier)
        stage.wait(lambda: stage.says("Sealed"), "the seal")
        _check(stage)
        stage.wait(lambda: stage.says("Checking the key"), "the running check")
        stage.press("continue")  # it says "Stop" now
        stage.wait(lambda: not stage.says("Checking the key"), "the step as it was")
        assert stage.says("not asked yet")
        assert len(stage.window.service.pending_keys()) == 1
        stage.close()


def test_a_name_that_is_taken_is_said_before_anything_is_pasted(
    stage: Stage, key: PracticeKey
) -> None:
    _name(stage)
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("leave")
    stage.press("new-key")
    stage.wait(lambda: _step(stage) == 1, "step 1")
    stage.press("continue")
    stage.press("continue")
    stage.type_into("key-name", "tax REPORT")
    stage.press("continue")
    stage.wait(lambda: stage.says("already have a key named"), "the refusal")


def test_leaving_and_coming_back_on_another_day(
    stage: Stage,
    server: PracticeServer,
    service_at: Callable[[str], KeyService],
    key: PracticeKey,
) -> None:
    _name(stage)
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("leave")
    stage.wait(lambda: stage.is_home, "the way out")
    stage.close()
    again = Stage(lambda: service_at(server.addresses.api_url))
    again.open()
    again.press("resume")
    again.wait(lambda: _step(again) == PASTE_STEP, "the same step")
    again.wait(lambda: again.says("Sealed"), "the sealed values")
    again.close()


def test_discarding_wipes_the_pending_key(stage: Stage, key: PracticeKey) -> None:
    _name(stage)
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("discard-pending")
    stage.press("confirm-dialog-ok")
    stage.wait(lambda: not stage.says("Sealed"), "the empty fields")
    assert stage.window.service.pending_keys() == ()
    assert not stage.is_enabled("continue")


def test_after_a_check_the_other_steps_show_their_page_again(
    stage: Stage, server: PracticeServer
) -> None:
    key = server.account.make_key(NAME)  # as the site makes it: trading is on
    _name(stage)
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    _check(stage)
    stage.wait(lambda: stage.says("This key can still trade"), "the verdict")
    stage.press("advice-edit-restrictions")
    stage.wait(lambda: _step(stage) == RESTRICT_STEP, "step 7")
    assert stage.is_enabled("looks-different")
    stage.press("leave")
    stage.wait(lambda: stage.is_enabled("resume"), "the offer to go on")
    assert stage.says(f"“{NAME}” could do more than read when last checked")
    assert stage.says("switch off what is too much")
    stage.wait(lambda: not stage.says("sealed but not proven"), "one offer for one key")
    stage.window.rooms.resume.card.hide()
    stage.wait(lambda: stage.is_enabled("pending-resume"), "the card of the key itself")
    assert stage.says(f"“{NAME}” could do more than read when last checked: switch off")


def test_going_on_where_one_left_is_offered_at_once(stage: Stage, key: PracticeKey) -> None:
    _name(stage)
    stage.press("leave")
    stage.press("resume")
    stage.wait(lambda: _step(stage) == PASTE_STEP, "the same step, the same name")


def test_a_key_that_was_discarded_elsewhere_leaves_no_dead_end(
    stage: Stage, key: PracticeKey
) -> None:
    _name(stage)
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("leave")
    stage.wait(lambda: stage.is_enabled("resume"), "the offer to go on")
    (pending,) = stage.window.service.pending_keys()
    stage.window.service.discard(pending.record_id)
    stage.press("resume")
    stage.wait(
        lambda: _step(stage) == PASTE_STEP and not stage.is_enabled("continue"),
        "no way on without what is gone",
    )
    assert not stage.says("Sealed: ")


def test_a_stale_discard_never_takes_a_proven_key(
    stage: Stage, service_at: Callable[[str], KeyService], server: PracticeServer, key: PracticeKey
) -> None:
    _name(stage)
    _paste(stage, key.api_key, key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("leave")
    stage.wait(lambda: stage.is_enabled("resume-discard"), "the offer to go on")
    other = service_at(server.addresses.api_url)
    other.storage.open()
    (pending,) = other.pending_keys()
    other.check_pending(pending.record_id)
    stage.press("resume-discard")
    stage.press("confirm-dialog-ok")
    stage.wait(lambda: stage.says("proven and saved meanwhile"), "the explanation")
    stage.wait(lambda: stage.says("Details") or stage.is_enabled("verify-one"), "the saved key")
    assert [saved.name for saved in other.saved_keys()] == [NAME]
    other.close()


def test_closing_a_window_does_not_wait_for_a_check(
    service_at: Callable[[str], KeyService], key: PracticeKey
) -> None:
    """Another window would stand still meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        stage = Stage(lambda: service_at(f"http://127.0.0.1:{silent.getsockname()[1]}"))
        stage.open()
        _name(stage)
        _paste(stage, key.api_key, key.verifier)
        stage.wait(lambda: stage.says("Sealed"), "the seal")
        _check(stage)
        stage.wait(lambda: stage.says("Checking the key"), "the running check")
        connection, _ = silent.accept()  # the check has really begun, and nobody answers it
        stage.window.close()
        assert not stage.window.isVisible()
        assert not stage.window.runner.has_ended()
        connection.close()
    stage.close()
