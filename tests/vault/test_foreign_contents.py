"""Files that are no vault at all, as the vault, as its copy, or as both: refused, left alone."""

from __future__ import annotations

import base64
import gzip
import io
import os
import resource
import sqlite3
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault.by_hand import state_of
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import FIRST_LINE, MAX_BYTES
from wizard.vault.memory_keychain import MemoryKeychain

ALONE = ProblemId.VAULT_DAMAGED_ALONE


def _zip(vault: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("vault.rokey", vault)
    return packed.getvalue()


def _sqlite(_vault: bytes) -> bytes:
    with sqlite3.connect(":memory:") as base:
        base.execute("create table keys (secret text)")
        data = base.serialize()
    base.close()
    return data


FOREIGN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "one line end": lambda _: b"\n",
    "three line ends": lambda _: b"\n\n\n",
    "only the first line": lambda _: FIRST_LINE,
    "first line and line ends": lambda _: FIRST_LINE + b"\n\n",
    "an empty object": lambda _: FIRST_LINE + b"{}\n\n",
    "null": lambda _: FIRST_LINE + b"null\nAAAA\n",
    "deeply nested": lambda _: FIRST_LINE + b"[" * 200_000 + b"]" * 200_000 + b"\nAAAA\n",
    "a long number": lambda _: FIRST_LINE + b"9" * 1_000_000 + b"\nAAAA\n",
    "zeros": lambda _: bytes(4096),
    "zeros of its size": lambda vault: bytes(len(vault)),
    "noise": lambda vault: os.urandom(len(vault)),
    "text": lambda _: b"Dear diary,\n",
    "JSON": lambda _: b'{"api_key":"x","secret":"y"}\n',
    "HTML": lambda _: b"<!doctype html><title>Sign in to this network</title>\n",
    "PNG": lambda _: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "PDF": lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "KeePass": lambda _: bytes.fromhex("03d9a29a67fb4bb500000400"),
    "age": lambda _: b"age-encryption.org/v1\n-> scrypt AAAA 18\n",
    "OpenPGP": lambda _: b"-----BEGIN PGP MESSAGE-----\n\nhF4D\n-----END PGP MESSAGE-----\n",
    "SQLite": _sqlite,
    "ZIP": _zip,
    "gzip": gzip.compress,
    "base64": base64.b64encode,
    "twice": lambda vault: vault + vault,
    "backwards": lambda vault: vault[::-1],
    "small letters": bytes.lower,
    "DOS line ends": lambda vault: vault.replace(b"\n", b"\r\n"),
    "UTF-16": lambda vault: vault.decode().encode("utf-16"),
    "byte order mark": lambda vault: b"\xef\xbb\xbf" + vault,
    "header and payload swapped": lambda vault: b"\n".join(
        [vault.split(b"\n")[place] for place in (0, 2, 1, 3)]
    ),
    "full of line ends": lambda _: FIRST_LINE + b"\n" * (MAX_BYTES - len(FIRST_LINE)),
    "as long as may be": lambda _: FIRST_LINE + b"{" * (MAX_BYTES - len(FIRST_LINE)),
}


@pytest.fixture
def kept(folder: Path, keychain: MemoryKeychain) -> VaultDoor:
    """A vault that opens in two ways, with a copy."""
    door = VaultDoor(folder, keychain, cost=CHEAP)
    with door.create(Secret(PASSPHRASE), also_keychain=True) as vault:
        save(vault, "One", credentials())
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    return door


def copy_of(door: VaultDoor) -> Path:
    return door.path.with_name("vault.rokey.bak")


def check_refused(door: VaultDoor, *problem_ids: ProblemId) -> None:
    """Whatever is tried, and vault and copy stay as they are."""
    before = [state_of(path) for path in (door.path, copy_of(door))]
    for attempt in (
        door.presence,
        door.open,
        door.create,
        lambda: door.open(Secret(PASSPHRASE)),
        lambda: door.create(Secret(PASSPHRASE)),
    ):
        with refused(*problem_ids):
            attempt()
    assert [state_of(path) for path in (door.path, copy_of(door))] == before


