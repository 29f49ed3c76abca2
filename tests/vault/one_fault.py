"""One save with one fault at one of its system calls: it came there, and nothing is lost."""

from __future__ import annotations

import signal

from tests.vault.faulty_saves import Attempt, Call, SavingServer, calls_in, names_in
from tests.vault.saved_states import STATES, check_goes_on, leftovers, opened
from wizard.core.problems import ProblemId

ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EINTR", "EMFILE")
_SAVED = {None, ProblemId.SAVED_NOT_CONFIRMED, ProblemId.BACKUP_STALE}
_NOT_SAVED = {
    ProblemId.WRITE_FAILED,
    ProblemId.DISK_FULL,
    ProblemId.VAULT_UNREADABLE,
    ProblemId.FOLDER_NOT_WRITABLE,
}


def one_fault(
    server: SavingServer, task: str, call: Call, error: str | None
) -> tuple[Attempt, bool]:
    """Let `call` fail with `error`, or kill there; check everything that is promised.

    Gives what happened and whether the new state is there.
    """
    with server.vault(task) as folder:
        attempt = server.attempt(task, folder, *_options(call, error))
        _check_fired(attempt, call, error)
        # Where nothing is left over, the next save is like any other.
        names = check_goes_on(folder) if leftovers(folder) or not error else opened(folder)
        before, after = STATES[task]
        assert names in (before, after), f"{call}: {names}"
        if error is None:
            assert not attempt.said
        else:
            (said,) = attempt.said
            assert names == (after if said.saved else before), f"{call}: {said}, but {names}"
            assert said.problem in (_SAVED if said.saved else _NOT_SAVED), f"{call}: {said}"
    return attempt, names == after


def _options(call: Call, error: str | None) -> tuple[str, ...]:
    """For strace: neither a call that fails nor one at which SIGKILL comes happens."""
    how = "signal=SIGKILL" if error is None else f"error={error}"
    return "-e", f"inject={call.name}:{how}:when={call.nth}"


def _check_fired(attempt: Attempt, call: Call, error: str | None) -> None:
    calls = calls_in(attempt.trace)
    assert len(calls) > call.place, f"{call} did not come"
    assert names_in(attempt.trace)[call.place] == call.name, f"{call}: another save"
    if error is None:
        assert attempt.code == -signal.SIGKILL, f"{call} did not fire"
        assert len(calls) == call.place + 1, f"{call} fired elsewhere"
        return
    injected = [place for place, line in enumerate(calls) if "(INJECTED)" in line]
    assert injected == [call.place], f"{call}: fired at {injected}"
    assert f" {error} " in calls[call.place]
    assert attempt.code == 0
