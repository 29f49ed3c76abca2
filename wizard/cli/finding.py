"""Finds a key by its name: saved, or also one that is not finished."""

from __future__ import annotations

from wizard.cli.session import Session
from wizard.cli.vault_opening import open_if_there
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import PendingKey, SavedKey, same_name


def find_saved(session: Session, name: str) -> SavedKey:
    """The saved key of this name. Raises ProblemError, also when it is there but not finished."""
    key = find_any(session, name)
    if isinstance(key, PendingKey):
        raise ProblemError(Problem(ProblemId.KEY_UNFINISHED, values={"name": key.name}))
    return key


def find_any(session: Session, name: str) -> SavedKey | PendingKey:
    """The key of this name. Raises ProblemError when there is none, or the vault stays closed."""
    if open_if_there(session):
        service = session.service
        keys: list[SavedKey | PendingKey] = [*service.saved_keys(), *service.pending_keys()]
        for key in keys:
            if same_name(key.name, name):
                return key
    raise ProblemError(Problem(ProblemId.NO_SUCH_KEY, values={"name": name}))
