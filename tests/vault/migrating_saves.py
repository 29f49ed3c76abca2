"""Migrating saves that are killed or fail at one system call, and what must be there then.

python -m tests.vault.migrating_saves       a kill and every error at every call of two tasks
"""

from __future__ import annotations

import signal
import stat
import sys
from collections import Counter
from contextlib import AbstractContextManager
from pathlib import Path

from tests.vault.faulty_saves import Attempt, Call, SavingServer, calls_in, saving_server
from tests.vault.migrating_server import newer_door
from tests.vault.samples import NOW, PASSPHRASE, VENUE, credentials
from tests.vault.saved_states import STATES, Names, leftovers, opened
from wizard.core.problems import ProblemId
from wizard.core.saved_key import PendingKey, SavedKey
from wizard.core.secret import Secret
from wizard.vault.file_format import number_of

ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EINTR", "EMFILE")
_SAVED = {None, ProblemId.SAVED_NOT_CONFIRMED, ProblemId.BACKUP_STALE}
_NOT_SAVED = {
    ProblemId.WRITE_FAILED,
    ProblemId.DISK_FULL,
    ProblemId.VAULT_UNREADABLE,
    ProblemId.FOLDER_NOT_WRITABLE,
}


def migrating_server() -> AbstractContextManager[SavingServer]:
    """A server whose saves migrate, until the block ends."""
    return saving_server("tests.vault.migrating_server")


def one_fault(server: SavingServer, task: str, call: Call, error: str | None) -> bool:
    """Let `call` fail with `error`, or kill there; whether the vault is in the new format then.

    Old or new opens, and the copy is there if the new one is.
    """
    how = "signal=SIGKILL" if error is None else f"error={error}"
    with server.vault(task) as folder:
        older = (folder / "vault.rokey").read_bytes()
        options = ("-e", f"inject={call.name}:{how}:when={call.nth}")
        attempt = server.attempt(task, folder, *options)
        _check_fired(attempt, call, error)
        names = _check_nothing_lost(folder, older)
        before, after = STATES[task]
        assert names in (before, after), f"{call}: {names}"
        if error is not None:
            (said,) = attempt.said
            assert names == (after if said.saved else before), f"{call}: {said}, but {names}"
            assert said.problem in (_SAVED if said.saved else _NOT_SAVED), f"{call}: {said}"
        _check_goes_on(folder, older)
    return names == after


def _check_fired(attempt: Attempt, call: Call, error: str | None) -> None:
    calls = calls_in(attempt.trace)
    assert len(calls) > call.place, f"{call} did not come"
    assert f"{call.name}(" in calls[call.place], f"{call}: another save"
    if error is None:
        assert attempt.code == -signal.SIGKILL, f"{call} did not fire"
        assert len(calls) == call.place + 1, f"{call} fired elsewhere"
    else:
        injected = [place for place, line in enumerate(calls) if "(INJECTED)" in line]
        assert injected == [call.place], f"{call}: fired at {injected}"
        assert attempt.code == 0


def _check_nothing_lost(folder: Path, older: bytes) -> Names:
    copies = list(folder.glob("vault.rokey.v*"))
    for copy in copies:
        assert copy.name == "vault.rokey.v1"
        assert copy.read_bytes() == older, "a copy under its name is whole"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    now = (folder / "vault.rokey").read_bytes()
    if number_of(now) == 1:
        assert now == older
        assert opened(folder) is not None, "the older program still opens it"
    else:
        assert copies, "the new format is there, and the copy is not"
    return names_in_newer(folder)


def names_in_newer(folder: Path) -> Names:
    """The keys that the newer program finds, each with its secret. Raises ProblemError."""
    with newer_door(folder).open(Secret(PASSPHRASE)) as vault:
        keys: list[SavedKey | PendingKey] = [*vault.saved_keys(), *vault.pending_keys()]
        numbers = {"One": 1, "Two": 2, "Gone": 9}
        for key in keys:
            assert vault.credentials(key.record_id) == credentials(numbers[key.name])
        return frozenset(key.name for key in keys)


def _check_goes_on(folder: Path, older: bytes) -> None:
    with newer_door(folder).open(Secret(PASSPHRASE)) as vault:
        vault.seal("Next", VENUE, credentials(4), now=NOW)
    assert number_of((folder / "vault.rokey").read_bytes()) == 2
    (copy,) = folder.glob("vault.rokey.v*")
    assert copy.read_bytes() == older
    assert not leftovers(folder)


def main() -> int:
    """Run all of it; the process's status."""
    broken = 0
    with migrating_server() as server:
        for task in ("seal", "remove"):
            for error in (None, *ERRORS):
                # At its last word a process can be killed, but it has to speak.
                calls = server.calls(task)[: None if error is None else -1]
                found: Counter[str] = Counter()
                for call in calls:
                    try:
                        new = one_fault(server, task, call, error)
                        found["new format" if new else "old format"] += 1
                    except AssertionError as failed:
                        broken += 1
                        sys.stdout.write(f"{task}, {error}: {failed}\n")
                sys.stdout.write(
                    f"{task} {error or 'SIGKILL'}: {len(calls)} calls, {dict(found)}\n"
                )
                sys.stdout.flush()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
