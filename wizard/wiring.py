"""Composition root: builds one KeyService for the real venue or for practice.

The only file that knows all edges. A practice service gets the loopback venue, a vault folder of
its own and an in-memory keychain, so that nothing from a rehearsal can reach the real vault, and
no real key the practice exchange. Adapters are imported inside functions: the first window must
not wait for them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from wizard.core.venue import Venue, VenueId
    from wizard.key_service import KeyService

_PATIENCE_ALONE_S = 5.0
_PATIENCE_WITH_PERSON_S = 120.0


# Not a dataclass: to load their library takes a fiftieth of the start.
class Choices(NamedTuple):
    """What the command line may choose.

    `data_dir` None: where the system wants it. `exchange_url`: a practice exchange that already
    runs, loopback only. `venue`: the one that is meant, BINANCE_US or (also for None) BINANCE_COM;
    a practice exchange is taken for one of that kind. `unattended`: nobody is there to answer a
    keychain's dialog.
    """

    data_dir: Path | None = None
    exchange_url: str | None = None
    venue: VenueId | None = None
    unattended: bool = False


class ChoiceRefusedError(ValueError):
    """The command line asks for something that must not be; the text says why."""


def real_data_dir() -> Path:
    """Where the real vault lives unless somebody chooses another folder."""
    from wizard.vault.usual_folder import usual_folder

    return usual_folder()


def build_service(choices: Choices) -> KeyService:
    """The service for Binance.com, or for the practice exchange at `choices.exchange_url`.

    Raises ChoiceRefusedError when a practice exchange is asked to share the real vault's folder
    or is not on this computer.
    """
    venues, folder = _place(choices)
    return _service(venues, folder, choices)


def refuse_bad_choices(choices: Choices) -> None:
    """Raises ChoiceRefusedError as `build_service` would, before a window opens."""
    _place(choices)


def _place(choices: Choices) -> tuple[tuple[Venue, ...], Path]:
    """The venues that can be asked, the one that is meant first, and the folder of the vault."""
    from wizard.core.venue import VenueId
    from wizard.exchange.venues import BINANCE_COM, BINANCE_US, loopback_venue

    url = choices.exchange_url
    if url is None:
        real = (BINANCE_COM, BINANCE_US)
        ordered = sorted(real, key=lambda venue: venue.id is not choices.venue)
        return tuple(ordered), choices.data_dir or real_data_dir()
    plays_us = choices.venue is VenueId.BINANCE_US
    try:
        venue = loopback_venue(url, url, VenueId.PRACTICE_US if plays_us else VenueId.PRACTICE)
    except ValueError as error:
        raise ChoiceRefusedError(str(error)) from None
    folder = choices.data_dir or real_data_dir() / "practice"
    if _is_same_folder(folder, real_data_dir()):
        raise ChoiceRefusedError("The practice exchange cannot use the folder of the real vault.")
    return (venue,), folder


def _is_same_folder(one: Path, other: Path) -> bool:
    # `Path.resolve` of Python 3.11 fails on a link that leads to itself; the vault tells that.
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    # Where letter case does not count, two spellings lead to one folder.
    return one.exists() and other.exists() and one.samefile(other)


def build_practice_service(port: int = 0) -> KeyService:
    """A practice exchange of its own, with a service on it; both end when it is closed.

    The vault lies in a temporary folder, its key in memory: nothing outlives the rehearsal.
    Raises PracticePortTakenError when `port` is occupied (0: any free port).
    """
    from wizard.core.venue import VenueId
    from wizard.exchange.binance_exchange import BinanceExchange
    from wizard.exchange.venues import loopback_venue
    from wizard.key_service import KeyService
    from wizard.practice.account import PracticeAccount
    from wizard.practice.server import PracticeServer
    from wizard.practice.site import PracticeSite
    from wizard.vault.door import VaultDoor
    from wizard.vault.memory_keychain import MemoryKeychain
    from wizard.vault.side_files import SideFiles

    with ExitStack() as begun:
        folder = Path(tempfile.mkdtemp(prefix="key-wizard-rehearsal-"))
        begun.callback(shutil.rmtree, folder, ignore_errors=True)
        exchanges = []
        for site, venue_id, wanted in (
            (PracticeSite.BINANCE_COM, VenueId.PRACTICE, port),
            (PracticeSite.BINANCE_US, VenueId.PRACTICE_US, 0),
        ):
            server = PracticeServer(wanted, account=PracticeAccount(site=site))
            addresses = server.start()
            begun.callback(server.stop)
            venue = loopback_venue(addresses.api_url, addresses.pages_url, venue_id)
            exchanges.append(BinanceExchange(venue))
        door = VaultDoor(folder, MemoryKeychain())
        # From here on all of it ends with the service; until here, with whatever failed.
        end = begun.pop_all().close
    return KeyService(exchanges, door, SideFiles.in_folder(folder), utc_now, on_close=end)


def run_window(choices: Choices, *, practice: bool) -> int:
    """Show the window until it is closed; gives the exit code."""
    from wizard.gui.app import run

    folder = choices.data_dir or real_data_dir()
    if not practice and choices.exchange_url is not None:
        _, folder = _place(choices)  # a folder of its own; else nobody need wait for the venues
    return run(lambda: build_service(choices), build_practice_service, folder, is_practice=practice)


def run_tour(out: Path, language: str = "en") -> int:
    """Play the whole guide on the practice exchange; gives 0 when every expectation held."""
    from wizard.tour import play

    return play(out, build_practice_service, language)


def _service(venues: Sequence[Venue], folder: Path, choices: Choices) -> KeyService:
    from wizard.core.proxy import proxy_in_environment
    from wizard.exchange.binance_exchange import BinanceExchange
    from wizard.key_service import KeyService
    from wizard.vault.door import VaultDoor
    from wizard.vault.os_keychain import system_keychain
    from wizard.vault.side_files import SideFiles

    patience_s = _PATIENCE_ALONE_S if choices.unattended else _PATIENCE_WITH_PERSON_S
    door = VaultDoor(folder, system_keychain(), patience_s=patience_s)
    not_used = proxy_in_environment(os.environ)
    exchanges = [BinanceExchange(venue, proxy_not_used=not_used) for venue in venues]
    return KeyService(exchanges, door, SideFiles.in_folder(folder), utc_now)


def utc_now() -> datetime:
    """The clock that the program runs on."""
    from datetime import UTC, datetime

    return datetime.now(UTC)
