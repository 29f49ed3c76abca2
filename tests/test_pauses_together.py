"""What an exchange was heard to ask for is kept, whoever heard it and whatever was asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.exchange.asking import hmac_pair
from tests.exchange.scripted_server import (
    LATEST_TRADE,
    PERMISSIONS,
    TIME,
    ScriptedServer,
    error,
)
from wizard.core.evidence import Unanswered
from wizard.core.pause import Pause, read_pauses, to_text
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId
from wizard.core.verdict import NotChecked
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.key_service import KeyService
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles

COM, US = VenueId.PRACTICE, VenueId.PRACTICE_US
LIMIT = error(429, -1003, Retry_After="30")


def service_for(server: ScriptedServer, folder: Path) -> KeyService:
    exchanges = [
        BinanceExchange(loopback_venue(server.url, server.url, venue)) for venue in (COM, US)
    ]
    door = VaultDoor(folder, MemoryKeychain())
    return KeyService(exchanges, door, SideFiles.in_folder(folder), lambda: datetime.now(UTC))


def test_a_pause_asked_for_in_answer_to_the_clock_is_kept(tmp_path: Path) -> None:
    with ScriptedServer({TIME: error(418, -1003, Retry_After="30")}) as server:
        service = service_for(server, tmp_path)
        first, again = service.greet(), service.greet()
        check = service.check_only(hmac_pair(), COM)
    assert isinstance(first, Unanswered)
    assert first.until is not None
    assert isinstance(again, Unanswered)
    assert again.problem.technical == "not asked"
    assert isinstance(check, NotChecked)
    assert check.until == first.until
    assert len(server.asked) == 1


def test_what_another_process_was_told_is_not_forgotten(tmp_path: Path) -> None:
    written = tmp_path / "pauses.json"
    with ScriptedServer({PERMISSIONS: LIMIT, LATEST_TRADE: LIMIT}) as server:
        service = service_for(server, tmp_path)
        assert isinstance(service.check_only(hmac_pair(), COM), NotChecked)
        theirs = Pause(ProblemId.BANNED, datetime.now(UTC) + timedelta(hours=2))
        written.write_text(to_text({COM: theirs}))

        assert isinstance(service.check_only(hmac_pair(), US), NotChecked)

        kept = read_pauses(written.read_text())
        assert kept[COM] == theirs
        assert US in kept
        now = service.check_only(hmac_pair(), COM)
    assert isinstance(now, NotChecked)
    assert now.until == theirs.until, "the later one is said, too"
