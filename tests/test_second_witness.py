"""A key that took a test order can trade until one is refused, whatever is chosen meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wizard.core.credentials import HmacCredentials
from wizard.core.evidence import TestOrder
from wizard.core.guide import CHECK_STEP, GuideState
from wizard.core.saved_key import PendingKey, VerdictWord
from wizard.core.secret import Secret
from wizard.core.settings import Settings
from wizard.core.verdict import CanDoMore, ReadOnly
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.key_service import KeyService, Saved
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.practice.troubles import Trouble
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles

UNWANTED = Settings(try_test_order=False)


@dataclass
class Room:
    """A practice exchange, a key there, and a service that can be started again."""

    server: PracticeServer
    folder: Path
    keychain: MemoryKeychain

    def __post_init__(self) -> None:
        self.key: PracticeKey = self.server.account.make_key("Tax", permissions=READ_ONLY)
        self.service = self._service()
        self.service.storage.create()

    def _service(self) -> KeyService:
        url = self.server.addresses.api_url
        exchange = BinanceExchange(loopback_venue(url, url))
        door = VaultDoor(self.folder, self.keychain)
        files = SideFiles.in_folder(self.folder)
        return KeyService([exchange], door, files, lambda: datetime.now(UTC))

    def restart(self) -> None:
        self.service.close()
        self.service = self._service()
        self.service.storage.open()

    def lie(self, *troubles: Trouble) -> None:
        account = self.server.account
        account.behaviours = replace(account.behaviours, troubles=frozenset(troubles))

    def seal(self) -> PendingKey:
        pair = HmacCredentials(self.key.api_key, Secret(self.key.verifier))
        return self.service.seal("Tax", pair)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with PracticeServer() as server:
        room = Room(server, tmp_path / "data", MemoryKeychain())
        yield room
        room.service.close()


def test_a_saved_key_that_took_an_order_is_not_read_only_again_without_one(room: Room) -> None:
    saved = room.service.check_pending(room.seal().record_id)
    assert isinstance(saved, Saved)
    record_id = saved.key.record_id
    room.lie(Trouble.LYING_FLAGS)
    assert isinstance(room.service.verify(record_id).verdict, CanDoMore)

    room.service.keep_settings(UNWANTED)
    for _ in range(2):
        verified, credentials = room.service.hand_over(record_id)
        assert isinstance(verified.verdict, CanDoMore)
        assert credentials is None
        room.restart()

    room.lie()  # it refuses orders again, and is asked
    again = room.service.verify(record_id)
    assert isinstance(again.verdict, ReadOnly)
    assert again.verdict.evidence.test_order is TestOrder.REFUSED
    # That danger is over, and what was chosen counts once more.
    assert room.service.verify(record_id).key.history[0].test_order == TestOrder.OFF


def test_an_unproven_key_that_took_an_order_is_asked_for_one_again(room: Room) -> None:
    room.lie(Trouble.LYING_FLAGS)
    pending = room.seal()
    assert isinstance(room.service.check_pending(pending.record_id), CanDoMore)
    room.service.keep_settings(UNWANTED)
    assert isinstance(room.service.check_pending(pending.record_id), CanDoMore)
    # Sealed anew it is the same key.
    room.service.discard(pending.record_id)
    assert isinstance(room.service.check_pending(room.seal().record_id), CanDoMore)
    assert room.service.saved_keys() == ()


def test_what_the_guide_remembers_is_asked_for_one_after_a_restart(room: Room) -> None:
    room.lie(Trouble.LYING_FLAGS)
    pending = room.seal()
    state = GuideState(step=CHECK_STEP, furthest=CHECK_STEP, name="Tax").sealed(pending.record_id)
    danger = state.checked(VerdictWord.CAN_DO_MORE)
    # No answer in between takes nothing back.
    room.service.keep_progress(danger.checked(VerdictWord.NOT_CHECKED))
    room.service.keep_settings(UNWANTED)
    room.restart()
    assert isinstance(room.service.check_pending(pending.record_id), CanDoMore)


def test_another_key_is_not_suspected(room: Room) -> None:
    pending = room.seal()
    state = GuideState(step=CHECK_STEP, furthest=CHECK_STEP, name="Tax").sealed("another")
    room.service.keep_progress(state.checked(VerdictWord.CAN_DO_MORE))
    room.service.keep_settings(UNWANTED)
    outcome = room.service.check_pending(pending.record_id)
    assert isinstance(outcome, Saved)
    assert outcome.verdict.evidence.test_order is TestOrder.OFF
