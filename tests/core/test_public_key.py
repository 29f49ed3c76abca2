"""The public key as the exchange wants it: one spelling, and back."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.public_key import pem_of_raw, raw_of_pem

# The sample of the exchange's page on kinds of keys, seen November 2026.
DOCUMENTED = (
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAgmDRTtj2FA+wzJUIlAL9ly1eovjLBu7uXUFR+jFULmg=\n"
    "-----END PUBLIC KEY-----\n"
)


@given(st.binary(min_size=32, max_size=32))
def test_every_key_has_one_spelling(raw: bytes) -> None:
    assert raw_of_pem(pem_of_raw(raw)) == raw


def test_it_is_what_others_read() -> None:
    key = load_pem_public_key(DOCUMENTED.encode())
    assert isinstance(key, Ed25519PublicKey)
    assert pem_of_raw(key.public_bytes_raw()) == DOCUMENTED


@pytest.mark.parametrize(
    "pem",
    [
        "",
        DOCUMENTED.replace("\n", "\r\n"),
        DOCUMENTED.rstrip("\n"),
        " " + DOCUMENTED,
        DOCUMENTED.replace("PUBLIC", "PRIVATE"),
        DOCUMENTED.replace("MCow", "MCox"),
        DOCUMENTED.replace("Lmg=", "Lmh="),  # the same 32 bytes to a lax reader
        DOCUMENTED.replace("FULm", ""),
        DOCUMENTED + DOCUMENTED,
        "-----BEGIN PUBLIC KEY-----\nMCow\u00e4\n-----END PUBLIC KEY-----\n",
    ],
)
def test_any_other_spelling_is_refused(pem: str) -> None:
    with pytest.raises(ValueError, match="not the PEM"):
        raw_of_pem(pem)


@pytest.mark.parametrize("count", [0, 31, 33])
def test_a_key_has_32_bytes(count: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        pem_of_raw(bytes(count))
