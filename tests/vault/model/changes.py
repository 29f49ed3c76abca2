"""Every change of a vault: what a window does, and the state that it must lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.vault.model.expected import Expected, own_pair
from tests.vault.samples import NOW, VENUE, check, credentials, proof
from wizard.core.saved_key import KeptKey
from wizard.core.secret import Secret
from wizard.vault import pairs
from wizard.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Change:
    """What to do with an open vault; `then` is the very state before if it must be refused."""

    work: Callable[[Vault], object]
    then: Expected


def seal(now: Expected, name: str, number: int) -> Change:
    def work(vault: Vault) -> None:
        made = vault.seal(name, VENUE, credentials(number), now=NOW)
        assert made.name == name

    return Change(work, now.sealed(name, number))


def seal_in_place(now: Expected, name: str, number: int) -> Change:
    """A pending key that is to replace the saved one of this name."""

    def work(vault: Vault) -> None:
        vault.seal(name, VENUE, credentials(number), now=NOW, replaces=find(vault, name))

    return Change(work, now.sealed(name, number, replaces=True))


def rework(now: Expected, name: str, number: int) -> Change:
    def work(vault: Vault) -> None:
        vault.rework(find(vault, name, pending=True), lambda _: credentials(number), now=NOW)

    return Change(work, now.reworked(name, number))


def make_pair(now: Expected, name: str, number: int) -> Change:
    def work(vault: Vault) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pairs, "make_pair", lambda: own_pair(number))
            pair = vault.pairs.make(name, VENUE, now=NOW)
        assert pair.public_key == own_pair(number)[1]

    return Change(work, now.made(name, number))


def complete(now: Expected, name: str) -> Change:
    """A pair of this name must be there."""
    pair = now.named(name, pending=True)
    assert pair is not None
    api_key = credentials(pair.number).api_key

    def work(vault: Vault) -> None:
        vault.pairs.complete(find(vault, name, pending=True), Secret(api_key), now=NOW)

    return Change(work, now.completed(name))


def commit(now: Expected, name: str) -> Change:
    """A pending key of this name must be there."""
    pending = now.named(name, pending=True)
    assert pending is not None
    of = pending.credentials

    def work(vault: Vault) -> None:
        vault.commit(proof(find(vault, name, pending=True), of), check())

    return Change(work, now.committed(name))


def note_check(now: Expected, name: str, minutes: int) -> Change:
    then = now.noted(name, NOW + timedelta(minutes=minutes))
    return Change(lambda vault: vault.note_check(find(vault, name), check(minutes)), then)


def rename(now: Expected, name: str, new: str) -> Change:
    return Change(lambda vault: vault.rename(find(vault, name), new), now.renamed(name, new))


def remove(now: Expected, name: str) -> Change:
    return Change(lambda vault: vault.remove(find(vault, name)), now.without(name))


def discard(now: Expected, name: str) -> Change:
    return Change(
        lambda vault: vault.discard(find(vault, name, pending=True)),
        now.without(name, pending=True),
    )


def set_passphrase(now: Expected, text: str) -> Change:
    return Change(
        lambda vault: vault.ways_in.set_passphrase(Secret(text)), now.with_ways(passphrase=text)
    )


def remove_passphrase(now: Expected) -> Change:
    return Change(lambda vault: vault.ways_in.remove_passphrase(), now.with_ways(passphrase=None))


def set_code(now: Expected, text: str) -> Change:
    return Change(
        lambda vault: vault.ways_in.set_recovery_code(Secret(text)), now.with_ways(code=text)
    )


def remove_code(now: Expected) -> Change:
    return Change(lambda vault: vault.ways_in.remove_recovery_code(), now.with_ways(code=None))


def keep_in_keychain(now: Expected) -> Change:
    return Change(lambda vault: vault.ways_in.keep_in_keychain(), now.with_ways(keychain=True))


def leave_keychain(now: Expected) -> Change:
    return Change(lambda vault: vault.ways_in.leave_keychain(), now.with_ways(keychain=False))


def renew_keys(now: Expected, code: str) -> Change:
    passphrase = None if now.passphrase is None else Secret(now.passphrase)
    new = None if now.code is None else Secret(code)
    return Change(
        lambda vault: vault.ways_in.renew_keys(passphrase, new),
        replace(now, code=None if now.code is None else code),
    )


def look_again(now: Expected) -> Change:
    return Change(lambda vault: vault.reload(), now)


def find(vault: Vault, name: str, *, pending: bool = False) -> str:
    """The record id of the key of this name: the saved one, or else the pending one."""
    vault.reload()
    keys: list[KeptKey] = [] if pending else [*vault.saved_keys()]
    for key in (*keys, *vault.pending_keys(), *vault.pairs.waiting()):
        if key.name == name:
            return key.record_id
    return "0" * 16
