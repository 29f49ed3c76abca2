"""The connection settings: a proxy is chosen, given up, chosen anew, and never used unasked."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.gui.two_sites import (
    TwoSites,
    button,
    is_shown,
    key_at,
    seal,
    stands_out,
    two_sites,
)
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.settings import Settings
from wizard.core.venue import Venue, VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.gui.stage import Stage
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.key_service import KeyService
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

OFFICE = Proxy(ProxyKind.HTTP, "office.test", 3128)

pytestmark = pytest.mark.usefixtures("qtbot")


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


@pytest.fixture
def outside(tmp_path: Path, sites: TwoSites, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """At the check of a key of a site that is not on this computer, whose name nobody knows."""

    def no_such_name(*_args: object, **_kwargs: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    venue = Venue(VenueId.BINANCE_COM, "Binance.com", "https://exchange.test", {})
    exchange = BinanceExchange(venue, proxy_not_used=OFFICE)
    folder = tmp_path / "real"
    door = VaultDoor(folder, MemoryKeychain())
    stage = Stage(
        lambda: KeyService([exchange], door, SideFiles.in_folder(folder), utc_now),
        is_practice=False,
    )
    stage.open()
    seal(stage, key_at(sites.com))
    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    yield stage
    stage.close()


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def _field(stage: Stage) -> QLineEdit:
    (field,) = stage.window.findChildren(QLineEdit, "proxy-address")
    return field


def test_a_proxy_is_chosen_from_the_first_screen(sites: TwoSites) -> None:
    with sites.window() as stage:
        stage.press("connection")
        stage.wait(lambda: stage.says("Now: no proxy"), "the settings")
        assert not button(stage, "proxy-none").isEnabled(), "there is none to give up"
        for wrong in ("office", "http://me:hush@office.test:3128", "ftp://office.test:21"):
            stage.type_into("proxy-address", wrong)
            assert stage.says("This is not the address of a proxy."), wrong
            assert not stage.says("hush"), "a password is not repeated"
            assert not stage.is_enabled("proxy-use")
        stage.type_into("proxy-address", "office.test:3128")
        assert not stage.says("This is not the address of a proxy.")
        stage.press("proxy-use")
        stage.wait(lambda: not is_shown(stage, "proxy-use"), "the end of the dialog")
        assert stage.window.service.settings() == Settings(OFFICE)
        stage.press("connection")
        stage.wait(lambda: stage.says("Now: http://office.test:3128"), "what was chosen")
        stage.press("proxy-none")
        stage.wait(lambda: not is_shown(stage, "proxy-none"), "the end of the dialog")
        assert stage.window.service.settings() == Settings()


def test_a_dead_proxy_leads_to_the_settings_and_none_leads_on(outside: Stage) -> None:
    proxy = Proxy(ProxyKind.SOCKS5, "127.0.0.1", _closed_port())
    outside.window.service.keep_settings(Settings(proxy))
    outside.press("continue")
    outside.wait(lambda: outside.says("The proxy could not be reached."), "the trouble")
    assert stands_out(outside, "advice-connection-settings")
    outside.press("advice-connection-settings")
    outside.wait(lambda: outside.says(f"Now: {proxy.url}"), "the settings")
    assert _field(outside).text() == proxy.url
    outside.press("proxy-none")
    outside.wait(lambda: outside.says("without a proxy"), "the check, which runs again by itself")
    assert outside.window.service.settings() == Settings()


def test_a_choice_that_cannot_be_kept_is_said_in_the_dialog(outside: Stage, tmp_path: Path) -> None:
    outside.press("continue")
    outside.press("advice-connection-settings")
    outside.wait(lambda: outside.says("Now: no proxy"), "the settings")
    (tmp_path / "real").rename(tmp_path / "away")
    (tmp_path / "real").write_text("a file where the folder should be")
    outside.press("proxy-use")
    (card,) = outside.window.findChildren(ProblemCard, "connection-problem")
    outside.wait(card.isVisible, "the reason")
    assert button(outside, "proxy-use").isEnabled(), "it can be tried again"
    (tmp_path / "real").unlink()
    (tmp_path / "away").rename(tmp_path / "real")
    outside.press("proxy-use")
    outside.wait(lambda: not is_shown(outside, "proxy-use"), "the end of the dialog")
    assert outside.window.service.settings() == Settings(OFFICE)


def test_settings_that_cannot_be_read_are_chosen_anew(stage: Stage, sites: TwoSites) -> None:
    settings = sites.folder / "settings.json"
    settings.write_text("{broken")
    stage.press("continue")
    stage.wait(lambda: stage.says("Your settings could not be read."), "the trouble")
    stage.press("advice-connection-settings")
    stage.wait(lambda: stage.says("Now: not known"), "the settings")
    assert settings.read_text() == "{broken", "nothing is written unasked"
    stage.press("proxy-none")
    stage.wait(lambda: stage.says("is proven and saved"), "the check")
    assert json.loads(settings.read_text()) == {"proxy": None}


def test_a_proxy_that_the_computer_names_is_filled_in_and_never_used_unasked(
    outside: Stage,
) -> None:
    outside.press("continue")
    outside.wait(lambda: outside.says("could not be reached without a proxy"), "the trouble")
    outside.press("advice-connection-settings")
    outside.wait(lambda: outside.says("This computer’s settings name this address."), "it")
    assert _field(outside).text() == OFFICE.url
    outside.press("connection-dialog-cancel")
    assert outside.window.service.settings() == Settings(), "it was not chosen"
