"""Finds a key by its record id, only one of a venue that is asked here; reads a key's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from wizard.core.credentials import Credentials
from wizard.core.paste import swapped
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import PendingKey, SavedKey, WaitingPair, read_name
from wizard.core.venue import Venue
from wizard.vault.vault import Vault

_Key = TypeVar("_Key", WaitingPair | PendingKey, SavedKey)


def clean_name(text: str) -> str:
    """The name as it is kept. Raises ProblemError: NAME_…."""
    name = read_name(text)
    if isinstance(name, Problem):
        raise ProblemError(name)
    return name


def pending_in(vault: Vault, record_id: str, venues: Iterable[Venue]) -> PendingKey:
    """The pending key. Raises KEY_SAVED_MEANWHILE, PAIR_UNFINISHED, KEY_GONE, OTHER_VENUE."""
    key = unproven_in(vault, record_id, venues)
    if isinstance(key, WaitingPair):
        raise ProblemError(Problem(ProblemId.PAIR_UNFINISHED, values={"name": key.name}))
    return key


def unproven_in(vault: Vault, record_id: str, venues: Iterable[Venue]) -> WaitingPair | PendingKey:
    """The pending key or pair. Raises ProblemError: KEY_SAVED_MEANWHILE, KEY_GONE, OTHER_VENUE."""
    if record_id in {key.record_id for key in vault.saved_keys()}:
        raise ProblemError(Problem(ProblemId.KEY_SAVED_MEANWHILE))
    unproven: tuple[WaitingPair | PendingKey, ...] = vault.pairs.waiting()
    return _here(record_id, (*unproven, *vault.pending_keys()), venues)


def written_over(
    vault: Vault, record_id: str | None, venues: Iterable[Venue]
) -> WaitingPair | PendingKey | None:
    """The pending key or pair that other credentials may be put over; None when it is gone.

    One of a site that is not asked here must not be written over. Raises ProblemError: OTHER_VENUE.
    """
    known = {pair.record_id for pair in vault.pairs.waiting()}
    known |= {key.record_id for key in vault.pending_keys()}
    if record_id is None or record_id not in known:
        return None
    return unproven_in(vault, record_id, venues)


def saved_name(vault: Vault, record_id: str | None) -> str | None:
    """How a saved key is called; None where there is none."""
    return next((key.name for key in vault.saved_keys() if key.record_id == record_id), None)


def saved_in(vault: Vault, record_id: str, venues: Iterable[Venue]) -> SavedKey:
    """The saved key. Raises ProblemError: KEY_GONE, OTHER_VENUE."""
    return _here(record_id, vault.saved_keys(), venues)


def _here(record_id: str, keys: Iterable[_Key], venues: Iterable[Venue]) -> _Key:
    """Asking one site about a key of another would prove nothing, and tell it about the key."""
    for key in keys:
        if key.record_id == record_id:
            if key.venue not in {venue.id for venue in venues}:
                values = {"name": key.name, "venue": key.venue}
                raise ProblemError(Problem(ProblemId.OTHER_VENUE, values=values))
            return key
    raise ProblemError(Problem(ProblemId.KEY_GONE))


def as_it_is(credentials: Credentials) -> Credentials:
    """For a change of something else."""
    return credentials


def turned(credentials: Credentials) -> Credentials:
    """The two values in each other's place. Raises ProblemError: PRIVATE_KEY_UNKNOWN."""
    other = swapped(credentials)
    if other is None:
        raise ProblemError(Problem(ProblemId.PRIVATE_KEY_UNKNOWN))
    return other
