"""One service, several venues: each key is asked about at its own; pauses outlive a restart."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.core.answers import body
from tests.exchange.scripted_server import (
    LATEST_TRADE,
    PERMISSIONS,
    TEST_ORDER,
    ScriptedServer,
    error,
    says,
)
from wizard.core.credentials import HmacCredentials
from wizard.core.evidence import TestOrder
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.saved_key import SavedKey
from wizard.core.secret import Secret
from wizard.core.settings import Settings
from wizard.core.venue import Grade, VenueId
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.key_service import KeyService, Saved
from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import TRADING
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.practice.site import PracticeSite
from wizard.practice.troubles import Trouble
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles

US = VenueId.PRACTICE_US
COM = VenueId.PRACTICE


@dataclass
class Both:
    """A practice exchange of either kind, and a service that knows both."""

    folder: Path
    com: PracticeServer
    us: PracticeServer
    later: timedelta = timedelta(0)
    keychain: MemoryKeychain = field(default_factory=MemoryKeychain)

    def __post_init__(self) -> None:
        self.service = self.new_service()
        self.service.storage.create()

    def new_service(self) -> KeyService:
        exchanges = []
        for server, venue_id in ((self.com, COM), (self.us, US)):
            url = server.addresses.api_url
            exchanges.append(BinanceExchange(loopback_venue(url, url, venue_id)))
        door = VaultDoor(self.folder, self.keychain)
        files = SideFiles.in_folder(self.folder)
        return KeyService(exchanges, door, files, lambda: datetime.now(UTC) + self.later)

    def restarted(self) -> KeyService:
        self.service.close()
        self.service = self.new_service()
        self.service.storage.open()
        return self.service

    def us_key(self, *more: str) -> PracticeKey:
        return self.us.account.make_key("US", permissions={"enableReading", *more})

    def com_key(self, *more: str) -> PracticeKey:
        return self.com.account.make_key("Com", permissions={"enableReading", *more})

    def saved(self, name: str, made: PracticeKey, venue: VenueId) -> SavedKey:
        pending = self.service.seal(name, pair(made), venue=venue)
        outcome = self.service.check_pending(pending.record_id, boxes_seen=True)
        assert isinstance(outcome, Saved), outcome
        return outcome.key


def pair(made: PracticeKey) -> HmacCredentials:
    return HmacCredentials(made.api_key, Secret(made.verifier))


def trouble(server: PracticeServer, *troubles: Trouble) -> None:
    account = server.account
    account.behaviours = replace(account.behaviours, troubles=frozenset(troubles))


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with contextlib.ExitStack() as stack:
        com = stack.enter_context(PracticeServer())
        us = stack.enter_context(
            PracticeServer(account=PracticeAccount(site=PracticeSite.BINANCE_US))
        )
        rooms = Both(tmp_path / "data", com, us)
        yield rooms
        rooms.service.close()


def test_a_key_of_the_weaker_kind_from_sealing_to_verifying(both: Both) -> None:
    key = both.saved("Weak", both.us_key(), US)
    assert (key.venue, key.grade, key.first_seen_created_ms) == (US, Grade.TRADING_ONLY, None)

    again = both.restarted().verify(key.record_id)

    assert isinstance(again.verdict, ReadOnly)
    assert again.verdict.grade is Grade.TRADING_ONLY
    assert again.key.grade is Grade.TRADING_ONLY


def test_without_a_look_at_the_boxes_nobody_is_asked(both: Both) -> None:
    pending = both.service.seal("Weak", pair(both.us_key()), venue=US)
    trouble(both.us, Trouble.RATE_LIMIT)  # any question would be noticed by this answer

    outcome = both.service.check_pending(pending.record_id)

    assert isinstance(outcome, NotChecked)
    assert outcome.problem.id is ProblemId.BOXES_UNCONFIRMED
    assert both.service.saved_keys() == ()


def test_a_key_that_can_trade_there_is_found_out(both: Both) -> None:
    pending = both.service.seal("Weak", pair(both.us_key(TRADING)), venue=US)
    outcome = both.service.check_pending(pending.record_id, boxes_seen=True)
    assert isinstance(outcome, CanDoMore)
    assert outcome.switched_on == (TRADING,)


def test_each_key_is_asked_about_at_its_own_venue(both: Both) -> None:
    weak = both.saved("Weak", both.us_key(), US)
    full = both.saved("Full", both.com_key(), COM)
    both.com.stop()

    verified = both.service.verify_all([weak.record_id, full.record_id], lambda _: None)

    assert isinstance(verified[0].verdict, ReadOnly)
    assert isinstance(verified[1].verdict, NotChecked)


def test_a_key_sealed_for_the_wrong_venue_is_moved(both: Both) -> None:
    pending = both.service.seal("Mine", pair(both.us_key()), venue=COM)
    first = both.service.check_pending(pending.record_id)
    assert isinstance(first, NotAccepted)
    assert first.problem.id is ProblemId.KEY_UNKNOWN

    moved = both.service.move(pending.record_id, US)

    assert (moved.record_id, moved.venue) == (pending.record_id, US)
    assert isinstance(both.service.check_pending(moved.record_id, boxes_seen=True), Saved)


def test_an_unknown_key_there_has_more_than_one_cause(both: Both) -> None:
    pending = both.service.seal("Mine", pair(both.com_key()), venue=US)
    outcome = both.service.check_pending(pending.record_id, boxes_seen=True)
    assert isinstance(outcome, NotAccepted)
    assert outcome.problem.id is ProblemId.KEY_NOT_LET_IN


def test_a_swapped_pair_is_found_out_there_too(both: Both) -> None:
    made = both.us_key()
    turned = HmacCredentials(made.verifier, Secret(made.api_key))
    pending = both.service.seal("Mine", turned, venue=US)
    outcome = both.service.check_pending(pending.record_id, boxes_seen=True)
    assert isinstance(outcome, NotAccepted)
    assert outcome.problem.id is ProblemId.SWAPPED


def test_a_key_that_cannot_read_but_trade_is_not_called_refused(both: Both) -> None:
    made = both.com.account.make_key("Trader", permissions={TRADING})
    verdict = both.service.check_only(pair(made))
    assert isinstance(verdict, CanDoMore)
    assert verdict.switched_on == (TRADING,)


def test_a_key_that_can_do_nothing_is_refused_with_the_likelier_cause_first(both: Both) -> None:
    made = both.com.account.make_key("Nothing", permissions=set())
    verdict = both.service.check_only(pair(made))
    assert isinstance(verdict, NotAccepted)
    assert verdict.problem.id is ProblemId.NOT_ALLOWED


def test_a_deleted_key_was_deleted_if_it_worked_before(both: Both) -> None:
    made = both.com_key()
    key = both.saved("Tax", made, COM)
    both.com.account.delete_key(made.api_key)

    verified = both.service.verify(key.record_id)

    assert isinstance(verified.verdict, NotAccepted)
    assert verified.verdict.problem.id is ProblemId.KEY_DELETED


def test_a_list_of_addresses_that_leaves_ours_out(both: Both) -> None:
    made = both.com_key()
    both.com.account.save_ip_list(made.api_key, ["127.0.0.1"])
    key = both.saved("Tax", made, COM)
    both.com.account.save_ip_list(made.api_key, ["203.0.113.7"])

    verified = both.service.verify(key.record_id)

    assert isinstance(verified.verdict, NotAccepted)
    assert verified.verdict.problem.id is ProblemId.ADDRESS_NOT_LISTED


def test_who_wants_no_questions_gets_none_even_after_a_restart(both: Both) -> None:
    credentials = pair(both.com_key())
    trouble(both.com, Trouble.RATE_LIMIT)
    first = both.service.check_only(credentials)
    assert isinstance(first, NotChecked)
    assert first.until is not None
    trouble(both.com)

    both.restarted()
    for service in (both.service, both.new_service()):
        again = service.check_only(credentials)
        assert isinstance(again, NotChecked)
        assert (again.problem.id, again.until) == (ProblemId.TOO_MANY_REQUESTS, first.until)
        assert again.problem.technical == "not asked"

    assert isinstance(both.service.check_only(pair(both.us_key()), US), ReadOnly), "another venue"
    both.later = timedelta(minutes=2)
    assert isinstance(both.service.check_only(credentials), ReadOnly)


def test_a_pause_is_remembered_when_it_cannot_be_written(both: Both) -> None:
    credentials = pair(both.com_key())
    (both.folder / "pauses.json").mkdir()
    trouble(both.com, Trouble.BAN)
    assert isinstance(both.service.check_only(credentials), NotChecked)
    trouble(both.com)

    again = both.service.check_only(credentials)

    assert isinstance(again, NotChecked)
    assert again.problem.id is ProblemId.BANNED


def test_settings_that_cannot_be_read_keep_everybody_from_being_asked(both: Both) -> None:
    both.service.keep_settings(Settings(Proxy(ProxyKind.SOCKS5, "proxy.example", 1080)))
    assert isinstance(both.service.check_only(pair(both.com_key())), ReadOnly), "loopback: direct"
    (both.folder / "settings.json").write_text("{")

    verdict = both.service.check_only(pair(both.com_key()))

    assert isinstance(verdict, NotChecked)
    assert verdict.problem.id is ProblemId.SETTINGS_UNREADABLE


def test_a_key_of_a_venue_that_is_not_asked_here(both: Both) -> None:
    with pytest.raises(ProblemError) as refused:
        both.service.seal("Real", pair(both.com_key()), venue=VenueId.BINANCE_COM)
    assert refused.value.problem.id is ProblemId.OTHER_VENUE


def test_the_secret_of_a_deleted_key_does_not_travel_as_an_api_key(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = both.com_key()
    key = both.saved("Tax", made, COM)
    both.com.account.delete_key(made.api_key)
    sent: list[str] = []
    begin = http.client.HTTPConnection.putheader

    def noted(
        wire: http.client.HTTPConnection, header: str | bytes, *values: str | bytes | int
    ) -> None:
        if header == "X-MBX-APIKEY":
            sent.append(str(values[0]))
        begin(wire, header, *values)

    monkeypatch.setattr(http.client.HTTPConnection, "putheader", noted)
    both.service.verify(key.record_id)
    assert sent == [made.api_key]

    both.service.check_only(pair(made))
    assert sent == [made.api_key, made.api_key, made.verifier], "a pair nobody knows is swapped"


def test_a_pause_asked_for_in_answer_to_the_test_order_is_kept_too(both: Both) -> None:
    roles = {
        LATEST_TRADE: says(200, b"[]"),
        TEST_ORDER: error(429, -1003, Retry_After="30"),
        PERMISSIONS: says(200, body()),
    }
    with ScriptedServer(roles) as server:
        for venue_id, verdict_kind in ((US, NotChecked), (COM, ReadOnly)):
            exchange = BinanceExchange(loopback_venue(server.url, server.url, venue_id))
            door = VaultDoor(both.folder, MemoryKeychain())
            files = SideFiles.in_folder(both.folder / venue_id)
            service = KeyService([exchange], door, files, lambda: datetime.now(UTC))
            first = service.check_only(pair(both.us_key()))
            assert isinstance(first, verdict_kind)
            asked = len(server.asked)

            again = service.check_only(pair(both.us_key()))

            assert isinstance(again, NotChecked)
            assert again.problem.id is ProblemId.TOO_MANY_REQUESTS
            assert len(server.asked) == asked


def test_what_another_window_sealed_is_never_written_over(both: Both) -> None:
    """This window asks elsewhere, or swaps, about a key that another one pasted anew meanwhile."""
    old, new = both.com_key(), both.us_key()
    pending = both.service.seal("Mine", pair(old), venue=COM)
    other = both.new_service()
    other.storage.open()
    other.seal("Mine", pair(new), pending_id=pending.record_id, venue=COM)

    moved = both.service.move(pending.record_id, US)

    assert moved.api_key == new.api_key
    assert isinstance(both.service.check_pending(moved.record_id, boxes_seen=True), Saved)
    again = both.service.seal("Again", pair(old), venue=COM)
    other.storage.reload()
    other.seal("Again", pair(both.com_key()), pending_id=again.record_id, venue=COM)
    (latest,) = [key for key in other.pending_keys() if key.record_id == again.record_id]
    both.service.swap(again.record_id)
    assert both.service.swap(again.record_id).api_key == latest.api_key
    other.close()


def test_who_wants_no_test_order_gets_the_verdict_that_says_so(both: Both) -> None:
    both.service.keep_settings(Settings(try_test_order=False))

    pending = both.service.seal("Com", pair(both.com_key()), venue=COM)
    outcome = both.service.check_pending(pending.record_id)
    assert isinstance(outcome, Saved)
    assert outcome.key.history[-1].test_order == TestOrder.OFF

    # There it is the only witness: without it nothing at all could be said.
    pending = both.service.seal("US", pair(both.us_key()), venue=US)
    outcome = both.service.check_pending(pending.record_id, boxes_seen=True)
    assert isinstance(outcome, Saved)
    assert outcome.key.history[-1].test_order == TestOrder.REFUSED
