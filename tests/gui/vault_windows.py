"""Windows on real vaults, and hands to use the dialogs about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from tests.gui.locking_windows import CHEAP
from wizard.core.credentials import HmacCredentials
from wizard.core.recovery_code import read_recovery_code
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.vault.door import VaultDoor
from wizard.vault.keychain import Keychain
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.vault.slots import Ways
from wizard.wiring import utc_now

PASSPHRASE = "four words of nonsense"
OTHER_PASSPHRASE = "quite another row of words"
CODE = "the recovery code of this vault"
NOWHERE = "http://127.0.0.1:9"  # nobody is asked about a key in these tests

Made = Callable[[], KeyService]


def service_for(folder: Path, keychain: Keychain | None) -> KeyService:
    """A service on the vault in `folder`, opened by nobody yet."""
    door = VaultDoor(folder, keychain, cost=CHEAP)
    exchange = BinanceExchange(loopback_venue(NOWHERE, NOWHERE))
    return KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)


def make_vault(
    folder: Path,
    keychain: Keychain | None = None,
    *,
    passphrase: str | None = None,
    names: tuple[str, ...] = (),
    with_code: bool = False,
) -> str:
    """A vault with pending keys of these names; gives its recovery code, "" for none.

    With a keychain and a passphrase both open it.
    """
    service = service_for(folder, keychain)
    service.storage.create(None if keychain is not None or not passphrase else Secret(passphrase))
    if keychain is not None and passphrase:
        service.care.set_passphrase(Secret(passphrase))
    code = service.care.new_code()
    if with_code:
        service.care.confirm_code(code, code)
    for name in names:
        seal(service, name)
    text = code.reveal() if with_code else ""
    service.close()
    return text


def seal(service: KeyService, name: str) -> None:
    """A pending key of this name."""
    sign = f"{abs(hash(name)) % 10**6:06}"
    credentials = HmacCredentials((sign * 11)[:64], Secret((sign[::-1] * 11)[:64]))
    service.seal(name, credentials, venue=VenueId.PRACTICE)


@contextmanager
def vault_window(make_service: Made) -> Iterator[Stage]:
    """A window that looks for its vault."""
    stage = Stage(make_service, is_practice=False)
    stage.window.show()
    try:
        stage.window.begin()
        yield stage
    finally:
        stage.close()


def wait_open(stage: Stage) -> None:
    """Until the vault is open and nothing is under way."""
    start = stage.window.rooms.start  # in the first moments there is no service to be asked

    def is_open() -> bool:
        return start.built is not None and start.built.storage.is_open

    stage.wait(is_open, "the open vault")
    settle(stage)


def settle(stage: Stage) -> None:
    """Until nothing is under way."""
    stage.wait(lambda: stage.window.runner.is_idle, "what is under way")


def open_sheet(stage: Stage) -> None:
    """Open “Vault and safety”, and wait until it knows the vault."""
    stage.press("vault")
    stage.wait(lambda: stage.is_enabled("code-make"), "what opens the vault")


def ways(stage: Stage) -> Ways:
    """What opens the vault now."""
    return stage.window.service.care.ways


def shown_code(stage: Stage) -> str:
    """The recovery code that is on the screen."""
    stage.wait(lambda: bool(stage.recovery_code), "the code")
    spoken = stage.recovery_code
    read = read_recovery_code(spoken)
    assert isinstance(read, Secret), spoken
    return read.reveal()


def dialog(stage: Stage, name: str) -> QDialog:
    """The dialog of this name, as soon as it is there."""
    stage.wait(lambda: is_there(stage, name), f"the dialog “{name}”")
    return stage.window.findChildren(QDialog, name)[0]


def is_there(stage: Stage, name: str) -> bool:
    """Whether a dialog of this name is on the screen."""
    return any(one.isVisible() for one in stage.window.findChildren(QDialog, name))


def text_of(stage: Stage, name: str) -> str:
    """What a label of this name says."""
    labels = [one for one in stage.window.findChildren(QLabel, name) if one.isVisible()]
    return labels[0].text() if labels else ""


def has_focus(stage: Stage, name: str) -> bool:
    """Whether whoever types now types into the field of this name."""
    fields = [one for one in stage.window.findChildren(QLineEdit, name) if one.isVisible()]
    return any(one.window().focusWidget() is one for one in fields)


def press_enter(stage: Stage, name: str) -> None:
    """Press Enter in a field, as it reaches a window from the keyboard."""
    (field,) = [one for one in stage.window.findChildren(QLineEdit, name) if one.isVisible()]
    QTest.keyClick(field, Qt.Key.Key_Return)


def typed_anywhere(stage: Stage) -> str:
    """Everything that is in a field of the window and its dialogs."""
    return "".join(field.text() for field in stage.window.findChildren(QLineEdit))


def is_offered(stage: Stage, name: str) -> bool:
    """Whether a button of this name is seen, pressable or not."""
    return any(one.isVisible() for one in stage.window.findChildren(QPushButton, name))


def memory() -> MemoryKeychain:
    """A keychain that several windows of one test can share."""
    return MemoryKeychain()
