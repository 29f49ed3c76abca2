"""The whole road for real: window, browser, sockets, keychain, file; and a kill in the middle."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.keychain_session import keychain_session
from tests.practice.browser import Browser, open_browser
from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP, RESTRICT_STEP
from wizard.core.permissions import TRADING
from wizard.gui.stage import Stage
from wizard.practice.server import PracticeAddresses, PracticeServer
from wizard.wiring import Choices, build_service

NAME = "Tax report"
_KILL_S = 60


@pytest.fixture
def exchange() -> Iterator[PracticeAddresses]:
    with PracticeServer() as server:
        yield server.addresses


@pytest.fixture
def _keychain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with keychain_session(tmp_path / "keychain") as session:
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        yield


@contextmanager
def _window(folder: Path, exchange: PracticeAddresses) -> Iterator[Stage]:
    choices = Choices(data_dir=folder, exchange_url=exchange.api_url)
    stage = Stage(lambda: build_service(choices))
    try:
        stage.open()
        yield stage
    finally:
        stage.close()


def _wait_for_step(stage: Stage, step: int) -> None:
    def is_there() -> bool:
        state = stage.window.guide_state
        return state is not None and state.step == step

    stage.wait(is_there, f"step {step}")


def _continue_to(stage: Stage, step: int) -> None:
    while (state := stage.window.guide_state) is not None and state.step < step:
        stage.press("continue")
        _wait_for_step(stage, state.step + 1)


def _make_key(browser: Browser, stage: Stage) -> tuple[str, str]:
    """Steps 1 to 6, the browser one step behind the window; gives API key and secret."""
    stage.press("create")
    _wait_for_step(stage, 1)
    stage.press("open-page")
    browser.open(stage.opened_addresses[-1])
    browser.submit("log-in")
    _continue_to(stage, 2)
    browser.submit("enable-api")
    stage.press("kind-hmac")
    _continue_to(stage, NAME_STEP)
    stage.type_into("key-name", NAME)
    browser.type("#create-key [name=name]", NAME)
    browser.submit("create-key")
    _continue_to(stage, 4)
    browser.enter_code()
    _continue_to(stage, 5)
    browser.follow("#to-inbox")
    browser.submit("confirm-create")
    _continue_to(stage, 6)
    if browser.has("#name-again"):
        stage.press("name-again")
        _wait_for_step(stage, NAME_STEP)
        browser.submit("name-again")
        browser.enter_code()
        browser.follow("#to-inbox")
        browser.submit("confirm-create")
    _continue_to(stage, RESTRICT_STEP)
    return browser.text("#api-key"), browser.text("#secret")


def _switch_trading(browser: Browser, exchange: PracticeAddresses) -> None:
    browser.open(f"{exchange.pages_url}/api-management")
    browser.follow("a[href$='/edit']")
    browser.find(f"#{TRADING}").click()
    browser.submit("edit-permissions")


@pytest.mark.browser
@pytest.mark.keychain
@pytest.mark.usefixtures("qtbot", "_keychain")
def test_from_the_account_page_to_a_key_that_was_switched_to_trading(
    tmp_path: Path, exchange: PracticeAddresses
) -> None:
    with open_browser() as browser, _window(tmp_path / "data", exchange) as stage:
        api_key, secret = _make_key(browser, stage)
        browser.submit("permissions")  # saved as the site offers it: trading is on
        _continue_to(stage, PASTE_STEP)
        stage.paste_into("paste", f'"{api_key}"')
        stage.paste_into("paste", f" {secret}\n")
        stage.wait(lambda: stage.says("Sealed: API key"), "the seal")
        _continue_to(stage, CHECK_STEP)
        stage.press("continue")
        stage.wait(lambda: stage.says("This key can still trade"), "the verdict")
        assert stage.window.service.saved_keys() == ()

        stage.press("advice-edit-restrictions")
        _wait_for_step(stage, RESTRICT_STEP)
        _switch_trading(browser, exchange)
        _continue_to(stage, CHECK_STEP)
        stage.press("continue")
        stage.wait(lambda: stage.says("is proven and saved"), "the saved key")
        assert [key.name for key in stage.window.service.saved_keys()] == [NAME]

        stage.press("continue")
        stage.press("verify-all")
        stage.wait(lambda: stage.says("is read-only"), "the proof of today")
        _switch_trading(browser, exchange)
        stage.press("verify-all")
        stage.wait(lambda: stage.says("no longer read-only"), "the alarm")

    with _window(tmp_path / "data", exchange) as stage:  # another day, the same keychain
        stage.wait(lambda: stage.is_home and stage.says(NAME), "the saved keys")
        assert stage.says("Can trade")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert secret.encode() not in path.read_bytes(), f"the secret is in {path.name}"


_PASTE_AND_WAIT = """
import sys
from pathlib import Path
from wizard.gui.stage import Stage
from wizard.wiring import Choices, build_service

folder, url, api_key, secret = sys.stdin.read().split()
stage = Stage(lambda: build_service(Choices(data_dir=Path(folder), exchange_url=url)))
stage.open()
stage.press("have-one")
stage.type_into("key-name", "Tax report")
stage.press("continue")
stage.paste_into("paste", api_key)
stage.paste_into("paste", secret)
stage.wait(lambda: stage.says("Sealed: API key"), "the seal")
print("sealed", flush=True)
stage.wait(lambda: False, "the end")
"""


@pytest.mark.keychain
@pytest.mark.usefixtures("qtbot", "_keychain")
def test_a_window_killed_after_sealing_loses_nothing(tmp_path: Path) -> None:
    with PracticeServer() as server:
        key = server.account.make_key(NAME)
        exchange, folder = server.addresses, tmp_path / "data"
        process = subprocess.Popen(
            [sys.executable, "-c", _PASTE_AND_WAIT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(os.environ),
        )
        assert process.stdin is not None
        assert process.stdout is not None
        with process:
            given = f"{folder} {exchange.api_url} {key.api_key} {key.verifier}"
            process.stdin.write(given.encode())
            process.stdin.close()
            assert process.stdout.readline().strip() == b"sealed"
            process.send_signal(signal.SIGKILL)
            assert process.wait(_KILL_S) == -signal.SIGKILL

        with _window(folder, exchange) as stage:
            stage.press("resume")
            stage.wait(lambda: stage.window.guide_state is not None, "the guide")
            state = stage.window.guide_state
            assert state is not None
            assert (state.step, state.name) in {(PASTE_STEP, NAME), (CHECK_STEP, NAME)}
            _continue_to(stage, CHECK_STEP)
            stage.press("continue")
            stage.wait(lambda: stage.says("This key can still trade"), "the verdict")
            assert len(stage.window.service.pending_keys()) == 1
