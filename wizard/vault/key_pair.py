"""Makes Ed25519 pairs. The private key lies in buffers that are wiped, from its first byte on."""

from __future__ import annotations

from wizard.core.private_key import ED25519_PREFIX
from wizard.core.public_key import RAW_BYTES, pem_of_raw
from wizard.core.secret import Secret
from wizard.vault.cipher import random_bytes, wipe

_BEGIN, _END = b"-----BEGIN PRIVATE KEY-----\n", b"\n-----END PRIVATE KEY-----\n"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DIGITS = {digit: value for value, digit in enumerate(_ALPHABET)}
_LINE = (len(ED25519_PREFIX) + RAW_BYTES) // 3 * 4


class NoPairError(ValueError):
    """This text is not the PEM of an Ed25519 private key as it lies in the vault."""


def make_pair() -> tuple[Secret, str]:
    """A new pair: the private key as PKCS#8 PEM, which the caller wipes, and the public PEM."""
    seed = random_bytes(RAW_BYTES)
    der = bytearray(ED25519_PREFIX) + seed
    line = _to_base64(der)
    pem = bytearray(_BEGIN) + line + _END
    try:
        return Secret(pem), _public_pem(der)
    finally:
        for buffer in (seed, der, line, pem):
            wipe(buffer)


def public_key_of(private_key: Secret) -> str:
    """The public PEM that belongs to a private one. Raises NoPairError."""
    with private_key.lent() as pem:
        is_framed = pem[: len(_BEGIN)] == _BEGIN and pem[-len(_END) :] == _END
        if not is_framed or len(pem) != len(_BEGIN) + _LINE + len(_END):
            raise NoPairError
        der = _from_base64(pem[len(_BEGIN) : -len(_END)])
    try:
        if not der.startswith(ED25519_PREFIX):
            raise NoPairError
        return _public_pem(der)
    finally:
        wipe(der)


def _public_pem(der: bytearray) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    with memoryview(der) as view, view[-RAW_BYTES:] as seed:
        private_key = Ed25519PrivateKey.from_private_bytes(seed)
    return pem_of_raw(private_key.public_key().public_bytes_raw())


def _to_base64(plain: bytearray) -> bytearray:
    """Not by the standard library, whose answer is `bytes` and cannot be wiped. Whole threes."""
    line = bytearray(len(plain) // 3 * 4)
    for group in range(len(plain) // 3):
        bits = 0
        for byte in plain[group * 3 : group * 3 + 3]:
            bits = bits << 8 | byte
        for place in range(4):
            line[group * 4 + place] = _ALPHABET[bits >> 18 - 6 * place & 63]
    return line


def _from_base64(line: memoryview) -> bytearray:
    plain = bytearray(len(line) // 4 * 3)
    for group in range(len(line) // 4):
        bits = 0
        for digit in line[group * 4 : group * 4 + 4]:
            value = _DIGITS.get(digit)
            if value is None:
                wipe(plain)
                raise NoPairError
            bits = bits << 6 | value
        for place in range(3):
            plain[group * 3 + place] = bits >> 16 - 8 * place & 255
    return plain
