"""Keys on their way to another computer: a vault file of its own, under a passphrase alone.

An exported file shares no key with the vault that it came from: whoever opens one cannot open the
other.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
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
from wizard.vault.incoming import MOST_KEYS, NotTakenError, Terms, require_like_ours
from wizard.vault.live_contents import LiveContents
from wizard.vault.merging import Imported, merged
from wizard.vault.passphrase_slot import (
    affordable_cost,
    make_passphrase_slot,
    open_passphrase_slot,
    require_long_enough,
)
from wizard.vault.records import Records
from wizard.vault.sealed_vault import Contents, VaultFullError, open_vault, seal_vault, sealed_for
from wizard.vault.slots import passphrase_slots, ways_of
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError
from wizard.vault.system_errors import technical_line
from wizard.vault.vault_file import VAULT_NAME
from wizard.vault.whole_file import write_whole


class Transfer:
    """Export from an open vault, import into one. Raises ProblemError; takes about a second."""

    def __init__(self, live: LiveContents, *, cost: ArgonCost = FULL_COST) -> None:
        self._live = live
        self._cost = cost

    def export(self, path: Path, passphrase: Secret, *, replace_file: bool = False) -> int:
        """Write every key, pending ones too, into a new file; gives how many.

        Raises ProblemError: EXPORT_EXISTS unless `replace_file`, EXPORT_OVER_VAULT,
        EXPORT_NOT_WRITTEN, PASSPHRASE_TOO_SHORT.
        """
        require_long_enough(passphrase)
        require_place(path, self._live.file.path, replace_file=replace_file)
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

    def import_file(self, path: Path, passphrase: Secret, terms: Terms | None = None) -> Imported:
        """Take the keys of an exported file in, one by one; nothing here is written over.

        All of them or, where one is such as this program does not make, none. Without `terms`
        the computer's clock counts, and every venue will do.
        Raises ProblemError: IMPORT_…, VAULT_….
        """
        with opened_export(path, passphrase, terms) as (incoming, data_key):

            def edit(records: Records) -> tuple[Records, Imported]:
                ours = (self._live.contents.vault_id, self._live.key)
                return merged(records, ours, incoming, data_key)

            return self._live.change(edit)


@contextmanager
def opened_export(
    path: Path, passphrase: Secret, terms: Terms | None = None
) -> Iterator[tuple[Contents, bytearray]]:
    """What is in an exported file, every record looked at, and its data key, wiped afterwards.

    Needs no vault. Raises ProblemError: IMPORT_….
    """
    file = _read(path)
    data_key = _data_key(file, path, passphrase)
    try:
        try:
            incoming = open_vault(file, data_key)
            require_like_ours(incoming, data_key, terms or Terms(datetime.now(UTC)))
        except NotTakenError as error:
            raise ProblemError(_about(error.problem_id, path, limit=str(MOST_KEYS))) from None
        except VaultNewerError:
            raise ProblemError(_about(ProblemId.IMPORT_NEWER, path)) from None
        except SealBrokenError:
            raise ProblemError(_about(ProblemId.IMPORT_DAMAGED, path)) from None
        except VaultDamagedError as error:
            raise ProblemError(_about(ProblemId.IMPORT_DAMAGED, path, str(error))) from None
        yield incoming, data_key
    finally:
        wipe(data_key)


def require_place(path: Path, vault: Path, *, replace_file: bool) -> None:
    """Whether the keys of `vault` may be exported to `path`; also before anybody chose a
    passphrase for it. Raises ProblemError: EXPORT_EXISTS unless `replace_file`, EXPORT_OVER_VAULT.
    """
    is_there = os.path.lexists(path)
    try:
        is_beside = path.parent.samefile(vault.parent)
    except (OSError, ValueError):
        is_beside = False  # then writing will fail, too
    # Beside the vault every name may be one that the program uses, on a later day if not today.
    if is_beside or (is_there and replace_file and _is_vault(path)):
        raise ProblemError(_about(ProblemId.EXPORT_OVER_VAULT, path))
    if is_there and not replace_file:
        raise ProblemError(_about(ProblemId.EXPORT_EXISTS, path))


def _is_vault(path: Path) -> bool:
    """Whether this is somebody's vault or lies as one does: it may be the only place of a key."""
    # Some file systems take both letter cases for the same.
    if path.name.casefold().removeprefix(".").startswith(VAULT_NAME):
        return True
    try:
        return ways_of(_read(path).header.slots).keychain
    except ProblemError:
        return False


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
        technical = error.problem.technical or "not an ordinary file of this user"
        raise ProblemError(_about(wrong, path, "" if large else technical)) from None
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


def _about(problem_id: ProblemId, path: Path, technical: str = "", **values: str) -> Problem:
    return Problem(problem_id, technical, {"path": str(path), **values})
