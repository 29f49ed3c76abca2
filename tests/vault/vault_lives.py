"""A vault that keychain, passphrase and recovery code open, and looking whether it is all right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.vault.faulty_keychain import FaultyKeychain
from tests.vault.faulty_world import KilledError, Plan, World, faulty_disk
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, save
from wizard.core.problems import Problem, ProblemError
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import from_file
from wizard.vault.slots import Slots, accounts_of
from wizard.vault.vault import Vault
from wizard.vault.vault_file import VAULT_NAME
from wizard.vault.ways_in import WaysIn

CODE, NEW_CODE = "OLD" * 9, "NEW" * 9
NEW_PASSPHRASE = "a quite different battery"
LISTED = "keychain-entries.json"


@dataclass(frozen=True, slots=True)
class Opens:
    """What has to open a vault; every other way may not."""

    keychain: bool = True
    passphrase: str | None = PASSPHRASE
    code: str | None = CODE


def _renew(ways: WaysIn) -> None:
    ways.renew_keys(Secret(PASSPHRASE), Secret(NEW_CODE))


CHANGES: dict[str, tuple[Callable[[WaysIn], None], Opens]] = {
    "set_passphrase": (
        lambda ways: ways.set_passphrase(Secret(NEW_PASSPHRASE)),
        Opens(passphrase=NEW_PASSPHRASE),
    ),
    "remove_passphrase": (lambda ways: ways.remove_passphrase(), Opens(passphrase=None)),
    "set_code": (lambda ways: ways.set_recovery_code(Secret(NEW_CODE)), Opens(code=NEW_CODE)),
    "remove_code": (lambda ways: ways.remove_recovery_code(), Opens(code=None)),
    "keep_in_keychain": (lambda ways: ways.keep_in_keychain(), Opens()),
    "leave_keychain": (
        lambda ways: ways.leave_keychain(Secret(PASSPHRASE)),
        Opens(keychain=False),
    ),
    "renew_keys": (_renew, Opens(code=NEW_CODE)),
}


class Life:
    """One vault in `folder`, with one saved and one pending key, and its keychain."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = World(folder)
        self.keychain = FaultyKeychain(self.world)
        with self.door().create() as vault:
            save(vault, "One", credentials(1))
            vault.seal("Two", VENUE, credentials(2), now=NOW)
            vault.ways_in.set_passphrase(Secret(PASSPHRASE))
            vault.ways_in.set_recovery_code(Secret(CODE))
        self._files = {path.name: path.read_bytes() for path in folder.iterdir()}
        self._entries = dict(self.keychain.entries)
        self._slots = _slots(folder / VAULT_NAME)

    def door(self) -> VaultDoor:
        """A program that starts."""
        return VaultDoor(self.folder, self.keychain, cost=CHEAP)

    def rewind(self) -> None:
        """As it was in the beginning."""
        for path in self.folder.iterdir():
            path.unlink()
        for name, data in self._files.items():
            (self.folder / name).write_bytes(data)
        self.keychain.entries = dict(self._entries)
        self.keychain.late.clear()
        self.world.begin(None)

    def attempt(self, plan: Plan | None, work: Callable[[Vault], object]) -> Problem | bool | None:
        """Open a fresh vault and do it while the plan comes true.

        True: done. None: killed. A problem: what was raised, or remained to be said.
        """
        self.rewind()
        with self.door().open() as vault, faulty_disk(self.world):
            self.world.begin(plan)
            try:
                work(vault)
            except KilledError:
                return None
            except ProblemError as error:
                return error.problem
            finally:
                self.world.plan, self.world.dead = None, False
            return vault.unconfirmed or True

    def steps(self, work: Callable[[Vault], object]) -> list[str]:
        """The names of the steps when nothing goes wrong."""
        assert self.attempt(None, work) is True
        return list(self.world.trail)

    def happens_late(self) -> None:
        """What the keychain was asked for in vain happens now."""
        for work in self.keychain.late:
            work()
        self.keychain.late.clear()

    @property
    def is_new(self) -> bool:
        """Whether the vault has other slots than in the beginning."""
        return _slots(self.folder / VAULT_NAME) != self._slots

    def opens(self, ways: Opens, *, thorough: bool = False) -> bool:
        """Whether the vault opens in the most usual of these ways, with everything in it.

        `thorough`: in each of them, and in no other.
        """
        return _opens(self.folder, self.keychain, ways, thorough=thorough)

    def check_backup(self, ways: Opens, *, thorough: bool = False) -> None:
        """The backup opens as the vault does, with everything in it."""
        backup = self.folder / f"{VAULT_NAME}.bak"
        assert _slots(backup) == _slots(self.folder / VAULT_NAME)
        with TemporaryDirectory(prefix="backup-") as made:
            (Path(made) / VAULT_NAME).write_bytes(backup.read_bytes())
            assert _opens(Path(made), self.keychain, ways, thorough=thorough)

    def check_tidy(self) -> None:
        """In the keychain is what vault and backup need, and nothing else; no list is left."""
        files = (self.folder / VAULT_NAME, self.folder / f"{VAULT_NAME}.bak")
        needed = {account for file in files for account in accounts_of(_slots(file))}
        assert set(self.keychain.entries) == needed
        assert not (self.folder / LISTED).exists()


def _slots(file: Path) -> Slots:
    return from_file(file.read_bytes()).header.slots


def _opens(folder: Path, keychain: FaultyKeychain, ways: Opens, *, thorough: bool) -> bool:
    door = VaultDoor(folder, keychain, cost=CHEAP)
    typed = [(door.open, text, ways.passphrase) for text in (PASSPHRASE, NEW_PASSPHRASE)]
    codes = [(door.open_with_code, text, ways.code) for text in (CODE, NEW_CODE)]
    tries: list[tuple[Callable[[], Vault], bool]] = [
        (door.open, ways.keychain),
        *((partial(method, Secret(text)), text == right) for method, text, right in typed + codes),
    ]
    if not thorough:
        tries = [each for each in tries if each[1]][:1]
    return all(_holds_all(attempt) is expected for attempt, expected in tries)


def _holds_all(attempt: Callable[[], Vault]) -> bool:
    try:
        vault = attempt()
    except ProblemError:
        return False
    with vault:
        (saved,), (pending,) = vault.saved_keys(), vault.pending_keys()
        assert (saved.name, pending.name) == ("One", "Two")
        assert vault.credentials(saved.record_id) == credentials(1)
        assert vault.credentials(pending.record_id) == credentials(2)
        assert len(saved.history) == 1
    return True


@contextmanager
def a_life() -> Iterator[Life]:
    """In a folder of its own, until the block ends."""
    with TemporaryDirectory(prefix="life-") as made:
        yield Life(Path(made) / "kept")
