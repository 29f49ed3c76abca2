"""Windows on a real vault under a real passphrase, for the tests of locking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from wizard.core.secret import Secret
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.vault.cipher import ArgonCost
from wizard.vault.door import VaultDoor
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

PASSPHRASE = "four words of nonsense"
LOCKED = "Your vault is locked"
# As little as the vault's format allows: what is tested is not how strong it is.
CHEAP = ArgonCost(memory_kib=19 * 1024, passes=1, lanes=1)


def vault_service(folder: Path, url: str, *, cost: ArgonCost = CHEAP) -> KeyService:
    """The service for a vault in `folder`; made under the passphrase where there is none."""
    door = VaultDoor(folder, None, cost=cost)
    exchange = BinanceExchange(loopback_venue(url, url))
    service = KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)
    if not door.path.exists():
        service.storage.create(Secret(PASSPHRASE))
        service.storage.close()
    return service


@contextmanager
def opened(make_service: Callable[[], KeyService]) -> Iterator[Stage]:
    """A window whose vault was opened with the passphrase, and which knows that it can lock."""
    stage = Stage(make_service, is_practice=False)
    ready: list[bool] = []
    stage.window.ready.connect(lambda: ready.append(True))
    stage.window.show()
    try:
        stage.window.begin()
        give_passphrase(stage)
        stage.wait(lambda: bool(ready), "the open vault")
        stage.wait(lambda: stage.window.locking.can_lock, "the word that it can be locked")
        yield stage
    finally:
        stage.close()


def give_passphrase(stage: Stage, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase and press the button."""
    stage.type_into("passphrase", passphrase)
    stage.press("passphrase-go")


def wait_until_locked(stage: Stage) -> None:
    """Until the question is on the screen and the keys are gone."""
    stage.wait(lambda: stage.says(LOCKED), "the locked vault")
    stage.wait(lambda: not stage.window.service.storage.is_open, "the keys to be dropped")


def unlock(stage: Stage) -> None:
    """Give the passphrase, and wait until the person is back."""
    give_passphrase(stage)
    stage.wait(lambda: not stage.window.locking.is_locked, "the open vault")
    stage.wait(lambda: not stage.says(LOCKED), "the page from before")
    stage.wait(lambda: stage.window.runner.is_idle, "what follows the unlocking")
