"""A button for every way out: the clock, a later time, the other site, the connection settings."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit

from tests.gui.two_sites import (
    NAME,
    TwoSites,
    button,
    is_shown,
    key_at,
    play,
    seal,
    two_sites,
    wait_for_step,
)
from wizard.core.guide import CHECK_STEP
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.settings import Settings
from wizard.core.venue import Venue, VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.key_service import KeyService
from wizard.practice.closures import RETRY_AFTER
from wizard.practice.troubles import Trouble
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


def _stands_out(stage: Stage, name: str) -> bool:
    """Whether the button is painted in the accent's colour."""
    accent = QColor(stage.look.tokens.accent)
    picture = button(stage, name).grab().toImage()
    return picture.pixelColor(picture.width() // 2, 6) == accent


def test_the_clock_is_looked_at_in_place(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.CLOCK_JUMPS)
    stage.press("continue")
    stage.wait(lambda: stage.says("This computer's clock is wrong"), "the trouble")
    assert _stands_out(stage, "advice-check-clock")
    assert not _stands_out(stage, "continue")
    play(sites.com, Trouble.CLOCK_AHEAD)
    stage.press("advice-check-clock")
    stage.wait(lambda: stage.says("behind, compared with Practice exchange"), "by how much")
    assert _stands_out(stage, "advice-check-clock"), "it still is what to mend"
    play(sites.com)
    stage.press("advice-check-clock")
    stage.wait(lambda: stage.says("agree now"), "that it is well")
    stage.press("continue")
    stage.wait(lambda: stage.says("is proven and saved"), "the proof")


def test_a_clock_that_nobody_tells(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.CLOCK_JUMPS)
    stage.press("continue")
    stage.wait(lambda: stage.says("This computer's clock is wrong"), "the trouble")
    play(sites.com, Trouble.OVERLOAD)
    stage.press("advice-check-clock")
    stage.wait(lambda: stage.says("The clock could not be checked."), "the reason")


def test_later_has_a_time_and_comes_by_itself(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.RATE_LIMIT)
    stage.press("continue")
    stage.wait(lambda: stage.says("asks us to slow down"), "the trouble")
    main = button(stage, "continue")
    assert main.text().startswith("Check again at ")
    assert main.text().removeprefix("Check again at ")[2] == ":"
    assert not main.isEnabled()
    assert stage.says("The button below works again in ")
    play(sites.com)
    sites.wait_virtually(RETRY_AFTER + 1)
    stage.wait(main.isEnabled, "the moment")
    assert main.text() == "Check again"
    assert not stage.says("The button below works again in ")
    stage.press("continue")
    stage.wait(lambda: stage.says("is proven and saved"), "the proof")


def test_the_check_begins_by_itself_where_that_is_wanted(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.RATE_LIMIT)
    stage.press("continue")
    stage.press("check-by-itself")
    play(sites.com)
    sites.wait_virtually(RETRY_AFTER + 1)
    stage.wait(lambda: stage.says("is proven and saved"), "the proof, and nobody pressed")


def test_nobody_waits_in_a_step_that_was_left(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.RATE_LIMIT)
    stage.press("continue")
    stage.press("check-by-itself")
    stage.press("back")
    play(sites.com)
    sites.wait_virtually(RETRY_AFTER + 1)
    stage.press("continue")
    wait_for_step(stage, CHECK_STEP)
    assert button(stage, "continue").text() == "Check again"
    assert stage.window.service.saved_keys() == ()


def test_the_time_outlives_a_restart(sites: TwoSites) -> None:
    with sites.window() as stage:
        seal(stage, key_at(sites.com))
        play(sites.com, Trouble.BAN)
        stage.press("continue")
        stage.wait(lambda: stage.says("does not answer your address"), "the trouble")
        time = button(stage, "continue").text()
        stage.press("leave")
        stage.wait(lambda: stage.is_enabled("resume"), "the offer to go on")
    play(sites.com)
    with sites.window() as again:
        again.press("resume")
        wait_for_step(again, CHECK_STEP)
        again.press("continue")
        again.wait(lambda: again.says("does not answer your address"), "what is remembered")
        assert button(again, "continue").text() == time
        assert not button(again, "continue").isEnabled()
        assert again.says("Until then the wizard does not ask")


def test_the_other_site_is_asked_only_after_a_yes(sites: TwoSites) -> None:
    with sites.window() as stage:
        seal(stage, key_at(sites.com), VenueId.PRACTICE_US)
        for box in ("withdrawals-off", "only-reading"):
            stage.press(box)
        stage.press("continue")
        stage.wait(lambda: is_shown(stage, "advice-other-venue"), "the way out")
        assert button(stage, "advice-other-venue").text() == "Ask the other site instead"
        stage.press("advice-other-venue")
        stage.wait(lambda: stage.says("The secret never leaves this computer."), "the promise")
        stage.press("other-venue-dialog-cancel")
        (pending,) = stage.window.service.pending_keys()
        assert pending.venue is VenueId.PRACTICE_US
        stage.press("advice-other-venue")
        stage.press("other-venue-dialog-ok")
        stage.wait(lambda: stage.says("is proven and saved"), "the proof over there")
        (saved,) = stage.window.service.saved_keys()
        assert saved.venue is VenueId.PRACTICE


def test_there_is_no_other_site_where_there_is_one(tmp_path: Path, sites: TwoSites) -> None:
    url = sites.com.addresses.api_url
    exchange = BinanceExchange(loopback_venue(url, url))
    door = VaultDoor(tmp_path / "one", MemoryKeychain())
    files = SideFiles.in_folder(tmp_path / "one")
    stage = Stage(lambda: KeyService([exchange], door, files, utc_now))
    stage.open()
    seal(stage, key_at(sites.us))
    stage.press("continue")
    stage.wait(lambda: is_shown(stage, "advice-paste-again"), "the ways out")
    assert not is_shown(stage, "advice-other-venue")
    stage.close()


def test_one_thing_stands_out(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.UNKNOWN_KEY)
    stage.press("continue")
    stage.wait(lambda: is_shown(stage, "advice-paste-again"), "the ways out")
    assert _stands_out(stage, "advice-paste-again")
    for name in ("advice-other-venue", "advice-start-again", "continue"):
        assert not _stands_out(stage, name), name
    play(sites.com, Trouble.OVERLOAD)
    stage.press("continue")
    stage.wait(lambda: stage.says("trouble of its own"), "only time helps")
    assert _stands_out(stage, "continue")


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
    assert _stands_out(outside, "advice-connection-settings")
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


def test_the_name_is_kept_through_all_of_it(stage: Stage, sites: TwoSites) -> None:
    play(sites.com, Trouble.UNKNOWN_KEY)
    stage.press("continue")
    stage.press("advice-start-again")
    wait_for_step(stage, 1)
    state = stage.window.guide_state
    assert state is not None
    assert state.name == NAME


def test_a_second_click_does_not_turn_the_values_back(stage: Stage, sites: TwoSites) -> None:
    stage.press("back")
    stage.press("paste-again")
    key = key_at(sites.com)
    stage.paste_into("paste", key.verifier)
    stage.paste_into("paste", key.api_key)
    stage.wait(lambda: stage.says("Sealed"), "the seal")
    stage.press("continue")
    wait_for_step(stage, CHECK_STEP)
    stage.press("continue")
    stage.wait(lambda: is_shown(stage, "advice-swap"), "the way out")
    swap = button(stage, "advice-swap")
    swap.click()
    swap.click()
    stage.wait(lambda: stage.says("is proven and saved"), "the proof")
