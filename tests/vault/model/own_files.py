"""What a person does with files: exports, imports, a damaged vault, copies that are put back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tests.vault.faulty_world import Ending
from tests.vault.model.changes import Change
from tests.vault.model.expected import Expected, Key, content_of
from tests.vault.model.modelled_vault import ModelledVault
from tests.vault.samples import NOW, refused
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.file_format import from_file
from wizard.vault.slots import accounts_of
from wizard.vault.vault import Vault

_EXPORTED = "exported by a long passphrase"


@dataclass(frozen=True, slots=True)
class Export:
    """A file that was exported, and the keys in it."""

    path: Path
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Copy:
    """The vault's file at some moment, and the state in it."""

    data: bytes
    state: Expected


class OwnFiles:
    """The files of one vault that a person has in `folder`, or in a safe place."""

    def __init__(self, vault: ModelledVault, folder: Path) -> None:
        self.exports: list[Export] = []
        self.copies: list[Copy] = []
        self._vault = vault
        self._folder = folder
        self._was_older = False

    def export(self) -> None:
        path, keys = self._folder / f"{len(self.exports)}.export", self._vault.now.keys
        opened = self._vault.opened()
        assert opened.transfer.export(path, Secret(_EXPORTED)) == len(keys)
        self.exports.append(Export(path, keys))

    def import_again(self, export: Export) -> None:
        """What comes is told by what is there afterwards: the program may choose the names."""
        vault, before = self._vault, self._vault.now
        if vault.plan is not None and isinstance(vault.plan.fault, Ending):
            vault.plan = None
        imported: list[frozenset[Key]] = []

        def work(opened: Vault) -> None:
            opened.transfer.import_file(export.path, Secret(_EXPORTED))
            after = content_of(opened)
            _check_imported(before.keys, export.keys, after)
            imported.append(after)

        vault.attempt(Change(work, before))
        for keys in imported:
            vault.becomes(replace(before, keys=keys))

    def damage_and_put_back(self, cut: int) -> None:
        """The vault is damaged, and its backup takes its place; then the last change is gone."""
        vault = self._vault
        if not vault.backup.exists():
            return
        vault.first.close()
        vault.second = None
        data = vault.file.read_bytes()[:-cut]
        # After a crash both may be two names of one file until the next save.
        vault.file.unlink()
        vault.file.write_bytes(data)
        passphrase = None if vault.now.keychain else Secret(vault.now.passphrase or "")
        restored = vault.door().copies.put_back(passphrase, now=NOW)
        assert restored.kept is not None
        restored.kept.unlink()
        opened = vault.opened()
        assert not opened.older
        keys = content_of(opened)
        assert keys in vault.seen
        vault.first, vault.now = opened, replace(vault.now, keys=keys)

    def copy(self) -> None:
        self.copies.append(Copy(self._vault.file.read_bytes(), self._vault.now))

    def put_back(self, copy: Copy) -> None:
        """An older copy, beside a program that runs."""
        vault = self._vault
        present = vault.file.read_bytes()
        newer, older = from_file(present).header, from_file(copy.data).header
        if accounts_of(older.slots) - vault.keychain.entries.keys():
            return  # its key is gone, as it should be
        try:
            vault.first.reload()
        except ProblemError:
            return  # it was left behind by another window
        vault.file.write_bytes(copy.data)
        # Of two states after an older one was put back, the one that got further counts.
        if present != copy.data and older.generation <= newer.generation:
            with refused(ProblemId.VAULT_REPLACED):
                vault.first.reload()
        vault.first.close()
        vault.left_behind |= vault.keychain.entries.keys()
        vault.start_again(copy.state)
        assert vault.first.older is (older.generation < newer.generation) or self._was_older
        self._was_older = vault.first.older
        vault.backup_is_ours = present == copy.data and vault.backup_is_ours


def _check_imported(
    before: frozenset[Key], exported: frozenset[Key], after: frozenset[Key]
) -> None:
    assert before <= after, "ours are as they were"
    here = {key.identity for key in before}
    # A pair that has its API key here does not come as one that still waits.
    here |= {(key.number, True) for key in before if key.own}
    coming = {key.identity: key for key in exported if key.identity not in here}
    added = {key.identity: key for key in after - before}
    assert added.keys() == coming.keys()
    for identity, key in added.items():
        assert (key.pending, key.history) == (coming[identity].pending, coming[identity].history)
    names = [key.name for key in after if key.replaces is None]
    assert len({name.casefold() for name in names}) == len(names)
