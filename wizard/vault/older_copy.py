"""The vault as it was before its first save in a newer format, kept beside it for good."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.vault.durable_file import DurableFile
from wizard.vault.system_errors import place_values

_TAKEN = {ProblemId.VAULT_NOT_A_FILE, ProblemId.VAULT_TOO_LARGE}


def keep_older(vault: Path, data: bytes, number: int, *, limit: int) -> None:
    """Keep `data`, the file at `vault` in format `number`, as `vault.rokey.v1`, or the first of
    `.v1.2`, `.v1.3` … that is free or holds these very bytes. Nothing else is written over.

    Call it under the vault's lock. When it returns, the copy is on the disk. Raises ProblemError.
    """
    for attempt in count(1):
        suffix = f".v{number}" if attempt == 1 else f".v{number}.{attempt}"
        copy = DurableFile(vault.parent, f"{vault.name}{suffix}", limit=limit)
        if _is_free_for(copy, data):
            # Also for a copy that is there: a save that was killed may have left it unconfirmed.
            unconfirmed = copy.replace(data, keep_backup=False)
            if unconfirmed is not None:
                raise ProblemError(
                    Problem(ProblemId.WRITE_FAILED, unconfirmed.technical, place_values(vault))
                )
            return


def _is_free_for(copy: DurableFile, data: bytes) -> bool:
    try:
        found = copy.read()
    except ProblemError as error:
        if error.problem.id in _TAKEN:
            return False
        raise
    return found is None or found == data