@pytest.mark.parametrize("kind", FOREIGN)
def test_in_the_vaults_place(kept: VaultDoor, kind: str) -> None:
    kept.path.write_bytes(FOREIGN[kind](kept.path.read_bytes()))

    check_refused(kept, ProblemId.VAULT_DAMAGED)


@pytest.mark.parametrize("kind", FOREIGN)
def test_in_the_place_of_both(kept: VaultDoor, kind: str) -> None:
    for path in (kept.path, copy_of(kept)):
        path.write_bytes(FOREIGN[kind](path.read_bytes()))

    check_refused(kept, ALONE)


@pytest.mark.parametrize("kind", FOREIGN)
def test_while_the_vault_is_open(kept: VaultDoor, kind: str) -> None:
    with kept.open() as vault:
        kept.path.write_bytes(FOREIGN[kind](kept.path.read_bytes()))
        before = [state_of(path) for path in (kept.path, copy_of(kept))]

        with refused(ProblemId.VAULT_DAMAGED):
            vault.seal("Three", VENUE, credentials(3), now=NOW)
        with refused(ProblemId.VAULT_DAMAGED):
            vault.remove(vault.saved_keys()[0].record_id)
        with refused(ProblemId.VAULT_DAMAGED):
            vault.reload()

        assert [state_of(path) for path in (kept.path, copy_of(kept))] == before


def _folder(path: Path) -> None:
    path.mkdir()


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("vault.rokey"))


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [_folder, _sparse, _pipe, _link, _device])
def test_the_vault_is_damaged_and_its_copy_is_something_else(
    kept: VaultDoor, make: Callable[[Path], None]
) -> None:
    kept.path.write_bytes(kept.path.read_bytes()[:-7])
    copy_of(kept).unlink()
    make(copy_of(kept))

    check_refused(kept, ALONE)


@pytest.mark.parametrize("make", [_folder, _sparse, _pipe, _link, _device])
def test_the_vault_is_gone_and_something_lies_where_its_copy_was(
    kept: VaultDoor, make: Callable[[Path], None]
) -> None:
    """It may be somebody's only copy under another roof: no new vault is begun over it."""
    kept.path.unlink()
    copy_of(kept).unlink()
    make(copy_of(kept))
    before = state_of(copy_of(kept))

    for attempt in (kept.presence, kept.open, kept.create):
        with pytest.raises(ProblemError) as caught:
            attempt()
        assert caught.value.problem.id in {ProblemId.VAULT_GONE, ProblemId.VAULT_GONE_ALONE}

    assert state_of(copy_of(kept)) == before
    assert not kept.path.exists()


def test_ten_gigabytes_are_refused_at_once_and_left_alone(kept: VaultDoor) -> None:
    kept.path.unlink()
    _sparse(kept.path)
    with refused(ProblemId.VAULT_TOO_LARGE):
        kept.presence()  # what a first look loads is no part of the measure
    most, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()

    check_refused(kept, ProblemId.VAULT_TOO_LARGE)

    assert time.monotonic() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 16 * 1024


def test_a_damaged_payload_and_a_damaged_header_both_point_to_the_copy(kept: VaultDoor) -> None:
    """A copy that looks like a vault is offered, whatever is wrong with the vault itself."""
    whole = kept.path.read_bytes()
    for place in (0, len(FIRST_LINE) + 5, len(whole) - 9):
        kept.path.write_bytes(whole[:place] + b"!" + whole[place + 1 :])
        with refused(ProblemId.VAULT_DAMAGED):
            kept.open()
    kept.path.write_bytes(copy_of(kept).read_bytes())
    assert [key.name for key in kept.open().saved_keys()] == ["One"]
