"""What tests of the system's keychain watch: time, threads, descriptors, reasons."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from wizard.core.problems import ProblemId
from wizard.vault.door import KeptUnderPassphrase, VaultDoor
from wizard.vault.file_format import KeychainSlot, from_file
from wizard.vault.keychain import Keychain
from wizard.vault.os_keychain import system_keychain

PATIENCE_S = 0.6
# What a test allows on top for a busy machine.
GRACE_S = 3.0


def system() -> Keychain:
    keychain = system_keychain()
    assert keychain is not None
    return keychain


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 (counted, not walked)


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """No thread and no descriptor more than before."""
    threads, open_files = set(threading.enumerate()), descriptors()
    yield
    assert not set(threading.enumerate()) - threads
    # Fewer is no leak: an earlier test may have let go of something meanwhile.
    assert descriptors() <= open_files


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def reason(door: VaultDoor) -> ProblemId:
    plan = door.plan()
    assert isinstance(plan, KeptUnderPassphrase)
    return plan.reason.id


def account_in(door: VaultDoor) -> str:
    slots = from_file(door.path.read_bytes()).header.slots
    return next(slot.account for slot in slots if isinstance(slot, KeychainSlot))
