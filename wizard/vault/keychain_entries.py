"""The vault's entries in the keychain: a fresh name for each, and none forgotten there.

Names go into a list beside the vault before an entry is written and before one loses its use;
whatever is on the list and opens neither the vault nor its backup is deleted, now or on a later
day. So a crash between keychain and file leaves nothing behind for good. The list is there, if
only empty, as long as a change may not be over: of the ways into the vault, or one after which
the backup must not keep what was before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from wizard.core.problems import ProblemError
from wizard.vault.durable_file import DurableFile
from wizard.vault.keychain import Absent, Done, Keychain
from wizard.vault.patience import Patience
from wizard.vault.vault_file import ENTRIES_NAME

_ACCOUNT = re.compile(r"(?:vault-key|self-test)-[0-9a-f]{32}")
_MOST = 100
_LIMIT = 64 * 1024


class KeychainEntries:
    """The entries of one vault. Used under the vault's lock, but for `pending`."""

    def __init__(self, keychain: Keychain | None, folder: Path) -> None:
        self._keychain = keychain
        self._listed = DurableFile(folder, ENTRIES_NAME, limit=_LIMIT)
        # Names of this process: one that is not there now may still come to be, after a write
        # that nobody answered. In the next process it will not.
        self._ours: set[str] = set()

    @property
    def pending(self) -> bool:
        """Whether a change was begun and not seen to its end."""
        return self._text() is not None

    def expect(self, accounts: Iterable[str] = (), new: str | None = None) -> None:
        """A change begins. These, and a `new` one, may soon be of no use.

        Raises ProblemError when that cannot be written down.
        """
        coming = () if new is None else (new,)
        self._ours.update(coming)
        self._write(list(dict.fromkeys((*self._read(), *coming, *accounts)))[-_MOST:])

    def settle(self) -> None:
        """A change is over: the list goes if nothing is on it."""
        self._leave(self._read())

    def take_off(self, account: str, *, over: bool) -> None:
        """This entry is gone. `over`: nothing else was under way, so that an empty list goes."""
        left = [name for name in self._read() if name != account]
        if over:
            self._leave(left)
        else:
            with suppress(ProblemError):
                self._write(left)

    def sweep(
        self, in_vault: frozenset[str], in_backup: frozenset[str], patience: Patience | None
    ) -> bool:
        """Delete the listed entries that open neither vault nor backup; False when one stays.

        What the vault needs leaves the list: nobody is about to replace it any more. Without
        `patience` the keychain is not asked today.
        """
        all_gone = True
        left: list[str] = []
        for account in self._read():
            if account in in_vault:
                continue
            deleted = None if account in in_backup else self._delete(account, patience)
            all_gone = all_gone and deleted is not None
            if deleted is None or (isinstance(deleted, Absent) and account in self._ours):
                left.append(account)
        self._leave(left)
        return all_gone

    def _delete(self, account: str, patience: Patience | None) -> Done | Absent | None:
        if self._keychain is None or patience is None:
            return None
        deleted = self._keychain.delete(account, patience.left_s)
        if not isinstance(deleted, Done):
            return deleted if isinstance(deleted, Absent) else None
        # As with what it writes, a keychain is not believed that it deleted something.
        gone = self._keychain.read(account, patience.left_s)
        return deleted if isinstance(gone, Absent) else None

    def _leave(self, accounts: list[str]) -> None:
        with suppress(ProblemError):
            if accounts:
                self._write(accounts)
            elif self.pending:
                self._listed.remove()

    def _write(self, accounts: list[str]) -> None:
        # Where no name is listed the file alone says it, and needs no room on a full disk.
        data = json.dumps(accounts).encode("ascii") if accounts else b""
        if data != self._text():
            self._listed.replace(data, keep_backup=False)

    def _text(self) -> bytes | None:
        with suppress(ProblemError):
            return self._listed.read()
        return None

    def _read(self) -> list[str]:
        try:
            found = json.loads(self._text() or b"[]")
        except (ValueError, RecursionError):
            return []
        if not isinstance(found, list):
            return []
        names = [name for name in found if isinstance(name, str) and _ACCOUNT.fullmatch(name)]
        return names[-_MOST:]
