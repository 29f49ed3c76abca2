"""The system really gives no descriptor, or lets no file grow: limits of the process, no mount."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from tests.vault.samples import NOW, VENUE, credentials, refused, save
from wizard.core.problems import ProblemId
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault


def one_more() -> int | None:
    """A descriptor; None when the system gives none any more."""
    try:
        return os.open(os.devnull, os.O_RDONLY)
    except OSError as refusal:
        if refusal.errno != errno.EMFILE:
            raise
        return None


@contextmanager
def descriptors_left(count: int) -> Iterator[None]:
    """This process may open so many files and not one more."""
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as until_done:
        until_done.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (usual, most))
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(usual, 256), most))
        held: list[int] = []
        while (descriptor := one_more()) is not None:
            held.append(descriptor)
        for descriptor in held[count:]:
            until_done.callback(os.close, descriptor)
        for descriptor in held[:count]:
            os.close(descriptor)
        yield


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes; Python ignores the signal, so that it is an error."""
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))


def check_still_good(vault: Vault, door: VaultDoor) -> None:
    assert [key.name for key in vault.saved_keys()] == ["One"]
    assert vault.pending_keys() == ()
    assert door.open().saved_keys() == vault.saved_keys()
    vault.seal("Three", VENUE, credentials(3), now=NOW)
    assert not list(door.folder.glob(".*.tmp"))


@pytest.mark.parametrize(
    ("count", "problem"),
    [
        (0, ProblemId.WRITE_FAILED),  # not even the lock
        (1, ProblemId.VAULT_UNREADABLE),  # the lock, and then the vault cannot be read anew
    ],
)
def test_no_descriptor_is_left(
    door: VaultDoor, vault: Vault, count: int, problem: ProblemId
) -> None:
    save(vault, "One", credentials(1))
    before = door.path.read_bytes()

    with descriptors_left(count), refused(problem):
        vault.seal("Two", VENUE, credentials(2), now=NOW)

    assert door.path.read_bytes() == before
    check_still_good(vault, door)


def test_a_lock_and_one_file_are_enough(door: VaultDoor, vault: Vault) -> None:
    save(vault, "One", credentials(1))

    with descriptors_left(2):
        vault.seal("Two", VENUE, credentials(2), now=NOW)

    assert vault.unconfirmed is None
    assert len(door.open().pending_keys()) == 1


@pytest.mark.parametrize("size", [0, 1, 1000])
def test_a_file_may_not_grow(door: VaultDoor, vault: Vault, size: int) -> None:
    """A write that ends in the middle, and then an error."""
    save(vault, "One", credentials(1))
    before = door.path.read_bytes()
    assert len(before) > size

    with files_end_at(size), refused(ProblemId.WRITE_FAILED):
        vault.seal("Two", VENUE, credentials(2), now=NOW)

    assert door.path.read_bytes() == before
    check_still_good(vault, door)
