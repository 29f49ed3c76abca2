"""Finds a key by its name: saved, or also one that is not finished."""

from __future__ import annotations

from wizard.cli.session import Session
from wizard.cli.vault_opening import open_if_there
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import KeptKey, SavedKey, WaitingPair, same_name


def find_saved(session: Session, name: str) -> SavedKey:
    """The saved key of this name. Raises ProblemError, also when it is there but not finished."""
    key = find_any(session, name)
    if isinstance(key, SavedKey):
        return key
    is_pair = isinstance(key, WaitingPair)
    lacking = ProblemId.PAIR_UNFINISHED if is_pair else ProblemId.KEY_UNFINISHED
    raise ProblemError(Problem(lacking, values={"name": key.name}))


def find_any(session: Session, name: str) -> KeptKey:
    """Of all there is, pairs too. Raises ProblemError when it is not there, or the vault closed."""
    if open_if_there(session):
        service = session.service
        keys: list[KeptKey] = [*service.saved_keys(), *service.pending_keys()]
        keys += service.pairs.waiting()
        for key in keys:
            if same_name(key.name, name):
                return key
    raise ProblemError(Problem(ProblemId.NO_SUCH_KEY, values={"name": name}))
