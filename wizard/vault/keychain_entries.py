"""The vault's entries in the keychain: a fresh name for each, and none forgotten there.

Names go into a list beside the vault before an entry is written and before one loses its use;
whatever is on the list and opens neither the vault nor its backup is deleted, now or on a later
day. So a crash between keychain and file leaves nothing behind for good.
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

_ACCOUNT = re.compile(r"vault-key-[0-9a-f]{32}")
_MOST = 100
_LIMIT = 64 * 1024


class KeychainEntries:
    """The entries of one vault. Used under the vault's lock."""

    def __init__(self, keychain: Keychain | None, folder: Path) -> None:
        self._keychain = keychain
        self._listed = DurableFile(folder, "keychain-entries.json", limit=_LIMIT)

    def expect(self, accounts: Iterable[str]) -> None:
        """These may soon be of no use. Raises ProblemError when that cannot be written down."""
        before = self._read()
        together = list(dict.fromkeys((*before, *accounts)))[-_MOST:]
        if together != before:
            self._write(together)

    def sweep(
        self, in_vault: frozenset[str], in_backup: frozenset[str], patience: Patience
    ) -> bool:
        """Delete the listed entries that open neither vault nor backup; False when one stays.

        What the vault needs leaves the list: nobody is about to replace it any more.
        """
        before = self._read()
        if not before:
            return True
        left = [
            account
            for account in before
            if account not in in_vault
            and (account in in_backup or not self._delete(account, patience))
        ]
        if left != before:
            with suppress(ProblemError):
                if left:
                    self._write(left)
                else:
                    self._listed.remove()
        return not left

    def _delete(self, account: str, patience: Patience) -> bool:
        if self._keychain is None:
            return False
        return isinstance(self._keychain.delete(account, patience.left_s), Done | Absent)

    def _write(self, accounts: list[str]) -> None:
        self._listed.replace(json.dumps(accounts).encode("ascii"), keep_backup=False)

    def _read(self) -> list[str]:
        try:
            found = json.loads(self._listed.read() or b"[]")
        except (ProblemError, ValueError, RecursionError):
            return []
        if not isinstance(found, list):
            return []
        return [name for name in found if isinstance(name, str) and _ACCOUNT.fullmatch(name)]
