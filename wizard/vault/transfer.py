"""Keys on their way to another computer: a vault file of its own, under a passphrase alone.

An exported file shares no key with the vault that it came from: whoever opens one cannot open the
other.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import (
    FULL_COST,
    KEY_BYTES,
    ArgonCost,
    SealBrokenError,
    random_bytes,
    wipe,
)
from wizard.vault.durable_file import DurableFile
from wizard.vault.file_format import MAX_BYTES, PassphraseUse, SealedFile, from_file
from wizard.vault.live_contents import LiveContents
from wizard.vault.merging import Imported, merged, require_clean
from wizard.vault.passphrase_slot import (
    affordable_cost,
    make_passphrase_slot,
    open_passphrase_slot,
    require_long_enough,
)
from wizard.vault.records import Records
from wizard.vault.sealed_vault import VaultFullError, open_vault, seal_vault, sealed_for
from wizard.vault.slots import passphrase_slots
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError
from wizard.vault.system_errors import technical_line
from wizard.vault.whole_file import write_whole


class Transfer:
    """Export from an open vault, import into one. Raises ProblemError; takes about a second."""

    def __init__(self, live: LiveContents, *, cost: ArgonCost = FULL_COST) -> None:
        self._live = live
        self._cost = cost

    def export(self, path: Path, passphrase: Secret, *, replace_file: bool = False) -> int:
        """Write every key, pending ones too, into a new file; gives how many.

        Raises ProblemError: EXPORT_EXISTS unless `replace_file`, EXPORT_NOT_WRITTEN,
        PASSPHRASE_TOO_SHORT.
        """
        require_long_enough(passphrase)
        if not replace_file and os.path.lexists(path):
            raise ProblemError(_about(ProblemId.EXPORT_EXISTS, path))
        self._require_foreign(path)
        contents, before = self._live.contents, self._live.key
        vault_id, data_key = secrets.token_hex(16), random_bytes(KEY_BYTES)
        try:
            slot = make_passphrase_slot(vault_id, data_key, passphrase, affordable_cost(self._cost))
            with self._live.file.explained():
                sealed = sealed_for(contents, before, vault_id, data_key)
                data = seal_vault(replace(sealed, generation=1, slots=(slot,)), data_key)
        except VaultFullError:
            raise ProblemError(self._live.file.problem(ProblemId.VAULT_FULL)) from None
        finally:
            wipe(data_key)
        _write(path, data, replace_file=replace_file)
        return len(sealed.records)

    def import_file(self, path: Path, passphrase: Secret) -> Imported:
        """Take the keys of an exported file in, one by one; nothing here is written over.

        Raises ProblemError: IMPORT_…, VAULT_….
        """
        file = _read(path)
        data_key = _data_key(file, path, passphrase)
        try:
            try:
                incoming = open_vault(file, data_key)
                require_clean(incoming.records)
            except VaultNewerError:
                raise ProblemError(_about(ProblemId.IMPORT_NEWER, path)) from None
            except (SealBrokenError, VaultDamagedError):
                raise ProblemError(_about(ProblemId.IMPORT_DAMAGED, path)) from None

            def edit(records: Records) -> tuple[Records, Imported]:
                ours = (self._live.contents.vault_id, self._live.key)
                try:
                    return merged(records, ours, incoming, data_key)
                except SealBrokenError:
                    raise ProblemError(_about(ProblemId.IMPORT_DAMAGED, path)) from None

            return self._live.change(edit)
        finally:
            wipe(data_key)

    def _require_foreign(self, path: Path) -> None:
        """Nothing that belongs to the vault may be written over, whatever was said of it."""
        ours = self._live.file.path
        try:
            if not path.parent.samefile(ours.parent):
                return
        except (OSError, ValueError):
            return  # then writing will fail, too
        # A copy, a lock, a list: some file systems take both letter cases for the same.
        like_ours = path.name.casefold().removeprefix(".").startswith(ours.name.casefold())
        if like_ours or os.path.lexists(path):
            raise ProblemError(_about(ProblemId.EXPORT_NOT_WRITTEN, path, "the vault's own file"))


def _data_key(file: SealedFile, path: Path, passphrase: Secret) -> bytearray:
    slots = passphrase_slots(file.header.slots, PassphraseUse.PASSPHRASE)
    if not slots:
        raise ProblemError(_about(ProblemId.IMPORT_NOT_EXPORT, path))
    for slot in slots:
        with suppress(SealBrokenError):
            return open_passphrase_slot(file.header.vault_id, slot, passphrase)
    raise ProblemError(_about(ProblemId.IMPORT_PASSPHRASE_WRONG, path))


def _read(path: Path) -> SealedFile:
    try:
        data = DurableFile(path.parent, path.name, limit=MAX_BYTES).read()
    except ValueError:
        raise ProblemError(_about(ProblemId.IMPORT_UNREADABLE, path, "no such name")) from None
    except ProblemError as error:
        large = error.problem.id is ProblemId.VAULT_TOO_LARGE
        wrong = ProblemId.IMPORT_DAMAGED if large else ProblemId.IMPORT_UNREADABLE
        raise ProblemError(_about(wrong, path, error.problem.technical)) from None
    if data is None:
        raise ProblemError(_about(ProblemId.IMPORT_UNREADABLE, path, "not there"))
    try:
        return from_file(data)
    except VaultNewerError as error:
        raise ProblemError(_about(ProblemId.IMPORT_NEWER, path, str(error))) from None
    except VaultDamagedError as error:
        raise ProblemError(_about(ProblemId.IMPORT_DAMAGED, path, str(error))) from None


def _write(path: Path, data: bytes, *, replace_file: bool) -> None:
    try:
        write_whole(data, path, replace=replace_file, private=True)
    except FileExistsError:
        raise ProblemError(_about(ProblemId.EXPORT_EXISTS, path)) from None
    except (OSError, ValueError) as error:
        technical = technical_line(error) if isinstance(error, OSError) else "no such name"
        raise ProblemError(_about(ProblemId.EXPORT_NOT_WRITTEN, path, technical)) from None


def _about(problem_id: ProblemId, path: Path, technical: str = "") -> Problem:
    return Problem(problem_id, technical, {"path": str(path)})
