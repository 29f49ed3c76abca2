"""A vault is locked by hand or when idle; afterwards the person is where they were."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.gui.held_exchange import HeldExchange
from tests.gui.locking_windows import (
    LOCKED,
    PASSPHRASE,
    give_passphrase,
    opened,
    unlock,
    vault_service,
    wait_until_locked,
)
from wizard.core.credentials import Credentials, HmacCredentials
from wizard.core.guide import CHECK_STEP, PASTE_STEP
from wizard.core.secret import Secret, SecretWipedError
from wizard.core.settings import Settings
from wizard.gui.lock_words import LockReason
from wizard.gui.stage import Stage
from wizard.gui.widgets.hand_over_dialog import HandOverDialog
from wizard.key_service import KeyService, Verified
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer

pytestmark = pytest.mark.usefixtures("qtbot")

NAME = "Tax report"


@pytest.fixture
def exchange() -> Iterator[HeldExchange]:
    with PracticeServer() as server, HeldExchange(server.addresses.api_url) as held:
        key = server.account.make_key(NAME, permissions=READ_ONLY)
        KEYS[held.url] = key
        yield held


KEYS: dict[str, PracticeKey] = {}


@pytest.fixture
def key(exchange: HeldExchange) -> PracticeKey:
    return KEYS[exchange.url]


@pytest.fixture
def make_service(tmp_path: Path, exchange: HeldExchange) -> Callable[[], KeyService]:
    return lambda: vault_service(tmp_path / "data", exchange.url)


@pytest.fixture
def stage(make_service: Callable[[], KeyService]) -> Iterator[Stage]:
    """A window on an empty vault."""
    with opened(make_service) as stage:
        yield stage


@pytest.fixture
def home(make_service: Callable[[], KeyService], key: PracticeKey) -> Iterator[Stage]:
    """A window at the saved keys, with one of them."""
    service = make_service()
    service.storage.open(Secret(PASSPHRASE))
    pending = service.seal(NAME, HmacCredentials(key.api_key, Secret(key.verifier)))
    service.check_pending(pending.record_id)
    service.close()
    with opened(make_service) as stage:
        stage.wait(lambda: stage.is_home, "the saved keys")
        yield stage


def _step(stage: Stage) -> int:
    state = stage.window.guide_state
    return 0 if state is None else state.step


def _to_paste(stage: Stage) -> None:
    stage.press("have-one")
    stage.type_into("key-name", NAME)
    stage.press("continue")
    stage.wait(lambda: _step(stage) == PASTE_STEP, "step 9")


def _to_check(stage: Stage, key: PracticeKey) -> None:
    _to_paste(stage)
    stage.paste_into("paste", key.api_key)
    stage.paste_into("paste", key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("continue")
    stage.wait(lambda: _step(stage) == CHECK_STEP, "step 10")


def _dialogs(stage: Stage) -> list[QDialog]:
    return [one for one in stage.window.findChildren(QDialog) if one.isVisible()]


def _press_keys(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    "lock", [_press_keys, lambda stage: stage.press("lock-now")], ids=["keys", "button"]
)
def test_by_hand(home: Stage, lock: Callable[[Stage], None]) -> None:
    lock(home)
    wait_until_locked(home)
    assert home.says("You locked it.")
    assert not home.says("Saved keys")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "passphrase"
    unlock(home)
    assert home.is_home
    home.wait(lambda: home.is_enabled("verify-one"), "the same key, selected")


def test_the_wrong_passphrase_opens_nothing(home: Stage) -> None:
    home.window.lock_now()
    wait_until_locked(home)
    give_passphrase(home, "four words of sense")
    home.wait(lambda: home.says("does not open the vault"), "the refusal")
    assert not home.says("Saved keys")
    assert home.window.locking.is_locked
    unlock(home)
    assert home.is_home


def test_no_passphrase_is_taken_before_the_keys_are_gone(home: Stage) -> None:
    """An open vault would try none."""
    lane, may_go = threading.Event(), threading.Event()

    def keep_the_lane() -> None:
        with home.window.service.storage.lane:
            lane.set()
            may_go.wait()

    busy = threading.Thread(target=keep_the_lane)
    busy.start()
    lane.wait()
    home.window.lock_now()
    home.wait(lambda: home.says(LOCKED), "the locked vault")
    home.type_into("passphrase", "not the right one")
    assert not home.is_enabled("passphrase-go")
    home.window.rooms.start.look_again()  # as when another file became the vault in this moment
    assert home.window.locking.is_locked
    assert not home.is_enabled("passphrase-go")
    may_go.set()
    busy.join()
    home.press("passphrase-go")
    home.wait(lambda: home.says("does not open the vault"), "the refusal")


def test_when_nobody_is_there(home: Stage) -> None:
    home.window.locking.idle.watch(60)
    wait_until_locked(home)
    assert home.says("after 10 minutes without you")
    unlock(home)
    assert home.is_home


def test_the_time_is_chosen(home: Stage) -> None:
    window = home.window
    for minutes in (1, 30, None):
        window.service.keep_settings(Settings(lock_after_min=minutes))
        window.locking.look_again()
        wanted = None if minutes is None else minutes * 60_000
        home.wait(lambda wanted=wanted: window.locking.idle.after_ms == wanted, "the new time")  # type: ignore[misc]
    window.locking.idle.slept.emit()
    wait_until_locked(home)
    assert home.says("the computer slept, or its clock was set")


def test_a_value_that_is_not_sealed_keeps_the_idle_lock_waiting(
    stage: Stage, key: PracticeKey
) -> None:
    _to_paste(stage)
    stage.paste_into("paste", key.api_key)
    idle: list[None] = []
    stage.window.locking.idle.idle.connect(lambda: idle.append(None))
    stage.window.locking.idle.watch(40)
    stage.wait(lambda: len(idle) > 3, "a time without anybody")
    assert not stage.window.locking.is_locked
    stage.paste_into("paste", key.verifier)
    wait_until_locked(stage)
    unlock(stage)
    assert _step(stage) == PASTE_STEP
    stage.wait(lambda: stage.says("Sealed"), "the sealed key")
    assert len(stage.window.service.pending_keys()) == 1


def test_a_value_that_is_not_sealed_is_there_again_after_a_screen_lock(
    stage: Stage, key: PracticeKey
) -> None:
    _to_paste(stage)
    stage.paste_into("paste", key.api_key)
    stage.wait(stage.window.rooms.holds_unsealed, "the first value")
    stage.window.locking.lock_now(LockReason.SCREEN_LOCKED)
    wait_until_locked(stage)
    unlock(stage)
    assert stage.window.rooms.holds_unsealed()
    stage.paste_into("paste", key.verifier)
    stage.wait(lambda: stage.says("Sealed"), "the seal of both")
    (pending,) = stage.window.service.pending_keys()
    credentials = stage.window.service.storage.vault.credentials(pending.record_id)
    assert credentials == HmacCredentials(key.api_key, Secret(key.verifier))


def test_what_is_being_sealed_is_sealed_first(stage: Stage, key: PracticeKey) -> None:
    _to_paste(stage)
    stage.paste_into("paste", key.api_key)
    stage.paste_into("paste", key.verifier)
    stage.window.lock_now()  # before Qt's loop ran: the sealing cannot have ended
    wait_until_locked(stage)
    unlock(stage)
    stage.wait(lambda: stage.says("Sealed"), "the sealed key")
    assert len(stage.window.service.pending_keys()) == 1


@pytest.mark.parametrize("answer", ["while-locked", "after-unlocking"])
def test_a_check_that_ends_after_the_lock_changes_nothing(
    stage: Stage, key: PracticeKey, exchange: HeldExchange, tmp_path: Path, answer: str
) -> None:
    _to_check(stage, key)
    exchange.hold()
    stage.press("continue")
    stage.wait(lambda: exchange.held > 0, "an answer on its way")
    before = (tmp_path / "data/vault.rokey").read_bytes()
    stage.window.lock_now()
    wait_until_locked(stage)
    if answer == "after-unlocking":
        unlock(stage)
    exchange.let_go()
    stage.wait(stage.window.runner.has_ended, "the late answer")
    if answer == "while-locked":
        unlock(stage)
    assert (tmp_path / "data/vault.rokey").read_bytes() == before
    assert _step(stage) == CHECK_STEP
    assert stage.says("not asked yet")
    assert len(stage.window.service.pending_keys()) == 1
    stage.press("continue")
    stage.wait(lambda: stage.says("is proven and saved"), "a check of its own")


@pytest.mark.parametrize("answer", ["while-locked", "after-unlocking"])
def test_verifying_that_ends_after_the_lock_changes_nothing(
    home: Stage, exchange: HeldExchange, tmp_path: Path, answer: str
) -> None:
    (before,) = home.window.service.saved_keys()
    exchange.hold()
    home.press("verify-all")
    home.wait(lambda: exchange.held > 0, "an answer on its way")
    home.window.lock_now()
    wait_until_locked(home)
    if answer == "after-unlocking":
        unlock(home)
    exchange.let_go()
    home.wait(home.window.runner.has_ended, "the late answer")
    if answer == "while-locked":
        unlock(home)
    assert home.window.service.saved_keys() == (before,)
    assert home.window.rooms.pages.home.problem is None, "something was told of it"
    assert not home.window.service.verified_in_session(before.record_id)
    home.press("verify-all")
    home.wait(
        lambda: home.window.service.verified_in_session(before.record_id), "a check of its own"
    )


def test_what_was_opened_to_be_handed_over_is_forgotten(home: Stage, key: PracticeKey) -> None:
    home.press("hand-over")
    home.press("copy-secret")
    assert home.clipboard_holds(key.verifier)
    (dialog,) = home.window.findChildren(HandOverDialog)
    credentials = dialog._credentials
    home.window.lock_now()
    assert QGuiApplication.clipboard().text() == ""
    assert not _dialogs(home)
    assert isinstance(credentials, HmacCredentials)
    with pytest.raises(SecretWipedError):
        credentials.secret.reveal()
    wait_until_locked(home)
    unlock(home)
    assert not _dialogs(home)


def test_a_hand_over_that_comes_too_late_opens_nothing(home: Stage, exchange: HeldExchange) -> None:
    exchange.hold()
    home.press("hand-over")
    home.wait(lambda: exchange.held > 0, "an answer on its way")
    home.window.lock_now()
    wait_until_locked(home)
    exchange.let_go()
    home.wait(home.window.runner.has_ended, "the late answer")
    unlock(home)
    assert not _dialogs(home)


def test_what_was_fetched_in_the_moment_of_the_lock_is_wiped(
    home: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, fetched = home.window.service, list[HmacCredentials]()
    hand_over = service.hand_over

    def noted(record_id: str) -> tuple[Verified, Credentials | None]:
        verified, credentials = hand_over(record_id)
        assert isinstance(credentials, HmacCredentials)
        fetched.append(credentials)
        return verified, credentials

    monkeypatch.setattr(service, "hand_over", noted)
    home.press("hand-over")
    assert home.window.runner._pool.waitForDone(), "Qt's loop does not run: nobody heard of it yet"
    (credentials,) = fetched
    assert credentials.secret.reveal()
    home.window.lock_now()
    wait_until_locked(home)
    with pytest.raises(SecretWipedError):
        credentials.secret.reveal()
    assert not _dialogs(home)


def test_questions_are_closed_and_do_nothing(home: Stage) -> None:
    home.press("remove-key")
    assert _dialogs(home)
    home.window.lock_now()
    assert not _dialogs(home)
    wait_until_locked(home)
    unlock(home)
    assert len(home.window.service.saved_keys()) == 1


def test_a_late_word_shows_no_page_and_takes_no_focus(home: Stage) -> None:
    home.window.rooms.show_keys()  # its answer comes after the lock
    home.window.lock_now()
    home.window.rooms.pages.home._table.setFocus()
    home.window.rooms.leave_guide()  # as when the guide was left in the same moment
    home.wait(lambda: home.window.runner.is_idle, "what that brings")
    assert home.says(LOCKED)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "passphrase"
    unlock(home)
    assert home.is_home
    assert not home.says("The vault is locked."), "an old problem is told"


def test_where_one_left_the_guide_is_offered_again(home: Stage) -> None:
    home.press("new-key")
    home.press("leave")
    home.wait(lambda: home.is_enabled("resume"), "the offer to go on")
    home.window.lock_now()
    wait_until_locked(home)
    assert not home.is_enabled("resume")
    unlock(home)
    home.press("resume")
    home.wait(lambda: _step(home) == 1, "the same step")
