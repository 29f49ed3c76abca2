"""Pairs: real keys that sign, in the one spelling, wiped when they are not needed any more."""

from __future__ import annotations

import textwrap

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.credentials import KeyKind
from wizard.core.private_key import read_private_key
from wizard.core.secret import Secret
from wizard.vault import key_pair
from wizard.vault.cipher import wipe
from wizard.vault.key_pair import NoPairError, make_pair, public_key_of


def private_pem_of(key: Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem_of(key: Ed25519PrivateKey) -> str:
    public = key.public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def test_both_halves_are_spelled_as_everybody_does() -> None:
    private_key, public_key = make_pair()
    key = load_pem_private_key(private_key.reveal_bytes(), None)

    assert isinstance(key, Ed25519PrivateKey)
    assert private_pem_of(key) == private_key.reveal()
    assert public_pem_of(key) == public_key == public_key_of(private_key)
    # As a pasted one would lie in the vault; python-binance takes a longer text for RSA.
    assert read_private_key(private_key.reveal()) == (KeyKind.ED25519, private_key.reveal())
    assert private_key.length <= 120


@given(st.binary(min_size=32, max_size=32))
def test_every_private_key_gives_its_public_one(seed: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)

    assert public_key_of(Secret(private_pem_of(key))) == public_pem_of(key)


def test_no_two_are_alike() -> None:
    assert len({make_pair()[1] for _ in range(50)}) == 50


def test_every_buffer_on_the_way_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    wiped: list[bytearray] = []

    def noted(buffer: bytearray) -> None:
        wipe(buffer)
        wiped.append(buffer)

    monkeypatch.setattr(key_pair, "wipe", noted)
    private_key, _ = make_pair()

    assert sorted(map(len, wiped)) == [32, 48, 64, 119]
    assert all(not any(buffer) for buffer in wiped)
    wiped.clear()
    public_key_of(private_key)
    assert [len(buffer) for buffer in wiped] == [48]


_WHOLE = private_pem_of(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
_LINE = _WHOLE.splitlines()[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 64,
        _WHOLE.rstrip("\n"),
        _WHOLE.replace("\n", "\r\n"),
        _WHOLE.replace("PRIVATE", "PUBLICX"),
        _WHOLE.replace(_LINE, "\n".join(textwrap.wrap(_LINE, 32))),
        _WHOLE.replace(_LINE, _LINE[:-1] + "="),
        _WHOLE.replace(_LINE, _LINE[:-1] + "ä"),
        _WHOLE.replace(_LINE, "A" + _LINE[1:]),
        _WHOLE + " ",
    ],
)
def test_any_other_text_is_no_pair(text: str) -> None:
    with pytest.raises(NoPairError):
        public_key_of(Secret(text))
