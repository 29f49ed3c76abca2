"""A vault is locked when the desktop says so, on real buses; without any nothing breaks."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gui.fake_desktop import OTHER_SESSION, Desktop, desktop
from tests.gui.locking_windows import LOCKED, opened, unlock, vault_service, wait_until_locked
from wizard.gui.stage import Stage

pytestmark = pytest.mark.usefixtures("qtbot")

NOWHERE = "http://127.0.0.1:9"
SCREEN = "because the screen was locked"
SLEEP = "because the computer went to sleep"


@pytest.fixture
def speaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with desktop(tmp_path) as speaking:
        for name, value in speaking.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("XDG_SESSION_ID", raising=False)
        yield speaking


@pytest.fixture
def stage(speaking: Desktop, tmp_path: Path) -> Iterator[Stage]:
    with opened(lambda: vault_service(tmp_path / "data", NOWHERE)) as stage:
        stage.wait(lambda: stage.window.locking.signals.is_listening, "open ears")
        yield stage


@pytest.mark.parametrize(
    ("speak", "why"),
    [
        (lambda desk: desk.sleep(True), SLEEP),
        (lambda desk: desk.lock_session(), SCREEN),
        (lambda desk: desk.hint_locked(True), SCREEN),
        (lambda desk: desk.screen_saver("org.freedesktop.ScreenSaver", True), SCREEN),
        (lambda desk: desk.screen_saver("org.gnome.ScreenSaver", True), SCREEN),
        (lambda desk: desk.screen_saver("org.mate.ScreenSaver", True), SCREEN),
        (lambda desk: desk.screen_saver("org.cinnamon.ScreenSaver", True), SCREEN),
        (lambda desk: desk.screen_saver("org.xfce.ScreenSaver", True), SCREEN),
    ],
    ids=["sleep", "lock-session", "hint", "freedesktop", "gnome", "mate", "cinnamon", "xfce"],
)
def test_what_the_desktop_says_locks_the_vault(
    stage: Stage, speaking: Desktop, speak: Callable[[Desktop], None], why: str
) -> None:
    speak(speaking)
    wait_until_locked(stage)
    assert stage.says(why)


def test_waking_up_locks_nothing(stage: Stage, speaking: Desktop) -> None:
    speaking.sleep(False)
    speaking.lock_session()  # on one bus everything arrives in order: the words say which it was
    wait_until_locked(stage)
    assert stage.says(SCREEN)


def test_an_open_screen_and_what_concerns_others_lock_nothing(
    stage: Stage, speaking: Desktop
) -> None:
    speaking.screen_saver("org.freedesktop.ScreenSaver", False)
    speaking.hint_locked(False)
    speaking.hint_locked(True, OTHER_SESSION)
    speaking.lock_session(OTHER_SESSION)
    speaking.sleep(True)
    wait_until_locked(stage)
    assert stage.says(SLEEP)


def test_it_listens_for_as_long_as_the_window_is_there(stage: Stage, speaking: Desktop) -> None:
    for _ in range(3):
        speaking.screen_saver("org.gnome.ScreenSaver", True)
        wait_until_locked(stage)
        unlock(stage)
    assert speaking.asked == ["auto"], "it asked more than once"


def test_the_session_that_the_program_was_started_in_is_preferred(
    speaking: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "c7")
    with opened(lambda: vault_service(tmp_path / "data", NOWHERE)) as stage:
        stage.wait(lambda: stage.window.locking.signals.is_listening, "open ears")
    assert speaking.asked == ["c7"]


def test_a_bus_that_never_answers_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "silent"
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(place))
        silent.listen()
        for name in ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
            monkeypatch.setenv(name, f"unix:path={place}")
        with opened(lambda: vault_service(tmp_path / "data", NOWHERE)) as stage:
            stage.window.lock_now()
            wait_until_locked(stage)
            unlock(stage)
            stage.wait(lambda: stage.window.locking.signals.is_listening, "the end of patience")


def test_without_any_bus_nothing_is_heard_and_nothing_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with opened(lambda: vault_service(tmp_path / "data", NOWHERE)) as stage:
        stage.wait(lambda: stage.window.locking.signals.is_listening, "the look for a bus")
        assert not stage.says(LOCKED)
        stage.window.locking.idle.watch(50)
        wait_until_locked(stage)
    assert capfd.readouterr().err == ""
